import MergeAlgebra

/// Everything that anybody sealed in one simulation, and what each author had seen.
///
/// Who is right about a value is decided by looking through all acts of its row: no state is kept
/// that could go wrong in the way the real one can.
struct History {
  /// A row by the place of its table and its key.
  struct Place: Hashable, Comparable {
    let table: Int
    let key: RowKey

    static func < (left: Self, right: Self) -> Bool {
      left.table == right.table ? left.key < right.key : left.table < right.table
    }
  }

  /// What was written to one unit.
  enum Content: Equatable {
    case values([Value], isSuggestion: Bool)
    case elements(adding: [Element], removing: [Element])
    case difference(Int64)
  }

  /// What one change set did to one row.
  struct Act {
    let dot: Dot
    /// What its author had seen.
    let seen: Sight
    let kind: RowChange.Kind
    /// By unit.
    let edits: [Int: Content]

    func saw(_ other: Act) -> Bool { seen.covers(other.dot) }
  }

  let models: [TableModel]
  private(set) var acts: [Place: [Act]] = [:]
  /// What the author of each change set had seen.
  private(set) var sights: [Dot: Sight] = [:]
  /// The charter under which each change set was made.
  private(set) var charters: [Dot: Int64] = [:]
  /// Change sets by the hash under which bundles name them.
  private(set) var dots: [ContentHash: Dot] = [:]

  init(models: [TableModel]) { self.models = models }

  /// Notes a change set whose author had seen `sight`.
  mutating func note(
    _ dot: Dot, hash: ContentHash, charter: Int64, seeing sight: Sight, _ groups: [OperationGroup]
  ) throws {
    charters[dot] = charter
    guard sights.updateValue(sight, forKey: dot) == nil else {
      throw Failure("\(dot) was sealed twice")
    }
    dots[hash] = dot
    for group in groups {
      guard let table = models.firstIndex(where: { $0.name == group.table }) else {
        throw Failure("\(dot) names a table \(group.table)")
      }
      for row in group.rows {
        let act = Act(
          dot: dot, seen: sight, kind: group.kind,
          edits: try Self.edits(of: row, group, models[table]))
        acts[Place(table: table, key: row.key), default: []].append(act)
      }
    }
  }

  /// What was done to a row, one change set a line, for failures.
  func story(of place: Place) -> String {
    (acts[place] ?? []).map { act in
      let seen = act.seen.numbers.sorted { $0.key < $1.key }.map { "\($0.key):\($0.value)" }
      let edits = act.edits.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
      return "\n    \(act.kind) by \(act.dot): \(edits.joined(separator: " "))"
        + "\n      seeing \(seen.joined(separator: " "))"
    }.joined()
  }

  /// The act of a change set on a row.
  func act(of dot: Dot, on place: Place) -> Act? { acts[place]?.first { $0.dot == dot } }

  private static func edits(
    of row: OperationGroup.Row, _ group: OperationGroup, _ model: TableModel
  ) throws -> [Int: Content] {
    var edits: [Int: Content] = [:]
    for (index, unit) in model.units.enumerated() {
      let names = unit.columns.map { model.columns[$0].name }
      let cells = names.compactMap { name in
        group.columns.firstIndex(of: name).map { row.cells[$0] }
      }
      if cells.isEmpty { continue }
      guard cells.count == names.count else { throw Failure("a part of the unit \(names)") }
      switch cells[0] {
      case .elements(let adding, let removing):
        edits[index] = .elements(adding: adding, removing: removing)
      case .difference(let difference): edits[index] = .difference(difference)
      case .value:
        let values = cells.compactMap { cell -> Value? in
          if case .value(let value) = cell { value } else { nil }
        }
        edits[index] = .values(values, isSuggestion: group.suggested.contains(names[0]))
      }
    }
    return edits
  }
}

extension History {
  /// Whether a row lives once everybody knows everything.
  func isLiving(_ place: Place) -> Bool {
    let acts = acts[place] ?? []
    let deletes = acts.filter { $0.kind == .delete }
    switch models[place.table].declaration.deletion {
    case .keepEdited:
      return acts.contains { act in
        act.kind != .delete && !deletes.contains { $0.saw(act) }
      }
    case .deleteWins:
      let inserts = acts.filter { $0.kind == .insert }
      return !inserts.isEmpty
        && deletes.allSatisfy { delete in inserts.contains { $0.saw(delete) } }
    }
  }

  /// The writes of a unit that nothing later displaced.
  func standing(_ place: Place, unit: Int) -> [(act: Act, values: [Value])] {
    let acts = acts[place] ?? []
    var standing: [(act: Act, values: [Value])] = []
    for act in acts {
      guard case .values(let values, let isSuggestion)? = act.edits[unit] else { continue }
      let isDisplaced = acts.contains { later in
        guard later.saw(act) else { return false }
        if later.kind == .insert { return true }
        guard case .values(_, let suggests)? = later.edits[unit] else { return false }
        return !suggests || isSuggestion
      }
      if !isDisplaced { standing.append((act, values)) }
    }
    return standing
  }

  /// The elements of a set that nothing later took out, in the order of their bytes.
  func elements(_ place: Place, unit: Int) -> [Element] {
    let acts = acts[place] ?? []
    var present: Set<Element> = []
    for act in acts {
      guard case .elements(let adding, _)? = act.edits[unit] else { continue }
      for element in adding {
        let isOut = acts.contains { later in
          guard later.saw(act) else { return false }
          if later.kind == .insert { return true }
          guard case .elements(_, let removing)? = later.edits[unit] else { return false }
          return removing.contains(element)
        }
        if !isOut { present.insert(element) }
      }
    }
    return present.sorted()
  }

  /// The sum of all differences that no later insert forgot.
  func total(_ place: Place, unit: Int) -> Int64 {
    let acts = acts[place] ?? []
    // In halves, for a sum beyond 64 bits shows the nearest number.
    var (high, low): (Int64, Int64) = (0, 0)
    for act in acts {
      guard case .difference(let difference)? = act.edits[unit],
        !acts.contains(where: { $0.kind == .insert && $0.saw(act) })
      else { continue }
      high += difference >> 32
      low += difference & 0xFFFF_FFFF
    }
    high += low >> 32
    guard let top = Int32(exactly: high) else { return high < 0 ? .min : .max }
    return Int64(top) << 32 | (low & 0xFFFF_FFFF)
  }

  /// Whether somebody deleted a row that lives by what somebody else wrote, unseen by each other.
  func hasUnansweredDelete(_ place: Place) -> Bool {
    let acts = acts[place] ?? []
    let deletes = acts.filter { $0.kind == .delete }
    let isWritten = acts.contains { act in
      act.kind != .delete && !deletes.contains { $0.saw(act) }
    }
    return isWritten && deletes.contains { delete in !acts.contains { $0.saw(delete) } }
  }
}

extension History.Content: CustomStringConvertible {
  /// As failures show it.
  var description: String {
    switch self {
    case .values(let values, let isSuggestion):
      (isSuggestion ? "?" : "") + values.map(\.shown).joined(separator: ",")
    case .elements(let adding, let removing):
      "+\(adding.map { String(decoding: $0.bytes, as: UTF8.self) }) "
        + "-\(removing.map { String(decoding: $0.bytes, as: UTF8.self) })"
    case .difference(let difference): "±\(difference)"
    }
  }
}
