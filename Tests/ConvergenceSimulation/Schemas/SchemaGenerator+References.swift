import SambandTestKit

extension SchemaGenerator {
  /// References besides those of the key: to earlier tables, to the table itself, to later ones.
  mutating func addReferences(_ index: Int) {
    for _ in 0..<2 where generator.once(in: 2) {
      if index > 0, has(.references, in: 1) {
        let parent = generator.number(below: index)
        addReference(from: index, to: parent, mayBeNotNull: true)
      }
    }
    if has(.selfReferences, in: 6) { addReference(from: index, to: index, mayBeNotNull: false) }
    if index + 1 < tables.count, has(.cycles, in: 6) {
      let later = index + 1 + generator.number(below: tables.count - index - 1)
      addReference(from: index, to: later, mayBeNotNull: false)
    }
  }

  private mutating func addReference(from index: Int, to place: Int, mayBeNotNull: Bool) {
    var targets = [tables[place].keys.map(\.name)]
    if targets[0].count > 1 && !has(.compositeReferences, in: 1) { return }
    targets += tables[place].targets.filter {
      $0.count == 1 || features.contains(.compositeReferences)
    }
    if place < index, !tables[place].hasRowUnit, has(.referencesToUnique, in: 4) {
      targets = [addTarget(to: place)]
    }
    let target = generator.pick(targets)
    let isNullable = !mayBeNotNull || !generator.once(in: 3)
    let parent = tables[place]
    var columns: [DrawnTable.Column] = []
    for name in target {
      guard let theirs = parent.column(name) else { continue }
      var column = DrawnTable.Column(
        name: self.name("til"), type: type(of: theirs, in: parent, for: tables[index]),
        source: source(referringTo: theirs, of: parent))
      column.isNotNull = !isNullable
      columns.append(column)
    }
    tables[index].columns += columns
    tables[index].references.append(
      DrawnTable.Reference(
        columns: columns.map(\.name), parent: parent.name, parentColumns: target,
        actions: actions(isNullable: isNullable),
        rule: rule(isClearable: isNullable)))
  }

  /// A unique key of fixed columns that others may refer to.
  private mutating func addTarget(to place: Int) -> [String] {
    let count = has(.compositeReferences, in: 3) ? 2 : 1
    let columns = (0..<count).map { number in
      DrawnTable.Column(
        name: name("kode"), type: "TEXT",
        source: .pool(number == 0 ? ["'c1'", "'c2'", "'c3'", "'c4'"] : ["'x'", "'y'"]),
        rule: "\"fixed\": true", isFixed: true)
    }
    let names = columns.map(\.name)
    tables[place].columns += columns
    tables[place].constraints.append(
      "UNIQUE (\(columns.map(\.sql).joined(separator: ", ")))")
    tables[place].targets.append(names)
    tables[place].uniques.append(
      DrawnTable.Unique(columns: names, merges: has(.mergeRule, in: 4)))
    return names
  }

  /// What a reference does when its parent goes or changes.
  mutating func actions(isNullable: Bool) -> String {
    var words = ""
    if has(.onDeleteCascade, in: 3) {
      words += " ON DELETE CASCADE"
    } else if isNullable && has(.onDeleteSetNull, in: 3) {
      words += " ON DELETE SET NULL"
    } else if has(.onDeleteRestrict, in: 6) {
      words += " ON DELETE RESTRICT"
    }
    if has(.onUpdateCascade, in: 2) { words += " ON UPDATE CASCADE" }
    if has(.deferredReferences, in: 4) { words += " DEFERRABLE INITIALLY DEFERRED" }
    return words
  }

  /// What becomes of the row when the parent is gone after a merge.
  mutating func rule(isClearable: Bool) -> String {
    if has(.cascadeRule, in: 4) { return "cascade" }
    if isClearable && has(.clearRule, in: 3) { return "clear" }
    return generator.once(in: 4) ? "revive" : ""
  }
}
