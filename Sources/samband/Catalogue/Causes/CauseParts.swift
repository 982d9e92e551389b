extension KnownSentence {
  /// Names and parts of sentences, known only within one.
  static let causeParts: [KnownSentence] = [
    KnownSentence(
      "*, row with * *",
      nn: "*, rada med * *",
      nb: "*, raden med * *"),
    KnownSentence(
      #"table "*", column "*""#,
      nn: "tabellen «*», kolonna «*»",
      nb: "tabellen «*», kolonnen «*»"),
    KnownSentence(
      #"table "*""#,
      nn: "tabellen «*»",
      nb: "tabellen «*»"),
    KnownSentence(
      "without a type",
      nn: "utan type",
      nb: "uten type"),
    KnownSentence(
      "table *",
      nn: "tabellen *",
      nb: "tabellen *"),
    KnownSentence(
      "*, column *",
      nn: "*, kolonna *",
      nb: "*, kolonnen *"),
    KnownSentence(
      "trigger *",
      nn: "utløysaren *",
      nb: "utløseren *"),
    KnownSentence(
      "write * or *",
      nn: "skriv * eller *",
      nb: "skriv * eller *"),
    KnownSentence(
      "write *",
      nn: "skriv *",
      nb: "skriv *"),
    KnownSentence(
      "change set * of *",
      nn: "samling * av *",
      nb: "samling * av *"),
    KnownSentence(
      "the manifest of *",
      nn: "innhaldslista i *",
      nb: "innholdslisten i *"),
    KnownSentence(
      "charter version * of *",
      nn: "versjon * av avtalen til *",
      nb: "versjon * av avtalen til *"),
    KnownSentence(
      "the head",
      nn: "hovudet",
      nb: "hodet"),
    KnownSentence(
      "the bundle",
      nn: "pakken",
      nb: "pakken"),
    KnownSentence(
      "the charter",
      nn: "avtalen",
      nb: "avtalen"),
    KnownSentence(
      "the request",
      nn: "førespurnaden",
      nb: "forespørselen"),
    KnownSentence(
      "the key file",
      nn: "nøkkelfila",
      nb: "nøkkelfilen"),
    KnownSentence(
      "the rules",
      nn: "reglane",
      nb: "reglene"),
    KnownSentence(
      "the file",
      nn: "fila",
      nb: "filen"),
    KnownSentence(
      "the rule",
      nn: "regelen",
      nb: "regelen"),
    KnownSentence(
      "the audience",
      nn: "audience",
      nb: "audience"),
    KnownSentence(
      "the key",
      nn: "nøkkelen",
      nb: "nøkkelen"),
    KnownSentence(
      "the unit",
      nn: "unit",
      nb: "unit"),
    KnownSentence(
      "a value",
      nn: "ein verdi",
      nb: "en verdi"),
    KnownSentence(
      "a member name",
      nn: "eit namn",
      nb: "et navn"),
  ]
}
