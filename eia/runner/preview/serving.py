"""From a save to a page: watching a proposal's files, having the page made, and serving it until Ctrl-C."""

from __future__ import annotations

import multiprocessing
import signal
import threading
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from eia.local import find_pack
from eia.proposal import find_proposal
from eia.report.look import PLAIN, Look
from eia.runner.preview.building import Build, Built, Wanted, build_report, build_when_asked
from eia.runner.preview.server import Board, PreviewServer
from eia.runner.preview.watching import Snapshot, snapshot
from eia.runner.rooms import room
from eia.shipped import shipped

_SECONDS = 0.5
"""Between two looks at the files."""

_PATIENCE = 5.0
"""Seconds in which the builder ends by itself once it is no longer asked."""


def serve(
    proposal: str | Path,
    *,
    port: int = 0,
    open_browser: bool = True,
    as_of: str = "",
    notebook: Path | None = None,
    local: str | Path = "",
    copy: str = "",
    look: Look = PLAIN,
    say: Callable[[str], None] = print,
    stop: threading.Event | None = None,
    build: Build = build_report,
) -> None:
    """Show a proposal's report in the browser, made anew each time a file of it is saved, until Ctrl-C.

    It is served to this machine alone, at an address that cannot be guessed, and bears a mark. Nothing is written into any
    folder of reports. What stands in the way is shown as `eia report` would say it, above the last version that could be made.

    Args:
        proposal: The proposal's folder, or the id of a shipped one.
        port: Where to serve it; 0 for any port that is free.
        open_browser: Whether to open it in the user's browser.
        as_of: The day to judge by; empty for the decision's date.
        notebook: An officer's own copy of the report's notebook; by default the shipped one.
        local: The folder of the body's own pack, or ``example``; empty for none.
        copy: Which copy to show, as the notebook's parameter of this name takes it; empty for the notebook's own choice.
        look: The body's house style and fonts.
        say: Told the address, and the end.
        stop: Ends the preview when it is set, as Ctrl-C does.
        build: Makes the page; a function that a new process can import.

    Raises:
        EiaError: There is no such proposal or pack, the port is taken, or there is no place for temporary files.
    """
    stop = stop or threading.Event()
    wanted = Wanted(
        folder=find_proposal(proposal),
        notebook=notebook or shipped("notebooks", "01_assess_a_proposal.ipynb"),
        pack=find_pack(local) if str(local).strip() else None,
        as_of=as_of,
        copy=copy,
        look=look,
    )
    board = Board()
    with PreviewServer(wanted.folder.name, board, port=port) as server, _Builder(wanted, build) as builder:
        serving = threading.Thread(target=server.serve_forever, args=(0.1,), daemon=True)
        serving.start()
        try:
            say(f"{wanted.folder.name}: preview at {server.address} (Ctrl-C ends it)")
            if open_browser:
                webbrowser.open(server.address)
            _follow(wanted, board, builder, stop)
        except KeyboardInterrupt:
            pass
        finally:
            server.shutdown()
            serving.join()
    say(f"{wanted.folder.name}: preview ended. Nothing was published.")


def _follow(wanted: Wanted, board: Board, builder: _Builder, stop: threading.Event) -> None:
    """Have the page made, and again after every save, until told to stop."""
    own = (wanted.pack, wanted.look.house_style, wanted.look.fonts)
    places = [wanted.folder, wanted.notebook, *(place for place in own if place)]
    made_from: Snapshot | None = None
    while not stop.is_set():
        seen = snapshot(places)
        if seen == made_from:
            stop.wait(_SECONDS)
            continue
        made_from = seen
        board.begin()
        built = builder.build(stop)
        if built:
            board.end(built)


@contextmanager
def _ctrl_c_ignored() -> Iterator[None]:
    """Begin a process that Ctrl-C does not reach, from its first moment on; only the main thread may ask for that."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


class _Builder:
    """The process that makes pages, begun anew where it died."""

    def __init__(self, wanted: Wanted, build: Build) -> None:
        self._wanted, self._build = wanted, build
        self._busy = False
        # A new Python, not a fork of this one: this one has threads, which a fork would leave in the middle of things.
        self._context = multiprocessing.get_context("spawn")

    def __enter__(self) -> Self:
        # What the builder leaves when it is ended in the middle of a page goes with this folder.
        with ExitStack() as stack:
            self._place = stack.enter_context(room())
            self._begin()
            self._held = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        with self._held:
            self._end()

    def _begin(self) -> None:
        self._connection, theirs = self._context.Pipe()
        self._process = self._context.Process(
            target=build_when_asked, args=(theirs, self._wanted, self._build, str(self._place)), daemon=True
        )
        with _ctrl_c_ignored():
            self._process.start()
        theirs.close()  # so that its death ends our end too

    def _end(self) -> None:
        self._connection.close()
        if not self._busy:
            self._process.join(_PATIENCE)
        if self._process.is_alive():  # a page half made is worth nothing
            self._process.terminate()
            self._process.join(_PATIENCE)

    def build(self, stop: threading.Event) -> Built | None:
        """Have a page made; None where the preview ended first."""
        self._busy = True
        try:
            self._connection.send("make it")
            while not self._connection.poll(0.1):
                if stop.is_set():
                    return None
            made = self._connection.recv()
            self._busy = False
        except (EOFError, OSError):
            self._process.join(_PATIENCE)
            status, self._busy = self._process.exitcode, False
            with suppress(OSError):
                self._end()
            self._begin()
            what = f"The report could not be made: the Python that makes it stopped (exit status {status})."
            do = "It was started again; save a file to try once more."
            return Built(problems=(f"{self._wanted.folder.name}: {what} {do}",))
        return made if isinstance(made, Built) else None
