import StrictJSON
import Testing

/// RFC 8785.
struct CanonicalFormTests {
  @Test(.enabled(if: Vectors.areAvailable, Vectors.skipped))
  func everyPublicVectorCanonicalisesByteForByte() throws {
    let outputs = try Vectors.files(in: "jcs/output")
    let inputs = try Vectors.files(in: "jcs/input")
    #expect(inputs.map(\.name) == outputs.map(\.name))
    for (input, output) in zip(inputs, outputs) {
      let canonical = try JSONValue.parse(input.bytes).canonicalBytes
      #expect(text(canonical) == text(output.bytes), "\(input.name)")
      #expect(canonical == output.bytes, "\(input.name)")
      #expect(try JSONValue.parse(canonical).canonicalBytes == canonical, "\(input.name)")
    }
  }

  @Test func membersAreSortedByUTF16CodeUnits() throws {
    let value = try parse(#"{"\uFB33":1,"\uD83D\uDE00":2,"\u20AC":3,"1":4,"":5,"é":6}"#)
    #expect(text(value.canonicalBytes) == "{\"\":5,\"1\":4,\"é\":6,\"€\":3,\"😀\":2,\"\u{FB33}\":1}")
  }

  @Test func theOrderOfNamesIsThatOfTheirUTF16() {
    withSeed { random in
      for _ in 0..<20_000 {
        let left = random.text()
        let right = random.text()
        let expected = left.utf16.lexicographicallyPrecedes(right.utf16)
        #expect(CanonicalOrder.precedes(left, right) == expected)
      }
    }
  }

  @Test func onlyWhatMustBeIsEscaped() throws {
    let all = String(String.UnicodeScalarView((0..<0x80).compactMap { Unicode.Scalar($0) }))
    let plain = ##" !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`"##
    let controls =
      #"\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000b\f\r\u000e\u000f"#
      + #"\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017"#
      + #"\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f"#
    let rest = "abcdefghijklmnopqrstuvwxyz{|}~\u{7F}"
    #expect(text(JSONValue.string(all).canonicalBytes) == "\"\(controls)\(plain)\(rest)\"")
    #expect(text(JSONValue.string("æ\u{2028}😀").canonicalBytes) == "\"æ\u{2028}😀\"")
  }

  @Test func theWriterTakesTextInEveryFormAndRefusesBytesThatAreNotUTF8() {
    let bytes = Array("blå \"bær\"\n".utf8)
    var writer = JSONWriter(reservingCapacity: 64)
    writer.string("blå \"bær\"\n")
    let expected = writer.bytes
    for write in [
      { (writer: inout JSONWriter) in writer.string(utf8: bytes) },
      { (writer: inout JSONWriter) in writer.string(utf8: bytes[...]) },
      { (writer: inout JSONWriter) in
        bytes.withUnsafeBufferPointer { writer.string(utf8: $0) }
      },
    ] {
      var other = JSONWriter()
      write(&other)
      #expect(other.bytes == expected)
    }
    for invalid: [UInt8] in [[0x80], [0x41, 0xC0, 0xAF], [0xED, 0xA0, 0x80], [0x0A, 0xF4, 0x90]] {
      var other = JSONWriter()
      other.null()
      let isWritten = invalid.withUnsafeBufferPointer { other.stringIfWellFormed(utf8: $0) }
      #expect(!isWritten)
      #expect(other.bytes == Array("null".utf8))
    }
  }

  @Test func piecesAreWrittenAsTheyAreNamed() {
    var writer = JSONWriter()
    writer.raw(0x5B)
    writer.integer(0)
    writer.raw(",")
    writer.integer(JSONNumber.exactIntegers.lowerBound)
    writer.raw(",")
    writer.integer(JSONNumber.exactIntegers.upperBound)
    writer.raw(",")
    writer.double(-1.5)
    writer.raw(",")
    writer.bool(true)
    writer.raw(",")
    writer.bool(false)
    writer.raw(",")
    writer.null()
    writer.raw(0x5D)
    #expect(
      text(writer.bytes) == "[0,-9007199254740991,9007199254740991,-1.5,true,false,null]")
  }
}
