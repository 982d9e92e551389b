import MergeAlgebra
import StrictJSON

/// A charter version as it is kept and sent: its exact bytes, what they say, and who signed it.
public struct SignedCharter: Sendable {
  /// Whose key signed a charter version.
  public enum Signer: Equatable, Sendable {
    /// A replica of the coordinator.
    case replica(ReplicaID)
    /// The recovery key; written `recovery`.
    case recovery
  }

  /// What the document says.
  public let charter: Charter
  /// The charter's hash.
  public let hash: ContentHash
  /// Who says to have signed it.
  public let signer: Signer
  /// The exact bytes of the document.
  public let document: [UInt8]
  private let signature: DetachedSignature
  private var subject: String { "charter version \(charter.version) of \(charter.collaboration)" }

  /// Signs a charter.
  public init(
    signing charter: Charter, as signer: Signer, key: SigningKey, limits: Limits = .standard
  ) throws(FormatError) {
    if let defect = charter.defect(limits: limits) {
      let subject = "charter version \(charter.version) of \(charter.collaboration)"
      throw FormatError(.unwritable, "\(subject): \(defect)")
    }
    let payload = charter.canonicalBytes
    signature = try DetachedSignature(.charter, over: payload, by: key)
    var writer = JSONWriter(reservingCapacity: payload.count + 512)
    writer.raw("{\"charter\":")
    writer.bytes.append(contentsOf: payload)
    writer.raw(",\"signature\":")
    writer.string(signature.text)
    writer.raw(",\"signer\":")
    writer.string(signer.name)
    writer.raw("}")
    self.charter = charter
    self.signer = signer
    hash = HashDomain.charter.hash(payload)
    document = writer.bytes
  }

  /// Reads a document, or a part of an array that is one.
  public init(
    reading bytes: [UInt8], in range: Range<Int>? = nil, subject: String = "the charter",
    limits: Limits = .standard
  ) throws(FormatError) {
    let range = range ?? 0..<bytes.count
    guard range.count <= limits.fileBytes else {
      throw FormatError(.tooLarge, "\(subject) of \(range.count) bytes")
    }
    do throws(JSONError) {
      var reader = JSONReader(
        bytes, in: range, limits: limits.json(below: Limits.changeSetLevel))
      var charter: Charter?
      var signature: String?
      var signer: Signer?
      try reader.readMembers(of: "a charter document") { (reader, name) throws(JSONError) in
        switch name {
        case "charter": charter = try Charter(reading: &reader, limits: limits)
        case "signature": signature = try reader.readText("the signature", limit: limits.nameLength)
        case "signer": signer = try reader.readIdentifier("signer", Signer.init(name:))
        default: return false
        }
        return true
      }
      try reader.end()
      self.charter = try reader.required(charter, "charter", of: subject)
      self.signature = DetachedSignature(
        text: try reader.required(signature, "signature", of: subject))
      self.signer = try reader.required(signer, "signer", of: subject)
    } catch {
      throw FormatError(error, in: subject)
    }
    hash = charter.hash
    document = range == 0..<bytes.count ? bytes : Array(bytes[range])
  }

  /// Refuses the charter unless this key signed it.
  public func verify(by key: VerifyingKey) throws(FormatError) {
    try signature.verify(.charter, over: charter.canonicalBytes, by: key, subject: subject)
  }

  /// Refuses the charter unless it is a first version that its own coordinator signed.
  ///
  /// Whether it is the right one only people can say: they compare the fingerprint of its hash.
  public func verifyFounding() throws(FormatError) {
    guard charter.version == 1 else {
      throw FormatError(.malformed, "\(subject) is not the founding one")
    }
    try verify(trustedBy: charter)
  }

  /// Refuses the charter unless it is the version after `previous`, signed by a key that that
  /// version trusts for it.
  public func verify(succeeding previous: SignedCharter) throws(FormatError) {
    guard charter.collaboration == previous.charter.collaboration,
      charter.version == previous.charter.version + 1
    else {
      throw FormatError(.malformed, "\(subject) does not follow \(previous.subject)")
    }
    guard charter.previous == previous.hash else {
      throw FormatError(.hashMismatch, "\(subject) follows another version than the one known")
    }
    try verify(trustedBy: previous.charter)
    if let breach = charter.breach(of: previous.charter) {
      throw FormatError(.malformed, "\(subject): \(breach)")
    }
  }

  private func verify(trustedBy known: Charter) throws(FormatError) {
    switch signer {
    case .recovery:
      guard let key = known.recoveryKey else {
        throw FormatError(.badSignature, "\(subject): there is no recovery key")
      }
      try verify(by: key)
    case .replica(let id):
      guard let replica = known.replica(id), replica.member == known.coordinator else {
        throw FormatError(.badSignature, "\(subject): \(id) is no replica of the coordinator")
      }
      guard replica.end == nil else {
        throw FormatError(.badSignature, "\(subject): its signer \(id) has ended")
      }
      try verify(by: replica.signingKey)
    }
  }
}

extension SignedCharter.Signer {
  var name: String {
    switch self {
    case .replica(let id): id.name
    case .recovery: "recovery"
    }
  }

  init?(name: String) {
    if name.utf8.elementsEqual("recovery".utf8) {
      self = .recovery
    } else if let id = ReplicaID(name) {
      self = .replica(id)
    } else {
      return nil
    }
  }
}
