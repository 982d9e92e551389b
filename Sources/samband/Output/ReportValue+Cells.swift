import BundleFormat
import Foundation
import MergeAlgebra

extension ReportValue {
  /// A cell: text as a string, numbers as numbers, `null`, a blob as `{"base64url": …}`.
  ///
  /// A real that JSON has no number for is `{"real": "inf"}` or `{"real": "-inf"}`.
  init(_ value: Value) {
    switch value {
    case .null: self = .null
    case .integer(let number): self = .integer(number)
    case .real(let number) where number.isFinite: self = .real(number)
    case .real(let number): self = .object([("real", .string("\(number)"))])
    case .text(let bytes): self = .string(String(decoding: bytes, as: UTF8.self))
    case .row(let row): self = .integer(row.number)
    case .blob(let bytes): self = .object([("base64url", .string(Base64URL.encode(bytes)))])
    }
  }

  /// The cells of a unit: the cell itself when there is one column, an array for several.
  init(cells: [Value]) {
    self = cells.count == 1 ? ReportValue(cells[0]) : .list(cells.map { ReportValue($0) })
  }

  /// A moment in milliseconds as ISO 8601 in UTC; `null` when there is none.
  init(moment: Int64?) {
    guard let moment else {
      self = .null
      return
    }
    let date = Date(timeIntervalSince1970: Double(moment) / 1_000)
    let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
    self = .string(date.formatted(style))
  }

  /// How far each stream has come.
  init(_ vector: VersionVector) {
    self = .object(vector.entries.map { ($0.stream.name, .integer($0.position.number)) })
  }
}
