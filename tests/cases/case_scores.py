"""How the checks do on the decided cases, beside three ways of warning that know nothing. The number of cases is small.

Run it as ``python tests/cases/case_scores.py`` from the project's folder.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import comb

from decided_case import FIRST, IDS, Case, read_case

from eia.checks import CHECKS
from eia.findings import Severity, Status

CODES = tuple(check.code for check in CHECKS)


@dataclass(frozen=True, kw_only=True)
class Score:
    """What one way of warning scores.

    Attributes:
        held: Breaches whose held ground is among the first three worries (a mean over draws may be broken).
        breaches: How many breaches there are.
        recall: Share of the expected checks that have a worry: averaged by check, so that a frequent one counts once.
        said_recall: The same, of worries that rest on something the record says, not on silence.
        breach_worries: Median number of worries of a breach.
        other_worries: The same where no breach was found.
        breach_contradictions: Median number of worries that rest on something the record says, not on silence.
        other_contradictions: The same where no breach was found.
        serious_false_alarms: Serious worries where no breach was found.
        others: How many cases found no breach.
    """

    held: float
    breaches: int
    recall: float
    said_recall: float | None
    breach_worries: float
    other_worries: float
    breach_contradictions: float | None
    other_contradictions: float | None
    serious_false_alarms: float
    others: int


def read_all() -> tuple[Case, ...]:
    return tuple(read_case(name) for name in IDS)


def score_toolkit(cases: Sequence[Case]) -> Score:
    """Score the checks as they are."""
    breaches, others = _parted(cases)
    said = [[one for one in case.assessed.worries if one.status is Status.NOT_MET] for case in cases]
    contradictions = dict(zip((case.id for case in cases), map(len, said), strict=True))
    return Score(
        held=sum(case.held_among_first for case in breaches),
        breaches=len(breaches),
        recall=_recall(breaches, lambda case, code: float(code in case.fired)),
        said_recall=_recall(breaches, lambda case, code: float(code in case.contradicted)),
        breach_worries=statistics.median(len(case.assessed.worries) for case in breaches),
        other_worries=statistics.median(len(case.assessed.worries) for case in others),
        breach_contradictions=statistics.median(contradictions[case.id] for case in breaches),
        other_contradictions=statistics.median(contradictions[case.id] for case in others),
        serious_false_alarms=sum(len(serious_alarms(case)) for case in others),
        others=len(others),
    )


def score_always(cases: Sequence[Case]) -> Score:
    """Score a tool whose every check always warns, in the order of the specification."""
    breaches, others = _parted(cases)
    return Score(
        held=sum(bool(set(CODES[:FIRST]) & set(case.held)) for case in breaches),
        breaches=len(breaches),
        recall=_recall(breaches, lambda _case, _code: 1.0),
        said_recall=None,
        breach_worries=len(CODES),
        other_worries=len(CODES),
        breach_contradictions=None,
        other_contradictions=None,
        serious_false_alarms=len(CODES) * len(others),
        others=len(others),
    )


def score_never(cases: Sequence[Case]) -> Score:
    """Score a tool that never warns."""
    breaches, others = _parted(cases)
    return Score(
        held=0,
        breaches=len(breaches),
        recall=0.0,
        said_recall=None,
        breach_worries=0,
        other_worries=0,
        breach_contradictions=None,
        other_contradictions=None,
        serious_false_alarms=0,
        others=len(others),
    )


def score_random(cases: Sequence[Case]) -> Score:
    """Score, by the exact mean over all draws, a tool that warns as often as the checks do, of checks drawn by lot.

    For each case as many different checks are drawn as have a worry, in any order; as many of the first as the toolkit
    has serious ones are serious.
    """
    breaches, others = _parted(cases)
    return Score(
        held=sum(_chance(len(case.held), min(FIRST, len(case.fired))) for case in breaches),
        breaches=len(breaches),
        recall=_recall(breaches, lambda case, _code: len(case.fired) / len(CODES)),
        said_recall=None,
        breach_worries=statistics.median(len(case.fired) for case in breaches),
        other_worries=statistics.median(len(case.fired) for case in others),
        breach_contradictions=None,
        other_contradictions=None,
        serious_false_alarms=sum(len(serious_alarms(case)) for case in others),
        others=len(others),
    )


def serious_alarms(case: Case) -> tuple[str, ...]:
    """Return the codes of a case's serious worries."""
    return tuple(one.code for one in case.assessed.worries if one.severity is Severity.SERIOUS)


def missed(case: Case) -> tuple[str, ...]:
    """Return the expected checks that have no worry."""
    return tuple(code for code in case.expected if code not in case.fired)


def _parted(cases: Sequence[Case]) -> tuple[list[Case], list[Case]]:
    return [case for case in cases if case.breach], [case for case in cases if not case.breach]


def _recall(breaches: Sequence[Case], hit: Callable[[Case, str], float]) -> float:
    by_code: dict[str, list[float]] = {}
    for case in breaches:
        for code in case.expected:
            by_code.setdefault(code, []).append(hit(case, code))
    return statistics.mean(statistics.mean(hits) for hits in by_code.values())


def _chance(held: int, drawn: int) -> float:
    """Return how likely it is that at least one of the held checks is among those drawn."""
    return 1 - comb(len(CODES) - held, drawn) / comb(len(CODES), drawn)


WAYS = {
    "the toolkit": score_toolkit,
    "always warns": score_always,
    "never warns": score_never,
    "warns at random, as often as the toolkit": score_random,
}

if __name__ == "__main__":
    everything = read_all()
    for name, score in WAYS.items():
        print(f"{name}: {score(everything)}")  # noqa: T201 - a script that prints its scores
