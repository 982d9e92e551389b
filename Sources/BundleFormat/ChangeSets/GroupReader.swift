import MergeAlgebra
import StrictJSON

/// Reads the rows of a change set and hashes them on the way, without a tree.
struct GroupReader {
  private let bytes: [UInt8]
  private let limits: Limits
  private let salts: RowSalts
  private let rowLimit: Int
  private var rowHashes = RunningHash(.rows)
  /// All rows so far, erased ones included.
  private(set) var rowCount = 0
  /// The rows so far of which only the hash is left.
  private(set) var erasedRows = 0
  private(set) var groups: [OperationGroup] = []

  init(_ bytes: [UInt8], salts: RowSalts, rowLimit: Int, limits: Limits) {
    self.bytes = bytes
    self.salts = salts
    self.rowLimit = rowLimit
    self.limits = limits
  }

  /// The hash over all rows that have been read.
  var rowsHash: ContentHash { rowHashes.finish() }

  /// Reads the array of groups.
  mutating func read(_ reader: inout JSONReader) throws(JSONError) {
    try reader.beginArray()
    while try reader.nextElement() {
      guard groups.count < limits.columns else {
        throw reader.failure(.stringTooLong, "more than \(limits.columns) groups of rows")
      }
      try readGroup(&reader)
    }
  }

  private mutating func readGroup(_ reader: inout JSONReader) throws(JSONError) {
    let what = "a group of rows"
    let limits = limits
    let rowLimit = rowLimit
    var table: String?
    var kind: RowChange.Kind?
    var columns: [String] = []
    var suggested: [String]?
    var times: RowTimes?
    var rows: Range<Int>?
    try reader.readMembers(of: what) { (reader, name) throws(JSONError) in
      switch name {
      case "table": table = try reader.readName("a table's name", limits: limits)
      case "suggested": suggested = try Self.readColumns(&reader, limits: limits)
      case "times": times = try RowTimes(reading: &reader, limit: max(rowLimit, 2))
      // Read when all that its hash needs is known; the order of members means nothing.
      case "rows": rows = try reader.skipValue()
      default:
        guard let operation = RowChange.Kind(word: name) else { return false }
        guard kind == nil else { throw reader.invalid("a group of rows with two operations") }
        kind = operation
        columns = try Self.readColumns(&reader, limits: limits)
      }
      return true
    }
    let shape = GroupShape(
      table: try reader.required(table, "table", of: what),
      kind: try reader.required(kind, "insert, update or delete", of: what), columns: columns,
      suggested: suggested ?? [])
    if let defect = shape.defect { throw reader.invalid(defect) }
    if suggested?.isEmpty == true { throw reader.invalid("an empty list of suggested columns") }
    let range = try reader.required(rows, "rows", of: what)
    let cursor = RowTimes.Cursor(try reader.required(times, "times", of: what))
    try readRows(in: range, shape, cursor)
  }

  private mutating func readRows(
    in range: Range<Int>, _ shape: GroupShape, _ times: RowTimes.Cursor
  ) throws(JSONError) {
    let depthAbove = Limits.changeSetLevel + 3
    var reader = JSONReader(bytes, in: range, limits: limits.json(below: depthAbove))
    var rows = RowReader(shape, times: times)
    try reader.beginArray()
    while try reader.nextElement() {
      do throws(JSONError) {
        guard rowCount < rowLimit else { throw reader.invalid("more rows than the head says") }
        let hash = try rows.read(&reader, salt: salts.salt(of: rowCount))
        rowHashes.add(hash.bytes)
        rowCount += 1
      } catch {
        let place = "row \(rows.rows.count + rows.erasedRows + 1) of \(shape.table)"
        throw reader.failure(error.code, "\(place): \(error.detail)", at: error.offset)
      }
    }
    guard rows.isAtEnd else { throw reader.invalid("as many times as rows are due") }
    erasedRows += rows.erasedRows
    groups.append(
      OperationGroup(
        table: shape.table, kind: shape.kind, columns: shape.columns, suggested: shape.suggested,
        rows: rows.rows))
  }

  private static func readColumns(
    _ reader: inout JSONReader, limits: Limits
  ) throws(JSONError) -> [String] {
    var columns: [String] = []
    try reader.readElements(of: "columns", limit: limits.columns) { (reader) throws(JSONError) in
      columns.append(try reader.readName("a column's name", limits: limits))
    }
    return columns
  }
}

extension RowChange.Kind {
  init?(word: String) {
    guard let kind = Self.allCases.first(where: { $0.word == word }) else { return nil }
    self = kind
  }
}
