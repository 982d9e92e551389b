import ReplicaStore

extension Message {
  /// What another program has done to a table under sync.
  static func alteration(
    _ kind: SchemaAlteration.Kind?, _ table: String, _ name: String
  ) -> Message {
    switch kind {
    case .ownUniqueKey:
      Message(
        nn: "Tabellen \(table) har fått ein eigen UNIQUE-indeks, \(name), som dei andre ikkje har.",
        nb: "Tabellen \(table) har fått en egen UNIQUE-indeks, \(name), som de andre ikke har.",
        en:
          "The table \(table) has a UNIQUE index of its own, \(name), which the others do not have."
      )
    case .missingUniqueKey:
      Message(
        nn: "Tabellen \(table) har mist UNIQUE-indeksen \(name).",
        nb: "Tabellen \(table) har mistet UNIQUE-indeksen \(name).",
        en: "The table \(table) has lost its UNIQUE index \(name).")
    case .missingTable:
      Message(
        nn: "Tabellen \(table) er borte frå fila.", nb: "Tabellen \(table) er borte fra filen.",
        en: "The table \(table) is gone from the file.")
    case .missingColumn:
      Message(
        nn: "Tabellen \(table) har ikkje lenger kolonnen \(name).",
        nb: "Tabellen \(table) har ikke lenger kolonnen \(name).",
        en: "The table \(table) no longer has the column \(name).")
    case .changedColumn:
      Message(
        nn: "Kolonnen \(name) i tabellen \(table) er ikkje lenger slik avtalen seier.",
        nb: "Kolonnen \(name) i tabellen \(table) er ikke lenger slik avtalen sier.",
        en: "The column \(name) of the table \(table) is no longer as the charter says.")
    case .changedTable, nil:
      Message(
        nn: "Tabellen \(table) er ikkje lenger slik avtalen seier.",
        nb: "Tabellen \(table) er ikke lenger slik avtalen sier.",
        en: "The table \(table) is no longer as the charter says.")
    }
  }

  /// What to do about it; the SQL or command that belongs to it follows after a colon.
  static func advice(
    forAltered kind: SchemaAlteration.Kind?, isOneStatement: Bool
  ) -> Message {
    switch kind {
    case .ownUniqueKey:
      return Message(
        nn: "Ta han bort (CREATE INDEX utan UNIQUE kan du ha). Ingenting vert delt før det",
        nb: "Ta den bort (CREATE INDEX uten UNIQUE kan du ha). Ingenting blir delt før det",
        en: "Remove it (CREATE INDEX without UNIQUE is fine). Nothing is shared until then")
    case .missingTable, .missingColumn:
      if isOneStatement {
        return Message(
          nn: "Gje det namnet tilbake. Ingenting vert delt før det",
          nb: "Gi det navnet tilbake. Ingenting blir delt før det",
          en: "Give it its name back. Nothing is shared until then")
      }
      return Message(
        nn: "Hent fila frå ein tryggingskopi, eller lag ein ny kopi, som får radene frå dei andre",
        nb: "Hent filen fra en sikkerhetskopi, eller lag en ny kopi, som får radene fra de andre",
        en:
          "Take the file from a backup, or make a new replica, which gets the rows from the others")
    case .missingUniqueKey, .changedColumn, .changedTable, nil:
      return Message(
        nn: "Lag det til att slik det var i avtalen. Ingenting vert delt før det",
        nb: "Lag det til igjen slik det var i avtalen. Ingenting blir delt før det",
        en: "Make it again as it was in the charter. Nothing is shared until then")
    }
  }
}
