extension KnownSentence {
  /// What the guards of a replica say to the program that edits.
  static let guardCauses: [KnownSentence] = [
    KnownSentence(
      "only * writes *", nn: "berre * skriv i *", nb: "bare * skriver i *"),
    KnownSentence(
      "this row of * belongs to *", nn: "denne rada i * høyrer til *",
      nb: "denne raden i * tilhører *"),
    KnownSentence(
      "* in * must name a member", nn: "* i * må nemne ein som er med i samarbeidet",
      nb: "* i * må nevne en som er med i samarbeidet"),
    KnownSentence(
      "* in * is set once and cannot be changed",
      nn: "* i * vert sett éin gong, og kan ikkje endrast",
      nb: "* i * settes én gang, og kan ikke endres"),
    KnownSentence(
      "FOREIGN KEY constraint failed", nn: "ei rad viser til ei anna som ikkje finst",
      nb: "en rad viser til en annen som ikke finnes"),
  ]
}
