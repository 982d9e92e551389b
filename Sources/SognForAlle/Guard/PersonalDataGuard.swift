import Exchange

/// The guard of "Sogn for alle": who gets help must not be told outside the kommune.
public struct PersonalDataGuard: TextGuard {
  /// The guard of the built-in template.
  public init() {}

  /// National ids anywhere; e-mail addresses and private phone numbers where no column is meant for them.
  public func findings(
    in text: String, of column: (table: String, name: String)?
  ) -> Set<GuardFinding> {
    let groups = DigitGroups(text)
    var found: Set<GuardFinding> = []
    if NationalID.stands(in: groups) { found.insert(.nationalID) }
    if let column, Self.forContact.contains("\(column.table).\(column.name)") { return found }
    if Self.hasEmailAddress(text) { found.insert(.emailAddress) }
    if Self.hasPrivatePhone(text, groups) { found.insert(.phoneNumber) }
    return found
  }

  /// Columns that are meant for addresses and numbers by which somebody is reached at work.
  static let forContact: Set = [
    "contact_person.work_email", "contact_person.work_phone", "employer.contact_points",
  ]

  private static func hasEmailAddress(_ text: String) -> Bool {
    guard text.utf8.contains(UInt8(ascii: "@")) else { return false }
    return text.contains(#/[^\s@"<>,;:()]+@[^\s@"<>,;:()]+\.\p{L}{2,}/#)
  }

  /// Eight digits with the country's prefix, or of a mobile phone; 20260915 and an org.nr are none.
  private static func hasPrivatePhone(_ text: String, _ groups: DigitGroups) -> Bool {
    if text.contains(#/(\+|\b00)\s?47[\s\-.]?\d([\s\-.]?\d){7}(?!\d)/#) { return true }
    return groups.clusters.contains { cluster in
      // Only a number that stands by itself: groups of account and case numbers are not taken apart.
      let digits = cluster.joined()
      let sizes = cluster.map(\.utf8.count)
      return "49".contains(digits.first ?? "0")
        && [[8], [3, 2, 3], [2, 2, 2, 2], [4, 4], [2, 3, 3]].contains(sizes)
    }
  }
}
