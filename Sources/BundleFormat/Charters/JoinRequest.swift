import MergeAlgebra
import StrictJSON

/// A replica's request to be admitted, signed by the key that it asks to be known by.
public struct JoinRequest: Equatable, Sendable {
  /// The collaboration.
  public let collaboration: CollaborationID
  /// The charter that the replica was shown.
  public let charterHash: ContentHash
  /// The member whose replica it says to be.
  public let member: MemberID
  /// The replica, named by its key.
  public let replica: ReplicaID
  /// By which its change sets are to be verified.
  public let signingKey: VerifyingKey
  /// To which bundles are to be encrypted.
  public let receivingKey: ReceivingKey
  /// When it was made: milliseconds since 1970-01-01T00:00Z.
  public let created: Int64
  /// The exact bytes of the document.
  public let document: [UInt8]

  fileprivate static let format = "samband-request"
  fileprivate static let version: Int64 = 1

  /// Thirty digits over the two keys and the replica's name, to be compared on the telephone.
  public var fingerprint: String {
    let bytes = signingKey.bytes + receivingKey.bytes + Array(replica.name.utf8)
    return BundleFormat.fingerprint(of: HashDomain.request.hash(bytes))
  }

  /// Makes a request and signs it.
  public init(
    collaboration: CollaborationID, charterHash: ContentHash, member: MemberID,
    replica: ReplicaID, created: Int64, keys: ReplicaKeys
  ) throws(FormatError) {
    guard replica.isNamed(after: member), Bounds.exact.contains(created) else {
      throw FormatError(.unwritable, "the request of \(replica) for \(member) does not fit")
    }
    let fields = Fields(
      collaboration: collaboration, charterHash: charterHash, member: member, replica: replica,
      signingKey: keys.verifyingKey, receivingKey: keys.receivingKey, created: created)
    let signature = try DetachedSignature(.request, over: fields.canonicalBytes, by: keys.signing)
    var writer = JSONWriter()
    writer.raw("{\"request\":")
    writer.bytes.append(contentsOf: fields.canonicalBytes)
    writer.raw(",\"signature\":")
    writer.string(signature.text)
    writer.raw("}")
    self.init(fields, document: writer.bytes)
  }

  /// Reads a request and verifies that its own key signed it.
  public init(reading bytes: [UInt8], limits: Limits = .standard) throws(FormatError) {
    let subject = "the request"
    let fields: Fields
    let text: String
    do throws(JSONError) {
      var reader = JSONReader(bytes, limits: limits.json())
      var request: Fields?
      var signature: String?
      try reader.readMembers(of: subject) { (reader, name) throws(JSONError) in
        switch name {
        case "request": request = try Fields(reading: &reader)
        case "signature": signature = try reader.readText("the signature", limit: limits.nameLength)
        default: return false
        }
        return true
      }
      try reader.end()
      fields = try reader.required(request, "request", of: subject)
      text = try reader.required(signature, "signature", of: subject)
    } catch {
      throw FormatError(error, in: subject)
    }
    try DetachedSignature(text: text).verify(
      .request, over: fields.canonicalBytes, by: fields.signingKey,
      subject: "the request of \(fields.replica)")
    self.init(fields, document: bytes)
  }

  fileprivate init(_ fields: Fields, document: [UInt8]) {
    collaboration = fields.collaboration
    charterHash = fields.charterHash
    member = fields.member
    replica = fields.replica
    signingKey = fields.signingKey
    receivingKey = fields.receivingKey
    created = fields.created
    self.document = document
  }
}

extension JoinRequest {
  /// What is signed.
  fileprivate struct Fields {
    let collaboration: CollaborationID
    let charterHash: ContentHash
    let member: MemberID
    let replica: ReplicaID
    let signingKey: VerifyingKey
    let receivingKey: ReceivingKey
    let created: Int64

    var canonicalBytes: [UInt8] {
      JSONValue.object([
        JSONMember(name: "charterHash", value: .string(charterHash.base64url)),
        JSONMember(name: "collaboration", value: .string(collaboration.name)),
        JSONMember(name: "created", value: .integer(created)),
        JSONMember(name: "format", value: .string(JoinRequest.format)),
        JSONMember(name: "member", value: .string(member.name)),
        JSONMember(name: "receivingKey", value: .string(Base64URL.encode(receivingKey.bytes))),
        JSONMember(name: "replica", value: .string(replica.name)),
        JSONMember(name: "signingKey", value: .string(Base64URL.encode(signingKey.bytes))),
        JSONMember(name: "version", value: .integer(JoinRequest.version)),
      ]).canonicalBytes
    }
  }
}

extension JoinRequest.Fields {
  fileprivate init(reading reader: inout JSONReader) throws(JSONError) {
    let what = "the request"
    var collaboration: CollaborationID?
    var charterHash: ContentHash?
    var created, version: Int64?
    var format: String?
    var member: MemberID?
    var receivingKey: ReceivingKey?
    var replica: ReplicaID?
    var signingKey: VerifyingKey?
    try reader.readMembers(of: what) { (reader, name) throws(JSONError) in
      switch name {
      case "charterHash": charterHash = try reader.readHash()
      case "collaboration":
        collaboration = try reader.readIdentifier("collaboration") { CollaborationID($0) }
      case "created": created = try reader.readInteger()
      case "format": format = try reader.readFormat(JoinRequest.format)
      case "member": member = try reader.readIdentifier("member") { MemberID($0) }
      case "receivingKey": receivingKey = try reader.readReceivingKey()
      case "replica": replica = try reader.readIdentifier("replica") { ReplicaID($0) }
      case "signingKey": signingKey = try reader.readVerifyingKey()
      case "version": version = try reader.readInteger("the version", in: 1...1)
      default: return false
      }
      return true
    }
    _ = try reader.required(format, "format", of: what)
    _ = try reader.required(version, "version", of: what)
    self.collaboration = try reader.required(collaboration, "collaboration", of: what)
    self.charterHash = try reader.required(charterHash, "charterHash", of: what)
    self.created = try reader.required(created, "created", of: what)
    self.member = try reader.required(member, "member", of: what)
    self.receivingKey = try reader.required(receivingKey, "receivingKey", of: what)
    self.replica = try reader.required(replica, "replica", of: what)
    self.signingKey = try reader.required(signingKey, "signingKey", of: what)
    guard self.replica.isNamed(after: self.member) else {
      throw reader.invalid("the replica \(self.replica) is not named after \(self.member)")
    }
  }
}
