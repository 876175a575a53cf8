-- Which question it was, and what was mixed up; NULL in attempts that began before.

ALTER TABLE slot ADD COLUMN digest TEXT;       -- of the question's content, as it was drawn
ALTER TABLE slot ADD COLUMN note TEXT;         -- address of the note that settles it
ALTER TABLE slot ADD COLUMN picked TEXT;       -- addresses of the notes of wrong picks, by spaces
ALTER TABLE slot ADD COLUMN postponed INTEGER; -- asked for again later
ALTER TABLE slot ADD COLUMN credit REAL;       -- marks, from 0 to 1
