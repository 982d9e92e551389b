import MergeAlgebra

/// The rules of one table, and why each was chosen.
public struct TableChoices: Equatable, Sendable {
  /// The table.
  public let name: String
  /// Who may hold its rows; a `local` table is not shared at all.
  public let audience: Audience
  /// The columns of its primary key.
  public let key: [String]
  /// Where its keys come from.
  public let keyOrigin: KeyOrigin
  /// Why they are taken to come from there.
  public let keyReason: KeyReason
  /// What becomes of a row when the one that it refers to is gone, for each foreign key.
  public let references: [Reference]
  /// The columns that are set once.
  public let fixed: [Fixed]
  /// What becomes of a row that collides, for each unique key beside the primary one.
  public let unique: [Unique]
  /// Columns with another rule than `latest`.
  public let columns: [Column]

  /// Why keys are taken to be numbers or names.
  public enum KeyReason: String, Equatable, Sendable {
    /// The rules say so.
    case given
    /// SQLite numbers the rows: an INTEGER PRIMARY KEY.
    case numbered
    /// The key is a number, but that of another row.
    case refers
    /// The key is what the users write.
    case written
  }

  /// The rule for a foreign key.
  public struct Reference: Equatable, Sendable {
    /// Its columns.
    public let columns: [String]
    /// The table that it refers to.
    public let parent: String
    /// What becomes of the row.
    public let rule: MissingParentRule
    /// Why.
    public let reason: Reason

    /// Why a rule was chosen for a foreign key.
    public enum Reason: String, Equatable, Sendable {
      /// The rules say so.
      case given
      /// The schema says ON DELETE CASCADE.
      case onDeleteCascade
      /// The schema says ON DELETE SET NULL.
      case onDeleteSetNull
      /// The schema says ON DELETE SET NULL, but a constraint may refuse NULL after a merge.
      case neverNull
      /// The schema does not let a parent go while it has children.
      case needsParent
    }
  }

  /// A column that is set once.
  public struct Fixed: Equatable, Sendable {
    /// The column.
    public let column: String
    /// The tables that refer to it; empty when the rules alone say so.
    public let referringTables: [String]
  }

  /// The rule for a unique key.
  public struct Unique: Equatable, Sendable {
    /// Its columns; an expression stands as it is written.
    public let terms: [String]
    /// What becomes of a row that collides.
    public let rule: CollisionRule
    /// Whether the rules say so.
    public let isGiven: Bool
  }

  /// The rule for a column.
  public struct Column: Equatable, Sendable {
    /// The column.
    public let name: String
    /// How its value is chosen.
    public let rule: Rule
  }
}

extension TableChoices {
  /// Describes what a declaration means for a table, and why it says that.
  ///
  /// `isGiven` tells rules of the user's from proposed ones.
  init(
    _ shape: TableShape, _ declaration: TableDeclaration, isGiven: Bool, among shapes: [TableShape]
  ) {
    name = shape.name
    audience = declaration.audience
    key = shape.key
    keyOrigin = shape.keyOrigin(declaration)
    keyReason =
      isGiven && declaration.keyOrigin != nil
      ? .given : !shape.hasRowIDKey ? .written : shape.refersByKey ? .refers : .numbered
    references = shape.foreignKeys.map { key in
      let declared = declaration.foreignKeys[key.columns]
      let rule = declared ?? .revive
      let reason: Reference.Reason =
        switch (isGiven && declared != nil, rule) {
        case (true, _): .given
        case (_, .cascade): .onDeleteCascade
        case (_, .clear): .onDeleteSetNull
        case (_, .revive): key.onDelete == .setNull && !isGiven ? .neverNull : .needsParent
        }
      return Reference(columns: key.columns, parent: key.parent, rule: rule, reason: reason)
    }
    fixed = shape.cells.map(\.name).filter { declaration.columns[$0]?.isFixed == true }.map {
      name in
      Fixed(
        column: name,
        referringTables: shapes.filter { other in
          other.foreignKeys.contains {
            $0.parent == shape.name && $0.parentColumns.contains(name)
          }
        }.map(\.name))
    }
    let primary = shape.key.sorted()
    unique = shape.uniqueIndexes.compactMap { index in
      let columns = index.terms.map(\.column)
      let isPrimary = index.condition == nil && columns.compactMap { $0 }.sorted() == primary
      if isPrimary { return nil }
      let declared = columns.contains(nil) ? nil : declaration.unique[columns.compactMap { $0 }]
      return Unique(
        terms: index.terms.map { $0.column ?? $0.sql }, rule: declared ?? .setAside,
        isGiven: declared != nil)
    }
    columns = shape.cells.map(\.name).compactMap { name in
      guard let rule = declaration.columns[name]?.rule, rule != .latest else { return nil }
      return Column(name: name, rule: rule)
    }
  }
}
