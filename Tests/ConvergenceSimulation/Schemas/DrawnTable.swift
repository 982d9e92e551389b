/// A table of a random schema, with everything that its SQL, its rules and its edits need.
struct DrawnTable: Sendable {
  /// A column.
  struct Column: Sendable {
    let name: String
    /// The declared type; empty for none.
    var type: String
    /// What follows the type.
    var constraints = ""
    var source: Source
    /// The rule's members as JSON, such as `"rule": "ask"`.
    var rule = ""
    var isFixed = false
    var isNotNull = false
    /// Whether it is part of the primary key.
    var isKey = false

    /// The name as SQL.
    var sql: String { Literals.name(name) }
    /// The name as JSON.
    var json: String { JSONText.string(name) }
  }

  /// A foreign key.
  struct Reference: Sendable {
    let columns: [String]
    let parent: String
    let parentColumns: [String]
    /// What follows the parent's columns.
    let actions: String
    /// The rule's word; empty for the default.
    let rule: String
  }

  /// A unique key over plain columns, which the rules may speak of.
  struct Unique: Sendable {
    let columns: [String]
    let merges: Bool
  }

  /// How the keys come about.
  enum KeyKind: Sendable {
    case text, generated, natural, composite, bare, blob, extending, joining
  }

  let name: String
  let kind: KeyKind
  var columns: [Column] = []
  var references: [Reference] = []
  var uniques: [Unique] = []
  /// Table constraints besides the primary and the foreign keys.
  var constraints: [String] = []
  /// Statements that follow the table: indexes, views, triggers.
  var followers: [String] = []
  /// Columns that merge together.
  var groups: [[String]] = []
  /// Unique keys of fixed columns, to which others may refer besides the primary key.
  var targets: [[String]] = []
  var isWithoutRowID = false
  var isStrict = false
  /// Whether the key column says AUTOINCREMENT.
  var counts = false
  var hasRowUnit = false
  var deleteWins = false
  /// The column that names the owning member.
  var owner: String?
  /// `owner` or `coordinator`; empty for anyone.
  var write = ""

  /// The name as SQL.
  var sql: String { Literals.name(name) }
  /// The key columns.
  var keys: [Column] { columns.filter(\.isKey) }
  /// The columns that edits write besides the key.
  var cells: [Column] {
    columns.filter { column in
      if case .computed = column.source { return false }
      return !column.isKey
    }
  }
  /// Whether SQLite numbers the rows, and two rows of one number are two rows.
  var isGenerated: Bool { kind == .generated }

  /// Whether a part of the key refers to another row, so that rows may be shown under other keys.
  var keyIsReference: Bool {
    let names = Set(keys.map(\.name))
    return references.contains { $0.columns.contains(where: names.contains) }
  }

  /// The columns of a unique key that edits write, key columns left out.
  var uniqueCells: [Column] {
    let names = Set(uniques.flatMap(\.columns))
    return cells.filter { names.contains($0.name) }
  }

  func column(_ name: String) -> Column? { columns.first { $0.name == name } }
}

extension DrawnTable {
  /// CREATE TABLE and what follows it.
  var statements: [String] {
    let isAlone = keys.count == 1
    var parts = columns.map { column in
      var words = [column.sql, column.type]
      if column.isKey && isAlone { words.append("PRIMARY KEY\(counts ? " AUTOINCREMENT" : "")") }
      if column.isNotNull { words.append("NOT NULL") }
      words.append(column.constraints)
      return words.filter { !$0.isEmpty }.joined(separator: " ")
    }
    if !isAlone {
      parts.append("PRIMARY KEY (\(keys.map(\.sql).joined(separator: ", ")))")
    }
    parts += constraints
    parts += references.map { reference in
      let columns = reference.columns.map(Literals.name).joined(separator: ", ")
      let theirs = reference.parentColumns.map(Literals.name).joined(separator: ", ")
      return "FOREIGN KEY (\(columns)) REFERENCES \(Literals.name(reference.parent))(\(theirs))"
        + reference.actions
    }
    let options = [isWithoutRowID ? "WITHOUT ROWID" : "", isStrict ? "STRICT" : ""]
    let tail = options.filter { !$0.isEmpty }.joined(separator: ", ")
    let body = parts.map { "  \($0)" }.joined(separator: ",\n")
    return ["CREATE TABLE \(sql)(\n\(body)\n)\(tail.isEmpty ? "" : " " + tail)"] + followers
  }

  /// The table's part of the rules document.
  var rules: String {
    var members: [String] = []
    if let owner { members.append("\"owner\": \(JSONText.string(owner))") }
    if !write.isEmpty { members.append("\"write\": \"\(write)\"") }
    if deleteWins { members.append("\"deletion\": \"delete-wins\"") }
    if hasRowUnit { members.append("\"unit\": \"row\"") }
    if kind == .natural { members.append("\"key\": \"natural\"") }
    if !groups.isEmpty {
      let lists = groups.map { "[\($0.map(JSONText.string).joined(separator: ", "))]" }
      members.append("\"groups\": [\(lists.joined(separator: ", "))]")
    }
    let ruled = columns.filter { !$0.rule.isEmpty }.map { "\($0.json): {\($0.rule)}" }
    if !ruled.isEmpty { members.append("\"columns\": {\(ruled.joined(separator: ", "))}") }
    let keyed = references.filter { !$0.rule.isEmpty }.map { reference in
      "\(JSONText.string(reference.columns.joined(separator: ","))): \"\(reference.rule)\""
    }
    if !keyed.isEmpty { members.append("\"foreignKeys\": {\(keyed.joined(separator: ", "))}") }
    let merged = uniques.filter(\.merges).map { unique in
      "\(JSONText.string(unique.columns.joined(separator: ","))): \"merge\""
    }
    if !merged.isEmpty { members.append("\"unique\": {\(merged.joined(separator: ", "))}") }
    return "\(JSONText.string(name)): {\(members.joined(separator: ", "))}"
  }
}

/// Text as JSON, for names without control characters.
enum JSONText {
  static func string(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
