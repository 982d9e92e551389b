import MergeAlgebra

/// Finds the rows that references mean, shown or not.
struct Parents {
  let rows: RowStore
  let tables: [String: TrackedTable]
  /// The rows of this operation whose targets are not in the index yet.
  private let fresh: [LinkTarget: [[UInt8]: [RowRef]]]
  private let overlaid: Set<RowRef>

  init(rows: RowStore, tables: [TrackedTable]) {
    self.rows = rows
    self.tables = Dictionary(uniqueKeysWithValues: tables.map { ($0.name, $0) })
    let byID = Dictionary(uniqueKeysWithValues: tables.map { ($0.id, $0) })
    var fresh: [LinkTarget: [[UInt8]: [RowRef]]] = [:]
    for (ref, work) in rows.works {
      guard let table = byID[ref.table], work.state.isKnown else { continue }
      for (target, bytes) in table.targetBytes(of: ref.key, work.state) {
        fresh[target, default: [:]][bytes, default: []].append(ref)
      }
    }
    self.fresh = fresh
    overlaid = Set(rows.works.keys)
  }

  /// The known rows that a reference with these values can mean, by key; empty when none has come.
  func rows(of link: Link, _ values: [Value]) throws -> [RowRef] {
    guard let table = tables[link.parent] else { return [] }
    let values = try zip(values, link.affinities).map { try stored($0, $1) }
    if let order = link.keyOrder {
      let key = RowKey(try zip(order, table.keyNumbers).map { try named(values[$0], of: $1) })
      let ref = RowRef(table: table.id, key: key)
      return try rows.isLiving(ref, in: table) == nil ? [] : [ref]
    }
    return try rows(of: link.target, link.target.bytes(values), in: table)
  }

  /// The known rows with these target bytes.
  func rows(
    of target: LinkTarget, _ bytes: [UInt8], in table: TrackedTable
  ) throws -> [RowRef] {
    let new = fresh[target]?[bytes] ?? []
    let stored = try rows.irregular.rows(with: bytes, target, in: table).filter {
      !overlaid.contains($0)
    }
    return (new + stored).sorted()
  }

  /// The rows that an irregular row referred to when it was recorded.
  func recorded(of ref: RowRef) throws -> [RowRef] {
    try rows.irregular.links(of: ref).flatMap { link -> [RowRef] in
      guard let table = tables[link.table], let values = RowKey(encoded: link.bytes)?.values else {
        return []
      }
      return try tables.values.flatMap(\.links)
        .filter { $0.parent == link.table && $0.target.name == link.columns }
        .flatMap { found -> [RowRef] in
          if let order = found.keyOrder {
            return [RowRef(table: table.id, key: RowKey(order.map { values[$0] }))]
          }
          return try rows(of: found.target, link.bytes, in: table)
        }
    }
  }

  /// What a link's values are called in the index over irregular children.
  func bytes(of link: Link, _ values: [Value]) throws -> [UInt8] {
    guard let table = tables[link.parent] else { return link.target.bytes(values) }
    let values = try zip(values, link.affinities).map { try stored($0, $1) }
    guard let order = link.keyOrder else { return link.target.bytes(values) }
    var named = values
    for (place, name) in zip(order, table.keyNumbers) {
      named[place] = try self.named(values[place], of: name)
    }
    return link.target.bytes(named)
  }

  /// A number that a reference holds from before its row was known means the first row of it.
  private func named(_ value: Value, of name: String?) throws -> Value {
    guard case .integer(let number) = value, let name, let table = rows.numbering.table(name)
    else { return value }
    let row =
      try rows.numbering.group(number, in: table).holder()
      ?? rows.numbering.derivedRow(number, in: table)
    return row.map { .row($0) } ?? value
  }

  /// The value as the parent's column would store it: so SQLite compares references.
  private func stored(_ value: Value, _ affinity: Affinity) throws -> Value {
    if case .row = value { return value }
    guard !affinity.keeps(value) else { return value }
    let type: String
    switch affinity {
    case .text: type = "TEXT"
    case .real: type = "REAL"
    case .numeric, .none: type = "NUMERIC"
    }
    return try rows.session.first("SELECT CAST(?1 AS \(type))", [value]) { $0.value(0) } ?? value
  }
}

extension TrackedTable {
  /// What others may refer to in a row, apart from its key's bits.
  func targetBytes(of key: RowKey, _ state: RowState) -> [(target: LinkTarget, bytes: [UInt8])] {
    if targets.isEmpty { return [] }
    let content = RowContent(key: key.values, cells: model.shownValues(of: state))
    return targets.compactMap { target in
      let values = target.columns.compactMap { name in
        ColumnPlace(name, in: model).map { content[$0] }
      }
      let isWhole = values.count == target.columns.count && !values.contains(where: \.isNull)
      return isWhole ? (target, target.bytes(values)) : nil
    }
  }
}
