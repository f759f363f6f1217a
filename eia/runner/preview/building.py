"""The process that makes a preview: it loads everything once, and then makes the page anew each time it is asked."""

from __future__ import annotations

import signal
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from eia.errors import EiaError
from eia.report.look import PLAIN, Look


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """What a preview is of.

    Attributes:
        folder: The proposal's, as `find_proposal` returns it.
        notebook: The notebook that is the report.
        pack: The folder of the body's own pack; None for none.
        as_of: The day to judge by; empty for the decision's date.
        copy: Which copy is wanted; empty for the notebook's own choice.
        look: The body's house style and fonts.
    """

    folder: Path
    notebook: Path
    pack: Path | None
    as_of: str = ""
    copy: str = ""
    look: Look = PLAIN


@dataclass(frozen=True, kw_only=True, slots=True)
class Built:
    """What came of making a page: the page, or what is wrong, a line each."""

    html: str = ""
    problems: tuple[str, ...] = ()


Build = Callable[[Wanted, Path], str]
"""Makes a page, with a folder for settings; it raises an `EiaError` where it cannot."""


def build_when_asked(connection: Connection, wanted: Wanted, build: Build, place: str) -> None:
    """Answer every message with a page, or with what is wrong, until the other end is closed. Runs in its own process.

    Args:
        connection: Takes any message as an order, and gives a `Built` for each.
        wanted: What is to be made.
        build: Makes it.
        place: A folder for all that is temporary, which whoever began this process removes.
    """
    # Ctrl-C reaches every process of the terminal; this one ends when its pipe does.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    tempfile.tempdir = place
    settings = Path(place, "settings")
    settings.mkdir(exist_ok=True)
    # The pipe is closed, or broken, when the preview has ended.
    with suppress(EOFError, OSError):
        while True:
            connection.recv()
            connection.send(_built(wanted, settings, build))


def _built(wanted: Wanted, settings: Path, build: Build) -> Built:
    try:
        return Built(html=build(wanted, settings))
    except EiaError as error:
        return Built(problems=tuple(str(problem) for problem in error.problems))
    except Exception as error:  # noqa: BLE001 - whatever breaks, the preview goes on and says so
        kind = type(error).__name__
        return Built(
            problems=(f"{wanted.folder.name}: The report could not be made ({kind}). See: eia report.",)
        )


def build_report(wanted: Wanted, settings: Path) -> str:
    """Make a report's page as `eia.runner.reports.make_report` does, and write nothing.

    Raises:
        EiaError: As there: a count that is kept back is refused here too, so that a preview shows what can be published.
    """
    from eia.assessment import assess, assessment_json  # noqa: PLC0415 - the server's process needs none of it
    from eia.report import to_html  # noqa: PLC0415 - as above
    from eia.report.passages import (  # noqa: PLC0415 - as above
        of_html,
        of_json,
        of_notebook,
        refuse_what_gives_counts_away,
    )
    from eia.runner.engine import can_fork, warm  # noqa: PLC0415 - as above
    from eia.runner.notebook import run_notebook  # noqa: PLC0415 - as above

    if can_fork():
        warm()
    copy = {"copy": wanted.copy} if wanted.copy else {}
    assessment = assess(wanted.folder, as_of=wanted.as_of, local=wanted.pack or "", **copy)
    guard = assessment.dossier.release.guard
    refuse_what_gives_counts_away(guard, of_json("assessment.json", assessment_json(assessment)))
    asked = {"proposal": wanted.folder.name, "as_of": wanted.as_of, **copy}
    executed = run_notebook(
        wanted.notebook,
        asked | ({"local": wanted.pack.name} if wanted.pack else {}),
        proposals=wanted.folder.parent,
        settings=settings,
        packs=wanted.pack.parent if wanted.pack else None,
        forked=True,
    )
    refuse_what_gives_counts_away(guard, of_notebook("report.ipynb", executed))
    html = to_html(executed, look=wanted.look)
    refuse_what_gives_counts_away(guard, of_html("report.html", html))
    return html
