import StrictJSON

/// The strict reader: reading, moving over and reading a part of more bytes agree, and what was read
/// comes back from its canonical bytes.
enum JSONTarget {
  static func run(_ bytes: [UInt8]) {
    let (value, error) = read(bytes)
    promise(skipError(bytes) == error, "moving over says \(String(describing: error))")
    let padded = [0x22, 0x5C] + bytes + [0x5D, 0x7D]
    var inner = JSONReader(padded, in: 2..<2 + bytes.count)
    let again = outcome(&inner) { (reader) throws(JSONError) in _ = try reader.readValue() }
    promise(again?.code == error?.code, "a part is read as \(String(describing: again))")
    guard let value else { return }
    let canonical = value.canonicalBytes
    let (second, refusal) = read(canonical)
    guard let second else {
      // RFC 8785 writes a double from 2^53 up in plain digits, and no such integer is read.
      promise(refusal?.code == .numberOutOfRange, "\(String(describing: refusal))")
      return
    }
    promise(second.canonicalBytes == canonical, "the canonical form is not its own")
  }

  private static func read(_ bytes: [UInt8]) -> (JSONValue?, JSONError?) {
    do throws(JSONError) {
      return (try JSONValue.parse(bytes), nil)
    } catch {
      promise((0...bytes.count).contains(error.offset), "the offset \(error.offset)")
      return (nil, error)
    }
  }

  private static func skipError(_ bytes: [UInt8]) -> JSONError? {
    var reader = JSONReader(bytes)
    return outcome(&reader) { (reader) throws(JSONError) in _ = try reader.skipValue() }
  }

  private static func outcome(
    _ reader: inout JSONReader, _ body: (inout JSONReader) throws(JSONError) -> Void
  ) -> JSONError? {
    do throws(JSONError) {
      try body(&reader)
      try reader.end()
      return nil
    } catch {
      return error
    }
  }
}
