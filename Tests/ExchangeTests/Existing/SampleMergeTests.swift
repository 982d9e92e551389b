import Exchange
import MergeAlgebra
import ReplicaStore
import Testing

/// Edits of both sides at once that meet in a key or a reference.
@Suite("Well-known schemas merge what meets")
struct SampleMergeTests {
  /// Dates the edits that wait in a replica.
  private func edit(_ replica: Replica, at time: Int64, _ sql: String) throws {
    try replica.file.runAsUser(sql)
    try replica.setJournalTime(time)
  }

  @Test(
    "two rows that got one number at once stay two, and what refers to them follows")
  func generatedNumbers() throws {
    let shop = try ExistingCollaboration(MusicShop.schema, MusicShop.data)
    let time: Int64 = 1_800_000_000_000
    try edit(
      shop.region, at: time,
      """
      INSERT INTO artist(name) VALUES ('Regionen sin');
      INSERT INTO album(title, artist_id) VALUES ('R', last_insert_rowid());
      """)
    try edit(
      shop.vik, at: time + 1,
      """
      INSERT INTO artist(name) VALUES ('Vik sin');
      INSERT INTO album(title, artist_id) VALUES ('V', last_insert_rowid());
      """)
    try shop.exchange()
    try shop.expectAgreement()
    // The earlier birth keeps the number; the later one shows under a negative number that its
    // birth gives, the same on every replica, and its album follows.
    let albums = """
      SELECT a.title, r.name, r.artist_id = 41, r.artist_id < 0, a.album_id = 61, a.album_id < 0
      FROM album AS a JOIN artist AS r USING(artist_id) WHERE a.title IN ('R', 'V') ORDER BY title;
      """
    let expected = "R|Regionen sin|1|0|1|0\nV|Vik sin|0|1|0|1\n"
    #expect(try shop.post.shell("region.sqlite", albums) == expected)
    #expect(try shop.post.shell("vik.sqlite", albums) == expected)
    let listed = try shop.region.conflicts()
    #expect(listed.map(\.table) == ["album", "artist"])
    #expect(listed.map(\.subject) == [.renumbered(from: 61), .renumbered(from: 41)])
    #expect(try shop.vik.conflicts() == listed)
    try shop.vik.file.runAsUser("UPDATE artist SET name = 'Vik si' WHERE name = 'Vik sin'")
    try shop.exchange()
    try shop.expectAgreement()
  }

  @Test(
    "a playlist holds a renumbered track under its number")
  func renumberedMember() throws {
    let shop = try ExistingCollaboration(MusicShop.schema, MusicShop.data)
    let track = "INSERT INTO track(name, milliseconds) VALUES"
    try edit(shop.region, at: 1_800_000_000_000, "\(track) ('r', 1)")
    try edit(
      shop.vik, at: 1_800_000_000_001,
      """
      \(track) ('v', 1);
      INSERT INTO playlist_track VALUES (1, last_insert_rowid()), (2, last_insert_rowid());
      """)
    try shop.exchange()
    try shop.expectAgreement()
    // The key of the joining table holds the number that the track shows.
    let held = """
      SELECT p.playlist_id, t.name, t.track_id < 0 FROM playlist_track AS p JOIN track AS t
      USING(track_id) WHERE t.track_id > 300 OR t.track_id < 0 ORDER BY p.playlist_id;
      """
    #expect(try shop.post.shell("region.sqlite", held) == "1|v|1\n2|v|1\n")
  }

  @Test(
    "a deleted parent comes back, goes with its children, or is cleared, as the schema says")
  func deletedParents() throws {
    let shop = try ExistingCollaboration(MusicShop.schema, MusicShop.data)
    try edit(
      shop.region, at: 1_800_000_000_000,
      """
      DELETE FROM invoice_line WHERE invoice_id = 3;
      DELETE FROM invoice WHERE customer_id = 3;
      DELETE FROM customer WHERE customer_id = 3;
      UPDATE track SET genre_id = NULL WHERE genre_id = 4;
      DELETE FROM genre WHERE genre_id = 4;
      DELETE FROM album WHERE album_id = 45;
      """)
    try edit(
      shop.vik, at: 1_800_000_000_001,
      """
      INSERT INTO invoice(customer_id, invoice_date, total) VALUES (3, '2026-09-01', 0);
      INSERT INTO track(name, album_id, genre_id, milliseconds) VALUES ('x', 45, 1, 1), ('y', 8, 4, 1);
      """)
    try shop.exchange()
    try shop.expectAgreement()
    let seen = """
      SELECT count(*) FROM customer WHERE customer_id = 3;
      SELECT count(*) FROM track WHERE name = 'x';
      SELECT genre_id IS NULL FROM track WHERE name = 'y';
      """
    // NO ACTION brings the customer back; ON DELETE CASCADE takes the track along; SET NULL clears.
    #expect(try shop.post.shell("vik.sqlite", seen) == "1\n0\n1\n")
  }

  @Test(
    "two films with one number keep a text each, and the search index finds both",
    .disabled("needs the projection: it runs no triggers for merged rows yet"))
  func searchIndex() throws {
    let rental = try ExistingCollaboration(
      FilmRental.schema + FilmRental.search, FilmRental.data)
    try edit(rental.region, at: 1_800_000_000_000, "INSERT INTO film(title) VALUES ('Ulv')")
    try edit(
      rental.vik, at: 1_800_000_000_001,
      "INSERT INTO film(title) VALUES ('Rev'); UPDATE film SET title = 'Elg' WHERE film_id = 1")
    try rental.exchange()
    try rental.expectAgreement()
    let found = """
      SELECT film.title, film_text.title FROM film_search
      JOIN film ON film_id = film_search.rowid JOIN film_text USING(film_id)
      WHERE film_search MATCH 'ulv OR rev OR elg' ORDER BY 1;
      """
    let expected = "Elg|Elg\nRev|Rev\nUlv|Ulv\n"
    #expect(try rental.post.shell("region.sqlite", found) == expected)
    #expect(try rental.post.shell("vik.sqlite", found) == expected)
  }
}
