"""Rules about the stem of one question."""

from __future__ import annotations

import re
from collections.abc import Iterator

from examkit.bank.lint.rule import Flaw, Item, Rules
from examkit.bank.lint.tokens import words

RULES = Rules()
STEM = ("stem",)
MAX_WORDS = 120
MAX_GRADE = 14.0


@RULES.add("quiet-negative", "warning")
def unstressed_negative(item: Item) -> Iterator[Flaw]:
    """The question is negative and does not stress it.

    Example: "Which of these is not a key?".
    """
    if re.search(r"\b(?:not|except|least)\b(?! effort| privilege)", _asking(item)):
        hint = "Write NOT in capitals, or ask for what is right."
        yield Flaw(STEM, "A negative is easily overlooked.", hint)


def _asking(item: Item) -> str:
    # "the least work" and "must not" in a scenario are constraints, not negative questions.
    found = re.search(r"\bwhich (?:of|\w+ (?:is|are|does|do)).*", item.lead_in, re.I)
    return re.sub(r"\bleast\b(?= \w+)", "", found[0]) if found else ""


@RULES.add("double-negative", "warning")
def double_negative(item: Item) -> Iterator[Flaw]:
    """A negative question has negative options.

    Example: "Which is NOT ...?" with "It does not ...".
    """
    if re.search(r"\b(?:NOT|EXCEPT)\b", item.lead_in):
        for i, text in enumerate(item.texts):
            if re.search(r"\b(?:not|never|no)\b", text):
                yield Flaw(("options", i, "text"), "Two negatives.", "Turn one of them round.")


@RULES.add("no-question", "warning")
def no_question(item: Item) -> Iterator[Flaw]:
    """The stem neither asks nor ends in a colon.

    Example: "The team uses a queue.".
    """
    if not re.search(r"[?:]$", item.lead_in) and not re.search(
        r"\b(?:which|what|how|why|where|who)\b", item.lead_in, re.I
    ):
        yield Flaw(STEM, "The last sentence is no question.", "End with a question or a colon.")


@RULES.add("unfocused-stem", "warning")
def unfocused_stem(item: Item) -> Iterator[Flaw]:
    """The stem says nearly nothing.

    Example: "Which is true?".
    """
    if len(words(item.stem)) < 5:
        yield Flaw(STEM, "The options have to tell what is asked.", "Ask a question of its own.")


@RULES.add("long-stem", "info")
def long_stem(item: Item) -> Iterator[Flaw]:
    """The stem has more than 120 words."""
    number = len(words(item.stem))
    if number > MAX_WORDS:
        yield Flaw(STEM, f"The stem has {number} words.", "Leave out what nobody needs.")


@RULES.add("hard-to-read", "info")
def hard_to_read(item: Item) -> Iterator[Flaw]:
    """Long words in long sentences: the Flesch-Kincaid grade is above 14."""
    grade = reading_grade(item.stem)
    if grade > MAX_GRADE:
        yield Flaw(STEM, f"Its reading grade is {grade:.0f}.", "Use shorter sentences.")


def reading_grade(text: str) -> float:
    """Flesch-Kincaid grade: 0.39 words a sentence + 11.8 syllables a word - 15.59."""
    found = re.findall(r"[A-Za-z]+", text)
    sentences = max(1, len(re.findall(r"[.?!:](?:\s|$)", text)))
    if not found:
        return 0.0
    syllables = sum(max(1, len(re.findall(r"[aeiouy]+", word.lower()))) for word in found)
    return 0.39 * len(found) / sentences + 11.8 * syllables / len(found) - 15.59
