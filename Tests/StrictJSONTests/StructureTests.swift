import StrictJSON
import Testing

struct StructureTests {
  @Test func namesThatDifferOnlyInNormalFormAreDifferentMembers() throws {
    let composed = "\u{E6}\u{E9}"
    let decomposed = "\u{E6}e\u{301}"
    let value = try parse("{\"\(composed)\":1,\"\(decomposed)\":2}")
    #expect(value[composed] == .integer(1))
    #expect(value[decomposed] == .integer(2))
    #expect(JSONValue.string(composed) != .string(decomposed))
    #expect(
      JSONMember(name: composed, value: .null) != JSONMember(name: decomposed, value: .null))
  }

  @Test func aNameThatIsGivenTwiceIsRefusedHoweverItIsSpelt() {
    for text in [
      #"{"a":1,"a":1}"#, #"{"a":1,"\u0061":1}"#, #"{"\u0061":1,"b":{"a":1},"a":1}"#,
      #"{"":1,"":2}"#,
    ] {
      #expect(refusal(text)?.code == .duplicateMember, "\(text)")
    }
    #expect(refusal(#"{"a":{"a":[{"a":1},{"a":1}]},"b":{"a":1}}"#) == nil)
    #expect(refusal(#"{"ab":1,"a":1,"b":1,"":1}"#) == nil)
  }

  @Test func aDuplicateIsFoundInObjectsOfAnySize() {
    for count in 1...40 {
      let members = (0..<count).map { "\"n\($0)\":{\"n\($0)\":0}" }.joined(separator: ",")
      #expect(refusal("{\(members)}") == nil)
      for repeated in 0..<count {
        let error = refusal("{\(members),\"n\(repeated)\":0}")
        #expect(error?.code == .duplicateMember)
        #expect(error?.detail == "duplicate member \"n\(repeated)\"")
      }
    }
  }

  @Test func theDepthLimitIsTheLastDepthThatIsRead() {
    for limit in [1, 2, 64, JSONLimits.greatestDepth] {
      let limits = JSONLimits(depth: limit)
      for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let within =
          String(repeating: open, count: limit - 1) + (open == "[" ? "[]" : "{}")
          + String(repeating: close, count: limit - 1)
        #expect(refusal(within, limits: limits) == nil)
        let beyond = String(repeating: open, count: limit + 1)
        #expect(refusal(beyond, limits: limits)?.code == .tooDeep)
        #expect(refusal(beyond, limits: limits)?.offset == limit * open.utf8.count)
      }
    }
  }

  @Test func lengthLimitsCountDecodedBytes() {
    let limits = JSONLimits(nameLength: 2, stringLength: 3)
    #expect(refusal(#"{"\u0061b":"\u0061\n\u0062"}"#, limits: limits) == nil)
    #expect(refusal(#"{"abc":1}"#, limits: limits)?.code == .nameTooLong)
    #expect(refusal(#"{"\u20ac":1}"#, limits: limits)?.code == .nameTooLong)
    #expect(refusal(#"["abcd"]"#, limits: limits)?.code == .stringTooLong)
    #expect(refusal(#"["ææ"]"#, limits: limits)?.code == .stringTooLong)
    #expect(refusal(#"["ææ"]"#, limits: limits)?.offset == 1)
  }

  @Test func anErrorNamesItsLineColumnAndByte() {
    let error = refusal("{\n  \"æ\": 1,\n  \"b\": [1, 2,]\n}")
    #expect(error?.code == .unexpectedByte)
    #expect(error?.line == 3)
    #expect(error?.column == 14)
    #expect(error?.offset == 26)
    #expect(error?.description == "']' where a value is due at line 3, column 14")
    let duplicate = refusal("{\"æ\":1,\n\"a\":1, \"a\":2}")
    #expect(duplicate?.line == 2)
    #expect(duplicate?.column == 8)
    #expect(duplicate?.description == "duplicate member \"a\" at line 2, column 8")
    #expect(refusal("[1,\n")?.line == 2)
    #expect(refusal("[1,\n")?.column == 1)
  }

  @Test func punctuationOutsideTheGrammarIsRefused() {
    for text in [
      "[1,]", "[,1]", "[1 2]", "[1:2]", "{\"a\":1,}", "{,}", "{\"a\"}", "{\"a\" 1}", "{a:1}",
      "{1:1}", "{\"a\":}", "[}", "{]", "tru e", "nulL", "[1]//", "/**/1", "'a'", "\u{A0}1",
    ] {
      let code = refusal(text)?.code
      #expect(code == (text == "[1]//" ? .trailingBytes : .unexpectedByte), "\(text)")
    }
    #expect(refusal("\u{FEFF}[]")?.code == .byteOrderMark)
    #expect(refusal("[\u{FEFF}]")?.code == .unexpectedByte)
    #expect(refusal("[]]")?.code == .trailingBytes)
    #expect(refusal("{} {}")?.code == .trailingBytes)
    #expect(refusal("[]\u{0}")?.code == .trailingBytes)
  }
}
