import Exchange
import ReplicaStore

extension Message {
  /// The sentence for a failure that is about the log, or about leaving it.
  static func ofTheLog(_ code: ExchangeError.Code, _ about: Subjects) -> Message {
    switch code {
    case .unknownTable:
      Message(
        nn: "\(about.first) er ikkje ein av tabellane som vert delte: \(about.second).",
        nb: "\(about.first) er ikke en av tabellene som deles: \(about.second).",
        en: "\(about.first) is none of the tables under sync: \(about.second).")
    case .unknownRow:
      Message(
        nn: "I \(about.first) har det aldri vore ei rad \(about.second).",
        nb: "I \(about.first) har det aldri vært en rad \(about.second).",
        en: "There has never been a row \(about.second) in \(about.first).")
    case .unknownChangeSet:
      Message(
        nn: "Det er inga samling med namnet \(about.first) her.",
        nb: "Det er ingen samling med navnet \(about.first) her.",
        en: "There is no change set named \(about.first) here.")
    case .unsealedEdits:
      Message(
        nn: "\(about.first) har endringar som ingen andre får (\(about.second)).",
        nb: "\(about.first) har endringer som ingen andre får (\(about.second)).",
        en: "\(about.first) has edits that nobody else would get (\(about.second)).")
    default: undoForbidden(about)
    }
  }

  /// What to do about it; the command that belongs to it follows after a colon.
  static func adviceOnTheLog(_ code: ExchangeError.Code) -> Message {
    switch code {
    case .unknownTable:
      Message(
        nn: "Sjå kva tabellar det er", nb: "Se hvilke tabeller det er",
        en: "See which tables there are")
    case .unknownRow:
      Message(
        nn: "Sjå kva som har hendt i tabellen", nb: "Se hva som har hendt i tabellen",
        en: "See what has happened in the table")
    case .unknownChangeSet:
      Message(
        nn: "Sjå kva samlingane heiter", nb: "Se hva samlingene heter",
        en: "See what the change sets are called")
    case .unsealedEdits:
      Message(
        nn: "Ta vare på dei og send dei først, eller bruk --discard-unsealed",
        nb: "Ta vare på dem og send dem først, eller bruk --discard-unsealed",
        en: "Record and send them first, or use --discard-unsealed")
    default:
      Message(
        nn: "Ingenting er gjort om. Sjå kva som kan gjerast om",
        nb: "Ingenting er gjort om. Se hva som kan gjøres om",
        en: "Nothing was undone. See what can be undone")
    }
  }

  private static func undoForbidden(_ about: Subjects) -> Message {
    let row = about.first
    let reason = whyForbidden(UndoPlan.Forbidden.Kind(rawValue: about.second), about.third)
    return Message(
      nn: "Samlinga kan ikkje gjerast om på grunn av \(row): \(reason.nn).",
      nb: "Samlingen kan ikke gjøres om på grunn av \(row): \(reason.nb).",
      en: "The change set cannot be undone because of \(row): \(reason.en).")
  }

  private static func whyForbidden(_ kind: UndoPlan.Forbidden.Kind?, _ it: String) -> Message {
    switch kind {
    case .writer:
      Message(nn: "rada er \(it) si", nb: "raden tilhører \(it)", en: "the row belongs to \(it)")
    case .fixed:
      Message(
        nn: "\(it) vert sett éin gong", nb: "\(it) settes bare én gang", en: "\(it) is set once")
    case .needed:
      Message(
        nn: "andre rader viser til henne", nb: "andre rader viser til den",
        en: "other rows refer to it")
    case .revives:
      Message(
        nn: "rada er sletta, og ville ha kome att",
        nb: "raden er slettet, og ville ha kommet igjen",
        en: "the row is deleted and would come back")
    case .missingParent:
      Message(
        nn: "ho viser til ei rad i \(it) som ikkje finst",
        nb: "den viser til en rad i \(it) som ikke finnes",
        en: "it refers to a row of \(it) that is not there")
    case .cascade:
      Message(
        nn: "ho ville ha vorte borte med rada i \(it)",
        nb: "den ville ha blitt borte med raden i \(it)",
        en: "it would be gone with the row of \(it)")
    case .taken:
      Message(
        nn: "ei anna rad har same \(it)", nb: "en annen rad har samme \(it)",
        en: "another row has the same \(it)")
    case .invalid, nil:
      Message(
        nn: "ho bryt eit krav i tabellen (\(it))", nb: "den bryter et krav i tabellen (\(it))",
        en: "it breaks a constraint of the table (\(it))")
    }
  }
}
