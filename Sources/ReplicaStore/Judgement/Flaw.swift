import MergeAlgebra

/// Why a change set that its author did sign is not applied.
///
/// It is a function of the change set, the charter that its head names and what its author had seen,
/// so that all replicas find the same (protocol §3).
public struct Flaw: Error, Equatable, Sendable {
  /// The reasons that people are told apart.
  public enum Kind: String, Sendable, CaseIterable {
    /// The charter has no such table.
    case unknownTable
    /// The charter has no such column.
    case unknownColumn
    /// It is put together in a way that the schema and the rules do not allow.
    case unfit
    /// A value that the column cannot hold as it is.
    case badValue
    /// Rows for another circle than the one it is written for, or an author outside that circle.
    case wrongCircle
    /// A table that only the coordinator writes.
    case notItsTable
    /// A row that belongs to another member.
    case notItsRow
    /// It claims to decide where its author can only suggest.
    case notDeciding
    /// A column that is set once is set again.
    case fixedColumn
    /// A row that its author had not seen and did not make.
    case neverInserted
    /// It claims to have seen what its author could not.
    case badContext
    /// It names another past than the one that is known.
    case otherPast
    /// Its author has made two change sets with one name.
    case fork
    /// A time that no clock shows.
    case badTime
    /// It names an older charter than the one before it in its stream.
    case olderCharter
    /// It builds on one that is set aside.
    case follows
  }

  /// The reason.
  public let kind: Kind
  /// The table, where the reason is in one.
  public let table: String?
  /// The row's key as people read it.
  public let row: String?
  /// The column.
  public let column: String?
  /// The other change set that it is about.
  public let other: Dot?
  /// What exactly, in English; empty when the kind says it all.
  public let detail: String

  /// Describes a reason.
  public init(
    _ kind: Kind, table: String? = nil, row: String? = nil, column: String? = nil,
    other: Dot? = nil, detail: String = ""
  ) {
    self.kind = kind
    self.table = table
    self.row = row
    self.column = column
    self.other = other
    self.detail = detail
  }

  init(_ kind: Kind, in group: OperationGroup, _ row: RowKey? = nil, column: String? = nil) {
    self.init(kind, table: group.table, row: row?.readable, column: column)
  }

  /// The reason and its place in English, for errors that are about a replica's own edits.
  public var summary: String {
    let place = [table, row, column].compactMap { $0 }.joined(separator: " ")
    let about = detail.isEmpty ? kind.phrase : detail
    return place.isEmpty ? about : "\(place): \(about)"
  }
}

extension Flaw.Kind {
  /// What is wrong with an edit of one's own; its name where no edit can come to it.
  fileprivate var phrase: String {
    switch self {
    case .notItsTable: "only the coordinator writes this table"
    case .notItsRow: "the row belongs to another member, who alone writes it"
    case .notDeciding: "another member decides here, and others only suggest"
    case .fixedColumn: "the column is set once, and has a value"
    default: rawValue
    }
  }
}

/// A change set that was not applied, with what is known of it.
public struct SetAside: Equatable, Sendable {
  /// The change set.
  public let dot: Dot
  /// Why.
  public let flaw: Flaw
  /// How many later ones of its stream have come and stay with it.
  public let following: Int64

  /// Describes a change set that was not applied.
  public init(dot: Dot, flaw: Flaw, following: Int64) {
    self.dot = dot
    self.flaw = flaw
    self.following = following
  }
}
