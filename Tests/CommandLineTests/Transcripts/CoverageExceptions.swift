/// What no transcript shows, and why.
enum CoverageExceptions {
  /// Codes of refusals.
  static let codes: [String: String] = [
    "alreadyAdmitted": "takes a request with a made-up key for a replica that is admitted",
    "notHisToWrite": "takes a member with a program of its own; see FalseHistoryTests",
    "invalidChangeSet": "takes a member with a program of its own; see TamperTests",
    "badMemberID": "the parser takes no name from which no identifier can be made",
    "changing": "takes a program that writes at the very moment; see the tests of Exchange",
    "interrupted": "takes a stick that is pulled out; see the tests of Exchange",
    "tooManyFiles": "takes more files than a test should make",
    "noRoom": "takes a full disk; see the tests of Exchange",
    "readOnly": "takes a disk that cannot be written; see the tests of Exchange",
    "unknownLanguage": "the parser takes no other language",
    "busy": "takes a program that writes at the very moment; see BusyTests",
    "stopped": "takes a signal at the right moment; see StopTests",
    "badPassphrase": "takes no passphrase that can be typed; see PassphraseTests",
    "charterRefused": "takes a charter that the options cannot ask for; see CharterRefusalTests",
    "nationalIDSealed": "takes an older program that has sealed it; see GuardedExchangeTests",
    "cannotHandOver":
      "takes tables that the coordinator shares with one member; see CoordinatorTests",
  ]

  /// Exit statuses of commands.
  ///
  /// 75 and 1 are apart: BusyTests and one damaged file stand for what every command does about them.
  static let statuses: [String: String] = [
    "demo 2": "takes a demonstration whose replicas differ, which would be a mistake of ours",
    "key identity 0": "prints the secret itself; see KeyCommandTests",
    "key passphrase 77": "takes a passphrase that does not open; see KeyCommandTests",
    "key passphrase 73": "takes a key folder that cannot be written",
    "sync 73": "takes a stick that cannot be written, and who runs the tests may be allowed to",
  ]

  /// Refusals of the command line itself.
  static let failures: [String: String] = [
    "endingDeclined": "takes an answer on a terminal; see CharterLifeTests",
    "passphrasesDiffer": "takes a passphrase typed on a terminal; see KeyCommandTests",
    "cancelled": "takes Ctrl-C on a terminal; see KeyCommandTests",
    "sheetDeclined": "takes an answer on a terminal; see RecordCommandTests",
    "recoveryKeyAmongKeys": "takes a path in the key folder; see CharterLifeTests",
  ]

  /// A command that was named and does not end with 0.
  struct Hint {
    let story: String
    let command: String
    let status: Int32
    let reason: String
  }

  /// What founding advises: it asks whether it shall, and nobody is there to answer.
  private static let recoveryHints = [
    ("beginning", "region"), ("beginning", "two"), ("takeover", "region"),
  ].flatMap { story, replica in
    ["FIL", "FILE"].map { file in
      Hint(
        story: story,
        command: "samband charter revise --recovery-out \(file) --replica \(replica).sqlite",
        status: 64, reason: "it asks first, and nobody can answer here")
    }
  }

  /// All of them.
  static let hints: [Hint] =
    recoveryHints + [
      Hint(
        story: "computer", command: "samband verify --replica torn.sqlite", status: 1,
        reason: "the file is damaged, and verify tells"),
      Hint(
        story: "undo-forbidden", command: "samband seal --replica vik.sqlite", status: 65,
        reason: "nobody has mended the row that the hint is about"),
      Hint(
        story: "rows", command: "samband resolve conflic3 --value '\"…\"' --replica vik.sqlite",
        status: 64, reason: "the key of a row is to be written where … stands"),
      Hint(
        story: "usage", command: "samband conflicts ukjend --replica region.sqlite", status: 64,
        reason: "the conflict that was typed is not there"),
    ]
}
