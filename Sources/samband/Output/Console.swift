import Exchange
import Foundation

/// Where a command speaks: results on stdout, messages on stderr, in one language.
struct Console {
  /// The language of what is said.
  private(set) var language: Language
  /// What the person wrote after `--replica`, for the commands that hints name.
  var replicaArgument: String?
  /// How the command is used that brings tables and rules, for when they are refused.
  var help = "samband found --help"
  /// What the tables of the replica are called.
  var labels = RecordLabels.none
  /// How many columns the results have.
  let width: Int
  /// Shows how far an operation is, and lets signals stop it.
  let progress: TerminalProgress
  private let breaksLines: Bool
  private let looksOfResults: Bool
  private let looksOfMessages: Bool
  private let isLanguageGiven: Bool
  private let folder: String

  /// Speaks the language asked for, else the locale's.
  init(_ language: Language?, surroundings: Surroundings) {
    let spoken = language ?? Language(ofLocaleIn: surroundings.environment)
    self.language = spoken
    progress = TerminalProgress(spoken)
    isLanguageGiven = language != nil
    folder = surroundings.folder
    let environment = surroundings.environment
    width = Terminal.width(in: environment)
    breaksLines = Terminal.breaksLines(in: environment)
    looksOfResults = Terminal.showsLooks(1, in: environment)
    looksOfMessages = Terminal.showsLooks(2, in: environment)
  }

  /// Speaks a charter's language unless another was asked for.
  mutating func speak(_ name: String) {
    guard !isLanguageGiven, let language = Language(rawValue: name) else { return }
    self.language = language
    progress.speak(language)
  }

  // MARK: Results

  /// Prints a message as a line of the result.
  func say(_ message: Message) { line(message.text(in: language)) }

  /// Prints a message as lines of the result that fit the screen, each after `indent`.
  func tell(_ message: Message, indent: String = "") {
    let text = message.text(in: language)
    for part in fitting(text, max(width - indent.count, 20)) { line(indent + part) }
  }

  /// A text on lines of at most this width, where the width of the screen is known.
  func fitting(_ text: String, _ room: Int) -> [String] {
    breaksLines ? SideBySide.wrapped(text, room) : [text]
  }

  /// Whether none of the lines is wider than the screen, as far as its width is known.
  func fits(_ lines: [String]) -> Bool {
    !breaksLines || lines.allSatisfy { $0.count <= width }
  }

  /// A part of a result as a terminal makes it stand out.
  func look(_ look: Look, _ text: String) -> String {
    looksOfResults ? look.applied(to: text) : text
  }

  /// Prints a line of the result.
  func line(_ text: String = "") { write(text + "\n", to: 1) }

  /// Prints a sheet as it is, for another program to read; on a terminal it must not steer it.
  func put(_ text: String) {
    guard !Terminal.isReadByAPerson(1) else {
      return write(text.replacing("\r\n", with: "\n"), to: 1)
    }
    progress.clear()
    Terminal.write(text, to: 1)
  }

  /// Prints a document as the whole result.
  func report(_ document: ReportValue) { line(document.text) }

  /// A message as text, to be part of a line.
  func text(_ message: Message) -> String { message.text(in: language) }

  /// A path as people would write it: relative to the folder they are in, all of it visible.
  func shortPath(_ path: String) -> String {
    let short = path.hasPrefix(folder + "/") ? String(path.dropFirst(folder.count + 1)) : path
    return VisibleText.escaping(short)
  }

  // MARK: Messages

  /// Tells what went wrong and what to do about it; returns how the command ends.
  func explain(_ error: any Error) -> ExitStatus {
    if StopSignals.received != nil {
      // Whatever it looks like, it failed because it was to stop.
      return explainStop()
    }
    switch error {
    case let error as ExchangeError:
      complain(error)
      if let hint = Hint(for: error, help: help) { self.hint(hint) }
      return ExitStatus(error.code)
    case let refusal as RecordRefusal: return explain(refusal)
    case let failure as Failure:
      complain(.sentence(for: failure))
      if let hint = Hint(for: failure) { self.hint(hint) }
      return failure.status
    default:
      complain(.unforeseen, detail: String(describing: error))
      return .failed
    }
  }

  /// Says that a signal stopped the command, and what that means.
  func explainStop() -> ExitStatus {
    complain(ExchangeError(.stopped))
    if let advice = Message.advice(for: ExchangeError.Code.stopped) {
      hint(Hint(advice, .plain(Hint.sameCommand())))
    }
    return .interrupted
  }

  /// Prints the `error:` line of a refused use case.
  func complain(_ error: ExchangeError) {
    complain(.sentence(for: error.code, about: subjects(of: error)), detail: error.cause)
  }

  /// The sentence about an error, to stand in a list.
  func reason(_ error: ExchangeError) -> String {
    let sentence = text(.sentence(for: error.code, about: subjects(of: error)))
    return error.cause.map { "\(sentence) (\(text(.inlineCause($0))))" } ?? sentence
  }

  /// Prints an `error:` line and below it, indented, what a lower module said, where it is known in the
  /// language of what is said.
  func complain(_ message: Message, detail: String? = nil) {
    var lines = ["\(label("error:", .wrong)) \(text(message))"]
    if let detail {
      lines += text(.cause(detail)).split(separator: "\n").map { "       \($0)" }
    }
    write(lines.joined(separator: "\n") + "\n", to: 2)
  }

  /// Prints a `hint:` line.
  func hint(_ hint: Hint) {
    let command = hint.command.map { ": \(complete($0))" } ?? ""
    let label = label("hint:", .advice)
    write("\(label) \(text(hint.advice))\(command)\n", to: 2)
  }

  private func label(_ text: String, _ look: Look) -> String {
    looksOfMessages ? look.applied(to: text) : text
  }

  /// Prints something worth knowing that is no result.
  func note(_ message: Message) { write(text(message) + "\n", to: 2) }

  /// Asks on the terminal; only a clear yes is one.
  func confirms(_ question: Message) -> Bool {
    write(text(question) + " ", to: 2)
    let answer = Terminal.readLine()?.lowercased() ?? ""
    // Where the answer is not seen beside the question, what follows has a line of its own.
    if !Terminal.showsMessages { write("\n", to: 2) }
    return ["ja", "j", "yes", "y"].contains(answer)
  }

  /// A command that works as written, with the replica that this one was about.
  func complete(_ command: HintedCommand) -> String {
    guard command.isAboutReplica, let replicaArgument else { return command.text }
    return "\(command.text) --replica \(ShellWord(replicaArgument).text)"
  }

  private func subjects(of error: ExchangeError) -> Subjects {
    Subjects(error.subjects.map(shortPath))
  }

  /// The one way out: what comes from a bundle or a file name must not steer the terminal.
  private func write(_ text: String, to descriptor: Int32) {
    progress.clear()
    Terminal.write(Look.shown(VisibleText.escaping(text, isLayout: true)), to: descriptor)
  }
}
