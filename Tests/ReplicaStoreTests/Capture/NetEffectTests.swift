import MergeAlgebra
import Testing

@testable import ReplicaStore

@Suite("A seal holds the net effect of the edits since the last one")
struct NetEffectTests {
  static let schema = "CREATE TABLE t(id TEXT PRIMARY KEY NOT NULL, n, m, code TEXT UNIQUE);"

  /// What the script becomes on a row `a` with n = 1, m = 1.
  private func lines(_ edits: String...) throws -> [String] {
    let post = try TestPost(Self.schema)
    let (mine, theirs) = try post.pair()
    try mine.edit("INSERT INTO t VALUES ('a', 1, 1, 'A')", at: 1)
    for edit in edits { try mine.edit(edit) }
    let lines = try mine.seal(at: 2).flatMap(\.lines).sorted()
    try theirs.receive(post.parcels(for: theirs))
    try expectAgreement([mine, theirs])
    return lines
  }

  @Test("a transaction that was rolled back leaves nothing")
  func rolledBack() throws {
    let edit = "BEGIN; UPDATE t SET n = 2; INSERT INTO t VALUES ('b', 1, 1, 'B'); ROLLBACK;"
    #expect(try lines(edit) == [])
  }

  @Test("a savepoint that was rolled back leaves nothing, what is around it stays")
  func savepoint() throws {
    let edit = """
      BEGIN; UPDATE t SET n = 2; SAVEPOINT s; UPDATE t SET m = 2; DELETE FROM t;
      ROLLBACK TO s; COMMIT;
      """
    #expect(try lines(edit) == ["update t 'a': n=2"])
  }

  @Test("a statement that failed leaves nothing")
  func failedStatement() throws {
    let post = try TestPost(Self.schema)
    let mine = try post.replica("laerdal")
    try mine.edit("INSERT INTO t VALUES ('a', 1, 1, 'A')", at: 1)
    #expect(throws: StoreError.self) {
      try mine.edit("INSERT INTO t VALUES ('b', 1, 1, 'B'), ('c', 1, 1, 'A')")
    }
    #expect(try mine.seal().isEmpty)
  }

  @Test("a row inserted and deleted between two seals leaves nothing")
  func comeAndGone() throws {
    #expect(
      try lines("INSERT INTO t VALUES ('b', 1, 1, 'B')", "DELETE FROM t WHERE id = 'b'") == [])
  }

  @Test("a row deleted and inserted again is an update of the columns that differ")
  func goneAndCome() throws {
    #expect(
      try lines("DELETE FROM t", "INSERT INTO t VALUES ('a', 1, 5, 'A')") == ["update t 'a': m=5"])
    #expect(try lines("DELETE FROM t", "INSERT INTO t VALUES ('a', 1, 1, 'A')") == [])
  }

  @Test("an edit before a delete travels with the delete")
  func editedAndDeleted() throws {
    #expect(try lines("UPDATE t SET n = 7", "DELETE FROM t") == ["delete t 'a': n=7"])
  }

  @Test("an edit of a row that was deleted and inserted again does not travel with its delete")
  func deletedTwice() throws {
    let again = "INSERT INTO t VALUES ('a', 4, 4, 'A'); UPDATE t SET n = 9; DELETE FROM t"
    #expect(try lines("UPDATE t SET m = 2", "DELETE FROM t", again) == ["delete t 'a': m=2"])
  }

  @Test("a value that went and came back is still written")
  func backAgain() throws {
    #expect(
      try lines("UPDATE t SET n = 2", "UPDATE t SET n = 1") == ["update t 'a': n=1"])
  }

  @Test("a key that went and came back is an update, or nothing")
  func keyBackAgain() throws {
    let there = "UPDATE t SET id = 'b'"
    #expect(try lines(there, "UPDATE t SET id = 'a'") == [])
    #expect(try lines(there, "UPDATE t SET id = 'a', n = 3") == ["update t 'a': n=3"])
  }

  @Test("only columns that were touched are written")
  func untouchedColumns() throws {
    let post = try TestPost("CREATE TABLE t(id TEXT PRIMARY KEY NOT NULL, n, price BLOB, x REAL);")
    let (mine, theirs) = try post.pair()
    try mine.edit("INSERT INTO t VALUES ('a', 1, 0.0, 0.0)", at: 1)
    try mine.edit("UPDATE t SET n = 2")
    #expect(try mine.seal(at: 2).flatMap(\.lines) == ["update t 'a': n=2"])
    try mine.edit("UPDATE t SET n = n")
    #expect(try mine.seal(at: 3).flatMap(\.lines) == [])
    try mine.edit("UPDATE t SET price = -0.0")
    #expect(try mine.seal(at: 4).flatMap(\.lines) == ["update t 'a': price=-0.0"])
    try theirs.receive(post.parcels(for: theirs))
    try expectAgreement([mine, theirs])
  }

  @Test("a sum and a set are compared with what was sealed")
  func sumsAndSets() throws {
    let post = try TestPost(
      "CREATE TABLE t(id TEXT PRIMARY KEY NOT NULL, n INTEGER NOT NULL, tags TEXT);",
      ["t": rules(["n": .sum, "tags": .union])])
    let (mine, theirs) = try post.pair()
    try mine.edit(#"INSERT INTO t VALUES ('a', 10, '["x", "y"]')"#, at: 1)
    try mine.edit(#"UPDATE t SET n = n + 5; UPDATE t SET n = n - 2, tags = '[ "z","y" ]'"#)
    #expect(
      try mine.seal(at: 2).flatMap(\.lines) == [#"update t 'a': n=by 3 tags=+"z"-"x""#])
    #expect(try mine.shown("t") == [#"'a' 13 '["y","z"]'"#])
    try mine.edit(#"UPDATE t SET n = 1; UPDATE t SET n = 13, tags = '["z", "y"]'"#)
    #expect(try mine.seal(at: 3).flatMap(\.lines) == [])
    #expect(try mine.shown("t") == [#"'a' 13 '["y","z"]'"#])
    try theirs.receive(post.parcels(for: theirs))
    try expectAgreement([mine, theirs])
  }

  @Test("a program inside a transaction makes us wait, then say so")
  func busy() throws {
    let post = try TestPost(Self.schema)
    let mine = try post.replica("laerdal")
    let other = try OpenTransaction("INSERT INTO t VALUES ('a', 1, 1, 'A');", on: mine.path)
    let failure = #expect(throws: StoreError.self) { try mine.seal() }
    #expect(failure?.code == .busy)
    try other.commit()
    #expect(try mine.seal().flatMap(\.lines) == ["insert t 'a': n=1 m=1 code='A'"])
  }
}
