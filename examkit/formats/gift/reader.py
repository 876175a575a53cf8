"""A reader for GIFT that works like Moodle's, but warns where Moodle is silent."""

from __future__ import annotations

import re

from examkit.formats.gift.choices import Part
from examkit.formats.gift.question import (
    EDGES,
    GAP,
    Block,
    GiftQuestion,
    restore_escapes,
    split_blocks,
)
from examkit.formats.gift.types import read_answers
from examkit.formats.shared.draft import Draft, Group, ReadResult
from examkit.formats.shared.faults import find_faults
from examkit.formats.shared.input_file import InputFile
from examkit.formats.shared.text_conventions import parse_category, split_references, tagged

CATEGORY = "$CATEGORY:"
_FEEDBACK = "####"
_WHOLE = "Remove empty lines inside the question, and write \\{ and \\} for braces in text."


class Reader:
    """Reads the questions of a GIFT file block by block."""

    def __init__(self, file: InputFile) -> None:
        self._file = file
        self._category = ""
        self._questions: list[Draft] = []
        self._groups: dict[str, Group] = {}
        for block in split_blocks(file.text):
            self._take(block)

    def result(self) -> ReadResult:
        """Return the questions, groups, and findings of the file."""
        findings = tuple(sorted(self._file.findings))
        return ReadResult(tuple(self._questions), tuple(self._groups.values()), findings)

    def _take(self, block: Block) -> None:
        """Read a block: a category, a question, a text, or only comments."""
        if block.address:
            message = "This line starts with //, so it was read as a comment."
            self._file.add(block.address, "comment-address", message, severity="warning")
        start = self._categorise(block)
        if block.text[start:].strip(EDGES):
            self._question(GiftQuestion(self._file, block), start)
        elif block.noted and not start:
            message = "This comment has an ID or a tag, but no question follows it."
            hint = "Remove the empty line before the question."
            self._file.add(block.noted, "stray-comment", message, hint, severity="warning")

    def _categorise(self, block: Block) -> int:
        """Read a category, if there is one. Return the offset of the rest of the block."""
        if not block.text.startswith(CATEGORY):
            return 0
        line, _, rest = block.text.partition("\n")
        self._category = parse_category(restore_escapes(line.removeprefix(CATEGORY)).strip())
        if rest:
            message = (
                "The category has no empty line after it, "
                "so Moodle reads the next lines as part of its name."
            )
            self._file.add(block.place(len(line) + 1), "category", message, severity="warning")
        return min(len(line) + 1, len(block.text))

    def _question(self, asked: GiftQuestion, start: int) -> None:
        text, start = asked.block.text, asked.begin(start)
        opening, closing = text.find("{", start), text.find("}", start)
        if opening < 0 and closing < 0:
            self._description(asked, start)
        elif closing < 0:
            asked.error(opening, "brace", "A { has no }.", _WHOLE)
        elif opening < 0 or closing < opening:
            asked.error(closing, "brace", "A } has no {.", _WHOLE)
        else:
            self._braced(asked, start, opening, closing)

    def _description(self, asked: GiftQuestion, start: int) -> None:
        """Use a text without answers as a group's stem, if a tag names the group.

        Otherwise, report the text as skipped.
        """
        group = tagged(Draft(stem=""), asked.block.tags, ("group",)).group
        if group:
            stem = asked.text(asked.block.text[start:], start)
            self._groups.setdefault(group, Group(group, stem))
        else:
            hint = (
                "To make this text the shared stem of a group, "
                "add // [tag:group:name] to it and to the group's questions."
            )
            asked.skip(start, "Text without answers was skipped.", hint)

    def _braced(self, asked: GiftQuestion, start: int, opening: int, closing: int) -> None:
        """Read a question with answers in braces, from the offsets of its stem and the braces."""
        text = asked.block.text
        head, tail = text[start:opening], text[closing + 1 :]
        if tail.strip(EDGES):
            _check_tail(asked, closing + 1)
            head += GAP + tail
        asked.adopt(head)
        answers, mark, feedback = _halves(text[opening + 1 : closing])
        fields = read_answers(asked, Part(answers, opening + 1))
        if fields is None:
            return
        general = asked.text(feedback, opening + 1 + len(answers) + len(mark))
        both = (fields.pop("explanation", ""), general)
        explanation, references = split_references("\n\n".join(filter(None, both)))
        draft = Draft(
            stem=asked.text(head, start),
            id=asked.block.id,
            title=asked.title,
            domain=self._category,
            explanation=explanation,
            references=references,
            line=asked.block.place(0)[0],
            **fields,
        )
        _check(asked, draft, start, opening)
        if not asked.failed:
            self._questions.append(tagged(draft, asked.block.tags))


def _halves(inside: str) -> tuple[str, str, str]:
    """Split the text in braces at its last `####` into answers, mark, and general feedback.

    Without a mark, all of the text is answers, and the other two are empty.
    """
    answers, mark, feedback = inside.rpartition(_FEEDBACK)
    return (answers, mark, feedback) if mark else (inside, "", "")


def _check_tail(asked: GiftQuestion, at: int) -> None:
    """Warn if GIFT's marks follow the answers: an earlier brace was probably meant as text."""
    if match := re.search(r"[~={}]", asked.block.text[at:]):
        message = (
            f"The answers are followed by {match[0]}, so an earlier brace may be part of the text."
        )
        asked.warn(at + match.start(), "brace", message, "Write \\{ and \\} for braces in text.")


def _check(asked: GiftQuestion, draft: Draft, start: int, opening: int) -> None:
    """Report the faults of a draft at the offset of its stem, an option, or the opening brace."""
    texts = [option.text for option in draft.options]
    for fault in find_faults(draft):
        at = start if fault.code == "empty-stem" else opening
        if fault.code == "empty-option":
            at = asked.options[texts.index("")]
        elif fault.code == "duplicate-option":
            at = asked.options[next(i for i, text in enumerate(texts) if text in texts[:i])]
        # The reader has used this code for a missing number since its first version.
        code = "no-key" if fault.code == "no-number" else fault.code
        asked.error(at, code, fault.message)
