import StrictJSON

@testable import BundleFormat

/// A charter: it is read again from its canonical bytes, and its rules mean the same then.
enum CharterTarget {
  static func run(_ bytes: [UInt8]) {
    guard let signed = try? SignedCharter(reading: bytes) else { return }
    let canonical = signed.charter.canonicalBytes
    var reader = JSONReader(canonical, limits: Limits.standard.json())
    guard let again = try? Charter(reading: &reader, limits: .standard) else {
      preconditionFailure("the charter that we write is refused")
    }
    promise(again == signed.charter && again.hash == signed.hash, "it comes back as another")
    let document = try? JSONValue.parse(bytes, limits: Limits.standard.json())
    let spelled = document.flatMap { try? SignedCharter(reading: $0.canonicalBytes) }
    promise(spelled?.hash == signed.hash, "spelling matters")
    _ = try? signed.verifyFounding()
    _ = try? signed.verify(succeeding: signed)
    _ = try? signed.charter.forMerging()
  }
}

/// A request to be admitted: its own key signed what is read.
enum RequestTarget {
  static func run(_ bytes: [UInt8]) {
    guard let request = try? JoinRequest(reading: bytes) else { return }
    let document = try? JSONValue.parse(bytes, limits: Limits.standard.json())
    let again = document.flatMap { try? JoinRequest(reading: $0.canonicalBytes) }
    promise(again?.fingerprint == request.fingerprint, "spelling matters")
  }
}

/// A rules document: its spelling means nothing.
enum RulesTarget {
  static func run(_ bytes: [UInt8]) {
    guard let declarations = try? RulesDocument.declarations(from: bytes) else { return }
    let value = try? JSONValue.parse(bytes, limits: Limits.standard.json())
    let again = value.flatMap { try? RulesDocument.declarations(from: $0.canonicalBytes) }
    promise(again == declarations, "spelling matters")
  }
}
