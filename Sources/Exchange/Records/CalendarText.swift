/// Days, weeks and quarters as texts of fixed form, checked against the calendar.
///
/// (ISO 8601: a year has 53 weeks when it begins on a Thursday, or is a leap year that begins on a
/// Wednesday.)
public enum CalendarText {
  /// What is wrong with a text.
  enum Flaw: Error, Equatable {
    case form
    case calendar
  }

  /// A day as `2026-09-16`, from that or from `16.9.2026`, as Norwegian programs write it.
  static func day(_ text: String) throws(Flaw) -> String {
    var parts = text.split(separator: "-", omittingEmptySubsequences: false)
    if parts.count != 3 {
      parts = text.split(separator: ".", omittingEmptySubsequences: false).reversed()
    }
    guard parts.count == 3, parts[0].count == 4, (1...2).contains(parts[1].count),
      (1...2).contains(parts[2].count), let year = number(parts[0]), let month = number(parts[1]),
      let day = number(parts[2])
    else { throw .form }
    guard (1...12).contains(month), (1...days(in: month, of: year)).contains(day) else {
      throw .calendar
    }
    return "\(parts[0])-\(padded(month))-\(padded(day))"
  }

  /// A week as `2026-W38`, from that or from `2026-38`, `2026W38` and `2026-w38`.
  static func week(_ text: String) throws(Flaw) -> String {
    let marks = text.uppercased().filter { $0 != "-" && $0 != "W" && $0 != " " }
    guard (5...6).contains(marks.count), text.count <= 9, let year = number(marks.prefix(4)),
      let week = number(marks.dropFirst(4)), (1...53).contains(week)
    else { throw .form }
    if week == 53 && weeks(of: year) == 52 { throw .calendar }
    return "\(marks.prefix(4))-W\(padded(week))"
  }

  /// A quarter as `2026-Q3`, from that or from `2026-K3` (kvartal) and `2026Q3`.
  static func quarter(_ text: String) throws(Flaw) -> String {
    let marks = text.uppercased().filter { $0 != "-" && $0 != "Q" && $0 != "K" && $0 != " " }
    guard marks.count == 5, text.count <= 8, number(marks.prefix(4)) != nil,
      let quarter = number(marks.dropFirst(4)), (1...4).contains(quarter)
    else { throw .form }
    return "\(marks.prefix(4))-Q\(quarter)"
  }

  /// How many weeks a year has.
  static func weeks(of year: Int) -> Int {
    // The day of the week of 31 December: 4 is a Thursday.
    func end(_ year: Int) -> Int { (year + year / 4 - year / 100 + year / 400) % 7 }
    return end(year) == 4 || end(year - 1) == 3 ? 53 : 52
  }

  private static func days(in month: Int, of year: Int) -> Int {
    if month == 2 {
      let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      return isLeap ? 29 : 28
    }
    return [4, 6, 9, 11].contains(month) ? 30 : 31
  }

  private static func number(_ text: some StringProtocol) -> Int? {
    text.allSatisfy { $0.isASCII && $0.isNumber } ? Int(text) : nil
  }

  private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
