"""The rows of the drill menu: what each drill asks, of how many questions, and how long it is."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from examkit.drills.preview import minutes_needed
from examkit.drills.request import DrillRequest
from examkit.report.number_text import percent
from examkit.tui.text_blocks import literal
from examkit.tui.widgets.table import Cells, Column

if TYPE_CHECKING:
    from examkit.bank.model import Exam
    from examkit.drills.preview import DrillCounts

COLUMNS = (
    Column("Drill", least=20),
    Column("Why", least=16),
    Column("Questions", is_number=True),
    Column("Time", is_number=True),
)
LENGTH = DrillRequest().count
MUTED = "$text-muted"


class DrillRow(NamedTuple):
    """A row of the drill menu, which stands for a drill."""

    id: str
    """The row's ID; empty if the drill has no questions."""
    label: str
    about: str
    """What it asks, or why it has no questions."""
    available: int | None = None
    """Number of questions to draw from; None if that isn't fixed."""
    length: int = 0
    """Number of questions that it asks; 0 if the candidate decides that."""

    def cells(self, pace: float) -> Cells:
        """Return the cells of the row. `pace` is in seconds per question."""
        if not self.id:
            return literal(self.label, MUTED), literal(self.about, MUTED)
        start = literal(self.label, "bold"), literal(self.about)
        if not self.length:
            return start
        total = "" if self.available is None else f" of {self.available:,}"
        time = f"{minutes_needed(self.length, pace)} min"
        return *start, Content(f"{self.length}{total}"), Content(time)


def recommended_rows(counts: DrillCounts, today: int, exam: Exam) -> Iterator[DrillRow]:
    """Yield the rows for what the candidate's answers recommend, today's practice first.

    `today` is the number of questions in today's practice.
    """
    if today:
        about = "Reviews first, then new" if counts.due else "What helps you most"
        yield DrillRow(":today", "Today's practice", about, None, today)
    else:
        yield DrillRow("", "Today's practice", "No questions to practice today")
    yield _weak_row(counts, exam)
    new = max(0, counts.unseen - counts.reserved)
    for name, label, number, about, reason in (
        (":mistakes", "Mistakes", counts.mistakes, "Missed last time", "No mistakes to repeat"),
        (":due", "Due for review", counts.due, "Fading from memory", "Nothing is due for review"),
        (":mix-ups", "Often confused", counts.mix_ups, "Concepts you confuse",
         "No concepts you often confuse"),
        (":flagged", "Flagged", counts.flagged, "Worth a second look", "No flagged questions"),
        (":bookmarked", "Bookmarked", counts.bookmarked, "Questions you saved", "No bookmarks yet"),
        (":unseen", "New questions", new, _new_text(counts), _no_new_text(counts)),
    ):  # fmt: skip
        if number:
            yield DrillRow(name, label, about, number, min(number, LENGTH))
        else:
            yield DrillRow("", label, reason)


def _weak_row(counts: DrillCounts, exam: Exam) -> DrillRow:
    """Return the row for weak areas, or for the lowest domain if none is below passing."""
    titles = {domain.id: domain.title for domain in exam.domains}
    if counts.weak:
        more = f" and {len(counts.weak) - 1} more" if len(counts.weak) > 1 else ""
        basis = "based on counts only" if counts.weak_basis == "counts" else "below passing"
        about = f"{titles[counts.weak[0]]}{more}, {basis}"
        return DrillRow(":weak", "Weak areas", about, None, LENGTH)
    if lowest := lowest_domain(counts):
        label = "Lowest domain" if len(counts.estimates) == len(titles) else "Lowest domain so far"
        return DrillRow(":lowest", label, titles[lowest], None, LENGTH)
    known = counts.weak_basis != "nothing"
    none = "None below passing so far" if known else "Shown after your first mock exam or drill"
    return DrillRow("", "Weak areas", none)


def lowest_domain(counts: DrillCounts) -> str | None:
    """Return the ID of the domain with the lowest estimate; None if fewer than two have one."""
    if len(counts.estimates) < 2:
        return None
    return min(counts.estimates, key=counts.estimates.__getitem__)


def _new_text(counts: DrillCounts) -> str:
    return f"{counts.reserved} more reserved for a mock" if counts.reserved else "Never seen before"


def _no_new_text(counts: DrillCounts) -> str:
    if counts.reserved:
        return f"The last {counts.reserved} are reserved for your next mock"
    return "You've seen every question"


def domain_rows(
    exam: Exam,
    available: Mapping[str, int],
    estimates: Mapping[str, float],
    practiced: Container[str],
) -> Iterator[DrillRow]:
    """Yield a row for each domain of an exam.

    `available` maps domain IDs to numbers of questions. `estimates` maps the IDs of domains with a
    verdict to the estimated shares correct, from 0 to 1. `practiced` has the IDs of domains with a
    question that was seen.
    """
    from examkit.exam.blueprint import domain_weights

    weights = domain_weights(exam)
    total = sum(weights.values()) or 1.0
    for domain in exam.domains:
        state = "not enough data" if domain.id in practiced else "not practiced yet"
        if domain.id in estimates:
            state = f"estimate {percent(estimates[domain.id])}"
        about = f"{percent(weights[domain.id] / total)} of the exam, {state}"
        number = available.get(domain.id, 0)
        if number:
            yield DrillRow(domain.id, domain.title, about, number, min(number, LENGTH))
        else:
            yield DrillRow("", domain.title, "No questions in the bank")
