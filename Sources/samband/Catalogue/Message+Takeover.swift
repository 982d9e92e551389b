import MergeAlgebra
import ReplicaStore

extension Message {
  /// What is going to happen, and where the rules come from.
  static func takingOver(_ file: String, tables: Int, rows rowCount: Int64, isProposed: Bool)
    -> Message
  {
    let rows = rows(rowCount)
    let isOne = tables == 1
    let source =
      isProposed
      ? Message(
        nn: "Reglane er foreslegne ut frå tabellane; eigne reglar gjev du med --rules FIL.",
        nb: "Reglene er foreslått ut fra tabellene; egne regler gir du med --rules FIL.",
        en: "The rules are proposed from the tables; give your own with --rules FILE.")
      : Message(
        nn: "Reglane er dei du gav med --rules.", nb: "Reglene er de du ga med --rules.",
        en: "The rules are those that you gave with --rules.")
    return Message(
      nn: "\(file) har \(tables) \(isOne ? "tabell" : "tabellar") med \(rows.nn). \(source.nn)",
      nb: "\(file) har \(tables) \(isOne ? "tabell" : "tabeller") med \(rows.nb). \(source.nb)",
      en: "\(file) has \(tables) \(isOne ? "table" : "tables") with \(rows.en). \(source.en)")
  }

  /// A table and how many rows it has.
  static func takenTable(_ name: String, rows rowCount: Int64, _ audience: Audience) -> Message {
    let rows = rows(rowCount)
    switch audience {
    case .everyone:
      return Message(
        nn: "\(name): \(rows.nn)", nb: "\(name): \(rows.nb)", en: "\(name): \(rows.en)")
    case .coordinator:
      return Message(
        nn: "\(name): \(rows.nn), berre for eigaren av rada og koordinatoren",
        nb: "\(name): \(rows.nb), bare for eieren av raden og koordinatoren",
        en: "\(name): \(rows.en), only for the row's owner and the coordinator")
    case .member:
      return Message(
        nn: "\(name): \(rows.nn), berre for eigaren av rada",
        nb: "\(name): \(rows.nb), bare for eieren av raden",
        en: "\(name): \(rows.en), only for the row's owner")
    case .local:
      return Message(
        nn: "\(name): \(rows.nn), vert ikkje delt", nb: "\(name): \(rows.nb), deles ikke",
        en: "\(name): \(rows.en), not shared")
    }
  }

  /// Where the keys of a table come from, and what follows.
  static func takenKey(
    _ columns: [String], _ origin: KeyOrigin, _ reason: TableChoices.KeyReason
  ) -> Message {
    let key = columns.joined(separator: ", ")
    let why = reasonOfKey(reason)
    switch origin {
    case .generated:
      return Message(
        nn:
          "nøkkel \(key): \(why.nn) Får to nye rader same tal kvar sin stad, vert dei verande to.",
        nb: "nøkkel \(key): \(why.nb) Får to nye rader samme tall hver sitt sted, forblir de to.",
        en: "key \(key): \(why.en) Two new rows that get one number in two places stay two.")
    case .natural:
      return Message(
        nn: "nøkkel \(key): \(why.nn) Same nøkkel er same rad hjå alle.",
        nb: "nøkkel \(key): \(why.nb) Samme nøkkel er samme rad hos alle.",
        en: "key \(key): \(why.en) The same key is the same row everywhere.")
    }
  }

  private static func reasonOfKey(_ reason: TableChoices.KeyReason) -> Message {
    switch reason {
    case .given:
      Message(nn: "slik reglane seier.", nb: "slik reglene sier.", en: "as the rules say.")
    case .numbered:
      Message(
        nn: "SQLite set talet (INTEGER PRIMARY KEY).",
        nb: "SQLite setter tallet (INTEGER PRIMARY KEY).",
        en: "SQLite sets the number (INTEGER PRIMARY KEY).")
    case .refers:
      Message(
        nn: "talet er nøkkelen til ei anna rad.", nb: "tallet er nøkkelen til en annen rad.",
        en: "the number is the key of another row.")
    case .written:
      Message(
        nn: "den som skriv rada, set han.", nb: "den som skriver raden, setter den.",
        en: "whoever writes the row sets it.")
    }
  }

  /// What becomes of a row whose parent is gone, and why.
  static func takenReference(_ reference: TableChoices.Reference) -> Message {
    let place = "\(reference.columns.joined(separator: ", ")) → \(reference.parent)"
    let what = consequence(reference.rule)
    let why = reasonOfReference(reference.reason)
    return Message(
      nn: "\(place): \(what.nn) (\(why.nn))", nb: "\(place): \(what.nb) (\(why.nb))",
      en: "\(place): \(what.en) (\(why.en))")
  }

  private static func consequence(_ rule: MissingParentRule) -> Message {
    switch rule {
    case .revive:
      Message(
        nn: "ei sletta rad kjem att så lenge nokon viser til henne",
        nb: "en slettet rad kommer tilbake så lenge noen viser til den",
        en: "a deleted row comes back while somebody refers to it")
    case .cascade:
      Message(
        nn: "rada går med når den ho viser til, vert sletta",
        nb: "raden går med når den den viser til, blir slettet",
        en: "the row goes when the one it refers to is deleted")
    case .clear:
      Message(
        nn: "feltet vert tomt når rada det viser til, vert sletta",
        nb: "feltet blir tomt når raden det viser til, blir slettet",
        en: "the field becomes empty when the row it refers to is deleted")
    }
  }

  private static func reasonOfReference(_ reason: TableChoices.Reference.Reason) -> Message {
    switch reason {
    case .given: Message(nn: "sagt i reglane", nb: "sagt i reglene", en: "said in the rules")
    case .onDeleteCascade: Message("ON DELETE CASCADE")
    case .onDeleteSetNull: Message("ON DELETE SET NULL")
    case .neverNull:
      Message(
        nn: "ON DELETE SET NULL, men feltet kan ikkje alltid vere tomt",
        nb: "ON DELETE SET NULL, men feltet kan ikke alltid være tomt",
        en: "ON DELETE SET NULL, but the field cannot always be empty")
    case .needsParent:
      Message(
        nn: "tabellen krev at ho finst", nb: "tabellen krever at den finnes",
        en: "the table demands that it exists")
    }
  }

  /// A column that is set once, and why.
  static func takenFixed(_ fixed: TableChoices.Fixed) -> Message {
    let tables = names(fixed.referringTables)
    if fixed.referringTables.isEmpty {
      return Message(
        nn: "\(fixed.column): vert sett éin gong (sagt i reglane)",
        nb: "\(fixed.column): settes én gang (sagt i reglene)",
        en: "\(fixed.column): set once (said in the rules)")
    }
    return Message(
      nn: "\(fixed.column): vert sett éin gong, for \(tables.nn) viser til feltet",
      nb: "\(fixed.column): settes én gang, for \(tables.nb) viser til feltet",
      en: "\(fixed.column): set once, since \(tables.en) refers to it")
  }

  /// What becomes of a row that collides in a unique key.
  static func takenUnique(_ unique: TableChoices.Unique) -> Message {
    let terms = unique.terms.joined(separator: ", ")
    switch unique.rule {
    case .setAside:
      return Message(
        nn: "eintydig \(terms): av to like rader ventar den seinaste, og vert lista",
        nb: "entydig \(terms): av to like rader venter den seneste, og blir listet",
        en: "unique \(terms): of two equal rows the later waits, and is listed")
    case .merge:
      return Message(
        nn: "eintydig \(terms): to like rader vert éi, og det vert lista",
        nb: "entydig \(terms): to like rader blir én, og det blir listet",
        en: "unique \(terms): two equal rows become one, and that is listed")
    }
  }

  /// A column with a rule of its own.
  static func takenColumn(_ column: TableChoices.Column) -> Message {
    Message(
      nn: "\(column.name): regel \(column.rule.name)",
      nb: "\(column.name): regel \(column.rule.name)",
      en: "\(column.name): rule \(column.rule.name)")
  }

  /// A virtual table.
  static func takenVirtualTable(_ table: TakeoverPlan.VirtualTable) -> Message {
    let name = table.name
    return table.isFilledByTriggers
      ? Message(
        nn: "\(name): søkjeindeks, vert ikkje delt; kvar kopi held sin eigen",
        nb: "\(name): søkeindeks, deles ikke; hver kopi holder sin egen",
        en: "\(name): search index, not shared; each replica keeps its own")
      : Message(
        nn: "\(name): søkjeindeks som ingen utløysar fyller; det som står i han, vert ikkje delt",
        nb: "\(name): søkeindeks som ingen utløser fyller; det som står i den, deles ikke",
        en: "\(name): search index that no trigger fills; what is in it is not shared")
  }

  /// One of the user's triggers that runs for merged rows.
  static func takenTrigger(_ name: String) -> Message {
    Message(
      nn: "\(name): utløysar som òg går for rader frå dei andre",
      nb: "\(name): utløser som også går for rader fra de andre",
      en: "\(name): trigger that also runs for rows from the others")
  }

  /// The end of a look.
  static var nothingWritten: Message {
    Message(nn: "Ingenting er skrive.", nb: "Ingenting er skrevet.", en: "Nothing was written.")
  }
}
