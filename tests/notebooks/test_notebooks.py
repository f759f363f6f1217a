"""The committed notebooks: thin by their syntax tree, executed, and showing today what they showed when committed."""

from __future__ import annotations

import ast
import copy
import os
import re
import subprocess
import sys
import tokenize
from io import StringIO
from pathlib import Path

import nbformat
import pytest

from eia import assess, views

NOTEBOOKS = sorted((Path(__file__).resolve().parents[2] / "notebooks").glob("*.ipynb"))
BANNED = (
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.ClassDef,
    ast.For,
    ast.AsyncFor,
    ast.While,
    ast.Try,
    ast.With,
    ast.If,
    ast.Match,
    ast.Lambda,
    ast.ListComp,
    ast.SetComp,
    ast.DictComp,
    ast.GeneratorExp,
    ast.Delete,
    ast.Global,
)
each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def code_cells(path: Path) -> list:
    return [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]


def is_parameters(cell) -> bool:
    return "parameters" in cell.metadata.get("tags", ())


def too_much(source: str) -> list[str]:
    """Return what a cell holds that belongs in the library."""
    tree = ast.parse(source)
    found = [type(node).__name__ for node in ast.walk(tree) if isinstance(node, BANNED)]
    for node in ast.walk(tree):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        found += [f"import {name}" for name in names if name.split(".")[0] != "eia"]
    return found + (["more than five statements"] if len(tree.body) > 5 else [])


def test_there_are_the_notebooks():
    assert [path.stem for path in NOTEBOOKS] == ["01_assess_a_proposal", "02_look_at_the_evidence"]


@each_notebook
def test_no_cell_holds_what_belongs_in_the_library(path):
    for cell in code_cells(path):
        assert too_much(cell.source) == [], cell.id


@pytest.mark.parametrize(
    "source",
    ["def f(): ...", "class A: ...", "for a in b: ...", "while a: ...", "try: ...\nexcept E: ...", "with a: ...", "f = lambda: 1",
     "[a for a in b]", "{a for a in b}", "dict(a for a in b)", "{a: 1 for a in b}", "import pandas as pd", "from numpy import array",
     "import matplotlib.pyplot", "a\nb\nc\nd\ne\nf"],
)  # fmt: skip
def test_the_test_of_thinness_sees(source):
    assert too_much(source)


@each_notebook
def test_one_cell_declares_the_parameters_each_with_a_comment(path):
    [cell] = [cell for cell in code_cells(path) if is_parameters(cell)]
    statements = ast.parse(cell.source).body
    assert {statement.target.id for statement in statements if isinstance(statement, ast.AnnAssign)} >= {
        "proposal"
    }
    assert all(isinstance(statement, ast.AnnAssign) and statement.value for statement in statements)
    comments = {
        token.start[0]: token.string
        for token in tokenize.generate_tokens(StringIO(cell.source).readline)
        if token.type == tokenize.COMMENT
    }
    assert all(len(comments[statement.lineno]) > 10 for statement in statements)


@each_notebook
def test_every_code_cell_was_executed_in_order_and_shows_something(path):
    cells = code_cells(path)
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
    for cell in cells:
        assert is_parameters(cell) or [output.output_type for output in cell.outputs] == ["execute_result"], (
            cell.id
        )
        for output in cell.outputs:
            assert output.data["text/plain"].strip(), cell.id
            assert "object at 0x" not in output.data["text/plain"], cell.id


@each_notebook
def test_every_cell_ends_in_one_of_our_objects(path):
    for cell in code_cells(path):
        if not is_parameters(cell):
            last = ast.parse(cell.source).body[-1]
            assert isinstance(last, ast.Expr), cell.id
            assert isinstance(last.value, ast.Call), cell.id
            said = ast.unparse(last.value.func)
            assert said.removeprefix("views.") in views.__all__, cell.id


@each_notebook
def test_no_id_or_metadata_tells_of_a_machine_or_a_time(path):
    notebook = nbformat.read(path, as_version=4)
    assert [cell.id for cell in notebook.cells] == [
        f"cell-{number}" for number in range(1, len(notebook.cells) + 1)
    ]
    assert all(set(cell.metadata) <= {"tags"} for cell in notebook.cells)
    assert set(notebook.metadata) <= {"kernelspec", "language_info", "title"}
    assert notebook.metadata.kernelspec.name == "python3"
    text = path.read_text(encoding="utf-8")
    assert "\r" not in text
    without_pictures = re.sub(r'"image/png": "[^"]*"|data:image/png;base64,[A-Za-z0-9+/=]+', "", text)
    for pattern in (
        r"/home/|/root/|/tmp/|/Users/|[A-Z]:\\\\",
        r"20\d\d-\d\d-\d\dT\d\d:\d\d",
        "papermill",
        "Traceback",
    ):
        assert not re.search(pattern, without_pictures), pattern


@each_notebook
def test_no_prose_cell_holds_html_or_skips_a_level_of_heading(path):
    notebook = nbformat.read(path, as_version=4)
    prose = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    assert not [text for text in prose if re.search(r"<[a-z/]", text)]
    levels = [len(mark) for text in prose for mark in re.findall(r"^(#+) ", text, re.MULTILINE)]
    assert set(levels) <= {2, 3}


@each_notebook
def test_no_heading_stands_over_nothing(path):
    """A heading of prose stands whatever a proposal holds; those of the report come with what stands under them."""
    cells = nbformat.read(path, as_version=4).cells
    for cell, after in zip(cells, [*cells[1:], None], strict=True):
        if cell.cell_type == "markdown" and cell.source.startswith("#"):
            assert "\n" in cell.source.strip() or (after is not None and after.cell_type == "markdown"), (
                cell.id
            )


def test_the_notebook_shows_every_view_there_is():
    shown = {
        name
        for path in NOTEBOOKS
        for cell in code_cells(path)
        for name in re.findall(r"views\.(\w+)\(", cell.source)
    }
    assert shown == set(views.__all__) - {"findings_text"}


def test_the_notebooks_example_is_the_shipped_proposal(shipped_id):
    scope: dict[str, str] = {}
    exec(code_cells(NOTEBOOKS[0])[0].source, scope)
    assert (scope["proposal"], scope["as_of"]) == (shipped_id, "")
    assert assess(scope["proposal"], as_of=scope["as_of"]).dossier.submission.id == shipped_id


def run_nbval(path: Path, where: Path) -> subprocess.CompletedProcess[str]:
    """Execute a notebook again and compare every output, pictures by their words: pytest's own run, in its own process.

    nbval takes notebooks only as an option of pytest, so that a plain `pytest` would leave them out.
    """
    command = [
        sys.executable,
        "-m",
        "pytest",
        "--nbval",
        "--nbval-sanitize-with",
        str(Path(__file__).with_name("pictures.cfg")),
        "-vv",
        "-p",
        "no:cacheprovider",
        "-c",
        os.devnull,
        "--rootdir",
        str(path.parent),
        str(path),
    ]
    quiet = {"IPYTHONDIR": str(where / "ipython"), "PYTEST_ADDOPTS": "", "NO_COLOR": "1"}
    return subprocess.run(
        command, env=os.environ | quiet, capture_output=True, text=True, encoding="utf-8", check=False
    )


@each_notebook
def test_every_output_is_what_it_was_when_it_was_committed(path, tmp_path):
    ran = run_nbval(path, tmp_path)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert f"{len(code_cells(path))} passed" in ran.stdout


def test_a_changed_output_makes_the_comparison_fail(tmp_path):
    notebook = nbformat.read(NOTEBOOKS[0], as_version=4)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"][:3]
    changed = copy.deepcopy(code[2])
    for kind in ("text/plain", "text/html"):
        words = changed.outputs[0].data[kind]
        changed.outputs[0].data[kind] = words.replace("54 in every 100", "45 in every 100")
        assert changed.outputs[0].data[kind] != words
    notebook.cells = [*code[:2], changed]
    nbformat.write(notebook, tmp_path / "changed.ipynb")
    ran = run_nbval(tmp_path / "changed.ipynb", tmp_path)
    assert ran.returncode == 1, ran.stdout + ran.stderr
    assert "1 failed, 2 passed" in ran.stdout
    assert "45 in every 100" in ran.stdout
