/// A number that has been checked and converted.
struct NumberToken {
  let number: JSONNumber
  let end: Int
}

extension Span where Element == UInt8 {
  /// Reads the number that begins at `start`, by the grammar of RFC 8259 section 6.
  func scanNumber(at start: Int, lengthLimit: Int) throws(JSONError) -> NumberToken {
    let negative = self[start] == ASCII.minus
    let first = negative ? start + 1 : start
    let integerEnd = try scanDigits(from: first)
    if self[first] == ASCII.zero, integerEnd - first > 1 {
      throw JSONError(.invalidNumber, "the number has a leading zero", at: first, in: self)
    }
    var end = integerEnd
    if end < count, self[end] == ASCII.point { end = try scanDigits(from: end + 1) }
    if end < count, self[end] | 0x20 == ASCII.lowerE {
      end += 1
      if end < count, self[end] == ASCII.plus || self[end] == ASCII.minus { end += 1 }
      end = try scanDigits(from: end)
    }
    guard end - start <= lengthLimit else {
      let detail = "a number of \(end - start) bytes, more than \(lengthLimit)"
      throw JSONError(.numberTooLong, detail, at: start, in: self)
    }
    let isInteger = end == integerEnd && !(negative && self[first] == ASCII.zero)
    let number: JSONNumber =
      isInteger
      ? .integer(try integer(in: first..<end, negative: negative))
      : .double(try double(in: start..<end))
    return NumberToken(number: number, end: end)
  }

  /// The end of the digits from `start`, of which there must be one.
  private func scanDigits(from start: Int) throws(JSONError) -> Int {
    guard start < count else {
      throw JSONError(.truncated, "the number has no end", at: count, in: self)
    }
    var index = start
    while index < count, self[index] &- ASCII.zero <= 9 { index += 1 }
    guard index > start else {
      let detail = "\(ASCII.phrase(self[start])) where a digit of a number is due"
      throw JSONError(.invalidNumber, detail, at: start, in: self)
    }
    return index
  }

  private func integer(in digits: Range<Int>, negative: Bool) throws(JSONError) -> Int64 {
    let greatest = JSONNumber.exactIntegers.upperBound
    var magnitude: Int64 = 0
    if digits.count <= 16 {
      for index in digits { magnitude = magnitude * 10 + Int64(self[index] - ASCII.zero) }
    }
    guard digits.count <= 16, magnitude <= greatest else {
      let detail = "an integer beyond ±\(greatest)"
      let start = negative ? digits.lowerBound - 1 : digits.lowerBound
      throw JSONError(.numberOutOfRange, detail, at: start, in: self)
    }
    return negative ? -magnitude : magnitude
  }

  private func double(in range: Range<Int>) throws(JSONError) -> Double {
    let text = extracting(range).withUnsafeBufferPointer {
      unsafe String(decoding: $0, as: UTF8.self)
    }
    guard let double = Double(text), double.isFinite else {
      throw JSONError(
        .numberOutOfRange, "a number too large for a double", at: range.lowerBound, in: self)
    }
    return double
  }
}
