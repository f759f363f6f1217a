"""How far a batch is: one bar on a terminal, plain lines elsewhere, and a table at the end."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Self

from eia.runner.batch.order import Outcome, Status

_MINUTE = 60
_LONG = 90
"""Seconds from which minutes are said."""

_NOTE = "Where 0 serious points are open, no check found one. That is no proof that there is none, and people decide."


class Progress:
    """Tells on standard error how far the reports of a run are.

    Args:
        total: How many proposals there are.
        many: Is it a batch? One report by itself tells each of its steps.
        clock: Seconds, for the time that is left.
    """

    def __init__(self, total: int, *, many: bool, clock: Callable[[], float] = time.monotonic) -> None:
        from tqdm import tqdm  # noqa: PLC0415 - only this command needs it

        tqdm.monitor_interval = 0  # it would start a thread, and processes are forked from this one
        self._lines = not sys.stderr.isatty()
        self._many = many
        self._total = total
        self._done = self._failed = self._worked = 0
        self._clock, self._began = clock, clock()
        self._bar = tqdm(total=total, unit="report", disable=self._lines, leave=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.close()

    def note(self, line: str) -> None:
        """Tell something that is no report's progress."""
        self._bar.write(line, file=sys.stderr)

    def say(self, name: str, step: str) -> None:
        """Tell which step of which report has begun."""
        self._bar.set_postfix_str(f"{self._failed} failed, {name}: {step}" if self._many else step)
        if self._lines and not self._many:
            sys.stderr.write(f"{name}: {step}\n")
            sys.stderr.flush()

    def end(self, outcome: Outcome, target: str) -> None:
        """Tell what became of a report."""
        self._done += 1
        self._failed += outcome.status is Status.FAILED
        self._worked += outcome.seconds is not None
        became = {
            Status.FAILED: "the report could not be made",
            Status.UNCHANGED: f"unchanged, the report in {target} stands",
        }.get(outcome.status, f"report made in {target}")
        counts = f" ({self._count()})" if self._many and self._lines else ""
        self._bar.write(f"{outcome.name}: {became}{counts}", file=sys.stderr)
        self._bar.set_postfix_str(f"{self._failed} failed")
        self._bar.update()

    def _count(self) -> str:
        left = self._total - self._done
        parts = [f"{self._done} of {self._total} done", f"{self._failed} failed", f"{left} to go"]
        if left and self._worked:
            seconds = (self._clock() - self._began) / self._worked * left
            parts.append(
                f"about {seconds:.0f} seconds left"
                if seconds < _LONG
                else f"about {seconds / _MINUTE:.0f} minutes left"
            )
        return ", ".join(parts)


def summary(outcomes: Sequence[Outcome]) -> str:
    """Return the table at the end of a batch: a line a proposal, as it was named, and a line of counts."""
    words = {Status.MADE: "made", Status.UNCHANGED: "unchanged", Status.FAILED: "could not be made"}
    rows = [("Proposal", "Report", "Serious points open")]
    for outcome in outcomes:
        became = words.get(outcome.status, "not begun")
        if outcome.out_of_date:
            became += "; the older one stands, marked out of date"
        points = (
            ""
            if outcome.serious_open is None or outcome.status is Status.FAILED
            else str(outcome.serious_open)
        )
        if points and outcome.incomplete:
            points += ", and a check broke: incomplete"
        rows.append((outcome.name, became, points))
    wide = [max(len(row[column]) for row in rows) for column in (0, 1)]
    lines = [f"{name:<{wide[0]}}  {became:<{wide[1]}}  {points}".rstrip() for name, became, points in rows]
    counted = [
        f"{number} {word}"
        for status, word in words.items()
        if (number := sum(outcome.status is status for outcome in outcomes))
    ]
    note = [_NOTE] if any(outcome.serious_open == 0 for outcome in outcomes) else []
    return "\n".join([*lines, "", f"{', '.join(counted)}.", *note]) + "\n"
