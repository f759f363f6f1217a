"""What a record says is left out of its published copy: places that are there, and none that the law wants published."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping

from eia.errors import Problem
from eia.proposal.model import Proposal
from eia.proposal.outline import outline
from eia.proposal.references import entries

_NEVER = (
    "effect",
    "gap",
    "no_gaps_because",
    "opportunity",
    "conduct",
    "relations",
    "rule",
    "disparity",
)
"""Where adverse effects, the three needs and what is not known are said."""

_STEP = re.compile(r"([a-z][a-z_0-9]*)(?: ([1-9][0-9]{0,4}))?")


def unknown_exemptions(raw: Mapping[str, object], file: str) -> Iterator[Problem]:
    """Find exemptions of what is not recorded, of a whole section, and of what cannot be left out; and any said twice.

    Args:
        raw: The proposal as TOML gives it.
        file: How the file is named to the officer.
    """
    seen: set[str] = set()
    for number, entry in enumerate(entries(raw, "exempt"), start=1):
        said = entry.get("field")
        if not isinstance(said, str):
            continue
        where, path = f"{file}, exempt {number}, 'field'", " ".join(said.split())
        if amiss := _amiss(path, raw):
            yield Problem(where, *amiss)
        elif path in seen:
            yield Problem(where, f"'{path}' is named already.", "Keep one of the two.")
        seen.add(path)


def value_at(path: str, raw: Mapping[str, object]) -> object:
    """Return what stands at a place such as "budget.figure" or "option 2.why_not"; None if nothing does.

    Args:
        path: The place: keys joined by points; after one of several entries its number, from 1, and a space before it.
        raw: The proposal as TOML gives it, or a section of it.
    """
    value: object = raw
    for step in path.split("."):
        found = _STEP.fullmatch(step.strip())
        if not found or not isinstance(value, Mapping):
            return None
        value = value.get(found[1])
        if found[2]:
            several = value if isinstance(value, list) else []
            value = several[int(found[2]) - 1] if int(found[2]) <= len(several) else None
    return value


def _amiss(path: str, raw: Mapping[str, object]) -> tuple[str, str] | None:
    names = re.sub(r" [1-9][0-9]*(?=\.|$)", "", path)
    if names.split(".")[0] in _NEVER:
        what = "An adverse effect or a gap in the evidence cannot be left out of a published assessment."
        return what, "Write it so that it can be published."
    known = {key.name: key for key in outline(Proposal) if not key.name.startswith(("exempt", "schema"))}
    key = known.get(names)
    if key is None:
        near = difflib.get_close_matches(names, known, n=1)
        do = f"Did you mean '{near[0]}'?" if near else "Name it as in budget.figure or option 2.why_not."
        return f"'{path[:60]}' is no place in this file.", do
    if key.model:
        return f"'{path[:60]}' is a whole section.", "Name each of its lines that is left out."
    if value_at(path, raw) is None:
        do = "Number the entries from 1, as in option 2.why_not; or leave this out."
        return f"Nothing is recorded at '{path[:60]}'.", do
    return None
