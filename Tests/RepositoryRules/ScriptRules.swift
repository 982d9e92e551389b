import Testing

@Suite("Scripts run as they are")
struct ScriptRules {
  @Test("Every script is executable and says what runs it")
  func scriptsAreExecutable() throws {
    expectNone(
      try scripts().compactMap { script in
        guard RepositoryTree.isExecutable(script.path) else {
          return Offence(place: script.path, rule: "not executable")
        }
        guard script.lines.first?.hasPrefix("#!") == true else {
          return script.offence(atIndex: 0, "does not begin with #!")
        }
        return nil
      })
  }

  @Test("Every shell script stops at the first error: set -euo pipefail comes first")
  func shellScriptsStopAtErrors() throws {
    expectNone(
      try scripts().filter(\.isShellScript).compactMap { script in
        let first = script.lines.firstIndex { !$0.trimmed.isEmpty && !$0.hasPrefix("#") } ?? 0
        guard script.lines[first] != "set -euo pipefail" else { return nil }
        return script.offence(atIndex: first, "the first command is not set -euo pipefail")
      })
  }

  private func scripts() throws -> [TextFile] {
    try (RepositoryTree.files(below: "scripts") + RepositoryTree.files(below: ".ci"))
      .map(RepositoryTree.text)
  }
}

extension TextFile {
  fileprivate var isShellScript: Bool {
    lines.first.map { $0.hasPrefix("#!") && $0.trimmed.hasSuffix("sh") } ?? false
  }
}
