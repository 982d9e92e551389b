import ReplicaStore

extension Message {
  /// One thing that a revision of the charter changes.
  static func change(_ change: SchemaChange) -> Message {
    let (noun, verb) = (noun(change), verb(change.action))
    let detail = detail(change)
    return Message(
      nn: "  \(verb.nn): \(noun.nn)\(detail)", nb: "  \(verb.nb): \(noun.nb)\(detail)",
      en: "  \(verb.en): \(noun.en)\(detail)")
  }

  private static func verb(_ action: SchemaChange.Action) -> Message {
    switch action {
    case .added: Message(nn: "ny", nb: "ny", en: "new")
    case .removed: Message(nn: "borte", nb: "borte", en: "gone")
    case .changed: Message(nn: "endra", nb: "endret", en: "changed")
    case .renamed: Message(nn: "nytt namn", nb: "nytt navn", en: "renamed")
    case .relaxed: Message(nn: "tillèt meir", nb: "tillater mer", en: "allows more")
    }
  }

  private static func noun(_ change: SchemaChange) -> Message {
    let (table, name) = (change.table, change.name)
    switch change.subject {
    case .table:
      return Message(nn: "tabellen \(table)", nb: "tabellen \(table)", en: "table \(table)")
    case .column:
      return Message(
        nn: "kolonnen \(table).\(name)", nb: "kolonnen \(table).\(name)",
        en: "column \(table).\(name)")
    case .notNull:
      return Message(
        nn: "kravet om innhald i \(table).\(name)", nb: "kravet om innhold i \(table).\(name)",
        en: "NOT NULL of \(table).\(name)")
    case .defaultValue:
      return Message(
        nn: "standardverdien i \(table).\(name)", nb: "standardverdien i \(table).\(name)",
        en: "default of \(table).\(name)")
    case .check:
      return Message(
        nn: "vilkåret for \(table) (\(name))", nb: "vilkåret for \(table) (\(name))",
        en: "condition on \(table) (\(name))")
    case .uniqueKey:
      return Message(
        nn: "unik nøkkel i \(table) (\(name))", nb: "unik nøkkel i \(table) (\(name))",
        en: "unique key of \(table) (\(name))")
    case .index:
      return Message(
        nn: "indeksen \(name) på \(table)", nb: "indeksen \(name) på \(table)",
        en: "index \(name) on \(table)")
    case .view:
      return Message(nn: "utsnittet \(name)", nb: "utsnittet \(name)", en: "view \(name)")
    case .trigger:
      return Message(
        nn: "utløysaren \(name) på \(table)", nb: "utløseren \(name) på \(table)",
        en: "trigger \(name) on \(table)")
    case .rule:
      return Message(
        nn: "regelen for \(table) (\(name))", nb: "regelen for \(table) (\(name))",
        en: "rule of \(table) (\(name))")
    case .definition:
      return Message(
        nn: "ordlyden i tabellen \(table)", nb: "ordlyden i tabellen \(table)",
        en: "wording of table \(table)")
    }
  }

  private static func detail(_ change: SchemaChange) -> String {
    switch (change.before, change.after) {
    case (let before?, let after?): ": \(before) → \(after)"
    case (nil, let after?): ": \(after)"
    case (let before?, nil): ": \(before)"
    case (nil, nil): ""
    }
  }

  /// Tables and rules are as they were.
  static var nothingToRevise: Message {
    Message(
      nn: "Tabellane og reglane seier det same som før.",
      nb: "Tabellene og reglene sier det samme som før.",
      en: "The tables and the rules say the same as before.")
  }

  /// What a revision would make.
  static func wouldRevise(version: Int64) -> Message {
    Message(
      nn: "Ingenting er endra. Avtalen ville få versjon \(version).",
      nb: "Ingenting er endret. Avtalen ville få versjon \(version).",
      en: "Nothing was changed. The charter would get version \(version).")
  }

  /// The charter has other tables or rules now.
  static func revised(version: Int64) -> Message {
    Message(
      nn: "Avtalen har no versjon \(version).", nb: "Avtalen har nå versjon \(version).",
      en: "The charter now has version \(version).")
  }

  /// Asks whether the charter shall be revised.
  static var shallRevise: Message {
    Message(
      nn: "Skal avtalen endrast slik, for alle? (ja/nei)",
      nb: "Skal avtalen endres slik, for alle? (ja/nei)",
      en: "Shall the charter be changed so, for everybody? (yes/no)")
  }

  /// A newer charter came, and cannot come into force.
  static func charterWaits(version: Int64, reason: String) -> Message {
    let why = inlineCause(reason)
    return Message(
      nn: "Avtalen i versjon \(version) kan ikkje takast i bruk her enno: \(why.nn)",
      nb: "Avtalen i versjon \(version) kan ikke tas i bruk her ennå: \(why.nb)",
      en: "Version \(version) of the charter cannot be used here yet: \(why.en)")
  }

  /// Label: a newer charter that cannot come into force.
  static var waitingCharterLabel: Message {
    Message(nn: "Ny avtale ventar:", nb: "Ny avtale venter:", en: "Charter waits:")
  }

  /// Why a newer charter is not in force.
  static func waitingCharter(version: Int64, reason: String) -> Message {
    let why = inlineCause(reason)
    return Message(
      nn: "versjon \(version) kan ikkje takast i bruk her: \(why.nn)",
      nb: "versjon \(version) kan ikke tas i bruk her: \(why.nb)",
      en: "version \(version) cannot be used here: \(why.en)")
  }
}
