import Foundation
import Testing

@Suite("found --from takes an ordinary database over")
struct TakeoverCommandTests {
  private static let schema = """
    CREATE TABLE artist(id INTEGER PRIMARY KEY, code TEXT UNIQUE);
    CREATE TABLE album(
      id TEXT PRIMARY KEY, artist INTEGER NOT NULL REFERENCES artist ON DELETE CASCADE,
      code TEXT REFERENCES artist(code));
    INSERT INTO artist VALUES (7, 'x'), (8, 'y');
    INSERT INTO album VALUES ('a', 7, 'x');
    """

  private func workshop(_ sql: String = schema) throws -> Workshop {
    let workshop = try Workshop()
    try workshop.edit("old", sql)
    return workshop
  }

  @Test("a dry run says in nynorsk what would be done, and writes nothing")
  func dryRun() throws {
    let workshop = try workshop()
    let before = try workshop.names(in: ".")
    let outcome = try workshop.run(
      "found", "new.sqlite", "--from", "old.sqlite", "--dry-run", "--language", "nn")
    #expect(outcome.status == 0)
    #expect(
      outcome.output == """
        old.sqlite har 2 tabellar med 3 rader. Reglane er foreslegne ut frå tabellane; eigne \
        reglar gjev du med --rules FIL.
        album: 1 rad
          nøkkel id: den som skriv rada, set han. Same nøkkel er same rad hjå alle.
          code → artist: ei sletta rad kjem att så lenge nokon viser til henne (tabellen krev at \
        ho finst)
          artist → artist: rada går med når den ho viser til, vert sletta (ON DELETE CASCADE)
        artist: 2 rader
          nøkkel id: SQLite set talet (INTEGER PRIMARY KEY). Får to nye rader same tal kvar sin \
        stad, vert dei verande to.
          code: vert sett éin gong, for album viser til feltet
          eintydig code: av to like rader ventar den seinaste, og vert lista
        Ingenting er skrive.

        """)
    #expect(try workshop.names(in: ".") == before)
  }

  @Test("the proposed rules can be taken from --json and given back")
  func rulesTravel() throws {
    let workshop = try workshop()
    let outcome = try workshop.run(
      "found", "new.sqlite", "--from", "old.sqlite", "--dry-run", "--json")
    let document = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    let rules = try #require((document as? [String: Any])?["rules"])
    let text = try JSONSerialization.data(withJSONObject: rules, options: .sortedKeys)
    try workshop.write(String(decoding: text, as: UTF8.self), to: "rules.json")
    let founded = try workshop.run(
      "found", "new.sqlite", "--from", "old.sqlite", "--rules", "rules.json", "--name", "Ny",
      "--member", "vik=Vik", "--charter-out", "charter.json", "--language", "en", "--json")
    #expect(founded.status == 0, "\(founded)")
    let result = try JSONSerialization.jsonObject(with: Data(founded.output.utf8))
    let takeover = (result as? [String: Any])?["takeover"] as? [String: Any]
    #expect(takeover?["proposed"] as? Bool == false)
    #expect(try workshop.query("new", "SELECT code FROM artist WHERE id = 8") == "y")
    let verified = try workshop.run("verify", "--replica", "new.sqlite")
    #expect(verified.status == 0, "\(verified)")
  }

  @Test("64, 65, 66 and 73 say what is wrong and what to do")
  func refusals() throws {
    let workshop = try workshop("CREATE TABLE log(what); INSERT INTO log VALUES ('a'), ('a');")
    let found = ["found", "new.sqlite", "--from", "old.sqlite", "--name", "Ny"]
    let out = ["--charter-out", "charter.json", "--language", "en"]
    let keyless = try workshop.program.run(found + out, in: workshop.folder)
    #expect(keyless.status == 65)
    #expect(keyless.errors.contains("-- 2. all its columns together cannot be the key: some rows"))
    #expect(keyless.errors.contains("       DROP TABLE \"log\";\n"))
    try workshop.edit(
      "old", "DROP TABLE log; CREATE TABLE t(id PRIMARY KEY); INSERT INTO t VALUES (NULL);")
    let broken = try workshop.program.run(found + out, in: workshop.folder)
    #expect(broken.status == 65)
    #expect(broken.errors.hasPrefix("error: old.sqlite has rows that break the constraints"))
    #expect(try !workshop.names(in: ".").contains("new.sqlite"))
    #expect(
      try workshop.run("found", "new.sqlite", "--from", "gone.sqlite", "--dry-run").status == 66)
    #expect(
      try workshop.run("found", "old.sqlite", "--from", "old.sqlite", "--dry-run").status == 73)
    let both = try workshop.program.run(found + out + ["--template", "sogn"], in: workshop.folder)
    #expect(both.status == 64)
    #expect(try workshop.run("found", "new.sqlite", "--template", "sogn", "--dry-run").status == 64)
  }
}
