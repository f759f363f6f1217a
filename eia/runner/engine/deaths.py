"""How a notebook's process ended, in words an officer can act on."""

from __future__ import annotations

import signal
from dataclasses import dataclass

_SIGNALS = {
    "SIGKILL": "it was stopped from outside, as a computer short of memory does",
    "SIGSEGV": "a program library broke",
    "SIGABRT": "a program library gave up",
    "SIGBUS": "a program library broke, or the disk for temporary files is full",
    "SIGFPE": "a program library broke",
    "SIGILL": "a program library asks for another processor",
    "SIGTERM": "it was asked to stop from outside",
    "SIGXCPU": "it used all the processor time it was given",
    "SIGINT": "it was interrupted",
}


@dataclass(frozen=True, kw_only=True)
class Death:
    """The end of a notebook's process.

    Args:
        exit_code: As it left, or None if a signal ended it.
        signal: The number of the signal that ended it, or None.
        peak: The most memory it ever had, in bytes, what it shares with the process it was forked from included; or None
            where nobody was left to say.
        processes: How many processes it had started when it was stopped for that; else None.
    """

    exit_code: int | None
    signal: int | None
    peak: int | None
    processes: int | None = None

    @property
    def words(self) -> str:
        """One clause: how it ended, and how much memory it had used."""
        if self.processes is not None:
            ended = f"Python was stopped, as it had started {self.processes} processes"
        elif self.signal is not None:
            try:
                name = signal.Signals(self.signal).name
            except ValueError:
                name = f"signal {self.signal}"
            why = f" ({_SIGNALS[name]})" if name in _SIGNALS else ""
            ended = f"Python was ended by {name}{why}"
        elif self.exit_code is not None:
            ended = f"Python left with exit code {self.exit_code}"
        else:
            ended = "Python ended, and nothing is left to say how"
        return ended if self.peak is None else f"{ended}; it had used at most {self.peak / 2**20:.0f} MB"
