"""Blind review: print questions without keys, compare the answers, and record the outcome.

Usage: .venv/bin/python scripts/blind_review.py make FOLDER [--size 34] [--every N] [--topics T,T]
       .venv/bin/python scripts/blind_review.py compare FOLDER
       .venv/bin/python scripts/blind_review.py left

`make` writes batch-N.md with stems and options in an order of its own: every question that nobody
has solved in its present wording, or with `--every` N questions drawn at random. A reader answers
in batch-N.answers.json:

    {"Q1": {"answer": ["B"], "sure": 5, "second": "", "realism": 2, "language": 2,
            "distractors": 2, "comment": ""}}

`second` names another answer that the reader could defend. The three scores run from 0 to 2.
`compare` prints what needs another look and records the outcome in questionbank/review.csv.
`left` counts the questions that nobody has solved in their present wording.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from examkit.bank.loader import load_bank
from examkit.bank.model import Question

ROOT = Path(__file__).parents[1]
BANK = ROOT / "questionbank" / "aws-developer-associate"
REVIEW = ROOT / "questionbank" / "review.csv"
SCORES = ["realism", "language", "distractors"]
FIELDS = ["id", "digest", "agreed", "sure", "second", *SCORES]
LETTERS = "ABCDEF"
HEAD = re.compile(r"^## (Q\d+) <(\w+)>", re.MULTILINE)
Answers = dict[str, dict[str, Any]]


def questions() -> dict[str, Question]:
    """Return the questions of the shipped bank that are asked."""
    bank = load_bank(BANK).bank
    if bank is None:
        raise SystemExit("Mend the bank first: examkit bank check")
    return {name: p.question for name, p in bank.questions.items() if not p.question.retired}


def solved() -> set[tuple[str, str]]:
    """Return id and digest of what was solved."""
    if not REVIEW.exists():
        return set()
    with REVIEW.open(encoding="utf-8", newline="") as file:
        return {(row["id"], row["digest"]) for row in csv.DictReader(file)}


def shuffled(question: Question) -> list[int]:
    """Return the order in which a reader sees the options."""
    digest = question.digest()
    return sorted(range(len(question.options)), key=lambda n: _hash(f"{digest} {n}"))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def make(folder: Path, size: int, every: int | None, topics: set[str]) -> None:
    """Write the batches."""
    known, done = questions(), solved()
    left = [
        question
        for name, question in known.items()
        if (every or (name, question.digest()) not in done)
        and (not topics or question.topic in topics)
    ]
    left.sort(key=lambda question: _hash(f"{every} {question.digest()}"))
    chosen = left[: every or len(left)]
    folder.mkdir(parents=True, exist_ok=True)
    number = -(-len(chosen) // size)
    for batch in range(number):
        parts = [_printed(n, q) for n, q in enumerate(chosen[batch::number], 1)]
        (folder / f"batch-{batch + 1}.md").write_text("\n".join(parts), encoding="utf-8")
    print(f"{len(chosen)} questions in {number} batches")


def _printed(number: int, question: Question) -> str:
    rows = [
        f"{LETTERS[place]}. {question.options[option].text.strip()}"
        for place, option in enumerate(shuffled(question))
    ]
    # The digest names the question without giving its id, which may hint at the key.
    return (
        f"## Q{number} <{question.digest()}>\n\n{question.stem.strip()}\n\n"
        + "\n".join(rows)
        + "\n"
    )


def compare(folder: Path) -> None:
    """Print what has to be looked at, and remember the outcome."""
    by_digest = {question.digest(): question for question in questions().values()}
    rows = []
    for batch in sorted(folder.glob("batch-*.md")):
        answers = batch.with_suffix(".answers.json")
        if answers.exists():
            given = json.loads(answers.read_text(encoding="utf-8"))
            asked = re.findall(
                r"^## (Q\d+) <(\w+)>", batch.read_text(encoding="utf-8"), re.MULTILINE
            )
            rows += list(_outcomes(asked, given, by_digest))
    remember(rows)
    print(f"{sum(row['agreed'] == '1' for row in rows)} of {len(rows)} agreed")


def _outcomes(
    asked: Iterable[tuple[str, str]], given: Answers, known: dict[str, Question]
) -> Iterable[dict[str, str]]:
    for tag, digest in asked:
        answer, question = given.get(tag), known.get(digest)
        if answer is None or question is None:
            continue
        order = shuffled(question)
        key = sorted(LETTERS[order.index(option)] for option in question.keys)
        told = sorted(map(str, answer.get("answer", [])))
        agreed, second = told == key, str(answer.get("second") or "")
        scores = {name: str(answer.get(name, "")) for name in SCORES}
        if not agreed or second or answer.get("comment") or set(scores.values()) - {"2", ""}:
            rated = "/".join(scores.values())
            comment = answer.get("comment")
            print(f"{question.id}: key {key}, answered {told}; {rated}; {second} | {comment}")
        yield {
            "id": question.id,
            "digest": digest,
            "agreed": str(int(agreed)),
            "sure": str(answer.get("sure") or ""),
            "second": str(int(bool(second))),
            **scores,
        }


def remember(rows: Iterable[dict[str, str]]) -> None:
    """Record outcomes, the newest for each wording; drop wordings that no question has anymore."""
    present = {(name, question.digest()) for name, question in questions().items()}
    found: dict[tuple[str, str], dict[str, str]] = {}
    if REVIEW.exists():
        with REVIEW.open(encoding="utf-8", newline="") as file:
            found = {(row["id"], row["digest"]): row for row in csv.DictReader(file)}
    found |= {(row["id"], row["digest"]): row for row in rows}
    with REVIEW.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, FIELDS, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(found[key] for key in sorted(found) if key in present)


def left() -> None:
    """Count what was not solved in its present wording, and what was never solved."""
    known, done = questions(), solved()
    names = {name for name, _ in done}
    changed = [n for n, q in known.items() if n in names and (n, q.digest()) not in done]
    never = [name for name in known if name not in names]
    print(f"{len(known)} questions: {len(never)} never solved, {len(changed)} reworded since")


def main() -> None:
    """Parse the command."""
    parser = argparse.ArgumentParser(description="Blind solves of the shipped bank.")
    parser.add_argument("what", choices=["make", "compare", "left"])
    parser.add_argument("folder", type=Path, nargs="?", default=Path("blind"))
    parser.add_argument("--size", type=int, default=34)
    parser.add_argument("--every", type=int, default=None, help="draw so many of all questions")
    parser.add_argument("--topics", default="", help="only these topics, with commas between")
    chosen = parser.parse_args()
    match chosen.what:
        case "make":
            make(
                chosen.folder,
                chosen.size,
                chosen.every,
                set(filter(None, chosen.topics.split(","))),
            )
        case "compare":
            compare(chosen.folder)
        case _:
            left()


if __name__ == "__main__":
    main()
