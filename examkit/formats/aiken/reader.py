"""A reader for Aiken, its dialects, and multiple choice in Respondus' standard format."""

from __future__ import annotations

from examkit.formats.aiken.question import (
    MOST_OPTIONS,
    AikenOption,
    Keys,
    Question,
    leads_to_option,
    look_up,
    parse_answer,
    parse_field,
    parse_head,
    parse_key,
    parse_letters,
    parse_numbered,
    parse_option,
    starts_keys,
    to_draft,
)
from examkit.formats.shared.draft import Draft, ReadResult
from examkit.formats.shared.input_file import InputFile


class Reader:
    """Reads the questions of an Aiken file line by line."""

    def __init__(self, file: InputFile) -> None:
        self._file = file
        self._count = 0
        self._drafts: list[Draft] = []
        self._waiting: list[tuple[int, Question]] = []  # their key can be at the end
        self._now = Question((1, 1))
        self._keys: Keys | None = None
        self._reported: set[str] = set()
        self._running = False  # whether the last line was part of an explanation
        lines = file.text.split("\n")
        self._leads = leads_to_option(lines)
        self._lists_keys = any(starts_keys(line.strip(" \t\f\v")) for line in lines)
        for number, line in enumerate(lines, 1):
            self._take(number, line)

    def result(self) -> ReadResult:
        """Return the complete questions and the findings of the file."""
        self._next((1, 1))
        for ordinal, question in self._waiting:
            self._draft(question, ordinal)
        return ReadResult(tuple(self._drafts), (), tuple(sorted(self._file.findings)))

    def _draft(self, question: Question, ordinal: int) -> None:
        """Convert and store a finished question. `ordinal` is its position in the file, from 1."""
        look_up(question, ordinal, self._keys or {})
        draft = to_draft(question, self._file)
        if draft is not None:
            self._drafts.append(draft)
            if sum(option.correct for option in draft.options) > 1:
                self._dialect(question.key_place, "some questions have several correct options")

    def _take(self, number: int, line: str) -> None:
        text = line.strip(" \t\f\v")
        place = number, len(line) - len(line.lstrip(" \t\f\v")) + 1
        running, self._running = self._running, False
        if not line.strip():
            self._blank()
        elif running and self._carries_on(number, text):
            self._now.explanation.append(text)
            self._running = True
        elif not (
            self._took_keys(place, text)
            or self._took_answer(place, text)
            or self._took_field(place, text)
            or self._took_option(place, text)
        ):
            self._text(place, line, text)

    def _blank(self) -> None:
        question = self._now
        question.gap = bool(question.options or question.key is not None)
        if question.stem and not question.gap:
            question.stem.append("")

    def _carries_on(self, number: int, text: str) -> bool:
        """Return whether a line continues an explanation instead of starting the next question."""
        marked = parse_answer(text) or parse_field(text) or parse_numbered(text) or parse_head(text)
        return not marked and not self._leads[number - 1]

    def _next(self, place: tuple[int, int]) -> Question:
        """Finish the current question, and return a new one at the line and column `place`."""
        if not self._now.empty:
            self._count += 1
            if self._lists_keys:
                self._waiting.append((self._count, self._now))
            else:
                self._draft(self._now, self._count)
        self._now = Question(place)
        return self._now

    def _question_for(self, place: tuple[int, int]) -> Question:
        """Return the question to which a line outside its options belongs.

        That is a new question if the current one already has its key or has ended.
        """
        question = self._now
        if question.key is not None or (question.gap and question.options):
            return self._next(place)
        if question.empty:
            question.place = place
        return question

    def _took_keys(self, place: tuple[int, int], text: str) -> bool:
        if self._keys is None:
            starts = starts_keys(text) and bool(self._count or self._now.options)
            self._keys = {} if starts else None
            return starts
        entry = parse_key(text)
        named = entry and parse_letters(entry[1])
        if entry and named:
            self._keys.setdefault(entry[0], (named, place))
        else:
            message = "This line isn't an answer, so it was skipped."
            hint = "Write the question number and the letter, such as 1. A"
            self._file.add(place, "stray-text", message, hint, severity="warning")
        return True

    def _took_answer(self, place: tuple[int, int], text: str) -> bool:
        answer, question = parse_answer(text), self._now
        if answer is None:
            return False
        named = parse_letters(answer[0])
        plain = text.startswith("ANSWER:")
        if question.key is not None or question.empty:
            if plain and named:
                self._file.add(place, "stray-answer", "This answer has no question before it.")
            return plain and named is not None
        # Before any options, such a line can be code or prose.
        if not plain and (named is None or not question.options):
            return False
        question.key = named or ()
        indent = len(answer[0]) - len(answer[0].lstrip())
        question.key_place = place[0], place[1] + answer[1] + (indent if answer[0].strip() else 0)
        question.gap = False
        if not plain:
            self._dialect(place, 'answer lines don\'t start with "ANSWER:"')
        return True

    def _took_field(self, place: tuple[int, int], text: str) -> bool:
        question, head = self._now, parse_head(text)
        if head and (question.options or question.empty or question.key is not None):
            question = self._now if question.empty else self._next(place)
            question.title = head[1] if head[0] == "T" else question.title
            question.kind = head[1] if head[0] == "TYPE" else question.kind
            return True
        entry = parse_field(text)
        if entry is None or not question.options:
            return False
        self._fill(question, place, *entry)
        self._dialect(place, "some questions have fields other than ANSWER")
        return True

    def _fill(self, question: Question, place: tuple[int, int], name: str, value: str) -> None:
        if name in ("SCORE", "POINTS"):
            message = f"The score of {value} was left out."
            self._file.add(place, "loss", message, severity="info", question=question.label)
        elif name in ("TAGS", "ETIQUETAS"):
            question.tags = tuple(tag.strip() for tag in value.split(",") if tag.strip())
        elif name == "DESCRIPTION":
            question.stem += ["", value]
        else:
            question.explanation.append(value)
            self._running = True

    def _took_option(self, place: tuple[int, int], text: str) -> bool:
        parsed = parse_option(text)
        if parsed is None or not self._may_be_option(parsed):
            return False
        starred, letter, _, _, rest = parsed
        upper, question = letter.upper(), self._now
        if question.key is not None:
            question = self._next(place)
        elif question.options and upper == "A":
            question = self._restart(place)
        expected = chr(ord("A") + len(question.options))
        if upper != expected:
            message = f"Expected option {expected}, but found option {upper}."
            name = question.label
            self._file.add(place, "option-order", message, severity="warning", question=name)
        if question.empty:
            question.place = place
        question.options.append(AikenOption(upper, place, [rest], starred))
        question.gap = False
        if letter.islower():
            self._dialect(place, "option letters are lowercase")
        if starred:
            self._dialect(place, "correct options are marked with an asterisk")
        return True

    def _may_be_option(self, parsed: tuple[bool, str, str, bool, str]) -> bool:
        """Return whether what `parse_option` found is really an option, not prose like `e.g.`."""
        (starred, letter, mark, spaced, rest), question = parsed, self._now
        if letter.islower() and rest and not spaced:
            return False
        if letter.upper() == "A":
            return True
        if question.key is not None or len(question.options) == MOST_OPTIONS:
            return False
        if not question.options:
            return starred or (mark == ")" and spaced)
        return spaced or letter.upper() == chr(ord("A") + len(question.options))

    def _restart(self, place: tuple[int, int]) -> Question:
        """Start a new question. Its stem is the lines wrongly added to the last option."""
        last = self._now.options[-1]
        stem, last.parts = last.parts[1:], last.parts[:1]
        question = self._next((place[0] - len(stem), place[1]))
        question.stem = stem
        return question

    def _text(self, place: tuple[int, int], line: str, text: str) -> None:
        numbered = parse_numbered(text)
        if numbered and numbered[0] == self._now.number + 1 and self._now.options:
            self._now.gap = True
        question = self._now
        if question.options and not question.gap and question.key is None:
            self._add(question, line, text)
            return
        question = self._question_for(place)
        if numbered and not question.stem:
            question.number, line = numbered
            self._dialect(place, "questions are numbered")
        if line or question.stem:
            self._add(question, line, text)

    def _add(self, question: Question, line: str, text: str) -> None:
        """Add a line to the stem or last option, or to feedback if it starts with `~` or `@`."""
        option = question.options[-1] if question.options else None
        if question.number and text[0] in "~@":
            lines = option.rationale if option and text[0] == "~" else question.explanation
            lines.append(text[1:].strip(" \t"))
        elif option:
            option.parts.append(text)
        else:
            question.stem.append(line)

    def _dialect(self, place: tuple[int, int], message: str) -> None:
        """Report a way in which the file isn't plain Aiken. Each is reported once."""
        if message not in self._reported:
            self._reported.add(message)
            self._file.add(place, "dialect", f"Not plain Aiken: {message}.", severity="info")
