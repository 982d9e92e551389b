import MergeAlgebra

extension ReplicaTransaction {
  private var aside: AsideTable { AsideTable(session: session, streams: streams) }
  private var waiting: WaitingSets { WaitingSets(session: session, streams: streams) }

  /// Sets a kept change set aside; those after it in its stream stay with it.
  public func setAside(_ dot: Dot, hash: ContentHash, _ flaw: Flaw) throws {
    try aside.add(dot, hash: hash, flaw, body: nil)
  }

  /// Keeps a change set apart whose name another one has; returns that as the reason.
  ///
  /// `body` is its gzip member.
  public func keepTwin(_ dot: Dot, hash: ContentHash, body: [UInt8]) throws -> Flaw {
    let flaw = Flaw(.fork, other: dot)
    try aside.add(dot, hash: hash, flaw, body: body)
    return flaw
  }

  /// Whether this very change set is here: applied, waiting, set aside, or apart from one with its name.
  public func isKept(_ dot: Dot, hash: ContentHash) throws -> Bool {
    if try log.hash(of: dot) == hash { return true }
    return try aside.hasTwin(dot, hash: hash)
  }

  /// Forgets a change set that waits or is set aside; one that was applied stays.
  public func dropParked(_ dot: Dot) throws {
    try log.removeParked(dot)
    try aside.remove(dot)
  }

  /// The first change set of a stream that is set aside; `nil` when none is.
  public func firstAside(of stream: StreamID) throws -> Dot? { try aside.first(of: stream) }

  /// Every change set that is set aside, by stream and number.
  public func setsAside() throws -> [SetAside] { try aside.all() }

  /// Puts all that is set aside back among what waits, to be judged once more.
  public func reexamine() throws { try aside.forgetJudgements() }

  /// The streams whose next change set is in the log and not applied, in name order.
  public func streamsWithNext() throws -> [StreamID] { try waiting.streamsWithNext() }

  /// The next change set of a stream, when it is in the log and not applied.
  public func nextEntry(of stream: StreamID) throws -> LogEntry? {
    try log.entry(Dot(stream, vector.number(of: stream) + 1))
  }

  /// The change sets that are not applied, by stream and number.
  public func parked() throws -> [LogEntry] { try log.parked() }

  /// The change sets that wait, by stream and number; those that are set aside are not among them.
  public func waitingEntries() throws -> [LogEntry] { try log.waiting() }

  /// How many rows the waiting change sets have.
  public func waitingRowCount() throws -> Int64 { try waiting.rowCount() }

  /// How many change sets wait for others; those that are set aside are not among them.
  public func waitingCount() throws -> Int { try waiting.count() }

  /// The highest number of a stream that the log has; 0 when it has none.
  public func lastKept(of stream: StreamID) throws -> Int64 { try waiting.last(of: stream) }

  /// The numbers that are missing in streams of which later ones have come.
  public func gaps() throws -> [(stream: StreamID, numbers: ClosedRange<Int64>)] {
    try waiting.gaps()
  }
}
