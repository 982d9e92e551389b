extension KnownSentence {
  /// What in a schema cannot be kept.
  static let schemaCauses: [KnownSentence] = [
    KnownSentence(
      "line *: *",
      nn: "linje *: *",
      nb: "linje *: *"),
    KnownSentence(
      "the schema does not run: *",
      nn: "SQLite tek ikkje imot tabellane: *",
      nb: "SQLite tar ikke imot tabellene: *"),
    KnownSentence(
      #"the schema may hold only CREATE TABLE, INDEX, VIEW, TRIGGER and VIRTUAL TABLE … USING fts5, not "* …""#,
      nn:
        "her kan det berre stå CREATE TABLE, INDEX, VIEW, TRIGGER og VIRTUAL TABLE … USING fts5, ikkje «* …»",
      nb:
        "her kan det bare stå CREATE TABLE, INDEX, VIEW, TRIGGER og VIRTUAL TABLE … USING fts5, ikke «* …»"
    ),
    KnownSentence(
      "the schema may not make a table of a query, which has no primary key and may never end: declare its columns, and fill it afterwards",
      nn:
        "ein tabell kan ikkje lagast av ei spørjing, som ikkje har nokon primærnøkkel og kanskje aldri endar: skriv kolonnane, og fyll tabellen etterpå",
      nb:
        "en tabell kan ikke lages av en spørring, som ikke har noen primærnøkkel og kanskje aldri tar slutt: skriv kolonnene, og fyll tabellen etterpå"
    ),
    KnownSentence(
      #"the name "*" is taken: names with samband_ are our own; rename it"#,
      nn: "namnet «*» er opptatt: namn med samband_ er våre eigne; gje det eit anna",
      nb: "navnet «*» er opptatt: navn med samband_ er våre egne; gi det et annet"),
    KnownSentence(
      #"the name "*" is taken: names with samband_ are our own"#,
      nn: "namnet «*» er opptatt: namn med samband_ er våre eigne",
      nb: "navnet «*» er opptatt: navn med samband_ er våre egne"),
    KnownSentence(
      #"the collation "*" is not part of SQLite, so that other programs cannot read the table: use BINARY, NOCASE or RTRIM"#,
      nn:
        "sorteringa «*» høyrer ikkje til SQLite, så andre program kan ikkje lese tabellen: bruk BINARY, NOCASE eller RTRIM",
      nb:
        "sorteringen «*» hører ikke til SQLite, så andre programmer kan ikke lese tabellen: bruk BINARY, NOCASE eller RTRIM"
    ),
    KnownSentence(
      "the index asks *() for the present moment, which is never the same: index a column that keeps the moment",
      nn:
        "indeksen spør *() om tida nett no, som aldri er den same: lag indeksen på ei kolonne som tek vare på tida",
      nb:
        "indeksen spør *() om tiden akkurat nå, som aldri er den samme: lag indeksen på en kolonne som tar vare på tiden"
    ),
    KnownSentence(
      "* has no primary key: *",
      nn: "* har ingen primærnøkkel: *",
      nb: "* har ingen primærnøkkel: *"),
    KnownSentence(
      "declare one, for example id TEXT PRIMARY KEY NOT NULL",
      nn: "skriv ein, til dømes id TEXT PRIMARY KEY NOT NULL",
      nb: "skriv en, for eksempel id TEXT PRIMARY KEY NOT NULL"),
    KnownSentence(
      "add one, in one of these two ways, each to be run as it is:",
      nn: "legg til ein, på ein av desse to måtane, som kvar kan køyrast som han står:",
      nb: "legg til en, på en av disse to måtene, som hver kan kjøres som den står:"),
    KnownSentence(
      "-- 1. number its rows",
      nn: "-- 1. gje radene nummer",
      nb: "-- 1. gi radene nummer"),
    KnownSentence(
      "-- 2. all its columns together cannot be the key: *",
      nn: "-- 2. alle kolonnane til saman kan ikkje vere nøkkel: *",
      nb: "-- 2. alle kolonnene til sammen kan ikke være nøkkel: *"),
    KnownSentence(
      "-- 2. or make all its columns together the key",
      nn: "-- 2. eller lat alle kolonnane til saman vere nøkkel",
      nb: "-- 2. eller la alle kolonnene til sammen være nøkkel"),
    KnownSentence(
      "* is NULL in some rows",
      nn: "* er tom i nokre rader",
      nb: "* er tom i noen rader"),
    KnownSentence(
      "some rows are equal in all of them",
      nn: "nokre rader er like i alle saman",
      nb: "noen rader er like i alle sammen"),
    KnownSentence(
      "* has columns named rowid, _rowid_ and oid: rename one of them",
      nn: "* har kolonnar som heiter rowid, _rowid_ og oid: gje éi av dei eit anna namn",
      nb: "* har kolonner som heter rowid, _rowid_ og oid: gi én av dem et annet navn"),
    KnownSentence(
      #"SQLite does not number the key (*): declare it INTEGER PRIMARY KEY, without DESC, or leave out "key": "generated""#,
      nn:
        #"SQLite gjev ikkje nøkkelen (*) nummer: skriv INTEGER PRIMARY KEY, utan DESC, eller ta bort "key": "generated""#,
      nb:
        #"SQLite gir ikke nøkkelen (*) nummer: skriv INTEGER PRIMARY KEY, uten DESC, eller ta bort "key": "generated""#
    ),
    KnownSentence(
      #"the key "*" is the number of another row, which it refers to: leave out "key": "generated""#,
      nn:
        #"nøkkelen «*» er nummeret til ei anna rad, som han viser til: ta bort "key": "generated""#,
      nb:
        #"nøkkelen «*» er nummeret til en annen rad, som den viser til: ta bort "key": "generated""#
    ),
    KnownSentence(
      "the database stores its texts as *: make one that stores them as UTF-8, with sqlite3 * .dump | sqlite3 new.sqlite, and take that",
      nn:
        "databasen lagrar tekstar som *: lag ein som lagrar dei som UTF-8, med sqlite3 * .dump | sqlite3 new.sqlite, og ta den",
      nb:
        "databasen lagrer tekster som *: lag en som lagrer dem som UTF-8, med sqlite3 * .dump | sqlite3 new.sqlite, og ta den"
    ),
    KnownSentence(
      "the database is a replica already: use it as it is, or take the file that it was made from",
      nn: "databasen er alt ein kopi: bruk han som han er, eller ta fila som han vart laga av",
      nb: "databasen er allerede en kopi: bruk den som den er, eller ta filen som den ble laget av"),
    KnownSentence(
      "* is not an SQLite database",
      nn: "* er ikkje ein SQLite-database",
      nb: "* er ikke en SQLite-database"),
    KnownSentence(
      #"* "*" cannot be made again from its own text: *"#,
      nn: "* «*» kan ikkje lagast på nytt av sin eigen tekst: *",
      nb: "* «*» kan ikke lages på nytt av sin egen tekst: *"),
    KnownSentence(
      "*: write texts in single quotes, names in double ones",
      nn: "*: skriv tekstar i enkle hermeteikn, namn i doble",
      nb: "*: skriv tekster i enkle anførselstegn, navn i doble"),
    KnownSentence(
      #"table "*" is not what its own text says: make the database anew, with .dump in the sqlite3 program"#,
      nn:
        "tabellen «*» er ikkje slik hans eigen tekst seier: lag databasen på nytt, med .dump i programmet sqlite3",
      nb:
        "tabellen «*» er ikke slik dens egen tekst sier: lag databasen på nytt, med .dump i programmet sqlite3"
    ),
    KnownSentence(
      "the database is stored as *, not as UTF-8",
      nn: "databasen er lagra som *, ikkje som UTF-8",
      nb: "databasen er lagret som *, ikke som UTF-8"),
    KnownSentence(
      #"table "*" has a unique key "*" of its own"#,
      nn: "tabellen «*» har ein eigen unik nøkkel «*»",
      nb: "tabellen «*» har en egen unik nøkkel «*»"),
    KnownSentence(
      #"table "*" has lost its unique key "*""#,
      nn: "tabellen «*» har mista den unike nøkkelen «*»",
      nb: "tabellen «*» har mistet den unike nøkkelen «*»"),
    KnownSentence(
      #"table "*" is gone"#,
      nn: "tabellen «*» er borte",
      nb: "tabellen «*» er borte"),
    KnownSentence(
      #"table "*" has lost its column "*""#,
      nn: "tabellen «*» har mista kolonna «*»",
      nb: "tabellen «*» har mistet kolonnen «*»"),
    KnownSentence(
      #"table "*": column "*" is not declared as in the charter"#,
      nn: "tabellen «*»: kolonna «*» er ikkje slik som i avtalen",
      nb: "tabellen «*»: kolonnen «*» er ikke slik som i avtalen"),
    KnownSentence(
      #"table "*" is not declared as in the charter"#,
      nn: "tabellen «*» er ikkje slik som i avtalen",
      nb: "tabellen «*» er ikke slik som i avtalen"),
  ]
}
