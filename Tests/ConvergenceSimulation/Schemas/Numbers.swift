import MergeAlgebra
import ReplicaStore

/// Under which numbers people have known the rows that SQLite numbers, by tag.
///
/// A row that shows another number than any of those must be listed as renumbered.
struct Numbers {
  private let models: [TableModel]
  /// The place of the tag among the cells; `nil` where there is none that never changes.
  private let tags: [Int?]
  private var known: [Int: Set<RowKey>] = [:]
  /// Rows that somebody has written and that sealing may still give another number.
  private var fresh: Set<Int> = []

  init(models: [TableModel], tags: [Int?]) {
    self.models = models
    self.tags = tags
  }

  private func eachRow(_ rows: [Party.Rows], _ body: (Int, RowKey, [Value], Int) throws -> Void)
    rethrows
  {
    for (table, place) in tags.enumerated() {
      guard let place else { continue }
      for (key, cells) in rows[table] {
        if let tag = Token.all(in: cells[place]).first { try body(table, key, cells, tag) }
      }
    }
  }

  /// Notes the rows that somebody has written.
  mutating func note(from before: [Party.Rows], to written: [Party.Rows]) {
    var found: [(key: RowKey, tag: Int)] = []
    eachRow(written) { table, key, cells, tag in
      if before[table][key] != cells { found.append((key, tag)) }
    }
    for (key, tag) in found {
      known[tag, default: []].insert(key)
      fresh.insert(tag)
    }
  }

  /// Notes that sealing has given a row another number, as it says.
  mutating func note(_ change: ProjectionReport.Rekeyed, of written: [Party.Rows]) {
    guard let table = models.firstIndex(where: { $0.name == change.table }),
      let place = tags[table],
      let cells = written[table][change.from], let tag = Token.all(in: cells[place]).first
    else { return }
    known[tag, default: []].insert(change.to)
  }

  /// Notes the numbers that their author is shown right after sealing, for the rows just written,
  /// or for all rows.
  mutating func learn(_ view: PartyView, all: Bool = false) {
    var found: [(key: RowKey, tag: Int)] = []
    eachRow(view.rows) { _, key, _, tag in
      if all || fresh.contains(tag) { found.append((key, tag)) }
    }
    for (key, tag) in found { known[tag, default: []].insert(key) }
    fresh = []
  }

  /// Whether every row shows a number that somebody knows, or is listed with one.
  func check(_ view: PartyView) throws {
    try eachRow(view.rows) { table, key, _, tag in
      guard let numbers = known[tag], !numbers.contains(key) else { return }
      let isListed = view.renumbered.contains { row in
        row.table == table && row.key == key && numbers.contains(RowKey([.integer(row.from)]))
      }
      if isListed { return }
      throw Failure(
        "\(models[table].name) shows a row as \(key.readable) that was "
          + "\(numbers.sorted().map(\.readable).joined(separator: " or ")), and does not list it")
    }
  }
}
