import MergeAlgebra

/// Why a living row is not in the live tables, apart from an earlier row having its place.
public enum HeldReason: String, Sendable {
  /// A row that it refers to has not come.
  case missingParent
  /// A row that it refers to is gone, and the rule is that it goes too.
  case parentGone
  /// It breaks another constraint of the schema.
  case invalid
}

/// A living row that is held back.
public struct HeldRow: Equatable, Sendable {
  /// Why.
  public let reason: HeldReason
  /// The parent table, or what SQLite said.
  public let detail: String
}

/// How a row stands in the live tables when it is not the plain case: shown as it is while it lives,
/// not shown when it is dead.
struct Irregularity: Equatable, Sendable {
  enum Kind: String {
    /// An earlier row has its place in a unique key.
    case duplicate
    /// The same, and the rule makes it part of the earlier one.
    case merged
    /// See ``HeldReason``.
    case missingParent, parentGone, invalid
    /// It is dead, and shown because a living row refers to it.
    case revived
    /// It is dead, and a living row refers to it, but it cannot be shown.
    case needed
    /// It is shown with other cells than its own: cleared, redirected or filled. The detail names the
    /// references that are cleared.
    case altered
  }

  let kind: Kind
  /// The columns of the unique key, the parent table, or what SQLite said.
  let detail: String
  /// The row that has its place.
  let keeper: RowKey?

  init(_ kind: Kind, _ detail: String = "", keeper: RowKey? = nil) {
    self.kind = kind
    self.detail = detail
    self.keeper = keeper
  }

  /// A row that is shown with other cells than its own; `cleared` are the columns of each reference
  /// that is shown as NULL because the row that it means is not shown.
  init(altered cleared: [[String]]) {
    let references = cleared.map { $0.joined(separator: String(Self.separator)) }
    self.init(.altered, references.joined(separator: String(Self.listSeparator)))
  }

  /// The columns of each reference that is shown as NULL.
  var cleared: [[String]] {
    guard kind == .altered else { return [] }
    return detail.split(separator: Self.listSeparator).map { reference in
      reference.split(separator: Self.separator).map { String($0) }
    }
  }

  /// Whether the row is not shown.
  var isHidden: Bool { kind != .revived && kind != .altered }

  /// Stands between the columns of a unique key in the detail.
  static let separator: Character = "\u{1F}"

  /// Stands between the references that are cleared.
  static let listSeparator: Character = "\u{1E}"

  /// Whether people are told: a row that lives is not shown, or a reference shows another row than the
  /// deleted one that it means.
  var isListed: Bool { isOfHiddenLiving || (kind == .needed && keeper != nil) }

  /// Whether it is about a row that lives and is not shown.
  var isOfHiddenLiving: Bool { isHidden && kind != .needed }

  /// The listing of a row that is held back for another reason than a duplicate.
  var heldRow: HeldRow? {
    HeldReason(rawValue: kind.rawValue).map { HeldRow(reason: $0, detail: detail) }
  }
}

/// A place in a unique key that only one row can have.
struct Claim: Hashable, Sendable {
  let table: Int64
  let index: String
  let bytes: [UInt8]
}

/// The records of irregular rows, with what connects them to others.
struct IrregularRows {
  let session: SQLSession

  /// Whether there are any.
  func areThereAny() throws -> Bool {
    try session.first("SELECT 1 FROM samband_held LIMIT 1") { _ in true } ?? false
  }

  func irregularity(of ref: RowRef) throws -> Irregularity? {
    try session.first(
      "SELECT reason, detail, keeper FROM samband_held WHERE tbl = ?1 AND key = ?2", place(ref)
    ) { row in
      guard let kind = Irregularity.Kind(rawValue: row.string(0)) else { throw ByteReader.damage }
      return Irregularity(
        kind, row.string(1), keeper: row.isNull(2) ? nil : RowKey(encoded: row.blob(2)))
    }
  }

  /// The rows that are hidden under this one.
  func kept(by ref: RowRef) throws -> [RowRef] {
    try session.rows(
      "SELECT key FROM samband_held WHERE tbl = ?1 AND keeper = ?2", place(ref)
    ) { try Self.ref(ref.table, $0.blob(0)) }
  }

  /// The irregular rows that take or would take a place.
  func claimants(_ claim: Claim) throws -> [RowRef] {
    try session.rows(
      "SELECT key FROM samband_claim WHERE tbl = ?1 AND idx = ?2 AND claim = ?3",
      [.integer(claim.table), .text(claim.index), .blob(claim.bytes)]
    ) { try Self.ref(claim.table, $0.blob(0)) }
  }

  /// The irregular rows that refer to a target and do not show it.
  func children(of target: LinkTarget, _ bytes: [UInt8]) throws -> [RowRef] {
    try session.rows(
      "SELECT tbl, key FROM samband_link WHERE parent = ?1 AND columns = ?2 AND target = ?3",
      [.text(target.table), .text(target.name), .blob(bytes)]
    ) { try Self.ref($0.integer(0), $0.blob(1)) }
  }

  /// What an irregular row was last known to refer to without showing it.
  func links(of ref: RowRef) throws -> [(table: String, columns: String, bytes: [UInt8])] {
    try session.rows(
      "SELECT parent, columns, target FROM samband_link WHERE tbl = ?1 AND key = ?2", place(ref)
    ) { ($0.string(0), $0.string(1), $0.blob(2)) }
  }

  /// The known rows that have a target, in tables that are referred to by other columns than their
  /// key's bits.
  func rows(with bytes: [UInt8], _ target: LinkTarget, in table: TrackedTable) throws -> [RowRef] {
    try session.rows(
      "SELECT key FROM samband_target WHERE tbl = ?1 AND columns = ?2 AND target = ?3",
      [.integer(table.id), .text(target.name), .blob(bytes)]
    ) { try Self.ref(table.id, $0.blob(0)) }
  }

  /// Replaces what others may refer to in a row.
  func write(_ ref: RowRef, targets: [(target: LinkTarget, bytes: [UInt8])]) throws {
    try session.run("DELETE FROM samband_target WHERE tbl = ?1 AND key = ?2", place(ref))
    for (target, bytes) in targets {
      try session.run(
        "INSERT INTO samband_target(tbl, key, columns, target) VALUES (?1, ?2, ?3, ?4)",
        place(ref) + [.text(target.name), .blob(bytes)])
    }
  }

  /// Replaces everything that is recorded of a row.
  func write(
    _ ref: RowRef, _ irregularity: Irregularity?, claims: Set<Claim>,
    links: [(target: LinkTarget, bytes: [UInt8])], alias: RowKey?
  ) throws {
    for table in ["samband_held", "samband_claim", "samband_link", "samband_alias"] {
      try session.run("DELETE FROM \(table) WHERE tbl = ?1 AND key = ?2", place(ref))
    }
    guard let irregularity else { return }
    try session.run(
      "INSERT INTO samband_held(tbl, key, reason, detail, keeper) VALUES (?1, ?2, ?3, ?4, ?5)",
      place(ref) + [
        .text(irregularity.kind.rawValue), .text(irregularity.detail),
        irregularity.keeper.map { .blob($0.bytes) } ?? .null,
      ])
    for claim in claims {
      try session.run(
        "INSERT INTO samband_claim(tbl, key, idx, claim) VALUES (?1, ?2, ?3, ?4)",
        place(ref) + [.text(claim.index), .blob(claim.bytes)])
    }
    for link in links {
      try session.run(
        """
        INSERT OR IGNORE INTO samband_link(tbl, key, parent, columns, target)
        VALUES (?1, ?2, ?3, ?4, ?5)
        """,
        place(ref) + [.text(link.target.table), .text(link.target.name), .blob(link.bytes)])
    }
    if let alias {
      try session.run(
        "INSERT OR REPLACE INTO samband_alias(tbl, key, live) VALUES (?1, ?2, ?3)",
        place(ref) + [.blob(alias.bytes)])
    }
  }

  private func place(_ ref: RowRef) -> [Value] { [.integer(ref.table), .blob(ref.key.bytes)] }

  private static func ref(_ table: Int64, _ bytes: [UInt8]) throws -> RowRef {
    guard let key = RowKey(encoded: bytes) else { throw ByteReader.damage }
    return RowRef(table: table, key: key)
  }
}
