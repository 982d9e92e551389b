import MergeAlgebra
import StrictJSON

/// Reads what the rules document says of one table.
struct TableRules {
  private let name: String
  private let limits: Limits
  private var place: String { "table \(name)" }

  private static let members = [
    "audience", "owner", "write", "deletion", "key", "unit", "groups", "columns", "renamed",
    "foreignKeys", "unique",
  ]

  init(_ name: String, limits: Limits) {
    self.name = name
    self.limits = limits
  }

  func read(_ reader: inout JSONReader) throws(JSONError) -> TableDeclaration {
    var table = TableDeclaration()
    guard try reader.peek() == .object else {
      throw reader.failure(.wrongType, "\(place): write an object, such as {} for all defaults")
    }
    try reader.beginObject()
    while let member = try reader.nextMember() { try read(member, &reader, into: &table) }
    return table
  }

  private func read(
    _ member: String, _ reader: inout JSONReader, into table: inout TableDeclaration
  ) throws(JSONError) {
    guard let known = Self.members.first(where: { RulesDocument.isSame($0, member) }) else {
      let due = RulesDocument.list(Self.members)
      throw reader.failure(
        .unknownMember, "\(place): the member \"\(member)\" is unknown; a table can have \(due)")
    }
    switch known {
    case "audience":
      table.audience = try reader.readWord(
        "the audience", of: place,
        Self.choices([Audience.everyone, .coordinator, .member, .local]))
    case "owner": table.owner = try reader.readColumn("\(place), owner", limits: limits)
    case "write":
      table.write = try reader.readWord(
        "write", of: place, Self.choices([WriteRule.anyone, .owner, .coordinator]))
    case "deletion":
      table.deletion = try reader.readWord(
        "deletion", of: place, Self.choices([DeletionRule.keepEdited, .deleteWins]))
    case "key":
      table.keyOrigin = try reader.readWord(
        "the key", of: place, Self.choices([KeyOrigin.natural, .generated]))
    case "renamed": table.renamed = try readRenamed(&reader)
    case "unit":
      table.mergesWholeRow = try reader.readWord(
        "the unit", of: place, [("column", false), ("row", true)])
    case "groups": table.groups = try readGroups(&reader)
    case "columns": table.columns = try readColumns(&reader)
    case "foreignKeys":
      table.foreignKeys = try readKeys(
        known, &reader, Self.choices([MissingParentRule.revive, .cascade, .clear]))
    default:
      table.unique = try readKeys(
        known, &reader, Self.choices([CollisionRule.setAside, .merge]))
    }
  }

  private static func choices<T: RawRepresentable<String>>(
    _ values: [T]
  ) -> [(word: String, value: T)] {
    values.map { (word: $0.rawValue, value: $0) }
  }

  private func readGroups(_ reader: inout JSONReader) throws(JSONError) -> [[String]] {
    let due = "write a list of lists of columns, such as [[\"starts_on\", \"ends_on\"]]"
    guard try reader.peek() == .array else {
      throw reader.failure(.wrongType, "\(place), groups: \(due)")
    }
    var groups: [[String]] = []
    var grouped: Set<[UInt8]> = []
    try reader.beginArray()
    while try reader.nextElement() {
      guard try reader.peek() == .array else {
        throw reader.failure(.wrongType, "\(place), groups: \(due)")
      }
      var group: [String] = []
      try reader.beginArray()
      while try reader.nextElement() {
        let column = try reader.readColumn("\(place), groups", limits: limits)
        guard grouped.insert(Array(column.utf8)).inserted else {
          throw reader.invalid("\(place), groups: \(column) is named twice; leave one out")
        }
        group.append(column)
      }
      guard group.count > 1 else {
        throw reader.invalid("\(place), groups: a group has at least two columns; \(due)")
      }
      groups.append(group)
    }
    return groups
  }

  /// Reads the first name of each renamed column with its name now.
  private func readRenamed(_ reader: inout JSONReader) throws(JSONError) -> [String: String] {
    let due = "write an object, such as {\"first name\": \"name now\"}"
    guard try reader.peek() == .object else {
      throw reader.failure(.wrongType, "\(place), renamed: \(due)")
    }
    var names: [String: String] = [:]
    try reader.beginObject()
    while let first = try reader.nextMember() {
      let now = try reader.readColumn("\(place), renamed, \(first)", limits: limits)
      let isNew = !names.values.contains { RulesDocument.isSame($0, now) }
      guard isNew, names.updateValue(now, forKey: first) == nil else {
        throw reader.invalid("\(place), renamed: \(first) or \(now) is named twice; leave one out")
      }
      guard !RulesDocument.isSame(first, now) else {
        throw reader.invalid("\(place), renamed: \(first) has the same name still; leave it out")
      }
    }
    return names
  }

  private func readColumns(
    _ reader: inout JSONReader
  ) throws(JSONError) -> [String: ColumnDeclaration] {
    guard try reader.peek() == .object else {
      throw reader.failure(
        .wrongType, "\(place), columns: write an object with the names of columns")
    }
    var columns: [String: ColumnDeclaration] = [:]
    try reader.beginObject()
    while let name = try reader.nextMember() {
      let column = try ColumnRules("\(place), column \(name)").read(&reader)
      guard columns.updateValue(column, forKey: name) == nil else {
        throw reader.invalid("\(place): column \(name) is named twice, in two spellings")
      }
    }
    return columns
  }

  /// Reads rules by column, or by columns joined with a comma.
  private func readKeys<T>(
    _ member: String, _ reader: inout JSONReader, _ choices: [(word: String, value: T)]
  ) throws(JSONError) -> [[String]: T] {
    guard try reader.peek() == .object else {
      throw reader.failure(
        .wrongType,
        "\(place), \(member): write an object, such as {\"column\": \"\(choices[0].word)\"}")
    }
    var keys: [[String]: T] = [:]
    try reader.beginObject()
    while let name = try reader.nextMember() {
      let columns = name.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard !columns.contains(where: \.isEmpty) else {
        throw reader.invalid(
          "\(place), \(member): \"\(name)\" names no columns; write \"column\" or \"one,other\"")
      }
      let rule = try reader.readWord("the rule", of: "\(place), \(member), \(name)", choices)
      guard keys.updateValue(rule, forKey: columns) == nil else {
        throw reader.invalid("\(place), \(member): \(name) is named twice, in two spellings")
      }
    }
    return keys
  }
}
