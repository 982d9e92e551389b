import ArgumentParser
import Exchange

/// `samband key passphrase`: the key file gets a passphrase, another one, or none.
struct KeyPassphrase: SambandCommand {
  static let configuration = CommandConfiguration(
    commandName: "passphrase",
    abstract: "Set, change or remove the passphrase of the replica's key.",
    discussion: HelpText(
      text: """
        Whoever gets hold of the computer then cannot sign or read as this replica without the \
        passphrase; every command that needs the key asks for it. It is asked on the terminal and not \
        shown; with --passphrase-fd and --new-passphrase-fd it is one line of that file descriptor, \
        which may be the same one: first the old, then the new.

        The key file is then an age file, which age -d opens too. What the file was before may be \
        found on the disk for a while: a passphrase is best set before there is anything to protect.
        """,
      example: "samband key passphrase --replica laerdal.sqlite",
      statuses: [.failed, .noSuchFile, .cannotWrite, .notAllowed]
    ).discussion)

  @Flag(help: "Remove the passphrase.")
  var remove = false

  @Option(
    help: ArgumentHelp("Where to read the new passphrase, one line.", valueName: "descriptor"))
  var newPassphraseFd: Int32?

  @OptionGroup var replica: ReplicaOptions

  var givenLanguage: Language? { replica.language.language }

  func validate() throws {
    if remove && newPassphraseFd != nil {
      throw ValidationError("--remove and --new-passphrase-fd exclude each other")
    }
  }

  func perform(_ console: inout Console) throws -> ExitStatus {
    let replica = try replica.open(&console)
    let id = replica.identity.replica
    // The old one is asked for first.
    let keys = replica.workplace.keys
    _ = try keys.keys(of: id)
    let new = remove ? nil : try newPassphrase(console)
    try keys.setPassphrase(new, of: id, random: replica.workplace.random)
    console.say(new == nil ? .passphraseRemoved(id.name) : .passphraseSet(id.name))
    return .done
  }

  private func newPassphrase(_ console: Console) throws -> String {
    let input = PassphraseInput(descriptor: newPassphraseFd)
    guard let first = try input.read(console, .askNewPassphrase) else {
      throw Failure.passphraseUnasked
    }
    if newPassphraseFd == nil {
      guard try input.read(console, .askAgain) == first else { throw Failure.passphrasesDiffer }
    }
    return first
  }
}
