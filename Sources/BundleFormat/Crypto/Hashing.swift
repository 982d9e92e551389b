import Crypto
import MergeAlgebra

/// SHA-256 with a first line that says what is hashed, so that no hash can stand for another.
enum HashDomain: String {
  case row = "samband-row-v1\n"
  case salt = "samband-salt-v1\n"
  case rows = "samband-rows-v1\n"
  case head = "samband-head-v1\n"
  case charter = "samband-charter-v1\n"
  case request = "samband-request-v1\n"
  case fingerprint = "samband-fingerprint-v1\n"

  /// The hash of the bytes in this domain.
  func hash(_ bytes: [UInt8]) -> ContentHash {
    var hasher = RunningHash(self)
    hasher.add(bytes)
    return hasher.finish()
  }
}

/// A hash over bytes that come piece by piece.
struct RunningHash {
  private var hasher = SHA256()

  init(_ domain: HashDomain) { add(Array(domain.rawValue.utf8)) }

  mutating func add(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { unsafe hasher.update(bufferPointer: $0) }
  }

  func finish() -> ContentHash {
    let digest = hasher.finalize()
    guard let hash = ContentHash(Array(digest)) else {
      preconditionFailure("a SHA-256 digest of \(SHA256.byteCount) bytes")
    }
    return hash
  }
}

extension ContentHash {
  /// The hash as documents carry it: 43 characters.
  public var base64url: String { Base64URL.encode(bytes) }

  /// Reads what ``base64url`` gives; `nil` for anything else.
  public init?(base64url text: String) {
    guard let bytes = Base64URL.decode(text) else { return nil }
    self.init(bytes)
  }
}
