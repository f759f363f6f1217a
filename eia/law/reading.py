"""Reading the law files of a folder, and refusing what does not hold together."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from importlib.resources.abc import Traversable
from typing import TypeVar

from eia.errors import EiaError, Problem
from eia.law.consistency import clashes, strays
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
_Built = TypeVar("_Built", Characteristic, Context, Conduct, DutyException)
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
    wheres: dict[str, str] = {}
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
        characteristics += _each(
            raw, "characteristic", path.name, problems=problems, wheres=wheres, build=_characteristic
        )
        contexts += _each(raw, "context", path.name, problems=problems, wheres=wheres, build=_context)
        conducts += _each(raw, "conduct", path.name, problems=problems, wheres=wheres, build=_conduct)
        exceptions += _each(raw, "exception", path.name, problems=problems, wheres=wheres, build=_exception)
    found = Law(
        provisions=tuple(provisions),
        characteristics=tuple(characteristics),
        contexts=tuple(contexts),
        conducts=tuple(conducts),
        exceptions=tuple(exceptions),
    )
    problems += clashes(found)
    problems += strays(found, wheres)
    if problems:
        raise EiaError.of(problems)
    return found


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


def _each(
    raw: dict[str, object],
    table: str,
    file: str,
    *,
    problems: list[Problem],
    wheres: dict[str, str],
    build: Callable[[Entry], _Built],
) -> Iterator[_Built]:
    for entry in _entries(raw, table, file, problems):
        built = build(entry)
        wheres[built.id] = entry.where
        yield built


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
