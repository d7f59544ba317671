-- The tables of a portfolio as its first schema had them. Never changed; later schemas have files of their own.

CREATE TABLE fund (
    id TEXT NOT NULL,
    reference TEXT NOT NULL,
    revision INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    name TEXT NOT NULL,
    acronym TEXT,
    note TEXT,
    links TEXT,
    tags TEXT,
    PRIMARY KEY (id),
    CONSTRAINT fund_name CHECK ("name" <> ''),
    CONSTRAINT fund_acronym CHECK ("acronym" <> ''),
    CONSTRAINT fund_note CHECK ("note" <> ''),
    CONSTRAINT fund_links CHECK ("links" <> ''),
    CONSTRAINT fund_tags CHECK ("tags" IS NULL OR json_valid("tags") AND json_type("tags") = 'array' AND "tags" <> '[]'),
    UNIQUE (reference)
);

CREATE TABLE statement (
    id TEXT NOT NULL,
    reference TEXT NOT NULL,
    revision INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    text TEXT NOT NULL,
    fund TEXT,
    agency TEXT,
    projects INTEGER,
    value_minor INTEGER,
    value_currency TEXT,
    countries TEXT,
    period TEXT,
    stated_on TEXT,
    PRIMARY KEY (id),
    CONSTRAINT statement_text CHECK ("text" <> ''),
    CONSTRAINT statement_projects CHECK ("projects" BETWEEN 0 AND 9223372036854775807),
    CONSTRAINT statement_value_minor CHECK (value_minor >= 0 AND (value_minor IS NULL) = (value_currency IS NULL)),
    CONSTRAINT statement_value_currency CHECK (value_currency GLOB '[A-Z][A-Z][A-Z]'),
    CONSTRAINT statement_countries CHECK ("countries" IS NULL OR json_valid("countries") AND json_type("countries") = 'array' AND "countries" <> '[]'),
    CONSTRAINT statement_period CHECK ("period" <> ''),
    CONSTRAINT statement_stated_on CHECK ("stated_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' OR "stated_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]' OR "stated_on" GLOB '[0-9][0-9][0-9][0-9]'),
    UNIQUE (reference),
    FOREIGN KEY(fund) REFERENCES fund (id),
    FOREIGN KEY(agency) REFERENCES partner (id)
);

CREATE INDEX statement_by_agency ON statement (agency);

CREATE INDEX statement_by_fund ON statement (fund);

CREATE TABLE project (
    id TEXT NOT NULL,
    reference TEXT NOT NULL,
    revision INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    title TEXT,
    code TEXT,
    fund TEXT,
    agency TEXT,
    fund_reference TEXT,
    agency_number TEXT,
    countries TEXT,
    status TEXT,
    status_on TEXT,
    start TEXT,
    "end" TEXT,
    programme_budget_minor INTEGER,
    programme_budget_currency TEXT,
    contribution_minor INTEGER,
    contribution_currency TEXT,
    co_funding_minor INTEGER,
    co_funding_currency TEXT,
    own_share_minor INTEGER,
    own_share_currency TEXT,
    summary TEXT,
    insecurities TEXT,
    principles TEXT,
    target_groups TEXT,
    places TEXT,
    people_reached INTEGER,
    people_reached_on TEXT,
    links TEXT,
    tags TEXT,
    PRIMARY KEY (id),
    CONSTRAINT project_title CHECK ("title" <> ''),
    CONSTRAINT project_code CHECK ("code" <> ''),
    CONSTRAINT project_fund_reference CHECK ("fund_reference" <> ''),
    CONSTRAINT project_agency_number CHECK ("agency_number" <> ''),
    CONSTRAINT project_countries CHECK ("countries" IS NULL OR json_valid("countries") AND json_type("countries") = 'array' AND "countries" <> '[]'),
    CONSTRAINT project_status CHECK ("status" IN ('pipeline', 'implementation', 'finalisation', 'closed', 'cancelled', 'suspended')),
    CONSTRAINT project_status_on CHECK ("status_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    CONSTRAINT project_start CHECK ("start" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' OR "start" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]' OR "start" GLOB '[0-9][0-9][0-9][0-9]'),
    CONSTRAINT project_end CHECK ("end" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' OR "end" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]' OR "end" GLOB '[0-9][0-9][0-9][0-9]'),
    CONSTRAINT project_programme_budget_minor CHECK (programme_budget_minor >= 0 AND (programme_budget_minor IS NULL) = (programme_budget_currency IS NULL)),
    CONSTRAINT project_programme_budget_currency CHECK (programme_budget_currency GLOB '[A-Z][A-Z][A-Z]'),
    CONSTRAINT project_contribution_minor CHECK (contribution_minor >= 0 AND (contribution_minor IS NULL) = (contribution_currency IS NULL)),
    CONSTRAINT project_contribution_currency CHECK (contribution_currency GLOB '[A-Z][A-Z][A-Z]'),
    CONSTRAINT project_co_funding_minor CHECK (co_funding_minor >= 0 AND (co_funding_minor IS NULL) = (co_funding_currency IS NULL)),
    CONSTRAINT project_co_funding_currency CHECK (co_funding_currency GLOB '[A-Z][A-Z][A-Z]'),
    CONSTRAINT project_own_share_minor CHECK (own_share_minor >= 0 AND (own_share_minor IS NULL) = (own_share_currency IS NULL)),
    CONSTRAINT project_own_share_currency CHECK (own_share_currency GLOB '[A-Z][A-Z][A-Z]'),
    CONSTRAINT project_summary CHECK ("summary" <> ''),
    CONSTRAINT project_insecurities CHECK ("insecurities" IS NULL OR json_valid("insecurities") AND json_type("insecurities") = 'array' AND "insecurities" <> '[]' AND trim(replace(replace(replace(replace(replace(replace(replace("insecurities", '"economic"', ''), '"food"', ''), '"health"', ''), '"environmental"', ''), '"personal"', ''), '"community"', ''), '"political"', ''), '[], ') = ''),
    CONSTRAINT project_principles CHECK ("principles" IS NULL OR json_valid("principles") AND json_type("principles") = 'array' AND "principles" <> '[]' AND trim(replace(replace(replace(replace(replace("principles", '"people_centred"', ''), '"comprehensive"', ''), '"context_specific"', ''), '"prevention_oriented"', ''), '"protection_and_empowerment"', ''), '[], ') = ''),
    CONSTRAINT project_target_groups CHECK ("target_groups" <> ''),
    CONSTRAINT project_places CHECK ("places" <> ''),
    CONSTRAINT project_people_reached CHECK ("people_reached" BETWEEN 0 AND 9223372036854775807),
    CONSTRAINT project_people_reached_on CHECK ("people_reached_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' OR "people_reached_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]' OR "people_reached_on" GLOB '[0-9][0-9][0-9][0-9]'),
    CONSTRAINT project_links CHECK ("links" <> ''),
    CONSTRAINT project_tags CHECK ("tags" IS NULL OR json_valid("tags") AND json_type("tags") = 'array' AND "tags" <> '[]'),
    UNIQUE (reference),
    FOREIGN KEY(fund) REFERENCES fund (id),
    FOREIGN KEY(agency) REFERENCES partner (id)
);

CREATE INDEX project_by_agency ON project (agency);

CREATE INDEX project_by_fund ON project (fund);

CREATE TABLE partner (
    id TEXT NOT NULL,
    reference TEXT NOT NULL,
    revision INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    name TEXT NOT NULL,
    acronym TEXT,
    type TEXT,
    "group" INTEGER,
    countries TEXT,
    website TEXT,
    note TEXT,
    sensitive INTEGER,
    tags TEXT,
    PRIMARY KEY (id),
    CONSTRAINT partner_name CHECK ("name" <> ''),
    CONSTRAINT partner_acronym CHECK ("acronym" <> ''),
    CONSTRAINT partner_type CHECK ("type" IN ('government', 'local_government', 'other_public', 'international_ngo', 'national_ngo', 'regional_ngo', 'partner_country_ngo', 'public_private', 'multilateral', 'un_agency', 'regional_organization', 'foundation', 'private_sector', 'academic', 'community', 'media', 'other')),
    CONSTRAINT partner_group CHECK ("group" IN (0, 1)),
    CONSTRAINT partner_countries CHECK ("countries" IS NULL OR json_valid("countries") AND json_type("countries") = 'array' AND "countries" <> '[]'),
    CONSTRAINT partner_website CHECK ("website" <> ''),
    CONSTRAINT partner_note CHECK ("note" <> ''),
    CONSTRAINT partner_sensitive CHECK ("sensitive" IN (0, 1)),
    CONSTRAINT partner_tags CHECK ("tags" IS NULL OR json_valid("tags") AND json_type("tags") = 'array' AND "tags" <> '[]'),
    UNIQUE (reference)
);

CREATE TABLE contact (
    id TEXT NOT NULL,
    reference TEXT NOT NULL,
    revision INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    name TEXT NOT NULL,
    partner TEXT NOT NULL,
    function TEXT,
    email TEXT,
    telephone TEXT,
    PRIMARY KEY (id),
    CONSTRAINT contact_name CHECK ("name" <> ''),
    CONSTRAINT contact_function CHECK ("function" <> ''),
    CONSTRAINT contact_email CHECK ("email" <> ''),
    CONSTRAINT contact_telephone CHECK ("telephone" <> ''),
    UNIQUE (reference),
    FOREIGN KEY(partner) REFERENCES partner (id)
);

CREATE INDEX contact_by_partner ON contact (partner);

CREATE TABLE engagement (
    id TEXT NOT NULL,
    reference TEXT NOT NULL,
    revision INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    project TEXT NOT NULL,
    partner TEXT NOT NULL,
    role TEXT,
    leads INTEGER,
    approach TEXT,
    share_minor INTEGER,
    share_currency TEXT,
    note TEXT,
    PRIMARY KEY (id),
    CONSTRAINT engagement_role CHECK ("role" IN ('funding', 'accountable', 'extending', 'implementing', 'government_counterpart')),
    CONSTRAINT engagement_leads CHECK ("leads" IN (0, 1)),
    CONSTRAINT engagement_approach CHECK ("approach" IN ('top_down', 'bottom_up', 'both')),
    CONSTRAINT engagement_share_minor CHECK (share_minor >= 0 AND (share_minor IS NULL) = (share_currency IS NULL)),
    CONSTRAINT engagement_share_currency CHECK (share_currency GLOB '[A-Z][A-Z][A-Z]'),
    CONSTRAINT engagement_note CHECK ("note" <> ''),
    UNIQUE (reference),
    FOREIGN KEY(project) REFERENCES project (id),
    FOREIGN KEY(partner) REFERENCES partner (id)
);

CREATE INDEX engagement_by_partner ON engagement (partner);

CREATE INDEX engagement_by_project ON engagement (project);

CREATE TABLE assessment (
    id TEXT NOT NULL,
    reference TEXT NOT NULL,
    revision INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    partner TEXT NOT NULL,
    assessed_on TEXT,
    assessment_kind TEXT,
    rating TEXT,
    areas TEXT,
    note TEXT,
    valid_until TEXT,
    after_response TEXT,
    PRIMARY KEY (id),
    CONSTRAINT assessment_assessed_on CHECK ("assessed_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' OR "assessed_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]' OR "assessed_on" GLOB '[0-9][0-9][0-9][0-9]'),
    CONSTRAINT assessment_assessment_kind CHECK ("assessment_kind" IN ('hact_micro', 'pcat', 'own')),
    CONSTRAINT assessment_rating CHECK ("rating" IN ('low', 'moderate', 'significant', 'high')),
    CONSTRAINT assessment_areas CHECK ("areas" <> ''),
    CONSTRAINT assessment_note CHECK ("note" <> ''),
    CONSTRAINT assessment_valid_until CHECK ("valid_until" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' OR "valid_until" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]' OR "valid_until" GLOB '[0-9][0-9][0-9][0-9]'),
    UNIQUE (reference),
    FOREIGN KEY(partner) REFERENCES partner (id),
    FOREIGN KEY(after_response) REFERENCES response (id)
);

CREATE INDEX assessment_by_after_response ON assessment (after_response);

CREATE INDEX assessment_by_partner ON assessment (partner);

CREATE TABLE challenge (
    id TEXT NOT NULL,
    reference TEXT NOT NULL,
    revision INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    title TEXT NOT NULL,
    project TEXT,
    challenge_kind TEXT,
    category TEXT,
    description TEXT,
    cause TEXT,
    event TEXT,
    effect TEXT,
    theme TEXT,
    likelihood INTEGER,
    impact INTEGER,
    inherent_likelihood INTEGER,
    inherent_impact INTEGER,
    insecurities TEXT,
    affected_kinds TEXT,
    owner TEXT,
    gap_found_by TEXT,
    status TEXT,
    treatment TEXT,
    closing_reason TEXT,
    identified_on TEXT,
    next_review TEXT,
    internal_comment TEXT,
    tags TEXT,
    PRIMARY KEY (id),
    CONSTRAINT challenge_title CHECK ("title" <> ''),
    CONSTRAINT challenge_challenge_kind CHECK ("challenge_kind" IN ('issue', 'risk')),
    CONSTRAINT challenge_category CHECK ("category" IN ('capacity_gap', 'political_context', 'conceptual_clarity', 'social_environmental', 'financial', 'operational', 'organizational', 'regulatory', 'strategic', 'safety_security')),
    CONSTRAINT challenge_description CHECK ("description" <> ''),
    CONSTRAINT challenge_cause CHECK ("cause" <> ''),
    CONSTRAINT challenge_event CHECK ("event" <> ''),
    CONSTRAINT challenge_effect CHECK ("effect" <> ''),
    CONSTRAINT challenge_likelihood CHECK ("likelihood" BETWEEN 1 AND 5),
    CONSTRAINT challenge_impact CHECK ("impact" BETWEEN 1 AND 5),
    CONSTRAINT challenge_inherent_likelihood CHECK ("inherent_likelihood" BETWEEN 1 AND 5),
    CONSTRAINT challenge_inherent_impact CHECK ("inherent_impact" BETWEEN 1 AND 5),
    CONSTRAINT challenge_insecurities CHECK ("insecurities" IS NULL OR json_valid("insecurities") AND json_type("insecurities") = 'array' AND "insecurities" <> '[]' AND trim(replace(replace(replace(replace(replace(replace(replace("insecurities", '"economic"', ''), '"food"', ''), '"health"', ''), '"environmental"', ''), '"personal"', ''), '"community"', ''), '"political"', ''), '[], ') = ''),
    CONSTRAINT challenge_affected_kinds CHECK ("affected_kinds" IS NULL OR json_valid("affected_kinds") AND json_type("affected_kinds") = 'array' AND "affected_kinds" <> '[]' AND trim(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace("affected_kinds", '"government"', ''), '"local_government"', ''), '"ngo"', ''), '"un_agency"', ''), '"regional_organization"', ''), '"private_sector"', ''), '"academic"', ''), '"media"', ''), '"community"', ''), '"individual"', ''), '[], ') = ''),
    CONSTRAINT challenge_status CHECK ("status" IN ('identified', 'assessed', 'response_planned', 'responding', 'monitoring', 'closed')),
    CONSTRAINT challenge_treatment CHECK ("treatment" IN ('avoid', 'transfer', 'mitigate', 'accept')),
    CONSTRAINT challenge_closing_reason CHECK ("closing_reason" IN ('resolved', 'accepted', 'not_applicable', 'other')),
    CONSTRAINT challenge_identified_on CHECK ("identified_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' OR "identified_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]' OR "identified_on" GLOB '[0-9][0-9][0-9][0-9]'),
    CONSTRAINT challenge_next_review CHECK ("next_review" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    CONSTRAINT challenge_internal_comment CHECK ("internal_comment" <> ''),
    CONSTRAINT challenge_tags CHECK ("tags" IS NULL OR json_valid("tags") AND json_type("tags") = 'array' AND "tags" <> '[]'),
    UNIQUE (reference),
    FOREIGN KEY(project) REFERENCES project (id),
    FOREIGN KEY(theme) REFERENCES challenge (id),
    FOREIGN KEY(owner) REFERENCES person (id),
    FOREIGN KEY(gap_found_by) REFERENCES assessment (id)
);

CREATE INDEX challenge_by_gap_found_by ON challenge (gap_found_by);

CREATE INDEX challenge_by_owner ON challenge (owner);

CREATE INDEX challenge_by_project ON challenge (project);

CREATE INDEX challenge_by_theme ON challenge (theme);

CREATE TABLE response (
    id TEXT NOT NULL,
    reference TEXT NOT NULL,
    revision INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    title TEXT NOT NULL,
    challenge TEXT NOT NULL,
    response_kind TEXT,
    partner TEXT,
    responsible TEXT,
    due TEXT,
    status TEXT,
    completed_on TEXT,
    verified_by TEXT,
    outcome TEXT,
    tags TEXT,
    PRIMARY KEY (id),
    CONSTRAINT response_title CHECK ("title" <> ''),
    CONSTRAINT response_response_kind CHECK ("response_kind" IN ('information', 'training', 'technical_assistance', 'communication', 'coaching', 'dialogue', 'adaptation', 'other')),
    CONSTRAINT response_due CHECK ("due" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' OR "due" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]' OR "due" GLOB '[0-9][0-9][0-9][0-9]'),
    CONSTRAINT response_status CHECK ("status" IN ('planned', 'under_way', 'completed', 'cancelled')),
    CONSTRAINT response_completed_on CHECK ("completed_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' OR "completed_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]' OR "completed_on" GLOB '[0-9][0-9][0-9][0-9]'),
    CONSTRAINT response_outcome CHECK ("outcome" <> ''),
    CONSTRAINT response_tags CHECK ("tags" IS NULL OR json_valid("tags") AND json_type("tags") = 'array' AND "tags" <> '[]'),
    UNIQUE (reference),
    FOREIGN KEY(challenge) REFERENCES challenge (id),
    FOREIGN KEY(partner) REFERENCES partner (id),
    FOREIGN KEY(responsible) REFERENCES person (id),
    FOREIGN KEY(verified_by) REFERENCES person (id)
);

CREATE INDEX response_by_challenge ON response (challenge);

CREATE INDEX response_by_partner ON response (partner);

CREATE INDEX response_by_responsible ON response (responsible);

CREATE INDEX response_by_verified_by ON response (verified_by);

CREATE TABLE review (
    id TEXT NOT NULL,
    reference TEXT NOT NULL,
    revision INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    challenge TEXT NOT NULL,
    reviewed_on TEXT NOT NULL,
    reviewer TEXT,
    meeting TEXT,
    likelihood INTEGER,
    impact INTEGER,
    status TEXT,
    decision TEXT,
    comment TEXT,
    internal_comment TEXT,
    escalated_to TEXT,
    answer_by TEXT,
    accepted_until TEXT,
    closing_reason TEXT,
    evidence TEXT,
    next_review TEXT,
    PRIMARY KEY (id),
    CONSTRAINT review_reviewed_on CHECK ("reviewed_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    CONSTRAINT review_likelihood CHECK ("likelihood" BETWEEN 1 AND 5),
    CONSTRAINT review_impact CHECK ("impact" BETWEEN 1 AND 5),
    CONSTRAINT review_status CHECK ("status" IN ('identified', 'assessed', 'response_planned', 'responding', 'monitoring', 'closed')),
    CONSTRAINT review_decision CHECK ("decision" IN ('keep', 'escalate', 'accept', 'close')),
    CONSTRAINT review_comment CHECK ("comment" <> ''),
    CONSTRAINT review_internal_comment CHECK ("internal_comment" <> ''),
    CONSTRAINT review_escalated_to CHECK ("escalated_to" <> ''),
    CONSTRAINT review_answer_by CHECK ("answer_by" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    CONSTRAINT review_accepted_until CHECK ("accepted_until" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    CONSTRAINT review_closing_reason CHECK ("closing_reason" IN ('resolved', 'accepted', 'not_applicable', 'other')),
    CONSTRAINT review_evidence CHECK ("evidence" <> ''),
    CONSTRAINT review_next_review CHECK ("next_review" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    UNIQUE (reference),
    FOREIGN KEY(challenge) REFERENCES challenge (id),
    FOREIGN KEY(reviewer) REFERENCES person (id),
    FOREIGN KEY(meeting) REFERENCES meeting (id)
);

CREATE INDEX review_by_challenge ON review (challenge);

CREATE INDEX review_by_meeting ON review (meeting);

CREATE INDEX review_by_reviewer ON review (reviewer);

CREATE TABLE theme_exemption (
    id TEXT NOT NULL,
    reference TEXT NOT NULL,
    revision INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    theme TEXT NOT NULL,
    project TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT theme_exemption_reason CHECK ("reason" <> ''),
    UNIQUE (reference),
    FOREIGN KEY(theme) REFERENCES challenge (id),
    FOREIGN KEY(project) REFERENCES project (id)
);

CREATE INDEX theme_exemption_by_project ON theme_exemption (project);

CREATE INDEX theme_exemption_by_theme ON theme_exemption (theme);

CREATE TABLE activity (
    id TEXT NOT NULL,
    reference TEXT NOT NULL,
    revision INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    title TEXT NOT NULL,
    project TEXT NOT NULL,
    description TEXT,
    approach TEXT,
    status TEXT,
    start TEXT,
    "end" TEXT,
    tags TEXT,
    PRIMARY KEY (id),
    CONSTRAINT activity_title CHECK ("title" <> ''),
    CONSTRAINT activity_description CHECK ("description" <> ''),
    CONSTRAINT activity_approach CHECK ("approach" IN ('top_down', 'bottom_up', 'both')),
    CONSTRAINT activity_status CHECK ("status" IN ('planned', 'under_way', 'completed', 'cancelled')),
    CONSTRAINT activity_start CHECK ("start" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' OR "start" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]' OR "start" GLOB '[0-9][0-9][0-9][0-9]'),
    CONSTRAINT activity_end CHECK ("end" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' OR "end" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]' OR "end" GLOB '[0-9][0-9][0-9][0-9]'),
    CONSTRAINT activity_tags CHECK ("tags" IS NULL OR json_valid("tags") AND json_type("tags") = 'array' AND "tags" <> '[]'),
    UNIQUE (reference),
    FOREIGN KEY(project) REFERENCES project (id)
);

CREATE INDEX activity_by_project ON activity (project);

CREATE TABLE result (
    id TEXT NOT NULL,
    reference TEXT NOT NULL,
    revision INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    statement TEXT NOT NULL,
    project TEXT NOT NULL,
    reported_on TEXT,
    tags TEXT,
    PRIMARY KEY (id),
    CONSTRAINT result_statement CHECK ("statement" <> ''),
    CONSTRAINT result_reported_on CHECK ("reported_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' OR "reported_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]' OR "reported_on" GLOB '[0-9][0-9][0-9][0-9]'),
    CONSTRAINT result_tags CHECK ("tags" IS NULL OR json_valid("tags") AND json_type("tags") = 'array' AND "tags" <> '[]'),
    UNIQUE (reference),
    FOREIGN KEY(project) REFERENCES project (id)
);

CREATE INDEX result_by_project ON result (project);

CREATE TABLE lesson (
    id TEXT NOT NULL,
    reference TEXT NOT NULL,
    revision INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    statement TEXT NOT NULL,
    lesson_kind TEXT,
    project TEXT,
    principle TEXT,
    learned_on TEXT,
    tags TEXT,
    PRIMARY KEY (id),
    CONSTRAINT lesson_statement CHECK ("statement" <> ''),
    CONSTRAINT lesson_lesson_kind CHECK ("lesson_kind" IN ('value_added', 'learned')),
    CONSTRAINT lesson_principle CHECK ("principle" IN ('people_centred', 'comprehensive', 'context_specific', 'prevention_oriented', 'protection_and_empowerment')),
    CONSTRAINT lesson_learned_on CHECK ("learned_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' OR "learned_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]' OR "learned_on" GLOB '[0-9][0-9][0-9][0-9]'),
    CONSTRAINT lesson_tags CHECK ("tags" IS NULL OR json_valid("tags") AND json_type("tags") = 'array' AND "tags" <> '[]'),
    UNIQUE (reference),
    FOREIGN KEY(project) REFERENCES project (id)
);

CREATE INDEX lesson_by_project ON lesson (project);

CREATE TABLE source (
    id TEXT NOT NULL,
    reference TEXT NOT NULL,
    revision INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    title TEXT NOT NULL,
    author TEXT,
    organization TEXT,
    published_on TEXT,
    place TEXT,
    note TEXT,
    link TEXT,
    PRIMARY KEY (id),
    CONSTRAINT source_title CHECK ("title" <> ''),
    CONSTRAINT source_author CHECK ("author" <> ''),
    CONSTRAINT source_organization CHECK ("organization" <> ''),
    CONSTRAINT source_published_on CHECK ("published_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' OR "published_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]' OR "published_on" GLOB '[0-9][0-9][0-9][0-9]'),
    CONSTRAINT source_place CHECK ("place" <> ''),
    CONSTRAINT source_note CHECK ("note" <> ''),
    CONSTRAINT source_link CHECK ("link" <> ''),
    UNIQUE (reference)
);

CREATE TABLE citation (
    id TEXT NOT NULL,
    reference TEXT NOT NULL,
    revision INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    subject TEXT NOT NULL,
    field TEXT,
    source TEXT,
    paragraph TEXT,
    certainty TEXT NOT NULL,
    fact TEXT,
    as_of TEXT,
    PRIMARY KEY (id),
    CONSTRAINT citation_subject CHECK ("subject" GLOB '?*:?*'),
    CONSTRAINT citation_field CHECK ("field" <> ''),
    CONSTRAINT citation_paragraph CHECK ("paragraph" <> ''),
    CONSTRAINT citation_certainty CHECK ("certainty" IN ('stated', 'assumed', 'entered')),
    CONSTRAINT citation_fact CHECK ("fact" <> ''),
    CONSTRAINT citation_as_of CHECK ("as_of" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' OR "as_of" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]' OR "as_of" GLOB '[0-9][0-9][0-9][0-9]'),
    UNIQUE (reference),
    FOREIGN KEY(source) REFERENCES source (id)
);

CREATE INDEX citation_by_source ON citation (source);

CREATE INDEX citation_by_subject ON citation (subject);

CREATE TABLE attachment (
    id TEXT NOT NULL,
    reference TEXT NOT NULL,
    revision INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    subject TEXT NOT NULL,
    file_name TEXT NOT NULL,
    media_type TEXT,
    size INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT attachment_subject CHECK ("subject" GLOB '?*:?*'),
    CONSTRAINT attachment_file_name CHECK ("file_name" <> ''),
    CONSTRAINT attachment_media_type CHECK ("media_type" <> ''),
    CONSTRAINT attachment_size CHECK ("size" BETWEEN 0 AND 9223372036854775807),
    CONSTRAINT attachment_sha256 CHECK ("sha256" <> ''),
    UNIQUE (reference)
);

CREATE INDEX attachment_by_subject ON attachment (subject);

CREATE TABLE person (
    id TEXT NOT NULL,
    reference TEXT NOT NULL,
    revision INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    name TEXT NOT NULL,
    office TEXT,
    PRIMARY KEY (id),
    CONSTRAINT person_name CHECK ("name" <> ''),
    CONSTRAINT person_office CHECK ("office" <> ''),
    UNIQUE (reference)
);

CREATE TABLE meeting (
    id TEXT NOT NULL,
    reference TEXT NOT NULL,
    revision INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    name TEXT NOT NULL,
    held_on TEXT,
    project TEXT,
    closed INTEGER,
    PRIMARY KEY (id),
    CONSTRAINT meeting_name CHECK ("name" <> ''),
    CONSTRAINT meeting_held_on CHECK ("held_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    CONSTRAINT meeting_closed CHECK ("closed" IN (0, 1)),
    UNIQUE (reference),
    FOREIGN KEY(project) REFERENCES project (id)
);

CREATE INDEX meeting_by_project ON meeting (project);

CREATE TABLE saved_view (
    id TEXT NOT NULL,
    reference TEXT NOT NULL,
    revision INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    name TEXT NOT NULL,
    sheet TEXT NOT NULL,
    definition TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT saved_view_name CHECK ("name" <> ''),
    CONSTRAINT saved_view_sheet CHECK ("sheet" <> ''),
    CONSTRAINT saved_view_definition CHECK ("definition" <> ''),
    UNIQUE (reference)
);

CREATE TABLE report_definition (
    id TEXT NOT NULL,
    reference TEXT NOT NULL,
    revision INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    name TEXT NOT NULL,
    report TEXT NOT NULL,
    options TEXT,
    PRIMARY KEY (id),
    CONSTRAINT report_definition_name CHECK ("name" <> ''),
    CONSTRAINT report_definition_report CHECK ("report" <> ''),
    CONSTRAINT report_definition_options CHECK ("options" <> ''),
    UNIQUE (reference)
);

CREATE TABLE import_match (
    id TEXT NOT NULL,
    reference TEXT NOT NULL,
    revision INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    name TEXT NOT NULL,
    shape TEXT NOT NULL,
    mapping TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT import_match_name CHECK ("name" <> ''),
    CONSTRAINT import_match_shape CHECK ("shape" <> ''),
    CONSTRAINT import_match_mapping CHECK ("mapping" <> ''),
    UNIQUE (reference)
);

CREATE TABLE level_cell (
    id TEXT NOT NULL,
    reference TEXT NOT NULL,
    revision INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    likelihood INTEGER NOT NULL,
    impact INTEGER NOT NULL,
    level TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT level_cell_likelihood CHECK ("likelihood" BETWEEN 1 AND 5),
    CONSTRAINT level_cell_impact CHECK ("impact" BETWEEN 1 AND 5),
    CONSTRAINT level_cell_level CHECK ("level" IN ('low', 'moderate', 'substantial', 'high')),
    UNIQUE (reference)
);

CREATE TABLE office (
    id TEXT NOT NULL,
    reference TEXT NOT NULL,
    revision INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    title TEXT,
    due_days INTEGER,
    review_high INTEGER,
    review_substantial INTEGER,
    review_moderate INTEGER,
    review_low INTEGER,
    PRIMARY KEY (id),
    CONSTRAINT office_title CHECK ("title" <> ''),
    CONSTRAINT office_due_days CHECK ("due_days" BETWEEN 0 AND 366),
    CONSTRAINT office_review_high CHECK ("review_high" BETWEEN 1 AND 3660),
    CONSTRAINT office_review_substantial CHECK ("review_substantial" BETWEEN 1 AND 3660),
    CONSTRAINT office_review_moderate CHECK ("review_moderate" BETWEEN 1 AND 3660),
    CONSTRAINT office_review_low CHECK ("review_low" BETWEEN 1 AND 3660),
    UNIQUE (reference)
);

CREATE TABLE challenge_affected_partners (
    owner TEXT NOT NULL,
    target TEXT NOT NULL,
    PRIMARY KEY (owner, target),
    FOREIGN KEY(owner) REFERENCES challenge (id),
    FOREIGN KEY(target) REFERENCES partner (id)
);

CREATE INDEX challenge_affected_partners_by_target ON challenge_affected_partners (target);

CREATE TABLE meeting_attendees (
    owner TEXT NOT NULL,
    target TEXT NOT NULL,
    PRIMARY KEY (owner, target),
    FOREIGN KEY(owner) REFERENCES meeting (id),
    FOREIGN KEY(target) REFERENCES person (id)
);

CREATE INDEX meeting_attendees_by_target ON meeting_attendees (target);

CREATE TABLE journal (
    id TEXT NOT NULL,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    made_at TEXT NOT NULL,
    person TEXT NOT NULL,
    device TEXT NOT NULL,
    mode TEXT NOT NULL,
    undoes TEXT,
    PRIMARY KEY (id),
    CONSTRAINT journal_mode CHECK (mode IN ('setup', 'do', 'undo', 'redo')),
    UNIQUE (position),
    FOREIGN KEY(undoes) REFERENCES journal (id)
);

CREATE INDEX journal_by_author ON journal (person, device, position);

CREATE TABLE change (
    journal TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    action TEXT NOT NULL,
    kind TEXT NOT NULL,
    record TEXT NOT NULL,
    field TEXT NOT NULL,
    old TEXT,
    new TEXT,
    PRIMARY KEY (journal, ordinal),
    CONSTRAINT change_action CHECK (action IN ('create', 'edit', 'delete')),
    FOREIGN KEY(journal) REFERENCES journal (id)
);

CREATE INDEX change_by_record ON change (record, field);

CREATE TABLE reference_counter (
    kind TEXT NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (kind)
);

CREATE TABLE meta (
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (name)
);

-- What a review says is final, and so is the history.
CREATE TRIGGER review_is_final BEFORE UPDATE OF
    reviewed_on, reviewer, meeting, likelihood, impact, status, decision, comment, internal_comment, escalated_to,
    answer_by, accepted_until, closing_reason, evidence, next_review ON review
BEGIN SELECT RAISE(ABORT, 'a review is never changed'); END;

CREATE TRIGGER change_is_final BEFORE UPDATE ON change
BEGIN SELECT RAISE(ABORT, 'history is never changed'); END;

CREATE TRIGGER journal_is_final BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'history is never changed'); END;

CREATE TRIGGER change_stays BEFORE DELETE ON change
BEGIN SELECT RAISE(ABORT, 'history is never deleted'); END;

CREATE TRIGGER journal_stays BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'history is never deleted'); END;
