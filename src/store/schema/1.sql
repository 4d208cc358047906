-- A khabar store: one SQLite file (application_id 0x6b686272, "khbr"; user_version is the version of this schema).
-- Read the views articles, nodes, edges, evidence, mentions, statements and judgements; the tables below them are the
-- program's own. Days are ISO 8601 with their precision in the form (2014, 2014-10, 2014-10-27). Offsets are Unicode
-- code points of the field, as substr() counts them.

-- What was read -----------------------------------------------------------------------------------------------------

CREATE TABLE article (
  a INTEGER PRIMARY KEY AUTOINCREMENT,  -- its number in this file, never given twice
  id TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  published TEXT,
  publisher TEXT,
  stated_language TEXT,        -- as the input has it
  language TEXT NOT NULL,      -- that it was read in, ISO 639-1
  url TEXT,
  body TEXT NOT NULL,
  read_at TEXT NOT NULL,       -- when it came into this file, UTC
  read_by TEXT NOT NULL        -- the version of khabar that read it
) STRICT;

-- What each article says: the JSON of `khabar extract`. Every article has one.
CREATE TABLE extraction (
  a INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE,
  json TEXT NOT NULL
) STRICT;

-- changes: how often articles came or went. drawn, measured: how often they had when the graph below was drawn from
-- them, and when its nodes were measured; less than changes where that has yet to be done. folded: relations left out
-- of the graph because their two ends became one node.
CREATE TABLE state (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO state VALUES ('changes', 0), ('drawn', 0), ('measured', 0), ('folded', 0);

-- What follows from it ----------------------------------------------------------------------------------------------

-- Copies of one wire story share the article that stands for it.
CREATE TABLE story (
  a INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE,
  first INTEGER NOT NULL
) STRICT;

CREATE TABLE node (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  label TEXT NOT NULL,
  label_ar TEXT,
  label_en TEXT,
  label_source TEXT,
  aliases TEXT NOT NULL,       -- a JSON array
  wikidata TEXT,
  subtype TEXT,
  gender TEXT,
  country TEXT,
  iso2 TEXT,
  iso3 TEXT,
  latitude REAL,
  longitude REAL,
  event_type TEXT,
  event_start TEXT,
  event_end TEXT,
  time_text TEXT,
  mention_count INTEGER NOT NULL,
  article_count INTEGER NOT NULL,
  first_seen TEXT,
  last_seen TEXT
) STRICT;

-- What the algorithms make of a node's place; computed when asked for.
CREATE TABLE measure (
  n INTEGER PRIMARY KEY REFERENCES node ON DELETE CASCADE,
  degree_in INTEGER NOT NULL,
  degree_out INTEGER NOT NULL,
  degree_total INTEGER NOT NULL,
  weighted_degree REAL NOT NULL,
  pagerank REAL NOT NULL,
  betweenness REAL NOT NULL,
  community INTEGER NOT NULL,
  component INTEGER NOT NULL,
  x REAL NOT NULL,
  y REAL NOT NULL,
  size REAL NOT NULL
) STRICT;

-- Rows of one node and article stand in the order of the text.
CREATE TABLE mention (
  m INTEGER PRIMARY KEY,
  n INTEGER NOT NULL REFERENCES node ON DELETE CASCADE,
  a INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
  field TEXT NOT NULL,
  "start" INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  surface TEXT NOT NULL,
  level TEXT NOT NULL
) STRICT;
CREATE INDEX mention_of_node ON mention (n);
CREATE INDEX mention_in_article ON mention (a);

CREATE TABLE edge (
  e INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  source INTEGER NOT NULL REFERENCES node ON DELETE CASCADE,
  target INTEGER NOT NULL REFERENCES node ON DELETE CASCADE,
  predicate TEXT NOT NULL,
  modality TEXT NOT NULL,
  role TEXT,
  source_count INTEGER NOT NULL,
  confidence REAL NOT NULL,
  valid_from TEXT,
  valid_to TEXT,
  first_seen TEXT,
  last_seen TEXT
) STRICT;
CREATE INDEX edge_from ON edge (source);
CREATE INDEX edge_to ON edge (target);

CREATE TABLE sentence (
  s INTEGER PRIMARY KEY,
  a INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
  text TEXT NOT NULL
) STRICT;
CREATE INDEX sentence_in_article ON sentence (a);

-- The words that say an edge. Rows of one edge and article stand in the order that they were read.
CREATE TABLE proof (
  p INTEGER PRIMARY KEY,
  e INTEGER NOT NULL REFERENCES edge ON DELETE CASCADE,
  a INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
  field TEXT NOT NULL,
  "start" INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  surface TEXT NOT NULL,
  s INTEGER NOT NULL REFERENCES sentence ON DELETE CASCADE,
  rule TEXT NOT NULL,
  confidence REAL NOT NULL
) STRICT;
CREATE INDEX proof_of_edge ON proof (e);
CREATE INDEX proof_in_article ON proof (a);
CREATE INDEX proof_in_sentence ON proof (s);

-- Rows of one article stand in the order that they were read.
CREATE TABLE statement (
  u INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  speaker INTEGER NOT NULL REFERENCES node ON DELETE CASCADE,
  cue TEXT NOT NULL,
  direct INTEGER NOT NULL,
  a INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
  field TEXT NOT NULL,
  "start" INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  text TEXT NOT NULL,
  s INTEGER NOT NULL REFERENCES sentence ON DELETE CASCADE,
  rule TEXT NOT NULL,
  confidence REAL NOT NULL
) STRICT;
CREATE INDEX statement_by ON statement (speaker);
CREATE INDEX statement_in_article ON statement (a);
CREATE INDEX statement_in_sentence ON statement (s);

CREATE TABLE about (
  u INTEGER NOT NULL REFERENCES statement ON DELETE CASCADE,
  n INTEGER NOT NULL REFERENCES node ON DELETE CASCADE,
  PRIMARY KEY (u, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX about_node ON about (n);

-- Who was taken for whom, and why. left_item and right_item count the entities of the article's extraction from 0, or
-- its events where kind is event.
CREATE TABLE judgement (
  j INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  left_a INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
  left_item INTEGER NOT NULL,
  right_a INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
  right_item INTEGER NOT NULL,
  verdict TEXT NOT NULL,
  score REAL NOT NULL,
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX judgement_left ON judgement (left_a);
CREATE INDEX judgement_right ON judgement (right_a);

-- For people --------------------------------------------------------------------------------------------------------

CREATE VIEW articles AS
SELECT id, title, published, publisher, language, url, body, read_at, read_by FROM article;

CREATE VIEW nodes AS
SELECT id, kind AS node_kind, label, label_ar, label_en, label_source, aliases, wikidata, subtype, gender, country,
  iso2, iso3, latitude, longitude, event_type, event_start, event_end, time_text, mention_count, article_count,
  first_seen, last_seen, degree_in, degree_out, degree_total, weighted_degree, pagerank, betweenness, community,
  component, x, y, size
FROM node LEFT JOIN measure USING (n);

CREATE VIEW edges AS
SELECT edge.id, subject.id AS source, subject.label AS source_label, predicate, object.id AS target,
  object.label AS target_label, role, modality, (SELECT count(*) FROM proof WHERE proof.e = edge.e) AS weight,
  source_count, confidence, valid_from, valid_to, edge.first_seen, edge.last_seen
FROM edge JOIN node AS subject ON subject.n = source JOIN node AS object ON object.n = target;

CREATE VIEW evidence AS
SELECT edge.id AS edge, subject.id AS source, subject.label AS source_label, predicate, object.id AS target,
  object.label AS target_label, role, modality, article.id AS article, published, field, proof."start", proof."end",
  surface, sentence.text AS sentence, rule, proof.confidence
FROM proof JOIN edge USING (e) JOIN node AS subject ON subject.n = source JOIN node AS object ON object.n = target
  JOIN article ON article.a = proof.a JOIN sentence USING (s);

CREATE VIEW mentions AS
SELECT node.id AS node, label, kind AS node_kind, article.id AS article, published, field, "start", "end", surface,
  level
FROM mention JOIN node USING (n) JOIN article USING (a);

CREATE VIEW statements AS
SELECT statement.id, node.id AS speaker, label AS speaker_label, cue, direct, statement.text,
  (SELECT json_group_array(named.id) FROM about JOIN node AS named USING (n) WHERE about.u = statement.u) AS about,
  article.id AS article, published, field, "start", "end", sentence.text AS sentence, rule, confidence
FROM statement JOIN node ON node.n = speaker JOIN article ON article.a = statement.a JOIN sentence USING (s);

CREATE VIEW judgements AS
SELECT kind AS node_kind, verdict, score, reason, l.id AS left_article,
  json_extract(le.json, iif(kind = 'event', '$.events[', '$.entities[') || left_item || '].name') AS left_name,
  r.id AS right_article,
  json_extract(re.json, iif(kind = 'event', '$.events[', '$.entities[') || right_item || '].name') AS right_name
FROM judgement JOIN article AS l ON l.a = left_a JOIN extraction AS le ON le.a = left_a
  JOIN article AS r ON r.a = right_a JOIN extraction AS re ON re.a = right_a;
