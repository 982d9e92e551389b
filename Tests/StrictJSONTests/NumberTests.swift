import StrictJSON
import Testing

struct NumberTests {
  /// RFC 8785 appendix B, and the edges of each layout.
  static let layouts: [(bits: UInt64, text: String)] = [
    (0x0000_0000_0000_0000, "0"),
    (0x8000_0000_0000_0000, "0"),
    (0x0000_0000_0000_0001, "5e-324"),
    (0x8000_0000_0000_0001, "-5e-324"),
    (0x7FEF_FFFF_FFFF_FFFF, "1.7976931348623157e+308"),
    (0xFFEF_FFFF_FFFF_FFFF, "-1.7976931348623157e+308"),
    (0x4340_0000_0000_0000, "9007199254740992"),
    (0xC340_0000_0000_0000, "-9007199254740992"),
    (0x4430_0000_0000_0000, "295147905179352830000"),
    (0x44B5_2D02_C7E1_4AF5, "9.999999999999997e+22"),
    (0x44B5_2D02_C7E1_4AF6, "1e+23"),
    (0x44B5_2D02_C7E1_4AF7, "1.0000000000000001e+23"),
    (0x444B_1AE4_D6E2_EF4E, "999999999999999700000"),
    (0x444B_1AE4_D6E2_EF4F, "999999999999999900000"),
    (0x444B_1AE4_D6E2_EF50, "1e+21"),
    (0x3EB0_C6F7_A0B5_ED8C, "9.999999999999997e-7"),
    (0x3EB0_C6F7_A0B5_ED8D, "0.000001"),
    (0x41B3_DE43_5555_5553, "333333333.3333332"),
    (0x41B3_DE43_5555_5554, "333333333.33333325"),
    (0x41B3_DE43_5555_5555, "333333333.3333333"),
    (0x41B3_DE43_5555_5556, "333333333.3333334"),
    (0x41B3_DE43_5555_5557, "333333333.33333343"),
    (0xBECB_F647_612F_3696, "-0.0000033333333333333333"),
    (0x4314_3FF3_C1CB_0959, "1424953923781206.2"),
    ((0.1).bitPattern, "0.1"),
    ((1.0).bitPattern, "1"),
    ((10.0).bitPattern, "10"),
    ((123.456).bitPattern, "123.456"),
    ((1e-7).bitPattern, "1e-7"),
    ((1.5e300).bitPattern, "1.5e+300"),
    ((1e20).bitPattern, "100000000000000000000"),
  ]

  @Test func doublesAreWrittenAsECMAScriptWritesThem() {
    for (bits, text) in Self.layouts {
      #expect(ECMAScriptNumber.text(Double(bitPattern: bits)) == text)
    }
  }

  @Test func everyDoubleReadsBackFromItsText() {
    withSeed { random in
      for _ in 0..<50_000 {
        let double = random.finiteDouble()
        #expect(Double(ECMAScriptNumber.text(double)) == double)
      }
    }
  }

  @Test func integersWithinTheExactRangeStayIntegers() throws {
    let written: [(String, JSONNumber)] = [
      ("0", .integer(0)), ("-1", .integer(-1)), ("42", .integer(42)),
      ("9007199254740991", .integer(9_007_199_254_740_991)),
      ("-9007199254740991", .integer(-9_007_199_254_740_991)),
      ("-0", .double(-0.0)), ("0.0", .double(0)), ("1.0", .double(1)), ("1e2", .double(100)),
      ("-0e5", .double(-0.0)), ("1E-2", .double(0.01)), ("1e+2", .double(100)),
    ]
    for (text, number) in written {
      var reader = JSONReader(Array(text.utf8))
      #expect(try reader.readNumber() == number, "\(text)")
      try reader.end()
    }
    #expect(JSONNumber.double(0) != .double(-0.0))
    #expect(JSONNumber.double(1) != .integer(1))
  }

  @Test func numbersThatWouldNotBeKeptAreRefused() {
    for text in [
      "9007199254740992", "-9007199254740992", "9999999999999999", "10000000000000000",
      "18446744073709551616", "1e309", "-1e309", "1e999999999999",
    ] {
      #expect(refusal(text)?.code == .numberOutOfRange, "\(text)")
      #expect(refusal(text)?.offset == 0, "\(text)")
    }
    #expect(refusal(String(repeating: "1", count: 1_025))?.code == .numberTooLong)
    #expect(refusal("0." + String(repeating: "1", count: 1_022)) == nil)
  }

  @Test func numbersOutsideTheGrammarAreRefused() {
    for text in ["01", "-01", "00", "1.e2", "1.x", "-x", "1ex", "1e+x", "--1", "1.-1"] {
      #expect(refusal(text)?.code == .invalidNumber, "\(text)")
    }
    for text in ["+1", ".5", "NaN", "Infinity"] {
      #expect(refusal(text)?.code == .unexpectedByte, "\(text)")
    }
    for text in ["-", "1.", "1e", "1e-", "-0."] {
      #expect(refusal(text)?.code == .truncated, "\(text)")
    }
    for text in ["1_000", "0x1", "1.5.5", "1e5e5", "1 2"] {
      #expect(refusal(text)?.code == .trailingBytes, "\(text)")
    }
  }

  /// The one place where canonical bytes are not read back: see `canonicalBytes`.
  @Test func wholeDoublesBeyondTheExactRangeAreWrittenInDigitsAndRefusedOnReading() {
    for double in [9_007_199_254_740_992.0, -1e20, 999_999_999_999_999_900_000.0] {
      #expect(refusal(JSONValue.double(double).canonicalBytes)?.code == .numberOutOfRange)
    }
    #expect(refusal(JSONValue.double(1e21).canonicalBytes) == nil)
  }
}
