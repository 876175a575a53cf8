"""Rules about the stem of a question, its rationales, and its references."""

from __future__ import annotations

import re
from collections.abc import Iterator

from examkit.bank.lint.rule import Flaw, Item, Rules, words

RULES = Rules()
STEM = ("stem",)
MIN_WORDS = 5
MAX_WORDS = 120
MAX_GRADE = 14.0


@RULES.add("quiet-negative", "warning")
def unstressed_negative(item: Item) -> Iterator[Flaw]:
    """The question has a negative word that isn't emphasized.

    Example: "Which of these is not a key?".
    """
    if re.search(r"\b(?:not|except|least)\b(?! effort| privilege)", _asking(item)):
        hint = "Write NOT in capitals, or ask what is correct."
        yield Flaw(STEM, "The negative word is easy to miss.", hint)


def _asking(item: Item) -> str:
    # In a scenario, "the least work" and "must not" are constraints, not negative questions.
    asking = re.search(r"\bwhich (?:of|\w+ (?:is|are|does|do)).*", item.lead_in, re.I)
    return re.sub(r"\bleast\b(?= \w+)", "", asking[0]) if asking else ""


@RULES.add("double-negative", "warning")
def double_negative(item: Item) -> Iterator[Flaw]:
    """A negative question has negative options.

    Example: "Which is NOT ...?" with "It does not ...".
    """
    if re.search(r"\b(?:NOT|EXCEPT)\b", item.lead_in):
        for i, text in enumerate(item.texts):
            if re.search(r"\b(?:not|never|no)\b", text):
                message = "The question and this option are both negative."
                yield Flaw(("options", i, "text"), message, "Reword one of them without NOT.")


@RULES.add("no-question", "warning")
def no_question(item: Item) -> Iterator[Flaw]:
    """The stem neither asks a question nor ends with a colon.

    Example: "The team uses a queue.".
    """
    if not re.search(r"[?:]$", item.lead_in) and not re.search(
        r"\b(?:which|what|how|why|where|who)\b", item.lead_in, re.I
    ):
        yield Flaw(
            STEM, "The last sentence doesn't ask anything.", "End with a question or a colon."
        )


@RULES.add("unfocused-stem", "warning")
def unfocused_stem(item: Item) -> Iterator[Flaw]:
    """The stem has fewer than five words.

    Example: "Which is true?".
    """
    if len(words(item.stem)) < MIN_WORDS:
        message = "You can't tell what is being asked without reading the options."
        yield Flaw(STEM, message, "Ask a question that makes sense on its own.")


@RULES.add("long-stem", "info")
def long_stem(item: Item) -> Iterator[Flaw]:
    """The stem has more than 120 words."""
    number = len(words(item.stem))
    if number > MAX_WORDS:
        hint = "Cut what isn't needed to answer the question."
        yield Flaw(STEM, f"The stem has {number} words.", hint)


@RULES.add("hard-to-read", "info")
def hard_to_read(item: Item) -> Iterator[Flaw]:
    """The stem has long words in long sentences: its Flesch-Kincaid grade is above 14."""
    grade = reading_grade(item.stem)
    if grade > MAX_GRADE:
        message = f"The stem is hard to read: Flesch-Kincaid grade {grade:.0f}."
        yield Flaw(STEM, message, "Use shorter sentences.")


def reading_grade(text: str) -> float:
    """Return the Flesch-Kincaid grade of a text; 0 if it has no words.

    0.39 * words per sentence + 11.8 * syllables per word - 15.59 (Kincaid et al., 1975).
    """
    tokens = re.findall(r"[A-Za-z]+", text)
    sentences = max(1, len(re.findall(r"[.?!:](?:\s|$)", text)))
    if not tokens:
        return 0.0
    syllables = sum(max(1, len(re.findall(r"[aeiouy]+", word.lower()))) for word in tokens)
    return 0.39 * len(tokens) / sentences + 11.8 * syllables / len(tokens) - 15.59


MIN_RATIONALE_WORDS = 3


@RULES.add("letter-in-rationale", "error")
def letter_in_rationale(item: Item) -> Iterator[Flaw]:
    """A rationale refers to an option by letter.

    Example: "Unlike option B, ...".
    """
    for i, option in enumerate(item.question.options):
        if re.search(r"\b[Oo]ption [A-F]\b|\([A-F]\)", option.rationale):
            message = "Options are shuffled, so their letters change."
            yield Flaw(("options", i, "rationale"), message, "Refer to the option by its text.")


@RULES.add("thin-rationale", "warning")
def thin_rationale(item: Item) -> Iterator[Flaw]:
    """A rationale has fewer than three words.

    Example: "Wrong.".
    """
    for i, option in enumerate(item.question.options):
        if len(words(option.rationale)) < MIN_RATIONALE_WORDS:
            message = "The rationale doesn't explain anything."
            yield Flaw(
                ("options", i, "rationale"), message, "Say why the option is correct or incorrect."
            )


@RULES.add("no-reference", "warning")
def no_reference(item: Item) -> Iterator[Flaw]:
    """The question has no references."""
    if not item.question.references:
        hint = "In references, add a page that supports the key."
        yield Flaw((), "The question has no references.", hint)
