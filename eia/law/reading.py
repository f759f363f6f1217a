"""Reading the law files of a folder, and refusing what does not hold together."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from importlib.resources.abc import Traversable
from itertools import combinations

from eia.errors import EiaError, Problem
from eia.law.entries import Entry
from eia.law.provisions import (
    Case,
    Characteristic,
    Conduct,
    Context,
    Dropped,
    DutyException,
    Exclusion,
    Limb,
    Nation,
    Provision,
)
from eia.law.register import Law

_LIMBS = tuple(limb.value for limb in Limb)
_NATIONS = tuple(nation.value for nation in Nation)
_TABLES = {"instrument", "provision", "case", "characteristic", "context", "conduct", "exception"}


def read_law(folder: Traversable) -> Law:
    """Read every ``.toml`` file of a folder, in the order of their names.

    Raises:
        EiaError: Something is wrong in one or more entries; every problem is named by file and entry.
    """
    problems: list[Problem] = []
    provisions: list[Provision] = []
    characteristics: list[Characteristic] = []
    contexts: list[Context] = []
    conducts: list[Conduct] = []
    exceptions: list[DutyException] = []
    for path in sorted(folder.iterdir(), key=lambda item: item.name):
        if not path.name.endswith(".toml"):
            continue
        raw = _parse(path, problems)
        problems += [
            Problem(path.name, f"'{key}' is not a table known here.", "Check its spelling, or remove it.")
            for key in raw
            if key not in _TABLES
        ]
        instrument = raw.get("instrument", "")
        if not isinstance(instrument, str) or (not instrument and ("provision" in raw or "case" in raw)):
            problems.append(
                Problem(
                    path.name, "'instrument' is missing, or is not a text.", "Name the instrument at the top."
                )
            )
            instrument = ""
        for table in ("provision", "case"):
            for entry in _entries(raw, table, path.name, problems):
                provisions += _provision(entry, instrument, path.name, case=table == "case")
        characteristics += [
            _characteristic(entry) for entry in _entries(raw, "characteristic", path.name, problems)
        ]
        contexts += [_context(entry) for entry in _entries(raw, "context", path.name, problems)]
        conducts += [_conduct(entry) for entry in _entries(raw, "conduct", path.name, problems)]
        exceptions += [_exception(entry) for entry in _entries(raw, "exception", path.name, problems)]
    problems += _clashes(provisions)
    problems += _strays(provisions, characteristics, contexts, conducts, exceptions)
    if problems:
        raise EiaError.of(problems)
    return Law(
        provisions=tuple(provisions),
        characteristics=tuple(characteristics),
        contexts=tuple(contexts),
        conducts=tuple(conducts),
        exceptions=tuple(exceptions),
    )


def _parse(path: Traversable, problems: list[Problem]) -> dict[str, object]:
    # tomllib itself refuses an impossible date such as 2011-02-30, as ValueError, and names the line of other faults
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, ValueError) as error:
        problems.append(Problem(path.name, f"The file cannot be read: {error}.", "Correct that line."))
        return {}


def _entries(raw: dict[str, object], table: str, file: str, problems: list[Problem]) -> Iterator[Entry]:
    found = raw.get(table, [])
    if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
        problems.append(
            Problem(file, f"'{table}' should be written [[{table}]].", "Use two pairs of square brackets.")
        )
        return
    for number, item in enumerate(found, start=1):
        entry = Entry(item, f"{file}, {table} {number}", problems)
        yield entry
        entry.done()


def _provision(entry: Entry, instrument: str, file: str, *, case: bool) -> Iterator[Provision]:
    common = {
        "id": entry.text("id"),
        "url": entry.url("url"),
        "says": entry.text("says"),
        "until": entry.day("until", optional=True),
        "nations": tuple(Nation(name) for name in entry.texts("nations", known=_NATIONS)),
        "read": entry.flag("read"),
        "established": entry.flag("established", optional=True),
        "grounds": entry.texts("grounds", optional=True),
        "needs": entry.texts("needs", optional=True),
        "instrument": instrument,
        "file": file,
    }
    since, until = entry.day("since"), common["until"]
    if not common["nations"]:
        entry.note("No nation is named.", f"Name at least one of: {', '.join(_NATIONS)}.")
    if since is None:
        return
    if isinstance(until, date) and until <= since:
        entry.note(
            "'until' is not after 'since'.", "'until' is the first day on which the entry is no longer law."
        )
    if not case:
        yield Provision(cites=entry.text("cites"), since=since, **common)  # type: ignore[arg-type] # one dict for both kinds; each value's type was checked as it was read
        return
    name, citation, court = entry.text("name"), entry.text("citation"), entry.text("court")
    year, known = entry.number("year"), entry.number("known_from_year", optional=True)
    decided, paragraphs = entry.day("decided", optional=True), entry.texts("paragraphs", optional=True)
    if decided is None and (known != year or since != date(known or 1, 1, 1)):
        entry.note(
            "Only the year is known, so 'known_from_year' should be that year and 'since' its first day."
        )
    if decided is not None and (decided != since or decided.year != year or known is not None):
        entry.note("'decided', 'since' and 'year' do not agree, or 'known_from_year' stands beside the day.")
    yield Case(
        cites=f"{name} {citation}",
        name=name,
        citation=citation,
        court=court,
        year=year or 0,
        decided=decided,
        known_from_year=known,
        paragraphs=paragraphs,
        since=since,
        **common,  # type: ignore[arg-type] # as above
    )


def _limbs(entry: Entry) -> tuple[Limb, ...]:
    return tuple(Limb(letter) for letter in entry.texts("limbs", known=_LIMBS))


def _characteristic(entry: Entry) -> Characteristic:
    return Characteristic(
        id=entry.text("id"),
        name=entry.text("name"),
        section=entry.text("section"),
        relevant=entry.flag("relevant"),
        limbs=_limbs(entry),
        note=entry.text("note", optional=True),
    )


def _exclusions(entry: Entry, key: str) -> tuple[Exclusion, ...]:
    found = []
    for table in entry.tables(key):
        found.append(
            Exclusion(
                characteristic=table.text("characteristic"),
                under=table.text("under"),
                at=table.text("at"),
                only=table.text("only", optional=True),
            )
        )
        table.done()
    return tuple(found)


def _context(entry: Entry) -> Context:
    return Context(
        id=entry.text("id"),
        name=entry.text("name"),
        part=entry.text("part"),
        provisions=entry.texts("provisions"),
        outside=_exclusions(entry, "outside"),
        outside_harassment=_exclusions(entry, "outside_harassment"),
    )


def _conduct(entry: Entry) -> Conduct:
    return Conduct(
        id=entry.text("id"),
        name=entry.text("name"),
        provisions=entry.texts("provisions"),
        only_for=entry.texts("only_for", optional=True),
        only_in=entry.texts("only_in", optional=True),
        not_in=entry.texts("not_in", optional=True),
        outside=_exclusions(entry, "outside"),
    )


def _exception(entry: Entry) -> DutyException:
    drops = []
    for table in entry.tables("drops"):
        drops.append(
            Dropped(
                characteristic=table.text("characteristic"),
                limbs=_limbs(table),
                only=table.text("only", optional=True),
            )
        )
        table.done()
    return DutyException(
        id=entry.text("id"),
        under=entry.text("under"),
        functions=entry.texts("functions"),
        drops=tuple(drops),
    )


def _clashes(provisions: list[Provision]) -> Iterator[Problem]:
    """Two entries of one id may stand only as versions: on different days, and in one file."""
    by_id: dict[str, list[Provision]] = {}
    for provision in provisions:
        by_id.setdefault(provision.id, []).append(provision)
    for name, versions in by_id.items():
        for one, other in combinations(versions, 2):
            first, second = sorted((one, other), key=lambda version: version.since)
            where = f"{other.file}, {name}"
            if one.file != other.file or one.since == other.since:
                also = "" if one.file == other.file else f", also in {one.file}"
                yield Problem(where, f"The id stands twice{also}.", "Remove one, or give it another id.")
            elif first.until is None or first.until > second.since:
                yield Problem(
                    where,
                    "Two entries of this id have overlapping dates.",
                    "End one before the other starts.",
                )


def _strays(
    provisions: list[Provision],
    characteristics: list[Characteristic],
    contexts: list[Context],
    conducts: list[Conduct],
    exceptions: list[DutyException],
) -> Iterator[Problem]:
    """Every id that an entry mentions must stand somewhere, and stand once."""
    laws = {provision.id for provision in provisions}
    people = {characteristic.id for characteristic in characteristics}
    places = {context.id for context in contexts}
    mentions: list[tuple[str, str, set[str]]] = [(c.id, c.section, laws) for c in characteristics]
    for context in contexts:
        mentions += [(context.id, name, laws) for name in context.provisions]
        mentions += [
            pair
            for out in context.outside + context.outside_harassment
            for pair in _of(context.id, out, laws, people)
        ]
    for conduct in conducts:
        mentions += [(conduct.id, name, laws) for name in conduct.provisions]
        mentions += [(conduct.id, name, people) for name in conduct.only_for]
        mentions += [(conduct.id, name, places) for name in conduct.only_in + conduct.not_in]
        mentions += [pair for out in conduct.outside for pair in _of(conduct.id, out, laws, people)]
    for exception in exceptions:
        mentions.append((exception.id, exception.under, laws))
        mentions += [(exception.id, drop.characteristic, people) for drop in exception.drops]
    for where, name, known in mentions:
        if name not in known:
            yield Problem(where, f"'{name}' stands nowhere in the law files.", "Check its spelling.")
    for kind in (characteristics, contexts, conducts, exceptions):
        names = [item.id for item in kind]
        for name in sorted({name for name in names if names.count(name) > 1}):
            yield Problem(name, "The id stands twice.", "Remove one, or give it another id.")


def _of(where: str, out: Exclusion, laws: set[str], people: set[str]) -> list[tuple[str, str, set[str]]]:
    return [(where, out.under, laws), (where, out.characteristic, people)]
