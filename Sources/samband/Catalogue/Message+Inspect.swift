import Exchange

extension Message {
  /// What a file is, and how large.
  static func inspectedKind(
    _ kind: Inspection.Kind, _ bytes: Int, _ unpacked: Int?
  ) -> Message {
    let (what, packed) = (kindName(kind), size(bytes))
    guard let unpacked, unpacked != bytes else {
      return Message(
        nn: "  \(what.nn), \(packed.nn)", nb: "  \(what.nb), \(packed.nb)",
        en: "  \(what.en), \(packed.en)")
    }
    let whole = size(unpacked)
    return Message(
      nn: "  \(what.nn), \(packed.nn), utpakka \(whole.nn)",
      nb: "  \(what.nb), \(packed.nb), utpakket \(whole.nb)",
      en: "  \(what.en), \(packed.en), unpacked \(whole.en)")
  }

  private static func kindName(_ kind: Inspection.Kind) -> Message {
    switch kind {
    case .bundle: Message(nn: "Pakke", nb: "Pakke", en: "Bundle")
    case .charter: Message(nn: "Avtale", nb: "Avtale", en: "Charter")
    case .request: Message(nn: "Førespurnad", nb: "Forespørsel", en: "Request")
    case .key:
      Message(
        nn: "Privat nøkkel: lat ingen andre få han",
        nb: "Privat nøkkel: la ingen andre få den", en: "Private key: let nobody else have it")
    case .encrypted:
      Message(
        nn: "Kryptert fil som ingen nøkkel her opnar; berre mottakaren ser kva ho har",
        nb: "Kryptert fil som ingen nøkkel her åpner; bare mottakeren ser hva den har",
        en: "Encrypted file that no key here opens; only its recipient sees what it has")
    case .unknown: Message(nn: "Ukjend", nb: "Ukjent", en: "Unknown")
    }
  }

  /// Label: the collaboration.
  static var inspectedCollaboration: Message {
    Message(nn: "Samarbeid:", nb: "Samarbeid:", en: "Collaboration:")
  }
  /// Label: whose key opened it.
  static var openedByLabel: Message {
    Message(
      nn: "Opna med nøkkelen til:", nb: "Åpnet med nøkkelen til:", en: "Opened with the key of:")
  }
  /// Label: how many can open it.
  static var recipientsLabel: Message {
    Message(nn: "Kan opnast av:", nb: "Kan åpnes av:", en: "Can be opened by:")
  }
  /// Label: who made it.
  static var fromLabel: Message { Message(nn: "Frå:", nb: "Fra:", en: "From:") }
  /// Label: whom it is for.
  static var toLabel: Message { Message(nn: "Til:", nb: "Til:", en: "To:") }
  /// Label: when it was made.
  static var createdLabel: Message { Message(nn: "Laga:", nb: "Laget:", en: "Made:") }
  /// Label: which part of how many.
  static var partLabel: Message { Message(nn: "Del:", nb: "Del:", en: "Part:") }
  /// Label: the charter version.
  static var charterLabel: Message {
    Message(nn: "Avtale, versjon:", nb: "Avtale, versjon:", en: "Charter version:")
  }
  /// Label: the fingerprint.
  static var fingerprintLabel: Message {
    Message(nn: "Kontrolltal:", nb: "Kontrolltall:", en: "Fingerprint:")
  }

  /// The change sets of a stream.
  static func inspectedStream(_ count: Inspection.StreamCount) -> Message {
    let (sets, rows) = (changeSets(Int64(count.changeSets)), rows(count.rows))
    let (first, last) = (count.numbers.lowerBound, count.numbers.upperBound)
    let numbers = first == last ? "\(first)" : "\(first)–\(last)"
    return Message(
      nn: "\(count.stream) nr. \(numbers): \(sets.nn), \(rows.nn)",
      nb: "\(count.stream) nr. \(numbers): \(sets.nb), \(rows.nb)",
      en: "\(count.stream) no. \(numbers): \(sets.en), \(rows.en)")
  }

  /// What hashes and signatures find in order.
  static func signaturesHold(_ subjects: [Inspection.Check.Subject]) -> Message {
    let sets = subjects.count { if case .changeSet = $0 { true } else { false } }
    var parts = subjects.compactMap { subject -> Message? in
      if case .changeSet = subject { nil } else { checked(subject) }
    }
    if sets > 0 { parts.append(changeSets(Int64(sets))) }
    let list = joined(parts, ", ")
    return Message(
      nn: "  Rett underskrive: \(list.nn).", nb: "  Riktig underskrevet: \(list.nb).",
      en: "  Signed as it should be: \(list.en).")
  }

  /// Signatures that cannot be checked.
  static func signaturesUntold(_ count: Int) -> Message {
    let signatures = counted(
      count, nn: ("underskrift", "underskrifter"), nb: ("underskrift", "underskrifter"),
      en: ("signature", "signatures"))
    return Message(
      nn: "  \(signatures.nn) kan ikkje kontrollerast: avtalen i fila har ikkje nøkkelen.",
      nb: "  \(signatures.nb) kan ikke kontrolleres: avtalen i filen har ikke nøkkelen.",
      en: "  \(signatures.en) cannot be checked: the charter in the file lacks the key.")
  }

  /// Something is not as its author made it.
  static func signatureFails(_ subject: Inspection.Check.Subject, in path: String) -> Message {
    let what = checked(subject)
    return Message(
      nn: "\(path): \(what.nn) er ikkje slik avsendaren laga det.",
      nb: "\(path): \(what.nb) er ikke slik avsenderen laget det.",
      en: "\(path): \(what.en) is not as its author made it.")
  }

  private static func checked(_ subject: Inspection.Check.Subject) -> Message {
    switch subject {
    case .document: Message(nn: "innhaldet", nb: "innholdet", en: "the content")
    case .charter(let version):
      Message(
        nn: "avtalen (versjon \(version))", nb: "avtalen (versjon \(version))",
        en: "the charter (version \(version))")
    case .manifest: Message(nn: "følgjebrevet", nb: "følgebrevet", en: "the manifest")
    case .changeSet(let place, let dot):
      Message(
        nn: "samling \(dot?.description ?? "nr. \(place)")",
        nb: "samling \(dot?.description ?? "nr. \(place)")",
        en: "change set \(dot?.description ?? "no. \(place)")")
    case .request: Message(nn: "førespurnaden", nb: "forespørselen", en: "the request")
    }
  }

  /// The file is none of ours.
  static func nothingOfOurs(_ path: String) -> Message {
    Message(
      nn: "\(path) er korkje pakke, avtale eller førespurnad, eller så er fila skadd.",
      nb: "\(path) er verken pakke, avtale eller forespørsel, eller så er filen skadet.",
      en: "\(path) is neither a bundle, a charter nor a request, or the file is damaged.")
  }

  /// What to do about a file that is not as it was made.
  static var askForItAgain: Message {
    Message(
      nn: "Be avsendaren om fila på nytt. Slik les du det som står over",
      nb: "Be avsenderen om filen på nytt. Slik leser du det som står over",
      en: "Ask the sender for the file again. This is how to read what is above")
  }
}
