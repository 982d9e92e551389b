import MergeAlgebra
import ReplicaStore

/// Whether everything that was written and not answered can still be seen.
struct LossCheck {
  let history: History
  let rows: [Party.Rows]
  let conflicts: [ListedConflict]

  /// What can be seen of one row.
  private struct Visible {
    var cells: [Value]?
    var isHeld = false
    var listsLife = false
    /// By unit.
    var listed: [Int: [[Value]]] = [:]
    /// The units with a reference that is shown as NULL.
    var cleared: Set<Int> = []
  }

  /// Returns how many values were looked for.
  func run() throws -> Int {
    var visible: [History.Place: Visible] = [:]
    for (table, cells) in rows.enumerated() {
      for (key, values) in cells {
        visible[History.Place(table: table, key: key), default: Visible()].cells = values
      }
    }
    for conflict in conflicts { try note(conflict, &visible) }
    for place in visible.keys.sorted() where history.acts[place] == nil {
      throw failure(place, "nobody wrote this row")
    }
    return try history.acts.keys.sorted().reduce(0) { count, place in
      try count + check(place, visible[place] ?? Visible())
    }
  }

  private func note(
    _ conflict: ListedConflict, _ visible: inout [History.Place: Visible]
  ) throws {
    guard let table = history.models.firstIndex(where: { $0.name == conflict.table }) else {
      throw Failure("a conflict in a table \(conflict.table)")
    }
    let model = history.models[table]
    let place = History.Place(table: table, key: conflict.key)
    switch conflict.subject {
    case .held(_, let cells):
      guard visible[place]?.cells == nil else { throw failure(place, "it is shown and held") }
      visible[place, default: Visible()].cells = cells
      visible[place]?.isHeld = true
    case .duplicate(let twin):
      visible[place, default: Visible()].cells = twin.cells
      visible[place]?.isHeld = true
    case .renumbered: break
    case .life: visible[place, default: Visible()].listsLife = true
    case .cleared(let written, _):
      let column = model.columns.firstIndex { $0.name == conflict.columns.first }
      guard let column else { throw failure(place, "a cleared reference without a column") }
      let unit = model.unit(holding: column)
      visible[place, default: Visible()].cleared.insert(unit)
      visible[place]?.listed[unit, default: []].append(written.values)
    case .values(let siblings, _):
      let column = model.columns.firstIndex { $0.name == conflict.columns.first }
      guard let column else { throw failure(place, "a conflict in no column") }
      visible[place, default: Visible()].listed[model.unit(holding: column)] =
        siblings.map(\.values)
    }
  }

  private func failure(_ place: History.Place, _ what: String) -> Failure {
    Failure(
      "\(history.models[place.table].name) \(place.key.readable): \(what)"
        + history.story(of: place))
  }

  private func check(_ place: History.Place, _ visible: Visible) throws -> Int {
    let model = history.models[place.table]
    if history.hasUnansweredDelete(place) && !visible.listsLife {
      throw failure(place, "it was deleted and edited at once, and that is not listed")
    }
    guard history.isLiving(place) else {
      // A dead row may be shown because a living one refers to it.
      guard visible.cells == nil || isReferred(model.name) else {
        throw failure(place, "it should be dead")
      }
      return 0
    }
    guard let cells = visible.cells else { throw failure(place, "it should live") }
    for (unit, content) in model.units.enumerated() {
      let shown = content.columns.map { cells[$0] }
      switch content.rule {
      case .union: try checkSet(place, unit, shown[0])
      case .sum: try checkSum(place, unit, shown[0])
      default:
        try checkRegister(
          place, unit, shown, visible.listed[unit] ?? [],
          isCleared: visible.cleared.contains(unit))
      }
    }
    return model.units.count
  }

  private func isReferred(_ table: String) -> Bool {
    Playground.parents.values.contains { $0.values.contains(table) }
  }

  /// Whether a reference names a row that is not shown: then its keeper is shown, or nothing.
  private func refersToHidden(_ values: [Value], _ place: History.Place, _ unit: Int) -> Bool {
    let model = history.models[place.table]
    let column = model.columns[model.units[unit].columns[0]].name
    guard let parent = Playground.parents[model.name]?[column], values.count == 1,
      let table = history.models.firstIndex(where: { $0.name == parent })
    else { return false }
    return !values[0].isNull && rows[table][RowKey(values)] == nil
  }

  private func checkRegister(
    _ place: History.Place, _ unit: Int, _ shown: [Value], _ listed: [[Value]], isCleared: Bool
  ) throws {
    let standing = history.standing(place, unit: unit)
    // Another row may be shown in its parent's place; nothing only if that is listed.
    let isRedirected = shown.contains { !$0.isNull }
    if isRedirected, standing.contains(where: { refersToHidden($0.values, place, unit) }) {
      return
    }
    for (act, values) in standing where values != shown && !listed.contains(values) {
      throw failure(
        place, "\(values.map(\.shown)) of \(act.dot) in unit \(unit) is neither shown nor listed")
    }
    if !standing.isEmpty && !isCleared && !standing.contains(where: { $0.values == shown }) {
      throw failure(place, "nobody wrote \(shown.map(\.shown)) in unit \(unit)")
    }
    for values in listed where !standing.contains(where: { $0.values == values }) {
      throw failure(place, "\(values.map(\.shown)) in unit \(unit) is listed and was answered")
    }
  }

  private func checkSet(_ place: History.Place, _ unit: Int, _ shown: Value) throws {
    let elements = history.elements(place, unit: unit)
    let texts = elements.map { String(decoding: $0.bytes, as: UTF8.self) }
    let expected = Value.text("[\(texts.joined(separator: ","))]")
    if shown == expected || (elements.isEmpty && shown.isNull) { return }
    throw failure(place, "the set in unit \(unit) shows \(shown.shown), not \(expected.shown)")
  }

  private func checkSum(_ place: History.Place, _ unit: Int, _ shown: Value) throws {
    let total = history.total(place, unit: unit)
    guard shown == .integer(total) else {
      throw failure(place, "the sum in unit \(unit) shows \(shown.shown), not \(total)")
    }
  }
}
