"""Every key that a proposal may hold, in order, with what may stand there: what forms, schemas and new files are made from."""

from __future__ import annotations

import datetime as dt
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel

from eia.disclosure import Tally
from eia.proposal.model import Proposal

Kind = Literal["text", "day", "yes or no", "people", "number", "pairs", "section"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Key:
    """One key of a proposal.

    Attributes:
        path: The keys that lead to it, itself the last.
        kind: What stands there; "pairs" are names with a text each, in curly brackets.
        many: Whether several may stand there, in a list or under headings in double brackets.
        due: Whether an entry that stands must have it.
        words: The words it may be; empty where the officer's own words stand.
        model: The model of a section; else `None`.
    """

    path: tuple[str, ...]
    kind: Kind
    many: bool
    due: bool
    words: tuple[str, ...]
    model: type[BaseModel] | None

    @property
    def name(self) -> str:
        """Return the path as it stands in a heading, such as ``decision.deciders``."""
        return ".".join(self.path)


def outline(model: type[BaseModel] = Proposal, *, above: tuple[str, ...] = ()) -> Iterator[Key]:
    """Go through every key of a model, a section's own before the next one's.

    Args:
        model: Where to begin.
        above: The keys that lead to it.
    """
    for name, field in model.model_fields.items():
        key = _key((*above, field.alias or name), field.annotation, due=field.is_required())
        yield key
        if key.model:
            yield from outline(key.model, above=key.path)


def _key(path: tuple[str, ...], annotation: object, *, due: bool) -> Key:
    inner = list(_inside(annotation))
    model = next((one for one in inner if isinstance(one, type) and issubclass(one, BaseModel)), None)
    # One word beside a list, as in evidence = "none", is told in the field's words.
    parts = tuple(_parts(annotation))
    several = any(typing.get_origin(one) is tuple for one in parts)
    words = () if str in inner else tuple(str(one) for one in inner if isinstance(one, str | int))
    return Key(
        path=path,
        kind=_kind(inner, model, parts),
        many=several,
        due=due,
        words=tuple(dict.fromkeys(words)),
        model=model,
    )


def _kind(inner: list[object], model: type[BaseModel] | None, parts: tuple[object, ...]) -> Kind:
    if model:
        return "section"
    if any(typing.get_origin(one) is Mapping for one in parts):
        return "pairs"
    known: tuple[tuple[type, Kind], ...] = ((dt.date, "day"), (bool, "yes or no"), (Tally, "people"))
    for kind, name in known:
        if kind in inner:
            return name
    return "number" if any(isinstance(one, int) for one in inner) else "text"


def _parts(annotation: object) -> Iterator[object]:
    """Return an annotation and what it is made of, without what stands inside lists."""
    yield annotation
    if typing.get_origin(annotation) in (tuple, Literal):
        return
    for one in typing.get_args(annotation):
        yield from _parts(one)


def _inside(annotation: object) -> Iterator[object]:
    """Return the types and words at the bottom of an annotation."""
    if typing.get_origin(annotation) is Literal:
        yield from typing.get_args(annotation)
    elif typing.get_origin(annotation) is typing.Annotated:
        yield from _inside(typing.get_args(annotation)[0])  # what follows it are rules, not types
    elif typing.get_origin(annotation) is Mapping:
        yield from _inside(
            typing.get_args(annotation)[1]
        )  # names are the officer's own; the words are what they may have
    elif arguments := typing.get_args(annotation):
        for one in arguments:
            yield from _inside(one)
    else:
        yield annotation
