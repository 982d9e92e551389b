import MergeAlgebra
import StrictJSON

/// A vector as `{"STREAM":[number,"hash"],…}`, canonical as it is written.
extension VersionVector {
  func write(to writer: inout JSONWriter) {
    writer.raw("{")
    for (index, entry) in entries.enumerated() {
      if index > 0 { writer.raw(",") }
      writer.string(entry.stream.name)
      writer.raw(":[")
      writer.integer(entry.position.number)
      writer.raw(",")
      writer.string(entry.position.head.base64url)
      writer.raw("]")
    }
    writer.raw("}")
  }

  /// The same as a value.
  var json: JSONValue {
    .object(
      entries.map { stream, position in
        JSONMember(
          name: stream.name,
          value: .array([.integer(position.number), .string(position.head.base64url)]))
      })
  }

  init(reading reader: inout JSONReader, limits: Limits) throws(JSONError) {
    var positions: [StreamID: Position] = [:]
    try reader.beginObject()
    while let name = try reader.nextMember() {
      guard name.utf8.allSatisfy({ $0 < 0x80 }), let stream = StreamID(name) else {
        throw reader.invalid("\"\(name)\" is no stream")
      }
      guard positions.count < limits.streams else {
        throw reader.failure(.stringTooLong, "more than \(limits.streams) streams")
      }
      positions[stream] = try Self.readPosition(&reader)
    }
    self.init(positions)
  }

  private static func readPosition(_ reader: inout JSONReader) throws(JSONError) -> Position {
    try reader.beginArray()
    guard try reader.nextElement() else { throw reader.invalid("a position without a number") }
    let number = try reader.readInteger("the number of a position", in: Bounds.ordinal)
    guard try reader.nextElement() else { throw reader.invalid("a position without a hash") }
    let head = try reader.readHash()
    guard try !reader.nextElement() else { throw reader.invalid("a position of three parts") }
    return Position(number: number, head: head)
  }
}
