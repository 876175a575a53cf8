"""Several mistakes at once: each is reported, at its own line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examkit.bank.loader import load_bank
from tests.banks import write_bank
from tests.conftest import Figure

MISTAKES = {
    "missing-key": ('difficulty = "medium"\n', ""),
    "no-note": ('note = "{topic}.md#rising"\nevidence = "rises because of yeast"\n', ""),
    "unknown-key": ("difficulty =", "dificulty ="),
    "wrong-value": ('difficulty = "medium"', 'difficulty = "middling"'),
    "unknown-note": ("#rising", "#raising"),
    "no-evidence": ("rises because of yeast", "rises because of luck"),
    "unknown-enemy": ("references", 'enemies = ["nobody-1"]\nreferences'),
    "unknown-domain": ('domain = "', 'domain = "x'),
}
PLACES = st.tuples(st.sampled_from(["bread", "salt"]), st.integers(1, 10))


@pytest.mark.fault("R49")
def test_each_of_several_mistakes_is_reported_at_its_line(
    tmp_path: Path, request: pytest.FixtureRequest, figure: Figure
) -> None:
    root = write_bank(tmp_path / "bank")
    sound = {name: (root / "questions" / f"{name}.toml").read_text() for name in ("bread", "salt")}
    seen = {"planted": 0, "missed": 0}
    most = 2_000 if request.config.getoption("slow") else 60

    @given(st.dictionaries(PLACES, st.sampled_from(sorted(MISTAKES)), min_size=1, max_size=6))
    @settings(max_examples=most)
    def run(planted: dict[tuple[str, int], str]) -> None:
        texts = dict(sound)
        for (topic, number), code in planted.items():
            texts[topic] = plant(texts[topic], topic, number, code)
        for topic, text in texts.items():
            (root / "questions" / f"{topic}.toml").write_text(text)
        found = {(f.code, f.path, f.line) for f in load_bank(root).findings}
        for (topic, number), code in planted.items():
            seen["planted"] += 1
            lines = lines_of(texts[topic], topic, number)
            path = f"questions/{topic}.toml"
            seen["missed"] += not any((code, path, line) in found for line in lines)

    run()
    figure(f"{seen['planted']} mistakes planted, {seen['missed']} missed or at a wrong line")
    assert seen["missed"] == 0


def plant(text: str, topic: str, number: int, code: str) -> str:
    """Make one mistake in one question."""
    old, new = MISTAKES[code]
    before, mark, after = text.partition(f'id = "{topic}-{number}"\n')
    assert mark
    return before + mark + after.replace(old.format(topic=topic, n=number), new, 1)


def lines_of(text: str, topic: str, number: int) -> range:
    """Return the lines of one question, its heading included."""
    lines = text.split("\n")
    start = lines.index(f'id = "{topic}-{number}"')
    after = [i for i, line in enumerate(lines) if i > start and line == "[[questions]]"]
    return range(start, (after[0] if after else len(lines)) + 1)
