from __future__ import annotations

import random

import pytest
from bs4 import BeautifulSoup
from report_sample import html, notebook, picture

from eia.errors import EiaError
from eia.report import export, pdf, to_html

TAGS = [
    "p",
    "div",
    "ul",
    "ol",
    "li",
    "table",
    "tr",
    "td",
    "th",
    "thead",
    "tbody",
    "caption",
    "h1",
    "h2",
    "h3",
    "h5",
    "strong",
    "em",
    "a",
    "code",
    "pre",
    "blockquote",
    "dl",
    "dt",
    "dd",
    "section",
    "figure",
    "figcaption",
    "img",
    "br",
    "hr",
    "sup",
    "q",
]


def odd(chance: random.Random, depth: int = 0) -> str:
    if depth > 5 or chance.random() < 0.25:
        return chance.choice(["word ", "#x \\ ", "a &amp; b ", " "])
    tag = chance.choice(TAGS)
    if tag == "img":
        return f'<img alt="An alt" src="data:image/png;base64,{picture(8, 8)}">'
    if tag in {"br", "hr"}:
        return f"<{tag}>"
    told = {
        "td": ' colspan="900"',
        "th": ' rowspan="3"',
        "a": chance.choice([' href="#x"', ' href="https://e.org/a b"']),
    }.get(tag, "")
    told += chance.choice(["", "", ' id="x"', ' class="finding serious"'])
    return f"<{tag}{told}>{''.join(odd(chance, depth + 1) for _ in range(chance.randint(0, 4)))}</{tag}>"


@pytest.mark.parametrize("seed", range(25))
def test_however_oddly_html_is_nested_it_becomes_an_accessible_pdf(seed):
    chance = random.Random(seed)
    book = notebook("## A", html("".join(odd(chance) for _ in range(6))), "## B")
    assert export(book).pdf.startswith(b"%PDF-")


def words(text: str) -> list[str]:
    return text.split()


@pytest.mark.parametrize(
    "nested",
    [
        "<table><tr><th>a</th><th>b</th></tr><tr><td><table><caption>c</caption><tr><td>d</td><td>e</td></tr></table></td><td><h3>f</h3></td></tr></table>",
        "<strong>a <ul><li>b</li></ul> c</strong>",
        "<ul>a<li>b</li><p>c</p></ul>",
        "<figure>a <p>b</p> <p>c</p></figure>",
        "<dl><dt>a</dt><dd>b</dd></dl><dt>c</dt>",
        "<h3>a <div>b</div></h3><p>c</p>",
    ],
)
def test_no_word_is_lost_when_nesting_is_made_plain(nested):
    page = BeautifulSoup(to_html(notebook("## One", html(nested))), "html.parser")
    shown = words(page.find(class_="page-one").get_text(" "))
    said = [word for word in words(BeautifulSoup(nested, "html.parser").get_text(" ")) if len(word) == 1]
    assert [word for word in shown if word in said] == said
    assert page.table is None or page.table.find(["table", "h3"]) is None


def test_a_table_in_a_list_stays_in_its_room_and_upright():
    wide = (
        "<ul><li><table><tr>"
        + "<th>Characteristic</th>" * 14
        + "</tr><tr>"
        + "<td>consideration</td>" * 14
        + "</tr></table></li></ul>"
    )
    assert export(notebook("## One", html(wide))).pdf.startswith(b"%PDF-")


def test_a_breakdown_of_the_setter_is_told_in_plain_words(monkeypatch):
    class PanicException(BaseException):
        pass

    def broken(*_, **__):
        raise PanicException("rust")

    monkeypatch.setattr(pdf, "set_pages", broken)
    with pytest.raises(EiaError, match="could not be set as an accessible PDF"):
        export(notebook("## One"))
