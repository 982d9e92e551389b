import MergeAlgebra
import ReplicaStore

extension Replica {
  /// A table as a sheet: with names and codes as they are stored, or for Excel in words.
  ///
  /// ``importSheet(_:into:_:_:_:)`` reads both again, and then changes nothing. Errors:
  /// `unknownTable`; a refusal about a filter.
  public func sheet<Place: Comparable>(
    of query: RecordQuery, forExcel: Bool, _ vocabulary: Vocabulary, _ words: RecordWords,
    order: (String) -> Place
  ) throws -> (text: String, rows: Int) {
    let (listing, total) = try records(query, limit: nil, vocabulary, words, order: order)
    return (listing.sheet(forExcel: forExcel), total)
  }
}

extension RecordListing {
  /// The listing as a sheet; no text in it is taken for a formula.
  public func sheet(forExcel: Bool) -> String {
    let lines = zip(rows, texts).map { row, texts in
      zip(row, texts).map { value, text in
        if case .text = value { SheetText.harmless(text) } else { text }
      }
    }
    return SheetText.text(of: [columns.map(\.heading)] + lines, forExcel: forExcel)
  }
}
