/// A film rental: two tables that refer to each other, a table kept by triggers, a search index.
enum FilmRental {
  static let schema = """
    CREATE TABLE film(
      film_id INTEGER PRIMARY KEY, title VARCHAR(128) NOT NULL, description TEXT,
      release_year INTEGER, original_film_id INTEGER REFERENCES film(film_id) ON DELETE SET NULL,
      rental_rate DECIMAL(4, 2) NOT NULL DEFAULT 4.99,
      last_update TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP);
    CREATE TABLE film_text(
      film_id INTEGER PRIMARY KEY REFERENCES film(film_id) ON DELETE CASCADE,
      title VARCHAR(255) NOT NULL, description TEXT);
    CREATE TABLE store(
      store_id INTEGER PRIMARY KEY,
      manager_staff_id INTEGER NOT NULL UNIQUE
        REFERENCES staff(staff_id) DEFERRABLE INITIALLY DEFERRED,
      address TEXT NOT NULL);
    CREATE TABLE staff(
      staff_id INTEGER PRIMARY KEY, name TEXT NOT NULL,
      store_id INTEGER NOT NULL REFERENCES store(store_id) DEFERRABLE INITIALLY DEFERRED,
      picture BLOB DEFAULT x'00FF', active BOOLEAN NOT NULL DEFAULT TRUE);
    CREATE TABLE inventory(
      inventory_id INTEGER PRIMARY KEY, film_id INTEGER NOT NULL REFERENCES film(film_id),
      store_id INTEGER NOT NULL REFERENCES store(store_id));
    CREATE TABLE rental(
      rental_id INTEGER PRIMARY KEY, rented_on DATE NOT NULL, returned_on DATE,
      inventory_id INTEGER NOT NULL REFERENCES inventory(inventory_id) ON DELETE CASCADE,
      staff_id INTEGER NOT NULL REFERENCES staff(staff_id),
      CHECK(returned_on IS NULL OR returned_on >= rented_on), UNIQUE(rented_on, inventory_id));
    CREATE TRIGGER film_added AFTER INSERT ON film BEGIN
      INSERT INTO film_text(film_id, title, description)
      VALUES (NEW.film_id, NEW.title, NEW.description);
    END;
    CREATE TRIGGER film_changed AFTER UPDATE OF title, description ON film BEGIN
      UPDATE film_text SET title = NEW.title, description = NEW.description
      WHERE film_id = NEW.film_id;
    END;
    CREATE VIEW overdue AS SELECT * FROM rental WHERE returned_on IS NULL;
    CREATE TRIGGER return_film INSTEAD OF UPDATE OF returned_on ON overdue BEGIN
      UPDATE rental SET returned_on = NEW.returned_on WHERE rental_id = OLD.rental_id;
    END;
    """

  /// A full-text index over the films, with what keeps it.
  static let search = """
    CREATE VIRTUAL TABLE film_search USING fts5(title, content='film', content_rowid='film_id');
    CREATE TRIGGER search_added AFTER INSERT ON film BEGIN
      INSERT INTO film_search(rowid, title) VALUES (NEW.film_id, NEW.title);
    END;
    CREATE TRIGGER search_removed AFTER DELETE ON film BEGIN
      INSERT INTO film_search(film_search, rowid, title) VALUES ('delete', OLD.film_id, OLD.title);
    END;
    CREATE TRIGGER search_changed AFTER UPDATE ON film BEGIN
      INSERT INTO film_search(film_search, rowid, title) VALUES ('delete', OLD.film_id, OLD.title);
      INSERT INTO film_search(rowid, title) VALUES (NEW.film_id, NEW.title);
    END;
    """

  static let data = """
    INSERT INTO film(film_id, title, description, release_year, original_film_id)
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100)
      SELECT i, 'Film ' || i, 'Om nummer ' || i, 1950 + i, CASE WHEN i % 4 = 0 THEN i - 1 END FROM n;
    BEGIN;
    INSERT INTO store VALUES (1, 1, 'Gata 1'), (2, 2, 'Gata 2');
    INSERT INTO staff(staff_id, name, store_id) VALUES (1, 'Mika', 1), (2, 'Jo', 2), (3, 'Ro', 2);
    COMMIT;
    INSERT INTO inventory SELECT film_id * 2 + k, film_id, k + 1 FROM film, (SELECT 0 AS k UNION SELECT 1);
    INSERT INTO rental
      SELECT inventory_id, '2026-05-01', CASE WHEN inventory_id % 3 THEN '2026-05-04' END,
        inventory_id, store_id FROM inventory;
    """
}
