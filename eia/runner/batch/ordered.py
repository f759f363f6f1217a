"""One report, as it was ordered of all."""

from __future__ import annotations

from pathlib import Path

from eia.runner.batch.order import Order
from eia.runner.reports import Say, make_report


def make_ordered(folder: Path, order: Order, *, out: Path, settings: Path, say: Say, forked: bool) -> Path:
    """Make one report of an order, and return its folder.

    Args:
        folder: The proposal's.
        order: What is asked of every report; where it goes is said apart.
        out: The folder that takes the report's folder.
        settings: As for `run_notebook`.
        say: Told each step, without the proposal's name.
        forked: May the notebook run in a process forked from this one?

    Raises:
        EiaError: As `make_report`.
    """
    return make_report(
        folder,
        out=out,
        as_of=order.as_of,
        notebook=order.notebook,
        settings=settings,
        say=lambda words: say(words.removeprefix(f"{folder.name}: ")),
        pack=order.pack,
        copy=order.copy,
        look=order.look,
        word=order.word,
        forked=forked,
    )
