import MergeAlgebra

extension Message {
  /// Which rule chose what is shown, and why.
  static func rule(_ name: String, _ state: ConflictState) -> Message {
    let reason = reason(of: name)
    guard state == .open, name == "furthest" || name == "ask" else {
      return Message(
        nn: "Kvifor: \(reason.nn)", nb: "Hvorfor: \(reason.nb)", en: "Why: \(reason.en)")
    }
    // An open `furthest` is a tie: none of the values comes after the other.
    let isTie = name == "furthest"
    return Message(
      nn: "Kvifor: \(reason.nn)\(isTie ? " Desse er komne like langt." : "")"
        + " Inntil nokon avgjer, er det siste vist.",
      nb: "Hvorfor: \(reason.nb)\(isTie ? " Disse er kommet like langt." : "")"
        + " Inntil noen avgjør, vises det siste.",
      en: "Why: \(reason.en)\(isTie ? " These are equally far." : "")"
        + " Until somebody decides, the latest is shown.")
  }

  private static func reason(of rule: String) -> Message {
    switch rule {
    case "latest":
      Message(
        nn: "det som vart skrive sist, gjeld.", nb: "det som ble skrevet sist, gjelder.",
        en: "what was written last holds.")
    case "first":
      Message(
        nn: "det som vart skrive først, gjeld.", nb: "det som ble skrevet først, gjelder.",
        en: "what was written first holds.")
    case "owner":
      Message(
        nn: "den som eig rada, avgjer; andre gjer framlegg.",
        nb: "den som eier raden, avgjør; andre foreslår.",
        en: "the owner of the row decides; others suggest.")
    case "coordinator":
      Message(
        nn: "koordinatoren avgjer; andre gjer framlegg.",
        nb: "koordinatoren avgjør; andre foreslår.",
        en: "the coordinator decides; others suggest.")
    case "highest":
      Message(
        nn: "den høgaste verdien gjeld.", nb: "den høyeste verdien gjelder.",
        en: "the highest value holds.")
    case "lowest":
      Message(
        nn: "den lågaste verdien gjeld.", nb: "den laveste verdien gjelder.",
        en: "the lowest value holds.")
    case "furthest":
      Message(
        nn: "den som er komen lengst i rekkja, gjeld.",
        nb: "den som er kommet lengst i rekken, gjelder.",
        en: "the one furthest along the declared order holds.")
    default: reasonOfPeopleAndRows(rule)
    }
  }

  private static func reasonOfPeopleAndRows(_ rule: String) -> Message {
    switch rule {
    case "ask":
      Message(
        nn: "her må eit menneske avgjere.", nb: "her må et menneske avgjøre.",
        en: "here a person has to decide.")
    case "keep-edited":
      Message(
        nn: "ei rad som nokon har endra, vert verande sjølv om andre slettar henne.",
        nb: "en rad som noen har endret, blir værende selv om andre sletter den.",
        en: "a row that somebody edited stays, even if others delete it.")
    case "delete-wins":
      Message(
        nn: "ei rad som nokon har sletta, er borte sjølv om andre endra henne.",
        nb: "en rad som noen har slettet, er borte selv om andre endret den.",
        en: "a row that somebody deleted is gone, even if others edited it.")
    case "setAside":
      Message(
        nn: "ho som vart laga først, er vist; den andre ventar til nokon avgjer.",
        nb: "den som ble laget først, vises; den andre venter til noen avgjør.",
        en: "the one that was made first is shown; the other waits until somebody decides.")
    case "merge":
      Message(
        nn: "ho som vart laga først, vert ståande, og viser òg det som berre den andre har.",
        nb: "den som ble laget først, blir stående, og viser også det som bare den andre har.",
        en: "the one that was made first stays, and also shows what only the other one has.")
    case "renumbered":
      Message(
        nn: "ho som vart laga først, har nummeret; den andre får eit nytt.",
        nb: "den som ble laget først, har nummeret; den andre får et nytt.",
        en: "the one that was made first has the number; the other gets a new one.")
    default: reasonOfReferences(rule)
    }
  }

  private static func reasonOfReferences(_ rule: String) -> Message {
    switch rule {
    case "revive":
      Message(
        nn: "ei rad som ei anna rad viser til, vert ståande sjølv om nokon slettar henne.",
        nb: "en rad som en annen rad viser til, blir stående selv om noen sletter den.",
        en: "a row that another row refers to stays, even if somebody deletes it.")
    case "clear":
      Message(
        nn: "det som viser til ei rad som er borte, er tomt til rada er der att.",
        nb: "det som viser til en rad som er borte, er tomt til raden er der igjen.",
        en: "what refers to a row that is gone is empty until the row is there again.")
    default: Message(rule)
    }
  }
}
