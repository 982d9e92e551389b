import MergeAlgebra
import StrictJSON

/// Writes the rows of a change set and hashes them on the way.
struct GroupWriter {
  /// The groups with commas between them.
  private(set) var writer = JSONWriter()
  private(set) var rowCount = 0
  private var rowHashes = RunningHash(.rows)
  private let salts: RowSalts
  private let subject: String
  private let limits: Limits

  init(salts: RowSalts, subject: String, limits: Limits) {
    self.salts = salts
    self.subject = subject
    self.limits = limits
  }

  /// The hash over all rows that have been written.
  var rowsHash: ContentHash { rowHashes.finish() }

  mutating func append(_ groups: [OperationGroup]) throws(FormatError) {
    guard groups.count <= limits.columns else {
      throw unwritable("\(groups.count) groups of rows, more than \(limits.columns)")
    }
    for group in groups { try append(group) }
    guard writer.bytes.count < limits.unpackedBytes / 2 else {
      throw FormatError(.tooLarge, "\(subject): rows of \(writer.bytes.count) bytes")
    }
  }

  private mutating func append(_ group: OperationGroup) throws(FormatError) {
    let shape = GroupShape(
      table: group.table, kind: group.kind, columns: group.columns, suggested: group.suggested)
    try check(shape)
    guard let times = RowTimes(group.rows.lazy.map(\.time)) else {
      throw unwritable("the rows of \(group.table) are none or their times are out of range")
    }
    if !writer.bytes.isEmpty { writer.raw(",") }
    writer.raw("{\"table\":")
    writer.string(group.table)
    writer.raw(",\"")
    writer.bytes.append(contentsOf: group.kind.word.utf8)
    writer.raw("\":")
    writer.strings(group.columns)
    if !group.suggested.isEmpty {
      writer.raw(",\"suggested\":")
      writer.strings(group.suggested)
    }
    writer.raw(",\"times\":")
    times.write(to: &writer)
    writer.raw(",\"rows\":")
    try append(group.rows, shape)
    writer.raw("}")
  }

  private mutating func append(
    _ rows: [OperationGroup.Row], _ shape: GroupShape
  ) throws(FormatError) {
    guard rowCount + rows.count <= limits.rows else {
      throw FormatError(.tooLarge, "\(subject): more than \(limits.rows) rows")
    }
    var hasher = RowHasher(shape)
    var last: RowKey?
    var keyCount: Int?
    for (index, row) in rows.enumerated() {
      let key = row.key.values
      if let last, !(last < row.key) {
        throw unwritable("row \(index + 1) of \(shape.table) is not in key order")
      }
      guard row.cells.count == shape.columns.count, !key.isEmpty, key.count == keyCount ?? key.count
      else {
        throw unwritable(
          "row \(index + 1) of \(shape.table) has \(row.cells.count) cells"
            + " and \(key.count) key values"
        )
      }
      if let defect = defect(key, row.cells) {
        throw unwritable("row \(index + 1) of \(shape.table): \(defect)")
      }
      last = row.key
      keyCount = key.count
      writer.raw(index == 0 ? "[" : ",")
      append(key, row, &hasher)
    }
    writer.raw("]")
  }

  private mutating func append(
    _ key: [Value], _ row: OperationGroup.Row, _ hasher: inout RowHasher
  ) {
    guard let salt = salts.salt(of: rowCount) else {
      preconditionFailure("row \(rowCount) of \(subject) has no salt")
    }
    hasher.begin(salt: salt)
    let start = hasher.message.bytes.count
    for (index, value) in key.enumerated() {
      hasher.message.raw(index == 0 ? "[" : ",")
      hasher.message.cell(value)
    }
    for cell in row.cells {
      hasher.message.raw(",")
      hasher.message.cell(cell)
    }
    hasher.message.raw("]")
    writer.bytes.append(contentsOf: hasher.message.bytes[start...])
    rowHashes.add(hasher.finish(time: row.time).bytes)
    rowCount += 1
  }

  private func check(_ shape: GroupShape) throws(FormatError) {
    for name in [shape.table] + shape.columns
    where name.isEmpty || name.utf8.count > limits.nameLength {
      throw unwritable("the name \"\(name)\" has \(name.utf8.count) bytes")
    }
    guard shape.columns.count <= limits.columns else {
      throw unwritable("\(shape.table) has more than \(limits.columns) columns")
    }
    if let defect = shape.defect { throw unwritable(defect) }
  }

  private func defect(_ key: [Value], _ cells: [OperationGroup.Cell]) -> String? {
    for value in key { if let defect = CellDefect.of(value, limits: limits) { return defect } }
    for cell in cells { if let defect = CellDefect.of(cell, limits: limits) { return defect } }
    return nil
  }

  private func unwritable(_ detail: String) -> FormatError {
    FormatError(.unwritable, "\(subject): \(detail)")
  }
}
