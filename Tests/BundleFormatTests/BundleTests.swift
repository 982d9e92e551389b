import BundleFormat
import MergeAlgebra
import StrictJSON
import Testing

@Suite("A bundle carries change sets as they were sealed")
struct BundleTests {
  @Test("Plain and compressed are one document, and everything comes back")
  func roundTrip() throws {
    let sets = try Samples.changeSets()
    let writer = try Samples.writer(sets)
    let plain = try writer.plain()
    #expect(try Gzip.inflate(writer.compressed).bytes == plain)
    for file in [plain, writer.compressed] {
      let bundle = try verified(file)
      #expect(bundle.manifest == writer.manifest)
      #expect(bundle.charters.map(\.charter) == [try Samples.charter()])
      #expect(bundle.document == plain)
      #expect(
        try bundle.changeSets.indices.map { try bundle.changeSet(at: $0).document }
          == sets.map(\.document))
      let bodies = sets.map { Gzip.member(of: $0.document) }
      #expect(bundle.changeSets.indices.map(bundle.body) == bodies)
    }
  }

  @Test("A bundle without change sets is an acknowledgement")
  func empty() throws {
    let writer = try Samples.writer([])
    #expect(try verified(writer.compressed).changeSets.isEmpty)
    #expect(try verified(writer.plain()).changeSets.isEmpty)
  }

  @Test("Line feeds stand between change sets and nowhere else")
  func lineFeeds() throws {
    let sets = try Samples.changeSets()
    let plain = try Samples.writer(sets).plain()
    let lines = plain.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    #expect(lines.count == 2)
    #expect(lines[0].reversed().starts(with: (sets[0].document + ",".bytes).reversed()))
    #expect(Array(lines[1]) == sets[1].document + "]}".bytes)
  }

  @Test("A member with more in its header than we write does not enter the log")
  func smuggling() throws {
    let sets = try Samples.changeSets()
    let charter = try Samples.signedCharter()
    let original = Gzip.member(of: sets[0].document)
    var named = original
    named[3] = 8
    named.insert(contentsOf: "secret name\0".bytes, at: 10)
    let writer = try BundleWriter(
      manifest: Samples.manifest([sets[0].hash], charter: charter),
      key: Samples.laerdal.get().signing, charters: [charter.document], bodies: [named])
    let bundle = try verified(writer.compressed)
    #expect(bundle.body(at: 0) == original)
  }

  @Test("A document compressed as a whole gives the same bodies")
  func recompressed() throws {
    let sets = try Samples.changeSets()
    let bundle = try verified(Gzip.member(of: Samples.writer(sets).plain()))
    #expect(bundle.changeSets.indices.map(bundle.body) == sets.map { Gzip.member(of: $0.document) })
  }

  @Test("Sorted members and another layout verify just so")
  func sorted() throws {
    let sets = try Samples.changeSets()
    let plain = try Samples.writer(sets).plain()
    let sorted = try JSONValue.parse(plain).canonicalBytes
    #expect(sorted.starts(with: "{\"changeSets\"".utf8))
    let bundle = try verified(sorted)
    let hashes = try bundle.changeSets.indices.map { try bundle.changeSet(at: $0).hash }
    #expect(hashes == sets.map(\.hash))
  }

  @Test(
    "What is not exactly the format is refused",
    arguments: [
      ("samband-bundle", "samband-bundel", FormatError.Code.unknownFormat),
      (#""format":"samband-bundle","#, "", .unknownFormat),
      (#""version":1,"manifest""#, #""version":2,"manifest""#, .unknownVersion),
      (#""version":1,"manifest""#, #""version":2,"new":[],"manifest""#, .unknownVersion),
      (#""version":1,"manifest""#, #""version":"1","manifest""#, .malformed),
      (#""version":1,"manifest""#, #""manifest""#, .malformed),
      (#""version":1,"manifest""#, #""version":1,"new":[],"manifest""#, .malformed),
      (#""charters":["#, #""charters":[],"x":["#, .malformed),
      (#""part":[1,1]"#, #""part":[2,1]"#, .malformed),
      (#""part":[1,1]"#, #""part":[1,2]"#, .badSignature),
      (#""to":["region"]"#, #""to":["laerdal"]"#, .badSignature),
      (#""to":["region"]"#, #""to":[]"#, .malformed),
      (#""to":["region"]"#, #""to":["region","region"]"#, .malformed),
      (#""to":["region"]"#, #""to":["../etc"]"#, .malformed),
      (#""from":"laerdal-7q2k9f3m""#, #""from":"region-aaaaaaaa""#, .badSignature),
      (#""from":"laerdal-7q2k9f3m""#, #""from":"laerdal-7q2k9f3n""#, .badKey),
      (#""heard":1700000000000"#, #""heard":1700000000001"#, .badSignature),
      (#""bundle":"abc"#, #""bundle":"ab1"#, .malformed),
      (#""everyone":"0001"#, #""everyone":"000A"#, .malformed),
      (#""everyone":"0001"#, #""everyone":"0002"#, .badSignature),
      (#""ownerKey""#, "\"owner\u{212A}ey\"", .malformed),
      (#""format":"samband-charter""#, #""format":"samband-chart""#, .malformed),
      (#""signer":"region-aaaaaaaa""#, #""signer":"recovery""#, .badSignature),
      (#""signer":"region-aaaaaaaa""#, #""signer":"laerdal-7q2k9f3m""#, .badSignature),
      (#""name":"Sogn""#, #""name":"Vik""#, .hashMismatch),
      ("\n", "\n[],", .malformed), ("\n", "\n0,", .malformed),
    ])
  func refused(old: String, new: String, code: FormatError.Code) throws {
    let plain = try Samples.writer(Samples.changeSets()).plain().replacing(old, with: new)
    #expect(try FormatError.code { _ = try verified(plain) } == code)
  }

  @Test("A change set of another bundle, or the same twice, is not the one that was sent")
  func swapped() throws {
    let sets = try Samples.changeSets()
    let text = try Samples.writer(sets).plain()
    let swapped = try text.replacing(
      "\(sets[0].document.text),\n\(sets[1].document.text)",
      with: "\(sets[1].document.text),\n\(sets[0].document.text)")
    #expect(try FormatError.code { _ = try verified(swapped) } == .hashMismatch)
    let missing = try text.replacing(",\n\(sets[1].document.text)", with: "")
    #expect(try FormatError.code { _ = try verified(missing) } == .malformed)
  }

  @Test("Limits are looked at first")
  func limits() throws {
    let plain = try Samples.writer(Samples.changeSets()).plain()
    func code(_ change: (inout Limits) -> Void) throws -> FormatError.Code? {
      var limits = Limits()
      change(&limits)
      return try FormatError.code {
        let bundle = try SignedBundle(reading: plain, limits: limits)
        for index in bundle.changeSets.indices { _ = try bundle.changeSet(at: index) }
      }
    }
    #expect(try code { _ in } == nil)
    #expect(try code { $0.fileBytes = plain.count - 1 } == .tooLarge)
    #expect(try code { $0.changeSets = 1 } == .tooLarge)
    #expect(try code { $0.depth = 8 } == .tooLarge)
    #expect(try code { $0.rows = 1 } == .tooLarge)
    #expect(try code { $0.nameLength = 5 } == .tooLarge)
    #expect(try code { $0.valueLength = 20 } == .tooLarge)
    #expect(try code { $0.participants = 1 } == .tooLarge)
    let deep = String(repeating: "[", count: 100_000).bytes
    #expect(try FormatError.code { _ = try SignedBundle(reading: deep) } == .unknownFormat)
    let inside = try plain.replacing("\"changeSets\":[", with: "\"changeSets\":[\(deep.text)")
    #expect(try FormatError.code { _ = try SignedBundle(reading: inside) } == .tooLarge)
  }

  @Test("What no reader would take is not written")
  func unwritable() throws {
    let charter = try Samples.signedCharter()
    let key = try Samples.laerdal.get().signing
    let manifest = try Samples.manifest([Samples.hash("1")], charter: charter)
    #expect(
      try FormatError.code {
        _ = try BundleWriter(
          manifest: manifest, key: key, charters: [charter.document], bodies: [])
      } == .unwritable)
    #expect(
      try FormatError.code {
        _ = try BundleWriter(manifest: manifest, key: key, charters: [], bodies: [[]])
      } == .unwritable)
    var odd = manifest
    odd.part = .init(3, of: 2)
    #expect(
      try FormatError.code {
        _ = try BundleWriter(
          manifest: odd, key: key, charters: [charter.document], bodies: [[]])
      } == .unwritable)
  }

  @Test("Bundle ids are base32 of ten bytes")
  func bundleID() {
    #expect(BundleID(random: [UInt8](repeating: 0, count: 10))?.name == "aaaaaaaaaaaaaaaa")
    #expect(BundleID(random: [UInt8](repeating: 255, count: 10))?.name == "7777777777777777")
    // Python: base64.b32encode(bytes(range(10))).lower()
    #expect(BundleID(random: [UInt8](0..<10))?.name == "aaaqeayeaudaocaj")
    #expect(BundleID(random: [1]) == nil)
    #expect(BundleID("ABCDEFGHIJKLMNOP") == nil)
    #expect(BundleID("abcdefghijklmno") == nil)
  }
}
