"""What the read-me says of the project, held against the project."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from eia import views
from eia.assessment import assess
from eia.cli import main

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def judged() -> str:
    return (ROOT / "docs" / "judgments.md").read_text(encoding="utf-8")


def test_every_link_within_the_project_leads_somewhere():
    links = re.findall(r"\]\(([^)#:]+)\)", README)
    assert {"docs/checks.md", "docs/judgments.md", "docs/local-pack.md", "docs/safe-release.md"} <= set(links)
    assert [one for one in links if not (ROOT / one).exists()] == []


def test_every_command_is_told_of_and_every_one_told_of_is_there(capsys):
    with pytest.raises(SystemExit):
        main(["--help"])
    commands = set(re.findall(r"^    ([a-z]+)\b", capsys.readouterr().out, re.MULTILINE))
    assert set(re.findall(r"`eia ([a-z]+)", README)) == commands


def test_the_scores_on_decided_cases_are_those_of_their_page(judged):
    held = re.search(r"among the first 3 worries, of (\d+) breaches \| (\d+) \|", judged)
    quiet = re.search(r"serious worries in all where no breach was found \((\d+) cases\) \| 0 \|", judged)
    assert held, "docs/judgments.md has lost its first row"
    assert quiet, "docs/judgments.md tells of a serious false alarm: README.md says there is none"
    breaches, found = held.groups()
    flat = " ".join(README.split())
    assert f"the facts of {breaches} judgments that found a breach" in flat
    assert f"among its first three worries in {found}; on {quiet[1]} that found none" in flat


def test_it_stays_short():
    assert len(README.splitlines()) <= 170


def test_the_example_report_says_what_the_toolkit_says_today():
    """Its page one, its effects and its gaps: where it is stale, make the report again and copy it to docs/example-report.*."""
    page = BeautifulSoup((ROOT / "docs" / "example-report.html").read_text(encoding="utf-8"), "html.parser")
    stands = " ".join(page.find("main").get_text(" ").split())
    assessment = assess("library-hours-example")
    for shown in (
        views.brief(assessment),
        views.duty(assessment),
        views.effects(assessment),
        views.gaps(assessment),
    ):
        for block in BeautifulSoup(shown.html, "html.parser").find_all(["p", "li", "dd", "td"]):
            assert " ".join(block.get_text(" ").split()) in stands
    assert (ROOT / "docs" / "example-report.pdf").read_bytes().startswith(b"%PDF-")
