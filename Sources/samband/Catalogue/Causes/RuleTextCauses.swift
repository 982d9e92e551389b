extension KnownSentence {
  /// What is written wrong in a rules document.
  static let ruleTextCauses: [KnownSentence] = [
    KnownSentence(
      "table * is named twice, in two spellings of one name",
      nn: "tabellen * er nemnd to gonger, med to skrivemåtar av eitt namn",
      nb: "tabellen * er nevnt to ganger, med to skrivemåter av ett navn"),
    KnownSentence(
      #"the member "*" is unknown; write {"tables": {…}, "triggers": {…}}"#,
      nn: #"«*» er ukjent; skriv {"tables": {…}, "triggers": {…}}"#,
      nb: #"«*» er ukjent; skriv {"tables": {…}, "triggers": {…}}"#),
    KnownSentence(
      #"the member "*" is unknown; a table can have *"#,
      nn: "«*» er ukjent; ein tabell kan ha *",
      nb: "«*» er ukjent; en tabell kan ha *"),
    KnownSentence(
      #"the member "*" is unknown; a column can have rule, order, fixed or personal"#,
      nn: "«*» er ukjent; ei kolonne kan ha rule, order, fixed eller personal",
      nb: "«*» er ukjent; en kolonne kan ha rule, order, fixed eller personal"),
    KnownSentence(
      #"* "*" is unknown; *"#,
      nn: "* «*» er ukjend; *",
      nb: "* «*» er ukjent; *"),
    KnownSentence(
      "* is no word; *",
      nn: "* er ikkje noko ord; *",
      nb: "* er ikke noe ord; *"),
    KnownSentence(
      "write the name of a column",
      nn: "skriv namnet på ei kolonne",
      nb: "skriv navnet på en kolonne"),
    KnownSentence(
      "write an object, such as {} for all defaults",
      nn: "skriv eit objekt, til dømes {} når alt skal vere som vanleg",
      nb: "skriv et objekt, for eksempel {} når alt skal være som vanlig"),
    KnownSentence(
      #"write a list of lists of columns, such as [["starts_on", "ends_on"]]"#,
      nn: #"skriv ei liste av lister av kolonnar, til dømes [["starts_on", "ends_on"]]"#,
      nb: #"skriv en liste av lister av kolonner, for eksempel [["starts_on", "ends_on"]]"#),
    KnownSentence(
      "*, groups: * is named twice; leave one out",
      nn: "*, groups: * er nemnd to gonger; ta den eine bort",
      nb: "*, groups: * er nevnt to ganger; ta den ene bort"),
    KnownSentence(
      "*, groups: a group has at least two columns; *",
      nn: "*, groups: ei gruppe har minst to kolonnar; *",
      nb: "*, groups: en gruppe har minst to kolonner; *"),
    KnownSentence(
      #"write an object, such as {"first name": "name now"}"#,
      nn: #"skriv eit objekt, til dømes {"første namnet": "namnet no"}"#,
      nb: #"skriv et objekt, for eksempel {"første navn": "navn nå"}"#),
    KnownSentence(
      "*, renamed: * or * is named twice; leave one out",
      nn: "*, renamed: * eller * er nemnd to gonger; ta den eine bort",
      nb: "*, renamed: * eller * er nevnt to ganger; ta den ene bort"),
    KnownSentence(
      "*, renamed: * has the same name still; leave it out",
      nn: "*, renamed: * har framleis same namnet; ta det bort",
      nb: "*, renamed: * har fortsatt samme navn; ta det bort"),
    KnownSentence(
      "write an object with the names of columns",
      nn: "skriv eit objekt med namna på kolonnane",
      nb: "skriv et objekt med navnene på kolonnene"),
    KnownSentence(
      "column * is named twice, in two spellings",
      nn: "kolonna * er nemnd to gonger, med to skrivemåtar",
      nb: "kolonnen * er nevnt to ganger, med to skrivemåter"),
    KnownSentence(
      "* is named twice, in two spellings",
      nn: "* er nemnd to gonger, med to skrivemåtar",
      nb: "* er nevnt to ganger, med to skrivemåter"),
    KnownSentence(
      #"write an object, such as {"column": "*"}"#,
      nn: #"skriv eit objekt, til dømes {"kolonne": "*"}"#,
      nb: #"skriv et objekt, for eksempel {"kolonne": "*"}"#),
    KnownSentence(
      #""*" names no columns; write "column" or "one,other""#,
      nn: #"«*» nemner ingen kolonnar; skriv "kolonne" eller "ei,anna""#,
      nb: #"«*» nevner ingen kolonner; skriv "kolonne" eller "en,annen""#),
    KnownSentence(
      #"write an object, such as {"rule": "latest"}"#,
      nn: #"skriv eit objekt, til dømes {"rule": "latest"}"#,
      nb: #"skriv et objekt, for eksempel {"rule": "latest"}"#),
    KnownSentence(
      #"the rule furthest needs an order; write "order": [["first"], ["last"]]"#,
      nn: #"regelen furthest treng ei rekkjefølgje; skriv "order": [["først"], ["sist"]]"#,
      nb: #"regelen furthest trenger en rekkefølge; skriv "order": [["først"], ["sist"]]"#),
    KnownSentence(
      #"an order is for the rule furthest; write "rule": "furthest""#,
      nn: #"ei rekkjefølgje er for regelen furthest; skriv "rule": "furthest""#,
      nb: #"en rekkefølge er for regelen furthest; skriv "rule": "furthest""#),
    KnownSentence(
      #"a fixed column is set once and needs no rule; leave out "rule" or "fixed""#,
      nn: #"ei fast kolonne vert sett éin gong og treng ingen regel; ta bort "rule" eller "fixed""#,
      nb: #"en fast kolonne settes én gang og trenger ingen regel; ta bort "rule" eller "fixed""#),
    KnownSentence(
      "write true or false",
      nn: "skriv true eller false",
      nb: "skriv true eller false"),
    KnownSentence(
      #"write groups, lowest first, such as [["IDE"], ["FERD", "STOGG"]]"#,
      nn: #"skriv grupper, den lågaste først, til dømes [["IDE"], ["FERD", "STOGG"]]"#,
      nb: #"skriv grupper, den laveste først, for eksempel [["IDE"], ["FERD", "STOGG"]]"#),
    KnownSentence(
      "* is empty; *",
      nn: "* er tom; *",
      nb: "* er tom; *"),
    KnownSentence(
      "a value is named twice; leave one out",
      nn: "ein verdi er nemnd to gonger; ta den eine bort",
      nb: "en verdi er nevnt to ganger; ta den ene bort"),
    KnownSentence(
      "a chain is empty; *",
      nn: "ei kjede er tom; *",
      nb: "en kjede er tom; *"),
    KnownSentence(
      "a group is empty; *",
      nn: "ei gruppe er tom; *",
      nb: "en gruppe er tom; *"),
    KnownSentence(
      "* is a whole number; write it without fraction",
      nn: "* er eit heiltal; skriv det utan desimalar",
      nb: "* er et heltall; skriv det uten desimaler"),
    KnownSentence(
      "a value is a string, a number or null; *",
      nn: "ein verdi er ein tekst, eit tal eller null; *",
      nb: "en verdi er en tekst, et tall eller null; *"),
  ]
}
