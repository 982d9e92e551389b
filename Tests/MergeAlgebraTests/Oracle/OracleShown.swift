import MergeAlgebra

extension Oracle {
  /// What each column shows.
  func shownValues(in table: TableModel) -> [Value] {
    var shown = table.columns.map(\.defaultValue)
    for (index, unit) in table.units.enumerated() {
      switch unit.rule {
      case .union: shown[unit.columns[0]] = array(additions(of: index).map(\.element))
      case .sum:
        shown[unit.columns[0]] = .integer(sum(amounts(of: index).map(\.difference)))
      default:
        let siblings = siblings(of: index)
        guard let choice = OracleRules.choice(among: siblings, by: unit.rule) else { continue }
        for (place, column) in unit.columns.enumerated() {
          shown[column] = siblings[choice.shown].values[place]
        }
      }
    }
    return shown
  }

  /// The exact sum, or the nearest number that there is.
  private func sum(_ numbers: [Int64]) -> Int64 {
    let low = numbers.reduce(0) { $0 + $1 & 0xFFFF_FFFF }
    let high = numbers.reduce(low >> 32) { $0 + $1 >> 32 }
    if high < Int64(Int32.min) { return .min }
    return high > Int64(Int32.max) ? .max : high << 32 | low & 0xFFFF_FFFF
  }

  /// What has to be listed: first the row's life, then units of a living row.
  ///
  /// Its life, when someone deleted it and someone wrote it, and nobody who wrote it since has seen
  /// both; always when it is dead and some write of it is not seen by a delete. Units, when their
  /// siblings have different values.
  func conflicts(in table: TableModel) -> [OracleConflict] {
    let living = lives(table.declaration.deletion)
    var conflicts: [OracleConflict] = []
    let deletes = lastDeletes.filter { !living || !$0.isAnswered }.map(\.stamp)
    if !deletes.isEmpty && !lastWrites.isEmpty {
      conflicts.append(OracleConflict(isLiving: living, deletes: deletes, writes: lastWrites))
    }
    guard living else { return conflicts }
    for (index, unit) in table.units.enumerated() {
      let siblings = siblings(of: index)
      guard let choice = OracleRules.choice(among: siblings, by: unit.rule), choice.isConflict
      else { continue }
      conflicts.append(
        OracleConflict(
          unit: index, siblings: siblings, shown: choice.shown, isOpen: choice.isOpen))
    }
    return conflicts
  }

  /// A set as the column shows it: distinct elements by their bytes; NULL when there are none.
  private func array(_ elements: [[UInt8]]) -> Value {
    let distinct = Set(elements).sorted { SQLiteOrder.isLess(.blob($0), .blob($1)) }
    guard !distinct.isEmpty else { return .null }
    return .text(Array("[".utf8) + distinct.joined(separator: [0x2C]) + Array("]".utf8))
  }
}
