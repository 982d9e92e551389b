import BundleFormat
import MergeAlgebra
import StrictJSON
import Testing

@Suite("A charter is signed by those whom the version before trusts")
struct CharterTests {
  @Test("Everything in it comes back")
  func roundTrip() throws {
    let signed = try Samples.signedCharter()
    let read = try SignedCharter(reading: signed.document)
    try read.verifyFounding()
    #expect(read.charter == signed.charter)
    #expect(read.hash == signed.hash)
    #expect(read.hash == signed.charter.hash)
    #expect(read.signer == signed.signer)
    #expect(try read.charter.forMerging().members == signed.charter.members)
    let sorted = try JSONValue.parse(signed.document).canonicalBytes
    #expect(try SignedCharter(reading: sorted).hash == signed.hash)
  }

  @Test("The next version is signed by a coordinator's replica or the recovery key")
  func succession() throws {
    let first = try Samples.signedCharter()
    let next = try Samples.charter(version: 2, previous: first.hash)
    let region = try SignedCharter.Signer.replica(Samples.replica("region-aaaaaaaa"))
    try SignedCharter(signing: next, as: region, key: Samples.region.get().signing)
      .verify(succeeding: first)
    try SignedCharter(signing: next, as: .recovery, key: Samples.stranger.get().signing)
      .verify(succeeding: first)
  }

  @Test("Anyone else's, a skipped version and another ancestor are refused")
  func refusedSuccession() throws {
    let first = try Samples.signedCharter()
    let next = try Samples.charter(version: 2, previous: first.hash)
    let region = try SignedCharter.Signer.replica(Samples.replica("region-aaaaaaaa"))
    let laerdal = try SignedCharter.Signer.replica(Samples.replica("laerdal-7q2k9f3m"))
    func code(
      _ charter: Charter, _ signer: SignedCharter.Signer, _ keys: ReplicaKeys
    ) throws -> FormatError.Code? {
      let signed = try SignedCharter(signing: charter, as: signer, key: keys.signing)
      return try FormatError.code { try signed.verify(succeeding: first) }
    }
    #expect(try code(next, laerdal, Samples.laerdal.get()) == .badSignature)
    #expect(try code(next, region, Samples.laerdal.get()) == .badSignature)
    #expect(try code(next, .recovery, Samples.region.get()) == .badSignature)
    var skipped = next
    skipped.version = 3
    #expect(try code(skipped, region, Samples.region.get()) == .malformed)
    var other = next
    other.previous = try Samples.hash("other")
    #expect(try code(other, region, Samples.region.get()) == .hashMismatch)
    #expect(
      try FormatError.code { try first.verify(succeeding: first) } == .malformed)
  }

  @Test("A founding charter is signed by its own coordinator")
  func founding() throws {
    let laerdal = try SignedCharter.Signer.replica(Samples.replica("laerdal-7q2k9f3m"))
    let signed = try SignedCharter(
      signing: Samples.charter(), as: laerdal, key: Samples.laerdal.get().signing)
    #expect(try FormatError.code { try signed.verifyFounding() } == .badSignature)
  }

  @Test("What cannot be is not signed")
  func unwritable() throws {
    let good = try Samples.charter()
    let changes: [(inout Charter) throws -> Void] = [
      { $0.version = 0 }, { $0.version = 2 }, { $0.members.removeFirst() },
      { $0.members.append($0.members[0]) }, { $0.replicas.append($0.replicas[0]) },
      { $0.replicas[0].signingKey = $0.replicas[1].signingKey },
      { $0.replicas[0].receivingKey = $0.replicas[1].receivingKey },
      { $0.replicas[0].member = $0.members[1].id }, { $0.replicas[0].sinceVersion = 2 },
      { $0.rules = .array([]) }, { $0.created = .max },
      { $0.rules = .object([JSONMember(name: "x", value: .double(1e20))]) },
      { $0.coordinator = try Samples.member("vik") },
      { $0.name = String(repeating: "x", count: 5_000) },
    ]
    for (index, change) in changes.enumerated() {
      var charter = good
      try change(&charter)
      let code = try FormatError.code {
        _ = try SignedCharter(
          signing: charter, as: .recovery, key: Samples.region.get().signing)
      }
      #expect(code == .unwritable, "change \(index)")
    }
  }

  @Test("A key of small order does not enter a charter")
  func lowOrderKey() throws {
    let signed = try Samples.signedCharter()
    let good = Base64URL.encode(try Samples.laerdal.get().verifyingKey.bytes)
    let low = Base64URL.encode([UInt8](repeating: 0, count: 32))
    let document = try signed.document.replacing(good, with: low)
    let error = #expect(throws: FormatError.self) { try SignedCharter(reading: document) }
    #expect(error?.code == .malformed)
    #expect(error?.message.contains("small order") == true)
  }
}

@Suite("A join request is signed by the key it asks for")
struct JoinRequestTests {
  private func request() throws -> JoinRequest {
    try JoinRequest(
      collaboration: Samples.collaboration(), charterHash: Samples.hash("charter"),
      member: Samples.member("laerdal"), replica: Samples.replica("laerdal-7q2k9f3m"),
      created: Samples.time, keys: Samples.laerdal.get())
  }

  @Test("Everything in it comes back, and both sides see one fingerprint")
  func roundTrip() throws {
    let made = try request()
    let read = try JoinRequest(reading: made.document)
    #expect(read == made)
    #expect(read.fingerprint == made.fingerprint)
    #expect(made.fingerprint.utf8.count == 35)
  }

  @Test("Every flipped bit is refused")
  func flips() throws {
    let document = try request().document
    for position in document.indices {
      for bit in 0..<8 {
        var changed = document
        changed[position] ^= 1 << UInt8(bit)
        #expect(
          try FormatError.code { _ = try JoinRequest(reading: changed) } != nil,
          "byte \(position) bit \(bit)")
      }
    }
  }

  @Test("Another key or name gives another fingerprint")
  func fingerprints() throws {
    let other = try JoinRequest(
      collaboration: Samples.collaboration(), charterHash: Samples.hash("charter"),
      member: Samples.member("laerdal"), replica: Samples.replica("laerdal-7q2k9f3n"),
      created: Samples.time, keys: Samples.laerdal.get())
    #expect(try request().fingerprint != other.fingerprint)
  }

  @Test("A replica is named after its member")
  func names() throws {
    let code = try FormatError.code {
      _ = try JoinRequest(
        collaboration: Samples.collaboration(), charterHash: Samples.hash("charter"),
        member: Samples.member("vik"), replica: Samples.replica("laerdal-7q2k9f3m"),
        created: Samples.time, keys: Samples.laerdal.get())
    }
    #expect(code == .unwritable)
  }
}
