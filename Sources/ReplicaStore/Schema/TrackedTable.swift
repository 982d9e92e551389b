import MergeAlgebra

/// A row's place: its table's number and its key.
struct RowRef: Hashable, Comparable, Sendable {
  let table: Int64
  let key: RowKey

  static func < (left: Self, right: Self) -> Bool {
    left.table == right.table ? left.key < right.key : left.table < right.table
  }
}

/// A table under sync: its shape, its merge model, and the statements that touch its live rows.
struct TrackedTable: Sendable {
  let id: Int64
  let shape: TableShape
  let model: TableModel
  /// The foreign keys, in the schema's order.
  private(set) var links: [Link] = []
  /// The columns that links of other tables name and that do not find a row by its key's bits.
  private(set) var targets: [LinkTarget] = []
  /// For each key column the table whose generated numbers it holds.
  private(set) var keyNumbers: [String?]
  /// For each cell the table whose generated numbers it holds.
  private(set) var cellNumbers: [String?]
  /// The columns whose change can make a row collide with another, as indices into the cells.
  private let uniqueCells: [Int]
  /// What SQLite does to the values of each cell.
  let affinities: [Affinity]
  /// The condition that finds the row with the key whose values are the first arguments.
  let keyMatch: String
  /// Finds the live row with a key: its key, its cells, whether a CHECK is broken, its rowid.
  let liveRowSQL: String

  init(id: Int64, shape: TableShape, model: TableModel) {
    self.id = id
    self.shape = shape
    self.model = model
    let unique = shape.uniqueColumns
    affinities = shape.cells.map(\.affinity)
    keyNumbers = model.key.map { _ in nil }
    cellNumbers = model.columns.map { _ in nil }
    uniqueCells = model.columns.indices.filter { unique.contains(model.columns[$0].name) }
    keyMatch = Self.keyMatch(of: model.key)
    let names = (model.key + model.columns.map(\.name)).map(quoted).joined(separator: ", ")
    let broken =
      shape.checks.isEmpty
      ? "0" : shape.checks.map { "NOT (\($0.sql))" }.joined(separator: " OR ")
    liveRowSQL = """
      SELECT \(names), \(broken), \(shape.rowIDName ?? "NULL") FROM \(quoted(model.name))
      WHERE \(keyMatch)
      """
  }

  private static func keyMatch(of key: [String]) -> String {
    key.enumerated().map { place, name in
      // The first may use the key's index, the second tells keys apart that are equal by collation.
      "\(quoted(name)) = ?\(place + 1) AND \(quoted(name)) = ?\(place + 1) COLLATE BINARY"
    }.joined(separator: " AND ")
  }

  var name: String { model.name }

  /// Whether a change between these cells can make the row collide with another.
  func movesUniqueKey(from old: [Value], to new: [Value]) -> Bool {
    uniqueCells.contains { old[$0] != new[$0] }
  }

  /// Whether two rows made at once with one key are two rows.
  var isNumbered: Bool {
    shape.hasRowIDKey && model.declaration.keyOrigin != .natural
      && !shape.foreignKeys.contains { $0.columns.contains(shape.key[0]) }
  }

  /// Whether some column holds generated numbers, of this table or another.
  var holdsNumbers: Bool {
    keyNumbers.contains { $0 != nil } || cellNumbers.contains { $0 != nil }
  }

  /// The cells that are part of a reference.
  var referenceCells: Set<Int> {
    Set(
      links.flatMap(\.places).compactMap { place in
        if case .cell(let cell) = place { cell } else { nil }
      })
  }

  /// Whether the row holds a number from before anybody knew the row that it means.
  func holdsUnknownNumber(_ row: RowContent) -> Bool {
    func isUnknown(_ value: Value, _ owner: String?) -> Bool {
      if case .integer = value, owner != nil { true } else { false }
    }
    return zip(row.key, keyNumbers).contains(where: isUnknown)
      || zip(row.cells, cellNumbers).contains(where: isUnknown)
  }

  /// The cell of a column of the row, key columns included.
  func cell(_ column: String, _ key: RowKey, _ cells: [Value]) -> Value {
    if let place = model.key.firstIndex(of: column) { return key.values[place] }
    guard let place = model.columns.firstIndex(where: { $0.name == column }) else { return .null }
    return cells[place]
  }

  /// Whether SQLite stores the key with the same storage classes: no NULL, no converted value.
  ///
  /// (Column affinity: sqlite.org/datatype3.html §3.)
  func keeps(_ key: RowKey) -> Bool {
    zip(model.key, key.values).allSatisfy { name, value in
      let column = shape.columns.first { $0.name == name }
      return !value.isNull && column?.affinity.keeps(value) ?? false
    }
  }

  /// Whether the columns store the cells with the same storage classes.
  func keeps(cells: [Value]) -> Bool { zip(affinities, cells).allSatisfy { $0.keeps($1) } }

  /// The cells that the live table holds after these have been written to it.
  func stored(_ cells: [Value], _ key: RowKey, _ session: SQLSession) throws -> [Value]? {
    keeps(cells: cells) ? cells : try liveRow(key, session)?.cells
  }

  /// Who may hold a row; `nil` when its owner column names no member.
  func circle(_ key: RowKey, _ cells: [Value], _ collaboration: Collaboration) -> Circle? {
    let declaration = model.declaration
    guard declaration.audience == .coordinator || declaration.audience == .member else {
      return .everyone
    }
    guard let owner = owner(key, cells, collaboration) else { return nil }
    return declaration.audience == .coordinator ? .between(owner) : .within(owner)
  }

  /// The member who owns a row; `nil` when its owner column names no member.
  func owner(_ key: RowKey, _ cells: [Value], _ collaboration: Collaboration) -> MemberID? {
    guard let column = model.declaration.owner else { return nil }
    return collaboration.owner(named: cell(column, key, cells))
  }
}

extension TrackedTable {
  /// The same tables, each knowing what it refers to and whose numbers its columns hold.
  static func linked(_ tables: [TrackedTable]) -> [TrackedTable] {
    let named = Dictionary(uniqueKeysWithValues: tables.map { ($0.name, $0) })
    var result = tables
    for index in result.indices { result[index].links = result[index].readLinks(named) }
    let inexact = Set(result.flatMap(\.links).filter { $0.keyOrder == nil }.map(\.target))
    for index in result.indices {
      result[index].targets = inexact.filter { $0.table == result[index].name }
        .sorted { $0.name < $1.name }
    }
    spreadNumbers(in: &result)
    return result
  }

  private func readLinks(_ named: [String: TrackedTable]) -> [Link] {
    var links = shape.foreignKeys.compactMap { readLink($0, named) }
    for index in links.indices {
      let others = links.indices.filter { $0 != index }.flatMap { links[$0].places }
      links[index].isShared = links[index].places.contains { others.contains($0) }
    }
    return links
  }

  private func readLink(
    _ key: TableShape.ForeignKey, _ named: [String: TrackedTable]
  ) -> Link? {
    guard let parent = named[key.parent] else { return nil }
    let places = key.columns.compactMap { ColumnPlace($0, in: model) }
    let parentPlaces = key.parentColumns.compactMap { ColumnPlace($0, in: parent.model) }
    guard places.count == key.columns.count, parentPlaces.count == places.count else {
      return nil
    }
    let affinities = key.parentColumns.map { name in
      parent.shape.columns.first { $0.name == name }?.affinity ?? .none
    }
    let order = parent.model.key.compactMap { key.parentColumns.firstIndex(of: $0) }
    let isExact =
      order.count == parent.model.key.count && order.count == places.count
      && key.collations.allSatisfy { $0.uppercased() == "BINARY" }
      && affinities.allSatisfy { $0 != .none }
    return Link(
      places: places,
      target: LinkTarget(
        table: parent.name, columns: key.parentColumns, collations: key.collations),
      parentPlaces: parentPlaces,
      rule: model.declaration.foreignKeys[key.columns] ?? .revive, affinities: affinities,
      keyOrder: isExact ? order : nil)
  }

  /// A column that refers to a generated key, or to a column that does, holds its numbers.
  private static func spreadNumbers(in tables: inout [TrackedTable]) {
    for index in tables.indices where tables[index].isNumbered {
      tables[index].keyNumbers[0] = tables[index].name
    }
    var isSpreading = true
    while isSpreading {
      isSpreading = false
      for index in tables.indices {
        for link in tables[index].links {
          guard let parent = tables.first(where: { $0.name == link.parent }) else { continue }
          for (place, theirs) in zip(link.places, link.parentPlaces) {
            guard let owner = parent.numbers(at: theirs), tables[index].numbers(at: place) == nil
            else { continue }
            switch place {
            case .key(let key): tables[index].keyNumbers[key] = owner
            case .cell(let cell): tables[index].cellNumbers[cell] = owner
            }
            isSpreading = true
          }
        }
      }
    }
  }

  /// The table whose generated numbers a column holds.
  func numbers(at place: ColumnPlace) -> String? {
    switch place {
    case .key(let index): keyNumbers[index]
    case .cell(let index): cellNumbers[index]
    }
  }
}
