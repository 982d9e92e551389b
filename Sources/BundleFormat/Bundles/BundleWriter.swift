import StrictJSON

/// Writes a bundle from what the log keeps.
///
/// The compressed file is the concatenation of one gzip member for everything before the first
/// change set, the bodies as they are with a small member between each two, and one for the end;
/// so nothing that the log keeps is compressed twice. The plain file is the same, inflated.
public struct BundleWriter: Sendable {
  /// What is signed.
  public let manifest: Manifest
  private let opening: [UInt8]
  private let bodies: [[UInt8]]
  private static let separator = Array(",\n".utf8)
  private static let ending = Array("]}".utf8)

  /// Signs a manifest for the change sets whose hashes it lists.
  ///
  /// `charters` are charter documents, consecutive versions with the newest last; `bodies` are the
  /// gzip members of the change sets, in the order of the manifest's heads.
  public init(
    manifest: Manifest, key: SigningKey, charters: [[UInt8]], bodies: [[UInt8]],
    limits: Limits = .standard
  ) throws(FormatError) {
    if let defect = manifest.defect(limits: limits) {
      throw FormatError(.unwritable, "bundle \(manifest.bundle) has \(defect)")
    }
    guard bodies.count == manifest.heads.count, !charters.isEmpty else {
      throw FormatError(
        .unwritable,
        "bundle \(manifest.bundle) has \(bodies.count) change sets, names \(manifest.heads.count)"
          + " and carries \(charters.count) charters")
    }
    let payload = manifest.canonicalBytes
    let signature = try DetachedSignature(.manifest, over: payload, by: key)
    var writer = JSONWriter(reservingCapacity: payload.count + 1_024)
    writer.raw("{\"format\":")
    writer.string(BundleReader.format)
    writer.raw(",\"version\":")
    writer.integer(BundleReader.version)
    writer.raw(",\"manifest\":")
    writer.bytes.append(contentsOf: payload)
    writer.raw(",\"signature\":")
    writer.string(signature.text)
    writer.raw(",\"charters\":[")
    for (index, charter) in charters.enumerated() {
      if index > 0 { writer.raw(",") }
      writer.bytes.append(contentsOf: charter)
    }
    writer.raw("],\"changeSets\":[")
    self.manifest = manifest
    self.bodies = bodies
    opening = writer.bytes
  }

  /// The bytes of the compressed file.
  public var compressed: [UInt8] {
    var file = Gzip.member(of: opening)
    file.reserveCapacity(file.count + bodies.reduce(64) { $0 + $1.count + 32 })
    let separator = Gzip.member(of: Self.separator)
    for (index, body) in bodies.enumerated() {
      if index > 0 { file.append(contentsOf: separator) }
      file.append(contentsOf: body)
    }
    file.append(contentsOf: Gzip.member(of: Self.ending))
    return file
  }

  /// The bytes of the plain file.
  public func plain(limits: Limits = .standard) throws(FormatError) -> [UInt8] {
    var file = opening
    for (index, body) in bodies.enumerated() {
      if index > 0 { file.append(contentsOf: Self.separator) }
      let subject = "the body of change set \(index + 1) of bundle \(manifest.bundle)"
      file.append(contentsOf: try Gzip.inflate(body, subject: subject, limits: limits).bytes)
    }
    file.append(contentsOf: Self.ending)
    return file
  }
}
