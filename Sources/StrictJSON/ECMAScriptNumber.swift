/// Numbers as ECMAScript writes them, which RFC 8785 section 3.2.2.3 makes canonical.
public enum ECMAScriptNumber {
  /// The text of a double, which must be finite.
  ///
  /// The digits are the fewest that read back as the same double, and among those the nearest;
  /// Swift's `description` finds the same digits. Their layout is that of `Number::toString` in
  /// ECMA-262: plain from 10^-6 up to 10^21, else with an exponent. `-0.0` gives `0`.
  public static func text(_ value: Double) -> String {
    var bytes: [UInt8] = []
    append(value, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  static func append(_ value: Double, to bytes: inout [UInt8]) {
    precondition(value.isFinite, "\(value) has no JSON form")
    guard value != 0 else {
      bytes.append(ASCII.zero)
      return
    }
    if value < 0 { bytes.append(ASCII.minus) }
    let decimal = Decimal(value.magnitude)
    let digits = decimal.digits
    let point = decimal.point
    switch point {
    case 1...21 where digits.count <= point:
      bytes.append(contentsOf: digits)
      bytes.append(contentsOf: repeatElement(ASCII.zero, count: point - digits.count))
    case 1...21:
      bytes.append(contentsOf: digits[..<point])
      bytes.append(ASCII.point)
      bytes.append(contentsOf: digits[point...])
    case -5...0:
      bytes.append(ASCII.zero)
      bytes.append(ASCII.point)
      bytes.append(contentsOf: repeatElement(ASCII.zero, count: -point))
      bytes.append(contentsOf: digits)
    default:
      bytes.append(digits[0])
      if digits.count > 1 {
        bytes.append(ASCII.point)
        bytes.append(contentsOf: digits[1...])
      }
      bytes.append(ASCII.lowerE)
      bytes.append(point > 0 ? ASCII.plus : ASCII.minus)
      bytes.append(contentsOf: String((point - 1).magnitude).utf8)
    }
  }

  /// Digits without zeros at either end, and where the decimal point stands among them: the value
  /// is 0.d₁d₂… × 10^point.
  private struct Decimal {
    var digits: [UInt8] = []
    var point = 0

    /// Takes Swift's text of a positive number apart: digits, perhaps a point, perhaps an exponent.
    init(_ value: Double) {
      digits.reserveCapacity(24)
      var exponent = 0
      var exponentIsNegative = false
      var isInExponent = false
      var isInFraction = false
      for byte in value.description.utf8 {
        switch byte {
        case ASCII.point: isInFraction = true
        case ASCII.lowerE: isInExponent = true
        case ASCII.minus: exponentIsNegative = true
        case ASCII.plus: break
        case _ where isInExponent: exponent = exponent * 10 + Int(byte - ASCII.zero)
        default:
          let isLeadingZero = digits.isEmpty && byte == ASCII.zero
          if !isLeadingZero { digits.append(byte) }
          if !isInFraction, !isLeadingZero { point += 1 }
          if isInFraction, isLeadingZero { point -= 1 }
        }
      }
      while digits.last == ASCII.zero { digits.removeLast() }
      point += exponentIsNegative ? -exponent : exponent
    }
  }
}
