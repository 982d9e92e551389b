/// Two versions of one thing beside each other, line by line, or one under the other where the screen
/// is narrow.
struct SideBySide {
  /// One line of the comparison; what is different is marked.
  struct Part {
    /// What is compared.
    let label: String
    /// How A has it, and how B has it, on as many lines as it takes.
    let sides: [[String]]
    /// Whether the two differ.
    let differs: Bool
  }

  /// One line of text.
  struct Line {
    /// What it says.
    let text: String
    /// Whether it belongs to a part that differs.
    let differs: Bool

    /// The line as it is printed.
    func text(_ console: Console) -> String {
      differs ? console.look(.differing, text) : text
    }
  }

  /// Below this width the two stand under each other.
  static let leastWidth = 80
  /// Marks what is different.
  static let mark = "≠"

  private let parts: [Part]
  private let width: Int
  private let heads: [String]
  private let indent = "  "
  private let gap = "  "
  private var labelWidth: Int { parts.map(\.label.count).max() ?? 0 }

  /// Compares on a screen of this width; `heads` name the two.
  init(_ parts: [Part], width: Int, heads: [String]) {
    self.heads = heads
    self.parts = parts
    self.width = width
  }

  /// Whether there is room for both beside each other.
  var isWide: Bool { width >= Self.leastWidth && room >= Self.leastWidth / 2 }

  /// Both beside each other, below their letters.
  var wide: [Line] {
    let (left, right) = widths
    let head = line("", "", heads[0], heads[1], left)
    return [Line(text: head, differs: false)]
      + parts.flatMap { part in
        let sides = [
          part.sides[0].flatMap { Self.wrapped($0, left) },
          part.sides[1].flatMap { Self.wrapped($0, right) },
        ]
        return (0..<max(sides[0].count, sides[1].count, 1)).map { place in
          let isFirst = place == 0
          let cells = sides.map { $0.indices.contains(place) ? $0[place] : "" }
          let text = line(
            isFirst && part.differs ? Self.mark : "", isFirst ? part.label : "", cells[0],
            cells[1], left)
          return Line(text: text, differs: part.differs)
        }
      }
  }

  /// One of the two alone.
  func narrow(side: Int) -> [Line] {
    let beside = indent.count * 2 + 1 + gap.count + labelWidth
    return parts.flatMap { part in
      let lines = part.sides[side].flatMap { Self.wrapped($0, max(width - beside, 20)) }
      return lines.enumerated().map { place, text in
        let text = line(
          place == 0 && part.differs ? Self.mark : "", place == 0 ? part.label : "", text, "",
          0)
        return Line(text: text, differs: part.differs)
      }
    }
  }

  /// What is left of a line for the two sides.
  private var room: Int { width - indent.count * 2 - 1 - labelWidth - gap.count * 2 }

  /// As wide as they need to be, and no wider than there is room for.
  private var widths: (left: Int, right: Int) {
    let needs = (0..<2).map { side in
      parts.flatMap { $0.sides[side] }.map(\.count).max() ?? 1
    }
    if needs[0] + needs[1] <= room { return (max(needs[0], 1), max(needs[1], 1)) }
    let left = min(needs[0], max(room / 2, room - needs[1]))
    return (left, room - left)
  }

  private func line(
    _ mark: String, _ label: String, _ left: String, _ right: String, _ leftWidth: Int
  ) -> String {
    let cells = [
      Self.padded(mark, 1), Self.padded(label, labelWidth), Self.padded(left, leftWidth), right,
    ]
    let text = indent + cells[0] + " " + cells[1...].joined(separator: gap)
    return String(text.reversed().drop { $0 == " " }.reversed())
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(width - text.count, 0))
  }

  /// The text on lines of at most this width, broken between words where that can be.
  static func wrapped(_ text: String, _ width: Int) -> [String] {
    var lines: [String] = []
    var rest = Substring(text)
    while rest.count > width {
      let head = rest.prefix(width + 1)
      if let space = head.lastIndex(of: " "), space > rest.startIndex {
        lines.append(String(rest[..<space]))
        rest = rest[rest.index(after: space)...]
      } else {
        lines.append(String(rest.prefix(width)))
        rest = rest.dropFirst(width)
      }
    }
    return lines + [String(rest)]
  }
}
