/// Everything that a file is tried with.
struct AgeKeys {
  var identities: [AgeIdentity] = []
  var passphrases: [AgePassphrase] = []
  var maximumWorkFactor = AgeLimits.readWorkFactor

  /// The file key behind a header that is the one that was written.
  ///
  /// Throws `noMatch`, `workFactorTooHigh`, `malformedHeader` or `alteredHeader`.
  func fileKey(of header: Header) throws(AgeError) -> FileKey {
    let fileKey = try wrappedKey(of: header)
    try header.authenticate(with: fileKey)
    return fileKey
  }

  private func wrappedKey(of header: Header) throws(AgeError) -> FileKey {
    switch header.wrapping {
    case .recipients(let stanzas):
      for identity in identities {
        for stanza in stanzas {
          if let fileKey = try stanza.fileKey(for: identity) { return fileKey }
        }
      }
      throw AgeError(.noMatch, "the file is encrypted to other keys")
    case .passphrase(let stanza):
      for passphrase in passphrases {
        let fileKey = try stanza.fileKey(for: passphrase, maximumWorkFactor: maximumWorkFactor)
        if let fileKey { return fileKey }
      }
      throw AgeError(
        .noMatch,
        passphrases.isEmpty
          ? "the file is encrypted with a passphrase" : "the passphrase is another one")
    }
  }
}
