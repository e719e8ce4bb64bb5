-- The records, as they are now. Both engines read the same text: BIGINT, TEXT, BOOLEAN and DOUBLE PRECISION only, times
-- in milliseconds since 1970 (UTC), code lists as their stable names. Foreign keys wait for the end of the transaction,
-- so that records can be written in any order. Every list keeps its order in "position".

-- What every record has. "revision" counts its changes; "version" is the state in which it last changed.
CREATE TABLE entry (
  kind TEXT NOT NULL CHECK (kind IN ('source', 'division', 'programme', 'map-feature', 'organisation', 'working-group',
    'site', 'project', 'training', 'aid', 'proposal', 'service', 'participation', 'budget', 'transaction', 'indicator',
    'indicator-value', 'figure', 'statement', 'photo')),
  id TEXT NOT NULL,
  revision BIGINT NOT NULL CHECK (revision >= 1),
  version BIGINT NOT NULL CHECK (version >= 1),
  archived_at BIGINT,
  name_zh TEXT,
  name_en TEXT,
  name_zh_status TEXT CHECK (name_zh_status IN ('established', 'translated')),
  summary_zh TEXT,
  summary_en TEXT,
  garbled BOOLEAN NOT NULL,
  reading_note TEXT,
  PRIMARY KEY (kind, id),
  CHECK ((name_zh IS NULL) = (name_en IS NULL) AND (name_zh IS NULL) = (name_zh_status IS NULL))
);

CREATE TABLE entry_pillar (
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  position BIGINT NOT NULL CHECK (position >= 0),
  pillar TEXT NOT NULL CHECK (pillar IN ('organisation', 'projects', 'training', 'proposals', 'livelihood')),
  PRIMARY KEY (kind, id, position),
  UNIQUE (kind, id, pillar),
  FOREIGN KEY (kind, id) REFERENCES entry (kind, id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE source (
  id TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  file TEXT,
  author_zh TEXT,
  author_en TEXT,
  date TEXT,
  language TEXT,
  translated_from TEXT,
  licence TEXT,
  note TEXT
);

CREATE TABLE division (
  id TEXT NOT NULL PRIMARY KEY,
  code TEXT NOT NULL CHECK (length(code) IN (6, 9, 12)),
  code_source TEXT NOT NULL REFERENCES source (id) DEFERRABLE INITIALLY DEFERRED,
  code_year BIGINT NOT NULL CHECK (code_year BETWEEN 0 AND 65535),
  level TEXT NOT NULL CHECK (level IN ('province', 'prefecture', 'county', 'township', 'village')),
  kind TEXT NOT NULL,
  parent TEXT REFERENCES division (id) DEFERRABLE INITIALLY DEFERRED,
  pinyin TEXT,
  named_in_source BOOLEAN NOT NULL,
  location_lat DOUBLE PRECISION CHECK (location_lat BETWEEN -90 AND 90),
  location_lng DOUBLE PRECISION CHECK (location_lng BETWEEN -180 AND 180),
  location_precision TEXT CHECK (location_precision IN ('exact', 'village', 'township-seat', 'township', 'county')),
  location_method TEXT,
  location_source TEXT REFERENCES source (id) DEFERRABLE INITIALLY DEFERRED,
  entered_datum TEXT CHECK (entered_datum IN ('WGS-84', 'CGCS2000', 'GCJ-02', 'BD-09')),
  entered_lat DOUBLE PRECISION CHECK (entered_lat BETWEEN -90 AND 90),
  entered_lng DOUBLE PRECISION CHECK (entered_lng BETWEEN -180 AND 180),
  cross_check_source TEXT REFERENCES source (id) DEFERRABLE INITIALLY DEFERRED,
  cross_check_identifier TEXT,
  cross_check_name TEXT,
  cross_check_lat DOUBLE PRECISION CHECK (cross_check_lat BETWEEN -90 AND 90),
  cross_check_lng DOUBLE PRECISION CHECK (cross_check_lng BETWEEN -180 AND 180),
  cross_check_distance_m BIGINT CHECK (cross_check_distance_m BETWEEN 0 AND 4294967295),
  valid_from TEXT,
  valid_to TEXT,
  CHECK ((location_lat IS NULL) = (location_lng IS NULL) AND (location_lat IS NULL) = (location_precision IS
         NULL) AND (location_lat IS NULL) = (location_method IS NULL) AND (location_lat IS NULL) = (location_source
         IS NULL)),
  CHECK ((entered_datum IS NULL) = (entered_lat IS NULL) AND (entered_datum IS NULL) = (entered_lng IS NULL)),
  CHECK ((cross_check_source IS NULL) = (cross_check_name IS NULL) AND (cross_check_source IS NULL) =
         (cross_check_lat IS NULL) AND (cross_check_source IS NULL) = (cross_check_lng IS NULL) AND
         (cross_check_source IS NULL) = (cross_check_distance_m IS NULL)),
  CHECK (location_lat IS NOT NULL OR (entered_datum IS NULL AND cross_check_source IS NULL))
);

CREATE TABLE programme (
  id TEXT NOT NULL PRIMARY KEY,
  division TEXT NOT NULL REFERENCES division (id) DEFERRABLE INITIALLY DEFERRED,
  fictional BOOLEAN NOT NULL,
  map_approval TEXT,
  map_credit_zh TEXT,
  map_credit_en TEXT
);

CREATE TABLE map_feature (
  id TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('area', 'neighbour', 'lake', 'river', 'place')),
  lines TEXT NOT NULL,
  rank BIGINT NOT NULL CHECK (rank BETWEEN 0 AND 255),
  division TEXT REFERENCES division (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE organisation (
  id TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('democratic party', 'people''s organisation', 'government', 'party organ',
    'enterprise', 'foundation', 'school', 'hospital', 'collective')),
  level TEXT,
  credit_code TEXT,
  as_printed TEXT
);
CREATE TABLE organisation_member (
  organisation TEXT NOT NULL REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
  position BIGINT NOT NULL CHECK (position >= 0),
  member TEXT NOT NULL REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (organisation, position),
  UNIQUE (organisation, member)
);

CREATE TABLE working_group (
  id TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  lead TEXT REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
  head_zh TEXT,
  head_en TEXT
);
CREATE TABLE working_group_member (
  working_group TEXT NOT NULL REFERENCES working_group (id) DEFERRABLE INITIALLY DEFERRED,
  position BIGINT NOT NULL CHECK (position >= 0),
  member TEXT NOT NULL REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (working_group, position),
  UNIQUE (working_group, member)
);

CREATE TABLE site (
  id TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  division TEXT NOT NULL REFERENCES division (id) DEFERRABLE INITIALLY DEFERRED,
  brand TEXT CHECK (brand IN ('tongxin')),
  location_lat DOUBLE PRECISION CHECK (location_lat BETWEEN -90 AND 90),
  location_lng DOUBLE PRECISION CHECK (location_lng BETWEEN -180 AND 180),
  location_precision TEXT CHECK (location_precision IN ('exact', 'village', 'township-seat', 'township', 'county')),
  location_method TEXT,
  location_source TEXT REFERENCES source (id) DEFERRABLE INITIALLY DEFERRED,
  entered_datum TEXT CHECK (entered_datum IN ('WGS-84', 'CGCS2000', 'GCJ-02', 'BD-09')),
  entered_lat DOUBLE PRECISION CHECK (entered_lat BETWEEN -90 AND 90),
  entered_lng DOUBLE PRECISION CHECK (entered_lng BETWEEN -180 AND 180),
  cross_check_source TEXT REFERENCES source (id) DEFERRABLE INITIALLY DEFERRED,
  cross_check_identifier TEXT,
  cross_check_name TEXT,
  cross_check_lat DOUBLE PRECISION CHECK (cross_check_lat BETWEEN -90 AND 90),
  cross_check_lng DOUBLE PRECISION CHECK (cross_check_lng BETWEEN -180 AND 180),
  cross_check_distance_m BIGINT CHECK (cross_check_distance_m BETWEEN 0 AND 4294967295),
  CHECK ((location_lat IS NULL) = (location_lng IS NULL) AND (location_lat IS NULL) = (location_precision IS
         NULL) AND (location_lat IS NULL) = (location_method IS NULL) AND (location_lat IS NULL) = (location_source
         IS NULL)),
  CHECK ((entered_datum IS NULL) = (entered_lat IS NULL) AND (entered_datum IS NULL) = (entered_lng IS NULL)),
  CHECK ((cross_check_source IS NULL) = (cross_check_name IS NULL) AND (cross_check_source IS NULL) =
         (cross_check_lat IS NULL) AND (cross_check_source IS NULL) = (cross_check_lng IS NULL) AND
         (cross_check_source IS NULL) = (cross_check_distance_m IS NULL)),
  CHECK (location_lat IS NOT NULL OR (entered_datum IS NULL AND cross_check_source IS NULL))
);
CREATE TABLE site_candidate_division (
  site TEXT NOT NULL REFERENCES site (id) DEFERRABLE INITIALLY DEFERRED,
  position BIGINT NOT NULL CHECK (position >= 0),
  division TEXT NOT NULL REFERENCES division (id) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (site, position),
  UNIQUE (site, division)
);

CREATE TABLE project (
  id TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('project', 'brand project', 'agreement', 'activity', 'programme')),
  theme TEXT NOT NULL,
  brand TEXT CHECK (brand IN ('tongxin')),
  status TEXT NOT NULL CHECK (status IN ('identified', 'intention agreement', 'agreement signed', 'under way',
    'carried out', 'completed', 'suspended', 'unknown')),
  part_of TEXT REFERENCES project (id) DEFERRABLE INITIALLY DEFERRED,
  stated_amount_fen BIGINT CHECK (stated_amount_fen BETWEEN 0 AND 1000000000000000),
  stated_amount_currency TEXT CHECK (stated_amount_currency IN ('CNY', 'USD', 'EUR', 'HKD', 'TWD')),
  stated_amount_bound TEXT CHECK (stated_amount_bound IN ('exact', 'more-than', 'at-least', 'at-most', 'nearly',
    'about')),
  start_date TEXT,
  end_date TEXT,
  CHECK ((stated_amount_fen IS NULL) = (stated_amount_currency IS NULL) AND (stated_amount_fen IS NULL) = (stated_amount_bound IS NULL))
);
CREATE TABLE project_site (
  project TEXT NOT NULL REFERENCES project (id) DEFERRABLE INITIALLY DEFERRED,
  position BIGINT NOT NULL CHECK (position >= 0),
  site TEXT NOT NULL REFERENCES site (id) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (project, position),
  UNIQUE (project, site)
);
CREATE TABLE project_division (
  project TEXT NOT NULL REFERENCES project (id) DEFERRABLE INITIALLY DEFERRED,
  position BIGINT NOT NULL CHECK (position >= 0),
  division TEXT NOT NULL REFERENCES division (id) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (project, position),
  UNIQUE (project, division)
);
CREATE TABLE project_group (
  project TEXT NOT NULL REFERENCES project (id) DEFERRABLE INITIALLY DEFERRED,
  position BIGINT NOT NULL CHECK (position >= 0),
  grouped_with TEXT NOT NULL REFERENCES project (id) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (project, position),
  UNIQUE (project, grouped_with)
);

CREATE TABLE training (
  id TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('base', 'course', 'lecture', 'technical support')),
  subject_zh TEXT,
  subject_en TEXT,
  audience_zh TEXT,
  audience_en TEXT,
  place TEXT,
  division TEXT REFERENCES division (id) DEFERRABLE INITIALLY DEFERRED,
  date TEXT,
  participants BIGINT CHECK (participants BETWEEN 0 AND 4294967295),
  women BIGINT CHECK (women BETWEEN 0 AND 4294967295),
  cost_fen BIGINT CHECK (cost_fen BETWEEN 0 AND 1000000000000000),
  cost_currency TEXT CHECK (cost_currency IN ('CNY', 'USD', 'EUR', 'HKD', 'TWD')),
  cost_bound TEXT CHECK (cost_bound IN ('exact', 'more-than', 'at-least', 'at-most', 'nearly', 'about')),
  part_of TEXT REFERENCES project (id) DEFERRABLE INITIALLY DEFERRED,
  CHECK ((cost_fen IS NULL) = (cost_currency IS NULL) AND (cost_fen IS NULL) = (cost_bound IS NULL))
);
CREATE TABLE training_site (
  training TEXT NOT NULL REFERENCES training (id) DEFERRABLE INITIALLY DEFERRED,
  position BIGINT NOT NULL CHECK (position >= 0),
  site TEXT NOT NULL REFERENCES site (id) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (training, position),
  UNIQUE (training, site)
);
CREATE TABLE training_participant_group (
  training TEXT NOT NULL REFERENCES training (id) DEFERRABLE INITIALLY DEFERRED,
  position BIGINT NOT NULL CHECK (position >= 0),
  group_zh TEXT,
  group_en TEXT,
  people BIGINT NOT NULL CHECK (people BETWEEN 0 AND 4294967295),
  PRIMARY KEY (training, position)
);

CREATE TABLE aid (
  id TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  recipients_zh TEXT,
  recipients_en TEXT,
  households BIGINT CHECK (households BETWEEN 0 AND 4294967295),
  people BIGINT CHECK (people BETWEEN 0 AND 4294967295),
  students BIGINT CHECK (students BETWEEN 0 AND 4294967295),
  village_committees BIGINT CHECK (village_committees BETWEEN 0 AND 4294967295),
  value_fen BIGINT CHECK (value_fen BETWEEN 0 AND 1000000000000000),
  value_currency TEXT CHECK (value_currency IN ('CNY', 'USD', 'EUR', 'HKD', 'TWD')),
  value_bound TEXT CHECK (value_bound IN ('exact', 'more-than', 'at-least', 'at-most', 'nearly', 'about')),
  period_stated BOOLEAN NOT NULL,
  period_label_zh TEXT,
  period_label_en TEXT,
  period_years BIGINT CHECK (period_years BETWEEN 0 AND 65535),
  period_first TEXT,
  period_last TEXT,
  date TEXT,
  CHECK ((value_fen IS NULL) = (value_currency IS NULL) AND (value_fen IS NULL) = (value_bound IS NULL)),
  CHECK (period_stated OR (period_label_zh IS NULL AND period_label_en IS NULL AND period_years IS NULL
         AND period_first IS NULL AND period_last IS NULL))
);
CREATE TABLE aid_goods (
  aid TEXT NOT NULL REFERENCES aid (id) DEFERRABLE INITIALLY DEFERRED,
  position BIGINT NOT NULL CHECK (position >= 0),
  text_zh TEXT,
  text_en TEXT,
  PRIMARY KEY (aid, position)
);
CREATE TABLE aid_donor (
  aid TEXT NOT NULL REFERENCES aid (id) DEFERRABLE INITIALLY DEFERRED,
  position BIGINT NOT NULL CHECK (position >= 0),
  donor TEXT NOT NULL REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (aid, position),
  UNIQUE (aid, donor)
);
CREATE TABLE aid_division (
  aid TEXT NOT NULL REFERENCES aid (id) DEFERRABLE INITIALLY DEFERRED,
  position BIGINT NOT NULL CHECK (position >= 0),
  division TEXT NOT NULL REFERENCES division (id) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (aid, position),
  UNIQUE (aid, division)
);
CREATE TABLE aid_site (
  aid TEXT NOT NULL REFERENCES aid (id) DEFERRABLE INITIALLY DEFERRED,
  position BIGINT NOT NULL CHECK (position >= 0),
  site TEXT NOT NULL REFERENCES site (id) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (aid, position),
  UNIQUE (aid, site)
);

CREATE TABLE proposal (
  id TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  count BIGINT CHECK (count BETWEEN 0 AND 4294967295),
  bound TEXT CHECK (bound IN ('exact', 'more-than', 'at-least', 'at-most', 'nearly', 'about')),
  counts_zh TEXT,
  counts_en TEXT,
  adopted BOOLEAN
);
CREATE TABLE proposal_topic (
  proposal TEXT NOT NULL REFERENCES proposal (id) DEFERRABLE INITIALLY DEFERRED,
  position BIGINT NOT NULL CHECK (position >= 0),
  text_zh TEXT,
  text_en TEXT,
  PRIMARY KEY (proposal, position)
);
CREATE TABLE proposal_method (
  proposal TEXT NOT NULL REFERENCES proposal (id) DEFERRABLE INITIALLY DEFERRED,
  position BIGINT NOT NULL CHECK (position >= 0),
  text_zh TEXT,
  text_en TEXT,
  PRIMARY KEY (proposal, position)
);
CREATE TABLE proposal_division (
  proposal TEXT NOT NULL REFERENCES proposal (id) DEFERRABLE INITIALLY DEFERRED,
  position BIGINT NOT NULL CHECK (position >= 0),
  division TEXT NOT NULL REFERENCES division (id) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (proposal, position),
  UNIQUE (proposal, division)
);

CREATE TABLE service (
  id TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('expert', 'legal', 'medical', 'cultural', 'education')),
  organiser TEXT REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
  working_group TEXT REFERENCES working_group (id) DEFERRABLE INITIALLY DEFERRED,
  date TEXT,
  beneficiaries BIGINT CHECK (beneficiaries BETWEEN 0 AND 4294967295)
);
CREATE TABLE service_division (
  service TEXT NOT NULL REFERENCES service (id) DEFERRABLE INITIALLY DEFERRED,
  position BIGINT NOT NULL CHECK (position >= 0),
  division TEXT NOT NULL REFERENCES division (id) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (service, position),
  UNIQUE (service, division)
);
CREATE TABLE service_site (
  service TEXT NOT NULL REFERENCES service (id) DEFERRABLE INITIALLY DEFERRED,
  position BIGINT NOT NULL CHECK (position >= 0),
  site TEXT NOT NULL REFERENCES site (id) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (service, position),
  UNIQUE (service, site)
);

CREATE TABLE participation (
  id TEXT NOT NULL PRIMARY KEY,
  of_kind TEXT NOT NULL CHECK (of_kind IN ('division', 'programme', 'organisation', 'working-group', 'site',
    'project', 'training', 'aid', 'proposal', 'service')),
  of_id TEXT NOT NULL,
  organisation TEXT NOT NULL REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
  role TEXT NOT NULL CHECK (role IN ('funding', 'accountable', 'extending', 'implementing', 'lead', 'signatory',
    'broker', 'proposer', 'partner', 'donor')),
  joint BOOLEAN NOT NULL,
  FOREIGN KEY (of_kind, of_id) REFERENCES entry (kind, id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE budget (
  id TEXT NOT NULL PRIMARY KEY,
  of_kind TEXT NOT NULL CHECK (of_kind IN ('division', 'programme', 'organisation', 'working-group', 'site',
    'project', 'training', 'aid', 'proposal', 'service')),
  of_id TEXT NOT NULL,
  first_day TEXT NOT NULL,
  last_day TEXT NOT NULL,
  amount_fen BIGINT NOT NULL CHECK (amount_fen BETWEEN 0 AND 1000000000000000),
  amount_currency TEXT NOT NULL CHECK (amount_currency IN ('CNY', 'USD', 'EUR', 'HKD', 'TWD')),
  amount_bound TEXT NOT NULL CHECK (amount_bound IN ('exact', 'more-than', 'at-least', 'at-most', 'nearly', 'about')),
  FOREIGN KEY (of_kind, of_id) REFERENCES entry (kind, id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE money_transaction (
  id TEXT NOT NULL PRIMARY KEY,
  of_kind TEXT NOT NULL CHECK (of_kind IN ('division', 'programme', 'organisation', 'working-group', 'site',
    'project', 'training', 'aid', 'proposal', 'service')),
  of_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('incoming', 'commitment', 'disbursement', 'expenditure', 'donation')),
  amount_fen BIGINT NOT NULL CHECK (amount_fen BETWEEN 0 AND 1000000000000000),
  amount_currency TEXT NOT NULL CHECK (amount_currency IN ('CNY', 'USD', 'EUR', 'HKD', 'TWD')),
  amount_bound TEXT NOT NULL CHECK (amount_bound IN ('exact', 'more-than', 'at-least', 'at-most', 'nearly', 'about')),
  in_kind BOOLEAN NOT NULL,
  date TEXT,
  provider TEXT REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
  receiver TEXT REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (of_kind, of_id) REFERENCES entry (kind, id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE indicator (
  id TEXT NOT NULL PRIMARY KEY,
  of_kind TEXT NOT NULL CHECK (of_kind IN ('division', 'programme', 'organisation', 'working-group', 'site',
    'project', 'training', 'aid', 'proposal', 'service')),
  of_id TEXT NOT NULL,
  unit TEXT NOT NULL CHECK (unit IN ('fen', 'people', 'households', 'farmers', 'students', 'villages', 'village
    committees', 'documents', 'suggestions', 'parts', 'years', 'percent', 'events', 'kilometres', 'hectares')),
  ascending BOOLEAN NOT NULL,
  baseline_value BIGINT,
  baseline_decimals BIGINT CHECK (baseline_decimals BETWEEN 0 AND 255),
  baseline_unit TEXT CHECK (baseline_unit IN ('fen', 'people', 'households', 'farmers', 'students', 'villages',
    'village committees', 'documents', 'suggestions', 'parts', 'years', 'percent', 'events', 'kilometres',
    'hectares')),
  baseline_bound TEXT CHECK (baseline_bound IN ('exact', 'more-than', 'at-least', 'at-most', 'nearly', 'about')),
  FOREIGN KEY (of_kind, of_id) REFERENCES entry (kind, id) DEFERRABLE INITIALLY DEFERRED,
  CHECK ((baseline_value IS NULL) = (baseline_decimals IS NULL) AND (baseline_value IS NULL) = (baseline_unit IS NULL)
         AND (baseline_value IS NULL) = (baseline_bound IS NULL))
);

CREATE TABLE indicator_value (
  id TEXT NOT NULL PRIMARY KEY,
  indicator TEXT NOT NULL REFERENCES indicator (id) DEFERRABLE INITIALLY DEFERRED,
  first_day TEXT NOT NULL,
  last_day TEXT NOT NULL,
  target_value BIGINT,
  target_decimals BIGINT CHECK (target_decimals BETWEEN 0 AND 255),
  target_unit TEXT CHECK (target_unit IN ('fen', 'people', 'households', 'farmers', 'students', 'villages', 'village
    committees', 'documents', 'suggestions', 'parts', 'years', 'percent', 'events', 'kilometres', 'hectares')),
  target_bound TEXT CHECK (target_bound IN ('exact', 'more-than', 'at-least', 'at-most', 'nearly', 'about')),
  actual_value BIGINT,
  actual_decimals BIGINT CHECK (actual_decimals BETWEEN 0 AND 255),
  actual_unit TEXT CHECK (actual_unit IN ('fen', 'people', 'households', 'farmers', 'students', 'villages', 'village
    committees', 'documents', 'suggestions', 'parts', 'years', 'percent', 'events', 'kilometres', 'hectares')),
  actual_bound TEXT CHECK (actual_bound IN ('exact', 'more-than', 'at-least', 'at-most', 'nearly', 'about')),
  women BIGINT CHECK (women BETWEEN 0 AND 4294967295),
  children BIGINT CHECK (children BETWEEN 0 AND 4294967295),
  ethnic_minorities BIGINT CHECK (ethnic_minorities BETWEEN 0 AND 4294967295),
  CHECK ((target_value IS NULL) = (target_decimals IS NULL) AND (target_value IS NULL) = (target_unit IS NULL)
         AND (target_value IS NULL) = (target_bound IS NULL)),
  CHECK ((actual_value IS NULL) = (actual_decimals IS NULL) AND (actual_value IS NULL) = (actual_unit IS NULL)
         AND (actual_value IS NULL) = (actual_bound IS NULL))
);

CREATE TABLE figure (
  id TEXT NOT NULL PRIMARY KEY,
  of_kind TEXT NOT NULL CHECK (of_kind IN ('division', 'programme', 'organisation', 'working-group', 'site',
    'project', 'training', 'aid', 'proposal', 'service')),
  of_id TEXT NOT NULL,
  quantity_value BIGINT NOT NULL,
  quantity_decimals BIGINT NOT NULL CHECK (quantity_decimals BETWEEN 0 AND 255),
  quantity_unit TEXT NOT NULL CHECK (quantity_unit IN ('fen', 'people', 'households', 'farmers', 'students',
    'villages', 'village committees', 'documents', 'suggestions', 'parts', 'years', 'percent', 'events',
    'kilometres', 'hectares')),
  quantity_bound TEXT NOT NULL CHECK (quantity_bound IN ('exact', 'more-than', 'at-least', 'at-most', 'nearly',
    'about')),
  period_stated BOOLEAN NOT NULL,
  period_label_zh TEXT,
  period_label_en TEXT,
  period_years BIGINT CHECK (period_years BETWEEN 0 AND 65535),
  period_first TEXT,
  period_last TEXT,
  counts_zh TEXT,
  counts_en TEXT,
  as_printed TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('reported', 'checked', 'estimated', 'doubtful reading')),
  FOREIGN KEY (of_kind, of_id) REFERENCES entry (kind, id) DEFERRABLE INITIALLY DEFERRED,
  CHECK (period_stated OR (period_label_zh IS NULL AND period_label_en IS NULL AND period_years IS NULL
         AND period_first IS NULL AND period_last IS NULL))
);
CREATE TABLE figure_containment (
  figure TEXT NOT NULL REFERENCES figure (id) DEFERRABLE INITIALLY DEFERRED,
  position BIGINT NOT NULL CHECK (position >= 0),
  container TEXT NOT NULL REFERENCES figure (id) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (figure, position),
  UNIQUE (figure, container)
);

CREATE TABLE statement (
  id TEXT NOT NULL PRIMARY KEY,
  theme TEXT NOT NULL,
  of_kind TEXT NOT NULL CHECK (of_kind IN ('division', 'programme', 'organisation', 'working-group', 'site',
    'project', 'training', 'aid', 'proposal', 'service')),
  of_id TEXT NOT NULL,
  FOREIGN KEY (of_kind, of_id) REFERENCES entry (kind, id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE statement_organisation (
  statement TEXT NOT NULL REFERENCES statement (id) DEFERRABLE INITIALLY DEFERRED,
  position BIGINT NOT NULL CHECK (position >= 0),
  organisation TEXT NOT NULL REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (statement, position),
  UNIQUE (statement, organisation)
);

CREATE TABLE photo (
  id TEXT NOT NULL PRIMARY KEY,
  of_kind TEXT NOT NULL CHECK (of_kind IN ('division', 'programme', 'organisation', 'working-group', 'site',
    'project', 'training', 'aid', 'proposal', 'service')),
  of_id TEXT NOT NULL,
  content_hash TEXT NOT NULL,
  media_type TEXT NOT NULL,
  width BIGINT NOT NULL CHECK (width BETWEEN 0 AND 4294967295),
  height BIGINT NOT NULL CHECK (height BETWEEN 0 AND 4294967295),
  description_zh TEXT,
  description_en TEXT,
  credit TEXT,
  taken TEXT,
  FOREIGN KEY (of_kind, of_id) REFERENCES entry (kind, id) DEFERRABLE INITIALLY DEFERRED
);

-- Where a record is stated.
CREATE TABLE citation (
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  position BIGINT NOT NULL CHECK (position >= 0),
  source TEXT NOT NULL REFERENCES source (id) DEFERRABLE INITIALLY DEFERRED,
  paragraph BIGINT CHECK (paragraph BETWEEN 0 AND 65535),
  locator TEXT NOT NULL,
  PRIMARY KEY (kind, id, position),
  FOREIGN KEY (kind, id) REFERENCES entry (kind, id) DEFERRABLE INITIALLY DEFERRED
);
