import ReplicaStore

extension Message {
  /// How far a long operation is, on one line.
  static func progress(_ progress: StageProgress) -> Message {
    let what = stage(progress.stage)
    guard let total = progress.total, total > 0 else {
      return Message(nn: "\(what.nn) …", nb: "\(what.nb) …", en: "\(what.en) …")
    }
    switch progress.stage {
    case .reading, .checking, .writing:
      let (done, total) = (progress.done, total)
      return Message(
        nn: "\(what.nn) \(done) av \(total) …", nb: "\(what.nb) \(done) av \(total) …",
        en: "\(what.en) \(done) of \(total) …")
    case .copying, .sealing, .merging, .showing, .taking:
      let share = min(progress.done, total) * 100 / total
      return Message(
        nn: "\(what.nn): \(share) % …", nb: "\(what.nb): \(share) % …",
        en: "\(what.en): \(share)% …")
    }
  }

  private static func stage(_ stage: StageProgress.Stage) -> Message {
    switch stage {
    case .copying:
      Message(
        nn: "Kopierer databasen", nb: "Kopierer databasen", en: "Copying the database")
    case .reading: Message(nn: "Les fil", nb: "Leser fil", en: "Reading file")
    case .sealing:
      Message(
        nn: "Tek vare på endringane", nb: "Tar vare på endringene", en: "Recording the edits")
    case .checking:
      Message(
        nn: "Kontrollerer samling", nb: "Kontrollerer samling", en: "Checking change set")
    case .merging:
      Message(
        nn: "Flettar saman endringane", nb: "Fletter sammen endringene", en: "Merging the edits")
    case .showing:
      Message(
        nn: "Oppdaterer tabellane", nb: "Oppdaterer tabellene", en: "Updating the tables")
    case .taking:
      Message(nn: "Går gjennom arket", nb: "Går gjennom arket", en: "Going through the sheet")
    case .writing: Message(nn: "Skriv pakke", nb: "Skriver pakke", en: "Writing bundle")
    }
  }
}
