import BundleFormat
import MergeAlgebra
import ReplicaStore

/// Applies change sets of the log as soon as they wait for nothing, and sets aside what is flawed.
///
/// Of each stream only the next one is ever looked at, and again only when what it waits for has come;
/// so the work grows with what there is to apply, however much waits.
struct Application {
  let operation: Operation
  private var transaction: ReplicaTransaction { operation.transaction }
  /// How many have been applied.
  private(set) var applied = 0
  /// Those that have been set aside.
  private(set) var setAside: [SetAside] = []
  /// The streams in which something has been set aside.
  private var ended: Set<StreamID> = []
  /// By stream, the streams whose next change set waits for a number of it.
  private var waiting: [StreamID: [(number: Int64, stream: StreamID)]] = [:]

  init(_ operation: Operation) { self.operation = operation }

  /// Applies what the log has and can be applied, until nothing moves.
  mutating func applyWaiting() throws {
    var queue = try transaction.streamsWithNext()
    waiting = [:]
    while let stream = queue.popLast() {
      while try transaction.firstAside(of: stream) == nil,
        let entry = try transaction.nextEntry(of: stream),
        try attempt(operation.opened(entry))
      {}
      queue += released(by: stream)
    }
  }

  /// The streams that waited for what a stream now has, or never will have.
  private mutating func released(by stream: StreamID) -> [StreamID] {
    guard let all = waiting[stream] else { return [] }
    let number = transaction.vector.number(of: stream)
    let isOver = ended.contains(stream)
    waiting[stream] = all.filter { $0.number > number && !isOver }
    return all.filter { $0.number <= number || isOver }.map(\.stream)
  }

  /// Applies the next change set of a stream, sets it aside or leaves it waiting; returns whether it
  /// was applied.
  private mutating func attempt(_ set: SignedChangeSet) throws -> Bool {
    let missing = transaction.missing(for: set.head)
    do {
      try Judge.checkContext(of: set.head)
      for dot in missing {
        if let first = try transaction.firstAside(of: dot.stream), first.number <= dot.number {
          throw Flaw(.follows, other: first)
        }
      }
      if let first = missing.first {
        waiting[first.stream, default: []].append((first.number, set.head.dot.stream))
        return false
      }
      try checkPast(of: set)
      guard let judge = try operation.judge(set.head) else { return false }
      try transaction.apply(set.head, hash: set.hash, set.groups, judge: judge)
    } catch let flaw as Flaw {
      try setAside(set, flaw)
      return false
    } catch let error as StoreError where error.code == .invalid {
      try setAside(set, error.flaw ?? Flaw(.unfit, detail: error.message))
      return false
    }
    applied += 1
    return true
  }

  private mutating func setAside(_ set: SignedChangeSet, _ flaw: Flaw) throws {
    try transaction.setAside(set.head.dot, hash: set.hash, flaw)
    ended.insert(set.head.dot.stream)
    setAside.append(SetAside(dot: set.head.dot, flaw: flaw, following: 0))
  }

  /// Whether a change set names another predecessor or another past than the ones applied here.
  private func checkPast(of set: SignedChangeSet) throws {
    let dot = set.head.dot
    if let last = transaction.vector[dot.stream], set.head.previous != last.head {
      throw Flaw(.otherPast, other: Dot(dot.stream, last.number))
    }
    for (stream, position) in set.head.contextDifference.entries {
      let seen = Dot(stream, position.number)
      if try transaction.knownHash(of: seen) != position.head {
        throw Flaw(.otherPast, other: seen)
      }
    }
  }
}

extension Operation {
  /// Who judges a change set: its author's rights by the charter that its head names; `nil` while
  /// that charter is not known here, or not understood.
  func judge(_ head: ChangeSetHead) throws -> Judge? {
    guard let author = newest.charter.replica(head.dot.stream.replica)?.member else { return nil }
    return try judge(of: author, head)
  }

  /// Who judges a change set of a member.
  func judge(of author: MemberID, _ head: ChangeSetHead) throws -> Judge? {
    let version = head.charterVersion
    if let terms = judgedTerms[version] { return Judge(terms, author: author) }
    guard let kept = try transaction.charters().first(where: { $0.version == version }) else {
      return nil
    }
    do {
      let terms = try replica.charters.terms(kept.hash, kept.document)
      judgedTerms[version] = terms
      return Judge(terms, author: author)
    } catch is FormatError {
      return nil
    } catch let error as StoreError where error.code == .schema {
      return nil
    }
  }
}
