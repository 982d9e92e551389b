import MergeAlgebra

/// One change of one row in a history, with what its author had seen, told twice: as marks for the
/// oracle and as a version vector for the algebra.
struct Operation {
  /// Its place in the history.
  let index: Int
  /// Which of the world's rows it changes.
  let row: Int
  /// What it does.
  let change: RowChange
  /// The operations that its author had seen.
  let seen: Marks
  /// The same as a version vector.
  let context: VersionVector

  var kind: RowChange.Kind { change.kind }
  var stamp: Stamp { change.stamp }
}

extension Operation: CustomStringConvertible {
  var description: String {
    let seen = (0..<index).filter { self.seen.contains($0) }
    let edits = change.edits.map { "\($0.unit): \($0.content)" }.joined(separator: "; ")
    let who = "\(kind) by \(stamp.dot) at \(stamp.time)"
    return "\n    #\(index) row \(row) \(who) saw \(seen) {\(edits)}"
  }
}

/// A replica as far as the algebra goes: what it has applied, and the rows that came of it.
struct TestReplica {
  private(set) var vector = VersionVector()
  private(set) var known = Marks()
  private(set) var rows: [RowState]

  init(rows: [RowState]) { self.rows = rows }

  /// Applies an operation once; one that the vector covers changes nothing.
  mutating func receive(_ operation: Operation) {
    let dot = operation.stamp.dot
    guard !vector.covers(dot) else { return }
    precondition(vector.covers(operation.context), "\(operation) comes before what it saw")
    precondition(vector.number(of: dot.stream) == dot.number - 1, "\(operation) skips a number")
    rows[operation.row].apply(operation.change, seeing: operation.context)
    vector[dot.stream] = Samples.position(dot.number)
    known.insert(operation.index)
  }

  /// Whether the operation can be applied now.
  func isReady(for operation: Operation) -> Bool { operation.seen.isSubset(of: known) }

  /// What comes of exchanging states instead of operations.
  func joined(with other: TestReplica) -> TestReplica {
    var result = self
    result.rows = zip(rows, other.rows).map {
      $0.joined(with: $1, having: vector, other.vector)
    }
    result.vector.merge(other.vector)
    result.known = known.union(other.known)
    return result
  }
}
