"""Whether this Python can be forked, and what is loaded before it is."""

from __future__ import annotations

import gc
import importlib
import logging
import os
import pkgutil
import sys
import tempfile
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_NEEDED = (
    "ipykernel.kernelapp",
    "ipykernel.ipkernel",
    "ipykernel.iostream",
    "ipykernel.comm",
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.pylabtools",
    "IPython.extensions.storemagic",
    "papermill",
    "nbclient",
    "tornado.platform.asyncio",
    "numpy",
    "pandas",
    "scipy.stats",
    "matplotlib.backends.backend_agg",
    "matplotlib.backends.backend_svg",
    "matplotlib.figure",
    "matplotlib.font_manager",
    "matplotlib.pyplot",
    "nbconvert",
    "pikepdf",
    "typst",
    "bs4",
    "mistune",
    "matplotlib.style",
    "nh3",
    "highspy",
    "xlsxwriter",
    "jinja2.ext",
    "PIL.BmpImagePlugin",
    "PIL.GifImagePlugin",
    "PIL.JpegImagePlugin",
    "PIL.PngImagePlugin",
    "PIL.PpmImagePlugin",
)
"""What notebooks and exports load. By name: nothing here is used, and a package that is missing is not this module's matter."""

_OURS = ("eia.assessment", "eia.checks", "eia.views", "eia.views.charts", "eia.report")
"""Our own packages, of which all modules are loaded: much is imported only where it is used."""

_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")

_filters: list[Any] = []
_warmed = threading.Lock()


def can_fork() -> bool:
    """Say whether a notebook may run in a process forked from this one.

    Only on Linux: elsewhere threads and the system's own frameworks make a fork unsafe, or there is none.
    """
    return sys.platform == "linux" and hasattr(os, "fork") and hasattr(os, "pidfd_open") and _has_proc()


def _has_proc() -> bool:
    return Path("/proc/self/fd").is_dir()


def warm() -> None:
    """Load what notebooks and exports need, so that processes forked from this one need not.

    Packages are loaded as in a fresh kernel: no settings of the user's, an empty folder, a kernel's shell for those that
    look for one, numerical libraries with one thread each. All of that is put back: nothing is left set that the outputs of
    a notebook could show. Calling it again does nothing.
    """
    if not _warmed.acquire(blocking=False):
        return
    from eia.runner.kernel import without_settings  # noqa: PLC0415 - it is above this in reading order, not in layers

    before, folder, path = dict(os.environ), Path.cwd(), list(sys.path)
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place,
        warnings.catch_warnings(record=True),
    ):
        from eia.runner.engine.inherited import fresh_warnings  # noqa: PLC0415 - it loads what only a fork needs

        fresh_warnings()
        standing = list(warnings.filters)
        try:
            os.chdir(place)
            os.environ.clear()
            os.environ.update(without_settings(before))
            os.environ.update(dict.fromkeys(_THREADS, "1"), MPLCONFIGDIR=place)
            with _a_shell(), _fonts_found_quietly():
                for name in (*_NEEDED, *_of_ours()):
                    try:
                        importlib.import_module(name)
                    except ImportError:  # an optional package; whoever needs it says so
                        continue
            _filters[:] = [rule for rule in warnings.filters if rule not in standing]
        finally:
            os.environ.clear()
            os.environ.update(before)
            os.chdir(folder)
            sys.path[:] = path
    gc.collect()
    gc.freeze()


@contextmanager
def _fonts_found_quietly() -> Iterator[None]:
    """Keep matplotlib's word that it is slow to find fonts off the screen, where only what became of a report is told."""
    logger = logging.getLogger("matplotlib.font_manager")
    before = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(before)


def _of_ours() -> Iterator[str]:
    for name in _OURS:
        package = importlib.import_module(name)
        yield from (found.name for found in pkgutil.iter_modules(package.__path__, f"{name}."))


def filters_of_packages() -> list[Any]:
    """Return what packages said, while they were loaded, of warnings not to be shown."""
    return list(_filters)


class _a_shell:  # noqa: N801 - it is used as a verb
    """While packages load, let those that look for a notebook's shell find one."""

    def __enter__(self) -> None:
        from ipykernel.zmqshell import ZMQInteractiveShell  # noqa: PLC0415 - it takes a while to load
        from traitlets.config import Config  # noqa: PLC0415 - as above

        self._kinds: list[Any] = []
        if ZMQInteractiveShell.initialized():
            return
        shell = ZMQInteractiveShell.__new__(ZMQInteractiveShell)  # looked at, never run
        shell.config = Config(IPKernelApp={"connection_file": ""})
        self._kinds = list(ZMQInteractiveShell._walk_mro())  # noqa: SLF001 - as its own instance() does
        for kind in self._kinds:
            kind._instance = shell  # noqa: SLF001 - as above

    def __exit__(self, *_: object) -> None:
        for kind in self._kinds:
            kind._instance = None  # noqa: SLF001 - as above
