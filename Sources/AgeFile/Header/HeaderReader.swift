/// Reads the text at the start of an age file line by line, whatever pieces it comes in.
///
/// Keeps at most ``AgeLimits/headerBytes``, and refuses other files at their first wrong byte.
struct HeaderReader {
  private var bytes: [UInt8] = []
  private var lineStart = 0
  private(set) var stanzas: [Stanza] = []
  /// The stanza whose body goes on in the next line.
  private var unfinished: Stanza?

  /// The number of bytes that are kept.
  var keptBytes: Int { bytes.count }

  /// Takes bytes up to the end of the header; the header is `nil` until it is complete.
  ///
  /// Throws `notAge`, `unknownVersion`, `malformedHeader`, `headerTooLarge` or, for a passphrase,
  /// `workFactorTooHigh`.
  mutating func read(
    _ input: Span<UInt8>
  ) throws(AgeError) -> (taken: Int, header: Header?) {
    for index in input.indices {
      let byte = input[index]
      guard bytes.count < AgeLimits.headerBytes else {
        throw AgeError(.headerTooLarge, "the header is over \(AgeLimits.headerBytes) bytes long")
      }
      if bytes.count < Header.version.count { try checkVersion(byte) }
      bytes.append(byte)
      guard byte == 0x0A else { continue }
      let header = try readLine(Array(bytes[lineStart..<bytes.count - 1]))
      lineStart = bytes.count
      if let header { return (index + 1, header) }
    }
    return (input.count, nil)
  }

  /// The error of a file that ends here.
  var truncation: AgeError {
    bytes.isEmpty
      ? AgeError(.notAge, "the file is empty")
      : AgeError(.malformedHeader, "the file ends within its header")
  }

  private func checkVersion(_ byte: UInt8) throws(AgeError) {
    guard byte != Header.version[bytes.count] else { return }
    throw bytes.count < Header.name.count
      ? AgeError(.notAge, "the file does not begin like an age file")
      : AgeError(.unknownVersion, "the file is of a version of age other than v1")
  }

  private mutating func readLine(_ line: [UInt8]) throws(AgeError) -> Header? {
    if lineStart == 0 { return nil }
    if let stanza = unfinished.take() {
      try readBody(line, of: stanza)
      return nil
    }
    guard line.starts(with: Stanza.start) else { return try readLastLine(line) }
    guard let stanza = Stanza(firstLine: line[Stanza.start.count...]) else {
      throw malformed("a stanza with damaged arguments")
    }
    unfinished = stanza
    return nil
  }

  private mutating func readBody(
    _ line: [UInt8], of begun: consuming Stanza
  ) throws(AgeError) {
    guard line.count <= Stanza.lineLength,
      Base64.decode(line.span, padded: false, into: &begun.body)
    else { throw malformed("a stanza with a damaged body") }
    if line.count < Stanza.lineLength {
      stanzas.append(begun)
    } else {
      unfinished = begun
    }
  }

  private func readLastLine(_ line: [UInt8]) throws(AgeError) -> Header {
    let start = Header.end + [0x20]
    var code: [UInt8] = []
    guard line.starts(with: start) else { throw malformed("a damaged line") }
    let text = line[start.count...]
    guard Base64.decode(text.span, padded: false, into: &code),
      code.count == Header.codeBytes
    else { throw malformed("a damaged authentication code") }
    return try Header(
      stanzas, code: code, authenticated: Array(bytes[..<(lineStart + Header.end.count)]))
  }

  private func malformed(_ what: String) -> AgeError {
    AgeError(.malformedHeader, "the header has \(what)")
  }
}
