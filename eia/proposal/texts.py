"""Every text of a record, with the place an officer would look for it."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel


def texts(model: BaseModel, where: str) -> Iterator[tuple[str, str, str]]:
    """Yield each text of a record: where it stands, its key, and the text; each of a list of texts by itself.

    Args:
        model: A proposal, or a section of one.
        where: How the file, and the place in it, is named to the officer.
    """
    for name in type(model).model_fields:
        value, place = getattr(model, name), f"{where}, '{name}'"
        if isinstance(value, BaseModel):
            yield from texts(value, place)
        elif isinstance(value, str):
            yield place, name, value
        elif isinstance(value, tuple):
            for number, one in enumerate(value, start=1):
                if isinstance(one, BaseModel):
                    yield from texts(one, f"{where}, {name} {number}")
                elif isinstance(one, str):
                    yield place, name, one
