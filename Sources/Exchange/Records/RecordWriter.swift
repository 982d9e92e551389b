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
}
