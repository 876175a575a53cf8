"""The report as JSON."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from pydantic import create_model

from examkit.report.render.json import SHAPE, as_dict, render
from tests.report.example import Asked, make_facts, report_of, running_example
from tests.report.render.test_html import full_facts

CONTRACT = {
    "attempt",
    "mode",
    "asked",
    "right",
    "unanswered",
    "scored",
    "scaled",
    "domains",
    "topics",
    "notes_to_read",
    "next",
    "fresh",
}
DOMAIN = {"id", "title", "weight", "asked", "right", "estimate", "low", "high", "verdict"}


def example(**changes: object) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(render(report_of(running_example(), **changes)))  # type: ignore[arg-type]
    return loaded


def test_keys_of_the_contract() -> None:
    values = example()
    assert set(values) >= CONTRACT
    assert set(values["scored"]) == {"asked", "right"}
    assert all(set(domain) >= DOMAIN for domain in values["domains"])
    assert set(values["notes_to_read"][0]) >= {"note", "misses"}
    assert set(values["topics"][0]) >= {"id", "title", "asked", "right"}
    assert set(values["next"][0]) >= {"kind", "key", "text", "args"}


def test_values_of_the_running_example() -> None:
    values = example()
    assert (values["attempt"], values["mode"]) == ("attempt-1", "mock")
    assert (values["asked"], values["right"], values["unanswered"]) == (65, 45, 0)
    assert values["scored"] == {"asked": 65, "right": 45}
    assert (values["scaled"], values["scaled_range"]) == (700, [630, 760])
    assert values["fresh"] == 65
    assert values["domains"][2]["verdict"] == "weak"
    assert values["domains"][2]["estimate"] == 0.631281
    assert values["started"] == "2027-01-15T08:00:00Z"
    assert values["next"][0]["args"] == {"domain": "performing", "count": 20}


def test_a_drill_has_neither_scale_nor_readiness() -> None:
    values = example(mode="drill", limit=None)
    assert values["scaled"] is None
    assert values["readiness"] is None


def test_an_unfinished_attempt_has_no_end() -> None:
    facts = make_facts(finished=None)
    assert as_dict(report_of(running_example(), facts))["finished"] is None


def test_no_probability_beyond_what_may_be_reported() -> None:
    asked = [replace(a, fresh=i < 30) for i, a in enumerate(running_example())]
    readiness = as_dict(report_of(asked))["readiness"]
    assert (readiness["state"], readiness["in_100"], readiness["expected"]) == (
        "too little",
        None,
        None,
    )


def test_strings_are_clean() -> None:
    evil = "a\x1b[31m\u202eb"
    facts = make_facts(note_titles={a.note: evil for a in running_example()}, attempt_id=evil)
    text = render(report_of(running_example(), facts))
    assert "\\u001b" not in text
    assert "\u202e" not in text
    assert text.endswith("}\n")


SHAPED: dict[str, Any] = {name: (kind, ...) for name, kind in SHAPE.items()}
Model = create_model("Report", __config__={"extra": "forbid"}, **SHAPED)


@pytest.mark.parametrize("rows", [running_example(), [], running_example()[:3]])
@pytest.mark.parametrize("mode", ["mock", "drill"])
def test_every_report_has_the_shape_of_the_schema(rows: list[Asked], mode: str) -> None:
    facts = full_facts() if len(rows) > 12 else full_facts(events=())
    values = json.loads(render(report_of(rows, facts, mode=mode)))
    assert list(values) == list(SHAPE)
    assert Model.model_validate(values).model_dump(mode="json") == values
