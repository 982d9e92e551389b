extension KnownSentence {
  /// What the computer, SQLite and the readers of keys say.
  static let computerCauses: [KnownSentence] = [
    KnownSentence(
      "No such file or directory",
      nn: "fila eller mappa finst ikkje",
      nb: "filen eller mappen finnes ikke"),
    KnownSentence(
      "Permission denied",
      nn: "du har ikkje lov",
      nb: "du har ikke lov"),
    KnownSentence(
      "Operation not permitted",
      nn: "det er ikkje lov",
      nb: "det er ikke lov"),
    KnownSentence(
      "No space left on device",
      nn: "det er fullt",
      nb: "det er fullt"),
    KnownSentence(
      "Disk quota exceeded",
      nn: "kvoten er brukt opp",
      nb: "kvoten er brukt opp"),
    KnownSentence(
      "File too large",
      nn: "fila er for stor",
      nb: "filen er for stor"),
    KnownSentence(
      "Read-only file system",
      nn: "staden er skriveverna",
      nb: "stedet er skrivebeskyttet"),
    KnownSentence(
      "Input/output error",
      nn: "disken eller minnepinnen svarte ikkje",
      nb: "disken eller minnepinnen svarte ikke"),
    KnownSentence(
      "Not a directory",
      nn: "ein del av stien er inga mappe",
      nb: "en del av stien er ingen mappe"),
    KnownSentence(
      "Is a directory",
      nn: "det er ei mappe",
      nb: "det er en mappe"),
    KnownSentence(
      "The operation could not be completed. *",
      nn: "*",
      nb: "*"),
    KnownSentence(
      "The operation couldn’t be completed. *",
      nn: "*",
      nb: "*"),
    KnownSentence(
      "it is a folder",
      nn: "det er ei mappe",
      nb: "det er en mappe"),
    KnownSentence(
      "File exists",
      nn: "fila finst alt",
      nb: "filen finnes allerede"),
    KnownSentence(
      "File name too long",
      nn: "namnet er for langt",
      nb: "navnet er for langt"),
    KnownSentence(
      "Device or resource busy",
      nn: "noko anna brukar det",
      nb: "noe annet bruker det"),
    KnownSentence(
      "Too many open files",
      nn: "for mange filer er opne",
      nb: "for mange filer er åpne"),
    KnownSentence(
      "Too many levels of symbolic links",
      nn: "det er ei lenkje",
      nb: "det er en lenke"),
    KnownSentence(
      "No such device or address",
      nn: "eininga finst ikkje lenger",
      nb: "enheten finnes ikke lenger"),
    KnownSentence(
      "No such device",
      nn: "eininga finst ikkje lenger",
      nb: "enheten finnes ikke lenger"),
    KnownSentence(
      "Stale file handle",
      nn: "fila finst ikkje lenger der",
      nb: "filen finnes ikke lenger der"),
    KnownSentence(
      "it has more than * bytes",
      nn: "ho er på meir enn * byte",
      nb: "den er på mer enn * byte"),
    KnownSentence(
      "it has * bytes",
      nn: "ho er på * byte",
      nb: "den er på * byte"),
    KnownSentence(
      "there is no file *",
      nn: "fila * finst ikkje",
      nb: "filen * finnes ikke"),
    KnownSentence(
      "* is an SQLite file, but not a replica",
      nn: "* er ei SQLite-fil, men ikkje ein kopi",
      nb: "* er en SQLite-fil, men ikke en kopi"),
    KnownSentence(
      "* has format version *, and this program reads *",
      nn: "* har formatversjon *, og dette programmet les *",
      nb: "* har formatversjon *, og dette programmet leser *"),
    KnownSentence(
      "* exists already",
      nn: "* finst alt",
      nb: "* finnes allerede"),
    KnownSentence(
      "the file is not an SQLite database",
      nn: "fila er ikkje ein SQLite-database",
      nb: "filen er ikke en SQLite-database"),
    KnownSentence(
      "another program is writing to the database",
      nn: "eit anna program skriv i databasen",
      nb: "et annet program skriver i databasen"),
    KnownSentence(
      "the operation was stopped",
      nn: "det vart avbrote",
      nb: "det ble avbrutt"),
    KnownSentence(
      "the database is closed",
      nn: "databasen er lukka",
      nb: "databasen er lukket"),
    KnownSentence(
      "SQLite does not let triggers be switched off",
      nn: "SQLite lèt ikkje utløysarar slåast av",
      nb: "SQLite lar ikke utløsere slås av"),
    KnownSentence(
      "SQLite: * (code *)*",
      nn: "SQLite: * (kode *)*",
      nb: "SQLite: * (kode *)*"),
    KnownSentence(
      "a record of the replica's own tables is damaged",
      nn: "ei opplysning i kopien sine eigne tabellar er skadd",
      nb: "en opplysning i kopiens egne tabeller er skadet"),
    KnownSentence(
      "a damaged note: *",
      nn: "eit skadd notat: *",
      nb: "et skadet notat: *"),
    KnownSentence(
      "UNIQUE constraint failed: *",
      nn: "verdien finst alt, og må vere åleine om plassen: *",
      nb: "verdien finnes allerede, og må være alene om plassen: *"),
    KnownSentence(
      "NOT NULL constraint failed: *",
      nn: "verdien kan ikkje vere tom: *",
      nb: "verdien kan ikke være tom: *"),
    KnownSentence(
      "CHECK constraint failed: *",
      nn: "bryt CHECK: *",
      nb: "bryter CHECK: *"),
    KnownSentence(
      "FOREIGN KEY constraint failed",
      nn: "viser til ei rad som ikkje finst",
      nb: "viser til en rad som ikke finnes"),
    KnownSentence(
      "cannot store * value in * column *",
      nn: "* kan ikkje lagrast i *-kolonna *",
      nb: "* kan ikke lagres i *-kolonnen *"),
    KnownSentence(
      "no such table: *",
      nn: "tabellen finst ikkje: *",
      nb: "tabellen finnes ikke: *"),
    KnownSentence(
      "no such column: *",
      nn: "kolonna finst ikkje: *",
      nb: "kolonnen finnes ikke: *"),
    KnownSentence(
      "no such function: *",
      nn: "funksjonen finst ikkje: *",
      nb: "funksjonen finnes ikke: *"),
    KnownSentence(
      "duplicate column name: *",
      nn: "kolonna er nemnd to gonger: *",
      nb: "kolonnen er nevnt to ganger: *"),
    KnownSentence(
      "table * already exists",
      nn: "tabellen * finst alt",
      nb: "tabellen * finnes allerede"),
    KnownSentence(
      #"near "*": syntax error"#,
      nn: "skrivefeil ved «*»",
      nb: "skrivefeil ved «*»"),
    KnownSentence(
      "incomplete input",
      nn: "teksten sluttar for tidleg",
      nb: "teksten slutter for tidlig"),
    KnownSentence(
      "database disk image is malformed",
      nn: "databasefila er skadd",
      nb: "databasefilen er skadet"),
    KnownSentence(
      "database or disk is full",
      nn: "disken er full",
      nb: "disken er full"),
    KnownSentence(
      "disk I/O error",
      nn: "disken svarte ikkje",
      nb: "disken svarte ikke"),
    KnownSentence(
      "attempt to write a readonly database",
      nn: "databasen er skriveverna",
      nb: "databasen er skrivebeskyttet"),
    KnownSentence(
      "unable to open database file",
      nn: "databasefila let seg ikkje opne",
      nb: "databasefilen lar seg ikke åpne"),
    KnownSentence(
      "file is not a database",
      nn: "fila er ikkje ein database",
      nb: "filen er ikke en database"),
    KnownSentence(
      "a passphrase without a character",
      nn: "ein passfrase utan teikn",
      nb: "en passfrase uten tegn"),
    KnownSentence(
      "the passphrase is another one",
      nn: "passfrasen er ein annan",
      nb: "passfrasen er en annen"),
    KnownSentence(
      "its signer is not the coordinator",
      nn: "den som har skrive under, er ikkje koordinatoren",
      nb: "den som har skrevet under, er ikke koordinatoren"),
    KnownSentence(
      "it names no recovery key",
      nn: "ho nemner ingen reservenøkkel",
      nb: "den nevner ingen reservenøkkel"),
    KnownSentence(
      "charter version * is not in force here: *",
      nn: "versjon * av avtalen gjeld ikkje her: *",
      nb: "versjon * av avtalen gjelder ikke her: *"),
    KnownSentence(
      "its hash is another",
      nn: "hashen er ein annan",
      nb: "hashen er en annen"),
    KnownSentence(
      "it is not the one that was kept",
      nn: "han er ikkje den som vart teken vare på",
      nb: "den er ikke den som ble tatt vare på"),
    KnownSentence(
      "the request of * for * does not fit",
      nn: "førespurnaden frå * for * høver ikkje",
      nb: "forespørselen fra * for * passer ikke"),
  ]
}
