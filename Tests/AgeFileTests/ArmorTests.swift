import SambandTestKit
import Testing

@testable import AgeFile

@Suite("Armor carries a file through text")
struct ArmorTests {
  private func decode(_ text: [UInt8]) -> AgeError.Code? {
    do throws(AgeError) {
      _ = try AgeArmorDecoder().decode(text)
      return nil
    } catch {
      return error.code
    }
  }

  @Test("Every length around lines comes back, with LF and with CR LF")
  func lengths() throws {
    for length in Array(0...200) + [4_799, 4_800, 4_801] {
      let file = Samples.content(length)
      let text = AgeArmorEncoder().encode(file)
      #expect(try AgeArmorDecoder().decode(text) == file)
      let mailed = text.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
      #expect(try AgeArmorDecoder().decode([0x20, 0x0A] + mailed + [0x09, 0x0A]) == file)
      #expect(text.split(separator: 0x0A).allSatisfy { $0.count <= 64 })
    }
  }

  @Test("An armor does not depend on the pieces that come in")
  func pieces() throws {
    try SeededRuns(100, filter: "AgeFileTests.ArmorTests/pieces").run { generator in
      let file = generator.bytes(generator.number(below: 1_000))
      let largest = generator.pick([2, 70, 300])
      var text: [UInt8] = []
      var encoder = AgeArmorEncoder()
      var start = 0
      while start < file.count {
        let end = min(file.count, start + generator.number(below: largest))
        encoder.update(file.span.extracting(start..<end), into: &text)
        start = end
      }
      encoder.finish(into: &text)
      try #require(text == AgeArmorEncoder().encode(file))
      var decoded: [UInt8] = []
      var decoder = AgeArmorDecoder()
      start = 0
      while start < text.count {
        let end = min(text.count, start + generator.number(below: largest))
        try decoder.update(text.span.extracting(start..<end), into: &decoded)
        try #require(decoder.keptBytes <= 65)
        start = end
      }
      try decoder.finish(into: &decoded)
      try #require(decoded == file)
    }
  }

  @Test("Every truncation is refused but for the last line feed")
  func truncations() {
    for file in [Samples.content(30), Samples.content(48), Samples.content(100)] {
      let text = AgeArmorEncoder().encode(file)
      for length in text.indices.dropLast() {
        #expect(decode(Array(text[..<length])) == .damagedArmor, "\(length)")
      }
      #expect(decode(text.dropLast()) == nil)
    }
  }

  @Test("One byte changed gives a refusal or another file; around the text space may come")
  func everyByte() throws {
    let file = Samples.content(100)
    var text = AgeArmorEncoder().encode(file)
    for index in text.indices.dropLast() {
      let old = text[index]
      for new in UInt8.min...UInt8.max where new != old {
        text[index] = new
        do throws(AgeError) {
          let decoded = try AgeArmorDecoder().decode(text)
          #expect(decoded != file, "byte \(index) is \(new)")
        } catch {
          #expect(error.code == .damagedArmor)
        }
      }
      text[index] = old
    }
  }

  @Test("So much white space around an armor, and no more")
  func whitespace() {
    let text = AgeArmorEncoder().encode([1, 2, 3])
    let most = AgeLimits.whitespaceBytes
    func space(_ count: Int, _ byte: UInt8 = 0x20) -> [UInt8] {
      .init(repeating: byte, count: count)
    }
    #expect(decode(space(most - 1) + [0x0A] + text) == nil)
    #expect(decode(space(most, 0x0A) + text) == nil)
    #expect(decode(text + space(most)) == nil)
    #expect(decode(space(most) + [0x0A] + text) == .damagedArmor)
    #expect(decode(space(most + 1, 0x0A) + text) == .damagedArmor)
    #expect(decode(text + space(most + 1)) == .damagedArmor)
    #expect(decode(space(1) + text) == .damagedArmor)
    #expect(decode(space(100_000)) == .damagedArmor)
    #expect(decode(text + text) == .damagedArmor)
    #expect(decode([]) == .damagedArmor)
  }

  @Test("The first bytes tell an armor from a file")
  func beginnings() throws {
    let file = try Samples.file([1], for: [Samples.identity(1)])
    let text = AgeArmorEncoder().encode(file)
    #expect(AgeArmor.begins(text))
    #expect(AgeArmor.begins([0x20, 0x0D, 0x0A] + text))
    #expect(!AgeArmor.begins(file))
    #expect(!AgeArmor.begins([]))
  }
}
