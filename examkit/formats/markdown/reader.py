"""Read Markdown quizzes of others: boxes to tick, or letters with an answer that unfolds."""

from __future__ import annotations

import re

from examkit.formats.markdown.lines import Line, lines_of
from examkit.formats.markdown.question_builder import MarkdownQuestion
from examkit.formats.shared.draft import (
    Draft,
    ReadResult,
    normalize,
    trimmed,
)
from examkit.formats.shared.faults import report_faults
from examkit.formats.shared.input_file import InputFile
from examkit.question_types.choice import Option

_GAP = re.compile(r"\[\[[^\[\]\n]{1,200}\]\]")
_IMAGE = re.compile(r"!\[([^\]\n]{0,200})\]\(([^()\s]{1,500})[^()\n]{0,200}\)")
_NUMBER = re.compile(r"\A(?:Q(?:uestion)?\s?)?\d{1,4}[.):]\s+", re.I)


class Reader:
    """Takes a file line by line."""

    def __init__(self, file: InputFile) -> None:
        self._file = file
        self._questions: list[Draft] = []
        self._sections: dict[int, str] = {}
        self._asked: MarkdownQuestion | None = None
        for line in lines_of(file.text):
            self._take(line)
        self._close()

    def result(self) -> ReadResult:
        """Return what was read."""
        if not self._questions and not self._file.findings:
            said = "There are no questions with boxes or with answers that unfold."
            self._file.add((1, 1), "no-questions", said, "Tick the right option: - [x] text.")
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
        """Return whether a number begins a question: at the edge, behind one that is complete."""
        asked = self._asked
        return asked is None or (not asked.quoted and not asked.unfolding and asked.numbered)

    def _close(self) -> None:
        """End the question that came in, which may be a section of the file."""
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
        """Take a heading without options as the name of what follows."""
        stem = trimmed("\n".join(asked.stem))
        if asked.level:
            self._sections = {n: t for n, t in self._sections.items() if n < asked.level}
            self._sections[asked.level] = stem.partition("\n")[0]
        if (asked.quoted and stem) or stem.endswith("?"):
            kind = "A question with gaps" if _GAP.search(stem) else "A question without options"
            place = asked.line.number, 1
            self._file.skip(place, f"{kind} is skipped.", question=asked.label)

    def _draft(self, asked: MarkdownQuestion) -> Draft:
        stem = _NUMBER.sub("", trimmed("\n".join(asked.stem)))
        options = tuple(
            Option(
                self._text(asked, trimmed("\n".join(option.lines))),
                option.right(asked.letters),
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
        """Keep what an image is called; no bank of ours holds images."""
        for _, address in _IMAGE.findall(text):
            self._lose(asked, f"Left out: image {address.rsplit('/', 1)[-1][-60:]}.")
        return _IMAGE.sub(lambda found: f"\\[{found[1]}]" if found[1] else "", text)

    def _lose(self, asked: MarkdownQuestion, said: str) -> None:
        place = asked.line.number, 1
        self._file.add(place, "loss", said, severity="info", question=asked.label)
