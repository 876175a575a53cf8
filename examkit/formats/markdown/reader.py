"""A reader for Markdown quizzes from other programs."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from examkit.formats.markdown.lines import Line, split_lines
from examkit.formats.shared.draft import Draft, ReadResult, normalize, trimmed
from examkit.formats.shared.faults import report_faults
from examkit.formats.shared.input_file import InputFile
from examkit.question_types.choice import Option

_KEY = re.compile(
    r"(?:#{1,6} )?\b(?:correct )?(?:answers?|solution)\b\s{0,4}(?:is|are)?\s{0,4}:?[\s*]{0,9}"
    r"((?-i:[A-H])\b(?:\s{0,4}(?:,|and|&|/)?\s{0,4}(?-i:[A-H])\b)*)",
    re.I,
)
_SUMMARY = re.compile(r"<summary\b[^>]{0,200}>.{0,300}?</summary>|</?summary>", re.I | re.S)
_HEAD = re.compile(r"\A(?:#{1,6} |\*\*)?Explanation\b[:*]{0,3}\s*", re.I)
_TAGS = re.compile(r"</?(?:details|p|b|strong|br)\b[^>\n]{0,100}>", re.I)


@dataclass(slots=True)
class MarkdownOption:
    """An option whose lines are still being read."""

    place: tuple[int, int]
    mark: str
    """The option's letter, or the content of its box."""
    box: bool
    lines: list[str]
    quoted: list[str] = field(default_factory=list)

    def is_correct(self, letters: set[str]) -> bool:
        """Return whether the option's box is checked, or else its letter is in `letters`."""
        return bool(self.mark.strip()) if self.box else self.mark.upper() in letters


@dataclass(slots=True)
class MarkdownQuestion:
    """A question, or a heading that turns out not to be one."""

    line: Line
    level: int
    """The level of the question's heading, 0 if there is no heading."""
    stem: list[str]
    quoted: bool = False
    """Whether the question is in a `quiz` element, so that headings belong to it."""
    options: list[MarkdownOption] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    unfolding: bool = False

    @property
    def label(self) -> str:
        """The question's name in findings."""
        return next((line.strip() for line in self.stem if line.strip()), "")[:60]

    @property
    def numbered(self) -> bool:
        """Whether enough was read for the next unindented numbered line to start a question."""
        return bool(self.options) or (self.level > 0 and not any(map(str.strip, self.stem[1:])))

    @property
    def letters(self) -> set[str]:
        """The letters that the answer names, in uppercase."""
        match = _KEY.search(_SUMMARY.sub("Answer: ", self._answer_text()))
        return set(re.findall(r"[A-H]", match[1])) if match else set()

    def place(self, part: str) -> tuple[int, int]:
        """Return the line and column of `part`, a field of the draft.

        For `options` and `answer`, this is where the first option starts, and for any other field,
        or if there are no options, where the question starts.
        """
        inside = self.options and part in ("options", "answer")
        return self.options[0].place if inside else (self.line.number, 1)

    def take(self, line: Line) -> None:
        """Add a line to the stem, the options, or the answer."""
        if line.what == "open" or (line.what == "close" and self.unfolding):
            self.unfolding = line.what == "open" and "</details>" not in line.text.lower()
            self.after.append(line.whole)
        elif self.unfolding or self.after:
            self.after.append(line.whole)
        elif line.what in ("box", "letter") and self._fits(line):
            box = line.what == "box"
            self.options.append(
                MarkdownOption((line.number, line.column), line.mark, box, [line.text])
            )
        elif self.options:
            self._below(line)
        else:
            self.stem.append(line.whole)

    def _fits(self, line: Line) -> bool:
        """Return whether an option is marked like those before it, with a box or with a letter."""
        return not self.options or self.options[0].box == (line.what == "box")

    def _below(self, line: Line) -> None:
        """Add a line below an option, to that option or to the text with the answer."""
        option = self.options[-1]
        text = line.whole.strip()
        if line.blank or line.indented:
            if text.startswith(">"):
                option.quoted.append(text[1:].removeprefix(" "))
            else:
                option.lines.append(line.whole[2:] if line.indented else "")
        elif option.lines[-1].strip() and not text.startswith(("*", "[", "<", "Answer")):
            option.lines.append(line.whole)
        else:
            self.after.append(line.whole)

    def explanation(self) -> str:
        """Return the text after the options, without the part that only names the answer."""
        text = _SUMMARY.sub("", self._answer_text())
        if not self.options[0].box:
            text = _KEY.sub("", text, count=1)
        text = _HEAD.sub("", html.unescape(text).strip())
        return "" if not re.search(r"\w", text) else trimmed(text)

    def _answer_text(self) -> str:
        return _TAGS.sub("", "\n".join(self.after))


_GAP = re.compile(r"\[\[[^\[\]\n]{1,200}\]\]")
_IMAGE = re.compile(r"!\[([^\]\n]{0,200})\]\(([^()\s]{1,500})[^()\n]{0,200}\)")
_NUMBER = re.compile(r"\A(?:Q(?:uestion)?\s?)?\d{1,4}[.):]\s+", re.I)


class Reader:
    """Reads the questions of a Markdown file line by line."""

    def __init__(self, file: InputFile) -> None:
        self._file = file
        self._questions: list[Draft] = []
        self._sections: dict[int, str] = {}
        self._asked: MarkdownQuestion | None = None
        for line in split_lines(file.text):
            self._take(line)
        self._close()

    def result(self) -> ReadResult:
        """Return the questions and findings of the file."""
        if not self._questions and not self._file.findings:
            message = "The file has no questions with checkboxes or hidden answers."
            hint = "Mark the correct option with an x, as in - [x] text."
            self._file.add((1, 1), "no-questions", message, hint)
        return ReadResult(tuple(self._questions), (), tuple(sorted(self._file.findings)))

    def _take(self, line: Line) -> None:
        asked = self._asked
        if line.what == "heading" and not (asked and (asked.quoted or asked.unfolding)):
            self._close()
            self._asked = MarkdownQuestion(line, len(line.mark), [line.text])
        elif line.what == "quiz":
            self._close()
            self._asked = MarkdownQuestion(line, 0, [], quoted=True)
        elif line.what == "end":
            self._close()
        elif line.what == "numbered" and self._begins():
            self._close()
            self._asked = MarkdownQuestion(line, 0, [line.text])
        elif asked is not None:
            asked.take(line)

    def _begins(self) -> bool:
        """Return whether a number starts a question: none is being read, or it is complete."""
        asked = self._asked
        return asked is None or (not asked.quoted and not asked.unfolding and asked.numbered)

    def _close(self) -> None:
        """Finish the current question. Without options, its heading becomes a section."""
        asked, self._asked = self._asked, None
        if asked is None:
            return
        if not asked.options:
            self._section(asked)
            return
        draft = self._draft(asked)
        if not report_faults(self._file, draft, asked.place):
            self._questions.append(draft)

    def _section(self, asked: MarkdownQuestion) -> None:
        """Use a heading without options as the section of the questions below it.

        Report it as skipped if it looks like a question.
        """
        stem = trimmed("\n".join(asked.stem))
        if asked.level:
            self._sections = {n: t for n, t in self._sections.items() if n < asked.level}
            self._sections[asked.level] = stem.partition("\n")[0]
        if (asked.quoted and stem) or stem.endswith("?"):
            kind = "A question with blanks" if _GAP.search(stem) else "A question without options"
            place = asked.line.number, 1
            self._file.skip(place, f"{kind} was skipped.", question=asked.label)

    def _draft(self, asked: MarkdownQuestion) -> Draft:
        stem = _NUMBER.sub("", trimmed("\n".join(asked.stem)))
        options = tuple(
            Option(
                self._text(asked, trimmed("\n".join(option.lines))),
                option.is_correct(asked.letters),
                trimmed("\n".join(option.quoted)),
            )
            for option in asked.options
        )
        level = asked.level or 7
        domains = [name for at, name in sorted(self._sections.items()) if 1 < at < level]
        draft = Draft(
            stem=self._text(asked, stem),
            options=options,
            domain=domains[-1] if domains else "",
            explanation=self._text(asked, asked.explanation()),
            line=asked.line.number,
        )
        return normalize(draft)

    def _text(self, asked: MarkdownQuestion, text: str) -> str:
        """Replace each image with its alt text, and report it. Banks can't contain images."""
        for _, address in _IMAGE.findall(text):
            self._lose(asked, f"Left out: image {address.rsplit('/', 1)[-1][-60:]}.")
        return _IMAGE.sub(lambda image: f"\\[{image[1]}]" if image[1] else "", text)

    def _lose(self, asked: MarkdownQuestion, message: str) -> None:
        place = asked.line.number, 1
        self._file.add(place, "loss", message, severity="info", question=asked.label)
