import MergeAlgebra
import StrictJSON

/// Cells as JSON: one encoding for each, canonical (RFC 8785) as it is written.
extension JSONWriter {
  /// Appends a value.
  mutating func cell(_ value: Value) {
    switch value {
    case .null: null()
    case .integer(let number): integerCell(number)
    case .real(let number) where RealText.needsTag(number):
      raw("{\"real\":\"")
      bytes.append(contentsOf: RealText.text(number).utf8)
      raw("\"}")
    case .real(let number): double(number)
    case .text(let text):
      let isUTF8 = text.withUnsafeBufferPointer { unsafe stringIfWellFormed(utf8: $0) }
      if !isUTF8 { base64url(text, tag: "{\"text\":\"") }
    case .blob(let blob): base64url(blob, tag: "{\"base64url\":\"")
    case .row(let row): preconditionFailure("a change set names rows by number, not as \(row)")
    }
  }

  /// Appends what is written to a column.
  mutating func cell(_ cell: OperationGroup.Cell) {
    switch cell {
    case .value(let value): self.cell(value)
    case .difference(let difference):
      raw("{\"difference\":")
      integerCell(difference)
      raw("}")
    case .elements(let adding, let removing):
      raw("{")
      if !adding.isEmpty || removing.isEmpty {
        raw("\"add\":")
        elements(adding)
      }
      if !removing.isEmpty {
        if !adding.isEmpty { raw(",") }
        raw("\"remove\":")
        elements(removing)
      }
      raw("}")
    }
  }

  /// Appends an array of strings.
  mutating func strings(_ strings: [String]) {
    raw("[")
    for (index, string) in strings.enumerated() {
      if index > 0 { raw(",") }
      self.string(string)
    }
    raw("]")
  }

  private mutating func integerCell(_ number: Int64) {
    guard !JSONNumber.exactIntegers.contains(number) else { return integer(number) }
    raw("{\"integer\":\"")
    bytes.append(contentsOf: String(number).utf8)
    raw("\"}")
  }

  private mutating func base64url(_ content: [UInt8], tag: StaticString) {
    raw(tag)
    Base64URL.append(content[...], to: &bytes)
    raw("\"}")
  }

  private mutating func elements(_ elements: [Element]) {
    raw("[")
    for (index, element) in elements.enumerated() {
      if index > 0 { raw(",") }
      bytes.append(contentsOf: element.bytes)
    }
    raw("]")
  }
}
