import Testing

@Suite("Tables that another program has altered are told of in one sentence, with the way out")
struct AlteredTableTests {
  private func workshop(_ edit: String, language: String = "en") throws -> Workshop {
    let workshop = try Workshop()
    try workshop.foundRegister(language: language)
    try workshop.edit("vik", edit)
    return workshop
  }

  @Test(
    "by every command that needs the tables",
    arguments: [["seal"], ["status"], ["conflicts"], ["sync", "shared", "--plain"], ["verify"]])
  func refused(arguments: [String]) throws {
    let workshop = try workshop("CREATE UNIQUE INDEX mine ON employer(name)")
    let outcome = try workshop.program.run(
      arguments + ["--replica", "vik.sqlite"], in: workshop.folder)
    #expect(outcome.status == 65 && outcome.output.isEmpty)
    #expect(
      outcome.errors == """
        error: The table employer has a UNIQUE index of its own, mine, which the others do not have.
        hint: Remove it (CREATE INDEX without UNIQUE is fine). Nothing is shared until then: DROP \
        INDEX "mine";

        """)
    try workshop.edit("vik", "DROP INDEX mine; CREATE INDEX mine ON employer(name)")
    try workshop.succeed("vik", "sync", "shared", "--plain")
  }

  @Test(
    "in the charter's language",
    arguments: [
      (
        "ALTER TABLE employer RENAME COLUMN phone TO tlf",
        "error: Tabellen employer har ikkje lenger kolonnen phone.\n",
        "ALTER TABLE \"employer\" RENAME COLUMN \"tlf\" TO \"phone\";\n"
      ),
      (
        "DROP TABLE topic", "error: Tabellen topic er borte frå fila.\n",
        "lag ein ny kopi, som får radene frå dei andre: samband join --help\n"
      ),
    ])
  func languages(edit: String, told: String, hint: String) throws {
    let outcome = try workshop(edit, language: "nn").run("status", "--replica", "vik.sqlite")
    #expect(outcome.status == 65)
    #expect(outcome.errors.hasPrefix(told) && outcome.errors.hasSuffix(hint), "\(outcome)")
  }
}
