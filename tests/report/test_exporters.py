"""The report's exporters as nbconvert finds them: their names, what they make, and what stays out of a menu."""

from __future__ import annotations

import subprocess
import sys
from types import SimpleNamespace

import nbformat
import pytest
from nbconvert.exporters.base import ExporterDisabledError, get_export_names, get_exporter
from report_sample import chart, notebook
from test_house_style import style_of
from traitlets.config import Config

from eia.errors import EiaError
from eia.report import export
from eia.report import exporters as ours

NAMES = {"Equality_report_web_page": "html", "Equality_report_PDF": "pdf", "Equality_report_Word": "docx"}


@pytest.fixture(scope="module")
def book():
    return notebook("## One", "An officer's own paragraph.", chart())


@pytest.fixture(scope="module")
def made(book):
    return export(book, word=True)


@pytest.mark.parametrize(
    ("name", "kind"), [*NAMES.items(), *((f"eia-{kind}", kind) for kind in NAMES.values())]
)
def test_each_name_gives_the_same_bytes_as_the_report(book, made, name, kind):
    content, resources = get_exporter(name)().from_notebook_node(book)
    assert content == getattr(made, kind)
    assert resources["output_extension"] == f".{kind}"


def test_the_menus_names_can_stand_in_jupyters_address():
    assert all(name.replace("_", "a").isalnum() for name in NAMES)  # jupyter_server's route takes \\w+ alone


def test_within_a_server_the_short_names_are_not_offered(monkeypatch):
    assert {*NAMES, "eia-html", "eia-pdf", "eia-docx"} <= set(get_export_names())
    application = SimpleNamespace(
        initialized=lambda: True, instance=lambda: SimpleNamespace(web_app=object())
    )
    monkeypatch.setattr(ours, "Application", application)
    assert set(NAMES) <= set(get_export_names())
    assert not [name for name in get_export_names() if name.startswith("eia-")]
    with pytest.raises(ExporterDisabledError):
        get_exporter("eia-pdf")


def test_a_house_style_can_be_set(book, tmp_path):
    config = Config({"HtmlReport": {"house_style": str(style_of(tmp_path / "style").house_style)}})
    content, _ = get_exporter("Equality_report_web_page")(config=config).from_notebook_node(book)
    assert "Made-up Borough Council" in content


def test_settings_that_take_cells_out_of_other_exports_take_nothing_out_of_the_report(book, made):
    config = Config({"RegexRemovePreprocessor": {"enabled": True, "patterns": ["An officer"]}})
    content, _ = get_exporter("Equality_report_web_page")(config=config).from_notebook_node(book)
    assert content == made.html


def test_what_stops_a_report_is_the_same_plain_words():
    with pytest.raises(EiaError, match="without a description in words"):
        get_exporter("Equality_report_PDF")().from_notebook_node(notebook("## One", chart(alt=None)))


@pytest.mark.slow
def test_the_command_line_writes_the_file_or_nothing(book, made, tmp_path):
    nbformat.write(book, tmp_path / "whole.ipynb")
    nbformat.write(notebook("## One", chart(alt=None)), tmp_path / "broken.ipynb")
    for name in ("whole", "broken"):
        subprocess.run(
            [sys.executable, "-m", "nbconvert", "--to", "eia-pdf", f"{name}.ipynb"],
            cwd=tmp_path,
            capture_output=True,
            check=name == "whole",
            timeout=300,
        )
    assert (tmp_path / "whole.pdf").read_bytes() == made.pdf
    assert not (tmp_path / "broken.pdf").exists()


RECORD = """
[proposal]
title = "Invented: library hours"

[[evidence]]
id = "members"
title = "Members by disability"
file = "evidence/members.csv"
table = "counts"
"""


def _with_its_proposal(folder, added):
    """Put an invented proposal beside a notebook that names it, with a cell of the officer's own."""
    place = folder / "hours"
    (place / "evidence").mkdir(parents=True)
    (place / "proposal.toml").write_text(RECORD, encoding="utf-8")
    (place / "evidence" / "members.csv").write_text("group,count\ndisabled members,17\nothers,253\n")
    book = notebook("## One", added)
    named = nbformat.v4.new_code_cell('proposal: str = "hours"', metadata={"tags": ["parameters"]})
    book.cells.insert(0, named)
    return book


@pytest.mark.parametrize("name", NAMES)
def test_an_export_from_the_menu_is_searched_for_the_counts_of_the_notebooks_own_proposal(tmp_path, name):
    book = _with_its_proposal(tmp_path, "There are 17 disabled members.")
    beside = {"metadata": {"path": str(tmp_path)}}
    with pytest.raises(EiaError, match=r"true count of “disabled members”") as refused:
        get_exporter(name)().from_notebook_node(book, resources=beside)
    assert "17" not in str(refused.value)


def test_what_the_tables_show_may_stand_and_a_proposal_that_is_not_there_refuses_nothing(tmp_path):
    beside = {"metadata": {"path": str(tmp_path)}}
    shown = _with_its_proposal(tmp_path, "There are 20 disabled members.")
    content, _ = get_exporter("Equality_report_web_page")().from_notebook_node(shown, resources=beside)
    assert "There are 20 disabled members." in content
    unknown = _with_its_proposal(tmp_path / "elsewhere", "There are 17 disabled members.")
    content, _ = get_exporter("Equality_report_web_page")().from_notebook_node(unknown)
    assert "There are 17 disabled members." in content
