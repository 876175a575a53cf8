"""Rules and descriptions of fields, as pydantic reads them."""

from __future__ import annotations

from typing import Annotated

import pytest
from pydantic import TypeAdapter, ValidationError

from examkit.question_types.common_fields import About, Rule

FIELD = TypeAdapter(Annotated[str, Rule(max_length=3), About("What it is.")])


def test_a_rule_is_held() -> None:
    assert FIELD.validate_python("abc") == "abc"
    with pytest.raises(ValidationError):
        FIELD.validate_python("abcd")


def test_an_editor_is_told_what_a_field_is() -> None:
    schema = FIELD.json_schema()
    assert (schema["description"], schema["maxLength"]) == ("What it is.", 3)
