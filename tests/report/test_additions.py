"""What an officer adds is in every file, in order; what is missing or broken is named by its cell, and nothing is made."""

from __future__ import annotations

import io
import zipfile

import pytest
from bs4 import BeautifulSoup
from lxml import etree
from nbformat.v4 import new_code_cell, new_output
from report_sample import chart, html, notebook, picture
from test_pdf import elements, kids, tagged, text_of

from eia.errors import EiaError
from eia.report import Exported, export, to_html
from eia.report.word_styles import W

FRAME = '<table class="dataframe"><thead><tr><th></th><th>n</th></tr></thead><tbody><tr><th>Women</th><td>1</td></tr></tbody></table>'


def added() -> Exported:
    book = notebook(
        "## The brief",
        html("<p>Shipped one.</p>"),
        "An officer's own paragraph.",
        chart(alt="Added bars.", caption="Added picture"),
        html("<p>Shipped two.</p>"),
        "Table: Added table",
        html(FRAME, caption=""),
        "Shipped three.",
    )
    return export(book, word=True)


@pytest.fixture(scope="module")
def made() -> Exported:
    return added()


WORDS = [
    "Shipped one",
    "own paragraph",
    "Added picture",
    "Shipped two",
    "Added table",
    "Women",
    "Shipped three",
]


def word_text(docx: bytes) -> str:
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(docx)).read("word/document.xml"))
    return "\n".join("".join(run.text or "" for run in line.iter(f"{W}t")) for line in root.iter(f"{W}p"))


def test_what_was_added_is_in_every_file_in_order(made):
    for text in (
        BeautifulSoup(made.html, "html.parser").main.get_text(),
        text_of(made.pdf),
        word_text(made.docx),
    ):
        places = [text.find(words) for words in WORDS]
        assert -1 not in places
        assert places == sorted(places)


def test_the_picture_and_its_description_are_in_every_file(made):
    import pikepdf

    assert 'alt="Added bars."' in made.html
    with pikepdf.open(io.BytesIO(made.pdf)) as document:
        assert [str(figure.Alt) for figure in tagged(document, "Figure") if "/Alt" in figure] == [
            "Added bars."
        ]
    with zipfile.ZipFile(io.BytesIO(made.docx)) as package:
        assert b'descr="Added bars."' in package.read("word/document.xml")
        assert [name for name in package.namelist() if name.startswith("word/media/")]


def test_the_pdf_reads_in_the_order_of_its_headings_paragraphs_pictures_and_tables(made):
    import pikepdf

    with pikepdf.open(io.BytesIO(made.pdf)) as document:
        order = [str(each.S)[1:] for each in elements(document.Root.StructTreeRoot)]
        kept = [name for name in order if name in {"H1", "H2", "P", "Figure", "Table"}]
        assert kept.index("H1") < kept.index("H2") < kept.index("Figure") < kept.index("Table")
        table = tagged(document, "Table")[0]
        assert [str(cell.S)[1:] for cell in elements(table) if str(cell.S) in {"/TH", "/TD"}] == [
            "TH",
            "TH",
            "TH",
            "TD",
        ]
        scopes = [
            str(owned.Scope)[1:]
            for cell in elements(table)
            if str(cell.S) == "/TH"
            for owned in (cell.A if isinstance(cell.A, pikepdf.Array) else [cell.A])
            if "/Scope" in owned
        ]
        assert scopes == ["Column", "Column", "Row"]
        assert kids(table)


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (chart(alt=None), r"^Cell 3 .*without a description in words"),
        (html(FRAME, caption=""), r"^Cell 3 .*without a caption"),
        ("| A | B |\n|---|---|\n| a | b |", r"^Cell 3 .*without a caption"),
        (f"![](data:image/png;base64,{picture()})", r"^Cell 3 .*without a description in words"),
    ],
)
def test_a_picture_or_a_table_that_says_nothing_of_itself_is_refused_by_its_cell(cell, said):
    with pytest.raises(EiaError, match=said):
        to_html(notebook("## One", cell))


def test_every_such_table_is_named_at_once():
    with pytest.raises(EiaError) as caught:
        to_html(notebook("## One", html(FRAME, caption=""), "Words.", html(FRAME, caption="")))
    assert [problem.where.split(" (")[0] for problem in caught.value.problems] == ["Cell 3", "Cell 5"]


def test_a_notebook_that_failed_half_way_is_headed_incomplete_in_every_file():
    failed = new_code_cell(
        "views.matrix(assessment)",
        execution_count=4,
        outputs=[new_output("error", ename="KeyError", evalue="x")],
    )
    after = [new_code_cell(f"views.part_{number}(assessment)") for number in (1, 2)]
    made = export(notebook("## One", html("<p>Shown.</p>"), failed, *after, "## Two"), word=True)
    for text in (
        BeautifulSoup(made.html, "html.parser").body.get_text(" "),
        text_of(made.pdf),
        word_text(made.docx),
    ):
        said = " ".join(text.split())
        assert "This report is incomplete." in said
        assert "Cell 4 failed (KeyError)" in said
        assert "Cells 5 and 6 were not run, so what they would have shown is missing." in said
        assert said.index("This report is incomplete.") < said.index("Shown.")


def test_a_cell_without_anything_to_run_and_the_parameters_are_not_missed():
    book = notebook("## One", new_code_cell("# a note to myself\n"), new_code_cell(""))
    parameters = new_code_cell("proposal = 'x'", metadata={"tags": ["parameters"]})
    book.cells.insert(0, parameters)
    assert "incomplete" not in BeautifulSoup(to_html(book), "html.parser").body.get_text()
