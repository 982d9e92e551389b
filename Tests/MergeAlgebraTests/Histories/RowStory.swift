import MergeAlgebra

/// One row told by hand: who did what and had seen what.
struct RowStory {
  private(set) var row: RowState

  init(_ table: TableModel) { row = table.emptyRow }

  /// A change by the `writer`-th replica as its `number`-th, which had seen that many of each.
  ///
  /// Each writes later than all before it.
  mutating func tell(
    _ kind: RowChange.Kind, by writer: Int, _ number: Int64, seeing seen: [Int64] = [],
    _ edits: UnitEdit.Content?...
  ) {
    time += 1
    let stamp = Stamp(Dot(Samples.streams[writer], number), time: time)
    let edits = edits.enumerated().compactMap { unit, content in
      content.map { UnitEdit(unit: unit, $0) }
    }
    row.apply(RowChange(kind, stamp, edits), seeing: Self.vector(seen))
  }

  private var time: Int64 = 0

  static func vector(_ numbers: [Int64]) -> VersionVector {
    var vector = VersionVector()
    for (place, number) in numbers.enumerated() where number > 0 {
      vector[Samples.streams[place]] = Samples.position(number)
    }
    return vector
  }
}

extension UnitEdit.Content {
  static func status(_ word: String) -> Self { .write([.text(word)], .deciding) }
  static func title(_ text: String) -> Self { .write([.text(text), .null], .deciding) }
  static func suggested(_ text: String) -> Self { .write([.text(text), .null], .suggestion) }
  static func tags(adding: [Int] = [], removing: [Int] = []) -> Self {
    .elements(
      adding: adding.map { Samples.elements[$0] }, removing: removing.map { Samples.elements[$0] })
  }
}
