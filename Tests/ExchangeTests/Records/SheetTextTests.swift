import Foundation
import SambandTestKit
import Testing

@testable import Exchange

@Suite("Sheets as text")
struct SheetTextTests {
  private func lines(_ text: String) throws -> [[String]] {
    try SheetText.lines(of: text).map(\.cells)
  }

  @Test(
    "Whatever the cells hold, what was written is read again, with and without Excel",
    arguments: [true, false])
  func roundTrip(forExcel: Bool) throws {
    let pieces = ["a", ";", ",", "\"", "\n", "\r\n", "'", "=", "-", "\t", " ", "æ", "|", "1"]
    try SeededRuns(200, filter: "SheetTextTests/roundTrip").run { random in
      let table = (0..<3).map { _ in
        ["x"]
          + (0..<3).map { _ in
            (0..<random.number(below: 5)).map { _ in random.pick(pieces) }.joined()
          }
      }
      let written = SheetText.text(
        of: table.map { $0.map(SheetText.harmless) }, forExcel: forExcel)
      let bytes = Array(written.utf8)
      let read = try SheetText.lines(of: SheetText.decoded(bytes).text)
      #expect(read.map { $0.cells.map(SheetText.original) } == table)
    }
  }

  @Test("No cell begins with what a spreadsheet computes, and its text comes back")
  func formulas() {
    for text in ["=1+1", "+47 900", "-x", "@a", "\tb", "\rc", "'=1", "''@", "plain", "'plain", ""] {
      let harmless = SheetText.harmless(text)
      #expect(!"=+-@\t\r".contains(harmless.first ?? "x"), "\(text)")
      #expect(SheetText.original(harmless) == text)
    }
    #expect(SheetText.harmless("plain") == "plain")
    #expect(SheetText.harmless("=1+1") == "'=1+1")
  }

  @Test("Semicolon, comma and tab are told apart by the headings")
  func separators() throws {
    #expect(try lines("a;b\n1,5;2") == [["a", "b"], ["1,5", "2"]])
    #expect(try lines("a,b\r\n1;5,2\r\n") == [["a", "b"], ["1;5", "2"]])
    #expect(try lines("a\tb\n1\t2") == [["a", "b"], ["1", "2"]])
    #expect(try lines("\"a;b;c\",d\n1,2") == [["a;b;c", "d"], ["1", "2"]])
    #expect(try lines("sep=|\na|b\n1|2") == [["a", "b"], ["1", "2"]])
    #expect(try lines("a\n1\n") == [["a"], ["1"]])
  }

  @Test("A text with line breaks is one cell, and the lines after it keep their numbers")
  func lineBreaks() throws {
    let read = try SheetText.lines(of: "a;b\r\n\"one\r\ntwo\";x\r\n\r\n3;4\r\n")
    #expect(read.map(\.number) == [1, 2, 5])
    #expect(read[1].cells == ["one\r\ntwo", "x"])
  }

  @Test("What is wrong with quotation marks says in which line")
  func flaws() {
    #expect(throws: SheetText.Flaw.unclosedQuote(line: 2)) {
      try SheetText.lines(of: "a;b\n\"x;y\nz")
    }
    #expect(throws: SheetText.Flaw.textAfterQuote(line: 3)) {
      try SheetText.lines(of: "a;b\n1;2\n\"x\"y;z")
    }
  }

  @Test("The characters of older Windows programs and of UTF-16 are read")
  func characters() {
    let old = SheetText.decoded([0x4C, 0xE6, 0x72, 0x64, 0x61, 0x6C, 0x20, 0x80])
    #expect(old.text == "Lærdal €" && old.isGuessed)
    let wide = SheetText.decoded([0xFF, 0xFE, 0x4C, 0x00, 0xE6, 0x00])
    #expect(wide.text == "Læ" && !wide.isGuessed)
    let marked = SheetText.decoded([0xEF, 0xBB, 0xBF] + Array("Læ".utf8))
    #expect(marked.text == "Læ" && !marked.isGuessed)
  }
}
