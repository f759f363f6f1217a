"""What is asked of a batch, and what became of each of its reports."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from eia.errors import Problem
from eia.report.look import PLAIN, Look


@dataclass(frozen=True, kw_only=True, slots=True)
class Order:
    """What is asked of every report of a batch.

    Attributes:
        out: The folder that takes one folder a proposal.
        notebook: The notebook that is the report.
        as_of: The day to judge by; empty for each decision's date.
        pack: The folder of the body's own pack, where one was named.
        copy: ``decision`` or ``publication``; empty for what the notebook says.
        look: The body's house style and fonts.
        word: Is an editable copy wanted too?
    """

    out: Path
    notebook: Path
    as_of: str = ""
    pack: Path | None = None
    copy: str = ""
    look: Look = PLAIN
    word: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """What one proposal may take; nothing set is no limit.

    Attributes:
        seconds: From the reading of the proposal to its report.
        megabytes: Memory of all its processes together, beyond what the toolkit itself takes.
        processes: How many processes it may have at once.
    """

    seconds: float | None = None
    megabytes: float | None = None
    processes: int = 200


class Status(StrEnum):
    """What became of a report."""

    WAITING = "waiting"
    MADE = "made"
    UNCHANGED = "unchanged"
    FAILED = "failed"


class Cause(StrEnum):
    """What ended the work on a report that could not be made."""

    PROBLEM = "problem"
    DEADLINE = "deadline"
    MEMORY = "memory"
    PROCESSES = "processes"
    SIGNAL = "signal"
    EXIT = "exit"


@dataclass(frozen=True, kw_only=True, slots=True)
class Ending:
    """How the work on a report ended that could not be made.

    Attributes:
        cause: What ended it.
        number: The exit code or the signal's number, where that is the cause.
        peak_mb: The most memory its processes were seen to have, beyond what the toolkit itself takes.
        step: The last step that was begun, in words.
    """

    cause: Cause
    number: int | None = None
    peak_mb: float | None = None
    step: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What became of one proposal's report.

    Attributes:
        name: The proposal's id.
        status: What became of it.
        problems: Why it could not be made.
        ending: How the work ended, where it was begun and did not succeed.
        seconds: How long the work took, where it was begun.
        out_of_date: Does an older report stand in its place?
        settled: As `Assessment.settled`, of the report that stands; None where none was made.
        serious_open: How many serious points are open in it.
        incomplete: Did a check break?
    """

    name: str
    status: Status
    problems: tuple[Problem, ...] = ()
    ending: Ending | None = None
    seconds: float | None = None
    out_of_date: bool = False
    settled: bool | None = None
    serious_open: int | None = None
    incomplete: bool | None = None
