"""A run as it goes on: each report made here, apart or elsewhere, what became of it noted, and the whole told."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from eia.errors import EiaError
from eia.files import sweep
from eia.runner.batch.faults import of_a_fault
from eia.runner.batch.kept import for_a_file
from eia.runner.batch.order import Cause, Ending, Limits, Order, Outcome, Status
from eia.runner.batch.ordered import asked_of, make_ordered
from eia.runner.batch.plan import Plan
from eia.runner.batch.progress import Progress, summary
from eia.runner.batch.record import write_batch
from eia.runner.batch.standing import is_unchanged, mark_current, mark_out_of_date, with_what_stands
from eia.runner.batch.watching import available_megabytes
from eia.runner.engine import can_fork, warm
from eia.runner.keys import KEY_FILE, key_is_locked, toolkit_key
from eia.runner.rehearsal import rehearse
from eia.runner.reports import Say, put_report
from eia.runner.rooms import SETTINGS, room

_SHARE = 0.8
"""Of the memory that is free, the part that proposals may have together where no limit is named."""

_HALF_AN_HOUR = 1800.0
"""Seconds after which a report is taken to be stuck, where no deadline is named."""

_MOST_A_CORE = 4
"""How many reports are made at a time for each core, at most: more only wait for each other, and hold memory."""

_ONE_BY_ONE = (
    "On this system reports are made one after another, and --deadline and --memory are not held: "
    "a cell that runs longer than ten minutes is stopped."
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Made:
    """What came of a run.

    Attributes:
        outcomes: One a proposal, in the order in which they were named.
        errors: One for each proposal whose report could not be made, and one if ``batch.json`` could not be written.
        table: The summary of a batch; nothing for one proposal.
    """

    outcomes: tuple[Outcome, ...]
    errors: tuple[EiaError, ...]
    table: str = ""

    @property
    def settled(self) -> bool:
        """Tell whether of the reports that stand none has a serious point open, or a question that is due unanswered."""
        return all(outcome.settled is not False for outcome in self.outcomes)


def _cores() -> Sequence[int]:
    return sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1)


def _timed(limits: Limits) -> Limits:
    return limits if limits.seconds is not None else replace(limits, seconds=_HALF_AN_HOUR)


@dataclass(kw_only=True)
class Run:
    """A run as it goes on."""

    order: Order
    planned: Plan
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    refused: list[tuple[Outcome, EiaError]] = field(default_factory=list)
    unwritten: tuple[EiaError, ...] = ()
    progress: Progress = field(init=False)

    @property
    def places(self) -> list[Path]:
        """Return the folders whose paths stand in no file that the run writes."""
        return [self.order.out, *(folder.parent for folder in self.planned.folders)]

    def refuse(self, name: str, error: EiaError) -> None:
        """Note that no report can be made for a name."""
        outcome = Outcome(name=name, status=Status.FAILED, problems=error.problems)
        self.refused.append((outcome, error))
        self.progress.end(outcome, "")

    def keeps(self, folder: Path) -> bool:
        """Tell whether a proposal's report is the one that would be made now, and note it."""
        try:
            unchanged = is_unchanged(folder, self.order)
        except EiaError:  # making it will say so
            return False
        if unchanged:
            mark_current(self.order.out / folder.name)
            self.end(folder, Outcome(name=folder.name, status=Status.UNCHANGED))
        elif key_is_locked(folder):
            self.progress.note(
                f"{folder.name}: its key, {KEY_FILE}, cannot be read, so whether its report is unchanged cannot be told"
            )
        return unchanged

    def end(self, folder: Path, outcome: Outcome) -> None:
        """Note what became of a proposal's report, and mark the older one that stands in its place."""
        target = self.order.out / folder.name
        if outcome.status is Status.FAILED:
            outcome = replace(outcome, out_of_date=mark_out_of_date(target, for_a_file(outcome, self.places)))
        else:
            outcome = with_what_stands(outcome, self.order.out)
        self.outcomes[folder.name] = outcome
        self.progress.end(outcome, str(target))

    def here(self, due: Sequence[Path], *, workers: int | None, limits: Limits | None) -> None:
        """Make reports on this machine."""
        # One report by itself needs no processes of its own, unless a limit is to be held.
        alone = len(due) < 2 and limits is None  # noqa: PLR2004 - one or none
        if alone or not can_fork():
            if not can_fork() and (self.planned.many or limits):
                self.progress.note(_ONE_BY_ONE)
            self.one_by_one(due, forked=can_fork())
        else:
            self.several(due, workers=workers or len(_cores()), limits=limits or Limits())

    def elsewhere(self, due: Sequence[Path], scheduler: str, *, workers: int | None, limits: Limits) -> None:
        """Have reports made by the workers of a scheduler, and write here what comes back."""
        from eia.runner.cluster import joined, work_elsewhere  # noqa: PLC0415 - few rounds need it

        def ended(folder: Path, outcome: Outcome, files: Mapping[str, bytes]) -> None:
            if outcome.status is Status.MADE:
                try:
                    put_report(self.order.out / folder.name, files)
                except EiaError as error:
                    ending = Ending(cause=Cause.PROBLEM, step="writing")
                    outcome = replace(outcome, status=Status.FAILED, problems=error.problems, ending=ending)
            self.end(folder, outcome)

        limits = _timed(limits)
        with joined(scheduler) as there:
            self.write(complete=False)
            work_elsewhere(
                due,
                there,
                order=self.order,
                limits=limits,
                workers=workers,
                note=self.progress.note,
                say=self.progress.say,
                ended=ended,
            )

    def one_by_one(self, due: Sequence[Path], *, forked: bool) -> None:
        """Make reports in this process."""
        with room() as place:
            for folder in due:
                steps: list[str] = []

                def say(words: str, folder: Path = folder, steps: list[str] = steps) -> None:
                    steps.append(words)
                    self.progress.say(folder.name, words)

                try:
                    self._make(folder, place, say, forked=forked)
                except EiaError as error:
                    problems = error.problems
                except Exception as error:  # noqa: BLE001 - one proposal's report never costs another's
                    problems = (of_a_fault(folder.name, error),)
                else:
                    self.end(folder, Outcome(name=folder.name, status=Status.MADE))
                    continue
                ending = Ending(cause=Cause.PROBLEM, step=steps[-1] if steps else "")
                outcome = Outcome(name=folder.name, status=Status.FAILED, problems=problems, ending=ending)
                self.end(folder, outcome)

    def _make(self, folder: Path, place: Path, say: Say, *, forked: bool) -> None:
        out, settings = self.order.out, place / SETTINGS
        make_ordered(folder, self.order, out=out, settings=settings, say=say, forked=forked)

    def several(self, due: Sequence[Path], *, workers: int, limits: Limits) -> None:
        """Make reports several at a time, each in a process forked from this one once it is warm."""
        from eia.runner.batch.apart import work_apart  # noqa: PLC0415 - it needs Linux

        workers = max(1, min(workers, len(due)))
        if workers > (most := _MOST_A_CORE * len(_cores())):
            self.progress.note(f"{workers} reports at a time are too many for this machine: {most} are made.")
            workers = most
        limits = _timed(limits)
        if limits.megabytes is None and (free := available_megabytes()):
            limits = replace(limits, megabytes=free * _SHARE / workers)
        with room() as place:
            warm()
            toolkit_key()  # each process would hash the toolkit's files for itself
            if len(due) > workers:
                rehearse()

            def do(folder: Path, _: Path, say: Say) -> None:
                self._make(folder, place, say, forked=True)

            def ended(folder: Path, outcome: Outcome) -> None:
                if outcome.status is Status.FAILED:
                    sweep(self.order.out)  # a process that died at the last step may have left its workroom
                self.end(folder, outcome)

            work_apart(
                due, do, workers=workers, limits=limits, room=place, say=self.progress.say, ended=ended
            )

    def write(self, *, complete: bool) -> None:
        """Write ``batch.json`` for a run of more than one proposal."""
        order = self.order
        if not self.planned.many:
            return
        asked = asked_of(Path("-"), order)
        del asked["proposal"]
        write_batch(
            order.out,
            self._in_order(),
            asked=asked,
            complete=complete,
            places=self.places,
        )

    def finish(self) -> None:
        """Write that the run has ended; where that cannot be, say so with the rest, and lose nothing else that is told."""
        try:
            self.write(complete=True)
        except EiaError as error:
            self.unwritten = (error,)

    def _in_order(self) -> list[Outcome]:
        of_folders = [
            self.outcomes.get(folder.name, Outcome(name=folder.name, status=Status.WAITING))
            for folder in self.planned.folders
        ]
        return [*of_folders, *(outcome for outcome, _ in self.refused)]

    def made(self) -> Made:
        """Return what came of it."""
        outcomes = self._in_order()
        errors = [EiaError.of(one.problems) for one in outcomes if one.problems]
        table = summary(outcomes) if self.planned.many else ""
        return Made(outcomes=tuple(outcomes), errors=(*errors, *self.unwritten), table=table)
