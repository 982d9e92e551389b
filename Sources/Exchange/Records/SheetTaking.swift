import MergeAlgebra
import ReplicaStore

/// Takes the lines of a sheet into a table, within one transaction.
struct SheetTaking {
  private let desk: RecordDesk
  private let table: RecordTable
  private let columns: [RecordColumn?]
  private let words: RecordWords
  private var writer: RecordWriter
  /// Whose the rows are where the sheet does not say: mine.
  private let owner: (column: RecordColumn, value: Value)?
  private var report: SheetReport
  private var findings: [RecordFinding] = []
  private var lineOfKey: [RowKey: Int] = [:]
  /// By the values of the sheet's columns the rows that have them, for tables that nothing else tells
  /// apart.
  private var likeRows: [[Value]: [RowKey]] = [:]

  /// How many findings are enough to tell that the sheet is another one.
  private static let patience = 100

  init(
    _ desk: RecordDesk, _ table: RecordTable, _ columns: [RecordColumn?], _ words: RecordWords,
    isGuessed: Bool
  ) throws {
    self.desk = desk
    self.table = table
    self.columns = columns
    self.words = words
    let writer = RecordWriter(desk, table)
    self.writer = writer
    let known = columns.compactMap { $0?.name }
    owner = try table.declaration.owner.flatMap { name in
      if known.contains(name) { return nil }
      return try table.column(name).flatMap { column in
        try writer.myOwnerKey(name).map { (column, $0) }
      }
    }
    let addedColumn = owner?.column
    let told = known + [addedColumn?.name].compactMap(\.self)
    let matchedBy = ([table.key] + table.unique).first { Set($0).isSubset(of: told) } ?? []
    report = SheetReport(
      table: table.name, columns: known, matchedBy: matchedBy, isGuessed: isGuessed,
      audience: table.declaration.audience)
    guard matchedBy.isEmpty else { return }
    let compared = columns.compactMap(\.self) + [addedColumn].compactMap(\.self)
    try desk.transaction.eachRecord(of: table.name, table.key + compared.map(\.name)) { row in
      let values = zip(compared, row.dropFirst(table.key.count)).map(Self.comparable)
      likeRows[values, default: []].append(RowKey(Array(row.prefix(table.key.count))))
    }
  }

  /// Takes all lines.
  ///
  /// Errors: a refusal with everything that is wrong.
  mutating func take(_ lines: [SheetText.Line]) throws -> SheetReport {
    announce(lines)
    let progress = desk.transaction.progress
    try progress.begin(.taking, of: Int64(lines.count))
    for line in lines where findings.count < Self.patience {
      try progress.step()
      do {
        try take(line)
      } catch let refusal as RecordRefusal {
        findings += refusal.findings.map { $0.at(line.number) }
      }
    }
    if !findings.isEmpty { throw RecordRefusal(findings) }
    return report
  }

  /// Rows may refer to rows of the same sheet that come after them.
  private mutating func announce(_ lines: [SheetText.Line]) {
    guard table.key.count == 1, let place = columns.firstIndex(where: { $0?.isKey ?? false })
    else { return }
    let keys = lines.compactMap { line in
      line.cells.indices.contains(place)
        ? Value.text(SheetText.original(line.cells[place])) : nil
    }
    writer.reader.coming[table.name] = Set(keys)
  }

  private mutating func take(_ line: SheetText.Line) throws {
    if line.cells.dropFirst(columns.count).contains(where: { !$0.isEmpty }) {
      throw RecordRefusal([RecordFinding(.tooManyCells, in: table.name, line: line.number)])
    }
    let texts = columns.indices.map { place in
      line.cells.indices.contains(place) ? SheetText.original(line.cells[place]) : ""
    }
    let (given, flaws) = try cells(texts)
    var told = given
    if let owner { told[owner.column.name] = owner.value }
    guard let key = try match(told) else {
      if !flaws.isEmpty { throw RecordRefusal(flaws) }
      return try add(given, line.number)
    }
    if let other = lineOfKey.updateValue(line.number, forKey: key) {
      throw RecordRefusal([
        RecordFinding(.sameRow(line: other), in: table.name, given: key.readable)
      ])
    }
    try change(key, given, flaws, texts, line.number)
  }

  /// The cells of a line, and what is wrong with others.
  private func cells(
    _ texts: [String]
  ) throws -> (cells: [String: Value], flaws: [RecordFinding]) {
    var cells: [String: Value] = [:]
    var flaws: [RecordFinding] = []
    for (column, text) in zip(columns, texts) {
      guard let column else { continue }
      if text.isEmpty && isLeftOut(column) { continue }
      do {
        cells[column.name] = try writer.reader.value(text, of: column, in: table)
      } catch let refusal as RecordRefusal {
        flaws += refusal.findings
      }
    }
    return (cells, flaws)
  }

  /// Whether an empty cell says nothing, and a new row gets what the program or the schema gives.
  private func isLeftOut(_ column: RecordColumn) -> Bool {
    if column.isKey || (table.declaration.owner == column.name && !column.isNullable) {
      return true
    }
    let isFreeText =
      column.kind == .text && column.restriction.choices.isEmpty
      && column.restriction.form == nil && table.reference(column.name) == nil
    return column.hasDefault && !column.isNullable && !column.isSet && !isFreeText
  }

  /// The row that a line is about.
  private mutating func match(_ cells: [String: Value]) throws -> RowKey? {
    for names in [table.key] + table.unique {
      let values = names.map { cells[$0] ?? .null }
      if values.contains(where: \.isNull) { continue }
      let found = try desk.transaction.records(
        of: table.name, table.key, where: zip(names, values).map { ($0, $1) }
      ).first
      // A new key is a new row, whatever else it has in common with another.
      if found != nil || names == table.key { return found.map { RowKey($0) } }
    }
    guard report.matchedBy.isEmpty else { return nil }
    let compared = columns.compactMap(\.self) + [owner?.column].compactMap(\.self)
    let values = compared.map { column in
      Self.comparable(column, cells[column.name] ?? column.defaultValue)
    }
    guard let key = likeRows[values]?.first else { return nil }
    likeRows[values]?.removeFirst()
    return key
  }

  /// A cell in a form that is the same for cells that say the same.
  private static func comparable(_ column: RecordColumn, _ value: Value) -> Value {
    if column.isSet, let elements = SetText.elements(of: value) { return .value(elements, column) }
    // A sheet does not tell an empty text from nothing.
    return value == .text([]) ? .null : value
  }

  private mutating func change(
    _ key: RowKey, _ given: [String: Value], _ flaws: [RecordFinding], _ texts: [String],
    _ line: Int
  ) throws {
    guard let row = try desk.row(key, of: table) else { return }
    let before = Dictionary(uniqueKeysWithValues: zip(table.columns.map(\.name), row))
    // What says the same as the table is left alone, even where nobody could write it anew.
    let same = try unchanged(texts, before)
    let wrong = flaws.filter { !same.contains($0.column ?? "") }
    if !wrong.isEmpty { throw RecordRefusal(wrong) }
    let changed = given.filter { name, value in
      guard let column = table.column(name), let old = before[name], !same.contains(name) else {
        return false
      }
      return Self.comparable(column, old) != Self.comparable(column, value)
    }
    let after = before.merging(changed) { $1 }
    var findings = try writer.findings(after, before: before, written: Set(changed.keys))
    findings += changed.compactMap { name, value in
      guard let column = table.column(name), let old = before[name],
        column.rule?.isBackwards(from: old, to: value) ?? false
      else { return nil }
      // An old sheet must not put everything back unseen.
      return RecordFinding(
        .backwards(old), in: table.name, column: name, given: value.readable)
    }
    if !findings.isEmpty { throw RecordRefusal(findings) }
    if changed.isEmpty {
      report.unchanged += 1
      return
    }
    try writer.update(key, changed)
    report.notes += try desk.notes(table, before: before, after: changed, words)
      .filter { !report.notes.contains($0) }
    try tell(line, key, isNew: false, before, changed)
  }

  /// The columns whose cells are, letter for letter, what an export of the row would write.
  private func unchanged(_ texts: [String], _ before: [String: Value]) throws -> Set<String> {
    let writers = [
      CellWriter(desk: desk, words: .stored), CellWriter(desk: desk, words: words),
    ]
    var same: Set<String> = []
    for (column, text) in zip(columns, texts) {
      guard let column, let old = before[column.name] else { continue }
      if try writers.contains(where: { try $0.text(old, of: column, in: table) == text }) {
        same.insert(column.name)
      }
    }
    return same
  }

  private mutating func add(_ given: [String: Value], _ line: Int) throws {
    let cells = try writer.completed(given)
    var row = Dictionary(uniqueKeysWithValues: table.columns.map { ($0.name, $0.defaultValue) })
    row.merge(cells) { $1 }
    let findings = try writer.findings(row, before: nil, written: Set(cells.keys))
    if !findings.isEmpty { throw RecordRefusal(findings) }
    let key = try writer.insert(cells)
    lineOfKey[key] = line
    try tell(line, key, isNew: true, [:], cells)
  }

  private mutating func tell(
    _ line: Int, _ key: RowKey, isNew: Bool, _ before: [String: Value], _ after: [String: Value]
  ) throws {
    var cell = CellWriter(desk: desk, words: words)
    cell.namesRows = true
    let changes = try table.columns.compactMap {
      column -> (column: String, before: String, after: String)? in
      guard let value = after[column.name] else { return nil }
      let old = try before[column.name].map { try cell.text($0, of: column, in: table) }
      return (column.name, old ?? "", try cell.text(value, of: column, in: table))
    }
    report.rows.append(SheetReport.Row(line: line, key: key, isNew: isNew, changes: changes))
  }
}
