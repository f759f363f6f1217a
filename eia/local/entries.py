"""The entries of a pack's tables, each read with its problems noted by file and entry."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator, Mapping
from typing import get_args

from eia.checks import CHECKS
from eia.errors import Problem
from eia.findings import Severity, Stage
from eia.law import Nation, law
from eia.law.entries import Entry
from eia.local.pack import LocalCharacteristic
from eia.local.paths import fault_of
from eia.local.questions import Question
from eia.local.safe_release import HEADING
from eia.practice import Choice
from eia.proposal.fields import ID, ContextName

_LONGEST = 60
"""Characters of an id, as in a proposal."""

_SEVERITIES = (Severity.WARNING.value, Severity.ADVICE.value)
_CONTEXTS = get_args(ContextName)


def characteristics_of(
    raw: Mapping[str, object], file: str, problems: list[Problem]
) -> tuple[LocalCharacteristic, ...]:
    """Read ``[[characteristic]]`` entries; none may take the id or the name of a protected characteristic."""
    found: list[LocalCharacteristic] = []
    statutory = {_plain(word): one.name for one in law().characteristics for word in (one.id, one.name)}
    for entry in _entries(raw, "characteristic", file, problems):
        one = LocalCharacteristic(
            id=_id(entry),
            name=entry.text("name"),
            because=entry.text("because"),
            source=entry.text("source"),
        )
        shadowed = statutory.get(_plain(one.id)) or statutory.get(_plain(one.name))
        if shadowed:
            entry.note(
                f"'{shadowed}' is a protected characteristic; a pack adds groups and takes the place of none.",
                "Remove the entry, or give it an id and a name of its own.",
            )
        _not_twice(entry, one.id, [other.id for other in found])
        found.append(one)
    return tuple(found)


def questions_of(
    raw: Mapping[str, object], file: str, problems: list[Problem], *, own: Collection[str]
) -> tuple[Question, ...]:
    """Read ``[[question]]`` entries.

    Args:
        raw: The file as TOML gives it.
        file: How problems name it.
        problems: Takes what is wrong.
        own: The ids of the body's own characteristics.
    """
    found: list[Question] = []
    codes = [check.code.lower() for check in CHECKS]
    people = (*(one.id for one in law().characteristics), *own)
    for entry in _entries(raw, "question", file, problems):
        name, asks = _id(entry), entry.text("asks")
        if asks and not asks.rstrip().endswith("?"):
            entry.note(
                "'asks' is no question.",
                "End it with a question mark; put it so that yes is the good answer.",
            )
        if name in codes:
            entry.note(f"{name.upper()} is a question of the toolkit's own.", "Give this one another id.")
        _not_twice(entry, name, [other.id for other in found])
        reads = entry.text("reads", optional=True)
        if reads and (fault := fault_of(reads)):
            entry.note(*fault)
        when = entry.texts("when", optional=True, known=(*_CONTEXTS, *people))
        found.append(
            Question(
                id=name,
                asks=asks,
                reads=reads,
                due=Stage(_word(entry, "due", tuple(Stage))),
                severity=Severity(_severity(entry)),
                do=entry.text("do"),
                because=entry.text("because"),
                source=entry.text("source"),
                nations=entry.texts("nations", optional=True, known=tuple(Nation)),
                contexts=tuple(one for one in when if one in _CONTEXTS),
                people=tuple(one for one in when if one in people),
            )
        )
    return tuple(found)


def choices_of(raw: Mapping[str, object], file: str, problems: list[Problem]) -> tuple[Choice, ...]:
    """Read the choices that a pack tightens: each with a number, and the body's own words, reason and source.

    Whether each is known, and stricter, `eia.practice.Practice.with_local` says.
    """
    found: list[Choice] = []
    for name, table in raw.items():
        if name == HEADING:
            continue
        if not isinstance(table, Mapping):
            problems.append(
                Problem(
                    f"{file}, {name}",
                    "This stands under no choice.",
                    "Put it below a heading such as [assessment_current_months].",
                )
            )
            continue
        value = table.get("value")
        entry = Entry({key: one for key, one in table.items() if key != "value"}, f"{file}, {name}", problems)
        if isinstance(value, bool) or not isinstance(value, int | float):
            entry.note("'value' should be a number.", "Write it without quotation marks.")
            value = None
        says, because, source = entry.text("says"), entry.text("because"), entry.text("source")
        entry.done()
        if value is not None:
            found.append(Choice(id=name, value=value, says=says, because=because, source=source))
    return tuple(found)


def _entries(raw: Mapping[str, object], table: str, file: str, problems: list[Problem]) -> Iterator[Entry]:
    problems += [
        Problem(
            file,
            f"'{key}' does not belong in this file.",
            f"Write [[{table}]], with two brackets, above each entry.",
        )
        for key in raw
        if key != table
    ]
    found = raw.get(table, [])
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        problems.append(
            Problem(file, f"'{table}' should be written [[{table}]].", "Use two pairs of square brackets.")
        )
        return
    for number, one in enumerate(found, start=1):
        entry = Entry(one, f"{file}, {table} {number}", problems)
        yield entry
        entry.done()


def _id(entry: Entry) -> str:
    name = entry.text("id")
    if name and not (re.fullmatch(ID, name) and len(name) <= _LONGEST):
        do = "Use lower-case letters and figures joined by hyphens, as in 'care-experience'."
        entry.note(f"'{name}' cannot be an id.", do)
    return name


def _word(entry: Entry, key: str, known: tuple[str, ...]) -> str:
    """Take one of a few words; where it is none of them, the first stands in for it, and the problem is noted."""
    word = entry.text(key)
    if word and word not in known:
        near = difflib.get_close_matches(word, known, n=1)
        hint = f"Did you mean '{near[0]}'? " if near else ""
        entry.note(f"'{word}' is not a word known for '{key}'.", f"{hint}Use one of: {', '.join(known)}.")
    return word if word in known else known[0]


def _severity(entry: Entry) -> str:
    word = entry.text("severity")
    if word == Severity.SERIOUS:
        what = "A body's own question is never serious: that word is kept for the law."
        entry.note(what, f"Use one of: {', '.join(_SEVERITIES)}.")
    elif word and word not in _SEVERITIES:
        entry.note(f"'{word}' is not a word known for 'severity'.", f"Use one of: {', '.join(_SEVERITIES)}.")
    return word if word in _SEVERITIES else _SEVERITIES[0]


def _not_twice(entry: Entry, name: str, others: list[str]) -> None:
    if name and name in others:
        entry.note("The id stands twice.", "Remove one, or give it another id.")


def _plain(words: str) -> str:
    return re.sub(r"[\s_-]+", " ", words).strip().casefold()
