"""A house style or a notebook that changes while a report is made: the record vouches for none that was not used."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from nbformat.v4 import new_notebook

from eia import report
from eia.errors import EiaError
from eia.report.look import Look
from eia.runner import reports
from eia.shipped import shipped


@pytest.mark.parametrize("changed", ["house_style.toml", "notebook.ipynb", ""])
def test_what_changes_while_pages_are_made_is_told(folder_of, tmp_path, monkeypatch, changed):
    folder = folder_of("")
    look = tmp_path / "look"
    look.mkdir()
    places = {"house_style.toml": look / "house_style.toml", "notebook.ipynb": tmp_path / "own.ipynb"}
    places["house_style.toml"].write_text('name = "One"\n', encoding="utf-8")
    places["notebook.ipynb"].write_bytes(shipped("notebooks", "01_assess_a_proposal.ipynb").read_bytes())

    def export(*_, **__):
        if changed:
            places[changed].write_text("# another", encoding="utf-8")
        return SimpleNamespace(html="<p>x</p>", pdf=b"x", docx=None)

    monkeypatch.setattr(reports, "run_notebook", lambda *_, **__: new_notebook())
    monkeypatch.setattr(report, "export", export)

    def make():
        return reports.make_report(
            folder,
            out=tmp_path / "out",
            as_of="",
            notebook=places["notebook.ipynb"],
            settings=tmp_path,
            say=lambda _: None,
            look=Look(house_style=look),
        )

    if not changed:
        assert (make() / "run.json").exists()
        return
    with pytest.raises(EiaError, match=r"house style, pack\) was changed while .* Make the report again\."):
        make()
    assert not (tmp_path / "out").exists()
