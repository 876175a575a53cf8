"""Aiken: plain text with a line each for the stem, each option (`A) text`), and the key.

It can only store questions with one correct option.
"""

from __future__ import annotations

import re
from dataclasses import replace
from string import ascii_uppercase

from examkit.formats.aiken.question import MOST_OPTIONS, guarded
from examkit.formats.aiken.reader import Reader
from examkit.formats.registry import Format
from examkit.formats.shared.draft import (
    Draft,
    Loss,
    QuestionSet,
    ReadResult,
    RoundTrip,
    all_but,
    clear_fields,
    losses_for,
    normalize,
    reject,
    trimmed,
)
from examkit.formats.shared.input_file import InputFile

_HEAD = 8192
_NO_PLACE = all_but("options")
_FOREIGN = re.compile(r"\A\s*[<{\[]|\APK|^- \[[ xX]\]|^::|^Quiz title:|\x00", re.M)
_OPTIONS = re.compile(r"^[ \t]*\*?[A-Za-z][.)][ \t]*\S", re.M)
_PLAIN = re.compile(r"^ANSWER:[ \t]*[A-Z][ \t]*$", re.M)
_LOOSE = re.compile(
    r"^[^\w(\n]{0,6}(?:the )?(?:correct |right )?answers?(?: is| are)?[ \t]*:[ \t*]*\(?[A-Z]\b",
    re.M | re.I,
)
_STARRED = re.compile(r"^\*[A-Za-z][.)][ \t]", re.M)
_NUMBERED = re.compile(r"^\d+[.)][ \t]", re.M)


def detect(file: InputFile) -> float:
    """Return the confidence, from 0 to 1, that a file is Aiken, judged by its answer lines."""
    head = file.data[:_HEAD].decode("utf-8-sig", "ignore")
    head = head.replace("\r\n", "\n").replace("\r", "\n")
    if _FOREIGN.search(head) or not _OPTIONS.search(head):
        return 0.0
    if _PLAIN.search(head):
        return 0.9
    if _LOOSE.search(head):
        return 0.7
    return 0.55 if _STARRED.search(head) and _NUMBERED.search(head) else 0.0


def read(file: InputFile) -> ReadResult:
    """Read the questions of a file in plain Aiken or one of its dialects."""
    return Reader(file).result()


def round_trip(draft: Draft) -> RoundTrip:
    """Return the question as Aiken stores it: only stem and options, each on one line.

    Everything else is a loss. A question that Aiken would misread is rejected.
    """
    whole = normalize(draft)
    if len(whole.options) > MOST_OPTIONS:
        return reject(f"Aiken allows at most {MOST_OPTIONS} options.")
    plain = clear_fields(whole, _NO_PLACE)
    options = tuple(replace(option, text=_one_line(option.text)) for option in plain.options)
    flat = replace(plain, stem=guarded(_one_line(plain.stem)), options=options)
    back = Reader(InputFile("", write(QuestionSet("", (flat,))))).result()
    if back.questions != (flat,):
        return reject("Aiken would misread the question's text.")
    return RoundTrip(flat, _losses(whole, flat))


def write(paper: QuestionSet) -> bytes:
    """Return questions as plain Aiken, which every Aiken reader accepts."""
    blocks = "\n".join(map(_written, paper.questions))
    return blocks.encode("utf-8", "replace")


def _written(draft: Draft) -> str:
    lettered = list(zip(ascii_uppercase, draft.options, strict=False))
    options = "".join(f"{letter}) {option.text}\n" for letter, option in lettered)
    key = next((letter for letter, option in lettered if option.correct), "")
    return f"{draft.stem}\n{options}ANSWER: {key}\n"


def _one_line(text: str) -> str:
    parts = map(trimmed, text.split("\n"))
    return " ".join(part for part in parts if part)


def _losses(whole: Draft, flat: Draft) -> tuple[Loss, ...]:
    losses = list(losses_for(whole, _NO_PLACE, "Aiken can't store this field."))
    if "\n" in whole.stem:
        losses.append(Loss("stem", "The stem's lines were joined into one."))
    elif whole.stem != flat.stem:
        why = "A backslash was added to the stem so that Aiken doesn't misread it."
        losses.append(Loss("stem", why))
    if any("\n" in option.text for option in whole.options):
        losses.append(Loss("options", "Each option's lines were joined into one."))
    return tuple(losses)


FORMAT = Format(
    name="aiken",
    title="Aiken (plain text)",
    suffix=".txt",
    detect=detect,
    read=read,
    types=("single",),
    round_trip=round_trip,
    write=write,
)
