import MergeAlgebra
import Testing

@testable import ReplicaStore

@Suite("A row that cannot travel blocks the seal, says why, and can be mended")
struct UnsealableTests {
  static let schema = """
    CREATE TABLE t(id TEXT PRIMARY KEY, n INTEGER CHECK(n > 0), m TEXT NOT NULL DEFAULT '',
      tags TEXT, s INTEGER NOT NULL DEFAULT 0);
    """

  static let cases: [(edit: String, words: [String], mend: String)] = [
    (
      "PRAGMA ignore_check_constraints = 1; INSERT INTO t(id, n) VALUES ('a', -1)",
      ["t a", "CHECK"], "UPDATE t SET n = 1"
    ),
    (
      "INSERT INTO t(id, tags) VALUES ('a', 'ikkje json')", ["t a", "tags"],
      "UPDATE t SET tags = '[]'"
    ),
    ("INSERT INTO t(id, tags) VALUES ('a', '{}')", ["t a", "tags"], "UPDATE t SET tags = NULL"),
    ("INSERT INTO t(id, tags) VALUES ('a', 5)", ["t a", "tags"], "UPDATE t SET tags = NULL"),
    ("INSERT INTO t(id, tags) VALUES ('a', '[1')", ["t a", "tags"], "DELETE FROM t"),
    ("INSERT INTO t(id, s) VALUES ('a', 'mange')", ["t a", "s"], "UPDATE t SET s = 3"),
    ("INSERT INTO t(id, s) VALUES ('a', 1.5)", ["t a", "s"], "UPDATE t SET s = 3"),
    ("INSERT INTO t(id, n) VALUES (NULL, 1)", ["t NULL", "key"], "UPDATE t SET id = 'a'"),
    ("INSERT INTO t(id, n) VALUES (NULL, 1)", ["t NULL", "key"], "DELETE FROM t"),
  ]

  @Test("and once it is mended the seal works", arguments: cases)
  func blocked(edit: String, words: [String], mend: String) throws {
    let post = try TestPost(Self.schema, ["t": rules(["tags": .union, "s": .sum])])
    let (mine, theirs) = try post.pair()
    try mine.edit(edit)
    let failure = #expect(throws: StoreError.self) { try mine.seal() }
    #expect(failure?.code == .unsealable)
    for word in words { #expect(failure?.message.contains(word) == true, "\(word)") }
    #expect(try mine.read { try $0.unsealedCount() } > 0)
    try mine.edit(mend)
    try mine.seal(at: 1)
    try theirs.receive(post.parcels(for: theirs))
    try expectAgreement([mine, theirs])
  }

  @Test("a known row that was broken and deleted is sealed as a delete")
  func brokenAndDeleted() throws {
    let post = try TestPost(Self.schema, ["t": rules(["tags": .union, "s": .sum])])
    let (mine, theirs) = try post.pair()
    try mine.edit("INSERT INTO t(id) VALUES ('a')", at: 1)
    try mine.edit("UPDATE t SET tags = 'tull', s = 'tull'")
    try mine.edit("DELETE FROM t")
    #expect(try mine.seal(at: 2).flatMap(\.lines) == ["delete t 'a':"])
    try theirs.receive(post.parcels(for: theirs))
    try expectAgreement([mine, theirs])
  }

  @Test("rows of a change set that break the schema are held back and listed")
  func invalidRows() throws {
    let post = try TestPost(Self.schema, ["t": rules(["tags": .union, "s": .sum])])
    let loose = Self.schema.replacing(" CHECK(n > 0)", with: "").replacing(" NOT NULL", with: "")
    let mine = try post.replica("laerdal")
    let other = try TestPost(loose)
    let theirs = try other.replica("vik")
    try theirs.edit("INSERT INTO t(id, n) VALUES ('a', -1), ('b', 1)")
    let parcel = try #require(try theirs.seal(at: 1).first)
    var groups = parcel.groups
    groups[0].columns = ["n", "m"]
    for index in groups[0].rows.indices {
      groups[0].rows[index].cells = Array(groups[0].rows[index].cells.prefix(2))
    }
    let parcels = [Parcel(head: parcel.head, hash: parcel.hash, groups: groups)]
    post.parcels[parcel.head.dot] = parcels[0]
    try mine.receive(parcels)
    #expect(try mine.shown("t") == ["'b' 1 '' NULL 0"])
    #expect(try mine.conflicts().map(\.rule) == ["invalid"])
    try expectSound(mine)
  }

  @Test("a change set that does not fit is refused, and nothing of it stays")
  func misfits() throws {
    let post = try TestPost(Self.schema, ["t": rules(["tags": .union, "s": .sum])])
    let (mine, theirs) = try post.pair()
    try theirs.edit("INSERT INTO t(id, n) VALUES ('a', 1)")
    let parcel = try #require(try theirs.seal(at: 1).first)
    let good = parcel.groups[0]
    var bad: [[OperationGroup]] = []
    for change: (inout OperationGroup) -> Void in [
      { $0.table = "ukjend" }, { $0.columns[0] = "ukjend" }, { $0.columns[1] = $0.columns[0] },
      { $0.rows[0].key = RowKey([.text("a"), .text("b")]) },
      { $0.rows[0].cells[2] = .value(.null) },
      { $0.rows[0].cells[0] = .difference(3) }, { $0.rows[0].cells.removeLast() },
      { $0.rows.append($0.rows[0]) },
    ] {
      var group = good
      change(&group)
      bad.append([group])
    }
    bad.append([good, good])
    for groups in bad {
      let failure = #expect(throws: StoreError.self, "\(groups)") {
        try mine.write { tx in
          try tx.keep(parcel.head, hash: parcel.hash, rowCount: 1, body: [1], received: 0)
          try tx.apply(parcel.head, hash: parcel.hash, groups)
        }
      }
      #expect(failure?.code == .invalid)
    }
    try mine.receive([parcel])
    try expectAgreement([mine, theirs])
  }
}
