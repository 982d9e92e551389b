import MergeAlgebra
import ReplicaStore

/// What is wrong with a row before it is written.
extension RecordWriter {
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

  /// The finding with the name of the owner that its column refers to.
  private func named(_ finding: RecordFinding, _ row: [String: Value]) throws -> RecordFinding {
    guard case .otherOwner = finding.kind, let column = finding.column, let value = row[column],
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
}
