import CZlib

/// gzip (RFC 1952) as concatenated members, each of which is a part of the document.
public enum Gzip {
  /// What a compressed file holds.
  public struct Inflated: Equatable, Sendable {
    /// The document.
    public var bytes: [UInt8] = []
    /// The members in order.
    public var members: [Member] = []
  }

  /// One member of a compressed file.
  public struct Member: Equatable, Sendable {
    /// Where it lies in the file.
    public let packed: Range<Int>
    /// What part of the document it holds.
    public let unpacked: Range<Int>
  }

  /// The header that ``member(of:)`` writes: deflate, no flags, no time, no name, no system.
  static let header: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF]

  /// How much is inflated at a time, in bytes.
  private static let pieceLength = 1 << 18

  /// Whether the bytes begin like a gzip file; JSON never does.
  public static func isCompressed(_ bytes: [UInt8]) -> Bool { bytes.starts(with: header[..<2]) }

  /// Compresses bytes into one member at level 6.
  ///
  /// The header holds nothing of the time or the system, so one zlib gives the same bytes for the
  /// same document. What would shrink a hundredfold is compressed byte by byte instead, at most
  /// eightfold, so that no file made of our members looks like a bomb to its reader.
  public static func member(of bytes: [UInt8]) -> [UInt8] {
    let member = deflated(bytes, strategy: Z_DEFAULT_STRATEGY)
    let isHarmless = bytes.count / greatestRatio <= member.count
    return isHarmless ? member : deflated(bytes, strategy: Z_HUFFMAN_ONLY)
  }

  /// How many times smaller a member may be; half of what ``Limits/ratio`` allows.
  private static let greatestRatio = 100

  static func deflated(_ bytes: [UInt8], strategy: Int32) -> [UInt8] {
    precondition(bytes.count <= Int(UInt32.max), "a member of \(bytes.count) bytes")
    let stream = newStream()
    defer { stream.deallocate() }
    let status = deflateInit2_(
      stream, 6, Z_DEFLATED, 31, 8, strategy, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    precondition(status == Z_OK, "zlib has no memory to compress: \(status)")
    defer { deflateEnd(stream) }
    let bound = Int(deflateBound(stream, UInt(bytes.count)))
    var member = unsafe [UInt8](unsafeUninitializedCapacity: bound) { output, count in
      bytes.withUnsafeBufferPointer { input in
        unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        stream.pointee.avail_in = UInt32(input.count)
        unsafe stream.pointee.next_out = output.baseAddress
        stream.pointee.avail_out = UInt32(output.count)
        let status = deflate(stream, Z_FINISH)
        precondition(status == Z_STREAM_END, "zlib did not compress within its bound: \(status)")
        count = output.count - Int(stream.pointee.avail_out)
      }
    }
    member.replaceSubrange(..<header.count, with: header)
    return member
  }

  /// Inflates a file that is one or more members and nothing else.
  ///
  /// Throws `truncated`, `damagedCompression`, or `tooLarge` as soon as the document would be
  /// larger than the limits allow for a file of this size.
  public static func inflate(
    _ bytes: [UInt8], subject: String = "the file", limits: Limits = .standard
  ) throws(FormatError) -> Inflated {
    guard bytes.count <= limits.fileBytes, bytes.count <= Int(UInt32.max) else {
      throw FormatError(.tooLarge, "\(subject) has \(bytes.count) bytes")
    }
    guard isCompressed(bytes) else {
      throw FormatError(.damagedCompression, "\(subject) is not compressed with gzip")
    }
    let stream = newStream()
    defer { stream.deallocate() }
    let status = inflateInit2_(stream, 31, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    precondition(status == Z_OK, "zlib has no memory to inflate: \(status)")
    defer { inflateEnd(stream) }
    let limit = limits.unpackedBytes(fromFileOf: bytes.count)
    var inflating = Inflating(subject: subject, limit: limit)
    try inflate(bytes, stream, &inflating, limits)
    if inflating.keeps { return inflating.result }
    // It is no bomb, so there will be room for all of it at once.
    let size = inflating.count
    inflating = Inflating(subject: subject, limit: limit)
    inflating.result.bytes.reserveCapacity(size)
    inflating.mayBeLarge = true
    try inflate(bytes, stream, &inflating, limits)
    return inflating.result
  }

  /// The first part of a file's document, as far as the bytes tell; empty when they are damaged.
  static func beginning(of bytes: [UInt8]) -> [UInt8] {
    let stream = newStream()
    defer { stream.deallocate() }
    let status = inflateInit2_(stream, 31, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    precondition(status == Z_OK, "zlib has no memory to inflate: \(status)")
    defer { inflateEnd(stream) }
    var piece = [UInt8](repeating: 0, count: 256)
    let produced = step(Array(bytes.prefix(4_096)), at: 0, stream, &piece).produced
    return Array(piece[..<produced])
  }

  /// A document that is being inflated, and how far.
  private struct Inflating {
    /// What is larger is only counted until it is known to be within the limit: memory is given to
    /// documents, not to what a bomb makes of itself.
    private static let keptUncounted = 32 << 20

    let subject: String
    let limit: Int
    /// Whether the document is kept, and not only counted.
    var keeps = true
    var mayBeLarge = false
    var count = 0
    var result = Inflated()

    init(subject: String, limit: Int) {
      self.subject = subject
      self.limit = limit
    }

    mutating func take(_ piece: ArraySlice<UInt8>) {
      count += piece.count
      if !mayBeLarge && count > Self.keptUncounted && keeps {
        keeps = false
        result = Inflated()
      }
      if keeps { result.bytes.append(contentsOf: piece) }
    }
  }

  private static func inflate(
    _ bytes: [UInt8], _ stream: UnsafeMutablePointer<z_stream>, _ inflating: inout Inflating,
    _ limits: Limits
  ) throws(FormatError) {
    var piece = [UInt8](repeating: 0, count: pieceLength)
    var start = 0
    var members = 0
    while start < bytes.count {
      guard bytes[start] == header[0] else {
        throw FormatError(
          .damagedCompression, "\(inflating.subject) goes on after its compressed part")
      }
      members += 1
      guard members <= 2 * limits.changeSets + 2 else {
        throw FormatError(
          .tooLarge, "\(inflating.subject) has more compressed parts than change sets")
      }
      let unpackedStart = inflating.count
      let end = try inflateMember(of: bytes, at: start, stream, &piece, into: &inflating)
      if inflating.keeps {
        inflating.result.members.append(
          Member(packed: start..<end, unpacked: unpackedStart..<inflating.count))
      }
      start = end
    }
  }

  private static func inflateMember(
    of bytes: [UInt8], at start: Int, _ stream: UnsafeMutablePointer<z_stream>,
    _ piece: inout [UInt8], into inflating: inout Inflating
  ) throws(FormatError) -> Int {
    inflateReset(stream)
    var offset = start
    while true {
      let (status, consumed, produced) = step(bytes, at: offset, stream, &piece)
      offset += consumed
      guard inflating.count + produced <= inflating.limit else {
        throw FormatError(
          .tooLarge,
          "\(inflating.subject) has \(bytes.count) bytes and inflates to more than "
            + "\(inflating.limit)")
      }
      inflating.take(piece[..<produced])
      switch status {
      case Z_STREAM_END: return offset
      case Z_OK, Z_BUF_ERROR:
        if produced == 0, offset == bytes.count {
          throw FormatError(.truncated, "\(inflating.subject) ends within its compressed part")
        }
      default:
        throw FormatError(
          .damagedCompression, "\(inflating.subject) is damaged near byte \(offset)")
      }
    }
  }

  private static func step(
    _ bytes: [UInt8], at offset: Int, _ stream: UnsafeMutablePointer<z_stream>,
    _ piece: inout [UInt8]
  ) -> (status: Int32, consumed: Int, produced: Int) {
    bytes.withUnsafeBufferPointer { all in
      piece.withUnsafeMutableBufferPointer { room in
        let input = unsafe UnsafeBufferPointer(rebasing: all[offset...])
        unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        stream.pointee.avail_in = UInt32(input.count)
        unsafe stream.pointee.next_out = room.baseAddress
        stream.pointee.avail_out = UInt32(room.count)
        let status = CZlib.inflate(stream, Z_NO_FLUSH)
        return (
          status, input.count - Int(stream.pointee.avail_in),
          room.count - Int(stream.pointee.avail_out)
        )
      }
    }
  }

  /// zlib keeps the address of its stream and refuses one that has moved.
  private static func newStream() -> UnsafeMutablePointer<z_stream> {
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    stream.initialize(to: z_stream())
    return stream
  }
}
