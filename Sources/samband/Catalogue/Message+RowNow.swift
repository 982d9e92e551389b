import ReplicaStore

extension Message {
  /// What the table shows of a row, and why.
  static func standing(_ standing: RowNow.Standing, isShown: Bool) -> Message {
    switch standing {
    case .plain:
      Message(
        nn: "No: rada er vist slik ho er skriven.", nb: "Nå: raden vises slik den er skrevet.",
        en: "Now: the row is shown as it was written.")
    case .deleted:
      Message(
        nn: "No: rada er sletta.", nb: "Nå: raden er slettet.", en: "Now: the row is deleted.")
    case .held(let held): heldNow(held)
    case .setAside(let keeper, let columns):
      under(
        keeper.readable, columns, nn: "rada er ikkje vist", nb: "raden vises ikke",
        en: "the row is not shown")
    case .merged(let keeper, let columns):
      under(
        keeper.readable, columns, nn: "rada er ein del av ei anna",
        nb: "raden er en del av en annen", en: "the row is part of another")
    case .revived:
      Message(
        nn: "No: rada er sletta, men vist likevel, fordi ei anna rad viser til henne.",
        nb: "Nå: raden er slettet, men vises likevel, fordi en annen rad viser til den.",
        en: "Now: the row is deleted, and shown all the same because another row refers to it.")
    case .altered:
      Message(
        nn: "No: rada er vist, med nokre verdiar som reglane har endra.",
        nb: "Nå: raden vises, med noen verdier som reglene har endret.",
        en: "Now: the row is shown, with some values that the rules have altered.")
    case .unsealed:
      Message(
        nn: "No: rada står i tabellen, og er ikkje med i nokon samling enno.",
        nb: "Nå: raden står i tabellen, og er ikke med i noen samling ennå.",
        en: "Now: the row stands in the table, and is in no change set yet.")
    }
  }

  private static func heldNow(_ held: HeldRow) -> Message {
    let reason = heldReason(held.reason, held.detail)
    return Message(
      nn: "No: rada er ikkje vist; ho \(reason.nn).", nb: "Nå: raden vises ikke; den \(reason.nb).",
      en: "Now: the row is not shown; it \(reason.en).")
  }

  private static func under(
    _ keeper: String, _ columns: [String], nn: String, nb: String, en: String
  ) -> Message {
    let names = names(columns)
    return Message(
      nn: "No: \(nn); \(keeper) kom først med same \(names.nn).",
      nb: "Nå: \(nb); \(keeper) kom først med samme \(names.nb).",
      en: "Now: \(en); \(keeper) came first with the same \(names.en).")
  }

  /// The row shows another number than it was made with.
  static func renumbered(from number: Int64, to key: String) -> Message {
    Message(
      nn: "Ho vart laga som nummer \(number), som ei anna rad fekk; no er nummeret \(key).",
      nb: "Den ble laget som nummer \(number), som en annen rad fikk; nå er nummeret \(key).",
      en: "It was made as number \(number), which another row got; now its number is \(key).")
  }

  /// The row has edits that are not sealed.
  static var rowIsEdited: Message {
    Message(
      nn: "Ho er endra sidan; det er ikkje med i nokon samling enno.",
      nb: "Den er endret siden; det er ikke med i noen samling ennå.",
      en: "It has been edited since; that is in no change set yet.")
  }

  /// Several values were written; a rule chose.
  static func ruleChose(_ rule: String, among count: Int) -> Message {
    Message(
      nn: "regelen \(rule) valde mellom \(count)", nb: "regelen \(rule) valgte mellom \(count)",
      en: "the rule \(rule) chose among \(count)")
  }

  /// A cell shows something else than was written.
  static func writtenOtherwise(_ value: String) -> Message {
    Message(nn: "skrive: \(value)", nb: "skrevet: \(value)", en: "written: \(value)")
  }

  /// A conflict of the row.
  static func conflictOfRow(_ id: String, _ place: String, _ state: Message) -> Message {
    Message(
      nn: "Konflikt \(id), \(place): \(state.nn).", nb: "Konflikt \(id), \(place): \(state.nb).",
      en: "Conflict \(id), \(place): \(state.en).")
  }
}
