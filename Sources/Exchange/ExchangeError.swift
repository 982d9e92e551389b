import BundleFormat
import ReplicaStore

/// Why a use case could not be carried out, as a code with what it is about.
///
/// The command line turns codes into sentences, hints and exit statuses; `cause` is what a lower
/// module said, in English.
public struct ExchangeError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The kinds of failure.
  ///
  /// The comment says what ``ExchangeError/subjects`` holds.
  public enum Code: String, Sendable, CaseIterable {
    /// The path.
    case noSuchFile
    /// The path.
    case cannotRead
    /// The path.
    case cannotWrite
    /// The path.
    case exists
    /// The path.
    case notAReplica
    /// The path.
    case busy
    /// Nothing: whoever observes the operation stopped it.
    case stopped
    /// The path.
    case storage
    /// The replica, the path of its key file.
    case noKey
    /// The path of the key file.
    case badKeyFile
    /// The path of the key file.
    case passphraseNeeded
    /// The path of the key file.
    case wrongPassphrase
    /// Nothing.
    case badPassphrase
    /// The path; the cause has every refusal, one a line.
    case schemaRefused
    /// The path; the cause has every row that its own schema refuses, one a line.
    case rowsRefused
    /// The path of the replica; the cause names table and row.
    case unsealable
    /// What was done, as `SchemaAlteration.Kind` calls it, the table, the column or index, the SQL
    /// that puts it right; the last two may be empty.
    case tableAltered
    /// The table, the row, the column.
    case nationalID
    /// Nothing.
    case nationalIDInNote
    /// The change set, and the place in it.
    case nationalIDSealed
    /// The row.
    case unknownValues
    /// What was given.
    case badMemberID
    /// The member.
    case unknownMember
    /// Nothing.
    case notCoordinator
    /// The replica.
    case alreadyAdmitted
    /// The replica, those that take part.
    case unknownReplica
    /// The replica.
    case replicaEnded
    /// The replica.
    case endsItself
    /// The member.
    case memberLeft
    /// The member.
    case coordinatorLeaves
    /// The member who is to coordinate, a table whose rows only the coordinator and an owner hold.
    case cannotHandOver
    /// The member who is to coordinate.
    case successorWithoutReplica
    /// The member, the key by which it owns rows.
    case ownerKeyFixed
    /// The cause says what the new charter would say that no reader takes.
    case charterRefused
    /// The path.
    case badRecoveryFile
    /// The path.
    case wrongRecoveryKey
    /// The replica.
    case recoveryNotNeeded
    /// The newest charter in the file, the newest one that the replica has signed on this computer.
    case charterBehind
    /// The path.
    case notARequest
    /// The path.
    case notACharter
    /// The path.
    case notABundle
    /// The path.
    case truncated
    /// The path.
    case altered
    /// The path.
    case unknownVersion
    /// The path.
    case tooLarge
    /// The path, our collaboration, theirs.
    case wrongCollaboration
    /// The path, whose it is.
    case notForUs
    /// The path.
    case encryptedForOthers
    /// The path, the author.
    case unknownAuthor
    /// The path, the replica that sent it.
    case endedSender
    /// The path.
    case badSignature
    /// The path, the charter version that is missing.
    case charterGap
    /// The path, the charter version.
    case charterFork
    /// The path, the change set.
    case notHisToWrite
    /// The path.
    case invalidChangeSet
    /// The identifier.
    case unknownConflict
    /// The identifier, what was given, how many choices there are.
    case unknownChoice
    /// The identifier.
    case heldBack
    /// The identifier, the row with values that have to be decided first.
    case undecided
    /// What was given.
    case badValue
    /// The language.
    case unknownLanguage
    /// The table, the tables that there are.
    case unknownTable
    /// The table, the key.
    case unknownRow
    /// What was given.
    case unknownChangeSet
    /// The table and the row, what is forbidden there, and the column, table or member that it is about.
    case undoForbidden
    /// The path, how many edits.
    case unsealedEdits
    /// The path, what is there instead of a file, as ``FileKind`` calls it.
    case notAFile
    /// The path: its name has characters that cannot be seen.
    case deceptiveName
    /// The path: somebody wrote to it while it was read.
    case changing
    /// The path: the disk or stick gave up.
    case interrupted
    /// The folder, how many files it may have.
    case tooManyFiles
    /// The path: nothing more fits.
    case noRoom
    /// The path: nothing can be written there.
    case readOnly
  }

  /// The kind of failure.
  public let code: Code
  /// What it is about, in the order that the code's comment gives.
  public let subjects: [String]
  /// What a lower module said.
  public let cause: String?

  /// Describes a failure.
  public init(_ code: Code, _ subjects: String..., cause: String? = nil) {
    self.init(code, subjects, cause: cause)
  }

  /// Describes a failure that is about these things.
  init(_ code: Code, _ subjects: [String], cause: String?) {
    self.code = code
    self.subjects = subjects
    self.cause = cause
  }

  /// The text as it is written.
  public var description: String {
    let about = subjects.isEmpty ? "" : " (\(subjects.joined(separator: ", ")))"
    return "\(code.rawValue)\(about)\(cause.map { ": \($0)" } ?? "")"
  }
}

extension ExchangeError {
  /// What the store said of the replica file at `path`.
  init(_ error: StoreError, at path: String) {
    let code: Code =
      switch error.code {
      case .busy: .busy
      case .interrupted: .stopped
      case .notAReplica: .notAReplica
      case .exists: .exists
      case .schema: .schemaRefused
      case .unsealable: .unsealable
      case .invalid: .invalidChangeSet
      case .storage, .collision, .constraint, .undecided: .storage
      }
    self.init(code, path, cause: error.message)
  }

  /// What another program has done to a table.
  init(_ alteration: SchemaAlteration) {
    self.init(
      .tableAltered, alteration.kind.rawValue, alteration.table, alteration.name,
      alteration.remedy ?? "")
  }

  /// What the format said of the file at `path`.
  init(_ error: FormatError, in path: String) {
    let code: Code =
      switch error.code {
      case .notJSON, .unknownFormat: .notABundle
      case .truncated: .truncated
      case .damagedCompression, .damagedEncryption, .malformed, .hashMismatch, .unwritable: .altered
      case .unknownVersion: .unknownVersion
      case .badSignature: .badSignature
      case .badKey: .altered
      case .badRules: .schemaRefused
      case .tooLarge: .tooLarge
      }
    self.init(code, path, cause: error.description)
  }
}
