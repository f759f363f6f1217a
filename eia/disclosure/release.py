"""The one door from raw counts to tables that may be shown: all tables of a report at once.

Tables of the same people are made safe together (`eia.disclosure.safe`), by controlled rounding or by withholding as the
profile says, and attacked as a reader would before they are let out. Percentages are of shown numbers only.

It protects against accident and against a reader who knows the rule and can solve equations. It does not protect against
one who reasons about how the rounding was chosen, who has seen the raw counts, or who compares different years.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType

from eia.disclosure.audit import Audit
from eia.disclosure.counts import Counts
from eia.disclosure.crosstab import Crosstab, same_words
from eia.disclosure.earlier import read_earlier
from eia.disclosure.guard import Guard
from eia.disclosure.record import Done, RecordedCount, RecordedSum, RecordedTable
from eia.disclosure.released import Released, ReleasedCell
from eia.disclosure.safe import Safe, make_safe
from eia.disclosure.structure import Bounds
from eia.disclosure.system import LinkedTable, Place, System, assemble
from eia.disclosure.tally import Tally
from eia.practice import Profile

OWN_RECORDS = "The body's own records"
NOT_SHOWN = "not shown"
TOTAL = "Total"


@dataclass(frozen=True, kw_only=True, slots=True)
class RawTable:
    """A table on its way to release.

    Attributes:
        counts: Its raw counts.
        title: What it is called in the report.
        base: Whom it counts; tables of the same words count the same people. None: nobody else's.
        source: Where the counts come from.
        stated: Its total as typed beside it, if it was; it must be the sum.
    """

    counts: Counts | Crosstab
    title: str
    base: str | None = None
    source: str = OWN_RECORDS
    stated: Tally | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Release:
    """All tables of a report as they may be shown.

    Attributes:
        profile: The rule.
        tables: The released tables by id, in the order given.
        records: What became of each, for an output checker; in the same order.
        says: How close an outsider could come, in a sentence; empty where there is no table.
        audit: The same in a few words for a record; empty where there is no table.
        guard: What must not stand in anything that is written.
    """

    profile: Profile
    tables: Mapping[str, Released] = field(default_factory=lambda: MappingProxyType({}))
    records: tuple[RecordedTable, ...] = ()
    says: str = ""
    audit: Mapping[str, int | bool | None] = field(default_factory=lambda: MappingProxyType({}))
    guard: Guard = field(default_factory=Guard)


def release_together(
    tables: Mapping[str, RawTable],
    profile: Profile,
    *,
    earlier: Sequence[Sequence[RecordedTable]] = (),
) -> Release:
    """Release all tables of a report.

    Args:
        tables: The tables by id.
        profile: The rule in force.
        earlier: The released tables of earlier published versions, oldest first. A shown number is kept where it may still
            stand for the count, and what the versions together would give away is withheld.

    Raises:
        DoesNotAddUp: Two tables of the same people differ in their total, or one from its stated total. No number is named.
    """
    shown: dict[str, Released] = {}
    records: dict[str, RecordedTable] = {}
    audits: list[Audit] = []
    secrets: list[tuple[str, str, int]] = []
    for group in _linked(tables):
        linked = {
            name: LinkedTable(counts=one.counts, base=one.base, stated=one.stated)
            for name, one in group.items()
        }
        everything = assemble(linked)
        named = partial(_names, group)
        names = named(everything)
        safe = make_safe(linked, profile, named=named, past=read_earlier(everything, names, profile, earlier))
        if safe.attempt:
            audits.append(safe.attempt.audit)
        for name, one in group.items():
            made = _released(name, one, everything, safe, profile)
            shown[name] = made
            records[name] = _record(
                name, one, everything, safe, made, names=names, group=group, profile=profile
            )
            secrets += _secrets(name, one, everything, made)
    if not shown:
        return Release(profile=profile)
    whole = Audit(
        kept_back=_kept_back(records.values()),
        protected=tuple(protected for one in audits for protected in one.protected),
    )
    return Release(
        profile=profile,
        tables=MappingProxyType({name: shown[name] for name in tables}),
        records=tuple(records[name] for name in tables),
        says=whole.says(f"count under {profile.threshold}", profile.threshold - 1),
        audit=MappingProxyType(whole.record()),
        guard=Guard(secrets, printed=_printed(tables, shown)),
    )


def _linked(tables: Mapping[str, RawTable]) -> Iterator[dict[str, RawTable]]:
    """Yield the tables that count the same people together, and each other one by itself."""
    groups: dict[tuple[str, str], dict[str, RawTable]] = {}
    for name, one in tables.items():
        key = ("table", name) if one.base is None else ("base", same_words(one.base))
        groups.setdefault(key, {})[name] = one
    yield from groups.values()


def _names(group: Mapping[str, RawTable], system: System) -> dict[str, str]:
    """Return for each cell the name it has in every publication, whichever of the linked tables the system holds."""
    titles = [one.title for one in group.values()]
    names: dict[str, str] = {}
    for name, one in sorted((name, group[name]) for name in system.tables):
        title = one.title if titles.count(one.title) == 1 else f"{one.title} [{name}]"
        for place, at in system.places(name).items():
            cell = system.structure.cells[at]
            if one.base is not None and set(place) == {None}:
                names[cell] = f"Everyone: {same_words(one.base)}"
            else:
                names.setdefault(cell, f"{title} ({one.source}): {_label(place)}")
    return names


def _label(place: Place) -> str:
    return " × ".join(group for group in place if group is not None) or TOTAL


def _released(name: str, one: RawTable, system: System, safe: Safe, profile: Profile) -> Released:
    places = system.places(name)
    if name in safe.whole or safe.system is None or safe.attempt is None:
        cells = [ReleasedCell(group=_label(place), shown=NOT_SHOWN, low=0, high=None) for place in places]
        rule = f"This table is not shown. {safe.whole[name]}"
        return Released(rows=tuple(cells[:-1]), total=cells[-1], source=one.source, rule=rule)
    base, known = safe.attempt.base, safe.attempt.known
    cells = [_cell(_label(place), known[at], base, profile) for place, at in safe.system.places(name).items()]
    least = profile.smallest_denominator * base // profile.base
    return Released(
        # Of one group alone the share is all there is, and says nothing.
        rows=tuple(_with_share(cell, cells[-1], least) for cell in cells[:-1])
        if len(cells) > 2  # noqa: PLR2004 - one group and the total
        else tuple(cells[:-1]),
        total=cells[-1],
        source=one.source,
        rule=_rule(base, least, profile),
    )


def _cell(group: str, told: Bounds, base: int, profile: Profile) -> ReleasedCell:
    """Make a cell of what a reader is told: nothing else goes in, so nothing else can come out."""
    if profile.method == "rounding" and told.high is not None:
        rounded = told.high - base + 1
        shown = f"{rounded:,}" if rounded else f"fewer than {base}"
    else:
        shown = f"{told.low:,}" if told.pinned else NOT_SHOWN
    return ReleasedCell(group=group, shown=shown, low=told.low, high=told.high)


def _with_share(cell: ReleasedCell, total: ReleasedCell, least: int) -> ReleasedCell:
    if cell.withheld or total.withheld:
        return cell
    part, whole = (int(one.shown.replace(",", "")) for one in (cell, total))
    if whole < least:
        return cell
    share = f"{(200 * part + whole) // (2 * whole)}%"  # to the nearest, a half going up
    return ReleasedCell(
        group=cell.group, shown=cell.shown, low=cell.low, high=cell.high, per_cent_shown=share
    )


def _rule(base: int, least: int, profile: Profile) -> str:
    shares = f"Percentages are of the numbers shown, and of a total shown as {least:,} or more."
    if profile.method == "rounding":
        return (
            f"Counts of people are shown as multiples of {base} next to them, up or down, so that they add up; "
            f"“fewer than {base}” may be none, and “{base}” may be any count from 1 to {2 * base - 1}. {shares}"
        )
    small = (
        f"fewer than {profile.threshold} people" if profile.zeros else f"1 to {profile.threshold - 1} people"
    )
    none = "" if profile.zeros else "; a count of none is shown"
    return f"Where “{NOT_SHOWN}” stands, the count is of {small}, or another could be worked out from it{none}. {shares}"


def _record(
    name: str,
    one: RawTable,
    system: System,
    safe: Safe,
    made: Released,
    *,
    names: Mapping[str, str],
    group: Mapping[str, RawTable],
    profile: Profile,
) -> RecordedTable:
    done, why = _what_was_done(name, safe, made, profile)
    places = system.places(name).values()
    own = {at: names[system.structure.cells[at]] for at in places}
    cells = (*made.rows, made.total)
    return RecordedTable(
        id=name,
        title=one.title,
        base=one.base,
        source=one.source,
        rule=made.rule,
        done=done,
        why=why,
        linked=tuple(other.title for key, other in group.items() if key != name),
        multiples_of=safe.attempt.base if safe.attempt and done is not Done.WHOLE else 1,
        counts=tuple(
            RecordedCount(
                cell=own[at],
                group=told.group,
                shown=told.shown,
                low=told.low,
                high=told.high,
                share=told.per_cent_shown,
            )
            for at, told in zip(places, cells, strict=True)
        ),
        sums=tuple(
            RecordedSum(total=own[line.total], parts=tuple(own[part] for part in line.parts))
            for line in system.structure.lines
            if {line.total, *line.parts} <= own.keys()
        ),
    )


def _what_was_done(name: str, safe: Safe, made: Released, profile: Profile) -> tuple[Done, str]:
    if safe.attempt is None or name in safe.whole:
        return Done.WHOLE, safe.whole[name]
    if safe.attempt.base > 1:
        if safe.attempt.base > profile.base:
            return (
                Done.COARSER,
                "Rounded to the profile's base, a reader could have worked a small count out.",
            )
        return Done.ROUNDED, "Every count and total, small or not, is treated alike."
    if any(cell.withheld for cell in (*made.rows, made.total)):
        return (
            Done.WITHHELD,
            "Small counts, and those from which they could be worked out, are marked alike.",
        )
    return Done.AS_IT_IS, "No count had to be withheld."


def _kept_back(records: Iterable[RecordedTable]) -> int:
    """Return of how many counts, each once however many tables hold it, no table shows the true number as such."""
    every = [one for record in records for one in record.counts]
    return len({one.cell for one in every} - {one.cell for one in every if one.low == one.high})


def _secrets(name: str, one: RawTable, system: System, made: Released) -> Iterator[tuple[str, str, int]]:
    """Yield each true count of which something else is shown: for the guard, and for nothing else."""
    cells = zip(system.places(name).items(), (*made.rows, made.total), strict=True)
    for number, ((place, at), cell) in enumerate(cells):
        if number and len(made.rows) == 1:
            continue  # the total of one group is that group
        value = system._values[at]  # noqa: SLF001 - one door
        if cell.shown != f"{value:,}":
            yield one.title, _label(place), value


def _printed(tables: Mapping[str, RawTable], shown: Mapping[str, Released]) -> dict[tuple[str, str], str]:
    """Return which table prints a number beside a group's words."""
    return {
        (same_words(cell.group), cell.shown): tables[name].title
        for name, one in shown.items()
        for cell in one.rows
    }
