-- How each slot was answered, as its attempt's events tell; NULL in attempts that ended before.

ALTER TABLE slot ADD COLUMN seconds REAL;     -- time on screen, all visits together
ALTER TABLE slot ADD COLUMN sureness INTEGER; -- 1, 2, 3; NULL where it was not said
ALTER TABLE slot ADD COLUMN flagged INTEGER;

CREATE INDEX slot_by_bank ON slot (bank, attempt) WHERE outcome IS NOT NULL;
