/// Numbers that name one person in Norway.
///
/// Eleven digits: fødselsnummer; D-number (day + 40); H-number and synthetic numbers of NAV
/// (month + 40); synthetic numbers of the health sector (month + 65) and of the tax administration
/// (month + 80). The first check digit leaves 0, from 2032 also 1, 2 or 3; the second leaves 0.
/// Twelve digits: the DUF number of the immigration authorities, a year, six digits and a remainder.
enum NationalID {
  /// Whether such a number stands in a text, written together or in groups.
  static func stands(in groups: DigitGroups) -> Bool {
    groups.spans(of: 11).contains { isPersonNumber($0.digits) }
      || groups.spans(of: 12).contains { isDUFNumber($0.digits) && isWrittenAsDUF($0.seams) }
  }

  /// Whether eleven digits have a date and check digits that fit.
  static func isPersonNumber(_ digits: [Int]) -> Bool {
    guard digits.count == 11 else { return false }
    let day = digits[0] * 10 + digits[1]
    let month = digits[2] * 10 + digits[3]
    guard let days = daysInMonth[monthAlone(month)] else { return false }
    guard (1...days).contains(day > 40 ? day - 40 : day) else { return false }
    return sum(digits, [3, 7, 6, 1, 8, 9, 4, 5, 2, 1]) % 11 <= 3
      && sum(digits, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 == 0
  }

  /// The month without what marks the kind of number.
  private static func monthAlone(_ month: Int) -> Int {
    switch month {
    case 81...92: month - 80
    case 66...77: month - 65
    case 41...52: month - 40
    default: month
    }
  }

  /// Whether twelve digits begin with a year and end with the remainder of the others.
  static func isDUFNumber(_ digits: [Int]) -> Bool {
    guard digits.count == 12 else { return false }
    let year = digits[0] * 1_000 + digits[1] * 100 + digits[2] * 10 + digits[3]
    // Numbers made for tests have years that are not yet.
    guard (1_900..<3_000).contains(year) else { return false }
    return sum(digits, [4, 6, 3, 2, 4, 6, 3, 2, 7, 5]) % 11 == digits[10] * 10 + digits[11]
  }

  /// Year, number and remainder apart, or threes or fours: not two dates that stand side by side.
  private static func isWrittenAsDUF(_ seams: [Int]) -> Bool {
    Set(seams).isSubset(of: [4, 7, 8, 10]) || Set(seams).isSubset(of: [3, 6, 9])
      || seams.count == 11
  }

  private static func sum(_ digits: [Int], _ weights: [Int]) -> Int {
    zip(digits, weights).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// Without the century nobody knows whether a year is a leap year.
  private static let daysInMonth = [
    1: 31, 2: 29, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31,
  ]
}
