import Testing

@Suite("Sources hide nothing")
struct SourceRules {
  @Test(
    "Sources neither crash on purpose nor leave notes for later",
    arguments: ["try!", "fatalError(", "TODO", "FIXME"])
  func forbidden(text: String) throws {
    expectNone(
      try RepositoryTree.swiftFiles(below: "Sources").flatMap { file in
        file.offences("contains \(text)") { $0.contains(text) }
      })
  }

  @Test("Every try? says in an `// Absent …` comment what a missing value means")
  func swallowedErrorsAreExplained() throws {
    expectNone(
      try RepositoryTree.swiftFiles(below: "Sources").flatMap { file in
        file.unexplainedOptionalTries.map {
          file.offence(atIndex: $0, "try? without an `// Absent …` comment on or above the line")
        }
      })
  }

  @Test("Every source file of 40 lines or more has a doc comment")
  func longerFilesAreDocumented() throws {
    expectNone(
      try RepositoryTree.swiftFiles(below: "Sources")
        .filter { file in
          file.lines.count >= 40 && !file.lines.contains { $0.trimmed.hasPrefix("///") }
        }
        .map { Offence(place: "\($0.path):1", rule: "no doc comment in \($0.lines.count) lines") })
  }
}

extension TextFile {
  /// Indices of the lines with a `try?` that no `// Absent …` comment explains.
  ///
  /// The comment stands at the end of the line or begins a line of the comment right above it.
  var unexplainedOptionalTries: [Int] {
    lines.indices.filter { index in
      let code = lines[index].codePart
      guard code.contains(/\btry\?/) else { return false }
      let trailing = lines[index].dropFirst(code.count)
      let above = lines[..<index].reversed().prefix { $0.trimmed.hasPrefix("//") }
      return !([String(trailing)] + above).contains { $0.trimmed.hasPrefix("// Absent") }
    }
  }
}
