"""One pass over the page that makes its structure whole: headings, contents, notes, figures, links, findings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from urllib.parse import unquote

from bs4 import BeautifulSoup, Tag

from eia.report.addresses import name_addresses
from eia.report.captions import caption_tables
from eia.report.nesting import HEADINGS, plain_nesting
from eia.report.scripts import mark_scripts
from eia.report.scrolling import let_wide_tables_scroll
from eia.report.tables import mend_tables

_OWN_IDS = ("main", "contents", "notes", "page-one")
_DEEPEST = 6
_SEVERITIES = ("serious", "warning", "advice")


def make_whole(html: str, *, places: Mapping[int, str]) -> str:
    """Return the page with heading order, ids, numbers, captions, contents, notes and table headers made whole.

    A page whose structure is whole already comes back with the same structure.

    Args:
        html: The page, the HTML of each cell in a division of its own.
        places: How an error names each cell, by its number.

    Raises:
        EiaError: A table has no caption.
    """
    soup = BeautifulSoup(html, "html.parser")
    main = soup.find("main")
    if not isinstance(main, Tag):
        raise TypeError("the page has no main element")
    notes = _gather_notes(soup, main)
    caption_tables(soup, main, places=places)
    for wrapper in main.find_all("div", attrs={"data-cell": True}):
        wrapper.unwrap()
    plain_nesting(soup, main)
    name_addresses(soup, main)
    _order_headings(soup, main)
    if notes is not None:
        main.append(notes)
    _name_severities(soup, main)
    mend_tables(soup, main)
    let_wide_tables_scroll(soup, main)
    _number_figures(soup, main)
    _drop_empty(main)
    _give_ids(main)
    _part_page_one(soup, main)
    _mend_links(soup)
    mark_scripts(soup)
    return str(soup).rstrip() + "\n"


def _order_headings(soup: BeautifulSoup, main: Tag) -> None:
    """Make the headings of the body run from h2 without a skip; h1 is the cover's alone.

    A single `#` before every other heading is the notebook's own title: it stands level with the `##` after
    it, and goes if it only says the cover's title again.
    """
    found = [heading for heading in main.find_all(HEADINGS) if isinstance(heading, Tag)]
    for heading in [heading for heading in found if not heading.get_text(strip=True)]:
        heading.decompose()
        found.remove(heading)
    levels = {id(heading): int(heading.name[1]) for heading in found}
    if [levels[id(heading)] for heading in found].count(1) == 1 and levels[id(found[0])] == 1:
        cover = soup.find("h1")
        if cover is not None and _words(cover) == _words(found[0]):
            found.pop(0).decompose()
        else:
            levels[id(found[0])] = 2
    above: list[int] = []
    for heading in found:
        level = levels[id(heading)]
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        heading.name = f"h{min(len(above) + 1, _DEEPEST)}"


def _name_severities(soup: BeautifulSoup, main: Tag) -> None:
    """See that a finding says its severity in a word first: colour only repeats it."""
    for finding in main.find_all("div", class_="finding"):
        severity = next((word for word in _SEVERITIES if word in finding.get_attribute_list("class")), "")
        if severity and severity not in _words(finding)[:60].lower():
            word = soup.new_tag("strong")
            word.string = f"{severity.capitalize()}."
            line = soup.new_tag("p")
            line.append(word)
            finding.insert(0, line)
            finding.insert(1, "\n")


def _number_figures(soup: BeautifulSoup, main: Tag) -> None:
    """Put each picture into a figure of its own, numbered in order, its caption under it."""
    for picture in main.find_all("img"):
        if picture.find_parent("figure") is None:
            figure = soup.new_tag("figure")
            holder = picture.find_parent(["p", "a", "em", "strong", "span"])
            while (
                holder is not None
                and (outer := holder.find_parent(["p", "a", "em", "strong", "span"])) is not None
            ):
                holder = outer
            if holder is None:
                picture.wrap(figure)
            else:
                holder.insert_after(figure)
                figure.append(picture.extract())
    number = 0
    for figure in main.find_all("figure"):
        if figure.find("img") is None:
            figure.unwrap()
            continue
        number += 1
        caption = figure.find("figcaption")
        if not isinstance(caption, Tag):
            caption = soup.new_tag("figcaption")
        figure.append(caption.extract())
        said = bool(caption.get_text(strip=True))
        caption.insert(0, f"Figure {number}. " if said else f"Figure {number}")
        figure["id"] = f"figure-{number}"


def _gather_notes(soup: BeautifulSoup, main: Tag) -> Tag | None:
    """Gather the footnotes of all cells into a section for the end, numbered through the report in the order first named."""
    notes = soup.new_tag("ol")
    for cell in main.find_all("div", attrs={"data-cell": True}):
        held: dict[str, Tag] = {}
        for section in cell.find_all("section", class_="footnotes"):
            held.update({str(item.get("id")): item for item in section.find_all("li", id=True)})
            section.extract()
        numbers: dict[str, int] = {}
        uses: dict[str, int] = {}
        for mark in cell.find_all("sup", class_="footnote-ref"):
            link = mark.find("a")
            name = str(link.get("href", ""))[1:] if link is not None else ""
            if name not in held:
                mark.unwrap()
                continue
            if name not in numbers:
                item = held[name]
                for back in item.find_all("a", class_="footnote"):
                    back.decompose()
                notes.append(item)
                numbers[name] = len(notes.find_all("li", recursive=False))
                item["id"] = f"note-{numbers[name]}"
            uses[name] = uses.get(name, 0) + 1
            number, use = numbers[name], uses[name]
            mark["id"] = f"note-{number}-from-{use}"
            mark.clear()
            to = soup.new_tag("a", href=f"#note-{number}", role="doc-noteref")
            to["aria-label"] = f"Note {number}"
            to.string = str(number)
            mark.append(to)
            back = soup.new_tag("a", href=f"#{mark['id']}", attrs={"class": "back", "role": "doc-backlink"})
            back["aria-label"] = f"Back to where note {number} is named" + (f" ({use})" if use > 1 else "")
            back.string = "↩"
            last = held[name].find_all("p", recursive=False)
            (last[-1] if last else held[name]).extend([" ", back])
    if notes.find("li") is None:
        return None
    section = soup.new_tag(
        "section", attrs={"class": "notes", "role": "doc-endnotes", "aria-labelledby": "notes"}
    )
    heading = soup.new_tag("h2", id="notes")
    heading.string = "Notes"
    section.extend([heading, notes])
    return section


def _drop_empty(main: Tag) -> None:
    for wrapper in reversed(main.find_all(["p", "div", "section", "span", "ul", "ol", "dl"])):
        if not wrapper.get_text(strip=True) and wrapper.find(["img", "table", "hr"]) is None:
            wrapper.decompose()


def _give_ids(main: Tag) -> None:
    """Give each heading an id made of its words; of ids given twice the first stays."""
    taken = set(_OWN_IDS)
    for holder in main.find_all(id=True):
        name = str(holder["id"])
        if name in taken and not (name == "notes" and holder.find_parent("section", class_="notes")):
            del holder["id"]
        taken.add(name)
    for heading in main.find_all(HEADINGS):
        if heading.get("id"):
            continue
        slug = _slug(_words(heading)) or "section"
        name, count = slug, 1
        while name in taken:
            count += 1
            name = f"{slug}-{count}"
        taken.add(name)
        heading["id"] = name


def _part_page_one(soup: BeautifulSoup, main: Tag) -> None:
    """Part the body before its second section, and put the contents between."""
    sections = [
        heading for heading in main.find_all("h2") if heading.find_parent("section", class_="notes") is None
    ]
    page_one = soup.new_tag("div", attrs={"class": "page-one"})
    rest = soup.new_tag("div", attrs={"class": "rest"})
    second = sections[1] if len(sections) > 1 else None
    into = page_one
    for child in list(main.children):
        if second is not None and (
            child is second or (isinstance(child, Tag) and second in child.descendants)
        ):
            into = rest
        into.append(child.extract())
    main.append(page_one)
    if second is None:
        notes = page_one.find("section", class_="notes")
        if isinstance(notes, Tag):
            main.append(notes.extract())
        return
    main.append(_contents(soup, [*page_one.find_all("h2"), *rest.find_all("h2")]))
    main.append(rest)


def _contents(soup: BeautifulSoup, headings: list[Tag]) -> Tag:
    """Make the list of the sections; the headings inside them stand among the bookmarks, and would fill half a page here."""
    nav = soup.new_tag("nav", attrs={"class": "contents", "aria-labelledby": "contents"})
    title = soup.new_tag("h2", id="contents")
    title.string = "Contents"
    nav.append(title)
    top = soup.new_tag("ul")
    nav.append(top)
    for heading in headings:
        entry, link = soup.new_tag("li"), soup.new_tag("a", href=f"#{heading['id']}")
        link.string = _words(heading)
        entry.append(link)
        top.append(entry)
    return nav


def _mend_links(soup: BeautifulSoup) -> None:
    """Take away links within the page that lead nowhere; find a heading by its words, as JupyterLab links it."""
    ids = {str(holder["id"]) for holder in soup.find_all(id=True)}
    for link in soup.find_all("a"):
        target = str(link.get("href") or "")
        if target.startswith("#") and target[1:] not in ids:
            slug = _slug(unquote(target[1:]))
            if slug in ids:
                link["href"] = f"#{slug}"
                continue
            target = ""
        if not target or not (link.get_text(strip=True) or link.find("img")):
            link.unwrap()


def _slug(words: str) -> str:
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _words(holder: Tag) -> str:
    """Return the words of an element on one line, without the marks of footnotes."""
    marks = {id(text) for mark in holder.find_all("sup", class_="footnote-ref") for text in mark.strings}
    return " ".join("".join(text for text in holder.strings if id(text) not in marks).split())
