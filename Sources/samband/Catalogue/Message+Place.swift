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

  /// What to do about a replica that is not where or how it was.
  static func adviceOnThePlace(_ symptom: Symptom) -> Message {
    if case .olderThanItself = symptom {
      return Message(
        nn: "Skriv ikkje i denne fila: bruk den nyaste, eller sei frå til koordinatoren; "
          + "slik står det til",
        nb: "Skriv ikke i denne filen: bruk den nyeste, eller si fra til koordinatoren; "
          + "slik står det til",
        en: "Do not write to this file: use the newest one, or tell the coordinator; "
          + "this is how things stand")
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
