import Foundation
import Testing

@Suite("The program speaks nynorsk, bokmål and English")
struct LanguageTests {
  @Test(
    "--language chooses, in results and in errors",
    arguments: [
      ("nn", "Ventar på avgjerd:", "finst ikkje."), ("nb", "Venter på avgjørelse:", "finnes ikke."),
      ("en", "To be decided:", "does not exist."),
    ])
  func chosen(language: String, label: String, sentence: String) throws {
    let workshop = try Workshop()
    try workshop.found()
    let status = try workshop.succeed("vik", "status", "--language", language)
    #expect(status.contains(label), "\(status)")
    let missing = try workshop.run(
      "import", "gone", "--replica", "vik.sqlite", "--language", language)
    #expect(missing.errors.contains(sentence), "\(missing)")
  }

  @Test("Without --language the charter's counts, whatever the locale says")
  func charterLanguage() throws {
    let workshop = try Workshop()
    workshop.program.environment["LANG"] = "en_GB.UTF-8"
    try workshop.found(language: "nb")
    #expect(try workshop.succeed("vik", "status").contains("Venter på avgjørelse:"))
  }

  @Test(
    "Without a charter the locale's counts",
    arguments: [
      ("nn_NO.UTF-8", "Det er ingen kopi"), ("nb_NO.UTF-8", "Det er ingen kopi"),
      ("no", "lag en kopi"), ("nn", "lag ein kopi"), ("C.UTF-8", "There is no replica"),
      ("", "There is no replica"),
    ])
  func localeLanguage(locale: String, sentence: String) throws {
    let workshop = try Workshop()
    workshop.program.environment["LC_ALL"] = locale
    workshop.program.environment["LANG"] = nil
    let outcome = try workshop.run("status")
    #expect(outcome.errors.contains(sentence), "\(outcome)")
  }
}
