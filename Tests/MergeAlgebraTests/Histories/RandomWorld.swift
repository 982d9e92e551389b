import MergeAlgebra
import SambandTestKit

/// Some replicas that write rows and pass operations on, at random, in causal order.
///
/// Rows live in circles: a replica writes and receives only what it may hold, and a context names
/// only streams of circles that are at least as wide as the row's.
struct RandomWorld {
  /// One row: its table and its circle.
  struct Row {
    let table: TableModel
    let circle: Circle
  }

  let homes: [Home]
  let rows: [Row]
  private(set) var replicas: [TestReplica]
  private(set) var operations: [Operation] = []
  private var clocks: [Int64]
  private let tick: Int64

  /// Between four and six replicas; their clocks are off by years, or equal, or stopped.
  init(rows count: Int, using generator: inout SeededGenerator) {
    homes = Array(Home.all.prefix(4 + generator.number(below: 3)))
    let isOneCircle = generator.once(in: 2)
    rows = (0..<count).map { _ in
      let circle = isOneCircle ? Circle.everyone : generator.pick(Home.circles)
      return Row(table: generator.pick(Samples.tables), circle: circle)
    }
    let empty = TestReplica(rows: rows.map(\.table.emptyRow))
    replicas = [TestReplica](repeating: empty, count: homes.count)
    let spread = generator.pick([0, 2, 10_000_000, 315_360_000_000])
    clocks = homes.map { _ in
      spread == 0 ? 0 : Int64(generator.number(below: 2 * spread) - spread)
    }
    tick = Int64(generator.number(below: 3))
  }

  /// The circle in which an operation is told.
  func circle(of operation: Operation) -> Circle { rows[operation.row].circle }

  /// Lets one replica edit a row as its user sees it: an unknown or dead row is inserted, a living
  /// one updated or, now and then, deleted.
  mutating func write(using generator: inout SeededGenerator) {
    let writer = generator.number(below: homes.count)
    let place = generator.number(below: rows.count)
    let row = rows[place]
    guard homes[writer].holds(row.circle) else { return }
    let replica = replicas[writer]
    let lives = row.table.isLiving(replica.rows[place])
    let kind: RowChange.Kind = !lives ? .insert : generator.once(in: 4) ? .delete : .update
    clocks[writer] += tick * Int64(generator.number(below: 3))
    let stream = homes[writer].stream(row.circle)
    let stamp = Stamp(Dot(stream, replica.vector.number(of: stream) + 1), time: clocks[writer])
    var seen = Marks()
    for known in operations where replica.known.contains(known.index) {
      if circle(of: known).isAtLeastAsWide(as: row.circle) { seen.insert(known.index) }
    }
    let operation = Operation(
      index: operations.count, row: place,
      change: RowChange(kind, stamp, Edits.random(for: kind, using: &generator)),
      seen: seen, context: replica.vector.visible(in: row.circle))
    operations.append(operation)
    replicas[writer].receive(operation)
  }

  /// Brings one operation and all that it needs from anywhere to one replica.
  mutating func deliver(using generator: inout SeededGenerator) {
    guard !operations.isEmpty else { return }
    let receiver = generator.number(below: homes.count)
    let last = generator.pick(operations)
    let needed = operations.filter { last.seen.contains($0.index) } + [last]
    hand(needed, to: receiver, using: &generator)
  }

  /// Brings to everyone everything that they may hold.
  mutating func deliverAll(using generator: inout SeededGenerator) {
    for receiver in homes.indices { hand(operations, to: receiver, using: &generator) }
  }

  /// Hands operations over in some causal order, one of them twice.
  private mutating func hand(
    _ needed: [Operation], to receiver: Int, using generator: inout SeededGenerator
  ) {
    let allowed = needed.filter { homes[receiver].holds(circle(of: $0)) }
    var parked = allowed.shuffled(using: &generator)
    while !parked.isEmpty {
      let waiting = parked.count
      parked.removeAll { operation in
        guard replicas[receiver].isReady(for: operation) else { return false }
        replicas[receiver].receive(operation)
        return true
      }
      precondition(parked.count < waiting, "nothing of \(parked) can be applied")
    }
    if let again = allowed.randomElement(using: &generator) {
      replicas[receiver].receive(again)
    }
  }
}
