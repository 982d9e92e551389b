/// One thing that the program says, in every language that it speaks.
///
/// All texts for people are made in this folder, by the functions and properties of extensions of
/// this type: one that lacks a language does not compile. Words that all messages share:
///
/// | protocol | nynorsk | bokmål | English |
/// |---|---|---|---|
/// | bundle | pakke | pakke | bundle |
/// | change set | samling | samling | change set |
/// | replica | kopi | kopi | replica |
/// | charter | avtale | avtale | charter |
/// | join request | førespurnad | forespørsel | request |
/// | fingerprint | kontrolltal | kontrolltall | fingerprint |
/// | digest | kontrollsum | kontrollsum | digest |
/// | open conflict | ventar på avgjerd | venter på avgjørelse | waits for a decision |
struct Message: Equatable, Sendable {
  /// Nynorsk.
  let nn: String
  /// Bokmål.
  let nb: String
  /// English.
  let en: String

  /// A text in each language.
  init(nn: String, nb: String, en: String) {
    self.nn = nn
    self.nb = nb
    self.en = en
  }

  /// A text that is the same in all languages, such as a name.
  init(_ text: String) { self.init(nn: text, nb: text, en: text) }

  /// The text in one language.
  func text(in language: Language) -> String {
    switch language {
    case .nn: nn
    case .nb: nb
    case .en: en
    }
  }

  /// One message after the other, with something between.
  static func joined(_ messages: [Message], _ separator: String = " ") -> Message {
    Message(
      nn: messages.map(\.nn).joined(separator: separator),
      nb: messages.map(\.nb).joined(separator: separator),
      en: messages.map(\.en).joined(separator: separator))
  }
}
