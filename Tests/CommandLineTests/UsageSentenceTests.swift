import Foundation
import Testing

@testable import samband

@Suite("What is wrong with a command line is said in every language")
struct UsageSentenceTests {
  @Test(
    "The parser's sentences are known, and keep their words",
    arguments: [
      ("Missing expected argument '<path> ...'", ["<path> ..."]),
      ("Missing value for '--replica <file>'", ["--replica", "file"]),
      ("Unknown option '--jason'. Did you mean '--json'?", ["--jason", "--json"]),
      ("Unknown option '--x'", ["--x"]), ("Unexpected argument 'two'", ["two"]),
      ("2 unexpected arguments: 'one', 'two'", ["2", "'one', 'two'"]),
      (
        "The value 'xx' is invalid for '--language <language>'. Please provide one of 'nn', 'nb' or 'en'.",
        ["xx", "--language", "'nn', 'nb'", "'en'"]
      ), ("The value 'x' is invalid for '<member>'", ["x", "member"]),
      ("The value 'x' is invalid for '--limit <n>'", ["x", "--limit"]),
      (
        "The option '--json' does not take any value, but 'yes' was specified.", ["--json", "yes"]
      ),
    ])
  func parser(sentence: String, words: [String]) {
    let message = Message.unreadableCommand(sentence)
    #expect(message.nn != message.en && message.nb != message.en)
    #expect(message.en.hasPrefix(sentence))
    for text in [message.nn, message.nb] {
      #expect(text.hasSuffix(".") || text.hasSuffix("?"), "\(text)")
      for word in words { #expect(text.contains(word), "\(word) is not in \(text)") }
    }
  }

  @Test("Each of our own sentences about options is known")
  func own() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources/samband")
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    var sentences: [String] = []
    for name in files where name.hasSuffix(".swift") {
      let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      sentences += text.matches(of: /ValidationError\(\s*"([^"]*)"/).map { String($0.1) }
    }
    #expect(sentences.count > 5)
    for sentence in sentences {
      let message = Message.unreadableCommand(sentence)
      #expect(message.nn != message.en && message.nb != message.en, "no translation: \(sentence)")
    }
  }

  @Test("A sentence that nobody knows is left as it is")
  func unknown() {
    #expect(Message.unreadableCommand("Something new").nn == "Something new")
  }
}
