import MergeAlgebra
import StrictJSON

extension Charter: Equatable {
  /// The hash that bundles and the next version name it by.
  public var hash: ContentHash { HashDomain.charter.hash(canonicalBytes) }

  /// Whether both have the same canonical bytes.
  public static func == (left: Charter, right: Charter) -> Bool {
    left.canonicalBytes == right.canonicalBytes
  }

  /// The canonical bytes (RFC 8785).
  var canonicalBytes: [UInt8] {
    JSONValue.object([
      JSONMember(name: "collaboration", value: .string(collaboration.name)),
      JSONMember(name: "coordinator", value: .string(coordinator.name)),
      JSONMember(name: "created", value: .integer(created)),
      JSONMember(name: "format", value: .string(Self.format)),
      JSONMember(name: "language", value: .string(language)),
      JSONMember(name: "members", value: .array(members.map(\.json))),
      JSONMember(name: "name", value: .string(name)),
      JSONMember(name: "previous", value: .optional(previous?.base64url)),
      JSONMember(
        name: "recoveryKey", value: .optional(recoveryKey.map { Base64URL.encode($0.bytes) })),
      JSONMember(name: "replicas", value: .array(replicas.map(\.json))),
      JSONMember(name: "rules", value: rules),
      JSONMember(name: "schema", value: .string(schema)),
      JSONMember(name: "template", value: .optional(template)),
      JSONMember(name: "version", value: .integer(version)),
    ]).canonicalBytes
  }

  /// What a charter says it is.
  static let format = "samband-charter"
}

extension Member {
  fileprivate var json: JSONValue {
    // Who has not left has no such member, as in charters from before there was one.
    .object(
      [
        JSONMember(name: "id", value: .string(id.name)),
        JSONMember(name: "name", value: .string(name)),
        JSONMember(name: "ownerKey", value: .string(ownerKey)),
      ] + (left.map { [JSONMember(name: "left", value: .integer($0))] } ?? []))
  }

  fileprivate init(reading reader: inout JSONReader, limits: Limits) throws(JSONError) {
    let what = "a member"
    var id: MemberID?
    var name: String?
    var ownerKey: String?
    var left: Int64?
    try reader.readMembers(of: what) { (reader, member) throws(JSONError) in
      switch member {
      case "id": id = try reader.readIdentifier("member") { MemberID($0) }
      case "name": name = try reader.readText("a member's name", limit: limits.noteLength)
      case "ownerKey":
        ownerKey = try reader.readText("an owner key", limit: limits.noteLength)
      case "left": left = try reader.readInteger("when a member left", in: Bounds.exact)
      default: return false
      }
      return true
    }
    self.init(
      id: try reader.required(id, "id", of: what),
      name: try reader.required(name, "name", of: what),
      ownerKey: try reader.required(ownerKey, "ownerKey", of: what), left: left)
  }
}

extension Charter.Replica {
  fileprivate var json: JSONValue {
    .object(
      [
        JSONMember(name: "id", value: .string(id.name)),
        JSONMember(name: "member", value: .string(member.name)),
        JSONMember(name: "receivingKey", value: .string(Base64URL.encode(receivingKey.bytes))),
        JSONMember(name: "signingKey", value: .string(Base64URL.encode(signingKey.bytes))),
        JSONMember(name: "sinceVersion", value: .integer(sinceVersion)),
      ] + (end.map { [JSONMember(name: "ended", value: $0.json)] } ?? []))
  }

  fileprivate init(reading reader: inout JSONReader, limits: Limits) throws(JSONError) {
    let what = "a replica"
    var id: ReplicaID?
    var member: MemberID?
    var receivingKey: ReceivingKey?
    var signingKey: VerifyingKey?
    var sinceVersion: Int64?
    var end: ReplicaEnd?
    try reader.readMembers(of: what) { (reader, name) throws(JSONError) in
      switch name {
      case "id": id = try reader.readIdentifier("replica") { ReplicaID($0) }
      case "member": member = try reader.readIdentifier("member") { MemberID($0) }
      case "receivingKey": receivingKey = try reader.readReceivingKey()
      case "signingKey": signingKey = try reader.readVerifyingKey()
      case "sinceVersion":
        sinceVersion = try reader.readInteger("the charter version", in: Bounds.ordinal)
      case "ended": end = try ReplicaEnd(reading: &reader, limits: limits)
      default: return false
      }
      return true
    }
    self.init(
      id: try reader.required(id, "id", of: what),
      member: try reader.required(member, "member", of: what),
      receivingKey: try reader.required(receivingKey, "receivingKey", of: what),
      signingKey: try reader.required(signingKey, "signingKey", of: what),
      sinceVersion: try reader.required(sinceVersion, "sinceVersion", of: what), end: end)
  }
}

extension Charter {
  init(reading reader: inout JSONReader, limits: Limits) throws(JSONError) {
    let what = "the charter"
    var collaboration: CollaborationID?
    var coordinator: MemberID?
    var created, version: Int64?
    var format, language, name, schema: String?
    var members: [Member]?
    var replicas: [Replica]?
    var previous: ContentHash??
    var recoveryKey: VerifyingKey??
    var rules: JSONValue?
    var template: String??
    try reader.readMembers(of: what) { (reader, member) throws(JSONError) in
      switch member {
      case "collaboration":
        collaboration = try reader.readIdentifier("collaboration") { CollaborationID($0) }
      case "coordinator": coordinator = try reader.readIdentifier("member") { MemberID($0) }
      case "created": created = try reader.readInteger()
      case "format": format = try reader.readFormat(Self.format)
      case "language": language = try reader.readText("the language", limit: limits.noteLength)
      case "members":
        members = try reader.readList("members", limits) { (reader) throws(JSONError) in
          try Member(reading: &reader, limits: limits)
        }
      case "name": name = try reader.readText("the name", limit: limits.noteLength)
      case "previous": previous = .some(try reader.readOptionalHash())
      case "recoveryKey":
        recoveryKey = .some(
          try reader.readOptional { (reader) throws(JSONError) in try reader.readVerifyingKey() })
      case "replicas":
        replicas = try reader.readList("replicas", limits) { (reader) throws(JSONError) in
          try Replica(reading: &reader, limits: limits)
        }
      case "rules": rules = try reader.readValue()
      case "schema": schema = try reader.readString()
      case "template": template = .some(try reader.readOptionalText("the template", limits))
      case "version": version = try reader.readInteger("the version", in: Bounds.ordinal)
      default: return false
      }
      return true
    }
    _ = try reader.required(format, "format", of: what)
    self.init(
      collaboration: try reader.required(collaboration, "collaboration", of: what),
      version: try reader.required(version, "version", of: what),
      previous: try reader.required(previous, "previous", of: what),
      created: try reader.required(created, "created", of: what),
      name: try reader.required(name, "name", of: what),
      language: try reader.required(language, "language", of: what),
      coordinator: try reader.required(coordinator, "coordinator", of: what),
      members: try reader.required(members, "members", of: what),
      replicas: try reader.required(replicas, "replicas", of: what),
      recoveryKey: try reader.required(recoveryKey, "recoveryKey", of: what),
      schema: try reader.required(schema, "schema", of: what),
      rules: try reader.required(rules, "rules", of: what),
      template: try reader.required(template, "template", of: what))
    if let defect = defect(limits: limits) { throw reader.invalid(defect) }
  }
}
