from __future__ import annotations

import json
import re

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output
from report_sample import chart, cover_cell, html, notebook, picture, shown

from eia.errors import EiaError
from eia.report import to_html
from eia.report.sanitise import clean_html, markdown_html


def page(*cells, **kwargs) -> BeautifulSoup:
    return BeautifulSoup(to_html(notebook(*cells, **kwargs)), "html.parser")


def words(tag) -> str:
    return " ".join(tag.get_text().split())


def test_inputs_are_never_shown_and_additions_are_in_order():
    book = notebook(
        "## One",
        shown({"text/plain": "Plain <result>"}, source="SECRET_INPUT = 1"),
        new_code_cell(
            "print()",
            outputs=[
                new_output("stream", name="stdout", text="first "),
                new_output("stream", name="stderr", text="WARNING-TEXT"),
                new_output("stream", name="stdout", text="second\x1b[31m!\x1b[0m"),
            ],
        ),
        "A paragraph an officer added.",
    )
    made = to_html(book)
    assert "SECRET_INPUT" not in made
    assert "WARNING-TEXT" not in made
    assert "cover for JupyterLab" not in made
    assert [pre.get_text() for pre in BeautifulSoup(made, "html.parser").find_all("pre")] == [
        "Plain <result>",
        "first second!",
    ]
    assert made.index("first second") < made.index("A paragraph an officer added.")


def test_the_cover_stands_first_with_its_facts_notice_and_metadata():
    made = page("## One", cover={"incomplete": "Two checks failed.", "title": "A <b> & c"})
    assert made.html["lang"] == "en-GB"
    assert (
        words(made.title)
        == "A <b> & c \N{EN DASH} Equality impact assessment \N{EN DASH} Example Borough Council"
    )
    assert words(made.header.h1) == "A <b> & c"
    assert words(made.header.find(class_="incomplete")) == "This report is incomplete. Two checks failed."
    assert words(made.header.find(class_="notice")) == "Draft: not yet signed off"
    assert [words(term) for term in made.header.find_all("dt")] == [
        "Decision maker",
        "Decision date",
        "Stage",
    ]
    assert "Draft: not yet signed off" in words(made.body.find("footer", recursive=False))
    assert "Draft: not yet signed off" in made.find("meta", attrs={"name": "description"})["content"]


def test_no_cover_and_two_covers_are_refused():
    with pytest.raises(EiaError, match="Keep the cell that makes the cover"):
        to_html(notebook("## One", with_cover=False))
    with pytest.raises(EiaError, match="More than one cell makes a cover"):
        to_html(notebook(cover_cell()))


@pytest.mark.parametrize(
    "change", [{"date": "7 September"}, {"title": ""}, {"facts": [["only a label"]]}, {"keywords": "a"}]
)
def test_a_cover_that_cannot_be_read_names_its_cell_and_the_line(change):
    with pytest.raises(EiaError, match=rf"^Cell 1 .*'{next(iter(change))}'"):
        to_html(notebook(cover=change))


def test_a_failed_cell_is_a_box_on_page_one_and_in_place_without_traceback():
    failed = new_code_cell(
        "assess()",
        outputs=[new_output("error", ename="KeyError", evalue="secret value", traceback=["/home/user/x.py"])],
    )
    papermill = new_markdown_cell(
        "An Exception was encountered", metadata={"tags": ["papermill-error-cell-tag"]}
    )
    made = page(papermill, "## One", failed)
    boxes = [words(box) for box in made.find_all(class_="incomplete")]
    said = "This report is incomplete. Cell 3 failed (KeyError), so what it would have shown is missing."
    assert boxes == [said, said]
    assert "secret value" not in str(made)
    assert "An Exception" not in str(made)


def test_heading_levels_are_whole_and_page_one_ends_before_the_second_section():
    made = page("# First", "### Skipped", "text on page one", "# Second", "###### Deep", "## Deep")
    assert [(tag.name, words(tag)) for tag in made.find_all(re.compile("^h[1-6]$"))] == [
        ("h1", "Digital strategy 2021 to 2025"),
        ("h2", "First"),
        ("h3", "Skipped"),
        ("h2", "Contents"),
        ("h2", "Second"),
        ("h3", "Deep"),
        ("h3", "Deep"),
    ]
    assert "text on page one" in words(made.find(class_="page-one"))
    links = [link["href"] for link in made.nav.find_all("a")]
    assert links == ["#first", "#second"]
    assert all(made.find(id=link[1:]) is not None for link in links)


def test_a_single_title_of_the_notebook_stands_level_with_its_sections():
    made = page("# Assess a proposal", "## The brief", "### Part", "## Findings")
    assert [
        tag.name for tag in made.main.find_all(re.compile("^h[2-6]$")) if tag.get("id") != "contents"
    ] == ["h2", "h2", "h3", "h2"]
    repeated = page("# Digital strategy 2021 to 2025", "## The brief", "## Findings")
    assert [words(tag) for tag in repeated.main.find_all("h2")] == ["The brief", "Contents", "Findings"]


def test_a_data_frame_becomes_one_header_with_scopes_row_headers_and_a_caption():
    frame = pd.DataFrame(
        {"Users": [1200, 340], "Share": ["26%", "74%"]}, index=pd.Index(["Yes", "No"], name="Disabled")
    )
    table = page("## One", html(frame.to_html()), html(frame.reset_index(drop=True).to_html())).find_all(
        "table"
    )
    assert [[words(cell) for cell in row.find_all("th")] for row in table[0].thead.find_all("tr")] == [
        ["Disabled", "Users", "Share"]
    ]
    assert all(cell["scope"] == "col" for cell in table[0].thead.find_all("th"))
    assert [(words(cell), cell["scope"]) for cell in table[0].tbody.find_all("th")] == [
        ("Yes", "row"),
        ("No", "row"),
    ]
    assert words(table[0].caption) == "Table 1. A table"
    assert words(table[1].thead.th) == "Row"
    assert "border" not in table[0].attrs
    assert not table[0].find_all(style=True)
    assert "number" in table[0].tbody.td["class"]


def test_tables_of_views_keep_their_captions_and_can_opt_out_of_row_headers():
    body = "<thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>x</td><td>y</td></tr></tbody></table>"
    made = page(
        "## One", html(f"<table><caption>Gaps</caption>{body}"), html(f'<table class="no-row-header">{body}')
    )
    first, second = made.find_all("table")
    assert words(first.caption) == "Table 1. Gaps"
    assert first.tbody.th["scope"] == "row"
    assert second.tbody.th is None


def test_only_a_table_that_a_narrow_screen_may_not_hold_takes_the_keyboard_and_none_is_a_landmark():
    def table(*words: str) -> str:
        cells = "".join(f"<th>{word}</th>" for word in words)
        return f"<table><caption>Gaps</caption><thead><tr>{cells}</tr></thead><tbody><tr>{cells}</tr></tbody></table>"

    made = page(
        "## One",
        html(table("Group", "Share")),
        html(table("Group", *["Characteristic"] * 4)),
        html(table(*"ABCDEFGH")),
    )
    small, wide, many = (each.parent for each in made.find_all("table"))
    assert small.attrs == {"class": ["scroll"]}
    assert wide.attrs == {
        "class": ["scroll"],
        "role": "group",
        "tabindex": "0",
        "aria-label": "Table 2, scrolls sideways",
    }
    assert many["aria-label"] == "Table 3, scrolls sideways"
    assert made.find(role="region") is None


def test_a_page_with_a_notice_is_not_put_in_the_name_of_the_body():
    assert page("## One").find("meta", attrs={"name": "author"}) is None
    plain = page("## One", cover={"notice": ""})
    assert plain.find("meta", attrs={"name": "author"})["content"] == "Example Borough Council"


def test_a_bare_address_becomes_a_link_named_by_its_site():
    made = page(
        html(
            "<p class='source'>Out on 25 June (https://cy.ons.gov.uk/a/b_(2020)/mid2020). Or http://[broken.</p>"
        ),
        "See https://www.gov.uk/x?a=1&b=2, [the page](https://www.gov.uk/y) and `https://code.example.org/z`.",
        shown({"text/plain": "https://typed.example.org/z"}),
    )
    assert [(link["href"], words(link), link.get("class")) for link in made.main.find_all("a")] == [
        ("https://cy.ons.gov.uk/a/b_(2020)/mid2020", "cy.ons.gov.uk", ["address"]),
        ("https://www.gov.uk/x?a=1&b=2", "www.gov.uk", ["address"]),
        ("https://www.gov.uk/y", "the page", None),
    ]
    assert words(made.find(class_="source")) == "Out on 25 June (cy.ons.gov.uk). Or http://[broken."


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="htps:/.@[]()<>&#?%a1é_*, \n'\"", max_size=60))
def test_naming_addresses_loses_no_words_and_links_only_to_the_web(text):
    from eia.report.addresses import name_addresses

    soup = BeautifulSoup("<main></main>", "html.parser")
    soup.main.string = f"https://{text} https://e.org/{text}"
    before = soup.main.get_text()
    name_addresses(soup, soup.main)
    for link in soup.find_all("a"):
        assert re.match(r"https?://", link["href"])
        link.string = link["href"]
    assert soup.main.get_text() == before


def test_uneven_rows_and_impossible_spans_are_made_even():
    made = page(
        "## One",
        html(
            '<table><tr><th>A</th><th>B</th></tr><tr><td rowspan="9">x</td></tr><tr><td>y</td><td>z</td></tr><tr><td>1</td></tr></table>'
        ),
    )
    reach = [
        sum(int(cell.get("colspan", 1)) for cell in row.find_all(["td", "th"]))
        for row in made.table.find_all("tr")
    ]
    assert reach == [3, 3, 2, 2]


def test_pictures_are_numbered_described_and_captioned():
    made = page("## One", chart(alt="Bars: 40%.", caption="Users & age"), chart())
    figures = made.find_all("figure")
    assert [words(figure.figcaption) for figure in figures] == ["Figure 1. Users & age", "Figure 2"]
    assert figures[0].img["alt"] == "Bars: 40%."
    attached = new_markdown_cell(
        "## Two\n\n![A map of wards](attachment:map.png)",
        attachments={"map.png": {"image/png": picture(60, 40)}},
    )
    assert page(attached).figure.img["alt"] == "A map of wards"


def test_every_picture_without_words_is_named_and_nothing_is_made():
    with pytest.raises(EiaError) as caught:
        to_html(notebook("## One", chart(alt=None), chart(alt="  ")))
    assert [problem.where.partition(" (")[0] for problem in caught.value.problems] == ["Cell 3", "Cell 4"]
    assert "description" in caught.value.problems[0].what


@pytest.mark.parametrize(
    "cell",
    [
        shown({"image/svg+xml": "<svg></svg>", "text/plain": "x"}),
        shown({"image/gif": "R0lGOD", "text/plain": "x"}),
        html("<svg><text>words</text></svg>"),
        html('<img src="https://example.org/x.png" alt="remote">'),
        html(f'<img src="data:image/png;base64,{picture(4, 4)}">'),
        html("<div id='plot'></div><script>draw()</script>"),
        shown({"image/png": "bm90IGEgcGljdHVyZQ=="}, {"image/png": {"alt": "damaged"}}),
        new_markdown_cell("![words](chart.png)"),
    ],
)
def test_what_a_report_cannot_carry_is_refused_by_the_number_of_its_cell(cell):
    with pytest.raises(EiaError, match=r"^Cell 2"):
        to_html(notebook(cell))


def test_footnotes_of_all_cells_are_numbered_through_and_lead_back():
    made = page(
        "## One\n\nFirst[^a] and again[^a].\n\n[^a]: Note *one*.", "## Two\n\nOther[^a].\n\n[^a]: Note two."
    )
    assert [words(mark) for mark in made.find_all("sup")] == ["1", "1", "2"]
    notes = made.find("section", class_="notes")
    assert [words(item) for item in notes.find_all("li")] == ["Note one. ↩ ↩", "Note two. ↩"]
    ids = {tag["id"] for tag in made.find_all(id=True)}
    assert {link["href"][1:] for link in made.find_all("a", href=re.compile("^#"))} <= ids
    assert len(ids) == len(made.find_all(id=True))


def test_a_link_to_a_heading_is_found_and_one_to_nowhere_becomes_words():
    made = page("## My heading\n\n[there](#My-heading) [nowhere](#gone)", "## Two")
    assert made.find("a", string="there")["href"] == "#my-heading"
    assert made.find("a", string="nowhere") is None
    assert "nowhere" in words(made.main)


def test_a_finding_says_its_severity_in_a_word():
    made = page(
        "## One",
        html(
            '<div class="finding serious"><p>No answer.</p></div><div class="finding warning"><p>Warning: x</p></div>'
        ),
    )
    assert [words(finding) for finding in made.find_all(class_="finding")] == [
        "Serious. No answer.",
        "Warning: x",
    ]


HOSTILE = (
    '<script>alert(1)</script><p style="color:red" onclick="x()">kept</p><iframe src="https://e.org"></iframe>'
    '<form action="/x"><input value="in"></form><a href="javascript:alert(1)">link</a><a href="data:text/html,x">d</a>'
    "<style>p{}</style><link rel=stylesheet href=//e.org/x><meta http-equiv=refresh content=0><base href=//e.org>"
    '<p class="notice skip">fake</p><div id="main">taken</div>'
)


@pytest.mark.parametrize("cell", [HOSTILE, html(HOSTILE)])
def test_hostile_markup_is_cleaned_in_markdown_and_outputs_alike(cell):
    made = page("## One", cell)
    held = str(made.main)
    assert "kept" in held
    for bad in (
        "<script",
        "onclick",
        "style=",
        "<iframe",
        "<form",
        "<input",
        "javascript:",
        "data:text",
        "<link",
        "<meta",
        "<base",
        "skip",
    ):
        assert bad not in held
    assert len(made.find_all(id="main")) == 1
    assert made.find("script") is None


def test_the_page_is_self_contained_and_never_admits_a_picture_without_words():
    made = to_html(notebook("## One", chart()))
    assert "No description has been provided" not in made
    assert not re.search(r"<(?:script|link|iframe)\b|url\(|@import|src=\"http", made)


def test_money_is_not_mathematics_and_markdown_tables_are_tables():
    made = page("## One\n\nIt costs $5 *and* $6.\n\nTable: *Two* letters\n\n| A | B |\n|---|---|\n| x | y |")
    assert "It costs $5 and $6." in words(made.main)
    assert words(made.table.tbody.th) == "x"
    assert words(made.table.caption) == "Table 1. Two letters"
    assert "Table: " not in words(made.main)


def test_a_cover_may_be_text():
    book = notebook("## One")
    mime, told = next(
        (kind, data) for kind, data in book.cells[0].outputs[0].data.items() if kind.endswith("+json")
    )
    book.cells[0].outputs[0].data[mime] = json.dumps(told)
    assert "Digital strategy" in to_html(book)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=80))
def test_any_text_in_a_cell_of_a_table_comes_through_as_text(text):
    import html as markup

    cleaned = clean_html(f"<p>{markup.escape(text)}</p>", where="Cell 1")
    assert BeautifulSoup(cleaned, "html.parser").get_text() == text


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="<>\"'/=aimgscriptonerrorhrefjavascript:() \n*_[]`#|", max_size=120))
def test_no_markdown_makes_a_script_or_a_handler(text):
    try:
        made = BeautifulSoup(markdown_html(text, where="Cell 1"), "html.parser")
    except EiaError:
        return  # a picture that cannot be carried: refused, which is as safe
    allowed = {"id", "class", "lang", "dir", "href", "src", "alt", "start", "colspan", "rowspan", "scope"}
    for tag in made.find_all(True):
        assert tag.name not in {"script", "style", "iframe", "form", "input"}
        assert set(tag.attrs) <= allowed
