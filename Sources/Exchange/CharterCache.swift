import BundleFormat
import MergeAlgebra
import Synchronization

/// The charter that was read last and what it means, so that not every operation reads it.
final class CharterCache: Sendable {
  private let last = Mutex<(signed: SignedCharter, meaning: Collaboration)?>(nil)

  /// The charter with this hash, read from its document unless it was the last one read.
  func charter(
    _ hash: ContentHash, _ document: [UInt8]
  ) throws(FormatError) -> (signed: SignedCharter, meaning: Collaboration) {
    if let known = last.withLock({ $0 }), known.signed.hash == hash { return known }
    let signed = try SignedCharter(reading: document)
    let read = (signed: signed, meaning: try signed.charter.forMerging())
    last.withLock { $0 = read }
    return read
  }
}
