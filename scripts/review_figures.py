"""Print the figures of questionbank/README.md: what was checked in the present wording.

Usage: .venv/bin/python scripts/review_figures.py
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from blind_review import REVIEW, SCORES, questions

Row = Mapping[str, str]
DOCUMENTATION = REVIEW.with_name("documentation.csv")


def solve_figures(rows: Iterable[Row]) -> dict[str, int]:
    """Return how many questions were solved, and what the readers found."""
    rows = list(rows)
    return {
        "solved": len(rows),
        "disagreed": sum(row["agreed"] != "1" for row in rows),
        "second answers": sum(row["second"] != "0" for row in rows),
        "full marks": sum(all(row[name] in ("2", "") for name in SCORES) for row in rows),
        "not rated for realism": sum(not row["realism"] for row in rows),
    }


def documentation_figures(rows: Iterable[Row]) -> dict[str, int]:
    """Return how many questions were read against the documentation, by result."""
    return dict(sorted(Counter(row["result"] for row in rows).items()))


def rationale_figures(rows: Iterable[Row]) -> dict[str, int]:
    """Return for how many questions all rationales were read against the documentation, by result.

    Those with one that was corrected are counted apart.
    """
    return dict(sorted(Counter(row["rationales"] or "not read yet" for row in rows).items()))


def main() -> None:
    """Print the figures. Rows on an earlier wording don't count."""
    known = questions()
    present = {(name, question.digest()) for name, question in known.items()}
    dated = sum(bool(question.as_of) for question in known.values())
    drills = sum(question.use == "drill" for question in known.values())
    bank = {"all": len(known), "drill grade": drills, "with a date": dated}
    review, read = (
        [row for row in _rows(path) if (row["id"], row["digest"]) in present]
        for path in (REVIEW, DOCUMENTATION)
    )
    figures = {
        "Solved": solve_figures(review),
        "Documentation": documentation_figures(read),
        "Rationales": rationale_figures(read),
    }
    for title, counts in ({"Questions": bank} | figures).items():
        print(f"{title}:", ", ".join(f"{name} {count}" for name, count in counts.items()))


def _rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


if __name__ == "__main__":
    main()
