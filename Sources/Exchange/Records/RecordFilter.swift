import MergeAlgebra
import ReplicaStore

/// A condition on a column: `status=PAG`, `due_on<2026-10-01`, `title~kurs`.
public struct RecordFilter: Equatable, Sendable {
  /// How a cell is compared.
  public enum Comparison: String, CaseIterable, Sendable {
    // The longer signs first: a shorter one begins like them.
    /// Other than, or a set without the element.
    case isNot = "!="
    /// Does not contain the text.
    case lacks = "!~"
    /// At most.
    case atMost = "<="
    /// At least.
    case atLeast = ">="
    /// The same, or a set with the element.
    case equals = "="
    /// Contains the text.
    case contains = "~"
    /// Less than.
    case isLess = "<"
    /// More than.
    case isMore = ">"
  }

  /// The column as it was named.
  public let column: String
  /// How it is compared.
  public let comparison: Comparison
  /// With what, as it was written; empty stands for nothing.
  public let text: String

  /// Reads a condition; `nil` when it has no sign behind a name.
  public init?(_ argument: String) {
    guard let start = argument.firstIndex(where: { "!=<>~".contains($0) }) else { return nil }
    let rest = argument[start...]
    guard let sign = Comparison.allCases.first(where: { rest.hasPrefix($0.rawValue) }) else {
      return nil
    }
    column = SetText.trimmed(String(argument[..<start]))
    comparison = sign
    text = String(rest.dropFirst(sign.rawValue.count))
    if column.isEmpty { return nil }
  }
}

/// A filter whose column and value are known.
struct KnownFilter {
  let place: Int
  let column: RecordColumn
  let table: RecordTable
  let comparison: RecordFilter.Comparison
  let text: String
  /// The value; for a set the elements.
  ///
  /// NULL stands for nothing.
  let value: Value

  init(_ filter: RecordFilter, _ reader: CellReader, _ table: RecordTable) throws {
    column = try reader.desk.knownColumn(filter.column, in: table)
    place = table.place(of: column.name) ?? 0
    self.table = table
    comparison = filter.comparison
    text = filter.text.lowercased()
    let isText = comparison == .contains || comparison == .lacks
    value =
      isText || filter.text.isEmpty
      ? .null : try reader.value(filter.text, of: column, in: table)
  }

  /// Whether a cell is as it is asked for.
  func holds(_ cell: Value, _ writer: CellWriter) throws -> Bool {
    switch comparison {
    case .equals: return isEqual(cell)
    case .isNot: return !isEqual(cell)
    case .contains: return try contains(cell, writer)
    case .lacks: return try !contains(cell, writer)
    case .isLess: return compared(cell) { $0.precedes($1) }
    case .isMore: return compared(cell) { $1.precedes($0) }
    case .atMost: return compared(cell) { !$1.precedes($0) }
    case .atLeast: return compared(cell) { !$0.precedes($1) }
    }
  }

  private func isEqual(_ cell: Value) -> Bool {
    if column.isSet, let wanted = SetText.elements(of: value),
      let elements = SetText.elements(of: cell)
    {
      let there = Set(elements.map(\.canonicalBytes))
      return wanted.isEmpty
        ? elements.isEmpty : wanted.allSatisfy { there.contains($0.canonicalBytes) }
    }
    if value.isNull { return cell.isNull || cell == .text([]) }
    return !cell.precedes(value) && !value.precedes(cell)
  }

  private func contains(_ cell: Value, _ writer: CellWriter) throws -> Bool {
    try cell.readable.lowercased().contains(text)
      || writer.text(cell, of: column, in: table).lowercased().contains(text)
  }

  /// NULL is neither less nor more than anything.
  private func compared(_ cell: Value, _ order: (Value, Value) -> Bool) -> Bool {
    if cell.isNull || value.isNull { return false }
    let choices = column.restriction.choices
    if let one = choices.firstIndex(of: cell), let other = choices.firstIndex(of: value) {
      // Values with a list stand in the order of the list.
      return order(.integer(Int64(one)), .integer(Int64(other)))
    }
    return order(cell, value)
  }
}
