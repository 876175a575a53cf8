-- A drill covers what was answered and what was passed over on the way. The other slots of a drill
-- that ended early have no outcome, as if they had not been drawn. See exam/covered_slots.py.

CREATE TEMP TABLE ended AS
  SELECT slot.attempt, coalesce(max(CASE WHEN slot.outcome <> 'unanswered' OR EXISTS (
    SELECT 1 FROM event
    WHERE event.attempt = slot.attempt AND event.slot = slot.number AND event.kind = 'revealed'
  ) THEN slot.number END), 1000000) AS last
  FROM slot JOIN attempt ON attempt.id = slot.attempt
  WHERE attempt.mode = 'drill' AND attempt.finished IS NOT NULL
  GROUP BY slot.attempt;

UPDATE slot SET outcome = NULL
WHERE outcome = 'unanswered' AND EXISTS (
  SELECT 1 FROM ended WHERE ended.attempt = slot.attempt AND slot.number <> ended.last AND (
    slot.number > ended.last OR NOT EXISTS (
      SELECT 1 FROM event WHERE event.attempt = slot.attempt AND event.slot = slot.number
        AND event.kind IN ('visited', 'revealed'))));

UPDATE attempt SET (asked, scored_asked, fresh) = (
  SELECT count(*), total(scored), total(fresh) FROM slot
  WHERE slot.attempt = attempt.id AND outcome IS NOT NULL)
WHERE id IN (SELECT attempt FROM ended);

DROP TABLE ended;
