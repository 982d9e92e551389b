import Exchange
import MergeAlgebra
import ReplicaStore
import Testing

@Suite("Well-known schemas work as they are")
struct SampleSchemaTests {
  @Test("a music shop: edits of both, a playlist filled by one, a customer moved by the other")
  func musicShop() throws {
    let shop = try ExistingCollaboration(MusicShop.schema, MusicShop.data)
    try shop.expectAgreement()
    #expect(shop.report.changeSets.map(\.rows) == [40 + 60 + 4 + 300 + 2 + 60 + 3 + 30 + 30 + 60])
    try shop.region.file.runAsUser(
      """
      INSERT INTO artist(name) VALUES ('Ny');
      INSERT INTO album(title, artist_id) VALUES ('Fyrste', last_insert_rowid());
      UPDATE track SET unit_price = 1.29 WHERE track_id BETWEEN 10 AND 20;
      DELETE FROM playlist_track WHERE playlist_id = 1 AND track_id < 50;
      """)
    try shop.vik.file.runAsUser(
      """
      UPDATE customer SET city = 'Vik', support_rep_id = NULL WHERE customer_id < 5;
      UPDATE track SET composer = 'Ukjend' WHERE track_id BETWEEN 15 AND 25;
      INSERT INTO playlist_track SELECT 1, track_id FROM track WHERE track_id BETWEEN 201 AND 204;
      """)
    try shop.exchange()
    try shop.expectAgreement()
    let both = "SELECT count(*) FROM track WHERE unit_price = 1.29 AND composer = 'Ukjend';"
    #expect(try shop.post.shell("region.sqlite", both) == "6\n")
    try shop.vik.file.runAsUser(
      """
      INSERT INTO artist(name) VALUES ('Nyare');
      DELETE FROM album WHERE album_id = 45;
      UPDATE employee SET reports_to = 1 WHERE employee_id = 3;
      DELETE FROM employee WHERE employee_id = 2;
      """)
    try shop.exchange()
    try shop.expectAgreement()
    let names = "SELECT name FROM artist WHERE artist_id > 40 ORDER BY artist_id;"
    #expect(try shop.post.shell("region.sqlite", names) == "Ny\nNyare\n")
    #expect(try shop.region.conflicts().isEmpty)
  }

  @Test("an order book: stock adds up, lines of one order from both, a cascade, a status")
  func orderBook() throws {
    let book = try ExistingCollaboration(
      OrderBook.schema, OrderBook.data, rules: OrderBook.rules)
    try book.expectAgreement()
    try book.region.file.runAsUser(
      """
      UPDATE product SET stock = stock - 30, price = 99 WHERE product_code = 'P10';
      INSERT INTO order_line(order_no, line_no, sku, quantity) VALUES ('O1', 4, 'SKU-10', 30);
      UPDATE "order" SET status = 'sent' WHERE order_no = 'O1';
      DELETE FROM "order" WHERE order_no = 'O9';
      """)
    try book.vik.file.runAsUser(
      """
      UPDATE product SET stock = stock - 25, title = 'Betre vare' WHERE product_code = 'P10';
      INSERT INTO order_line(order_no, line_no, sku, quantity) VALUES ('O1', 5, 'SKU-10', 25);
      UPDATE "order" SET status = 'paid', customer = 'Vik' WHERE order_no = 'O1';
      UPDATE order_line SET quantity = 9, sent = 8 WHERE order_no = 'O2' AND line_no = 2;
      """)
    try book.exchange()
    try book.expectAgreement()
    let product = "SELECT stock, price, title FROM product WHERE product_code = 'P10';"
    #expect(try book.post.shell("vik.sqlite", product) == "45|99|Betre vare\n")
    let order = "SELECT status, customer FROM \"order\" WHERE order_no = 'O1';"
    #expect(try book.post.shell("region.sqlite", order) == "paid|Vik\n")
    let lines = """
      SELECT count(*) FROM order_line WHERE order_no = 'O1';
      SELECT count(*) FROM order_line WHERE order_no = 'O9';
      SELECT count(*) FROM shipment WHERE order_no = 'O9';
      """
    #expect(try book.post.shell("vik.sqlite", lines) == "5\n0\n0\n")
  }

  @Test("a film rental: circular references, a table kept by triggers, a view that can be edited")
  func filmRental() throws {
    let rental = try ExistingCollaboration(FilmRental.schema, FilmRental.data)
    try rental.expectAgreement()
    try rental.region.file.runAsUser(
      """
      UPDATE film SET title = 'Ny tittel' WHERE film_id = 3;
      INSERT INTO film(title) VALUES ('Heilt ny');
      BEGIN;
      INSERT INTO store VALUES (3, 4, 'Gata 3');
      INSERT INTO staff(staff_id, name, store_id) VALUES (4, 'Ny sjef', 3);
      COMMIT;
      """)
    try rental.vik.file.runAsUser(
      """
      UPDATE film SET rental_rate = 2.99, description = 'Om tri' WHERE film_id = 4;
      UPDATE overdue SET returned_on = '2026-06-01' WHERE rental_id = 3;
      UPDATE staff SET picture = x'CAFE' WHERE staff_id = 1;
      DELETE FROM rental WHERE rental_id IN (5, 6);
      """)
    try rental.exchange()
    try rental.expectAgreement()
    let texts = """
      SELECT title FROM film_text WHERE film_id IN (3, 101) ORDER BY film_id;
      SELECT description FROM film_text WHERE film_id = 4;
      SELECT name FROM staff JOIN store ON staff_id = manager_staff_id WHERE store.store_id = 3;
      SELECT returned_on FROM rental WHERE rental_id = 3;
      SELECT active, hex(picture) FROM staff WHERE staff_id = 3;
      """
    let expected = "Ny tittel\nHeilt ny\nOm tri\nNy sjef\n2026-06-01\n1|00FF\n"
    #expect(try rental.post.shell("region.sqlite", texts) == expected)
    #expect(try rental.post.shell("vik.sqlite", texts) == expected)
  }
}
