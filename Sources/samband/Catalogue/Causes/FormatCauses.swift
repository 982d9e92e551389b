extension KnownSentence {
  /// What is wrong with a document, as far as people meet it.
  static let formatCauses: [KnownSentence] = [
    KnownSentence(
      "the document is empty",
      nn: "dokumentet er tomt",
      nb: "dokumentet er tomt"),
    KnownSentence(
      "the document has no end",
      nn: "dokumentet har ingen slutt",
      nb: "dokumentet har ingen slutt"),
    KnownSentence(
      "the string has no end",
      nn: "teksten har ingen slutt",
      nb: "teksten har ingen slutt"),
    KnownSentence(
      "the string is not UTF-8",
      nn: "teksten er ikkje UTF-8",
      nb: "teksten er ikke UTF-8"),
    KnownSentence(
      "* after the end of the document",
      nn: "* etter slutten på dokumentet",
      nb: "* etter slutten på dokumentet"),
    KnownSentence(
      "* where * is due at line *, column *",
      nn: "* der det skulle stå *, i linje *, kolonne *",
      nb: "* der det skulle stå *, i linje *, kolonne *"),
    KnownSentence(
      "* at line *, column *",
      nn: "*, i linje *, kolonne *",
      nb: "*, i linje *, kolonne *"),
    KnownSentence(
      "* where * is due",
      nn: "* der det skulle stå *",
      nb: "* der det skulle stå *"),
    KnownSentence(
      "a byte order mark",
      nn: "eit bytemerke (BOM) i byrjinga",
      nb: "et bytemerke (BOM) i begynnelsen"),
    KnownSentence(
      #"duplicate member "*""#,
      nn: "«*» er nemnd to gonger",
      nb: "«*» er nevnt to ganger"),
    KnownSentence(
      "the number has a leading zero",
      nn: "talet byrjar med null",
      nb: "tallet begynner med null"),
    KnownSentence(
      "control character (*) in a string",
      nn: "eit styreteikn (*) i ein tekst",
      nb: "et styretegn (*) i en tekst"),
    KnownSentence(
      #"* has the unknown member "*""#,
      nn: "* har ein ukjend del «*»",
      nb: "* har en ukjent del «*»"),
    KnownSentence(
      #"* lacks the member "*""#,
      nn: "* manglar «*»",
      nb: "* mangler «*»"),
    KnownSentence(
      "* is no JSON object",
      nn: "* er ikkje noko JSON-objekt",
      nb: "* er ikke noe JSON-objekt"),
    KnownSentence(
      "* is not compressed with gzip",
      nn: "* er ikkje pakka med gzip",
      nb: "* er ikke pakket med gzip"),
    KnownSentence(
      "* goes on after its compressed part",
      nn: "* held fram etter den pakka delen",
      nb: "* fortsetter etter den pakkede delen"),
    KnownSentence(
      "* ends within its compressed part",
      nn: "* sluttar midt i den pakka delen",
      nb: "* slutter midt i den pakkede delen"),
    KnownSentence(
      "* is damaged near byte *",
      nn: "* er skadd nær byte *",
      nb: "* er skadet nær byte *"),
    KnownSentence(
      "* has * bytes and inflates to more than *",
      nn: "* er på * byte, og vert utpakka større enn *",
      nb: "* er på * byte, og blir utpakket større enn *"),
    KnownSentence(
      "* does not say that it is a *",
      nn: "* seier ikkje at det er ein *",
      nb: "* sier ikke at det er en *"),
    KnownSentence(
      "* has version *, and this program knows version 1",
      nn: "* har versjon *, og dette programmet kjenner versjon 1",
      nb: "* har versjon *, og dette programmet kjenner versjon 1"),
    KnownSentence(
      "the signature is not its author's",
      nn: "underskrifta er ikkje frå den som skal ha skrive det",
      nb: "underskriften er ikke fra den som skal ha skrevet det"),
    KnownSentence(
      "the signature is of another kind",
      nn: "underskrifta er av eit anna slag",
      nb: "underskriften er av et annet slag"),
    KnownSentence(
      "the rows are not those that were signed",
      nn: "radene er ikkje dei som er underskrivne",
      nb: "radene er ikke de som er underskrevet"),
    KnownSentence(
      "* is not the one that was sent",
      nn: "* er ikkje den som vart send",
      nb: "* er ikke den som ble sendt"),
    KnownSentence(
      "there is no recovery key",
      nn: "det finst ingen reservenøkkel",
      nb: "det finnes ingen reservenøkkel"),
    KnownSentence(
      "* is no replica of the coordinator",
      nn: "* er ikkje nokon kopi av koordinatoren",
      nb: "* er ikke noen kopi av koordinatoren"),
    KnownSentence(
      "its signer * has ended",
      nn: "den som skreiv under, *, er avslutta",
      nb: "den som skrev under, *, er avsluttet"),
    KnownSentence(
      "* follows another version than the one known",
      nn: "* følgjer ein annan versjon enn den kjende",
      nb: "* følger en annen versjon enn den kjente"),
    KnownSentence(
      "* does not follow *",
      nn: "* følgjer ikkje *",
      nb: "* følger ikke *"),
    KnownSentence(
      "* is not the founding one",
      nn: "* er ikkje den første",
      nb: "* er ikke den første"),
    KnownSentence(
      "the file is encrypted to other keys",
      nn: "fila er kryptert til andre nøklar",
      nb: "filen er kryptert til andre nøkler"),
    KnownSentence(
      "the file is encrypted with a passphrase",
      nn: "fila er kryptert med ein passfrase",
      nb: "filen er kryptert med en passfrase"),
    KnownSentence(
      "the file is empty",
      nn: "fila er tom",
      nb: "filen er tom"),
    KnownSentence(
      "the file ends within its header",
      nn: "fila sluttar midt i hovudet",
      nb: "filen slutter midt i hodet"),
    KnownSentence(
      "the file ends right after its header",
      nn: "fila sluttar rett etter hovudet",
      nb: "filen slutter rett etter hodet"),
    KnownSentence(
      "the file does not begin like an age file",
      nn: "fila byrjar ikkje som ei age-fil",
      nb: "filen begynner ikke som en age-fil"),
    KnownSentence(
      "the header is not the one that was written",
      nn: "hovudet er ikkje det som vart skrive",
      nb: "hodet er ikke det som ble skrevet"),
    KnownSentence(
      "the encrypted content is altered in chunk *",
      nn: "det krypterte innhaldet er endra i stykke *",
      nb: "det krypterte innholdet er endret i stykke *"),
    KnownSentence(
      "the encrypted content is altered or cut off in chunk *",
      nn: "det krypterte innhaldet er endra eller avkorta i stykke *",
      nb: "det krypterte innholdet er endret eller avkortet i stykke *"),
    KnownSentence(
      "the encrypted content ends before its last chunk",
      nn: "det krypterte innhaldet sluttar før det siste stykket",
      nb: "det krypterte innholdet slutter før det siste stykket"),
    KnownSentence(
      "the encrypted content goes on after its last chunk",
      nn: "det krypterte innhaldet held fram etter det siste stykket",
      nb: "det krypterte innholdet fortsetter etter det siste stykket"),
  ]
}
