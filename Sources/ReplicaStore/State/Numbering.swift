import Crypto
import MergeAlgebra

/// Under which number each row of a table with generated keys is shown (protocol §4).
///
/// Of the rows that were made with one number the holder keeps it; the others are shown under numbers
/// derived from their births. There are two readings: the *stored* one is what the live tables show,
/// the *current* one counts the rows, too, that this transaction has met; the projection takes the live
/// tables from the first to the second.
final class Numbering {
  /// A number in a table.
  struct Place: Hashable {
    let table: Int64
    let number: Int64
  }

  private let session: SQLSession
  private var numbered: [String: TrackedTable] = [:]
  private var stored: [Place: NumberGroup] = [:]
  /// The groups that this transaction has changed.
  private var changed: [Place: NumberGroup] = [:]
  private var freshDerived: [Place: RowIdentity] = [:]
  /// Numbers that rows of the change set in the making take from the rows that have them.
  private var reserved: Set<Place> = []
  /// Numbers that the user's own inserts gave and no sealed row has yet.
  private var localNumbers: Set<Place> = []
  private var localRows: [Place: RowIdentity] = [:]
  /// Whether the live tables have been taken to the current reading already.
  var isShown = false

  init(_ session: SQLSession) { self.session = session }

  /// Takes the tables under sync.
  func use(_ tables: [TrackedTable]) {
    numbered = Dictionary(
      uniqueKeysWithValues: tables.filter(\.isNumbered).map { ($0.name, $0) })
  }

  /// The table with this name, when its keys are generated.
  func table(_ name: String) -> TrackedTable? { numbered[name] }

  // MARK: Rows by number

  /// The rows that were made with a number, as they are stored.
  private func storedGroup(_ number: Int64, in table: TrackedTable) throws -> NumberGroup {
    let place = Place(table: table.id, number: number)
    if let known = stored[place] { return known }
    let first = RowKey.numberPrefix(number)
    let rows = try session.rows(
      "SELECT key FROM samband_row WHERE tbl = ?1 AND key >= ?2 AND key < ?3",
      [.integer(table.id), .blob(first), .blob(first + [0xFF, 0xFF, 0xFF, 0xFF])]
    ) { try Self.identity($0.blob(0)) }
    var group = NumberGroup(rows: rows.sorted())
    if rows.count > 1 {
      for row in rows {
        let superseders = try superseders(of: row, in: table)
        if !superseders.isEmpty { group.superseders[row] = superseders }
      }
    }
    stored[place] = group
    return group
  }

  private func superseders(
    of row: RowIdentity, in table: TrackedTable
  ) throws -> Set<RowIdentity> {
    let bytes = try session.first(
      "SELECT superseders FROM samband_number WHERE tbl = ?1 AND number = ?2",
      [.integer(table.id), .integer(Self.derived(row, in: table))]
    ) { $0.blob(0) }
    guard let bytes, let key = RowKey(encoded: bytes) else { return [] }
    return Set(
      key.values.compactMap { value in
        if case .row(let row) = value { row } else { nil }
      })
  }

  /// All known rows that were made with a number.
  func group(_ number: Int64, in table: TrackedTable) throws -> NumberGroup {
    try changed[Place(table: table.id, number: number)] ?? storedGroup(number, in: table)
  }

  /// The known row with this derived number, of those that were made with one number.
  func derivedRow(_ number: Int64, in table: TrackedTable) throws -> RowIdentity? {
    if let row = freshDerived[Place(table: table.id, number: number)] { return row }
    return try session.first(
      "SELECT key FROM samband_number WHERE tbl = ?1 AND number = ?2",
      [.integer(table.id), .integer(number)]
    ) { try Self.identity($0.blob(0)) }
  }

  /// The known row whose derived number this is, also when it has a number of its own.
  ///
  /// Reads the table's whole index where no row needs its derived number.
  func rowDeriving(_ number: Int64, in table: TrackedTable) throws -> RowIdentity? {
    if let row = try derivedRow(number, in: table) { return row }
    guard Self.isDerived(number, in: table) else { return nil }
    let met = changed.filter { $0.key.table == table.id }.flatMap(\.value.rows)
    if let row = met.first(where: { Self.derived($0, in: table) == number }) { return row }
    return try session.rows("SELECT key FROM samband_row WHERE tbl = ?1", [.integer(table.id)]) {
      try Self.identity($0.blob(0))
    }.first { Self.derived($0, in: table) == number }
  }

  /// The row that the live table means by a number.
  func liveRow(_ number: Int64, in table: TrackedTable) throws -> RowIdentity? {
    if isShown {
      return try group(number, in: table).holder() ?? derivedRow(number, in: table)
    }
    let place = Place(table: table.id, number: number)
    if let row = localRows[place] { return row }
    return reserved.contains(place) ? nil : try formerRow(number, in: table)
  }

  /// The row that the live table meant by a number at the last seal.
  func formerRow(_ number: Int64, in table: TrackedTable) throws -> RowIdentity? {
    if isShown || localRows[Place(table: table.id, number: number)] != nil {
      return try liveRow(number, in: table)
    }
    if let row = try storedGroup(number, in: table).holder() { return row }
    guard let row = try derivedRow(number, in: table) else { return nil }
    return try storedGroup(row.number, in: table).rows.contains(row) ? row : nil
  }

  private static func identity(_ bytes: [UInt8]) throws -> RowIdentity {
    guard case .row(let row)? = RowKey(encoded: bytes)?.values.first else {
      throw ByteReader.damage
    }
    return row
  }

  // MARK: Numbers of rows

  /// The number under which the row is to be shown.
  func number(of row: RowIdentity, in table: TrackedTable) throws -> Int64 {
    let group = try group(row.number, in: table)
    let place = Place(table: table.id, number: row.number)
    let isTaken = reserved.contains(place) && changed[place] == nil && !isShown
    let keepsIt = group.rows.isEmpty || (group.holder() == row && !isTaken)
    return keepsIt ? row.number : Self.derived(row, in: table)
  }

  /// The number under which the live table has the row, if it is shown; `nil` for a row that no
  /// record names, or whose number the user has given to another.
  func liveNumber(of row: RowIdentity, in table: TrackedTable) throws -> Int64? {
    if isShown { return try number(of: row, in: table) }
    let place = Place(table: table.id, number: row.number)
    if localRows[place] == row { return row.number }
    let isGivenAway = localRows[place] != nil || localNumbers.contains(place)
    let number = try formerNumber(of: row, in: table)
    return number == row.number && isGivenAway ? nil : number
  }

  /// The number by which the live tables knew the row at the last seal; references that nobody has
  /// written since still have it.
  private func formerNumber(of row: RowIdentity, in table: TrackedTable) throws -> Int64? {
    let group = try storedGroup(row.number, in: table)
    guard group.rows.contains(row) else { return nil }
    return group.holder() == row ? row.number : Self.derived(row, in: table)
  }

  /// A number for a row whose own is taken: negative, so that SQLite goes on counting where it was,
  /// unless a CHECK speaks of the key.
  static func derived(_ row: RowIdentity, in table: TrackedTable) -> Int64 {
    var hash = SHA256()
    hash.update(data: Array("samband-number-v1\n".utf8))
    hash.update(data: Array(table.name.utf8))
    hash.update(data: RowKey([.row(row)]).bytes)
    let number = Array(hash.finalize()).prefix(5).reduce(Int64(0)) { $0 << 8 | Int64($1) }
    return isKeyChecked(table) ? 1 << 52 | number : -1 - number
  }

  private static func isDerived(_ number: Int64, in table: TrackedTable) -> Bool {
    isKeyChecked(table) ? number >> 40 == 1 << 12 : number < 0 && number >= -1 << 40
  }

  private static func isKeyChecked(_ table: TrackedTable) -> Bool {
    table.shape.checks.contains { table.shape.bases(of: $0).contains(table.model.key[0]) }
  }

  /// The content as a live table shows it: with numbers where the replicated state names rows.
  func shown(_ content: RowContent, in table: TrackedTable) throws -> RowContent {
    guard table.holdsNumbers else { return content }
    return RowContent(
      key: try zip(content.key, table.keyNumbers).map { try shown($0, of: $1) },
      cells: try zip(content.cells, table.cellNumbers).map { try shown($0, of: $1) })
  }

  /// The key in numbers as they are shown.
  func shown(_ key: RowKey, in table: TrackedTable) throws -> RowKey {
    guard table.keyNumbers.contains(where: { $0 != nil }) else { return key }
    return RowKey(try zip(key.values, table.keyNumbers).map { try shown($0, of: $1) })
  }

  /// A value of the column that holds the numbers of the table with this name.
  func shown(_ value: Value, of name: String?) throws -> Value {
    guard case .row(let row) = value, let name, let table = numbered[name] else { return value }
    return .integer(try number(of: row, in: table))
  }

  // MARK: New rows

  /// Remembers that a row of the change set in the making takes a number.
  func reserve(_ number: Int64, in table: TrackedTable) {
    reserved.insert(Place(table: table.id, number: number))
  }

  /// Remembers that the live row with this number is a local insert which has no name yet.
  func expect(_ number: Int64, in table: TrackedTable) {
    localNumbers.insert(Place(table: table.id, number: number))
  }

  /// Names a row that a change set has made, whose author had seen the rows that `isSeen` tells.
  func add(
    _ row: RowIdentity, in table: TrackedTable, superseding isSeen: (RowIdentity) -> Bool
  ) throws {
    let place = Place(table: table.id, number: row.number)
    var group = try group(row.number, in: table)
    guard !group.rows.contains(row) else { return }
    group.add(row, superseding: isSeen)
    changed[place] = group
    if localNumbers.remove(place) != nil { localRows[place] = row }
    // The holder, too: others may know it by its derived number.
    for other in group.rows where group.rows.count > 1 {
      let number = Self.derived(other, in: table)
      freshDerived[Place(table: table.id, number: number)] = other
    }
  }

  /// Takes back rows of a change set that turned out not to fit.
  func remove(_ row: RowIdentity, in table: TrackedTable) {
    let place = Place(table: table.id, number: row.number)
    changed[place]?.remove(row)
    if changed[place]?.rows.isEmpty == true { changed[place] = nil }
    freshDerived = freshDerived.filter { $0.value != row }
    if localRows[place] == row {
      localRows[place] = nil
      localNumbers.insert(place)
    }
  }

  /// The stored rows whose number is another now than the live tables showed.
  func moved() throws -> [(table: TrackedTable, row: RowIdentity, from: Int64)] {
    var result: [(table: TrackedTable, row: RowIdentity, from: Int64)] = []
    for table in numbered.values.sorted(by: { $0.id < $1.id }) {
      let places = changed.keys.filter { $0.table == table.id }.sorted { $0.number < $1.number }
      for place in places {
        for row in try group(place.number, in: table).rows {
          guard let from = try formerNumber(of: row, in: table) else { continue }
          if try number(of: row, in: table) != from { result.append((table, row, from)) }
        }
      }
    }
    return result
  }

  /// Writes what the current reading has beyond the stored one; they are one afterwards.
  func store() throws {
    for (place, group) in changed {
      guard let table = numbered.values.first(where: { $0.id == place.table }) else { continue }
      let holder = group.holder()
      for row in group.rows where group.rows.count > 1 {
        let superseders = (group.superseders[row] ?? []).sorted().map { Value.row($0) }
        try session.run(
          """
          INSERT INTO samband_number(tbl, number, key, superseders, holds)
          VALUES (?1, ?2, ?3, ?4, ?5)
          ON CONFLICT(tbl, number) DO UPDATE SET
            superseders = excluded.superseders, holds = excluded.holds
          """,
          [
            .integer(place.table), .integer(Self.derived(row, in: table)),
            .blob(RowKey([.row(row)]).bytes), .blob(RowKey(superseders).bytes),
            .integer(row == holder ? 1 : 0),
          ])
      }
    }
    forget()
  }

  /// Forgets what was met since the last projection, as after a rollback.
  func forget() {
    stored = [:]
    changed = [:]
    freshDerived = [:]
    localNumbers = []
    localRows = [:]
    reserved = []
    isShown = false
  }
}
