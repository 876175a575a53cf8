"""The SELECT statements that read attempts, answers, and annotations."""

from __future__ import annotations

from examkit.exam.time_bounds import EARLIEST, LATEST, LONGEST
from examkit.store.records import UNTIMED_MOCK_TITLE

# Version 1.0.0 imported attempts with any date, even text or infinity. SQLite sorts text after
# every number, so BETWEEN excludes both.
_IS_DATE = f"BETWEEN {EARLIEST} AND {LATEST}"
_DATED = f"(started {_IS_DATE} AND (finished IS NULL OR finished {_IS_DATE}))"
_ROWS = """
SELECT id, mode, bank, exam, title, started, finished, reason,
       asked, "right", scored_asked, scored_right, fresh, left_out
FROM attempt WHERE {where} ORDER BY started DESC, id DESC
"""
_LISTED = f"{_DATED} AND NOT discarded"
ATTEMPTS = _ROWS.format(where=_LISTED)
ATTEMPTS_OF_BANK = _ROWS.format(where=f"{_LISTED} AND bank = ?")
UNFINISHED_ATTEMPTS = _ROWS.format(where=f"{_LISTED} AND finished IS NULL")
UNDATED_ATTEMPTS = _ROWS.format(where=f"NOT {_DATED} AND NOT discarded")
DISCARDED_ATTEMPTS = _ROWS.format(where="discarded")
ATTEMPT_IDS = "SELECT id FROM attempt ORDER BY started, id"

PACKED_FORM = """
SELECT body, left_out, discarded, discard_changed
FROM form JOIN attempt ON id = form.attempt WHERE id = ?
"""
CHAIN_ENDS = "SELECT hash, head FROM attempt JOIN form ON form.attempt = id WHERE id = ?"
EVENTS = """
SELECT seq, kind, slot, at, wall, body, hash FROM event WHERE attempt = ? ORDER BY seq
"""
EXPOSURES = f"""
SELECT slot.question, max(coalesce(event.wall, attempt.finished)), max(attempt.mode = 'mock')
FROM attempt
JOIN slot ON slot.attempt = attempt.id
LEFT JOIN event
  ON event.attempt = slot.attempt AND event.slot = slot.number AND event.kind = 'visited'
  AND event.wall {_IS_DATE}
WHERE attempt.bank = ? AND {_DATED}
  AND (event.wall IS NOT NULL OR slot.outcome IS NOT NULL)
GROUP BY slot.question
"""  # noqa: S608 -- constants
TOPIC_TOTALS = """
SELECT topic, count(*), sum(outcome = 'right')
FROM slot WHERE bank = ? AND outcome IS NOT NULL
  AND attempt NOT IN (SELECT id FROM attempt WHERE discarded)
GROUP BY topic ORDER BY topic
"""
ATTEMPT_TALLIES = f"""
SELECT attempt, total(scored * coalesce(credit, outcome = 'right')),
  sum(outcome <> 'unanswered' OR coalesce(flagged, 0) OR coalesce(seconds, 1) > 0),
  sum(CASE WHEN seconds BETWEEN 0 AND {LONGEST} THEN seconds END)
FROM slot WHERE bank = ? AND outcome IS NOT NULL GROUP BY attempt
"""  # noqa: S608 -- constants

ANSWER_COUNTS = """
SELECT slot.attempt, count(*), sum(slot.seconds > 0 AND slot.seconds <
  CASE WHEN attempt.mode = 'drill' AND NOT slot.fresh THEN ? ELSE ? END)
FROM slot JOIN attempt ON attempt.id = slot.attempt
WHERE slot.bank = ? AND attempt.exam = ? AND slot.outcome <> 'unanswered' GROUP BY slot.attempt
"""
ANSWER_COLUMNS = (
    "question", "domain", "topic", "mode", "ended_at", "outcome", "fresh", "seconds", "confidence",
    "flagged", "postponed", "digest", "note", "confused_notes", "credit",
    "attempt", "timed_out", "timed", "left_out",
)  # fmt: skip
ANSWERS = f"""
SELECT slot.question, slot.domain, slot.topic, attempt.mode, attempt.finished, slot.outcome,
  slot.fresh, CASE WHEN slot.seconds BETWEEN 0 AND {LONGEST} THEN slot.seconds END,
  slot.sureness, coalesce(slot.flagged, 0), coalesce(slot.postponed, 0),
  coalesce(slot.digest, ''), coalesce(slot.note, ''),
  coalesce(slot.picked, ''), coalesce(slot.credit, 0),
  attempt.id, coalesce(attempt.reason, '') = 'time', attempt.title <> '{UNTIMED_MOCK_TITLE}',
  attempt.left_out
FROM slot JOIN attempt ON attempt.id = slot.attempt
WHERE slot.bank = ? AND slot.outcome IS NOT NULL AND {_LISTED}
ORDER BY attempt.finished, attempt.id, slot.number
"""  # noqa: S608 -- constants

ANNOTATIONS = """
SELECT kind, bank, question, changed, body FROM annotation ORDER BY kind, bank, question
"""
ANNOTATIONS_OF_BANK = """
SELECT kind, bank, question, changed, body FROM annotation
WHERE kind = ? AND bank = ? AND body <> '' ORDER BY question
"""
