import Testing

@Suite("The repository is what its README says")
struct RepositoryLayoutRules {
  @Test("The top level holds the package and nothing else")
  func topLevelIsClosed() throws {
    // `swift build` writes Package.resolved; git ignores it.
    let known: Set = [
      "Package.swift", "Package.resolved", "Sources", "Tests", "Fixtures", "scripts", "README.md",
      "LICENSE",
    ]
    expectNone(
      try RepositoryTree.names(in: "")
        .filter { !known.contains($0) && !$0.hasPrefix(".") }
        .map { Offence(place: $0, rule: "does not belong at the top level") })
  }

  @Test("README.md names every module under Sources and every script")
  func readmeIsComplete() throws {
    let readme = try RepositoryTree.text("README.md").lines.joined(separator: "\n")
    let modules = try RepositoryTree.folders(in: "Sources")
      .filter { !readme.mentions($0) }.map { "Sources/\($0)" }
    let scripts = try RepositoryTree.names(in: "scripts")
      .map { "scripts/\($0)" }.filter { !readme.mentions($0) }
    expectNone((modules + scripts).map { Offence(place: $0, rule: "README.md does not name it") })
  }

  @Test("The licence is the whole EUPL 1.2, appendix included")
  func licenceIsWhole() throws {
    let licence = try RepositoryTree.text("LICENSE").lines.map(\.trimmed)
    #expect(licence.first == "EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    #expect(licence.contains("Appendix"))
    #expect(licence.last == "EUPL version.")
  }

  @Test("No file mentions a folder of the machine it was written on")
  func noMachinePaths() throws {
    // Put together here, so that this file does not break its own rule.
    let needles = ["/" + "work/", "." + "library/"]
    expectNone(
      try RepositoryTree.files().flatMap { path in
        try RepositoryTree.text(path).offences("mentions a folder of the author's machine") {
          line in needles.contains { line.hasPathStart($0) }
        }
      })
  }
}

extension String {
  /// Whether a path occurs here that does not continue a longer name, as `framework/` does.
  fileprivate func hasPathStart(_ path: String) -> Bool {
    var start = startIndex
    while let range = self[start...].firstRange(of: path) {
      let before = self[..<range.lowerBound].last
      if path.hasPrefix(".") || before.map({ !$0.isLetter && !$0.isNumber }) ?? true { return true }
      start = range.upperBound
    }
    return false
  }
}
