/// What a file may ask of its reader, and what the writer therefore keeps to.
public enum AgeLimits {
  /// The longest header that is read, in bytes.
  public static let headerBytes = 1 << 20
  /// The most recipients of one file; their stanzas fill at most ``headerBytes``.
  public static let recipients = 10_000
  /// The content of a chunk, in bytes; only the last one has fewer.
  public static let chunkBytes = 64 << 10
  /// The most white space before an armored file, and after it, in bytes.
  public static let whitespaceBytes = 1_024
  /// The work factors that can be asked for at all: 2^22 rounds take 4 GiB.
  public static let workFactors = 1...22
  /// The work factor of files that we write: 2^18 rounds take 256 MiB and about a second.
  public static let writtenWorkFactor = 18
  /// The highest work factor that is read unless the caller says otherwise: 1 GiB.
  public static let readWorkFactor = 20

  /// The authentication tag of a chunk, in bytes.
  static let tagBytes = 16
  /// A chunk as it stands in a file, in bytes.
  static let sealedChunkBytes = chunkBytes + tagBytes
}
