import MergeAlgebra
import StrictJSON

/// Reads what the rules document says of one column.
struct ColumnRules {
  private let place: String

  init(_ place: String) { self.place = place }

  /// The rules that need nothing else; `furthest` needs its order.
  private static let simpleRules: [Rule] = [
    .latest, .first, .owner, .coordinator, .highest, .lowest, .union, .sum, .ask,
  ]

  func read(_ reader: inout JSONReader) throws(JSONError) -> ColumnDeclaration {
    guard try reader.peek() == .object else {
      throw reader.failure(
        .wrongType, "\(place): write an object, such as {\"rule\": \"latest\"}")
    }
    var column = ColumnDeclaration()
    var rule: Rule??
    var order: ValueOrder?
    let choices =
      Self.simpleRules.map { (word: $0.name, value: Rule?.some($0)) }
      + [(word: "furthest", value: nil)]
    try reader.beginObject()
    while let member = try reader.nextMember() {
      switch Array(member.utf8) {
      case Array("rule".utf8): rule = try reader.readWord("the rule", of: place, choices)
      case Array("order".utf8): order = try OrderRules(place).read(&reader)
      case Array("fixed".utf8): column.isFixed = try readFlag(member, &reader)
      case Array("personal".utf8): column.isPersonal = try readFlag(member, &reader)
      default:
        throw reader.failure(
          .unknownMember,
          "\(place): the member \"\(member)\" is unknown; a column can have rule, order, fixed "
            + "or personal")
      }
    }
    switch (rule, order) {
    case (.some(.none), .none):
      throw reader.invalid(
        "\(place): the rule furthest needs an order; write \"order\": [[\"first\"], [\"last\"]]")
    case (.some(.none), .some(let order)): column.rule = .furthest(order)
    case (_, .some):
      throw reader.invalid(
        "\(place): an order is for the rule furthest; write \"rule\": \"furthest\"")
    case (.some(.some(let simple)), .none): column.rule = simple
    case (.none, .none): break
    }
    guard !column.isFixed || column.rule ?? .latest == .latest else {
      throw reader.invalid(
        "\(place): a fixed column is set once and needs no rule; leave out \"rule\" or \"fixed\"")
    }
    return column
  }

  private func readFlag(
    _ member: String, _ reader: inout JSONReader
  ) throws(JSONError) -> Bool {
    guard try reader.peek() == .bool else {
      throw reader.failure(.wrongType, "\(place), \(member): write true or false")
    }
    return try reader.readBool()
  }
}

/// Reads the order of the rule `furthest`: groups, lowest first; in a group values and chains.
struct OrderRules {
  private let place: String
  private static let due = "write groups, lowest first, such as [[\"IDE\"], [\"FERD\", \"STOGG\"]]"

  init(_ place: String) { self.place = "\(place), order" }

  func read(_ reader: inout JSONReader) throws(JSONError) -> ValueOrder {
    guard try reader.peek() == .array else {
      throw reader.failure(.wrongType, "\(place): \(Self.due)")
    }
    var groups: [[ValueOrder.Chain]] = []
    try reader.beginArray()
    while try reader.nextElement() {
      guard try reader.peek() == .array else {
        throw reader.failure(.wrongType, "\(place): \(Self.due)")
      }
      groups.append(try readGroup(&reader))
    }
    guard !groups.isEmpty else { throw reader.invalid("\(place) is empty; \(Self.due)") }
    guard let order = ValueOrder(groups: groups) else {
      throw reader.invalid("\(place): a value is named twice; leave one out")
    }
    return order
  }

  private func readGroup(_ reader: inout JSONReader) throws(JSONError) -> [ValueOrder.Chain] {
    var group: [ValueOrder.Chain] = []
    try reader.beginArray()
    while try reader.nextElement() {
      guard try reader.peek() == .array else {
        group.append([try readValue(&reader)])
        continue
      }
      var chain: ValueOrder.Chain = []
      try reader.beginArray()
      while try reader.nextElement() { chain.append(try readValue(&reader)) }
      guard !chain.isEmpty else { throw reader.invalid("\(place): a chain is empty; \(Self.due)") }
      group.append(chain)
    }
    guard !group.isEmpty else { throw reader.invalid("\(place): a group is empty; \(Self.due)") }
    return group
  }

  /// Whole numbers written with a fraction are refused: in the charter they lose it.
  private func readValue(_ reader: inout JSONReader) throws(JSONError) -> Value {
    switch try reader.peek() {
    case .null:
      try reader.readNull()
      return .null
    case .string: return .text(try reader.readStringBytes())
    case .number:
      switch try reader.readNumber() {
      case .integer(let number): return .integer(number)
      case .double(let number) where number.rounded(.towardZero) != number: return .real(number)
      case .double(let number):
        throw reader.invalid("\(place): \(number) is a whole number; write it without fraction")
      }
    default:
      throw reader.failure(
        .wrongType, "\(place): a value is a string, a number or null; \(Self.due)")
    }
  }
}
