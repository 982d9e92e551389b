extension KnownSentence {
  /// What in references cannot be kept.
  static let referenceCauses: [KnownSentence] = [
    KnownSentence(
      #"* refers to a table "*" that the schema does not have: add the table, or drop the reference"#,
      nn:
        "* viser til ein tabell «*» som ikkje er med: legg tabellen til, eller ta bort tilvisinga",
      nb: "* viser til en tabell «*» som ikke er med: legg tabellen til, eller ta bort henvisningen"
    ),
    KnownSentence(
      #"* (*) refers to "*" (*): widen the parent's audience or narrow the child's"#,
      nn:
        "* (*) viser til «*» (*): gje tabellen som det vert vist til, ein vidare audience, eller den andre ein smalare",
      nb:
        "* (*) viser til «*» (*): gi tabellen som det vises til, en videre audience, eller den andre en smalere"
    ),
    KnownSentence(
      #"* refers to "*" without its owner column "*": add it to the reference, since members do not see each other's rows"#,
      nn:
        "* viser til «*» utan eigarkolonna «*»: ta henne med i tilvisinga, for kommunane ser ikkje radene til kvarandre",
      nb:
        "* viser til «*» uten eierkolonnen «*»: ta den med i henvisningen, for kommunene ser ikke radene til hverandre"
    ),
    KnownSentence(
      #"* refers to "*" by (*), whose primary key is (*): name as many columns of each"#,
      nn: "* viser til «*» med (*), som har primærnøkkelen (*): nemn like mange kolonnar frå kvar",
      nb: "* viser til «*» med (*), som har primærnøkkelen (*): nevn like mange kolonner fra hver"),
    KnownSentence(
      #"* refers to "*" by (*), which is neither its primary key nor UNIQUE: refer to (*), or declare UNIQUE(*)"#,
      nn:
        "* viser til «*» med (*), som korkje er primærnøkkel eller UNIQUE: vis til (*), eller skriv UNIQUE(*)",
      nb:
        "* viser til «*» med (*), som verken er primærnøkkel eller UNIQUE: vis til (*), eller skriv UNIQUE(*)"
    ),
    KnownSentence(
      #"* refers to "*" by (*), of which SQLite numbers "*": refer to the number alone, FOREIGN KEY(*) REFERENCES *(*)"#,
      nn:
        "* viser til «*» med (*), der SQLite gjev nummeret «*»: vis til nummeret aleine, FOREIGN KEY(*) REFERENCES *(*)",
      nb:
        "* viser til «*» med (*), der SQLite gir nummeret «*»: vis til nummeret alene, FOREIGN KEY(*) REFERENCES *(*)"
    ),
    KnownSentence(
      #"* refers to "*" by "*", which may change: refer to its primary key, or declare the column fixed"#,
      nn:
        "* viser til «*» med «*», som kan verte endra: vis til primærnøkkelen, eller gjer kolonna fast (fixed)",
      nb:
        "* viser til «*» med «*», som kan bli endret: vis til primærnøkkelen, eller gjør kolonnen fast (fixed)"
    ),
    KnownSentence(
      "the reference (*) is NOT NULL or part of the key and cannot be cleared: use revive or cascade",
      nn:
        "tilvisinga (*) er NOT NULL eller ein del av nøkkelen, og kan ikkje tømmast: bruk revive eller cascade",
      nb:
        "henvisningen (*) er NOT NULL eller en del av nøkkelen, og kan ikke tømmes: bruk revive eller cascade"
    ),
    KnownSentence(
      "the reference (*) stands in a CHECK with other columns and cannot be cleared: use revive or cascade",
      nn:
        "tilvisinga (*) står i ein CHECK saman med andre kolonnar, og kan ikkje tømmast: bruk revive eller cascade",
      nb:
        "henvisningen (*) står i en CHECK sammen med andre kolonner, og kan ikke tømmes: bruk revive eller cascade"
    ),
    KnownSentence(
      #""*" refers to *, which each number their rows: use one column for each"#,
      nn: "«*» viser til *, som kvar gjev radene sine nummer: bruk éi kolonne for kvar",
      nb: "«*» viser til *, som hver gir radene sine nummer: bruk én kolonne for hver"),
    KnownSentence(
      #""*" holds the numbers that SQLite gives the rows of "*", and is *, so that it could not follow when a row gets another: declare it INTEGER, or give "*" the rule "key": "natural""#,
      nn:
        #"«*» har nummera som SQLite gjev radene i «*», og er *, så ho kan ikkje følgje med når ei rad får eit anna: skriv INTEGER, eller gje «*» regelen "key": "natural""#,
      nb:
        #"«*» har numrene som SQLite gir radene i «*», og er *, så den kan ikke følge med når en rad får et annet: skriv INTEGER, eller gi «*» regelen "key": "natural""#
    ),
    KnownSentence(
      #"table "*" is local and refers to "*", whose rows the others may take away: drop the reference, or give the table another audience"#,
      nn:
        "tabellen «*» er lokal og viser til «*», der andre kan ta bort rader: ta bort tilvisinga, eller gje tabellen ein annan audience",
      nb:
        "tabellen «*» er lokal og viser til «*», der andre kan ta bort rader: ta bort henvisningen, eller gi tabellen en annen audience"
    ),
  ]
}
