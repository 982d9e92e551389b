@testable import ReplicaStore

/// A schema: it is refused with its line, or SQLite makes it and we read what it made.
enum SchemaTarget {
  static func run(_ bytes: [UInt8]) {
    let sql = String(decoding: bytes, as: UTF8.self)
    let scanned = SQLTokens(sql)
    var end = 0
    for token in scanned.tokens {
      promise(token.range.lowerBound >= end && !token.range.isEmpty, "pieces overlap")
      end = token.range.upperBound
    }
    promise(end <= scanned.source.count, "a piece beyond the end")
    for statement in SchemaScript.statements(of: sql) { _ = SchemaScript.defect(of: statement) }
    _ = TriggerTargets.of(sql)
    guard let scratch = try? SchemaScratch(sql) else { return }
    _ = SchemaLines(sql)
    for shape in scratch.shapes { promise(!shape.columns.isEmpty, "a table without columns") }
    let again = scratch.objects.map(\.sql).joined(separator: ";\n")
    promise((try? SchemaScratch(again))?.objects.count == scratch.objects.count, "not made again")
  }
}
