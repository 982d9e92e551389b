import Foundation
import Testing

@testable import samband

@Suite("The key's passphrase, from a file descriptor and from the terminal")
struct KeyCommandTests {
  private static let hasTerminal = has("script", "--version")
  private static let hasAge = has("age", "--version")

  private static func has(_ words: String...) -> Bool {
    let folder = FileManager.default.temporaryDirectory
    let environment = ProcessInfo.processInfo.environment
    // Absent: a program that cannot be started is not there.
    return (try? Program.run("/usr/bin/env", words, in: folder, environment: environment))?.status
      == 0
  }

  private func locked() throws -> Workshop {
    let workshop = try Workshop()
    try workshop.found(language: "en")
    let set = try workshop.runShell(
      "printf 'blåbær og rømme\\n' | samband key passphrase --new-passphrase-fd 0 "
        + "--replica vik.sqlite")
    try #require(set.status == 0, "\(set)")
    #expect(set.output.contains("is locked with the passphrase now"))
    return workshop
  }

  @Test("It is set, needed, changed with two lines of one descriptor, and removed")
  func descriptor() throws {
    let workshop = try locked()
    let none = try workshop.fail("vik", 77, "seal")
    #expect(none.errors.contains("has a passphrase, and nobody can answer here"))
    #expect(try workshop.succeed("vik", "status").contains("Vik"))
    func shell(_ command: String) throws -> Program.Outcome {
      try workshop.runShell("\(command) --replica vik.sqlite")
    }
    let wrong = try shell("echo feil | samband sync shared --passphrase-fd 0")
    #expect(wrong.status == 77 && wrong.errors.contains("does not open the key file"), "\(wrong)")
    let right = try shell("echo 'blåbær og rømme' | samband sync shared --passphrase-fd 0")
    #expect(right.status == 0, "\(right)")
    let changed = try shell(
      "printf 'blåbær og rømme\\nny\\n' | samband key passphrase --passphrase-fd 0 "
        + "--new-passphrase-fd 0")
    #expect(changed.status == 0, "\(changed)")
    let closed = try shell("samband seal --passphrase-fd 9 9<&-")
    #expect(closed.status == 64 && closed.errors.contains("descriptor 9"), "\(closed)")
    let removed = try shell("echo ny | samband key passphrase --remove --passphrase-fd 0")
    #expect(removed.status == 0 && removed.output.contains("has no passphrase"), "\(removed)")
    try workshop.succeed("vik", "sync", "shared")
  }

  @Test(
    "On a terminal it is asked for and not shown",
    .enabled(if: hasTerminal, "there is no script that gives a program a terminal"))
  func terminal() throws {
    let workshop = try locked()
    let command = "samband seal --replica vik.sqlite"
    let asked = try workshop.runShell(
      "(sleep 4; printf 'feil\\025blåbær og rømmX\\177e\\n'; sleep 9) "
        + "| script -qec '\(command)' /dev/null")
    #expect(asked.status == 0 && asked.output.contains("Passphrase of the key of vik-"), "\(asked)")
    #expect(!asked.output.contains("blåbær"), "\(asked)")
    let stopped = try workshop.runShell(
      "(sleep 4; printf 'bl\\003'; sleep 2) | script -qec '\(command)' /dev/null")
    #expect(stopped.status == 1 && stopped.output.contains("Cancelled"), "\(stopped)")
  }

  @Test(
    "age opens the key file, and a bundle with the identity that the program prints",
    .enabled(if: hasTerminal && hasAge, "there is no age, or no script that gives it a terminal"))
  func age() throws {
    let workshop = try locked()
    let opened = try workshop.runShell(
      "(sleep 3; echo 'blåbær og rømme'; sleep 9) "
        + "| script -qec 'age -d -o opened home/keys/vik-*.key.json' /dev/null")
    #expect(opened.status == 0, "\(opened)")
    let text = try workshop.read("opened")
    #expect(text.contains("\"format\":\"samband-key\"") && !text.contains("AGE-SECRET-KEY"))
    let bundle = try workshop.bundle(from: "region", to: "laerdal")
    let content = try workshop.runShell(
      "samband key identity --replica laerdal.sqlite | age -d -i - \(bundle) | gunzip")
    #expect(content.output.hasPrefix("{\"format\":\"samband-bundle\""), "\(content.errors)")
  }

  @Test("A typed line knows backspace, also over å, and the keys that break off")
  func typing() {
    func typed(_ text: String, _ more: [UInt8] = []) -> (TypedLine.Progress, String) {
      var line = TypedLine()
      var progress = TypedLine.Progress.more
      for byte in Array(text.utf8) + more where progress == .more { progress = line.take(byte) }
      return (progress, line.text)
    }
    #expect(typed("blå\u{7F}åbær\n") == (.done, "blåbær"))
    #expect(typed("å\u{7F}\u{7F}a\r") == (.done, "a"))
    #expect(typed("alt\u{15}nytt") == (.more, "nytt"))
    #expect(typed("x", [0x03]).0 == .cancelled && typed("x", [0x1C]).0 == .cancelled)
  }
}
