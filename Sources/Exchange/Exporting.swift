import BundleFormat
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
  /// both for the other replicas of their own. What would be larger than `maximumSize` bytes is cut into
  /// parts, each of which can be imported by itself, in any order; only a single change set that is
  /// larger goes beyond. Errors: `unknownMember`, `memberLeft`, `replicaEnded`, `cannotWrite`, `noRoom`,
  /// `readOnly`, `unsealable`, `nationalID`, `nationalIDSealed`, `stopped`.
  public func export(
    to members: [MemberID] = [], toAll: Bool = false, into folder: String,
    form: BundleForm = .encrypted, maximumSize: Int? = nil
  ) throws -> ExportReport {
    let keys = try workplace.keys.keys(of: identity.replica)
    var letters: [Letter] = []
    var report = ExportReport()
    try write { operation in
      report.sealed = try operation.seal(note: "", keys: keys)
      let charter = operation.newest.charter
      if operation.hasEnded(identity.replica) {
        throw ExchangeError(.replicaEnded, identity.replica.name)
      }
      for id in members {
        guard let member = charter.member(id) else { throw ExchangeError(.unknownMember, id.name) }
        if member.left != nil { throw ExchangeError(.memberLeft, member.name) }
      }
      let recipients =
        members.isEmpty ? charter.recipients(of: identity, isForAll: toAll) : members
      for (place, member) in recipients.enumerated() {
        try workplace.tell(.writing, place + 1, of: recipients.count)
        let replicas = charter.activeReplicas.filter {
          $0.member == member && $0.id != identity.replica
        }
        if replicas.isEmpty {
          report.skipped.append(member)
          continue
        }
        let parcel = try operation.parcel(for: member, replicas.map(\.id), form)
        try operation.guardSealed(parcel.entries)
        report.withheld = max(report.withheld, parcel.withheld)
        let envelope = LetterForm(
          form: form, keys: replicas.map(\.receivingKey), maximumSize: maximumSize, folder: folder)
        letters += try operation.letters(parcel, to: member, envelope, keys)
      }
    }
    try FileSystem.makeFolder(folder)
    try FileSystem.removeLeftovers(of: "\(identity.replica)-to-", in: folder)
    do {
      for (place, letter) in letters.enumerated() {
        try workplace.tell(.writing, place + 1, of: letters.count)
        report.files.append(try write(letter, into: folder))
      }
    } catch {
      // All bundles or none: who stops an export must not wonder which of them may be sent.
      for file in report.files { try FileSystem.remove(file.path) }
      throw error
    }
    return report
  }
}

extension Replica {
  private func write(_ letter: Letter, into folder: String) throws -> ExportReport.File {
    let path = FileSystem.path(folder, letter.name)
    try FileSystem.write(letter.bytes, to: path)
    return ExportReport.File(
      path: path, to: letter.to, changeSets: letter.entries.count,
      rows: letter.entries.reduce(0) { $0 + $1.rowCount }, bytes: letter.bytes.count)
  }
}

/// A bundle that is to be written.
private struct Letter {
  let name: String
  let bytes: [UInt8]
  let to: MemberID
  let entries: [LogEntry]
}

/// How the bundles for a member are written.
private struct LetterForm {
  let form: BundleForm
  let keys: [ReceivingKey]
  let maximumSize: Int?
  let folder: String
}

extension Operation {
  /// The bundles that carry a parcel to a member.
  fileprivate func letters(
    _ parcel: Parcel, to member: MemberID, _ form: LetterForm, _ keys: ReplicaKeys
  ) throws -> [Letter] {
    let pieces = try pieces(of: parcel, to: member, form, keys)
    let number = try nextBundleNumber(for: member, form, parts: Int64(pieces.count))
    return try pieces.enumerated().map { index, entries in
      let part = Manifest.Part(Int64(index + 1), of: Int64(pieces.count))
      let writer = try bundle(parcel, entries, part, to: member, keys: keys)
      return Letter(
        name: name(of: part, number, for: member, form),
        bytes: try bytes(of: writer, form), to: member, entries: entries)
    }
  }

  /// The change sets of a parcel in as many pieces as the size asks for.
  private func pieces(
    of parcel: Parcel, to member: MemberID, _ form: LetterForm, _ keys: ReplicaKeys
  ) throws -> [[LogEntry]] {
    guard let size = form.maximumSize else { return [parcel.entries] }
    let empty = try bundle(parcel, [], Manifest.Part(), to: member, keys: keys)
    let room = try size - bytes(of: empty, form).count - 256
    var pieces: [[LogEntry]] = []
    var left = 0
    for entry in parcel.entries {
      // Each is named in the manifest, set apart from the next one, and encrypted in chunks.
      let body = form.form == .plain ? try Gzip.inflate(entry.body).bytes.count : entry.body.count
      let cost = body + 128 + body / 1_024
      if cost > left || pieces.isEmpty {
        pieces.append([])
        left = room
      }
      pieces[pieces.count - 1].append(entry)
      left -= cost
    }
    return pieces.isEmpty ? [[]] : pieces
  }

  private func bytes(of bundle: BundleWriter, _ form: LetterForm) throws -> [UInt8] {
    switch form.form {
    case .encrypted:
      try Envelope.encrypt(bundle.compressed, to: form.keys, random: workplace.random.bytes)
    case .plain: try bundle.plain()
    case .compressed: bundle.compressed
    }
  }

  /// A number that no bundle for the member in the folder has: it goes up with every export.
  private func nextBundleNumber(
    for member: MemberID, _ form: LetterForm, parts: Int64
  ) throws -> Int64 {
    let counter = "bundlesTo.\(member)"
    var number: Int64 = 0
    if case .integer(let last)? = try transaction.meta(counter) { number = last }
    var names: [String]
    repeat {
      number += 1
      names = (1...parts).map { name(of: Manifest.Part($0, of: parts), number, for: member, form) }
    } while names.contains { FileSystem.exists(FileSystem.path(form.folder, $0)) }
    try transaction.setMeta(counter, .integer(number))
    return number
  }

  private func name(
    of part: Manifest.Part, _ number: Int64, for member: MemberID, _ form: LetterForm
  ) -> String {
    BundleName(
      from: identity.replica, to: member, time: workplace.clock.now, number: number,
      form: form.form, part: part
    ).text
  }
}

extension Charter {
  /// The members that a replica writes for when nobody is named.
  fileprivate func recipients(of identity: ReplicaIdentity, isForAll: Bool) -> [MemberID] {
    let hasSiblings = activeReplicas.contains {
      $0.member == identity.member && $0.id != identity.replica
    }
    let others = members.filter { $0.left == nil }.map(\.id).filter { member in
      member != identity.member && (isForAll || [member, identity.member].contains(coordinator))
    }
    return others + (hasSiblings ? [identity.member] : [])
  }
}
