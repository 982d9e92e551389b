import MergeAlgebra
import StrictJSON

/// What founds a collaboration: its members, their replicas and keys, the schema and the rules.
public struct Charter: Sendable {
  /// One SQLite file on one computer, with its public keys.
  public struct Replica: Equatable, Sendable {
    /// The identifier, which begins with the member's.
    public var id: ReplicaID
    /// Whose it is.
    public var member: MemberID
    /// To which bundles are encrypted.
    public var receivingKey: ReceivingKey
    /// By which its change sets and bundles are verified.
    public var signingKey: VerifyingKey
    /// The charter version that admitted it.
    public var sinceVersion: Int64
    /// The end of it, when it has ended; `nil` while it takes part.
    public var end: ReplicaEnd?

    /// Describes a replica.
    public init(
      id: ReplicaID, member: MemberID, receivingKey: ReceivingKey, signingKey: VerifyingKey,
      sinceVersion: Int64, end: ReplicaEnd? = nil
    ) {
      self.id = id
      self.member = member
      self.receivingKey = receivingKey
      self.signingKey = signingKey
      self.sinceVersion = sinceVersion
      self.end = end
    }
  }

  /// The collaboration's identifier.
  public var collaboration: CollaborationID
  /// Counted from 1.
  public var version: Int64
  /// The hash of the version before; `nil` for the first.
  public var previous: ContentHash?
  /// When it was made: milliseconds since 1970-01-01T00:00Z.
  public var created: Int64
  /// The collaboration's name that people read.
  public var name: String
  /// The language of what the program says about it, such as `nn`.
  public var language: String
  /// The member whose replicas may sign the next version.
  public var coordinator: MemberID
  /// In the order in which they are listed.
  public var members: [Member]
  /// In the order in which they were admitted.
  public var replicas: [Replica]
  /// The key, kept offline, that may sign a version when the coordinator's are lost.
  public var recoveryKey: VerifyingKey?
  /// The schema as plain SQL.
  public var schema: String
  /// The rules document, an object.
  public var rules: JSONValue
  /// The name of the template that it was made from.
  public var template: String?

  /// Describes a charter; whether it can be is looked at when it is signed or read.
  public init(
    collaboration: CollaborationID, version: Int64, previous: ContentHash?, created: Int64,
    name: String, language: String, coordinator: MemberID, members: [Member], replicas: [Replica],
    recoveryKey: VerifyingKey?, schema: String, rules: JSONValue, template: String? = nil
  ) {
    self.collaboration = collaboration
    self.version = version
    self.previous = previous
    self.created = created
    self.name = name
    self.language = language
    self.coordinator = coordinator
    self.members = members
    self.replicas = replicas
    self.recoveryKey = recoveryKey
    self.schema = schema
    self.rules = rules
    self.template = template
  }

  /// The member with this id.
  public func member(_ id: MemberID) -> Member? { members.first { $0.id == id } }

  /// The replica with this id.
  public func replica(_ id: ReplicaID) -> Replica? { replicas.first { $0.id == id } }

  /// The replicas that have not ended: those that bundles come from and are encrypted to.
  public var activeReplicas: [Replica] { replicas.filter { $0.end == nil } }

  /// The key by which a replica's documents are verified; throws `badKey` for a stranger.
  public func verifyingKey(of id: ReplicaID) throws(FormatError) -> VerifyingKey {
    guard let replica = replica(id) else {
      throw FormatError(.badKey, "charter version \(version) knows no replica \(id)")
    }
    return replica.signingKey
  }

  /// What merging needs to know of the charter; throws `badRules` for rules that cannot be meant.
  public func forMerging() throws(FormatError) -> Collaboration {
    Collaboration(
      charterVersion: version, coordinator: coordinator, members: members,
      declarations: try RulesDocument.declarations(from: rules.canonicalBytes))
  }
}

extension Charter {
  /// What in it cannot be, if anything.
  func defect(limits: Limits) -> String? {
    guard Bounds.ordinal.contains(version), Bounds.exact.contains(created),
      (version == 1) == (previous == nil)
    else { return "only the first version has none before it" }
    guard member(coordinator) != nil else { return "the coordinator \(coordinator) is no member" }
    guard Set(members.map(\.id)).count == members.count else { return "a member is named twice" }
    let owners = members.map { Array($0.ownerKey.utf8) }
    guard Set(owners).count == owners.count else { return "two members have one owner key" }
    guard !owners.contains(where: \.isEmpty) else { return "a member without an owner key" }
    guard Set(replicas.map(\.id)).count == replicas.count else {
      return "a replica is named twice"
    }
    guard Set(replicas.map(\.signingKey)).count == replicas.count,
      Set(replicas.map(\.receivingKey)).count == replicas.count
    else { return "two replicas have one key" }
    for replica in replicas {
      guard member(replica.member) != nil, (1...version).contains(replica.sinceVersion),
        replica.id.isNamed(after: replica.member)
      else { return "the replica \(replica.id) of \(replica.member) does not fit" }
      if let defect = replica.end?.defect(of: replica, in: version) { return defect }
    }
    if let defect = defectOfLeaving { return defect }
    guard max(members.count, replicas.count) <= limits.participants else {
      return "more members or replicas than the limits allow"
    }
    let texts =
      [name, language, template ?? ""] + members.flatMap { [$0.name, $0.ownerKey] }
    guard texts.allSatisfy({ $0.utf8.count <= limits.noteLength }),
      schema.utf8.count <= limits.valueLength
    else { return "a name or the schema is too long" }
    guard case .object = rules, rules.isReadableWhenCanonical else {
      return "the rules are no object, or have a whole number beyond 2^53"
    }
    return nil
  }
}

extension ReplicaID {
  /// Whether the name is the member's with one more part.
  func isNamed(after member: MemberID) -> Bool {
    name.lastIndex(of: "-").map { name[..<$0] == member.name } ?? false
  }
}
