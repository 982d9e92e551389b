import SambandTestKit

/// A post office that loses, duplicates, delays and shuffles letters and delivers old ones again.
///
/// Recipients are numbers; time is counted in rounds. What it does is decided by the generator
/// that each call is given, so a seed repeats it.
public struct SimulatedPost<Letter> {
  /// How often something happens: once in so many letters.
  public struct Manners: Sendable {
    /// A letter is lost.
    public var loss = 5
    /// A letter comes twice.
    public var duplication = 6
    /// A letter is late.
    public var delay = 3
    /// The longest delay in rounds.
    public var longestDelay = 6
    /// A recipient gets an old letter again.
    public var repetition = 4

    /// A bad post office.
    public init() {}
  }

  /// What became of the letters.
  public struct Figures: Equatable, Sendable {
    /// Letters that were sent.
    public var sent = 0
    /// Letters that never came.
    public var lost = 0
    /// Letters that came in a later round than they should have.
    public var late = 0
    /// Letters that came more than once.
    public var duplicated = 0
  }

  private struct Sending {
    let letter: Letter
    let recipient: Int
    let due: Int
  }

  /// How badly it works; `nil` when nothing goes wrong any more.
  public var manners: Manners?
  /// What became of the letters so far.
  public private(set) var figures = Figures()
  private var waiting: [Sending] = []
  private var delivered: [Int: [Letter]] = [:]

  /// Opens with no letters.
  public init(manners: Manners? = Manners()) { self.manners = manners }

  /// Takes a letter in.
  public mutating func send(
    _ letter: Letter, to recipient: Int, in round: Int, using generator: inout SeededGenerator
  ) {
    figures.sent += 1
    guard let manners else {
      waiting.append(Sending(letter: letter, recipient: recipient, due: round))
      return
    }
    if generator.once(in: manners.loss) {
      figures.lost += 1
      return
    }
    let copies = generator.once(in: manners.duplication) ? 2 : 1
    if copies > 1 { figures.duplicated += 1 }
    for _ in 0..<copies {
      var due = round
      if generator.once(in: manners.delay) {
        due += 1 + generator.number(below: manners.longestDelay)
        figures.late += 1
      }
      waiting.append(Sending(letter: letter, recipient: recipient, due: due))
    }
  }

  /// Hands out what has come for a recipient, in any order.
  public mutating func collect(
    for recipient: Int, in round: Int, using generator: inout SeededGenerator
  ) -> [Letter] {
    let isDue = { (sending: Sending) in sending.recipient == recipient && sending.due <= round }
    var letters = waiting.filter(isDue).map(\.letter)
    waiting.removeAll(where: isDue)
    let fresh = letters
    if let manners, let old = delivered[recipient], !old.isEmpty,
      generator.once(in: manners.repetition)
    {
      letters.append(generator.pick(old))
      figures.duplicated += 1
    }
    delivered[recipient, default: []] += fresh
    letters.shuffle(using: &generator)
    return letters
  }

  /// Loses everything that is under way.
  public mutating func loseAll() {
    figures.lost += waiting.count
    waiting = []
  }
}
