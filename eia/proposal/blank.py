"""A new proposal's folder: a commented file to fill in, every field with its words, or the fifteen questions of the short path."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from pydantic import BaseModel

from eia.errors import EiaError
from eia.files import CONTROL, write_together
from eia.proposal.folder import FILE
from eia.proposal.model import SCHEMA, Proposal
from eia.proposal.outline import Key, outline
from eia.proposal.words import titles, words
from eia.proposal.writing import write_toml

_LONGEST = 60
"""Letters of a folder's name: long paths are refused by some of the programs officers use."""

_RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d")
"""Names that Windows keeps for devices."""

_EVIDENCE = """Put the tables that the proposal rests on here, as CSV files in UTF-8 or as .xlsx files.
Small numbers are held back when a report is made. Name each file in proposal.toml, in its [[evidence]] entry:

file = "evidence/users.csv"
table = "counts"

What a table holds, and its columns:

counts   group, count; and with_outcome, if it is known how many have an outcome
rates    characteristic, group, per_cent; one row with the characteristic 'all'
people   one row for each person or response, with the columns that you name under 'columns' and 'outcomes';
         it is read only if [data_protection] says on what grounds it is used
money    group, people, after; and before, if it was published: what all the people of the group have, in pounds
places   area (the code of a small area), count

Of a spreadsheet one sheet is read: where several hold something, name it, as in sheet = "2024". A hidden sheet is read only
if it is named. Rows that are hidden or filtered out are counted like the others: delete those that should not count.
"""


def begin_proposal(title: str, *, out: Path, short: bool = False) -> Path:
    """Make the folder of a new proposal, named by its title; nothing that stands is ever written over.

    Args:
        title: The proposal's title.
        out: The folder it goes in, made where it is not there.
        short: Whether the file asks the fifteen questions of the short path, instead of holding every field.

    Returns:
        The new folder.

    Raises:
        EiaError: The title has no letter or figure, or cannot be printed; the folder is there already, or cannot be written.
    """
    title = " ".join(title.split())
    name = _slug(title)
    if not name or CONTROL.search(title) or any(unicodedata.category(sign) == "Cs" for sign in title):
        what = "A folder's name cannot be made of this title."
        raise EiaError("title", what, 'Give a title in letters, as in: eia new "Library opening hours".')
    folder = out / name
    if folder.exists() or folder.is_symlink():
        raise EiaError(
            str(folder), "There is a folder of this name already.", "Choose another title, or another --out."
        )
    write_together(folder / "evidence", {"README.txt": _EVIDENCE})
    write_together(folder, {FILE: blank_text(title, folder=name, short=short)})
    return folder


def blank_text(title: str, *, folder: str, short: bool = False) -> str:
    """Return the text of a new ``proposal.toml``.

    Args:
        title: The proposal's title, on one line.
        folder: The name of its folder, for the command that checks it.
        short: As for `begin_proposal`.
    """
    quoted = write_toml(Proposal.model_validate({"proposal": {"title": title}})).partition("title = ")[2]
    if short:
        text = files("eia.proposal").joinpath("short_path.txt").read_text(encoding="utf-8")
        text = text.replace("@SCHEMA@", str(SCHEMA)).replace("@FOLDER@", folder)
        return text.replace("@TITLE@", quoted.strip())
    lines = "\n".join(_section(Proposal, ()))
    return f"{_head(folder)}{lines}\n".replace('#title = ""', f"title = {quoted.strip()}", 1)


def _head(folder: str) -> str:
    return (
        f"schema = {SCHEMA}\n\n"
        "# Everything that can be recorded of a proposal. Fill in what applies; what you leave out is shown as\n"
        '# "not recorded". To answer, take away the # in front of a line, and of the heading above it, and write the answer.\n'
        "# Headings in double brackets, such as [[effect]], may be copied as often as needed, with the lines below them.\n"
        f"# Dates stand without quotation marks, as year-month-day: 2021-09-07. Then run: eia check {folder}\n"
    )


def _section(model: type[BaseModel], above: tuple[str, ...]) -> Iterator[str]:
    """Write a section's own lines, then the sections inside it: TOML gives every later line to the last heading."""
    own = [key for key in outline(model, above=above) if len(key.path) == len(above) + 1]
    for key in own:
        if key.model is None and key.name != "schema":
            yield f"\n# {words()[key.name]}{_choice(key)}"
            yield f"#{key.path[-1]} ={_sample(key)}"
    for key in own:
        if key.model:
            yield f"\n\n# {titles()[key.name]}"
            heading = f"[[{key.name}]]" if key.many else f"[{key.name}]"
            yield heading if key.name == "proposal" else f"#{heading}"
            yield from _section(key.model, key.path)


def _choice(key: Key) -> str:
    due = " Every entry must have it." if key.due else ""
    if key.kind == "yes or no":
        return f"{due} Write true or false."
    if not key.words or key.name == "effect.evidence":
        return due
    words = ", ".join(word if key.kind == "number" else f'"{word}"' for word in key.words)
    if key.kind == "pairs":
        return f"{due}\n# Names in curly brackets, with one of these each: {words}."
    return f"{due}\n# {'Any of' if key.many else 'One of'}: {words}."


def _sample(key: Key) -> str:
    """Return what stands after the equals sign: nothing where every example would be a claim of fact."""
    if key.many:
        return " []"
    if key.kind == "pairs":
        return " {}"
    if key.kind == "text":
        return ' ""' if not key.words else ""
    return ""


def _slug(title: str) -> str:
    """Return a title as the name of a folder: small letters and figures joined by hyphens."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode("ascii").lower()
    whole = "-".join(re.findall(r"[a-z0-9]+", plain.replace("'", "")))
    short = whole if len(whole) <= _LONGEST else whole[: _LONGEST + 1].rpartition("-")[0] or whole[:_LONGEST]
    return f"{short}-proposal" if _RESERVED.fullmatch(short) else short
