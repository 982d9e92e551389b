import StrictJSON
import Testing

struct StringTests {
  @Test func escapesStandForTheirScalars() throws {
    let value = try parse(#""\"\\\/\b\f\n\r\t\u0041\u00E6\u20ac\uD83D\uDe00\u0000""#)
    #expect(value == .string("\"\\/\u{8}\u{C}\n\r\tAæ€😀\u{0}"))
    var reader = JSONReader(Array(#""a\u00e6b""#.utf8))
    #expect(try reader.readStringBytes() == Array("aæb".utf8))
  }

  @Test func scalarsAreReadRawAndEscaped() throws {
    var wrong: [UInt32] = []
    for value: UInt32 in Array(0x20...0x10FFF) + stride(from: 0x10FFFF, to: 0x10FFF, by: -89) {
      guard let scalar = Unicode.Scalar(value), scalar != "\"", scalar != "\\" else { continue }
      let units = String(scalar).utf16.map { unit in
        let digits = String(unit, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }
      let bytes = Array("[\"\(scalar)\",\"\(units.joined())\"]".utf8)
      var reader = JSONReader(bytes)
      try reader.beginArray()
      var isRight = true
      while try reader.nextElement() {
        isRight = try reader.readStringBytes().elementsEqual(String(scalar).utf8) && isRight
      }
      if !isRight { wrong.append(value) }
    }
    #expect(wrong.isEmpty)
  }

  @Test func bytesThatAreNotUTF8AreRefusedAtTheirPlace() {
    for invalid: [UInt8] in [
      [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xC3], [0xC3, 0x28], [0xE0, 0x9F, 0xBF],
      [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xF0, 0x8F, 0xBF, 0xBF],
      [0xF0, 0x9F, 0x98], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFE], [0xFF],
    ] {
      for lead in 0..<20 {
        let padding = [UInt8](repeating: 0x61, count: lead)
        let error = refusal([0x22] + padding + invalid + padding + [0x22])
        #expect(error?.code == .invalidUTF8, "\(invalid)")
        #expect(error?.offset == 1 + lead, "\(invalid)")
      }
    }
  }

  @Test func aControlCharacterIsRefusedAtAnyPlaceInAString() {
    for control in UInt8(0)..<0x20 {
      for lead in 0..<20 {
        let padding = [UInt8](repeating: 0x7F, count: lead)
        let error = refusal([0x22] + padding + [control] + padding + [0x22])
        #expect(error?.code == .controlCharacter)
        #expect(error?.offset == 1 + lead)
      }
    }
  }

  @Test func theEndOfAStringIsFoundAtAnyPlace() throws {
    for lead in 0..<40 {
      for special in ["", "æ", #"\""#, #"\\"#, "😀"] {
        let body = String(repeating: "!#", count: lead) + special
        let value = try parse("[\"\(body)\",\"\(special)\(body)\"]")
        #expect(text(value.canonicalBytes) == "[\"\(body)\",\"\(special)\(body)\"]")
      }
    }
  }

  @Test func escapesOutsideTheGrammarAreRefused() {
    for text in [#""\x""#, #""\u12G4""#, #""\u 123""#, #""\U0041""#, "\"\\\n\""] {
      #expect(refusal(text)?.code == .invalidEscape, "\(text)")
    }
    for text in [#""\ud800""#, #""\udc00""#, #""\ud800\ud800""#, #""\ud83dx""#, #""\ude00\ud83d""#]
    {
      #expect(refusal(text)?.code == .loneSurrogate, "\(text)")
    }
    for text in [#""\"#, #""\u00"#, #""\u0041"#, #"""#] {
      #expect(refusal(text)?.code == .truncated, "\(text)")
    }
  }
}
