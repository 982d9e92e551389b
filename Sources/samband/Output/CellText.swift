import MergeAlgebra

/// A cell as a person reads it.
struct CellText {
  /// How many characters a list has room for.
  static let listWidth = 32

  /// The whole value on one line.
  let whole: String

  /// Shows a cell; what cannot be seen is named in `console`'s language.
  init(_ value: Value, _ language: Language) {
    switch value {
    case .null: whole = Message.noValue.text(in: language)
    case .integer(let number): whole = String(number)
    case .real(let number): whole = "\(number)"
    case .text(let bytes) where bytes.isEmpty: whole = Message.emptyText.text(in: language)
    case .text(let bytes): whole = Self.onOneLine(String(decoding: bytes, as: UTF8.self))
    case .blob(let bytes): whole = Message.binary(bytes.count).text(in: language)
    }
  }

  /// Shows the cells of a unit.
  init(_ values: [Value], _ language: Language) {
    whole = values.map { CellText($0, language).whole }.joined(separator: " · ")
  }

  /// The beginning, as far as a list has room.
  var short: String {
    whole.count <= Self.listWidth ? whole : whole.prefix(Self.listWidth - 1) + "…"
  }

  /// Line breaks and other controls as visible signs, so that a value cannot move the cursor.
  private static func onOneLine(_ text: String) -> String {
    var shown = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n": shown += "⏎"
      case "\t": shown += "⇥"
      case "\r": continue
      default:
        let isControl = scalar.properties.generalCategory == .control
        shown.unicodeScalars.append(isControl ? "\u{FFFD}" : scalar)
      }
    }
    return shown
  }
}
