extension Array where Element == UInt8 {
  /// Appends all bytes of a span.
  mutating func append(_ bytes: Span<UInt8>) {
    bytes.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
  }
}
