import MergeAlgebra
import ReplicaStore

extension Message {
  // MARK: The list

  /// There are no conflicts.
  static var noConflicts: Message {
    Message(
      nn: "Ingenting ventar på avgjerd, og ingenting er halde tilbake.",
      nb: "Ingenting venter på avgjørelse, og ingenting er holdt tilbake.",
      en: "Nothing waits for a decision, and nothing is held back.")
  }

  /// Heading: what a person must decide.
  static func openHeading(_ count: Int) -> Message {
    Message(
      nn: "Ventar på avgjerd (\(count)):", nb: "Venter på avgjørelse (\(count)):",
      en: "To be decided (\(count)):")
  }

  /// Heading: what rules decided.
  static func settledHeading(_ count: Int) -> Message {
    Message(
      nn: "Avgjort av ein regel (\(count)):", nb: "Avgjort av en regel (\(count)):",
      en: "Settled by a rule (\(count)):")
  }

  /// Heading: rows that are held back.
  static func heldHeading(_ count: Int) -> Message {
    Message(
      nn: "Halde tilbake (\(count)):", nb: "Holdt tilbake (\(count)):",
      en: "Held back (\(count)):")
  }

  /// What is shown, and what else was written.
  static func shownAndOthers(_ shown: String, _ others: [String]) -> Message {
    let list = others.joined(separator: " | ")
    return Message(
      nn: "viser \(shown), ikkje \(list)", nb: "viser \(shown), ikke \(list)",
      en: "shows \(shown), not \(list)")
  }

  /// A deleted row that is shown because somebody edited it.
  static var deletedButShown: Message {
    Message(
      nn: "sletta av nokon, men vist fordi andre endra rada",
      nb: "slettet av noen, men vist fordi andre endret raden",
      en: "deleted by somebody, but shown because others edited it")
  }

  /// An edited row that is gone because somebody deleted it.
  static var editedButDeleted: Message {
    Message(
      nn: "endra av nokon, men borte fordi andre sletta rada",
      nb: "endret av noen, men borte fordi andre slettet raden",
      en: "edited by somebody, but gone because others deleted it")
  }

  /// How to see one in full.
  static func seeInFull(_ command: String) -> Message {
    Message(
      nn: "Sjå kven som skreiv kva, og vel: \(command)",
      nb: "Se hvem som skrev hva, og velg: \(command)",
      en: "See who wrote what, and choose: \(command)")
  }

  // MARK: One in full

  /// Whether a person has to decide.
  static func state(_ state: ConflictState) -> Message {
    switch state {
    case .open:
      Message(nn: "ventar på avgjerd", nb: "venter på avgjørelse", en: "waits for a decision")
    case .settled:
      Message(
        nn: "avgjort av ein regel", nb: "avgjort av en regel", en: "settled by a rule")
    }
  }

  /// The state of a row that is held back.
  static var heldState: Message {
    Message(nn: "halden tilbake", nb: "holdt tilbake", en: "held back")
  }

  /// What happened.
  static func wroteAtOnce(_ count: Int, isSuggested: Bool) -> Message {
    if isSuggested {
      return Message(
        nn: "Nokon har gjort framlegg om ein annan verdi.",
        nb: "Noen har foreslått en annen verdi.",
        en: "Somebody suggests another value.")
    }
    if count == 2 {
      return Message(
        nn: "To skreiv kvar for seg, utan å ha sett kva den andre skreiv.",
        nb: "To skrev hver for seg, uten å ha sett hva den andre skrev.",
        en: "Two wrote on their own, without having seen what the other wrote.")
    }
    return Message(
      nn: "\(count) skreiv kvar for seg, utan å ha sett kva dei andre skreiv.",
      nb: "\(count) skrev hver for seg, uten å ha sett hva de andre skrev.",
      en: "\(count) wrote on their own, without having seen what the others wrote.")
  }

  /// What was there before anybody wrote; cells follow where no value is given.
  static func heldBefore(_ value: String) -> Message {
    let end = value.isEmpty ? ":" : ": \(value)"
    return Message(
      nn: "Før dette stod det her\(end)", nb: "Før dette sto det her\(end)",
      en: "Before that, it held\(end)")
  }

  /// Who wrote a value, and when.
  static func author(_ who: String, _ time: Int64, isSuggestion: Bool) -> Message {
    let moment = moment(time)
    return Message(
      nn: "\(who), \(moment.nn)\(isSuggestion ? ", framlegg" : "")",
      nb: "\(who), \(moment.nb)\(isSuggestion ? ", forslag" : "")",
      en: "\(who), \(moment.en)\(isSuggestion ? ", a suggestion" : "")")
  }

  /// Marks the value that is shown.
  static var shownNow: Message {
    Message(nn: "dette er vist no", nb: "dette vises nå", en: "this is shown now")
  }

  /// A row was deleted and edited at once.
  static var deletedAndEdited: Message {
    Message(
      nn: "Nokon sletta rada medan andre endra henne.",
      nb: "Noen slettet raden mens andre endret den.",
      en: "Somebody deleted the row while others edited it.")
  }

  /// The choice to keep a row.
  static var keepRow: Message {
    Message(nn: "Behald rada.", nb: "Behold raden.", en: "Keep the row.")
  }

  /// The choice to delete a row.
  static var deleteRow: Message {
    Message(nn: "Slett rada.", nb: "Slett raden.", en: "Delete the row.")
  }

  /// Who edited the row.
  static func editedBy(_ who: String) -> Message {
    Message(nn: "Endra av \(who).", nb: "Endret av \(who).", en: "Edited by \(who).")
  }

  /// Who deleted the row, and when.
  static func deletedBy(_ who: String, _ time: Int64) -> Message {
    let moment = moment(time)
    return Message(
      nn: "Sletta av \(who), \(moment.nn).", nb: "Slettet av \(who), \(moment.nb).",
      en: "Deleted by \(who), \(moment.en).")
  }

  /// Why a row is held back.
  static func heldReason(_ reason: HeldReason, _ detail: String) -> Message {
    switch reason {
    case .parentGone:
      Message(
        nn: "viser til ei rad i \(detail) som er sletta, og er borte med henne",
        nb: "viser til en rad i \(detail) som er slettet, og er borte med den",
        en: "refers to a row of \(detail) that is deleted, and is gone with it")
    case .missingParent:
      Message(
        nn: "ventar på ei rad i \(detail) som ikkje finst her",
        nb: "venter på en rad i \(detail) som ikke finnes her",
        en: "waits for a row of \(detail) that is not here")
    case .invalid:
      Message(
        nn: "bryt eit krav i tabellen (\(inlineCause(detail).nn))",
        nb: "bryter et krav i tabellen (\(inlineCause(detail).nb))",
        en: "breaks a constraint of the table (\(detail))")
    }
  }

  /// Why a row is held back, as a sentence.
  static func heldSentence(_ reason: HeldReason, _ detail: String) -> Message {
    let text = heldReason(reason, detail)
    return Message(nn: "Rada \(text.nn).", nb: "Raden \(text.nb).", en: "The row \(text.en).")
  }

  /// What a person can do about a row that is held back.
  static func heldAdvice(_ reason: HeldReason, _ detail: String) -> Message {
    switch reason {
    case .missingParent:
      Message(
        nn: "Ho kjem til syne av seg sjølv når rada i \(detail) kjem med ein pakke, eller når "
          + "nokon set henne inn med same nøkkel.",
        nb: "Den kommer til syne av seg selv når raden i \(detail) kommer med en pakke, eller når "
          + "noen setter den inn med samme nøkkel.",
        en: "It appears by itself when the row of \(detail) comes with a bundle, or when somebody "
          + "inserts it with the same key.")
    case .parentGone:
      Message(
        nn: "Ingen treng å gjere noko. Skal rada likevel vere med: set inn att rada i \(detail) "
          + "med same nøkkel, så kjem denne att av seg sjølv.",
        nb: "Ingen trenger å gjøre noe. Skal raden likevel være med: sett inn igjen raden i "
          + "\(detail) med samme nøkkel, så kommer denne tilbake av seg selv.",
        en: "Nobody needs to do anything. To have the row after all, insert the row of \(detail) "
          + "again with the same key; this one then returns by itself.")
    case .invalid:
      Message(
        nn: "Skriv rada på nytt med verdiar som høver saman; ho får då ein ny nøkkel.",
        nb: "Skriv raden på nytt med verdier som passer sammen; den får da en ny nøkkel.",
        en: "Write the row anew with values that go together; it then gets a new key.")
    }
  }

  /// Stands above the cells of a row that is held back.
  static var heldContent: Message {
    Message(
      nn: "Ingenting er tapt; dette står i rada:", nb: "Ingenting er tapt; dette står i raden:",
      en: "Nothing is lost; the row holds:")
  }

  /// Stands above the commands that decide.
  static var decideWith: Message {
    Message(
      nn: "Avgjer med ein av desse:", nb: "Avgjør med en av disse:", en: "Decide with one of:")
  }

  // MARK: Deciding

  /// A conflict is decided.
  static func resolved(_ place: String) -> Message {
    Message(nn: "Avgjort: \(place).", nb: "Avgjort: \(place).", en: "Decided: \(place).")
  }

  /// The decision is somebody else's.
  static func suggested(_ place: String) -> Message {
    Message(
      nn: "Framlegg skrive: \(place). Ein annan avgjer, og ser det etter neste pakke.",
      nb: "Forslag skrevet: \(place). En annen avgjør, og ser det etter neste pakke.",
      en: "Suggested: \(place). Somebody else decides, and sees it with the next bundle.")
  }

  /// How the others hear of it.
  static var decisionTravels: Message {
    Message(
      nn: "Det følgjer med neste pakke, og gjeld då hjå alle.",
      nb: "Det følger med neste pakke, og gjelder da hos alle.",
      en: "It travels with the next bundle, and then holds everywhere.")
  }
}
