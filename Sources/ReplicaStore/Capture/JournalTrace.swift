import MergeAlgebra

/// What the journal says of one row since the last seal, in the order in which it happened.
struct JournalTrace {
  /// The columns changed by updates before the row was first taken away or about to be replaced.
  private(set) var changed: Set<Int> = []
  /// The whole row as it was when it was first taken away or about to be replaced.
  private(set) var firstOld: [Value]?
  /// Zeros that updates found before that, the first of each column.
  private(set) var oldZeros: [Int: Value] = [:]
  /// What updated reference columns held before that.
  private(set) var oldReferences: [Int: Value] = [:]
  /// The time of the last entry in milliseconds.
  private(set) var time: Int64 = 0
  /// Whether the row was first taken away by a delete, and not to be replaced.
  private(set) var isDeleted = false
  /// The place in the journal of the last delete.
  private(set) var lastDelete: Int64 = 0

  enum Operation: Int64 {
    case insert = 1
    case update = 2
    case delete = 3
    case probe = 4
  }

  mutating func add(
    _ operation: Operation, at place: Int64 = 0, time: Int64, changed columns: Set<Int>,
    old: [Value], references: Set<Int> = []
  ) {
    self.time = max(self.time, time)
    switch operation {
    case .insert: break
    case .delete, .probe:
      // A probe only says that the row may be replaced.
      if operation == .delete { lastDelete = place }
      if firstOld != nil { return }
      firstOld = old
      isDeleted = operation == .delete
    case .update:
      guard firstOld == nil else { return }
      for column in old.indices where old[column].isRealZero && oldZeros[column] == nil {
        oldZeros[column] = old[column]
      }
      for column in columns.intersection(references) where oldReferences[column] == nil {
        oldReferences[column] = old[column]
      }
      changed.formUnion(columns)
    }
  }

  /// The columns that differ from what the row showed at the last seal.
  func changedColumns(live: [Value]) -> Set<Int> {
    var result = changed
    if let firstOld {
      for column in live.indices where firstOld[column] != live[column] { result.insert(column) }
    }
    for (column, zero) in oldZeros where live[column] != zero { result.insert(column) }
    return result
  }

  /// The cells of the row at the last seal, as far as they matter: a column whose old value is not
  /// known was overwritten by its own author, so no sibling of it survives.
  func originals(live: [Value]?) -> [Value]? {
    guard var cells = firstOld ?? live else { return nil }
    // A row that was taken away tells its old cells as they were then.
    for (column, value) in oldReferences { cells[column] = value }
    for (column, zero) in oldZeros { cells[column] = zero }
    return cells
  }
}

extension Value {
  /// 0.0 or -0.0, which only their bits tell apart.
  var isRealZero: Bool { if case .real(let number) = self { number == 0 } else { false } }
}

/// Reads and empties the journals.
struct Journal {
  let session: SQLSession

  /// The keys that were touched in a table, in key order, with what happened to each.
  func traces(of table: TrackedTable) throws -> [(key: RowKey, trace: JournalTrace)] {
    let capture = JournalLayout(table: table)
    let references = table.referenceCells
    var traces: [RowKey: JournalTrace] = [:]
    try session.each(capture.select) { row in
      guard let operation = JournalTrace.Operation(rawValue: row.integer(1)) else {
        throw ByteReader.damage
      }
      let key = RowKey(row.values(from: 3, count: capture.keyCount))
      let masks = (0..<capture.maskCount).map { row.integer(capture.firstMask + $0) }
      let needsOld = operation != .insert
      let old = needsOld ? row.values(from: capture.firstOld, count: capture.cellCount) : []
      traces[key, default: JournalTrace()].add(
        operation, at: row.integer(0), time: row.integer(2), changed: capture.columns(in: masks),
        old: old,
        references: references)
    }
    return traces.sorted { $0.key < $1.key }.map { (key: $0.key, trace: $0.value) }
  }

  /// Writes down to another key what happened to a row after a place in the journal.
  func rename(
    _ from: RowKey, _ to: RowKey, after place: Int64, in table: TrackedTable
  ) throws {
    let layout = JournalLayout(table: table)
    let places = 0..<layout.keyCount
    let sets = places.map { "k\($0) = ?\($0 + 1)" }.joined(separator: ", ")
    let match = places.map { place in
      // 1 and 1.0 are equal, and may be the keys of two rows.
      let old = "?\(layout.keyCount + place + 1)"
      return "k\(place) IS \(old) COLLATE BINARY AND typeof(k\(place)) = typeof(\(old))"
    }
    try session.run(
      """
      UPDATE \(layout.name) SET \(sets)
      WHERE \(match.joined(separator: " AND ")) AND seq > ?\(2 * layout.keyCount + 1)
      """, to.values + from.values + [.integer(place)])
  }

  /// Writes down an update that was not made by an edit of the user's but belongs to it.
  func note(
    _ columns: [Int], of key: RowKey, from cells: [Value], at time: Int64, in table: TrackedTable
  ) throws {
    let layout = JournalLayout(table: table)
    let masks = layout.masks(of: columns)
    let names =
      ["op", "time"] + key.values.indices.map { "k\($0)" } + masks.indices.map { "m\($0)" }
      + columns.map { "o\($0)" }
    let values =
      [.integer(JournalTrace.Operation.update.rawValue), .integer(time)] + key.values
      + masks.map { .integer($0) } + columns.map { cells[$0] }
    let places = values.indices.map { "?\($0 + 1)" }.joined(separator: ", ")
    try session.run(
      "INSERT INTO \(layout.name)(\(names.joined(separator: ", "))) VALUES (\(places))", values)
  }

  /// How many entries wait in a table's journal.
  func count(of table: TrackedTable) throws -> Int64 {
    try session.first("SELECT count(*) FROM \(JournalLayout(table: table).name)") {
      $0.integer(0)
    } ?? 0
  }

  /// Forgets what has been sealed.
  func empty(_ table: TrackedTable) throws {
    try session.run("DELETE FROM \(JournalLayout(table: table).name)")
  }
}

/// Where a journal table keeps what: see ``CaptureTriggers``.
struct JournalLayout {
  let name: String
  let keyCount: Int
  let cellCount: Int
  var maskCount: Int {
    max(1, (cellCount + CaptureTriggers.bitsPerMask - 1) / CaptureTriggers.bitsPerMask)
  }
  /// Every entry in the order of happening; the columns by name, for later ones stand at the end.
  var select: String {
    let names =
      ["seq", "op", "time"] + (0..<keyCount).map { "k\($0)" } + (0..<maskCount).map { "m\($0)" }
      + (0..<cellCount).map { "o\($0)" }
    return "SELECT \(names.joined(separator: ", ")) FROM \(name) ORDER BY seq"
  }
  var firstMask: Int { 3 + keyCount }
  var firstOld: Int { firstMask + maskCount }

  init(table: TrackedTable) {
    name = "samband_journal_\(table.id)"
    keyCount = table.model.key.count
    cellCount = table.model.columns.count
  }

  func masks(of columns: [Int]) -> [Int64] {
    var masks = Array(repeating: Int64(0), count: maskCount)
    for column in columns {
      masks[column / CaptureTriggers.bitsPerMask] |= 1 << (column % CaptureTriggers.bitsPerMask)
    }
    return masks
  }

  func columns(in masks: [Int64]) -> Set<Int> {
    var columns: Set<Int> = []
    for (place, mask) in masks.enumerated() where mask != 0 {
      for bit in 0..<CaptureTriggers.bitsPerMask where mask & (1 << Int64(bit)) != 0 {
        columns.insert(place * CaptureTriggers.bitsPerMask + bit)
      }
    }
    return columns
  }
}
