"""Write `docs/judgments.md`: how the checks do on decided cases, with every miss.

Run it as ``python tests/cases/judgments_page.py`` (``make docs``) from the project's folder.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

from case_scores import CODES, WAYS, Score, missed, read_all
from decided_case import FIRST, HERE, Case

from eia.files import write_whole

PAGE = Path(__file__).resolve().parents[2] / "docs" / "judgments.md"

_TOP = """# Put to the judges

Decided challenges to the public sector equality duty and its predecessors in England and Wales, as a test of the checks. Each
case is a record in `tests/cases/`, written as it stood when the decision was taken, from a summary of the judgment, before any
check was changed for its sake; it is read by the same program that reads a council's own.

**What this shows, and what it does not.** {cases} cases are few, and they were chosen because they were decided. The summaries
were made by people who knew the outcome, and so were the records: a ground that the court held is a ground that the record
states; and a breach names one to four checks that ask about its ground. The labels dropped, and some of the facts to be mended,
were settled after a first run of the checks; of the records only Logan's was touched after it (one line of words). A good score therefore says that the checks ask the right questions, not that they would foresee a judgment. Where no
breach was found the record is a full reconstruction, so that a false alarm is possible; where one was, it is thin, so that most
of its worries are silences. That is why worries that rest on something the record *says* are counted apart.
The harder test is in `tests/cases/test_cases.py`: for each breach the one fact that the court relied on is mended, and that
worry goes while no other changes; it is left blank, and is not held against the author; it is restored, and the worry is back.
Of {cures} such pairs, {alone} move nothing else. In the other {not_alone} the mended fact is one that another question also turns
on, and each of those is named with its reason in the case's `case.toml`. With every signal blanked, no case has a *not met*.

None of this is advice, and nothing here says that a decision would stand or fall.
"""


def page(cases: Sequence[Case]) -> str:
    """Return the page, with the numbers as they are."""
    breaches = [case for case in cases if case.breach]
    others = [case for case in cases if not case.breach]
    cures = [cure for case in breaches for cure in case.cures]
    alone = sum(not cure.get("also") for cure in cures)
    lines = [
        _TOP.format(cases=len(cases), cures=len(cures), alone=alone, not_alone=len(cures) - alone),
        "## The scores",
        "",
        "| | " + " | ".join(WAYS) + " |",
        "|---|" + "---:|" * len(WAYS),
        *_scores([score(cases) for score in WAYS.values()]),
        "",
        f"*Held* counts a breach when a check about the ground that the court held is among the first {FIRST} worries. *Recall* is the",
        "share of the expected checks that have a worry, averaged by check. *At random* is the exact mean when as many checks as the",
        f"toolkit raises for a case are drawn by lot from all {len(CODES)}.",
        "",
        "## What was missed",
        "",
        *_misses(cases),
        "",
        "## Labels dropped",
        "",
        "Checks that the list of cases expects, and that the facts of the summary do not bear. They count neither way.",
        "",
        *[f"- {_name(case)}, {code}: {why}" for case in cases for code, why in sorted(case.strained.items())],
        "",
        "## Breaches",
        "",
        *[line for case in breaches for line in _breach(case)],
        "## No breach",
        "",
        *[line for case in others for line in _no_breach(case)],
    ]
    return "\n".join(lines).rstrip() + "\n"


def _scores(scores: Sequence[Score]) -> Iterator[str]:
    def row(words: str, cells: list[str]) -> str:
        return f"| {words} | " + " | ".join(cells) + " |"

    breaches, others = scores[0].breaches, scores[0].others
    yield row(
        f"held ground among the first {FIRST} worries, of {breaches} breaches",
        [f"{one.held:.3g}" for one in scores],
    )
    yield row("recall of the expected checks", [f"{one.recall:.0%}" for one in scores])
    yield row(
        "the same, of worries that rest on what the record says",
        ["–" if one.said_recall is None else f"{one.said_recall:.0%}" for one in scores],
    )
    yield row("worries a case, median: breach", [f"{one.breach_worries:g}" for one in scores])
    yield row("worries a case, median: no breach", [f"{one.other_worries:g}" for one in scores])
    yield row(
        "of these, resting on what the record says: breach",
        [_or_none(one.breach_contradictions) for one in scores],
    )
    yield row(
        "of these, resting on what the record says: no breach",
        [_or_none(one.other_contradictions) for one in scores],
    )
    yield row(
        f"serious worries in all where no breach was found ({others} cases)",
        [f"{one.serious_false_alarms:g}" for one in scores],
    )


def _or_none(number: float | None) -> str:
    return "–" if number is None else f"{number:g}"


def _misses(cases: Sequence[Case]) -> Iterator[str]:
    reasons = tomllib.loads((HERE / "misses.toml").read_text(encoding="utf-8"))
    found = False
    for case in cases:
        codes = [*(["ground"] if case.breach and not case.held_among_first else []), *missed(case)]
        for code in codes:
            found = True
            words = (
                f"the ground held is not among the first {FIRST}"
                if code == "ground"
                else f"{code} has no worry"
            )
            yield f"- {_name(case)}: {words}. {reasons[case.id][code]}"
    if not found:
        yield "Nothing."


def _breach(case: Case) -> Iterator[str]:
    yield f"**{case.said['name']}** {_link(case)}. {case.said['because']}"
    first = ", ".join(f"{one.code} ({one.severity}, {one.status})" for one in case.first)
    yield f"Asked about by {', '.join(case.held)}. First worries: {first}; {len(case.assessed.worries)} in all."
    yield ""


def _no_breach(case: Case) -> Iterator[str]:
    yield f"**{case.said['name']}** {_link(case)}. {case.said['because']}"
    worries = ", ".join(f"{one.code} ({one.severity}, {one.status})" for one in case.assessed.worries)
    yield f"Worries: {worries or 'none'}."
    yield ""


def _name(case: Case) -> str:
    return f"{case.said['name']} {case.said['citation']}"


def _link(case: Case) -> str:
    """Return the citation, linked to the judgment on Find Case Law."""
    words = (
        case.said["citation"]
        .replace("[", "")
        .replace("]", "")
        .replace("(", "")
        .replace(")", "")
        .lower()
        .split()
    )
    year, *court, number = (
        (words[0], *words[1:-1], words[-1])
        if words[-1].isdigit()
        else (words[0], words[1], words[3], words[2])
    )
    return f"[{case.said['citation']}](https://caselaw.nationalarchives.gov.uk/{'/'.join(court)}/{year}/{number})"


if __name__ == "__main__":
    write_whole(PAGE, page(read_all()))
