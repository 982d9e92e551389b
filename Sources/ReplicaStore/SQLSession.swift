import GRDB
import GRDBSQLite
import MergeAlgebra

// SQLite's extended codes are macros with shifts, which Swift does not import.
private let constraintPrimaryKey = SQLITE_CONSTRAINT | (6 << 8)
private let constraintUnique = SQLITE_CONSTRAINT | (8 << 8)
private let constraintRowID = SQLITE_CONSTRAINT | (10 << 8)

/// A connection inside one GRDB access: prepared statements by GRDB, cells by the raw API.
///
/// GRDB's own row values cut TEXT at NUL and repair invalid UTF-8; a replica must not.
struct SQLSession {
  let database: Database

  /// Runs a statement that returns no rows that matter.
  func run(_ sql: String, _ values: [Value] = []) throws {
    try each(sql, values) { _ in }
  }

  /// Runs several statements separated by semicolons.
  func runScript(_ sql: String) throws {
    guard let connection = database.sqliteConnection else {
      throw StoreError(.storage, "the database is closed")
    }
    let code = sqlite3_exec(connection, sql, nil, nil, nil)
    if code != SQLITE_OK { throw failure(code, connection) }
  }

  /// Calls `body` for each row of the result.
  ///
  /// The cursor is valid only during the call.
  func each(_ sql: String, _ values: [Value] = [], _ body: (SQLRow) throws -> Void) throws {
    let statement = try prepared(sql)
    let pointer = statement.sqliteStatement
    try withExtendedLifetime((database, statement)) {
      defer {
        sqlite3_reset(pointer)
        sqlite3_clear_bindings(pointer)
      }
      for (index, value) in values.enumerated() { bind(value, at: Int32(index + 1), to: pointer) }
      while true {
        let code = sqlite3_step(pointer)
        if code == SQLITE_DONE { return }
        if code != SQLITE_ROW { throw failure(code, sqlite3_db_handle(pointer)) }
        try body(SQLRow(statement: pointer))
      }
    }
  }

  /// The rows of the result, each made into an element.
  func rows<Element>(
    _ sql: String, _ values: [Value] = [], _ make: (SQLRow) throws -> Element
  ) throws -> [Element] {
    var elements: [Element] = []
    try each(sql, values) { elements.append(try make($0)) }
    return elements
  }

  /// The first row of the result, made into an element; `nil` when there is none.
  func first<Element>(
    _ sql: String, _ values: [Value] = [], _ make: (SQLRow) throws -> Element
  ) throws -> Element? {
    try rows(sql, values, make).first
  }

  /// Whether the statement has a row.
  func hasRow(_ sql: String, _ values: [Value] = []) throws -> Bool {
    try first(sql, values) { _ in true } ?? false
  }

  /// How many rows the last statement changed.
  var changes: Int { Int(sqlite3_changes(database.sqliteConnection)) }

  private func prepared(_ sql: String) throws -> Statement {
    do {
      return try database.cachedStatement(sql: sql)
    } catch let error as DatabaseError {
      throw Self.failure(error.resultCode.rawValue, error.message ?? "", sql: sql)
    }
  }

  private func bind(_ value: Value, at index: Int32, to statement: OpaquePointer) {
    switch value {
    case .null: sqlite3_bind_null(statement, index)
    case .integer(let number): sqlite3_bind_int64(statement, index, number)
    case .real(let number): sqlite3_bind_double(statement, index, number)
    case .text(let bytes):
      // A null pointer would bind NULL, so an empty text points at something.
      (bytes.isEmpty ? [0] : bytes).withUnsafeBufferPointer { buffer in
        buffer.withMemoryRebound(to: CChar.self) { text in
          _ = sqlite3_bind_text(
            statement, index, text.baseAddress, Int32(bytes.count), Self.transient)
        }
      }
    case .row(let row):
      preconditionFailure("a table holds numbers, not the row \(row)")
    case .blob(let bytes):
      (bytes.isEmpty ? [0] : bytes).withUnsafeBytes { buffer in
        _ = sqlite3_bind_blob(
          statement, index, buffer.baseAddress, Int32(bytes.count), Self.transient)
      }
    }
  }

  private static var transient: sqlite3_destructor_type {
    unsafeBitCast(-1, to: sqlite3_destructor_type.self)
  }

  private func failure(_ code: Int32, _ connection: OpaquePointer?) -> StoreError {
    let message = connection.map { String(cString: sqlite3_errmsg($0)) } ?? ""
    let extended = connection.map { sqlite3_extended_errcode($0) } ?? code
    return Self.failure(extended, message, sql: nil)
  }

  static func failure(_ code: Int32, _ message: String, sql: String?) -> StoreError {
    let isCollision =
      code == constraintUnique || code == constraintPrimaryKey
      || code == constraintRowID
    if isCollision { return StoreError(.collision, message) }
    switch code & 0xFF {
    case SQLITE_BUSY, SQLITE_LOCKED:
      return StoreError(.busy, "another program is writing to the database")
    case SQLITE_CONSTRAINT, SQLITE_MISMATCH:
      return StoreError(.constraint, message)
    case SQLITE_INTERRUPT:
      return StoreError.interrupted
    case SQLITE_NOTADB:
      return StoreError(.notAReplica, "the file is not an SQLite database")
    default:
      let place = sql.map { " in: \($0.prefix(200))" } ?? ""
      return StoreError(.storage, "SQLite: \(message) (code \(code))\(place)")
    }
  }
}

/// The current row of a running statement.
struct SQLRow {
  let statement: OpaquePointer

  /// The cell with its storage class and bits.
  func value(_ column: Int) -> Value {
    let index = Int32(column)
    switch sqlite3_column_type(statement, index) {
    case SQLITE_INTEGER: return .integer(sqlite3_column_int64(statement, index))
    case SQLITE_FLOAT: return .real(sqlite3_column_double(statement, index))
    case SQLITE_TEXT:
      guard let start = sqlite3_column_text(statement, index) else { return .text([]) }
      let count = Int(sqlite3_column_bytes(statement, index))
      return .text(Array(UnsafeBufferPointer(start: start, count: count)))
    case SQLITE_BLOB: return .blob(blob(column))
    default: return .null
    }
  }

  /// The cells from `first` on, `count` of them.
  func values(from first: Int, count: Int) -> [Value] {
    (first..<first + count).map { value($0) }
  }

  /// The cell as an integer, 0 when it is not one.
  func integer(_ column: Int) -> Int64 { sqlite3_column_int64(statement, Int32(column)) }

  /// The cell as a string; empty for NULL.
  func string(_ column: Int) -> String { value(column).string ?? "" }

  /// The cell as bytes; empty for NULL.
  func blob(_ column: Int) -> [UInt8] {
    let index = Int32(column)
    guard let start = sqlite3_column_blob(statement, index) else { return [] }
    let count = Int(sqlite3_column_bytes(statement, index))
    return Array(UnsafeRawBufferPointer(start: start, count: count))
  }

  /// Whether the cell is NULL.
  func isNull(_ column: Int) -> Bool {
    sqlite3_column_type(statement, Int32(column)) == SQLITE_NULL
  }
}
