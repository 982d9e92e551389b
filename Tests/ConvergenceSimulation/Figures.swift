/// What a run consisted of.
struct Figures: Equatable, Sendable {
  var seeds = 0
  var replicas = 0
  var edits = 0
  var refusedEdits = 0
  var undoneEdits = 0
  var changeSets = 0
  var acts = 0
  var bundles = 0
  var lost = 0
  var late = 0
  var duplicated = 0
  var partial = 0
  var torn = 0
  var refusedBundles = 0
  var imports = 0
  var parked = 0
  var resolutions = 0
  var openConflicts = 0
  var settledConflicts = 0
  var heldRows = 0
  var corrections = 0
  var verifications = 0
  var values = 0
  /// What only drawn schemas have, by topic and name.
  var counted: [String: [String: Int]] = [:]

  /// The figures with their names, as the summary shows them.
  private static var topics: [(name: String, entries: [(String, WritableKeyPath<Figures, Int>)])] {
    [
      ("seeds", [("run", \.seeds), ("replicas", \.replicas), ("verified", \.verifications)]),
      ("edits", [("made", \.edits), ("refused", \.refusedEdits), ("undone", \.undoneEdits)]),
      (
        "change sets",
        [("sealed", \.changeSets), ("row changes", \.acts), ("corrections", \.corrections)]
      ),
      (
        "bundles",
        [
          ("sent", \.bundles), ("lost", \.lost), ("late", \.late), ("duplicated", \.duplicated),
          ("in parts", \.partial), ("torn", \.torn), ("refused", \.refusedBundles),
        ]
      ),
      ("imports", [("runs", \.imports), ("change sets parked meanwhile", \.parked)]),
      (
        "conflicts",
        [
          ("open at the end", \.openConflicts), ("settled by rule", \.settledConflicts),
          ("resolved on the way", \.resolutions),
        ]
      ),
      ("held rows", [("at the end", \.heldRows)]),
      ("values", [("accounted for", \.values)]),
    ]
  }

  /// Adds another run's figures.
  mutating func add(_ other: Figures) {
    for (topic, counts) in other.counted {
      counted[topic, default: [:]].merge(counts) { $0 + $1 }
    }
    for topic in Self.topics {
      for (_, path) in topic.entries { self[keyPath: path] += other[keyPath: path] }
    }
  }

  /// Counts one more of something that only drawn schemas have.
  mutating func count(_ topic: String, _ name: String) {
    counted[topic, default: [:]][name, default: 0] += 1
  }

  /// The summary, one topic a line.
  var summary: String {
    let fixed = Self.topics.map { topic, entries in
      let parts = entries.map { "\(self[keyPath: $1]) \($0)" }
      return "\(topic): \(parts.joined(separator: ", "))"
    }
    let drawn = counted.sorted { $0.key < $1.key }.map { topic, counts in
      let parts = counts.sorted { $0.key < $1.key }.map { "\($1) \($0)" }
      return "\(topic): \(parts.joined(separator: ", "))"
    }
    return (fixed + drawn).joined(separator: "\n")
  }
}
