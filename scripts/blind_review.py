"""Blind review: print questions without keys, compare the answers, and record the outcome.

Usage: .venv/bin/python scripts/blind_review.py make FOLDER [--size 34] [--every N] [--topics T,T]
       .venv/bin/python scripts/blind_review.py compare FOLDER
       .venv/bin/python scripts/blind_review.py left

`make` writes every question that nobody has solved in its present wording to batch-N.md, with
shuffled options. With `--every N` it draws N of all questions. A reader writes the answers to
batch-N.answers.json:

    {"Q1": {"answer": ["B"], "sure": 5, "second": "", "realism": 2, "language": 2,
            "distractors": 2, "comment": ""}}

`second` names another answer that the reader could defend. The three scores go from 0 to 2.
`compare` prints the answers that need another look and records all in questionbank/review.csv.
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
    """Return the shipped bank's questions by id, without retired ones."""
    bank = load_bank(BANK).bank
    if bank is None:
        raise SystemExit("The bank has errors. Fix them first:\n  examkit bank check")
    return {name: p.question for name, p in bank.questions.items() if not p.question.retired}


def solved() -> set[tuple[str, str]]:
    """Return the id and digest of each solved wording."""
    return set(recorded())


def recorded() -> dict[tuple[str, str], dict[str, str]]:
    """Return the rows of `review.csv` by id and digest."""
    if not REVIEW.exists():
        return {}
    with REVIEW.open(encoding="utf-8", newline="") as file:
        return {(row["id"], row["digest"]): row for row in csv.DictReader(file)}


def shuffled(question: Question) -> list[int]:
    """Return option numbers in the order that a reader sees."""
    digest = question.digest()
    return sorted(range(len(question.options)), key=lambda n: _hash(f"{digest} {n}"))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def make(folder: Path, size: int, every: int | None, topics: set[str]) -> None:
    """Write the batches, each with at most `size` questions."""
    done = solved()
    pool = [
        question
        for name, question in questions().items()
        if (every or (name, question.digest()) not in done)
        and (not topics or question.topic in topics)
    ]
    pool.sort(key=lambda question: _hash(f"{every} {question.digest()}"))
    chosen = pool[: every or len(pool)]
    folder.mkdir(parents=True, exist_ok=True)
    batches = -(-len(chosen) // size)
    for batch in range(batches):
        parts = [_format_question(n, q) for n, q in enumerate(chosen[batch::batches], 1)]
        (folder / f"batch-{batch + 1}.md").write_text("\n".join(parts), encoding="utf-8")
    print(f"{len(chosen)} questions in {batches} batches")


def _format_question(number: int, question: Question) -> str:
    rows = [
        f"{letter}. {question.options[option].text.strip()}"
        for letter, option in zip(LETTERS, shuffled(question), strict=False)
    ]
    # The digest names the question without its id, which could hint at the key.
    return (
        f"## Q{number} <{question.digest()}>\n\n{question.stem.strip()}\n\n"
        + "\n".join(rows)
        + "\n"
    )


def compare(folder: Path) -> None:
    """Print the answers that need another look, and record all outcomes."""
    by_digest = {question.digest(): question for question in questions().values()}
    rows = []
    for batch in sorted(folder.glob("batch-*.md")):
        answers = batch.with_suffix(".answers.json")
        if answers.exists():
            given = json.loads(answers.read_text(encoding="utf-8"))
            tags = HEAD.findall(batch.read_text(encoding="utf-8"))
            rows += list(_outcomes(tags, given, by_digest))
    record(rows)
    print(f"{sum(row['agreed'] == '1' for row in rows)} of {len(rows)} agreed")


def _outcomes(
    tags: Iterable[tuple[str, str]], given: Answers, known: dict[str, Question]
) -> Iterable[dict[str, str]]:
    for tag, digest in tags:
        answer, question = given.get(tag), known.get(digest)
        if answer is None or question is None:
            continue
        order = shuffled(question)
        key = sorted(LETTERS[order.index(option)] for option in question.keys)
        letters = sorted(map(str, answer.get("answer", [])))
        agreed, second = letters == key, str(answer.get("second") or "")
        scores = {name: str("" if answer.get(name) is None else answer[name]) for name in SCORES}
        if not agreed or second or answer.get("comment") or set(scores.values()) - {"2", ""}:
            rated = "/".join(scores.values())
            comment = answer.get("comment")
            print(f"{question.id}: key {key}, answered {letters}; {rated}; {second} | {comment}")
        yield {
            "id": question.id,
            "digest": digest,
            "agreed": str(int(agreed)),
            "sure": str(answer.get("sure") or ""),
            "second": str(int(bool(second))),
            **scores,
        }


def record(rows: Iterable[dict[str, str]]) -> None:
    """Save the newest outcome of each wording, and drop wordings that no question has anymore."""
    present = {(name, question.digest()) for name, question in questions().items()}
    outcomes = recorded() | {(row["id"], row["digest"]): row for row in rows}
    with REVIEW.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, FIELDS, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(outcomes[key] for key in sorted(outcomes) if key in present)


def count_unsolved() -> None:
    """Print how many questions were never solved, and how many were reworded since."""
    known, done = questions(), solved()
    names = {name for name, _ in done}
    changed = [n for n, q in known.items() if n in names and (n, q.digest()) not in done]
    never = [name for name in known if name not in names]
    print(f"{len(known)} questions: {len(never)} never solved, {len(changed)} reworded since")


def main() -> None:
    """Run the command that was typed."""
    parser = argparse.ArgumentParser(description="Blind solves of the shipped bank.")
    parser.add_argument("what", choices=["make", "compare", "left"])
    parser.add_argument("folder", type=Path, nargs="?", default=Path("blind"))
    parser.add_argument("--size", type=int, default=34)
    parser.add_argument("--every", type=int, default=None, help="draw N of all questions")
    parser.add_argument("--topics", default="", help="only these topics, separated by commas")
    args = parser.parse_args()
    match args.what:
        case "make":
            make(args.folder, args.size, args.every, set(filter(None, args.topics.split(","))))
        case "compare":
            compare(args.folder)
        case _:
            count_unsolved()


if __name__ == "__main__":
    main()
