"""Write the published schemas anew: run by `make schemas`. It stands here because it sees rooms that do not see each other."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from eia.analysis import AtRisk, Profile, SmallAreas
from eia.assessment import SCHEMA, Copy, Failure
from eia.disclosure import RecordedTable, Released
from eia.disclosure.written import SCHEMA as RECORD
from eia.files import write_whole
from eia.findings import Severity, Stage, Status
from eia.local import LocalCharacteristic, PackFile
from eia.practice import Profile as ReleaseProfile
from eia.proposal.schema import DIALECT, proposal_schema

FOLDER = Path(__file__).resolve().parents[2] / "eia" / "schemas"

TEXT: dict[str, Any] = {"type": "string"}
DAY = {"type": ["string", "null"], "format": "date"}
LIST = {"type": "array", "items": TEXT}


def _object(**properties: object) -> dict[str, Any]:
    """Make the schema of an object whose every key is there; later toolkits may add others, which readers pass over."""
    return {"type": "object", "properties": properties, "required": sorted(properties)}


def _word(enum: type, *, none: bool = False) -> dict[str, Any]:
    return {"enum": [*(one.value for one in enum), *([None] if none else [])]}


REPLIES = {
    "type": "array",
    "items": _object(answer=TEXT, says=TEXT, post={"type": ["string", "null"]}, date=DAY),
}
FINDING = _object(
    code=TEXT,
    question=TEXT,
    status=_word(Status),
    severity=_word(Severity, none=True),
    once_due=_word(Severity, none=True),
    due=_word(Stage),
    about=LIST,
    text=TEXT,
    do=TEXT,
    basis=LIST,
    replies=REPLIES,
)


def _local() -> dict[str, Any]:
    """Return the schema of what stands under `local`, which is there only where a body's own pack was named."""
    choice = _object(id=TEXT, value={"type": "number"}, says=TEXT, because=TEXT, source=TEXT)
    finding = {**FINDING, "properties": {**FINDING["properties"], "policy": TEXT}}
    return {
        "description": "The body's own policy, which is not the law.",
        **_object(
            policy=TEXT,
            body=TEXT,
            date=DAY,
            contact=TEXT,
            illustration=TEXT,
            files={"type": "array", "items": _of(PackFile)},
            characteristics={"type": "array", "items": _of(LocalCharacteristic)},
            choices={"type": "array", "items": choice},
            profile={"anyOf": [_of(ReleaseProfile), {"type": "null"}]},
            findings={"type": "array", "items": finding},
        ),
    }


def _with_local(schema: dict[str, Any]) -> dict[str, Any]:
    return {**schema, "properties": {**schema["properties"], "local": _local()}}


def findings_schema() -> dict[str, Any]:
    """Return the schema of what `eia check --json` prints."""
    return {
        "$schema": DIALECT,
        "title": "What eia check --json prints",
        **_with_local(
            _object(
                schema={"const": SCHEMA},
                id=TEXT,
                settled={"type": "boolean"},
                findings={"type": "array", "items": FINDING},
                failures={"type": "array", "items": _of(Failure)},
            )
        ),
    }


_DECISION = ("findings", "failures", "what_follows")
_PUBLICATION = ("open", "not_asked")
"""Keys that stand in one copy of `assessment.json` and never in the other."""


def _by_copy(schema: dict[str, Any]) -> dict[str, Any]:
    """Say which keys stand in which copy: findings in the toolkit's voice are for the people who decide alone."""

    def holds(names: tuple[str, ...], never: tuple[str, ...]) -> dict[str, Any]:
        return {"required": list(names), "properties": dict.fromkeys(never, False)}

    published = holds(_PUBLICATION, _DECISION)
    published["properties"]["local"] = {"properties": {"findings": False}}
    decision = holds(_DECISION, _PUBLICATION)
    decision["properties"]["local"] = {"required": ["findings"]}
    local = schema["properties"]["local"]
    either = {**local, "required": [name for name in local["required"] if name != "findings"]}
    return {
        **schema,
        "properties": {**schema["properties"], "local": either},
        "required": [name for name in schema["required"] if name not in {*_DECISION, *_PUBLICATION}],
        "if": {"required": ["copy"], "properties": {"copy": {"const": Copy.PUBLICATION.value}}},
        "then": published,
        "else": decision,
    }


def assessment_schema() -> dict[str, Any]:
    """Return the schema of `assessment.json`. Its proposal is that of `proposal.toml`, without typed counts of people.

    The publication copy holds no findings: it has each serious point that is open as a question with the author's answers.
    """
    proposal = proposal_schema()
    definitions = proposal.pop("$defs")
    return {
        "$schema": DIALECT,
        "title": "assessment.json",
        **_by_copy(
            _with_local(
                _object(
                    schema={"const": SCHEMA},
                    copy=_word(Copy),
                    id=TEXT,
                    as_of=DAY,
                    stage=_word(Stage, none=True),
                    complete={"type": "boolean"},
                    settled={
                        "type": "boolean",
                        "description": "Nothing serious is open and each question that is due is answered. Never that the duty is met.",
                    },
                    proposal={key: value for key, value in proposal.items() if not key.startswith("$")},
                    findings={"type": "array", "items": FINDING},
                    failures={"type": "array", "items": _of(Failure)},
                    what_follows={"type": "array", "items": _object(says=TEXT, because=TEXT, basis=LIST)},
                    open={"type": "array", "items": _object(question=TEXT, replies=REPLIES)},
                    not_asked=LIST,
                    law={"type": "array", "items": {"type": "object"}},
                    profile={"anyOf": [_of(Profile), {"type": "null"}]},
                    at_risk={
                        "type": "object",
                        "additionalProperties": {"type": "array", "items": _of(AtRisk)},
                    },
                    small_areas={"anyOf": [_of(SmallAreas), {"type": "null"}]},
                    released={"type": "object", "additionalProperties": _of(Released)},
                    disclosure=_object(profile=_of(ReleaseProfile), says=TEXT, audit={"type": "object"}),
                    choices={
                        "type": "array",
                        "items": _object(id=TEXT, value={"type": "number"}, says=TEXT, because=TEXT),
                    },
                )
            )
        ),
        "$defs": definitions,
    }


def disclosure_schema() -> dict[str, Any]:
    """Return the schema of `disclosure.json`, the output checker's record of released tables."""
    return {
        "$schema": DIALECT,
        "title": "disclosure.json",
        **_object(
            schema={"const": RECORD},
            id=TEXT,
            title=TEXT,
            body=TEXT,
            profile=_of(ReleaseProfile),
            says=TEXT,
            audit={"type": "object"},
            tables={"type": "array", "items": _of(RecordedTable)},
        ),
    }


def _of(kind: type) -> dict[str, Any]:
    """Return the schema of one of our small frozen objects, whole in itself."""
    made = TypeAdapter(kind).json_schema(mode="serialization")
    definitions = made.pop("$defs", {})

    def whole(part: object) -> object:
        if isinstance(part, list):
            return [whole(one) for one in part]
        if not isinstance(part, dict):
            return part
        if "$ref" in part:
            return whole(definitions[part["$ref"].rpartition("/")[2]])
        return {
            key: {name: whole(one) for name, one in value.items()} if key == "properties" else whole(value)
            for key, value in part.items()
            if key not in ("title", "description", "default")
        }

    return whole(made)


SCHEMAS = {
    "proposal.schema.json": proposal_schema,
    "assessment.schema.json": assessment_schema,
    "findings.schema.json": findings_schema,
    "disclosure.schema.json": disclosure_schema,
}


def text_of(name: str) -> str:
    """Return a schema as its file holds it."""
    return json.dumps(SCHEMAS[name](), indent=1, sort_keys=True, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    for name in SCHEMAS:
        write_whole(FOLDER / name, text_of(name))
