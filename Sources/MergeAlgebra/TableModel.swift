/// What merging needs to know of a table: its columns, merge units and rules.
public struct TableModel: Equatable, Sendable {
  /// The table's name in the schema.
  public let name: String
  /// The key columns, in the order in which the key declares them.
  public let key: [String]
  /// The other replicated columns, in schema order; generated columns are not among them.
  public let columns: [Column]
  /// The merge units.
  ///
  /// Together they hold every column once.
  public let units: [Unit]
  /// Who may hold, write and own the rows, and when a deleted row lives.
  public let declaration: TableDeclaration

  /// A replicated column that is not part of the key.
  public struct Column: Equatable, Sendable {
    /// The name in the schema.
    public let name: String
    /// The name in change sets: the one that the column had first.
    public let id: String
    /// What a row shows whose author did not know the column.
    public let defaultValue: Value
    /// Whether NULL is refused; an empty set then shows as `[]`.
    public let isNotNull: Bool
    /// Whether it is set once.
    public let isFixed: Bool

    /// Describes a column; its `id` is its name unless it was renamed.
    public init(
      name: String, id: String? = nil, defaultValue: Value, isNotNull: Bool, isFixed: Bool
    ) {
      self.name = name
      self.id = id ?? name
      self.defaultValue = defaultValue
      self.isNotNull = isNotNull
      self.isFixed = isFixed
    }
  }

  /// Columns that are written and merged together.
  public struct Unit: Equatable, Sendable {
    /// Indices into the table's columns, ascending.
    public let columns: [Int]
    /// How the visible value is chosen.
    public let rule: Rule

    /// Describes a unit.
    public init(columns: [Int], rule: Rule) {
      self.columns = columns
      self.rule = rule
    }
  }

  /// Describes a table; the units must partition the columns.
  public init(
    name: String, key: [String], columns: [Column], units: [Unit], declaration: TableDeclaration
  ) {
    self.name = name
    self.key = key
    self.columns = columns
    self.units = units
    self.declaration = declaration
    checkInvariants()
  }

  /// The state of a row that nobody has written.
  public var emptyRow: RowState { RowState(rules: units.map(\.rule)) }

  /// The unit that holds the column with this index.
  public func unit(holding column: Int) -> Int {
    guard let unit = units.firstIndex(where: { $0.columns.contains(column) }) else {
      preconditionFailure("column \(column) of \(name) is in no unit")
    }
    return unit
  }

  /// Whether the row lives.
  public func isLiving(_ row: RowState) -> Bool { row.isLiving(under: declaration.deletion) }

  /// The cells that a living row shows before any constraint is looked at, in column order.
  public func shownValues(of row: RowState) -> [Value] {
    var values = columns.map(\.defaultValue)
    for (unit, state) in zip(units, row.units) {
      switch state {
      case .register(let register):
        guard let shown = register.shownValues(by: unit.rule) else { continue }
        for (column, value) in zip(unit.columns, shown) { values[column] = value }
      case .elements(let set):
        values[unit.columns[0]] = text(of: set.elements, column: unit.columns[0])
      case .tally(let tally):
        values[unit.columns[0]] = .integer(tally.total)
      }
    }
    return values
  }

  /// A set as the text that a `union` column shows: a JSON array, NULL when it is empty and may be.
  public func text(of elements: [Element], column: Int) -> Value {
    if elements.isEmpty && !columns[column].isNotNull { return .null }
    var text: [UInt8] = [UInt8(ascii: "[")]
    for (index, element) in elements.enumerated() {
      if index > 0 { text.append(UInt8(ascii: ",")) }
      text += element.bytes
    }
    text.append(UInt8(ascii: "]"))
    return .text(text)
  }
}
