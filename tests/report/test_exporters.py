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
