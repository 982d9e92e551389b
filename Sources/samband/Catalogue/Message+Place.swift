import Exchange

extension Message {
  /// The clock is far ahead of everybody else.
  static func clockAhead(_ lead: Int64) -> Message {
    let span = timeSpan(lead)
    return Message(
      nn: "Klokka her er \(span.nn) føre det siste vi har høyrt frå dei andre: ho går nok feil.",
      nb: "Klokken her er \(span.nb) foran det siste vi har hørt fra de andre: den går nok feil.",
      en: "The clock here is \(span.en) ahead of the last that was heard from the others: "
        + "it is probably wrong.")
  }

  /// The replica has made change sets on more than one computer.
  static var onSeveralMachines: Message {
    Message(
      nn: "Kopien har vore brukt på meir enn éi maskin; ein kopi skal berre vere på éi.",
      nb: "Kopien har vært brukt på mer enn én maskin; en kopi skal bare være på én.",
      en: "The replica has been used on more than one computer; it belongs on one only.")
  }

  /// The file is older than what it has made.
  static func olderThanItself(_ here: Int64, _ made: Int64) -> Message {
    Message(
      nn: "Fila har \(here) av sine eigne samlingar, og \(made) er laga: ho er ein eldre versjon "
        + "av kopien, frå ein reservekopi eller ei anna maskin.",
      nb: "Filen har \(here) av sine egne samlinger, og \(made) er laget: den er en eldre versjon "
        + "av kopien, fra en reservekopi eller en annen maskin.",
      en: "The file has \(here) of its own change sets, and \(made) have been made: it is an older "
        + "version of the replica, from a backup or another computer.")
  }

  /// The replica numbers anew, and why.
  static func newLife(_ life: NewLife) -> Message {
    let consequence = Message(
      nn: "Difor får det du skriv no, nummer for seg, så ingenting vert blanda saman.",
      nb: "Derfor får det du skriver nå, egne nummer, så ingenting blir blandet sammen.",
      en: "So what you write now gets numbers of its own, and nothing is mixed up.")
    let homecoming = Message(
      nn: "Det som manglar, kjem att med neste pakke frå dei som har det.",
      nb: "Det som mangler, kommer tilbake med neste pakke fra dem som har det.",
      en: "What is missing comes back with the next bundle from those who have it.")
    let reason =
      switch life.reason {
      case .behindThisComputer:
        Message(
          nn: "Fila er eldre enn det som er skrive på denne maskina: ho er lagd tilbake frå ein "
            + "reservekopi, eller det finst ei anna fil av kopien.",
          nb: "Filen er eldre enn det som er skrevet på denne maskinen: den er lagt tilbake fra en "
            + "reservekopi, eller det finnes en annen fil av kopien.",
          en: "The file is older than what was written on this computer: it was restored from a "
            + "backup, or there is another file of the replica.")
      case .behindOthers:
        Message(
          nn: "Andre har samlingar frå denne kopien som fila manglar: ho er eldre enn ho har "
            + "vore.",
          nb: "Andre har samlinger fra denne kopien som filen mangler: den er eldre enn den har "
            + "vært.",
          en: "Others hold change sets of this replica that the file lacks: it is older than it "
            + "has been.")
      case .otherComputer:
        Message(
          nn: "Fila er sist skriven på ei anna maskin.",
          nb: "Filen er sist skrevet på en annen maskin.",
          en: "The file was last written on another computer.")
      }
    let parts =
      life.reason == .otherComputer ? [reason, consequence] : [reason, consequence, homecoming]
    return .joined(parts, " ")
  }

  /// What to do about a replica that is not where or how it was.
  static func adviceOnThePlace(_ symptom: Symptom) -> Message {
    if case .olderThanItself = symptom {
      return Message(
        nn: "Har du ei nyare fil, så bruk den. Elles skriv du trygt vidare her: det som manglar, "
          + "kjem att med neste pakke frå dei som har det. Slik står det til",
        nb: "Har du en nyere fil, så bruk den. Ellers skriver du trygt videre her: det som "
          + "mangler, kommer tilbake med neste pakke fra dem som har det. Slik står det til",
        en: "If you have a newer file, use that one. Otherwise it is safe to go on here: what is "
          + "missing comes back with the next bundle from those who have it. This is how things "
          + "stand")
    }
    return Message(
      nn: "Lag ein eigen kopi på den andre maskina, med samband join. Er ho ikkje i bruk lenger, "
        + "så gløym henne",
      nb: "Lag en egen kopi på den andre maskinen, med samband join. Er den ikke i bruk lenger, "
        + "så glem den",
      en:
        "Make a replica of its own on the other computer, with samband join. If that is no longer "
        + "used, forget it")
  }

  /// So many milliseconds, in the largest unit that fits.
  static func timeSpan(_ milliseconds: Int64) -> Message {
    let minutes = milliseconds / 60_000
    let (hours, days) = (minutes / 60, minutes / 1_440)
    if days >= 730 {
      return Message(nn: "\(days / 365) år", nb: "\(days / 365) år", en: "\(days / 365) years")
    }
    if days > 0 {
      return Message(
        nn: "\(days) døgn", nb: "\(days) døgn", en: "\(days) \(days == 1 ? "day" : "days")")
    }
    if hours > 0 { return Message(nn: "\(hours) t", nb: "\(hours) t", en: "\(hours) h") }
    return Message("\(minutes) min")
  }
}
