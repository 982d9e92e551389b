import MergeAlgebra

/// Thirty digits in six groups of five, for two people to compare on the telephone.
///
/// About 99 bits of the hash: each group is five bytes of it modulo 100,000.
public func fingerprint(of hash: ContentHash) -> String {
  let bytes = HashDomain.fingerprint.hash(hash.bytes).bytes
  let groups = stride(from: 0, to: 30, by: 5).map { start in
    let number = bytes[start..<start + 5].reduce(UInt64(0)) { $0 << 8 | UInt64($1) } % 100_000
    let digits = String(number)
    return String(repeating: "0", count: 5 - digits.utf8.count) + digits
  }
  return groups.joined(separator: " ")
}
