"""Reading an answer out of a record by a dotted path, such as ``decision.could_still_change`` or ``action.owner``."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel

from eia.proposal.outline import outline

_NAMES = ("title", "name", "who", "what", "id", "by", "number", "question")
"""The keys by which an entry is called in a finding, best first."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Read:
    """What stands at a path in one section or entry of a record.

    Attributes:
        about: The entry, by its name; empty where the path leads through no list of entries.
        value: Yes, no, or `None` for nothing recorded. Words, days and numbers are a yes: something is recorded.
        plain: Whether a yes or a no itself stands there.
    """

    about: str
    value: bool | None
    plain: bool


def fault_of(path: str) -> tuple[str, str] | None:
    """Return what is wrong with a path and what to do, or `None` where a record can hold an answer there."""
    kinds = _fields()
    if path not in kinds:
        near = difflib.get_close_matches(path, kinds, n=1)
        do = f"Did you mean '{near[0]}'?" if near else "Write a section and a key in it, as decision.date."
        return f"A proposal has no field '{path}'.", do
    if kinds[path] == "section":
        within = [name for name in kinds if name.startswith(f"{path}.")]
        return (
            f"'{path}' is a section of a proposal, not a field.",
            f"Name a field in it, such as {within[0]}.",
        )
    return None


def read_at(record: BaseModel, path: str) -> tuple[Read, ...]:
    """Return what stands at a path: once, or once for each entry that it leads through.

    A list of entries in which none stands gives nothing.
    """
    return tuple(_walk(record, path.split("."), about=""))


def _walk(section: BaseModel, steps: list[str], *, about: str) -> Iterator[Read]:
    value = getattr(section, steps[0])
    if len(steps) == 1:
        plain = isinstance(value, bool)
        recorded = value if plain else True if value not in (None, "", ()) else None
        yield Read(about=about, value=recorded, plain=plain)
        return
    if isinstance(value, tuple):
        for number, entry in enumerate(value, start=1):
            yield from _walk(entry, steps[1:], about=_called(entry) or f"{steps[0]} {number}")
    else:
        yield from _walk(value, steps[1:], about=about)


def _called(entry: BaseModel) -> str:
    named = (getattr(entry, name, None) for name in _NAMES)
    return next((name for name in named if isinstance(name, str) and name), "")


@cache
def _fields() -> dict[str, str]:
    """Return the kind of what stands at each path of a record; its version is no answer."""
    return {key.name: key.kind for key in outline() if key.name != "schema"}
