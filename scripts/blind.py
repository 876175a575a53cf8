"""Blind solves: print questions without their keys, compare answers, remember what was solved.

Usage: .venv/bin/python scripts/blind.py make FOLDER [--size 34] [--every N]
       .venv/bin/python scripts/blind.py compare FOLDER
       .venv/bin/python scripts/blind.py left

`make` writes batch-N.md with stems and options in an order of its own: of all questions whose
wording was not solved yet, or with `--every` of N questions drawn anew. A reader answers in
batch-N.answers.json: {"Q1": {"answer": ["B"], "sure": 5, "second": "", "comment": ""}}; `second`
names another answer that could be defended. `compare` prints what has to be looked at and writes
the outcome to questionbank/review.csv. `left` counts what was not solved in its present wording.
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

from examkit.bank.load import load
from examkit.bank.model import Question

ROOT = Path(__file__).parents[1]
BANK = ROOT / "questionbank" / "aws-developer-associate"
REVIEW = ROOT / "questionbank" / "review.csv"
FIELDS = ["id", "digest", "agreed", "sure", "second"]
LETTERS = "ABCDEF"
HEAD = re.compile(r"^## (Q\d+) <(\w+)>", re.MULTILINE)
Answers = dict[str, dict[str, Any]]


def questions() -> dict[str, Question]:
    """Give the questions of the shipped bank that are asked."""
    bank = load(BANK).bank
    if bank is None:
        raise SystemExit("Mend the bank first: examkit bank check")
    return {name: p.question for name, p in bank.questions.items() if not p.question.retired}


def solved() -> set[tuple[str, str]]:
    """Give id and digest of what was solved."""
    if not REVIEW.exists():
        return set()
    with REVIEW.open(encoding="utf-8", newline="") as file:
        return {(row["id"], row["digest"]) for row in csv.DictReader(file)}


def shuffled(question: Question) -> list[int]:
    """Give the order in which a reader sees the options."""
    digest = question.digest()
    return sorted(range(len(question.options)), key=lambda n: _hash(f"{digest} {n}"))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def make(folder: Path, size: int, every: int | None) -> None:
    """Write the batches."""
    known, done = questions(), solved()
    left = [q for name, q in known.items() if every or (name, q.digest()) not in done]
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
        if not agreed or second or answer.get("comment"):
            print(f"{question.id}: key {key}, answered {told}; {second} | {answer.get('comment')}")
        yield {
            "id": question.id,
            "digest": digest,
            "agreed": str(int(agreed)),
            "sure": str(answer.get("sure") or ""),
            "second": str(int(bool(second))),
        }


def remember(rows: Iterable[dict[str, str]]) -> None:
    """Add outcomes to the list, the newest of a wording last."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    if REVIEW.exists():
        with REVIEW.open(encoding="utf-8", newline="") as file:
            found = {(row["id"], row["digest"]): row for row in csv.DictReader(file)}
    found |= {(row["id"], row["digest"]): row for row in rows}
    with REVIEW.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, FIELDS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(found[key] for key in sorted(found))


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
    chosen = parser.parse_args()
    match chosen.what:
        case "make":
            make(chosen.folder, chosen.size, chosen.every)
        case "compare":
            compare(chosen.folder)
        case _:
            left()


if __name__ == "__main__":
    main()
