import Foundation
import MergeAlgebra
import Testing

@testable import samband

@Suite("Values are shown as they are")
struct OutputTests {
  @Test("A document is valid JSON for the largest numbers, infinities and control characters")
  func documents() throws {
    let cells: [Value] = [
      .integer(.max), .integer(.min), .real(1), .real(-0.0), .real(1e300),
      .real(.leastNonzeroMagnitude),
      .real(.infinity), .text("\u{0}\n\"æ"), .text([0xFF]), .blob([0, 255]), .null,
    ]
    let text = ReportValue.list(cells.map { ReportValue($0) }).text
    let values = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [Any])
    #expect(values.count == cells.count)
    #expect(values[0] as? Int64 == .max && values[1] as? Int64 == .min)
    #expect(text.contains("1.0,\n  -0.0,\n  1e+300,\n  5e-324"))
    #expect(values[6] as? [String: String] == ["real": "inf"])
    #expect(values[7] as? String == "\u{0}\n\"æ")
    #expect(values[9] as? [String: String] == ["base64url": "AP8"])
    #expect(values[10] is NSNull)
  }

  @Test("A value cannot move the cursor, and a long one is cut in lists only")
  func cells() {
    let escape = CellText(.text("a\u{1B}[2Jb\r\nc"), .en)
    #expect(escape.whole == "a\u{FFFD}[2Jb⏎c")
    let long = CellText(.text(String(repeating: "å", count: 100)), .en)
    #expect(long.short.count == CellText.listWidth && long.whole.count == 100)
  }

  @Test("A word is quoted for the shell only where it must be")
  func shellWords() {
    #expect(ShellWord("lærdal/ut-1.sqlite").text == "lærdal/ut-1.sqlite")
    #expect(ShellWord("mi mappe").text == "'mi mappe'")
    #expect(ShellWord("it's").text == "'it'\\''s'")
    #expect(ShellWord("").text == "''")
  }

  @Test("Columns of a table stand under each other, also with letters beyond ASCII")
  func tables() {
    var table = TextTable(indent: "  ")
    table.add("Årdal", "a")
    table.add("Vik", "b")
    #expect(table.lines == ["  Årdal  a", "  Vik    b"])
  }

  @Test("Long cells are broken between words, and no line is wider than the screen")
  func wrapping() {
    #expect(SideBySide.wrapped("ein to tre", 6) == ["ein to", "tre"])
    #expect(SideBySide.wrapped("abcdefgh", 3) == ["abc", "def", "gh"])
    #expect(SideBySide.wrapped("", 3) == [""])
    let long = String(repeating: "ord ", count: 60)
    let parts = [
      SideBySide.Part(label: "note", sides: [[long], ["kort"]], differs: true),
      SideBySide.Part(label: "tags", sides: [["a", "b"], [long]], differs: true),
    ]
    for width in [80, 100, 200] {
      let comparison = SideBySide(parts, width: width, heads: ["A", "B"])
      #expect(comparison.isWide && comparison.wide.allSatisfy { $0.text.count <= width })
    }
    #expect(!SideBySide(parts, width: 79, heads: ["A", "B"]).isWide)
    let narrow = SideBySide(parts, width: 40, heads: ["A", "B"]).narrow(side: 0)
    #expect(narrow.allSatisfy { $0.text.count <= 40 })
  }
}
