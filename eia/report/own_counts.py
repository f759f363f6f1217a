"""An export that no runner watches over: from JupyterLab's menu a notebook is searched for the counts of its own proposal."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from eia.dossier import open_dossier
from eia.errors import EiaError
from eia.proposal import find_proposal, read_proposal
from eia.report.passages import of_notebook, refuse_what_gives_counts_away

if TYPE_CHECKING:
    import nbformat

_SET_IN = {"parameters", "injected-parameters"}


def refuse_own_counts(notebook: nbformat.NotebookNode, *, folder: Path | None) -> None:
    """Refuse a notebook that holds a count which the tables of its own proposal keep back.

    The proposal is the one that its parameters name, looked for beside the notebook too. Where it is not found there is
    nothing to compare with, and nothing is refused. No cell is run, nor the code of a pack.

    Args:
        notebook: The notebook, as it was last run and saved.
        folder: Where the notebook stands; None if that is not known.

    Raises:
        EiaError: It holds such a count, or the proposal is there and cannot be read.
    """
    found = [place for name in _proposals(notebook) if (place := _found(name, folder))]
    if not found:
        return
    guard = open_dossier(read_proposal(found[-1])).release.guard
    refuse_what_gives_counts_away(guard, of_notebook("The notebook", notebook))


def _proposals(notebook: nbformat.NotebookNode) -> Iterator[str]:
    """Give what the parameters' cells call the proposal, in order: the last one was in force."""
    for cell in notebook.cells:
        if cell.cell_type != "code" or not _SET_IN & set(cell.metadata.get("tags", ())):
            continue
        try:
            lines = ast.parse(cell.source).body
        except SyntaxError:
            continue
        for line in lines:
            targets = line.targets if isinstance(line, ast.Assign) else [getattr(line, "target", None)]
            value = getattr(line, "value", None)
            named = any(isinstance(target, ast.Name) and target.id == "proposal" for target in targets)
            if named and isinstance(value, ast.Constant) and isinstance(value.value, str):
                yield value.value


def _found(name: str, folder: Path | None) -> Path | None:
    places: list[str | Path] = [folder / name] if folder and name.strip() else []
    for place in (*places, name):
        try:
            return find_proposal(place)
        except EiaError:
            continue
    return None
