/// What no transcript shows, and why.
enum CoverageExceptions {
  /// Codes of refusals.
  static let codes: [String: String] = [
    "alreadyAdmitted": "takes a request with a made-up key for a replica that is admitted",
    "notHisToWrite": "takes a member with a program of its own; see TamperTests",
    "invalidChangeSet": "takes a member with a program of its own; see TamperTests",
    "badMemberID": "the parser takes no name from which no identifier can be made",
    "unknownLanguage": "the parser takes no other language",
  ]

  /// Exit statuses of commands, 75 (busy) apart: one transcript of each way to be busy stands for
  /// all commands that write.
  static let statuses: [String: String] = [:]

  /// Commands that hints name and that end with another status than 0, with those statuses.
  static let hints: [String: [Int32]] = [:]
}
