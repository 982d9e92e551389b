import BundleFormat
import Foundation
import MergeAlgebra
import ReplicaStore

/// How a bundle is written.
public enum BundleForm: Sendable {
  /// Compressed, and encrypted to every replica of the member it is for.
  case encrypted
  /// Readable JSON; only rows that everyone may hold.
  case plain
  /// The same, compressed.
  case compressed

  /// The end of the name of a file in this form.
  var ending: String {
    switch self {
    case .encrypted: "samband.json.gz.age"
    case .plain: "samband.json"
    case .compressed: "samband.json.gz"
    }
  }
}

/// What an export wrote.
public struct ExportReport: Sendable {
  /// One bundle.
  public struct File: Equatable, Sendable {
    /// Where it is.
    public let path: String
    /// For whom.
    public let to: MemberID
    /// How many change sets it carries.
    public let changeSets: Int
    /// How many rows those have.
    public let rows: Int64
    /// How large it is.
    public let bytes: Int
  }

  /// What was sealed first.
  public var sealed = SealReport()
  /// The bundles.
  public var files: [File] = []
  /// Members who have no replica yet.
  public var skipped: [MemberID] = []
  /// Change sets that only encrypted bundles may carry, and that therefore stayed here.
  public var withheld = 0
}

extension Replica {
  /// Writes one bundle per member into a folder: everything that a member is not known to hold, and may.
  ///
  /// A bundle is written even when there is nothing to send, since what we have received is news
  /// too. With no members named: a member writes for the coordinator, the coordinator for all, and
  /// both for the other replicas of their own.
  /// Errors: `unknownMember`, `cannotWrite`, `unsealable`.
  public func export(
    to members: [MemberID] = [], toAll: Bool = false, into folder: String,
    form: BundleForm = .encrypted
  ) throws -> ExportReport {
    let keys = try workplace.keys.keys(of: identity.replica)
    var bundles: [(name: String, bytes: [UInt8], file: (String) -> ExportReport.File)] = []
    var report = ExportReport()
    try write { operation in
      report.sealed = try operation.seal(note: "", keys: keys)
      let charter = operation.newest.charter
      for member in members where charter.member(member) == nil {
        throw ExchangeError(.unknownMember, member.name)
      }
      let recipients =
        members.isEmpty ? charter.recipients(of: identity, isForAll: toAll) : members
      for member in recipients {
        let replicas = charter.replicas.filter {
          $0.member == member && $0.id != identity.replica
        }
        if replicas.isEmpty {
          report.skipped.append(member)
          continue
        }
        let parcel = try operation.parcel(for: member, replicas.map(\.id), form)
        report.withheld = max(report.withheld, parcel.withheld)
        let writer = try operation.bundle(parcel, to: member, keys: keys)
        let bytes = try operation.bytes(of: writer, form, to: replicas.map(\.receivingKey))
        let name = try operation.nextBundleName(for: member, in: folder, form)
        bundles.append(
          (
            name, bytes,
            { path in
              ExportReport.File(
                path: path, to: member, changeSets: parcel.entries.count,
                rows: parcel.entries.reduce(0) { $0 + $1.rowCount }, bytes: bytes.count)
            }
          ))
      }
    }
    try FileSystem.makeFolder(folder)
    for bundle in bundles {
      let path = FileSystem.path(folder, bundle.name)
      try FileSystem.write(bundle.bytes, to: path)
      report.files.append(bundle.file(path))
    }
    return report
  }
}

/// What one member is not known to hold.
struct Parcel {
  var entries: [LogEntry] = []
  var charters: [[UInt8]] = []
  var withheld = 0
  /// What the recipient may know of: vectors and digests of these circles go along.
  var circles: (Circle) -> Bool = { $0 == .everyone }
}

extension Charter {
  /// The members that a replica writes for when nobody is named.
  fileprivate func recipients(of identity: ReplicaIdentity, isForAll: Bool) -> [MemberID] {
    let hasSiblings = replicas.contains {
      $0.member == identity.member && $0.id != identity.replica
    }
    let others = members.map(\.id).filter { member in
      member != identity.member && (isForAll || [member, identity.member].contains(coordinator))
    }
    return others + (hasSiblings ? [identity.member] : [])
  }
}

extension Operation {
  /// The bytes of a bundle's file.
  fileprivate func bytes(
    of bundle: BundleWriter, _ form: BundleForm, to keys: [ReceivingKey]
  ) throws -> [UInt8] {
    switch form {
    case .encrypted:
      try Envelope.encrypt(bundle.compressed, to: keys, random: workplace.random.bytes)
    case .plain: try bundle.plain()
    case .compressed: bundle.compressed
    }
  }

  /// A name that no bundle in the folder has: the number goes up with every bundle for a member.
  func nextBundleName(
    for member: MemberID, in folder: String, _ form: BundleForm
  ) throws -> String {
    let counter = "bundlesTo.\(member)"
    var name = BundleName(
      from: identity.replica, to: member, time: workplace.clock.now, number: 0, form: form)
    if case .integer(let last)? = try transaction.meta(counter) { name.number = last }
    repeat {
      name.number += 1
    } while FileSystem.exists(FileSystem.path(folder, name.text))
    try transaction.setMeta(counter, .integer(name.number))
    return name.text
  }

  /// Collects the change sets and charters that some replica of a member is not known to hold.
  func parcel(
    for member: MemberID, _ replicas: [ReplicaID], _ form: BundleForm
  ) throws -> Parcel {
    let peers = try transaction.peers(byOwnWord: true)
    let known = replicas.map { id in peers.first { $0.replica == id } }
    var parcel = Parcel()
    let coordinator = newest.charter.coordinator
    if form == .encrypted {
      parcel.circles = { $0.isOpen(to: member, coordinator: coordinator) }
    }
    for stream in try transaction.streamsInLog()
    where stream.circle.isOpen(to: member, coordinator: coordinator) {
      let held = known.map { $0?.vector.number(of: stream) ?? 0 }.min() ?? 0
      let entries = try transaction.entries(of: stream, after: held).filter { !$0.isParked }
      if parcel.circles(stream.circle) {
        parcel.entries += entries
      } else {
        parcel.withheld += entries.count
      }
    }
    let oldest = known.map { $0?.charterVersion ?? 0 }.min() ?? 0
    let charters = try transaction.charters()
    let newer = charters.filter { $0.version > oldest }
    parcel.charters = (newer.isEmpty ? charters.suffix(1) : newer[...]).map(\.document)
    return parcel
  }

  private func digests(of circles: (Circle) -> Bool) throws -> [Circle: StateDigest] {
    let known = try transaction.digests().filter { circles($0.circle) }
    return Dictionary(uniqueKeysWithValues: known.map { ($0.circle, $0.digest) })
  }

  /// Signs a bundle for a member.
  func bundle(_ parcel: Parcel, to member: MemberID, keys: ReplicaKeys) throws -> BundleWriter {
    var matrix: [ReplicaID: Manifest.Acknowledgement] = [:]
    for peer in try transaction.peers(byOwnWord: true) where peer.heard > 0 {
      matrix[peer.replica] = Manifest.Acknowledgement(
        charter: max(1, peer.charterVersion), heard: peer.heard,
        vector: peer.vector.restricted(to: parcel.circles))
    }
    guard let id = BundleID(random: workplace.random.bytes(10)) else {
      preconditionFailure("a bundle id is made of 10 bytes")
    }
    let manifest = Manifest(
      bundle: id, collaboration: identity.collaboration, from: identity.replica, to: [member],
      created: workplace.clock.now,
      charter: .init(version: newest.charter.version, hash: newest.hash),
      vector: transaction.vector.restricted(to: parcel.circles), matrix: matrix,
      digests: newest.hash == charter.hash
        ? try digests(of: parcel.circles) : [:],
      heads: parcel.entries.map(\.hash))
    return try BundleWriter(
      manifest: manifest, key: keys.signing, charters: parcel.charters,
      bodies: parcel.entries.map(\.body))
  }
}

/// A bundle's file name: who, to whom, ISO week, number.
///
/// ASCII, valid on FAT, exFAT and NTFS.
struct BundleName {
  let from: ReplicaID
  let to: MemberID
  let time: Int64
  var number: Int64
  let form: BundleForm

  var text: String {
    let week = ISOWeek(milliseconds: time)
    let digits = String(number)
    let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    return "\(from)-to-\(to)-\(week)-\(padded).\(form.ending)"
  }
}
