import Exchange
import MergeAlgebra
import SognForAlle

/// Tells the demonstration as it happens.
struct DemoNarrator {
  let console: Console

  /// Prints what an event means to the people in the story.
  func tell(_ event: DemoEvent) {
    switch event {
    case .founded(let fingerprint): console.say(.demoFounded(fingerprint))
    case .admitted(let count, let version): console.say(.demoAdmitted(count, version))
    case .filled(let rows): console.say(.demoFilled(rows))
    case .week(let week):
      console.line()
      console.say(.demoWeek(week.year, week.week))
    case .edit(let edit): console.say(.indented(.demoEdit(edit)))
    case .post(let accident, let sender): console.say(.indented(.demoPost(accident, sender)))
    case .imported(_, let report): tell(report)
    case .sentBack(let bundles): console.say(.indented(.demoSentBack(bundles)))
    case .conflicts(let conflicts):
      console.line()
      ConflictList(conflicts).tell(console, isAboutReplica: false)
    case .resolved(let person, let conflict, let choice):
      console.say(.demoResolved(person, conflict.place, choice))
    case .open(let count): console.say(.demoOpen(count))
    case .digests(let digests):
      console.line()
      var table = TextTable(indent: "  ")
      for (member, digest) in digests { table.add(member, digest.description) }
      table.lines.forEach { console.line($0) }
    }
  }

  private func tell(_ report: ImportReport) {
    console.say(
      .indented(
        .demoImported(
          files: report.files.count, applied: report.applied, known: report.alreadyKnown)))
    if report.opened + report.settled > 0 {
      console.say(.indented(.newConflicts(opened: report.opened, settled: report.settled)))
    }
  }
}
