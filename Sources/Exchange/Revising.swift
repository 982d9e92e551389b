import BundleFormat
import MergeAlgebra
import ReplicaStore
import StrictJSON

/// What a revision of the charter is to change; what is left out stays as it is.
public struct Revision: Sendable {
  /// The whole schema, as plain SQL.
  public var schema: String?
  /// The whole rules document.
  public var rules: [UInt8]?
  /// Members who join, return or get another name.
  public var members: [MemberRevision] = []
  /// The member who is to coordinate from now on.
  public var coordinator: MemberID?
  /// Another recovery key.
  public var recoveryKey: VerifyingKey?

  /// A revision that changes nothing yet.
  public init(schema: String? = nil, rules: [UInt8]? = nil) {
    self.schema = schema
    self.rules = rules
  }
}

/// What a revision of the charter changes.
public struct RevisionReport: Sendable {
  /// The changes of tables and rules, by table; empty when there are none.
  public let changes: [SchemaChange]
  /// The changes of who takes part.
  public let memberChanges: [MemberChange]
  /// The charter in force afterwards, or, on trial, the one that would be.
  public let charter: SignedCharter
}

extension Replica {
  /// Makes a new charter version with other tables or rules, and takes it into force here.
  ///
  /// What is left out stays as it is. Errors: those of ``revise(_:isTrial:)``.
  public func revise(
    schema: String? = nil, rules: [UInt8]? = nil, isTrial: Bool = false
  ) throws -> RevisionReport {
    try revise(Revision(schema: schema, rules: rules), isTrial: isTrial)
  }

  /// Makes a new charter version, and takes it into force here.
  ///
  /// On trial everything is looked at and nothing kept. The members get it with the next bundle; until
  /// then they exchange by the older one. Errors: `notCoordinator`, `schemaRefused` with every refusal,
  /// one a line, `ownerKeyFixed`, `unknownMember`, `memberLeft`, `successorWithoutReplica`,
  /// `cannotHandOver`, `charterRefused`, `unsealable`.
  public func revise(_ revision: Revision, isTrial: Bool = false) throws -> RevisionReport {
    let keys = try workplace.keys.keys(of: identity.replica)
    var report: RevisionReport?
    do {
      try write { operation in
        let revised = try operation.revise(revision, keys: keys)
        report = revised
        if isTrial { throw TrialEnded() }
      }
    } catch is TrialEnded {
      // Rolled back, as it should be.
    }
    guard let report else { preconditionFailure("a revision that did not fail has a report") }
    return report
  }

  private struct TrialEnded: Error {}
}

extension Operation {
  fileprivate func revise(_ revision: Revision, keys: ReplicaKeys) throws -> RevisionReport {
    try checkCoordinator()
    _ = try seal(note: "", keys: keys)
    if let waiting = try waitingCharter() {
      throw refused("charter version \(waiting.version) is not in force here: \(waiting.reason)")
    }
    var next = newest.charter
    next.schema = revision.schema ?? next.schema
    if let rules = revision.rules { next.rules = try reading(rules) }
    let changes = try compare(next)
    let memberChanges = try next.apply(revision)
    if next == newest.charter {
      return RevisionReport(changes: [], memberChanges: [], charter: newest)
    }
    let signed = try write(next, key: keys.signing)
    if let waiting = try waitingCharter() { throw refused(waiting.reason) }
    return RevisionReport(changes: changes, memberChanges: memberChanges, charter: signed)
  }

  /// What other tables and rules change; refuses what cannot be.
  private func compare(_ next: Charter) throws -> [SchemaChange] {
    let isSame =
      next.schema == newest.charter.schema
      && next.rules.canonicalBytes == newest.charter.rules.canonicalBytes
    if isSame { return [] }
    let terms: Collaboration
    do {
      var numbered = next
      numbered.version += 1
      terms = try numbered.forMerging()
    } catch {
      throw refused(error.description)
    }
    let comparison = try SchemaComparison(
      from: CharterTerms(schema: charter.charter.schema, collaboration: collaboration),
      to: CharterTerms(schema: next.schema, collaboration: terms))
    guard comparison.refusals.isEmpty else {
      throw refused(comparison.refusals.joined(separator: "\n"))
    }
    return comparison.changes
  }

  private func reading(_ rules: [UInt8]) throws -> JSONValue {
    do {
      _ = try RulesDocument.declarations(from: rules)
      return try JSONValue.parse(rules)
    } catch let error as FormatError {
      throw refused(error.description)
    } catch let error as JSONError {
      throw refused("the rules: \(error)")
    }
  }

  private func refused(_ reasons: String) -> ExchangeError {
    ExchangeError(.schemaRefused, replica.file.path, cause: reasons)
  }
}
