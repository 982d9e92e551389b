extension KnownSentence {
  /// What can be wrong with an edit, a row or a value that somebody gives.
  static let rowCauses: [KnownSentence] = [
    KnownSentence(
      "only the coordinator writes this table",
      nn: "berre koordinatoren skriv i denne tabellen",
      nb: "bare koordinatoren skriver i denne tabellen"),
    KnownSentence(
      "the row belongs to another member, who alone writes it",
      nn: "rada høyrer til ein annan medlem, som åleine skriv i henne",
      nb: "raden tilhører et annet medlem, som alene skriver i den"),
    KnownSentence(
      "another member decides here, and others only suggest",
      nn: "ein annan medlem avgjer her, og andre gjer berre framlegg",
      nb: "et annet medlem avgjør her, og andre foreslår bare"),
    KnownSentence(
      "the column is set once, and has a value",
      nn: "kolonna vert sett éin gong, og har ein verdi",
      nb: "kolonnen settes én gang, og har en verdi"),
    KnownSentence(
      "the row vanished while its triggers were away: put it back and delete it again",
      nn:
        "rada vart borte medan utløysarane hennar var tekne bort: set henne inn att, og slett henne på nytt",
      nb:
        "raden ble borte mens utløserne dens var tatt bort: sett den inn igjen, og slett den på nytt"
    ),
    KnownSentence(
      "a row with this key exists already and is held back: delete this one; the other shows itself when what it waits for has come",
      nn:
        "ei rad med denne nøkkelen finst alt, og er halden tilbake: slett denne; den andre kjem til syne når det ho ventar på, er kome",
      nb:
        "en rad med denne nøkkelen finnes allerede, og er holdt tilbake: slett denne; den andre kommer til syne når det den venter på, er kommet"
    ),
    KnownSentence(
      "a row with this key exists already and is held back: give it another key",
      nn: "ei rad med denne nøkkelen finst alt, og er halden tilbake: gje denne ein annan nøkkel",
      nb: "en rad med denne nøkkelen finnes allerede, og er holdt tilbake: gi denne en annen nøkkel"
    ),
    KnownSentence(
      "* names no member of the collaboration",
      nn: "* nemner ingen som er med i samarbeidet",
      nb: "* nevner ingen som er med i samarbeidet"),
    KnownSentence(
      "it breaks a CHECK of the schema: mend it and try again",
      nn: "ho bryt ein CHECK i tabellen: rett henne, og prøv ein gong til",
      nb: "den bryter en CHECK i tabellen: rett den, og prøv en gang til"),
    KnownSentence(
      "* is NULL and must not be: fill it and try again",
      nn: "* er tom, og kan ikkje vere det: fyll ut, og prøv ein gong til",
      nb: "* er tom, og kan ikke være det: fyll ut, og prøv en gang til"),
    KnownSentence(
      "its key refers to * *, which is not there: put that in first",
      nn: "nøkkelen viser til * *, som ikkje finst: set det inn først",
      nb: "nøkkelen viser til * *, som ikke finnes: sett det inn først"),
    KnownSentence(
      "its key is NULL: give it a key",
      nn: "nøkkelen er tom: gje henne ein nøkkel",
      nb: "nøkkelen er tom: gi den en nøkkel"),
    KnownSentence(
      "it was deleted and made again with other values where they are set once: put the former row back, or give the new one another number",
      nn:
        "rada vart sletta og laga på nytt med andre verdiar i kolonnar som berre vert sette éin gong: set den gamle rada inn att, eller gje den nye eit anna nummer",
      nb:
        "raden ble slettet og laget på nytt med andre verdier i kolonner som bare settes én gang: sett den gamle raden inn igjen, eller gi den nye et annet nummer"
    ),
    KnownSentence(
      #"* must be a JSON array, for example ["a","b"]"#,
      nn: #"* må vere ei liste i JSON, til dømes ["a","b"]"#,
      nb: #"* må være en liste i JSON, for eksempel ["a","b"]"#),
    KnownSentence(
      "* must be a whole number",
      nn: "* må vere eit heiltal",
      nb: "* må være et heltall"),
    KnownSentence(
      "only its owner may hold it (audience member), and this is the coordinator's replica: give the table another audience, or let the owner add the row later",
      nn:
        "berre eigaren kan ha rada (audience member), og dette er kopien til koordinatoren: gje tabellen ein annan audience, eller lat eigaren setje rada inn seinare",
      nb:
        "bare eieren kan ha raden (audience member), og dette er kopien til koordinatoren: gi tabellen en annen audience, eller la eieren sette raden inn senere"
    ),
    KnownSentence(
      "* is NULL and must not be: fill it, or delete the row",
      nn: "* er tom, og kan ikkje vere det: fyll ut, eller slett rada",
      nb: "* er tom, og kan ikke være det: fyll ut, eller slett raden"),
    KnownSentence(
      "it breaks CHECK*: correct it, or delete the row",
      nn: "rada bryt CHECK*: rett henne, eller slett henne",
      nb: "raden bryter CHECK*: rett den, eller slett den"),
    KnownSentence(
      "its key (*) holds NULL: give it a key, or delete the row",
      nn: "nøkkelen (*) er tom: gje rada ein nøkkel, eller slett henne",
      nb: "nøkkelen (*) er tom: gi raden en nøkkel, eller slett den"),
    KnownSentence(
      "(*) refers to a row that * does not have: add that row, correct (*), or delete this row",
      nn: "(*) viser til ei rad som ikkje finst i *: set rada inn der, rett (*), eller slett denne",
      nb:
        "(*) viser til en rad som ikke finnes i *: sett raden inn der, rett (*), eller slett denne"),
    KnownSentence(
      "… and * more rows like that",
      nn: "… og * rader til av same slaget",
      nb: "… og * rader til av samme slag"),
    KnownSentence(
      "*: make the database anew, with .recover in the sqlite3 program",
      nn: "*: lag databasen på nytt, med .recover i programmet sqlite3",
      nb: "*: lag databasen på nytt, med .recover i programmet sqlite3"),
    KnownSentence(
      "* has no column *",
      nn: "* har ikkje kolonna *",
      nb: "* har ikke kolonnen *"),
    KnownSentence(
      "* is set once",
      nn: "* kan berre setjast éin gong",
      nb: "* kan bare settes én gang"),
    KnownSentence(
      "* shows no row *",
      nn: "* viser inga rad *",
      nb: "* viser ingen rad *"),
    KnownSentence(
      "there is no table *",
      nn: "tabellen * finst ikkje",
      nb: "tabellen * finnes ikke"),
    KnownSentence(
      "the conflict * is not about two rows",
      nn: "konflikten * gjeld ikkje to rader",
      nb: "konflikten * gjelder ikke to rader"),
    KnownSentence(
      "* has no generated keys",
      nn: "* har ikkje nøklar som SQLite gjev",
      nb: "* har ikke nøkler som SQLite gir"),
    KnownSentence(
      "* values are needed",
      nn: "det trengst * verdiar",
      nb: "det trengs * verdier"),
    KnownSentence(
      "another row has that already",
      nn: "ei anna rad har det alt",
      nb: "en annen rad har det allerede"),
    KnownSentence(
      "no free value was found: give one",
      nn: "ingen ledig verdi er funnen: gje ein sjølv",
      nb: "ingen ledig verdi er funnet: gi en selv"),
    KnownSentence(
      "an array of * values is needed",
      nn: "det trengst ei liste med * verdiar",
      nb: "det trengs en liste med * verdier"),
    KnownSentence(
      "a text, a number or null is needed",
      nn: "det trengst ein tekst, eit tal eller null",
      nb: "det trengs en tekst, et tall eller null"),
    KnownSentence(
      "* * cannot be shown as it was computed: *",
      nn: "* * kan ikkje visast slik det vart rekna ut: *",
      nb: "* * kan ikke vises slik det ble regnet ut: *"),
    KnownSentence(
      "* does not keep the row",
      nn: "* tek ikkje vare på rada",
      nb: "* tar ikke vare på raden"),
  ]
}
