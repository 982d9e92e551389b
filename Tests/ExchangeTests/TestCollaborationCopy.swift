import Exchange
import Foundation
import MergeAlgebra

/// A second coordinator's replica of the same collaboration that has only been greeted: for
/// delivering bundles in an order in which the first one did not get them.
struct TestCollaborationCopy {
  let coordinator: Replica

  init(of town: TestCollaboration) throws {
    let charter = try town.coordinator.charter()
    let joined = try Replica.join(
      charter: charter.document, from: "charter.json", member: town.coordinator.identity.member,
      at: town.path("second-\(UUID().uuidString.prefix(6)).sqlite"),
      workplace: town.coordinator.workplace)
    coordinator = joined.replica
  }
}
