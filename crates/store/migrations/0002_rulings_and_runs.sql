-- What persons ruled, and what each run left, so that two runs can be compared.

CREATE TABLE rulings (
  id TEXT NOT NULL PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE,           -- in the order of recording, from 1
  thread_id TEXT NOT NULL,                  -- no foreign key: every run makes threads anew, and a ruling stays
  claim_id TEXT,                            -- none: about the thread as a whole
  verdict TEXT NOT NULL,                    -- in the person's own words
  reasons TEXT NOT NULL,
  person TEXT NOT NULL,
  evidence TEXT NOT NULL,                   -- JSON array of URLs
  made TEXT NOT NULL,
  supersedes TEXT UNIQUE REFERENCES rulings (id),
  after_run_id TEXT REFERENCES runs (id),   -- the last run before it
  message TEXT NOT NULL
) STRICT;

-- Append-only, whoever writes. The third trigger stands against INSERT OR REPLACE, which removes without asking the second.
CREATE TRIGGER rulings_never_change BEFORE UPDATE ON rulings BEGIN
  SELECT RAISE(ABORT, 'a ruling is never changed: record one that supersedes it');
END;
CREATE TRIGGER rulings_never_go BEFORE DELETE ON rulings BEGIN
  SELECT RAISE(ABORT, 'a ruling is never removed: record one that supersedes it');
END;
CREATE TRIGGER rulings_are_never_replaced BEFORE INSERT ON rulings
WHEN EXISTS (SELECT 1 FROM rulings r WHERE r.id = new.id OR r.number = new.number OR r.supersedes = new.supersedes) BEGIN
  SELECT RAISE(ABORT, 'a ruling is never replaced: record one that supersedes it');
END;

ALTER TABLE runs ADD COLUMN threads INTEGER; -- how many it left; none: not ended, or ended before this column was there
ALTER TABLE jobs ADD COLUMN reading_sha256 TEXT; -- of the article's claims; another one: the same bytes were read in another way

-- Each form that a thread ever had, once.
CREATE TABLE thread_forms (
  form INTEGER NOT NULL PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE,              -- of the message
  message TEXT NOT NULL
) STRICT;

-- The threads that each run left.
CREATE TABLE run_threads (
  run_id TEXT NOT NULL REFERENCES runs (id),
  thread_id TEXT NOT NULL,
  form INTEGER NOT NULL REFERENCES thread_forms (form),
  PRIMARY KEY (run_id, thread_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX run_threads_by_form ON run_threads (form);

CREATE VIEW standing_rulings AS
SELECT r.made, r.person, r.verdict, r.reasons, r.evidence, t.title AS thread, r.thread_id, r.claim_id, r.supersedes,
       r.id AS ruling_id
FROM rulings r LEFT JOIN threads t ON t.id = r.thread_id
WHERE NOT EXISTS (SELECT 1 FROM rulings later WHERE later.supersedes = r.id)
ORDER BY r.number;

CREATE VIEW changed_pages AS
SELECT a.url, a.title, a.published, a.modified, a.fetched_at, r.number AS last_run, a.snapshot_sha256, a.id AS article_id
FROM articles a JOIN runs r ON r.id = a.last_run_id
WHERE (SELECT count(*) FROM articles other WHERE other.url = a.url) > 1
ORDER BY a.url, r.number, a.fetched_at, a.id;
