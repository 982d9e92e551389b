import BundleFormat
import MergeAlgebra
import ReplicaStore
import StrictJSON

/// What a revision of the charter changes.
public struct RevisionReport: Sendable {
  /// The changes of tables and rules, by table; empty when there are none.
  public let changes: [SchemaChange]
  /// The charter in force afterwards, or, on trial, the one that would be.
  public let charter: SignedCharter
}

extension Replica {
  /// Makes a new charter version with other tables or rules, and takes it into force here.
  ///
  /// What is left out stays as it is. On trial everything is looked at and nothing kept. The members
  /// get it with the next bundle; until then they exchange by the older one. Errors:
  /// `notCoordinator`, `schemaRefused` with every refusal, one a line, `unsealable`.
  public func revise(
    schema: String? = nil, rules: [UInt8]? = nil, isTrial: Bool = false
  ) throws -> RevisionReport {
    let keys = try workplace.keys.keys(of: identity.replica)
    var report: RevisionReport?
    do {
      try write { operation in
        let revised = try operation.revise(schema: schema, rules: rules, keys: keys)
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
  fileprivate func revise(
    schema: String?, rules: [UInt8]?, keys: ReplicaKeys
  ) throws -> RevisionReport {
    guard identity.member == newest.charter.coordinator else {
      throw ExchangeError(.notCoordinator)
    }
    _ = try seal(note: "", keys: keys)
    if let waiting = try waitingCharter() {
      throw refused("charter version \(waiting.version) is not in force here: \(waiting.reason)")
    }
    var next = newest.charter
    next.schema = schema ?? next.schema
    if let rules { next.rules = try reading(rules) }
    let isSame =
      next.schema == newest.charter.schema
      && next.rules.canonicalBytes == newest.charter.rules.canonicalBytes
    if isSame { return RevisionReport(changes: [], charter: newest) }
    next.version += 1
    next.previous = newest.hash
    next.created = workplace.clock.now
    let signed: SignedCharter
    let terms: Collaboration
    do {
      signed = try SignedCharter(signing: next, as: .replica(identity.replica), key: keys.signing)
      terms = try next.forMerging()
    } catch {
      throw refused(error.description)
    }
    let comparison = try SchemaComparison(
      from: CharterTerms(schema: charter.charter.schema, collaboration: collaboration),
      to: CharterTerms(schema: next.schema, collaboration: terms))
    guard comparison.refusals.isEmpty else {
      throw refused(comparison.refusals.joined(separator: "\n"))
    }
    try adopt(signed)
    if let waiting = try waitingCharter() { throw refused(waiting.reason) }
    return RevisionReport(changes: comparison.changes, charter: signed)
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
