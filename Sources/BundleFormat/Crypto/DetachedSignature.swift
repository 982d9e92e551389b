/// A detached JWS in compact form, Ed25519 (RFC 7515 appendix F, RFC 8037).
///
/// The protected header is fixed for each kind of document. The verifier writes it anew and
/// compares; nothing of it is ever interpreted, so there is nothing to downgrade.
struct DetachedSignature: Equatable, Sendable {
  /// What is signed.
  enum Kind: String {
    case head = "samband-head-v1"
    case manifest = "samband-manifest-v1"
    case charter = "samband-charter-v1"
    case request = "samband-request-v1"

    /// The protected header as it stands in the signature.
    var header: String {
      Base64URL.encode(Array(#"{"alg":"EdDSA","typ":"\#(rawValue)"}"#.utf8))
    }
  }

  /// The text, `HEADER..SIGNATURE`, as it was written or read.
  let text: String

  /// Takes a signature as it stands in a document; only ``verify(_:over:by:subject:)`` looks at it.
  init(text: String) { self.text = text }

  /// Signs the canonical bytes of a document.
  init(_ kind: Kind, over payload: [UInt8], by key: SigningKey) throws(FormatError) {
    let signature = try key.signature(over: Self.message(kind, payload))
    text = "\(kind.header)..\(Base64URL.encode(signature))"
  }

  /// Refuses any text but the header of this kind and the key's signature over the payload.
  func verify(
    _ kind: Kind, over payload: [UInt8], by key: VerifyingKey, subject: String
  ) throws(FormatError) {
    let start = Array("\(kind.header)..".utf8)
    let bytes = Array(text.utf8)
    guard bytes.starts(with: start) else {
      throw FormatError(.badSignature, "\(subject): the signature is of another kind")
    }
    guard let signature = Base64URL.decode(Array(bytes.dropFirst(start.count))),
      signature.count == 64, key.isValid(signature, over: Self.message(kind, payload))
    else {
      throw FormatError(.badSignature, "\(subject): the signature is not its author's")
    }
  }

  private static func message(_ kind: Kind, _ payload: [UInt8]) -> [UInt8] {
    var message = Array("\(kind.header).".utf8)
    Base64URL.append(payload[...], to: &message)
    return message
  }
}
