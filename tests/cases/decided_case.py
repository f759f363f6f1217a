"""A decided case as a record: the folder read, its one fact cured or blanked, and what the toolkit says of each."""

from __future__ import annotations

import copy
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from eia.assessment import Assessment, assess_submission
from eia.findings import Finding, Status
from eia.proposal import Proposal, Submission

HERE = Path(__file__).resolve().parent
IDS = tuple(sorted(folder.parent.name for folder in HERE.glob("*/case.toml")))
FIRST = 3
"""How many worries a reader is taken to look at first: a held ground among them scores."""

_WHO_AND_WHERE = (
    "title",
    "body",
    "body_kind",
    "body_standing",
    "nation",
    "function",
    "function_kind",
    "context",
    "stage",
)
"""What stands when every signal is blanked: which body decides, where, in exercise of what."""


@dataclass(frozen=True, kw_only=True)
class Case:
    """One decided case: what the court said, and the record as it stood.

    Attributes:
        id: The folder's name.
        said: What `case.toml` holds: citation, outcome, the ground held, what is expected, and the cures.
        raw: The record, as TOML gives it.
    """

    id: str
    said: Mapping[str, Any]
    raw: Mapping[str, Any]

    @property
    def breach(self) -> bool:
        return self.said["outcome"] == "breach"

    @property
    def held(self) -> tuple[str, ...]:
        return tuple(self.said["held"])

    @property
    def strained(self) -> dict[str, str]:
        return {one["code"]: one["because"] for one in self.said.get("strained", ())}

    @property
    def expected(self) -> tuple[str, ...]:
        """Return the checks that ought to have a worry, without the labels that the facts do not bear."""
        return tuple(code for code in self.said["expected"] if code not in self.strained)

    @property
    def cures(self) -> tuple[Mapping[str, Any], ...]:
        return tuple(self.said.get("cure", ()))

    @cached_property
    def assessed(self) -> Assessment:
        return assessed(self.id, self.raw)

    @property
    def fired(self) -> tuple[str, ...]:
        """Return the codes with a worry, gravest first, each once."""
        return tuple(dict.fromkeys(one.code for one in self.assessed.worries))

    @property
    def contradicted(self) -> frozenset[str]:
        """Return the codes with a worry that rests on something the record says, not on silence."""
        return frozenset(one.code for one in self.assessed.worries if one.status is Status.NOT_MET)

    @property
    def first(self) -> tuple[Finding, ...]:
        return self.assessed.worries[:FIRST]

    @property
    def held_among_first(self) -> bool:
        return any(one.code in self.held for one in self.first)

    def cured(self, cure: Mapping[str, Any]) -> Assessment:
        """Return what is said once the one fact that the court relied on is mended."""
        return assessed(self.id, changed(self.raw, cure["set"]))

    def blanked(self, cure: Mapping[str, Any]) -> Assessment:
        """Return what is said once nothing is recorded of that fact."""
        return assessed(self.id, changed(self.raw, dict.fromkeys(cure["set"])))

    def silent(self) -> Assessment:
        """Return what is said once every signal is blanked: only who decides, and the names of entries, still stand."""
        about = {key: value for key, value in self.raw["proposal"].items() if key in _WHO_AND_WHERE}
        entries = {name: value for name, value in self.raw.items() if isinstance(value, list)}
        kept = {
            name: _names_alone(Proposal.model_fields[name].annotation, value)
            for name, value in entries.items()
        }
        return assessed(self.id, {**kept, "schema": self.raw["schema"], "proposal": about})


def read_case(name: str) -> Case:
    """Read a case's two files."""
    folder = HERE / name
    return Case(
        id=name,
        said=tomllib.loads((folder / "case.toml").read_text(encoding="utf-8")),
        raw=tomllib.loads((folder / "proposal.toml").read_text(encoding="utf-8")),
    )


def assessed(name: str, raw: Mapping[str, Any]) -> Assessment:
    """Put the checks to a record."""
    return assess_submission(Submission(id=name, proposal=Proposal.model_validate(raw)))


def changed(raw: Mapping[str, Any], facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return a record with some facts changed.

    Args:
        raw: The record.
        facts: By dotted path (entries of a list by their number from 0), the new value; None or "" takes the fact away.
    """
    new: dict[str, Any] = copy.deepcopy(dict(raw))
    for path, value in facts.items():
        *way, last = path.split(".")
        at: Any = new
        for step in way:
            at = at[int(step)] if isinstance(at, list) else at.setdefault(step, {})
        if value in (None, ""):
            at.pop(last, None)
        else:
            at[last] = value
    return new


def worries_of(
    assessment: Assessment, *, but: Iterable[str] = ()
) -> set[tuple[str, str, str | None, tuple[str, ...]]]:
    """Return every finding but those of some checks, as far as a change elsewhere must leave it alone."""
    return {
        (one.code, one.status, one.severity, one.about)
        for one in assessment.findings
        if one.code not in set(but) and one.severity is not None
    }


def _names_alone(kind: Any, entries: list[Any]) -> list[Any]:
    """Keep of each entry what it cannot be without, such as its name; plain lists go."""
    model = next(iter(getattr(kind, "__args__", ())), None)
    if not (isinstance(model, type) and issubclass(model, BaseModel)):
        return []
    needed = {field.alias or name for name, field in model.model_fields.items() if field.is_required()}
    return [{key: value for key, value in entry.items() if key in needed} for entry in entries]
