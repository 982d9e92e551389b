import Foundation
import MergeAlgebra

/// Whether a sealed change set says what other programs did to the tables.
///
/// The tables before the edits and just before the seal are compared row by row, so a fault in the
/// triggers or the journal shows.
struct CaptureCheck {
  let models: [TableModel]
  let before: [Party.Rows]
  let written: [Party.Rows]
  let groups: [OperationGroup]
  let party: String

  private struct Sealed {
    let kind: RowChange.Kind
    var cells: [String: OperationGroup.Cell] = [:]
  }

  func run() throws {
    for (index, model) in models.enumerated() {
      var sealed: [RowKey: Sealed] = [:]
      for group in groups where group.table == model.name {
        for row in group.rows {
          guard sealed[row.key] == nil else {
            throw failure(model, row.key, "it is in two groups of one change set")
          }
          sealed[row.key] = Sealed(
            kind: group.kind,
            cells: Dictionary(uniqueKeysWithValues: zip(group.columns, row.cells)))
        }
      }
      let keys = Set(before[index].keys).union(written[index].keys)
      for key in keys.sorted() {
        try check(key, before[index][key], written[index][key], sealed[key], model)
      }
    }
  }

  private func failure(_ model: TableModel, _ key: RowKey, _ what: String) -> Failure {
    Failure("\(party): capture of \(model.name) \(key.readable): \(what)")
  }

  private func check(
    _ key: RowKey, _ before: [Value]?, _ written: [Value]?, _ sealed: Sealed?, _ model: TableModel
  ) throws {
    switch (before, written) {
    case (nil, nil): return
    case (_?, nil):
      guard sealed?.kind == .delete else { throw failure(model, key, "a delete was not sealed") }
    case (nil, let written?):
      guard let sealed, sealed.kind == .insert else {
        throw failure(model, key, "an insert was not sealed")
      }
      for column in model.columns.indices {
        try check(column, of: key, nil, written, sealed, model)
      }
    case (_?, let written?) where sealed?.kind == .insert:
      // Deleted and made again with another value where it is set once.
      guard let sealed else { return }
      for column in model.columns.indices {
        try check(column, of: key, nil, written, sealed, model)
      }
    case (let before?, let written?):
      guard sealed?.kind != .delete else { throw failure(model, key, "an update became a delete") }
      for column in model.columns.indices {
        let mayStay =
          before[column] == written[column]
          || isSameSet(before[column], written[column], column, model)
        let isFixed = model.columns[column].isFixed && !before[column].isNull
        if isFixed || (mayStay && sealed?.cells[model.columns[column].name] == nil) { continue }
        guard let sealed else { throw failure(model, key, "an update was not sealed") }
        try check(column, of: key, before, written, sealed, model)
      }
    }
  }

  private func check(
    _ column: Int, of key: RowKey, _ before: [Value]?, _ written: [Value], _ sealed: Sealed,
    _ model: TableModel
  ) throws {
    let name = model.columns[column].name
    let value = written[column]
    switch sealed.cells[name] {
    case .value(value): return
    case .elements(let adding, _):
      if before == nil && adding.isEmpty && !(value.isNull || value == .text("[]")) { break }
      return
    case .difference(let difference):
      var old: Int64 = 0
      if case .integer(let number)? = before?[column] { old = number }
      if value == .integer(old &+ difference) { return }
      // One beyond 64 bits travels as the nearest.
      if difference == .max || difference == .min { return }
    default: break
    }
    throw failure(
      model, key,
      "\(name) \(before?[column].shown ?? "–") → \(value.shown) was sealed as "
        + "\(sealed.cells[name].map { "\($0)" } ?? "nothing")")
  }

  /// Whether two texts of a set have the same elements, as Foundation reads them.
  private func isSameSet(
    _ before: Value, _ now: Value, _ column: Int, _ model: TableModel
  ) -> Bool {
    guard model.units[model.unit(holding: column)].rule == .union else { return false }
    guard let first = elements(of: before), let second = elements(of: now) else { return false }
    return first == second
  }

  private func elements(of value: Value) -> Set<String>? {
    if value.isNull { return [] }
    guard case .text(let bytes) = value else { return nil }
    // Absent: not JSON, which the schema refuses.
    let parsed = try? JSONSerialization.jsonObject(with: Data(bytes))
    return (parsed as? [Any]).map { elements in
      Set(elements.map { ($0 as? NSNumber).map { "\($0.doubleValue)" } ?? "\($0)" })
    }
  }
}
