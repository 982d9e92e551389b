import MergeAlgebra
import StrictJSON

/// The rules document (protocol §6), from its text to what it declares.
///
/// Errors have the code `badRules` and name the table, the column and what to write instead. What a
/// rule means for the schema is not looked at here.
public enum RulesDocument {
  /// Reads a whole document.
  public static func declarations(
    from bytes: [UInt8], limits: Limits = .standard
  ) throws(FormatError) -> Declarations {
    let subject = "the rules"
    var reader = JSONReader(bytes, limits: limits.json())
    do throws(JSONError) {
      let declarations = try read(&reader, limits: limits)
      try reader.end()
      return declarations
    } catch {
      let plain = FormatError(error, in: subject)
      guard plain.code == .malformed else { throw plain }
      throw FormatError(.badRules, plain.message, at: plain.place)
    }
  }

  private static func read(
    _ reader: inout JSONReader, limits: Limits
  ) throws(JSONError) -> Declarations {
    var declarations = Declarations()
    try reader.beginObject()
    while let member = try reader.nextMember() {
      switch Array(member.utf8) {
      case Array("tables".utf8):
        try reader.beginObject()
        while let name = try reader.nextMember() {
          let table = try TableRules(name, limits: limits).read(&reader)
          guard declarations.tables.updateValue(table, forKey: name) == nil else {
            throw reader.invalid("table \(name) is named twice, in two spellings of one name")
          }
        }
      case Array("triggers".utf8):
        try reader.beginObject()
        while let name = try reader.nextMember() {
          declarations.triggers[name] = try reader.readWord(
            "the rule", of: "trigger \(name)", [("merged", TriggerRule.merged)])
        }
      default:
        throw reader.failure(
          .unknownMember,
          "the member \"\(member)\" is unknown; write {\"tables\": {…}, \"triggers\": {…}}")
      }
    }
    return declarations
  }

  /// Whether a name is this word, byte by byte.
  static func isSame(_ name: String, _ word: String) -> Bool {
    name.utf8.elementsEqual(word.utf8)
  }

  /// "a, b or c".
  static func list(_ words: [String]) -> String {
    guard words.count > 1, let last = words.last else { return words.joined() }
    return "\(words.dropLast().joined(separator: ", ")) or \(last)"
  }
}

extension JSONReader {
  /// Reads one of the words, and says which there are for any other.
  mutating func readWord<T>(
    _ what: String, of place: String, _ choices: [(word: String, value: T)]
  ) throws(JSONError) -> T {
    let due = "write \(RulesDocument.list(choices.map { "\"\($0.word)\"" }))"
    guard try peek() == .string else {
      throw failure(.wrongType, "\(place): \(what) is no word; \(due)")
    }
    let word = try readString()
    guard let choice = choices.first(where: { RulesDocument.isSame($0.word, word) }) else {
      throw invalid("\(place): \(what) \"\(word)\" is unknown; \(due)")
    }
    return choice.value
  }

  /// Reads the name of a column.
  mutating func readColumn(_ place: String, limits: Limits) throws(JSONError) -> String {
    guard try peek() == .string else {
      throw failure(.wrongType, "\(place): write the name of a column")
    }
    return try readName("\(place): a column's name", limits: limits)
  }
}
