-- Sogn for alle: the built-in template of Samband. Plain SQLite (3.40), parents first.
--
-- Words used below:
--   everyone, coordinator, member   who may hold a table's rows; rules.json says it for the machine
--   owner column                    the kommune whose row it is, set once (measure: NULL is the coordinator)
--   JSON array                      a set, merged element by element (rule union); keep elements sorted
--   personal                        about a person; never NOT NULL, so that it can be erased (`add` asks for it)
--   week, quarter, date             '2026-W38', '2026-Q3', '2026-09-16'
-- Every CHECK names one column, so that each column merges by itself. What needs two columns or a check digit
-- is validated by `samband add` and `edit`.

-- A kommune of the collaboration. Membership is dated: one that leaves gets member_to and keeps its rows.
CREATE TABLE municipality (
    kommunenr TEXT PRIMARY KEY NOT NULL CHECK (length(kommunenr) = 4 AND kommunenr NOT GLOB '*[^0-9]*'),
    name TEXT NOT NULL,
    language_form TEXT NOT NULL DEFAULT 'NN' CHECK (language_form IN ('NN', 'NB', 'NOY')),
    member_from TEXT NOT NULL CHECK (member_from GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    member_to TEXT CHECK (member_to GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    -- the least position share a contact person should have
    min_share_pct INTEGER NOT NULL DEFAULT 20
        CHECK (typeof(min_share_pct) = 'integer' AND min_share_pct BETWEEN 0 AND 100)
);

-- Who speaks for a kommune, with position share. A successor is a new row; the old one gets valid_to and TREKT.
CREATE TABLE contact_person (
    id TEXT PRIMARY KEY NOT NULL,
    kommunenr TEXT NOT NULL REFERENCES municipality (kommunenr),
    role TEXT NOT NULL DEFAULT 'KONTAKT' CHECK (role IN ('KONTAKT', 'VARA', 'PROSJEKT')),
    name TEXT,  -- personal
    work_email TEXT,  -- personal
    work_phone TEXT,  -- personal, optional
    share_pct INTEGER CHECK (typeof(share_pct) IN ('integer', 'null') AND share_pct BETWEEN 0 AND 100),  -- personal
    packages TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(packages)),  -- JSON array of plan_node codes of kind AP
    valid_from TEXT NOT NULL CHECK (valid_from GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    valid_to TEXT CHECK (valid_to GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    key_fingerprint TEXT,  -- of the replica's signing key; NULL when the person has none
    key_status TEXT NOT NULL DEFAULT 'AKTIV' CHECK (key_status IN ('AKTIV', 'TREKT'))
);
CREATE INDEX contact_person_kommunenr ON contact_person (kommunenr);

-- The plan tree: work packages (AP), and below them goals (MAL) and strategies (STRAT).
CREATE TABLE plan_node (
    code TEXT PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('AP', 'MAL', 'STRAT')),
    parent TEXT REFERENCES plan_node (code),  -- NULL for a work package
    title_nn TEXT NOT NULL,
    title_nb TEXT,
    period TEXT NOT NULL
);
CREATE INDEX plan_node_parent ON plan_node (parent);

-- A tiltak of the plan: what is done, by whom, with whose money.
CREATE TABLE measure (
    code TEXT PRIMARY KEY NOT NULL,
    owner_kommune TEXT REFERENCES municipality (kommunenr),  -- NULL: the coordinator's own
    plan_node TEXT NOT NULL REFERENCES plan_node (code),  -- a strategy or, where the plan names none, a work package
    title TEXT NOT NULL,
    description TEXT NOT NULL DEFAULT '',
    status TEXT NOT NULL DEFAULT 'IDE' CHECK (status IN ('IDE', 'PLAN', 'PAG', 'FERD', 'STOGG')),
    responsible TEXT REFERENCES contact_person (id),
    due_on TEXT CHECK (due_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    funding_source TEXT NOT NULL DEFAULT 'INGEN' CHECK (funding_source IN ('EIGE', 'VLFK', 'IMDI', 'NAV', 'INGEN')),
    funding_deadline TEXT CHECK (funding_deadline GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    budget_nok INTEGER CHECK (typeof(budget_nok) IN ('integer', 'null') AND budget_nok >= 0),
    tags TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(tags)),  -- JSON array of free words
    archive_ref TEXT
);
CREATE INDEX measure_owner_kommune ON measure (owner_kommune);
CREATE INDEX measure_plan_node ON measure (plan_node);
CREATE INDEX measure_responsible ON measure (responsible);

-- One kommune's part in one measure.
CREATE TABLE participation (
    id TEXT PRIMARY KEY NOT NULL,
    measure TEXT NOT NULL REFERENCES measure (code) ON DELETE CASCADE,
    kommunenr TEXT NOT NULL REFERENCES municipality (kommunenr),
    level TEXT NOT NULL DEFAULT 'VURDERER' CHECK (level IN ('VURDERER', 'PAMELD', 'DELTEK', 'FULLFORT', 'TREKT')),
    local_lead TEXT REFERENCES contact_person (id),
    progress_note TEXT NOT NULL DEFAULT '',
    UNIQUE (measure, kommunenr)
);
CREATE INDEX participation_kommunenr ON participation (kommunenr);
CREATE INDEX participation_local_lead ON participation (local_lead);

-- A need or wish of a kommune; others join it (supporters), measures answer it.
CREATE TABLE need (
    id TEXT PRIMARY KEY NOT NULL,
    kommunenr TEXT NOT NULL REFERENCES municipality (kommunenr),
    kind TEXT NOT NULL CHECK (kind IN ('BEHOV', 'ONSKJE')),
    plan_node TEXT NOT NULL REFERENCES plan_node (code),  -- a work package
    text TEXT NOT NULL DEFAULT '',
    priority INTEGER NOT NULL DEFAULT 3 CHECK (typeof(priority) = 'integer' AND priority BETWEEN 1 AND 5),
    supporters TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(supporters)),  -- JSON array of kommunenr: «me òg»
    answered_by TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(answered_by)),  -- JSON array of measure codes
    coordinator_reply TEXT,
    status TEXT NOT NULL DEFAULT 'NY' CHECK (status IN ('NY', 'DROFTA', 'DEKT', 'LAGT_BORT'))
);
CREATE INDEX need_kommunenr ON need (kommunenr);
CREATE INDEX need_plan_node ON need (plan_node);

-- A meeting, course, gathering or network meeting, held by a host kommune.
CREATE TABLE activity (
    id TEXT PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('KURS', 'ETABLERAR', 'MENTOR', 'NETTVERK', 'FOKUS', 'MOTE', 'KONFERANSE')),
    measure TEXT REFERENCES measure (code),
    host TEXT NOT NULL REFERENCES municipality (kommunenr),
    title TEXT NOT NULL,
    starts_on TEXT NOT NULL CHECK (starts_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    place TEXT NOT NULL DEFAULT '',
    level TEXT CHECK (level IN ('A1', 'A2', 'B1', 'B2', 'C1')),
    capacity INTEGER CHECK (typeof(capacity) IN ('integer', 'null') AND capacity >= 0),
    minutes TEXT NOT NULL DEFAULT '',
    decisions TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(decisions)),  -- JSON array of texts
    status TEXT NOT NULL DEFAULT 'PLANLAGD' CHECK (status IN ('PLANLAGD', 'GJENNOMFORD', 'AVLYST'))
);
CREATE INDEX activity_measure ON activity (measure);
CREATE INDEX activity_host ON activity (host);

-- An experience, idea, reflection or obstacle that a kommune shares.
CREATE TABLE contribution (
    id TEXT PRIMARY KEY NOT NULL,
    kommunenr TEXT NOT NULL REFERENCES municipality (kommunenr),
    kind TEXT NOT NULL CHECK (kind IN ('ERFARING', 'IDE', 'REFLEKSJON', 'HINDER')),
    activity TEXT REFERENCES activity (id),  -- the meeting it was given at
    -- for kind REFLEKSJON: which of the four anchoring questions
    question TEXT CHECK (question IN ('F1', 'F2', 'F3', 'F4')),
    answer TEXT CHECK (answer IN ('JA', 'DELVIS', 'NEI')),
    text TEXT NOT NULL DEFAULT '',
    about TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(about)),  -- JSON array of measure codes
    reused_by TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(reused_by)),  -- JSON array of kommunenr
    status TEXT NOT NULL DEFAULT 'UTKAST' CHECK (status IN ('UTKAST', 'DELT', 'PUBLISERT'))
);
CREATE INDEX contribution_kommunenr ON contribution (kommunenr);
CREATE INDEX contribution_activity ON contribution (activity);

-- How many a kommune sends to an activity. Counts only, never names. Held by the kommune and the coordinator.
CREATE TABLE attendance (
    activity TEXT NOT NULL REFERENCES activity (id) ON DELETE CASCADE,
    kommunenr TEXT NOT NULL REFERENCES municipality (kommunenr),
    requested_n INTEGER NOT NULL DEFAULT 0 CHECK (typeof(requested_n) = 'integer' AND requested_n >= 0),
    confirmed_n INTEGER NOT NULL DEFAULT 0 CHECK (typeof(confirmed_n) = 'integer' AND confirmed_n >= 0),
    attended_n INTEGER CHECK (typeof(attended_n) IN ('integer', 'null') AND attended_n >= 0),
    completed_n INTEGER CHECK (typeof(completed_n) IN ('integer', 'null') AND completed_n >= 0),
    employers TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(employers)),  -- JSON array of employer ids
    PRIMARY KEY (activity, kommunenr)
);
CREATE INDEX attendance_kommunenr ON attendance (kommunenr);

-- A business or public body, once for all of Sogn: its organisation number finds duplicates, which are merged.
CREATE TABLE employer (
    id TEXT PRIMARY KEY NOT NULL,
    -- personal when a sole proprietor (ENK)
    org_no TEXT UNIQUE CHECK (length(org_no) = 9 AND org_no NOT GLOB '*[^0-9]*'),
    name TEXT,  -- personal when a sole proprietor (ENK)
    org_form TEXT NOT NULL CHECK (org_form IN ('AS', 'ENK', 'KOMM', 'STAT', 'SA', 'ANNA')),
    parent_org_no TEXT CHECK (length(parent_org_no) = 9 AND parent_org_no NOT GLOB '*[^0-9]*'),
    home_kommunenr TEXT REFERENCES municipality (kommunenr),
    sector TEXT NOT NULL CHECK (sector IN ('KOMMUNE', 'STAT', 'PRIVAT', 'FRIVILLIG')),
    -- JSON array: functions and role mailboxes, never persons
    contact_points TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(contact_points)),
    known_by TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(known_by)),  -- JSON array of kommunenr
    networks TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(networks)),  -- JSON array of measure codes
    do_not_contact INTEGER NOT NULL DEFAULT 0 CHECK (do_not_contact IN (0, 1))
);
CREATE INDEX employer_home_kommunenr ON employer (home_kommunenr);

-- An inclusion agreement between an employer and the kommune that follows it up.
CREATE TABLE agreement (
    id TEXT PRIMARY KEY NOT NULL,
    employer TEXT NOT NULL REFERENCES employer (id),
    owner_kommune TEXT NOT NULL REFERENCES municipality (kommunenr),
    programme TEXT NOT NULL CHECK (programme IN ('VI_INKL', 'INN_I_JOBB', 'JOBBSTRAT', 'LOOP', 'GLOPPEN')),
    parties TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(parties)),  -- JSON array of texts
    signed_on TEXT CHECK (signed_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    union_agreed_on TEXT CHECK (union_agreed_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    covers_all_units INTEGER NOT NULL DEFAULT 0 CHECK (covers_all_units IN (0, 1)),
    valid_to TEXT CHECK (valid_to GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    status TEXT NOT NULL DEFAULT 'SONDERING' CHECK (status IN ('SONDERING', 'SIGNERT', 'UTGATT', 'OPPSAGT'))
);
CREATE INDEX agreement_employer ON agreement (employer);
CREATE INDEX agreement_owner_kommune ON agreement (owner_kommune);

-- A department or sub-unit that an agreement covers, with what it needs to recruit.
CREATE TABLE agreement_unit (
    id TEXT PRIMARY KEY NOT NULL,
    agreement TEXT NOT NULL REFERENCES agreement (id) ON DELETE CASCADE,
    owner_kommune TEXT NOT NULL REFERENCES municipality (kommunenr),  -- the same as the agreement's
    name TEXT NOT NULL,
    org_no TEXT CHECK (length(org_no) = 9 AND org_no NOT GLOB '*[^0-9]*'),
    recruit_need TEXT NOT NULL DEFAULT '',
    target_places INTEGER NOT NULL DEFAULT 0 CHECK (typeof(target_places) = 'integer' AND target_places >= 0),
    UNIQUE (agreement, name)
);
CREATE INDEX agreement_unit_owner_kommune ON agreement_unit (owner_kommune);

-- A place that an employer offers: work or language placement, apprenticeship, position, loop place.
CREATE TABLE opening (
    id TEXT PRIMARY KEY NOT NULL,
    employer TEXT NOT NULL REFERENCES employer (id),
    agreement_unit TEXT REFERENCES agreement_unit (id),
    owner_kommune TEXT NOT NULL REFERENCES municipality (kommunenr),
    kind TEXT NOT NULL CHECK (kind IN ('PRAKSIS', 'SPRAK', 'LARLING', 'STILLING', 'SOMMAR', 'LOOP')),
    loop_code TEXT,  -- Sognalooop: openings with one code rotate, slots 1 to 3
    loop_slot INTEGER CHECK (typeof(loop_slot) IN ('integer', 'null') AND loop_slot BETWEEN 1 AND 3),
    trade TEXT NOT NULL DEFAULT '',
    places INTEGER NOT NULL DEFAULT 1 CHECK (typeof(places) = 'integer' AND places >= 0),
    start_week TEXT NOT NULL CHECK (start_week GLOB '[0-9][0-9][0-9][0-9]-W[0-5][0-9]'),
    min_norwegian TEXT CHECK (min_norwegian IN ('A1', 'A2', 'B1', 'B2', 'C1')),
    leads_to TEXT NOT NULL CHECK (leads_to IN ('FAST', 'FAGBREV', 'UTD', 'ERFARING', 'EIGA')),
    hiring_basis TEXT CHECK (hiring_basis IN ('KONKURRANSE', 'LONNSTILSKOT', 'TRAINEE', 'FAST_TRAINEE', 'KRETS')),
    union_discussed_on TEXT CHECK (union_discussed_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    status TEXT NOT NULL DEFAULT 'KLADD' CHECK (status IN ('KLADD', 'OPEN', 'FYLT', 'LUKKA'))
);
CREATE INDEX opening_employer ON opening (employer);
CREATE INDEX opening_agreement_unit ON opening (agreement_unit);
CREATE INDEX opening_owner_kommune ON opening (owner_kommune);

-- A kommune asks for a place in another's opening; the owner of the opening confirms or declines.
CREATE TABLE reservation (
    id TEXT PRIMARY KEY NOT NULL,
    opening TEXT NOT NULL REFERENCES opening (id) ON DELETE CASCADE,
    kommunenr TEXT NOT NULL REFERENCES municipality (kommunenr),
    places INTEGER NOT NULL DEFAULT 1 CHECK (typeof(places) = 'integer' AND places >= 0),
    asked_week TEXT NOT NULL CHECK (asked_week GLOB '[0-9][0-9][0-9][0-9]-W[0-5][0-9]'),
    status TEXT NOT NULL DEFAULT 'SPURT' CHECK (status IN ('SPURT', 'STADFESTA', 'BRUKT', 'AVSLATT', 'SLEPT')),
    UNIQUE (opening, kommunenr)
);
CREATE INDEX reservation_kommunenr ON reservation (kommunenr);

-- A dwelling on offer, described by area; never an address.
CREATE TABLE housing_offer (
    id TEXT PRIMARY KEY NOT NULL,
    kommunenr TEXT NOT NULL REFERENCES municipality (kommunenr),
    kind TEXT NOT NULL CHECK (kind IN ('LEIGE', 'LEIGE_EIGE', 'KJOP')),
    area TEXT NOT NULL DEFAULT '',
    bedrooms INTEGER NOT NULL DEFAULT 0 CHECK (typeof(bedrooms) = 'integer' AND bedrooms >= 0),
    available_from TEXT NOT NULL CHECK (available_from GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    status TEXT NOT NULL DEFAULT 'LEDIG' CHECK (status IN ('LEDIG', 'RESERVERT', 'TEKEN'))
);
CREATE INDEX housing_offer_kommunenr ON housing_offer (kommunenr);

-- One figure of one kommune for one quarter and one source. Held by the kommune and the coordinator.
CREATE TABLE indicator_value (
    indicator TEXT NOT NULL
        CHECK (indicator IN ('PRAKSIS_N', 'FAST_N', 'FAGBREV_N', 'LARLING_N', 'B1_N', 'B2_N', 'ETABL_N',
             'AUSE_N', 'TETTE_N', 'OREMERK_N', 'LEDIGE_N', 'LAG_N', 'BUSTAD_N')),
    kommunenr TEXT NOT NULL REFERENCES municipality (kommunenr),
    period TEXT NOT NULL CHECK (period GLOB '[0-9][0-9][0-9][0-9]-Q[1-4]'),
    source TEXT NOT NULL CHECK (source IN ('EIGA', 'NIR', 'NAV', 'SSB')),
    value INTEGER CHECK (typeof(value) IN ('integer', 'null') AND value >= 0),  -- personal in small cells
    status TEXT NOT NULL DEFAULT 'FOREBELS' CHECK (status IN ('FOREBELS', 'ENDELEG')),
    PRIMARY KEY (indicator, kommunenr, period, source)
);
CREATE INDEX indicator_value_kommunenr ON indicator_value (kommunenr);

-- A person in follow-up, under a pseudonym. Never leaves the kommune, not even the fact that someone gets help.
CREATE TABLE candidate (
    id TEXT PRIMARY KEY NOT NULL,
    kommunenr TEXT NOT NULL REFERENCES municipality (kommunenr),
    pseudonym TEXT,  -- personal
    target_group TEXT CHECK (target_group IN ('INNV', 'UNG', 'FUNKSJON', 'HOL_CV')),  -- personal
    norwegian TEXT CHECK (norwegian IN ('A1', 'A2', 'B1', 'B2', 'C1')),  -- personal
    goal TEXT CHECK (goal IN ('FAST', 'FAGBREV', 'UTD', 'ERFARING', 'EIGA')),  -- personal
    legal_basis TEXT,  -- personal
    delete_after TEXT CHECK (delete_after GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')  -- personal
);
CREATE INDEX candidate_kommunenr ON candidate (kommunenr);

-- A candidate in an opening, from first mapping to permanent work. Never leaves the kommune.
CREATE TABLE placement (
    id TEXT PRIMARY KEY NOT NULL,
    kommunenr TEXT NOT NULL REFERENCES municipality (kommunenr),  -- the same as the candidate's
    candidate TEXT REFERENCES candidate (id) ON DELETE CASCADE,  -- personal
    opening TEXT NOT NULL REFERENCES opening (id),
    -- personal
    nav_measure TEXT
        CHECK (nav_measure IN ('ARBEIDSTRENING', 'MIDLERTIDIG_LONNSTILSKUDD', 'VARIG_LONNSTILSKUDD',
             'MENTOR', 'INDOPPFAG', 'ARBFORB', 'VASV', 'VTAO', 'KVP', 'INTRO')),
    -- JSON array of ["STAGE","YYYY-MM-DD"]; STAGE from placement_stage; personal.
    -- json_valid(NULL) is 0 in SQLite 3.40, hence typeof
    stage_events TEXT DEFAULT '[]' CHECK (typeof(stage_events) = 'null' OR json_valid(stage_events)),
    starts_on TEXT CHECK (starts_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),  -- personal
    max_end_on TEXT CHECK (max_end_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),  -- personal
    mentor TEXT,  -- personal, optional
    follow_up_on TEXT CHECK (follow_up_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')  -- personal, optional
);
CREATE INDEX placement_kommunenr ON placement (kommunenr);
CREATE INDEX placement_candidate ON placement (candidate);
CREATE INDEX placement_opening ON placement (opening);
