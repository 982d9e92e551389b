import StrictJSON

/// How much a document may ask of its reader; checked before anything is decoded or unpacked.
///
/// What is sealed keeps to the same limits, so that every reader can take it.
public struct Limits: Equatable, Sendable {
  /// The largest file, in bytes as it lies on the disk.
  public var fileBytes = 512 << 20
  /// The largest document, in bytes after inflating.
  public var unpackedBytes = 2 << 30
  /// How many times larger than the file the document may be.
  public var ratio = 200
  /// Up to this size, in bytes, any ratio goes.
  public var unpackedBytesAtAnyRatio = 1 << 20
  /// How many objects and arrays may stand inside each other; at least 16.
  public var depth = 64
  /// The most rows of one change set.
  public var rows = 5_000_000
  /// The longest table, column or member name, in bytes.
  public var nameLength = 255
  /// The longest note or title, in bytes.
  public var noteLength = 4_096
  /// The longest value of a cell, in bytes as JSON carries it (BLOB takes 4/3 of its size).
  public var valueLength = 64 << 20
  /// The most change sets of one bundle, and the most parts of an export.
  public var changeSets = 1_000_000
  /// The most streams of one vector.
  public var streams = 100_000
  /// The most members, replicas and charters of one document.
  public var participants = 10_000
  /// The most columns of a table and groups of a change set.
  public var columns = 2_000

  /// The limits of protocol §11.
  public static let standard = Limits()

  /// The standard limits, to be changed one by one.
  public init() {}

  /// The reader's limits for a document that may come to stand `levels` deep in a bundle.
  func json(below levels: Int = 0) -> JSONLimits {
    JSONLimits(
      depth: max(1, min(depth, JSONLimits.greatestDepth) - levels), nameLength: nameLength,
      stringLength: valueLength, members: streams + participants + 10 * columns)
  }

  /// The most bytes that a compressed file of `count` bytes may inflate to.
  func unpackedBytes(fromFileOf count: Int) -> Int {
    let (product, overflows) = count.multipliedReportingOverflow(by: ratio)
    return min(unpackedBytes, max(unpackedBytesAtAnyRatio, overflows ? .max : product))
  }
}

extension Limits {
  /// How deep a change set stands in a bundle.
  static let changeSetLevel = 2
  /// How deep an element of a `union` cell stands in a bundle.
  static let elementLevel = 9
}
