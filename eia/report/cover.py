"""The cover: what stands at the top of page one, read from the one notebook output that carries it."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from eia.errors import EiaError

MIME = "application/vnd.eia.cover+json"
"""The MIME type of the output that carries the cover."""

_KEEP = "Keep the cover cell as it ships, and run the notebook again."
_LINES = ("title", "subtitle", "body", "notice", "language", "date", "incomplete")
_NEEDED = ("title", "body", "language", "date")


@dataclass(frozen=True, kw_only=True, slots=True)
class Cover:
    """The facts of the cover. `date` is an ISO date, the only time in the PDF; `notice` and `incomplete` may be empty."""

    title: str
    subtitle: str
    body: str
    facts: tuple[tuple[str, str], ...]
    notice: str
    language: str
    date: str
    keywords: tuple[str, ...]
    incomplete: str


def read_cover(raw: Any, *, where: str) -> Cover:  # noqa: ANN401 - JSON of any shape, judged here
    """Read a cover from its JSON, as an object or as text.

    Args:
        raw: What the output carries under `MIME`.
        where: How an error names the cell.

    Raises:
        EiaError: It is no JSON object, or a line of it is missing or of the wrong kind.
    """
    if isinstance(raw, str):
        try:
            raw = json.loads(raw)
        except ValueError:
            raise EiaError(where, "The cover of the report cannot be read.", _KEEP) from None
    if not isinstance(raw, dict):
        raise EiaError(where, "The cover of the report cannot be read.", _KEEP)
    lines = {name: _line(raw.get(name, "")) for name in _LINES}
    bad = [name for name, line in lines.items() if line is None or (name in _NEEDED and not line)]
    facts, keywords = raw.get("facts", []), raw.get("keywords", [])
    if not (isinstance(facts, list) and all(_is_pair(fact) for fact in facts)):
        bad.append("facts")
    if not isinstance(keywords, list):
        bad.append("keywords")
    if "date" not in bad:
        try:
            dt.date.fromisoformat(lines["date"] or "")
        except ValueError:
            bad.append("date")
    if bad:
        named = ", ".join(f"'{name}'" for name in bad)
        raise EiaError(
            where, f"The cover of the report lacks {named}, or has it in a form that cannot be read.", _KEEP
        )
    return Cover(
        **{name: line or "" for name, line in lines.items()},
        facts=tuple((_words(label), _words(value)) for label, value in facts),
        keywords=tuple(_words(keyword) for keyword in keywords),
    )


def _is_pair(fact: object) -> bool:
    return isinstance(fact, list | tuple) and len(fact) == 2  # noqa: PLR2004 - a label and a value


def _line(value: object) -> str | None:
    return _words(value) if isinstance(value, str) else None


def _words(value: object) -> str:
    return " ".join(str(value).split())
