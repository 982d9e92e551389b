import MergeAlgebra
import StrictJSON

extension Manifest {
  /// The canonical bytes (RFC 8785): members in the order of their names.
  var canonicalBytes: [UInt8] {
    var writer = JSONWriter(reservingCapacity: 4_096)
    writer.raw("{\"bundle\":")
    writer.string(bundle.name)
    writer.raw(",\"charter\":{\"hash\":")
    writer.string(charter.hash.base64url)
    writer.raw(",\"version\":")
    writer.integer(charter.version)
    writer.raw("},\"collaboration\":")
    writer.string(collaboration.name)
    writer.raw(",\"created\":")
    writer.integer(created)
    writer.raw(",\"digests\":")
    writer.object(digests, name: \.description) { $0.string($1.description) }
    writer.raw(",\"from\":")
    writer.string(from.name)
    writer.raw(",\"heads\":")
    writer.strings(heads.map(\.base64url))
    writer.raw(",\"matrix\":")
    writer.object(matrix, name: \.name) { $1.write(to: &$0) }
    writer.raw(",\"part\":[")
    writer.integer(part.number)
    writer.raw(",")
    writer.integer(part.count)
    writer.raw("],\"to\":")
    writer.strings(to.map(\.name))
    writer.raw(",\"vector\":")
    vector.write(to: &writer)
    writer.raw("}")
    return writer.bytes
  }
}

extension Manifest.Acknowledgement {
  func write(to writer: inout JSONWriter) {
    writer.raw("{\"charter\":")
    writer.integer(charter)
    writer.raw(",\"heard\":")
    writer.integer(heard)
    writer.raw(",\"vector\":")
    vector.write(to: &writer)
    writer.raw("}")
  }

  init(reading reader: inout JSONReader, limits: Limits) throws(JSONError) {
    let what = "what is known of a replica"
    var charter, heard: Int64?
    var vector: VersionVector?
    try reader.readMembers(of: what) { (reader, name) throws(JSONError) in
      switch name {
      case "charter": charter = try reader.readInteger("the charter version", in: Bounds.ordinal)
      case "heard": heard = try reader.readInteger()
      case "vector": vector = try VersionVector(reading: &reader, limits: limits)
      default: return false
      }
      return true
    }
    self.init(
      charter: try reader.required(charter, "charter", of: what),
      heard: try reader.required(heard, "heard", of: what),
      vector: try reader.required(vector, "vector", of: what))
  }
}

extension JSONWriter {
  /// Appends an object with ASCII names, in their byte order, which then is the canonical one.
  mutating func object<Key, Value>(
    _ members: [Key: Value], name: (Key) -> String,
    _ write: (inout JSONWriter, Value) -> Void
  ) {
    let sorted = members.map { (name: name($0.key), value: $0.value) }
      .sorted { CanonicalOrder.precedes($0.name, $1.name) }
    raw("{")
    for (index, member) in sorted.enumerated() {
      if index > 0 { raw(",") }
      string(member.name)
      raw(":")
      write(&self, member.value)
    }
    raw("}")
  }
}
