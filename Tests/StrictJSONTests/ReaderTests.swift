import StrictJSON
import Testing

struct ReaderTests {
  @Test func aDocumentIsReadInOnePass() throws {
    let document = "{ \"a\" : [ 1 , \"x\" ] ,\n\"b\":true,\"c\":null,\"d\":-0.5 }"
    var reader = JSONReader(Array(document.utf8))
    try reader.beginObject()
    #expect(try reader.nextMember() == "a")
    #expect(try reader.peek() == .array)
    try reader.beginArray()
    #expect(try reader.nextElement())
    #expect(try reader.readInteger() == 1)
    #expect(try reader.nextElement())
    #expect(try reader.readString() == "x")
    #expect(try !reader.nextElement())
    #expect(try reader.nextMember() == "b")
    #expect(try reader.readBool())
    #expect(try reader.nextMember() == "c")
    try reader.readNull()
    #expect(try reader.nextMember() == "d")
    #expect(try reader.readNumber() == .double(-0.5))
    #expect(try reader.nextMember() == nil)
    try reader.end()
  }

  @Test func theKindIsSeenBeforeTheValueIsRead() throws {
    let kinds: [(String, JSONKind)] = [
      ("null", .null), ("true", .bool), ("false", .bool), ("-1", .number), ("7", .number),
      ("\"\"", .string), ("[]", .array), ("{}", .object),
    ]
    for (text, kind) in kinds {
      var reader = JSONReader(Array(" \(text) ".utf8))
      #expect(try reader.peek() == kind)
      #expect(try reader.peek() == kind)
      #expect(try reader.skipValue() == 1..<1 + text.utf8.count)
      try reader.end()
    }
  }

  @Test func aWrongTypeLeavesTheReaderWhereItWas() throws {
    var reader = JSONReader(Array("[1.5]".utf8))
    try reader.beginArray()
    _ = try reader.nextElement()
    let attempts: [(inout JSONReader) throws -> Void] = [
      { _ = try $0.readInteger() },
      { _ = try $0.readString() },
      { _ = try $0.readBool() },
      { try $0.readNull() },
      { try $0.beginObject() },
      { try $0.beginArray() },
    ]
    for attempt in attempts {
      let error = #expect(throws: JSONError.self) { try attempt(&reader) }
      #expect(error?.code == .wrongType)
      #expect(error?.offset == 1)
    }
    #expect(try reader.readNumber() == .double(1.5))
    #expect(try !reader.nextElement())
    try reader.end()
  }

  @Test func aSkippedRangeCanBeReadLaterWithPlacesOfTheWhole() throws {
    let bytes = Array("{\"head\": {\"a\":\n[1, x]} }".utf8)
    let good = Array("{\"head\": {\"a\":\n[1, 2]} }".utf8)
    var reader = JSONReader(good)
    try reader.beginObject()
    _ = try reader.nextMember()
    let range = try reader.skipValue()
    #expect(text(Array(good[range])) == "{\"a\":\n[1, 2]}")
    var part = JSONReader(good, in: range)
    #expect(try part.readValue()["a"] == .array([.integer(1), .integer(2)]))
    try part.end()
    let error = #expect(throws: JSONError.self) {
      var part = JSONReader(bytes, in: range)
      _ = try part.readValue()
    }
    #expect(error?.line == 2)
    #expect(error?.column == 5)
  }

  @Test func aCallersErrorPointsAtWhatWasReadLast() throws {
    var reader = JSONReader(Array("{\n \"a\": 7 }".utf8))
    try reader.beginObject()
    _ = try reader.nextMember()
    #expect(reader.failure(.unknownMember, "unknown member \"a\"").column == 2)
    _ = try reader.readInteger()
    #expect(reader.failure(.invalidValue, "7 is too large").column == 7)
    _ = try reader.nextMember()
    #expect(reader.failure(.missingMember, "no member \"b\"").column == 9)
    #expect(reader.failure(.missingMember, "no member \"b\"").line == 2)
    #expect(reader.failure(.invalidValue, "here", at: 0).line == 1)
  }

  @Test func aTreeKeepsTheOrderOfMembersAndFindsThemByName() throws {
    let value = try parse(#"{"b":1,"a":[true,{"c":null}]}"#)
    let inner = JSONValue.object([JSONMember(name: "c", value: .null)])
    #expect(
      value
        == .object([
          JSONMember(name: "b", value: .integer(1)),
          JSONMember(name: "a", value: .array([.bool(true), inner])),
        ]))
    #expect(value["a"] == .array([.bool(true), inner]))
    #expect(value["c"] == nil)
    #expect(JSONValue.null["a"] == nil)
    #expect(text(value.canonicalBytes) == #"{"a":[true,{"c":null}],"b":1}"#)
    #expect(try value != parse(#"{"a":[true,{"c":null}],"b":1}"#))
  }
}
