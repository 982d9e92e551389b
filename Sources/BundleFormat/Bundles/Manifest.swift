import MergeAlgebra
import StrictJSON

/// What the sender of a bundle signs: from whom, to whom, what is in it and what the sender knows.
public struct Manifest: Equatable, Sendable {
  /// A charter version by number and hash.
  public struct CharterReference: Equatable, Sendable {
    /// The version, counted from 1.
    public var version: Int64
    /// The hash of its canonical bytes.
    public var hash: ContentHash

    /// Names a charter version.
    public init(version: Int64, hash: ContentHash) {
      self.version = version
      self.hash = hash
    }
  }

  /// What the sender knows of another replica.
  public struct Acknowledgement: Equatable, Sendable {
    /// The charter version that the replica had.
    public var charter: Int64
    /// When the replica said so, by its own clock: milliseconds since 1970-01-01T00:00Z.
    public var heard: Int64
    /// What the replica had applied.
    public var vector: VersionVector

    /// Describes what is known of a replica.
    public init(charter: Int64, heard: Int64, vector: VersionVector) {
      self.charter = charter
      self.heard = heard
      self.vector = vector
    }
  }

  /// One of the files that an export was cut into.
  public struct Part: Equatable, Sendable {
    /// Which one, counted from 1.
    public var number: Int64
    /// How many there are.
    public var count: Int64

    /// The `number`-th of `count` files.
    public init(_ number: Int64 = 1, of count: Int64 = 1) {
      self.number = number
      self.count = count
    }
  }

  /// The bundle's name.
  public var bundle: BundleID
  /// The newest charter that the sender has, which the bundle carries.
  public var charter: CharterReference
  /// The collaboration.
  public var collaboration: CollaborationID
  /// When the bundle was made, by the sender's clock: milliseconds since 1970-01-01T00:00Z.
  public var created: Int64
  /// The digest of the sender's state at ``vector``, for each circle that all recipients hold.
  public var digests: [Circle: StateDigest]
  /// The sender.
  public var from: ReplicaID
  /// The hash of each change set that the bundle carries, in their order.
  public var heads: [ContentHash]
  /// What the sender knows of the others.
  public var matrix: [ReplicaID: Acknowledgement]
  /// Which part of the export this is.
  public var part: Part
  /// The members it is meant for.
  public var to: [MemberID]
  /// What the sender has applied.
  public var vector: VersionVector

  /// Describes a bundle.
  public init(
    bundle: BundleID, collaboration: CollaborationID, from: ReplicaID, to: [MemberID],
    created: Int64, charter: CharterReference, vector: VersionVector,
    matrix: [ReplicaID: Acknowledgement] = [:], digests: [Circle: StateDigest] = [:],
    heads: [ContentHash], part: Part = Part()
  ) {
    self.bundle = bundle
    self.collaboration = collaboration
    self.from = from
    self.to = to
    self.created = created
    self.charter = charter
    self.vector = vector
    self.matrix = matrix
    self.digests = digests
    self.heads = heads
    self.part = part
  }
}

extension Manifest {
  /// What in it cannot be, if anything.
  func defect(limits: Limits) -> String? {
    guard Bounds.ordinal.contains(part.number), Bounds.ordinal.contains(part.count),
      part.number <= part.count
    else { return "part \(part.number) of \(part.count)" }
    guard Set(to).count == to.count, !to.isEmpty else {
      return "a list of recipients that is empty or names one twice"
    }
    let numbers = [charter.version] + matrix.values.map(\.charter)
    let times = [created] + matrix.values.map(\.heard)
    guard numbers.allSatisfy(Bounds.ordinal.contains), times.allSatisfy(Bounds.exact.contains)
    else { return "a number that is out of range" }
    guard heads.count <= limits.changeSets, max(matrix.count, to.count) <= limits.participants
    else { return "more change sets, recipients or replicas than the limits allow" }
    guard ([vector] + matrix.values.map(\.vector)).allSatisfy({ $0.count <= limits.streams })
    else { return "more streams than the limits allow" }
    return nil
  }
}
