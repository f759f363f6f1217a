"""Attacks by whoever writes a proposal, a table, a notebook or a house style: nothing runs, and no file outside is read."""

from __future__ import annotations

import base64
import io
import zipfile

import pytest
from bs4 import BeautifulSoup
from lxml import etree
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output
from report_sample import chart, html, notebook, picture, shown
from test_house_style import style_of
from test_made_proposals import notebook_of
from test_pdf import text_of

from eia.errors import EiaError
from eia.report import Look, export, to_html, to_pdf
from eia.report.word_styles import W

SECRET = "not-for-the-report-7316"
SVG = base64.b64encode(b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>').decode(
    "ascii"
)
FETCHES = [
    '<img src="http://attacker.invalid/x.png" alt="x">',
    '<img src=x onerror="fetch(1)" alt="x">',
    '<img alt="x" srcset="http://attacker.invalid/x.png 2x">',
    f'<img src="data:image/svg+xml;base64,{SVG}" alt="x">',
    f'<object data="data:image/svg+xml;base64,{SVG}"></object>words',
    '<p style="background: url(http://attacker.invalid/x)">words</p>',
    "<style>body { background: url(http://attacker.invalid/x) }</style>words",
    '<base href="http://attacker.invalid/"><a href="x">words</a>',
    '<meta http-equiv="refresh" content="0;url=http://attacker.invalid/">words',
    '<link rel="stylesheet" href="http://attacker.invalid/x.css">words',
    '<iframe src="http://attacker.invalid/" srcdoc="<script>alert(1)</script>"></iframe>words',
    '<embed src="http://attacker.invalid/">words',
    '<video poster="http://attacker.invalid/x"><source src="http://attacker.invalid/y"></video>words',
    '<form action="http://attacker.invalid/"><button autofocus onfocus="fetch(1)">x</button></form>words',
    '<a href="javascript:fetch(1)">words</a>',
    '<a href="java&#115;cript:fetch(1)">words</a>',
    '<a href=" \tjavascript:fetch(1)">words</a>',
    '<a href="vbscript:x">words</a><a href="data:text/html,<script>alert(1)</script>">words</a>',
    '<a href="https://example.org" ping="http://attacker.invalid/">words</a>',
    '<math><maction actiontype="statusline#http://attacker.invalid" xlink:href="javascript:fetch(1)">words</maction></math>',
    '<noscript><p title="</noscript><img src=x onerror=fetch(1)>"></noscript>',
    "<table background='http://attacker.invalid/x'><caption>words</caption><tr><td>x</td></tr></table>",
    '<details ontoggle="fetch(1)" open>words</details>',
    "<template><script>fetch(1)</script></template>words",
    "<p>words <![CDATA[<script>fetch(1)</script>]]> <!--[if IE]><script>fetch(1)</script><![endif]--></p>",
]
"""Ways to make a browser ask for something or run something, as a cell's output or its Markdown may say them."""

READS = ['#read("/etc/hostname")', '#image("secret.png")', '#import "secret.typ": *', '#include "secret.typ"',
         '"; #read("secret.png") //', '\\u{22}); #read("secret.png")', '#bibliography("secret.png")', '#plugin("secret.png")']  # fmt: skip
FIELDS = ['INCLUDETEXT "/etc/hostname"', 'DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc"', '{ INCLUDEPICTURE "http://attacker.invalid/x" }',
          '=HYPERLINK("http://attacker.invalid")', "<w:instrText>DDE</w:instrText>", "```{=openxml}\n<w:fldSimple w:instr='DDE'/>\n```"]  # fmt: skip


def assert_harmless(page: str) -> None:
    """See that a page holds no element and no attribute that runs or asks for anything."""
    soup = BeautifulSoup(page, "html.parser")
    head, body = soup.head, soup.body
    assert [tag.name for tag in head.find_all(True) if tag.name not in {"meta", "title", "style"}] == []
    assert len(head.find_all("style")) == 1
    assert body.find(["script", "style", "link", "meta", "base", "iframe", "object", "embed", "svg", "math", "form",
                      "button", "video", "audio", "source", "template", "noscript", "details", "input"]) is None  # fmt: skip
    for tag in soup.find_all(True):
        asked = {name for name in tag.attrs if name.startswith("on")}
        assert not asked | (
            set(tag.attrs) & {"style", "srcset", "ping", "background", "poster", "xlink:href", "data"}
        )
        if tag.get("src") is not None:
            assert tag["src"].startswith(("data:image/png;base64,", "data:image/jpeg;base64,"))
        if tag.get("href") is not None:
            assert tag["href"].lower().startswith(("#", "https://", "http://", "mailto:"))


def assert_word_keeps_to_itself(docx: bytes) -> None:
    """See that a Word file has no field but the number of its pages, and leads nowhere but to the web or to mail."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        for name in package.namelist():
            part = package.read(name)
            assert SECRET.encode() not in part
            if name.endswith(".rels"):
                for link in etree.fromstring(part):
                    outside = link.get("TargetMode") == "External"
                    assert not outside or link.get("Type").endswith("/hyperlink")
                    assert not outside or link.get("Target").lower().startswith(
                        ("https://", "http://", "mailto:")
                    )
            elif name.endswith(".xml"):
                fields = etree.fromstring(part).iter(f"{W}fldSimple", f"{W}instrText", f"{W}fldChar", f"{W}altChunk", f"{W}object")  # fmt: skip
                said = {field.get(f"{W}instr", "").strip() for field in fields}
                assert said <= {"PAGE", "NUMPAGES"}


@pytest.mark.parametrize("attack", FETCHES)
def test_no_markup_of_a_cell_runs_or_fetches(attack):
    kinds = (attack, html(attack, caption=""), shown({"text/markdown": attack, "text/plain": attack}))
    made, refused = 0, []
    for cell in kinds:
        try:
            page = to_html(notebook("## One", cell))
        except EiaError as error:
            refused.append(error.problems[0].where)
            continue
        made += 1
        assert_harmless(page)
    assert all(where.startswith("Cell 3") for where in refused)
    assert made == len(kinds) or "words" not in attack


def test_metadata_names_and_attachments_of_a_notebook_are_text_or_nothing():
    attack = '"><script>fetch(1)</script>'
    book = notebook(
        "## One",
        chart(alt=f"{attack} described", caption=attack),
        new_markdown_cell(f"![{attack} map](attachment:a.png)", attachments={"a.png": {"image/png": picture(8, 8)}}),
        new_code_cell("x", outputs=[new_output("stream", name="stdout", text=attack), new_output("error", ename=attack, evalue=attack)]),
        cover={"title": attack, "subtitle": attack, "body": attack, "notice": attack, "keywords": [attack, "a"], "facts": [[attack, attack]]},
    )  # fmt: skip
    book.metadata |= {"title": attack, "language_info": {"name": attack}, "kernelspec": {"name": attack}}
    for cell in book.cells:
        cell["metadata"] |= {"tags": ["hide", attack], "class": attack}
    made = export(book, word=True)
    assert_harmless(made.html)
    assert_word_keeps_to_itself(made.docx)
    assert made.html.count("&lt;script&gt;") > 5


@pytest.mark.parametrize("language", ['en"><script>', "en-GB; x", "../../etc", "#eval(1)"])
def test_a_language_that_is_none_gets_into_nothing(language):
    try:
        made = export(notebook("## One", cover={"language": language}), word=True)
    except EiaError:
        return  # refused: nothing is made
    assert_harmless(made.html)
    assert_word_keeps_to_itself(made.docx)


@pytest.mark.parametrize("attack", [*READS, *FIELDS])
def test_what_would_be_code_in_the_pdf_or_in_word_is_read_as_words(attack, tmp_path, monkeypatch):
    (tmp_path / "secret.png").write_text(SECRET, encoding="utf-8")
    (tmp_path / "secret.typ").write_text(SECRET, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    marked = attack.replace("&", "&amp;").replace("<", "&lt;")
    made = export(
        notebook(
            "## One",
            html(f"<p>{marked}</p><ul><li>{marked}</li></ul><table><caption>{marked}</caption><tr><th>A</th><th>B</th></tr><tr><td>{marked}</td><td>x</td></tr></table>"),
            f"{marked}[^1]\n\n[^1]: {marked}",
            chart(alt=attack, caption=attack),
            cover={"title": attack, "notice": attack, "facts": [[attack, attack]], "keywords": [attack]},
        ),
        word=True,
    )  # fmt: skip
    said = text_of(made.pdf)
    assert SECRET not in said
    assert SECRET.encode() not in made.pdf
    assert "".join(attack.split()) in "".join(said.split())
    assert_word_keeps_to_itself(made.docx)


def test_a_link_to_a_file_is_a_link_in_no_copy():
    for target in ("file:///etc/passwd", "\\\\server\\share\\x.docx", "ftp://attacker.invalid/x", "/etc/passwd", "../x", "//attacker.invalid/x"):  # fmt: skip
        made = export(notebook("## One", html(f'<p><a href="{target}">words</a></p>')), word=True)
        assert BeautifulSoup(made.html, "html.parser").main.find("a") is None
        assert b"/URI" not in made.pdf
        assert_word_keeps_to_itself(made.docx)


def test_the_pdf_has_no_script_no_file_and_no_action_but_links(tmp_path):
    import pikepdf

    made = export(notebook("## One\n\n[a](https://example.org/) [b](#One)", html("<p>words</p>"))).pdf
    with pikepdf.open(io.BytesIO(made)) as document:
        assert "/OpenAction" not in document.Root
        assert "/AA" not in document.Root
        assert not set(document.Root.get("/Names", {})) & {"/JavaScript", "/EmbeddedFiles"}
        actions = {
            str(one.get("/S"))
            for one in document.objects
            if isinstance(one, pikepdf.Dictionary) and "/S" in one
        }
    assert not actions & {
        "/JavaScript",
        "/Launch",
        "/GoToR",
        "/GoToE",
        "/SubmitForm",
        "/ImportData",
        "/Rendition",
    }


TABLE = """
[[evidence]]
id = "one"
title = "Invented"
date = 2024-01-01
table = "rates"
outcome = "could come"
outcome_is = "benefit"
about = ["sex"]
file = "evidence/one.csv"
"""


def _proposal(folder, file="evidence/one.csv"):
    (folder / "evidence").mkdir(parents=True)
    text = f'[proposal]\ntitle = "Invented"\nbody = "Nobody"\n{TABLE}'.replace("evidence/one.csv", file)
    (folder / "proposal.toml").write_text(text, encoding="utf-8")
    return folder


def test_a_table_cannot_bring_in_markup(tmp_path):
    folder = _proposal(tmp_path / "p")
    bad = [
        "<script>alert(1)</script>",
        "\"=cmd|' /C calc'!A0\"",
        "<img src=x onerror=alert(1)>",
        '#read(""/etc/passwd"")',
    ]
    rows = "".join(f"sex,{group},{10 + at}\n" for at, group in enumerate(bad[:1] + bad[2:3]))
    (folder / "evidence" / "one.csv").write_text(f"characteristic,group,per_cent\nall,all who answered,50\n{rows}", encoding="utf-8")  # fmt: skip
    for copy in ("decision", "publication"):
        made = export(notebook_of(folder, copy=copy), word=True)
        assert_harmless(made.html)
        assert_word_keeps_to_itself(made.docx)
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in made.html


@pytest.mark.parametrize("file", ["../secret.csv", "/etc/hostname", "evidence/../../secret.csv", "evidence/link.csv", "evidence/linked/secret.csv"])  # fmt: skip
def test_no_table_outside_the_proposals_folder_is_read(tmp_path, file):
    (tmp_path / "secret.csv").write_text(f"characteristic,group,per_cent\nall,{SECRET},50\nsex,women,50\n", encoding="utf-8")  # fmt: skip
    folder = _proposal(tmp_path / "p", file)
    (folder / "evidence" / "link.csv").symlink_to(tmp_path / "secret.csv")
    (folder / "evidence" / "linked").symlink_to(tmp_path)
    with pytest.raises(EiaError) as caught:
        notebook_of(folder, copy="decision")
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize("file", ["../secret.png", "/etc/hostname", "link.png", "a/secret.png", "C:\\secret.png", "..", "house_style.toml"])  # fmt: skip
def test_no_crest_outside_the_house_styles_folder_is_read(tmp_path, file):
    look = style_of(tmp_path / "style")
    (tmp_path / "secret.png").write_bytes(base64.b64decode(picture(8, 8)))
    (tmp_path / "style" / "link.png").symlink_to(tmp_path / "secret.png")
    (tmp_path / "style" / "house_style.toml").write_text(f"[crest]\nfile = '{file}'\ndescription = 'A crest'\n", encoding="utf-8")  # fmt: skip
    with pytest.raises(EiaError, match="crest"):
        to_html(notebook("## One"), look=look)


def test_a_house_style_that_is_a_link_to_a_file_elsewhere_tells_nothing_of_it(tmp_path):
    (tmp_path / "style").mkdir()
    (tmp_path / "secret.toml").write_text(f'name = "{SECRET}"\n', encoding="utf-8")
    (tmp_path / "style" / "house_style.toml").symlink_to(tmp_path / "secret.toml")
    with pytest.raises(EiaError) as caught:
        to_html(notebook("## One"), look=Look(house_style=tmp_path / "style"))
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize("said", ['name = "<script>alert(1)</script>"', 'name = "</style><script>"', '[colours]\nink = "#000000; } body { background: url(http://attacker.invalid)"'])  # fmt: skip
def test_a_house_style_is_text_and_colours_and_nothing_else(tmp_path, said):
    look = style_of(tmp_path / "style", said)
    if "colours" in said:
        with pytest.raises(EiaError, match="not a colour"):
            to_html(notebook("## One"), look=look)
        return
    made = export(notebook("## One"), look=look, word=True)
    assert_harmless(made.html)
    assert_word_keeps_to_itself(made.docx)


def test_a_font_that_is_none_stops_nothing_and_tells_nothing(tmp_path):
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "x.ttf").write_text(SECRET, encoding="utf-8")
    made = to_pdf(to_html(notebook("## One")), look=Look(fonts=tmp_path / "fonts"))
    assert SECRET.encode() not in made
