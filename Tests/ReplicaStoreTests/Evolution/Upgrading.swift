import MergeAlgebra

@testable import ReplicaStore

extension TestReplica {
  /// Takes a newer charter into force, as the program does; returns what is in the way.
  func upgrade(
    to schema: String, _ declarations: [String: TableDeclaration] = [:], version: Int64? = nil
  ) throws -> String? {
    let before = CharterTerms(schema: self.schema, collaboration: collaboration)
    let next = Collaboration(
      charterVersion: version ?? collaboration.charterVersion + 1,
      coordinator: collaboration.coordinator, members: collaboration.members,
      declarations: Declarations(tables: declarations))
    try seal()
    let obstacle = try write { tx -> String? in
      var isAny = false
      let obstacle = try tx.attempt {
        let now = CharterTerms(schema: schema, collaboration: next)
        let novelties = try tx.migrate(from: before, to: now, me: me)
        for entry in try tx.partialEntries() {
          guard let parcel = bag.parcels[entry.dot] else { throw Surprise("\(entry.dot) is lost") }
          try tx.catchUp(parcel.head, parcel.groups, with: novelties)
        }
        try tx.journalOwn(novelties, me: me)
        isAny = novelties.isAny
      }
      if obstacle != nil { return obstacle }
      follow(schema, next)
      try seal(in: tx, at: nil)
      if isAny { try tx.recompute() }
      try tx.project()
      return nil
    }
    return obstacle
  }
}
