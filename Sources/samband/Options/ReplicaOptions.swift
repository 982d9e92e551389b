import ArgumentParser
import Exchange

/// Which replica a command works on.
struct ReplicaOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The replica. Default: SAMBAND_REPLICA, else the one replica in this folder.",
      valueName: "file"))
  var replica: String?

  @OptionGroup var language: LanguageOptions

  /// Opens the replica; from then on the console speaks its charter's language.
  func open(_ console: inout Console) throws -> Replica {
    console.replicaArgument = replica
    let path = try ReplicaFinder(surroundings: .current).path(given: replica)
    if FileSystem.isFolder(path) { throw ExchangeError(.cannotRead, path) }
    let opened = try Replica(
      opening: path, workplace: Surroundings.current.workplace(console))
    console.speak(try opened.charter().charter.language)
    return opened
  }
}
