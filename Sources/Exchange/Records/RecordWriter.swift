import MergeAlgebra
import ReplicaStore
import StrictJSON

/// Checks and writes the rows of one table by ordinary SQL.
struct RecordWriter {
  let desk: RecordDesk
  let table: RecordTable
  var reader: CellReader

  private var me: MemberID { desk.operation.identity.member }
  private var coordinator: MemberID { desk.operation.newest.charter.coordinator }

  init(_ desk: RecordDesk, _ table: RecordTable) {
    self.desk = desk
    self.table = table
    reader = CellReader(desk)
  }

  // MARK: What is given

  /// The cells that assignments mean for a row that holds `before`; all that is wrong is refused at once.
  func cells(
    _ assignments: [RecordAssignment], before: [String: Value]?
  ) throws -> [String: Value] {
    var cells: [String: Value] = [:]
    var amended: Set<String> = []
    var findings: [RecordFinding] = []
    for assignment in assignments {
      guard let column = desk.column(assignment.column, in: table) else {
        findings.append(desk.unknownColumn(assignment.column, in: table))
        continue
      }
      // Adding and taking away go together; what is set is set once.
      let isAmended = amended.contains(column.name) && assignment.operation != .set
      if cells[column.name] != nil && !isAmended {
        findings.append(RecordFinding(.columnTwice, in: table.name, column: column.name))
        continue
      }
      do {
        let old = cells[column.name] ?? before?[column.name]
        cells[column.name] = try value(assignment, column, old)
        if assignment.operation != .set { amended.insert(column.name) }
      } catch let refusal as RecordRefusal {
        cells[column.name] = before?[column.name] ?? .null
        findings += refusal.findings
      }
    }
    if !findings.isEmpty { throw RecordRefusal(findings) }
    return cells
  }

  private func value(
    _ assignment: RecordAssignment, _ column: RecordColumn, _ before: Value?
  ) throws -> Value {
    if assignment.operation == .set {
      return try reader.value(assignment.text, of: column, in: table)
    }
    if column.isSet {
      let given = try reader.elements(assignment.text, of: column, in: table)
      let bytes = Set(given.map(\.canonicalBytes))
      let elements = SetText.elements(of: before ?? column.defaultValue) ?? []
      let result =
        assignment.operation == .add
        ? elements + given : elements.filter { !bytes.contains($0.canonicalBytes) }
      return .value(result, column)
    }
    let refusal = RecordRefusal([
      RecordFinding(
        .notAnAmount, in: table.name, column: column.name, given: assignment.text)
    ])
    guard column.rule == .sum, case .integer(let old) = before ?? column.defaultValue,
      case .integer(let amount) = try reader.value(assignment.text, of: column, in: table)
    else { throw refusal }
    let (sum, overflows) =
      assignment.operation == .add
      ? old.addingReportingOverflow(amount) : old.subtractingReportingOverflow(amount)
    if overflows { throw refusal }
    return .integer(sum)
  }

  // MARK: New rows

  /// What a new row is given beyond what was said: a key, and whose it is.
  func completed(_ cells: [String: Value]) throws -> [String: Value] {
    var cells = cells
    if let key = table.key.first, (cells[key] ?? .null).isNull, let made = try madeKey() {
      cells[key] = made
    }
    if let owner = table.declaration.owner, cells[owner] == nil, let mine = try myOwnerKey(owner) {
      cells[owner] = mine
    }
    return cells
  }

  /// A key that nobody else takes: who made the row, and letters by chance; never anything about a
  /// person.
  private func madeKey() throws -> Value? {
    guard let column = table.madeKey else { return nil }
    while true {
      let key = Value.text("\(me.name)-\(desk.operation.workplace.token(6))")
      let isTaken = try !desk.transaction.records(
        of: table.name, table.key, where: [(column.name, key)]
      ).isEmpty
      if !isTaken { return key }
    }
  }

  /// What the owner column holds for this member; `nil` where NULL says it, or nothing can.
  func myOwnerKey(_ owner: String) throws -> Value? {
    guard let column = table.column(owner),
      let member = desk.members.first(where: { $0.id == me })
    else { return nil }
    let audience = table.declaration.audience
    let isNarrow = audience == .coordinator || audience == .member
    if me == coordinator && column.isNullable && !isNarrow { return nil }
    do {
      return try reader.value(member.ownerKey, of: column, in: table)
    } catch is RecordRefusal {
      // The coordinator is no row of the table of members: the person has to say whose it is.
      return nil
    }
  }

  // MARK: Checks

  /// What is wrong with a row as it will be; `before` is `nil` for a new one.
  func findings(
    _ row: [String: Value], before: [String: Value]?, written: Set<String>
  ) throws -> [RecordFinding] {
    var findings: [RecordFinding] = []
    for column in table.columns {
      if let kind = try flaw(of: column, row, before, written) {
        findings.append(
          RecordFinding(
            kind, in: table.name, column: column.name, given: row[column.name]?.readable))
      }
    }
    for reference in table.references where reference.columns.count > 1 {
      let values = reference.columns.map { row[$0] ?? .null }
      guard !values.contains(where: \.isNull), !written.isDisjoint(with: reference.columns) else {
        continue
      }
      let parents = try desk.transaction.records(
        of: reference.parent, reference.parentColumns,
        where: zip(reference.parentColumns, values).map { ($0, $1) })
      if parents.isEmpty {
        findings.append(
          RecordFinding(
            .noSuchRow(reference.parent), in: table.name, column: reference.columns[0],
            given: RowKey(values).readable))
      }
    }
    guard findings.isEmpty else { return findings }
    let further = try desk.vocabulary.check(
      WrittenRow(table: table.name, values: row, written: written) { try parent(of: $0, row) })
    return try further.map { try named($0, row) }
  }

  /// The finding with the name of the row that its column refers to.
  private func named(_ finding: RecordFinding, _ row: [String: Value]) throws -> RecordFinding {
    guard let column = finding.column, let value = row[column],
      let parent = table.reference(column)?.parent, let name = try desk.name(of: value, in: parent)
    else { return finding }
    return RecordFinding(finding.kind, in: finding.table, column: column, given: name)
  }

  private func flaw(
    of column: RecordColumn, _ row: [String: Value], _ before: [String: Value]?,
    _ written: Set<String>
  ) throws -> RecordFinding.Kind? {
    let mustBe = desk.vocabulary.required.contains(.init(table.name, column.name))
    let isEmpty = (row[column.name] ?? .null).isNull
    guard let before else {
      let isLeftOut = column.isRequired && !written.contains(column.name)
      return isLeftOut || (mustBe && isEmpty) ? .required : nil
    }
    guard written.contains(column.name) else { return nil }
    let old = before[column.name] ?? .null
    let isSame = isSame(old, row[column.name] ?? .null, column)
    if column.isKey && !isSame { return .partOfKey }
    if column.isFixed && !old.isNull && !isSame {
      let parent = table.reference(column.name)?.parent
      return .setOnce(old, name: try parent.flatMap { try desk.name(of: old, in: $0) })
    }
    return mustBe && isEmpty && !isSame ? .required : nil
  }

  private func parent(of column: String, _ row: [String: Value]) throws -> [String: Value]? {
    guard let reference = table.reference(column), let value = row[column], !value.isNull,
      let parent = desk.tables.first(where: { $0.name == reference.parent })
    else { return nil }
    let cells = try desk.transaction.records(
      of: parent.name, parent.columns.map(\.name), where: [(reference.parentColumns[0], value)]
    ).first
    return cells.map { Dictionary(zip(parent.columns.map(\.name), $0)) { first, _ in first } }
  }

  /// Whether two cells say the same, sets in whatever order.
  func isSame(_ one: Value, _ other: Value, _ column: RecordColumn) -> Bool {
    one == other || (column.isSet && SetText.areEqual(one, other))
  }

  // MARK: Writing

  /// Writes a new row; returns its key.
  func insert(_ cells: [String: Value]) throws -> RowKey {
    let given = table.columns.compactMap { column in
      cells[column.name].map { (column: column.name, value: $0) }
    }
    return try explaining(cells) {
      let number = try desk.transaction.insertRecord(into: table.name, given)
      return RowKey(table.key.map { cells[$0] ?? .integer(number) })
    }
  }

  /// Writes the cells that are another.
  func update(_ key: RowKey, _ cells: [String: Value]) throws {
    let given = table.columns.compactMap { column in
      cells[column.name].map { (column: column.name, value: $0) }
    }
    try explaining(cells) { try desk.transaction.updateRecord(of: table, key, given) }
  }

  /// Deletes a row.
  func delete(_ key: RowKey) throws {
    try explaining([:]) { try desk.transaction.deleteRecord(of: table, key) }
  }

  /// Runs a statement, and says in findings what SQLite or a guard has against it.
  private func explaining<Result>(
    _ cells: [String: Value], _ body: () throws -> Result
  ) throws -> Result {
    do {
      return try body()
    } catch let error as StoreError where error.code == .constraint || error.code == .collision {
      throw RecordRefusal([try finding(error.message, cells)])
    }
  }

  private func finding(_ message: String, _ cells: [String: Value]) throws -> RecordFinding {
    func rest(after prefix: String) -> String? {
      message.hasPrefix(prefix) ? String(message.dropFirst(prefix.count)) : nil
    }
    func columns(_ names: String) -> [String] {
      names.components(separatedBy: ", ").map { $0.dropping(prefix: "\(table.name).") }
    }
    if let said = rest(after: "samband: ") {
      return RecordFinding(.refused(said), in: table.name)
    }
    if let check = rest(after: "CHECK constraint failed: ") {
      return RecordFinding(.brokenCheck(check), in: table.name)
    }
    if let names = rest(after: "NOT NULL constraint failed: ") {
      return RecordFinding(.required, in: table.name, column: columns(names).first)
    }
    if let names = rest(after: "UNIQUE constraint failed: ") {
      let columns = columns(names)
      let taken = columns.map { (column: $0, value: cells[$0] ?? .null) }
      let isPlain = columns.allSatisfy { table.column($0) != nil && cells[$0] != nil }
      let key =
        isPlain
        ? try desk.transaction.records(of: table.name, table.key, where: taken).first : nil
      return RecordFinding(
        .taken(columns, key: key.map { RowKey($0) }), in: table.name, column: columns.first,
        given: taken.map(\.value.readable).joined(separator: ", "))
    }
    return RecordFinding(.refused(message), in: table.name)
  }
}

extension String {
  fileprivate func dropping(prefix: String) -> String {
    hasPrefix(prefix) ? String(dropFirst(prefix.count)) : self
  }
}
