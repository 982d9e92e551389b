import MergeAlgebra
import ReplicaStore

/// The books of what people wrote and what they saw when they wrote it.
///
/// Every value that is written carries a token that is written once. Who overwrites or deletes a
/// value that the tables show or the lists name has answered it. What nobody has answered must be
/// shown or listed at everybody who has applied it, always. Nothing here is read from change sets:
/// tables and lists are compared before and after, so that a fault in capture, merging or
/// projection shows.
struct Ledger {
  /// A token and where it stands.
  struct Place: Hashable, Comparable {
    let table: Int
    let column: Int
    let token: Int

    static func < (left: Self, right: Self) -> Bool { left.token < right.token }
  }

  /// One writing of a token.
  struct Write {
    let dot: Dot
    var key: RowKey
    let isSuggestion: Bool
    /// The change sets whose authors saw and replaced it.
    var answers: [Dot] = []
  }

  /// What somebody answers: a token wherever it was seen, or in one row only, under whatever key of
  /// these it was written.
  struct Answer {
    let place: Place
    var suggestionsOnly = false
    var row: Set<RowKey>?
  }

  let models: [TableModel]
  let tables: [DrawnTable]
  /// The columns with tokens, by table.
  let tokenColumns: [[Int]]
  private(set) var writes: [Place: [Write]] = [:]
  /// Whether a row of a table is the same row wherever it has the same key: its key is not a number
  /// that SQLite gave, nor refers to one.
  private let follows: [Bool]
  /// The parents that children had when somebody wrote them.
  var kinships: Kinships
  /// The numbers under which people knew rows.
  var numbers: Numbers

  init(models: [TableModel], tables: [DrawnTable]) {
    self.models = models
    self.tables = tables
    tokenColumns = zip(models, tables).map { model, table in
      model.columns.indices.filter {
        table.column(model.columns[$0].name)?.source.hasTokens ?? false
      }
    }
    follows = Self.following(tables)
    kinships = Kinships(models: models, tables: tables, follows: follows)
    numbers = Numbers(models: models, tags: kinships.tags)
  }

  private static func following(_ tables: [DrawnTable]) -> [Bool] {
    var follows = tables.map { !$0.isGenerated }
    // A reference in a key leads to a table that was drawn before, so this ends soon.
    for _ in tables {
      for (index, table) in tables.enumerated() {
        let keys = Set(table.keys.map(\.name))
        let parents = table.references.filter { $0.columns.contains(where: keys.contains) }
        let isMoved = parents.contains { reference in
          tables.firstIndex { $0.name == reference.parent }.map { !follows[$0] } ?? false
        }
        if isMoved { follows[index] = false }
      }
    }
    return follows
  }

  /// Whether the rows of a table have references in their keys, and so may be shown under others.
  func keyIsReference(in table: Int) -> Bool { tables[table].keyIsReference }

  /// Whether a row of this table is the same row wherever it has the same key.
  func followsKeys(of table: String) -> Bool {
    tables.firstIndex { $0.name == table }.map { follows[$0] } ?? false
  }

  // MARK: What people do

  /// What a change set answers and what it writes; no dot when nothing was sealed.
  struct Entry {
    let dot: Dot?
    let sight: Sight
    var answered: [Answer] = []
    var written: [(place: Place, key: RowKey, isSuggestion: Bool)] = []
  }

  /// Writes an entry into the books.
  mutating func keep(_ entry: Entry) {
    guard let dot = entry.dot else { return }
    for answer in entry.answered {
      guard var all = writes[answer.place] else { continue }
      for index in all.indices where entry.sight.covers(all[index].dot) {
        if answer.suggestionsOnly && !all[index].isSuggestion { continue }
        if let row = answer.row, !row.contains(all[index].key) { continue }
        all[index].answers.append(dot)
      }
      writes[answer.place] = all
    }
    for (place, key, isSuggestion) in entry.written {
      writes[place, default: []].append(
        Write(dot: dot, key: key, isSuggestion: isSuggestion))
    }
  }

  /// Notes that a row was sealed under another key than its author gave it.
  mutating func rename(
    _ change: ProjectionReport.Rekeyed, of written: [Party.Rows], in dots: [Dot]
  ) {
    kinships.rename(change, of: written)
    for (place, all) in writes where models[place.table].name == change.table {
      for index in all.indices where dots.contains(all[index].dot) && all[index].key == change.from
      {
        writes[place]?[index].key = change.to
      }
    }
  }

  /// What was written to a row, as far as `sight` has seen it, and cannot be seen in a view: what
  /// whoever makes the row anew has answered.
  func buried(
    under key: RowKey, _ table: Int, seenBy sight: Sight, in view: PartyView
  ) -> [Place] {
    writes.filter { place, all in
      guard place.table == table, !view.found.contains(place) else { return false }
      return all.contains { ($0.key == key || !follows[table]) && sight.covers($0.dot) }
    }.keys.sorted()
  }

  /// The keys under which a row may have been written that a view has under this one: the numbers in
  /// it, its own or those of rows that its key refers to, may be others than its author knew.
  func names(of key: RowKey, _ table: Int, _ view: PartyView) -> Set<RowKey> {
    let others = view.renumbered.filter { $0.table == table && $0.key == key }
    var names = Set([key] + others.map { RowKey([.integer($0.from)]) })
    let own = models[table].key
    for reference in tables[table].references {
      let places = reference.columns.map { own.firstIndex(of: $0) }
      guard let parent = tables.firstIndex(where: { $0.name == reference.parent }),
        reference.parentColumns == models[parent].key, !places.contains(nil)
      else { continue }
      let theirs = RowKey(places.compactMap { $0.map { key.values[$0] } })
      for name in self.names(of: theirs, parent, view) {
        names.formUnion(
          names.map { known in
            var values = known.values
            for (place, value) in zip(places.compactMap(\.self), name.values) {
              values[place] = value
            }
            return RowKey(values)
          })
      }
    }
    return names
  }

  // MARK: What must be seen

  /// How many tokens nobody has answered.
  var standingCount: Int {
    writes.values.count { all in all.contains { $0.answers.isEmpty } }
  }

  /// Whether a replica shows or lists everything that it has applied and nobody has answered.
  func check(_ party: Party, _ history: History) throws {
    let view = party.view
    let lost = writes.compactMap { place, all -> (place: Place, write: Write)? in
      if view.found.contains(place) { return nil }
      let standing = all.first { write in
        party.sight.covers(write.dot) && !write.answers.contains { party.sight.covers($0) }
      }
      guard let standing else { return nil }
      return (place, standing)
    }
    if let (place, write) = lost.min(by: { $0.place < $1.place }) {
      throw Failure(
        "\(party.name): the token \(place.token), written to \(name(of: place)) of row "
          + "\(write.key.readable) by \(write.dot), is neither shown nor listed"
          + history.story(of: History.Place(table: place.table, key: write.key)))
    }
    try kinships.check(view)
    try numbers.check(view)
  }

  private func name(of place: Place) -> String {
    "\(models[place.table].name).\(models[place.table].columns[place.column].name)"
  }
}
