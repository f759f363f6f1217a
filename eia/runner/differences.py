"""What differs between a report and the same report made again, said so that a reader knows where to look first."""

from __future__ import annotations

import json
import platform
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from eia import __version__
from eia.runner.run_record import RunRecord
from eia.runner.versions import package_versions
from eia.wording import listed

_MOST = 8
"""Names, or findings, that are told one by one."""


class Kind(StrEnum):
    """Where a difference lies, in the order in which they are told: a cause before what may follow from it."""

    ENVIRONMENT = "environment"
    INPUT = "input"
    CODE = "code"
    LAW = "law"
    CHOICES = "choices"
    OUTPUT = "output"
    FILE = "file"


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """One thing that differs: where it lies, and what it is, in a sentence."""

    kind: Kind
    what: str

    def __str__(self) -> str:
        return f"{self.kind.value}: {self.what}"


_PARTS = {
    "reference": (Kind.INPUT, "The toolkit's population tables are not those the report was made with."),
    "library": (Kind.CODE, "The toolkit's code, style or schemas are not those the report was made with."),
    "notebook": (
        Kind.CODE,
        "The notebook is not the one the report was made with. If that was a copy of your own, give it too.",
    ),
    "law": (Kind.LAW, "The toolkit's record of the law is not the one the report was made with."),
    "practice": (
        Kind.CHOICES,
        "The toolkit's choices of method are not those the report was made with.",
    ),
    "pack": (Kind.CHOICES, "The body's own pack is not as it was when the report was made."),
    "proposal": (
        Kind.INPUT,
        "The proposal's files are not those the report was made from, or the key in its folder is another.",
    ),
}
"""What is said of a part whose hash differs. `packages` is told by names, and `options` are taken from the record."""


def of_versions(record: RunRecord) -> Iterator[Difference]:
    """Tell which versions differ from those of this Python."""
    for name, was, now in (
        ("The toolkit", record.toolkit, __version__),
        ("Python", record.python, platform.python_version()),
        ("The operating system", record.system, platform.system()),
    ):
        if was != now:
            yield Difference(kind=Kind.ENVIRONMENT, what=f"{name} was {was} and is {now}.")
    installed = package_versions()
    changed = [
        f"{name} was {record.packages.get(name, 'not there')} and is {installed.get(name, 'not there')}"
        for name in sorted({*record.packages, *installed})
        if record.packages.get(name) != installed.get(name)
    ]
    if changed:
        yield Difference(kind=Kind.ENVIRONMENT, what=f"{listed(_first(changed, 'package'))}.")


def of_parts(was: Mapping[str, str], now: Mapping[str, str]) -> Iterator[Difference]:
    """Tell which parts differ of what two reports are made from.

    Args:
        was: As the report's record has them.
        now: The hashes of today; a part that could not be compared is not there.
    """
    for part, (kind, what) in _PARTS.items():
        if part in now and was[part] != now[part]:
            yield Difference(kind=kind, what=what)


def of_assessments(was: bytes, now: bytes) -> Iterator[Difference]:
    """Tell which findings differ between two ``assessment.json``, by code and words, and which of its other parts."""
    try:
        before, after = json.loads(was), json.loads(now)
        findings = [*_of_findings(before, after, ()), *_of_findings(before, after, ("local",))]
        others = sorted(
            name for name in {*before, *after} - {"findings", "local"} if before.get(name) != after.get(name)
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        yield Difference(kind=Kind.OUTPUT, what="assessment.json in the folder cannot be read.")
        return
    for what in _first(findings, "finding"):
        yield Difference(kind=Kind.OUTPUT, what=f"assessment.json, {what}.")
    if others:
        yield Difference(kind=Kind.OUTPUT, what=f"assessment.json differs under {listed(others)}.")


def _of_findings(before: Mapping[str, Any], after: Mapping[str, Any], under: tuple[str, ...]) -> list[str]:
    """Say of each code whose findings differ which are gone and which are new, in the order of the codes."""
    for name in under:
        before, after = before.get(name) or {}, after.get(name) or {}
    was, now = _by_code(before.get("findings", ())), _by_code(after.get("findings", ()))
    said = []
    for code in sorted({*was, *now}):
        old, new = was.get(code, []), now.get(code, [])
        if old == new:
            continue
        gone = [_words(one) for one in old if one not in new]
        come = [_words(one) for one in new if one not in old]
        parts = [f"in the folder {words}" for words in gone if words not in come]
        parts += [f"made again {words}" for words in come if words not in gone]
        said.append(f"{code}: {'; '.join(parts) or 'the same words, with another order, basis or advice'}")
    return said


def _by_code(findings: Iterable[Mapping[str, Any]]) -> dict[str, list[Mapping[str, Any]]]:
    found: dict[str, list[Mapping[str, Any]]] = {}
    for one in findings:
        found.setdefault(str(one["code"]), []).append(one)
    return found


def _words(finding: Mapping[str, Any]) -> str:
    about = f", about {listed([str(name) for name in finding['about']])}" if finding["about"] else ""
    gravity = f" ({finding['severity']})" if finding["severity"] else ""
    return f"{finding['status']}{gravity}{about}: “{finding['text']}”"


def _first(said: list[str], noun: str) -> list[str]:
    """Return the first of what is said, and how many more there are."""
    more = len(said) - _MOST
    if more <= 0:
        return said
    return [*said[:_MOST], f"{more} more {noun}{'' if more == 1 else 's'}"]
