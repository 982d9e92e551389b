import MergeAlgebra

/// What has been displaced of the things by which rights are judged: births of rows, owners and what is
/// set once.
///
/// There is nothing to record until a row starts anew or an empty cell that is set once gets its value.
final class PastRecords {
  private let session: SQLSession
  private let streams: StreamTable
  private var isAny: Bool?

  /// Stands for the row itself where a unit's name would.
  static let birth = ""

  init(_ session: SQLSession, _ streams: StreamTable) {
    self.session = session
    self.streams = streams
  }

  /// Forgets what was looked up, after something was rolled back.
  func forget() { isAny = nil }

  private func areThereAny() throws -> Bool {
    if let isAny { return isAny }
    let found = try session.first("SELECT 1 FROM samband_past LIMIT 1") { _ in true } ?? false
    isAny = found
    return found
  }

  /// The displaced writes that somebody had seen who had not seen what displaced them.
  ///
  /// The last of each stream at most: every change set saw those before it in its stream.
  func latest(_ ref: RowRef, _ unit: String, seenBy seen: VersionVector) throws -> [Sibling] {
    guard try areThereAny() else { return [] }
    return try lastOfStreams(ref, unit, seenBy: seen).compactMap { record in
      record.displacers.contains(where: seen.covers) ? nil : record.sibling
    }
  }

  /// Records what a change displaces, before it is applied.
  func note(
    _ change: RowChange, of ref: RowRef, _ state: RowState, in model: TableModel,
    seeing seen: VersionVector
  ) throws {
    let dot = change.stamp.dot
    var written: [(name: String, edit: UnitEdit?)] = []
    if change.kind == .insert {
      guard state.isKnown else { return }
      written.append((Self.birth, nil))
      for birth in state.births where seen.covers(birth.dot) {
        try add(ref, Self.birth, Sibling(stamp: birth, values: []), displacedBy: dot)
      }
    }
    for unit in model.judgedUnits {
      guard case .register(let register) = state.units[unit] else { continue }
      let edit = change.edits.first { $0.unit == unit }
      guard change.kind == .insert || edit != nil else { continue }
      written.append((model.pastName(of: unit), change.kind == .insert ? nil : edit))
      for old in register.siblings where seen.covers(old.stamp.dot) {
        guard change.kind == .insert || edit?.displaces(old) == true else { continue }
        try add(ref, model.pastName(of: unit), old, displacedBy: dot)
      }
    }
    guard try areThereAny() else { return }
    for (name, edit) in written {
      for record in try lastOfStreams(ref, name, seenBy: seen)
      where edit?.displaces(record.sibling) ?? true {
        try addDisplacer(dot, to: record, ref, name)
      }
    }
  }

  // MARK: Records

  private struct Record {
    let stream: Int64
    let sibling: Sibling
    var displacers: [Dot]
  }

  private func add(
    _ ref: RowRef, _ unit: String, _ sibling: Sibling, displacedBy dot: Dot
  ) throws {
    isAny = true
    try session.run(
      """
      INSERT OR IGNORE INTO samband_past(
        tbl, key, unit, stream, number, time, standing, cells, displacers)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
      """,
      place(ref, unit) + [
        .integer(try streams.id(of: sibling.stamp.dot.stream)),
        .integer(sibling.stamp.dot.number), .integer(sibling.stamp.time),
        .integer(Int64(sibling.standing.rawValue)), .blob(RowKey(sibling.values).bytes),
        .blob(bytes(of: [dot])),
      ])
  }

  /// Of one stream the first that displaced a write is enough: the later ones saw it too.
  ///
  /// The stream of the write itself is no exception: what displaced it there may be shown still, and
  /// have no record.
  private func addDisplacer(_ dot: Dot, to record: Record, _ ref: RowRef, _ unit: String) throws {
    let own = record.sibling.stamp.dot
    guard !record.displacers.contains(where: { $0.stream == dot.stream && $0.number <= dot.number })
    else { return }
    try session.run(
      """
      UPDATE samband_past SET displacers = ?6
      WHERE tbl = ?1 AND key = ?2 AND unit = ?3 AND stream = ?4 AND number = ?5
      """,
      place(ref, unit) + [
        .integer(record.stream), .integer(own.number), .blob(bytes(of: record.displacers + [dot])),
      ])
  }

  /// Of each stream the last write that somebody had seen.
  private func lastOfStreams(
    _ ref: RowRef, _ unit: String, seenBy seen: VersionVector
  ) throws -> [Record] {
    var found: [Record] = []
    var last: Int64 = -1
    while let stream = try session.first(
      """
      SELECT min(stream) FROM samband_past
      WHERE tbl = ?1 AND key = ?2 AND unit = ?3 AND stream > ?4 HAVING min(stream) IS NOT NULL
      """, place(ref, unit) + [.integer(last)], { $0.integer(0) })
    {
      last = stream
      let name = try streams.stream(stream)
      let record = try session.first(
        """
        SELECT number, time, standing, cells, displacers FROM samband_past
        WHERE tbl = ?1 AND key = ?2 AND unit = ?3 AND stream = ?4 AND number <= ?5
        ORDER BY number DESC LIMIT 1
        """, place(ref, unit) + [.integer(stream), .integer(seen.number(of: name))]
      ) { row in
        guard let standing = Standing(rawValue: UInt8(clamping: row.integer(2))),
          let cells = RowKey(encoded: row.blob(3))
        else { throw ByteReader.damage }
        let stamp = Stamp(Dot(name, row.integer(0)), time: row.integer(1))
        return Record(
          stream: stream, sibling: Sibling(stamp: stamp, standing: standing, values: cells.values),
          displacers: try dots(from: row.blob(4)))
      }
      if let record { found.append(record) }
    }
    return found
  }

  private func place(_ ref: RowRef, _ unit: String) -> [Value] {
    [.integer(ref.table), .blob(ref.key.bytes), .text(unit)]
  }

  private func bytes(of dots: [Dot]) -> [UInt8] {
    RowKey(dots.flatMap { [.text($0.stream.name), .integer($0.number)] }).bytes
  }

  private func dots(from bytes: [UInt8]) throws -> [Dot] {
    guard let values = RowKey(encoded: bytes)?.values, values.count.isMultiple(of: 2) else {
      throw ByteReader.damage
    }
    return try stride(from: 0, to: values.count, by: 2).map { place in
      guard let name = values[place].string, let stream = StreamID(name),
        case .integer(let number) = values[place + 1], number >= 1
      else { throw ByteReader.damage }
      return Dot(stream, number)
    }
  }
}

extension UnitEdit {
  /// Whether a write displaces a sibling that its author had seen.
  fileprivate func displaces(_ old: Sibling) -> Bool {
    guard case .write(_, let standing) = content else { return false }
    return standing == .deciding || old.standing == .suggestion
  }
}
