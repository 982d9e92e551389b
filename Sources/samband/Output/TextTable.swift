/// Rows of words in columns that stand under each other.
struct TextTable {
  private var rows: [[String]] = []
  private let indent: String
  private let gap = "  "

  /// An empty table whose lines begin with `indent`.
  init(indent: String = "") { self.indent = indent }

  /// Adds a line.
  mutating func add(_ cells: String...) { rows.append(cells) }

  /// The lines; the last cell of each is not padded.
  var lines: [String] {
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in
      rows.compactMap { $0.indices.contains(column) ? $0[column].count : nil }.max() ?? 0
    }
    return rows.map { row in
      let cells = row.enumerated().map { column, cell in
        let isLast = column == row.count - 1
        return isLast ? cell : cell + String(repeating: " ", count: widths[column] - cell.count)
      }
      return indent + cells.joined(separator: gap)
    }
  }
}
