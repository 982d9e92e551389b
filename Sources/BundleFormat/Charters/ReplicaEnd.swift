import MergeAlgebra
import StrictJSON

/// The end of a replica, because its computer was lost or its member left.
///
/// What it signed up to the stated numbers stays and is relayed; later change sets are taken only
/// where a replica that takes part has vouched for them (`Exchange`). Only streams that everyone may
/// hold are stated: of the others a charter, which all members read, says nothing. A stream that is
/// not stated ends before its first change set.
public struct ReplicaEnd: Equatable, Sendable {
  /// The charter version that ended it.
  public var sinceVersion: Int64
  /// Up to where each of its streams for everyone is taken, with the hash of that change set.
  public var vector: VersionVector

  /// States an end.
  public init(sinceVersion: Int64, vector: VersionVector) {
    self.sinceVersion = sinceVersion
    self.vector = vector
  }

  /// What cannot be in the end of a replica, if anything.
  func defect(of replica: Charter.Replica, in version: Int64) -> String? {
    guard sinceVersion > replica.sinceVersion, sinceVersion <= version else {
      return "the replica \(replica.id) ended before it was there, or has yet to end"
    }
    let areItsOwn = vector.entries.allSatisfy {
      $0.stream.replica == replica.id && $0.stream.circle == .everyone
    }
    return areItsOwn ? nil : "the end of \(replica.id) states streams that are not its to state"
  }
}

extension ReplicaEnd {
  var json: JSONValue {
    .object([
      JSONMember(name: "sinceVersion", value: .integer(sinceVersion)),
      JSONMember(name: "vector", value: vector.json),
    ])
  }

  init(reading reader: inout JSONReader, limits: Limits) throws(JSONError) {
    let what = "the end of a replica"
    var sinceVersion: Int64?
    var vector: VersionVector?
    try reader.readMembers(of: what) { (reader, name) throws(JSONError) in
      switch name {
      case "sinceVersion":
        sinceVersion = try reader.readInteger("the charter version", in: Bounds.ordinal)
      case "vector": vector = try VersionVector(reading: &reader, limits: limits)
      default: return false
      }
      return true
    }
    self.init(
      sinceVersion: try reader.required(sinceVersion, "sinceVersion", of: what),
      vector: try reader.required(vector, "vector", of: what))
  }
}
