import MergeAlgebra
import SambandTestKit

/// Random edits of a row of ``Samples/table(_:_:_:)``.
enum Edits {
  /// What an operation of this kind writes.
  ///
  /// An insert writes all units, or those that its author's charter knew; an update some; a delete
  /// some or none: what its author wrote just before.
  static func random(
    for kind: RowChange.Kind, using generator: inout SeededGenerator
  ) -> [UnitEdit] {
    var units: [Int] = []
    switch kind {
    case .insert:
      let mask = generator.once(in: 3) ? generator.number(below: 16) : 15
      units = (0..<4).filter { mask & (1 << $0) != 0 }
    case .update:
      let mask = 1 + generator.number(below: 15)
      units = (0..<4).filter { mask & (1 << $0) != 0 }
    case .delete:
      let mask = generator.once(in: 2) ? generator.number(below: 16) : 0
      units = (0..<4).filter { mask & (1 << $0) != 0 }
    }
    return units.map { UnitEdit(unit: $0, content(of: $0, for: kind, using: &generator)) }
  }

  private static func content(
    of unit: Int, for kind: RowChange.Kind, using generator: inout SeededGenerator
  ) -> UnitEdit.Content {
    switch unit {
    case 0: return .write([generator.pick(Samples.values)], .deciding)
    case 1:
      let standing: Standing = generator.once(in: 2) ? .deciding : .suggestion
      let title: Value = .text("namn \(generator.number(below: 3))")
      return .write([title, generator.pick(Samples.values)], standing)
    case 2:
      let adding = Samples.elements.filter { _ in generator.once(in: 2) }
      let removing = Samples.elements.filter { _ in generator.once(in: 2) }
      return .elements(adding: adding, removing: kind == .insert ? [] : removing)
    default:
      let amount = Int64(generator.number(below: 200)) - 100
      return .difference(generator.once(in: 20) ? .max &- amount : amount)
    }
  }
}
