import BundleFormat
import Exchange
import Foundation
import MergeAlgebra

/// Finds in the bytes of a file what names a circle: planted secrets, in plain or as base64url, and names
/// of streams and digests.
struct SecretScanner {
  /// Each circle with the byte sequences that give it away.
  private let signs: [(circle: Circle, bytes: [Data])]

  init(members: [MemberID]) {
    signs = members.flatMap { [Circle.between($0), .within($0)] }.map { circle in
      // A secret in a BLOB begins at any of three places of a base64 group.
      let secret = Array("zq_\(circle)_".utf8)
      let hidden = (0..<3).map { shift in
        let text = Base64URL.encode([UInt8](repeating: 0x78, count: shift) + secret)
        return Data(text.utf8.dropFirst(shift == 0 ? 0 : shift + 1).dropLast(2))
      }
      return (circle, [Data("\(circle)".utf8)] + hidden)
    }
  }

  /// The circles that some bytes give away.
  func circles(in bytes: [UInt8]) -> [Circle] {
    let data = Data(bytes)
    return signs.filter { sign in sign.bytes.contains { data.range(of: $0) != nil } }.map(\.circle)
  }
}
