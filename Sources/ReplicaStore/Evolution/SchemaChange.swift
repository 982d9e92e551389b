import MergeAlgebra

/// What a charter says of data: the tables, and how they merge.
package struct CharterTerms: Equatable, Sendable {
  /// The tables, as plain SQL.
  public let schema: String
  /// Members and rules.
  public let collaboration: Collaboration

  /// Names the terms of a charter.
  public init(schema: String, collaboration: Collaboration) {
    self.schema = schema
    self.collaboration = collaboration
  }
}

/// Something that a revision of the charter does to the tables or their rules.
public struct SchemaChange: Equatable, Sendable {
  /// What is changed.
  public enum Subject: String, Sendable, CaseIterable {
    /// A whole table.
    case table
    /// A column.
    case column
    /// Whether a column may hold NULL.
    case notNull
    /// What a column holds when nobody has written it.
    case defaultValue
    /// A condition on rows.
    case check
    /// A unique key.
    case uniqueKey
    /// An index.
    case index
    /// A view.
    case view
    /// A trigger of the user's.
    case trigger
    /// How a column merges, or another rule of the table.
    case rule
    /// Something else in the table's definition.
    case definition
  }

  /// What is done to it.
  public enum Action: String, Sendable, CaseIterable {
    /// It is new.
    case added
    /// It is gone.
    case removed
    /// It is another.
    case changed
    /// It has another name.
    case renamed
    /// It allows more.
    case relaxed
  }

  /// What is changed.
  public let subject: Subject
  /// What is done to it.
  public let action: Action
  /// The table; for a view, the view.
  public let table: String
  /// The column, index or trigger, or the rule's name; empty when the whole table is meant.
  public let name: String
  /// What it was before, where that can be said in a word.
  public let before: String?
  /// What it is now, where that can be said in a word.
  public let after: String?

  /// Describes a change.
  public init(
    _ subject: Subject, _ action: Action, table: String, name: String = "", before: String? = nil,
    after: String? = nil
  ) {
    self.subject = subject
    self.action = action
    self.table = table
    self.name = name
    self.before = before
    self.after = after
  }
}
