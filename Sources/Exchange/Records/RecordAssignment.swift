/// What somebody wants a column to hold: `status=PAG`, `supporters+=Vik`, `tags-=B2`.
public struct RecordAssignment: Equatable, Sendable {
  /// What is done with the column.
  public enum Operation: String, Sendable {
    /// The cell becomes the value.
    case set = "="
    /// Elements are added to a set, or an amount to a sum.
    case add = "+="
    /// Elements are taken from a set, or an amount from a sum.
    case remove = "-="
  }

  /// The column as it was named.
  public let column: String
  /// What is done.
  public let operation: Operation
  /// The value as it was written.
  public let text: String

  /// Reads one; `nil` when there is no `=` behind a name.
  public init?(_ argument: String) {
    guard let sign = argument.firstIndex(of: "=") else { return nil }
    text = String(argument[argument.index(after: sign)...])
    var name = argument[..<sign]
    switch name.last {
    case "+": operation = .add
    case "-": operation = .remove
    default: operation = .set
    }
    if operation != .set { name.removeLast() }
    column = SetText.trimmed(String(name))
    if column.isEmpty { return nil }
  }
}
