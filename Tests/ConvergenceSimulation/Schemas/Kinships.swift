import MergeAlgebra
import ReplicaStore

/// Which parents children had when somebody wrote them, by tag where SQLite numbers the parents.
///
/// Numbers may change on the way, for two rows made at once may have the same; the parent may not.
struct Kinships {
  /// A child row: by its tag where its number may change, by its key elsewhere.
  private enum Child: Hashable {
    case tag(Int)
    case key(RowKey)
  }

  private struct Link: Hashable {
    let table: Int
    let reference: Int
    let child: Child
  }

  private struct Reference {
    let table: Int
    let number: Int
    let column: String
    let parent: Int
  }

  private let models: [TableModel]
  private let references: [Reference]
  /// The place of the tag among the cells; `nil` where tags can change.
  let tags: [Int?]
  private var parents: [Link: Set<Int>] = [:]

  init(models: [TableModel], tables: [DrawnTable], follows: [Bool]) {
    self.models = models
    let tags = zip(models, tables).map { model, table -> Int? in
      guard table.isGenerated,
        let tag = table.columns.first(where: { !$0.isKey && $0.isFixed })
      else { return nil }
      return model.columns.firstIndex { $0.name == tag.name }
    }
    self.tags = tags
    references = tables.indices.flatMap { index in
      tables[index].references.enumerated().compactMap { number, reference in
        guard let parent = tables.firstIndex(where: { $0.name == reference.parent }),
          tags[parent] != nil, reference.parentColumns == tables[parent].keys.map(\.name)
        else { return nil }
        // Elsewhere the child cannot be told from another one: where its key refers to a row that is
        // hidden, it may stand under the key of a row that refers to the keeper.
        guard (follows[index] && !tables[index].keyIsReference) || tags[index] != nil else {
          return nil
        }
        return Reference(
          table: index, number: number, column: reference.columns[0], parent: parent)
      }
    }
  }

  /// Whether a table's tag has two values in one row: then two rows have become one.
  func isTag(_ column: String?, of table: Int) -> Bool {
    tags[table].map { models[table].columns[$0].name == column } ?? false
  }

  private func tag(_ table: Int, _ cells: [Value]) -> Int? {
    tags[table].flatMap { Token.all(in: cells[$0]).first }
  }

  private func link(_ reference: Reference, _ key: RowKey, _ cells: [Value]) -> Link? {
    guard tags[reference.table] != nil else {
      return Link(table: reference.table, reference: reference.number, child: .key(key))
    }
    return tag(reference.table, cells).map {
      Link(table: reference.table, reference: reference.number, child: .tag($0))
    }
  }

  private func value(_ reference: Reference, _ key: RowKey, _ cells: [Value]) -> Value {
    let model = models[reference.table]
    if let place = model.key.firstIndex(of: reference.column) { return key.values[place] }
    return model.columns.firstIndex { $0.name == reference.column }.map { cells[$0] } ?? .null
  }

  /// Notes the parents of the rows that somebody has written.
  mutating func note(from before: [Party.Rows], to written: [Party.Rows]) {
    for reference in references {
      for (key, cells) in written[reference.table] where before[reference.table][key] != cells {
        let given = value(reference, key, cells)
        guard !given.isNull, let link = link(reference, key, cells) else { continue }
        let parent = written[reference.parent][RowKey([given])]
        // A client without foreign keys may name a row that it does not see.
        let seen = parent.map { tag(reference.parent, $0) } ?? Self.anyone
        if let seen { parents[link, default: []].insert(seen) }
      }
    }
  }

  /// Notes that a row was sealed under another key than its author gave it.
  mutating func rename(_ change: ProjectionReport.Rekeyed, of written: [Party.Rows]) {
    for reference in references where models[reference.table].name == change.table {
      guard let cells = written[reference.table][change.from],
        let known = link(reference, change.from, cells).flatMap({ parents[$0] }),
        let link = link(reference, change.to, cells)
      else { continue }
      parents[link, default: []].formUnion(known)
    }
  }

  /// Notes that rows were deleted: a delete carries the edits made just before it, which no table has
  /// shown, and a row that comes back shows them.
  mutating func noteDeleted(from before: [Party.Rows], to written: [Party.Rows]) {
    for reference in references {
      for (key, cells) in before[reference.table] {
        guard let link = link(reference, key, cells), let anyone = Self.anyone else { continue }
        // SQLite may have given the number to another row.
        let now = written[reference.table][key].flatMap { self.link(reference, key, $0) }
        if now != link { parents[link, default: []].insert(anyone) }
      }
    }
  }

  /// Stands for a parent that the author did not see.
  private static let anyone: Int? = -1

  /// Takes the parents that children show for given.
  mutating func accept(_ view: PartyView) {
    for reference in references {
      for (key, cells) in view.rows[reference.table] {
        let number = RowKey([value(reference, key, cells)])
        guard let parent = view.rows[reference.parent][number],
          let tag = tag(reference.parent, parent), let link = link(reference, key, cells)
        else { continue }
        parents[link, default: []].insert(tag)
      }
    }
  }

  /// Notes that somebody took two rows of a table for one: who was given one has both.
  mutating func join(_ one: [Value], _ other: [Value], of table: Int) {
    guard let one = tag(table, one), let other = tag(table, other) else { return }
    for (link, known) in parents
    where references.contains(where: {
      $0.table == link.table && $0.number == link.reference && $0.parent == table
    }) && !known.isDisjoint(with: [one, other]) {
      parents[link] = known.union([one, other])
    }
  }

  /// Whether every child shows a parent that somebody gave it, or the row in whose place that is
  /// hidden.
  func check(_ view: PartyView) throws {
    for reference in references {
      for (key, cells) in view.rows[reference.table] {
        let number = RowKey([value(reference, key, cells)])
        guard let parent = view.rows[reference.parent][number],
          let tag = tag(reference.parent, parent), let link = link(reference, key, cells),
          let known = parents[link], !known.contains(tag), !known.contains(-1)
        else { continue }
        let isKeeper = (view.hidden + view.standIns).contains { row in
          row.table == reference.parent && row.keeper == number
            && self.tag(reference.parent, row.cells).map(known.contains) ?? false
        }
        if isKeeper { continue }
        throw Failure(
          "\(models[reference.table].name) \(key.readable) shows a parent in "
            + "\(models[reference.parent].name) that nobody gave it: \(number.readable), "
            + "t\(tag), not one of \(known.sorted().map { "t\($0)" })")
      }
    }
  }
}
