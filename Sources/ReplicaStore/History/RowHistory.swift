import MergeAlgebra

/// The whole life of a row: each change that touched it, in causal order, and what is shown now.
public struct RowHistory: Sendable {
  /// One change.
  public struct Entry: Sendable {
    /// What was done, by which change set.
    public let event: RowEvent
    /// The columns, as their author had them before and wrote them.
    public let changes: [CellChange]
    /// The entries before this one that its author had not seen, by their place in the history.
    public let unseen: [Int]
    /// What it did to the row's life.
    public let effect: Effect
  }

  /// What a change did to the row's life, by all that was known when it was applied in this order.
  public enum Effect: String, Sendable {
    /// The row is made.
    case made
    /// The row, which was gone, is made anew.
    case madeAnew
    /// The row, which was gone, lives again since somebody edited it.
    case revived
    /// The row stays gone: where deletes win an edit does not bring it back.
    case staysGone
    /// The row goes.
    case gone
    /// The row stays although it was deleted, since somebody had edited it without having seen that.
    case staysAlive
    /// Nothing.
    case none
  }

  /// The row.
  public let row: RowName
  /// The changes, each after all that its author had seen.
  public let entries: [Entry]
  /// What is shown, and why.
  public let now: RowNow
  /// Other rows that were made with the same number: the keys under which they are shown, or would be.
  public let namesakes: [RowKey]
}

extension ReplicaTransaction {
  /// Tells the life of a row.
  ///
  /// `events` are all of its events in the order of application. Loads the row; changes nothing.
  public func history(
    of row: RowName, _ events: [RowEvent], namesakes: [RowName]
  ) throws -> RowHistory {
    guard let table = rows.tables[row.table] else {
      throw StoreError(.invalid, "there is no table \(row.table)")
    }
    let life = RowChronicle(table, events)
    var entries: [RowHistory.Entry] = []
    var seenHere: Set<Dot> = []
    for (place, event) in events.enumerated() {
      let before = life.state { seenHere.contains($0.dot) }
      seenHere.insert(event.dot)
      let after = life.state { seenHere.contains($0.dot) }
      let unseen = events[..<place].indices.filter { earlier in
        events[earlier].dot != event.dot && !event.seen.covers(events[earlier].dot)
      }
      entries.append(
        RowHistory.Entry(
          event: event, changes: try changes(by: event, among: events), unseen: Array(unseen),
          effect: Self.effect(of: event.kind, before, after, table.model)))
    }
    return RowHistory(
      row: row, entries: entries, now: try now(of: row, in: table),
      namesakes: try namesakes.map { try rows.numbering.shown($0.key, in: table) })
  }

  private static func effect(
    of kind: RowChange.Kind, _ before: RowState, _ after: RowState, _ model: TableModel
  ) -> RowHistory.Effect {
    let (wasLiving, isLiving) = (model.isLiving(before), model.isLiving(after))
    switch kind {
    case .insert where !before.isKnown: return .made
    case .insert where !wasLiving: return isLiving ? .madeAnew : .staysGone
    case .insert: return .none
    case .update where wasLiving: return .none
    case .update: return isLiving ? .revived : .staysGone
    case .delete where isLiving: return .staysAlive
    case .delete: return wasLiving ? .gone : .none
    }
  }
}
