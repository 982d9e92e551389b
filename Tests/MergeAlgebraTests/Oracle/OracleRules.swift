import MergeAlgebra

/// A write that nobody has displaced, as the oracle keeps it.
struct OracleSibling: Equatable {
  let stamp: Stamp
  let isSuggestion: Bool
  let values: [Value]
}

/// What §5 says of some siblings.
struct OracleChoice: Equatable {
  /// The place of the sibling that is shown.
  let shown: Int
  /// Whether more than one value exists.
  let isConflict: Bool
  /// Whether a person has to decide.
  let isOpen: Bool
}

enum OracleRules {
  /// Reads §5 aloud for siblings that come lowest rank first.
  static func choice(among siblings: [OracleSibling], by rule: Rule) -> OracleChoice? {
    guard let latest = siblings.indices.last else { return nil }
    let values = siblings.map(\.values)
    let isConflict = Set(values).count > 1
    func choice(_ shown: Int, isOpen: Bool = false) -> OracleChoice {
      OracleChoice(shown: shown, isConflict: isConflict, isOpen: isConflict && isOpen)
    }
    /// The latest of the siblings whose value no other sibling's value beats.
    func unbeaten(_ beats: (Value, Value) -> Bool) -> [Int] {
      siblings.indices.filter { mine in
        !values.contains { beats($0[0], values[mine][0]) }
      }
    }
    switch rule {
    case .latest: return choice(latest)
    case .ask: return choice(latest, isOpen: true)
    case .first: return choice(0)
    case .highest: return choice(unbeaten { SQLiteOrder.isLess($1, $0) }.last ?? latest)
    case .lowest: return choice(unbeaten { SQLiteOrder.isLess($0, $1) }.last ?? latest)
    case .furthest:
      let ends = unbeaten { isFurther($0, than: $1) }
      let shown = ends.last ?? latest
      return choice(shown, isOpen: Set(ends.map { values[$0] }).count > 1)
    case .owner, .coordinator:
      let shown = siblings.indices.last { !siblings[$0].isSuggestion } ?? latest
      let waiting = siblings.contains { $0.isSuggestion && $0.values != values[shown] }
      return choice(shown, isOpen: waiting)
    case .union, .sum: return nil
    }
  }

  /// Whether a word comes after another in ``Samples/orderedWords``.
  static func isFurther(_ value: Value, than other: Value) -> Bool {
    guard let mine = place(of: value), let theirs = place(of: other) else { return false }
    if mine.group != theirs.group { return mine.group > theirs.group }
    return mine.chain == theirs.chain && mine.step > theirs.step
  }

  private static func place(of value: Value) -> (group: Int, chain: Int, step: Int)? {
    for (group, chains) in Samples.orderedWords.enumerated() {
      for (chain, words) in chains.enumerated() {
        for (step, word) in words.enumerated() where value == .text(word) {
          return (group: group, chain: chain, step: step)
        }
      }
    }
    return nil
  }
}

/// SQLite's comparison of storage classes, written a second time.
enum SQLiteOrder {
  static func isLess(_ left: Value, _ right: Value) -> Bool {
    switch (left, right) {
    case (.integer(let a), .integer(let b)): return a < b
    case (.real(let a), .real(let b)): return a < b
    case (.integer(let a), .real(let b)): return sign(of: a, minus: b) < 0
    case (.real(let a), .integer(let b)): return sign(of: b, minus: a) > 0
    case (.text(let a), .text(let b)), (.blob(let a), .blob(let b)):
      for (x, y) in zip(a, b) where x != y { return x < y }
      return a.count < b.count
    default: return storageClass(left) < storageClass(right)
    }
  }

  private static func sign(of whole: Int64, minus real: Double) -> Int {
    let limit = 0x1p63
    if real >= limit { return -1 }
    if real < -limit { return 1 }
    let cut = Int64(real.rounded(.towardZero))
    if whole != cut { return whole < cut ? -1 : 1 }
    let fraction = real - real.rounded(.towardZero)
    return fraction == 0 ? 0 : fraction > 0 ? -1 : 1
  }

  private static func storageClass(_ value: Value) -> Int {
    switch value {
    case .null: 0
    case .integer, .real: 1
    case .text: 2
    case .blob: 3
    case .row: 1
    }
  }
}
