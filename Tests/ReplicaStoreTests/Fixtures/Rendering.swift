import MergeAlgebra
import Testing

@testable import ReplicaStore

extension Value {
  /// As SQL would write it; storage classes and bits can be told apart.
  var rendered: String {
    switch self {
    case .null: "NULL"
    case .integer(let number): String(number)
    case .real(let number): "\(number)"
    case .text(let bytes): "'" + String(decoding: bytes, as: UTF8.self) + "'"
    case .row(let row): "row \(row.number) of \(row.birth.dot)"
    case .blob(let bytes): "x" + bytes.map { String($0, radix: 16) }.joined(separator: ".")
    }
  }
}

extension OperationGroup.Cell {
  var rendered: String {
    switch self {
    case .value(let value): value.rendered
    case .elements(let adding, let removing):
      "+" + adding.map(\.rendered).joined(separator: ",") + "-"
        + removing.map(\.rendered).joined(separator: ",")
    case .difference(let difference): "by \(difference)"
    }
  }
}

extension Element {
  fileprivate var rendered: String { String(decoding: bytes, as: UTF8.self) }
}

extension Parcel {
  /// One line per row: `update t 'a': n=2`.
  var lines: [String] {
    groups.flatMap { group in
      group.rows.map { row in
        let cells = zip(group.columns, row.cells).map { name, cell in
          "\(name)=\(cell.rendered)" + (group.suggested.contains(name) ? "?" : "")
        }
        let key = row.key.values.map(\.rendered).joined(separator: ",")
        return ["\(group.kind) \(group.table) \(key):", cells.joined(separator: " ")]
          .joined(separator: cells.isEmpty ? "" : " ")
      }
    }
  }
}

extension TestReplica {
  /// What the live table shows: for each row, key first, its cells.
  func shown(_ table: String) throws -> [String] {
    try read { tx in
      try tx.shownRows(of: table).map { row in
        (row.key.values + row.cells).map(\.rendered).joined(separator: " ")
      }
    }
  }

  /// The first column of a query.
  func query(_ sql: String) throws -> [String] {
    try read { tx in try tx.session.rows(sql) { $0.value(0).rendered } }
  }

  /// The conflict list.
  func conflicts() throws -> [ListedConflict] { try read { try $0.conflicts() } }

  /// The conflict list in short: `t a n latest settled: 'x' ['y']`, the shown value in brackets.
  func conflictLines() throws -> [String] {
    try conflicts().map { conflict in
      let place =
        "\(conflict.table) \(conflict.key.readable) \(conflict.columns.joined(separator: "+")) "
        + "\(conflict.rule) \(conflict.state.rawValue)"
      switch conflict.subject {
      case .values(let siblings, let shown):
        let values = siblings.enumerated().map { index, sibling in
          let text = sibling.values.map(\.rendered).joined(separator: "+")
          return index == shown ? "[\(text)]" : text
        }
        return "\(place): \(values.joined(separator: " "))"
      case .life(let life):
        return "\(place): \(life.isLiving ? "lives" : life.isRevived ? "needed" : "dead")"
      case .cleared(let written, let parent):
        let values = written.values.map(\.rendered).joined(separator: "+")
        return "\(place): \(values) of \(parent)"
      case .held(let held, _): return "\(place): \(held.detail)"
      case .duplicate(let twin): return "\(place): of \(twin.keeper.readable)"
      case .renumbered(let number): return "\(place): was \(number)"
      }
    }
  }

  /// Digests by circle.
  func digests() throws -> [Circle: StateDigest] {
    try read { tx in
      Dictionary(uniqueKeysWithValues: try tx.digests().map { ($0.circle, $0.digest) })
    }
  }
}
