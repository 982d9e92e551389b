import MergeAlgebra
import StrictJSON

/// Reads and hashes the rows of one group.
struct RowReader {
  private let columnCount: Int
  private var times: RowTimes.Cursor
  private var hasher: RowHasher
  private var keyCount: Int?
  private(set) var rows: [OperationGroup.Row] = []
  private(set) var erasedRows = 0

  init(_ shape: GroupShape, times: RowTimes.Cursor) {
    columnCount = shape.columns.count
    self.times = times
    hasher = RowHasher(shape)
  }

  /// Whether there were exactly as many rows as times.
  var isAtEnd: Bool { times.isAtEnd }

  /// Reads a row, or what an erasure left of it, and returns its hash.
  mutating func read(
    _ reader: inout JSONReader, salt: ArraySlice<UInt8>?
  ) throws(JSONError) -> ContentHash {
    guard let time = times.take() else { throw reader.invalid("the row has no time") }
    guard let salt else { return try readErased(&reader) }
    hasher.begin(salt: salt)
    let cells = try readCells(&reader)
    let count = cells.count - columnCount
    guard count > 0, count == keyCount ?? count else {
      throw reader.invalid("\(cells.count) values for \(columnCount) columns and a key")
    }
    keyCount = count
    var key: [Value] = []
    for cell in cells[..<count] {
      guard case .value(let value) = cell else {
        throw reader.invalid("a key value is a change of a set or of a sum")
      }
      key.append(value)
    }
    let row = OperationGroup.Row(key: RowKey(key), time: time, cells: Array(cells[count...]))
    if let last = rows.last, !(last.key < row.key) {
      throw reader.invalid("the rows are not in the order of their keys")
    }
    rows.append(row)
    return hasher.finish(time: time)
  }

  private mutating func readCells(
    _ reader: inout JSONReader
  ) throws(JSONError) -> [OperationGroup.Cell] {
    var cells: [OperationGroup.Cell] = []
    cells.reserveCapacity(columnCount + (keyCount ?? 1))
    try reader.beginArray()
    while try reader.nextElement() {
      hasher.message.raw(cells.isEmpty ? "[" : ",")
      let cell = try reader.readCell()
      hasher.message.cell(cell)
      cells.append(cell)
    }
    hasher.message.raw("]")
    return cells
  }

  private mutating func readErased(_ reader: inout JSONReader) throws(JSONError) -> ContentHash {
    guard try reader.peek() == .object else { throw reader.invalid("the row has no salt") }
    var hash: ContentHash?
    try reader.readMembers(of: "an erased row") { (reader, name) throws(JSONError) in
      guard name == "erased" else { return false }
      hash = try reader.readHash()
      return true
    }
    erasedRows += 1
    return try reader.required(hash, "erased", of: "an erased row")
  }
}
