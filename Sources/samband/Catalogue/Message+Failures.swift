extension Message {
  /// The sentence for something that the command line itself refuses.
  static func sentence(for failure: Failure) -> Message {
    switch failure {
    case .noReplicaHere(let folder):
      return Message(
        nn: "Det er ingen kopi i \(folder).", nb: "Det er ingen kopi i \(folder).",
        en: "There is no replica in \(folder).")
    case .severalReplicas(let files):
      let names = names(files)
      return Message(
        nn: "Her er fleire kopiar: \(names.nn).", nb: "Her er flere kopier: \(names.nb).",
        en: "There are several replicas here: \(names.en).")
    case .notConfirmed:
      return notConfirmed(
        nn: "at kontrolltala er like", nb: "at kontrolltallene er like",
        en: "that the fingerprints agree")
    case .declined:
      return Message(
        nn: "Ingen vart tekne opp.", nb: "Ingen ble tatt opp.", en: "Nobody was admitted.")
    case .revisionNotConfirmed:
      return notConfirmed(
        nn: "at avtalen skal endrast", nb: "at avtalen skal endres",
        en: "that the charter shall be revised")
    case .revisionDeclined:
      return Message(
        nn: "Avtalen er som før.", nb: "Avtalen er som før.", en: "The charter is as it was.")
    case .detachNotConfirmed, .detachDeclined:
      return ofDetaching(failure)
    case .endingNotConfirmed, .endingDeclined, .passphrasesDiffer, .passphraseUnreadable,
      .passphraseUnasked,
      .cancelled, .recoveryKeyAmongKeys:
      return ofKeysAndEndings(failure)
    case .nothingToFound:
      return Message(
        nn: "Det må seiast kva tabellar samarbeidet skal ha: --template sogn eller --schema FIL.",
        nb: "Det må sies hvilke tabeller samarbeidet skal ha: --template sogn eller --schema FIL.",
        en: "Say which tables the collaboration shall have: --template sogn or --schema FILE.")
    case .unknownTemplate(let name):
      return Message(
        nn: "Det finst ingen mal som heiter \(name); det finst éin, sogn.",
        nb: "Det finnes ingen mal som heter \(name); det finnes én, sogn.",
        en: "There is no template named \(name); there is one, sogn.")
    case .memberTwice(let id):
      return Message(
        nn: "Medlemmen \(id) er nemnd to gonger.", nb: "Medlemmet \(id) er nevnt to ganger.",
        en: "The member \(id) is named twice.")
    case .notInCharter(let member, _):
      return sentence(for: .unknownMember, about: Subjects([member.name]))
    case .noSuchFolder(let folder):
      return Message(
        nn: "Mappa \(folder) finst ikkje.", nb: "Mappen \(folder) finnes ikke.",
        en: "There is no folder \(folder).")
    case .unknownAudience(let name):
      return Message(
        nn: "\(name) er ingen krins av medlemmer.", nb: "\(name) er ingen krets av medlemmer.",
        en: "\(name) is no circle of members.")
    case .noOtherRow(let id):
      return Message(
        nn: "\(id) gjeld éi rad, og ho vert ståande; ho kan få eit anna nummer.",
        nb: "\(id) gjelder én rad, og den blir stående; den kan få et annet nummer.",
        en: "\(id) is about one row, and it stays; it can get another number.")
    case .notANumber(let text):
      return Message(
        nn: "\(text) er ikkje eit heilt tal, og rada treng eit som nummer.",
        nb: "\(text) er ikke et helt tall, og raden trenger et som nummer.",
        en: "\(text) is not a whole number, and the row needs one.")
    case .notAnAssignment, .notAFilter, .keyMissing, .sheetNotConfirmed, .sheetDeclined:
      return ofRecords(failure)
    case .unclearDecision:
      return Message(
        nn: "Vel éin av --take, --value og --keep; berre --keep both kan ha --value attåt.",
        nb: "Velg én av --take, --value og --keep; bare --keep both kan ha --value i tillegg.",
        en: "Choose one of --take, --value and --keep; only --keep both may have --value with it.")
    }
  }

  /// What to do about it; the command that belongs to it follows after a colon.
  static func advice(for failure: Failure) -> Message? {
    switch failure {
    case .noReplicaHere:
      Message(
        nn: "Gå til mappa der kopien ligg, bruk --replica FIL, eller lag ein kopi",
        nb: "Gå til mappen der kopien ligger, bruk --replica FIL, eller lag en kopi",
        en: "Go to the folder of your replica, use --replica FILE, or make one")
    case .severalReplicas:
      Message(nn: "Sei kven av dei", nb: "Si hvilken av dem", en: "Say which of them")
    case .notConfirmed:
      Message(
        nn: "Samanlikn kontrolltala på telefon, og stadfest",
        nb: "Sammenlign kontrolltallene på telefon, og bekreft",
        en: "Compare the fingerprints on the telephone, then confirm")
    case .declined:
      Message(
        nn: "Stemmer eit kontrolltal ikkje, må medlemmen lage ein ny førespurnad",
        nb: "Stemmer et kontrolltall ikke, må medlemmet lage en ny forespørsel",
        en: "If a fingerprint is wrong, the member has to make a new request")
    case .revisionNotConfirmed:
      Message(
        nn: "Sjå kva som vert endra, med --dry-run, og stadfest",
        nb: "Se hva som blir endret, med --dry-run, og bekreft",
        en: "See what would change, with --dry-run, then confirm")
    case .revisionDeclined:
      Message(
        nn: "Sjå kva som kan endrast", nb: "Se hva som kan endres", en: "See what can be changed")
    case .detachNotConfirmed:
      Message(
        nn: "Send først det andre skal ha, og stadfest",
        nb: "Send først det andre skal ha, og bekreft",
        en: "First send what others are to have, then confirm")
    case .detachDeclined:
      Message(nn: "Slik står det til", nb: "Slik står det til", en: "This is how things stand")
    case .endingNotConfirmed, .endingDeclined, .passphrasesDiffer, .passphraseUnreadable,
      .passphraseUnasked,
      .cancelled, .recoveryKeyAmongKeys:
      adviceOnKeysAndEndings(failure)
    case .nothingToFound, .unknownTemplate, .memberTwice:
      Message(
        nn: "Sjå korleis eit samarbeid vert stifta", nb: "Se hvordan et samarbeid stiftes",
        en: "See how a collaboration is founded")
    case .notInCharter(_, let members):
      adviceOnMembers(members.map(\.name))
    case .noSuchFolder:
      Message(nn: "Lag mappa", nb: "Lag mappen", en: "Make the folder")
    case .unknownAudience:
      Message(
        nn: "Krinsen som alle er med i", nb: "Kretsen som alle er med i",
        en: "The circle of all members")
    case .notANumber:
      Message(
        nn: "Skriv talet utan hermeteikn, som --value 12",
        nb: "Skriv tallet uten hermetegn, som --value 12",
        en: "Write the number without quotes, like --value 12")
    case .notAnAssignment, .notAFilter: howToUse
    case .keyMissing: seeRows
    case .sheetNotConfirmed:
      Message(
        nn: "Sjå kva som vert endra, med --dry-run, og stadfest",
        nb: "Se hva som blir endret, med --dry-run, og bekreft",
        en: "See what would change, with --dry-run, then confirm")
    case .sheetDeclined:
      Message(
        nn: "Rett arket, og sjå igjennom det på nytt",
        nb: "Rett arket, og se gjennom det på nytt", en: "Mend the sheet, and look it through anew")
    case .unclearDecision, .noOtherRow:
      Message(
        nn: "Sjå kva det er å velje mellom", nb: "Se hva det er å velge mellom",
        en: "See what there is to choose from")
    }
  }

  private static func ofRecords(_ failure: Failure) -> Message {
    switch failure {
    case .notAnAssignment(let text):
      Message(
        nn: "«\(text)» seier ikkje kva som skal stå kvar. Skriv kolonne=verdi.",
        nb: "«\(text)» sier ikke hva som skal stå hvor. Skriv kolonne=verdi.",
        en: "\"\(text)\" does not say what shall stand where. Write column=value.")
    case .notAFilter(let text):
      Message(
        nn:
          "«\(text)» er ikkje eit vilkår. Skriv kolonne=verdi, eller !=, <, <=, >, >= eller ~ for =.",
        nb:
          "«\(text)» er ikke et vilkår. Skriv kolonne=verdi, eller !=, <, <=, >, >= eller ~ for =.",
        en: "\"\(text)\" is no condition. Write column=value, or !=, <, <=, >, >= or ~ for =.")
    case .keyMissing(_, let label):
      Message(
        nn: "Det manglar kva rad i \(label) det gjeld.",
        nb: "Det mangler hvilken rad i \(label) det gjelder.",
        en: "It is not said which row of \(label) is meant.")
    case .sheetNotConfirmed:
      notConfirmed(
        nn: "at arket skal takast inn", nb: "at arket skal tas inn",
        en: "that the sheet shall be taken in")
    default:
      Message(
        nn: "Tabellen er som før.", nb: "Tabellen er som før.", en: "The table is as it was.")
    }
  }

  private static func adviceOnMembers(_ members: [String]) -> Message {
    let names = names(members)
    return Message(
      nn: "Med i avtalen er \(names.nn). Sjå korleis ein kopi vert laga",
      nb: "Med i avtalen er \(names.nb). Se hvordan en kopi lages",
      en: "The charter has \(names.en). See how a replica is made")
  }

  /// Where it says how a command is used.
  static var howToUse: Message {
    Message(
      nn: "Sjå korleis kommandoen vert brukt", nb: "Se hvordan kommandoen brukes",
      en: "See how the command is used")
  }

  /// Something that has to be confirmed, where nobody can be asked.
  static func notConfirmed(nn: String, nb: String, en: String) -> Message {
    Message(
      nn: "Ingen kan svare her, og det er ikkje stadfesta \(nn).",
      nb: "Ingen kan svare her, og det er ikke bekreftet \(nb).",
      en: "Nobody can answer here, and it is not confirmed \(en).")
  }
}
