@testable import BundleFormat

/// gzip: members lie side by side and hold the document in order, within the limits.
enum GzipTarget {
  private static let limits: Limits = {
    var limits = Limits()
    limits.unpackedBytesAtAnyRatio = 1 << 16
    limits.ratio = 20
    return limits
  }()

  static func run(_ bytes: [UInt8]) {
    guard let inflated = try? Gzip.inflate(bytes, limits: limits) else { return }
    promise(inflated.bytes.count <= max(1 << 16, 20 * bytes.count), "over the limits")
    var file = 0
    var document = 0
    for member in inflated.members {
      promise(member.packed.lowerBound == file, "a gap in the file")
      promise(member.unpacked.lowerBound == document, "a gap in the document")
      file = member.packed.upperBound
      document = member.unpacked.upperBound
    }
    promise(file == bytes.count && document == inflated.bytes.count, "something is left over")
    let again = try? Gzip.inflate(Gzip.member(of: inflated.bytes))
    promise(again?.bytes == inflated.bytes, "the member that we write is another")
  }
}
