"""The checker's record as text: written with a report, and read back when versions or reports are audited together."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, TypeVar

from eia.disclosure.record import Done, RecordedCount, RecordedSum, RecordedTable
from eia.disclosure.release import Release
from eia.errors import EiaError
from eia.files import parse_written

SCHEMA = 1
"""The version of ``disclosure.json``."""

_Of = TypeVar("_Of")


@dataclass(frozen=True, kw_only=True, slots=True)
class WrittenRecord:
    """A ``disclosure.json`` as it was read.

    Attributes:
        id: The proposal's id.
        title: Its title.
        body: Whose report it is; empty where the proposal does not say.
        threshold: What is a small count: the least count that is not.
        tables: What became of each table.
    """

    id: str
    title: str
    body: str
    threshold: int
    tables: tuple[RecordedTable, ...]


def record_json(release: Release, *, id: str, title: str, body: str) -> str:  # noqa: A002 - the key's name
    """Return ``disclosure.json``: released numbers and the rule alone, the same bytes for the same release."""
    whole = {
        "schema": SCHEMA,
        "id": id,
        "title": title,
        "body": body,
        "profile": asdict(release.profile),
        "says": release.says,
        "audit": dict(release.audit),
        "tables": [asdict(one) for one in release.records],
    }
    return json.dumps(whole, ensure_ascii=False, sort_keys=True, indent=2, allow_nan=False) + "\n"


def read_record(text: str, *, where: str) -> WrittenRecord:
    """Read a ``disclosure.json``.

    Args:
        text: Its text.
        where: How errors name the file.

    Raises:
        EiaError: It is no such file, or one of a newer toolkit.
    """
    raw = parse_written(text, where=where, schema=SCHEMA, not_one=_not_one(where))
    try:
        return WrittenRecord(
            id=_text(raw["id"]),
            title=_text(raw["title"]),
            body=_text(raw["body"]),
            threshold=_whole(raw["profile"]["threshold"]),
            tables=tuple(_table(one) for one in raw["tables"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        raise _not_one(where) from None


def _not_one(where: str) -> EiaError:
    return EiaError(
        where,
        "This is not a record of released tables.",
        "Give the disclosure.json of a report, as the toolkit wrote it.",
    )


def _table(raw: Mapping[str, Any]) -> RecordedTable:
    counts = tuple(_count(one) for one in raw["counts"])
    sums = tuple(
        RecordedSum(total=_text(one["total"]), parts=tuple(_text(part) for part in one["parts"]))
        for one in raw["sums"]
    )
    cells = {one.cell for one in counts}
    if not counts or any(not {one.total, *one.parts} <= cells or not one.parts for one in sums):
        raise ValueError("a sum is of counts that are not there")
    return _made(
        RecordedTable,
        raw,
        id=_text(raw["id"]),
        title=_text(raw["title"]),
        done=Done(raw["done"]),
        linked=tuple(_text(one) for one in raw["linked"]),
        multiples_of=_whole(raw["multiples_of"]),
        counts=counts,
        sums=sums,
    )


def _count(raw: Mapping[str, Any]) -> RecordedCount:
    low, high = _whole(raw["low"]), raw["high"]
    if high is not None and _whole(high) < low:
        raise ValueError("no count is possible")
    return _made(RecordedCount, raw, cell=_text(raw["cell"]), low=low, high=high)


def _made(kind: type[_Of], raw: Mapping[str, Any], **known: object) -> _Of:
    """Make one of our objects: what is not given as known is text, or is not there."""
    names = [one.name for one in fields(kind)]  # type: ignore[arg-type]  # all of ours are dataclasses
    rest = {name: raw[name] if raw[name] is None else _text(raw[name]) for name in names if name not in known}
    return kind(**known, **rest)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a text is due")
    return value


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise TypeError("a whole number is due")
    return value
