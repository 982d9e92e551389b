-- The seven kommunar and the seed plan 2020-24. The coordinator runs it once, after schema.sql.

INSERT INTO municipality (kommunenr, name, language_form, member_from, min_share_pct) VALUES
    ('4638', 'Høyanger', 'NN', '2020-01-01', 20),
    ('4639', 'Vik', 'NN', '2020-01-01', 20),
    ('4640', 'Sogndal', 'NN', '2020-01-01', 20),
    ('4641', 'Aurland', 'NN', '2020-01-01', 20),
    ('4642', 'Lærdal', 'NN', '2020-01-01', 20),
    ('4643', 'Årdal', 'NN', '2020-01-01', 20),
    ('4644', 'Luster', 'NN', '2020-01-01', 20);

-- Work packages, then their goals and strategies.
INSERT INTO plan_node (code, kind, parent, title_nn, period) VALUES
    ('AP1', 'AP', NULL, 'Arbeid', '2020-24'),
    ('AP2', 'AP', NULL, 'Språk og samfunn', '2020-24'),
    ('AP3', 'AP', NULL, 'Utdanning', '2020-24'),
    ('AP4', 'AP', NULL, 'Familie og fritid', '2020-24'),
    ('AP5', 'AP', NULL, 'Bustad', '2020-24');
INSERT INTO plan_node (code, kind, parent, title_nn, period) VALUES
    ('AP1.M', 'MAL', 'AP1', 'Fleire arbeidsinnvandrarar inn i arbeidslivet.', '2020-24'),
    ('S1', 'STRAT', 'AP1', 'Samarbeid med arbeids- og næringsliv for at innvandrarar skal få brukt kompetansen og ressursane sine.', '2020-24'),
    ('S2', 'STRAT', 'AP1', 'Leggje til rette for auka gründerskap hos innvandrarar.', '2020-24'),
    ('AP2.M', 'MAL', 'AP2', 'Gode språkkunnskapar og god samfunnsforståing.', '2020-24'),
    ('S3', 'STRAT', 'AP2', 'Bidra til kunnskap om ulike modellar for norskopplæring i samarbeid med næringslivet.', '2020-24'),
    ('S4', 'STRAT', 'AP2', 'Medverke til at fleire gjennomfører norskkurs.', '2020-24'),
    ('AP3.M', 'MAL', 'AP3', 'Auka sysselsetjing gjennom kvalifisering og utdanning.', '2020-24'),
    ('S5', 'STRAT', 'AP3', 'Arbeidsretta kvalifisering av innvandrarar.', '2020-24'),
    ('S6', 'STRAT', 'AP3', 'Leggje til rette for god bruk av kompetansen til innvandrarane.', '2020-24'),
    ('AP4.M', 'MAL', 'AP4', 'Auka inkludering frå organisasjonar og lag, større oppleving av å høyre til og auka deltaking hos innvandrarar.', '2020-24'),
    ('S7', 'STRAT', 'AP4', 'Fremje auka deltaking i lag og organisasjonar hos innvandrarane.', '2020-24'),
    ('S8', 'STRAT', 'AP4', 'Regionalt samarbeid om kvalitet i foreldrerettleiinga.', '2020-24'),
    ('AP5.M', 'MAL', 'AP5', 'Auka og varig busetjing av innvandrarar.', '2020-24'),
    ('S9', 'STRAT', 'AP5', 'Fremje eit godt og heilskapleg arbeid med mottak av tilflyttarar/innvandrarar.', '2020-24'),
    ('S10', 'STRAT', 'AP5', 'Fremje tiltak for at innvandrarar kjem inn på bustadmarknaden.', '2020-24');

-- Measures. owner_kommune NULL: the coordinator's. T06 is Sogndal's from the start, since the owner is set once.
INSERT INTO measure (code, owner_kommune, plan_node, title, description, status, funding_source) VALUES
    ('T01', NULL, 'AP1', 'Mentorprogram', '', 'PLAN', 'INGEN'),
    ('T02', NULL, 'AP1', 'Lokale fokusmøte', '', 'PLAN', 'INGEN'),
    ('T03', NULL, 'AP1', 'Nettverk statlege verksemder', '', 'PLAN', 'INGEN'),
    ('T04', NULL, 'AP1', 'Nettverk for mangfaldig rekruttering', '', 'PLAN', 'INGEN'),
    ('T05', NULL, 'AP1', 'Etableraropplæring', '', 'PLAN', 'INGEN'),
    ('T06', '4640', 'AP2', 'B2-kurs i norsk i regionen', '', 'PLAN', 'INGEN'),
    ('T07', NULL, 'AP2', 'Kartleggje norskundervisning knytt til arbeidsplassen og gjere løysingane kjende', '', 'PLAN', 'INGEN'),
    ('T08', NULL, 'AP3', 'Samlingsbasert deltidsutdanning i sjukepleie', '', 'PLAN', 'INGEN'),
    ('T09', NULL, 'AP3', 'Kartleggje behov: godkjenning av utdanning og karriererettleiing', '', 'PLAN', 'INGEN'),
    ('T10', NULL, 'AP4', 'Nettverk for styrking av foreldrerettleiing', '', 'PLAN', 'INGEN'),
    ('T11', NULL, 'AP4', 'Mobilisere deltakarar til Lif og lyst', '', 'PLAN', 'INGEN'),
    ('T12', NULL, 'AP5', 'Dele erfaringane frå tilflyttartenesta i Årdal', '', 'PLAN', 'INGEN'),
    ('T13', NULL, 'AP5', 'Leige for å eige', '', 'PLAN', 'INGEN');
