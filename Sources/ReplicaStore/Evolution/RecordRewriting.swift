import MergeAlgebra

/// Takes the records of a table from one model to another.
///
/// Afterwards no record relies on the live table, which can then be made anew; the next projection
/// writes the records in their usual form.
struct RecordRewriting {
  let rows: RowStore
  let old: TrackedTable
  let model: TableModel
  private var session: SQLSession { rows.session }

  init(rows: RowStore, from old: TrackedTable, to model: TableModel) {
    self.rows = rows
    self.old = old
    self.model = model
  }

  /// Rewrites the records, and renumbers the units that the list of conflicts names.
  func run() throws {
    let codec = RowStateCodec(model: model, streams: rows.streams)
    let keys = try session.rows(
      "SELECT key FROM samband_row WHERE tbl = ?1", [.integer(old.id)]
    ) { $0.blob(0) }
    for bytes in keys {
      guard let key = RowKey(encoded: bytes) else { throw ByteReader.damage }
      let state = model.regroup(try rows.work(key, in: old).state, from: old.model)
      try session.run(
        "UPDATE samband_row SET state = ?3 WHERE tbl = ?1 AND key = ?2",
        [.integer(old.id), .blob(bytes), .blob(try codec.encode(state, live: nil))])
    }
    rows.clear()
    try renumberConflicts()
  }

  private func renumberConflicts() throws {
    let listed = try session.rows(
      "SELECT key, unit, state FROM samband_conflict WHERE tbl = ?1 AND unit >= 0",
      [.integer(old.id)]
    ) { (key: $0.value(0), unit: $0.integer(1), state: $0.value(2)) }
    try session.run(
      "DELETE FROM samband_conflict WHERE tbl = ?1 AND unit >= 0", [.integer(old.id)])
    for conflict in listed {
      let ids = old.model.ids(of: old.model.units[Int(conflict.unit)])
      guard let unit = model.units.firstIndex(where: { model.ids(of: $0) == ids }) else { continue }
      try session.run(
        "INSERT INTO samband_conflict(tbl, key, unit, state) VALUES (?1, ?2, ?3, ?4)",
        [.integer(old.id), conflict.key, .integer(Int64(unit)), conflict.state])
    }
  }
}

extension TableModel {
  /// A row's state in this model's units, with the columns of each in this model's order; units that
  /// the other model does not have are as if nobody had written them.
  func regroup(_ row: RowState, from other: TableModel) -> RowState {
    row.regrouped(
      into: units.map { unit in
        let ids = unit.columns.map { columns[$0].id }
        guard let match = other.units.firstIndex(where: { other.ids(of: $0) == Set(ids) }) else {
          return unit.rule.initialState
        }
        let formerIDs = other.units[match].columns.map { other.columns[$0].id }
        guard case .register(let register) = row.units[match], formerIDs != ids else {
          return row.units[match]
        }
        let places = ids.compactMap { formerIDs.firstIndex(of: $0) }
        return .register(
          Register(
            siblings: register.siblings.map { sibling in
              Sibling(
                stamp: sibling.stamp, standing: sibling.standing,
                values: places.map { sibling.values[$0] })
            }))
      })
  }

  /// The units that the other model does not have.
  func units(newerThan other: TableModel) -> Set<Int> {
    let known = Set(other.units.map { other.ids(of: $0) })
    return Set(units.indices.filter { !known.contains(ids(of: units[$0])) })
  }
}
