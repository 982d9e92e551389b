import StrictJSON

/// Why a document was refused, or could not be made.
public struct FormatError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The closed list of reasons.
  public enum Code: String, Sendable, CaseIterable {
    /// The bytes are no JSON in UTF-8, or JSON of a kind that careful readers disagree on.
    case notJSON
    /// The document ends too early.
    case truncated
    /// The gzip stream is damaged, or something else follows it.
    case damagedCompression
    /// The encrypted file was altered or cut off.
    case damagedEncryption
    /// JSON, but not a document of this kind.
    case unknownFormat
    /// A version of the format that this program does not know.
    case unknownVersion
    /// A member is missing, unknown, of the wrong type or without meaning.
    case malformed
    /// The content is not what its hash says.
    case hashMismatch
    /// The signature is not the key's over this content.
    case badSignature
    /// A public key that must not be trusted, or bytes that are no key.
    case badKey
    /// The rules document says something that cannot be meant.
    case badRules
    /// More than the limits allow.
    case tooLarge
    /// Something that the format cannot carry was to be written.
    case unwritable
  }

  /// A place in the document, in the inflated text if it was compressed.
  public struct Place: Equatable, Sendable {
    /// The line, counted from 1.
    public let line: Int
    /// The column, counted from 1 in bytes.
    public let column: Int
  }

  /// The reason.
  public let code: Code
  /// A part of an English sentence that names the object and says what is wrong with it.
  public let message: String
  /// Where, if the text itself is at fault.
  public let place: Place?

  /// The message with its place.
  public var description: String {
    place.map { "\(message) (line \($0.line), column \($0.column))" } ?? message
  }

  init(_ code: Code, _ message: String, at place: Place? = nil) {
    self.code = code
    self.message = message
    self.place = place
  }

  /// Names the document in which a reader met an error.
  init(_ error: JSONError, in subject: String) {
    self.init(
      Code(error.code), "\(subject): \(error.detail)",
      at: Place(line: error.line, column: error.column))
  }
}

extension FormatError.Code {
  init(_ code: JSONError.Code) {
    switch code {
    case .empty, .truncated: self = .truncated
    case .unexpectedByte, .trailingBytes, .byteOrderMark, .invalidUTF8, .invalidEscape,
      .loneSurrogate, .controlCharacter, .invalidNumber, .numberOutOfRange, .duplicateMember:
      self = .notJSON
    case .tooDeep, .tooManyMembers, .nameTooLong, .stringTooLong, .numberTooLong: self = .tooLarge
    case .wrongType, .unknownMember, .missingMember, .invalidValue: self = .malformed
    }
  }
}
