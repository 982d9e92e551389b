import Crypto
import MergeAlgebra

/// Under which number each row of a table with generated keys is shown (protocol §4).
///
/// Of the rows that were made with one number the one with the lowest rank of birth keeps it; the
/// others are shown under numbers derived from their births. There are two readings: the *stored* one
/// is what the live tables show, the *current* one counts the rows, too, that this transaction has
/// met; the projection takes the live tables from the first to the second.
final class Numbering {
  /// A number in a table.
  struct Place: Hashable {
    let table: Int64
    let number: Int64
  }

  private let session: SQLSession
  private var numbered: [String: TrackedTable] = [:]
  private var stored: [Place: [RowIdentity]] = [:]
  private var fresh: [Place: [RowIdentity]] = [:]
  private var freshDerived: [Place: RowIdentity] = [:]
  /// Numbers that the user's own inserts gave and no sealed row has yet.
  private var localNumbers: Set<Place> = []
  private var localRows: [Int64: Set<RowIdentity>] = [:]
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

  /// The rows that were made with a number and are stored, lowest rank first.
  func storedRows(_ number: Int64, in table: TrackedTable) throws -> [RowIdentity] {
    let place = Place(table: table.id, number: number)
    if let known = stored[place] { return known }
    let first = RowKey.numberPrefix(number)
    let rows = try session.rows(
      "SELECT key FROM samband_row WHERE tbl = ?1 AND key >= ?2 AND key < ?3 ORDER BY key",
      [.integer(table.id), .blob(first), .blob(first + [0xFF, 0xFF, 0xFF, 0xFF])]
    ) { try Self.identity($0.blob(0)) }
    // The bytes of the time sort as the time does; streams and numbers follow in rank order.
    stored[place] = rows.sorted()
    return stored[place] ?? []
  }

  /// All known rows that were made with a number, lowest rank first.
  func rows(_ number: Int64, in table: TrackedTable) throws -> [RowIdentity] {
    let place = Place(table: table.id, number: number)
    let old = try storedRows(number, in: table)
    return fresh[place].map { (old + $0).sorted() } ?? old
  }

  /// The known row that is shown under a number only because an earlier one has its own.
  func derivedRow(_ number: Int64, in table: TrackedTable) throws -> RowIdentity? {
    if let row = freshDerived[Place(table: table.id, number: number)] { return row }
    return try session.first(
      "SELECT key FROM samband_number WHERE tbl = ?1 AND number = ?2",
      [.integer(table.id), .integer(number)]
    ) { try Self.identity($0.blob(0)) }
  }

  /// The row that the live table means by a number.
  func liveRow(_ number: Int64, in table: TrackedTable) throws -> RowIdentity? {
    if isShown {
      return try rows(number, in: table).first ?? derivedRow(number, in: table)
    }
    if let row = try storedRows(number, in: table).first { return row }
    guard let row = try derivedRow(number, in: table) else { return nil }
    return try storedRows(row.number, in: table).contains(row) ? row : nil
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
    try rows(row.number, in: table).first.map { $0 == row } ?? true
      ? row.number : Self.derived(row, in: table)
  }

  /// The number under which the live table has the row, if it is shown; `nil` for a row that no
  /// record names.
  func liveNumber(of row: RowIdentity, in table: TrackedTable) throws -> Int64? {
    if isShown { return try number(of: row, in: table) }
    let known = try storedRows(row.number, in: table)
    if known.contains(row) { return known.first == row ? row.number : Self.derived(row, in: table) }
    return localRows[table.id]?.contains(row) == true ? row.number : nil
  }

  /// A number for a row whose own is taken: negative, so that SQLite goes on counting where it was,
  /// unless a CHECK speaks of the key.
  static func derived(_ row: RowIdentity, in table: TrackedTable) -> Int64 {
    var hash = SHA256()
    hash.update(data: Array("samband-number-v1\n".utf8))
    hash.update(data: Array(table.name.utf8))
    hash.update(data: RowKey([.row(row)]).bytes)
    let number = Array(hash.finalize()).prefix(5).reduce(Int64(0)) { $0 << 8 | Int64($1) }
    let isChecked = table.shape.checks.contains { $0.columns.contains(table.model.key[0]) }
    return isChecked ? 1 << 52 | number : -1 - number
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

  /// Remembers that the live row with this number is a local insert which has no name yet.
  func expect(_ number: Int64, in table: TrackedTable) {
    localNumbers.insert(Place(table: table.id, number: number))
  }

  /// Names a row that a change set has made.
  func add(_ row: RowIdentity, in table: TrackedTable) throws {
    let place = Place(table: table.id, number: row.number)
    guard try !rows(row.number, in: table).contains(row) else { return }
    if localNumbers.remove(place) != nil { localRows[table.id, default: []].insert(row) }
    fresh[place, default: []].append(row)
    for later in try rows(row.number, in: table).dropFirst() {
      let number = Self.derived(later, in: table)
      freshDerived[Place(table: table.id, number: number)] = later
    }
  }

  /// Takes back rows of a change set that turned out not to fit.
  func remove(_ row: RowIdentity, in table: TrackedTable) {
    let place = Place(table: table.id, number: row.number)
    fresh[place]?.removeAll { $0 == row }
    if fresh[place]?.isEmpty == true { fresh[place] = nil }
    freshDerived = freshDerived.filter { $0.value != row }
    if localRows[table.id]?.remove(row) != nil { localNumbers.insert(place) }
  }

  /// The stored rows whose number is another now than the live table shows.
  func moved() throws -> [(table: TrackedTable, row: RowIdentity, from: Int64)] {
    var result: [(table: TrackedTable, row: RowIdentity, from: Int64)] = []
    for table in numbered.values.sorted(by: { $0.id < $1.id }) {
      let places = fresh.keys.filter { $0.table == table.id }.sorted { $0.number < $1.number }
      for place in places {
        for row in try rows(place.number, in: table) {
          guard let from = try liveNumber(of: row, in: table) else { continue }
          if try number(of: row, in: table) != from { result.append((table, row, from)) }
        }
      }
    }
    return result
  }

  /// Writes what the current reading has beyond the stored one; they are one afterwards.
  func store() throws {
    for place in fresh.keys {
      guard let table = numbered.values.first(where: { $0.id == place.table }) else { continue }
      for row in try rows(place.number, in: table).dropFirst() {
        try session.run(
          """
          INSERT INTO samband_number(tbl, number, key) VALUES (?1, ?2, ?3)
          ON CONFLICT(tbl, number) DO NOTHING
          """,
          [
            .integer(place.table), .integer(Self.derived(row, in: table)),
            .blob(RowKey([.row(row)]).bytes),
          ])
      }
    }
    forget()
  }

  /// Forgets what was met since the last projection, as after a rollback.
  func forget() {
    stored = [:]
    fresh = [:]
    freshDerived = [:]
    localNumbers = []
    localRows = [:]
    isShown = false
  }
}
