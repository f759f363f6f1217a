"""The page as Typst: a walk over its HTML in which every text becomes a string literal, so none can be code."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.element import PreformattedString

from eia.report.pictures import check_picture
from eia.report.structure import HEADINGS
from eia.report.tables import rows_of, span
from eia.report.typst_tables import INSET, UPRIGHT, Layout, columns_of, lay_out
from eia.report.typst_text import breakable, joined, labelled, literal, width_of

_BLOCKS = frozenset(
    "p ul ol dl table figure div section h1 h2 h3 h4 h5 h6 pre blockquote hr header footer nav main caption".split()
)
_WRAPS = {
    "strong": "strong", "b": "strong", "th": "strong", "em": "emph", "i": "emph", "cite": "emph", "dfn": "emph",
    "var": "emph", "del": "strike", "s": "strike", "ins": "underline", "u": "underline", "sub": "sub", "sup": "super",
    "small": "", "mark": "highlight",
}  # fmt: skip
_MONO = frozenset({"code", "samp", "kbd"})
_BODY_SIZE = 10.25
_PRE_LETTERS = 82  # letters of the typewriter face at 9 pt across an upright page
_TALLEST = 560.0  # points: a picture leaves room for its caption


@dataclass(frozen=True, kw_only=True, slots=True)
class Written:
    """A report as Typst.

    Attributes:
        source: The body, as Typst code; `pdf.compile_pdf` puts the house style before it.
        pictures: The bytes of each picture, by the name the source uses.
        row_headers: For each table in order, for each row of its body, how many leading cells are headers.
    """

    source: str
    pictures: dict[str, bytes]
    row_headers: tuple[tuple[int, ...], ...]


def write_typst(soup: BeautifulSoup) -> Written:
    """Write the page that `structure.make_whole` made as Typst."""
    writer = _Writer(soup=soup)
    cover, main = soup.find("header"), soup.find("main")
    if not isinstance(cover, Tag) or not isinstance(main, Tag):
        raise TypeError("the page has no cover or no main element")
    parts = [writer.cover(cover), writer.blocks(main)]
    return Written(source=joined(parts), pictures=writer.pictures, row_headers=tuple(writer.row_headers))


@dataclass(kw_only=True)
class _Writer:
    """Where the walk has got to: what it has gathered, and the room and size of the text it stands in."""

    soup: BeautifulSoup
    pictures: dict[str, bytes] = field(default_factory=dict)
    row_headers: list[tuple[int, ...]] = field(default_factory=list)
    room: float = UPRIGHT
    size: float = _BODY_SIZE
    spaced: bool = True  # does the text so far end in a space?
    noted: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.ids = {
            str(holder["id"])
            for holder in self.soup.find_all(id=True)
            if holder.find_parent("section", class_="notes") is None and holder.name not in {"main", "nav"}
        }

    # Blocks

    def cover(self, header: Tag) -> str:
        """Write the cover block: body, title, subtitle, boxes and facts."""
        parts: list[str] = []
        for child in header.find_all(True, recursive=False):
            kinds = child.get("class", [])
            if child.name == "h1":
                parts.append(f"heading(level: 1, outlined: false, bookmarked: true, {self.words(child)})")
            elif "facts" in kinds:
                parts.append(f"facts({self.terms(child)})")
            elif "notice" in kinds:
                parts.append(f"box-of(ink, {self.words(child)})")
            elif "incomplete" in kinds:
                parts.append(f"box-of(serious, {self.blocks(child)})")
            elif child.name == "p":
                parts.append(f"{'subtitle' if 'subtitle' in kinds else 'public-body'}({self.words(child)})")
        return joined(parts)

    def blocks(self, holder: Tag) -> str:
        """Write the blocks of an element; loose text between them becomes paragraphs."""
        parts: list[str] = []
        loose: list[Tag | NavigableString] = []

        def settle() -> None:
            if any(_has_words(node) for node in loose):
                parts.append(f"par({self.inline(loose)})")
            loose.clear()

        for child in holder.children:
            if isinstance(child, Tag) and (child.name in _BLOCKS or child.find(_BLOCKS) is not None):
                settle()
                parts.append(self.block(child))
            elif isinstance(child, Tag | NavigableString):
                loose.append(child)
        settle()
        return joined(parts)

    def block(self, tag: Tag) -> str:
        """Write one block element."""
        name, kinds = tag.name, tag.get("class", [])
        if name in HEADINGS:
            return self.anchored(f"heading(level: {name[1]}, {self.words(tag)})", tag)
        if name == "p":
            if "notice" in kinds:
                return f"box-of(ink, {self.words(tag)})"
            text = f"par({self.words(tag)})"
            return f"quiet({text})" if {"source", "note"} & set(kinds) else self.anchored(text, tag)
        if name in {"ul", "ol"}:
            return self.listed(tag)
        if name == "dl":
            return f"terms({self.terms(tag)})"
        if name == "table":
            return self.table(tag)
        if name == "figure":
            return self.figure(tag)
        if name == "pre":
            return f"typewritten({self.typed(tag)})"
        if name == "hr":
            return "thin-rule()"
        if name == "nav":
            return "contents()"
        if name == "section" and "notes" in kinds:
            return ""
        if name == "blockquote":
            return f"quote(block: true, {self.blocks(tag)})"
        if "finding" in kinds or "incomplete" in kinds:
            colour = next((word for word in ("serious", "warning", "advice") if word in kinds), "plain")
            self.room -= 14
            inside = self.blocks(tag)
            self.room += 14
            return self.anchored(
                f"box-of(serious, {inside})" if "incomplete" in kinds else f"finding({colour}, {inside})", tag
            )
        return self.anchored(self.blocks(tag), tag)

    def anchored(self, content: str, tag: Tag) -> str:
        """Put a label before or on an element that has an id."""
        name = str(tag.get("id") or "")
        if name not in self.ids:
            return content
        if content.startswith("heading("):
            return labelled(content, name)
        return joined([labelled("metadata(none)", name), content])

    def listed(self, tag: Tag) -> str:
        """Write a list, numbered or not, with the lists inside it."""
        self.room -= 18
        items = [self.cell(item) for item in tag.find_all("li", recursive=False)]
        self.room += 18
        if not items:
            return ""
        if tag.name == "ul":
            return f"list({', '.join(items)})"
        start = str(tag.get("start") or "1")
        number = min(int(start), 99999) if start.isascii() and start.isdigit() else 1
        return f"enum(start: {number}, {', '.join(items)})"

    def terms(self, tag: Tag) -> str:
        """Write the pairs of a definition list; a second definition stands under the first."""
        pairs: list[tuple[str, list[str]]] = []
        for child in tag.find_all(["dt", "dd"]):
            if child.name == "dt":
                pairs.append((self.words(child), []))
            elif pairs:
                pairs[-1][1].append(self.cell(child))
        return ", ".join(f"terms.item({term}, {joined(said)})" for term, said in pairs)

    def figure(self, tag: Tag) -> str:
        """Write a picture with its description, and its caption under it."""
        image, caption = tag.find("img"), tag.find("figcaption")
        if not isinstance(image, Tag):
            return self.blocks(tag)
        picture = check_picture(str(image["src"]).partition(",")[2], where="The page")
        name = f"picture-{len(self.pictures) + 1}.{picture.kind}"
        self.pictures[name] = picture.content
        scale = min(self.room / picture.width, _TALLEST / picture.height, 0.75)
        shown = f"image({literal(name)}, alt: {literal(str(image['alt']).strip())}, width: {picture.width * scale:.2f}pt)"
        said = self.words(caption) if isinstance(caption, Tag) else "[]"
        return self.anchored(
            f"figure(kind: image, supplement: none, numbering: none, caption: {said}, {shown})", tag
        )

    def typed(self, tag: Tag) -> str:
        """Write printed output as it stands, lines too long for the page cut."""
        lines: list[str] = []
        for line in tag.get_text().strip("\n").split("\n"):
            lines += [line[at : at + _PRE_LETTERS] for at in range(0, len(line), _PRE_LETTERS)] or [""]
        return literal("\n".join(lines))

    # Tables

    def table(self, table: Tag) -> str:
        """Write a table: header repeated on each page, columns as wide as their words need."""
        nested = table.find_parent("table") is not None
        layout = lay_out(table, nested=nested)
        head, body = (table.find(part, recursive=False) for part in ("thead", "tbody"))
        at = len(self.row_headers)
        self.row_headers.append(())
        head_rows = rows_of(head if isinstance(head, Tag) else None)
        body_rows = rows_of(body if isinstance(body, Tag) else None)
        room, size = self.room, self.size
        self.size = layout.size
        cells = self.rows(head_rows, layout)
        parts = [f"table.header({', '.join(cells)})"] if cells else []
        parts += self.rows(body_rows, layout)
        self.room, self.size = room, size
        self.row_headers[at] = tuple(_leading_headers(row) for row in body_rows)
        widths = ", ".join(f"{width}pt" for width in layout.columns)
        drawn = f"table(columns: ({widths},), {', '.join(parts)})"
        caption = table.find("caption", recursive=False)
        said = f"caption: {self.words(caption)}, " if isinstance(caption, Tag) else ""
        drawn = (
            f"figure(kind: table, supplement: none, numbering: none, {said}sized({layout.size}pt, {drawn}))"
        )
        drawn = self.anchored(drawn, table)
        return f"page(flipped: true, {drawn})" if layout.across and not nested else drawn

    def rows(self, rows: list[list[Tag]], layout: Layout) -> list[str]:
        """Write the cells of rows, each in the room of the columns it spans."""
        written: list[str] = []
        covered: dict[int, int] = {}
        for row in rows:
            blocked = {column for column, left in covered.items() if left > 0}
            covered = {column: left - 1 for column, left in covered.items() if left > 1}
            at = 0
            for cell in row:
                while at in blocked:
                    at += 1
                across, down = span(cell, "colspan"), span(cell, "rowspan")
                self.room = sum(layout.columns[at : at + across]) - 2 * INSET
                inside = self.cell(cell)
                if cell.name == "th":
                    inside = f"strong({inside})"
                how = [f"colspan: {across}"] * (across > 1) + [f"rowspan: {down}"] * (down > 1)
                how += ["align: right"] * ("number" in cell.get("class", []))
                written.append(f"table.cell({', '.join([*how, inside])})")
                if down > 1:
                    covered.update({at + step: down - 1 for step in range(across)})
                at += across
        return written

    def cell(self, tag: Tag) -> str:
        """Write what a cell or a list item holds: one line of text plainly, anything more as blocks."""
        return self.blocks(tag) if tag.find(_BLOCKS) is not None else self.words(tag)

    # Text

    def words(self, tag: Tag) -> str:
        """Write the text of an element, its inline elements with it."""
        return self.inline(list(tag.children))

    def inline(self, nodes: list[Tag | NavigableString] | list[object]) -> str:
        """Write a run of text, white space drawn together as a browser does."""
        before, self.spaced = self.spaced, True
        pieces = [self.piece(node) for node in nodes]
        self.spaced = before
        return joined(pieces)

    def piece(self, node: object) -> str:
        """Write one text or inline element."""
        if isinstance(node, NavigableString):
            return "" if isinstance(node, PreformattedString) else self.text(str(node))
        if not isinstance(node, Tag):
            return ""
        name = node.name
        if name == "br":
            self.spaced = True
            return "linebreak()"
        if name == "sup" and "footnote-ref" in node.get("class", []):
            return self.note(node)
        if name in _BLOCKS:
            return self.block(node)
        inside = joined(self.piece(child) for child in node.children)
        if name == "a":
            inside = self.link(str(node.get("href") or ""), inside)
        elif name in _MONO:
            inside = f"mono({inside})"
        elif name == "q":
            inside = joined([literal("“"), inside, literal("”")])
        elif _WRAPS.get(name):
            inside = f"{_WRAPS[name]}({inside})"
        if language := re.fullmatch(r"([a-z]{2,3})(?:-([A-Za-z]{2}))?", str(node.get("lang") or "")):
            region = f", region: {literal(language[2].upper())}" if language[2] else ""
            inside = f"text(lang: {literal(language[1])}{region}, {inside})"
        return self.anchored(inside, node)

    def text(self, words: str) -> str:
        """Write a text, its white space drawn together, with breaks in a word too long for its room."""
        words = re.sub(r"[ \t\n\r\f]+", " ", words)
        if self.spaced:
            words = words.lstrip(" ")
        if not words:
            return ""
        self.spaced = words.endswith(" ")
        return breakable(words, self.room, self.size)

    def link(self, target: str, inside: str) -> str:
        """Write a link to the web, or to a place in the report that is there."""
        if target.startswith("#"):
            return f"link(label({literal(target[1:])}), {inside})" if target[1:] in self.ids else inside
        return f"link({literal(target)}, {inside})"

    def note(self, mark: Tag) -> str:
        """Write a footnote where it is first named; later marks point to the same note."""
        link = mark.find("a")
        name = str(link.get("href", ""))[1:] if isinstance(link, Tag) else ""
        if name in self.noted:
            return f"footnote(label({literal(name)}))"
        item = self.soup.find(id=name)
        if not isinstance(item, Tag):
            return ""
        self.noted.add(name)
        room, size, self.room, self.size = self.room, self.size, UPRIGHT - 12, 9.0
        nodes = [
            node
            for part in (item.find_all("p", recursive=False) or [item])
            for node in [*part.children, NavigableString(" ")]
        ]
        said = self.inline(
            [node for node in nodes if not (isinstance(node, Tag) and "back" in node.get("class", []))]
        )
        self.room, self.size = room, size
        return labelled(f"footnote({said})", name)


def _leading_headers(row: list[Tag]) -> int:
    return next((place for place, cell in enumerate(row) if cell.name != "th"), len(row))


def _has_words(node: Tag | NavigableString) -> bool:
    if isinstance(node, PreformattedString):
        return False
    return bool(node.get_text(strip=True)) or (isinstance(node, Tag) and node.name == "img")
