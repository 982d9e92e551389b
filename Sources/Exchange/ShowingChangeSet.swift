import BundleFormat
import MergeAlgebra
import ReplicaStore

/// One change set whole.
public struct ChangeSetReport: Sendable {
  /// What its author had seen of another replica's change sets.
  public struct Sight: Equatable, Sendable {
    /// The stream.
    public let stream: StreamID
    /// The highest number that the author had seen.
    public let number: Int64
    /// When that one was sealed, in milliseconds by its author's clock; `nil` when it is not here.
    public let time: Int64?
    /// How many of the stream this replica has applied, seen by the author or not.
    public let applied: Int64
  }

  /// One row.
  public struct Row: Sendable {
    /// What was done to it.
    public let event: RowEvent
    /// The columns before and after.
    public let changes: [CellChange]
  }

  /// Its head: name, time, note, charter version.
  public let head: ChangeSetHead
  /// Its hash.
  public let hash: ContentHash
  /// Whether it waits for change sets that its author had seen.
  public let isParked: Bool
  /// How many of its rows were erased.
  public let erasedRows: Int
  /// What its author had seen of the other replicas, by stream.
  public let saw: [Sight]
  /// The rows, in the order of the document.
  public let rows: [Row]
}

extension Replica {
  /// Tells what a change set says, row by row, with the values that its author had before.
  ///
  /// Reads the log up to it; changes nothing. What its author had before is not told while it waits for
  /// others. Errors: `unknownChangeSet`, `storage`.
  public func changeSet(named name: String) throws -> ChangeSetReport {
    try read { operation in
      let entry = try operation.entry(named: name)
      return entry.isParked
        ? try operation.parkedReport(entry) : try operation.report(of: entry.dot)
    }
  }
}

extension Operation {
  /// A change set with all that came before it and touched one of its rows.
  func lives(of dot: Dot, untilEnd: Bool) throws -> (
    set: LoggedSet, own: [RowEvent], all: [RowName: [RowEvent]], times: [Dot: Int64]
  ) {
    guard let entry = try transaction.entry(dot) else {
      throw ExchangeError(.unknownChangeSet, dot.description)
    }
    let tables = Set(try opened(entry).groups.map(\.table))
    var all: [RowName: [RowEvent]] = [:]
    var times: [Dot: Int64] = [:]
    var found: (set: LoggedSet, own: [RowEvent])?
    try eachLogged { logged in
      times[logged.entry.dot] = logged.set.head.time
      let isIt = logged.entry.dot == dot
      let groups = logged.set.groups.filter { tables.contains($0.table) }
      let events = try transaction.events(
        in: groups, of: logged.entry.dot, seeing: logged.seen)
      for event in events { all[event.row, default: []].append(event) }
      if isIt { found = (logged, events) }
      return untilEnd || !isIt
    }
    guard let found else { throw ExchangeError(.unknownChangeSet, dot.description) }
    let names = Set(found.own.map(\.row))
    return (found.set, found.own, all.filter { names.contains($0.key) }, times)
  }

  fileprivate func report(of dot: Dot) throws -> ChangeSetReport {
    let (logged, own, all, times) = try lives(of: dot, untilEnd: false)
    let saw = logged.seen.entries.filter { $0.stream != dot.stream }.map { stream, position in
      ChangeSetReport.Sight(
        stream: stream, number: position.number, time: times[Dot(stream, position.number)],
        applied: transaction.vector.number(of: stream))
    }
    return ChangeSetReport(
      head: logged.set.head, hash: logged.set.hash, isParked: false,
      erasedRows: logged.set.erasedRows, saw: saw,
      rows: try own.map { event in
        ChangeSetReport.Row(
          event: event,
          changes: try transaction.changes(by: event, among: all[event.row] ?? [event]))
      })
  }

  fileprivate func parkedReport(_ entry: LogEntry) throws -> ChangeSetReport {
    let set = try opened(entry)
    let context = set.head.contextDifference
    let events = try transaction.events(
      in: set.groups, of: entry.dot, seeing: context, isApplied: false)
    return ChangeSetReport(
      head: set.head, hash: set.hash, isParked: true, erasedRows: set.erasedRows,
      saw: context.entries.map { stream, position in
        ChangeSetReport.Sight(
          stream: stream, number: position.number, time: nil,
          applied: transaction.vector.number(of: stream))
      },
      rows: try events.map { event in
        ChangeSetReport.Row(
          event: event, changes: try transaction.changes(by: event, among: [event]))
      })
  }
}
