import ArgumentParser

/// A command that speaks through a console, which also tells what went wrong.
protocol SambandCommand: ParsableCommand {
  /// The language that was asked for, if any.
  var givenLanguage: Language? { get }

  /// Does what the command says; returns how it ended.
  func perform(_ console: inout Console) throws -> ExitStatus
}

extension SambandCommand {
  func run() throws {
    StopSignals.take()
    var console = Console(givenLanguage, surroundings: .current)
    let status: ExitStatus
    do {
      status = try perform(&console)
    } catch {
      status = console.explain(error)
    }
    console.progress.clear()
    if status == .interrupted, let signal = StopSignals.received {
      throw ExitCode(ExitStatus.afterSignal(signal))
    }
    if status != .done { throw ExitCode(status.rawValue) }
  }
}
