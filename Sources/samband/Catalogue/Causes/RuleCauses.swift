extension KnownSentence {
  /// What rules say that does not go with the schema.
  static let ruleCauses: [KnownSentence] = [
    KnownSentence(
      "the rules: *",
      nn: "reglane: *",
      nb: "reglene: *"),
    KnownSentence(
      "* (line *, column *)",
      nn: "* (linje *, kolonne *)",
      nb: "* (linje *, kolonne *)"),
    KnownSentence(
      #"key column "*" cannot have a rule, since keys never change: remove it"#,
      nn:
        "nøkkelkolonna «*» kan ikkje ha nokon regel, for nøklar vert aldri endra: ta regelen bort",
      nb: "nøkkelkolonnen «*» kan ikke ha noen regel, for nøkler blir aldri endret: ta regelen bort"
    ),
    KnownSentence(
      #"* has no replicated column "*" that the rules could speak of: correct the name, or leave it out"#,
      nn: "* har inga delt kolonne «*» som reglane kan gjelde: rett namnet, eller ta det bort",
      nb: "* har ingen delt kolonne «*» som reglene kan gjelde: rett navnet, eller ta det bort"),
    KnownSentence(
      #"* has no column "*" that the rules name: correct the name, or leave it out"#,
      nn: "* har ikkje kolonna «*», som reglane nemner: rett namnet, eller ta det bort",
      nb: "* har ikke kolonnen «*», som reglene nevner: rett navnet, eller ta det bort"),
    KnownSentence(
      "* has no foreign key on (*): name the columns of one in its order, or leave the rule out",
      nn:
        "* har ingen framandnøkkel på (*): nemn kolonnane i ein slik i rett rekkjefølgje, eller ta regelen bort",
      nb:
        "* har ingen fremmednøkkel på (*): nevn kolonnene i en slik i riktig rekkefølge, eller ta regelen bort"
    ),
    KnownSentence(
      "* has no unique key on (*): name the columns of one in its order, or leave the rule out",
      nn:
        "* har ingen unik nøkkel på (*): nemn kolonnane i ein slik i rett rekkjefølgje, eller ta regelen bort",
      nb:
        "* har ingen unik nøkkel på (*): nevn kolonnene i en slik i riktig rekkefølge, eller ta regelen bort"
    ),
    KnownSentence(
      #"* has no replicated column "*" that "*" could be called now: name a column outside the key, or leave out the renaming"#,
      nn:
        "* har inga delt kolonne «*» som «*» kan heite no: nemn ei kolonne utanfor nøkkelen, eller ta bort omdøypinga",
      nb:
        "* har ingen delt kolonne «*» som «*» kan hete nå: nevn en kolonne utenfor nøkkelen, eller ta bort navneskiftet"
    ),
    KnownSentence(
      #"* still has a column "*", which the rules call renamed to "*": leave out the renaming"#,
      nn: "* har enno kolonna «*», som etter reglane har fått namnet «*»: ta bort omdøypinga",
      nb: "* har ennå kolonnen «*», som etter reglene har fått navnet «*»: ta bort navneskiftet"),
    KnownSentence(
      #"* needs an owner: name the column that holds the owning member, "owner": "…", and declare it fixed"#,
      nn:
        #"* treng ein eigar: nemn kolonna som seier kven som eig rada, "owner": "…", og gjer henne fast (fixed)"#,
      nb:
        #"* trenger en eier: nevn kolonnen som sier hvem som eier raden, "owner": "…", og gjør den fast (fixed)"#
    ),
    KnownSentence(
      #"* has no column "*" to name the owner: correct the name, or add the column"#,
      nn: "* har ikkje kolonna «*», som skal nemne eigaren: rett namnet, eller legg kolonna til",
      nb: "* har ikke kolonnen «*», som skal nevne eieren: rett navnet, eller legg kolonnen til"),
    KnownSentence(
      #"the owner column "*" must be fixed: {"fixed": true}"#,
      nn: #"eigarkolonna «*» må vere fast: {"fixed": true}"#,
      nb: #"eierkolonnen «*» må være fast: {"fixed": true}"#),
    KnownSentence(
      #"the owner column "*" says who may hold a row: declare it NOT NULL"#,
      nn: "eigarkolonna «*» seier kven som kan ha rada: skriv NOT NULL",
      nb: "eierkolonnen «*» sier hvem som kan ha raden: skriv NOT NULL"),
    KnownSentence(
      "the coordinator does not hold the rows of audience member and cannot be the one who writes them: use write owner, or audience coordinator",
      nn:
        "koordinatoren har ikkje radene med audience member, og kan ikkje vere den som skriv dei: bruk write owner, eller audience coordinator",
      nb:
        "koordinatoren har ikke radene med audience member, og kan ikke være den som skriver dem: bruk write owner, eller audience coordinator"
    ),
    KnownSentence(
      #"the unique key (*) must contain the owner column "*", since members do not see each other's rows: add it to the key"#,
      nn:
        "den unike nøkkelen (*) må ha med eigarkolonna «*», for kommunane ser ikkje radene til kvarandre: legg henne til i nøkkelen",
      nb:
        "den unike nøkkelen (*) må ha med eierkolonnen «*», for kommunene ser ikke radene til hverandre: legg den til i nøkkelen"
    ),
    KnownSentence(
      "the columns * merge together (a CHECK or a group names them), so they need one rule: give it to each of them",
      nn:
        "kolonnane * vert fletta saman (ein CHECK eller ei gruppe nemner dei), så dei treng éin regel: gje han til kvar av dei",
      nb:
        "kolonnene * flettes sammen (en CHECK eller en gruppe nevner dem), så de trenger én regel: gi den til hver av dem"
    ),
    KnownSentence(
      "the rule * is for one column, not for * together: use another rule, or take the column out of the CHECK or group",
      nn:
        "regelen * er for éi kolonne, ikkje for * til saman: bruk ein annan regel, eller ta kolonna ut av kravet (CHECK) eller gruppa",
      nb:
        "regelen * er for én kolonne, ikke for * til sammen: bruk en annen regel, eller ta kolonnen ut av kravet (CHECK) eller gruppen"
    ),
    KnownSentence(
      #""*" has the rule *, and merging could break the CHECK *: only json_valid and typeof can be kept"#,
      nn:
        "«*» har regelen *, og fletting kan bryte kravet CHECK *: berre json_valid og typeof kan haldast",
      nb:
        "«*» har regelen *, og fletting kan bryte kravet CHECK *: bare json_valid og typeof kan holdes"
    ),
    KnownSentence(
      #""*" has the rule * and is part of a key: use another rule, or take it out of the key"#,
      nn:
        "«*» har regelen * og er ein del av ein nøkkel: bruk ein annan regel, eller ta kolonna ut av nøkkelen",
      nb:
        "«*» har regelen * og er en del av en nøkkel: bruk en annen regel, eller ta kolonnen ut av nøkkelen"
    ),
    KnownSentence(
      #""*" has the rule sum: declare it INTEGER NOT NULL DEFAULT 0"#,
      nn: "«*» har regelen sum: skriv INTEGER NOT NULL DEFAULT 0",
      nb: "«*» har regelen sum: skriv INTEGER NOT NULL DEFAULT 0"),
    KnownSentence(
      #""*" has the rule union: its default must be NULL or '[]'"#,
      nn: "«*» har regelen union: standardverdien må vere NULL eller '[]'",
      nb: "«*» har regelen union: standardverdien må være NULL eller '[]'"),
    KnownSentence(
      #""*" is personal and part of the key, so that it could never be erased: use a key that tells nothing of a person"#,
      nn:
        "«*» er personleg og ein del av nøkkelen, så det kunne aldri slettast for godt: bruk ein nøkkel som ikkje seier noko om nokon person",
      nb:
        "«*» er personlig og en del av nøkkelen, så det kunne aldri slettes for godt: bruk en nøkkel som ikke sier noe om noen person"
    ),
    KnownSentence(
      #""*" is personal and must be able to hold NULL, so that it can be erased: remove NOT NULL"#,
      nn: "«*» er personleg og må kunne vere tom, så det kan slettast for godt: ta bort NOT NULL",
      nb: "«*» er personlig og må kunne være tom, så det kan slettes for godt: ta bort NOT NULL"),
    KnownSentence(
      #""*" is personal and the CHECK * refuses NULL: let it allow NULL, so that the column can be erased"#,
      nn:
        "«*» er personleg, og kravet CHECK * tillèt ikkje NULL: rett kravet, så kolonna kan slettast for godt",
      nb:
        "«*» er personlig, og kravet CHECK * tillater ikke NULL: rett kravet, så kolonnen kan slettes for godt"
    ),
    KnownSentence(
      #"the rules name a table "*" that the schema does not have"#,
      nn: "reglane nemner ein tabell «*» som ikkje er med",
      nb: "reglene nevner en tabell «*» som ikke er med"),
    KnownSentence(
      #"the rules name a trigger "*" that the schema does not have"#,
      nn: "reglane nemner ein utløysar «*» som ikkje er med",
      nb: "reglene nevner en utløser «*» som ikke er med"),
    KnownSentence(
      #"the trigger "*" writes the table "*", which is under sync: what it writes travels already, and it would write it again on every replica; leave out "*": "merged", or let it write only tables of each file's own"#,
      nn:
        #"utløysaren «*» skriv i tabellen «*», som vert delt: det han skriv, følgjer alt med, og han ville skrive det ein gong til i kvar kopi; ta bort "*": "merged", eller lat han berre skrive i tabellar som kvar fil har for seg sjølv"#,
      nb:
        #"utløseren «*» skriver i tabellen «*», som blir delt: det den skriver, følger allerede med, og den ville skrive det en gang til i hver kopi; ta bort "*": "merged", eller la den bare skrive i tabeller som hver fil har for seg selv"#
    ),
  ]
}
