import Exchange
import Foundation
import Testing

@testable import samband

@Suite("The catalogue has a sentence and a hint for every failure, in three languages")
struct CatalogueTests {
  @Test("Every code has a sentence of its own that ends", arguments: ExchangeError.Code.allCases)
  func sentences(code: ExchangeError.Code) {
    let subjects = Subjects(["A1", "B2", "C3"])
    let message = Message.sentence(for: code, about: subjects)
    for language in Language.allCases {
      let text = message.text(in: language)
      #expect(text.hasSuffix("."), "\(language): \(text)")
      #expect(!text.contains("?"), "a subject is missing, \(language): \(text)")
      let twins = ExchangeError.Code.allCases.filter {
        Message.sentence(for: $0, about: subjects).text(in: language) == text
      }
      #expect(twins == [code], "\(language): one sentence for \(twins)")
    }
    #expect(message.en != message.nn)
  }

  @Test("Every hint names a command that the program knows", arguments: ExchangeError.Code.allCases)
  func hints(code: ExchangeError.Code) throws {
    let hint = try #require(Hint(for: ExchangeError(code, "A1", "B2", "C3")))
    let command = try #require(hint.command).text
    let words = command.split(separator: " ").map(String.init)
    guard words.first == "samband" else {
      #expect(NamedCommand.isCommand(command), "\(command)")
      return
    }
    if code == .busy { return }  // The command that was typed again.
    let verbs = words.dropFirst().prefix { !$0.hasPrefix("-") && $0.allSatisfy(\.isLowercase) }
    #expect(verbs.isEmpty || CommandTree.all.map(\.path).contains(Array(verbs)), "\(command)")
  }

  @Test("Words agree with their number", arguments: Language.allCases)
  func plurals(language: Language) {
    let counted: [(Int64) -> Message] = [
      { .bundles(Int($0)) }, { .files(Int($0)) }, Message.changeSets, Message.rows, Message.edits,
    ]
    for message in counted {
      let (one, two) = (message(1).text(in: language), message(2).text(in: language))
      #expect(one.hasPrefix("1 ") && two.hasPrefix("2 "))
      #expect(one.dropFirst() != two.dropFirst(), "\(one), \(two)")
    }
  }

  @Test("Names stand in a row as they are spoken")
  func names() {
    #expect(Message.names(["Vik"]).nn == "Vik")
    #expect(Message.names(["Vik", "Luster", "Årdal"]).nn == "Vik, Luster og Årdal")
    #expect(Message.names(["Vik", "Luster"]).en == "Vik and Luster")
  }
}
