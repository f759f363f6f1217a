"""What a record names of a pack: codes that a reply may name, and ids that no pack given here defines."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Sequence

from eia.checks import LOCAL
from eia.errors import Problem
from eia.local.pack import Pack
from eia.proposal import Proposal
from eia.wording import listed


class _AnyLocal(frozenset[str]):
    """Codes of the law's questions, and whatever code a pack that is not given here may have."""

    __slots__ = ()

    def __contains__(self, code: object) -> bool:
        return super().__contains__(code) or (isinstance(code, str) and code.startswith(LOCAL))


def codes_known(statutory: Sequence[str], pack: Pack | None) -> Collection[str]:
    """Return the codes that a reply may name; without a pack, every code that could be a pack's."""
    return (*statutory, *(check.code for check in pack.checks)) if pack else _AnyLocal(statutory)


def notes_on_local(proposal: Proposal, pack: Pack | None, shown: str) -> Iterator[Problem]:
    """Say what a record names that the pack does not hold, or that it names things of a pack and none is given.

    Args:
        proposal: The record.
        pack: The pack given, if any.
        shown: How notes name the record's file.
    """
    groups = dict.fromkeys(name for effect in proposal.effect for name in effect.local)
    answers = dict.fromkeys(one.question for one in proposal.local_answer)
    if pack is None:
        parts = [
            *([f"groups ({', '.join(groups)})"] if groups else []),
            *([f"questions ({', '.join(answers)})"] if answers else []),
        ]
        if parts:
            what = f"The record names {listed(parts)} of the body's own pack, and no pack is given."
            yield Problem(shown, what, "Give the pack's folder with --local.")
        return
    own = [one.id for one in pack.characteristics]
    for number, effect in enumerate(proposal.effect, start=1):
        for name in effect.local:
            if name not in own:
                where = f"{shown}, effect {number} ('{effect.id}'), 'local'"
                yield _unknown(where, name, own, kind="group")
    asked = [check.code.removeprefix(f"{LOCAL}-") for check in pack.checks]
    for number, one in enumerate(proposal.local_answer, start=1):
        if one.question not in asked:
            where = f"{shown}, local_answer {number}, 'question'"
            yield _unknown(where, one.question, asked, kind="question")


def _unknown(where: str, name: str, known: list[str], *, kind: str) -> Problem:
    near = difflib.get_close_matches(name, known, n=1)
    do = f"Did you mean '{near[0]}'?" if near else "Check its spelling, or the pack."
    return Problem(where, f"The pack has no {kind} '{name}'.", do)
