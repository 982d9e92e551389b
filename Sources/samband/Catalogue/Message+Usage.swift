extension Message {
  /// What the program says of a command line that cannot be read; `detail` is the parser's sentence,
  /// or one of ours about options that do not go together.
  static func unreadableCommand(_ detail: String) -> Message {
    for sentence in usageSentences {
      guard let words = sentence.words(in: detail) else { continue }
      return Message(
        nn: KnownSentence.filled(sentence.nn, words), nb: KnownSentence.filled(sentence.nb, words),
        en: detail.hasSuffix(".") || detail.hasSuffix("?") ? detail : "\(detail).")
    }
    return Message(detail)
  }

  /// The parser's sentences and ours; the first that fits is meant, and `*` is anything.
  private static let usageSentences: [KnownSentence] = [
    KnownSentence(
      "Missing expected argument '*'", nn: "Det manglar noko: *.", nb: "Det mangler noe: *."),
    KnownSentence(
      "Missing one of: '*'", nn: "Det manglar ein av desse: '*'.",
      nb: "Det mangler en av disse: '*'."),
    KnownSentence(
      "Missing value for '* <*>'", nn: "Etter * manglar det ein verdi (*).",
      nb: "Etter * mangler det en verdi (*)."),
    KnownSentence(
      "Missing value for '*'", nn: "Etter * manglar det ein verdi.",
      nb: "Etter * mangler det en verdi."),
    KnownSentence(
      "Unknown option '*'. Did you mean '*'?", nn: "Valet * finst ikkje. Meinte du *?",
      nb: "Valget * finnes ikke. Mente du *?"),
    KnownSentence(
      "Unknown option '*'", nn: "Valet * finst ikkje.", nb: "Valget * finnes ikke."),
    KnownSentence(
      "The value '*' is invalid for '* <*>'. Please provide one of * or *.",
      nn: "«*» kan ikkje brukast for * (*); vel ein av * eller *.",
      nb: "«*» kan ikke brukes for * (*); velg en av * eller *."),
    KnownSentence(
      "The value '*' is invalid for '* <*>'", nn: "«*» kan ikkje brukast for * (*).",
      nb: "«*» kan ikke brukes for * (*)."),
    KnownSentence(
      "The value '*' is invalid for '<*>'", nn: "«*» kan ikkje brukast som *.",
      nb: "«*» kan ikke brukes som *."),
    KnownSentence(
      "Unexpected argument '*'", nn: "«*» høyrer ikkje til her.", nb: "«*» hører ikke til her."),
    KnownSentence(
      "* unexpected arguments: *", nn: "* ord høyrer ikkje til her: *.",
      nb: "* ord hører ikke til her: *."),
    KnownSentence(
      "The option '*' does not take any value, but '*' was specified.",
      nn: "Valet * tek ingen verdi, men fekk «*».", nb: "Valget * tar ingen verdi, men fikk «*»."),
    KnownSentence(
      "Missing required subcommand.", nn: "Det manglar kva som skal gjerast.",
      nb: "Det mangler hva som skal gjøres."),
    KnownSentence(
      "*, * and * exclude each other", nn: "Vel éin av *, * og *.", nb: "Velg én av *, * og *."),
    KnownSentence("* and * exclude each other", nn: "Vel éin av * og *.", nb: "Velg én av * og *."),
    KnownSentence("* needs *", nn: "* krev *.", nb: "* krever *."),
    KnownSentence(
      "* belongs to * or *", nn: "* høyrer til * eller *.", nb: "* hører til * eller *."),
    KnownSentence("* belongs to *", nn: "* høyrer til *.", nb: "* hører til *."),
    KnownSentence("* is missing", nn: "* manglar.", nb: "* mangler."),
    KnownSentence("* is at least *", nn: "* er minst *.", nb: "* er minst *."),
    KnownSentence(
      "give *, * or both", nn: "Gje *, * eller begge.", nb: "Gi *, * eller begge."),
    KnownSentence(
      "give *, *, *, * or *", nn: "Gje *, *, *, * eller *.", nb: "Gi *, *, *, * eller *."),
  ]
}
