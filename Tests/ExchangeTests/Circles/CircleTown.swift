import Exchange
import MergeAlgebra
import SambandTestKit

/// Three members and the coordinator with rows that not everyone may hold; Lærdal has two replicas.
///
/// Every cell and key of a narrow row has a secret in it that names its circle.
final class CircleTown {
  static let schema = """
    CREATE TABLE open(id TEXT PRIMARY KEY NOT NULL, body TEXT, n INTEGER);
    CREATE TABLE shared(
      kommune TEXT NOT NULL, id TEXT NOT NULL, body TEXT, raw BLOB, tags TEXT NOT NULL DEFAULT '[]',
      open TEXT REFERENCES open(id), PRIMARY KEY(kommune, id));
    CREATE TABLE own(
      id TEXT PRIMARY KEY NOT NULL, kommune TEXT NOT NULL, body TEXT, raw BLOB, slot TEXT UNIQUE,
      open TEXT REFERENCES open(id) ON DELETE SET NULL,
      shared TEXT, FOREIGN KEY(kommune, shared) REFERENCES shared(kommune, id));
    """

  static let rules = """
    {"tables":{
      "open":{"columns":{"body":{"rule":"ask"}}},
      "shared":{"audience":"coordinator","owner":"kommune","columns":{
        "body":{"rule":"ask"},"tags":{"rule":"union"}}},
      "own":{"audience":"member","owner":"kommune","columns":{
        "kommune":{"fixed":true},"body":{"rule":"ask"}},
        "foreignKeys":{"open":"clear","kommune,shared":"cascade"}}}}
    """

  let town: TestCollaboration
  let replicas: [Replica]
  private var planted = 0

  init() throws {
    town = try TestCollaboration(
      ["laerdal", "vik", "luster"], schema: Self.schema, rules: Self.rules)
    let joined = try Replica.join(
      charter: try town.coordinator.charter().document, from: "charter.json",
      member: town.laerdal.identity.member, at: town.path("laerdal-2.sqlite"),
      workplace: town.laerdal.workplace)
    _ = try town.coordinator.admit([joined.request])
    replicas = [town.coordinator] + town.members + [joined.replica]
    // Everybody has to know of the second replica to write for it.
    let greeting = try town.coordinator.export(into: town.path("second"))
    for file in greeting.files {
      for replica in replicas where replica.identity.member == file.to {
        _ = try replica.importBundles([file.path])
      }
    }
  }

  var coordinator: MemberID { town.coordinator.identity.member }

  /// Whether a member may know of a circle.
  func isOpen(_ circle: Circle, to member: MemberID) -> Bool {
    circle.isOpen(to: member, coordinator: coordinator)
  }

  /// A text that nobody outside the circle may ever see.
  private func secret(_ circle: String) -> String {
    planted += 1
    return "zq_\(circle)_\(planted)_"
  }

  /// What somebody does in one replica, as SQL.
  func edits(of replica: Replica, _ generator: inout SeededGenerator) -> [String] {
    (0..<1 + generator.number(below: 3)).map { _ in
      let me = replica.identity.member.name
      switch generator.number(below: 5) {
      case 0: return openEdit(&generator)
      case 1, 2:
        let whose = me == coordinator.name ? generator.pick(["laerdal", "vik", "luster"]) : me
        return sharedEdit(whose, &generator)
      default: return ownEdit(me, &generator)
      }
    }
  }

  private func openEdit(_ generator: inout SeededGenerator) -> String {
    planted += 1
    switch generator.number(below: 4) {
    case 0: return "INSERT OR IGNORE INTO open VALUES ('o\(planted % 9)', 'b\(planted)', 1)"
    case 1: return "DELETE FROM open WHERE id = (SELECT min(id) FROM open)"
    case 2: return "UPDATE open SET body = 'b\(planted)' WHERE id = (SELECT max(id) FROM open)"
    default: return "UPDATE open SET n = coalesce(n, 0) + 1"
    }
  }

  private func sharedEdit(_ whose: String, _ generator: inout SeededGenerator) -> String {
    let text = secret("between-\(whose)")
    let mine = "(SELECT min(id) FROM shared WHERE kommune = '\(whose)')"
    switch generator.number(below: 5) {
    case 0, 1:
      return "INSERT INTO shared SELECT '\(whose)', '\(text)', '\(text)', "
        + "CAST('\(text)' AS BLOB), json_array('\(text)'), (SELECT max(id) FROM open)"
    case 2: return "DELETE FROM shared WHERE kommune = '\(whose)' AND id = \(mine)"
    case 3:
      return "UPDATE shared SET tags = json_insert(tags, '$[#]', '\(text)'), "
        + "open = (SELECT min(id) FROM open) WHERE kommune = '\(whose)' AND id = \(mine)"
    default:
      return "UPDATE shared SET body = '\(text)', raw = CAST('x\(text)' AS BLOB) "
        + "WHERE kommune = '\(whose)'"
    }
  }

  private func ownEdit(_ me: String, _ generator: inout SeededGenerator) -> String {
    let text = secret("within-\(me)")
    switch generator.number(below: 5) {
    case 0, 1:
      return "INSERT OR IGNORE INTO own SELECT '\(text)', '\(me)', '\(text)', "
        + "CAST('xx\(text)' AS BLOB), '\(text.prefix(3))within-\(me)_\(generator.number(below: 4))_', "
        + "(SELECT max(id) FROM open), (SELECT max(id) FROM shared WHERE kommune = '\(me)')"
    case 2: return "DELETE FROM own WHERE id = (SELECT min(id) FROM own)"
    case 3: return "UPDATE own SET raw = CAST('\(text)' AS BLOB), open = (SELECT min(id) FROM open)"
    default: return "UPDATE own SET body = '\(text)' WHERE id = (SELECT max(id) FROM own)"
    }
  }
}
