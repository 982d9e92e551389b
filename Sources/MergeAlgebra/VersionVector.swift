/// For each stream the highest number applied with none missing before it, and that set's hash.
///
/// It is a set of dots closed downward in every stream, so it can also say what a writer had seen:
/// a *context* is the version vector of the writer just before it wrote.
public struct VersionVector: Equatable, Sendable {
  /// How far one stream has come.
  public struct Position: Equatable, Sendable {
    /// The highest number, at least 1.
    public let number: Int64
    /// The hash of the change set with that number.
    public let head: ContentHash

    /// Names the `number`-th change set by its hash.
    public init(number: Int64, head: ContentHash) {
      precondition(number >= 1, "a position's number is at least 1, not \(number)")
      self.number = number
      self.head = head
    }
  }

  private var positions: [StreamID: Position] = [:]

  /// The vector of someone who has seen nothing.
  public init() {}

  /// The vector with these positions.
  public init(_ positions: [StreamID: Position]) {
    self.positions = positions
  }

  /// How far `stream` has come; `nil` when nothing of it is known.
  ///
  /// Setting `nil` forgets it.
  public subscript(stream: StreamID) -> Position? {
    get { positions[stream] }
    set { positions[stream] = newValue }
  }

  /// The streams in byte order with their positions.
  public var entries: [(stream: StreamID, position: Position)] {
    positions.sorted { $0.key < $1.key }.map { (stream: $0.key, position: $0.value) }
  }

  /// Whether nothing is known.
  public var isEmpty: Bool { positions.isEmpty }

  /// How many streams are known.
  public var count: Int { positions.count }

  /// The number of `stream`, 0 when nothing of it is known.
  public func number(of stream: StreamID) -> Int64 { positions[stream]?.number ?? 0 }

  /// Whether the change set named by `dot` is among those seen.
  public func covers(_ dot: Dot) -> Bool { number(of: dot.stream) >= dot.number }

  /// Whether everything that `other` has seen is among those seen.
  public func covers(_ other: VersionVector) -> Bool {
    other.positions.allSatisfy { number(of: $0.key) >= $0.value.number }
  }

  /// Takes the higher position of each stream; of two branches of a fork the lower hash.
  public mutating func merge(_ other: VersionVector) {
    for (stream, theirs) in other.positions {
      guard let mine = positions[stream] else {
        positions[stream] = theirs
        continue
      }
      let isFurther = theirs.number > mine.number
      if isFurther || (theirs.number == mine.number && theirs.head < mine.head) {
        positions[stream] = theirs
      }
    }
  }

  /// The part that holders of `circle` may hear of: streams of circles at least as wide.
  public func visible(in circle: Circle) -> VersionVector {
    VersionVector(positions.filter { $0.key.circle.isAtLeastAsWide(as: circle) })
  }

  /// The part that a replica of `member` may hear of.
  public func visible(to member: MemberID, coordinator: MemberID) -> VersionVector {
    VersionVector(
      positions.filter { $0.key.circle.isOpen(to: member, coordinator: coordinator) })
  }

  /// The positions in which this vector is further than `base`: how contexts travel.
  public func difference(from base: VersionVector) -> VersionVector {
    VersionVector(positions.filter { $0.value.number > base.number(of: $0.key) })
  }
}
