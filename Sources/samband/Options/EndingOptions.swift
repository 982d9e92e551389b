import ArgumentParser
import Exchange

/// What commands share that end replicas: they ask first, and tell what a new charter says.
struct EndingOptions: ParsableArguments {
  @Flag(help: "Do not ask.")
  var yes = false

  @OptionGroup var replica: ReplicaOptions
  @OptionGroup var output: OutputOptions

  /// The language that was asked for, if any.
  var givenLanguage: Language? { replica.language.language }

  /// Asks `question`, then ends what `end` ends; `saying` comes first of what is told.
  ///
  /// Errors: `endingNotConfirmed`, `endingDeclined`, and those of `end`.
  func perform(
    _ console: inout Console, asking question: (CharterNames) -> Message,
    saying: (CharterNames) -> Message? = { _ in nil }, _ end: (Replica) throws -> EndingReport
  ) throws -> ExitStatus {
    let replica = try replica.open(&console)
    let names = CharterNames(try replica.newestCharter().charter)
    try console.confirmEnding(yes, question(names))
    let report = try end(replica)
    if !output.json, let first = saying(names) { console.say(first) }
    EndingSummary(report).tell(console, output)
    return .done
  }
}
