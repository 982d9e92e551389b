import MergeAlgebra

/// What the command line itself refuses.
enum Failure: Error, Equatable {
  /// No replica was named, and the folder has none.
  case noReplicaHere(String)
  /// No replica was named, and the folder has these.
  case severalReplicas([String])
  /// `admit` without `--yes` where nobody can be asked; the command with it.
  case notConfirmed(String)
  /// The person said no.
  case declined
  /// `charter revise` without `--yes` where nobody can be asked; the command with it.
  case revisionNotConfirmed(String)
  /// The person did not want the charter revised.
  case revisionDeclined
  /// `detach` without `--yes` where nobody can be asked; the command with it.
  case detachNotConfirmed(String)
  /// The person did not want the replica detached.
  case detachDeclined
  /// Replicas are to end without `--yes` where nobody can be asked; the command with it.
  case endingNotConfirmed(String)
  /// The person did not want them ended.
  case endingDeclined
  /// A new passphrase was typed twice, and not the same.
  case passphrasesDiffer
  /// A new passphrase was to be asked for where nobody can be asked.
  case passphraseUnasked
  /// No passphrase can be read from the file descriptor.
  case passphraseUnreadable(Int32)
  /// The person broke off.
  case cancelled
  /// The recovery key is to be written into the folder of the other keys.
  case recoveryKeyAmongKeys(String)
  /// Neither a template nor a schema was named.
  case nothingToFound
  /// There is no such template.
  case unknownTemplate(String)
  /// A member was named twice.
  case memberTwice(MemberID)
  /// The charter that is to be joined has no such member, but these.
  case notInCharter(MemberID, [MemberID])
  /// The folder into which a file is to be written is not there.
  case noSuchFolder(String)
  /// No audience has this name.
  case unknownAudience(String)

  /// The options of a decision do not go together; the conflict that it is about.
  case unclearDecision(String)
  /// One of two rows is to be kept in a conflict that is about one row.
  case noOtherRow(String)
  /// A row is to get another number, and this is none.
  case notANumber(String)

  /// Something like `column=value` was needed; what was given.
  case notAnAssignment(String)
  /// Something like `column=value`, `column<value` or `column~text` was needed; what was given.
  case notAFilter(String)
  /// A table was to be shown without a row: its name and what it is called.
  case keyMissing(String, String)
  /// A sheet is to be taken in without `--yes` where nobody can be asked; the command with it.
  case sheetNotConfirmed(String)
  /// The person did not want the sheet taken in.
  case sheetDeclined

  /// How the command ends.
  var status: ExitStatus {
    switch self {
    case .noReplicaHere: .noSuchFile
    case .declined, .revisionDeclined, .detachDeclined, .endingDeclined, .passphrasesDiffer,
      .cancelled, .sheetDeclined:
      .failed
    case .noSuchFolder: .cannotWrite
    case .recoveryKeyAmongKeys: .cannotWrite
    case .endingNotConfirmed, .passphraseUnreadable, .passphraseUnasked: .usage
    case .severalReplicas, .notConfirmed, .revisionNotConfirmed, .detachNotConfirmed,
      .nothingToFound,
      .unknownTemplate, .memberTwice, .notInCharter, .unknownAudience, .unclearDecision,
      .noOtherRow, .notANumber, .notAnAssignment, .notAFilter, .sheetNotConfirmed, .keyMissing:
      .usage
    }
  }
}
