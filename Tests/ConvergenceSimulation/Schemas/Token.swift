import MergeAlgebra

/// A number that is written once and never again, in whatever form the column takes: finding it
/// shows that the value which carries it is still there.
enum Token {
  /// Where the tokens begin as numbers: everything below comes from small pools.
  static let first = 1_000_000

  /// The numbers of the tokens that a value carries.
  static func all(in value: Value) -> [Int] {
    switch value {
    case .null, .row: []
    case .integer(let number): number >= Int64(first) ? [Int(number) - first] : []
    case .real(let number):
      number >= Double(first) && number < 1e15 ? [Int(number) - first] : []
    case .text(let bytes), .blob(let bytes): all(in: bytes)
    }
  }

  /// Reads `t1.`, `t23.` … anywhere in a text.
  private static func all(in bytes: [UInt8]) -> [Int] {
    var found: [Int] = []
    var number: Int?
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "t"): number = 0
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        number = number.map { $0 * 10 + Int(byte - UInt8(ascii: "0")) }
      case UInt8(ascii: "."):
        if let number, number > 0 { found.append(number) }
        number = nil
      default: number = nil
      }
    }
    return found
  }
}

/// What a column holds, and so what is written to it.
enum Source: Sendable {
  /// A text with a token.
  case text
  /// An integer that is a token.
  case integer
  /// A real number with a token.
  case real
  /// Bytes with a token.
  case blob
  /// A JSON array of tokens.
  case set
  /// Small differences.
  case sum
  /// SQL literals.
  case pool([String])
  /// The key of a row of another table, or the pool that such keys come from.
  case reference(table: String, column: String, pool: [String])
  /// Nothing: the column is computed.
  case computed

  /// Whether its values carry tokens.
  var hasTokens: Bool {
    switch self {
    case .text, .integer, .real, .blob, .set: true
    case .sum, .pool, .reference, .computed: false
    }
  }
}
