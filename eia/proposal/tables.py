"""The tables beside a proposal, read as its evidence entries say, and what must agree between the two.

Like the references, it reads the entries as TOML gives them, so that a wrong type elsewhere does not hide a wrong table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from eia.disclosure import Counts
from eia.errors import EiaError, Problem
from eia.evidence import (
    Asked,
    GroupTable,
    MergeAsked,
    MoneyTable,
    PeopleTable,
    PlacesTable,
    Rate,
    Table,
    read_groups,
    read_money,
    read_people,
    read_places,
    read_rates,
)
from eia.evidence.categories import SEX_OR_GENDER
from eia.evidence.sheet import is_sheet
from eia.files import CONTROL
from eia.proposal.data_protection import missing_grounds
from eia.proposal.references import entries
from eia.proposal.table_words import words_about_tables

_NAMED = 3
"""Codes of areas that a note names."""

_KINDS = ("counts", "rates", "people", "money", "places")


@dataclass(slots=True)
class Tables:
    """What was read of the files beside a proposal.

    Attributes:
        counts: Raw counts by evidence id, of counts by group.
        rates: Published rates by evidence id.
        tables: All but the rates, by evidence id.
        problems: What keeps the proposal from being read.
        notes: What the officer should know of how a table was read.
    """

    counts: dict[str, Counts] = field(default_factory=dict)
    rates: dict[str, tuple[Rate, ...]] = field(default_factory=dict)
    tables: dict[str, Table] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)


def read_tables(raw: Mapping[str, object], folder: Path, shown: str) -> Tables:
    """Read every table that a proposal names.

    Args:
        raw: The proposal as TOML gives it.
        folder: Its folder.
        shown: How errors name its file.
    """
    found = Tables()
    for number, item in enumerate(entries(raw, "evidence"), start=1):
        where = f"{shown}, evidence {number}"
        file = item.get("file")
        if not isinstance(file, str) or not file.strip() or CONTROL.search(file):
            continue
        path = inside(folder, file)
        if amiss := _amiss(item, file, path, where):
            found.problems.append(amiss)
        elif path is not None and item.get("table") in _KINDS:  # another word has been refused already
            asked = _asked(item, raw, where)
            grounds = missing_grounds(raw, asked, where) if item["table"] == "people" else ()
            if grounds:  # without them, the file of people is not opened
                found.problems += grounds
                continue
            try:
                _read(found, item, path, asked, f"{folder.name}/{file}")
            except EiaError as error:
                found.problems.extend(error.problems)
    found.problems += words_about_tables(raw, found.tables, shown)
    return found


def inside(folder: Path, file: str) -> Path | None:
    """Return where a file of the folder really stands, or `None` if a link or its name leads out of the folder."""
    try:
        path = (folder / file).resolve()
    except (OSError, RuntimeError):  # links that go round in a circle, until Python 3.13
        return None
    return path if path.is_relative_to(folder.resolve()) and not path.is_symlink() else None


def _amiss(item: Mapping[str, object], file: str, path: Path | None, where: str) -> Problem | None:
    if set(file) & set("\\\n\t\r"):
        what = r"A \ stands in the file name, or was read as the end of a line."
        return Problem(f"{where}, 'file'", what, r"Use / instead of \ in file names.")
    if path is None:
        do = "Put the file in the proposal's evidence folder."
        return Problem(f"{where}, 'file'", f"'{file}' is outside the proposal's folder.", do)
    if item.get("table") is None:
        do = 'Add table = "counts" or table = "rates" beside it; a table of people, money or places says so too.'
        return Problem(f"{where}, 'file'", "The kind of table is not said.", do)
    if item.get("sheet") and not is_sheet(path):
        do = "Leave 'sheet' out, or name the .xlsx file."
        return Problem(f"{where}, 'sheet'", "A sheet is named, and the file is no .xlsx file.", do)
    return None


def _read(found: Tables, item: Mapping[str, object], path: Path, asked: Asked, shown: str) -> None:
    name = str(item.get("id"))
    match item["table"]:
        case "counts":
            table = found.tables[name] = read_groups(path, shown=shown, asked=asked)
            found.counts[name] = table.groups
        case "rates":
            found.rates[name] = read_rates(path, shown=shown, sheet=asked.sheet)
        case "money":
            found.tables[name] = read_money(path, shown=shown, asked=asked)
        case "places":
            found.tables[name] = read_places(path, shown=shown, asked=asked)
        case "people":
            found.tables[name] = read_people(path, shown=shown, asked=asked)
    if name in found.tables:
        found.notes += _notes(found.tables[name], shown)


def _notes(table: Table, shown: str) -> Iterator[Problem]:
    named: tuple[str | None, ...] = ()
    match table:
        case PeopleTable():
            named = tuple(one.characteristic for one in table.columns.values())
        case GroupTable() | MoneyTable():
            named = (table.characteristic,)
        case PlacesTable() if table.not_placed:
            some = ", ".join(table.not_placed[:_NAMED]) + ("…" if len(table.not_placed) > _NAMED else "")
            what = f"Codes of {table.geography} that are not held for this place: {len(table.not_placed)} ({some}). Their people are counted as not placed."
            yield Problem(shown, what, "Check the codes; people from elsewhere may be right.")
    if SEX_OR_GENDER in named:
        what = (
            f"A column named gender is read as “{SEX_OR_GENDER}”: it is neither sex nor gender reassignment."
        )
        yield Problem(shown, what, "If the question is known, name the column by it.")


def _asked(item: Mapping[str, object], raw: Mapping[str, object], where: str) -> Asked:
    """Return what an entry says of its table; what is of a wrong type has been refused already, and is passed over."""
    about = raw.get("proposal")
    return Asked(
        where=where,
        sheet=_text(item.get("sheet")),
        about=_texts(item.get("about")),
        columns=_pairs(item.get("columns")),
        person=_text(item.get("person")),
        outcomes=tuple(_pairs(item.get("outcomes"))),
        bands=_texts(item.get("bands")),
        own=_texts(item.get("own_categories")),
        merges=tuple(
            MergeAsked(
                into=_text(one.get("into")) or "?",
                groups=_texts(one.get("groups")),
                column=_text(one.get("column")),
            )
            for one in entries(item, "merge")
        ),
        areas=_text(item.get("areas")),
        place=_text(about.get("authority_code")) if isinstance(about, Mapping) else "",
    )


def _text(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _texts(value: object) -> tuple[str, ...]:
    return tuple(filter(None, map(_text, value))) if isinstance(value, list) else ()


def _pairs(value: object) -> dict[str, str]:
    if not isinstance(value, Mapping):
        return {}
    return {_text(name): _text(said) for name, said in value.items() if _text(name) and _text(said)}
