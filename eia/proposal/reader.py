"""Reading a proposal's folder: every problem found in one go, each in the officer's words."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from eia.disclosure import Counts, RecordedTable
from eia.errors import EiaError, Problem
from eia.evidence import Rate, Table, read_counts, read_rates
from eia.files import CONTROL, read_text
from eia.proposal.agreement import disagreements
from eia.proposal.folder import FILE, find_proposal
from eia.proposal.migration import migrated, version_of
from eia.proposal.model import SCHEMA, Proposal
from eia.proposal.posts import notes_on_posts
from eia.proposal.problems import control_characters, explain
from eia.proposal.published import read_published
from eia.proposal.references import cross_references, entries, without_blanks
from eia.proposal.same_people import differing_totals
from eia.proposal.small_numbers import notes_on_small_counts
from eia.proposal.strays import stray_headings
from eia.proposal.syntax import syntax_error

_LAST_SCHEMA = 99
"""A version above this is no version."""


@dataclass(frozen=True, kw_only=True)
class Submission:
    """A proposal as it was handed in: its words, and the tables beside them.

    Attributes:
        id: The folder's name.
        proposal: What the officer wrote.
        counts: Raw counts by evidence id; they can only be shown through release.
        rates: Published rates by evidence id.
        tables: What was read of each file, by evidence id, published rates apart; counts by group stand in `counts` too.
        notes: What the officer should look at again; nothing that keeps the proposal from being read.
        earlier: The released tables of each version published earlier, oldest first.
    """

    id: str
    proposal: Proposal
    counts: dict[str, Counts] = field(default_factory=dict)
    rates: dict[str, tuple[Rate, ...]] = field(default_factory=dict)
    tables: Mapping[str, Table] = field(default_factory=dict)
    notes: tuple[Problem, ...] = ()
    earlier: tuple[tuple[RecordedTable, ...], ...] = ()


def read_proposal(name: str | Path, *, codes: Collection[str] = ()) -> Submission:
    """Read and check a proposal's folder.

    Args:
        name: Anything `find_proposal` takes.
        codes: The codes of the checks that a reply may name. The checks know them, and stand above this room; without
            them, replies are taken as they are.

    Raises:
        EiaError: Every problem of the folder at once; a TOML syntax error stands alone, since nothing after it can be read.
    """
    folder = find_proposal(name)
    shown = f"{folder.name}/{FILE}"
    if _inside(folder, FILE) is None:
        what = "The file is a link to a place outside the proposal's folder."
        raise EiaError(shown, what, "Put the file itself there.")
    text = read_text(folder / FILE, shown=shown)
    if strays := stray_headings(text, shown):
        raise EiaError.of(strays)
    try:
        raw = tomllib.loads(text)
    except ValueError as error:  # of which tomllib's own is one kind: those of impossible days are plain
        raise syntax_error(error, text, shown) from None
    except RecursionError:
        raise EiaError(
            shown, "Brackets stand inside brackets too deeply to be read.", "Remove what is not needed."
        ) from None
    _refuse_newer(raw, shown)
    raw = without_blanks(migrated(raw))
    problems: list[Problem] = []
    try:
        proposal = Proposal.model_validate(raw)
    except ValidationError as error:
        problems += explain(error, Proposal, file=shown)
    problems += control_characters(raw, shown)
    problems += cross_references(raw, shown)
    problems += disagreements(raw, shown, codes=codes)
    counts, rates, table_problems = _tables(raw, folder, shown)
    problems += table_problems
    problems += differing_totals(raw, counts, folder.name)
    earlier, published_problems = read_published(folder)
    problems += published_problems
    if problems:
        raise EiaError.of(problems)
    notes = (*notes_on_posts(proposal, shown), *notes_on_small_counts(proposal, shown))
    return Submission(
        id=folder.name, proposal=proposal, counts=counts, rates=rates, notes=notes, earlier=earlier
    )


def _refuse_newer(raw: dict[str, object], shown: str) -> None:
    version = version_of(raw)
    if version is not None and SCHEMA < version <= _LAST_SCHEMA:
        raise EiaError(
            f"{shown}, 'schema'",
            f"The file is written for version {version} of the proposal; this toolkit knows version {SCHEMA}.",
            "Install the newer toolkit.",
        )


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
        path = _inside(folder, file)
        if set(file) & set("\\\n\t\r"):
            what = r"A \ stands in the file name, or was read as the end of a line."
            problems.append(Problem(where, what, r"Use / instead of \ in file names."))
        elif path is None:
            do = "Put the file in the proposal's evidence folder."
            problems.append(Problem(where, f"'{file}' is outside the proposal's folder.", do))
        elif table is None:
            do = 'Add table = "counts" or table = "rates" beside it.'
            problems.append(Problem(where, "The kind of table is not said.", do))
        elif table in ("counts", "rates"):  # another word has been refused already
            try:
                if table == "counts":
                    counts[name] = read_counts(path, shown=f"{folder.name}/{file}")
                else:
                    rates[name] = read_rates(path, shown=f"{folder.name}/{file}")
            except EiaError as error:
                problems.extend(error.problems)
    return counts, rates, problems


def _inside(folder: Path, file: str) -> Path | None:
    """Return where a file of the folder really stands, or `None` if a link or its name leads out of the folder."""
    try:
        path = (folder / file).resolve()
    except (OSError, RuntimeError):  # links that go round in a circle
        return None
    return path if path.is_relative_to(folder.resolve()) else None
