extension Message {
  // MARK: Rows that were deleted and are needed

  /// One line about a deleted row that is shown because another refers to it.
  static var deletedButNeeded: Message {
    Message(
      nn: "sletta av nokon, men vist fordi ei anna rad viser til henne",
      nb: "slettet av noen, men vist fordi en annen rad viser til den",
      en: "deleted by somebody, but shown because another row refers to it")
  }

  /// A row was deleted, and another refers to it.
  static var deletedAndNeeded: Message {
    Message(
      nn: "Nokon sletta rada, men ei anna rad viser til henne.",
      nb: "Noen slettet raden, men en annen rad viser til den.",
      en: "Somebody deleted the row, but another row refers to it.")
  }

  /// Stands before who wrote a value that stands beside the one in the row.
  static var alsoWritten: Message {
    Message(nn: "Òg skrive:", nb: "Også skrevet:", en: "Also written:")
  }

  /// When a needed row goes; `nil` when it is not known who needs it.
  static func goesByItself(_ child: String?) -> Message {
    guard let child else {
      return Message(
        nn: "Ho vert borte av seg sjølv når ingen viser til henne lenger.",
        nb: "Den blir borte av seg selv når ingen viser til den lenger.",
        en: "It goes by itself when nothing refers to it any more.")
    }
    return Message(
      nn: "Ho vert borte av seg sjølv når ingen viser til henne lenger; no gjer \(child) det.",
      nb: "Den blir borte av seg selv når ingen viser til den lenger; nå gjør \(child) det.",
      en: "It goes by itself when nothing refers to it any more; \(child) does now.")
  }

  // MARK: References that are cleared

  /// One line about a reference that is shown as NULL.
  static func clearedReference(_ value: String, to parent: String) -> Message {
    Message(
      nn: "viser ingenting, ikkje \(value): rada i \(parent) er borte",
      nb: "viser ingenting, ikke \(value): raden i \(parent) er borte",
      en: "shows nothing, not \(value): the row of \(parent) is gone")
  }

  /// The same as a sentence, which stands above what was written.
  static func clearedSentence(_ parent: String) -> Message {
    Message(
      nn: "Dette viser til ei rad i \(parent) som er borte, og er difor tomt no. Kjem rada att, er "
        + "verdien der av seg sjølv. Dette vart skrive:",
      nb: "Dette viser til en rad i \(parent) som er borte, og er derfor tomt nå. Kommer raden "
        + "tilbake, er verdien der av seg selv. Dette ble skrevet:",
      en:
        "This refers to a row of \(parent) that is gone, and is empty therefore. If the row comes "
        + "back, the value is there by itself. This was written:")
  }

  /// The choice of another value.
  static var refersElsewhere: Message {
    Message(
      nn: "Viser til den rada som du skriv.", nb: "Viser til den raden som du skriver.",
      en: "Refers to the row that you write.")
  }

  /// The choice of nothing.
  static var staysEmpty: Message {
    Message(
      nn: "Er tomt for godt, òg om rada kjem att.",
      nb: "Er tomt for godt, også om raden kommer tilbake.",
      en: "Stays empty for good, also if the row comes back.")
  }

  // MARK: Rows that wait for a charter

  /// What becomes of a row that breaks a constraint which a newer charter may have changed.
  static func heldUntilCharter(_ version: Int64) -> Message {
    Message(
      nn:
        "Avtalen i versjon \(version) ventar på å takast i bruk her: høver rada då, kjem ho til syne "
        + "av seg sjølv. Kva som står i vegen, seier `samband status`.",
      nb:
        "Avtalen i versjon \(version) venter på å tas i bruk her: passer raden da, kommer den til "
        + "syne av seg selv. Hva som står i veien, sier `samband status`.",
      en:
        "Version \(version) of the charter waits to be taken into use here: if the row fits then, it "
        + "appears by itself. `samband status` tells what is in the way.")
  }
}
