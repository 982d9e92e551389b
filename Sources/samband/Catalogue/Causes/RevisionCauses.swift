extension KnownSentence {
  /// What a revised schema cannot change.
  static let revisionCauses: [KnownSentence] = [
    KnownSentence(
      #"it is gone, and others still write to it: leave it and stop using it; if it has another name now, write "renamed": {"*": "…"} in the rules"#,
      nn:
        #"ho er borte, og andre skriv enno i henne: lat henne stå, og slutt å bruke henne; har ho eit anna namn no, så skriv "renamed": {"*": "…"} i reglane"#,
      nb:
        #"den er borte, og andre skriver fortsatt i den: la den stå, og slutt å bruke den; har den et annet navn nå, så skriv "renamed": {"*": "…"} i reglene"#
    ),
    KnownSentence(
      "its type was *, and the rows that are there may not fit another: leave it, and add a new column with the type *",
      nn:
        "typen var *, og radene som finst, høver kanskje ikkje med ein annan: lat han stå, og legg til ei ny kolonne med typen *",
      nb:
        "typen var *, og radene som finnes, passer kanskje ikke med en annen: la den stå, og legg til en ny kolonne med typen *"
    ),
    KnownSentence(
      "a column cannot become a generated one, nor the other way: add a new column beside it",
      nn:
        "ei kolonne kan ikkje verte utrekna, eller slutte å vere det: legg til ei ny kolonne attmed",
      nb:
        "en kolonne kan ikke bli beregnet, eller slutte å være det: legg til en ny kolonne ved siden av"
    ),
    KnownSentence(
      "NOT NULL cannot be added, for rows may hold NULL: leave it out; or add a new column with NOT NULL and a DEFAULT",
      nn:
        "NOT NULL kan ikkje leggjast til, for rader kan vere tomme der: ta det bort; eller legg til ei ny kolonne med NOT NULL og DEFAULT",
      nb:
        "NOT NULL kan ikke legges til, for rader kan være tomme der: ta det bort; eller legg til en ny kolonne med NOT NULL og DEFAULT"
    ),
    KnownSentence(
      "its collation was *, and keys that compare otherwise may collide: leave it, and write COLLATE * in your queries or in an index",
      nn:
        "sorteringa var *, og nøklar som vert samanlikna annleis, kan støyte saman: lat henne stå, og skriv COLLATE * i spørjingane dine eller i ein indeks",
      nb:
        "sorteringen var *, og nøkler som sammenlignes annerledes, kan støte sammen: la den stå, og skriv COLLATE * i spørringene dine eller i en indeks"
    ),
    KnownSentence(
      "a CHECK, a key or another column depends on it, and the rows that are there may not fit another expression: leave it, and add a new generated column",
      nn:
        "ein CHECK, ein nøkkel eller ei anna kolonne byggjer på henne, og radene som finst, høver kanskje ikkje med eit anna uttrykk: lat henne stå, og legg til ei ny utrekna kolonne",
      nb:
        "en CHECK, en nøkkel eller en annen kolonne bygger på den, og radene som finnes, passer kanskje ikke med et annet uttrykk: la den stå, og legg til en ny beregnet kolonne"
    ),
    KnownSentence(
      "the default * is not the same on every replica: write a number, a text in single quotes, or NULL",
      nn:
        "standardverdien * er ikkje den same i kvar kopi: skriv eit tal, ein tekst i enkle hermeteikn eller NULL",
      nb:
        "standardverdien * er ikke den samme i hver kopi: skriv et tall, en tekst i enkle anførselstegn eller NULL"
    ),
    KnownSentence(
      "it is NOT NULL, and the rows that are there have nothing for it: give it a DEFAULT, or leave NOT NULL out",
      nn:
        "ho er NOT NULL, og radene som finst, har ingenting der: gje henne DEFAULT, eller ta bort NOT NULL",
      nb:
        "den er NOT NULL, og radene som finnes, har ingenting der: gi den DEFAULT, eller ta bort NOT NULL"
    ),
    KnownSentence(
      "the rows that are there would get *, which the CHECK * refuses: give it a DEFAULT that is allowed",
      nn:
        "radene som finst, ville få *, som kravet CHECK * ikkje tillèt: gje ein DEFAULT som er lovleg",
      nb:
        "radene som finnes, ville få *, som kravet CHECK * ikke tillater: gi en DEFAULT som er lovlig"
    ),
    KnownSentence(
      "the CHECK * would make it merge together with a new column: leave the CHECK out, or put it on new columns only",
      nn:
        "kravet CHECK * ville gjere at ho vart fletta saman med ei ny kolonne: ta kravet bort, eller set det berre på nye kolonnar",
      nb:
        "kravet CHECK * ville gjøre at den ble flettet sammen med en ny kolonne: ta kravet bort, eller sett det bare på nye kolonner"
    ),
    KnownSentence(
      "the CHECK * may refuse rows that are there, here or elsewhere: leave the CHECK as it was; a list IN (…) may only get more values",
      nn:
        "kravet CHECK * kan avvise rader som finst, her eller andre stader: lat kravet stå som det var; ei liste IN (…) kan berre få fleire verdiar",
      nb:
        "kravet CHECK * kan avvise rader som finnes, her eller andre steder: la kravet stå som det var; en liste IN (…) kan bare få flere verdier"
    ),
    KnownSentence(
      #"its reference to "*" is gone or another: leave it as it was; to refer to something else, add a new column"#,
      nn:
        "tilvisinga til «*» er borte eller ei anna: lat henne stå som ho var; skal det visast til noko anna, så legg til ei ny kolonne",
      nb:
        "henvisningen til «*» er borte eller en annen: la den stå som den var; skal det vises til noe annet, så legg til en ny kolonne"
    ),
    KnownSentence(
      #"the new reference to "*" may not hold for rows that are there: add a new column that refers to it"#,
      nn:
        "den nye tilvisinga til «*» gjeld kanskje ikkje for rader som finst: legg til ei ny kolonne som viser dit",
      nb:
        "den nye henvisningen til «*» gjelder kanskje ikke for rader som finnes: legg til en ny kolonne som viser dit"
    ),
    KnownSentence(
      #"the rows that are there would all refer to one row of "*": let a column of the reference be NULL and without DEFAULT"#,
      nn:
        "alle radene som finst, ville vise til éi rad i «*»: lat ei kolonne i tilvisinga vere NULL og utan DEFAULT",
      nb:
        "alle radene som finnes, ville vise til én rad i «*»: la en kolonne i henvisningen være NULL og uten DEFAULT"
    ),
    KnownSentence(
      "the unique key (*) may not hold for rows that are there, here or elsewhere: use an index that is not unique, or a new column that is NULL in them",
      nn:
        "den unike nøkkelen (*) gjeld kanskje ikkje for rader som finst, her eller andre stader: bruk ein indeks som ikkje er unik, eller ei ny kolonne som er tom i dei",
      nb:
        "den unike nøkkelen (*) gjelder kanskje ikke for rader som finnes, her eller andre steder: bruk en indeks som ikke er unik, eller en ny kolonne som er tom i dem"
    ),
    KnownSentence(
      "the columns * would not merge as they did: *",
      nn: "kolonnane * ville ikkje verte fletta som før: *",
      nb: "kolonnene * ville ikke bli flettet som før: *"),
    KnownSentence(
      #"with "unit": "row" a table gets no new columns; add a table that refers to it"#,
      nn:
        #"med "unit": "row" får ein tabell ingen nye kolonnar; legg til ein tabell som viser til han"#,
      nb:
        #"med "unit": "row" får en tabell ingen nye kolonner; legg til en tabell som viser til den"#
    ),
    KnownSentence(
      #"leave their CHECKs and groups as they were, or name the columns in "groups""#,
      nn: #"lat krava (CHECK) og gruppene stå som dei var, eller nemn kolonnane i "groups""#,
      nb: #"la kravene (CHECK) og gruppene stå som de var, eller nevn kolonnene i "groups""#),
    KnownSentence(
      "its rule was * and cannot become *: only rules that choose among values can take each other's place; add a new column with the rule *",
      nn:
        "regelen var * og kan ikkje verte *: berre reglar som vel mellom verdiar, kan ta kvarandre sin plass; legg til ei ny kolonne med regelen *",
      nb:
        "regelen var * og kan ikke bli *: bare regler som velger mellom verdier, kan ta hverandres plass; legg til en ny kolonne med regelen *"
    ),
    KnownSentence(
      "it is gone, and others still write to it: leave it in the schema and stop using it",
      nn: "han er borte, og andre skriv enno i han: lat han stå, og slutt å bruke han",
      nb: "den er borte, og andre skriver fortsatt i den: la den stå, og slutt å bruke den"),
    KnownSentence(
      #"it is new, so nothing in it was renamed: remove "renamed""#,
      nn: #"han er ny, så ingenting i han har fått nytt namn: ta bort "renamed""#,
      nb: #"den er ny, så ingenting i den har fått nytt navn: ta bort "renamed""#),
    KnownSentence(
      #"it was called "*" first, and change sets call it so: keep "renamed": {"*": "*"} in the rules"#,
      nn:
        #"ho heitte først «*», og samlingane kallar henne det: behald "renamed": {"*": "*"} i reglane"#,
      nb:
        #"den het først «*», og samlingene kaller den det: behold "renamed": {"*": "*"} i reglene"#),
    KnownSentence(
      #""renamed" must give the name that the column had first; "*" is no such name"#,
      nn: #""renamed" må seie kva kolonna heitte først; «*» er ikkje noko slikt namn"#,
      nb: #""renamed" må si hva kolonnen het først; «*» er ikke noe slikt navn"#),
    KnownSentence(
      "its primary key was (*) and tells rows apart: leave it, and make a new table for rows with another key",
      nn:
        "primærnøkkelen var (*) og skil radene frå kvarandre: lat han stå, og lag ein ny tabell for rader med ein annan nøkkel",
      nb:
        "primærnøkkelen var (*) og skiller radene fra hverandre: la den stå, og lag en ny tabell for rader med en annen nøkkel"
    ),
    KnownSentence(
      "WITHOUT ROWID cannot come or go: leave it as it was",
      nn: "WITHOUT ROWID kan ikkje kome eller gå: lat det stå som det var",
      nb: "WITHOUT ROWID kan ikke komme eller gå: la det stå som det var"),
    KnownSentence(
      "STRICT cannot come or go, for rows may not fit: leave it as it was",
      nn:
        "STRICT kan ikkje kome eller gå, for det er ikkje sikkert at radene høver: lat det stå som det var",
      nb:
        "STRICT kan ikke komme eller gå, for det er ikke sikkert at radene passer: la det stå som det var"
    ),
    KnownSentence(
      #"the rule "key" says which rows are the same and cannot change: leave it as it was"#,
      nn:
        #"regelen "key" seier kva rader som er same rad, og kan ikkje endrast: lat han stå som han var"#,
      nb:
        #"regelen "key" sier hvilke rader som er samme rad, og kan ikke endres: la den stå som den var"#
    ),
    KnownSentence(
      "its audience was *, and who holds the rows already cannot be changed: leave it, and make a new table with another audience",
      nn:
        "audience var *, og kven som alt har radene, kan ikkje endrast: lat det stå, og lag ein ny tabell med ein annan audience",
      nb:
        "audience var *, og hvem som allerede har radene, kan ikke endres: la det stå, og lag en ny tabell med en annen audience"
    ),
    KnownSentence(
      #"it cannot be set once from now on, for what it was before is not kept of every row: add a new column with "fixed""#,
      nn:
        #"ho kan ikkje verte sett éin gong frå no av, for det ho var før, er ikkje teke vare på for kvar rad: legg til ei ny kolonne med "fixed""#,
      nb:
        #"den kan ikke settes én gang fra nå av, for det den var før, er ikke tatt vare på for hver rad: legg til en ny kolonne med "fixed""#
    ),
    KnownSentence(
      "it cannot say from now on whose a row is, for what it was before is not kept of every row: add a new table with that owner",
      nn:
        "ho kan ikkje frå no av seie kven ei rad høyrer til, for det ho var før, er ikkje teke vare på for kvar rad: legg til ein ny tabell med den eigaren",
      nb:
        "den kan ikke fra nå av si hvem en rad tilhører, for det den var før, er ikke tatt vare på for hver rad: legg til en ny tabell med den eieren"
    ),
    KnownSentence(
      "its owner column says who may hold a row and cannot be another: leave it as it was",
      nn:
        "eigarkolonna seier kven som kan ha ei rad, og kan ikkje vere ei anna: lat henne stå som ho var",
      nb:
        "eierkolonnen sier hvem som kan ha en rad, og kan ikke være en annen: la den stå som den var"
    ),
    KnownSentence(
      "a column cannot be renamed",
      nn: "ei kolonne kan ikkje få nytt namn",
      nb: "en kolonne kan ikke få nytt navn"),
    KnownSentence(
      #"this file has a column "*" of its own in "*", and the charter has another column with that name: rename yours"#,
      nn:
        "denne fila har ei eiga kolonne «*» i «*», og avtalen har ei anna kolonne med det namnet: gje di eit anna",
      nb:
        "denne filen har en egen kolonne «*» i «*», og avtalen har en annen kolonne med det navnet: gi din et annet"
    ),
    KnownSentence(
      #"this file has a * "*" of its own, and the charter has another * with that name: rename yours"#,
      nn:
        "denne fila har sin eigen * «*», og avtalen har ein annan * med det namnet: gje din eit anna",
      nb:
        "denne filen har sin egen * «*», og avtalen har en annen * med det navnet: gi din et annet"),
    KnownSentence(
      #"the table "*" is not in this file any more: put it back"#,
      nn: "tabellen «*» finst ikkje lenger i denne fila: set han inn att",
      nb: "tabellen «*» finnes ikke lenger i denne filen: sett den inn igjen"),
    KnownSentence(
      #"the table "*" cannot be made"#,
      nn: "tabellen «*» kan ikkje lagast",
      nb: "tabellen «*» kan ikke lages"),
    KnownSentence(
      #"the table "*" cannot be changed"#,
      nn: "tabellen «*» kan ikkje endrast",
      nb: "tabellen «*» kan ikke endres"),
    KnownSentence(
      #"the * "*" cannot be made"#,
      nn: "* «*» kan ikkje lagast",
      nb: "* «*» kan ikke lages"),
    KnownSentence(
      "* edits wait to be sealed by the older charter",
      nn: "* endringar ventar på å verte samla etter den eldre avtalen",
      nb: "* endringer venter på å bli samlet etter den eldre avtalen"),
    KnownSentence(
      "* was your own and is now the charter's, and others have written row * otherwise: give yours another name",
      nn:
        "* var di eiga og høyrer no til avtalen, og andre har skrive rada * annleis: gje di eit anna namn",
      nb:
        "* var din egen og hører nå til avtalen, og andre har skrevet raden * annerledes: gi din et annet navn"
    ),
    KnownSentence(
      "edits wait to be sealed",
      nn: "endringar ventar på å verte samla",
      nb: "endringer venter på å bli samlet"),
  ]
}
