extension Message {
  /// A settled conflict waits for a person again.
  static func reopened(_ place: String) -> Message {
    Message(
      nn: "Opna att her: \(place). Det som er vist, står til nokon avgjer.",
      nb: "Åpnet igjen her: \(place). Det som vises, står til noen avgjør.",
      en: "Opened again here: \(place). What is shown stays until somebody decides.")
  }

  /// The conflict waited for a person already.
  static func wasOpen(_ place: String) -> Message {
    Message(
      nn: "\(place) ventar alt på avgjerd.", nb: "\(place) venter allerede på avgjørelse.",
      en: "\(place) waits for a decision already.")
  }
}
