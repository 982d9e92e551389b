import MergeAlgebra

extension Value {
  /// A cell as it is written in a key or a list of values.
  public var readable: String {
    switch self {
    case .null: ""
    case .integer(let number): String(number)
    case .real(let number): "\(number)"
    case .text(let bytes): String(decoding: bytes, as: UTF8.self)
    case .row(let row): String(row.number)
    case .blob(let bytes):
      "x'\(bytes.map { $0 < 16 ? "0\(String($0, radix: 16))" : String($0, radix: 16) }.joined())'"
    }
  }
}
