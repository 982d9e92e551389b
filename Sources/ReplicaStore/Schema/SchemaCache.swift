import MergeAlgebra
import Synchronization

/// The tables under sync as they were read last, so that not every operation reads the schema.
final class SchemaCache: Sendable {
  private struct Reading {
    let schemaVersion: Int64
    let collaboration: Collaboration
    let tables: [TrackedTable]
    let own: [OwnReference]
  }

  private let reading = Mutex<Reading?>(nil)

  private let newLines = Mutex<SchemaLines?>(nil)

  /// Where the schema's text says what; `nil` unless the file has just been made from it.
  var lines: SchemaLines? { newLines.withLock { $0 } }

  /// Remembers the text that the file has just been made from.
  func keepLines(of sql: String) { newLines.withLock { $0 = SchemaLines(sql) } }

  /// What was read for this schema and charter; `nil` when it was another.
  func tables(
    schemaVersion: Int64, _ collaboration: Collaboration
  ) -> (tables: [TrackedTable], own: [OwnReference])? {
    reading.withLock { reading in
      guard let reading, reading.schemaVersion == schemaVersion,
        reading.collaboration == collaboration
      else { return nil }
      return (reading.tables, reading.own)
    }
  }

  /// Forgets what was read, since a schema version that was rolled back may come again with another
  /// schema.
  func forget() { reading.withLock { $0 = nil } }

  /// Remembers what was read.
  func keep(
    _ tables: [TrackedTable], _ own: [OwnReference], schemaVersion: Int64,
    _ collaboration: Collaboration
  ) {
    reading.withLock {
      $0 = Reading(
        schemaVersion: schemaVersion, collaboration: collaboration, tables: tables, own: own)
    }
    // What is refused from now on is said of another text.
    newLines.withLock { $0 = nil }
  }
}
