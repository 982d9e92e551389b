import MergeAlgebra
import ReplicaStore

/// A cell as lists are sorted by it: nothing first, then values with a list in its order, numbers,
/// texts as people look them up, and the rest.
private enum SortCell<Place: Comparable>: Comparable {
  case nothing
  case listed(Int)
  case number(Value)
  case text(Place)
  case other(Value)

  init(_ value: Value, _ column: RecordColumn, _ order: (String) -> Place) {
    if let place = column.restriction.choices.firstIndex(of: value) {
      self = .listed(place)
      return
    }
    switch value {
    case .null: self = .nothing
    case .integer, .real, .row: self = .number(value)
    case .text(let bytes): self = .text(order(String(decoding: bytes, as: UTF8.self)))
    case .blob: self = .other(value)
    }
  }

  private var rank: Int {
    switch self {
    case .nothing: 0
    case .listed: 1
    case .number: 2
    case .text: 3
    case .other: 4
    }
  }

  static func < (left: Self, right: Self) -> Bool {
    switch (left, right) {
    case (.listed(let one), .listed(let other)): one < other
    case (.number(let one), .number(let other)): one.precedes(other)
    case (.text(let one), .text(let other)): one < other
    case (.other(let one), .other(let other)): one.precedes(other)
    default: left.rank < right.rank
    }
  }
}

extension RecordDesk {
  /// Rows in the order of these columns, the first before all others and with a `-` in front the
  /// greatest first; what is equal is in the order of the keys.
  func sorted<Place: Comparable>(
    _ rows: [[Value]], of table: RecordTable, _ sorting: [String], _ order: (String) -> Place
  ) throws -> [[Value]] {
    var keys: [(place: Int, column: RecordColumn, isDescending: Bool)] = try sorting.map { text in
      let isDescending = text.hasPrefix("-")
      let column = try knownColumn(isDescending ? String(text.dropFirst()) : text, in: table)
      return (table.place(of: column.name) ?? 0, column, isDescending)
    }
    keys += table.key.indices.map { ($0, table.columns[$0], false) }
    // Each text is looked at once, and not at every comparison.
    let cells = rows.map { row in keys.map { SortCell(row[$0.place], $0.column, order) } }
    return rows.indices.sorted { one, other in
      for (place, key) in keys.enumerated() {
        let (first, second) = (cells[one][place], cells[other][place])
        if first < second { return !key.isDescending }
        if second < first { return key.isDescending }
      }
      return false
    }.map { rows[$0] }
  }
}
