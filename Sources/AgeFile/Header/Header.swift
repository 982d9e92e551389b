/// The text before the content of a file: who may open it, and a code over that.
struct Header {
  static let name = Array("age-encryption.org/".utf8)
  /// The first line.
  static let version = name + Array("v1\n".utf8)
  /// What begins the last line.
  static let end = Array("---".utf8)
  /// The authentication code in the last line, in bytes.
  static let codeBytes = 32

  /// How a file is opened.
  enum Wrapping {
    /// With the identity of one of the recipients; stanzas of other kinds are left out.
    case recipients([X25519Stanza])
    case passphrase(ScryptStanza)
  }

  let wrapping: Wrapping
  private let code: [UInt8]
  /// The bytes that the code covers, just as they were read.
  private let authenticated: [UInt8]

  /// Throws `malformedHeader` or `workFactorTooHigh`.
  init(_ stanzas: [Stanza], code: [UInt8], authenticated: [UInt8]) throws(AgeError) {
    guard !stanzas.isEmpty else {
      throw AgeError(.malformedHeader, "the header has no stanza")
    }
    var shares: [X25519Stanza] = []
    var passphrase: ScryptStanza?
    for stanza in stanzas {
      switch stanza.arguments[0] {
      case X25519Stanza.type: shares.append(try X25519Stanza(stanza))
      case ScryptStanza.type:
        // A second way in would let someone without the passphrase vouch for the content.
        guard stanzas.count == 1 else {
          throw AgeError(.malformedHeader, "the header has a passphrase and another stanza")
        }
        passphrase = try ScryptStanza(stanza)
      default: break
      }
    }
    wrapping = passphrase.map(Wrapping.passphrase) ?? .recipients(shares)
    self.code = code
    self.authenticated = authenticated
  }

  /// Throws `alteredHeader` unless the header was written with this file key.
  func authenticate(with fileKey: FileKey) throws(AgeError) {
    guard fileKey.isValid(code, over: authenticated) else {
      throw AgeError(.alteredHeader, "the header is not the one that was written")
    }
  }

  /// The bytes of a new header, its last line feed included.
  static func bytes(_ stanzas: [Stanza], fileKey: FileKey) -> [UInt8] {
    var header = version
    for stanza in stanzas { stanza.write(to: &header) }
    header += end
    let code = Base64.text(fileKey.headerCode(over: header))
    header += Array(" \(code)\n".utf8)
    precondition(header.count <= AgeLimits.headerBytes, "a header of \(header.count) bytes")
    return header
  }
}
