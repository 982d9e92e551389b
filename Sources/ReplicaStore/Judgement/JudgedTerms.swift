import MergeAlgebra

/// The tables and rules of one charter version, read from its text alone.
///
/// What a replica has in force, or has been given by its user, plays no part: all replicas judge alike.
package struct JudgedTerms: Sendable {
  let tables: [String: TrackedTable]
  let collaboration: Collaboration

  /// Reads a charter's schema, apart from every replica.
  ///
  /// Errors: `schema`.
  package init(_ terms: CharterTerms) throws {
    var builder = ModelBuilder(
      shapes: try SchemaScratch(terms.schema).shapes,
      declarations: terms.collaboration.declarations)
    let tables = try builder.build().map { TrackedTable(id: 0, shape: $0.shape, model: $0.model) }
    self.tables = Dictionary(
      uniqueKeysWithValues: TrackedTable.linked(tables).map { ($0.name, $0) })
    collaboration = terms.collaboration
  }
}

/// Judges whether a change set keeps to the charter that its head names.
package struct Judge: Sendable {
  let terms: JudgedTerms
  /// The member whose replica signed it.
  let author: MemberID

  /// Judges by the terms of the charter that the change set's head names.
  package init(_ terms: JudgedTerms, author: MemberID) {
    self.terms = terms
    self.author = author
  }

  var isCoordinator: Bool { author == terms.collaboration.coordinator }

  /// Times that an SQLite date can be: 1970 to 9999, in milliseconds.
  static let times: Range<Int64> = 0..<253_402_300_800_000

  /// Whether a context names streams that no context of its circle can name; so much can be told of a
  /// change set that waits.
  package static func checkContext(of head: ChangeSetHead) throws(Flaw) {
    let stream = head.dot.stream
    for (seen, position) in head.contextDifference.entries {
      guard seen != stream, seen.circle.isAtLeastAsWide(as: stream.circle) else {
        throw Flaw(.badContext, other: Dot(seen, position.number))
      }
    }
  }

  /// What the change set itself shows to be wrong with it.
  func check(_ head: ChangeSetHead, _ groups: [OperationGroup]) throws(Flaw) {
    let stream = head.dot.stream
    guard stream.circle.isOpen(to: author, coordinator: terms.collaboration.coordinator) else {
      throw Flaw(.wrongCircle)
    }
    try Self.checkContext(of: head)
    guard Self.times.contains(head.time) else { throw Flaw(.badTime) }
    for group in groups {
      guard let table = terms.tables[group.table] else { throw Flaw(.unknownTable, in: group) }
      try GroupJudgement(
        judge: self, table: table, group: group, circle: stream.circle,
        isFounding: isCoordinator && head.charterVersion == 1
      ).check()
    }
  }
}
