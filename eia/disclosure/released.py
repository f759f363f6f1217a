"""Tables that may be shown: rounded and withheld by rule, or public statistics as their producer released them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class ReleasedCell:
    """One number as it may be shown.

    Attributes:
        group: The group it counts.
        shown: The words to print: "1,230", "fewer than 10", "not shown".
        low: The least count that what is shown leaves open.
        high: The greatest count that what is shown leaves open; None where it leaves any.
        per_cent_shown: The share of the shown total, such as "12%"; None where it is withheld or cannot be told.
    """

    group: str
    shown: str
    low: int
    high: int | None
    per_cent_shown: str | None = None

    @property
    def withheld(self) -> bool:
        """Whether the count is kept back: what is shown is words, not a number."""
        return not self.shown[0].isdigit()


@dataclass(frozen=True, kw_only=True, slots=True)
class Released:
    """A table that may be shown, its total with it.

    Attributes:
        rows: One cell a group, in the order given.
        total: The total over the groups.
        source: Where the counts come from.
        rule: How the numbers were made safe, in a sentence to print under the table.
    """

    rows: tuple[ReleasedCell, ...]
    total: ReleasedCell
    source: str
    rule: str

    def __str__(self) -> str:
        lines = [f"{cell.group}: {_with_share(cell)}" for cell in (*self.rows, self.total)]
        return "\n".join([*lines, f"Source: {self.source}", self.rule])


def published(groups: tuple[str, ...], values: tuple[int, ...], source: str, tolerance: int = 0) -> Released:
    """Enter public statistics as already released: exact figures, for their producer has made them safe.

    Args:
        groups: The names of the groups.
        values: The published count of each.
        source: Who published them, and in which table.
        tolerance: By how many the producer's own protection may have moved a count either way.

    Raises:
        ValueError: A group twice, as many values as groups not given, no source, or a negative number.
    """
    if not groups or len(set(groups)) != len(groups) or len(groups) != len(values):
        raise ValueError("a published table needs one count for each group, and each group once")
    if not source.strip() or tolerance < 0 or any(value < 0 for value in values):
        raise ValueError("a published table needs a source, and no negative number")
    whole = sum(values)
    slack = tolerance * len(values)
    return Released(
        rows=tuple(
            ReleasedCell(
                group=group,
                shown=f"{value:,}",
                low=max(0, value - tolerance),
                high=value + tolerance,
                per_cent_shown=f"{100 * value / whole:.1f}%" if whole else None,
            )
            for group, value in zip(groups, values, strict=True)
        ),
        total=ReleasedCell(group="Total", shown=f"{whole:,}", low=max(0, whole - slack), high=whole + slack),
        source=source,
        rule="Public statistics, shown as published.",
    )


def _with_share(cell: ReleasedCell) -> str:
    return f"{cell.shown} ({cell.per_cent_shown})" if cell.per_cent_shown else cell.shown
