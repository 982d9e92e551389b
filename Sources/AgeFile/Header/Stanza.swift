/// One recipient stanza of a header: a type with arguments, and a body.
struct Stanza: Equatable {
  /// The type and what follows it on the first line; at least one, each of printable ASCII.
  var arguments: [String]
  /// The bytes below the first line.
  var body: [UInt8] = []

  /// The characters of a full line of the body; a shorter line ends it.
  static let lineLength = 64
  /// What begins the first line.
  static let start = Array("-> ".utf8)

  init(_ arguments: [String], body: [UInt8] = []) {
    self.arguments = arguments
    self.body = body
  }

  /// Reads the first line without its `-> `; `nil` when it is not arguments with one space between.
  init?(firstLine: ArraySlice<UInt8>) {
    var arguments: [[UInt8]] = [[]]
    for byte in firstLine {
      switch byte {
      case 0x20: arguments.append([])
      case 0x21...0x7E: arguments[arguments.count - 1].append(byte)
      default: return nil
      }
    }
    guard !arguments.contains(where: \.isEmpty) else { return nil }
    self.init(arguments.map { String(decoding: $0, as: UTF8.self) })
  }

  /// Appends the stanza as it stands in a header.
  func write(to header: inout [UInt8]) {
    header += Self.start + Array(arguments.joined(separator: " ").utf8) + [0x0A]
    var text: [UInt8] = []
    Base64.append(body.span, padded: false, to: &text)
    for start in stride(from: 0, through: text.count, by: Self.lineLength) {
      header += text[start..<min(start + Self.lineLength, text.count)] + [0x0A]
    }
  }
}
