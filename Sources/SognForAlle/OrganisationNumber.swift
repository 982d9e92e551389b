/// Norwegian organisation numbers, whose last digit is computed from the others.
///
/// (Weights 3 2 7 6 5 4 3 2, modulus 11: Brønnøysundregistra, «Om organisasjonsnummeret».)
public enum OrganisationNumber {
  private static let weights = [3, 2, 7, 6, 5, 4, 3, 2]

  /// Whether a text is nine digits of which the last is right.
  public static func isValid(_ text: String) -> Bool {
    let digits = text.utf8.map { Int($0) - 48 }
    guard digits.count == 9, digits.allSatisfy({ (0...9).contains($0) }) else { return false }
    let rest = zip(digits, weights).reduce(0) { $0 + $1.0 * $1.1 } % 11
    // A rest of 1 would ask for a check digit of 10: such numbers are not given out.
    return rest == 0 ? digits[8] == 0 : 11 - rest == digits[8]
  }
}
