import MergeAlgebra
import StrictJSON

/// The local edits of one circle, ready to become a change set.
public struct Draft: Equatable, Sendable {
  /// Who may hold them.
  public let circle: Circle
  /// The rows, by table, operation and columns.
  public let groups: [OperationGroup]
}

/// Makes operations of what the journal recorded (protocol §2, §5).
struct LocalChanges {
  let rows: RowStore
  let tables: [TrackedTable]
  let me: MemberID
  let collaboration: Collaboration

  private struct GroupKey: Hashable {
    let circle: Circle
    let table: Int
    let kind: RowChange.Kind
    let columns: [String]
    let suggested: [String]
  }

  /// The net effect of the journals per circle, widest first; empties the journals.
  ///
  /// The touched rows are left loaded with their state as it was at the last seal, so that the
  /// change sets can be applied to them.
  func drain() throws -> [Draft] {
    let journal = Journal(session: rows.session)
    var groups: [GroupKey: [OperationGroup.Row]] = [:]
    for (index, table) in tables.enumerated() {
      let effect = NetEffect(rows: rows, table: table, me: me, collaboration: collaboration)
      for (key, trace) in try journal.traces(of: table) {
        for change in try effect.changes(of: key, trace) {
          let groupKey = GroupKey(
            circle: change.circle, table: index, kind: change.kind,
            columns: change.columns.map(\.name), suggested: change.suggested)
          let row = OperationGroup.Row(
            key: change.key, time: trace.time, cells: change.columns.map(\.cell))
          groups[groupKey, default: []].append(row)
        }
      }
      try journal.empty(table)
    }
    let circles = Set(groups.keys.map(\.circle)).sorted {
      ($0.depth, $0.description) < ($1.depth, $1.description)
    }
    return circles.map { circle in
      let keys = groups.keys.filter { $0.circle == circle }.sorted { isBefore($0, $1) }
      return Draft(
        circle: circle,
        groups: keys.map { key in
          OperationGroup(
            table: tables[key.table].name, kind: key.kind, columns: key.columns,
            suggested: key.suggested,
            rows: (groups[key] ?? []).sorted { $0.key < $1.key })
        })
    }
  }

  private func isBefore(_ a: GroupKey, _ b: GroupKey) -> Bool {
    let first = (a.table, Int(a.kind.rawValue)), second = (b.table, Int(b.kind.rawValue))
    if first != second { return first < second }
    return a.columns == b.columns
      ? a.suggested.lexicographicallyPrecedes(b.suggested)
      : a.columns.lexicographicallyPrecedes(b.columns)
  }
}

/// Reads the text of a `union` column.
enum SetText {
  /// The elements in canonical order; `nil` when the value is neither NULL nor a JSON array.
  static func elements(of value: Value) -> [Element]? {
    if value.isNull { return [] }
    guard case .text(let bytes) = value else { return nil }
    do {
      guard case .array(let values) = try JSONValue.parse(bytes) else { return nil }
      return Set(values.map { Element(canonical: $0.canonicalBytes) }).sorted()
    } catch {
      return nil
    }
  }
}

extension RowKey {
  /// The key as people read it: `T06`, `AP1, 4642`.
  public var readable: String {
    values.map { value in
      switch value {
      case .null: "NULL"
      case .integer(let number): String(number)
      case .real(let number): String(number)
      case .text(let bytes): String(decoding: bytes, as: UTF8.self)
      case .row(let row): String(row.number)
      case .blob(let bytes): "x'" + bytes.map { hexadecimal($0) }.joined() + "'"
      }
    }.joined(separator: ", ")
  }

  private func hexadecimal(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }
}
