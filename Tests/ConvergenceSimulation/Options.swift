import SambandTestKit

/// What the command line asks for.
struct Options {
  /// The seeds, in order.
  var seeds: ClosedRange<UInt64> = 1...200
  /// Whether the event log of the one seed is printed.
  var isVerbose = false
  /// Where the replicas are kept; `nil` for memory when there is such a folder.
  var folder: String?
  /// How many seeds run at once.
  var jobs = 2
  /// Whether every seed runs twice and must do the same.
  var repeatsSeeds = false
  /// Whether each seed has a schema of its own.
  var drawsSchemas = false
  /// Every so-manieth byte of a bundle is altered in a sweep; `nil` for the simulation.
  var sweepStep: Int?
  /// What the drawn schemas may have.
  var features = Set(Feature.allCases)

  static let usage = """
    Usage: samband-simulate [--schemas [--without LIST]] [--seeds A..B | --seed N] [--twice]
                            [--jobs N] [--folder PATH]
           samband-simulate --sweep STEP [--jobs N] [--folder PATH]

      --seeds A..B    every seed from A to B (1..200 when left out)
      --seed N        one seed, with its event log
      --schemas       each seed draws its own schema and rules (1..100 when no seeds are given)
      --sweep STEP    no simulation: every bit of each STEPth byte of a bundle turned, and its length cut
      --without LIST  features, with commas between, that the drawn schemas do not have:
                      \(Feature.allCases.map(\.rawValue).joined(separator: ", "))
      --twice         runs each seed twice and compares the event logs
      --jobs N        how many seeds run at once (2)
      --folder PATH   where the replicas are kept while a seed runs; those of one that failed stay
    """

  /// Reads the arguments; `nil` when they do not make sense.
  init?(_ arguments: [String]) {
    var rest = arguments[...]
    drawsSchemas = arguments.contains("--schemas")
    if drawsSchemas { seeds = 1...100 }
    while let option = rest.popFirst() {
      if option == "--twice" {
        repeatsSeeds = true
        continue
      }
      if option == "--schemas" { continue }
      guard let value = rest.popFirst() else { return nil }
      switch option {
      case "--seed":
        guard let seed = UInt64(value) else { return nil }
        seeds = seed...seed
        isVerbose = true
      case "--seeds":
        let ends = value.split(separator: ".").compactMap { UInt64($0) }
        guard ends.count == 2, ends[0] <= ends[1] else { return nil }
        seeds = ends[0]...ends[1]
      case "--jobs":
        guard let count = Int(value), count > 0 else { return nil }
        jobs = count
      case "--folder": folder = value
      case "--sweep":
        guard let step = Int(value), step > 0 else { return nil }
        sweepStep = step
      case "--without":
        for name in value.split(separator: ",") {
          guard let feature = Feature(rawValue: String(name)) else { return nil }
          features.remove(feature)
        }
      default: return nil
      }
    }
  }
}

extension Options {
  /// The world that a seed lives in.
  func world(seed: UInt64, using generator: inout SeededGenerator) throws -> any World {
    if drawsSchemas { return try SchemaWorld(seed: seed, features: features) }
    return try PlaygroundWorld(using: &generator)
  }

  /// The line that repeats a seed.
  func line(repeating seed: UInt64) -> String {
    let missing = Feature.allCases.filter { !features.contains($0) }.map(\.rawValue)
    let without = missing.isEmpty ? "" : " --without \(missing.joined(separator: ","))"
    return "scripts/simulate\(drawsSchemas ? " --schemas" : "")\(without) --seed \(seed)"
  }
}
