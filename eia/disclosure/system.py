"""All tables of a report as one system: every count once, however many tables print it, and every sum among them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product

from eia.disclosure.counts import Counts, Unshown
from eia.disclosure.crosstab import Crosstab, Dimension, combinations, same_words
from eia.disclosure.structure import Bounds, Line, Structure
from eia.disclosure.tally import Tally

__all__ = ["Crosstab", "Dimension", "DoesNotAddUp", "LinkedTable", "Place", "Public", "System", "assemble"]

Place = tuple[str | None, ...]
"""Where a count stands in its table: a group for each dimension, and None for everyone."""

_Key = tuple[tuple[str, str], frozenset[tuple[str, frozenset[str]]]]
"""Which people a count is of: whose table, and the groups they are in. Two places with one key are one count."""


class DoesNotAddUp(ValueError):  # noqa: N818 - the name says what is wrong, as the officer would
    """Counts that should be the same are not. It names the tables, and no number.

    Attributes:
        tables: The two tables that differ, or the one that differs from its own stated total or from what is public.
    """

    def __init__(self, tables: tuple[str, ...]) -> None:
        self.tables = tables
        names = " and ".join(f"“{name}”" for name in tables)
        words = "do not agree on a count that both hold" if len(tables) > 1 else "does not add up"
        super().__init__(f"{names} {words}")


@dataclass(frozen=True, kw_only=True, slots=True)
class LinkedTable:
    """A table as it enters the system.

    Attributes:
        counts: Its raw counts.
        base: Whom it counts, in words. Tables of the same words count the same people. None: nobody else's.
        stated: Its total as typed beside it, if it was; it must be the sum.
    """

    counts: Counts | Crosstab
    base: str | None = None
    stated: Tally | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Public:
    """A count that anyone can look up elsewhere.

    Attributes:
        table: The table it stands in.
        value: What was published.
        tolerance: By how many its producer's own protection may have moved it, either way.
        place: Where it stands in the table; None: its total.
    """

    table: str
    value: int
    tolerance: int = 0
    place: Place | None = None


class System(Unshown):
    """The cells and sums of all linked tables, which anyone may see, and their counts, which are not shown.

    Made by `assemble`.
    """

    __slots__ = ("_places", "_public", "_structure", "_values")

    _structure: Structure
    _values: tuple[int, ...]
    _places: Mapping[str, Mapping[Place, int]]
    _public: Mapping[int, Bounds]

    def __init__(
        self,
        structure: Structure,
        values: tuple[int, ...],
        places: Mapping[str, Mapping[Place, int]],
        public: Mapping[int, Bounds],
    ) -> None:
        object.__setattr__(self, "_structure", structure)
        object.__setattr__(self, "_values", values)
        object.__setattr__(self, "_places", places)
        object.__setattr__(self, "_public", public)

    @property
    def structure(self) -> Structure:
        """The cells and every sum among them."""
        return self._structure

    @property
    def public(self) -> Mapping[int, Bounds]:
        """What everyone knows of a cell from elsewhere, by its place among the cells."""
        return dict(self._public)

    @property
    def tables(self) -> tuple[str, ...]:
        """The names of the tables, sorted."""
        return tuple(sorted(self._places))

    def places(self, table: str) -> dict[Place, int]:
        """Return where a table's counts stand among the cells, in its own order: finest groups, margins, total.

        The key is a group for each dimension, None standing for everyone: `("disabled",)` and `(None,)` for `Counts`.

        Raises:
            KeyError: There is no such table.
        """
        return dict(self._places[table])

    def __repr__(self) -> str:
        return (
            f"<System: {len(self._places)} tables, {len(self._structure.cells)} cells, "
            f"{len(self._structure.lines)} sums, counts not shown>"
        )


def assemble(tables: Mapping[str, LinkedTable], *, public: Iterable[Public] = ()) -> System:
    """Put tables together, each with all its margins, so that what is one count is one cell.

    Tables of the same base share their total. Those which moreover count by a dimension of the same name share its
    counts, where the groups of one are the groups of the other, or broader groups of it that leave nobody out. `Counts`
    has no name for what it counts by, so it shares its total only. The system is the same in whatever order the tables
    are given.

    Args:
        tables: The tables by name.
        public: Counts known from elsewhere.

    Raises:
        ValueError: No table, or a public count of a table or place that is not there.
        DoesNotAddUp: Two tables differ on a count of the same people, or one from its stated total or what is public.
    """
    if not tables:
        raise ValueError("there is no table to put together")
    dimensions = {name: _dimensions(name, tables[name]) for name in sorted(tables)}
    spans = _common_spans(tables, dimensions)
    cells: dict[_Key, int] = {}
    names: dict[str, None] = {}
    values: list[int] = []
    first: list[str] = []
    places: dict[str, dict[Place, int]] = {}
    lines: set[tuple[int, tuple[int, ...]]] = set()
    for name, own in dimensions.items():
        table, places[name] = tables[name], {}
        for place, value in _all_counts(own, table.counts._values).items():  # noqa: SLF001 - counts stay within
            key = _key(name, table, place, spans[name])
            if key not in cells:
                cells[key] = len(names)
                names[_name(name, place, names)] = None
                values.append(value)
                first.append(name)
            at = places[name][place] = cells[key]
            if values[at] != value:
                raise DoesNotAddUp((first[at], name))
        if table.stated is not None and table.stated._value != values[at]:  # noqa: SLF001 - the last place is the total
            raise DoesNotAddUp((name,))
        lines |= _lines(own, places[name])
    structure = Structure(
        cells=tuple(names), lines=tuple(Line(total=total, parts=parts) for total, parts in sorted(lines))
    )
    return System(structure, tuple(values), places, _known(public, places, values))


def _dimensions(name: str, table: LinkedTable) -> tuple[Dimension, ...]:
    if isinstance(table.counts, Crosstab):
        return table.counts.dimensions
    return (Dimension(name=f"the groups of {name}", groups=table.counts.groups),)


def _whose(name: str, table: LinkedTable) -> tuple[str, str]:
    return ("table", name) if table.base is None else ("base", same_words(table.base))


def _common_spans(
    tables: Mapping[str, LinkedTable], dimensions: Mapping[str, tuple[Dimension, ...]]
) -> dict[str, list[tuple[str, dict[str | None, frozenset[str]]]]]:
    """Return, for each dimension of each table, what its groups are in the finest groups known of the same people.

    Each is named: the dimension and its finest groups in words, so that only what is truly alike is shared.
    """
    alike: dict[tuple[tuple[str, str], str], list[Dimension]] = {}
    for name, own in dimensions.items():
        if isinstance(tables[name].counts, Crosstab):
            for one in own:
                alike.setdefault((_whose(name, tables[name]), same_words(one.name)), []).append(one)
    found: dict[str, list[tuple[str, dict[str | None, frozenset[str]]]]] = {}
    for name, own in dimensions.items():
        found[name] = []
        for one in own:
            family = alike.get((_whose(name, tables[name]), same_words(one.name)), [one])
            if not isinstance(tables[name].counts, Crosstab):
                family = [one]
            finest = max(
                (other for other in family if _in_terms_of(one, other)),
                key=lambda other: (len(other.groups), sorted(map(same_words, other.groups))),
            )
            terms = _in_terms_of(one, finest)
            identity = "\n".join((same_words(one.name), *sorted(terms[None])))
            found[name].append((identity, terms))
    return found


def _in_terms_of(one: Dimension, other: Dimension) -> dict[str | None, frozenset[str]]:
    """Return the groups of a dimension as sets of another's finest groups, in words; nothing if it is not so made up."""
    words = {
        same_words(name): frozenset(map(same_words, span))
        for name, span in other.spans().items()
        if name is not None
    }
    made_of = [words.get(same_words(group), frozenset()) for group in one.groups]
    everyone = frozenset(map(same_words, other.groups))
    if not all(made_of) or sum(map(len, made_of)) != len(everyone) or frozenset().union(*made_of) != everyone:
        return {}
    leaves = dict(zip(one.groups, made_of, strict=True))
    return {name: frozenset().union(*(leaves[group] for group in span)) for name, span in one.spans().items()}


def _key(
    name: str, table: LinkedTable, place: Place, spans: list[tuple[str, dict[str | None, frozenset[str]]]]
) -> _Key:
    of = (
        (identity, terms[group], terms[None]) for group, (identity, terms) in zip(place, spans, strict=True)
    )
    owner = f"{name}\n" if isinstance(table.counts, Counts) else ""
    return _whose(name, table), frozenset(
        (owner + identity, span) for identity, span, everyone in of if span != everyone
    )


def _name(table: str, place: Place, taken: Mapping[str, None]) -> str:
    groups = [group for group in place if group is not None]
    name = f"{table}: {' × '.join(groups) if groups else 'total'}"
    again = 2
    full = name
    while full in taken:  # "a: b" with a group "c", beside "a" with a group "b: c"
        full, again = f"{name} ({again})", again + 1
    return full


def _all_counts(dimensions: tuple[Dimension, ...], values: tuple[int, ...]) -> dict[Place, int]:
    """Return the count at every place of a table: finest groups first, then margins, the total last."""
    counts: dict[Place, int] = {}
    counts.update(zip(combinations(dimensions), values, strict=True))
    finest = dict(counts)
    spans = [one.spans() for one in dimensions]

    def margins_in(place: Place) -> int:
        return sum(group not in one.groups for group, one in zip(place, dimensions, strict=True))

    for place in sorted(product(*spans), key=margins_in):
        made_of = (sorted(span[group]) for group, span in zip(place, spans, strict=True))
        counts.setdefault(place, sum(finest[one] for one in product(*made_of)))
    return counts


def _lines(
    dimensions: tuple[Dimension, ...], places: Mapping[Place, int]
) -> set[tuple[int, tuple[int, ...]]]:
    """Return every sum of a table as places among the cells; a group that is alone in its broader group is no sum."""
    lines = set()
    for axis, one in enumerate(dimensions):
        others = [other.spans() for at, other in enumerate(dimensions) if at != axis]
        for above, parts in one.children().items():
            for rest in product(*others):
                before, after = rest[:axis], rest[axis:]
                total = places[(*before, above, *after)]
                summed = tuple(sorted(places[(*before, part, *after)] for part in parts))
                if summed != (total,):
                    lines.add((total, summed))
    return lines


def _known(
    public: Iterable[Public], places: Mapping[str, Mapping[Place, int]], values: list[int]
) -> dict[int, Bounds]:
    known: dict[int, Bounds] = {}
    for one in public:
        own = places.get(one.table, {})
        place = one.place if one.place is not None else max(own, key=lambda p: p.count(None), default=())
        if place not in own:
            raise ValueError(f"a public count is of a place that is not in a table: {one.table}")
        at = own[place]
        low, high = max(0, one.value - one.tolerance), one.value + one.tolerance
        if at in known:
            before = known[at]
            low = max(low, before.low)
            high = high if before.high is None else min(high, before.high)
        if not low <= values[at] <= high:
            raise DoesNotAddUp((one.table,))
        known[at] = Bounds(low=low, high=high)
    return known
