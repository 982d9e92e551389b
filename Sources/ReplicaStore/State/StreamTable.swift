import MergeAlgebra

/// The streams that this replica has heard of, by small local numbers, and how far each has come.
final class StreamTable {
  /// One stream as it is kept.
  struct Entry {
    let id: Int64
    let stream: StreamID
    /// How far it has been applied; `nil` when nothing of it has.
    var position: VersionVector.Position?
    /// The context of its newest applied change set.
    var context: VersionVector
    /// The charter that its newest applied change set names; 0 when there is none.
    var charter: Int64 = 0
  }

  private let session: SQLSession
  private var entries: [Int64: Entry] = [:]
  private var ids: [StreamID: Int64] = [:]

  init(_ session: SQLSession) throws {
    self.session = session
    let rows = try session.rows(
      "SELECT id, name, number, head, context, charter FROM samband_stream"
    ) {
      (
        id: $0.integer(0), name: $0.string(1), number: $0.integer(2), head: $0.blob(3),
        context: $0.blob(4), charter: $0.integer(5)
      )
    }
    for row in rows {
      guard let stream = StreamID(row.name) else { throw ByteReader.damage }
      ids[stream] = row.id
      entries[row.id] = Entry(id: row.id, stream: stream, position: nil, context: VersionVector())
    }
    for row in rows where row.number > 0 {
      guard let head = ContentHash(row.head) else { throw ByteReader.damage }
      let context = try vector(from: row.context)
      entries[row.id]?.position = VersionVector.Position(number: row.number, head: head)
      entries[row.id]?.context = context
      entries[row.id]?.charter = row.charter
      if let entry = entries[row.id] { vector[entry.stream] = entry.position }
    }
  }

  /// Everything that has been applied.
  private(set) var vector = VersionVector()

  /// The context of the newest applied change set of a stream; empty when there is none.
  func context(of stream: StreamID) -> VersionVector {
    ids[stream].flatMap { entries[$0]?.context } ?? VersionVector()
  }

  /// The charter that the newest applied change set of a stream names; 0 when there is none.
  func charter(of stream: StreamID) -> Int64 { ids[stream].flatMap { entries[$0]?.charter } ?? 0 }

  /// The local number of a stream; `nil` when it is new.
  func knownID(of stream: StreamID) -> Int64? { ids[stream] }

  /// The local number of a stream; gives it one when it is new.
  func id(of stream: StreamID) throws -> Int64 {
    if let id = ids[stream] { return id }
    try session.run("INSERT INTO samband_stream(name) VALUES (?1)", [.text(stream.name)])
    let id = session.database.lastInsertedRowID
    ids[stream] = id
    entries[id] = Entry(id: id, stream: stream, position: nil, context: VersionVector())
    return id
  }

  /// The stream with a local number.
  func stream(_ id: Int64) throws -> StreamID {
    guard let entry = entries[id] else { throw ByteReader.damage }
    return entry.stream
  }

  /// Records that a change set has been applied.
  func advance(
    to dot: Dot, head: ContentHash, context: VersionVector, charter: Int64
  ) throws {
    let id = try id(of: dot.stream)
    let position = VersionVector.Position(number: dot.number, head: head)
    vector[dot.stream] = position
    entries[id]?.position = position
    entries[id]?.context = context
    entries[id]?.charter = charter
    try session.run(
      "UPDATE samband_stream SET number = ?2, head = ?3, context = ?4, charter = ?5 WHERE id = ?1",
      [
        .integer(id), .integer(dot.number), .blob(head.bytes), .blob(try bytes(of: context)),
        .integer(charter),
      ])
  }

  /// A vector as it is kept: for each stream its local number, its number and its hash.
  func bytes(of vector: VersionVector) throws -> [UInt8] {
    var writer = ByteWriter()
    for (stream, position) in vector.entries {
      writer.number(UInt64(try id(of: stream)))
      writer.number(UInt64(position.number))
      writer.raw(position.head.bytes)
    }
    return writer.bytes
  }

  /// Reads a vector that was kept.
  func vector(from bytes: [UInt8]) throws -> VersionVector {
    var reader = ByteReader(bytes)
    var vector = VersionVector()
    while !reader.isAtEnd {
      let stream = try stream(try reader.identifier())
      let number = try reader.identifier()
      guard let head = ContentHash(try reader.raw(32)) else { throw ByteReader.damage }
      vector[stream] = VersionVector.Position(number: number, head: head)
    }
    return vector
  }
}
