"""Versions of an assessment that were published earlier: their released tables, and nothing else of them."""

from __future__ import annotations

from pathlib import Path

from eia.disclosure import RecordedTable, read_record
from eia.errors import EiaError, Problem
from eia.files import read_text

PUBLISHED = "published"
"""The folder beside ``proposal.toml`` that takes the ``disclosure.json`` of each published version, under any name."""


def read_published(folder: Path) -> tuple[tuple[tuple[RecordedTable, ...], ...], list[Problem]]:
    """Read the released tables of every earlier version, in the order of the files' names.

    Args:
        folder: The proposal's folder.

    Returns:
        The tables of each version, and what is wrong with a file.
    """
    found: list[tuple[RecordedTable, ...]] = []
    problems: list[Problem] = []
    for path in sorted((folder / PUBLISHED).glob("*.json"), key=lambda one: one.name):
        shown = f"{folder.name}/{PUBLISHED}/{path.name}"
        try:
            found.append(read_record(read_text(path, shown=shown), where=shown).tables)
        except EiaError as error:
            problems += error.problems
    return tuple(found), problems
