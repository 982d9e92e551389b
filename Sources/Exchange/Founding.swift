import BundleFormat
import MergeAlgebra
import ReplicaStore
import StrictJSON

/// What a collaboration starts with.
public struct FoundingPlan: Sendable {
  /// What people call the collaboration.
  public var name: String
  /// The language of its messages: `nn`, `nb` or `en`.
  public var language: String
  /// The coordinator.
  public var coordinator: Member
  /// The other members.
  public var members: [Member]
  /// The tables, as plain SQL.
  public var schema: String
  /// The rules document; `{}` leaves everything to the defaults.
  public var rules: [UInt8]
  /// The name of a built-in template, when one was used.
  public var template: String?
  /// SQL that fills the first tables, run as the coordinator's first edits.
  public var seed: String?
  /// The key, kept offline, that may sign a charter when the coordinator's keys are lost.
  public var recoveryKey: VerifyingKey?

  /// Describes a collaboration.
  public init(
    name: String, language: String = "nn", coordinator: Member,
    members: [Member], schema: String, rules: [UInt8] = Array("{}".utf8),
    template: String? = nil, seed: String? = nil, recoveryKey: VerifyingKey? = nil
  ) {
    self.name = name
    self.language = language
    self.coordinator = coordinator
    self.members = members
    self.schema = schema
    self.rules = rules
    self.template = template
    self.seed = seed
    self.recoveryKey = recoveryKey
  }
}

extension Replica {
  /// Founds a collaboration: its first charter and the coordinator's replica at `path`.
  ///
  /// Errors: `exists`, `schemaRefused` with every refusal, `cannotWrite`. On an error nothing is
  /// left behind.
  public static func found(
    _ plan: FoundingPlan, at path: String, workplace: Workplace
  ) throws -> Replica {
    let replica = try begin(plan, at: path, workplace: workplace) {
      try ReplicaFile.create(at: $0, schema: plan.schema, observer: workplace.progress)
    }
    guard let seed = plan.seed else { return replica }
    do {
      try replica.file.runAsUser(seed)
      _ = try replica.seal()
      return replica
    } catch {
      try replica.discard()
      if let error = error as? StoreError { throw ExchangeError(error, at: path) }
      throw error
    }
  }

  /// Reads a rules document; `path` is what a refusal is about.
  static func rules(
    _ bytes: [UInt8], of path: String
  ) throws -> (document: JSONValue, declarations: Declarations) {
    do {
      let document = try JSONValue.parse(bytes)
      return (document, try RulesDocument.declarations(from: bytes))
    } catch let error as JSONError {
      throw ExchangeError(.schemaRefused, path, cause: "the rules: \(error)")
    } catch let error as FormatError {
      throw ExchangeError(.schemaRefused, path, cause: error.description)
    }
  }

  /// The coordinator's replica with the first charter in force, in the file that `create` makes.
  static func begin(
    _ plan: FoundingPlan, at path: String, workplace: Workplace,
    create: (String) throws -> ReplicaFile
  ) throws -> Replica {
    let rules = try rules(plan.rules, of: path).document
    let token = "\(slug(plan.name))-\(workplace.token(8))"
    guard let collaboration = CollaborationID(token) else {
      throw ExchangeError(.badMemberID, plan.name)
    }
    let member = plan.coordinator.id
    return try begin(member: member, at: path, workplace: workplace, create: create) {
      replica, keys in
      let charter = Charter(
        collaboration: collaboration, version: 1, previous: nil, created: workplace.clock.now,
        name: plan.name, language: plan.language, coordinator: member,
        members: [plan.coordinator] + plan.members,
        replicas: [
          Charter.Replica(
            id: replica, member: member, receivingKey: keys.receivingKey,
            signingKey: keys.verifyingKey, sinceVersion: 1)
        ],
        recoveryKey: plan.recoveryKey, schema: plan.schema, rules: rules, template: plan.template)
      return try SignedCharter(signing: charter, as: .replica(replica), key: keys.signing)
    }
  }

  /// Makes a replica file, its keys, and takes the charter that `charter` gives into force.
  static func begin(
    member: MemberID, at path: String, workplace: Workplace,
    create: (String) throws -> ReplicaFile,
    charter: (ReplicaID, ReplicaKeys) throws -> SignedCharter
  ) throws -> Replica {
    guard let id = ReplicaID(member: member, token: workplace.token(8)) else {
      throw ExchangeError(.badMemberID, member.name)
    }
    if FileSystem.exists(path) { throw ExchangeError(.exists, path) }
    let keys = try workplace.keys.makeKeys(
      of: id, signingSeed: workplace.random.bytes(32), receivingSeed: workplace.random.bytes(32))
    do {
      let signed = try charter(id, keys)
      let file = try create(path)
      do {
        try file.write { transaction in
          try transaction.setMeta(
            "collaboration", .text(signed.charter.collaboration.name))
          try transaction.setMeta("member", .text(member.name))
          // Known from the start: what is copied before its first change set has the same numbers, too.
          try transaction.setMeta("machine", .text(workplace.machine ?? ""))
          try transaction.setMeta("replica", .text(id.name))
          try transaction.setMeta("incarnation", .text(workplace.token(4)))
          try transaction.keepCharter(
            version: signed.charter.version, hash: signed.hash, document: signed.document)
          try transaction.putInForce(signed.charter.version)
          try transaction.adopt(try signed.charter.forMerging(), me: member)
        }
        return try Replica(opening: path, workplace: workplace)
      } catch {
        for suffix in ["", "-wal", "-shm"] { try FileSystem.remove(path + suffix) }
        throw error
      }
    } catch {
      try workplace.keys.removeKeys(of: id)
      if let error = error as? StoreError { throw ExchangeError(error, at: path) }
      if let error = error as? FormatError {
        throw ExchangeError(.schemaRefused, path, cause: error.description)
      }
      throw error
    }
  }

  /// A readable part of an identifier: `Sogn for alle` gives `sogn-for-alle`.
  static func slug(_ name: String) -> String {
    var words: [String] = [""]
    for character in name.lowercased() {
      let letters: String =
        switch character {
        case "æ", "ä": "ae"
        case "ø", "ö": "o"
        case "å": "a"
        case "é", "è", "ê": "e"
        default: String(character)
        }
      if letters.utf8.allSatisfy({ (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) }) {
        words[words.count - 1] += letters
      } else if words.last?.isEmpty == false {
        words.append("")
      }
    }
    let slug = words.filter { !$0.isEmpty }.joined(separator: "-")
    let startsWell = slug.first.map { $0.isLetter } ?? false
    return String((startsWell ? slug : "s-" + slug).prefix(60))
      .trimmingSuffix("-")
  }
}

extension String {
  fileprivate func trimmingSuffix(_ suffix: Character) -> String {
    var text = self
    while text.last == suffix { text.removeLast() }
    return text
  }
}
