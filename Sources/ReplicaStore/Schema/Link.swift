import MergeAlgebra

/// Where a column of a row is: in its key or among its cells.
enum ColumnPlace: Equatable, Sendable {
  case key(Int)
  case cell(Int)

  /// The place of a column; `nil` for one that does not replicate.
  init?(_ name: String, in model: TableModel) {
    if let place = model.key.firstIndex(of: name) {
      self = .key(place)
    } else if let place = model.columns.firstIndex(where: { $0.name == name }) {
      self = .cell(place)
    } else {
      return nil
    }
  }
}

/// The key and the cells of a row, in the replicated state's words or as the live table has them.
struct RowContent: Equatable, Sendable {
  var key: [Value]
  var cells: [Value]

  subscript(place: ColumnPlace) -> Value {
    get {
      switch place {
      case .key(let index): key[index]
      case .cell(let index): cells[index]
      }
    }
    set {
      switch place {
      case .key(let index): key[index] = newValue
      case .cell(let index): cells[index] = newValue
      }
    }
  }
}

/// Columns of a table that others refer to, and how SQLite compares them.
struct LinkTarget: Hashable, Sendable {
  let table: String
  let columns: [String]
  let collations: [String]

  /// The name under which the index over targets keeps it.
  var name: String { columns.joined(separator: ",") }

  /// The bytes that two rows have in common which SQLite takes for the same parent.
  func bytes(_ values: [Value]) -> [UInt8] {
    RowKey(zip(values, collations).map { $0.comparable(under: $1) }).bytes
  }
}

/// A foreign key of a tracked table: a reference from each of its rows to a row of the parent.
struct Link: Sendable {
  let places: [ColumnPlace]
  let target: LinkTarget
  let parentPlaces: [ColumnPlace]
  let rule: MissingParentRule
  /// How the parent's columns store values.
  let affinities: [Affinity]
  /// For parents that are found by their key alone: the place of each key column in the target.
  ///
  /// `nil` when two keys may be equal for SQLite and differ in bits, or it is another key.
  let keyOrder: [Int]?
  /// Whether another reference of the table has a column in common with it.
  var isShared = false

  var parent: String { target.table }

  /// Whether a part of the row's own key refers.
  var isInKey: Bool { places.contains { if case .key = $0 { true } else { false } } }

  /// What the row refers to; `nil` when a column is NULL: then it refers to nothing.
  func values(in row: RowContent) -> [Value]? {
    let values = places.map { row[$0] }
    return values.contains(where: \.isNull) ? nil : values
  }
}

extension TrackedTable {
  /// The columns of a reference, in its order.
  func columns(of link: Link) -> [String] {
    link.places.map { place in
      switch place {
      case .key(let index): model.key[index]
      case .cell(let index): model.columns[index].name
      }
    }
  }
}

extension Value {
  /// The name of the row that a number means, where that is known by now; `nil` for all other values.
  func name(as known: Value) -> Value? {
    if case (.integer, .row) = (self, known) { known } else { nil }
  }

  /// The value in a form that is the same for all values which SQLite finds equal.
  ///
  /// (Collations and numbers: sqlite.org/datatype3.html §4.2, §7.)
  func comparable(under collation: String) -> Value {
    switch self {
    case .real(let number):
      return Int64(exactly: number).map { .integer($0) } ?? self
    case .text(let bytes):
      switch collation.uppercased() {
      case "NOCASE": return .text(bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 })
      case "RTRIM":
        return .text(Array(bytes[..<(bytes.lastIndex { $0 != 0x20 }.map { $0 + 1 } ?? 0)]))
      default: return self
      }
    default: return self
    }
  }
}
