import MergeAlgebra
import ReplicaStore

extension Message {
  /// What the undo does to a row.
  static func undone(_ place: String, _ kind: RowChange.Kind) -> Message {
    switch kind {
    case .insert:
      Message(
        nn: "\(place): sett inn att", nb: "\(place): satt inn igjen", en: "\(place): put back")
    case .update:
      Message(
        nn: "\(place): skrive attende", nb: "\(place): skrevet tilbake",
        en: "\(place): written back")
    case .delete:
      Message(nn: "\(place): sletta", nb: "\(place): slettet", en: "\(place): deleted")
    }
  }

  /// Something is left as it is, and why; `who` is nil where nobody else is the cause.
  static func leftAlone(
    _ place: String, _ reason: UndoPlan.LeftAlone.Reason, _ who: Message?
  ) -> Message {
    let why = why(reason, who)
    return Message(
      nn: "\(place): \(why.nn); vert ståande som det er.",
      nb: "\(place): \(why.nb); blir stående som det er.", en: "\(place): \(why.en); left as it is."
    )
  }

  private static func why(_ reason: UndoPlan.LeftAlone.Reason, _ who: Message?) -> Message {
    let by = Message(
      nn: who.map { " av \($0.nn)" } ?? "", nb: who.map { " av \($0.nb)" } ?? "",
      en: who.map { " by \($0.en)" } ?? "")
    switch reason {
    case .changedSince:
      return Message(
        nn: "endra sidan\(by.nn)", nb: "endret siden\(by.nb)", en: "changed since\(by.en)")
    case .writtenAtOnce:
      return Message(
        nn: "skrive samstundes\(by.nn)", nb: "skrevet samtidig\(by.nb)",
        en: "written at the same time\(by.en)")
    case .deleted:
      return Message(
        nn: "rada er sletta\(by.nn)", nb: "raden er slettet\(by.nb)",
        en: "the row was deleted\(by.en)")
    case .lives:
      return Message(
        nn: "rada finst alt", nb: "raden finnes allerede", en: "the row is there already")
    case .replaced:
      return Message(
        nn: "rada kom i staden for ei anna", nb: "raden kom i stedet for en annen",
        en: "the row took the place of another")
    case .contested:
      return Message(
        nn: "fleire verdiar står mot kvarandre", nb: "flere verdier står mot hverandre",
        en: "several values stand against each other")
    case .unknown:
      return Message(
        nn: "tabellen er ikkje kjend her", nb: "tabellen er ikke kjent her",
        en: "the table is not known here")
    }
  }

  /// Who wrote something, and when.
  static func whoAndWhen(_ member: String, _ time: Int64) -> Message {
    let moment = moment(time)
    return Message(
      nn: "\(member) \(moment.nn)", nb: "\(member) \(moment.nb)", en: "\(member) \(moment.en)")
  }

  /// The undo is a new change set.
  static func undoneBy(_ dots: [String]) -> Message {
    let names = names(dots)
    return Message(
      nn: "Gjort om med ei ny samling: \(names.nn).",
      nb: "Gjort om med en ny samling: \(names.nb).",
      en: "Undone by a new change set: \(names.en).")
  }

  /// Nothing could be undone.
  static var nothingUndone: Message {
    Message(
      nn: "Ingenting er gjort om.", nb: "Ingenting er gjort om.", en: "Nothing was undone.")
  }

  /// Where to see what has happened since.
  static var seeHistory: Message {
    Message(
      nn: "Sjå kva som har hendt med rada", nb: "Se hva som har hendt med raden",
      en: "See what has happened to the row")
  }
}
