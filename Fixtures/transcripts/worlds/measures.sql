CREATE TABLE measure(
  code TEXT PRIMARY KEY NOT NULL, owner TEXT, title TEXT NOT NULL DEFAULT '',
  status TEXT NOT NULL DEFAULT 'IDE', note TEXT, starts_on TEXT, ends_on TEXT,
  number TEXT UNIQUE, budget INTEGER);
