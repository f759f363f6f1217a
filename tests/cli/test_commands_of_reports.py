"""``eia report``, ``verify``, ``bundle`` and ``preview``: what is asked reaches what does it, and how they end."""

from __future__ import annotations

from pathlib import Path

import pytest

from eia.cli import main
from eia.report.look import PLAIN, Look
from eia.runner import batch, bundle, preview, verify
from eia.runner.batch import Limits, Made
from eia.runner.verify import Outcome, Verified


@pytest.fixture
def asked(monkeypatch) -> list[tuple[tuple, dict]]:
    """Note what reaches the batch, which makes nothing."""
    seen = []

    def make(*given, **options):
        seen.append((given, options))
        return Made(outcomes=(), errors=())

    monkeypatch.setattr(batch, "make_reports", make)
    return seen


def test_everything_that_is_asked_of_a_report_reaches_the_batch(asked, tmp_path):
    words = "report a b --out o --as-of 2023-01-31 --for publication --word --house-style h --fonts f --notebook n.ipynb"
    assert main([*words.split(), "--local", "example", "--workers", "3", "--deadline", "9.5", "--memory", "700", "--changed"]) == 0  # fmt: skip
    [(names, options)] = asked
    assert names == (["a", "b"],)
    order = options["order"]
    assert (order.out, order.as_of, order.copy, order.word) == (Path("o"), "2023-01-31", "publication", True)
    assert order.look == Look(house_style=Path("h"), fonts=Path("f"))
    assert order.notebook == Path("n.ipynb")
    assert order.pack.name == "local"
    assert options["limits"] == Limits(seconds=9.5, megabytes=700)
    assert (options["workers"], options["changed"]) == (3, True)


def test_what_is_not_asked_is_left_to_the_batch_and_the_notebook(asked):
    assert main(["report", "a"]) == 0
    [(_, options)] = asked
    order = options["order"]
    assert (order.out, order.as_of, order.copy, order.word, order.pack) == (
        Path("reports"),
        "",
        "",
        False,
        None,
    )
    assert order.look == PLAIN
    assert order.notebook.name == "01_assess_a_proposal.ipynb"
    assert (options["limits"], options["workers"], options["changed"]) == (None, None, False)


def test_a_copy_that_there_is_not_is_refused(asked, capsys):
    with pytest.raises(SystemExit) as caught:
        main(["report", "a", "--for", "everyone"])
    assert caught.value.code == 2
    assert "decision" in capsys.readouterr().err
    assert asked == []


@pytest.mark.parametrize(
    ("outcome", "status"), [(Outcome.SAME, 0), (Outcome.DIFFERS, 1), (Outcome.CANNOT, 2)]
)
def test_verify_ends_with_what_it_came_to(monkeypatch, capsys, outcome, status):
    seen = []

    def look(folder, **options):
        seen.append((folder, options))
        options["say"]("reading")
        return Verified(outcome=outcome, differences=(), unchecked=())

    monkeypatch.setattr(verify, "verify_report", look)
    assert main(["verify", "reports/a", "--proposal", "p", "--local", "l", "--notebook", "n"]) == status
    said = capsys.readouterr()
    assert said.out.splitlines() == list(Verified(outcome=outcome, differences=(), unchecked=()).lines)
    assert said.err == "reading\n"
    [(folder, options)] = seen
    assert folder == Path("reports/a")
    del options["say"]
    assert options == {"proposal": "p", "local": "l", "notebook": Path("n"), "look": PLAIN}


def test_a_bundle_is_named_after_the_report_unless_it_is_named(monkeypatch, capsys, tmp_path):
    seen = []
    monkeypatch.setattr(bundle, "write_bundle", lambda report, out: seen.append((report, out)) or out)
    monkeypatch.chdir(tmp_path)
    assert main(["bundle", "reports/a"]) == 0
    assert main(["bundle", "reports/a", "--out", "b.zip"]) == 0
    assert seen == [(Path("reports/a"), Path("a.zip")), (Path("reports/a"), Path("b.zip"))]
    assert capsys.readouterr().out == "Made a.zip.\nMade b.zip.\n"


@pytest.mark.parametrize("command", ["verify", "bundle"])
def test_a_folder_that_is_no_report_is_told_in_one_line(tmp_path, capsys, command):
    assert main([command, str(tmp_path)]) == 2
    assert capsys.readouterr().err == f"{tmp_path}: There is no run.json here. Give the folder of a report.\n"


def test_what_is_asked_of_a_preview_reaches_it(monkeypatch):
    seen = []
    monkeypatch.setattr(preview, "serve", lambda *given, **options: seen.append((given, options)))
    assert main(["preview", "a", "--port", "8001", "--no-browser", "--for", "publication"]) == 0
    [(given, options)] = seen
    assert given == ("a",)
    assert options == {
        "port": 8001,
        "open_browser": False,
        "as_of": "",
        "notebook": None,
        "local": "",
        "copy": "publication",
        "look": PLAIN,
    }
