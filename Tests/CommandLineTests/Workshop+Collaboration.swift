import Foundation
import Testing

extension Workshop {
  /// A small schema with a rule of each kind that the tests need.
  private static let schema = """
    CREATE TABLE measure(
      code TEXT PRIMARY KEY NOT NULL, owner TEXT, title TEXT NOT NULL DEFAULT '',
      status TEXT NOT NULL DEFAULT 'IDE', note TEXT, starts_on TEXT, ends_on TEXT,
      number TEXT UNIQUE, budget INTEGER, share REAL, picture BLOB);
    """
  private static let rules = """
    {"tables": {"measure": {"owner": "owner", "groups": [["starts_on", "ends_on"]],
      "columns": {"owner": {"fixed": true}, "title": {"rule": "owner"}, "note": {"rule": "ask"},
        "status": {"rule": "furthest", "order": [["IDE"], ["PAG"], ["FERD", "STOGG"]]}}}}}
    """

  /// Founds a collaboration of a region and two members who are admitted, and shares first rows.
  func found(language: String = "nn") throws {
    try write(Self.schema, to: "schema.sql")
    try write(Self.rules, to: "rules.json")
    try expectSuccess(
      "found", "region.sqlite", "--name", "Sogn", "--schema", "schema.sql", "--rules",
      "rules.json", "--member", "laerdal:4642=Lærdal", "--member", "vik=Vik", "--language",
      language, "--charter-out", "charter.json")
    for member in ["laerdal", "vik"] { try join(member) }
    try succeed("region", "admit", "laerdal.request.json", "vik.request.json", "--yes")
    try edit(
      "region",
      """
      INSERT INTO measure(code, owner, title, status, note) VALUES
        ('T1', '4642', 'B2-kurs', 'PAG', 'kveld'), ('T2', NULL, 'Mentor', 'PAG', 'dag');
      """)
    try week()
  }

  /// Makes the replica of a member and its request.
  func join(_ member: String) throws {
    try expectSuccess(
      "join", "charter.json", "\(member).sqlite", "--member", member, "--request-out",
      "\(member).request.json")
  }

  /// Everybody exchanges through the shared folder, twice round.
  func week() throws {
    for member in ["region", "laerdal", "vik", "region", "laerdal", "vik"] {
      try succeed(member, "sync", "shared")
    }
  }

  /// Lærdal and Vik both write what the other has not seen, and the region hears of both.
  func disagree() throws {
    try edit("laerdal", "UPDATE measure SET status = 'FERD', note = 'nett' WHERE code = 'T1'")
    try edit("vik", "UPDATE measure SET status = 'STOGG', note = 'samling' WHERE code = 'T1'")
    try succeed("laerdal", "sync", "shared")
    try succeed("vik", "sync", "shared")
    try week()
  }

  /// The newest bundle from one member to another.
  func bundle(from: String, to: String, in folder: String = "shared") throws -> String {
    let names = try names(in: folder).filter { name in
      name.hasPrefix("\(from)-") && name.contains("-to-\(to)-")
    }
    return "\(folder)/\(try #require(names.last))"
  }

  private func expectSuccess(_ arguments: String...) throws {
    let outcome = try program.run(arguments, in: folder)
    try #require(outcome.status == 0, "\(outcome)")
  }
}
