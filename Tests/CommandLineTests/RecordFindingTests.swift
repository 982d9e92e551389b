import Exchange
import Foundation
import MergeAlgebra
import Testing

@testable import samband

@Suite("All that can be wrong with a record is said in three languages")
struct RecordFindingTests {
  private static let key = RowKey([.text("K7")])
  /// One of each.
  private static let kinds: [RecordFinding.Kind] = [
    .unknownColumn(["a7", "b7"]), .columnTwice, .notAChoice([.text("C7")]),
    .severalChoices([.text("C7")]), .notWhole, .notANumber,
    .outOfRange(least: .integer(71), most: .integer(72)), .wrongLength(7), .notADate, .noSuchDay,
    .notAWeek, .noWeek53("2025"), .notAQuarter, .notASet, .notAnAmount,
    .setOnce(.text("S7"), name: nil), .partOfKey, .backwards(.text("B7")), .noSuchRow("t7"),
    .severalRows("t7", ["r7"]), .notAMember(["m7"]), .required, .badCheckDigit,
    .earlierThan("e7"), .neededWith(column: "n7", value: .text("v7")),
    .wrongKind(column: "kind", value: .text("x7")), .otherOwner("o7"), .taken(["u7"], key: key),
    .refused("this row of plant belongs to Vik"), .brokenCheck("q7 > 0"),
    .stillReferred("t7", 71), .cascades("t7", 71), .sameRow(line: 71), .tooManyCells,
    .unclosedQuote, .textAfterQuote, .emptySheet,
  ]

  @Test("Every kind is among them")
  func complete() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources/Exchange/Records/RecordFinding.swift")
    let source = try String(contentsOf: file, encoding: .utf8)
    let declared = source.matches(of: /(?m)^    case ([a-zA-Z0-9]+)/).map { String($0.1) }
    let told = Self.kinds.map { String("\($0)".prefix { $0.isLetter || $0.isNumber }) }
    #expect(declared.sorted() == told.sorted())
  }

  @Test(
    "Each is a sentence of its own in each language, with line, column and all that it is about")
  func sentences() {
    var seen: Set<String> = []
    for kind in Self.kinds {
      let finding = RecordFinding(kind, in: "plant", column: "colour", given: "G7", line: 12)
      let message = Message.finding(finding, .none)
      #expect(message.nn != message.en && message.nb != message.en, "\(kind)")
      for text in [message.nn, message.nb, message.en] {
        #expect(text.contains("12, colour: ") && text.hasSuffix("."), "\(text)")
        #expect(!text.contains("?"), "\(text)")
        #expect(seen.insert(text).inserted || message.nn == message.nb, "\(text)")
        for word in "\(kind)".matches(of: /"([^"]+)"/).map({ String($0.1) })
        where word.hasSuffix("7") {
          #expect(text.contains(word), "\(word) is not in: \(text)")
        }
      }
      #expect(Hint(for: finding).command != nil, "\(kind)")
    }
  }
}
