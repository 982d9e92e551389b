import MergeAlgebra

/// What SQLite does to a value on its way into a column (sqlite.org/datatype3.html §3).
enum Affinity: Sendable {
  case none
  case text
  case real
  /// INTEGER or NUMERIC, which store alike.
  case numeric

  /// Reads a declared type; ANY, which STRICT tables have, keeps everything.
  init(_ type: String) {
    let upper = type.uppercased()
    if upper.contains("INT") {
      self = .numeric
    } else if ["CHAR", "CLOB", "TEXT"].contains(where: { upper.contains($0) }) {
      self = .text
    } else if upper.isEmpty || upper == "ANY" || upper.contains("BLOB") {
      self = .none
    } else if ["REAL", "FLOA", "DOUB"].contains(where: { upper.contains($0) }) {
      self = .real
    } else {
      self = .numeric
    }
  }

  /// Whether the value keeps its storage class and bits.
  func keeps(_ value: Value) -> Bool {
    switch (self, value) {
    case (.none, _), (_, .null), (_, .blob), (.text, .text), (.real, .real), (_, .row): true
    case (.text, .integer), (.text, .real), (.real, .integer): false
    case (.numeric, .integer): true
    case (.numeric, .real(let number)): Int64(exactly: number) == nil
    case (_, .text(let bytes)): !Self.isNumber(bytes)
    }
  }

  /// Whether the whole text reads as a decimal number, so that it is stored as one.
  private static func isNumber(_ text: [UInt8]) -> Bool {
    let isSpace: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0D).contains($0) }
    guard let first = text.firstIndex(where: { !isSpace($0) }),
      let last = text.lastIndex(where: { !isSpace($0) })
    else { return false }
    let core = text[first...last]
    return core.allSatisfy { "0123456789+-.eE".utf8.contains($0) }
      && Double(String(decoding: core, as: UTF8.self)) != nil
  }
}
