"""Reading a proposal's folder: every problem found in one go, each in the officer's words."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from eia.disclosure import Counts, RecordedTable
from eia.errors import EiaError, Problem
from eia.evidence import Rate, Table
from eia.files import read_text
from eia.proposal.agreement import disagreements
from eia.proposal.exemptions import unknown_exemptions
from eia.proposal.folder import FILE, find_proposal
from eia.proposal.migration import migrated, version_of
from eia.proposal.model import SCHEMA, Proposal
from eia.proposal.posts import notes_on_posts
from eia.proposal.problems import control_characters, explain
from eia.proposal.published import read_published
from eia.proposal.references import cross_references, without_blanks
from eia.proposal.same_people import differing_totals
from eia.proposal.small_numbers import notes_on_small_counts
from eia.proposal.strays import stray_headings
from eia.proposal.syntax import syntax_error
from eia.proposal.tables import inside, read_tables

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
    if inside(folder, FILE) is None:
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
    problems += unknown_exemptions(raw, shown)
    read = read_tables(raw, folder, shown)
    problems += read.problems
    problems += differing_totals(raw, read.counts, read.tables, folder.name)
    earlier, published_problems = read_published(folder)
    problems += published_problems
    if problems:
        raise EiaError.of(problems)
    return Submission(
        id=folder.name,
        proposal=proposal,
        counts=read.counts,
        rates=read.rates,
        tables=read.tables,
        notes=(*notes_on_posts(proposal, shown), *notes_on_small_counts(proposal, shown), *read.notes),
        earlier=earlier,
    )


def _refuse_newer(raw: dict[str, object], shown: str) -> None:
    version = version_of(raw)
    if version is not None and SCHEMA < version <= _LAST_SCHEMA:
        raise EiaError(
            f"{shown}, 'schema'",
            f"The file is written for version {version} of the proposal; this toolkit knows version {SCHEMA}.",
            "Install the newer toolkit.",
        )
