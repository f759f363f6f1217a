"""Reading a proposal's folder: every problem found in one go, each in the officer's words."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from eia.disclosure import Counts
from eia.errors import EiaError, Problem
from eia.evidence import Rate, place, read_counts, read_rates
from eia.files import CONTROL, read_text
from eia.proposal.folder import FILE, find_proposal
from eia.proposal.model import SCHEMA, Proposal
from eia.proposal.problems import control_characters, explain
from eia.proposal.references import cross_references, entries

_POSITION = re.compile(r"\s*\((?:at )?(?:(line \d+), (column \d+)|(end of document))\)$")


@dataclass(frozen=True, kw_only=True)
class Submission:
    """A proposal as it was handed in: its words, and the tables beside them.

    Attributes:
        id: The folder's name.
        proposal: What the officer wrote.
        counts: Raw counts by evidence id; they can only be shown through release.
        rates: Published rates by evidence id.
    """

    id: str
    proposal: Proposal
    counts: dict[str, Counts] = field(default_factory=dict)
    rates: dict[str, tuple[Rate, ...]] = field(default_factory=dict)


def read_proposal(name: str | Path) -> Submission:
    """Read and check a proposal's folder.

    Args:
        name: Anything `find_proposal` takes.

    Raises:
        EiaError: Every problem of the folder at once; a TOML syntax error stands alone, since nothing after it can be read.
    """
    folder = find_proposal(name)
    text = read_text(folder / FILE, shown=f"{folder.name}/{FILE}")
    shown = f"{folder.name}/{FILE}"
    try:
        raw = tomllib.loads(text)
    except (
        ValueError
    ) as error:  # tomllib's own error is one, and it lets those of impossible dates pass through
        raise _syntax_error(error, shown, text) from None
    except RecursionError:
        raise EiaError(
            shown, "Brackets stand inside brackets too deeply to be read.", "Remove what is not needed."
        ) from None
    _refuse_newer(raw, shown)
    problems: list[Problem] = []
    try:
        proposal = Proposal.model_validate(raw)
    except ValidationError as error:
        problems += explain(error, Proposal, file=shown)
    problems += control_characters(raw, shown)
    problems += cross_references(raw, shown)
    problems += _unknown_place(raw, shown)
    counts, rates, table_problems = _tables(raw, folder, shown)
    problems += table_problems
    if problems:
        raise EiaError.of(problems)
    return Submission(id=folder.name, proposal=proposal, counts=counts, rates=rates)


def _syntax_error(error: ValueError, shown: str, text: str) -> EiaError:
    message = str(error)
    found = _POSITION.search(message)
    what = (_POSITION.sub("", message) or "This cannot be read").rstrip(".")
    if found and found[1]:
        where = f"{shown}, {found[1]}, {found[2]}"
    else:
        where = f"{shown}, line {_line_of_bad_date(text)}" if not found else f"{shown}, end of the file"
    return EiaError(
        where,
        f"This is not written as TOML asks: {what[:1].lower()}{what[1:]}.",
        "Look for a missing quotation mark, bracket or equals sign, a key written twice, or a date that does not exist.",
    )


def _line_of_bad_date(text: str) -> str:
    for number, line in enumerate(text.split("\n"), start=1):
        try:
            tomllib.loads(line)
        except tomllib.TOMLDecodeError:
            continue
        except ValueError:
            return str(number)
    return "not known"


def _refuse_newer(raw: dict[str, object], shown: str) -> None:
    version = raw.get("schema")
    if isinstance(version, int) and not isinstance(version, bool) and version > SCHEMA:
        raise EiaError(
            f"{shown}, 'schema'",
            f"The file is written for version {version} of the proposal; this toolkit knows version {SCHEMA}.",
            "Install the newer toolkit.",
        )


def _unknown_place(raw: dict[str, object], shown: str) -> tuple[Problem, ...]:
    about = raw.get("proposal")
    code = about.get("authority_code") if isinstance(about, dict) else None
    if not isinstance(code, str) or not code.strip():
        return ()
    try:
        place(code.strip())
    except EiaError as error:
        return tuple(
            Problem(f"{shown}, 'proposal', 'authority_code'", one.what, one.do) for one in error.problems
        )
    return ()


def _tables(
    raw: dict[str, object], folder: Path, shown: str
) -> tuple[dict[str, Counts], dict[str, tuple[Rate, ...]], list[Problem]]:
    counts: dict[str, Counts] = {}
    rates: dict[str, tuple[Rate, ...]] = {}
    problems: list[Problem] = []
    for number, item in enumerate(entries(raw, "evidence"), start=1):
        name, file, table = str(item.get("id")), item.get("file"), item.get("table")
        if not isinstance(file, str) or not file.strip() or CONTROL.search(file):
            continue
        where = f"{shown}, evidence {number}, 'file'"
        path = (folder / file).resolve()
        if not path.is_relative_to(folder.resolve()):
            do = "Put the file in the proposal's evidence folder."
            problems.append(Problem(where, f"'{file}' is outside the proposal's folder.", do))
        elif table not in ("counts", "rates"):
            do = 'Add table = "counts" or table = "rates" beside it.'
            problems.append(Problem(where, "The kind of table is not said.", do))
        else:
            try:
                if table == "counts":
                    counts[name] = read_counts(path, shown=file)
                else:
                    rates[name] = read_rates(path, shown=file)
            except EiaError as error:
                problems.extend(error.problems)
    return counts, rates, problems
