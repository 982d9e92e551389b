/// The tables that Samband keeps beside the user's.
///
/// Their names start with `samband_`.
enum InternalSchema {
  /// The format version of these tables; a file of another version is refused.
  static let version: Int64 = 4

  static let sql = """
    -- Who this replica is, and what it remembers between operations.
    CREATE TABLE samband_meta(name TEXT PRIMARY KEY, value) WITHOUT ROWID;
    -- Small numbers for tracked tables.
    CREATE TABLE samband_table(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
    -- Their columns that replicate, the key left out.
    CREATE TABLE samband_column(
      tbl INTEGER NOT NULL, name TEXT NOT NULL, PRIMARY KEY(tbl, name)) WITHOUT ROWID;
    -- Streams: how far each has been applied, and the context of its newest change set.
    CREATE TABLE samband_stream(
      id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE,
      number INTEGER NOT NULL DEFAULT 0, head BLOB, context BLOB,
      charter INTEGER NOT NULL DEFAULT 0);
    -- The log: change sets as gzip members, in the order of arrival; applied is NULL while parked,
    -- otherwise the place in the order of application. partial is what its author had seen, for a
    -- change set that must be looked at again when a newer charter comes into force.
    CREATE TABLE samband_log(
      id INTEGER PRIMARY KEY, stream INTEGER NOT NULL, number INTEGER NOT NULL,
      hash BLOB NOT NULL, charter INTEGER NOT NULL, applied INTEGER UNIQUE,
      received INTEGER NOT NULL, rows INTEGER NOT NULL, body BLOB NOT NULL, partial BLOB, UNIQUE(stream, number));
    CREATE INDEX samband_log_partial ON samband_log(applied) WHERE partial IS NOT NULL;
    CREATE INDEX samband_log_parked ON samband_log(stream, number) WHERE applied IS NULL;
    -- Change sets that their authors signed and that are not applied, and why: of a stream the first in
    -- the log, which those after it stay with; and with its body the other of two with one name.
    CREATE TABLE samband_aside(
      stream INTEGER NOT NULL, number INTEGER NOT NULL, hash BLOB NOT NULL, reason TEXT NOT NULL,
      tbl TEXT, row TEXT, col TEXT, other TEXT, detail TEXT NOT NULL, body BLOB,
      PRIMARY KEY(stream, number, hash));
    -- What has been displaced of births, owners and cells that are set once, by which rights are judged:
    -- the unit (empty for the row itself), who wrote it, and the change sets that displaced it.
    CREATE TABLE samband_past(
      tbl INTEGER NOT NULL, key BLOB NOT NULL, unit TEXT NOT NULL, stream INTEGER NOT NULL,
      number INTEGER NOT NULL, time INTEGER NOT NULL, standing INTEGER NOT NULL,
      cells BLOB NOT NULL, displacers BLOB NOT NULL,
      PRIMARY KEY(tbl, key, unit, stream, number)) WITHOUT ROWID;
    -- Replicated state: one record per known row. circle is NULL for everyone; digest is NULL
    -- while the row is dead.
    CREATE TABLE samband_row(
      tbl INTEGER NOT NULL, key BLOB NOT NULL, circle TEXT, digest BLOB, state BLOB NOT NULL,
      PRIMARY KEY(tbl, key)) WITHOUT ROWID;
    -- Rows that the live tables show in another way than the state alone says, and why: living ones
    -- that are hidden, dead ones that are shown, shown ones with other cells.
    CREATE TABLE samband_held(
      tbl INTEGER NOT NULL, key BLOB NOT NULL, reason TEXT NOT NULL, detail TEXT NOT NULL,
      keeper BLOB, PRIMARY KEY(tbl, key)) WITHOUT ROWID;
    CREATE INDEX samband_held_keeper ON samband_held(tbl, keeper) WHERE keeper IS NOT NULL;
    -- The places in unique keys that those rows take or would take.
    CREATE TABLE samband_claim(
      tbl INTEGER NOT NULL, idx TEXT NOT NULL, claim BLOB NOT NULL, key BLOB NOT NULL,
      PRIMARY KEY(tbl, idx, claim, key)) WITHOUT ROWID;
    CREATE INDEX samband_claim_row ON samband_claim(tbl, key);
    -- What those of them refer to whose references the live tables do not show.
    CREATE TABLE samband_link(
      parent TEXT NOT NULL, columns TEXT NOT NULL, target BLOB NOT NULL,
      tbl INTEGER NOT NULL, key BLOB NOT NULL,
      PRIMARY KEY(parent, columns, target, tbl, key)) WITHOUT ROWID;
    CREATE INDEX samband_link_row ON samband_link(tbl, key);
    -- Rows that are shown under another key than their own.
    CREATE TABLE samband_alias(
      tbl INTEGER NOT NULL, live BLOB NOT NULL, key BLOB NOT NULL,
      PRIMARY KEY(tbl, live)) WITHOUT ROWID;
    CREATE INDEX samband_alias_row ON samband_alias(tbl, key);
    -- Rows that were made with one generated number: the number that is derived from the birth of
    -- each, which later rows were made with their number by authors who had seen them, and which of
    -- them holds it.
    CREATE TABLE samband_number(
      tbl INTEGER NOT NULL, number INTEGER NOT NULL, key BLOB NOT NULL,
      superseders BLOB NOT NULL, holds INTEGER NOT NULL,
      PRIMARY KEY(tbl, number)) WITHOUT ROWID;
    -- Every known row of tables that are referred to by other columns than their key's bits.
    CREATE TABLE samband_target(
      tbl INTEGER NOT NULL, columns TEXT NOT NULL, target BLOB NOT NULL, key BLOB NOT NULL,
      PRIMARY KEY(tbl, columns, target, key)) WITHOUT ROWID;
    CREATE INDEX samband_target_row ON samband_target(tbl, key);
    -- Which rows have conflicts: an index over samband_row; unit is -1 for a row's life.
    CREATE TABLE samband_conflict(
      tbl INTEGER NOT NULL, key BLOB NOT NULL, unit INTEGER NOT NULL, state TEXT NOT NULL,
      PRIMARY KEY(tbl, key, unit)) WITHOUT ROWID;
    -- What rows that are out of their table held in columns of the user's own; back with the row.
    CREATE TABLE samband_own(
      tbl INTEGER NOT NULL, key BLOB NOT NULL, name TEXT NOT NULL, value,
      PRIMARY KEY(tbl, key, name)) WITHOUT ROWID;
    -- The digest of each circle.
    CREATE TABLE samband_digest(circle TEXT PRIMARY KEY, digest BLOB NOT NULL) WITHOUT ROWID;
    -- What the other replicas hold: by their own word (own = 1), and by what others say of them.
    CREATE TABLE samband_peer(
      replica TEXT NOT NULL, own INTEGER NOT NULL, vector BLOB NOT NULL,
      charter INTEGER NOT NULL, heard INTEGER NOT NULL, digest BLOB,
      PRIMARY KEY(replica, own)) WITHOUT ROWID;
    -- Every charter version that was in force here.
    CREATE TABLE samband_charter(
      version INTEGER PRIMARY KEY, hash BLOB NOT NULL, document BLOB NOT NULL);
    """
}
