import MergeAlgebra
import StrictJSON

/// The head of a change set with what binds it to its collaboration and its rows: all that is
/// signed.
struct HeadDocument: Equatable, Sendable {
  /// The version of the format that this program writes and reads.
  static let version: Int64 = 1

  var head: ChangeSetHead
  var collaboration: CollaborationID
  var rowCount: Int
  var rowsHash: ContentHash

  /// The canonical bytes (RFC 8785): members in the order of their names.
  var canonicalBytes: [UInt8] {
    var writer = JSONWriter(reservingCapacity: 512)
    writer.raw("{\"charter\":")
    writer.integer(head.charterVersion)
    writer.raw(",\"collaboration\":")
    writer.string(collaboration.name)
    writer.raw(",\"context\":")
    head.contextDifference.write(to: &writer)
    writer.raw(",\"note\":")
    writer.string(head.note)
    writer.raw(",\"number\":")
    writer.integer(head.dot.number)
    writer.raw(",\"previous\":")
    if let previous = head.previous { writer.string(previous.base64url) } else { writer.null() }
    writer.raw(",\"rowCount\":")
    writer.integer(Int64(rowCount))
    writer.raw(",\"rowsHash\":")
    writer.string(rowsHash.base64url)
    writer.raw(",\"stream\":")
    writer.string(head.dot.stream.name)
    writer.raw(",\"time\":")
    writer.integer(head.time)
    writer.raw(",\"version\":")
    writer.integer(Self.version)
    writer.raw("}")
    return writer.bytes
  }

  /// What the format cannot carry or its readers would refuse, if anything.
  func defect(limits: Limits) -> String? {
    let numbers = [head.dot.number, head.charterVersion, head.time]
    guard numbers.allSatisfy(Bounds.exact.contains), Bounds.ordinal.contains(head.charterVersion)
    else { return "a number in the head is out of range" }
    guard head.note.utf8.count <= limits.noteLength else {
      return "the note has \(head.note.utf8.count) bytes, more than \(limits.noteLength)"
    }
    guard head.contextDifference.count <= limits.streams else {
      return "the context has more than \(limits.streams) streams"
    }
    guard (head.dot.number == 1) == (head.previous == nil) else {
      return "only the first change set of a stream has none before it"
    }
    return nil
  }
}

extension HeadDocument {
  /// The version that a head gives, read ahead: a later version may have other members.
  static func version(aheadOf reader: JSONReader) throws(JSONError) -> Int64? {
    var reader = reader
    try reader.beginObject()
    while let name = try reader.nextMember() {
      guard name == "version" else {
        _ = try reader.skipValue()
        continue
      }
      return try reader.readInteger()
    }
    return nil
  }

  init(reading reader: inout JSONReader, limits: Limits) throws(JSONError) {
    let what = "the head"
    var charter, number, rowCount, time, version: Int64?
    var collaboration: CollaborationID?
    var context: VersionVector?
    var note: String?
    var previous: ContentHash??
    var rowsHash: ContentHash?
    var stream: StreamID?
    try reader.readMembers(of: what) { (reader, name) throws(JSONError) in
      switch name {
      case "charter": charter = try reader.readInteger("the charter version", in: Bounds.ordinal)
      case "collaboration":
        collaboration = try reader.readIdentifier("collaboration") { CollaborationID($0) }
      case "context": context = try VersionVector(reading: &reader, limits: limits)
      case "note": note = try reader.readText("the note", limit: limits.noteLength)
      case "number": number = try reader.readInteger("the number", in: Bounds.ordinal)
      case "previous": previous = .some(try reader.readOptionalHash())
      case "rowCount":
        rowCount = try reader.readInteger("the row count", in: Bounds.count)
      case "rowsHash": rowsHash = try reader.readHash()
      case "stream": stream = try reader.readIdentifier("stream") { StreamID($0) }
      case "time": time = try reader.readInteger()
      case "version": version = try reader.readInteger("the version", in: 1...1)
      default: return false
      }
      return true
    }
    _ = try reader.required(version, "version", of: what)
    head = ChangeSetHead(
      dot: Dot(
        try reader.required(stream, "stream", of: what),
        try reader.required(number, "number", of: what)),
      previous: try reader.required(previous, "previous", of: what),
      contextDifference: try reader.required(context, "context", of: what),
      charterVersion: try reader.required(charter, "charter", of: what),
      time: try reader.required(time, "time", of: what),
      note: try reader.required(note, "note", of: what))
    self.collaboration = try reader.required(collaboration, "collaboration", of: what)
    self.rowCount = Int(try reader.required(rowCount, "rowCount", of: what))
    self.rowsHash = try reader.required(rowsHash, "rowsHash", of: what)
    guard self.rowCount <= limits.rows else {
      throw reader.failure(.stringTooLong, "\(self.rowCount) rows, more than \(limits.rows)")
    }
    if let defect = defect(limits: limits) { throw reader.invalid(defect) }
  }
}
