import Testing

@Suite("A file is read in one sitting")
struct FileSizeRules {
  /// Files over 300 lines, each with the reason why it is not cut in two.
  static let reasons: [String: String] = [:]

  static let limit = 500
  static let asksForReason = 300

  @Test("No Swift file has more than 500 lines")
  func noFileOverLimit() throws {
    expectNone(
      try swiftFiles().filter { $0.lines.count > Self.limit }.map {
        Offence(place: "\($0.path):\($0.lines.count)", rule: "more than \(Self.limit) lines")
      })
  }

  @Test("Every Swift file over 300 lines has its reason in the table, and no reason is stale")
  func longFilesAreExplained() throws {
    let long = try swiftFiles().filter { $0.lines.count > Self.asksForReason }
    let unexplained = long.filter { Self.reasons[$0.path]?.isEmpty ?? true }.map {
      Offence(place: "\($0.path):\($0.lines.count)", rule: "no reason in FileSizeRules.reasons")
    }
    let stale = Set(Self.reasons.keys).subtracting(long.map(\.path)).sorted().map {
      Offence(place: $0, rule: "has a reason but no longer \(Self.asksForReason) lines")
    }
    expectNone(unexplained + stale)
  }

  private func swiftFiles() throws -> [TextFile] {
    try RepositoryTree.swiftFiles(below: "Sources", "Tests")
      + [RepositoryTree.text("Package.swift")]
  }
}
