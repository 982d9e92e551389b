import MergeAlgebra
import StrictJSON

extension Manifest {
  init(reading reader: inout JSONReader, limits: Limits) throws(JSONError) {
    let what = "the manifest"
    var bundle: BundleID?
    var charter: CharterReference?
    var collaboration: CollaborationID?
    var created: Int64?
    var digests: [Circle: StateDigest]?
    var from: ReplicaID?
    var heads: [ContentHash]?
    var matrix: [ReplicaID: Acknowledgement]?
    var part: Part?
    var to: [MemberID]?
    var vector: VersionVector?
    try reader.readMembers(of: what) { (reader, name) throws(JSONError) in
      switch name {
      case "bundle": bundle = try reader.readIdentifier("bundle id") { BundleID($0) }
      case "charter": charter = try CharterReference(reading: &reader)
      case "collaboration":
        collaboration = try reader.readIdentifier("collaboration") { CollaborationID($0) }
      case "created": created = try reader.readInteger()
      case "digests":
        digests = try reader.readTable("circle", Circle.init) { (reader) throws(JSONError) in
          try reader.readIdentifier("digest") { StateDigest(hexadecimal: $0) }
        }
      case "from": from = try reader.readIdentifier("replica") { ReplicaID($0) }
      case "heads": heads = try Self.readHeads(&reader, limits: limits)
      case "matrix":
        matrix = try reader.readTable("replica", ReplicaID.init) { (reader) throws(JSONError) in
          try Acknowledgement(reading: &reader, limits: limits)
        }
      case "part": part = try Part(reading: &reader, limits: limits)
      case "to": to = try Self.readRecipients(&reader, limits: limits)
      case "vector": vector = try VersionVector(reading: &reader, limits: limits)
      default: return false
      }
      return true
    }
    self.init(
      bundle: try reader.required(bundle, "bundle", of: what),
      collaboration: try reader.required(collaboration, "collaboration", of: what),
      from: try reader.required(from, "from", of: what),
      to: try reader.required(to, "to", of: what),
      created: try reader.required(created, "created", of: what),
      charter: try reader.required(charter, "charter", of: what),
      vector: try reader.required(vector, "vector", of: what),
      matrix: try reader.required(matrix, "matrix", of: what),
      digests: try reader.required(digests, "digests", of: what),
      heads: try reader.required(heads, "heads", of: what),
      part: try reader.required(part, "part", of: what))
    if let defect = defect(limits: limits) { throw reader.invalid("the manifest has \(defect)") }
  }

  private static func readHeads(
    _ reader: inout JSONReader, limits: Limits
  ) throws(JSONError) -> [ContentHash] {
    var heads: [ContentHash] = []
    try reader.readElements(of: "change sets", limit: limits.changeSets) {
      (reader) throws(JSONError) in heads.append(try reader.readHash())
    }
    return heads
  }

  private static func readRecipients(
    _ reader: inout JSONReader, limits: Limits
  ) throws(JSONError) -> [MemberID] {
    var members: [MemberID] = []
    try reader.readElements(of: "recipients", limit: limits.participants) {
      (reader) throws(JSONError) in
      members.append(try reader.readIdentifier("member") { MemberID($0) })
    }
    return members
  }
}

extension Manifest.CharterReference {
  init(reading reader: inout JSONReader) throws(JSONError) {
    var version: Int64?
    var hash: ContentHash?
    try reader.readMembers(of: "the manifest's charter") { (reader, name) throws(JSONError) in
      switch name {
      case "version": version = try reader.readInteger("the charter version", in: Bounds.ordinal)
      case "hash": hash = try reader.readHash()
      default: return false
      }
      return true
    }
    self.init(
      version: try reader.required(version, "version", of: "the manifest's charter"),
      hash: try reader.required(hash, "hash", of: "the manifest's charter"))
  }
}

extension Manifest.Part {
  init(reading reader: inout JSONReader, limits: Limits) throws(JSONError) {
    var numbers: [Int64] = []
    try reader.readElements(of: "numbers of a part", limit: 2) { (reader) throws(JSONError) in
      numbers.append(try reader.readInteger("the number of a part", in: Bounds.ordinal))
    }
    guard numbers.count == 2 else { throw reader.invalid("a part without its two numbers") }
    guard numbers[1] <= limits.changeSets else {
      throw reader.failure(.stringTooLong, "\(numbers[1]) parts, more than \(limits.changeSets)")
    }
    self.init(numbers[0], of: numbers[1])
  }
}

extension JSONReader {
  /// Reads an object whose names are identifiers.
  mutating func readTable<Key: Hashable, Value>(
    _ what: String, _ make: (String) -> Key?,
    _ read: (inout JSONReader) throws(JSONError) -> Value
  ) throws(JSONError) -> [Key: Value] {
    var table: [Key: Value] = [:]
    try beginObject()
    while let name = try nextMember() {
      guard name.utf8.allSatisfy({ $0 < 0x80 }), let key = make(name) else {
        throw invalid("\"\(name)\" is no \(what)")
      }
      table[key] = try read(&self)
    }
    return table
  }
}
