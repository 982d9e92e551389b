/// Tables as text: comma-separated values, and what Norwegian Excel makes of them. (RFC 4180)
public enum SheetText {
  /// A line of a sheet.
  public struct Line: Equatable, Sendable {
    /// Where it begins in the file, counted from 1.
    public let number: Int
    /// Its cells.
    public let cells: [String]
  }

  // MARK: Cells that are no formulas

  /// What a spreadsheet would begin to compute at.
  private static let formulaSigns: Set<Unicode.Scalar> = ["=", "+", "-", "@", "\t", "\r"]

  private static func looksLikeFormula(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first(where: { $0 != "'" }) else { return false }
    return formulaSigns.contains(first)
  }

  /// A text that no spreadsheet computes: with `'` before what looks like a formula.
  public static func harmless(_ text: String) -> String {
    looksLikeFormula(text) ? "'" + text : text
  }

  /// The text that was made harmless.
  public static func original(_ text: String) -> String {
    text.hasPrefix("'") && looksLikeFormula(text) ? String(text.dropFirst()) : text
  }

  // MARK: Writing

  /// A sheet; for Excel with a byte order mark and semicolons, as its Norwegian edition expects.
  public static func text(of lines: [[String]], forExcel: Bool) -> String {
    let separator = forExcel ? ";" : ","
    var text = forExcel ? "\u{FEFF}" : ""
    for line in lines {
      text += line.map { quoted($0, separator) }.joined(separator: separator)
      text += "\r\n"
    }
    return text
  }

  private static func quoted(_ cell: String, _ separator: String) -> String {
    let needsQuotes = cell.unicodeScalars.contains { scalar in
      scalar == "\"" || scalar == "\n" || scalar == "\r" || scalar == ";" || scalar == ","
        || scalar == "\t"
    }
    let hasSpace = cell.first?.isWhitespace ?? false || cell.last?.isWhitespace ?? false
    guard needsQuotes || hasSpace else { return cell }
    return "\"\(cell.replacing("\"", with: "\"\""))\""
  }

  // MARK: Reading

  /// What is wrong with a sheet, and in which line.
  enum Flaw: Error, Equatable {
    case unclosedQuote(line: Int)
    case textAfterQuote(line: Int)
  }

  /// The text of a file: UTF-8 or UTF-16 with its mark, else the characters of older Windows programs.
  static func decoded(_ bytes: [UInt8]) -> (text: String, isGuessed: Bool) {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      let isLittle = bytes[0] == 0xFF
      let units = stride(from: 2, to: bytes.count - 1, by: 2).map { place in
        let (low, high) = (UInt16(bytes[place]), UInt16(bytes[place + 1]))
        return isLittle ? high << 8 | low : low << 8 | high
      }
      return (String(decoding: units, as: UTF16.self), false)
    }
    let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    if let text = String(validating: content, as: UTF8.self) { return (text, false) }
    var scalars = String.UnicodeScalarView()
    for byte in content {
      let code = (0x80..<0xA0).contains(byte) ? windows1252[Int(byte) - 0x80] : UInt32(byte)
      scalars.append(Unicode.Scalar(code) ?? "\u{FFFD}")
    }
    return (String(scalars), true)
  }

  /// The characters of Windows-1252 from 0x80 to 0x9F. (WHATWG Encoding Standard)
  private static let windows1252: [UInt32] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
  ]

  /// The lines with something in them.
  static func lines(of text: String) throws(Flaw) -> [Line] {
    var scalars = Array(text.unicodeScalars)
    var number = 1
    var separator: Unicode.Scalar?
    // Excel's own way to name the separator.
    if scalars.count > 4, String(String.UnicodeScalarView(scalars[..<4])).lowercased() == "sep=" {
      separator = scalars[4]
      let end = scalars.firstIndex(of: "\n") ?? scalars.count - 1
      scalars.removeFirst(end + 1)
      number = 2
    }
    var parser = Parser(
      scalars: scalars, separator: separator ?? Self.separator(in: scalars), number: number)
    return try parser.lines().filter { $0.cells.contains { !$0.isEmpty } }
  }

  /// What stands most often between the headings.
  private static func separator(in scalars: [Unicode.Scalar]) -> Unicode.Scalar {
    var counts: [Unicode.Scalar: Int] = [:]
    var isQuoted = false
    for scalar in scalars {
      if scalar == "\"" { isQuoted.toggle() }
      if isQuoted { continue }
      if scalar == "\n" || scalar == "\r" { break }
      counts[scalar, default: 0] += 1
    }
    let candidates: [Unicode.Scalar] = [";", ",", "\t"]
    let best = candidates.max { (counts[$0] ?? 0) < (counts[$1] ?? 0) } ?? ";"
    // Where nothing separates, anything may.
    return (counts[best] ?? 0) == 0 ? ";" : best
  }
}

extension SheetText {
  private struct Parser {
    let scalars: [Unicode.Scalar]
    let separator: Unicode.Scalar
    var number: Int
    var place = 0

    init(scalars: [Unicode.Scalar], separator: Unicode.Scalar, number: Int) {
      self.scalars = scalars
      self.separator = separator
      self.number = number
    }

    mutating func lines() throws(Flaw) -> [Line] {
      var lines: [Line] = []
      while place < scalars.count {
        let start = number
        var cells = [try cell()]
        while place < scalars.count, scalars[place] == separator {
          place += 1
          cells.append(try cell())
        }
        endLine()
        lines.append(Line(number: start, cells: cells))
      }
      return lines
    }

    private mutating func endLine() {
      if place < scalars.count, scalars[place] == "\r" { place += 1 }
      if place < scalars.count, scalars[place] == "\n" { place += 1 }
      number += 1
    }

    private mutating func cell() throws(Flaw) -> String {
      var text = String.UnicodeScalarView()
      guard place < scalars.count, scalars[place] == "\"" else {
        while place < scalars.count, !isEnd(scalars[place]) {
          text.append(scalars[place])
          place += 1
        }
        return String(text)
      }
      let start = number
      place += 1
      while true {
        guard place < scalars.count else { throw .unclosedQuote(line: start) }
        let scalar = scalars[place]
        place += 1
        if scalar == "\"" {
          guard place < scalars.count, scalars[place] == "\"" else { break }
          place += 1
        }
        if scalar == "\n" { number += 1 }
        text.append(scalar)
      }
      if place < scalars.count, !isEnd(scalars[place]) { throw .textAfterQuote(line: number) }
      return String(text)
    }

    private func isEnd(_ scalar: Unicode.Scalar) -> Bool {
      scalar == separator || scalar == "\n" || scalar == "\r"
    }
  }
}
