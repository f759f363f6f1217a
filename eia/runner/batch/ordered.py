"""One report, as it was ordered of all: what is asked of it, what it is made from, and its making."""

from __future__ import annotations

from pathlib import Path

from eia.runner.batch.order import Order
from eia.runner.keys import report_key
from eia.runner.reports import Say, make_report, what_is_asked


def asked_of(folder: Path, order: Order) -> dict[str, str]:
    """Return all that an order asks of one report, as `what_is_asked`."""
    return what_is_asked(
        folder, as_of=order.as_of, pack=order.pack, copy=order.copy, look=order.look, word=order.word
    )


def key_of(folder: Path, order: Order) -> dict[str, str]:
    """Return what one report of an order is made from, as `report_key`; the proposal's folder is given a key first.

    Raises:
        EiaError: As `report_key`.
    """
    return report_key(folder, notebook=order.notebook, pack=order.pack, options=asked_of(folder, order))


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
