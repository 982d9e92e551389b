import Testing

@testable import samband

@Suite("What lower modules say is known in every language")
struct CauseTests {
  /// Where sentences are made that people meet: what cannot be done, and why.
  private static let places = [
    "ReplicaStore", "Exchange", "BundleFormat/Charters/RulesDocument.swift",
    "BundleFormat/Charters/TableRules.swift", "BundleFormat/Charters/ColumnRules.swift",
  ]
  /// Files whose texts never reach a person as a cause, each with the reason.
  private static let excepted: [String: String] = [
    "ReplicaStore/State/ChangeApplication.swift": "flaws have sentences of their own",
    "ReplicaStore/State/Flaw.swift": "flaws have sentences of their own",
  ]
  /// Beginnings of sentences that go on elsewhere, what is compared with, what cannot happen.
  private static let parts: Set = [
    "the columns * would not merge as they did: ",
    "* \"*\" cannot be made again from its own text: ",
    "CHECK constraint failed in ", "NULL value in ", "no such column", "cannot open",
    "a revision that did not fail has a report", "a finished operation has a result",
    "no charter is loaded", "* has not been loaded", "a table holds numbers, not the row *",
    "the definition of a table does not read: *", "* was applied before what it had seen",
    "change set *: *", "*: row * has no *", "a bundle id is made of 10 bytes", "* or *",
    "the audience", "the unit",
  ]

  @Test("Every sentence in the sources has its translations, and keeps what is filled in")
  func known() throws {
    let all = try SourceSentences(in: Self.places).sentences.filter { sentence in
      Self.excepted[sentence.place] == nil && !Self.parts.contains(sentence.text)
        && Self.isSentence(sentence.text)
    }
    #expect(all.count > 150, "the reader of the sources finds too little: \(all.count)")
    for sentence in all {
      var number = 0
      let english = sentence.text.map { character -> String in
        guard character == "*" else { return String(character) }
        number += 1
        return "x\(number)y"
      }.joined()
      // Some are only a part of a sentence, which is made elsewhere.
      let message = Cause.part(english)
      #expect(message.en == english)
      for text in [message.nn, message.nb] {
        #expect(text != english, "no translation: \(sentence)")
        for place in 0..<number {
          #expect(text.contains("x\(place + 1)y"), "\(text) has lost a name of: \(english)")
        }
      }
    }
  }

  @Test("What it is about may stand before it, line by line, and SQL stays as it is")
  func nested() {
    let english = """
      line 3: table "bed": "plant" has the rule sum: declare it INTEGER NOT NULL DEFAULT 0
      table "bed" has no primary key: add one, in one of these two ways, each to be run as it is:
      CREATE TABLE x(id INTEGER PRIMARY KEY);
      """
    #expect(
      Message.cause(english).nn == """
        linje 3: tabellen «bed»: «plant» har regelen sum: skriv INTEGER NOT NULL DEFAULT 0
        tabellen «bed» har ingen primærnøkkel: legg til ein, på ein av desse to måtane, som kvar \
        kan køyrast som han står:
        CREATE TABLE x(id INTEGER PRIMARY KEY);
        """)
    #expect(
      Message.cause("measure T1: its key is NULL: give it a key").nb.hasPrefix("measure T1: "))
    #expect(Message.cause(english).en == english)
  }

  @Test("Each language is itself")
  func languages() {
    for sentence in Cause.sentences + KnownSentence.causeParts {
      for (text, foreign) in [
        (sentence.nn, CatalogueWordsTests.notNynorsk), (sentence.nb, CatalogueWordsTests.notBokmål),
      ] {
        let found = CatalogueWordsTests.words(of: text).intersection(foreign)
        #expect(found.isEmpty, "\(found) in: \(text)")
      }
    }
  }

  @Test("What nobody knows says that it is English")
  func unknown() {
    let message = Message.cause("the head is no object")
    #expect(message.nn == "På engelsk: the head is no object")
    #expect(message.en == "the head is no object")
  }

  /// Three words of English or more, and no SQL.
  private static func isSentence(_ text: String) -> Bool {
    if text.contains(/\b(SELECT|INSERT|UPDATE|DELETE|CREATE TABLE|PRAGMA|ATTACH|ALTER|DROP)\b/) {
      return text.hasPrefix("the schema")
    }
    return text.contains(/[a-z]{2,} [a-z*"(]/) && text.split(separator: " ").count > 2
  }
}
