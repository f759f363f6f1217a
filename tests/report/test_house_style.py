"""A body's crest, name and colours on every file, if every reader can see them."""

from __future__ import annotations

import base64
import io
import zipfile

import pikepdf
import pytest
from bs4 import BeautifulSoup
from report_sample import html, notebook, picture
from test_pdf import tagged, text_of

from eia.errors import EiaError
from eia.report import Look, export, to_html
from eia.report.colours import HOUSE, contrast

STYLE = """
name = "Made-up Borough Council"

[colours]
accent = "#5A1E6E"
rule = "#767676"

[crest]
file = "crest.png"
description = "The crest of the made-up borough: two colours side by side."
"""


def style_of(folder, text=STYLE):
    folder.mkdir(exist_ok=True)
    (folder / "house_style.toml").write_text(text, encoding="utf-8")
    (folder / "crest.png").write_bytes(base64.b64decode(picture(80, 60)))
    return Look(house_style=folder)


def book():
    return notebook("## One\n\nSome *words* and a [link](https://example.org/).", html("<p>Shown.</p>"))


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return export(book(), look=style_of(tmp_path_factory.mktemp("style")), word=True)


def test_crest_name_and_colours_are_on_the_page(made):
    page = BeautifulSoup(made.html, "html.parser")
    crest = page.header.find("img", class_="crest")
    assert crest["alt"].startswith("The crest of the made-up borough")
    assert crest["src"].startswith("data:image/png;base64,")
    bodies = [line.get_text() for line in page.header.find_all("p", class_="body")]
    assert bodies == ["Made-up Borough Council", "Example Borough Council"]
    assert "--accent: #5a1e6e;" in page.style.string


def test_crest_and_name_are_in_the_pdf_and_tagged(made):
    with pikepdf.open(io.BytesIO(made.pdf)) as document:
        said = [str(figure.Alt) for figure in tagged(document, "Figure") if "/Alt" in figure]
        drawn = b"".join(page.Contents.read_bytes() for page in document.pages)
    assert said == ["The crest of the made-up borough: two colours side by side."]
    assert "Made-up Borough Council" in text_of(made.pdf)
    red, green, blue = (int("5a1e6e"[at : at + 2], 16) / 255 for at in (0, 2, 4))
    assert f"{red:.4f}".rstrip("0").encode() in drawn
    assert green
    assert blue


def test_crest_and_name_are_in_the_word_file(made):
    with zipfile.ZipFile(io.BytesIO(made.docx)) as package:
        body, styles = package.read("word/document.xml"), package.read("word/styles.xml")
    assert b'descr="The crest of the made-up borough' in body
    assert b"Made-up Borough Council" in body
    assert b"5A1E6E" in styles
    assert b"12436D" not in styles


def test_without_a_house_style_nothing_of_it_is_there():
    assert "crest" not in BeautifulSoup(to_html(book()), "html.parser").header.decode()


@pytest.mark.parametrize(
    ("colours", "said"),
    [
        ('accent = "#ff9900"', r"'accent': #ff9900 on the white paper .* contrast of 2\.1\d to 1; 4\.5 to 1"),
        ('quiet = "#777777"', r"'quiet': .* contrast of 4\.47 to 1"),
        ('rule = "#dddddd"', r"'rule': .* 3 to 1 is the least .* rules and marks"),
        ('tint = "#222222"', r"'ink': #1b1f24 on 'tint' \(#222222\)"),
        ('accent = "navy"', "'accent': This is not a colour"),
        ('acent = "#000000"', "'acent': This is not known here. Did you mean 'accent'"),
    ],
)
def test_colours_that_some_could_not_see_are_refused_by_pair_and_ratio(tmp_path, colours, said):
    with pytest.raises(EiaError, match=said):
        to_html(book(), look=style_of(tmp_path, f"[colours]\n{colours}\n"))


def test_every_problem_is_told_at_once(tmp_path):
    text = 'nane = "x"\n[colours]\naccent = "#ffffff"\nquiet = "#fff"\n[crest]\nfile = "none.png"\n'
    with pytest.raises(EiaError) as caught:
        to_html(book(), look=style_of(tmp_path, text))
    assert len(caught.value.problems) == 5


@pytest.mark.parametrize(
    "name", ["../crest.png", "sub/crest.png", "/etc/hostname", "..", "C:crest.png", "a\\b.png", "", 7]
)
def test_a_crest_is_read_from_its_folder_alone(tmp_path, name):
    shown = f'"{name}"' if isinstance(name, str) else str(name)
    text = f'[crest]\nfile = {shown}\ndescription = "A crest"\n'.replace("\\", "\\\\")
    with pytest.raises(EiaError, match=r"not the name of a file in that folder|There is no file"):
        to_html(book(), look=style_of(tmp_path / "style", text))


def test_a_crest_is_not_read_through_a_link(tmp_path):
    outside = tmp_path / "secret.png"
    outside.write_bytes(base64.b64decode(picture()))
    look = style_of(tmp_path / "style")
    (tmp_path / "style" / "crest.png").unlink()
    try:
        (tmp_path / "style" / "crest.png").symlink_to(outside)
    except OSError:
        pytest.skip("NOT TESTED: this system lets no one make a link")
    with pytest.raises(EiaError, match="There is no file"):
        to_html(book(), look=look)


@pytest.mark.parametrize("content", [b"", b"<svg/>", b"\x89PNG\r\n\x1a\n" + b"0" * 600_000])
def test_a_crest_that_is_no_small_png_is_refused(tmp_path, content):
    look = style_of(tmp_path)
    (tmp_path / "crest.png").write_bytes(content)
    with pytest.raises(EiaError, match="crest"):
        to_html(book(), look=look)


def test_no_such_folder_is_said():
    from pathlib import Path

    with pytest.raises(EiaError, match="There is no such folder"):
        to_html(book(), look=Look(house_style=Path("nowhere")))


def test_contrast_is_as_wcag_defines_it():
    assert contrast("#000000", "#ffffff") == 21
    assert contrast("#ffffff", "#ffffff") == 1
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54  # the lightest grey that text may have on white
    assert all(contrast(getattr(HOUSE, name), "#ffffff") >= 4.5 for name in ("ink", "quiet", "accent"))
