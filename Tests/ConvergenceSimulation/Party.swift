import Exchange
import MergeAlgebra
import ReplicaStore
import SambandTestKit

/// A replica in the simulation, its clock, and what the simulation knows of it by itself.
final class Party {
  /// What a table shows: cells by key.
  typealias Rows = [RowKey: [Value]]

  let index: Int
  let member: MemberID
  let replica: Replica
  let clock: SimulatedClock
  /// What has been applied here.
  var sight = Sight()
  /// What has come, applied or not.
  var delivered: Set<Dot> = []
  /// What the tables showed when the replica last sealed or imported.
  var shown: [Rows] = []
  /// What it showed and listed then, where the world keeps a ledger.
  var view = PartyView()
  /// The edits since then that were not refused.
  var edits: [String] = []
  /// Whether anything was edited since then.
  var hasEdits = false
  /// What the tables showed just before the replica sealed.
  var unsealed: [Rows] = []
  /// Whether the coordinator has admitted it.
  var isAdmitted = false
  /// The charter that it joined with; it does not have the ones before.
  let firstCharter: Int64
  private var collaboration: Collaboration

  init(
    index: Int, member: MemberID, replica: Replica, clock: SimulatedClock
  ) throws {
    self.index = index
    self.member = member
    self.replica = replica
    self.clock = clock
    collaboration = try replica.charter().charter.forMerging()
    firstCharter = collaboration.charterVersion
    shown = try rows()
  }

  /// Reads the tables by the charter in force from now on, if it is another.
  func take(charterVersion: Int64) throws {
    if charterVersion == collaboration.charterVersion { return }
    collaboration = try replica.charter().charter.forMerging()
  }

  /// The party's name in the event log: its number and its member.
  var name: String { "\(index):\(member)" }

  /// The tables as they stand now, in name order.
  func rows() throws -> [Rows] {
    try replica.file.read { transaction in
      try transaction.load(collaboration)
      return try Self.rows(transaction)
    }
  }

  private static func rows(_ transaction: ReplicaTransaction) throws -> [Rows] {
    try transaction.trackedTables.map { table in
      let rows = try transaction.shownRows(of: table.name)
      return Dictionary(uniqueKeysWithValues: rows.map { ($0.key, $0.cells) })
    }
  }

  /// The merge models of the tables, in name order.
  func models() throws -> [TableModel] {
    try replica.file.read { transaction in
      try transaction.load(collaboration)
      return transaction.trackedTables
    }
  }

  /// How many edits the party's diary counts.
  func diaryLength() throws -> Int {
    try replica.file.read { Int(try $0.rowCount(of: "diary")) }
  }

  /// Looks at the tables and at what SQLite says of them.
  func rowsChecked() throws -> [Rows] {
    try replica.file.read { transaction in
      try transaction.load(collaboration)
      let findings = try transaction.databaseFindings()
      guard findings.isEmpty else { throw Failure("\(name): \(findings.joined(separator: "; "))") }
      return try Self.rows(transaction)
    }
  }

  /// Applies in the simulation's own books what has come and waits for nothing; says how much.
  ///
  /// Who joined late waits for the charter by which a change set is judged as well.
  func catchUp(_ history: History) throws -> Int {
    let charters = Set(try replica.file.read { try $0.charters().map(\.version) })
    var applied = 0
    var waiting = delivered.filter { !sight.covers($0) }.sorted()
    var isMoving = true
    while isMoving {
      isMoving = false
      var rest: [Dot] = []
      for dot in waiting {
        guard let needed = history.sights[dot] else { throw Failure("nobody sealed \(dot)") }
        let isJudged = history.charters[dot].map(charters.contains) ?? false
        if sight.numbers[dot.stream, default: 0] == dot.number - 1 && sight.covers(needed)
          && isJudged
        {
          try sight.see(dot)
          applied += 1
          isMoving = true
        } else {
          rest.append(dot)
        }
      }
      waiting = rest
    }
    return applied
  }
}
