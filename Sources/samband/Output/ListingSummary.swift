import Exchange
import MergeAlgebra

/// Rows of a table below each other, for people.
struct ListingSummary {
  private let listing: RecordListing
  /// Whether columns that are empty, or do not fit the screen, are left out.
  private let choosesColumns: Bool

  /// Lays rows out.
  init(_ listing: RecordListing, choosesColumns: Bool) {
    self.listing = listing
    self.choosesColumns = choosesColumns
  }

  /// Prints the rows.
  func tell(_ console: Console) {
    guard !listing.rows.isEmpty else { return console.say(.noRows) }
    let cells = listing.texts.map { row in
      row.map { $0.isEmpty ? "" : CellText(.text($0), console.language).short }
    }
    var places = Array(listing.columns.indices)
    if choosesColumns {
      places = places.filter { place in
        listing.columns[place].isKey || cells.contains { !$0[place].isEmpty }
      }
    }
    var leftOut: [Int] = []
    var lines = lines(places, cells)
    while choosesColumns, places.count > 1, !console.fits(lines) {
      leftOut.insert(places.removeLast(), at: 0)
      lines = self.lines(places, cells)
    }
    lines.enumerated().forEach { console.line($0 == 0 ? console.look(.strong, $1) : $1) }
    if !leftOut.isEmpty {
      console.note(.columnsLeftOut(leftOut.map { listing.columns[$0].name }))
    }
  }

  private func lines(_ places: [Int], _ cells: [[String]]) -> [String] {
    let rows = [listing.columns.map(\.heading)] + cells
    let counts = rows.map { row in places.map { Self.width(of: row[$0]) } }
    let widths = places.indices.map { place in counts.map { $0[place] }.max() ?? 0 }
    return zip(rows, counts).map { row, counts in
      var line = ""
      for (index, place) in places.enumerated() {
        let isLast = index == places.count - 1
        let padding = String(repeating: " ", count: widths[index] - counts[index])
        if index > 0 { line += "  " }
        if listing.columns[place].isNumber {
          line += padding + row[place]
        } else {
          line += isLast ? row[place] : row[place] + padding
        }
      }
      while line.hasSuffix(" ") { line.removeLast() }
      return line
    }
  }

  /// How many characters a text has; quickly where each is a byte.
  private static func width(of text: String) -> Int {
    text.utf8.allSatisfy { $0 < 0x80 } ? text.utf8.count : text.count
  }
}
