import MergeAlgebra
import ReplicaStore

/// Makes cells of what people write: codes or labels, names of members and rows, numbers and days as
/// they are written here.
struct CellReader {
  let desk: RecordDesk
  /// Keys of rows that are about to be written, by table: they may be referred to.
  var coming: [String: Set<Value>] = [:]

  init(_ desk: RecordDesk) { self.desk = desk }

  /// The cell that a text means; an empty text means NULL where that may be.
  ///
  /// Errors: a refusal.
  func value(_ text: String, of column: RecordColumn, in table: RecordTable) throws -> Value {
    if text.isEmpty { return try empty(column, in: table) }
    func refuse(_ kind: RecordFinding.Kind) -> RecordRefusal {
      RecordRefusal([RecordFinding(kind, in: table.name, column: column.name, given: text)])
    }
    if column.isSet { return .value(try elements(text, of: column, in: table), column) }
    if !column.restriction.choices.isEmpty {
      return try choice(SetText.trimmed(text), of: column, in: table)
    }
    if let value = try reference(text, of: column, in: table) { return value }
    let value: Value
    do {
      value = try plain(text, column)
    } catch let kind as Refused {
      throw refuse(kind.kind)
    }
    let limits = column.restriction
    if let least = limits.least, value.precedes(least) {
      throw refuse(.outOfRange(least: least, most: limits.most))
    }
    if let most = limits.most, most.precedes(value) {
      throw refuse(.outOfRange(least: limits.least, most: most))
    }
    if let length = limits.length, let written = value.string,
      written.unicodeScalars.count != length
    {
      throw refuse(.wrongLength(length))
    }
    return value
  }

  private struct Refused: Error {
    let kind: RecordFinding.Kind
  }

  private func empty(_ column: RecordColumn, in table: RecordTable) throws -> Value {
    if column.isNullable { return .null }
    if column.isSet { return .text("[]") }
    let isFree = column.restriction.choices.isEmpty && table.reference(column.name) == nil
    if column.kind == .text, isFree, column.restriction.form == nil, !column.isKey {
      return .text("")
    }
    throw RecordRefusal([
      RecordFinding(.required, in: table.name, column: column.name, given: "")
    ])
  }

  // MARK: Numbers, days and texts

  private func plain(_ text: String, _ column: RecordColumn) throws -> Value {
    if let form = column.restriction.form {
      return .text(try Self.calendar(SetText.trimmed(text), form))
    }
    switch column.kind {
    case .text: return .text(text)
    case .any: return Int64(text).map { .integer($0) } ?? .text(text)
    case .integer:
      guard let number = Int64(Self.digits(text)) else { throw Refused(kind: .notWhole) }
      return .integer(number)
    case .real, .numeric:
      let digits = Self.digits(text).replacing(",", with: ".")
      guard let number = Double(digits), number.isFinite else { throw Refused(kind: .notANumber) }
      if column.kind == .numeric, let whole = Int64(exactly: number) { return .integer(whole) }
      return .real(number)
    }
  }

  /// A number without the spaces between thousands.
  private static func digits(_ text: String) -> String {
    String(text.filter { !$0.isWhitespace }).replacing("\u{2212}", with: "-")
  }

  private static func calendar(
    _ text: String, _ form: ColumnRestriction.Form
  ) throws -> String {
    do {
      switch form {
      case .date: return try CalendarText.day(text)
      case .week: return try CalendarText.week(text)
      case .quarter: return try CalendarText.quarter(text)
      }
    } catch let flaw as CalendarText.Flaw {
      switch (form, flaw) {
      case (.date, .form): throw Refused(kind: .notADate)
      case (.date, .calendar): throw Refused(kind: .noSuchDay)
      case (.week, .form): throw Refused(kind: .notAWeek)
      case (.week, .calendar): throw Refused(kind: .noWeek53(String(text.prefix(4))))
      case (.quarter, _): throw Refused(kind: .notAQuarter)
      }
    }
  }

  // MARK: Words

  private func choice(
    _ text: String, of column: RecordColumn, in table: RecordTable
  ) throws -> Value {
    let values = column.restriction.choices
    let words = desk.vocabulary.choices[.init(table.name, column.name)] ?? []
    func refuse(_ kind: RecordFinding.Kind) -> RecordRefusal {
      RecordRefusal([RecordFinding(kind, in: table.name, column: column.name, given: text)])
    }
    if let value = values.first(where: { $0.readable == text }) { return value }
    let folded = text.lowercased()
    var found = values.filter { value in
      value.readable.lowercased() == folded
        || words.contains { $0.code == value.readable && $0.term.isMeant(by: text) }
    }
    if column.restriction.isYesOrNo {
      if ["ja", "yes", "true", "sann"].contains(folded) { found = [.integer(1)] }
      if ["nei", "no", "false", "usann"].contains(folded) { found = [.integer(0)] }
    }
    if found.count > 1 { throw refuse(.severalChoices(found)) }
    guard let value = found.first else { throw refuse(.notAChoice(values)) }
    return value
  }

  /// The value of a column that refers to a row or names a member; `nil` when it does neither.
  private func reference(
    _ text: String, of column: RecordColumn, in table: RecordTable
  ) throws -> Value? {
    let isOwner = table.declaration.owner == column.name
    func refuse(_ kind: RecordFinding.Kind) -> RecordRefusal {
      RecordRefusal([RecordFinding(kind, in: table.name, column: column.name, given: text)])
    }
    if let reference = table.reference(column.name) {
      // Absent for a text that only looks wrong: then it may be a name.
      if let value = try? plain(text, column), try isThere(value, reference) { return value }
      if let member = member(text) {
        let value = Value.text(member.ownerKey)
        if try isThere(value, reference) { return value }
        let isCoordinator = member.id == desk.operation.newest.charter.coordinator
        if isOwner, isCoordinator, column.isNullable { return .null }
      }
      let keys = try desk.keys(named: SetText.trimmed(text), in: reference.parent)
      if keys.count > 1 {
        throw refuse(.severalRows(reference.parent, keys.map(\.readable)))
      }
      guard let key = keys.first else { throw refuse(.noSuchRow(reference.parent)) }
      return key
    }
    guard isOwner else { return nil }
    guard let member = member(text) else {
      throw refuse(.notAMember(desk.members.map(\.name)))
    }
    let value = Value.text(member.ownerKey)
    if column.kind == .integer, let number = Int64(member.ownerKey) { return .integer(number) }
    return value
  }

  private func isThere(_ value: Value, _ reference: RecordReference) throws -> Bool {
    try isThere(value, reference.parent, reference.parentColumns)
  }

  func isThere(_ value: Value, _ table: String, _ columns: [String]) throws -> Bool {
    if coming[table]?.contains(value) ?? false { return true }
    return try !desk.transaction.records(of: table, columns, where: [(columns[0], value)]).isEmpty
  }

  /// The member that somebody names by identifier, name or owner key.
  func member(_ text: String) -> Member? {
    let folded = SetText.trimmed(text).lowercased()
    return desk.members.first { member in
      [member.id.name, member.name, member.ownerKey].contains { $0.lowercased() == folded }
    }
  }
}
