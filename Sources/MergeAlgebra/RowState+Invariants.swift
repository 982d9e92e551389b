extension RowState {
  /// What holds after every change and every join.
  ///
  /// Births and deletes are in rank order, writes in dot order; none is there twice; a delete is no
  /// write that lives on.
  func assertInvariants() {
    assert(isAscending(births), "births out of order: \(births)")
    assert(isAscending(writes), "writes out of order: \(writes)")
    assert(isAscending(deletes.map(\.stamp)), "deletes out of order: \(deletes)")
    assert(
      !deletes.contains { writes.contains($0.stamp.dot) },
      "a change set both deleted the row and kept it: \(self)")
  }

  private func isAscending(_ elements: [some Comparable]) -> Bool {
    zip(elements, elements.dropFirst()).allSatisfy { $0 < $1 }
  }
}
