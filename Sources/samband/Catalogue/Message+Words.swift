import Foundation

extension Message {
  /// A number of bundles.
  static func bundles(_ count: Int) -> Message {
    counted(count, nn: ("pakke", "pakkar"), nb: ("pakke", "pakker"), en: ("bundle", "bundles"))
  }

  /// A number of members.
  static func members(_ count: Int) -> Message {
    counted(
      count, nn: ("medlem", "medlemmer"), nb: ("medlem", "medlemmer"), en: ("member", "members"))
  }

  /// A number of files.
  static func files(_ count: Int) -> Message {
    counted(count, nn: ("fil", "filer"), nb: ("fil", "filer"), en: ("file", "files"))
  }

  /// A number of change sets.
  static func changeSets(_ count: Int64) -> Message {
    counted(
      count, nn: ("samling", "samlingar"), nb: ("samling", "samlinger"),
      en: ("change set", "change sets"))
  }

  /// A number of replicas.
  static func replicas(_ count: Int64) -> Message {
    counted(
      count, nn: ("kopi", "kopiar"), nb: ("kopi", "kopier"), en: ("replica", "replicas"))
  }

  /// A number of rows.
  static func rows(_ count: Int64) -> Message {
    counted(count, nn: ("rad", "rader"), nb: ("rad", "rader"), en: ("row", "rows"))
  }

  /// A number of edits.
  static func edits(_ count: Int64) -> Message {
    counted(
      count, nn: ("endring", "endringar"), nb: ("endring", "endringer"), en: ("edit", "edits"))
  }

  /// A number with the form of the word that belongs to it.
  static func counted(
    _ count: some BinaryInteger, nn: (String, String), nb: (String, String), en: (String, String)
  ) -> Message {
    Message(
      nn: "\(count) \(count == 1 ? nn.0 : nn.1)", nb: "\(count) \(count == 1 ? nb.0 : nb.1)",
      en: "\(count) \(count == 1 ? en.0 : en.1)")
  }

  /// Names in a row: `Vik, Luster og Årdal`.
  static func names(_ names: [String]) -> Message {
    guard let last = names.last, names.count > 1 else { return Message(names.first ?? "") }
    let others = names.dropLast().joined(separator: ", ")
    return Message(
      nn: "\(others) og \(last)", nb: "\(others) og \(last)", en: "\(others) and \(last)")
  }

  /// A moment in milliseconds, on the clock of the place where the program runs.
  static func moment(_ milliseconds: Int64) -> Message {
    let date = Date(timeIntervalSince1970: Double(milliseconds) / 1_000)
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .current
    let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute], from: date)
    let numbers = [parts.year, parts.month, parts.day, parts.hour, parts.minute].map { $0 ?? 0 }
    let (year, month, day) = (numbers[0], numbers[1], numbers[2])
    let (hour, minute) = (twoDigits(numbers[3]), twoDigits(numbers[4]))
    let norwegian = "\(day).\(month).\(year) kl. \(hour).\(minute)"
    return Message(
      nn: norwegian, nb: norwegian,
      en: "\(year)-\(twoDigits(month))-\(twoDigits(day)) \(hour):\(minute)")
  }

  /// A size in bytes.
  static func size(_ bytes: Int) -> Message {
    if bytes < 1_000 { return Message("\(bytes) B") }
    let (number, unit) =
      switch bytes {
      case ..<1_000_000: (Double(bytes) / 1_000, "kB")
      case ..<1_000_000_000: (Double(bytes) / 1_000_000, "MB")
      default: (Double(bytes) / 1_000_000_000, "GB")
      }
    let tenths = Int((number * 10).rounded())
    let (whole, rest) = (tenths / 10, tenths % 10)
    return Message(
      nn: "\(whole),\(rest) \(unit)", nb: "\(whole),\(rest) \(unit)", en: "\(whole).\(rest) \(unit)"
    )
  }

  /// What is shown for NULL.
  static var noValue: Message { Message(nn: "(ingenting)", nb: "(ingenting)", en: "(nothing)") }

  /// What is shown for an empty text.
  static var emptyText: Message {
    Message(nn: "(tom tekst)", nb: "(tom tekst)", en: "(empty text)")
  }

  /// What is shown for a blob.
  static func binary(_ bytes: Int) -> Message {
    let size = size(bytes)
    return Message(
      nn: "(binært innhald, \(size.nn))", nb: "(binært innhold, \(size.nb))",
      en: "(binary content, \(size.en))")
  }

  private static func twoDigits(_ number: Int) -> String {
    number < 10 ? "0\(number)" : "\(number)"
  }
}
