-- The record, version 1. Opens in Datasette as it is; start with the views at the end.
-- Columns called `message` hold the row as onrecord's stages pass it on, in JSON, with every span.

PRAGMA application_id = 0x6f6e7263;

CREATE TABLE runs (
  id TEXT NOT NULL PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE,           -- 1 for the first run that this record saw
  config_sha256 TEXT NOT NULL,
  started TEXT NOT NULL,
  ended TEXT                                -- none: still going, or killed; the next run of its configuration continues it
) STRICT;
CREATE INDEX runs_by_config ON runs (config_sha256, number);

CREATE TABLE snapshots (
  sha256 TEXT NOT NULL PRIMARY KEY,
  size INTEGER NOT NULL,                    -- bytes
  file TEXT NOT NULL                        -- where the bytes lie, from the record's folder
) STRICT;

CREATE TABLE retrievals (
  id TEXT NOT NULL PRIMARY KEY,             -- hash of the row, so that a replay writes the same one
  url TEXT NOT NULL,
  final_url TEXT,                           -- after redirects
  status INTEGER,                           -- of HTTP; none for a file
  fetched_at TEXT,
  fetched_utc TEXT,                         -- the same, for sorting
  media_type TEXT,
  headers TEXT NOT NULL,                    -- JSON object
  sha256 TEXT NOT NULL REFERENCES snapshots (sha256)
) STRICT;
CREATE INDEX retrievals_by_url ON retrievals (url, fetched_utc, id);
CREATE INDEX retrievals_by_snapshot ON retrievals (sha256, fetched_utc, id);

CREATE TABLE articles (
  id TEXT NOT NULL PRIMARY KEY,
  url TEXT NOT NULL,
  canonical_url TEXT,
  outlet TEXT,
  title TEXT,
  authors TEXT NOT NULL,                    -- JSON array
  published TEXT,                           -- as stated: a day, or a time with its offset
  published_day TEXT,                       -- in the publisher's own zone
  published_utc TEXT,                       -- for sorting
  modified TEXT,
  language TEXT,
  fetched_at TEXT,
  snapshot_sha256 TEXT,                     -- no foreign key: an article may be given without its snapshot
  text TEXT NOT NULL,                       -- all spans count its UTF-8 bytes
  blocks TEXT NOT NULL,                     -- JSON array
  sketch TEXT NOT NULL,                     -- JSON array, for finding copies
  message_sha256 TEXT NOT NULL,             -- of the whole article with its claims
  last_run_id TEXT NOT NULL REFERENCES runs (id),
  search_row INTEGER NOT NULL UNIQUE        -- joins articles_search
) STRICT;
CREATE INDEX articles_by_publication ON articles (published_utc IS NULL, published_utc, id);
CREATE INDEX articles_by_url ON articles (url, snapshot_sha256);

CREATE TABLE jobs (
  run_id TEXT NOT NULL REFERENCES runs (id),
  id TEXT NOT NULL,
  label TEXT NOT NULL,                      -- the URL or path that was asked for
  request TEXT NOT NULL,                    -- JSON
  listed_by TEXT,                           -- the feed, folder or file that named it; none: the configuration
  position INTEGER,                         -- place in what named it; none: given to the run from outside
  state TEXT NOT NULL CHECK (state IN ('pending', 'done', 'skipped', 'failed', 'expanded')),
  listed INTEGER,                           -- how many inputs an expanded job named
  stage TEXT,                               -- which stage skipped it or failed
  code TEXT,
  reason TEXT,
  article_id TEXT REFERENCES articles (id) ON DELETE SET NULL,
  PRIMARY KEY (run_id, id)
) STRICT;
CREATE INDEX jobs_by_state ON jobs (run_id, state);
CREATE INDEX jobs_by_article ON jobs (article_id);

CREATE TABLE issues (
  run_id TEXT NOT NULL,
  job_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  stage TEXT NOT NULL,
  code TEXT NOT NULL,
  message TEXT NOT NULL,
  PRIMARY KEY (run_id, job_id, position),
  FOREIGN KEY (run_id, job_id) REFERENCES jobs (run_id, id) ON DELETE CASCADE
) STRICT;

CREATE TABLE claims (
  id TEXT NOT NULL PRIMARY KEY,
  article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,                -- place in the article, from 0
  speaker TEXT,                             -- the resolved name, else the mention; none: the outlet itself
  speaker_kind TEXT NOT NULL,
  mention TEXT,                             -- the words of the text ("He")
  role TEXT,
  affiliation TEXT,
  resolved_by TEXT NOT NULL,
  cue TEXT,
  content TEXT NOT NULL,
  mode TEXT NOT NULL,
  stance TEXT NOT NULL,
  negated INTEGER NOT NULL,
  target TEXT,
  inside TEXT,                              -- the claim that this one is nested in
  sentence TEXT NOT NULL,
  confidence REAL NOT NULL,                 -- that the attribution is read rightly; says nothing of its truth
  message TEXT NOT NULL,
  search_row INTEGER NOT NULL UNIQUE        -- joins claims_search
) STRICT;
CREATE INDEX claims_by_article ON claims (article_id, position);

CREATE TABLE quantities (
  claim_id TEXT NOT NULL REFERENCES claims (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  text TEXT NOT NULL,                       -- as written
  value REAL NOT NULL,
  low REAL,                                 -- none: open downwards
  high REAL,                                -- none: open upwards
  bound TEXT NOT NULL,
  unit TEXT NOT NULL,
  object TEXT,
  of_value REAL,                            -- the 71 of "45 of 71 drones"
  of_object TEXT,
  trend TEXT,
  PRIMARY KEY (claim_id, position)
) STRICT;

CREATE TABLE threads (
  id TEXT NOT NULL PRIMARY KEY,
  title TEXT NOT NULL,
  actor TEXT,
  predicate TEXT,
  object TEXT,
  unit TEXT,
  place TEXT,
  first_day TEXT,
  last_day TEXT,
  message TEXT NOT NULL
) STRICT;

CREATE TABLE thread_claims (
  thread_id TEXT NOT NULL REFERENCES threads (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  claim_id TEXT NOT NULL REFERENCES claims (id) ON DELETE CASCADE,
  quantity TEXT,                            -- the number by which the claim stands in this thread, as written
  value REAL,
  low REAL,
  high REAL,
  of_value REAL,
  PRIMARY KEY (thread_id, position)
) STRICT;
CREATE INDEX thread_claims_by_claim ON thread_claims (claim_id);

CREATE TABLE relations (
  thread_id TEXT NOT NULL REFERENCES threads (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  from_claim_id TEXT NOT NULL REFERENCES claims (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  to_claim_id TEXT NOT NULL REFERENCES claims (id) ON DELETE CASCADE,
  why TEXT NOT NULL,
  PRIMARY KEY (thread_id, position)
) STRICT;
CREATE INDEX relations_from ON relations (from_claim_id);
CREATE INDEX relations_to ON relations (to_claim_id);
CREATE INDEX relations_by_kind ON relations (kind);

CREATE TABLE origins (
  thread_id TEXT NOT NULL REFERENCES threads (id) ON DELETE CASCADE,
  id TEXT NOT NULL,
  why TEXT NOT NULL,
  PRIMARY KEY (thread_id, id)
) STRICT;

CREATE TABLE origin_articles (
  thread_id TEXT NOT NULL,
  origin_id TEXT NOT NULL,
  article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  PRIMARY KEY (thread_id, origin_id, article_id),
  FOREIGN KEY (thread_id, origin_id) REFERENCES origins (thread_id, id) ON DELETE CASCADE
) STRICT;
CREATE INDEX origin_articles_by_article ON origin_articles (article_id);

CREATE TABLE findings (
  thread_id TEXT REFERENCES threads (id) ON DELETE CASCADE,
  claim_id TEXT REFERENCES claims (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  says TEXT NOT NULL,
  claims TEXT NOT NULL,                     -- JSON array of ids; empty: all claims of the thread
  evidence TEXT NOT NULL,                   -- JSON array
  CHECK ((thread_id IS NULL) <> (claim_id IS NULL)) -- about a thread, or about one claim alone
) STRICT;
CREATE INDEX findings_by_thread ON findings (thread_id, position);
CREATE INDEX findings_by_claim ON findings (claim_id, position);

-- Full-text search. The triggers keep it in step with the tables, whoever writes to them.

CREATE VIRTUAL TABLE claims_search USING fts5(
  content, speaker, content='claims', content_rowid='search_row', tokenize='unicode61 remove_diacritics 2'
);
CREATE TRIGGER claims_search_insert AFTER INSERT ON claims BEGIN
  INSERT INTO claims_search (rowid, content, speaker) VALUES (new.search_row, new.content, new.speaker);
END;
CREATE TRIGGER claims_search_delete AFTER DELETE ON claims BEGIN
  INSERT INTO claims_search (claims_search, rowid, content, speaker)
  VALUES ('delete', old.search_row, old.content, old.speaker);
END;
CREATE TRIGGER claims_search_update AFTER UPDATE OF content, speaker, search_row ON claims BEGIN
  INSERT INTO claims_search (claims_search, rowid, content, speaker)
  VALUES ('delete', old.search_row, old.content, old.speaker);
  INSERT INTO claims_search (rowid, content, speaker) VALUES (new.search_row, new.content, new.speaker);
END;

CREATE VIRTUAL TABLE articles_search USING fts5(
  title, text, content='articles', content_rowid='search_row', tokenize='unicode61 remove_diacritics 2'
);
CREATE TRIGGER articles_search_insert AFTER INSERT ON articles BEGIN
  INSERT INTO articles_search (rowid, title, text) VALUES (new.search_row, new.title, new.text);
END;
CREATE TRIGGER articles_search_delete AFTER DELETE ON articles BEGIN
  INSERT INTO articles_search (articles_search, rowid, title, text)
  VALUES ('delete', old.search_row, old.title, old.text);
END;
CREATE TRIGGER articles_search_update AFTER UPDATE OF title, text, search_row ON articles BEGIN
  INSERT INTO articles_search (articles_search, rowid, title, text)
  VALUES ('delete', old.search_row, old.title, old.text);
  INSERT INTO articles_search (rowid, title, text) VALUES (new.search_row, new.title, new.text);
END;

-- The common questions.

CREATE VIEW who_said_what AS
SELECT a.published_day, a.outlet, c.speaker, c.role, c.affiliation, c.speaker_kind, c.stance, c.negated, c.content,
       c.mode, c.target, c.sentence, a.title, a.url, c.id AS claim_id, a.id AS article_id
FROM claims c JOIN articles a ON a.id = c.article_id
ORDER BY a.published_utc IS NULL, a.published_utc, a.id, c.position;

CREATE VIEW numbers AS
SELECT a.published_day, a.outlet, c.speaker, q.text AS quantity, q.value, q.low, q.high, q.bound, q.unit, q.object,
       q.of_value, q.of_object, q.trend, c.stance, c.content, a.url, c.id AS claim_id, a.id AS article_id
FROM quantities q JOIN claims c ON c.id = q.claim_id JOIN articles a ON a.id = c.article_id
ORDER BY a.published_utc IS NULL, a.published_utc, a.id, c.position, q.position;

CREATE VIEW denials AS
SELECT a.published_day, a.outlet, c.speaker, c.stance, c.content, o.speaker AS answers_speaker,
       o.content AS answers_content, r.why, a.url, r.thread_id, c.id AS claim_id, o.id AS answers_claim_id
FROM claims c
JOIN articles a ON a.id = c.article_id
LEFT JOIN relations r ON r.from_claim_id = c.id AND r.kind = 'denies'
LEFT JOIN claims o ON o.id = r.to_claim_id
WHERE c.stance IN ('denies', 'rejects') OR r.thread_id IS NOT NULL
ORDER BY a.published_utc IS NULL, a.published_utc, a.id, c.position, r.thread_id, r.position;

CREATE VIEW contradictions AS
SELECT t.title AS thread, c.speaker, c.content, ca.outlet, ca.url, o.speaker AS other_speaker,
       o.content AS other_content, oa.outlet AS other_outlet, oa.url AS other_url, r.why, r.thread_id,
       c.id AS claim_id, o.id AS other_claim_id
FROM relations r
JOIN threads t ON t.id = r.thread_id
JOIN claims c ON c.id = r.from_claim_id JOIN articles ca ON ca.id = c.article_id
JOIN claims o ON o.id = r.to_claim_id JOIN articles oa ON oa.id = o.article_id
WHERE r.kind = 'contradicts'
ORDER BY r.thread_id, r.position;

CREATE VIEW corroboration AS
SELECT t.title AS thread, t.first_day, t.last_day, count(DISTINCT tc.claim_id) AS claims,
       count(DISTINCT c.speaker) AS speakers, count(DISTINCT c.article_id) AS articles,
       (SELECT count(*) FROM origins o WHERE o.thread_id = t.id) AS independent_origins, t.id AS thread_id
FROM threads t
LEFT JOIN thread_claims tc ON tc.thread_id = t.id
LEFT JOIN claims c ON c.id = tc.claim_id
GROUP BY t.id
ORDER BY t.id;

CREATE VIEW copies AS
SELECT t.title AS thread, o.why, a.outlet, a.title, a.published, a.url, o.id AS origin_id, t.id AS thread_id,
       a.id AS article_id
FROM origins o
JOIN threads t ON t.id = o.thread_id
JOIN origin_articles oa ON oa.thread_id = o.thread_id AND oa.origin_id = o.id
JOIN articles a ON a.id = oa.article_id
WHERE (SELECT count(*) FROM origin_articles other WHERE other.thread_id = o.thread_id AND other.origin_id = o.id) > 1
ORDER BY t.id, o.id, a.published_utc IS NULL, a.published_utc, a.id;

CREATE VIEW gaps AS
SELECT r.number AS run, j.label, j.state, j.stage, j.code, j.reason, j.listed_by, j.run_id, j.id AS job_id
FROM jobs j JOIN runs r ON r.id = j.run_id
WHERE j.state IN ('skipped', 'failed', 'pending')
ORDER BY r.number, j.label, j.id;

CREATE VIEW run_tallies AS
SELECT r.number AS run, r.started, r.ended, sum(j.state <> 'expanded') AS inputs, sum(j.state = 'done') AS done,
       sum(j.state = 'skipped') AS skipped, sum(j.state = 'failed') AS failed, sum(j.state = 'pending') AS pending,
       r.id AS run_id
FROM runs r JOIN jobs j ON j.run_id = r.id
GROUP BY r.id
ORDER BY r.number;
