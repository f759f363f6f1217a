"""Raw counts by several characteristics at once, with broad groups above fine ones, which cannot be shown by accident."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import product
from math import prod

from eia.disclosure.counts import Unshown


def same_words(text: str) -> str:
    """Return words as they are compared: case and the width of spaces do not matter."""
    return " ".join(text.split()).casefold()


@dataclass(frozen=True, kw_only=True, slots=True)
class Dimension:
    """What people are counted by: its finest groups, and the broader groups these add up to.

    Attributes:
        name: What it is: "ethnic group". Tables of the same people share what they count by the same name and groups.
        groups: The finest groups; everyone counted is in exactly one.
        within: The broader group of a group, and of a broader group in turn. What stands in none is right under the total.

    Raises:
        ValueError: No name, no group, a group named twice, or broader groups that are not above the groups.
    """

    name: str
    groups: tuple[str, ...]
    within: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        broader = set(self.within.values())
        if not self.name.strip() or not self.groups or any(not group.strip() for group in self.groups):
            raise ValueError("a dimension needs a name, and at least one group with a name")
        words = [same_words(group) for group in (*self.groups, *broader)]
        if len(set(words)) != len(words):
            raise ValueError(f"{self.name}: a group is named twice")
        if not set(self.within) <= {*self.groups, *broader}:
            raise ValueError(f"{self.name}: a group that is not there stands within another")
        for group in self.within:
            above = [group]
            while (parent := self.within.get(above[-1])) is not None:
                if parent in above:
                    raise ValueError(f"{self.name}: a broader group stands within itself")
                above.append(parent)

    def spans(self) -> dict[str | None, frozenset[str]]:
        """Return the finest groups in each group: these first, then the broader, by size, then None for everyone."""
        spans: dict[str | None, set[str]] = {group: {group} for group in self.groups}
        for group in self.groups:
            above = self.within.get(group)
            while above is not None:
                spans.setdefault(above, set()).add(group)
                above = self.within.get(above)
        broader = sorted(
            (name for name in spans if name not in self.groups), key=lambda n: (len(spans[n]), n)
        )
        ordered = {name: frozenset(spans[name]) for name in (*self.groups, *broader)}
        return {**ordered, None: frozenset(self.groups)}

    def children(self) -> dict[str | None, tuple[str, ...]]:
        """Return what each broader group is the sum of, and None (everyone) of what stands in no broader group."""
        found: dict[str | None, list[str]] = {}
        for name in self.spans():
            if name is not None:
                found.setdefault(self.within.get(name), []).append(name)
        return {name: tuple(parts) for name, parts in found.items()}


class Crosstab(Unshown):
    """Counts of people by several dimensions at once, held but not shown, as `Counts` are.

    Args:
        dimensions: What the people are counted by, each name once.
        values: A whole number from 0 for each combination of finest groups, the last dimension running fastest.

    Raises:
        ValueError: No dimension, one twice, as many values as combinations not given, or a negative count.
            The words of the error hold no value.
        TypeError: A value is not a whole number.
    """

    __slots__ = ("_dimensions", "_values")

    _dimensions: tuple[Dimension, ...]
    _values: tuple[int, ...]

    def __init__(self, dimensions: tuple[Dimension, ...], values: tuple[int, ...]) -> None:
        dimensions, values = tuple(dimensions), tuple(values)
        if not dimensions or len({same_words(one.name) for one in dimensions}) != len(dimensions):
            raise ValueError("a crosstab needs at least one dimension, and each once")
        if prod(len(one.groups) for one in dimensions) != len(values):
            raise ValueError("there must be one count for each combination of groups")
        if any(type(value) is not int for value in values):
            raise TypeError("a count is not a whole number")
        if any(value < 0 for value in values):
            raise ValueError("a count is negative")
        object.__setattr__(self, "_dimensions", dimensions)
        object.__setattr__(self, "_values", values)

    @property
    def dimensions(self) -> tuple[Dimension, ...]:
        """What the people are counted by, which is no secret."""
        return self._dimensions

    def __repr__(self) -> str:
        return f"<Crosstab: {' × '.join(str(len(one.groups)) for one in self._dimensions)} groups, not shown>"


def combinations(dimensions: tuple[Dimension, ...]) -> list[tuple[str, ...]]:
    """Return every combination of finest groups, the last dimension running fastest."""
    return list(product(*(one.groups for one in dimensions)))
