import MergeAlgebra
import StrictJSON

/// A bundle as it was received: its manifest, its charters and where its change sets lie.
///
/// Reading checks the structure and that charters and change sets are those that the manifest
/// names. Nothing is trusted yet: ``verifyManifest(by:)`` needs the sender's key, and each change
/// set its author's.
///
/// ```swift
/// let bundle = try SignedBundle(reading: file)
/// try bundle.verifyManifest(by: charter.verifyingKey(of: bundle.manifest.from))
/// for index in bundle.changeSets.indices {
///   let set = try bundle.changeSet(at: index)
///   try set.verify(by: charter.verifyingKey(of: set.head.dot.stream.replica))
///   log.append(bundle.body(at: index), set)
/// }
/// ```
public struct SignedBundle: Sendable {
  /// What the sender signed.
  public let manifest: Manifest
  /// Consecutive versions, oldest first; the last is the one that the manifest names.
  public let charters: [SignedCharter]
  /// Where each change set lies in ``document``.
  public let changeSets: [Range<Int>]
  /// The whole document, inflated.
  public let document: [UInt8]
  /// What errors call it.
  public let subject: String
  private let signature: DetachedSignature
  private let packed: Packed?
  private let limits: Limits

  /// A compressed file, and those of its members that hold a change set each, by where it begins.
  private struct Packed {
    let file: [UInt8]
    var members: [Int: Gzip.Member] = [:]

    init(_ file: [UInt8], _ members: [Gzip.Member], of changeSets: [Range<Int>]) {
      self.file = file
      // Both are in the order of the document.
      var next = changeSets.startIndex
      for member in members where next < changeSets.endIndex {
        while next < changeSets.endIndex, changeSets[next].lowerBound < member.unpacked.lowerBound {
          next += 1
        }
        if next < changeSets.endIndex, changeSets[next] == member.unpacked {
          self.members[member.unpacked.lowerBound] = member
        }
      }
    }
  }

  /// Whether a file that begins like this can be a bundle: a JSON object, compressed or encrypted.
  public static func canBegin(with bytes: [UInt8]) -> Bool {
    if Envelope.isEncrypted(bytes) || BundleReader.canBegin(with: bytes) { return true }
    guard Gzip.isCompressed(bytes) else { return false }
    let beginning = Gzip.beginning(of: bytes)
    return beginning.isEmpty || BundleReader.canBegin(with: beginning)
  }

  /// Reads a file, plain or compressed.
  public init(
    reading file: [UInt8], subject: String = "the bundle", limits: Limits = .standard
  ) throws(FormatError) {
    guard file.count <= limits.fileBytes else {
      throw FormatError(.tooLarge, "\(subject) has \(file.count) bytes")
    }
    var members: [Gzip.Member] = []
    if Gzip.isCompressed(file) {
      // What inflates to no JSON is not inflated any further: another compressed file, say.
      let beginning = Gzip.beginning(of: file)
      guard beginning.isEmpty || BundleReader.canBegin(with: beginning) else {
        throw FormatError(.unknownFormat, "\(subject) is no JSON object")
      }
      let inflated = try Gzip.inflate(file, subject: subject, limits: limits)
      members = inflated.members
      document = inflated.bytes
    } else {
      document = file
    }
    var reader = BundleReader(document, subject: subject, limits: limits)
    let content = try reader.read()
    packed = members.isEmpty ? nil : Packed(file, members, of: content.changeSets)
    manifest = content.manifest
    charters = content.charters
    changeSets = content.changeSets
    signature = content.signature
    self.subject = subject
    self.limits = limits
  }

  /// Refuses the bundle unless this key signed its manifest.
  public func verifyManifest(by key: VerifyingKey) throws(FormatError) {
    try signature.verify(
      .manifest, over: manifest.canonicalBytes, by: key, subject: "the manifest of \(subject)")
  }

  /// Reads the change set with this index and compares it with the manifest.
  public func changeSet(at index: Int) throws(FormatError) -> SignedChangeSet {
    let changeSet = try SignedChangeSet(
      reading: document, in: changeSets[index], subject: "change set \(index + 1) of \(subject)",
      limits: limits)
    guard changeSet.collaboration == manifest.collaboration else {
      throw FormatError(
        .malformed,
        "change set \(index + 1) of \(subject) is of collaboration \(changeSet.collaboration)")
    }
    guard changeSet.hash == manifest.heads[index] else {
      throw FormatError(
        .hashMismatch, "change set \(index + 1) of \(subject) is not the one that was sent")
    }
    return changeSet
  }

  /// The gzip member that the log keeps of the change set with this index.
  ///
  /// It is the member that was received, if it holds exactly the change set and no more in its
  /// header than we write; else the change set is compressed anew.
  public func body(at index: Int) -> [UInt8] {
    let range = changeSets[index]
    if let packed, let member = packed.members[range.lowerBound], member.unpacked == range {
      let bytes = packed.file[member.packed]
      let canBeReadAlone = range.count <= limits.unpackedBytes(fromFileOf: bytes.count)
      if canBeReadAlone && bytes.starts(with: Gzip.header) { return Array(bytes) }
    }
    return Gzip.member(of: Array(document[range]))
  }
}
