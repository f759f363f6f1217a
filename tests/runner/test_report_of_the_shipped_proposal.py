"""The main job, end to end: one command makes a folder of five files, the same bytes for everyone."""

from __future__ import annotations

import datetime as dt
import getpass
import hashlib
import json
import re
from pathlib import Path

import nbformat
import pikepdf
import pytest
from bs4 import BeautifulSoup
from pdf_words import elements, squeezed, words_of

from eia.assessment import assessment_json

FILES = ("assessment.json", "disclosure.json", "disclosure.xlsx", "report.html", "report.ipynb", "report.pdf")
CHARTS = ("Bar chart.", "Time line,")
NOTICE = "Illustration made from a published report. Not made, seen or approved by the Council."


@pytest.fixture(scope="module")
def pdf(made):
    with pikepdf.open(made.folder / "report.pdf") as opened:
        yield opened


@pytest.fixture(scope="module")
def page(made) -> BeautifulSoup:
    return BeautifulSoup((made.folder / "report.html").read_text(encoding="utf-8"), "html.parser")


def test_the_report_is_five_files_and_the_command_ends_with_0(made):
    assert made.status == 0, made.said
    assert {path.name for path in made.folder.iterdir()} == {*FILES, "run.json"}
    assert [path.name for path in made.folder.parent.iterdir()] == [made.folder.name]


def test_progress_is_told_and_nothing_else(made, shipped_id):
    folder = Path("out") / shipped_id
    assert made.said.splitlines() == [
        f"{shipped_id}: reading",
        f"{shipped_id}: running the notebook",
        f"{shipped_id}: making HTML and PDF",
        f"{shipped_id}: report made in {folder}",
    ]


def test_one_bad_proposal_of_several_costs_only_its_own_report(both_runs):
    _, other = both_runs
    assert other.status == 2
    assert {path.name for path in other.folder.iterdir()} == {*FILES, "run.json"}
    assert {path.name for path in other.folder.parent.iterdir()} == {other.folder.name, "batch.json"}
    last = other.said.splitlines()[-1]
    assert last.endswith(
        "no-proposal: The folder holds no proposal.toml. Give the folder that holds the proposal's proposal.toml."
    )
    assert "Traceback" not in other.said


@pytest.mark.parametrize("name", FILES)
def test_another_folder_user_time_zone_and_hash_seed_give_the_same_bytes(both_runs, name):
    first, second = (run.folder / name for run in both_runs)
    assert first.read_bytes() == second.read_bytes()


def test_the_assessment_beside_the_report_is_the_one_of_the_library(made, shipped_assessment):
    assert (made.folder / "assessment.json").read_text(encoding="utf-8") == assessment_json(
        shipped_assessment
    )


def test_the_run_record_holds_the_clock_the_versions_and_the_hashes_alone(made):
    record = json.loads((made.folder / "run.json").read_text(encoding="utf-8"))
    assert set(record) == {
        *("schema", "started", "finished", "toolkit", "python", "system", "packages", "parameters"),
        *("made_from", "sha256"),
    }
    assert dt.datetime.fromisoformat(record["started"]) <= dt.datetime.fromisoformat(record["finished"])
    assert record["sha256"] == {
        name: hashlib.sha256((made.folder / name).read_bytes()).hexdigest() for name in FILES
    }


@pytest.mark.parametrize("name", [*FILES, "run.json"])
def test_no_file_names_a_path_or_a_user(both_runs, root, name):
    texts = [(run.folder / name).read_bytes() for run in both_runs]
    if name == "report.pdf":
        texts = [plain_of(run.folder / name) for run in both_runs]
    secrets = [
        "first-officer",
        "second-officer",
        str(root),
        str(Path.home()),
        "/tmp/",
        "site-packages",
        "ipykernel_",
    ]
    secrets += [getpass.getuser()] if len(getpass.getuser()) > 4 else []
    secrets += [str(run.folder.parent.parent) for run in both_runs]
    for text in texts:
        assert not [secret for secret in secrets if secret.encode() in text]


def plain_of(path: Path) -> bytes:
    """Return every stream and string of a PDF, unpacked."""
    with pikepdf.open(path) as opened:
        parts = []
        for one in opened.objects:
            if isinstance(one, pikepdf.Stream) and one.get("/Subtype") != "/Image":
                parts.append(one.read_bytes())
            parts.append(repr(one).encode())
    return b"\n".join(parts)


@pytest.mark.parametrize("name", FILES)
def test_no_file_but_the_run_record_holds_the_clock(made, name):
    started = json.loads((made.folder / "run.json").read_text(encoding="utf-8"))["started"]
    text = plain_of(made.folder / name) if name == "report.pdf" else (made.folder / name).read_bytes()
    for clock in (started[:10], started[:10].replace("-", "")):
        assert clock.encode() not in text


def test_the_pdf_is_tagged_and_has_title_language_and_bookmarks(pdf):
    assert bool(pdf.Root.MarkInfo.Marked)
    assert str(pdf.Root.Lang) == "en-GB"
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    title = "Developing a Digital Strategy \N{EN DASH} Equality impact assessment \N{EN DASH} Cheshire East Council"
    assert str(pdf.docinfo["/Title"]) == title
    with pdf.open_outline() as outline:
        [cover] = outline.root
        titles = [str(item.title) for item in cover.children]
    assert str(cover.title) == "Developing a Digital Strategy"
    assert "In brief" in " ".join(titles)
    assert len(titles) > 8


def test_the_pdfs_metadata_carries_the_notice(pdf):
    assert NOTICE in str(pdf.docinfo["/Subject"])
    with pdf.open_metadata() as metadata:
        assert NOTICE in str(metadata["dc:description"])
        assert str(metadata["pdfuaid:part"]) == "1"


def test_every_page_of_the_pdf_carries_the_notice_and_its_number(pdf):
    texts = [words_of(each) for each in pdf.pages]
    assert len(texts) > 5
    for number, text in enumerate(texts, start=1):
        assert squeezed(NOTICE) in text, number
        assert f"{number}of{len(texts)}" in text or f"Page{number}" in text, number


def test_every_figure_of_the_pdf_has_alt_text_that_says_something(pdf):
    figures = [one for one in elements(pdf.Root.StructTreeRoot) if one.get("/S") == "/Figure"]
    assert len(figures) == 3
    for figure in figures:
        assert str(figure.Alt).startswith(CHARTS)
        assert len(str(figure.Alt).split()) <= 40


def test_nothing_says_that_no_description_was_provided(made, pdf):
    assert b"No description has been provided" not in plain_of(made.folder / "report.pdf")
    assert not any("Nodescription" in words_of(each) for each in pdf.pages)
    for name in ("report.html", "report.ipynb"):
        assert "No description" not in (made.folder / name).read_text(encoding="utf-8")


def test_the_brief_is_read_first_in_the_pdf(pdf, shipped_assessment):
    first, decided = words_of(pdf.pages[0]), shipped_assessment.dossier.proposal.decision.what
    assert squeezed(decided.partition(".")[0]) in first
    assert any(squeezed(decided) in words_of(each) for each in pdf.pages[1:4])
    assert squeezed("The full equality assessment promised in paragraph 7.5") in first


def test_every_word_of_the_findings_is_in_the_html(page, shipped_assessment):
    text = " ".join(page.get_text(" ").split())
    for finding in shipped_assessment.findings:
        assert finding.question in text


def test_the_html_has_a_language_a_title_the_notice_one_h1_and_no_script(page):
    assert page.html["lang"] == "en-GB"
    assert page.title.get_text(strip=True)
    assert len(page.find_all("h1")) == 1
    assert not page.find_all(["script", "iframe", "object"])
    assert NOTICE in page.find("header").get_text(" ")
    assert NOTICE in page.find("footer").get_text(" ")
    assert all(image["alt"].startswith(CHARTS) for image in page.find_all("img"))
    assert not [one for one in page.find_all(src=True) if not one["src"].startswith("data:")]


def test_the_ids_of_the_html_are_its_own_and_links_within_it_arrive(page):
    ids = [one["id"] for one in page.find_all(id=True)]
    assert len(set(ids)) == len(ids)
    assert {link["href"][1:] for link in page.find_all("a", href=re.compile("^#"))} <= set(ids)


def test_the_executed_notebook_says_what_was_asked_and_nothing_of_the_machine(made, shipped_id):
    notebook = nbformat.read(made.folder / "report.ipynb", as_version=4)
    assert notebook.metadata.parameters == {"as_of": "", "proposal": shipped_id}
    assert "papermill" not in notebook.metadata
    assert all(set(cell.metadata) <= {"tags"} for cell in notebook.cells)
    assert all(cell.execution_count for cell in notebook.cells if cell.cell_type == "code")
    assert not [
        output
        for cell in notebook.cells
        for output in cell.get("outputs", ())
        if output.output_type in ("stream", "error")
    ]
