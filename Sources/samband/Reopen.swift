import ArgumentParser
import Exchange

/// `samband reopen`: a conflict that a rule settled waits for a person.
struct Reopen: SambandCommand {
  static let configuration = CommandConfiguration(
    abstract: "Open a conflict again that a rule has settled, so that a person must decide.",
    discussion: HelpText(
      text: """
        What is shown stays as it is until somebody decides with samband resolve. The conflict waits \
        in this replica only: the others still list it as settled, and hear of it when it is decided.

        With --json: {id, state, place}.
        """,
      example: "samband reopen k3m9x2pa",
      statuses: [.failed, .invalidInput, .noSuchFile, .busy, .notAllowed]
    ).discussion)

  @Argument(help: "The conflict, as `samband conflicts` names it.")
  var id: String

  @OptionGroup var replica: ReplicaOptions
  @OptionGroup var output: OutputOptions

  var givenLanguage: Language? { replica.language.language }

  func perform(_ console: inout Console) throws -> ExitStatus {
    let replica = try replica.open(&console)
    let conflict = try replica.reopen(id)
    if output.json {
      console.report(
        .object([
          ("id", .string(id)), ("state", .string("open")), ("place", .string(conflict.place)),
        ]))
      return .done
    }
    console.say(conflict.state == .open ? .wasOpen(conflict.place) : .reopened(conflict.place))
    let command = "samband conflicts \(ShellWord(id).text)"
    console.say(.seeInFull(console.complete(.onReplica(command))))
    return .done
  }
}
