import ArgumentParser
import Exchange

/// Which replica a command works on.
struct ReplicaOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The replica. Default: SAMBAND_REPLICA, else the one replica in this folder.",
      valueName: "file"))
  var replica: String?

  @Option(
    help: ArgumentHelp(
      "Where to read the passphrase of the key, one line. Default: asked on the terminal.",
      valueName: "descriptor"))
  var passphraseFd: Int32?

  @OptionGroup var language: LanguageOptions

  /// Opens the replica; from then on the console speaks its charter's language.
  func open(_ console: inout Console) throws -> Replica {
    console.replicaArgument = replica
    let path = try ReplicaFinder(surroundings: .current).path(given: replica)
    if FileSystem.isFolder(path) { throw ExchangeError(.cannotRead, path) }
    let opened = try Replica(
      opening: path, workplace: Surroundings.current.workplace(console))
    console.speak(try opened.charter().charter.language)
    // What is asked for is asked in the language of the charter.
    let input = PassphraseInput(descriptor: passphraseFd)
    return opened.at(Surroundings.current.workplace(console, passphrase: input.source(console)))
  }
}
