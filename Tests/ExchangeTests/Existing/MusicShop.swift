/// A music shop: integer keys everywhere, a table that joins two others, a table that refers to
/// itself.
enum MusicShop {
  static let schema = """
    CREATE TABLE artist(artist_id INTEGER PRIMARY KEY, name NVARCHAR(120));
    CREATE TABLE album(
      album_id INTEGER PRIMARY KEY, title NVARCHAR(160) NOT NULL,
      artist_id INTEGER NOT NULL REFERENCES artist(artist_id) ON DELETE NO ACTION);
    CREATE TABLE genre(genre_id INTEGER PRIMARY KEY, name NVARCHAR(120) UNIQUE);
    CREATE TABLE track(
      track_id INTEGER PRIMARY KEY, name NVARCHAR(200) NOT NULL,
      album_id INTEGER REFERENCES album(album_id) ON DELETE CASCADE,
      genre_id INTEGER REFERENCES genre ON DELETE SET NULL,
      composer NVARCHAR(220), milliseconds INTEGER NOT NULL CHECK(milliseconds > 0),
      bytes INTEGER, unit_price NUMERIC(10, 2) NOT NULL DEFAULT 0.99);
    CREATE TABLE playlist(playlist_id INTEGER PRIMARY KEY AUTOINCREMENT, name NVARCHAR(120));
    CREATE TABLE playlist_track(
      playlist_id INTEGER NOT NULL REFERENCES playlist ON DELETE CASCADE,
      track_id INTEGER NOT NULL REFERENCES track ON DELETE CASCADE,
      PRIMARY KEY(playlist_id, track_id));
    CREATE TABLE employee(
      employee_id INTEGER PRIMARY KEY, last_name NVARCHAR(20) NOT NULL, title NVARCHAR(30),
      reports_to INTEGER REFERENCES employee(employee_id) ON DELETE SET NULL,
      hire_date DATETIME);
    CREATE TABLE customer(
      customer_id INTEGER PRIMARY KEY, email NVARCHAR(60) NOT NULL UNIQUE, city NVARCHAR(40),
      support_rep_id INTEGER REFERENCES employee(employee_id) ON DELETE SET NULL);
    CREATE TABLE invoice(
      invoice_id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customer,
      invoice_date DATETIME NOT NULL, total NUMERIC(10, 2) NOT NULL);
    CREATE TABLE invoice_line(
      invoice_line_id INTEGER PRIMARY KEY,
      invoice_id INTEGER NOT NULL REFERENCES invoice ON DELETE CASCADE,
      track_id INTEGER NOT NULL REFERENCES track, unit_price NUMERIC(10, 2) NOT NULL,
      quantity INTEGER NOT NULL DEFAULT (1) CHECK(quantity > 0));
    CREATE INDEX track_album ON track(album_id);
    CREATE INDEX customer_city ON customer(city COLLATE NOCASE);
    CREATE VIEW track_list AS
      SELECT t.track_id, t.name, a.title, r.name AS artist
      FROM track AS t JOIN album AS a USING(album_id) JOIN artist AS r USING(artist_id) -- joined
    ;
    """

  static let data = """
    INSERT INTO artist
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40)
      SELECT i, 'Artist ' || i FROM n;
    INSERT INTO album
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60)
      SELECT i, 'Album ' || i, 1 + i % 40 FROM n;
    INSERT INTO genre VALUES (1, 'Rock'), (2, 'Folk'), (3, NULL), (4, NULL);
    INSERT INTO track
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300)
      SELECT i, 'Track ' || i, CASE WHEN i % 7 THEN 1 + i % 60 END, 1 + i % 4,
        CASE WHEN i % 3 THEN 'Composer ' || i % 11 END, 1000 * i, i * i, 0.99 + i % 2 FROM n;
    INSERT INTO playlist(name) VALUES ('Fest'), ('Ro'), ('Slett meg');
    DELETE FROM playlist WHERE name = 'Slett meg';
    INSERT INTO playlist_track SELECT 1 + track_id % 2, track_id FROM track WHERE track_id % 5 = 0;
    INSERT INTO employee VALUES
      (1, 'Berge', 'Dagleg leiar', NULL, '2002-08-14 00:00:00'),
      (2, 'Hauge', 'Sal', 1, '2002-05-01 00:00:00'), (3, 'Lie', 'Sal', 2, NULL);
    INSERT INTO customer
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30)
      SELECT i, 'kunde' || i || '@example.org', 'Florø', 2 + i % 2 FROM n;
    INSERT INTO invoice SELECT customer_id, customer_id, '2026-01-01', 1.98 FROM customer;
    INSERT INTO invoice_line
      SELECT invoice_id * 10 + k, invoice_id, invoice_id + k, 0.99, 1
      FROM invoice, (SELECT 0 AS k UNION SELECT 1);
    """
}
