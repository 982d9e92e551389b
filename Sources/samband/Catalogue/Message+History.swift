import Exchange
import MergeAlgebra
import ReplicaStore

extension Message {
  // MARK: The log

  /// There is nothing in the log, or nothing that was asked for.
  static var emptyLog: Message {
    Message(
      nn: "Ingen samlingar i loggen.", nb: "Ingen samlinger i loggen.",
      en: "No change sets in the log.")
  }

  /// How many rows of a table a change set has.
  static func tableCount(_ count: TableCount) -> Message {
    let parts = [
      (count.inserted, made(count.inserted)), (count.updated, edited), (count.deleted, deleted),
    ]
    .filter { $0.0 > 0 }.map { number, word in
      Message(nn: "\(number) \(word.nn)", nb: "\(number) \(word.nb)", en: "\(number) \(word.en)")
    }
    return .joined([Message("\(count.table):"), .joined(parts, ", ")])
  }

  private static func made(_ count: Int) -> Message {
    Message(nn: count == 1 ? "ny" : "nye", nb: count == 1 ? "ny" : "nye", en: "new")
  }
  private static var edited: Message { Message(nn: "endra", nb: "endret", en: "edited") }
  private static var deleted: Message { Message(nn: "sletta", nb: "slettet", en: "deleted") }

  /// Rows of which an erasure left only the hash.
  static func erased(_ count: Int) -> Message {
    let rows = rows(Int64(count))
    return Message(
      nn: "\(rows.nn) sletta for godt", nb: "\(rows.nb) slettet for godt",
      en: "\(rows.en) erased for good")
  }

  /// A change set that waits for others.
  static var waitsForOthers: Message {
    Message(
      nn: "ventar på andre samlingar", nb: "venter på andre samlinger", en: "waits for others")
  }

  /// Stands under a log: edits that are in no change set yet.
  static func unsealedEdits(_ count: Int64) -> Message {
    let edits = edits(count)
    return Message(
      nn: "\(edits.nn) er ikkje med i nokon samling enno.",
      nb: "\(edits.nb) er ikke med i noen samling ennå.",
      en: "\(edits.en) \(count == 1 ? "is" : "are") in no change set yet.")
  }

  /// How to see one whole.
  static func seeChangeSet(_ command: String) -> Message {
    Message(
      nn: "Sjå ei samling heil: \(command)", nb: "Se en samling hel: \(command)",
      en: "See one whole: \(command)")
  }

  // MARK: One change set

  /// What its author had seen of another replica.
  static func saw(_ who: String, _ number: Int64, of applied: Int64, at time: Int64?) -> Message {
    let sealed = time.map { moment($0) }
    let when = Message(
      nn: sealed.map { " (\($0.nn))" } ?? "", nb: sealed.map { " (\($0.nb))" } ?? "",
      en: sealed.map { " (\($0.en))" } ?? "")
    let rest = max(0, applied - number)
    let but =
      rest == 0
      ? Message("")
      : Message(
        nn: rest == 1 ? ", ikkje den siste" : ", ikkje dei \(rest) siste",
        nb: rest == 1 ? ", ikke den siste" : ", ikke de \(rest) siste",
        en: rest == 1 ? ", not the last" : ", not the last \(rest)")
    return Message(
      nn: "\(who): til og med nr. \(number)\(when.nn)\(but.nn)",
      nb: "\(who): til og med nr. \(number)\(when.nb)\(but.nb)",
      en: "\(who): up to no. \(number)\(when.en)\(but.en)")
  }

  /// Stands above what the author of a change set had seen.
  static var hadSeen: Message {
    Message(nn: "Hadde sett:", nb: "Hadde sett:", en: "Had seen:")
  }

  /// The author had seen nothing of anybody else.
  static var hadSeenNothing: Message {
    Message(
      nn: "Hadde ikkje sett noko frå andre.", nb: "Hadde ikke sett noe fra andre.",
      en: "Had seen nothing by others.")
  }

  /// What is done to a row.
  static func operation(_ kind: RowChange.Kind) -> Message {
    switch kind {
    case .insert: Message(nn: "laga", nb: "laget", en: "made")
    case .update: edited
    case .delete: deleted
    }
  }

  /// Marks what was written where somebody else decides.
  static var suggestion: Message { Message(nn: "framlegg", nb: "forslag", en: "a suggestion") }

  /// Several values stood beside each other before.
  static func choseAmong(_ count: Int) -> Message {
    Message(
      nn: "valt mellom \(count)", nb: "valgt mellom \(count)", en: "chosen among \(count)")
  }

  // MARK: One row

  /// Heading: the changes of a row.
  static func lifeOf(_ place: String, changes count: Int) -> Message {
    Message(
      nn: "\(place): \(count) \(count == 1 ? "endring" : "endringar")",
      nb: "\(place): \(count) \(count == 1 ? "endring" : "endringer")",
      en: "\(place): \(count) \(count == 1 ? "change" : "changes")")
  }

  /// The entries that the author of a change had not seen.
  static func unseen(_ places: [Int]) -> Message {
    let names = names(places.map { String($0 + 1) })
    return Message(
      nn: "utan å ha sett \(names.nn)", nb: "uten å ha sett \(names.nb)",
      en: "without having seen \(names.en)")
  }

  /// What a change did to the row's life, when it is not plain.
  static func effect(_ effect: RowHistory.Effect) -> Message? {
    switch effect {
    case .made, .gone, .none: nil
    case .madeAnew:
      Message(
        nn: "rada var borte, og er laga på nytt", nb: "raden var borte, og er laget på nytt",
        en: "the row was gone and is made anew")
    case .revived:
      Message(
        nn: "rada var sletta, og lever att", nb: "raden var slettet, og lever igjen",
        en: "the row was deleted and lives again")
    case .staysGone:
      Message(
        nn: "rada vert verande sletta", nb: "raden forblir slettet", en: "the row stays deleted")
    case .staysAlive:
      Message(
        nn: "rada vert verande, fordi ein annan har endra henne",
        nb: "raden blir værende, fordi en annen har endret den",
        en: "the row stays, because somebody else has edited it")
    }
  }

  /// Other rows that were made with the same number.
  static func namesakes(_ keys: [String]) -> Message {
    let names = names(keys)
    return Message(
      nn: "Òg laga med det nummeret: \(names.nn).", nb: "Også laget med det nummeret: \(names.nb).",
      en: "Also made with that number: \(names.en).")
  }
}
