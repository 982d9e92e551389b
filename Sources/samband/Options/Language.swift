import ArgumentParser

/// A language that the program speaks.
enum Language: String, CaseIterable, ExpressibleByArgument, Sendable {
  /// Nynorsk.
  case nn
  /// Bokmål.
  case nb
  /// English.
  case en

  /// The language that a command line asks for, also one that cannot be read as a whole.
  init?(in arguments: [String]) {
    let words = zip(arguments, arguments.dropFirst())
    guard let word = words.first(where: { $0.0 == "--language" })?.1 else { return nil }
    self.init(rawValue: word)
  }

  /// The language of the locale: what `LC_ALL`, `LC_MESSAGES` or `LANG` says, else English.
  init(ofLocaleIn environment: [String: String]) {
    let settings = ["LC_ALL", "LC_MESSAGES", "LANG"].compactMap { environment[$0] }
    let locale = settings.first { !$0.isEmpty } ?? ""
    let word = locale.prefix { $0.isLetter }.lowercased()
    switch word {
    case "nn", "nynorsk": self = .nn
    case "nb", "no", "norwegian", "bokmal": self = .nb
    default: self = .en
    }
  }
}
