import Foundation
import Testing

extension Workshop {
  /// A register in which two people can make a row each for one employer, number rows by themselves,
  /// and delete what others refer to.
  private static let register = """
    CREATE TABLE employer(
      id TEXT PRIMARY KEY NOT NULL, orgnr TEXT UNIQUE, name TEXT NOT NULL, phone TEXT);
    CREATE TABLE opening(
      id TEXT PRIMARY KEY NOT NULL, employer TEXT NOT NULL REFERENCES employer(id), n INTEGER);
    CREATE TABLE visit(
      id TEXT PRIMARY KEY NOT NULL, employer TEXT REFERENCES employer(id), day TEXT);
    CREATE TABLE meeting(id INTEGER PRIMARY KEY, title TEXT);
    CREATE TABLE topic(
      id INTEGER PRIMARY KEY, meeting INTEGER NOT NULL REFERENCES meeting(id), text TEXT);
    """

  /// Founds a collaboration of a region and two members over the register.
  ///
  /// `rule` is what becomes of two employers with one number in the national register.
  func foundRegister(_ rule: String = "setAside", language: String = "nn") throws {
    try write(Self.register, to: "schema.sql")
    try write(
      """
      {"tables": {"employer": {"unique": {"orgnr": "\(rule)"}},
        "visit": {"foreignKeys": {"employer": "cascade"}}}}
      """, to: "rules.json")
    let founded = try run(
      "found", "region.sqlite", "--name", "Sogn", "--schema", "schema.sql", "--rules",
      "rules.json", "--member", "laerdal=Lærdal", "--member", "vik=Vik", "--language", language,
      "--charter-out", "charter.json")
    try #require(founded.status == 0, "\(founded)")
    for member in ["laerdal", "vik"] { try join(member) }
    try succeed("region", "admit", "laerdal.request.json", "vik.request.json", "--yes")
    try week()
  }

  /// Lærdal and Vik register the same employer, each with an opening, and hear of each other.
  func registerTwice() throws {
    try edit(
      "laerdal",
      """
      INSERT INTO employer VALUES ('a', '912', 'Lærdal Grønt', NULL);
      INSERT INTO opening VALUES ('oa', 'a', 1);
      """)
    try edit(
      "vik",
      """
      INSERT INTO employer VALUES ('b', '912', 'Laerdal gront', '57 66');
      INSERT INTO opening VALUES ('ob', 'b', 2);
      """)
    try week()
  }

  /// The document of the only listed conflict about a table.
  func listed(_ member: String, about table: String) throws -> [String: Any] {
    let list = try json(member, "conflicts") as? [[String: Any]] ?? []
    let entries = list.filter { $0["table"] as? String == table }
    try #require(entries.count == 1, "\(list)")
    return entries[0]
  }

  /// The identifier of that conflict.
  func identifier(_ member: String, about table: String) throws -> String {
    try #require(try listed(member, about: table)["id"] as? String)
  }

  /// Runs `resolve` on Vik's replica, and expects it to be refused as wrong usage, with a hint.
  func expectRefusal(
    _ id: String, _ options: [String], sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let outcome = try program.run(
      ["resolve", id] + options + ["--replica", "vik.sqlite"], in: folder)
    #expect(outcome.status == 64, "\(options): \(outcome)", sourceLocation: sourceLocation)
    #expect(outcome.errors.hasPrefix("error: "), sourceLocation: sourceLocation)
    #expect(outcome.errors.contains("\nhint: "), sourceLocation: sourceLocation)
  }

  /// Expects a query to print the same on every replica.
  func expectEverywhere(
    _ sql: String, _ answer: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    for member in ["region", "laerdal", "vik"] {
      let found = try query(member, sql).replacingOccurrences(of: "\n", with: " ")
      #expect(found == answer, "\(member)", sourceLocation: sourceLocation)
    }
  }
}
