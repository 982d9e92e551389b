import MergeAlgebra

extension ReplicaTransaction {
  /// The tables and columns that are under sync, of those that the file has.
  ///
  /// What another program has added to the file since is its own affair: nobody else knows it.
  func chartered(
    _ shapes: [TableShape], _ declarations: Declarations
  ) throws -> [TableShape] {
    let rows = try session.rows(
      """
      SELECT t.name, c.name FROM samband_table AS t
      LEFT JOIN samband_column AS c ON c.tbl = t.id
      """
    ) { (table: $0.string(0), column: $0.string(1)) }
    if rows.isEmpty { return shapes }
    let known = Dictionary(grouping: rows, by: \.table).mapValues { Set($0.map(\.column)) }
    return shapes.compactMap { shape in
      if let columns = known[shape.name] { return shape.replicating(only: columns) }
      return declarations.tables[shape.name]?.audience == .local ? shape : nil
    }
  }
}
