import ArgumentParser

/// In which language a command speaks.
struct LanguageOptions: ParsableArguments {
  @Option(help: "Language of messages: nn, nb or en. Default: the charter's, else the locale's.")
  var language: Language?
}
