/// Reads the armor of a file as it comes; keeps at most one line.
///
/// Strict, so that a file has one armor but for line ends and for white space around it: lines are
/// full but for the last, padding is there, no bit is set that no byte uses.
public struct AgeArmorDecoder: ~Copyable {
  private enum Stage {
    /// White space, then the first line.
    case before
    case lines
    /// After a line that is not full.
    case footer
    /// White space only.
    case after
  }

  private var stage = Stage.before
  private var line: [UInt8] = []
  private var whitespace = 0
  private var failure: AgeError?

  /// Begins to read.
  public init() {}

  /// The number of bytes that wait for more.
  package var keptBytes: Int { line.count }

  /// Takes the next part of the text, of any size, and appends what it carries of the file.
  ///
  /// Throws `damagedArmor`, and then the same again.
  public mutating func update(_ text: Span<UInt8>, into file: inout [UInt8]) throws(AgeError) {
    if let failure { throw failure }
    do {
      try take(text, into: &file)
    } catch {
      failure = error
      throw error
    }
  }

  /// Takes a last line without its end; throws `damagedArmor` when the text was cut off.
  public consuming func finish(into file: inout [UInt8]) throws(AgeError) {
    if let failure { throw failure }
    if !line.isEmpty { try readLine(into: &file) }
    guard case .after = stage else { throw damaged("ends too early") }
  }

  /// The file in an armor that is in memory as a whole; throws as the two steps do.
  public consuming func decode(_ text: [UInt8]) throws(AgeError) -> [UInt8] {
    var file: [UInt8] = []
    file.reserveCapacity(text.count / 4 * 3)
    try update(text.span, into: &file)
    try finish(into: &file)
    return file
  }

  private mutating func take(_ text: Span<UInt8>, into file: inout [UInt8]) throws(AgeError) {
    var start = 0
    while start < text.count {
      if takeFullLine(text, at: start, into: &file) {
        start += AgeArmor.lineLength + 1
        continue
      }
      let byte = text[start]
      start += 1
      if case .after = stage {
        try countWhitespace(byte)
      } else if byte == 0x0A {
        try readLine(into: &file)
      } else {
        guard line.count < greatestLine else { throw damaged("has a line that is too long") }
        line.append(byte)
      }
    }
  }

  /// Takes a full line at once, as nearly all are; false when the next bytes are not simply that.
  private func takeFullLine(
    _ text: Span<UInt8>, at start: Int, into file: inout [UInt8]
  ) -> Bool {
    let end = start + AgeArmor.lineLength
    guard case .lines = stage, line.isEmpty, end < text.count, text[end] == 0x0A,
      text[end - 1] != UInt8(ascii: "=")
    else { return false }
    return Base64.decode(text.extracting(start..<end), padded: true, into: &file)
  }

  /// White space before the armor may be one long line.
  private var greatestLine: Int {
    if case .before = stage { return AgeLimits.whitespaceBytes + AgeArmor.lineLength }
    return AgeArmor.lineLength + 1
  }

  private mutating func readLine(into file: inout [UInt8]) throws(AgeError) {
    var text = line[...]
    line = []
    if text.last == 0x0D { text.removeLast() }
    switch stage {
    case .before:
      if text.elementsEqual(AgeArmor.header) {
        stage = .lines
      } else {
        for byte in text { try countWhitespace(byte) }
        try countWhitespace(0x0A)
      }
    case .lines where !text.elementsEqual(AgeArmor.footer):
      let count = file.count
      guard !text.isEmpty, text.count <= AgeArmor.lineLength,
        Base64.decode(text.span, padded: true, into: &file)
      else { throw damaged("has a damaged line") }
      if file.count - count < AgeArmor.lineBytes { stage = .footer }
    case .lines, .footer:
      guard text.elementsEqual(AgeArmor.footer) else {
        throw damaged("goes on after a line that is not full")
      }
      stage = .after
      whitespace = 0
    case .after: preconditionFailure("a line of \(text.count) bytes after the armor")
    }
  }

  private mutating func countWhitespace(_ byte: UInt8) throws(AgeError) {
    guard AgeArmor.isWhitespace(byte) else {
      throw damaged("has something other than white space around it")
    }
    whitespace += 1
    guard whitespace <= AgeLimits.whitespaceBytes else {
      throw damaged("has more than \(AgeLimits.whitespaceBytes) bytes of white space around it")
    }
  }

  private func damaged(_ how: String) -> AgeError { AgeError(.damagedArmor, "the armor \(how)") }
}
