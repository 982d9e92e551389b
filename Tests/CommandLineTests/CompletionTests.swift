import Foundation
import Testing

@Suite("Completions for bash, zsh and fish")
struct CompletionTests {
  @Test(
    "Each is a script that its shell can read, and knows every command",
    arguments: ["bash", "zsh", "fish"])
  func scripts(shell: String) throws {
    let workshop = try Workshop()
    let outcome = try workshop.run("--generate-completion-script", shell)
    #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome)")
    for command in CommandTree.all {
      #expect(outcome.output.contains(command.path.last ?? "?"), "\(command.path)")
    }
    try workshop.write(outcome.output, to: "completion")
    // A shell that is not on this computer judges nothing.
    let isHere = try Program.run(
      "/usr/bin/env", ["sh", "-c", "command -v \(shell)"], in: workshop.folder,
      environment: workshop.program.environment)
    guard isHere.status == 0 else { return }
    let read = try Program.run(
      "/usr/bin/env", [shell, "-n", "completion"], in: workshop.folder,
      environment: workshop.program.environment)
    #expect(read.status == 0 && read.errors.isEmpty, "\(read)")
  }

  @Test("bash completes commands and their options")
  func bash() throws {
    let workshop = try Workshop()
    let script = try workshop.run("--generate-completion-script", "bash").output
    try workshop.write(script, to: "completion")
    let told = try Program.run(
      "/usr/bin/env",
      [
        "bash", "-c",
        """
        . ./completion
        for words in "samband sta" "samband import --dr"; do
          COMP_WORDS=($words) COMP_LINE=$words COMP_POINT=${#words} COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
          COMPREPLY=()
          _samband samband "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
          echo "${COMPREPLY[*]}"
        done
        """,
      ], in: workshop.folder, environment: workshop.program.environment)
    #expect(told.output == "status\n--dry-run\n", "\(told)")
  }
}
