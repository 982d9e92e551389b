extension Message {
  // MARK: Sealing

  /// Nothing was edited.
  static var nothingToSeal: Message {
    Message(nn: "Ingen nye endringar.", nb: "Ingen nye endringer.", en: "No new edits.")
  }

  /// Edits became change sets.
  static func sealed(rows: Int, changeSets: Int) -> Message {
    let (rows, sets) = (Message.rows(Int64(rows)), Message.changeSets(Int64(changeSets)))
    return Message(
      nn: "Tok vare på endringar i \(rows.nn) (\(sets.nn)).",
      nb: "Tok vare på endringer i \(rows.nb) (\(sets.nb)).",
      en: "Recorded edits of \(rows.en) (\(sets.en)).")
  }

  /// A row or cell shows something else than was written.
  static func corrected(_ table: String, _ key: String, column: String?) -> Message {
    let place = "\(table) \(key)" + (column.map { ": \($0)" } ?? "")
    return Message(
      nn: "\(place) viser no noko anna enn det som vart skrive, fordi reglane krev det.",
      nb: "\(place) viser nå noe annet enn det som ble skrevet, fordi reglene krever det.",
      en: "\(place) now shows something else than was written, because the rules ask for it.")
  }

  /// Rows that the tables cannot show, and where to see them.
  static func newlyHeld(_ count: Int, _ command: String) -> Message {
    let rows = rows(Int64(count))
    return Message(
      nn: "\(rows.nn) er \(count == 1 ? "halden" : "haldne") tilbake; sjå: \(command)",
      nb: "\(rows.nb) er holdt tilbake; se: \(command)",
      en: "\(rows.en) \(count == 1 ? "is" : "are") held back; see: \(command)")
  }

  // MARK: Export

  /// Stands above the list of bundles.
  static var wroteBundles: Message {
    Message(nn: "Skreiv pakkar:", nb: "Skrev pakker:", en: "Wrote bundles:")
  }

  /// Nobody else has a replica.
  static var nobodyToWriteFor: Message {
    Message(
      nn: "Ingen pakke vart skriven: ingen andre har ein kopi enno.",
      nb: "Ingen pakke ble skrevet: ingen andre har en kopi ennå.",
      en: "No bundle was written: nobody else has a replica yet.")
  }

  /// Bundles were written for these; the largest has so many change sets.
  static func sentTo(_ members: [String], changeSets: Int64) -> Message {
    let (bundles, names) = (bundles(members.count), names(members))
    let content = bundleContent(changeSets, isLargest: members.count > 1)
    return Message(
      nn: "Skreiv \(bundles.nn) til \(names.nn) (\(content.nn)).",
      nb: "Skrev \(bundles.nb) til \(names.nb) (\(content.nb)).",
      en: "Wrote \(bundles.en) for \(names.en) (\(content.en)).")
  }

  /// What is in a bundle, or at most in each of several.
  static func bundleContent(_ count: Int64, isLargest: Bool = false) -> Message {
    guard count > 0 else {
      return Message(nn: "berre kvittering", nb: "bare kvittering", en: "receipt only")
    }
    let sets = changeSets(count)
    guard isLargest else { return sets }
    return Message(nn: "inntil \(sets.nn)", nb: "inntil \(sets.nb)", en: "up to \(sets.en)")
  }

  /// Members without a replica.
  static func withoutReplica(_ members: [String]) -> Message {
    let names = names(members)
    return Message(
      nn: "Har ingen kopi enno: \(names.nn).", nb: "Har ingen kopi ennå: \(names.nb).",
      en: "Without a replica yet: \(names.en).")
  }

  /// Change sets that open bundles may not carry.
  static func withheld(_ count: Int64) -> Message {
    let sets = changeSets(count)
    return Message(
      nn: "Inntil \(sets.nn) vart verande her: slikt går berre i krypterte pakkar.",
      nb: "Inntil \(sets.nb) ble værende her: slikt går bare i krypterte pakker.",
      en: "Up to \(sets.en) stayed here: such rows only travel in encrypted bundles.")
  }

  /// Bundles that are larger than was asked for.
  static func largerThanAsked(_ count: Int, _ limit: Int) -> Message {
    let (bundles, size) = (bundles(count), size(limit))
    return Message(
      nn: "Større enn \(size.nn): \(bundles.nn). Ei samling kan ikkje delast på fleire pakkar.",
      nb: "Større enn \(size.nb): \(bundles.nb). En samling kan ikke deles på flere pakker.",
      en: "Larger than \(size.en): \(bundles.en). A change set cannot be divided among bundles.")
  }

  // MARK: Import

  /// Stands above what a command would do.
  static var onlyTried: Message {
    Message(
      nn: "Berre prøvd: dette ville ha hendt, og ingenting er endra.",
      nb: "Bare prøvd: dette ville ha hendt, og ingenting er endret.",
      en: "Only tried: this is what would happen, and nothing is changed.")
  }

  /// What became of the files.
  static func filesRead(_ tally: FileTally) -> Message {
    guard tally.all > 0 else {
      return Message(
        nn: "Det var ingen filer der.", nb: "Det var ingen filer der.",
        en: "There were no files there.")
    }
    let all = files(tally.all)
    var parts: [Message] = []
    func add(_ count: Int, nn: String, nb: String, en: String) {
      if count > 0 {
        parts.append(Message(nn: "\(count) \(nn)", nb: "\(count) \(nb)", en: "\(count) \(en)"))
      }
    }
    add(tally.new, nn: "med noko nytt", nb: "med noe nytt", en: "with something new")
    add(tally.known, nn: "utan noko nytt", nb: "uten noe nytt", en: "with nothing new")
    add(
      tally.own, nn: tally.own == 1 ? "skriven her" : "skrivne her", nb: "skrevet her",
      en: "written here")
    add(tally.forOthers, nn: "til andre", nb: "til andre", en: "for others")
    add(
      tally.foreign, nn: tally.foreign == 1 ? "som ikkje er nokon pakke" : "som ikkje er pakkar",
      nb: tally.foreign == 1 ? "som ikke er noen pakke" : "som ikke er pakker",
      en: tally.foreign == 1 ? "that is no bundle" : "that are no bundles")
    add(
      tally.refused, nn: tally.refused == 1 ? "avvist" : "avviste",
      nb: tally.refused == 1 ? "avvist" : "avviste", en: "refused")
    let list = joined(parts, ", ")
    return Message(
      nn: "Las \(all.nn): \(list.nn).", nb: "Leste \(all.nb): \(list.nb).",
      en: "Read \(all.en): \(list.en).")
  }

  /// Change sets that were applied.
  static func applied(_ count: Int64, knownBefore: Int64) -> Message {
    let sets = changeSets(count)
    guard knownBefore > 0 else {
      return Message(
        nn: "Tok inn \(sets.nn).", nb: "Tok inn \(sets.nb).", en: "Took in \(sets.en).")
    }
    return Message(
      nn: "Tok inn \(sets.nn); \(knownBefore) hadde vi frå før.",
      nb: "Tok inn \(sets.nb); \(knownBefore) hadde vi fra før.",
      en: "Took in \(sets.en); we had \(knownBefore) before.")
  }

  /// Conflicts that are new.
  static func newConflicts(opened: Int, settled: Int) -> Message {
    Message(
      nn: "Skrive samstundes: \(opened) ventar på avgjerd, \(settled) avgjort av ein regel.",
      nb: "Skrevet samtidig: \(opened) venter på avgjørelse, \(settled) avgjort av en regel.",
      en: "Written at once: \(opened) \(opened == 1 ? "waits" : "wait") for a decision, "
        + "\(settled) settled by a rule.")
  }

  /// Where to see them.
  static func lookAtConflicts(_ command: String) -> Message {
    Message(nn: "Sjå dei: \(command)", nb: "Se dem: \(command)", en: "See them: \(command)")
  }

  /// Change sets that wait for others.
  static func parked(_ count: Int64) -> Message {
    let sets = changeSets(count)
    return Message(
      nn: "\(sets.nn) ventar på noko som ikkje har kome:",
      nb: "\(sets.nb) venter på noe som ikke har kommet:",
      en: "\(sets.en) \(count == 1 ? "waits" : "wait") for something that has not come:")
  }

  /// What has not come, as a line below ``parked(_:)``.
  static func missing(
    _ numbers: ClosedRange<Int64>, of stream: String, askMember member: String
  ) -> Message {
    let range = missingRange(numbers, of: stream, askMember: member)
    return Message(nn: "  \(range.nn)", nb: "  \(range.nb)", en: "  \(range.en)")
  }

  /// A clock that is ahead.
  static func fastClock(_ member: String, _ replica: String) -> Message {
    Message(
      nn: "Klokka hjå \(member) (\(replica)) går meir enn eit døgn føre vår.",
      nb: "Klokken hos \(member) (\(replica)) går mer enn et døgn foran vår.",
      en: "The clock of \(member) (\(replica)) is more than a day ahead of ours.")
  }

  /// A replica that should agree does not.
  static func differs(_ member: String, _ replica: String) -> Message {
    Message(
      nn: "\(member) (\(replica)) har fått det same som vi, men har andre data.",
      nb: "\(member) (\(replica)) har fått det samme som vi, men har andre data.",
      en: "\(member) (\(replica)) has received the same as we have, but has other data.")
  }

  /// What to do about it.
  static var checkOwnReplica: Message {
    Message(
      nn: "Kontroller begge kopiane, denne først", nb: "Kontroller begge kopiene, denne først",
      en: "Check both replicas, this one first")
  }
}
