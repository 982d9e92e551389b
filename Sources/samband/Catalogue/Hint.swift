import Exchange
import ReplicaStore

/// What to do about a failure, and the command to type next.
struct Hint: Equatable, Sendable {
  /// What to do.
  let advice: Message
  /// What to type.
  let command: HintedCommand?

  /// Gives advice with the command that belongs to it.
  init(_ advice: Message, _ command: HintedCommand?) {
    self.advice = advice
    self.command = command
  }

  /// What to do about a refused use case.
  ///
  /// `help` tells how the command is used that was to bring tables and rules.
  init?(for error: ExchangeError, help: String = "samband found --help") {
    if error.code == .tableAltered {
      self.init(forAltered: error.subjects)
      return
    }
    let command = Self.command(for: error, help)
    guard let advice = Message.advice(for: error.code) else { return nil }
    self.init(advice, command)
  }

  /// What to do about a table that another program has altered: SQL to run, where one statement is
  /// enough.
  private init(forAltered subjects: [String]) {
    let kind = subjects.first.flatMap { SchemaAlteration.Kind(rawValue: $0) }
    let sql = subjects.count > 3 && !subjects[3].isEmpty ? subjects[3] : nil
    self.init(
      .advice(forAltered: kind, isOneStatement: sql != nil),
      .plain(sql.map { "\($0);" } ?? "samband join --help"))
  }

  /// What to do about something that the command line itself refused.
  init?(for failure: Failure) {
    guard let advice = Message.advice(for: failure) else { return nil }
    let command: HintedCommand? =
      switch failure {
      case .noReplicaHere: .plain("samband join --help")
      case .severalReplicas(let files):
        .plain("samband status --replica \(ShellWord(files.first ?? "").text)")
      case .notConfirmed(let again): .plain(again)
      case .declined: .plain("samband join --help")
      case .revisionNotConfirmed(let again): .plain(again)
      case .detachNotConfirmed(let again): .plain(again)
      case .detachDeclined: .onReplica("samband status")
      case .revisionDeclined: .plain("samband charter revise --help")
      case .endingNotConfirmed(let again): .plain(again)
      case .endingDeclined: .onReplica("samband charter show")
      case .passphrasesDiffer, .passphraseUnreadable, .passphraseUnasked, .cancelled:
        .plain("samband key passphrase --help")
      case .recoveryKeyAmongKeys: .plain("samband found --help")
      case .nothingToFound, .unknownTemplate, .memberTwice: .plain("samband found --help")
      case .notInCharter: .plain("samband join --help")
      case .noSuchFolder(let folder): .plain("mkdir -p \(ShellWord(folder).text)")
      case .unknownAudience: .onReplica("samband digest --audience everyone")
      case .notANumber: .plain("samband resolve --help")
      case .notAnAssignment: .plain("samband add --help")
      case .notAFilter: .plain("samband list --help")
      case .keyMissing(let table, _): .onReplica("samband list \(ShellWord(table).text)")
      case .sheetNotConfirmed(let again): .plain(again)
      case .sheetDeclined: .plain("samband table import-csv --help")
      case .unclearDecision(let id), .noOtherRow(let id):
        .onReplica("samband conflicts \(ShellWord(id).text)")
      }
    self.init(advice, command)
  }

  /// The command that was typed, with one more word if there is one to add.
  static func sameCommand(and word: String? = nil) -> String {
    let typed = CommandLine.arguments.dropFirst().map { ShellWord($0).text }
    return (["samband"] + typed + [word].compactMap(\.self)).joined(separator: " ")
  }

  /// The folder of a path that was told, as far as there is one: where to look for the right name, or
  /// who may write there.
  private static func folder(of path: String) -> String {
    var parts = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    while !parts.isEmpty && !FileSystem.isFolder(parts.joined(separator: "/") + "/") {
      parts = parts.dropLast()
    }
    return ShellWord(parts.isEmpty ? "." : parts.joined(separator: "/") + "/").text
  }

  private static func command(for error: ExchangeError, _ help: String) -> HintedCommand {
    let first = ShellWord(error.subjects.first ?? "").text
    switch error.code {
    case .noSuchFile, .cannotRead: return .plain("ls \(folder(of: error.subjects.first ?? ""))")
    case .cannotWrite: return .plain("ls -ld \(folder(of: error.subjects.first ?? ""))")
    case .unknownLanguage: return .plain("samband --help")
    case .exists where first.hasSuffix(".sqlite"):
      return .plain("samband status --replica \(first)")
    case .exists: return .plain("ls -ld \(first)")
    case .notAReplica, .noKey, .badKeyFile: return .plain("samband join --help")
    case .busy: return .plain(sameCommand())
    case .charterBehind: return .plain("samband import --help")
    case .notForUs, .encryptedForOthers, .charterGap, .truncated, .altered, .badSignature,
      .notHisToWrite, .invalidChangeSet, .tooLarge, .unknownValues:
      return .onReplica("samband status")
    case .stopped: return .plain("samband --help")
    case .storage: return .onReplica("samband verify")
    case .schemaRefused: return .plain(help)
    case .rowsRefused, .badMemberID: return .plain("samband found --help")
    case .nationalID: return .onReplica("samband status")
    case .nationalIDInNote: return .plain("samband seal --help")
    case .nationalIDSealed: return .onReplica("samband show \(first)")
    case .unsealable, .tableAltered: return .onReplica("samband seal")
    case .unknownMember, .notCoordinator, .alreadyAdmitted, .charterFork, .wrongCollaboration,
      .unknownAuthor:
      return .onReplica("samband charter show")
    case .notARequest, .successorWithoutReplica, .endsItself, .replicaEnded:
      return .plain("samband join --help")
    case .passphraseNeeded, .wrongPassphrase, .badPassphrase:
      return .plain("samband key passphrase --help")
    case .badRecoveryFile, .wrongRecoveryKey, .recoveryNotNeeded:
      return .plain("samband charter recover --help")
    case .memberLeft, .coordinatorLeaves, .cannotHandOver, .ownerKeyFixed:
      return .plain("samband charter revise --help")
    case .unknownReplica, .endedSender, .charterRefused: return .onReplica("samband charter show")
    case .notACharter: return .plain("samband charter export --help")
    case .notABundle: return .plain("samband import --help")
    case .unknownVersion: return .plain("samband --version")
    case .unknownConflict: return .onReplica("samband conflicts")
    case .undecided: return .onReplica("samband conflicts --all")
    case .unknownChoice, .heldBack: return .onReplica("samband conflicts \(first)")
    case .badValue: return .plain("samband resolve --help")
    case .unknownTable: return .onReplica("samband tables")
    case .unknownChangeSet: return .onReplica("samband log")
    case .unknownRow: return .onReplica("samband log --table \(first)")
    case .undoForbidden: return .plain("samband undo --help")
    case .unsealedEdits: return .onReplica("samband seal")
    case .notAFile, .deceptiveName, .tooManyFiles: return .plain("samband import --help")
    case .changing, .interrupted: return .onReplica("samband status")
    case .noRoom, .readOnly: return .plain("samband --help")
    }
  }
}
