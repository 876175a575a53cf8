-- The truth about an attempt is its row in `form` and its rows in `event`. Both are never
-- changed. All else is derived: `attempt` and `slot` can be rebuilt from forms and events.

CREATE TABLE attempt (
  id TEXT NOT NULL PRIMARY KEY,
  mode TEXT NOT NULL,
  bank TEXT NOT NULL,
  exam TEXT NOT NULL,
  title TEXT NOT NULL,
  started REAL NOT NULL,             -- UTC seconds since 1970, from the first event
  finished REAL,                     -- this and the counts of right answers: from the last event
  reason TEXT,
  asked INTEGER NOT NULL,
  "right" INTEGER NOT NULL DEFAULT 0,
  scored_asked INTEGER NOT NULL,
  scored_right INTEGER NOT NULL DEFAULT 0,
  fresh INTEGER NOT NULL,
  head BLOB NOT NULL                 -- hash of the last event: tells that none was cut off
) WITHOUT ROWID;

CREATE TABLE form (
  attempt TEXT NOT NULL PRIMARY KEY REFERENCES attempt (id),
  body TEXT NOT NULL,                -- JSON: the whole questions, as they were when drawn
  hash BLOB NOT NULL                 -- SHA-256 of attempt and body; the first link of the chain
) WITHOUT ROWID;

CREATE TABLE slot (
  attempt TEXT NOT NULL REFERENCES attempt (id),
  number INTEGER NOT NULL,
  bank TEXT NOT NULL,
  question TEXT NOT NULL,
  topic TEXT NOT NULL,
  domain TEXT NOT NULL,
  scored INTEGER NOT NULL,
  fresh INTEGER NOT NULL,
  outcome TEXT,                      -- right, wrong, unanswered, partial; NULL until the end
  PRIMARY KEY (attempt, number)
) WITHOUT ROWID;

CREATE INDEX slot_by_topic ON slot (bank, topic, outcome) WHERE outcome IS NOT NULL;

CREATE TABLE event (
  attempt TEXT NOT NULL REFERENCES form (attempt),
  seq INTEGER NOT NULL,
  kind TEXT NOT NULL,
  slot INTEGER,                      -- NULL for events of the whole attempt
  at REAL NOT NULL,                  -- elapsed seconds of the attempt's own clock
  wall REAL NOT NULL,                -- UTC seconds since 1970
  body TEXT NOT NULL,                -- JSON
  hash BLOB NOT NULL,                -- SHA-256 of the hash before and of this event
  PRIMARY KEY (attempt, seq)
) WITHOUT ROWID;

CREATE INDEX event_visited ON event (attempt, slot, wall) WHERE kind = 'visited';

CREATE TRIGGER form_stays BEFORE UPDATE ON form
BEGIN SELECT RAISE(ABORT, 'a form never changes'); END;

CREATE TRIGGER form_is_kept BEFORE DELETE ON form
BEGIN SELECT RAISE(ABORT, 'a form never changes'); END;

CREATE TRIGGER event_stays BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'events are only added'); END;

CREATE TRIGGER event_is_kept BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'events are only added'); END;

CREATE TRIGGER event_follows BEFORE INSERT ON event
WHEN new.seq <> (SELECT coalesce(max(seq), -1) + 1 FROM event WHERE attempt = new.attempt)
BEGIN SELECT RAISE(ABORT, 'events are only added at the end, without gaps'); END;

CREATE TRIGGER event_ends BEFORE INSERT ON event
WHEN (SELECT kind FROM event WHERE attempt = new.attempt ORDER BY seq DESC LIMIT 1) = 'finished'
BEGIN SELECT RAISE(ABORT, 'nothing happens after the end'); END;
