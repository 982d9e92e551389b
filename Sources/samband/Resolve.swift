import ArgumentParser
import Exchange
import MergeAlgebra
import ReplicaStore

/// `samband resolve`: a person decides a conflict.
struct Resolve: SambandCommand {
  static let configuration = CommandConfiguration(
    abstract: "Decide a conflict: take one of its values, or write another.",
    discussion: HelpText(
      text: """
        The decision travels with your next bundle and closes the conflict everywhere. --take counts \
        as `samband conflicts ID` does. --value is JSON: a text in quotes, a number or null; an array \
        when several columns belong together. Where somebody else decides, yours is a suggestion.
        """,
      example: "samband resolve k3m9x2pa --take 2 -m 'Avtalt på telefon'",
      statuses: [.invalidInput, .noSuchFile, .busy, .notAllowed]
    ).discussion)

  @Argument(help: "The conflict, as `samband conflicts` names it.")
  var id: String

  @Option(help: ArgumentHelp("Take the value with this number.", valueName: "n"))
  var take: Int?

  @Option(help: ArgumentHelp("Write this value instead.", valueName: "json"))
  var value: String?

  @Option(name: [.customShort("m"), .long], help: "Why.")
  var note = ""

  @OptionGroup var replica: ReplicaOptions
  @OptionGroup var output: OutputOptions

  var givenLanguage: Language? { replica.language.language }

  func validate() throws {
    if (take == nil) == (value == nil) {
      throw ValidationError("Say either --take or --value")
    }
  }

  func perform(_ console: inout Console) throws -> ExitStatus {
    let replica = try replica.open(&console)
    let before = try replica.conflicts().first { $0.id == id }
    let decision: Decision = take.map { .take($0) } ?? .value(Array((value ?? "").utf8))
    let (dot, _) = try replica.resolve(id, decision, note: note)
    let stillWaits = try replica.conflicts().contains { $0.id == id && $0.state == .open }
    if output.json {
      console.report(
        .object([
          ("id", .string(id)), ("changeSet", .string(dot.description)),
          ("closed", .bool(!stillWaits)),
        ]))
      return .done
    }
    let place = before?.place ?? id
    console.say(stillWaits ? .suggested(place) : .resolved(place))
    console.say(.decisionTravels)
    return .done
  }
}
