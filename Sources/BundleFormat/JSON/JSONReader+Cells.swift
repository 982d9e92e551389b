import MergeAlgebra
import StrictJSON

/// Cells from JSON; every value is taken in one encoding only.
extension JSONReader {
  /// Reads a key value.
  mutating func readKeyValue() throws(JSONError) -> Value {
    guard case .value(let value) = try readCell() else {
      throw invalid("a key value is a change of a set or of a sum")
    }
    return value
  }

  /// Reads what is written to a column.
  mutating func readCell() throws(JSONError) -> OperationGroup.Cell {
    switch try peek() {
    case .null:
      try readNull()
      return .value(.null)
    case .string: return .value(.text(try readStringBytes()))
    case .number: return .value(try readNumberCell())
    case .object: return try readTaggedCell()
    case .bool, .array: throw failure(.wrongType, "a boolean or an array where a cell is due")
    }
  }

  private mutating func readNumberCell() throws(JSONError) -> Value {
    switch try readNumber() {
    case .integer(let number): return .integer(number)
    case .double(let number):
      guard !RealText.needsTag(number) else {
        throw invalid("the real \(number) is to be written {\"real\":\"\(RealText.text(number))\"}")
      }
      return .real(number)
    }
  }

  private mutating func readTaggedCell() throws(JSONError) -> OperationGroup.Cell {
    let start = offset
    try beginObject()
    guard let tag = try nextMember() else { throw invalid("a cell without a tag") }
    let cell: OperationGroup.Cell
    switch tag {
    case "integer": cell = .value(.integer(try readTaggedInteger()))
    case "real": cell = .value(.real(try readIdentifier("tagged real", RealText.real)))
    case "base64url": cell = .value(.blob(try readBase64URL()))
    case "text": cell = .value(.text(try readTaggedText()))
    case "difference": cell = .difference(try readDifference())
    case "add", "remove": return try readElements(first: tag, from: start)
    default: throw failure(.unknownMember, "a cell with the unknown tag \"\(tag)\"")
    }
    guard try nextMember() == nil else { throw invalid("a cell with two tags") }
    return cell
  }

  private mutating func readTaggedInteger() throws(JSONError) -> Int64 {
    try readIdentifier("tagged integer") { text in
      guard let number = Int64(text), !JSONNumber.exactIntegers.contains(number),
        String(number).utf8.elementsEqual(text.utf8)
      else { return nil }
      return number
    }
  }

  private mutating func readBase64URL() throws(JSONError) -> [UInt8] {
    guard let bytes = Base64URL.decode(try readStringBytes()) else {
      throw invalid("the tagged bytes are not base64url")
    }
    return bytes
  }

  private mutating func readTaggedText() throws(JSONError) -> [UInt8] {
    let bytes = try readBase64URL()
    var probe = JSONWriter()
    guard !bytes.withUnsafeBufferPointer({ unsafe probe.stringIfWellFormed(utf8: $0) }) else {
      throw invalid("the tagged text is UTF-8 and is to be written as a string")
    }
    return bytes
  }

  private mutating func readDifference() throws(JSONError) -> Int64 {
    guard try peek() == .object else { return try readInteger() }
    try beginObject()
    guard let tag = try nextMember(), tag == "integer" else {
      throw invalid("a difference that is no integer")
    }
    let difference = try readTaggedInteger()
    guard try nextMember() == nil else { throw invalid("a difference with two tags") }
    return difference
  }

  /// Reads the change of a set, whose first member's name has been read.
  private mutating func readElements(
    first: String, from start: Int
  ) throws(JSONError) -> OperationGroup.Cell {
    var adding: [Element]?
    var removing: [Element]?
    var next: String? = first
    while let name = next {
      switch name {
      case "add": adding = try readElements()
      case "remove": removing = try readElements()
      default: throw failure(.unknownMember, "a cell with the unknown tag \"\(name)\"")
      }
      next = try nextMember()
    }
    let isShortest =
      removing == nil ? adding != nil : removing?.isEmpty == false && adding?.isEmpty != true
    guard isShortest else {
      throw failure(.invalidValue, "an empty list of elements is to be left out", at: start)
    }
    return .elements(adding: adding ?? [], removing: removing ?? [])
  }

  private mutating func readElements() throws(JSONError) -> [Element] {
    var elements: [Element] = []
    try beginArray()
    while try nextElement() {
      let value = try readValue()
      guard value.isReadableWhenCanonical else {
        throw invalid("an element with a whole number beyond 2^53")
      }
      let element = Element(canonical: value.canonicalBytes)
      if let last = elements.last, !(last < element) {
        throw invalid("elements out of order")
      }
      elements.append(element)
    }
    return elements
  }
}

extension JSONValue {
  /// Whether a strict reader takes the canonical bytes: not with a double that is written in plain
  /// digits and is beyond the integers that JSON keeps exactly.
  var isReadableWhenCanonical: Bool {
    switch self {
    case .null, .bool, .integer, .string: true
    case .double(let number):
      number.magnitude < 0x1p53 || number.magnitude >= 1e21
        || number.rounded(.towardZero) != number
    case .array(let elements): elements.allSatisfy(\.isReadableWhenCanonical)
    case .object(let members): members.allSatisfy(\.value.isReadableWhenCanonical)
    }
  }
}
