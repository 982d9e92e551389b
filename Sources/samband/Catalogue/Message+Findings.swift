import Exchange
import MergeAlgebra

extension Message {
  /// What is wrong with a record, and what would be right, with where it stands in front.
  static func finding(_ finding: RecordFinding, _ labels: RecordLabels) -> Message {
    var parts: [Message] = []
    if let line = finding.line {
      parts.append(Message(nn: "Linje \(line)", nb: "Linje \(line)", en: "Line \(line)"))
    }
    if let column = finding.column {
      parts.append(Message(labels.both(column, of: finding.table)))
    }
    let place = joined(parts, ", ")
    let sentence = sentence(for: finding, labels)
    return parts.isEmpty ? sentence : joined([place, sentence], ": ")
  }

  private static func sentence(for finding: RecordFinding, _ labels: RecordLabels) -> Message {
    let it = finding.given ?? ""
    switch finding.kind {
    case .unknownColumn, .columnTwice, .required, .setOnce, .partOfKey, .backwards, .neededWith,
      .notAnAmount:
      return ofTheColumn(finding, it, labels)
    case .notAChoice, .severalChoices, .outOfRange, .wrongLength, .notWhole, .notANumber, .notASet,
      .badCheckDigit:
      return ofTheValue(finding, it, labels)
    case .notADate, .noSuchDay, .notAWeek, .noWeek53, .notAQuarter, .earlierThan:
      return ofTheCalendar(finding, it, labels)
    case .noSuchRow, .severalRows, .notAMember, .wrongKind, .otherOwner, .taken, .stillReferred,
      .cascades:
      return ofOtherRows(finding, it, labels)
    case .refused(let english):
      return refusal(.cause(english), finding.table, labels)
    case .brokenCheck(let check):
      return Message(
        nn: "Rada bryt eit krav i tabellen: \(check).",
        nb: "Raden bryter et krav i tabellen: \(check).",
        en: "The row breaks a constraint of the table: \(check).")
    case .sameRow, .tooManyCells, .unclosedQuote, .textAfterQuote, .emptySheet:
      return ofTheSheet(finding, it)
    }
  }

  /// What a guard says, as a sentence that calls the table by its label.
  private static func refusal(
    _ said: Message, _ table: String, _ labels: RecordLabels
  ) -> Message {
    func sentence(_ text: String) -> String {
      let called = text.replacing(" \(table) ", with: " \(labels.table(table)) ")
      return called.prefix(1).uppercased() + called.dropFirst() + "."
    }
    return Message(nn: sentence(said.nn), nb: sentence(said.nb), en: sentence(said.en))
  }

  /// How many findings are not told.
  static func furtherFindings(_ count: Int) -> Message {
    Message(
      nn: "… og \(count) feil til.", nb: "… og \(count) feil til.",
      en: "… and \(count) more like that.")
  }

  private static func ofTheColumn(
    _ finding: RecordFinding, _ it: String, _ labels: RecordLabels
  ) -> Message {
    let table = finding.table
    switch finding.kind {
    case .unknownColumn(let known):
      let names = known.map { labels.both($0, of: table) }.joined(separator: ", ")
      let label = labels.table(table)
      return Message(
        nn: "«\(it)» er inga kolonne i \(label). Kolonnane er: \(names).",
        nb: "«\(it)» er ingen kolonne i \(label). Kolonnene er: \(names).",
        en: "\"\(it)\" is no column of \(label). The columns are: \(names).")
    case .columnTwice:
      return Message(
        nn: "Kolonna er nemnd to gonger.", nb: "Kolonnen er nevnt to ganger.",
        en: "The column is named twice.")
    case .setOnce(let now, let name):
      let value = name ?? labels.value(now, of: finding.column ?? "", in: table)
      return Message(
        nn:
          "Dette vert sett éin gong, og er «\(value)». Er det feil, så lag ei ny rad, og slett denne.",
        nb:
          "Dette settes én gang, og er «\(value)». Er det feil, så lag en ny rad, og slett denne.",
        en:
          "This is set once, and is \"\(value)\". If that is wrong, make a new row and delete this one."
      )
    case .partOfKey:
      return Message(
        nn: "Nøkkelen til ei rad kan ikkje endrast. Lag ei ny rad, og slett den gamle.",
        nb: "Nøkkelen til en rad kan ikke endres. Lag en ny rad, og slett den gamle.",
        en: "The key of a row cannot be changed. Make a new row, and delete the old one.")
    case .backwards(let now):
      let value = labels.value(now, of: finding.column ?? "", in: table)
      let given = labels.value(.text(it), of: finding.column ?? "", in: table)
      return Message(
        nn:
          "Det står «\(value)» alt, og «\(given)» er eit steg attende. Eit gammalt ark skal ikkje "
          + "gjere om nyare arbeid; er det meint, så bruk samband edit.",
        nb:
          "Det står «\(value)» fra før, og «\(given)» er et steg tilbake. Et gammelt ark skal ikke "
          + "omgjøre nyere arbeid; er det ment, så bruk samband edit.",
        en:
          "It says \"\(value)\", and \"\(given)\" is a step back. An old sheet shall not undo newer "
          + "work; if it is meant, use samband edit.")
    case .neededWith(let other, let value):
      let (label, word) = (
        labels.column(other, of: table), labels.value(value, of: other, in: table)
      )
      return Message(
        nn: "Må fyllast ut når \(label) er «\(word)».",
        nb: "Må fylles ut når \(label) er «\(word)».",
        en: "Has to be filled in when \(label) is \"\(word)\".")
    case .notAnAmount:
      return Message(
        nn:
          "+= og -= går berre der det står ei liste eller ein sum, og med slikt som høyrer til der.",
        nb: "+= og -= går bare der det står en liste eller en sum, og med slikt som hører til der.",
        en: "+= and -= are for lists and sums, and for what belongs there.")
    default:
      let choices = labels.choices(of: finding.column, in: table).joined(separator: ", ")
      return choices.isEmpty
        ? Message(
          nn: "Her må det stå noko.", nb: "Her må det stå noe.", en: "This has to be filled in.")
        : Message(
          nn: "Her må det stå noko. Vel mellom: \(choices).",
          nb: "Her må det stå noe. Velg mellom: \(choices).",
          en: "This has to be filled in. Choose from: \(choices).")
    }
  }

  private static func ofTheValue(
    _ finding: RecordFinding, _ it: String, _ labels: RecordLabels
  ) -> Message {
    func names(_ values: [Value]) -> String {
      values.map { labels.choice($0, of: finding.column, in: finding.table) }
        .joined(separator: ", ")
    }
    switch finding.kind {
    case .notAChoice(let values):
      let allowed = names(values)
      return Message(
        nn: "«\(it)» kan ikkje stå her. Vel mellom: \(allowed).",
        nb: "«\(it)» kan ikke stå her. Velg mellom: \(allowed).",
        en: "\"\(it)\" cannot stand here. Choose from: \(allowed).")
    case .severalChoices(let values):
      let allowed = names(values)
      return Message(
        nn: "«\(it)» kan tyde fleire ting. Skriv koden: \(allowed).",
        nb: "«\(it)» kan bety flere ting. Skriv koden: \(allowed).",
        en: "\"\(it)\" may mean several things. Write the code: \(allowed).")
    case .outOfRange(let least, let most): return outOfRange(it, least, most)
    case .wrongLength(let count):
      return Message(
        nn: "«\(it)» har ikkje \(count) teikn.", nb: "«\(it)» har ikke \(count) tegn.",
        en: "\"\(it)\" has not \(count) characters.")
    case .notWhole:
      return Message(
        nn: "«\(it)» er ikkje eit heiltal. Skriv det med siffer, som 12.",
        nb: "«\(it)» er ikke et heltall. Skriv det med sifre, som 12.",
        en: "\"\(it)\" is no whole number. Write it in digits, like 12.")
    case .notANumber:
      return Message(
        nn: "«\(it)» er ikkje eit tal. Skriv det med siffer, som 12 eller 0,5.",
        nb: "«\(it)» er ikke et tall. Skriv det med sifre, som 12 eller 0,5.",
        en: "\"\(it)\" is no number. Write it in digits, like 12 or 0.5.")
    case .badCheckDigit:
      return Message(
        nn: "«\(it)» er ikkje eit organisasjonsnummer: det siste sifferet stemmer ikkje med dei "
          + "andre. Sjå etter i Einingsregisteret.",
        nb: "«\(it)» er ikke et organisasjonsnummer: det siste sifferet stemmer ikke med de andre. "
          + "Se etter i Enhetsregisteret.",
        en:
          "\"\(it)\" is no organisation number: the last digit does not fit the others. Look it up "
          + "in the register.")
    default:
      return Message(
        nn: "«\(it)» er ikkje ei liste. Skriv verdiane med | mellom.",
        nb: "«\(it)» er ikke en liste. Skriv verdiene med | mellom.",
        en: "\"\(it)\" is no list. Write the values with | between.")
    }
  }

  private static func outOfRange(_ it: String, _ least: Value?, _ most: Value?) -> Message {
    switch (least?.readable, most?.readable) {
    case (let least?, let most?):
      Message(
        nn: "\(it) går ikkje: vel frå \(least) til \(most).",
        nb: "\(it) går ikke: velg fra \(least) til \(most).",
        en: "\(it) is not possible: choose from \(least) to \(most).")
    case (let least?, nil):
      Message(
        nn: "\(it) går ikkje: det minste er \(least).",
        nb: "\(it) går ikke: det minste er \(least).",
        en: "\(it) is not possible: the least is \(least).")
    default:
      Message(
        nn: "\(it) går ikkje: det meste er \(most?.readable ?? "?").",
        nb: "\(it) går ikke: det meste er \(most?.readable ?? "?").",
        en: "\(it) is not possible: the most is \(most?.readable ?? "?").")
    }
  }
}
