import BundleFormat
import MergeAlgebra
import StrictJSON
import Testing

@Suite("A change set is what was signed")
struct ChangeSetTests {
  static let base = Samples.group([.value(.text("x")), .value(.integer(2)), .value(.null)])

  @Test("Everything in it comes back")
  func roundTrip() throws {
    for sealed in try Samples.changeSets() {
      let read = try SignedChangeSet(reading: sealed.document)
      try read.verify(by: Samples.laerdal.get().verifyingKey)
      #expect(read.head == sealed.head)
      #expect(read.groups == sealed.groups)
      #expect(read.hash == sealed.hash)
      #expect(read.collaboration == sealed.collaboration)
      #expect(read.document == sealed.document)
    }
  }

  @Test("A change set without rows is one")
  func empty() throws {
    let sealed = try Samples.sealed([])
    #expect(try SignedChangeSet(reading: sealed.document).rowCount == 0)
  }

  @Test("A part of an array is read where it lies")
  func slice() throws {
    let sealed = try Samples.sealed([Self.base])
    let bytes = "  ".bytes + sealed.document + "x".bytes
    let range = 2..<2 + sealed.document.count
    #expect(try SignedChangeSet(reading: bytes, in: range).document == sealed.document)
  }

  @Test("The order of members means nothing")
  func memberOrder() throws {
    let sealed = try Samples.sealed([Self.base])
    let sorted = try JSONValue.parse(sealed.document).canonicalBytes
    #expect(sorted != sealed.document)
    let read = try SignedChangeSet(reading: sorted)
    try read.verify(by: Samples.laerdal.get().verifyingKey)
    #expect(read.hash == sealed.hash)
    #expect(read.groups == sealed.groups)
  }

  @Test("Two texts that Swift takes for equal have two hashes")
  func normalisation() throws {
    let composed = try Samples.sealed([Samples.group([.value(.text("é"))])])
    let decomposed = try Samples.sealed([Samples.group([.value(.text("e\u{301}"))])])
    #expect(composed.hash != decomposed.hash)
  }

  @Test(
    "What is not exactly the format is refused",
    arguments: [
      (#""version":1"#, #""version":2"#, FormatError.Code.unknownVersion),
      (#""version":1"#, #""version":2,"more":0"#, .unknownVersion),
      (#""charter":1"#, #""charter":0"#, .malformed),
      (#""number":1"#, #""number":0"#, .malformed),
      (#""number":1"#, #""number":2"#, .malformed),
      (#""number":1"#, #""number":1.0"#, .malformed),
      (#""note":"""#, #""note":"y""#, .badSignature),
      (#""note":"","#, "", .malformed),
      (#""rowCount":3"#, #""rowCount":2"#, .malformed),
      (#""rowCount":3"#, #""rowCount":4"#, .malformed),
      (#""rowCount":3"#, #""rowCount":5000001"#, .tooLarge),
      (#""context":{}"#, #""context":{"laerdal":[1,"AA"]}"#, .malformed),
      (#""secret":"A"#, #""secret":"B"#, .hashMismatch),
      (#""secret":"#, #""salts":[null,null,null],"secret":"#, .malformed),
      (#""groups":"#, #""gruppes":"#, .malformed),
      (#""groups":"#, #""note":1,"groups":"#, .malformed),
      (#""table":"t""#, #""table":"u""#, .hashMismatch),
      (#""table":"t""#, #""table":"""#, .malformed),
      (#""insert":["c"]"#, #""update":["c"]"#, .hashMismatch),
      (#""insert":["c"]"#, #""insert":["d"]"#, .hashMismatch),
      (#""insert":["c"]"#, #""insert":["c"],"suggested":["c"]"#, .hashMismatch),
      (#""insert":["c"]"#, #""insert":["c"],"suggested":[]"#, .malformed),
      (#""insert":["c"]"#, #""insert":["c"],"suggested":["d"]"#, .malformed),
      (#""insert":["c"]"#, #""insert":["c"],"delete":["c"]"#, .malformed),
      (#""insert":["c"]"#, #""insert":["c","c"]"#, .malformed),
      (#""insert":["c"]"#, #""insert":[]"#, .hashMismatch),
      (#""insert":["c"]"#, #""insert":["c","d"]"#, .malformed),
      (#""insert":["c"],"#, "", .malformed),
      ("[1700000000000,[1,2]]", "[1700000000000,[1,3]]", .malformed),
      ("[1700000000000,[1,2]]", "[1700000000000,1]", .malformed),
      ("[1700000000000,[1,2]]", "[1700000000000,[2,2]]", .hashMismatch),
      (#"["b",2]"#, #"["b",3]"#, .hashMismatch),
      (#"["b",2]"#, #"["a",2]"#, .malformed),
      (#"["b",2]"#, #"["b",2,3]"#, .malformed),
      (#"["b",2]"#, #"[]"#, .malformed),
      (#"["b",2]"#, #"[{"add":[]},2]"#, .malformed),
      (#"["b",2]"#, #"{"erased":"AA"}"#, .malformed),
      (#""groups":"#, #""groups":[],"groups":"#, .notJSON),
    ])
  func refused(old: String, new: String, code: FormatError.Code) throws {
    let document = try Samples.sealed([Self.base]).document.replacing(old, with: new)
    let found = try FormatError.code {
      try SignedChangeSet(reading: document).verify(by: Samples.laerdal.get().verifyingKey)
    }
    #expect(found == code)
  }

  @Test("An error names the change set, the row and the place")
  func errorText() throws {
    let document = try Samples.sealed([Self.base]).document.replacing(#"["b",2]"#, with: "[true]")
    let error = #expect(throws: FormatError.self) { try SignedChangeSet(reading: document) }
    #expect(
      error?.message
        == "change set 1 of laerdal-7q2k9f3m.4f1c.everyone: row 2 of t: "
        + "a boolean or an array where a cell is due")
    #expect(error?.place?.line == 1)
  }

  @Test("What no reader would take is not sealed")
  func unwritable() throws {
    let key = RowKey([.text("a")])
    func group(
      _ cells: [OperationGroup.Cell], columns: [String] = ["c"], suggested: [String] = [],
      keys: [RowKey]? = nil, time: Int64 = 0
    ) -> OperationGroup {
      let rows = (keys ?? [key]).map { OperationGroup.Row(key: $0, time: time, cells: cells) }
      return OperationGroup(
        table: "t", kind: .update, columns: columns, suggested: suggested, rows: rows)
    }
    let one = OperationGroup.Cell.value(.null)
    func element(_ text: String) -> OperationGroup.Cell { CellTests.elements([text], []) }
    let groups = [
      group([one], keys: []), group([one], keys: [key, key]), group([]), group([one, one]),
      group([one], keys: [RowKey([.text("b")]), key]), group([one], keys: [RowKey([])]),
      group([one], keys: [key, RowKey([.text("b"), .null])]), group([one], time: 1 << 53),
      group([one], columns: [""]), group([one, one], columns: ["c", "c"]),
      group([one], columns: [String(repeating: "x", count: 256)]),
      group([one], suggested: ["d"]), group([.value(.real(.nan))]),
      group([element("1.0")]), group([element("100000000000000000000")]), group([element("{")]),
      group([CellTests.elements(["2", "1"], [])]), group([element(#"{"b":1,"a":2}"#)]),
      group([element(String(repeating: "[", count: 60) + String(repeating: "]", count: 60))]),
    ]
    for (index, group) in groups.enumerated() {
      let code = try FormatError.code { _ = try Samples.sealed([group]) }
      #expect(code == .unwritable, "group \(index)")
    }
    var head = try Samples.head()
    head.note = String(repeating: "x", count: 5_000)
    #expect(try FormatError.code { _ = try Samples.sealed([], head: head) } == .unwritable)
    #expect(
      try FormatError.code { _ = try Samples.sealed([], head: Samples.head(2)) } == .unwritable)
  }
}
