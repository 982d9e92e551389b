/// Writes the armor of a file as it comes; keeps less than a line.
public struct AgeArmorEncoder: ~Copyable {
  private var pending: [UInt8] = []
  private var hasBegun = false

  /// Begins an armor.
  public init() {}

  /// Takes the next part of the file, of any size, and appends the lines that are complete.
  public mutating func update(_ bytes: Span<UInt8>, into text: inout [UInt8]) {
    begin(&text)
    var start = 0
    while start < bytes.count {
      let end = min(bytes.count, start + AgeArmor.lineBytes - pending.count)
      let piece = bytes.extracting(start..<end)
      start = end
      if piece.count == AgeArmor.lineBytes {
        writeLine(piece, to: &text)
      } else {
        pending.append(piece)
        guard pending.count == AgeArmor.lineBytes else { return }
        writeLine(pending.span, to: &text)
        pending.removeAll(keepingCapacity: true)
      }
    }
  }

  /// Appends the last line of the file and the one that ends the armor.
  public consuming func finish(into text: inout [UInt8]) {
    begin(&text)
    if !pending.isEmpty { writeLine(pending.span, to: &text) }
    text += AgeArmor.footer + [0x0A]
  }

  /// The armor of a file that is in memory as a whole.
  public consuming func encode(_ file: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(file.count / AgeArmor.lineBytes * (AgeArmor.lineLength + 1) + 160)
    update(file.span, into: &text)
    finish(into: &text)
    return text
  }

  private mutating func begin(_ text: inout [UInt8]) {
    guard !hasBegun else { return }
    hasBegun = true
    text += AgeArmor.header + [0x0A]
  }

  private func writeLine(_ bytes: Span<UInt8>, to text: inout [UInt8]) {
    Base64.append(bytes, padded: true, to: &text)
    text.append(0x0A)
  }
}
