import Exchange
import ReplicaStore

extension Message {
  /// How the file is made.
  static func facts(_ facts: FileFacts, free: Int64?) -> Message {
    let file = size(Int(facts.pageSize * facts.pageCount))
    let space = free.map { size(Int($0)) }
    let made = "SQLite \(facts.sqlite), \(facts.encoding), \(facts.journalMode)"
    return Message(
      nn: "\(made), \(file.nn)" + (space.map { ", \($0.nn) ledig" } ?? ""),
      nb: "\(made), \(file.nb)" + (space.map { ", \($0.nb) ledig" } ?? ""),
      en: "\(made), \(file.en)" + (space.map { ", \($0.en) free" } ?? ""))
  }

  /// Nothing was noticed.
  static var healthy: Message {
    Message(nn: "Alt er i orden.", nb: "Alt er i orden.", en: "Everything is in order.")
  }

  /// A line that belongs to the one above.
  static func indented(_ text: String) -> Message { Message("  → \(text)") }

  /// What was noticed.
  static func symptom(_ symptom: Symptom, _ names: CharterNames) -> Message {
    switch symptom {
    case .keyMissing(let path):
      Message(
        nn: "Nøkkelen til kopien er ikkje på denne maskina (\(path)).",
        nb: "Nøkkelen til kopien er ikke på denne maskinen (\(path)).",
        en: "The key of the replica is not on this computer (\(path)).")
    case .keyReadableByOthers(let path):
      Message(
        nn: "Andre på maskina kan lese nøkkelen: \(path).",
        nb: "Andre på maskinen kan lese nøkkelen: \(path).",
        en: "Others on this computer can read the key: \(path).")
    case .clockBehind(let lag, let replica):
      clockBehind(lag, names.label(of: replica))
    case .clockAhead(let lead): clockAhead(lead)
    case .onSeveralMachines: onSeveralMachines
    case .olderThanItself(_, let here, let made): olderThanItself(here, made)
    case .charterWaits(let waiting):
      charterWaits(version: waiting.version, reason: waiting.reason)
    case .captureMissing(let table):
      Message(
        nn: "Endringar i \(table) vert ikkje fanga opp: utløysarane er borte.",
        nb: "Endringer i \(table) fanges ikke opp: utløserne er borte.",
        en: "Edits of \(table) are not captured: the triggers are gone.")
    case .ownTrigger(let name, let table):
      Message(
        nn:
          "Tabellen \(table) har ein eigen utløysar, \(name); han gjeld berre endringar du gjer her.",
        nb:
          "Tabellen \(table) har en egen utløser, \(name); den gjelder bare endringer du gjør her.",
        en:
          "The table \(table) has a trigger of your own, \(name); it runs for edits made here only."
      )
    case .littleSpace(let free, let needed): littleSpace(Int(free), Int(needed))
    case .journalMode(let mode):
      Message(
        nn: "SQLite brukar journalen \(mode), og ikkje wal.",
        nb: "SQLite bruker journalen \(mode), og ikke wal.",
        en: "SQLite journals by \(mode), not by wal.")
    case .database(let detail): finding(.database(detail))
    case .dangling(let count, let first, _):
      Message(
        nn: "\(rows(Int64(count)).nn) viser til ei rad som ikkje finst; den første: \(first).",
        nb: "\(rows(Int64(count)).nb) viser til en rad som ikke finnes; den første: \(first).",
        en: "\(rows(Int64(count)).en) without the row that is referred to; the first: \(first).")
    case .parked(let count, let missing): parked(count, missing)
    case .unheard(let replica, let since): unheard(names.label(of: replica), since)
    }
  }

  private static func clockBehind(_ lag: Int64, _ who: String) -> Message {
    let span = timeSpan(lag)
    return Message(
      nn: "Klokka her er \(span.nn) etter den nyaste samlinga (\(who)): éi av klokkene går feil.",
      nb: "Klokken her er \(span.nb) etter den nyeste samlingen (\(who)): én av klokkene går feil.",
      en:
        "The clock here is \(span.en) behind the newest change set (\(who)): one of the clocks is wrong."
    )
  }

  private static func littleSpace(_ free: Int, _ needed: Int) -> Message {
    let (free, needed) = (size(free), size(needed))
    return Message(
      nn: "Berre \(free.nn) er ledig; neste import kan trenge \(needed.nn).",
      nb: "Bare \(free.nb) er ledig; neste import kan trenge \(needed.nb).",
      en: "Only \(free.en) are free; the next import may need \(needed.en).")
  }

  private static func parked(_ count: Int, _ missing: [MissingRange]) -> Message {
    let ranges = missing.map {
      missingRange($0.numbers, of: $0.stream.name, askMember: $0.member)
    }
    return .joined([parked(Int64(count)), .joined(ranges, "; ")])
  }

  private static func unheard(_ who: String, _ since: Int64?) -> Message {
    guard let since else {
      return Message(
        nn: "\(who) har vi aldri høyrt noko frå.", nb: "\(who) har vi aldri hørt noe fra.",
        en: "Nothing has ever been heard from \(who).")
    }
    let moment = moment(since)
    return Message(
      nn: "\(who) har vi ikkje høyrt noko frå sidan \(moment.nn).",
      nb: "\(who) har vi ikke hørt noe fra siden \(moment.nb).",
      en: "Nothing has been heard from \(who) since \(moment.en).")
  }

  /// What to do about it; the command that belongs to it follows after a colon.
  static func advice(for symptom: Symptom) -> Message {
    switch symptom {
    case .keyMissing: useTheComputerThatMadeIt
    case .keyReadableByOthers:
      Message(nn: "Steng han for andre", nb: "Steng den for andre", en: "Close it to others")
    case .onSeveralMachines, .olderThanItself: adviceOnThePlace(symptom)
    case .clockBehind, .clockAhead:
      Message(
        nn: "Sjå kva klokka er her, og still henne", nb: "Se hva klokken er her, og still den",
        en: "See what time it is here, and set the clock")
    case .charterWaits:
      Message(
        nn: "Sjå kva som er i vegen", nb: "Se hva som er i veien", en: "See what is in the way")
    case .captureMissing:
      Message(
        nn: "Dette set dei på plass att og finn det som er endra imens",
        nb: "Dette setter dem på plass igjen og finner det som er endret imens",
        en: "This puts them back and finds what was edited meanwhile")
    case .ownTrigger:
      Message(
        nn: "Skal han òg gjelde det andre skriv, må reglane seie det (\"triggers\")",
        nb: "Skal den også gjelde det andre skriver, må reglene si det (\"triggers\")",
        en: "If it is to run for what others write, the rules have to say so (\"triggers\")")
    case .littleSpace:
      Message(
        nn: "Rydd, og sjå kva som er ledig", nb: "Rydd, og se hva som er ledig",
        en: "Make room, and see what is free")
    case .journalMode:
      Message(
        nn: "Det går bra slik; vanleg er det slik", nb: "Det går bra slik; vanlig er det slik",
        en: "It works like this; usual is this")
    case .dangling(_, _, isUnsealed: true):
      Message(
        nn: "Eit program har slege av framandnøklane; dette rettar det etter reglane",
        nb: "Et program har slått av fremmednøklene; dette retter det etter reglene",
        en: "A program has switched foreign keys off; this corrects it by the rules")
    case .database, .dangling:
      Message(
        nn: "Sjå kva rader det gjeld, og sei frå til koordinatoren",
        nb: "Se hvilke rader det gjelder, og si fra til koordinatoren",
        en: "See which rows it is about, and tell the coordinator")
    case .parked, .unheard:
      Message(nn: "Sjå kven du skal spørje", nb: "Se hvem du skal spørre", en: "See whom to ask")
    }
  }
}
