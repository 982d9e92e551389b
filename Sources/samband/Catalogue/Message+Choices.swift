extension Message {
  /// The choice of what is shown already.
  static func staysShown(_ value: String) -> Message {
    Message(
      nn: "Er framleis vist: \(value)", nb: "Vises fortsatt: \(value)", en: "Still shown: \(value)")
  }

  /// The choice of something that is not shown.
  static func becomesShown(_ value: String) -> Message {
    Message(
      nn: "Vert vist i staden: \(value)", nb: "Vises i stedet: \(value)",
      en: "Shown instead: \(value)")
  }

  /// The choice of something else.
  static var becomesWhatYouWrite: Message {
    Message(
      nn: "Vert vist i staden: det du sjølv skriv", nb: "Vises i stedet: det du selv skriver",
      en: "Shown instead: what you write yourself")
  }

  /// Where somebody else may have to decide.
  static var choiceMayBeSuggestion: Message {
    Message(
      nn: "Er det ein annan som avgjer her, vert valet ditt eit framlegg til han.",
      nb: "Er det en annen som avgjør her, blir valget ditt et forslag til den.",
      en: "If somebody else decides here, your choice becomes a suggestion.")
  }

  /// What becomes of a choice, and of what is not chosen; the command for that follows.
  static var choiceTravels: Message {
    Message(
      nn: "Valet følgjer med neste pakke og gjeld då hjå alle. Det som ikkje vert valt, går ikkje "
        + "tapt; det står i historia til rada:",
      nb: "Valget følger med neste pakke og gjelder da hos alle. Det som ikke velges, går ikke "
        + "tapt; det står i historikken til raden:",
      en:
        "The choice travels with the next bundle and then holds everywhere. What is not chosen is "
        + "not lost; the history of the row has it:")
  }

  /// The choice of the row.
  static var rowStays: Message {
    Message(
      nn: "Rada vert verande, hjå alle frå neste pakke.",
      nb: "Raden blir værende, hos alle fra neste pakke.",
      en: "The row stays, everywhere from the next bundle on.")
  }

  /// The choice of the delete.
  static var rowGoes: Message {
    Message(
      nn: "Rada vert borte, hjå alle frå neste pakke.",
      nb: "Raden blir borte, hos alle fra neste pakke.",
      en: "The row goes, everywhere from the next bundle on.")
  }
}
