import GRDB
import MergeAlgebra

extension ReplicaTransaction {
  /// Removes everything of ours from the file: triggers, tables, and with them journals and log.
  ///
  /// The user's tables, rows, indexes, views and triggers stay as they are. What is removed is
  /// overwritten with zeros. After it the transaction can only be committed.
  public func detach() throws {
    try session.runScript("PRAGMA secure_delete = ON")
    for kind in ["trigger", "view", "table"] {
      let names = try session.rows(
        """
        SELECT name FROM main.sqlite_schema
        WHERE type = ?1 AND name LIKE 'samband\\_%' ESCAPE '\\' ORDER BY name
        """, [.text(kind)]
      ) { $0.string(0) }
      for name in names {
        try session.runScript("DROP \(kind.uppercased()) IF EXISTS main.\(quoted(name))")
      }
    }
    let temporary = try session.rows(
      """
      SELECT name FROM sqlite_temp_schema
      WHERE type = 'trigger' AND name LIKE 'samband\\_%' ESCAPE '\\'
      """
    ) { $0.string(0) }
    for name in temporary { try session.runScript("DROP TRIGGER temp.\(quoted(name))") }
  }
}
