import MergeAlgebra
import StrictJSON

/// A row's key as people write it.
struct KeyArgument {
  /// The columns, when they were given as a JSON array; `nil` for plain text.
  let values: [Value]?

  /// Reads a key.
  init(_ text: String) {
    guard text.hasPrefix("[") else {
      values = nil
      return
    }
    // Absent for a text that only begins like an array: then it is a plain key.
    guard case .array(let parts)? = try? JSONValue.parse(Array(text.utf8)) else {
      values = nil
      return
    }
    let cells = parts.compactMap { part -> Value? in
      switch part {
      case .integer(let number): .integer(number)
      case .double(let number): .real(number)
      case .string(let text): .text(text)
      case .null, .bool, .array, .object: nil
      }
    }
    values = cells.count == parts.count ? cells : nil
  }

  /// A key as it can be typed: plainly where that is clear, else as a JSON array.
  static func word(for key: RowKey) -> String {
    switch key.values.first {
    case .text(let bytes)? where key.values.count == 1:
      let text = String(decoding: bytes, as: UTF8.self)
      if !text.hasPrefix("-") && !text.hasPrefix("[") && !text.isEmpty {
        return ShellWord(text).text
      }
    case .integer(let number)? where key.values.count == 1 && number >= 0: return String(number)
    default: break
    }
    return ShellWord(ReportValue.list(key.values.map { ReportValue($0) }).compactText).text
  }
}
