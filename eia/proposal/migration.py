"""Older proposals made into today's, a step a version: in memory on reading, and in the folder on request."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

from eia.errors import EiaError
from eia.files import read_text, write_together
from eia.proposal.folder import FILE
from eia.proposal.model import SCHEMA, Proposal
from eia.proposal.writing import write_toml

Raw: TypeAlias = dict[str, object]


def _from_1_to_2(raw: Raw) -> Raw:
    """Version 2 added sections and fields, and moved nothing: a file of version 1 is valid apart from its number."""
    return {**raw, "schema": 2}


def _from_2_to_3(raw: Raw) -> Raw:
    """Version 3 added fields and a section, and moved nothing: a file of version 2 is valid apart from its number."""
    return {**raw, "schema": 3}


def _from_3_to_4(raw: Raw) -> Raw:
    """Version 4 added kinds of tables and a section, and moved nothing: a file of version 3 is valid apart from its number."""
    return {**raw, "schema": 4}


def _from_4_to_5(raw: Raw) -> Raw:
    """Version 5 added a field, and moved nothing: a file of version 4 is valid apart from its number."""
    return {**raw, "schema": 5}


STEPS: Mapping[int, Callable[[Raw], Raw]] = MappingProxyType(
    {1: _from_1_to_2, 2: _from_2_to_3, 3: _from_3_to_4, 4: _from_4_to_5}
)
"""What makes a file of each version into one of the next. None is ever removed."""

_NUMBER = re.compile(r"^(\s*schema\s*=\s*)\d+", re.MULTILINE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Migration:
    """What was done to a folder.

    Attributes:
        before: The version its file had.
        after: The version it has now.
        kept: The name of the old file's copy.
        comments_kept: Whether the officer's own comments and layout still stand.
    """

    before: int
    after: int
    kept: str
    comments_kept: bool


def version_of(raw: Mapping[str, object]) -> int | None:
    """Return the version a file names; `None` if it names none, or nothing that could be one."""
    version = raw.get("schema")
    return version if isinstance(version, int) and not isinstance(version, bool) else None


def migrated(raw: Raw) -> Raw:
    """Return a proposal, as TOML gives it, in today's version; what is today's or names no known version stays as it is."""
    while (version := version_of(raw)) in STEPS and version is not None:
        raw = STEPS[version](raw)
    return raw


def migrate_folder(folder: Path) -> Migration | None:
    """Write a proposal's file in today's version, and keep the old one beside it. Nothing is written if it is today's.

    Args:
        folder: A proposal's folder, whose file has been read without a problem.

    Returns:
        What was done; `None` if the file names today's version, or none.

    Raises:
        EiaError: A copy of that version stands there already, or the folder cannot be written.
    """
    text = read_text(folder / FILE)
    raw = tomllib.loads(text)
    version = version_of(raw)
    if version is None or version not in STEPS:
        return None
    kept = f"{FILE.removesuffix('.toml')}.schema-{version}.toml"
    if (folder / kept).exists():
        what = "A copy of the old file stands here already."
        raise EiaError(f"{folder.name}/{kept}", what, "Move it elsewhere, and try again.")
    new = migrated(raw)
    edited = _NUMBER.sub(rf"\g<1>{SCHEMA}", text, count=1)
    pure = _same(edited, new)
    written = edited if pure else write_toml(Proposal.model_validate(new))
    write_together(folder, {kept: (folder / FILE).read_bytes(), FILE: written})
    return Migration(before=version, after=SCHEMA, kept=kept, comments_kept=pure)


def _same(text: str, raw: Raw) -> bool:
    """Tell whether a text with the number alone changed says all that the migrated file must."""
    try:
        return tomllib.loads(text) == raw
    except ValueError:
        return False
