"""Tables with one row a person or response, read as positions in groups: what was written in a cell is not held."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from eia.errors import EiaError, Problem
from eia.evidence.asked import Asked, columns_amiss
from eia.evidence.categories import characteristic_of, group_texts
from eia.evidence.kinds import Answers, Column, PeopleTable
from eia.evidence.rows import LongTable, TextColumn, open_table
from eia.evidence.table import raise_all, shortened

_YES_NO: Mapping[str, int] = {
    "yes": 1,
    "y": 1,
    "true": 1,
    "1": 1,
    "no": 0,
    "n": 0,
    "false": 0,
    "0": 0,
    "": -1,
}


_MOST_WRONG = 12
"""Words that are repeated of one column: one with more is not what the record says, and may hold names."""


def read_people(path: Path, *, shown: str, asked: Asked) -> PeopleTable:
    """Read a table with one row a person or response.

    Only the columns that the record names are kept; the others are read over. The column of references is looked through
    for repeats and dropped.

    Args:
        path: The file, CSV or XLSX.
        shown: How errors name the file.
        asked: What the record asks: `columns`, `outcomes`, `person`, `bands`, `merges`, `own`.

    Returns:
        The people, as positions in groups and answers.

    Raises:
        EiaError: With every problem found, once for each word that is wrong, with the row where it first stands: a column
            that is not there, a group that is not known, an outcome with a third value, a person twice.
    """
    if not asked.columns:
        what = "It is not said which columns say what people are."
        do = 'Name each with its characteristic, as in columns = { "ethnic group" = "race", age = "age" }.'
        raise EiaError(f"{asked.where}, 'columns'", what, do)
    table = open_table(path, shown=shown, sheet=asked.sheet)
    raise_all([*columns_amiss(asked, table.header), *_named_twice(asked)], shown)
    columns = table.columns((*asked.columns, *asked.outcomes, *filter(None, (asked.person,))))
    no_answer = {one.where: one for one in (*_dates(table, columns), *_amiss(table, columns))}
    problems: list[Problem] = []
    if asked.person:
        problems += _people_twice(columns.pop(asked.person))
    outcomes = {name: _answers(columns.pop(name), problems) for name in asked.outcomes}
    groups = {name: _column(one, asked, problems) for name, one in columns.items()}
    # A date or an error is no group and no answer either, which is not told again.
    raise_all([*no_answer.values(), *(one for one in problems if one.where not in no_answer)], shown)
    return PeopleTable(
        size=table.numbering.count,
        columns={name: one for name, one in groups.items() if one},
        outcomes={name: one for name, one in outcomes.items() if one},
    )


def _named_twice(asked: Asked) -> Iterator[Problem]:
    for name in dict.fromkeys((*asked.outcomes, asked.person)):
        if name and (name in asked.columns or (name == asked.person and name in asked.outcomes)):
            what = f"'{shortened(name)}' is named for more than one thing."
            key = "outcomes" if name in asked.outcomes else "person"
            yield Problem(f"{asked.where}, '{key}'", what, "Name each column once.")


def _dates(table: LongTable, wanted: Iterable[str]) -> Iterator[Problem]:
    names = set(wanted)
    for number, position in sorted(table.dates):
        if (name := table.header[position]) in names and number >= table.numbering.first:
            what = "The cell holds a date, and none is due here: Excel turns '10-14' into one."
            do = "Format the column as text, and write bands with words, as in 10 to 14."
            yield Problem(f"{table.shown}, row {number}, column '{name}'", what, do)


def _amiss(table: LongTable, wanted: Iterable[str]) -> Iterator[Problem]:
    """Find cells that would be taken for blank, which is an answer here: errors, formulas without a result, merged cells."""
    names = set(wanted)
    for one in table.amiss:
        if (
            one.last >= table.numbering.first
            and one.position < len(table.header)
            and table.header[one.position] in names
        ):
            yield one.problem(table.shown, table.header)


def _people_twice(column: TextColumn) -> Iterator[Problem]:
    """Find people who stand in two rows, and rows with no reference. No reference is repeated in an error."""
    blanks = {position for position, text in enumerate(column.texts()) if not text}
    if len(column.seen) == len(column.codes) and not blanks:
        return
    first: dict[int, int] = {}
    for person, code in enumerate(column.codes):
        if code in blanks:
            do = "Give each person a reference, or leave 'person' out."
            yield Problem(column.where(person), "The cell is blank.", do)
        elif (before := first.setdefault(code, person)) < person:
            what = f"This person stands in row {column.numbering.number(before)} already."
            yield Problem(column.where(person), what, "Keep one row for each person.")


def _wrong_column(column: TextColumn, count: int) -> Problem:
    """Say that a column is not what the record says, and repeat nothing of it."""
    what = f"The column holds {count:,} words that are not known; it may be another than the one meant."
    do = "Look at the column again; if its groups are your own, name it in own_categories and say why."
    return Problem(f"{column.shown}, column '{column.name}'", what, do)


def _answers(column: TextColumn, problems: list[Problem]) -> Answers | None:
    import numpy as np  # noqa: PLC0415 - heavy, and few proposals have a table of people

    texts = column.texts()
    wrong = [position for position, text in enumerate(texts) if text.casefold() not in _YES_NO]
    if len(wrong) > _MOST_WRONG:
        problems.append(_wrong_column(column, len(wrong)))
        return None
    if wrong:
        places = column.places()
        do = "Write yes or no; leave the cell empty where there is no answer."
        problems += [
            Problem(places[position], f"'{shortened(texts[position])}' is neither yes nor no.", do)
            for position in wrong
        ]
        return None
    codes = np.array([_YES_NO[text.casefold()] for text in texts], dtype=np.int8)
    return Answers(codes[np.frombuffer(column.codes, dtype=np.intc)])


def _column(column: TextColumn, asked: Asked, problems: list[Problem]) -> Column | None:
    import numpy as np  # noqa: PLC0415 - heavy, and few proposals have a table of people

    places: list[str] = []

    def place_of(position: int) -> str:
        if not places:  # looked for only where something is amiss
            places.extend(column.places())
        return places[position]

    found = group_texts(column.texts(), asked.wording(column.name), place_of)
    if isinstance(found, list):
        problems += found if len(found) <= _MOST_WRONG else [_wrong_column(column, len(found))]
        return None
    positions = np.array(found.positions, dtype=np.int16)
    return Column(
        characteristic=characteristic_of(column.name, asked.columns[column.name]),
        groups=found.groups,
        codes=positions[np.frombuffer(column.codes, dtype=np.intc)],
        unanswered=found.unanswered,
    )
