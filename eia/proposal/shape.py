"""What the model has at a place: which keys, and whether one section stands there or several entries."""

from __future__ import annotations

import typing
from collections.abc import Iterator, Sequence

from pydantic import BaseModel

_ENTRY = {"evidence": "piece of evidence", "put_aside": "entry", "deciders": "decider", "versions": "version"}
"""What one of several is called, where the key's own word does not do."""


def keys(model: type[BaseModel]) -> set[str]:
    """Return the keys of a model as they are written in the file."""
    return {field.alias or name for name, field in model.model_fields.items()}


def model_at(path: Sequence[str | int], model: type[BaseModel]) -> type[BaseModel]:
    """Return the model at a path of keys; steps that are no key of it are passed over."""
    for step in path:
        if isinstance(step, str) and step in keys(model):
            model = next(_models(_annotation(model, step)), model)
    return model


def heading(path: Sequence[str], model: type[BaseModel]) -> tuple[str, str] | None:
    """Return how the heading of a path is written, and the words that say so; `None` if no heading is due there."""
    if not path or path[-1] not in keys(parent := model_at(path[:-1], model)):
        return None
    annotation = _annotation(parent, path[-1])
    if next(_models(annotation), None) is None:
        return None
    name = ".".join(path)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return f"[{name}]", f"Write [{name}], with one bracket."
    entry = _ENTRY.get(path[-1], path[-1].replace("_", " "))
    return f"[[{name}]]", f"Write [[{name}]], with two brackets, above each {entry}."


def _annotation(model: type[BaseModel], key: str) -> object:
    return next(field.annotation for name, field in model.model_fields.items() if key in (name, field.alias))


def _models(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    else:
        for argument in typing.get_args(annotation):
            yield from _models(argument)
