"""How a pack says that counts of people are made safe to show: a profile of the toolkit's by name, or a stricter one."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from eia.errors import Problem
from eia.law.entries import Entry
from eia.practice import Profile, default_profile, profiles

HEADING = "disclosure"
"""The table of a pack's ``practice.toml`` that holds it."""

_NUMBERS = ("threshold", "base", "smallest_denominator")


def profile_of(raw: Mapping[str, object], file: str, problems: list[Problem]) -> Profile | None:
    """Read the ``[disclosure]`` table of a pack's ``practice.toml``.

    With ``profile`` it names one of the toolkit's, and with numbers it makes a stricter one of that, or of the default where none
    is named; ``because`` and ``source`` are the body's own rule. What is weaker than that, or calls
    fewer counts small than the default, is refused: see `eia.practice.Profile`.

    Args:
        raw: The file as TOML gives it.
        file: How problems name it.
        problems: Takes what is wrong.

    Returns:
        The profile; None where there is no such table, or it is wrong.
    """
    table = raw.get(HEADING)
    if table is None:
        return None
    if not isinstance(table, Mapping):
        problems.append(Problem(f"{file}, {HEADING}", "This stands under no heading.", f"Write [{HEADING}]."))
        return None
    before = len(problems)
    entry = Entry(table, f"{file}, {HEADING}", problems)
    named = entry.text("profile", optional=True)
    begun = profiles().get(named) if named else default_profile()
    own: dict[str, Any] = {
        name: number for name in _NUMBERS if (number := entry.number(name, optional=True)) is not None
    }
    if "zeros" in table:
        own["zeros"] = entry.flag("zeros")
    says = entry.text("says", optional=not own)
    because, source = entry.text("because"), entry.text("source")
    entry.done()
    if begun is None:
        near = difflib.get_close_matches(named, profiles(), n=1)
        hint = f"Did you mean '{near[0]}'? " if near else ""
        entry.note(
            f"'{named}' is no profile of the toolkit's.", f"{hint}Use one of: {', '.join(profiles())}."
        )
        return None
    if len(problems) > before:
        return None
    own |= {
        "id": f"{begun.id}, tightened" if own else begun.id,
        "says": says or begun.says,
        "because": because,
        "source": source,
    }
    try:
        made = replace(begun, **own)
    except ValueError as error:
        entry.note(f"The numbers do not go together: {error}.", "Correct them.")
        return None
    if weaker := made.weaker_than(begun):
        entry.note(
            f"{_listed(weaker)} weaker than in the toolkit's {begun.id}: a pack can tighten, and never soften.",
            f"Write at least {_values(begun, weaker)}, or leave it out.",
        )
        return None
    if softer := _softer_than_default(made):
        entry.note(
            f"{made.id} keeps back less than the toolkit's default ({softer}): a pack can tighten, and never soften.",
            f"Use {default_profile().id}, or one that is at least as strict; your own rule is kept by it too.",
        )
        return None
    return made


def _softer_than_default(profile: Profile) -> str:
    """Say which counts the default keeps back and a profile does not; nothing if there are none, whatever the method."""
    default = default_profile()
    if profile.threshold < default.threshold:
        return f"counts from {profile.threshold} to {default.threshold - 1}"
    return "a count of none" if default.zeros and not profile.zeros else ""


def _listed(names: tuple[str, ...]) -> str:
    return f"{' and '.join(repr(name) for name in names)} {'is' if len(names) == 1 else 'are'}"


def _values(profile: Profile, names: tuple[str, ...]) -> str:
    return " and ".join(f"{name} = {str(getattr(profile, name)).lower()}" for name in names)
