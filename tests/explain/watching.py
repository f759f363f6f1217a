"""Watching the checks: what each reads of a record, where it is asked, and what it answers.

What a check reads is not declared but watched: every check is put to every record that the tests hold, and to records drawn
by chance from a number, and each field it touches is noted, with each answer it gives.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import importlib.util
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import BaseModel

from eia.checks import CHECKS, put
from eia.dossier import open_dossier
from eia.findings import Severity, Status
from eia.law import Nation
from eia.proposal import Proposal, Submission, read_proposal
from eia.proposal.fields import Section
from eia.proposal.outline import Key, outline

ROOT = Path(__file__).resolve().parents[2]
KEYS = tuple(outline())

DRAWN = 120
"""Records drawn; with more of them no further field or answer came up."""

Read = set[tuple[type[BaseModel], str]]


def records() -> Iterator[Submission]:
    """Yield every record that the tests hold: the cases of each check, the proposals written out whole, and drawn ones."""
    yield from (Submission(id=f"drawn-{number}", proposal=_drawn(number)) for number in range(DRAWN))
    for file in sorted((ROOT / "tests" / "checks").glob("test_*.py")):
        module = _loaded(file)
        for code, _, text, *_ in getattr(module, "CASES", ()):
            yield Submission(id=f"{file.stem}-{code}", proposal=Proposal.model_validate(tomllib.loads(text)))
        for _, _, text, tables, *_ in getattr(module, "CASES_WITH_TABLES", ()):
            yield module.submission(text, tables)
    for place in ("data/proposals", "tests/published", "tests/cases"):
        for file in sorted((ROOT / place).glob("*/proposal.toml")):
            yield read_proposal(file.parent, codes=tuple(check.code for check in CHECKS))


@cache
def _drawn(number: int) -> Proposal:
    """Return a record in which each field stands or not by chance, so that none stays hidden behind another; always the same."""
    named = _Draw(number, {}).section((), "")  # once for the entries that others refer to
    return Proposal.model_validate(_Draw(number, named).section((), ""))


class _Draw:
    """One record drawn by chance from a number."""

    def __init__(self, number: int, named: dict[str, Any]) -> None:
        self.number = number
        self.ids = {name: [one["id"] for one in named.get(name, ())] for name in ("effect", "evidence")}

    def chance(self, path: str, among: int) -> int:
        drawn = hashlib.blake2b(f"{self.number} {path}".encode(), digest_size=4).digest()
        return int.from_bytes(drawn, "big") % among

    def section(self, above: tuple[str, ...], place: str) -> dict[str, Any]:
        made = {}
        for key in KEYS:
            at = f"{place}.{key.path[-1]}"
            if key.path[:-1] != above or key.name == "schema" or not (key.due or self.chance(at, 2)):
                continue
            if key.model:
                several = 1 + self.chance(at, 2) if key.many else 1
                entries = [self.section(key.path, f"{at}.{number}") for number in range(several)]
                made[key.path[-1]] = entries if key.many else entries[0]
            else:
                made[key.path[-1]] = self.value(key, at)
        return made

    def value(self, key: Key, at: str) -> object:
        if key.name == "effect.local":
            return ["carers"]
        if key.path[-1] == "id" or key.name == "local_answer.question":
            return f"entry-{at.split('.')[-2]}"
        if key.name in ("action.effects", "effect.evidence", "disparity.evidence"):
            there = self.ids["effect" if key.name == "action.effects" else "evidence"]
            return there[: 1 + self.chance(at, 2)] or ("none" if key.name == "effect.evidence" else [])
        if key.kind in ("number", "pairs"):
            return 1 if key.kind == "number" else {}
        if key.words:
            first, second = (key.words[self.chance(f"{at}{n}", len(key.words))] for n in range(2))
            return list(dict.fromkeys([first, second])) if key.many else first
        plain = {
            "day": dt.date(2024, 1 + self.chance(at, 12), 1),
            "yes or no": bool(self.chance(f"{at}?", 2)),
            "people": 40,
            "text": ["Ongoing", "Not applicable", "An invented answer", "Another"][self.chance(at, 4)],
        }[key.kind]
        return [plain] if key.many else plain


def _loaded(file: Path) -> object:
    spec = importlib.util.spec_from_file_location(f"cases_of_{file.stem}", file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)  # tests are no package, so what stands beside one is loaded by its path
    return module


@contextmanager
def watched(read: Read) -> Iterator[None]:
    """Note each field of a section that is looked at."""

    def look(self: Section, name: str) -> object:
        fields = type(self).__dict__.get("__pydantic_fields__", {})
        if name in fields:
            read.add((type(self), name))
        return BaseModel.__getattribute__(self, name)

    Section.__getattribute__ = look
    try:
        yield
    finally:
        del Section.__getattribute__


class Seen(NamedTuple):
    """What one check was seen to read, where it was asked, and the severities of each status it answered with."""

    reads: list[str]
    nations: list[str]
    answers: dict[str, list[str]]


@cache
def seen() -> dict[str, Seen]:
    """Return what each check was seen to do, by its code."""
    reads: dict[str, Read] = {check.code: set() for check in CHECKS}
    answers: dict[str, set[tuple[Status, Severity | None]]] = {check.code: set() for check in CHECKS}
    for submission in records():
        dossier = open_dossier(submission)
        # All counts of a record are made safe together, whichever check asks first: that is no reading of the check's.
        assert dossier.release.profile
        for check in CHECKS:
            with watched(reads[check.code]):
                given = list(check.ask(dossier))
            answers[check.code] |= {(one.status, one.severity) for one in given}
    return {
        code: Seen(_paths(reads[code]), nations, _graded(answers[code]))
        for code, nations in _nations().items()
    }


def _nations() -> dict[str, list[str]]:
    """Return, by code, the nations where a question came to more than that it does not arise."""
    asked: dict[str, list[str]] = {check.code: [] for check in CHECKS}
    for nation in Nation:
        for number in range(DRAWN):
            drawn = _drawn(number)
            about = drawn.proposal.model_copy(update={"nation": nation.value})
            dossier = open_dossier(
                Submission(id="drawn", proposal=drawn.model_copy(update={"proposal": about}))
            )
            for check in CHECKS:
                if nation not in asked[check.code] and any(
                    one.status is not Status.NOT_APPLICABLE for one in put(check, dossier)
                ):
                    asked[check.code].append(nation)
    return asked


def _paths(read: Read) -> list[str]:
    """Return paths in the order of the model; a section of which no single field was read stands by its name."""
    where = {key.model: f"{key.name}." for key in KEYS if key.model} | {Proposal: ""}
    touched = {f"{where[model]}{name}" for model, name in read}
    order = [key.name for key in KEYS]
    inner = {path.rpartition(".")[0] for path in touched} - {""}
    inner |= {path.partition(".")[0] for path in inner}
    return sorted(touched - inner, key=order.index)


def _graded(answers: set[tuple[Status, Severity | None]]) -> dict[str, list[str]]:
    return {
        status.value: [one.value for one in Severity if (status, one) in answers]
        for status in Status
        if any(given is status for given, _ in answers)
    }
