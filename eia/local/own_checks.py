"""A body's own ``checks.py``: code that runs because the officer named the pack, and for no other reason."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterator
from dataclasses import replace
from types import ModuleType

from eia.checks import FAMILIES, Check, Family
from eia.checks.registry import Ask
from eia.dossier import Dossier
from eia.errors import EiaError, Problem
from eia.findings import Answer, Severity, Status

_MODULE = "eia_local_checks"
_AUTHOR = "The author records"


class PolicyIsNeverSerious(Exception):  # noqa: N818 - the report prints this name, as the reason why a check broke
    """A body's own check said *serious*, which is kept for the law."""


class MetIsSaidOfTheAuthor(Exception):  # noqa: N818 - as above
    """A body's own check said *met* in its own name; a record only ever shows what its author records."""


def read_checks(text: str, where: str) -> tuple[Check, ...]:
    """Run a ``checks.py`` and return the checks of the families that it makes.

    Args:
        text: The file's text.
        where: How errors name the file.

    Raises:
        EiaError: The file breaks; it makes no check; two have one code; a code is not ``LOC…``; or it touches the toolkit's
            own checks.
    """
    before = [tuple(family.checks) for family in FAMILIES]
    module = ModuleType(_MODULE)
    sys.modules[_MODULE] = (
        module  # some of what a module may hold, dataclasses among it, is looked up by its name
    )
    try:
        exec(compile(text, where, "exec", dont_inherit=True), module.__dict__)  # noqa: S102 - what a pack's own checks are for
    except EiaError as error:
        raise EiaError.of(
            Problem(f"{where}, {one.where}", one.what, one.do) for one in error.problems
        ) from None
    except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever stops the body's code is told in a line
        raise _stopped(error, where) from None
    finally:
        del sys.modules[_MODULE]
        touched = [
            family.title for family, was in zip(FAMILIES, before, strict=True) if tuple(family.checks) != was
        ]
        for family, was in zip(FAMILIES, before, strict=True):
            family.checks[:] = was
    if touched:
        what = f"It changes the toolkit's own checks of '{touched[0]}'."
        raise EiaError(where, what, "Make a family of the body's own, with its policy.")
    own = dict.fromkeys(
        one for one in module.__dict__.values() if isinstance(one, Family) and one not in FAMILIES
    )
    checks = [check for family in own for check in family.checks]
    if not checks:
        do = "Make a Family with a policy at the top of the file, and checks by its decorator; or remove the file."
        raise EiaError(where, "It holds no check.", do)
    codes = [check.code for check in checks]
    problems = [
        *(
            Problem(f"{where}, check {check.code}", "The check has no policy.", "Give its family one.")
            for check in checks
            if not check.policy
        ),
        *(
            Problem(f"{where}, check {code}", "Two checks have this code.", "Give each its own.")
            for code in sorted({code for code in codes if codes.count(code) > 1})
        ),
    ]
    if problems:
        raise EiaError.of(problems)
    return tuple(replace(check, ask=_as_policy(check.ask)) for check in checks)


def _as_policy(ask: Ask) -> Ask:
    """Hold a body's own check to what policy may say; a check that says more breaks, and is told among the failures."""

    def held(dossier: Dossier) -> Iterator[Answer]:
        for answer in ask(dossier):
            if answer.severity is Severity.SERIOUS:
                raise PolicyIsNeverSerious
            if answer.status is Status.MET and not answer.text.startswith(_AUTHOR):
                raise MetIsSaidOfTheAuthor
            yield answer

    return held


def _stopped(error: BaseException, where: str) -> EiaError:
    """Name the line of the body's file at which it stopped."""
    if isinstance(error, SyntaxError) and error.filename == where:
        return EiaError(
            f"{where}, line {error.lineno}",
            f"This is no Python: {error.msg}.",
            "Ask who wrote it to mend it.",
        )
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == where]
    place = f"{where}, line {lines[-1]}" if lines else where
    said = " ".join(str(error).split()).rstrip(".")
    what = f"The file stopped with {type(error).__name__}{f': {said}' if said else ''}."
    return EiaError(place, what, "Ask who wrote it to mend it.")
