"""The page as pandoc should read it: the same words in order, told which of the Word file's styles each has."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup, Tag

from eia.report.nesting import BLOCKS, names_in
from eia.report.pictures import check_picture
from eia.report.scripts import runs_from_right

_STYLES = {
    "body": "Public Body", "subtitle": "Subtitle", "notice": "Notice", "incomplete": "Incomplete",
    "source": "Source Note", "note": "Source Note",
}  # fmt: skip
_SEVERITIES = {"serious": "Finding Serious", "warning": "Finding Warning", "advice": "Finding Advice"}
_WIDEST = 17.0  # centimetres across an A4 page between its margins
_TALLEST = 21.0  # centimetres: a picture leaves room for its caption
_PIXELS = 96 / 2.54  # pixels in a centimetre, as a browser has them


def plain_source(soup: BeautifulSoup) -> str:
    """Return the body of a page that `structure.make_whole` made as the HTML that pandoc is given.

    What stands only for a browser goes: the link past the cover, the contents (Word's navigation pane has the
    headings, and its References tab makes a list with page numbers), the footer, which the file has on every page.
    """
    page = BeautifulSoup(str(soup), "html.parser")
    body = page.find("body")
    if not isinstance(body, Tag):
        raise TypeError("the page has no body")
    for gone in body.select("a.skip, nav.contents, body > footer"):
        gone.decompose()
    _name_styles(page, body)
    _turn_passages(page, body)
    _mend_notes(body)
    _run_in_terms(page, body)
    for wrapper in body.select("header, main, section:not(.notes), div.scroll"):
        wrapper.unwrap()  # pandoc would pass over a header
    _mend_tables(page, body)
    _size_pictures(body)
    return f"<html><body>{body.decode_contents()}</body></html>"


def _name_styles(page: BeautifulSoup, body: Tag) -> None:
    for kind, style in _STYLES.items():
        for holder in body.select(f"p.{kind}, div.{kind}"):
            _styled(page, holder, style)
    for finding in body.select("div.finding"):
        kinds = finding.get_attribute_list("class")
        severity = next((name for word, name in _SEVERITIES.items() if word in kinds), "Finding")
        finding["data-custom-style"] = severity
    for caption in body.find_all("figcaption"):
        caption.string = " ".join(caption.get_text().split())


def _styled(page: BeautifulSoup, holder: Tag, style: str) -> None:
    if holder.name == "div":
        holder["data-custom-style"] = style
        return
    holder.wrap(page.new_tag("div", attrs={"data-custom-style": style}))


def _turn_passages(page: BeautifulSoup, body: Tag) -> None:
    """Say which passages run from right to left, where pandoc looks for it: on a division, or within a line on a span."""
    for passage in body.select("[dir]"):
        right = runs_from_right(passage)
        del passage["dir"]
        if not right:
            continue
        if passage.name in {"p", "div", "blockquote"}:
            passage.wrap(page.new_tag("div", attrs={"dir": "rtl"}))
            continue
        inside = page.new_tag(
            "div" if passage.name in {"td", "th", "li", "dd"} else "span", attrs={"dir": "rtl"}
        )
        inside.extend(list(passage.contents))
        passage.append(inside)


def _mend_notes(body: Tag) -> None:
    """Leave one mark a note to become Word's own footnote; a later mark of the same note stays its number."""
    seen: set[str] = set()
    for link in body.select('a[role="doc-noteref"]'):
        target = str(link.get("href"))
        if target in seen:
            link.unwrap()
        seen.add(target)
    for back in body.select("a.back"):
        back.decompose()
    heading = body.select_one("section.notes > h2")
    if heading is not None:
        heading.decompose()  # the notes stand at the foot of their pages


def _run_in_terms(page: BeautifulSoup, body: Tag) -> None:
    """Set each term before its words, in bold and with a colon: Word has no list of terms, and no one hears bold letters."""
    for terms in body.find_all("dl"):
        lines: list[Tag] = []
        for child in terms.find_all(["dt", "dd"]):
            blocks = child.name == "dd" and bool(names_in(child) & BLOCKS)
            if (
                child.name == "dt"
                or blocks
                or not lines
                or lines[-1].name != "p"
                or lines[-1].find("strong") is None
            ):
                lines.append(page.new_tag("div" if blocks else "p"))
            if child.name == "dt":
                term = page.new_tag("strong")
                term.extend(list(child.contents))
                term.append("" if term.get_text().rstrip().endswith((":", "?", "!", ".")) else ":")
                lines[-1].append(term)
            else:
                lines[-1].extend([*([] if blocks else [" "]), *list(child.contents)])
        terms.insert_before(*lines)
        terms.decompose()
        for line in lines:
            if line.name == "p":
                _styled(page, line, "Definition")
            else:
                line.unwrap()


def _mend_tables(page: BeautifulSoup, body: Tag) -> None:
    for cell in body.select("td.number, th.number"):
        cell["style"] = "text-align: right"
    for row in body.select("tbody tr"):
        for place, cell in enumerate(row.find_all(["td", "th"], recursive=False)):
            if cell.name == "th" and place:  # the first column is bold by the table's style
                bold = page.new_tag("strong")
                bold.extend(list(cell.contents))
                cell.append(bold)


def _size_pictures(body: Tag) -> None:
    for image in body.find_all("img"):
        picture = check_picture(str(image["src"]).partition(",")[2], where="The page")
        scale = min(1 / _PIXELS, _WIDEST / picture.width, _TALLEST / picture.height)
        if "crest" in image.get_attribute_list("class"):
            scale = min(scale, CREST_TALL / picture.height)
        image["width"] = f"{picture.width * scale:.2f}cm"
        image["alt"] = re.sub(r"\s+", " ", str(image.get("alt") or "")).strip()


CREST_TALL = 2.0
"""Centimetres: the tallest that a crest is shown."""
