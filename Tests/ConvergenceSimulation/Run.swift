import Exchange
import Foundation
import SambandTestKit

/// What became of one seed.
struct Outcome: Sendable {
  let seed: UInt64
  let hash: String
  let figures: Figures
  let failure: String?
}

/// Runs seeds, several at once, and tells how far it has come.
struct Run: Sendable {
  let options: Options
  let base: String

  init(_ options: Options) {
    self.options = options
    let memory = "/dev/shm"
    let parent =
      options.folder
      ?? (FileManager.default.isWritableFile(atPath: memory)
        ? memory : FileManager.default.temporaryDirectory.path)
    base = "\(parent)/samband-simulate-\(ProcessInfo.processInfo.processIdentifier)"
  }

  /// Returns the outcomes in the order of the seeds; stops soon after the fourth failure.
  func all() async -> [Outcome] {
    defer { remove(base) }
    let began = Date()
    return await withTaskGroup(of: Outcome.self) { group in
      var waiting = options.seeds.makeIterator()
      var outcomes: [Outcome] = []
      for _ in 0..<options.jobs {
        if let seed = waiting.next() { group.addTask { one(seed) } }
      }
      var failures = 0
      while let outcome = await group.next() {
        outcomes.append(outcome)
        if outcome.failure != nil { failures += 1 }
        if failures < 4, let seed = waiting.next() { group.addTask { one(seed) } }
        if outcomes.count.isMultiple(of: 25) {
          print("\(outcomes.count) seeds, \(Int(Date().timeIntervalSince(began))) s")
          fflush(nil)
        }
      }
      return outcomes.sorted { $0.seed < $1.seed }
    }
  }

  private func one(_ seed: UInt64) -> Outcome {
    let first = attempt(seed, isVerbose: options.isVerbose)
    guard options.repeatsSeeds, first.failure == nil else { return first }
    let second = attempt(seed, isVerbose: false)
    if second.failure == nil && second.hash == first.hash { return first }
    return Outcome(
      seed: seed, hash: first.hash, figures: first.figures,
      failure: "the seed does not repeat: \(first.hash), then \(second.hash)")
  }

  private func attempt(_ seed: UInt64, isVerbose: Bool) -> Outcome {
    let folder = "\(base)/seed-\(seed)"
    defer { remove(folder) }
    var simulation: Simulation?
    do {
      let made = try Simulation(
        seed: seed, folder: folder, options: options, isVerbose: isVerbose)
      simulation = made
      let hash = try made.run()
      return Outcome(seed: seed, hash: hash, figures: made.figures, failure: nil)
    } catch {
      let round = simulation.map { "\n  in round \($0.round): \($0.stage)" } ?? ""
      return Outcome(
        seed: seed, hash: simulation?.log.hash ?? "", figures: simulation?.figures ?? Figures(),
        failure: "\(error)\(round)")
    }
  }

  private func remove(_ path: String) {
    do {
      try FileManager.default.removeItem(atPath: path)
    } catch {
      // What cannot be removed is left in the temporary folder.
    }
  }
}
