"""Thirty invented proposals through every export: all that the notebook shows is in each file, and each reads as it should."""

from __future__ import annotations

import importlib.util
import io
import json
import re
import shutil
import subprocess
import sys
import zipfile
from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from bs4 import BeautifulSoup
from made_proposals import MARK, Made, made_proposals
from test_additions import word_text
from test_pdf import (
    HERE,
    elements,
    engine_of_verapdf,
    ids_of,
    kids,
    parted_from_its_heading,
    tagged,
    text_of,
)

from eia.report import Exported, export
from eia.report.cover import MIME

NOTEBOOKS = Path(__file__).resolve().parents[1] / "notebooks" / "test_the_report.py"
SHIPPED = ("cheshire-east-digital-strategy", "council-tax-support-options", "library-hours-example")
MADE = {made.name: made for made in made_proposals()}
COPIES = ("decision", "publication")
FEW = ("made-html", "made-all-scripts", "made-no-evidence")
BY_PLACE = re.compile("[\u0590-\u08ff\u0980-\u09ff]")
"""Letters that a PDF holds as the parts they are drawn from, in the order they stand: not looked for word by word."""

every = pytest.mark.parametrize("name", [*FEW, *(pytest.param(one, marks=pytest.mark.slow) for one in (*MADE, *SHIPPED) if one not in FEW)])  # fmt: skip


@cache
def _runner():
    spec = importlib.util.spec_from_file_location("test_the_report", NOTEBOOKS)
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)  # tests are no package, so what stands beside one is loaded by its path
    return found.run_here


def notebook_of(proposal: str | Path, *, copy: str):
    """Return the shipped notebook with what it shows of a proposal, run in this process."""
    return _runner()(proposal, copy=copy)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("made")


@pytest.fixture(scope="module")
def reports(folder):
    """Give both copies of a report: what the notebook shows of a proposal, and its files; each is made once."""

    @cache
    def make(name: str, copy: str) -> tuple[str, Exported]:
        proposal = name
        if name in MADE:
            proposal = folder / name
            if not proposal.exists():
                MADE[name].write(folder)
        book = notebook_of(proposal, copy=copy)
        outputs = [output.data for cell in book.cells for output in cell.outputs]
        shown = "\n".join(data.get("text/html", "") for data in outputs if MIME not in data)
        return shown, export(book, word=True)

    return make


def _words(html: str) -> str:
    return BeautifulSoup(html, "html.parser").get_text(" ")


def _page(exported: Exported) -> BeautifulSoup:
    page = BeautifulSoup(exported.html, "html.parser")
    for gone in page.select("nav, a.skip"):
        gone.decompose()
    return page


def test_there_are_thirty_and_they_are_the_same_each_time():
    assert len(MADE) == 30
    assert {made.name: made for made in made_proposals()} == MADE


SHAPED = r"[▼◆▲○?]\s*(?:negative|both\s*good\s*and\s*bad|positive|none|cannot\s*tell|not\s*looked|direction\s*not\s*recorded)"
"""A shape and the word that says the same: the eye has both, the ear the word."""

UNSEEN = r"[\s\ufe0f\xad]"
"""White space, the sign that asks for a picture, and soft hyphens, which a Word file holds as no letter."""

# A PDF's letters stand as they are painted. What is heard is its tags', which `test_scripts` reads.
TURNED = {"made-directions"}
"""An override paints Latin letters from right to left too."""

MIXED = TURNED | {"made-arabic", "made-urdu"}
"""In a passage from right to left a bracket or a colon is painted on the other side of its word."""


@every
@pytest.mark.parametrize("copy", COPIES)
def test_each_text_that_the_notebook_shows_is_in_every_file_as_often(reports, name, copy):
    shown, exported = reports(name, copy)
    wanted = Counter(MARK.findall(_words(shown)))
    if name in MADE and "q0003q" in str(MADE[name].record):
        assert len(wanted) > 100
    page = Counter(MARK.findall(_page(exported).find("main").get_text(" ")))
    assert page == wanted
    if name not in TURNED:
        assert not wanted - Counter(MARK.findall(re.sub(r"\s", "", text_of(exported.pdf))))
    assert not wanted - Counter(MARK.findall(word_text(exported.docx)))


@every
@pytest.mark.parametrize("copy", COPIES)
def test_each_word_of_the_page_is_in_the_pdf_and_in_the_word_file(reports, name, copy):
    _, exported = reports(name, copy)
    page = _page(exported)
    pdf, word = (re.sub(UNSEEN, "", text) for text in (text_of(exported.pdf), word_text(exported.docx)))
    notes = zipfile.ZipFile(io.BytesIO(exported.docx))
    word += re.sub(r"\s", "", BeautifulSoup(notes.read("word/footer1.xml"), "xml").get_text())
    words = {re.sub(UNSEEN, "", word) for word in page.body.get_text(" ").split()}
    words -= {"–"}  # alone, it parts the words of the web page's own footer
    assert words
    if name not in MIXED:
        assert [each for each in sorted(words) if each not in pdf and not BY_PLACE.search(each)] == []
    assert [each for each in sorted(words) if each not in word and each != "↩"] == []


@every
@pytest.mark.parametrize("copy", COPIES)
def test_the_shape_of_a_direction_is_seen_and_not_heard(reports, name, copy):
    _, exported = reports(name, copy)
    page = _page(exported)
    seen = len(re.findall(SHAPED, page.get_text(" ")))
    for shape in page.find_all(attrs={"aria-hidden": True}):
        assert shape.name == "span"
        shape.decompose()
    assert not re.search(SHAPED, page.get_text(" "))
    assert not re.search(SHAPED, text_of(exported.pdf, heard=True))
    if name not in MIXED:
        assert len(re.findall(SHAPED, text_of(exported.pdf))) == seen
    assert len(re.findall(SHAPED, word_text(exported.docx))) == seen
    assert seen >= 4


@every
@pytest.mark.parametrize("copy", COPIES)
def test_what_people_wrote_is_never_markup_and_no_picture_is_without_words(reports, name, copy):
    _, exported = reports(name, copy)
    page = BeautifulSoup(exported.html, "html.parser")
    assert page.find(["script", "iframe", "object", "embed", "svg", "form", "input", "base", "link"]) is None
    assert page.find("meta", attrs={"http-equiv": re.compile("refresh", re.IGNORECASE)}) is None
    assert not [key for tag in page.find_all(True) for key in tag.attrs if key.startswith("on") or key in ("style", "srcset")]  # fmt: skip
    for link in page.find_all("a", href=True):
        assert re.match(r"#|https?://|mailto:", link["href"]), link["href"]
    for picture in page.find_all("img"):
        assert picture["src"].startswith("data:image/png;base64,")
        assert picture["alt"].strip()
    for text in (exported.html, text_of(exported.pdf), word_text(exported.docx)):
        assert "No description has been provided for this image" not in text
    assert "url(" not in exported.html.partition("</style>")[0]


@every
@pytest.mark.parametrize("copy", COPIES)
def test_the_pdf_reads_in_order_with_headings_headers_and_pictures_said(reports, name, copy):
    _, exported = reports(name, copy)
    page = _page(exported)
    # Bold words alone in a paragraph would look like a heading, and be none to those who go by headings.
    bold = [one for one in page.main.find_all("p") if one.strong and one.strong.get_text() == one.get_text()]
    assert bold == []
    with pikepdf.open(io.BytesIO(exported.pdf)) as document:
        levels = [int(str(one.S)[2:]) for one in tagged(document, *(f"H{level}" for level in range(1, 7)))]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))
        assert parted_from_its_heading(document) == []
        # What follows what, as the page has it and as the tags have it. The contents are the PDF's own.
        names = [str(one.S)[1:] for one in elements(document.Root.StructTreeRoot) if "/S" in one]
        if "TOC" in names:
            before = names[: names.index("TOC")]
            del names[len(before) - 1 - before[::-1].index("H2")]
        kinds = {"table": "Table", "img": "Figure"} | {f"h{level}": f"H{level}" for level in range(1, 7)}
        drawn = [kinds[one.name] for one in page.body.find_all(list(kinds))]
        assert [one for one in names if one in kinds.values()] == drawn
        assert [str(one.Alt) for one in tagged(document, "Figure")] == [image["alt"] for image in page.find_all("img")]  # fmt: skip
        for table, held in zip(tagged(document, "Table"), page.find_all("table"), strict=True):
            _assert_headers(table, held)


def _assert_headers(table, held) -> None:
    rows = [row for row in elements(table) if row.get("/S") == "/TR"]
    drawn = held.find_all("tr")
    assert len(rows) == len(drawn)
    for row, line in zip(rows, drawn, strict=True):
        cells = line.find_all(["th", "td"])
        for cell, said in zip(kids(row), cells, strict=True):
            assert str(cell.S)[1:].lower() == said.name or not said.get_text(strip=True)
            if str(cell.S) == "/TH" and said.name == "th":
                owned = cell.A if isinstance(cell.A, pikepdf.Array) else [cell.A]
                scope = next(str(one.Scope)[1:] for one in owned if "/Scope" in one)
                assert scope == ("Column" if line.parent.name == "thead" else "Row")
            elif str(cell.S) == "/TD" and held.thead is not None:
                assert ids_of(cell)


def _files(reports, folder: Path, names) -> list[str]:
    written = []
    for name in names:
        for copy in COPIES:
            (folder / f"{name}-{copy}.pdf").write_bytes(reports(name, copy)[1].pdf)
            written.append(f"{name}-{copy}.pdf")
    return written


def _checked(folder: Path, *command: str) -> str:
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    said = ran.stdout + ran.stderr
    assert ran.returncode == 0, said[-4000:]
    return said


@pytest.mark.slow
def test_pdfua_finds_no_failure_in_any(reports, folder):
    files = _files(reports, folder, (*MADE, *SHIPPED))
    said = _checked(folder, sys.executable, "-m", "pdfua.cli", "check", *files)
    assert said.count("errors=0 warnings=0") == len(files) == 66


def _headers_outnumber(page: BeautifulSoup) -> list[str]:
    """Say what outloud's TBL-010 must say of our tables: it counts header cells, and takes a table with more of them than of
    data cells for one whose headers are torn to pieces.

    A header row of c cells and r rows that have a header each are c + r to r(c - 1): more wherever a table has two columns or one
    row, whatever its scopes and lists of headers, which the rule does not read. Fewer header cells would be wrong ones. So each
    such table is named, with its own numbers; torn headers would be named otherwise.
    """
    counts = [tuple(len(table.find_all(kind)) for kind in ("th", "td")) for table in page.find_all("table")]
    return [
        f"header cells look shredded: {headers} header cells against {cells} data cells"
        for headers, cells in counts
        if headers > cells > 0 and headers + cells >= 6
    ]


@pytest.mark.slow
def test_outloud_finds_no_error_in_any(reports, folder):
    names = (*MADE, *SHIPPED)
    files = _files(reports, folder, names)
    # TAG-002 takes a header row that is repeated on the next page, an artifact there, for one that is not tagged.
    outloud = Path(sys.executable).with_name("outloud")
    said = folder / "outloud.json"
    _checked(
        folder, str(outloud), "--skip", "TAG-002", "--fail-on", "never", "--json", said.name, "-q", *files
    )
    results = json.loads(said.read_text(encoding="utf-8"))["results"]
    assert [Path(one["path"]).name for one in results] == files
    for one, (name, copy) in zip(results, ((name, copy) for name in names for copy in COPIES), strict=True):
        assert not one["error"]
        errors = [each for each in one["findings"] if each["severity"] == "error"]
        assert {each["rule"] for each in errors} <= {"TBL-010"}
        assert [each["message"] for each in errors] == _headers_outnumber(_page(reports(name, copy)[1]))
    assert len(files) == 66


@pytest.mark.slow
def test_verapdf_finds_no_failure_of_pdf_ua_1_in_any(reports, folder):
    java, engine = shutil.which("java"), engine_of_verapdf()
    files = _files(reports, folder, (*MADE, *SHIPPED))
    said = _checked(folder, str(java), "-cp", str(engine), str(HERE / "VeraCheck.java"), *files)
    assert said.count("PASS ua1") == len(files) == 66


def test_nothing_that_a_record_says_is_lost(reports):
    """Each field's words stand somewhere in the decision copy, in its annex if nowhere else."""
    record: Made = MADE["made-no-evidence"]
    _, exported = reports(record.name, "decision")
    held = {mark: place for place, text in _texts(record.record, "") for mark in MARK.findall(text)}
    lost = {place for mark, place in held.items() if mark not in exported.html}
    assert not lost


def _texts(value: object, place: str):
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _texts(one, f"{place}.{key}".strip("."))
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one, place)
