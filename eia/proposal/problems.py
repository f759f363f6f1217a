"""What pydantic says of a proposal, put into an officer's words."""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Callable, Iterable, Mapping

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from eia.errors import Problem
from eia.files import CONTROL
from eia.proposal.days import day_meant, no_day
from eia.proposal.figures import percentage
from eia.proposal.model import SCHEMA
from eia.proposal.shape import heading, keys, model_at

_SHOWN = 60
"""Characters of what was written that are repeated in its error."""

_KINDS = {
    "int_parsing_size": ("a small number", f"Write {SCHEMA}."),  # the version is the one number there is
    "string_type": ("text", "Write it in quotes."),
    "bool_type": ("yes or no", "Write true or false, without quotes."),
    "date_type": ("a date", "Write it without quotes, as in 2021-09-07."),
    "date_from_datetime_inexact": ("a date alone", "Leave the time of day out, as in 2021-09-07."),
    "is_instance_of": ("a number of people", "Write a whole number without quotes, as in 120."),
    "tuple_type": ("a list", 'Write it in square brackets, as in ["one", "two"].'),
    "dict_type": (
        "names with a text each",
        'Write them in curly brackets, as in { "ethnic group" = "race" }.',
    ),
    "model_type": ("a section", "Write it under a heading in square brackets."),
    "model_attributes_type": ("a section", "Write it under a heading in square brackets."),
}


def _no_slip(_: str) -> None:
    """Stand for the kinds of value that have no slip of their own."""


_SLIPS: Mapping[str, Callable[[str], tuple[str, str] | None]] = {
    "date_type": no_day,
    "is_instance_of": percentage,
}
"""By the kind of problem: the slips of the hand that are told by their name."""


def explain(error: ValidationError, model: type[BaseModel], *, file: str) -> list[Problem]:
    """Turn a validation error into one problem a field, in the order of the file's sections.

    Args:
        error: What pydantic raised.
        model: The model it was raised for.
        file: How the file is named to the officer.
    """
    seen: dict[str, Problem] = {}
    or_a_word: dict[str, str] = {}
    words_alone: list[Problem] = []
    for details in error.errors(include_url=False):
        where = _place(details["loc"])
        if any(str(step).startswith("literal[") for step in details["loc"]):
            # A list or one word: what is wrong with the list is said, and the word beside it.
            or_a_word[f"{file}, {where}"] = f'"{_allowed(details)[0]}"'
            words_alone.append(_problem(details, model, f"{file}, {where}"))
            continue
        problem = _problem(details, model, f"{file}, {where}" if where else file)
        seen.setdefault(problem.where, problem)
    if not seen:  # a proposal that is refused is never refused in silence
        return words_alone
    return [
        Problem(one.where, one.what, f"{one.do[:-1]}, or {or_a_word[one.where]}.")
        if one.where in or_a_word and one.do.startswith("Write [")
        else one
        for one in seen.values()
    ]


def _problem(details: ErrorDetails, model: type[BaseModel], where: str) -> Problem:
    kind, given = details["type"], details["input"]
    if kind == "extra_forbidden":
        return _unknown_key(details, model, where)
    if kind == "missing":
        return Problem(where, "This is due and is not there.", "Add it.")
    if kind == "literal_error":
        allowed = _allowed(details)
        if allowed == [given] and "'" not in str(details.get("ctx", {}).get("expected", "")):
            return Problem(where, f"'{given}' is text here.", f"Write {given} without quotation marks.")
        near = difflib.get_close_matches(_shown(given).strip("'"), allowed, n=1)
        hint = f"Did you mean '{near[0]}'? " if near else ""
        return Problem(
            where,
            f"{_shown(given)} is not one of the words known here.",
            f"{hint}Write one of: {', '.join(allowed)}.",
        )
    if kind == "string_pattern_mismatch":
        return Problem(
            where,
            f"{_shown(given)} cannot be an id.",
            "Use lower-case letters and figures joined by hyphens, as in 'users-2021'.",
        )
    if kind == "string_too_long":
        return Problem(where, "This id is longer than 60 characters.", "Shorten it.")
    if kind in {"greater_than_equal", "less_than_equal"} and isinstance(given, dt.date):
        what = f"The year of {given.isoformat()} cannot be the one meant."
        return Problem(where, what, "Correct the date.")
    if isinstance(given, str) and (slip := _SLIPS.get(kind, _no_slip)(given)):
        return Problem(where, *slip)
    due, do = _KINDS.get(kind, ("something else", "See the shipped examples."))
    return Problem(where, f"{_shown(given)} stands where {due} is due.", _hint(details, model) or do)


def _hint(details: ErrorDetails, model: type[BaseModel]) -> str | None:
    """Return what to write instead of the very thing that was written, where that can be told."""
    kind, given = details["type"], details["input"]
    if kind in {"tuple_type", "model_type", "model_attributes_type"} and isinstance(
        given, Mapping | list | tuple
    ):
        path = [step for step in details["loc"] if isinstance(step, str) and _is_key(step)]
        due = heading(path, model)
        return due[1] if due else None
    if kind == "tuple_type" and isinstance(given, str) and len(given) <= _SHOWN:
        return f'Write ["{given}"].'
    if kind == "date_type" and isinstance(given, str) and (meant := day_meant(given)):
        if isinstance(meant, str):
            return f"{meant} Check the day and the month."
        return f"Write {meant.isoformat()} without quotation marks."
    return None


def control_characters(value: object, file: str, *, loc: tuple[str | int, ...] = ()) -> list[Problem]:
    r"""Return a problem for each text or key with a control character, which TOML lets in as ``\\u0007``."""
    if isinstance(value, str):
        if bad := CONTROL.search(value):
            what = f"There is a control character (U+{ord(bad[0]):04X}) in the text."
            return [Problem(f"{file}, {_place(loc)}", what, "Remove it.")]
        return []
    inside: Iterable[tuple[str | int, object]] = ()
    if isinstance(value, Mapping):
        inside = value.items()
    elif isinstance(value, list):
        inside = enumerate(value)
    return [found for step, one in inside for found in control_characters(one, file, loc=(*loc, step))]


def _unknown_key(details: ErrorDetails, model: type[BaseModel], where: str) -> Problem:
    key = str(details["loc"][-1])
    known = sorted(keys(model_at(details["loc"][:-1], model)))
    near = difflib.get_close_matches(key, known, n=1, cutoff=0.5)
    do = f"Did you mean '{near[0]}'?" if near else f"The keys known here are: {', '.join(known)}."
    return Problem(where, f"The key '{key}' is not known here.", do)


def _allowed(details: ErrorDetails) -> list[str]:
    expected = str(details.get("ctx", {}).get("expected", ""))
    return [part.strip(" '") for part in expected.replace(" or ", ", ").split(", ")]


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return f"'{str(value).lower()}'"
    if isinstance(value, Mapping):
        return "A section"
    if isinstance(value, list | tuple):
        return "A list"
    if isinstance(value, int) and abs(value) >= 10**_SHOWN:
        return "A very long number"  # Python itself refuses to write out the longest
    text = str(value)
    return f"'{text if len(text) <= _SHOWN else text[: _SHOWN - 3] + '…'}'"


def _place(loc: tuple[str | int, ...]) -> str:
    """Name a place as an officer finds it: ``effect 2 ('branches'), 'direction'``."""
    parts: list[str] = []
    for step in loc:
        if isinstance(step, int):
            parts[-1] = parts[-1].strip("'") + f" {step + 1}"
        elif not parts or _is_key(step):
            parts.append(f"'{step}'")
    return ", ".join(parts)


def _is_key(step: str) -> bool:
    """Tell a key that someone wrote from the tags pydantic adds for the branches of a union."""
    return not any(mark in step for mark in "[]()") and step not in {"str", "tuple", "literal", "none"}
