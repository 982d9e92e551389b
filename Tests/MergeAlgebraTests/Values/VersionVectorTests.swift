import MergeAlgebra
import SambandTestKit
import Testing

@Suite("Version vectors")
struct VersionVectorTests {
  /// All vectors over three streams with numbers up to 2: closed under merging.
  static let vectors: [VersionVector] = (0..<27).map { code in
    var vector = VersionVector()
    for (place, divisor) in [1, 3, 9].enumerated() {
      let number = Int64(code / divisor % 3)
      if number > 0 { vector[Samples.streams[place]] = Samples.position(number) }
    }
    return vector
  }

  static let dots = Samples.streams.prefix(4).flatMap { stream in
    (1...3).map { Dot(stream, Int64($0)) }
  }

  private func merged(_ first: VersionVector, _ second: VersionVector) -> VersionVector {
    var result = first
    result.merge(second)
    return result
  }

  @Test("merging is idempotent, commutative and associative")
  func semilattice() throws {
    try requireSemilattice(Self.vectors, "merging vectors", join: merged)
  }

  @Test("merging is all that too when streams have forked")
  func forkedSemilattice() throws {
    let heads = [1, 2].compactMap { ContentHash([UInt8](repeating: $0, count: 32)) }
    let forked = heads.flatMap { head in
      [1, 2].map { VersionVector([Samples.streams[0]: .init(number: $0, head: head)]) }
    }
    try requireSemilattice(forked, "merging forked vectors", join: merged)
  }

  @Test("a merged vector covers the dots that either covers, and no other")
  func mergeIsUnion() throws {
    for first in Self.vectors {
      for second in Self.vectors {
        let both = merged(first, second)
        for dot in Self.dots {
          try requireEqual(
            both.covers(dot), first.covers(dot) || second.covers(dot), "\(dot) in \(both)")
        }
      }
    }
  }

  @Test("covering is a partial order, and means covering every dot")
  func covering() throws {
    try requirePartialOrder(Self.vectors, "covering") { $0.covers($1) }
    for first in Self.vectors {
      for second in Self.vectors {
        let all = Self.dots.allSatisfy { first.covers($0) || !second.covers($0) }
        try requireEqual(first.covers(second), all, "\(first) covers \(second)")
        try requireEqual(merged(first, second) == first, all, "covering is having merged")
      }
    }
  }

  @Test("merging a difference back gives the merge, and nothing in it was known before")
  func difference() throws {
    for first in Self.vectors {
      for base in Self.vectors {
        let difference = first.difference(from: base)
        try requireEqual(merged(base, difference), merged(base, first), "difference from \(base)")
        for entry in difference.entries {
          try require(entry.position.number > base.number(of: entry.stream), "\(entry) is news")
        }
        try requireEqual(difference.isEmpty, base.covers(first), "no news is being covered")
      }
    }
  }

  @Test("entries come in byte order and rebuild the vector")
  func entries() throws {
    for vector in Self.vectors {
      let entries = vector.entries
      #expect(entries.map(\.stream) == entries.map(\.stream).sorted())
      #expect(entries.count == vector.count && vector.isEmpty == entries.isEmpty)
      let again = VersionVector(
        Dictionary(uniqueKeysWithValues: entries.map { ($0.stream, $0.position) }))
      try requireEqual(again, vector, "entries rebuild the vector")
    }
  }

  @Test("what a circle may hear of are the streams of circles at least as wide")
  func visibleInCircle() throws {
    var vector = VersionVector()
    for home in Home.all {
      for circle in Home.circles { vector[home.stream(circle)] = Samples.position(1) }
    }
    for circle in Home.circles {
      let visible = vector.visible(in: circle)
      for entry in vector.entries {
        try requireEqual(
          visible.number(of: entry.stream) == 1, entry.stream.circle.isAtLeastAsWide(as: circle),
          "\(entry.stream) in \(circle)")
      }
    }
    for home in Home.all {
      let visible = vector.visible(to: home.member, coordinator: Home.coordinator)
      for entry in vector.entries {
        try requireEqual(
          visible.number(of: entry.stream) == 1, home.holds(entry.stream.circle),
          "\(entry.stream) to \(home.member)")
      }
    }
  }
}
