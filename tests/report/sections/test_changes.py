"""What the report says about changed answers."""

from __future__ import annotations

from examkit.analytics.answer_changes import Change
from examkit.report.blocks import Items, Paragraph
from examkit.report.sections.changes import ChangesSection


def texts(section: ChangesSection) -> list[str]:
    written: list[str] = []
    for block in section.details():
        match block:
            case Paragraph(text):
                written.append(text)
            case Items(items):
                written += items
    return written


def test_changes_are_counted_once_with_their_questions() -> None:
    changes = (
        Change(3, "wrong to wrong"),
        Change(4, "wrong to wrong"),
        Change(8, "wrong to right"),
    )
    assert texts(ChangesSection(changes)) == [
        "You changed 3 answers.",
        "1 went from incorrect to correct: question 9.",
        "2 stayed incorrect: questions 4, 5.",
    ]


def test_from_ten_changes_on_they_are_judged() -> None:
    changes = tuple(Change(slot, "wrong to right") for slot in range(10))
    assert texts(ChangesSection(changes))[0] == "You changed 10 answers. Overall, that helped."


def test_without_changes_nothing_is_said() -> None:
    assert texts(ChangesSection(())) == []
