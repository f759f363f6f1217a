"""What a reader knows of a count from what is printed, and whether a table fits it: additions and comparisons, no solver."""

from __future__ import annotations

from collections.abc import Sequence

from eia.disclosure.structure import Bounds, Structure


def exact(count: int) -> Bounds:
    """Give what a reader knows of a count published as it is."""
    return Bounds(low=count, high=count)


def rounded_bounds(rounded: int, base: int) -> Bounds:
    """Give what a reader knows of a count rounded to a multiple next to it, up or down: less than one base away, and not below nought.

    Raises:
        ValueError: The base is below 1, or the number is no multiple of it from nought.
    """
    if base < 1 or rounded < 0 or rounded % base:
        raise ValueError("a rounded count is a multiple of its base, from nought")
    return Bounds(low=max(0, rounded - base + 1), high=rounded + base - 1)


def withheld(low: int = 0) -> Bounds:
    """Give what a reader knows of a count kept back: the rule may say that it is at least `low` (1 where every 0 is published)."""
    return Bounds(low=low, high=None)


def kept_back(known: Sequence[Bounds]) -> tuple[int, ...]:
    """Give the places of the counts that are not published as they are, which every reader sees."""
    return tuple(place for place, bounds in enumerate(known) if not bounds.pinned)


def verify(structure: Structure, known: Sequence[Bounds], table: Sequence[int]) -> bool:
    """Check by addition and comparison alone that a table fits the sums and all that is known.

    Args:
        structure: The cells and the sums.
        known: What is known of each cell.
        table: A whole number for each cell, in the order of the structure's.
    """
    if not len(structure.cells) == len(known) == len(table):
        return False
    if any(type(count) is not int for count in table):
        return False
    for bounds, count in zip(known, table, strict=True):
        if count < bounds.low or (bounds.high is not None and count > bounds.high):
            return False
    return all(table[line.total] == sum(table[part] for part in line.parts) for line in structure.lines)
