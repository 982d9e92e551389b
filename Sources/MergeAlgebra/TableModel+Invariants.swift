extension TableModel {
  /// The units partition the columns, and rules that compare or unite have units of one column.
  func checkInvariants() {
    precondition(
      units.flatMap(\.columns).sorted() == Array(columns.indices),
      "the units of \(name) do not partition its \(columns.count) columns: \(units)")
    for unit in units {
      precondition(
        zip(unit.columns, unit.columns.dropFirst()).allSatisfy { $0 < $1 },
        "a unit of \(name) is out of order: \(unit)")
      precondition(
        unit.columns.count == 1 || unit.rule.allowsSeveralColumns,
        "the rule \(unit.rule.name) is for one column, not for \(unit.columns) of \(name)")
    }
  }
}

extension Rule {
  /// Whether columns may merge together under the rule.
  public var allowsSeveralColumns: Bool {
    switch self {
    case .latest, .first, .owner, .coordinator, .ask: true
    case .highest, .lowest, .furthest, .union, .sum: false
    }
  }
}
