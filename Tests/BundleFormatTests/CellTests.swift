import BundleFormat
import MergeAlgebra
import Testing

@Suite("A cell arrives as it was")
struct CellTests {
  static let odd: [(Value, String)] = [
    (.null, "null"),
    (.integer(0), "0"),
    (.integer(9_007_199_254_740_991), "9007199254740991"),
    (.integer(-9_007_199_254_740_991), "-9007199254740991"),
    (.integer(9_007_199_254_740_992), #"{"integer":"9007199254740992"}"#),
    (.integer(.min), #"{"integer":"-9223372036854775808"}"#),
    (.integer(.max), #"{"integer":"9223372036854775807"}"#),
    (.real(0.5), "0.5"),
    (.real(-12.75), "-12.75"),
    (.real(0.1 + 0.2), "0.30000000000000004"),
    (.real(1e-6), #"0.000001"#),
    (.real(1e-7), #"{"real":"1e-7"}"#),
    (.real(-1.5e-9), #"{"real":"-1.5e-9"}"#),
    (.real(1), #"{"real":"1"}"#),
    (.real(0), #"{"real":"0"}"#),
    (.real(-0.0), #"{"real":"-0"}"#),
    (.real(1e21), #"{"real":"1e+21"}"#),
    (.real(1e20), #"{"real":"100000000000000000000"}"#),
    (.real(.infinity), #"{"real":"inf"}"#),
    (.real(-.infinity), #"{"real":"-inf"}"#),
    (.real(.leastNonzeroMagnitude), #"{"real":"5e-324"}"#),
    (.real(.greatestFiniteMagnitude), #"{"real":"1.7976931348623157e+308"}"#),
    (.text(""), #""""#),
    (.text("a\0b"), #""a\u0000b""#),
    (.text("\u{1F}\u{7F}\"\\/\n"), "\"\\u001f\u{7F}\\\"\\\\/\\n\""),
    (.text("e\u{301}"), "\"e\u{301}\""),
    (.text("é"), "\"é\""),
    (.text("\u{FEFF}\u{FFFF}\u{10FFFF}"), "\"\u{FEFF}\u{FFFF}\u{10FFFF}\""),
    (.text([0xFF]), #"{"text":"_w"}"#),
    (.text([0xED, 0xA0, 0x80]), #"{"text":"7aCA"}"#),
    (.text([0xC0, 0x80]), #"{"text":"wIA"}"#),
    (.blob([]), #"{"base64url":""}"#),
    (.blob([0, 0xFF, 0xFE]), #"{"base64url":"AP_-"}"#),
    (.blob("text".bytes), #"{"base64url":"dGV4dA"}"#),
  ]

  @Test("Every value has its encoding and comes back bit by bit", arguments: odd)
  func roundTrip(value: Value, json: String) throws {
    let sealed = try Samples.sealed([Samples.group([.value(value)])])
    #expect(sealed.document.text.utf8.contains("[[\"a\",\(json)]]".utf8))
    let read = try SignedChangeSet(reading: sealed.document)
    #expect(read.groups == sealed.groups)
    #expect(read.hash == sealed.hash)
  }

  @Test("Every value can be a key", arguments: odd)
  func key(value: Value, json: String) throws {
    let row = OperationGroup.Row(key: RowKey([value, .integer(1)]), time: 0, cells: [])
    let group = OperationGroup(table: "t", kind: .delete, columns: [], rows: [row])
    let sealed = try Samples.sealed([group])
    #expect(sealed.document.text.utf8.contains("[[\(json),1]]".utf8))
    #expect(try SignedChangeSet(reading: sealed.document).groups == [group])
  }

  static func elements(_ adding: [String], _ removing: [String]) -> OperationGroup.Cell {
    .elements(
      adding: adding.map { Element(canonical: $0.bytes) },
      removing: removing.map { Element(canonical: $0.bytes) })
  }

  @Test(
    "Changes of sets and sums come back",
    arguments: [
      (elements([], []), #"{"add":[]}"#),
      (elements(["1", #"{"a":[null,true]}"#], []), #"{"add":[1,{"a":[null,true]}]}"#),
      (elements([], [#""x""#]), #"{"remove":["x"]}"#),
      (elements(["1e+21"], ["1e-7", "2"]), #"{"add":[1e+21],"remove":[1e-7,2]}"#),
      (.difference(-3), #"{"difference":-3}"#),
      (.difference(.min), #"{"difference":{"integer":"-9223372036854775808"}}"#),
    ])
  func changes(cell: OperationGroup.Cell, json: String) throws {
    let sealed = try Samples.sealed([Samples.group([cell])])
    #expect(sealed.document.text.contains(json))
    #expect(try SignedChangeSet(reading: sealed.document).groups == sealed.groups)
  }

  @Test(
    "Every other encoding of a value is refused",
    arguments: [
      #"{"integer":"5"}"#, #"{"integer":"+9007199254740992"}"#, #"{"integer":9007199254740992}"#,
      #"{"integer":"09007199254740992"}"#, #"{"integer":"9223372036854775808"}"#,
      #"{"real":"0.5"}"#, #"{"real":"1.0"}"#, #"{"real":"1e-07"}"#, #"{"real":"1E-7"}"#,
      #"{"real":"nan"}"#, #"{"real":"infinity"}"#, #"{"real":"0x1p0"}"#, #"{"real":"-0.0"}"#,
      #"{"real":""}"#, #"{"real":" 1"}"#, "5.0", "-0", "1e2", "1e-7", "9007199254740992",
      #"{"text":"YQ"}"#, #"{"text":"_w=="}"#, #"{"base64url":"AP9"}"#, #"{"base64url":"A"}"#,
      #"{"base64url":"AP+-"}"#, #"{"base64url":"AA","text":"_w"}"#, "{}", "true", "[]",
      #"{"add":[],"remove":[]}"#, #"{"remove":[]}"#, #"{"add":[],"remove":[1]}"#,
      #"{"add":[2,1]}"#, #"{"add":[1,1]}"#, #"{"add":[1],"remove":[1],"real":"1"}"#,
      #"{"add":[1e20]}"#, #"{"difference":1.5}"#, #"{"difference":{"integer":"7"}}"#,
      #"{"difference":{"real":"1"}}"#, #"{"difference":null}"#, #"{"blob":"AA"}"#,
    ])
  func otherEncodings(json: String) throws {
    let sealed = try Samples.sealed([Samples.group([.value(.integer(123_456))])])
    let document = try sealed.document.replacing("123456", with: json)
    let code = try FormatError.code { _ = try SignedChangeSet(reading: document) }
    #expect(code == .malformed || code == .notJSON, "\(json): \(String(describing: code))")
  }

  @Test(
    "Another spelling of the same number is the same value",
    arguments: [("0.5", "5e-1"), ("0.5", "0.500"), ("0.00001", "1e-05")])
  func spelling(canonical: String, other: String) throws {
    let value = Value.real(try #require(Double(canonical)))
    let sealed = try Samples.sealed([Samples.group([.value(value)])])
    let read = try SignedChangeSet(reading: sealed.document.replacing(canonical, with: other))
    #expect(read.hash == sealed.hash)
    #expect(read.groups == sealed.groups)
  }
}
