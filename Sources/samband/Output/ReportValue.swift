import Exchange
import Foundation
import StrictJSON

/// A value of a `--json` document; members keep the order in which they are documented.
indirect enum ReportValue: Sendable {
  /// `null`.
  case null
  /// A whole number, however large.
  case integer(Int64)
  /// A finite number, always written with a fraction or an exponent.
  case real(Double)
  /// A text.
  case string(String)
  /// `true` or `false`.
  case bool(Bool)
  /// An array.
  case list([ReportValue])
  /// An object.
  case object([(name: String, value: ReportValue)])

  /// A whole number.
  static func count(_ number: Int) -> ReportValue { .integer(Int64(number)) }

  /// The document, indented by two spaces.
  var text: String {
    var lines = ""
    write(to: &lines, indent: "")
    return lines
  }

  /// The value on one line.
  var compactText: String {
    switch self {
    case .list(let values): "[\(values.map(\.compactText).joined(separator: ","))]"
    case .object(let members):
      "{\(members.map { "\(Self.quoted($0.name)):\($0.value.compactText)" }.joined(separator: ","))}"
    default: text
    }
  }

  private func write(to text: inout String, indent: String) {
    switch self {
    case .null: text += "null"
    case .integer(let number): text += String(number)
    case .real(let number): text += "\(number)"
    case .string(let string): text += Self.quoted(string)
    case .bool(let flag): text += flag ? "true" : "false"
    case .list(let values):
      Self.write(values, to: &text, indent, brackets: ("[", "]")) { value, text, indent in
        value.write(to: &text, indent: indent)
      }
    case .object(let members):
      Self.write(members, to: &text, indent, brackets: ("{", "}")) { member, text, indent in
        text += Self.quoted(member.name) + ": "
        member.value.write(to: &text, indent: indent)
      }
    }
  }

  private static func write<Part>(
    _ parts: [Part], to text: inout String, _ indent: String, brackets: (String, String),
    _ part: (Part, inout String, String) -> Void
  ) {
    text += brackets.0
    let inner = indent + "  "
    for (index, element) in parts.enumerated() {
      text += (index == 0 ? "\n" : ",\n") + inner
      part(element, &text, inner)
    }
    text += (parts.isEmpty ? "" : "\n" + indent) + brackets.1
  }

  private static func quoted(_ string: String) -> String {
    var writer = JSONWriter()
    writer.string(string)
    // The same document to every reader, and nothing that steers a terminal.
    return VisibleText.replacing(String(decoding: writer.bytes, as: UTF8.self)) { scalar in
      String(scalar).utf16.map { unit in
        let digits = String(unit, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }.joined()
    }
  }
}
