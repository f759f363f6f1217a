"""What a forked process inherits and a fresh Python would not have: undone before the kernel starts."""

from __future__ import annotations

import atexit
import builtins
import faulthandler
import gc
import importlib.util
import json
import logging
import os
import random
import subprocess
import sys
import tempfile
import threading
import warnings
import weakref
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from eia.runner.engine.plan import Plan

_SNIFFED = ("tqdm.auto", "tqdm.autonotebook", "tqdm.notebook")
"""Modules that look, when imported, whether they are in a notebook."""

_READ_AT_START = (
    "PYTHONPATH",
    "PYTHONHOME",
    "PYTHONNOUSERSITE",
    "PYTHONUSERBASE",
    "PYTHONPLATLIBDIR",
    "HOME",
)


def search_path(environment: Mapping[str, str] | None) -> tuple[str, ...]:
    """Return where a fresh Python, started with this environment, looks for modules; its folder and script left out.

    It is asked once for each such environment. If it does not answer, this process's own path is returned.
    """
    from_here = os.environ if environment is None else environment
    return _search_path(tuple((name, from_here[name]) for name in _READ_AT_START if name in from_here))


@cache
def _search_path(environment: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    try:
        said = subprocess.run(
            [sys.executable, "-P", "-c", "import json, sys; print(json.dumps(sys.path))"],
            env={**dict(environment), "PYTHONIOENCODING": "utf-8"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            check=True,
            timeout=60,
        ).stdout
        return tuple(json.loads(said))
    except (OSError, ValueError, subprocess.SubprocessError):
        return tuple(place for place in sys.path if place)


def fresh_warnings() -> None:
    """Show the warnings that a fresh Python shows, whatever this process was told to."""
    warnings.resetwarnings()
    warnings.filterwarnings("default", category=DeprecationWarning, module="__main__", append=True)
    for category in (DeprecationWarning, PendingDeprecationWarning, ImportWarning, ResourceWarning):
        warnings.simplefilter("ignore", category=category, append=True)


def _show_warnings_again() -> None:
    """Write warnings to standard error, if whoever forked this process was catching its own."""
    told: Any = warnings
    if getattr(told._showwarnmsg_impl, "__module__", "") == told.showwarning.__module__ == "warnings":  # noqa: SLF001 - what is replaced
        return
    spec = importlib.util.find_spec("warnings")
    assert spec is not None
    assert spec.loader is not None
    fresh = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(fresh)
    for name in ("showwarning", "_showwarnmsg_impl", "formatwarning"):
        setattr(warnings, name, getattr(fresh, name))
    warnings._showwarning_orig = fresh.showwarning  # type: ignore[attr-defined] # noqa: SLF001 - by this it knows its own


def undo(plan: Plan, path: tuple[str, ...], filters: list[Any]) -> None:
    """Make this forked process like a Python that has just started, but for what it has loaded.

    Args:
        plan: What it is to be like.
        path: Where it looks for modules.
        filters: What packages said, while they loaded, of warnings not to be shown.
    """
    sys.settrace(None)
    sys.setprofile(None)
    threading.settrace(None)
    threading.setprofile(None)
    faulthandler.disable()
    # This process's own files and folders are not the notebook's to remove when it ends.
    atexit._clear()  # noqa: SLF001 - there is no other way to forget them
    finalizers: Any = weakref.finalize
    finalizers._registry.clear()  # noqa: SLF001 - as above
    finalizers._registered_with_atexit = False  # noqa: SLF001 - so that new ones are registered again
    if plan.environment is not None:
        os.environ.clear()
        os.environ.update(plan.environment)
    if plan.folder is not None:
        os.chdir(plan.folder)
    tempfile.tempdir = None
    _limit(plan.memory)
    sys.path[:] = path
    sys.path_importer_cache.clear()
    sys.argv[:] = ["ipykernel_launcher.py"]
    sys.excepthook, sys.unraisablehook = sys.__excepthook__, sys.__unraisablehook__
    threading.excepthook = threading.__excepthook__
    sys.displayhook, sys.breakpointhook = sys.__displayhook__, sys.__breakpointhook__
    for name in ("ps1", "ps2", "last_type", "last_value", "last_traceback"):
        if hasattr(sys, name):
            delattr(sys, name)
    for name in ("_", "get_ipython", "display"):
        if hasattr(builtins, name):
            delattr(builtins, name)
    for name in _SNIFFED:
        sys.modules.pop(name, None)
    _show_warnings_again()
    fresh_warnings()
    for rule in reversed(filters):
        if rule not in warnings.filters:
            warnings.filters.insert(0, rule)  # type: ignore[attr-defined] # it is a list
    warnings._filters_mutated()  # type: ignore[attr-defined] # noqa: SLF001 - what was shown once is shown again
    _forget_loggers()
    _reseed()
    _forget_kernels()
    _forget_drawing(own=plan.own)
    gc.enable()


def _limit(memory: int | None) -> None:
    import resource  # noqa: PLC0415 - not on Windows, where none of this runs

    _, most = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, most))  # a core file would hold what is kept back
    if memory is not None:
        # What it shares with the process it was forked from is no hunger of its own.
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        most = memory + pages * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _forget_loggers() -> None:
    logging.disable(logging.NOTSET)
    root = logging.getLogger()
    for logger in (root, logging.getLogger("papermill"), logging.getLogger("traitlets")):
        for handler in list(logger.handlers):
            logger.removeHandler(handler)
    root.setLevel(logging.WARNING)
    logging.captureWarnings(capture=False)


def _reseed() -> None:
    random.seed()
    if numpy := sys.modules.get("numpy"):
        numpy.random.seed()


def _forget_kernels() -> None:
    """Let go of a kernel that this process may itself be."""
    loaded: Any = sys.modules.get("traitlets.config.configurable")
    if loaded:
        ahead: list[Any] = [loaded.SingletonConfigurable]
        while ahead:
            kind = ahead.pop()
            ahead += kind.__subclasses__()
            if "_instance" in vars(kind):
                kind._instance = None  # noqa: SLF001 - its own way needs the instance
    loaded = sys.modules.get("ipykernel.ipkernel")
    if loaded:
        loaded._comm_manager = None  # noqa: SLF001 - it has no other way


def _forget_drawing(*, own: bool) -> None:
    """Choose the notebook's way of drawing, as a kernel does by a variable that is read when matplotlib loads."""
    matplotlib: Any = sys.modules.get("matplotlib")
    pyplot: Any = sys.modules.get("matplotlib.pyplot")
    if matplotlib is None:
        return
    if helpers := sys.modules.get("matplotlib._pylab_helpers"):
        helpers.Gcf.figs.clear()
    if pyplot:
        pyplot._backend_mod = None  # noqa: SLF001 - chosen again when a figure is made
        pyplot._REPL_DISPLAYHOOK = pyplot._ReplDisplayHook.NONE  # noqa: SLF001 - the shell is another
    sys.modules.pop("matplotlib_inline.backend_inline", None)
    if own:
        for settings in (matplotlib.rcParams, matplotlib.rcParamsOrig):
            dict.update(
                settings, dict.items(matplotlib.rcParamsDefault)
            )  # as they are: they were checked once
        for folder in (matplotlib.get_configdir, matplotlib.get_cachedir):
            if hasattr(folder, "cache_clear"):
                folder.cache_clear()
    matplotlib.rcParams["backend"] = os.environ.get("MPLBACKEND", "module://matplotlib_inline.backend_inline")
