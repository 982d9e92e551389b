import Exchange

extension ExitStatus {
  /// The status of a kind of failure.
  init(_ code: ExchangeError.Code) {
    switch code {
    case .storage: self = .failed
    case .badPassphrase, .unknownReplica: self = .usage
    case .badRecoveryFile, .charterRefused: self = .invalidInput
    case .passphraseNeeded, .wrongPassphrase, .wrongRecoveryKey, .recoveryNotNeeded,
      .charterBehind,
      .cannotHandOver, .successorWithoutReplica, .coordinatorLeaves, .ownerKeyFixed, .memberLeft,
      .replicaEnded, .endsItself, .endedSender:
      self = .notAllowed
    case .badMemberID, .unknownMember, .unknownConflict, .unknownChoice,
      .badValue, .unknownLanguage, .unknownTable, .unknownRow, .unknownChangeSet:
      self = .usage
    case .notAReplica, .badKeyFile, .schemaRefused, .rowsRefused, .unsealable, .nationalID,
      .nationalIDInNote, .nationalIDSealed, .tableAltered,
      .notARequest, .notACharter,
      .notABundle, .truncated, .altered, .unknownVersion, .tooLarge, .wrongCollaboration,
      .badSignature, .charterGap, .charterFork, .invalidChangeSet:
      self = .invalidInput
    case .noSuchFile, .cannotRead: self = .noSuchFile
    case .cannotWrite, .exists: self = .cannotWrite
    case .busy: self = .busy
    case .notAFile, .deceptiveName, .tooManyFiles: self = .invalidInput
    case .interrupted: self = .noSuchFile
    case .noRoom, .readOnly: self = .cannotWrite
    case .changing: self = .busy
    case .stopped: self = .interrupted
    case .noKey, .notCoordinator, .alreadyAdmitted, .notForUs, .encryptedForOthers, .unknownAuthor,
      .notHisToWrite, .heldBack, .undecided, .unknownValues, .undoForbidden, .unsealedEdits:
      self = .notAllowed
    }
  }

  /// The status of an import: what the first refused file says, 65 before all others; 2 when
  /// nothing was refused and a sender's data differs from ours.
  init(_ report: ImportReport) {
    let refusals = report.refused.map { ExitStatus($0.error.code) }
    if refusals.contains(.invalidInput) {
      self = .invalidInput
    } else if let first = refusals.first {
      self = first
    } else {
      self = report.differing.isEmpty ? .done : .differing
    }
  }
}
