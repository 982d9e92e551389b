import MergeAlgebra

/// What a row is by protocol §4, computed from all writes that were ever made and are known.
///
/// It keeps everything and asks for each pair of writes who saw whom; it shares no code with the
/// algebra. "Saw" means the other operation is among those its author had seen.
struct Oracle {
  let operations: [Operation]

  /// Takes the known operations of one row out of a history.
  init(_ history: [Operation], row: Int, known: Marks) {
    operations = history.filter { $0.row == row && known.contains($0.index) }
  }

  private var inserts: [Operation] { operations.filter { $0.kind == .insert } }
  private var deletes: [Operation] { operations.filter { $0.kind == .delete } }
  private var writes: [Operation] { operations.filter { $0.kind != .delete } }

  private func isSeen(_ earlier: Operation, byAnyOf later: [Operation]) -> Bool {
    later.contains { $0.seen.contains(earlier.index) }
  }

  /// Whether the row lives.
  ///
  /// "The row lives while any write of it was seen by no delete"; "it is dead while any delete was
  /// seen by no later insert".
  func lives(_ rule: DeletionRule) -> Bool {
    switch rule {
    case .keepEdited: writes.contains { !isSeen($0, byAnyOf: deletes) }
    case .deleteWins:
      !inserts.isEmpty && deletes.allSatisfy { isSeen($0, byAnyOf: inserts) }
    }
  }

  /// The inserts that no known insert of the row saw; the one with the lowest rank is its birth.
  var births: [Stamp] {
    inserts.filter { !isSeen($0, byAnyOf: inserts) }.map(\.stamp).sorted(by: Rank.isLower)
  }

  /// The writes that nobody who wrote or deleted the row has seen.
  var lastWrites: [Dot] {
    writes.filter { !isSeen($0, byAnyOf: operations) }.map(\.stamp.dot).sorted(by: Rank.isLower)
  }

  /// The deletes that no insert and no other delete saw, and whether a write saw them.
  var lastDeletes: [(stamp: Stamp, isAnswered: Bool)] {
    deletes.filter { !isSeen($0, byAnyOf: inserts + deletes) }
      .map { (stamp: $0.stamp, isAnswered: isSeen($0, byAnyOf: writes)) }
      .sorted { Rank.isLower($0.stamp, $1.stamp) }
  }

  /// The writes of a unit that nobody displaced, lowest rank first.
  ///
  /// "The writes that no other known write of that unit saw"; "a suggestion displaces only
  /// suggestions; a deciding write displaces all it saw"; and an insert starts the row anew, so
  /// it displaces all it saw, whatever it names and whoever made it.
  func siblings(of unit: Int) -> [OracleSibling] {
    let all = operations.compactMap { operation -> (Operation, OracleSibling)? in
      guard case .write(let values, let standing)? = operation.edit(of: unit) else { return nil }
      let sibling = OracleSibling(
        stamp: operation.stamp, isSuggestion: standing == .suggestion, values: values)
      return (operation, sibling)
    }
    return all.filter { old, sibling in
      !isSeen(old, byAnyOf: inserts)
        && !all.contains { new, other in
          new.seen.contains(old.index) && (!other.isSuggestion || sibling.isSuggestion)
        }
    }.map(\.1).sorted { Rank.isLower($0.stamp, $1.stamp) }
  }

  /// The additions that keep an element present: not seen by a remove of it, nor by an insert.
  func additions(of unit: Int) -> [(element: [UInt8], dot: Dot)] {
    operations.flatMap { operation -> [(element: [UInt8], dot: Dot)] in
      guard case .elements(let adding, _)? = operation.edit(of: unit) else { return [] }
      return adding.filter { element in
        !operations.contains { later in
          guard later.seen.contains(operation.index) else { return false }
          if later.kind == .insert { return true }
          guard case .elements(_, let removing)? = later.edit(of: unit) else { return false }
          return removing.contains { $0.bytes == element.bytes }
        }
      }.map { (element: $0.bytes, dot: operation.stamp.dot) }
    }
  }

  /// The amounts that make up the sum: all "that no later insert of the row saw".
  func amounts(of unit: Int) -> [(difference: Int64, dot: Dot)] {
    operations.compactMap { operation in
      guard case .difference(let difference)? = operation.edit(of: unit),
        !isSeen(operation, byAnyOf: inserts)
      else { return nil }
      return (difference: difference, dot: operation.stamp.dot)
    }
  }
}

extension Operation {
  func edit(of unit: Int) -> UnitEdit.Content? { change.edits.first { $0.unit == unit }?.content }
}

/// Rank as §3 words it: time, stream as bytes, number.
enum Rank {
  static func isLower(_ left: Stamp, _ right: Stamp) -> Bool {
    if left.time != right.time { return left.time < right.time }
    return isLower(left.dot, right.dot)
  }

  static func isLower(_ left: Dot, _ right: Dot) -> Bool {
    let (mine, theirs) = (Array(left.stream.name.utf8), Array(right.stream.name.utf8))
    for (a, b) in zip(mine, theirs) where a != b { return a < b }
    return mine.count != theirs.count ? mine.count < theirs.count : left.number < right.number
  }
}
