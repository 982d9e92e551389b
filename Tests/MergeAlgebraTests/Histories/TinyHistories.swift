import MergeAlgebra
import SambandTestKit

/// Every way in which a few operations on one row can know of each other.
///
/// A shape says for each operation which replica writes it and which earlier ones that replica has
/// received by then. Receiving is causal, so what an operation saw is closed: it saw what those saw
/// too. Every interleaving of writes and deliveries gives one of these shapes. Replicas are numbered
/// in the order of their first write; ranks are varied through the clocks instead.
struct TinyShape {
  struct Step {
    let replica: Int
    let seen: UInt64
    let kind: RowChange.Kind
  }

  private(set) var steps: [Step] = []

  /// All shapes of `count` operations by at most `replicas` replicas.
  ///
  /// An update and a delete have seen an insert; otherwise any kind may come anywhere, also where
  /// the program would not let anyone write it.
  static func all(count: Int, replicas: Int) -> [TinyShape] {
    guard count > 0 else { return [TinyShape()] }
    return all(count: count - 1, replicas: replicas).flatMap { shape in
      let used = shape.steps.map(\.replica).max().map { $0 + 1 } ?? 0
      return (0..<min(used + 1, replicas)).flatMap { shape.continued(by: $0) }
    }
  }

  private func continued(by replica: Int) -> [TinyShape] {
    closedSets.filter { seen in
      steps.indices.allSatisfy { steps[$0].replica != replica || seen & (1 << UInt64($0)) != 0 }
    }.flatMap { seen in
      RowChange.Kind.allCases.compactMap { kind in
        let sawInsert = steps.indices.contains {
          steps[$0].kind == .insert && seen & (1 << UInt64($0)) != 0
        }
        guard kind == .insert || sawInsert else { return nil }
        var longer = self
        longer.steps.append(Step(replica: replica, seen: seen, kind: kind))
        return longer
      }
    }
  }

  /// The sets of operations that a replica can have applied.
  var closedSets: [UInt64] {
    (0..<(1 << UInt64(steps.count))).filter { set in
      steps.indices.allSatisfy {
        set & (1 << UInt64($0)) == 0 || steps[$0].seen & ~set == 0
      }
    }
  }
}

/// The clocks of a tiny history: how the order of times relates to the order of writing.
enum TinyClock: CaseIterable {
  case forward, backward, stopped, shuffled

  func time(of index: Int, using generator: inout SeededGenerator) -> Int64 {
    switch self {
    case .forward: 1_000 + Int64(index)
    case .backward: 1_000 - Int64(index)
    case .stopped: 1_000
    case .shuffled: Int64(generator.number(below: 3)) * 31_536_000_000
    }
  }
}

extension TinyShape {
  /// The shape with edits and clocks.
  func operations(
    _ clock: TinyClock, using generator: inout SeededGenerator
  ) -> [Operation] {
    var operations: [Operation] = []
    var written = [Int64](repeating: 0, count: Samples.streams.count)
    for (index, step) in steps.enumerated() {
      var context = VersionVector()
      for other in operations where step.seen & (1 << UInt64(other.index)) != 0 {
        let dot = other.stamp.dot
        if dot.number > context.number(of: dot.stream) {
          context[dot.stream] = Samples.position(dot.number)
        }
      }
      written[step.replica] += 1
      let stamp = Stamp(
        Dot(Samples.streams[step.replica], written[step.replica]),
        time: clock.time(of: index, using: &generator))
      let edits = Edits.random(for: step.kind, using: &generator)
      operations.append(
        Operation(
          index: index, row: 0, change: RowChange(step.kind, stamp, edits),
          seen: Marks(bits: step.seen), context: context))
    }
    return operations
  }
}
