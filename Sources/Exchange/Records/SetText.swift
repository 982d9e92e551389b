import MergeAlgebra
import ReplicaStore
import StrictJSON

/// Sets, which columns hold as JSON arrays, in a form that people can edit: `Vik | Aurland`.
///
/// What cannot be said like that, such as an element with `|`, is written as the JSON that it is.
enum SetText {
  /// The elements of a cell; `nil` when it holds no array.
  static func elements(of value: Value) -> [JSONValue]? {
    guard case .text(let bytes) = value else { return value.isNull ? [] : nil }
    // Absent when another program has written something else than JSON.
    guard case .array(let elements)? = try? JSONValue.parse(bytes) else { return nil }
    return elements
  }

  /// The cell for elements: each once, in the order of their bytes.
  static func value(of elements: [JSONValue], isNullable: Bool) -> Value {
    if elements.isEmpty && isNullable { return .null }
    var seen: Set<[UInt8]> = []
    let sorted = elements.map { ($0, $0.canonicalBytes) }
      .filter { seen.insert($0.1).inserted }
      .sorted { $0.1.lexicographicallyPrecedes($1.1) }.map(\.0)
    return .text(JSONValue.array(sorted).canonicalBytes)
  }

  /// Whether two cells hold the same elements.
  static func areEqual(_ one: Value, _ other: Value) -> Bool {
    guard let one = elements(of: one), let other = elements(of: other) else { return false }
    return Set(one.map(\.canonicalBytes)) == Set(other.map(\.canonicalBytes))
  }

  /// The parts of what somebody wrote; `nil` when it begins like JSON and is no array.
  static func parts(of text: String, atCommas: Bool) -> [JSONValue]? {
    if text.hasPrefix("[") { return elements(of: .text(text)) }
    let separator: Character = atCommas && !text.contains("|") ? "," : "|"
    return text.split(separator: separator)
      .map { Self.trimmed(String($0)) }.filter { !$0.isEmpty }.map { .string($0) }
  }

  /// The elements for people; `names` gives each its name.
  static func text(of value: Value, names: (JSONValue) -> String?) -> String? {
    guard let elements = elements(of: value) else { return nil }
    let texts = elements.map(names)
    let isPlain = texts.allSatisfy { text in
      guard let text else { return false }
      return !text.isEmpty && !text.contains("|") && !text.hasPrefix("[") && trimmed(text) == text
    }
    return isPlain ? texts.compactMap(\.self).joined(separator: " | ") : nil
  }

  /// Without spaces at the ends.
  static func trimmed(_ text: String) -> String {
    var text = Substring(text)
    while text.first?.isWhitespace ?? false { text.removeFirst() }
    while text.last?.isWhitespace ?? false { text.removeLast() }
    return String(text)
  }
}

extension Value {
  /// The cell of a set column with these elements.
  static func value(_ elements: [JSONValue], _ column: RecordColumn) -> Value {
    SetText.value(of: elements, isNullable: column.isNullable)
  }
}
