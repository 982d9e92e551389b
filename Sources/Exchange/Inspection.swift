import MergeAlgebra

/// What can be seen of a file without a replica.
public struct Inspection: Sendable {
  /// What the file says it is.
  public enum Kind: String, Sendable {
    /// A bundle.
    case bundle
    /// A charter.
    case charter
    /// A request to be admitted.
    case request
    /// A replica's private key, which is nobody else's business.
    case key
    /// An age file that no key at hand opens: only who has one for it can see more.
    case encrypted
    /// Nothing of ours, or nothing that can be told.
    case unknown
  }

  /// The change sets of one stream.
  public struct StreamCount: Equatable, Sendable {
    /// The stream.
    public let stream: StreamID
    /// From the first to the last number.
    public var numbers: ClosedRange<Int64>
    /// How many of them there are.
    public var changeSets = 0
    /// Their rows.
    public var rows: Int64 = 0
  }

  /// Something that hashes or signatures can tell.
  public struct Check: Equatable, Sendable {
    /// What is checked.
    public enum Subject: Equatable, Sendable {
      /// The file as a document.
      case document
      /// A charter version, signed by the coordinator that it or the one before names.
      case charter(Int64)
      /// Who sends what to whom.
      case manifest
      /// The change set in this place, counted from 1, and its name where that reads.
      case changeSet(Int, Dot?)
      /// A request, by its own key.
      case request
    }

    /// How it came out.
    public enum Outcome: Equatable, Sendable {
      /// It holds.
      case holds
      /// It does not, and why.
      case fails(String)
      /// No charter in the file has the key.
      case cannotTell
    }

    /// What is checked.
    public let subject: Subject
    /// How it came out.
    public let outcome: Outcome
  }

  /// The file.
  public let path: String
  /// Its size in bytes.
  public let bytes: Int
  /// What it is.
  public var kind = Kind.unknown
  /// The size of the document in bytes, unpacked; `nil` when it does not unpack.
  public var unpackedBytes: Int?
  /// The collaboration's identifier.
  public var collaboration: String?
  /// The collaboration's name, where a charter tells it.
  public var name: String?
  /// The replica that it comes from.
  public var from: String?
  /// The members that it is for.
  public var to: [String] = []
  /// How many replicas can open the encrypted file; `nil` when it is not encrypted to replicas.
  public var recipients: Int?
  /// The replica on this computer whose key opened the encrypted file.
  public var openedBy: ReplicaID?
  /// When it was made: milliseconds since 1970-01-01T00:00Z by its author's clock.
  public var created: Int64?
  /// Which part of how many.
  public var part: (number: Int64, count: Int64)?
  /// The newest charter version in it.
  public var charterVersion: Int64?
  /// The fingerprint that people compare: of the charter, or of the request.
  public var fingerprint: String?
  /// The change sets by stream.
  public var streams: [StreamCount] = []
  /// The rows by table.
  public var tables: [TableCount] = []
  /// What hashes and signatures tell.
  public var checks: [Check] = []
  /// The names of members and replicas, where a charter tells them, by identifier.
  public var names: [String: String] = [:]

  /// Whether something in it is not as its author made it, or cannot be read.
  public var isWrong: Bool {
    kind == .unknown
      || checks.contains { check in
        if case .fails = check.outcome { true } else { false }
      }
  }

  init(path: String, bytes: Int) {
    self.path = path
    self.bytes = bytes
  }

  mutating func add(_ subject: Check.Subject, _ outcome: Check.Outcome) {
    checks.append(Check(subject: subject, outcome: outcome))
  }
}
