import StrictJSON
import Testing

/// Bytes that someone else chose.
struct DamageTests {
  static let document = Array(
    #" {"a":[1,-2.5e3,true,false,null],"bæ":{"c":"x\n\u00e6\ud83d\ude00 y","d":""},"e":[]}"#.utf8)

  @Test func everyTruncationIsRefused() {
    #expect(refusal(Self.document) == nil)
    for length in 0..<Self.document.count {
      let error = refusal(Array(Self.document.prefix(length)))
      #expect(error != nil, "\(length)")
      #expect(error == skipRefusal(Array(Self.document.prefix(length))), "\(length)")
    }
    #expect(refusal("")?.code == .empty)
    #expect(refusal(" \n")?.code == .empty)
    #expect(refusal("[1,")?.code == .truncated)
  }

  @Test func everyReplacementOfOneByteIsReadOrRefusedAlike() {
    for index in Self.document.indices {
      for byte in UInt8.min...UInt8.max {
        var damaged = Self.document
        damaged[index] = byte
        let error = refusal(damaged)
        #expect(error == skipRefusal(damaged))
        if let error { #expect((0...damaged.count).contains(error.offset)) }
      }
    }
  }

  @Test func aRangeOfAnArrayIsReadAsIfNothingStoodAroundIt() throws {
    for length in 0...Self.document.count {
      let padded = [0x22, 0x5C] + Self.document + [0x5D, 0x7D]
      var reader = JSONReader(padded, in: 2..<2 + length)
      let outcome: JSONError?
      do throws(JSONError) {
        _ = try reader.readValue()
        try reader.end()
        outcome = nil
      } catch {
        outcome = error
      }
      let expected = refusal(Array(Self.document.prefix(length)))
      #expect(outcome?.code == expected?.code)
      #expect(outcome?.offset == expected.map { $0.offset + 2 })
    }
  }

  @Test func randomValuesComeBackFromTheirCanonicalBytes() throws {
    try withSeed { random in
      for _ in 0..<2_000 {
        let value = random.value(depth: 4)
        let bytes = value.canonicalBytes
        let read = try JSONValue.parse(bytes)
        #expect(read == value)
        #expect(skipRefusal(bytes) == nil)
      }
    }
  }

  @Test func randomBytesAreRefusedOrHaveAFixedCanonicalForm() throws {
    try withSeed { random in
      let alphabet = Array(#"{}[],:"\ue019-.+tfn /aæ"#.utf8) + [0x00, 0x0A, 0xED, 0xF4, 0xFF]
      for _ in 0..<50_000 {
        let count = Int.random(in: 0...12, using: &random)
        let bytes = (0..<count).map { _ in alphabet[Int(random.next() % UInt64(alphabet.count))] }
        let error = refusal(bytes)
        #expect(error == skipRefusal(bytes))
        guard error == nil else { continue }
        let canonical = try JSONValue.parse(bytes).canonicalBytes
        if refusal(canonical)?.code == .numberOutOfRange { continue }
        #expect(try JSONValue.parse(canonical).canonicalBytes == canonical)
      }
    }
  }
}
