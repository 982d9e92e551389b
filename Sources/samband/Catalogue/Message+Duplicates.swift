extension Message {
  // MARK: Two rows for the same thing

  /// Two rows were made for one thing, which there may be only one of.
  static func twoRows(with columns: [String], isMerged: Bool) -> Message {
    let names = columns.joined(separator: ", ")
    guard isMerged else {
      return Message(
        nn: "To rader for det same (\(names)): berre éi av dei kan visast.",
        nb: "To rader for det samme (\(names)): bare én av dem kan vises.",
        en: "Two rows for the same thing (\(names)): only one of them can be shown.")
    }
    return Message(
      nn: "To rader for det same (\(names)): dei er vortne til éi rad.",
      nb: "To rader for det samme (\(names)): de er blitt til én rad.",
      en: "Two rows for the same thing (\(names)): they have become one row.")
  }

  /// Who made a row, and when.
  static func madeBy(_ who: String, _ time: Int64) -> Message {
    let moment = moment(time)
    return Message(
      nn: "laga av \(who), \(moment.nn)", nb: "laget av \(who), \(moment.nb)",
      en: "made by \(who), \(moment.en)")
  }

  /// Stands beside the row that is hidden.
  static var notShownNow: Message {
    Message(
      nn: "(ikkje vist, men teken vare på)", nb: "(vises ikke, men er tatt vare på)",
      en: "(not shown, but kept)")
  }

  /// Stands beside the row that has become part of the other.
  static var partOfTheOther: Message {
    Message(nn: "(no ein del av A)", nb: "(nå en del av A)", en: "(now part of A)")
  }

  /// What the mark in front of a column means.
  static var markedDiffers: Message {
    Message(
      nn: "\(SideBySide.mark) står ved det som er ulikt.",
      nb: "\(SideBySide.mark) står ved det som er ulikt.",
      en: "\(SideBySide.mark) marks what differs.")
  }

  /// Stands above the commands that undo what a rule decided.
  static var decideOtherwise: Message {
    Message(
      nn: "Ingen treng å gjere noko. Skal det vere annleis, vel ein av desse:",
      nb: "Ingen trenger å gjøre noe. Skal det være annerledes, velg en av disse:",
      en: "Nobody needs to do anything. To have it otherwise, choose one of:")
  }

  /// The choice of one of the two.
  static func keepsOne(_ kept: String, insteadOf gone: String) -> Message {
    Message(
      nn: "\(gone) vert sletta; det som viser til \(gone), viser til \(kept).",
      nb: "\(gone) blir slettet; det som viser til \(gone), viser til \(kept).",
      en: "\(gone) is deleted; what refers to \(gone) refers to \(kept).")
  }

  /// The choice of both.
  static func keepsBoth(changing columns: [String]) -> Message {
    let names = names(columns)
    return Message(
      nn: "Begge vert ståande; B får ein ny verdi i \(names.nn), som ingen annan har.",
      nb: "Begge blir stående; B får en ny verdi i \(names.nb), som ingen andre har.",
      en: "Both stay; B gets a new value in \(names.en) that no other row has.")
  }

  /// The choice of both with a value that a person gives.
  static var keepsBothWithYourValue: Message {
    Message(
      nn: "Det same, med den verdien du skriv.", nb: "Det samme, med den verdien du skriver.",
      en: "The same, with the value that you write.")
  }

  /// One line about two rows, to stand beside the name of the hidden one; `nil` when the other has the
  /// same name.
  static func sameAs(_ keeper: String?, isMerged: Bool) -> Message {
    if isMerged {
      return Message(
        nn: "to rader for det same: no ein del av \(keeper ?? "den andre")",
        nb: "to rader for det samme: nå en del av \(keeper ?? "den andre")",
        en: "two rows for the same thing: now part of \(keeper ?? "the other")")
    }
    return Message(
      nn: "to rader for det same: viser \(keeper ?? "den andre"), ikkje denne",
      nb: "to rader for det samme: viser \(keeper ?? "den andre"), ikke denne",
      en: "two rows for the same thing: shows \(keeper ?? "the other"), not this one")
  }

  /// What a row has after a decision.
  static func nowHas(_ row: String, _ values: [(column: String, value: String)]) -> Message {
    let names = names(values.map { "\($0.column) \($0.value)" })
    return Message(
      nn: "\(row) er vist, og har no \(names.nn).", nb: "\(row) vises, og har nå \(names.nb).",
      en: "\(row) is shown, and now has \(names.en).")
  }

  /// After a decision a third row has the place.
  static func yetAnother(_ row: String) -> Message {
    Message(
      nn: "Det er ei rad til for det same: \(row) er vist no, så det ventar enno på avgjerd.",
      nb: "Det er en rad til for det samme: \(row) vises nå, så det venter fortsatt på avgjørelse.",
      en:
        "There is one more row for the same thing: \(row) is shown now, and a decision still waits."
    )
  }

  // MARK: Two rows with one number

  /// One line about a row that got another number.
  static func otherNumber(than given: Int64) -> Message {
    Message(
      nn: "vart laga med nummer \(given), som ei anna rad fekk",
      nb: "ble laget med nummer \(given), som en annen rad fikk",
      en: "was made with number \(given), which another row got")
  }

  /// Two rows were made with one number.
  static func oneNumberTwice(_ given: Int64, now: String) -> Message {
    Message(
      nn: "To rader vart laga kvar for seg med nummer \(given). Denne har no nummer \(now), og det "
        + "som viser til henne, følgjer med.",
      nb: "To rader ble laget hver for seg med nummer \(given). Denne har nå nummer \(now), og det "
        + "som viser til den, følger med.",
      en: "Two rows were made on their own with number \(given). This one now has number \(now), "
        + "and what refers to it follows.")
  }

  /// Stands above a row's cells.
  static var rowContent: Message {
    Message(nn: "Dette står i rada:", nb: "Dette står i raden:", en: "The row holds:")
  }

  /// The choice of another number.
  static var givesOtherNumber: Message {
    Message(
      nn: "Rada får det nummeret som du skriv.", nb: "Raden får det nummeret som du skriver.",
      en: "The row gets the number that you write.")
  }

  // MARK: Another key

  /// A row of our own got another key.
  static func rekeyed(_ table: String, from: String, to: String) -> Message {
    Message(
      nn: "\(table) \(from) har fått nøkkelen \(to): \(from) høyrer til ei anna rad.",
      nb: "\(table) \(from) har fått nøkkelen \(to): \(from) tilhører en annen rad.",
      en: "\(table) \(from) has got the key \(to): \(from) is another row's.")
  }
}
