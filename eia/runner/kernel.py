"""The Python that runs a notebook: always this one, in an empty folder, with no settings of the user's."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from eia.local import LOCAL_PACKS
from eia.proposal.folder import PROPOSALS

if TYPE_CHECKING:
    from jupyter_client.manager import AsyncKernelManager

_ARGUMENTS = ["--IPKernelApp.log_level=40", "--HistoryManager.enabled=False"]
"""The kernel keeps no history of the run."""

_LEFT_OUT = ("PYTHON", "IPYTHON", "JUPYTER", "MPL", "MATPLOTLIB", "COLUMNS", "LINES")
"""Settings that would run code in the report or change its pictures and tables, by how their names begin."""

_START = """\
import logging, sys
sys.path.insert(0, {home!r})
import eia
sys.path.remove({home!r})
logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
del eia, logging, sys
"""
"""The notebook uses the toolkit that runs it, wherever that stands; and being slow to find fonts is no part of a report."""


def own_kernel(
    settings: Path, *, work: Path, proposals: Path, packs: Path | None = None
) -> type[AsyncKernelManager]:
    """Return a kernel manager that starts this very Python, whatever kernels the user has installed.

    The kernel works in an empty folder, which is not on its import path, and finds neither the user's start-up scripts
    nor their settings of IPython and matplotlib: the same proposal gives the same report for everyone. What an
    administrator set for the whole machine, and packages in this Python, are left as they are.

    Args:
        settings: A folder of this program's alone; several notebooks may share it, and then fonts are looked for once.
        work: An empty folder for this notebook alone, in which it runs; what stands beside it is the notebook's too.
        proposals: The folder in which the notebook finds its proposal by name.
        packs: The folder in which it finds the body's own pack by name, where one was named.
    """
    from jupyter_client.kernelspec import KernelSpec  # noqa: PLC0415 - it takes a while to load
    from jupyter_client.manager import AsyncKernelManager  # noqa: PLC0415 - as above

    environment = own_environment(settings, work=work, proposals=proposals, packs=packs)

    class OwnKernel(AsyncKernelManager):
        """Starts this Python, quietly, in its own folder."""

        @property
        def kernel_spec(self) -> KernelSpec:
            return KernelSpec(
                argv=[sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"],
                display_name="Python 3",
                language="python",
                metadata={"kernel_provisioner": {"provisioner_name": "local-provisioner"}},
            )

        async def start_kernel(self, **options: object) -> None:  # type: ignore[override] # as jupyter_client's own does
            self.connection_file = str(settings / f"{work.parent.name}.json")
            # What a dying kernel prints is no line an officer can act on.
            quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
            await super().start_kernel(**options | quiet | {"cwd": str(work), "env": environment})

    return OwnKernel


def arguments() -> list[str]:
    """Return what the kernel is started with; a new list each time, since nbclient adds to it."""
    return list(_ARGUMENTS)


def own_environment(
    settings: Path, *, work: Path, proposals: Path, packs: Path | None = None
) -> dict[str, str]:
    """Return the environment of the kernel: the user's, without what would change a report.

    The start-up file that it names is written into `settings`, and a folder for temporary files beside `work`.

    Args:
        settings: As for `own_kernel`.
        work: As for `own_kernel`.
        proposals: As for `own_kernel`.
        packs: As for `own_kernel`.
    """
    startup = settings / "profile_default" / "startup"
    startup.mkdir(parents=True, exist_ok=True)
    home = str(Path(__file__).resolve().parents[2])
    starts = startup / "00_toolkit.py"
    if not starts.exists():  # notebooks may start at the same time: it appears whole, and once
        whole = startup / f".{work.parent.name}"
        whole.write_text(_START.format(home=home), encoding="utf-8", newline="\n")
        whole.replace(starts)
    temporary = work.with_name("temporary")
    temporary.mkdir(exist_ok=True)
    kept = without_settings(os.environ)
    if packs:
        kept[LOCAL_PACKS] = str(packs)
    # Where this Python and its packages stand is the installation's matter, not a setting of the report.
    for name in ("PYTHONHOME", "PYTHONNOUSERSITE"):
        if name in os.environ:
            kept[name] = os.environ[name]
    if places := [place for place in os.environ.get("PYTHONPATH", "").split(os.pathsep) if place]:
        kept["PYTHONPATH"] = os.pathsep.join(str(Path(place).absolute()) for place in places)
    return kept | {
        "PYTHONSAFEPATH": "1",
        "IPYTHONDIR": str(settings),
        "MPLCONFIGDIR": str(settings),
        # What a notebook that is killed leaves there goes with its folder.
        **{name: str(temporary) for name in ("TMPDIR", "TEMP", "TMP")},
        PROPOSALS: str(proposals),
    }


def without_settings(environment: Mapping[str, str]) -> dict[str, str]:
    """Return an environment without what would run code in a report, change its pictures, or name a pack or proposals."""
    kept = {name: value for name, value in environment.items() if not name.upper().startswith(_LEFT_OUT)}
    for name in (LOCAL_PACKS, PROPOSALS):  # a pack is named, never found
        kept.pop(name, None)
    return kept
