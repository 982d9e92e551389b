import StrictJSON

@testable import BundleFormat

/// A bundle, plain or compressed: what is read of it is read again from its canonical bytes, and what
/// the log would keep holds exactly what was verified.
enum BundleTarget {
  static func run(_ bytes: [UInt8]) {
    if let bundle = try? SignedBundle(reading: bytes) { check(bundle, of: bytes) }
    let document = Gzip.isCompressed(bytes) ? try? Gzip.inflate(bytes).bytes : bytes
    guard let document, let mended = Mending.bundle(document) else { return }
    for file in [mended, Gzip.member(of: mended)] {
      if let bundle = try? SignedBundle(reading: file) { check(bundle, of: file) }
    }
  }

  private static func check(_ bundle: SignedBundle, of file: [UInt8]) {
    if !Gzip.isCompressed(file) { promise(bundle.document == file, "a document not in the file") }
    checkManifest(bundle)
    for index in bundle.changeSets.indices {
      guard let set = try? bundle.changeSet(at: index) else { continue }
      promise(set.document == Array(bundle.document[bundle.changeSets[index]]), "other bytes")
      let kept = try? Gzip.inflate(bundle.body(at: index)).bytes
      promise(kept == set.document, "the log would keep something else")
      ChangeSetTarget.check(set)
    }
    guard let value = try? JSONValue.parse(bundle.document, limits: Limits.standard.json()),
      let again = try? SignedBundle(reading: value.canonicalBytes)
    else { preconditionFailure("the canonical form is refused") }
    promise(
      again.manifest.canonicalBytes == bundle.manifest.canonicalBytes
        && again.charters.map(\.hash) == bundle.charters.map(\.hash)
        && again.changeSets.count == bundle.changeSets.count, "spelling matters")
  }

  private static func checkManifest(_ bundle: SignedBundle) {
    let canonical = bundle.manifest.canonicalBytes
    var reader = JSONReader(canonical)
    guard let again = try? Manifest(reading: &reader, limits: .standard) else {
      preconditionFailure("the manifest that we write is refused")
    }
    promise(again.canonicalBytes == canonical, "the manifest comes back as another")
    if let key = bundle.charters.last?.charter.replicas.first?.signingKey {
      _ = try? bundle.verifyManifest(by: key)
    }
  }
}
