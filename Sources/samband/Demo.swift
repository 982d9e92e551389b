import ArgumentParser
import Exchange
import SognForAlle

/// `samband demo`: three weeks of Sogn for alle, with everything that can go wrong on the way.
struct DemoCommand: SambandCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Live through three weeks of Sogn for alle in a new folder, and tell what happens.",
    discussion: HelpText(
      text: """
        Founds the collaboration with seven kommunar and the coordinator, each with a replica of its \
        own. They edit with plain SQL and exchange bundles; one is lost, one comes two weeks late, \
        one comes twice. The replicas stay in the folder for you to look at.
        """,
      example: "samband demo /tmp/sogn",
      statuses: [.differing, .cannotWrite]
    ).discussion)

  @Argument(help: ArgumentHelp("A folder that is new or empty.", valueName: "folder"))
  var folder: String

  @OptionGroup var language: LanguageOptions

  var givenLanguage: Language? { language.language }

  func perform(_ console: inout Console) throws -> ExitStatus {
    console.speak("nn")
    let narrator = DemoNarrator(console: console)
    var demo = try Demo(folder: folder, progress: console.progress) { narrator.tell($0) }
    let agree: Bool
    do {
      agree = try demo.run()
    } catch {
      if StopSignals.received != nil { try demo.discard() }
      throw error
    }
    console.line()
    console.say(agree ? .demoAgrees : .demoDiffers)
    console.say(.demoLeft(in: ShellWord(folder).text))
    return agree ? .done : .differing
  }
}
