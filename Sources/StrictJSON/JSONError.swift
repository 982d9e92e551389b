/// Why a document was refused, and where.
///
/// A `wrongType` leaves the reader where it was. After any other error the reader's place is
/// unspecified and the document should be given up.
public struct JSONError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The closed list of reasons.
  ///
  /// `unknownMember`, `missingMember` and `invalidValue` are never thrown by this module: they are
  /// for callers that decode on top of the reader, through ``JSONReader/failure(_:_:)``.
  public enum Code: String, Sendable, CaseIterable {
    case empty, truncated, unexpectedByte, trailingBytes, byteOrderMark
    case invalidUTF8, invalidEscape, loneSurrogate, controlCharacter
    case invalidNumber, numberOutOfRange
    case duplicateMember, tooDeep, tooManyMembers, nameTooLong, stringTooLong, numberTooLong
    case wrongType, unknownMember, missingMember, invalidValue
  }

  /// The reason.
  public let code: Code
  /// The line, counted from 1; a line ends with a line feed.
  public let line: Int
  /// The column, counted from 1 in bytes.
  public let column: Int
  /// The byte offset, counted from 0 at the start of the array that was given to the reader.
  public let offset: Int
  /// What is wrong, as a part of an English sentence, such as `duplicate member "a"`.
  public let detail: String

  /// The detail with its place, such as `duplicate member "a" at line 3, column 7`.
  public var description: String { "\(detail) at line \(line), column \(column)" }

  init(_ code: Code, _ detail: String, at offset: Int, in bytes: Span<UInt8>) {
    var line = 1
    var lineStart = 0
    for index in 0..<min(offset, bytes.count) where bytes[index] == ASCII.lineFeed {
      line += 1
      lineStart = index + 1
    }
    self.code = code
    self.line = line
    self.column = offset - lineStart + 1
    self.offset = offset
    self.detail = detail
  }
}
