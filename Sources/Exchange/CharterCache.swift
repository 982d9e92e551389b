import BundleFormat
import MergeAlgebra
import ReplicaStore
import Synchronization

/// The charter that was read last and what charters mean, so that not every operation reads them.
final class CharterCache: Sendable {
  private let last = Mutex<(signed: SignedCharter, meaning: Collaboration)?>(nil)

  private let judged = Mutex<[ContentHash: JudgedTerms]>([:])

  /// The tables and rules by which change sets of a charter are judged.
  ///
  /// Errors of the format or the store when this program does not understand the charter.
  func terms(_ hash: ContentHash, _ document: [UInt8]) throws -> JudgedTerms {
    if let known = judged.withLock({ $0[hash] }) { return known }
    let charter = try SignedCharter(reading: document).charter
    let terms = try JudgedTerms(
      CharterTerms(schema: charter.schema, collaboration: try charter.forMerging()))
    judged.withLock { $0[hash] = terms }
    return terms
  }

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
