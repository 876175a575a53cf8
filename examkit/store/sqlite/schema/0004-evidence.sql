-- Whether the candidate left an attempt out of the evidence for estimates.

ALTER TABLE attempt ADD COLUMN left_out INTEGER NOT NULL DEFAULT 0;
