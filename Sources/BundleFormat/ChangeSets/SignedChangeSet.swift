import MergeAlgebra
import StrictJSON

/// A change set as it is kept and sent: its exact bytes, what they say, and who signed it.
///
/// Guarantee: the rows are those over which the head was signed, and ``hash`` is the head's. Who
/// signed is for ``verify(by:)`` to say, with the key that the charter gives the stream's replica.
///
/// ```swift
/// let set = try SignedChangeSet(reading: body)
/// try set.verify(by: charter.verifyingKey(of: set.head.dot.stream.replica))
/// ```
public struct SignedChangeSet: Sendable {
  /// The dot, what its author had seen, when and why.
  public let head: ChangeSetHead
  /// The collaboration that it was made for.
  public let collaboration: CollaborationID
  /// The hash of the head, by which the next one in the stream and all contexts name it.
  public let hash: ContentHash
  /// The number of rows that were signed, erased ones included.
  public let rowCount: Int
  /// The number of rows of which an erasure left only the hash; they are in no group.
  public let erasedRows: Int
  /// The rows, as the document groups them.
  public let groups: [OperationGroup]
  /// The exact bytes of the document.
  public let document: [UInt8]
  private let signature: DetachedSignature
  private let canonicalHead: [UInt8]

  /// Reads a document, or a part of an array that is one, and recomputes all its hashes.
  ///
  /// `subject` is what errors call it before its stream and number are known.
  public init(
    reading bytes: [UInt8], in range: Range<Int>? = nil, subject: String = "a change set",
    limits: Limits = .standard
  ) throws(FormatError) {
    let range = range ?? 0..<bytes.count
    guard range.count <= limits.unpackedBytes else {
      throw FormatError(.tooLarge, "\(subject) of \(range.count) bytes")
    }
    var reader = ChangeSetReader(bytes, subject: subject, limits: limits)
    let content: ChangeSetReader.Content
    do throws(JSONError) {
      content = try reader.read(in: range)
    } catch {
      guard reader.unknownVersion == nil else {
        throw FormatError(.unknownVersion, "\(reader.subject): \(error.detail)")
      }
      throw FormatError(error, in: reader.subject)
    }
    guard content.groups.rowsHash == content.head.rowsHash else {
      throw FormatError(
        .hashMismatch, "\(reader.subject): the rows are not those that were signed")
    }
    self.init(
      content.head, content.signature, content.groups.groups,
      erasedRows: content.groups.erasedRows,
      document: range == 0..<bytes.count ? bytes : Array(bytes[range]))
  }

  /// Seals rows into a change set and signs it.
  ///
  /// The secret is 32 random bytes, new for each change set: from it come the salts that keep the
  /// hash of an erased row from being guessed. Groups keep their order; within each the rows are in
  /// key order. Throws `unwritable` for what no reader would take.
  public init(
    sealing head: ChangeSetHead, groups: [OperationGroup], collaboration: CollaborationID,
    secret: [UInt8], key: SigningKey, limits: Limits = .standard
  ) throws(FormatError) {
    let subject = "change set \(head.dot.number) of \(head.dot.stream)"
    guard secret.count == RowSalts.secretLength else {
      throw FormatError(.unwritable, "\(subject): a secret of \(secret.count) bytes")
    }
    var rows = GroupWriter(salts: .secret(secret), subject: subject, limits: limits)
    try rows.append(groups)
    let document = HeadDocument(
      head: head, collaboration: collaboration, rowCount: rows.rowCount, rowsHash: rows.rowsHash)
    if let defect = document.defect(limits: limits) {
      throw FormatError(.unwritable, "\(subject): \(defect)")
    }
    let canonicalHead = document.canonicalBytes
    let signature = try DetachedSignature(.head, over: canonicalHead, by: key)
    var writer = JSONWriter(reservingCapacity: rows.writer.bytes.count + 1_024)
    writer.raw("{\"head\":")
    writer.bytes.append(contentsOf: canonicalHead)
    writer.raw(",\"secret\":")
    writer.string(Base64URL.encode(secret))
    writer.raw(",\"signature\":")
    writer.string(signature.text)
    writer.raw(",\"groups\":[")
    writer.bytes.append(contentsOf: rows.writer.bytes)
    writer.raw("]}")
    self.init(document, signature, groups, erasedRows: 0, document: writer.bytes)
  }

  /// Refuses the change set unless this key signed it.
  public func verify(by key: VerifyingKey) throws(FormatError) {
    try signature.verify(
      .head, over: canonicalHead, by: key,
      subject: "change set \(head.dot.number) of \(head.dot.stream)")
  }

  private init(
    _ head: HeadDocument, _ signature: DetachedSignature, _ groups: [OperationGroup],
    erasedRows: Int, document: [UInt8]
  ) {
    self.head = head.head
    self.collaboration = head.collaboration
    self.rowCount = head.rowCount
    self.erasedRows = erasedRows
    self.groups = groups
    self.document = document
    self.signature = signature
    canonicalHead = head.canonicalBytes
    hash = HashDomain.head.hash(canonicalHead)
  }
}
