import MergeAlgebra
import StrictJSON

/// Makes operations of what the journal recorded (protocol §2, §5).
struct LocalChanges {
  let rows: RowStore
  let tables: [TrackedTable]
  let me: MemberID
  let collaboration: Collaboration

  /// The net effect of the journals per circle, widest first; empties the journals.
  ///
  /// The touched rows are left loaded with their state as it was at the last seal, so that the
  /// change sets can be applied to them.
  func drain() throws -> [Draft] {
    let journal = Journal(session: rows.session)
    try reserveNumbers(journal)
    var builder = DraftBuilder()
    for table in tables {
      let effect = NetEffect(rows: rows, table: table, me: me, collaboration: collaboration)
      for (key, trace) in try journal.traces(of: table) {
        try rows.progress.step()
        for change in try effect.changes(of: key, trace) {
          builder.add(change, in: table, at: trace.time)
        }
      }
      try journal.empty(table)
    }
    return builder.drafts
  }

  /// Finds the numbers that new rows take from others, before any row is called by its number.
  private func reserveNumbers(_ journal: Journal) throws {
    for table in tables where table.isNumbered {
      let effect = NetEffect(rows: rows, table: table, me: me, collaboration: collaboration)
      for (key, trace) in try journal.traces(of: table) where try effect.takesNumber(key, trace) {
        if case .integer(let number)? = key.values.first {
          rows.numbering.reserve(number, in: table)
        }
      }
    }
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
