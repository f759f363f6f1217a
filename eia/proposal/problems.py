"""What pydantic says of a proposal, put into an officer's words."""

from __future__ import annotations

import difflib
import typing
from collections.abc import Iterable, Iterator, Mapping

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from eia.errors import Problem
from eia.files import CONTROL

_KINDS = {
    "string_type": ("text", "Write it in quotes."),
    "bool_type": ("yes or no", "Write true or false, without quotes."),
    "date_type": ("a date", "Write it without quotes, as in 2021-09-07."),
    "date_from_datetime_inexact": ("a date alone", "Leave the time of day out, as in 2021-09-07."),
    "tuple_type": ("a list", 'Write it in square brackets, as in ["one", "two"].'),
    "model_type": ("a section", "Write it under a heading in square brackets."),
    "model_attributes_type": ("a section", "Write it under a heading in square brackets."),
}


def explain(error: ValidationError, model: type[BaseModel], *, file: str) -> list[Problem]:
    """Turn a validation error into one problem a field, in the order of the file's sections.

    Args:
        error: What pydantic raised.
        model: The model it was raised for.
        file: How the file is named to the officer.
    """
    seen: dict[str, Problem] = {}
    for details in error.errors(include_url=False):
        if any(str(step).startswith("literal[") for step in details["loc"]):
            continue  # a list or one word: what is wrong with the list is said, and once is enough
        where = _place(details["loc"])
        problem = _problem(details, model, f"{file}, {where}" if where else file)
        seen.setdefault(problem.where, problem)
    return list(seen.values())


def _problem(details: ErrorDetails, model: type[BaseModel], where: str) -> Problem:
    kind, given = details["type"], details["input"]
    if kind == "extra_forbidden":
        return _unknown_key(details, model, where)
    if kind == "missing":
        return Problem(where, "This is due and is not there.", "Add it.")
    if kind == "literal_error":
        allowed = _allowed(details)
        near = difflib.get_close_matches(str(given), allowed, n=1)
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
    due, do = _KINDS.get(kind, ("something else", "See the shipped examples."))
    return Problem(where, f"{_shown(given)} stands where {due} is due.", do)


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
    known = sorted(_keys(_model_at(details["loc"][:-1], model)))
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
    text = str(value)
    return f"'{text if len(text) <= 60 else text[:57] + '…'}'"  # noqa: PLR2004 - a line's worth of what was written


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


def _model_at(loc: tuple[str | int, ...], model: type[BaseModel]) -> type[BaseModel]:
    for step in loc:
        if isinstance(step, str) and step in _keys(model):
            model = next(_models(_annotation(model, step)), model)
    return model


def _annotation(model: type[BaseModel], key: str) -> object:
    return next(field.annotation for name, field in model.model_fields.items() if key in (name, field.alias))


def _keys(model: type[BaseModel]) -> set[str]:
    return {field.alias or name for name, field in model.model_fields.items()}


def _models(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    else:
        for argument in typing.get_args(annotation):
            yield from _models(argument)
