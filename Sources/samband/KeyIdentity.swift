import ArgumentParser
import Exchange

/// `samband key identity`: the secret by which `age` opens bundles for this replica.
struct KeyIdentity: SambandCommand {
  static let configuration = CommandConfiguration(
    commandName: "identity",
    abstract: "Print the secret by which the program age opens what is encrypted to this replica.",
    discussion: HelpText(
      text: """
        Whoever has it can read every bundle for this replica, older ones too: give it to age \
        through a pipe, and keep it in no file.
        """,
      example: "samband key identity | age -d -i - pakke.samband.json.gz.age | gunzip",
      statuses: [.noSuchFile, .notAllowed]
    ).discussion)

  @OptionGroup var replica: ReplicaOptions

  var givenLanguage: Language? { replica.language.language }

  func perform(_ console: inout Console) throws -> ExitStatus {
    console.line(try replica.open(&console).ageIdentity())
    return .done
  }
}
