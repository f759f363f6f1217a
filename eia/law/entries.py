"""Reading one table of a law file, with every problem noted by file and entry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from urllib.parse import urlsplit

from eia.errors import Problem

_DO = "Correct the entry."


class Entry:
    """A TOML table being read: each value is taken by its key, and what is wrong is noted, not raised.

    A value that is wrong comes back as an empty one of its type, so that all problems are found in one go.
    """

    def __init__(self, table: Mapping[str, object], where: str, problems: list[Problem]) -> None:
        self._left = dict(table)
        self._problems = problems
        self.where = f"{where}, {table['id']}" if isinstance(table.get("id"), str) else where

    def note(self, what: str, do: str = _DO) -> None:
        """Note a problem in this entry."""
        self._problems.append(Problem(self.where, what, do))

    def text(self, key: str, *, optional: bool = False) -> str:
        """Take a text."""
        value = self._take(key, optional=optional)
        if value is None:
            return ""
        if isinstance(value, str) and value.strip():
            return value
        self.note(f"'{key}' should be a text that is not empty.")
        return ""

    def url(self, key: str) -> str:
        """Take an https address."""
        value = self.text(key)
        if value:
            try:
                parts = urlsplit(value)
                good = (
                    parts.scheme == "https" and bool(parts.hostname) and not any(c.isspace() for c in value)
                )
            except ValueError:
                good = False
            if not good:
                self.note(f"'{key}' is not an https address.", "Give the address of the published text.")
        return value

    def flag(self, key: str, *, optional: bool = False) -> bool:
        """Take a true or false; false if an optional one is missing."""
        value = self._take(key, optional=optional)
        if value is not None and not isinstance(value, bool):
            self.note(f"'{key}' should be true or false.")
        return value is True

    def day(self, key: str, *, optional: bool = False) -> date | None:
        """Take a date (not a time, and not a text that looks like a date)."""
        value = self._take(key, optional=optional)
        if value is None:
            return None
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        self.note(f"'{key}' should be a date, such as 2011-04-05, without quotation marks.")
        return None

    def number(self, key: str, *, optional: bool = False) -> int | None:
        """Take a whole number."""
        value = self._take(key, optional=optional)
        if value is None or (isinstance(value, int) and not isinstance(value, bool)):
            return value
        self.note(f"'{key}' should be a whole number.")
        return None

    def texts(
        self, key: str, *, optional: bool = False, known: Iterable[str] | None = None
    ) -> tuple[str, ...]:
        """Take a list of texts, none twice, all among those known where those are given."""
        value = self._take(key, optional=optional)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
            self.note(f"'{key}' should be a list of texts.")
            return ()
        if len(set(value)) < len(value):
            self.note(f"'{key}' names something twice.")
        if known is not None:
            among = tuple(known)
            for item in value:
                if item not in among:
                    self.note(f"'{item}' in '{key}' is not known.", f"Use one of: {', '.join(among)}.")
            return tuple(item for item in value if item in among)
        return tuple(value)

    def tables(self, key: str) -> tuple[Entry, ...]:
        """Take an optional list of tables."""
        value = self._take(key, optional=True)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.note(f"'{key}' should be a list of tables.")
            return ()
        return tuple(Entry(item, f"{self.where}, {key}", self._problems) for item in value)

    def done(self) -> None:
        """Note each key that nothing took."""
        for key in self._left:
            self.note(f"'{key}' is not a key known here.", "Check its spelling, or remove it.")

    def _take(self, key: str, *, optional: bool) -> object:
        value = self._left.pop(key, None)
        if value is None and not optional:
            self.note(f"'{key}' is missing.", "Add it.")
        return value
