import Exchange
import Foundation
import MergeAlgebra

/// A replica that is given one altered file after another, and must be as it was after each.
struct SweepReceiver {
  /// What became of an altered file.
  enum Verdict {
    /// Refused, for this reason; the replica's files are the same bytes.
    case refused(ExchangeError.Code)
    /// Taken, and the replica is exactly as after the honest file.
    case same
    /// Something that must not be.
    case wrong(String)
  }

  private let post: SweepPost
  private let place: String
  private let path: String
  private var replica: Replica
  private let before: [[UInt8]]
  private let honest: String
  private var copies = 0

  init(_ post: SweepPost, name: String) throws {
    self.post = post
    place = FileSystem.path(post.folder, name)
    path = FileSystem.path(place, "bundle")
    let taken = try post.receiver(in: FileSystem.path(place, "honest"))
    try FileSystem.write(post.file, to: path)
    let report = try taken.importBundles([path])
    guard report.applied > 0, report.refused.isEmpty else {
      throw Failure("the bundle as it was sent is refused: \(report.refused)")
    }
    honest = try Self.content(of: taken)
    replica = try post.receiver(in: FileSystem.path(place, "0"))
    before = try Self.bytes(of: replica)
  }

  /// Imports the bytes.
  mutating func take(_ bytes: [UInt8]) throws -> Verdict {
    // Without fsync: nobody needs these files afterwards.
    guard FileManager.default.createFile(atPath: path, contents: Data(bytes)) else {
      throw Failure("cannot write \(path)")
    }
    let report = try replica.importBundles([path])
    if let error = report.refused.first?.error {
      guard try Self.bytes(of: replica) == before else {
        return .wrong("refused as \(error), and the replica's files are others")
      }
      guard error.code.isAReasonToRefuse, error.subjects.first == path else {
        return .wrong("refused with a reason that names something else: \(error)")
      }
      return .refused(error.code)
    }
    let isSame = try Self.content(of: replica) == honest && report.applied > 0
    copies += 1
    try FileManager.default.removeItem(atPath: FileSystem.path(place, "\(copies - 1)"))
    replica = try post.receiver(in: FileSystem.path(place, "\(copies)"))
    return isSame ? .same : .wrong("taken, with another content than the one that was sent")
  }

  /// The database file and its log, byte for byte.
  private static func bytes(of replica: Replica) throws -> [[UInt8]] {
    let path = replica.file.path
    return try ["", "-wal"].map { suffix in
      FileSystem.exists(path + suffix) ? try FileSystem.read(path + suffix) : []
    }
  }

  /// What was applied, what is shown, and what would travel on.
  private static func content(of replica: Replica) throws -> String {
    let collaboration = try replica.charter().charter.forMerging()
    let charter = try replica.newestCharter().hash
    return try replica.file.read { transaction in
      try transaction.load(collaboration)
      let rows = try transaction.trackedTables.map { try transaction.shownRows(of: $0.name) }
      let parked = try transaction.parked().count
      let digest = try transaction.digest(of: .everyone)
      return "\(charter) \(transaction.vector) \(digest) \(rows) \(parked)"
    }
  }
}

extension ExchangeError.Code {
  /// Whether the code says what is wrong with a file.
  fileprivate var isAReasonToRefuse: Bool {
    switch self {
    case .notABundle, .truncated, .altered, .unknownVersion, .tooLarge, .wrongCollaboration,
      .notForUs, .encryptedForOthers, .unknownAuthor, .badSignature, .charterGap, .charterFork,
      .notHisToWrite, .invalidChangeSet:
      true
    default: false
    }
  }
}
