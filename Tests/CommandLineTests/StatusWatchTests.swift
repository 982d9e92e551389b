import Foundation
import Testing

@Suite("status --watch follows what other programs write")
struct StatusWatchTests {
  @Test(
    "A document a line: one to begin with, one after each edit, none between; Ctrl-C is no failure")
  func documents() throws {
    let workshop = try Workshop()
    try workshop.found(language: "en")
    let watch = try RunningProgram(
      workshop, "status", "--watch", "--json", "--replica", "vik.sqlite")
    try watch.wait { $0.count == 1 }
    for number in 1...3 {
      try workshop.edit("vik", "INSERT INTO measure(code) VALUES ('N\(number)')")
      try watch.wait { $0.count == number + 1 }
    }
    // What changes nothing is not told.
    _ = try workshop.query("vik", "SELECT count(*) FROM measure")
    Thread.sleep(forTimeInterval: 1)
    try workshop.succeed("vik", "seal")
    try watch.wait { $0.last?.contains("\"unsealed\":0") == true && $0.count > 4 }
    let outcome = try watch.end()
    #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome)")
    let documents = try outcome.output.split(separator: "\n").map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
    #expect(documents.prefix(4).map { $0["unsealed"] as? Int } == [0, 1, 2, 3])
    #expect(documents.allSatisfy { $0["peers"] != nil && $0["digest"] != nil })
  }

  @Test("As text, an empty line between reports; SIGTERM ends it as well")
  func text() throws {
    let workshop = try Workshop()
    try workshop.found(language: "nn")
    let watch = try RunningProgram(workshop, "status", "--watch", "--replica", "vik.sqlite")
    try watch.wait { $0.contains { $0.hasPrefix("Kontrollsum:") } }
    try workshop.edit("vik", "UPDATE measure SET note = 'x' WHERE code = 'T1'")
    try watch.wait { lines in lines.count { $0.hasPrefix("Kontrollsum:") } == 2 }
    let outcome = try watch.end(SIGTERM)
    #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome)")
    #expect(outcome.output.contains("\n\nKopien til:"), "\(outcome)")
    #expect(outcome.output.contains("Nytt sidan sist:    1 endring"), "\(outcome)")
    #expect(!outcome.output.contains("\u{1B}"), "no terminal, no control sequence: \(outcome)")
  }

  @Test("A replica that is taken away ends it: 66")
  func gone() throws {
    let workshop = try Workshop()
    try workshop.found(language: "en")
    let watch = try RunningProgram(workshop, "status", "--watch", "--replica", "vik.sqlite")
    try watch.wait { !$0.isEmpty }
    let file = workshop.folder.appendingPathComponent("vik.sqlite")
    try FileManager.default.removeItem(at: file)
    try watch.wait { _ in !watch.isRunning }
    let outcome = try watch.end(0)
    #expect(outcome.status == 66 && outcome.errors.contains("does not exist"), "\(outcome)")
  }

  @Test("On a terminal the screen is written anew, and left as it was")
  func terminal() throws {
    let workshop = try Workshop()
    try workshop.found(language: "en")
    let told = try workshop.onTerminal(
      ["status", "--watch", "--replica", "vik.sqlite"],
      meanwhile: """
        time.sleep(1.5)
        subprocess.run(["sqlite3", "vik.sqlite", "UPDATE measure SET note = 'x' WHERE code = 'T1'"])
        time.sleep(1.5)
        process.send_signal(signal.SIGINT)
        """)
    #expect(told.status == 0, "\(told)")
    let screens = told.output.components(separatedBy: "\u{1B}[H\u{1B}[2J")
    #expect(screens.count == 3 && screens[0].isEmpty, "\(told)")
    #expect(screens[2].contains("1 edit") && screens[2].contains("end with Ctrl-C"), "\(told)")
    #expect(screens[1...].allSatisfy { !$0.contains("\u{1B}") }, "\(told)")
  }
}
