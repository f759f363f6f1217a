"""One notebook, run by papermill with parameters that it declares."""

from __future__ import annotations

import difflib
import errno
import re
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from eia.errors import EiaError, Problem
from eia.files import read_text
from eia.runner.engine import can_fork
from eia.runner.kernel import arguments, own_environment, own_kernel
from eia.runner.places import placeless

if TYPE_CHECKING:
    from nbclient.exceptions import CellTimeoutError, DeadKernelError
    from nbformat import NotebookNode
    from papermill.exceptions import PapermillExecutionError

_CELL_FILE = re.compile(r"(?:(?:[A-Za-z]:)?[^\s'\"<>|]*[\\/])?ipykernel_\d+[\\/]\d+\.py")
"""What a warning calls the cell that it comes from: a temporary folder, and the number of a process."""

_OF_CODE = (
    *("AttributeError", "ImportError", "IndentationError", "ModuleNotFoundError", "NameError"),
    *("RecursionError", "SyntaxError", "TabError", "UnboundLocalError"),
)
"""Errors whose own words are of code; those of any other may hold what an officer's table holds, and are not repeated."""

_MOST_WRITTEN = 50_000_000
"""Bytes: more than any report holds, and little enough to be taken in."""

_CELL_SECONDS = 600
"""A cell that runs longer than this is taken to be stuck."""


def run_notebook(
    path: Path,
    parameters: Mapping[str, str],
    *,
    proposals: Path,
    settings: Path,
    packs: Path | None = None,
    forked: bool = False,
    deadline: float | None = None,
    memory: int | None = None,
) -> NotebookNode:
    """Execute a notebook and return it, with nothing in it that names this machine, its user or the time.

    Args:
        path: The notebook; it must have one cell tagged ``parameters``.
        parameters: Values by name; each must be declared in that cell.
        proposals: The folder in which the notebook finds its proposal by name. The notebook runs in an empty one.
        settings: A folder of this program's alone, which several runs may share.
        packs: The folder in which the notebook finds the body's own pack by name, where one was named.
        forked: Whether to run it in a process forked from this one, which gives the same notebook sooner; see `warm`. Where
            a fork is not to be had, it is run the other way.
        deadline: How many seconds all its cells together may take; None for no limit. Without a fork, each cell is given
            what is left.
        memory: The most memory its process may take beyond what it is forked with, in bytes of address space; None for no
            limit. Only with a fork. A cell that asks for more fails with MemoryError.

    Raises:
        EiaError: The notebook cannot be read; it declares no such parameter, or lacks ``proposal``; a cell failed, or what
            the cell ran raised an `EiaError`, which is passed on in its own words; Python could not be started or stopped;
            the time was up. With a fork, the words name the cell, how its process ended, and the most memory it had.
    """
    import papermill  # noqa: PLC0415 - it takes a second to load
    from jupyter_client.kernelspec import NoSuchKernel  # noqa: PLC0415 - as above
    from nbclient.exceptions import CellTimeoutError, DeadKernelError  # noqa: PLC0415 - as above
    from papermill.exceptions import PapermillExecutionError  # noqa: PLC0415 - as above

    notebook = _read(path)
    _check_parameters(notebook, parameters, path.name)
    until = _Until(deadline)
    try:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
            work = Path(place, "work")
            work.mkdir()
            where = _Where(work=work, proposals=proposals, packs=packs)
            executed = papermill.execute_notebook(
                notebook,
                None,
                parameters=dict(parameters),
                kernel_name="python3",
                language="python",  # some tools take the kernel's name and language out of a notebook
                progress_bar=False,
                log_output=False,
                execution_timeout=_CELL_SECONDS,
                **(
                    _forked(settings, where, deadline, memory)
                    if forked and can_fork()
                    else _started(settings, where, until)
                ),
            )
    except PapermillExecutionError as error:
        raise _stopped(path.name, error) from None
    except CellTimeoutError as error:
        raise _overran(path.name, error, until) from None
    except DeadKernelError as error:
        raise _died(path.name, error) from None
    except (RuntimeError, NoSuchKernel, OSError) as error:
        if getattr(error, "errno", None) == errno.ENOSPC:
            what = "The disk that takes temporary files is full."
            raise EiaError(path.name, what, "Make room and try again.") from None
        raise EiaError(
            path.name,
            "Python could not be started to run the notebook.",
            "Try again; if it stays so, restart the computer, or install the toolkit again.",
        ) from None
    places = (Path(place), settings, proposals, *([packs] if packs else []))
    return _forget_the_run(executed, parameters, placeless(places))


def _forked(settings: Path, where: _Where, deadline: float | None, memory: int | None) -> dict[str, object]:
    """Return what papermill is told for our own engine."""
    from eia.runner.engine.plan import Plan  # noqa: PLC0415 - as papermill

    plan = Plan(
        arguments=(*arguments(), "--IPKernelApp.ignore_cwd=True"),
        environment=own_environment(settings, **where),
        folder=where["work"],
        memory=memory,
        own=True,
    )
    return {"engine_name": "eia", "plan": plan, "deadline": deadline, "most": _MOST_WRITTEN}


def _started(settings: Path, where: _Where, until: _Until) -> dict[str, object]:
    """Return what papermill is told for a kernel of its own."""
    return {
        "kernel_manager_class": own_kernel(settings, **where),
        "extra_arguments": arguments(),
        "timeout_func": until.for_a_cell,
    }


class _Where(TypedDict):
    work: Path
    proposals: Path
    packs: Path | None


class _Until:
    """The end of a notebook's time."""

    def __init__(self, deadline: float | None) -> None:
        self.given = deadline
        self._at = None if deadline is None else time.monotonic() + deadline

    def for_a_cell(self, _: object) -> float:
        """Return the seconds that a cell may take now."""
        left = _CELL_SECONDS if self._at is None else self._at - time.monotonic()
        return max(0.01, min(_CELL_SECONDS, left))

    @property
    def passed(self) -> bool:
        """Whether it is over."""
        return self._at is not None and self._at <= time.monotonic()


def _overran(name: str, error: CellTimeoutError, until: _Until) -> EiaError:
    """Say which time was up: the whole notebook's or one cell's."""
    cell = getattr(error, "cell", None)
    if until.passed:
        return EiaError(
            f"{name}, cell {cell}" if cell else name,
            f"The notebook ran longer than the {until.given:g} seconds it was given.",
            "Give it longer, or open it in JupyterLab and see what takes so long.",
        )
    return EiaError(
        name,
        f"A cell ran longer than {_CELL_SECONDS // 60} minutes.",
        "Open it in JupyterLab and see which.",
    )


def _died(name: str, error: DeadKernelError) -> EiaError:
    """Say all that is known of how the notebook's Python ended."""
    if (most := getattr(error, "most", None)) is not None:
        what = f"The notebook stopped here: it had written more than {most / 1e6:.0f} MB."
        return EiaError(f"{name}, cell {getattr(error, 'cell', 0)}", what, "Print or show less there.")
    if (death := getattr(error, "death", None)) is None:
        return EiaError(name, "Python stopped while the notebook ran; memory may have run out.", "Try again.")
    cell = getattr(error, "cell", 0)
    return EiaError(
        f"{name}, cell {cell}" if cell else name,
        f"The notebook stopped here: {death.words}.",
        "Open it in JupyterLab and run that cell to see why.",
    )


def _stopped(name: str, error: PapermillExecutionError) -> EiaError:
    """Say where a notebook stopped; what the toolkit itself said there is passed on as it is."""
    if error.ename == EiaError.__name__:
        lines = [line.partition(": ") for line in str(error.evalue).splitlines()]
        return EiaError.of(Problem(where, said, "") for where, _, said in lines)
    said = f"{error.ename}: {error.evalue}" if error.evalue and error.ename in _OF_CODE else error.ename
    if error.ename.endswith("MemoryError"):  # to an officer the name says little
        said = "it asked for more memory than there was."
    return EiaError(
        f"{name}, cell {error.exec_count}",
        f"The notebook stopped here: {_one_line(said)}",
        "Open it in JupyterLab and run that cell to see why.",
    )


def _read(path: Path) -> NotebookNode:
    import nbformat  # noqa: PLC0415 - only a run needs it

    text = read_text(path)
    try:
        notebook: NotebookNode = nbformat.reads(text, as_version=4)  # type: ignore[no-untyped-call] # nbformat ships no types here
    except Exception:  # noqa: BLE001 - it raises nearly anything for what is JSON and no notebook
        raise EiaError(
            path.name, "This is not a notebook.", "Give an .ipynb file made in JupyterLab."
        ) from None
    return notebook


def declared_parameters(notebook: NotebookNode, name: str) -> list[str]:
    """Return the names that a notebook's parameters cell assigns, in order.

    Raises:
        EiaError: There is no such cell, or more than one.
    """
    import ast  # noqa: PLC0415 - only a run needs it

    cells = [cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", ())]
    if len(cells) != 1:
        raise EiaError(
            name,
            f"The notebook has {len(cells)} cells tagged 'parameters' where one is due.",
            "Start again from a copy of the shipped notebook.",
        )
    try:
        body = ast.parse(cells[0].source).body
    except SyntaxError:
        raise EiaError(
            name, "The parameters cell cannot be read.", "Write one line a parameter, as name = value."
        ) from None
    targets = [
        node.target if isinstance(node, ast.AnnAssign) else node.targets[0]
        for node in body
        if isinstance(node, ast.Assign | ast.AnnAssign)
    ]
    return [target.id for target in targets if isinstance(target, ast.Name)]


def _check_parameters(notebook: NotebookNode, parameters: Mapping[str, str], name: str) -> None:
    declared = declared_parameters(notebook, name)
    for parameter in parameters:
        if parameter not in declared:
            near = difflib.get_close_matches(parameter, declared, n=1)
            hint = f"Did you mean '{near[0]}'?" if near else f"It declares: {', '.join(declared)}."
            raise EiaError(name, f"The notebook declares no parameter '{parameter}'.", hint)
    if "proposal" not in parameters:
        raise EiaError(name, "The parameter 'proposal' is missing.", "Name the proposal the report is about.")


def _forget_the_run(
    notebook: NotebookNode, parameters: Mapping[str, str], without_places: Callable[[str], str]
) -> NotebookNode:
    """Drop times, paths and machine details; keep the declared parameters, which say what was asked for."""
    notebook.metadata.pop("papermill", None)
    notebook.metadata["parameters"] = dict(sorted(parameters.items()))
    notebook.metadata["language_info"] = {"name": "python"}
    for number, cell in enumerate(notebook.cells, start=1):
        cell.id = f"cell-{number}"
        if "outputs" in cell:
            cell.outputs = _streams_joined(cell.outputs)
        for output in cell.get("outputs", ()):
            if output.output_type == "stream":  # a package's warning says where the package stands
                output.text = without_places(_CELL_FILE.sub("this notebook", output.text))
        cell.metadata = type(cell.metadata)(
            {"tags": tags} if (tags := list(cell.metadata.get("tags", ()))) else {}
        )
    return notebook


def _streams_joined(outputs: Sequence[NotebookNode]) -> list[NotebookNode]:
    """Join what was printed in one go: a kernel may send it in pieces, by its clock, even in the middle of a line."""
    joined: list[NotebookNode] = []
    for output in outputs:
        last = joined[-1] if joined else None
        if last and output.output_type == last.output_type == "stream" and output.name == last.name:
            last.text += output.text
        else:
            joined.append(output)
    return joined


def _one_line(text: str) -> str:
    words = " ".join(text.split())
    return words if words.endswith((".", "?", "!")) else f"{words}."
