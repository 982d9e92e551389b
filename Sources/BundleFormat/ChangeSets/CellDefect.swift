import MergeAlgebra
import StrictJSON

/// What in a cell no reader would take.
enum CellDefect {
  static func of(_ cell: OperationGroup.Cell, limits: Limits) -> String? {
    switch cell {
    case .value(let value): of(value, limits: limits)
    case .difference: nil
    case .elements(let adding, let removing):
      of(adding, limits: limits) ?? of(removing, limits: limits)
    }
  }

  static func of(_ value: Value, limits: Limits) -> String? {
    switch value {
    case .null, .integer: return nil
    case .real(let number): return number.isNaN ? "a real that is not a number" : nil
    case .text(let bytes), .blob(let bytes):
      let isLong = bytes.count / 3 * 4 + 4 > limits.valueLength
      return isLong ? "a value of \(bytes.count) bytes" : nil
    case .row(let row): return "a row by name, \(row.number), where a number is due"
    }
  }

  private static func of(_ elements: [Element], limits: Limits) -> String? {
    var last: Element?
    for element in elements {
      if let last, !(last < element) { return "elements out of order" }
      guard isCanonical(element, limits: limits) else {
        return "the element \(String(decoding: element.bytes, as: UTF8.self)), which cannot travel"
      }
      last = element
    }
    return nil
  }

  private static func isCanonical(_ element: Element, limits: Limits) -> Bool {
    do throws(JSONError) {
      let value = try JSONValue.parse(
        element.bytes, limits: limits.json(below: Limits.elementLevel))
      return value.canonicalBytes == element.bytes
    } catch {
      return false
    }
  }
}
