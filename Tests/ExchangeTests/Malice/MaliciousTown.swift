import BundleFormat
import Exchange
import MergeAlgebra

/// A collaboration in which somebody has got hold of a member's key.
struct MaliciousTown {
  static let schema = """
    CREATE TABLE measure(
      code TEXT PRIMARY KEY NOT NULL, title TEXT NOT NULL, owner_kommune TEXT, origin TEXT,
      tags TEXT NOT NULL DEFAULT '[]', seats INTEGER NOT NULL DEFAULT 0, size INTEGER);
    CREATE TABLE offer(
      id TEXT PRIMARY KEY NOT NULL, who TEXT NOT NULL, body TEXT,
      measure TEXT REFERENCES measure(code));
    CREATE TABLE goal(code TEXT PRIMARY KEY NOT NULL, body TEXT NOT NULL);
    CREATE TABLE figure(kommune TEXT NOT NULL, week TEXT NOT NULL, n INTEGER,
      PRIMARY KEY(kommune, week));
    CREATE TABLE note(id INTEGER PRIMARY KEY, body TEXT);
    """

  static let rules = """
    {"tables":{
      "measure":{"owner":"owner_kommune","columns":{
        "title":{"rule":"owner"},"owner_kommune":{"fixed":true},"origin":{"fixed":true},
        "tags":{"rule":"union"},"seats":{"rule":"sum"}}},
      "offer":{"owner":"who","write":"owner","columns":{"who":{"fixed":true}}},
      "goal":{"write":"coordinator"},
      "figure":{"audience":"coordinator","owner":"kommune"}}}
    """

  let town: TestCollaboration
  let forger: Forger
  var coordinator: Replica { town.coordinator }
  var vik: Replica { town.vik }

  /// Everybody has rows, and everybody has seen them.
  init() throws {
    town = try TestCollaboration(schema: Self.schema, rules: Self.rules)
    try edit(town.coordinator, "INSERT INTO goal VALUES ('G1', 'mål')")
    for name in ["laerdal", "vik"] {
      let replica = name == "vik" ? town.vik : town.laerdal
      try edit(
        replica,
        """
        INSERT INTO measure(code, title, owner_kommune, origin) VALUES ('\(name)', 'a', '\(name)', 'o');
        INSERT INTO offer VALUES ('\(name)', '\(name)', 'tilbod', NULL);
        INSERT INTO figure VALUES ('\(name)', '2026-W38', 1);
        """)
    }
    try town.exchangeAll()
    forger = try Forger(town)
  }

  /// A bundle from the thief to a replica, as an honest program reads it.
  func deliver(_ sets: [SignedChangeSet], to replica: Replica) throws -> ImportReport {
    try replica.importBundles([try forger.bundle(of: sets, to: replica)])
  }
}
