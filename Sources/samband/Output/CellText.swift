import MergeAlgebra

/// A cell as a person reads it.
struct CellText {
  /// How many characters a list has room for.
  static let listWidth = 32

  /// The whole value, on as many lines as it has.
  let lines: [String]
  /// The whole value on one line.
  var whole: String { lines.joined(separator: "⏎") }

  /// Shows a cell; what cannot be seen is named in words.
  init(_ value: Value, _ language: Language) {
    switch value {
    case .null: lines = [Message.noValue.text(in: language)]
    case .integer(let number): lines = [String(number)]
    case .real(let number): lines = ["\(number)"]
    case .text(let bytes) where bytes.isEmpty: lines = [Message.emptyText.text(in: language)]
    case .text(let bytes): lines = Self.lines(of: String(decoding: bytes, as: UTF8.self))
    case .row(let row): lines = [String(row.number)]
    case .blob(let bytes): lines = [Message.binary(bytes.count).text(in: language)]
    }
  }

  /// Shows the cells of a unit.
  init(_ values: [Value], _ language: Language) {
    lines = [values.map { CellText($0, language).whole }.joined(separator: " · ")]
  }

  /// The beginning, as far as a list has room.
  var short: String {
    whole.count <= Self.listWidth ? whole : whole.prefix(Self.listWidth - 1) + "…"
  }

  /// Control characters become visible signs, so that a value cannot move the cursor.
  private static func lines(of text: String) -> [String] {
    var lines = [""]
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n": lines.append("")
      case "\r": continue
      case "\t": lines[lines.count - 1] += "⇥"
      default:
        let isControl = scalar.properties.generalCategory == .control
        lines[lines.count - 1].unicodeScalars.append(isControl ? "\u{FFFD}" : scalar)
      }
    }
    return lines
  }
}
