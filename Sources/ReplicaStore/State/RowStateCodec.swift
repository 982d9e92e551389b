import MergeAlgebra

/// Row states as bytes.
///
/// A sibling whose cells stand in the live row is stored without them.
///
/// The common row, written once by its insert and shown, takes a byte and a stamp.
struct RowStateCodec {
  let model: TableModel
  let streams: StreamTable

  private enum Form: UInt8 {
    /// Insert only, shown: the birth's stamp says everything.
    case fresh = 1
    case full = 2
  }

  private enum UnitForm: UInt8 {
    /// One deciding sibling, written by the only birth, whose cells are in the live row.
    case fresh = 0
    case register = 1
    case elements = 2
    case tally = 3
  }

  // MARK: Writing

  /// Encodes a state; `live` is what the live table shows, `nil` when it shows no such row.
  func encode(_ row: RowState, live: [Value]?) throws -> [UInt8] {
    var writer = ByteWriter()
    if let birth = freshBirth(row, live) {
      writer.byte(Form.fresh.rawValue)
      try write(birth, &writer)
      return writer.bytes
    }
    writer.byte(Form.full.rawValue)
    writer.count(row.births.count)
    for birth in row.births { try write(birth, &writer) }
    writer.count(row.writes.count)
    for dot in row.writes { try write(dot, &writer) }
    writer.count(row.deletes.count)
    for delete in row.deletes {
      try write(delete.stamp, &writer)
      writer.byte(delete.isAnswered ? 1 : 0)
    }
    for (unit, state) in zip(model.units, row.units) {
      try write(state, unit, births: row.births, live: live, &writer)
    }
    return writer.bytes
  }

  private func freshBirth(_ row: RowState, _ live: [Value]?) -> Stamp? {
    guard let live, row.births.count == 1, row.deletes.isEmpty, row.writes == [row.births[0].dot]
    else { return nil }
    let birth = row.births[0]
    for (unit, state) in zip(model.units, row.units) {
      guard isFresh(state, unit, birth, live) else { return nil }
    }
    return birth
  }

  private func isFresh(
    _ state: UnitState, _ unit: TableModel.Unit, _ birth: Stamp, _ live: [Value]
  ) -> Bool {
    guard case .register(let register) = state, register.siblings.count == 1 else { return false }
    let sibling = register.siblings[0]
    return sibling.stamp == birth && sibling.standing == .deciding
      && isLive(sibling, unit, live)
  }

  private func isLive(_ sibling: Sibling, _ unit: TableModel.Unit, _ live: [Value]?) -> Bool {
    guard let live, !mustOutlive(unit) else { return false }
    return zip(unit.columns, sibling.values).allSatisfy { live[$0] == $1 }
  }

  /// Whether a value of this unit can outlive an edit of the live row, so that the record keeps it.
  ///
  /// What somebody has decided outlives a suggestion, what is fixed an edit that got past its trigger.
  private func mustOutlive(_ unit: TableModel.Unit) -> Bool {
    unit.rule.hasSuggestions || unit.columns.contains { model.columns[$0].isFixed }
  }

  private func write(_ dot: Dot, _ writer: inout ByteWriter) throws {
    writer.number(UInt64(try streams.id(of: dot.stream)))
    writer.number(UInt64(dot.number))
  }

  private func write(_ stamp: Stamp, _ writer: inout ByteWriter) throws {
    try write(stamp.dot, &writer)
    writer.signed(stamp.time)
  }

  private func write(
    _ state: UnitState, _ unit: TableModel.Unit, births: [Stamp], live: [Value]?,
    _ writer: inout ByteWriter
  ) throws {
    switch state {
    case .register(let register):
      if let live, births.count == 1, isFresh(state, unit, births[0], live) {
        writer.byte(UnitForm.fresh.rawValue)
        return
      }
      writer.byte(UnitForm.register.rawValue)
      writer.count(register.siblings.count)
      for sibling in register.siblings {
        try write(sibling.stamp, &writer)
        let inLive = isLive(sibling, unit, live)
        writer.byte(sibling.standing.rawValue | (inLive ? 2 : 0))
        if !inLive { sibling.values.forEach { writer.value($0) } }
      }
    case .elements(let set):
      writer.byte(UnitForm.elements.rawValue)
      writer.count(set.additions.count)
      for addition in set.additions {
        try write(addition.dot, &writer)
        writer.block(addition.element.bytes)
      }
    case .tally(let tally):
      writer.byte(UnitForm.tally.rawValue)
      writer.count(tally.amounts.count)
      for amount in tally.amounts {
        try write(amount.dot, &writer)
        writer.signed(amount.difference)
      }
    }
  }

  // MARK: Reading

  /// Decodes a state; `live` holds the cells that were in the live table when it was encoded.
  func decode(_ bytes: [UInt8], live: [Value]?) throws -> RowState {
    var reader = ByteReader(bytes)
    guard let form = Form(rawValue: try reader.byte()) else { throw ByteReader.damage }
    if form == .fresh {
      let birth = try stamp(&reader)
      let units = try model.units.map { unit in
        UnitState.register(Register(siblings: [try liveSibling(birth, unit, live)]))
      }
      return RowState(births: [birth], writes: [birth.dot], deletes: [], units: units)
    }
    let births = try (0..<reader.count()).map { _ in try stamp(&reader) }
    let writes = try (0..<reader.count()).map { _ in try dot(&reader) }
    let deletes = try (0..<reader.count()).map { _ in
      Deletion(try stamp(&reader), isAnswered: try reader.byte() == 1)
    }
    var units: [UnitState] = []
    for unit in model.units {
      // A unit that the charter added later is not in the record.
      units.append(
        reader.isAtEnd ? unit.rule.initialState : try self.unit(unit, births, live, &reader))
    }
    return RowState(births: births, writes: writes, deletes: deletes, units: units)
  }

  private func liveSibling(
    _ stamp: Stamp, _ unit: TableModel.Unit, _ live: [Value]?,
    standing: Standing = .deciding
  ) throws -> Sibling {
    guard let live else { throw ByteReader.damage }
    return Sibling(stamp: stamp, standing: standing, values: unit.columns.map { live[$0] })
  }

  private func dot(_ reader: inout ByteReader) throws -> Dot {
    Dot(try streams.stream(try reader.identifier()), try reader.identifier())
  }

  private func stamp(_ reader: inout ByteReader) throws -> Stamp {
    Stamp(try dot(&reader), time: try reader.signed())
  }

  private func unit(
    _ unit: TableModel.Unit, _ births: [Stamp], _ live: [Value]?, _ reader: inout ByteReader
  ) throws -> UnitState {
    switch UnitForm(rawValue: try reader.byte()) {
    case .fresh:
      guard births.count == 1 else { throw ByteReader.damage }
      return .register(Register(siblings: [try liveSibling(births[0], unit, live)]))
    case .register:
      let siblings = try (0..<reader.count()).map { _ in
        let stamp = try stamp(&reader)
        let flags = try reader.byte()
        guard let standing = Standing(rawValue: flags & 1) else { throw ByteReader.damage }
        if flags & 2 != 0 { return try liveSibling(stamp, unit, live, standing: standing) }
        let values = try unit.columns.map { _ in try reader.value() }
        return Sibling(stamp: stamp, standing: standing, values: values)
      }
      return .register(Register(siblings: siblings))
    case .elements:
      let additions = try (0..<reader.count()).map { _ in
        let dot = try dot(&reader)
        return ElementSet.Addition(Element(canonical: try reader.block()), by: dot)
      }
      return .elements(ElementSet(additions: additions))
    case .tally:
      let amounts = try (0..<reader.count()).map { _ in
        let dot = try dot(&reader)
        return Tally.Amount(try reader.signed(), by: dot)
      }
      return .tally(Tally(amounts: amounts))
    case nil: throw ByteReader.damage
    }
  }
}
