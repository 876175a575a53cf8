-- What the candidate adds to an attempt and to a question. The latest change counts, on any
-- computer, so each row has the time of its latest change in UTC seconds since 1970.

ALTER TABLE attempt ADD COLUMN discarded INTEGER NOT NULL DEFAULT 0;
ALTER TABLE attempt ADD COLUMN discard_changed REAL; -- NULL if it was never discarded

CREATE TABLE annotation (
  kind TEXT NOT NULL,                -- note, bookmark
  bank TEXT NOT NULL,
  question TEXT NOT NULL,
  changed REAL NOT NULL,
  body TEXT NOT NULL,                -- empty once it was deleted
  PRIMARY KEY (kind, bank, question)
) WITHOUT ROWID;
