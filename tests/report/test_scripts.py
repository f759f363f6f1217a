"""Writing systems: letters that ship, those that other fonts bring, and the way each passage runs."""

from __future__ import annotations

import io

import pikepdf
import pytest
from bs4 import BeautifulSoup
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from hypothesis import given, settings
from hypothesis import strategies as st
from report_sample import notebook
from test_pdf import elements, tagged, text_of

from eia.errors import EiaError
from eia.report import Look, export, to_html, to_pdf, unprintable, unprintable_problem
from eia.report.fonts import font_for, fonts_with_noto
from eia.report.scripts import runs_from_right
from eia.report.setting import HOUSE_STYLE

SHIPPED = {
    "Welsh and Polish": "Ŵyl Zażółć gęślą",
    "Greek": "Ελληνικά έμφαση",
    "Cyrillic": "Русский текст, українська мова",
    "Arabic": "مرحبا، هذا نص",
    "Urdu": "یہ اردو ہے۔",  # noqa: RUF001 - Urdu
    "Bengali": "নমস্কার বাংলা ক্ষমতা",
    "Gurmukhi": "ਸਤਿ ਸ੍ਰੀ ਅਕਾਲ",
    "Gujarati": "નમસ્તે ક્ષમા ગુજરાતી",
}


def make_font(folder, name: str, letters: str):
    """Make a font in which each of some letters is a square."""
    folder.mkdir(exist_ok=True)
    pen = TTGlyphPen(None)
    pen.moveTo((50, 0))
    for corner in ((50, 700), (750, 700), (750, 0)):
        pen.lineTo(corner)
    pen.closePath()
    square = pen.glyph()
    names = [".notdef", *(f"u{ord(letter):X}" for letter in letters)]
    font = FontBuilder(1000, isTTF=True)
    font.setupGlyphOrder(names)
    font.setupCharacterMap({ord(letter): f"u{ord(letter):X}" for letter in letters})
    font.setupGlyf(dict.fromkeys(names, square))
    font.setupHorizontalMetrics(dict.fromkeys(names, (800, 50)))
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupNameTable(
        {"familyName": name, "styleName": "Regular", "psName": f"{name.replace(' ', '')}-Regular"}
    )
    font.setupOS2(sTypoAscender=800, sTypoDescender=-200)
    font.setupPost()
    font.save(folder / f"{name.replace(' ', '')}-Regular.ttf")
    return folder


@pytest.mark.parametrize("text", SHIPPED.values(), ids=SHIPPED)
def test_the_scripts_that_ship_are_shown_upright_bold_slanted_and_as_headings(text):
    assert unprintable(text) == []
    made = export(notebook(f"## {text}\n\n{text}. **{text}** *{text}* `{text}`\n\n- {text}"), word=True)
    assert made.html.count(text.split()[0]) >= 6
    assert made.docx is not None


def test_text_in_every_script_can_be_copied_from_the_pdf():
    made = export(notebook("## One\n\nŴyl. Ελληνικά. Русский.")).pdf
    for word in ("Ŵyl", "Ελληνικά", "Русский"):
        assert word in text_of(made)


def test_a_letter_no_font_has_is_named_with_its_word_and_the_font_to_add():
    with pytest.raises(EiaError) as caught:
        export(notebook("## One\n\nThe word 中文字 and more 中文字."))
    (problem,) = caught.value.problems
    assert "“中” (U+4E2D, cjk unified ideograph-4e2d) in “中文字”" in problem.what
    assert "Add the font Noto Sans SC" in problem.do
    assert "--fonts" in problem.do
    assert "in “文字”" in unprintable_problem("文", where="proposal.toml", text="A 文字 here").what


def test_hindi_is_refused_rather_than_set_in_a_font_for_mathematics_that_cannot_join_its_letters(monkeypatch):
    from eia.report import setting

    monkeypatch.setattr(setting, "fonts_with_noto", lambda: None)
    with pytest.raises(EiaError) as caught:
        export(notebook("## One\n\nThe word क्षेत्र here."))
    assert "Add the font Noto Sans Devanagari" in str(caught.value)
    assert unprintable("Ελληνικά שלום Հայերեն ქართული") == []


def test_a_folder_of_fonts_brings_letters(tmp_path):
    look = Look(fonts=make_font(tmp_path / "fonts", "Made Up Sans", "中文😀"))
    assert unprintable("中文 😀 字", look=look) == ["字"]
    first = export(notebook("## One\n\nThe word 中文 😀."), look=look)
    assert first == export(notebook("## One\n\nThe word 中文 😀."), look=look)
    with pikepdf.open(io.BytesIO(first.pdf)) as document:
        fonts = {str(font.BaseFont) for page in document.pages for font in page.Resources.Font.values()}
    assert any("MadeUpSans" in name.replace("-", "") for name in fonts)


def test_the_systems_noto_is_used_only_where_a_letter_needs_it(tmp_path, monkeypatch):
    from eia.report import fonts, setting

    monkeypatch.setattr(
        fonts, "_system_roots", lambda: [make_font(tmp_path / "system", "Noto Made Up", "a中")]
    )
    plain = export(notebook("## One\n\nA plain word.")).pdf
    monkeypatch.setattr(setting, "fonts_with_noto", fonts_with_noto)
    assert export(notebook("## One\n\nA plain word.")).pdf == plain
    assert unprintable("中文") == ["文"]
    assert export(notebook("## One\n\nThe word 中.")).pdf


@pytest.mark.slow
def test_chinese_is_shown_by_the_systems_own_noto(monkeypatch):
    from eia.report import setting

    monkeypatch.setattr(setting, "fonts_with_noto", fonts_with_noto)
    if fonts_with_noto() is None or unprintable("中"):
        pytest.skip("NOT TESTED: no Noto font with Chinese on this system (Debian: fonts-noto-cjk)")
    assert export(notebook("## One\n\n中文 你好。")).pdf


@pytest.mark.parametrize("name", ["nowhere", "empty"])
def test_a_folder_without_fonts_is_said(tmp_path, name):
    (tmp_path / "empty").mkdir()
    with pytest.raises(EiaError, match="holds no font"):
        export(notebook("## One"), look=Look(fonts=tmp_path / name))


@pytest.mark.parametrize(
    ("letter", "font"),
    [
        ("中", "Noto Sans SC"),
        ("한", "Noto Sans KR"),
        ("த", "Noto Sans Tamil"),
        ("አ", "Noto Sans Ethiopic"),
        ("😀", "Noto Emoji"),
        ("\U0001f3fd", "Noto Emoji"),
        ("\u0301", ""),
        ("\U00010b60", ""),  # a script of antiquity, whose Noto has a longer name
    ],
)
def test_the_font_to_add_is_known_by_the_letters_name(letter, font):
    assert font_for(letter) == font


def test_how_a_sign_is_asked_for_does_not_stop_a_report():
    assert unprintable("A heart ♥\ufe0f and 1\ufe0f\u20e3") in ([], ["♥"])
    assert "1" in text_of(export(notebook("## One\n\nStep 1\ufe0f\u20e3.")).pdf)


def test_passages_and_words_are_marked_by_the_way_they_run_and_by_language():
    words = "ਪੰਜਾਬੀ ਲਿਖਤ"
    made = BeautifulSoup(
        to_html(
            notebook(
                f"## One\n\n{SHIPPED['Arabic']}\n\nAn English line, {SHIPPED['Urdu']}.\n\nSome {words} here."
            )
        ),
        "html.parser",
    )
    arabic, english, punjabi = made.main.select(".page-one p")
    assert arabic["dir"] == "auto"
    assert runs_from_right(arabic)
    assert english["dir"] == "auto"
    assert not runs_from_right(english)
    assert not punjabi.get("dir")
    assert [(span["lang"], span.get_text()) for span in punjabi.find_all("span")] == [("pa", words)]
    assert not made.main.select("[lang=ar]")  # many languages have those letters: only an author knows


def test_an_authors_own_language_stands_and_a_false_one_goes():
    made = BeautifulSoup(
        to_html(
            notebook('## One\n\nWe said <span lang="ur" dir="rtl">سلام</span>, <span lang="x y">b</span>.')
        ),
        "html.parser",
    )
    assert [span.get("lang") for span in made.main.find_all("span")] == ["ur", None]
    with pikepdf.open(io.BytesIO(to_pdf(str(made)))) as document:
        told = [
            (str(each.Lang), str(each.ActualText))
            for each in elements(document.Root.StructTreeRoot)
            if "/Lang" in each
        ]
    assert told == [("ur", "سلام")]


def test_one_greek_letter_is_a_sign_not_a_language():
    made = BeautifulSoup(to_html(notebook("## One\n\nThe value of β is 5.")), "html.parser")
    assert made.main.select("[lang]") == []


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="aب1 ي.ਪαβ中<&", min_size=1, max_size=20))
def test_marking_loses_no_letter(text):
    from eia.report.scripts import mark_scripts

    soup = BeautifulSoup("<html><body><p></p></body></html>", "html.parser")
    soup.p.string = text
    mark_scripts(soup)
    assert soup.p.get_text() == text


def test_the_fonts_are_named_in_the_page_and_never_fetched():
    css = (HOUSE_STYLE / "report.css").read_text(encoding="utf-8")
    assert "url(" not in css
    assert "@import" not in css


RIGHT = (
    "## {0}\n\nfirst **{1}** {2} (ABC) 2021 {0}.\n\n{1} **{2}** {0}[^1]\n\n[^1]: {2}.",
    "## {1}\n\n{0}",
    "### {0} **{2}**\n\n- {1} *{2}* {0}\n\n| {0} | B |\n|---|---|\n| a | {2} |",
)


def test_what_runs_from_right_to_left_is_heard_in_the_order_in_which_it_is_read():
    words = SHIPPED["Arabic"].split()
    cells = [text.format(*words) for text in RIGHT]
    cells[2] = cells[2].replace("| " + words[0], f"Table: {words[1]}\n\n| {words[0]}", 1)
    with pikepdf.open(io.BytesIO(export(notebook(*cells)).pdf)) as document:
        heard = [
            str(each.ActualText) for each in elements(document.Root.StructTreeRoot) if "/ActualText" in each
        ]
        assert not tagged(document, "Quote")
    one, two, three = (word.strip() for word in words)
    joined = f"{three} (ABC) 2021 {one}"
    first = [one, two, joined, two, three, one, three]
    contents = [one, two]  # of the sections alone
    rest = [two, one, one, three, two, three, one, two, one, three]
    assert heard == first + contents + rest


@pytest.mark.parametrize("script", ["Bengali", "Gurmukhi", "Gujarati"])
def test_syllables_drawn_in_parts_are_heard_once(script):
    words = SHIPPED[script]
    made = export(notebook(f"## {words}\n\nSome words: {words} (ABC).\n\n- {words}\n\n## Next")).pdf
    with pikepdf.open(io.BytesIO(made)) as document:
        heard = [
            str(each.ActualText) for each in elements(document.Root.StructTreeRoot) if "/ActualText" in each
        ]
    assert heard == [words, words, words, words]  # the heading, the paragraph, the list, and the contents
