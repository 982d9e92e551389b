import MergeAlgebra
import ReplicaStore
import StrictJSON

/// Lists as people write them: `Vik, Aurland`, `NAV | tillitsvalde`, `STARTA 2026-09-16`.
extension CellReader {
  /// The elements that a text names.
  func elements(
    _ text: String, of column: RecordColumn, in table: RecordTable
  ) throws -> [JSONValue] {
    let place = Vocabulary.Place(table.name, column.name)
    let parent = desk.vocabulary.sets[place]
    let events = desk.vocabulary.events[place]
    func refuse(_ kind: RecordFinding.Kind, _ given: String) -> RecordRefusal {
      RecordRefusal([RecordFinding(kind, in: table.name, column: column.name, given: given)])
    }
    let parts = SetText.parts(of: text, atCommas: parent != nil || events != nil)
    guard let parts else { throw refuse(.notASet, text) }
    return try parts.map { part in
      guard case .string(let word) = part else { return part }
      if let events { return try event(word, events) { refuse($0, word) } }
      guard let parent else { return part }
      return .string(try element(word, of: parent) { refuse($0, word) })
    }
  }

  /// The key of the row that an element names.
  private func element(
    _ word: String, of parent: String, _ refuse: (RecordFinding.Kind) -> RecordRefusal
  ) throws -> String {
    guard let table = desk.tables.first(where: { $0.name == parent }), table.key.count == 1 else {
      return word
    }
    if try isThere(.text(word), parent, table.key) { return word }
    if let member = member(word), try isThere(.text(member.ownerKey), parent, table.key) {
      return member.ownerKey
    }
    let keys = try desk.keys(named: word, in: parent)
    if keys.count > 1 { throw refuse(.severalRows(parent, keys.map(\.readable))) }
    guard let key = keys.first?.string else { throw refuse(.noSuchRow(parent)) }
    return key
  }

  /// An event as `STARTA 2026-09-16`.
  private func event(
    _ text: String, _ choices: [Vocabulary.Choice],
    _ refuse: (RecordFinding.Kind) -> RecordRefusal
  ) throws -> JSONValue {
    guard let space = text.lastIndex(of: " ") else { throw refuse(.notADate) }
    let word = SetText.trimmed(String(text[..<space]))
    let folded = word.lowercased()
    let choice = choices.first { $0.code.lowercased() == folded || $0.term.isMeant(by: word) }
    guard let choice else { throw refuse(.notAChoice(choices.map { .text($0.code) })) }
    do {
      let day = try CalendarText.day(String(text[text.index(after: space)...]))
      return .array([.string(choice.code), .string(day)])
    } catch {
      throw refuse(error == .form ? .notADate : .noSuchDay)
    }
  }
}
