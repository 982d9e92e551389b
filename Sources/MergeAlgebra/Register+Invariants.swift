extension Register {
  /// In rank order, and one sibling per change set: asserted where siblings are stored and written.
  func assertInvariants() {
    assert(
      zip(siblings, siblings.dropFirst()).allSatisfy { $0.stamp < $1.stamp },
      "siblings out of rank order: \(siblings)")
    assert(
      Set(siblings.map(\.stamp.dot)).count == siblings.count,
      "two siblings of one change set: \(siblings)")
  }
}
