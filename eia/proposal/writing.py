"""A proposal as TOML that reads back equal: what is absent stays absent, in the order of the work."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from pydantic import BaseModel

from eia.disclosure import Tally, write_tally
from eia.proposal.model import SCHEMA, Proposal

_LINE = 110
"""A list that is longer than this stands one entry a line."""

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\b": "\\b", "\f": "\\f"}


def write_toml(proposal: Proposal) -> str:
    """Return a proposal as the text of its ``proposal.toml``.

    Typed counts of people are written as they were typed: this is the officer's own file, and is published nowhere.

    Args:
        proposal: What was read or made.

    Returns:
        TOML that `read_proposal` reads as an equal proposal; only what differs from *not recorded* is written.
    """
    return "\n".join([f"schema = {SCHEMA}", *_body(proposal, ())]) + "\n"


def _body(model: BaseModel, path: tuple[str, ...]) -> Iterator[str]:
    """Write what a section records: its own lines first, since TOML gives every later line to the last heading."""
    inner: list[tuple[str, object]] = []
    for name, field in type(model).model_fields.items():
        value, key = getattr(model, name), field.alias or name
        if key == "schema" or (
            not field.is_required() and value == field.get_default(call_default_factory=True)
        ):
            continue
        if isinstance(value, BaseModel) or (
            isinstance(value, tuple) and value and isinstance(value[0], BaseModel)
        ):
            inner.append((key, value))
        else:
            yield f"{key} = {_value(value)}"
    for key, value in inner:
        several = isinstance(value, tuple)
        heading = ".".join((*path, key))
        for entry in value if isinstance(value, tuple) else (value,):
            yield ""
            yield f"[[{heading}]]" if several else f"[{heading}]"
            yield from _body(entry, (*path, key))


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Tally):
        return write_tally(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, tuple):
        entries = [_text(str(one)) for one in value]
        line = f"[{', '.join(entries)}]"
        return line if len(line) <= _LINE else "[\n" + "".join(f"  {one},\n" for one in entries) + "]"
    if isinstance(value, Mapping):
        return (
            f"{{{', '.join(f' {_text(name)} = {_text(one)}' for name, one in value.items())} }}"
            if value
            else "{}"
        )
    if type(value) is int:
        return str(value)
    if isinstance(value, str):
        return _prose(value) if "\n" in value else _text(value)
    raise TypeError(f"a proposal holds no {type(value).__name__}")


def _text(text: str) -> str:
    return f'"{"".join(_sign(sign) for sign in text)}"'


def _prose(text: str) -> str:
    """Write prose of several lines as it stands, between three quotation marks."""
    lines = text.split("\n")
    return '"""\n' + "\n".join("".join(_sign(sign) for sign in line) for line in lines) + '"""'


def _sign(sign: str) -> str:
    if sign in _ESCAPES:
        return _ESCAPES[sign]
    return f"\\u{ord(sign):04X}" if ord(sign) < ord(" ") or sign == "\x7f" else sign
