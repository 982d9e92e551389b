import BundleFormat
import MergeAlgebra
import ReplicaStore
import StrictJSON

/// How a person decides a conflict.
public enum Decision: Equatable, Sendable {
  /// The value with this number in the list, counted from 1. For a row that was deleted and edited:
  /// 1 keeps it, 2 deletes it, which cannot be while another row needs it.
  case take(Int)
  /// Another value: a JSON scalar for one column, an array for several.
  case value([UInt8])
  /// For two rows that want one place in a unique key: which of them stays; `newKey` is for the other
  /// when both do, a JSON scalar for one column, an array for several; `nil` lets Samband find one.
  ///
  /// For a row that shows another number than it was made with: `KeptRow.both` with the number that
  /// it is to have.
  case keep(KeptRow, newKey: [UInt8]?)
}

extension Replica {
  /// The conflicts and held-back rows, by table, key and column.
  ///
  /// Edits that wait are sealed first: they may be part of a conflict, or its end.
  public func conflicts() throws -> [ListedConflict] {
    let listed = try read { operation -> [ListedConflict]? in
      let isSealed = try operation.transaction.unsealedCount() == 0
      return isSealed ? try operation.transaction.conflicts() : nil
    }
    if let listed { return listed }
    let keys = try workplace.keys.keys(of: identity.replica)
    return try write { operation in
      _ = try operation.seal(note: "", keys: keys)
      return try operation.transaction.conflicts()
    }
  }

  /// Decides a conflict: an ordinary write that has seen all values, so it closes everywhere.
  ///
  /// Edits that wait are sealed first. Returns the change set. Where somebody else decides, the
  /// write is a suggestion to them. Errors: `unknownConflict`, `unknownChoice`, `badValue`,
  /// `heldBack`, `unknownValues`.
  @discardableResult
  public func resolve(
    _ id: String, _ decision: Decision, note: String = ""
  ) throws -> (changeSet: Dot, projection: ProjectionReport) {
    let keys = try workplace.keys.keys(of: identity.replica)
    return try write { operation in
      _ = try operation.seal(note: "", keys: keys)
      let listed = try operation.transaction.conflicts()
      guard let conflict = listed.first(where: { $0.id == id }) else {
        throw ExchangeError(.unknownConflict, id)
      }
      let drafts = try operation.drafts(deciding: conflict, decision)
      let sealed = try drafts.map { try operation.seal($0, note: note, keys: keys).head.dot }
      guard let first = sealed.first else { throw ExchangeError(.heldBack, id) }
      try operation.transaction.closeReopened(id)
      return (first, try operation.transaction.project())
    }
  }

  /// The columns that ``Decision/keep(_:newKey:)`` needs values for when both rows stay.
  public func freeColumns(of conflict: ListedConflict) throws -> [String] {
    try read { $0.transaction.freeColumns(of: conflict) }
  }

  /// A number that no row of the table has or was made with, for a row that is to get another.
  public func unusedNumber(in table: String) throws -> Int64 {
    try read { try $0.transaction.unusedNumber(in: table) }
  }

  /// A row that refers to a conflict's row and keeps it, although it was deleted; `nil` for none.
  public func child(needing conflict: ListedConflict) throws -> (table: String, key: RowKey)? {
    try read { try $0.transaction.child(needing: conflict) }
  }

  /// Who wrote a change set, as people read it.
  public func memberName(of replica: ReplicaID) throws -> String {
    try read { $0.memberName(of: replica) }
  }
}

extension Operation {
  fileprivate func drafts(
    deciding conflict: ListedConflict, _ decision: Decision
  ) throws -> [Draft] {
    switch conflict.subject {
    case .held: throw ExchangeError(.heldBack, conflict.id)
    case .duplicate, .renumbered: return try drafts(keeping: conflict, decision)
    case .life(let life):
      let count = life.isRevived ? 1 : 2
      guard case .take(let number) = decision, (1...count).contains(number) else {
        throw ExchangeError(.unknownChoice, conflict.id, decision.text, String(count))
      }
      return [
        try transaction.draft(
          keeping: number == 1, conflict, at: workplace.clock.now)
      ]
    case .values(let siblings, _):
      let values = try values(of: decision, among: siblings, conflict)
      return try writing(decision) {
        [
          try transaction.draft(
            writing: values, conflict, by: identity.member, at: workplace.clock.now)
        ]
      }
    case .cleared(let written, _):
      let values = try values(of: decision, among: [written], conflict)
      return try writing(decision) {
        try transaction.draft(
          rewriting: values, conflict, by: identity.member, at: workplace.clock.now
        ).map { [$0] } ?? []
      }
    }
  }

  /// The values that a decision takes or gives.
  private func values(
    of decision: Decision, among siblings: [Sibling], _ conflict: ListedConflict
  ) throws -> [Value] {
    switch decision {
    case .take(let number) where siblings.indices.contains(number - 1):
      return siblings[number - 1].values
    case .value(let bytes):
      return try DecidedValue.cells(bytes, count: conflict.columns.count)
    case .take, .keep:
      throw ExchangeError(.unknownChoice, conflict.id, decision.text, String(siblings.count))
    }
  }

  /// The drafts of a decision whose values the table may refuse.
  private func writing(_ decision: Decision, _ drafts: () throws -> [Draft]) throws -> [Draft] {
    do {
      return try drafts()
    } catch let error as StoreError where error.code == .constraint || error.code == .collision {
      throw ExchangeError(.badValue, decision.text, cause: error.message)
    }
  }

  private func drafts(
    keeping conflict: ListedConflict, _ decision: Decision
  ) throws -> [Draft] {
    guard case .keep(let row, let newKey) = decision else {
      throw ExchangeError(.unknownChoice, conflict.id, decision.text, KeptRow.both.rawValue)
    }
    let count = transaction.freeColumns(of: conflict).count
    let values = try newKey.map { try DecidedValue.cells($0, count: count) }
    do {
      let drafts = try transaction.drafts(
        keeping: row, newKey: values, conflict, by: identity.member, at: workplace.clock.now)
      try keepUnknownValues(of: transaction.movedRows(in: drafts))
      return drafts
    } catch let error as StoreError where error.code == .undecided {
      throw ExchangeError(.undecided, conflict.id, error.message)
    } catch let error as StoreError
      where [.invalid, .collision, .constraint].contains(error.code)
    {
      let given = newKey.map { String(decoding: $0, as: UTF8.self) } ?? row.rawValue
      throw ExchangeError(.badValue, given, cause: error.message)
    }
  }
}

extension Decision {
  fileprivate var text: String {
    switch self {
    case .take(let number): String(number)
    case .value(let bytes): String(decoding: bytes, as: UTF8.self)
    case .keep(let row, _): row.rawValue
    }
  }
}

/// Reads the value that a person gave as JSON.
enum DecidedValue {
  static func cells(_ bytes: [UInt8], count: Int) throws -> [Value] {
    let given = String(decoding: bytes, as: UTF8.self)
    // Numbers beyond 2^53 are no JSON that all programs read alike, and keys may be as great.
    if count == 1, let number = Int64(given) { return [.integer(number)] }
    let value: JSONValue
    do {
      value = try JSONValue.parse(bytes)
    } catch {
      throw ExchangeError(.badValue, given, cause: error.description)
    }
    let parts: [JSONValue]
    if count == 1 {
      parts = [value]
    } else if case .array(let values) = value, values.count == count {
      parts = values
    } else {
      throw ExchangeError(.badValue, given, cause: "an array of \(count) values is needed")
    }
    return try parts.map { part in
      switch part {
      case .null: return .null
      case .bool(let flag): return .integer(flag ? 1 : 0)
      case .integer(let number): return .integer(number)
      case .double(let number): return .real(number)
      case .string(let text): return .text(text)
      case .array, .object:
        throw ExchangeError(.badValue, given, cause: "a text, a number or null is needed")
      }
    }
  }
}
