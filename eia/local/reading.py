"""Reading a pack's folder: every problem of its tables in one go, and its code only when they are in order."""

from __future__ import annotations

import difflib
import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from eia.errors import EiaError, Problem
from eia.files import read_text
from eia.law.entries import Entry
from eia.local.entries import characteristics_of, choices_of, questions_of
from eia.local.folder import PACK, find_pack
from eia.local.own_checks import read_checks
from eia.local.pack import Pack, PackFile
from eia.local.safe_release import profile_of
from eia.practice import practice
from eia.proposal.syntax import syntax_error

_TABLES = (PACK, "characteristics.toml", "questions.toml", "practice.toml")
_CODE = "checks.py"


def read_pack(name: str | Path) -> Pack:
    """Read a public body's own pack, and run its ``checks.py`` if it has one.

    Args:
        name: Anything `find_pack` takes.

    Raises:
        EiaError: The folder cannot be read; an entry shadows something of the law, stands twice, names what is not known, or
            softens a choice; or its code breaks. Problems are named by file and entry, those of the tables all at once.
    """
    folder = find_pack(name)
    problems = list(_strays(folder))
    texts: dict[str, str] = {}
    raw: dict[str, Mapping[str, object]] = {}
    for file in (*_TABLES, _CODE):
        shown = f"{folder.name}/{file}"
        if not (folder / file).exists() and file != PACK:
            continue
        try:
            texts[file] = read_text(folder / file, shown=shown)
            if file != _CODE:
                raw[file] = _parsed(texts[file], shown)
        except EiaError as error:
            problems += error.problems

    def of(file: str) -> tuple[Mapping[str, object], str]:
        return raw.get(file, {}), f"{folder.name}/{file}"

    characteristics = characteristics_of(*of("characteristics.toml"), problems)
    own = tuple(one.id for one in characteristics)
    questions = questions_of(*of("questions.toml"), problems, own=own)
    choices = choices_of(*of("practice.toml"), problems)
    profile = profile_of(*of("practice.toml"), problems)
    try:
        practice().with_local(choices, where=f"{folder.name}/practice.toml")
    except EiaError as error:
        problems += error.problems
    # Without its pack.toml the folder is refused anyway: reading that file has been noted as a problem already.
    about = Entry(raw.get(PACK, {}), f"{folder.name}/{PACK}", problems if PACK in raw else [])
    body, day, contact = about.text("body"), about.day("date"), about.text("contact")
    illustration = about.text("illustration", optional=True)
    about.done()
    if problems or day is None:
        raise EiaError.of(problems)
    code = read_checks(texts[_CODE], f"{folder.name}/{_CODE}") if _CODE in texts else ()
    return Pack(
        body=body,
        date=day,
        contact=contact,
        illustration=illustration,
        characteristics=characteristics,
        checks=(*(question.as_check() for question in questions), *code),
        choices=choices,
        profile=profile,
        files=tuple(
            PackFile(name=file, sha256=hashlib.sha256(text.encode()).hexdigest())
            for file, text in sorted(texts.items())
        ),
    )


def _strays(folder: Path) -> Iterator[Problem]:
    """Find files that would be passed over in silence because their names are not quite right."""
    for path in sorted(folder.iterdir(), key=lambda one: one.name):
        if path.suffix.lower() in (".toml", ".py") and path.name not in (*_TABLES, _CODE):
            near = difflib.get_close_matches(path.name, (*_TABLES, _CODE), n=1)
            do = f"Did you mean {near[0]}?" if near else f"A pack's files are {', '.join((*_TABLES, _CODE))}."
            yield Problem(f"{folder.name}/{path.name}", "This is not a file of a pack.", do)


def _parsed(text: str, shown: str) -> Mapping[str, object]:
    try:
        return tomllib.loads(text)
    except ValueError as error:
        raise syntax_error(error, text, shown) from None
    except RecursionError:
        what = "Brackets stand inside brackets too deeply to be read."
        raise EiaError(shown, what, "Remove what is not needed.") from None
