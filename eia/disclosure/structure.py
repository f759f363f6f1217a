"""What everyone knows of a report's tables before a number is shown: which counts there are, and which are sums of which."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A count that is the sum of others: what a reader can add up.

    Attributes:
        total: The place of the sum among the cells.
        parts: The places of what is summed, at least one, each once.
    """

    total: int
    parts: tuple[int, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Structure:
    """The cells of all linked tables, each count once however often it is printed, and every sum among them.

    Attributes:
        cells: A name for each count, each once, for records and errors.
        lines: The sums.

    Raises:
        ValueError: No cell, a name twice, or a line that names a cell which is not there, itself, or one twice.
    """

    cells: tuple[str, ...]
    lines: tuple[Line, ...] = ()

    def __post_init__(self) -> None:
        if not self.cells or len(set(self.cells)) != len(self.cells):
            raise ValueError("a structure needs cells, and a name of its own for each")
        for line in self.lines:
            places = (line.total, *line.parts)
            if not line.parts or len(set(places)) != len(places):
                raise ValueError("a line needs parts, and each cell in it once")
            if not all(0 <= place < len(self.cells) for place in places):
                raise ValueError("a line names a cell that is not there")


@dataclass(frozen=True, kw_only=True, slots=True)
class Bounds:
    """What a reader can tell of one count: it is a whole number from `low` to `high`; no greatest where `high` is None."""

    low: int
    high: int | None

    def covers(self, other: Bounds) -> bool:
        """Tell whether every count of another range is possible here too."""
        return self.low <= other.low and (
            self.high is None or (other.high is not None and other.high <= self.high)
        )

    @property
    def pinned(self) -> bool:
        """Whether only one count is possible."""
        return self.low == self.high
