import MergeAlgebra

/// Values as SQL that any SQLite client can run.
enum Literals {
  /// Texts, some of which are not what they look like: with NUL, not UTF-8, with a byte order mark.
  static let words = [
    "'hei'", "'HEI'", "'hå'", "''", "NULL", "CAST(x'610062' AS TEXT)", "CAST(x'ff61' AS TEXT)",
    "CAST(x'efbbbf61' AS TEXT)", "'🙂'", "'a''b'", "'3'", "'lang tekst med mellomrom'",
  ]

  /// Values of every storage class.
  static let anything =
    words + [
      "0", "1", "-1", "1.0", "0.0", "-0.0", "0.1", "9007199254740993", "9223372036854775807",
      "-9223372036854775808", "1e300", "9e999", "x''", "x'00ff'", "x'61'",
    ]

  /// A name that SQLite reads as exactly this one.
  static func name(_ name: String) -> String {
    "\"" + name.replacing("\"", with: "\"\"") + "\""
  }

  /// A text.
  static func text(_ text: String) -> String { "'" + text.replacing("'", with: "''") + "'" }

  /// A value with its storage class and, but for reals that SQLite reads otherwise, its bits.
  static func value(_ value: Value) -> String {
    switch value {
    case .null: "NULL"
    case .integer(let number): String(number)
    case .real(let number) where number.isInfinite: number < 0 ? "-9e999" : "9e999"
    case .real(let number): String(number)
    case .text(let bytes): "CAST(x'\(hexadecimal(bytes))' AS TEXT)"
    case .row(let row): "row \(row.number)"
    case .blob(let bytes): "x'\(hexadecimal(bytes))'"
    }
  }

  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}

extension Value {
  /// The value as the event log and failures show it.
  var shown: String { Literals.value(self) }
}
