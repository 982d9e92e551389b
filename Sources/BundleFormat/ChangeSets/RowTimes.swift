import StrictJSON

/// The times of a group's rows: the first, then differences, runs of equal ones as [difference,
/// count].
///
/// The encoding of a list is unique: a run has at least two rows, and two neighbours differ.
struct RowTimes {
  /// So many rows, each that much later than the one before it.
  struct Run: Equatable {
    let difference: Int64
    var count: Int
  }

  /// The time of the first row, in milliseconds.
  let first: Int64
  private(set) var runs: [Run] = []

  /// Describes the times; `nil` when there are none or a difference is beyond what JSON carries.
  init?(_ times: some Sequence<Int64>) {
    var iterator = times.makeIterator()
    guard let first = iterator.next(), Bounds.exact.contains(first) else { return nil }
    self.first = first
    var last = first
    while let time = iterator.next() {
      let (difference, overflows) = time.subtractingReportingOverflow(last)
      guard !overflows, Bounds.exact.contains(difference), Bounds.exact.contains(time) else {
        return nil
      }
      last = time
      if runs.last?.difference == difference {
        runs[runs.count - 1].count += 1
      } else {
        runs.append(Run(difference: difference, count: 1))
      }
    }
  }

  /// Reads the list; no run may be longer than `limit`.
  init(reading reader: inout JSONReader, limit: Int) throws(JSONError) {
    try reader.beginArray()
    guard try reader.nextElement() else { throw reader.invalid("a list of times that is empty") }
    first = try reader.readInteger()
    while try reader.nextElement() {
      let run = try Self.readRun(&reader, limit: limit)
      guard runs.last?.difference != run.difference, runs.count < limit else {
        throw reader.invalid("equal differences of times that are not one run")
      }
      runs.append(run)
    }
  }

  private static func readRun(
    _ reader: inout JSONReader, limit: Int
  ) throws(JSONError) -> Run {
    guard try reader.peek() == .array else {
      return Run(difference: try reader.readInteger(), count: 1)
    }
    try reader.beginArray()
    guard try reader.nextElement() else { throw reader.invalid("an empty run of times") }
    let difference = try reader.readInteger()
    guard try reader.nextElement() else { throw reader.invalid("a run of times without a count") }
    let count = try reader.readInteger("the count of a run of times", in: 2...Int64(limit))
    guard try !reader.nextElement() else { throw reader.invalid("a run of times of three numbers") }
    return Run(difference: difference, count: Int(count))
  }

  /// Appends the list.
  func write(to writer: inout JSONWriter) {
    writer.raw("[")
    writer.integer(first)
    for run in runs {
      writer.raw(",")
      guard run.count > 1 else {
        writer.integer(run.difference)
        continue
      }
      writer.raw("[")
      writer.integer(run.difference)
      writer.raw(",")
      writer.integer(Int64(run.count))
      writer.raw("]")
    }
    writer.raw("]")
  }
}

extension RowTimes {
  /// Gives the times one by one.
  struct Cursor {
    private let runs: [Run]
    private var next: Int64?
    private var run = 0
    private var used = 0

    init(_ times: RowTimes) {
      runs = times.runs
      next = times.first
    }

    /// Whether all times have been given.
    var isAtEnd: Bool { next == nil }

    /// The next row's time; `nil` when there is none or it is beyond what JSON carries.
    mutating func take() -> Int64? {
      guard let time = next, Bounds.exact.contains(time) else { return nil }
      guard run < runs.count else {
        next = nil
        return time
      }
      // Two numbers within 2^53 cannot overflow.
      next = time + runs[run].difference
      used += 1
      if used == runs[run].count {
        run += 1
        used = 0
      }
      return time
    }
  }
}
