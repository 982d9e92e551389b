import Foundation

guard let options = Options(Array(CommandLine.arguments.dropFirst())) else {
  print(Options.usage)
  exit(64)
}
if let step = options.sweepStep {
  let folder = Run(options).base
  let isWell = try await Sweep(step: step, jobs: options.jobs, folder: folder).run()
  try FileManager.default.removeItem(atPath: folder)
  exit(isWell ? 0 : 1)
}
let began = Date()
let outcomes = await Run(options).all()
var figures = Figures()
for outcome in outcomes where outcome.failure == nil { figures.add(outcome.figures) }
print(figures.summary)
if options.isVerbose, let only = outcomes.first { print("event log: \(only.hash)") }
let combined = outcomes.map(\.hash).joined(separator: " ")
var all = EventLog(isVerbose: false)
all.note(combined)
print("all event logs: \(all.hash)")
print("wall time: \(String(format: "%.1f", Date().timeIntervalSince(began))) s")
for outcome in outcomes {
  guard let failure = outcome.failure else { continue }
  print("\nFAILED: seed \(outcome.seed): \(failure)")
  print("repeat with: \(options.line(repeating: outcome.seed))")
}
exit(outcomes.contains { $0.failure != nil } ? 1 : 0)
