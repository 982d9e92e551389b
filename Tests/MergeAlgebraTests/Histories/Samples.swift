import MergeAlgebra

/// The streams, tables and values that the histories are made of.
enum Samples {
  /// The streams of six replicas, out of byte order.
  static let streams: [StreamID] = [
    "laerdal-7q2k.4f1c.everyone", "aurland-9c4d.0001.everyone", "vik-aaaa.0001.everyone",
    "aurland-9c4d.0002.everyone", "region-zzzz.abcd.everyone", "laerdal-7q2.4f1c.everyone",
  ].compactMap { StreamID($0) }

  /// A position whose hash depends on the number alone: these histories have no forks.
  static func position(_ number: Int64) -> VersionVector.Position {
    positions.indices.contains(Int(number) - 1) ? positions[Int(number) - 1] : makePosition(number)
  }

  private static let positions = (1...300).map { makePosition(Int64($0)) }

  private static func makePosition(_ number: Int64) -> VersionVector.Position {
    guard let head = ContentHash([UInt8](repeating: UInt8(truncatingIfNeeded: number), count: 32))
    else { preconditionFailure("32 bytes are a hash") }
    return VersionVector.Position(number: number, head: head)
  }

  /// IDE, then the chain PLAN – PLAN2 beside VENT, then FERD beside STOGG.
  static let order: ValueOrder = {
    let groups: [[[Value]]] = orderedWords.map { $0.map { $0.map { .text($0) } } }
    guard let order = ValueOrder(groups: groups) else {
      preconditionFailure("not an order: \(groups)")
    }
    return order
  }()

  static let orderedWords = [[["IDE"]], [["PLAN", "PLAN2"], ["VENT"]], [["FERD"], ["STOGG"]]]

  /// Declared and undeclared words, and values that compare equal but differ in bits.
  static let values: [Value] =
    orderedWords.joined().joined().map { .text($0) } + [
      .text("ukjend"), .null, .integer(1), .real(1), .real(0), .real(-0.0), .blob([0x49]),
    ]

  /// The rules under which everyone's writes count alike.
  static let plainRules: [Rule] = [.latest, .first, .highest, .lowest, .furthest(order), .ask]

  /// The rules under which one decides and the others suggest.
  static let suggestionRules: [Rule] = [.owner, .coordinator]

  static let elements = ["\"a\"", "\"b\"", "1"].map { Element(canonical: Array($0.utf8)) }

  /// A table of four units: a plain column, two columns where one decides, a set, a sum.
  static func table(_ plain: Rule, _ deciding: Rule, _ deletion: DeletionRule) -> TableModel {
    var declaration = TableDeclaration()
    declaration.deletion = deletion
    return TableModel(
      name: "measure", key: ["code"],
      columns: [
        column("tags"), column("status"), column("title", shows: .text("utan namn")),
        column("sum", shows: .integer(0)), column("note"),
      ],
      units: [
        .init(columns: [1], rule: plain), .init(columns: [2, 4], rule: deciding),
        .init(columns: [0], rule: .union), .init(columns: [3], rule: .sum),
      ],
      declaration: declaration)
  }

  /// Every rule once, with both ways of dying.
  static let tables: [TableModel] = plainRules.enumerated().flatMap { index, rule in
    [DeletionRule.keepEdited, .deleteWins].map { deletion in
      table(rule, suggestionRules[index % suggestionRules.count], deletion)
    }
  }

  private static func column(_ name: String, shows value: Value = .null) -> TableModel.Column {
    TableModel.Column(name: name, defaultValue: value, isNotNull: false, isFixed: false)
  }
}
