import Exchange
import MergeAlgebra

extension Message {
  /// What is wrong with a day, a week or a quarter.
  static func ofTheCalendar(
    _ finding: RecordFinding, _ it: String, _ labels: RecordLabels
  ) -> Message {
    switch finding.kind {
    case .notADate:
      return Message(
        nn: "«\(it)» er ingen dato. Skriv 2026-09-16 eller 16.9.2026.",
        nb: "«\(it)» er ingen dato. Skriv 2026-09-16 eller 16.9.2026.",
        en: "\"\(it)\" is no date. Write it like 2026-09-16.")
    case .noSuchDay:
      return Message(
        nn: "Dagen «\(it)» finst ikkje i kalenderen.",
        nb: "Dagen «\(it)» finnes ikke i kalenderen.",
        en: "There is no day \"\(it)\" in the calendar.")
    case .notAWeek:
      return Message(
        nn: "«\(it)» er inga veke. Skriv 2026-W38.", nb: "«\(it)» er ingen uke. Skriv 2026-W38.",
        en: "\"\(it)\" is no week. Write it like 2026-W38.")
    case .noWeek53(let year):
      let next = Int(year).map { String($0 + 1) } ?? "?"
      return Message(
        nn: "I \(year) er det 52 veker. Skriv \(year)-W52 eller \(next)-W01.",
        nb: "I \(year) er det 52 uker. Skriv \(year)-W52 eller \(next)-W01.",
        en: "There are 52 weeks in \(year). Write \(year)-W52 or \(next)-W01.")
    case .earlierThan(let other):
      let label = labels.column(other, of: finding.table)
      return Message(
        nn: "\(it) er før det som står under \(label).",
        nb: "\(it) er før det som står under \(label).",
        en: "\(it) is before what stands under \(label).")
    default:
      return Message(
        nn: "«\(it)» er ikkje eit kvartal. Skriv 2026-Q3.",
        nb: "«\(it)» er ikke et kvartal. Skriv 2026-Q3.",
        en: "\"\(it)\" is no quarter. Write it like 2026-Q3.")
    }
  }

  /// What is wrong between a row and others.
  static func ofOtherRows(
    _ finding: RecordFinding, _ it: String, _ labels: RecordLabels
  ) -> Message {
    switch finding.kind {
    case .noSuchRow(let table):
      let label = labels.table(table)
      return Message(
        nn: "Det er inga rad «\(it)» i \(label).", nb: "Det er ingen rad «\(it)» i \(label).",
        en: "There is no row \"\(it)\" in \(label).")
    case .severalRows(let table, let keys):
      let (label, known) = (labels.table(table), keys.joined(separator: ", "))
      return Message(
        nn: "Fleire rader i \(label) heiter «\(it)». Skriv nøkkelen: \(known).",
        nb: "Flere rader i \(label) heter «\(it)». Skriv nøkkelen: \(known).",
        en: "Several rows of \(label) are called \"\(it)\". Write the key: \(known).")
    case .notAMember(let names):
      let known = Message.names(names)
      return Message(
        nn: "«\(it)» er ingen medlem. Med er \(known.nn).",
        nb: "«\(it)» er ikke et medlem. Med er \(known.nb).",
        en: "\"\(it)\" is no member. The members are \(known.en).")
    case .wrongKind(let other, let value):
      let word = labels.choice(value, of: other, in: "plan_node")
      return Message(
        nn: "«\(it)» er noko anna enn det som trengst her: \(word).",
        nb: "«\(it)» er noe annet enn det som trengs her: \(word).",
        en: "\"\(it)\" is something else than what is needed here: \(word).")
    case .otherOwner(let column):
      let label = labels.column(column, of: finding.table)
      return Message(
        nn: "«\(it)» er ein annan enn den som har rada under \(label).",
        nb: "«\(it)» er en annen enn den som har raden under \(label).",
        en: "\"\(it)\" is another than whose row stands under \(label).")
    case .taken(let columns, let key):
      let names = columns.map { labels.column($0, of: finding.table) }.joined(separator: ", ")
      let row = key.map { " \($0.readable)" } ?? ""
      return Message(
        nn: "Rada\(row) har alt dette (\(names)): \(it).",
        nb: "Raden\(row) har allerede dette (\(names)): \(it).",
        en: "The row\(row) has that already (\(names)): \(it).")
    case .stillReferred(let table, let count):
      let (rows, label) = (rows(Int64(count)), labels.table(table))
      return Message(
        nn: "\(rows.nn) i \(label) viser hit. Slett eller endre det først.",
        nb: "\(rows.nb) i \(label) viser hit. Slett eller endre det først.",
        en:
          "\(rows.en) of \(label) \(count == 1 ? "refers" : "refer") to it. Delete or change that "
          + "first.")
    case .cascades(let table, let count):
      let (rows, label) = (rows(Int64(count)), labels.table(table))
      return Message(
        nn: "\(rows.nn) i \(label) ville ha vorte sletta med.",
        nb: "\(rows.nb) i \(label) ville ha blitt slettet med.",
        en: "\(rows.en) of \(label) would be deleted with it.")
    default: return Message(it)
    }
  }

  /// What is wrong with a sheet as such.
  static func ofTheSheet(_ finding: RecordFinding, _ it: String) -> Message {
    switch finding.kind {
    case .sameRow(let line):
      Message(
        nn: "Linje \(line) gjeld den same rada, \(it).",
        nb: "Linje \(line) gjelder den samme raden, \(it).",
        en: "Line \(line) is about the same row, \(it).")
    case .tooManyCells:
      Message(
        nn:
          "Linja har fleire celler enn det er overskrifter. Er eit skiljeteikn med i ein tekst, må "
          + "teksten stå i hermeteikn.",
        nb: "Linjen har flere celler enn det er overskrifter. Er et skilletegn med i en tekst, må "
          + "teksten stå i hermetegn.",
        en: "The line has more cells than there are headings. A text with a separator in it has to "
          + "stand in quotation marks.")
    case .unclosedQuote:
      Message(
        nn: "Her opnar eit hermeteikn som aldri vert lukka.",
        nb: "Her åpner et hermetegn som aldri blir lukket.",
        en: "A quotation mark opens here and is never closed.")
    case .textAfterQuote:
      Message(
        nn:
          "Det står noko bak eit hermeteikn som lukkar. Hermeteikn i ein tekst skal skrivast dobbelt.",
        nb: "Det står noe bak et hermetegn som lukker. Hermetegn i en tekst skal skrives dobbelt.",
        en: "Something stands behind a closing quotation mark. Marks within a text are doubled.")
    default:
      Message(
        nn: "Arket har inga overskrift som er ei kolonne.",
        nb: "Arket har ingen overskrift som er en kolonne.",
        en: "The sheet has no heading that is a column.")
    }
  }
}
