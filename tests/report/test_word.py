"""The editable copy, read back from its parts: structure, facts, the same bytes, and no way out of it."""

from __future__ import annotations

import hashlib
import io
import os
import re
import subprocess
import sys
import zipfile
from itertools import pairwise
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from report_sample import chart, html, notebook
from test_pdf import everything

from eia.errors import EiaError
from eia.report import export, to_html, to_word
from eia.report.word_styles import W

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent
CP = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"


@pytest.fixture(scope="module")
def page() -> str:
    return to_html(everything())


@pytest.fixture(scope="module")
def made(page) -> bytes:
    return to_word(page)


def parts(docx: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return {name: package.read(name) for name in package.namelist()}


def document(docx: bytes):
    return etree.fromstring(parts(docx)["word/document.xml"])


def said(element) -> str:
    return "".join(run.text or "" for run in element.iter(f"{W}t"))


def style(paragraph) -> str:
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else str(found.get(f"{W}val"))


def test_every_word_of_the_page_is_there_once_and_in_order(page, made):
    soup = BeautifulSoup(page, "html.parser")
    soup.select("sup.footnote-ref")[
        0
    ].decompose()  # Word's own mark; a later one of the same note stays its number
    for gone in soup.select("a.skip, nav, footer, section.notes, ol, ul"):
        gone.decompose()
    for term in soup.select("dt"):
        term.append(":")  # set in bold on the page, which no one hears in Word
    wanted = re.sub(r"\s+", "", soup.body.get_text())
    # A list's own words stand in the file too: they are taken out of both, for their order is tested elsewhere.
    shown = "".join(
        said(line) for line in document(made).iter(f"{W}p") if line.find(f"{W}pPr/{W}numPr") is None
    )
    assert re.sub(r"\s+", "", shown) == wanted


def test_headings_run_from_one_without_a_skip(made):
    levels = [
        int(style(line)[-1]) for line in document(made).iter(f"{W}p") if style(line).startswith("Heading")
    ]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_header_rows_are_marked_and_repeated_and_first_columns_head_their_rows(page, made):
    tables = list(document(made).iter(f"{W}tbl"))
    shown = BeautifulSoup(page, "html.parser").select("main table")
    assert len(tables) == len(shown) > 5
    for table, drawn in zip(tables, shown, strict=True):
        rows = table.findall(f"{W}tr")
        heads = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
        count = len(drawn.select("thead tr"))
        assert heads == [True] * count + [False] * (len(rows) - count)
        assert table.find(f"{W}tblPr/{W}tblLook").get(f"{W}firstColumn") == "1"
        assert table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val") == drawn.caption.get_text()


def test_columns_are_as_wide_as_their_words_need_and_fill_the_page():
    long = "the record does not say whether the people consulted had time enough to answer " * 3
    page = to_html(
        notebook(
            f"## One\n\nTable: T\n\n| Question | Status | Shown |\n|---|---|---|\n| {long} | not recorded | {long} |"
        )
    )
    [table] = document(to_word(page)).iter(f"{W}tbl")
    widths = [int(each.get(f"{W}w")) for each in table.findall(f"{W}tblGrid/{W}gridCol")]
    assert 9600 < sum(widths) < 9680
    assert widths[1] < widths[0] / 2
    assert table.find(f"{W}tblPr/{W}tblLayout").get(f"{W}type") == "fixed"
    for row in table.findall(f"{W}tr"):
        assert [int(each.get(f"{W}w")) for each in row.findall(f"{W}tc/{W}tcPr/{W}tcW")] == widths


def test_a_small_table_is_kept_on_one_page_and_a_header_with_its_first_row():
    row = "| a | b |\n"
    for count, kept in ((3, [True] * 3 + [False]), (30, [True] + [False] * 30)):
        page = to_html(
            notebook(f"## One\n\nTable: T\n\n| Group | Share |\n|---|---|\n{row * count}\nAfter it.")
        )
        word = document(to_word(page))
        [table] = word.iter(f"{W}tbl")
        rows = table.findall(f"{W}tr")
        assert [
            all(line.find(f"{W}pPr/{W}keepNext") is not None for line in one.iter(f"{W}p")) for one in rows
        ] == kept
        assert {style(line) for line in table.iter(f"{W}p")} == {"TableText"}
        [after] = [line for line in word.iter(f"{W}p") if said(line) == "After it."]
        assert int(after.find(f"{W}pPr/{W}spacing").get(f"{W}before")) > 0  # it does not touch the table


def test_words_after_a_list_stand_apart_from_it():
    word = document(to_word(to_html(notebook("## One\n\n- a\n- b\n\nAfter it.\n\nAnd after."))))
    lines = {said(line): line.find(f"{W}pPr/{W}spacing") for line in word.iter(f"{W}p")}
    assert int(lines["After it."].get(f"{W}before")) > 0
    assert lines["And after."] is None


def test_a_term_stands_before_its_words_in_one_paragraph(made):
    word = document(made)
    terms = [line for line in word.iter(f"{W}p") if style(line) == "Definition"]
    assert said(terms[0]) == "Decision maker: Cabinet"
    bold = [run for run in terms[0].iter(f"{W}r") if run.find(f"{W}rPr/{W}b") is not None]
    assert "".join(said(run) for run in bold) == "Decision maker:"


def test_a_list_of_terms_whose_words_are_blocks_keeps_them():
    html = "<dl><dt>Why?</dt><dd>One <em>line</em>.</dd><dd>Second.</dd><dt>How</dt><dd><p>First.</p><ul><li>item</li></ul></dd></dl>"
    word = document(to_word(to_html(notebook(f"## One\n\n{html}"))))
    lines = [said(line) for line in word.iter(f"{W}p")]
    at = lines.index("Why? One line. Second.")
    assert lines[at : at + 4] == ["Why? One line. Second.", "How:", "First.", "item"]


def test_the_properties_of_a_paragraph_stand_in_the_order_that_word_asks_for(made):
    order = (
        "pStyle",
        "keepNext",
        "keepLines",
        "numPr",
        "pBdr",
        "bidi",
        "spacing",
        "ind",
        "jc",
        "outlineLvl",
        "rPr",
        "sectPr",
    )
    for properties in document(made).iter(f"{W}pPr"):
        names = [each.tag.removeprefix(W) for each in properties]
        assert names == sorted(names, key=order.index)


def test_pictures_have_their_descriptions_and_no_source(made):
    text = parts(made)["word/document.xml"].decode("utf-8")
    assert re.findall(r'<wp:docPr [^>]*descr="([^"]*)"', text) == [
        "Bars: 40% and 60%.",
        "Bars: 40% and 60%.",
        "A fall from 10 to 5.",
        "Bars: 40% and 60%.",
    ]
    assert "base64" not in text


def test_title_author_language_and_day_are_told(made):
    core = etree.fromstring(parts(made)["docProps/core.xml"])
    told = {each.tag.split("}")[1]: each.text for each in core}
    assert told["title"].startswith("Digital strategy 2021 to 2025")
    assert told["language"] == "en-GB"
    assert told["created"] == told["modified"] == "2021-09-07T12:00:00Z"
    assert told["keywords"] == "equality, digital"
    assert told["creator"] is None  # a page with a notice is not put in the body's name
    unmarked = to_word(to_html(notebook("## One", cover={"notice": ""})))
    assert b"<dc:creator>Example Borough Council</dc:creator>" in parts(unmarked)["docProps/core.xml"]


def test_every_language_in_it_is_the_reports_own(made):
    for name in ("word/styles.xml", "word/settings.xml"):
        found = re.findall(
            r'<w:(?:lang|themeFontLang)\b[^>]*w:val="([^"]+)"', parts(made)[name].decode("utf-8")
        )
        assert found
        assert set(found) == {"en-GB"}


def test_the_notice_and_the_page_stand_at_the_foot_of_each_page(made):
    assert said(etree.fromstring(parts(made)["word/footer1.xml"])) == "Draft: not yet signed off. Page 1 of 1"
    section = document(made).find(f".//{W}sectPr")
    assert section.find(f"{W}footerReference") is not None
    assert section.find(f"{W}pgSz").get(f"{W}w") == "11906"  # A4


def test_a_note_named_twice_is_one_note(made):
    notes = etree.fromstring(parts(made)["word/footnotes.xml"])
    assert ["TS021" in said(note) for note in notes].count(True) == 1


def test_a_passage_from_right_to_left_runs_so():
    docx = to_word(to_html(notebook("## One\n\nمرحبا بالعالم\n\nEnglish with مرحبا in it.\n\n- سلام")))  # noqa: RUF001 - Arabic
    lines = {said(line): line for line in document(docx).iter(f"{W}p")}
    assert lines["مرحبا بالعالم"].find(f"{W}pPr/{W}bidi") is not None
    assert lines["سلام"].find(f"{W}pPr/{W}bidi") is not None
    assert lines["English with مرحبا in it."].find(f"{W}pPr/{W}bidi") is None


def test_every_part_is_xml_with_its_kind_and_every_relation_has_its_part(made):
    held = parts(made)
    kinds = etree.fromstring(held["[Content_Types].xml"])
    named = {str(each.get("PartName"))[1:] for each in kinds if each.get("PartName")}
    assert named <= set(held)
    for name, part in held.items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(part)
        if name.endswith(".rels"):
            folder = name.replace("_rels/", "").rpartition("/")[0]
            for link in etree.fromstring(part):
                target = "/".join(filter(None, [folder, str(link.get("Target"))]))
                assert link.get("TargetMode") == "External" or target in held


ATTACKS = [
    '<a href="javascript:alert(1)">x</a>',
    '<a href="file:///etc/passwd">x</a>',
    '<a href="\\\\server\\share">x</a>',
    '<img src="https://example.org/x.png" alt="x">',
    '<img src="/etc/hostname" alt="x">',
    '<iframe src="file:///etc/passwd">x</iframe> words',
    "<w:fldSimple w:instr='INCLUDETEXT \"/etc/passwd\"'>x</w:fldSimple>",
    "<object data='file:///etc/passwd'>x</object> words",
    "<math><mtext>x</mtext></math> words",
    "<span data-custom-style='Title'>x</span>",
    "`<w:r/>`{=openxml}",
    "$x$ \\input{/etc/passwd} #eval(1) {{ x }} =cmd|' /C calc'!A0 ${x}",
    "<script>alert(1)</script> words",
    "<style>@import url(https://example.org/x.css)</style> words",
    '<link rel="stylesheet" href="https://example.org/x.css"> words',
    '<svg onload="alert(1)"></svg>',
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_that_a_cell_says_runs_fetches_or_reads_a_file(attack):
    host = (
        Path("/etc/hostname").read_text(encoding="utf-8").strip() if Path("/etc/hostname").is_file() else "-"
    )
    try:
        exported = export(notebook("## One", attack, html(f"<p>{attack}</p>")), word=True)
    except EiaError:
        return  # refused: nothing is made
    soup = BeautifulSoup(exported.html, "html.parser")
    assert soup.find(["script", "iframe", "object", "link", "svg", "math", "base", "form"]) is None
    assert all(
        str(link["href"]).startswith(("#", "https://", "http://", "mailto:"))
        for link in soup.find_all(href=True)
    )
    assert all(str(image["src"]).startswith("data:image/") for image in soup.find_all(src=True))
    assert not [
        name for tag in soup.find_all(True) for name in tag.attrs if name.startswith("on") or name == "style"
    ]
    held = parts(exported.docx)
    for name, part in held.items():
        assert b"root:" not in part
        if name.endswith(".rels"):
            for link in etree.fromstring(part):
                if link.get("TargetMode") == "External":
                    assert str(link.get("Target")).startswith(("https://", "http://", "mailto:"))
    fields = document(exported.docx).iter(f"{W}instrText", f"{W}fldSimple", f"{W}object", f"{W}altChunk")
    assert not list(fields)
    assert host == "-" or host not in said(document(exported.docx))
    assert b"/JavaScript" not in exported.pdf


@settings(max_examples=15, deadline=None)
@given(
    st.text(
        alphabet=st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=60
    )
)
def test_any_text_stays_text(text):
    page = to_html(notebook("## One")).replace("</main>", "<p>PLACE</p></main>")
    soup = BeautifulSoup(page, "html.parser")
    next(line for line in soup.find_all("p") if line.get_text() == "PLACE").string = f"x{text}x"
    shown = [said(line) for line in document(to_word(str(soup))).iter(f"{W}p")]
    assert " ".join(f"x{text}x".split()) in [" ".join(line.split()) for line in shown]


def test_the_same_page_gives_the_same_bytes_whatever_the_zone_the_home_and_the_settings_of_pandoc(tmp_path):
    code = (
        f"import sys, hashlib; sys.path[:0] = [{str(ROOT)!r}, {str(HERE)!r}]\n"
        "from test_pdf import everything\nfrom eia.report import to_html, to_word\n"
        "print(hashlib.sha256(to_word(to_html(everything()))).hexdigest())"
    )
    own = tmp_path / ".local" / "share" / "pandoc"
    own.mkdir(parents=True)
    (own / "reference.docx").write_bytes(b"someone's own template")
    ran = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={
            **os.environ,
            "PYTHONHASHSEED": "5",
            "TZ": "Pacific/Kiritimati",
            "HOME": str(tmp_path),
            "LC_ALL": "C",
        },
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.strip() == hashlib.sha256(to_word(to_html(everything()))).hexdigest()


def test_without_the_optional_part_the_officer_is_told_what_to_install(page, monkeypatch):
    from eia.report import word

    monkeypatch.setattr(word, "find_spec", lambda _name: None)
    with pytest.raises(EiaError, match="pypandoc-binary"):
        to_word(page)


def test_a_pandoc_that_fails_is_said_plainly(page, monkeypatch):
    from eia.report import word

    monkeypatch.setattr(word, "_SECONDS", 0.0001)
    with pytest.raises(EiaError, match="could not be made as a Word file"):
        to_word(page)


def test_a_chart_is_no_wider_than_the_page():
    docx = to_word(to_html(notebook("## One", chart())))
    widths = [int(width) for width in re.findall(rb'<wp:extent cx="(\d+)"', parts(docx)["word/document.xml"])]
    assert widths
    assert all(width <= 17 * 360_000 for width in widths)  # English Metric Units, 360 000 in a centimetre
