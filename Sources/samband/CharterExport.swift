import ArgumentParser
import BundleFormat
import Exchange

/// `samband charter export`: the newest charter as a file, for those who are to join.
struct CharterExport: SambandCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write the newest charter to a file, for those who are to join.",
    discussion: HelpText(
      text: "An older file of that name is replaced.",
      example: "samband charter export -o avtale.json",
      statuses: [.failed, .invalidInput, .noSuchFile, .cannotWrite]
    ).discussion)

  @Option(name: [.short, .long], help: ArgumentHelp("The file to write.", valueName: "file"))
  var output: String

  @OptionGroup var replica: ReplicaOptions

  var givenLanguage: Language? { replica.language.language }

  func perform(_ console: inout Console) throws -> ExitStatus {
    let signed = try replica.open(&console).newestCharter()
    try FileSystem.write(signed.document, to: output)
    console.say(.wroteCharter(output, version: signed.charter.version))
    console.say(.charterFingerprint(fingerprint(of: signed.hash)))
    return .done
  }
}
