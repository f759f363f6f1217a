"""The JSON Schema of ``proposal.toml``, for editors that complete and check as one types."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from eia.proposal.model import SCHEMA, Proposal
from eia.proposal.outline import outline
from eia.proposal.words import titles, words

DIALECT = "https://json-schema.org/draft/2020-12/schema"


class _Generator(GenerateJsonSchema):
    """Pydantic's generator, told that a typed count is a whole number of people in the file."""

    def is_instance_schema(self, schema: core_schema.IsInstanceSchema) -> JsonSchemaValue:  # noqa: ARG002 - the model has one such type
        return {"type": "integer", "minimum": 0}


def proposal_schema() -> dict[str, Any]:
    """Return the JSON Schema, draft 2020-12, of a proposal as TOML gives it, dates as text such as 2021-09-07.

    It says what each key may hold. That dates, ids and places agree with one another only `read_proposal` can tell.
    """
    made = Proposal.model_json_schema(by_alias=True, schema_generator=_Generator)
    sections = {"Proposal": ""} | {key.model.__name__: key.name for key in outline() if key.model}
    definitions = {name: _plain(one) for name, one in made.pop("$defs").items()}
    whole = _plain(made)
    for name, section in (*definitions.items(), ("Proposal", whole)):
        _describe(section, sections[name])
    return {
        "$schema": DIALECT,
        "title": "A proposal and its equality impact assessment",
        "description": f"Version {SCHEMA} of proposal.toml. What is absent is not recorded.",
        **{key: value for key, value in whole.items() if key not in ("title", "description")},
        "$defs": definitions,
    }


def _describe(section: dict[str, Any], path: str) -> None:
    """Give every key of a section the officer's words."""
    section.pop("title", None)
    section.pop("description", None)
    if path:
        section["title"] = titles()[path]
    for key, one in section["properties"].items():
        name = f"{path}.{key}" if path else key
        one["description"] = titles()[name] if name in titles() else words()[name]


def _plain(schema: Any) -> Any:  # noqa: ANN401 - any part of a schema, which is JSON
    """Leave out what TOML cannot hold and what repeats the key: null, defaults, and titles made of names."""
    if isinstance(schema, list):
        return [_plain(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {
        key: {name: _plain(one) for name, one in value.items()} if key == "properties" else _plain(value)
        for key, value in schema.items()
        if key not in ("default", "title")
    }
    if "anyOf" in kept:
        branches = [one for one in kept["anyOf"] if one != {"type": "null"}]
        if len(branches) == 1:
            del kept["anyOf"]
            return {**branches[0], **kept}
        kept["anyOf"] = branches
    return kept
