"""What the key bar offers on each kind of question."""

from __future__ import annotations

import pytest

from examkit.question_types.fields import TypeName
from examkit.question_types.registry import TYPES
from examkit.tui.keymap import attempt_keys


@pytest.mark.parametrize(
    ("kind", "letters", "key", "label"),
    [
        ("single", 4, "a-d", "choose"),
        ("multiple", 5, "a-e", "choose"),
        ("ordering", 3, "a-c", "put in order"),
        ("matching", 2, "a-b", "match"),
        ("single", 1, "a", "choose"),
        ("numeric", 1, "space", "type answer"),
        ("short-text", 1, "space", "type answer"),
    ],
)
@pytest.mark.parametrize("drill", [False, True])
def test_the_first_key_answers_the_question(
    kind: TypeName, letters: int, key: str, label: str, *, drill: bool
) -> None:
    commands = attempt_keys(letters, TYPES[kind], drill=drill, revealed=False)
    first = next(command for command in commands if command.in_bar)

    assert (first.shown_key, first.label) == (key, label)
    assert len({command.id for command in commands}) == len(commands)
