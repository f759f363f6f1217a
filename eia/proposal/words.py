"""The words of every field: one text for the schema, for a new proposal's comments and for the form."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

_TITLES, _TOP = "titles", "top"


@cache
def words() -> Mapping[str, str]:
    """Return one sentence for each field, by its path: ``decision.deciders.who``; top lines by their key alone."""
    return MappingProxyType(
        {
            path: text
            for name, section in _raw().items()
            if name != _TITLES
            for path, text in _flat("" if name == _TOP else name, section)
        }
    )


@cache
def titles() -> Mapping[str, str]:
    """Return the title of each section, by its path, in the order of the work."""
    return MappingProxyType(dict(_flat("", _raw()[_TITLES])))


@cache
def _raw() -> dict[str, dict[str, object]]:
    return tomllib.loads(files("eia.proposal").joinpath("words.toml").read_text(encoding="utf-8"))


def _flat(above: str, section: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for key, value in section.items():
        path = f"{above}.{key}" if above else key
        if isinstance(value, Mapping):
            yield from _flat(path, value)
        else:
            yield path, str(value)
