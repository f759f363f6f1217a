"""What one entry of a proposal says of another: ids defined once, and named only where they are defined.

It reads the file as TOML gives it, so that a wrong type elsewhere does not hide a wrong reference.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping

from eia.errors import Problem
from eia.proposal.fields import ID

_NAMED = (("effect", "evidence", "evidence"), ("action", "effects", "effect"))
"""Which entries name which: (kind of entry, its key, the kind of entry whose ids it names)."""

_ID = re.compile(ID)
"""What is no id at all is said elsewhere, once."""


def entries(raw: Mapping[str, object], kind: str) -> list[Mapping[str, object]]:
    """Return the entries of one kind, leaving out what is not an entry at all."""
    found = raw.get(kind)
    return [entry for entry in found if isinstance(entry, Mapping)] if isinstance(found, list) else []


def cross_references(raw: Mapping[str, object], file: str) -> list[Problem]:
    """Return the problems of ids: two alike, or one that nothing defines."""
    problems = [problem for kind in ("evidence", "effect") for problem in _twice(raw, kind, file)]
    for kind, key, target in _NAMED:
        known = _ids(raw, target)
        for number, entry in enumerate(entries(raw, kind), start=1):
            named = entry.get(key)
            for name in named if isinstance(named, list) else []:
                if isinstance(name, str) and name not in known and _ID.fullmatch(name):
                    near = difflib.get_close_matches(name, known, n=1)
                    do = f"Did you mean '{near[0]}'?" if near else f"Add a [[{target}]] entry with this id."
                    problems.append(
                        Problem(f"{file}, {kind} {number}, '{key}'", f"No {target} has the id '{name}'.", do)
                    )
    return problems


def _twice(raw: Mapping[str, object], kind: str, file: str) -> Iterator[Problem]:
    first_of: dict[str, int] = {}
    for number, entry in enumerate(entries(raw, kind), start=1):
        name = entry.get("id")
        if isinstance(name, str) and (first := first_of.setdefault(name, number)) < number:
            what = f"'{name}' is already the id of {kind} {first}."
            yield Problem(f"{file}, {kind} {number}, 'id'", what, "Give each its own id.")


def _ids(raw: Mapping[str, object], kind: str) -> list[str]:
    return [name for entry in entries(raw, kind) if isinstance(name := entry.get("id"), str)]


def without_blanks(raw: Mapping[str, object]) -> dict[str, object]:
    """Leave out every key left blank, whatever should stand there: a blank is as good as absent."""

    def kept(value: object) -> object:
        if isinstance(value, Mapping):
            return without_blanks(value)
        return [kept(one) for one in value] if isinstance(value, list) else value

    return {
        key: kept(value) for key, value in raw.items() if not (isinstance(value, str) and not value.strip())
    }
