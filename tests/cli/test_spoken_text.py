"""Markdown that is read aloud."""

from __future__ import annotations

import pytest

from examkit.cli.plain.commands import help_text
from examkit.cli.plain.spoken_text import to_spoken


@pytest.mark.parametrize(
    ("source", "spoken"),
    [
        ("Use `kms:Decrypt` **only here**.", "Use kms:Decrypt only here."),
        ("See [the guide](https://docs.aws.amazon.com/x).", "See the guide."),
        ("| Kind | Key |\n| --- | --- |\n| A | `b` |", "Kind; Key\nA; b"),
        ("```yaml\n- {Name: **x**}\n```\nafter", "- {Name: **x**}\nafter"),
        ("**bold over\ntwo lines** and on", "bold over\ntwo lines and on"),
        ("**no\n\nend**", "**no\n\nend**"),
        ("text\n\n```\ncode\n```", "text\n\ncode"),
        ("2 * 3 * 4 | 5", "2 * 3 * 4 | 5"),
        ("- one\n- two", "- one\n- two"),
    ],
)
def test_marks_are_not_read_aloud(source: str, spoken: str) -> None:
    assert to_spoken(source) == spoken


def test_help_lists_the_commands_of_drills_only_in_drills() -> None:
    assert "Drill:" in help_text(in_drill=True)
    assert "Drill:" not in help_text(in_drill=False)
    assert max(map(len, help_text(in_drill=True).splitlines())) <= 80
