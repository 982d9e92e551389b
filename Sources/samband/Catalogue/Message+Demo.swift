import SognForAlle

extension Message {
  /// A line that belongs to the one above.
  static func indented(_ message: Message) -> Message {
    Message(nn: "  \(message.nn)", nb: "  \(message.nb)", en: "  \(message.en)")
  }

  /// The charter was signed.
  static func demoFounded(_ fingerprint: String) -> Message {
    Message(
      nn: "Regionrådet stiftar Sogn for alle. Kontrolltal for avtalen: \(fingerprint)",
      nb: "Regionrådet stifter Sogn for alle. Kontrolltall for avtalen: \(fingerprint)",
      en: "The regional council founds Sogn for alle. Fingerprint of the charter: \(fingerprint)")
  }

  /// The kommunar have joined.
  static func demoAdmitted(_ count: Int, _ version: Int64) -> Message {
    Message(
      nn: "\(count) kommunar har fått kvar sin kopi og er tekne opp (avtale nr. \(version)).",
      nb: "\(count) kommuner har fått hver sin kopi og er tatt opp (avtale nr. \(version)).",
      en: "\(count) municipalities have a replica each and are admitted (charter \(version)).")
  }

  /// The sample rows are there.
  static func demoFilled(_ rows: Int64) -> Message {
    let rows = Message.rows(rows)
    return Message(
      nn: "Planen og dei første postane er skrivne og delte: \(rows.nn).",
      nb: "Planen og de første postene er skrevet og delt: \(rows.nb).",
      en: "The plan and the first records are written and shared: \(rows.en).")
  }

  /// A week's heading.
  static func demoWeek(_ year: Int, _ week: Int) -> Message {
    Message(nn: "Veke \(week), \(year)", nb: "Uke \(week), \(year)", en: "Week \(week), \(year)")
  }

  /// What somebody edits with another program.
  static func demoEdit(_ edit: DemoEdit) -> Message {
    switch edit {
    case .ownerDescribesCourse:
      Message(
        nn: "Sogndal, som eig B2-kurset, skriv om tittelen og skildringa.",
        nb: "Sogndal, som eier B2-kurset, skriver om tittelen og beskrivelsen.",
        en: "Sogndal, who owns the B2 course, rewrites its title and description.")
    case .neighbourDescribesCourse:
      Message(
        nn: "Lærdal skriv òg om skildringa av B2-kurset.",
        nb: "Lærdal skriver også om beskrivelsen av B2-kurset.",
        en: "Lærdal rewrites the description of the B2 course as well.")
    case .neighbourSuggestsTitle:
      Message(
        nn: "Lærdal foreslår ein ny tittel, som Sogndal avgjer.",
        nb: "Lærdal foreslår en ny tittel, som Sogndal avgjør.",
        en: "Lærdal suggests a new title, which Sogndal decides on.")
    case .courseIsDone:
      Message(
        nn: "Årdal melder tiltak T12 ferdig.", nb: "Årdal melder tiltak T12 ferdig.",
        en: "Årdal reports measure T12 as done.")
    case .courseIsStopped:
      Message(
        nn: "Luster melder tiltak T12 stogga.", nb: "Luster melder tiltak T12 stoppet.",
        en: "Luster reports measure T12 as stopped.")
    case .tiltakIsDeleted:
      Message(
        nn: "Regionrådet slettar tiltak T09.", nb: "Regionrådet sletter tiltak T09.",
        en: "The regional council deletes measure T09.")
    case .tiltakIsEdited:
      Message(
        nn: "Aurland set i gang tiltak T09.", nb: "Aurland setter i gang tiltak T09.",
        en: "Aurland starts on measure T09.")
    case .supportsNeed:
      Message(
        nn: "Vik og Høyanger vert med på behov B1.", nb: "Vik og Høyanger blir med på behov B1.",
        en: "Vik joins need B1, for Høyanger too.")
    case .answersNeed:
      Message(
        nn: "Høyanger noterer at B2-kurset dekkjer behov B1.",
        nb: "Høyanger noterer at B2-kurset dekker behov B1.",
        en: "Høyanger notes that the B2 course meets need B1.")
    }
  }

  /// What happens to a bundle.
  static func demoPost(_ accident: DemoAccident, _ sender: String) -> Message {
    switch accident {
    case .lost:
      Message(
        nn: "Pakken frå \(sender) kjem bort på vegen.",
        nb: "Pakken fra \(sender) kommer bort på veien.",
        en: "The bundle from \(sender) is lost on its way.")
    case .delayed:
      Message(
        nn: "Pakken frå \(sender) vert liggjande; han kjem to veker for seint.",
        nb: "Pakken fra \(sender) blir liggende; den kommer to uker for sent.",
        en: "The bundle from \(sender) is left lying; it will come two weeks late.")
    case .arrivedLate:
      Message(
        nn: "Dei gamle pakkane frå \(sender) kjem fram, saman med den nye.",
        nb: "De gamle pakkene fra \(sender) kommer fram, sammen med den nye.",
        en: "The old bundles from \(sender) arrive, together with the new one.")
    case .doubled:
      Message(
        nn: "Pakken frå \(sender) kjem to gonger.", nb: "Pakken fra \(sender) kommer to ganger.",
        en: "The bundle from \(sender) comes twice.")
    case .shuffled:
      Message(
        nn: "Pakkane vert lesne i tilfeldig rekkjefølgje.",
        nb: "Pakkene blir lest i tilfeldig rekkefølge.", en: "The bundles are read in any order.")
    }
  }

  /// What the coordinator took in.
  static func demoImported(files: Int, applied: Int, known: Int) -> Message {
    let all = Message.files(files)
    let sets = counted(
      applied, nn: ("ny samling", "nye samlingar"), nb: ("ny samling", "nye samlinger"),
      en: ("new change set", "new change sets"))
    return Message(
      nn:
        "Regionrådet les \(all.nn): \(sets.nn), \(known) \(known == 1 ? "kjend" : "kjende") frå før.",
      nb: "Regionrådet leser \(all.nb): \(sets.nb), \(known) kjent fra før.",
      en: "The regional council reads \(all.en): \(sets.en), \(known) known before.")
  }

  /// The coordinator has written back.
  static func demoSentBack(_ count: Int) -> Message {
    let bundles = bundles(count)
    return Message(
      nn: "Regionrådet sender \(bundles.nn) attende.",
      nb: "Regionrådet sender \(bundles.nb) tilbake.",
      en: "The regional council sends \(bundles.en) back.")
  }

  /// Somebody decided.
  static func demoResolved(_ person: String, _ place: String, _ choice: Int) -> Message {
    Message(
      nn: "\(person) avgjer \(place): val \(choice).",
      nb: "\(person) avgjør \(place): valg \(choice).",
      en: "\(person) decides \(place): choice \(choice).")
  }

  /// What is left to decide after the decisions have travelled.
  static func demoOpen(_ count: Int64) -> Message {
    Message(
      nn: "Avgjerdene har nådd alle. Ventar på avgjerd: \(count).",
      nb: "Avgjørelsene har nådd alle. Venter på avgjørelse: \(count).",
      en: "The decisions have reached everyone. Waiting for a decision: \(count).")
  }

  /// All is well.
  static var demoAgrees: Message {
    Message(
      nn: "Alle åtte kopiane viser det same.", nb: "Alle åtte kopiene viser det samme.",
      en: "All eight replicas show the same.")
  }

  /// All is not well.
  static var demoDiffers: Message {
    Message(
      nn: "Kopiane viser ikkje det same!", nb: "Kopiene viser ikke det samme!",
      en: "The replicas do not show the same!")
  }

  /// Where to look.
  static func demoLeft(in folder: String) -> Message {
    let look = "SAMBAND_HOME=\(folder) samband status --replica \(folder)/laerdal.sqlite"
    return Message(
      nn: "Sjå sjølv: \(look)", nb: "Se selv: \(look)", en: "See for yourself: \(look)")
  }
}
