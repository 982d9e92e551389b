-- Fictional sample rows, to run after plan.sql: nobody and no business here exists.
-- Grouped by who writes them: `-- writes: ID` (a kommunenr, or region for the coordinator) holds until the next one.
-- A group refers only to rows of plan.sql, of itself and of the groups above it.

-- writes: region
-- The strategy's title as in the sample, and T06 under its strategy (both the coordinator's to decide).
UPDATE plan_node SET title_nn = 'Medverke til at fleire gjennomfører norskkurs' WHERE code = 'S4';
UPDATE measure SET plan_node = 'S4' WHERE code = 'T06';

-- writes: 4640
-- Sogndal.
UPDATE measure SET description = 'Kveldskurs, nett og to samlingar.', status = 'PAG', funding_source = 'VLFK',
    funding_deadline = '2026-10-15' WHERE code = 'T06';
INSERT INTO activity (id, kind, host, title, starts_on, place, minutes, status)
    VALUES ('A1', 'MOTE', '4640', 'Kontaktpersonmøte veke 38', '2026-09-16', 'Teams', '', 'GJENNOMFORD');
INSERT INTO employer (id, org_no, name, org_form, home_kommunenr, sector)
    VALUES ('V2', '310001023', 'Fiktivbygd kommune', 'KOMM', '4640', 'KOMMUNE');
INSERT INTO agreement (id, employer, owner_kommune, programme, parties, signed_on, union_agreed_on, covers_all_units, status)
    VALUES ('IA1', 'V2', '4640', 'VI_INKL', '["NAV","tillitsvalde"]', '2026-02-03', '2026-01-21', 1, 'SIGNERT');
INSERT INTO agreement_unit (id, agreement, owner_kommune, name, recruit_need, target_places)
    VALUES ('IE1', 'IA1', '4640', 'Fiktivbygd helsetun', 'Fleire med fagbrev i helsefag', 3);
INSERT INTO agreement_unit (id, agreement, owner_kommune, name, recruit_need, target_places)
    VALUES ('IE2', 'IA1', '4640', 'Reinhald, teknisk etat', 'Fagbrev, få søkjarar', 2);

-- writes: 4638
-- Høyanger.
INSERT INTO employer (id, org_no, name, org_form, home_kommunenr, sector)
    VALUES ('V3', '310001031', 'Oppdikta Surdeig ENK (fiktiv)', 'ENK', '4638', 'PRIVAT');
INSERT INTO activity (id, kind, host, title, starts_on, place, capacity, minutes, status)
    VALUES ('A2', 'ETABLERAR', '4638', 'Spire haust', '2026-10-20', 'Høyanger', 12, '', 'PLANLAGD');

-- writes: 4641
-- Aurland.
INSERT INTO contact_person (id, kommunenr, role, name, work_email, share_pct, packages, valid_from, key_status)
    VALUES ('KP2', '4641', 'KONTAKT', 'Oppdikt Aurlending', 'oppdikt@aurland.example', 20, '["AP1"]', '2025-01-06', 'AKTIV');
INSERT INTO participation (id, measure, kommunenr, level, progress_note)
    VALUES ('D2', 'T06', '4641', 'DELTEK', 'Gruppa møtest på Flåm skule tysdagar.');
INSERT INTO contribution (id, kommunenr, kind, activity, question, answer, text, status)
    VALUES ('E3', '4641', 'REFLEKSJON', 'A1', 'F3', 'DELVIS', 'Nemnt i samfunnsdelen, ikkje i økonomiplanen.', 'DELT');
INSERT INTO employer (id, org_no, name, org_form, home_kommunenr, sector, known_by)
    VALUES ('V1', '310001015', 'Fjordblikk Hotell AS (fiktiv)', 'AS', '4641', 'PRIVAT', '["4641","4642"]');
INSERT INTO opening (id, employer, owner_kommune, kind, trade, places, start_week, min_norwegian, leads_to, status)
    VALUES ('P1', 'V1', '4641', 'SPRAK', 'Kjøkken og frukost', 1, '2026-W40', 'A2', 'FAST', 'OPEN');

-- writes: 4642
-- Lærdal.
INSERT INTO contact_person (id, kommunenr, role, name, work_email, share_pct, packages, valid_from, key_status)
    VALUES ('KP1', '4642', 'KONTAKT', 'Fiktiva Lærdøl', 'fiktiva@laerdal.example', 10, '["AP2"]', '2026-08-17', 'AKTIV');
INSERT INTO participation (id, measure, kommunenr, level, progress_note)
    VALUES ('D1', 'T06', '4642', 'PAMELD', 'Treng felles skyss til samlingane.');
INSERT INTO need (id, kommunenr, kind, plan_node, text, priority, supporters, status)
    VALUES ('B1', '4642', 'BEHOV', 'AP1', 'Treng språkpraksis i reiselivet frå veke 18.', 2, '["4639","4641"]', 'NY');
INSERT INTO contribution (id, kommunenr, kind, text, status)
    VALUES ('E2', '4642', 'HINDER', 'Har ikkje tid: 10 % går med til møte.', 'DELT');
INSERT INTO reservation (id, opening, kommunenr, places, asked_week, status)
    VALUES ('R1', 'P1', '4642', 1, '2026-W38', 'SPURT');
INSERT INTO indicator_value (indicator, kommunenr, period, source, value, status)
    VALUES ('FAST_N', '4642', '2026-Q3', 'EIGA', 2, 'FOREBELS');

-- writes: 4643
-- Årdal.
INSERT INTO contact_person (id, kommunenr, role, name, work_email, share_pct, packages, valid_from, valid_to, key_status)
    VALUES ('KP3', '4643', 'KONTAKT', 'Eksempla Årdøl', 'eksempla@ardal.example', 20, '["AP5"]', '2024-03-01', '2026-09-11', 'TREKT');
INSERT INTO contribution (id, kommunenr, kind, text, reused_by, status)
    VALUES ('E1', '4643', 'ERFARING', 'Éi dør inn til tilflyttartenesta gav færre telefonar att og fram.', '["4644"]', 'DELT');
INSERT INTO reservation (id, opening, kommunenr, places, asked_week, status)
    VALUES ('R2', 'P1', '4643', 1, '2026-W38', 'SPURT');

-- writes: 4639
-- Vik.
INSERT INTO housing_offer (id, kommunenr, kind, area, bedrooms, available_from, status)
    VALUES ('H1', '4639', 'LEIGE_EIGE', 'Vikøyri', 3, '2026-11-01', 'LEDIG');

-- writes: 4644
-- Luster.
INSERT INTO attendance (activity, kommunenr, requested_n)
    VALUES ('A2', '4644', 4);

-- writes: region
-- The coordinator confirms the seats.
UPDATE attendance SET confirmed_n = 3 WHERE activity = 'A2' AND kommunenr = '4644';
