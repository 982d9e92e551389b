extension Message {
  /// Somebody has not heard everything of us.
  static func willNotHear(_ who: String, _ count: Int64) -> Message {
    let sets = changeSets(count)
    return Message(
      nn: "\(who) har ikkje stadfesta \(sets.nn) herifrå.",
      nb: "\(who) har ikke bekreftet \(sets.nb) herfra.",
      en: "\(who) has not confirmed \(sets.en) from here.")
  }

  /// Asks whether to go on.
  static var shallDetach: Message {
    Message(
      nn: "Skal kopien gå ut av samarbeidet for godt? (ja/nei)",
      nb: "Skal kopien gå ut av samarbeidet for godt? (ja/nei)",
      en: "Shall the replica leave the collaboration for good? (yes/no)")
  }

  /// It is done.
  static func detached(_ path: String, rows count: Int64) -> Message {
    let rows = rows(count)
    return Message(
      nn: "\(path) er no ei vanleg SQLite-fil med \(rows.nn).",
      nb: "\(path) er nå en vanlig SQLite-fil med \(rows.nb).",
      en: "\(path) is an ordinary SQLite file now, with \(rows.en).")
  }

  /// The key is left where it is.
  static func keyStays(_ path: String) -> Message {
    Message(
      nn: "Nøkkelen vert liggjande i \(path); ingen treng han lenger.",
      nb: "Nøkkelen blir liggende i \(path); ingen trenger den lenger.",
      en: "The key stays in \(path); nobody needs it any more.")
  }

  /// The sentence for a replica that is not detached after all.
  static func ofDetaching(_ failure: Failure) -> Message {
    if case .detachDeclined = failure {
      return Message(
        nn: "Kopien er som før.", nb: "Kopien er som før.", en: "The replica is as it was.")
    }
    return notConfirmed(
      nn: "at kopien skal ut", nb: "at kopien skal ut", en: "that the replica shall leave")
  }
}
