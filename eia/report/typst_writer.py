"""The page as Typst: a walk over its HTML in which every text becomes a string literal, so none can be code."""

from __future__ import annotations

from dataclasses import dataclass, field

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PreformattedString

from eia.report.nesting import BLOCKS, HEADINGS, names_in
from eia.report.pictures import check_picture
from eia.report.row_headers import Body, row_headers
from eia.report.tables import place_cells, rows_of, span
from eia.report.typst_inline import TextWriter
from eia.report.typst_tables import Layout, lay_out, stands_whole
from eia.report.typst_text import joined, literal

_CONTENTS_TO = 2  # the deepest headings of the contents, as report.typ has it
_PRE_LETTERS = 82  # letters of the typewriter face at 9 pt across an upright page
_SHORT = 400  # letters: a row of cells this short is not parted by a page
_SHORT_POINT = 900  # letters: a finding this short stands on one page, its answer with its question
_CREST_WIDE, _CREST_TALL = 127.0, 52.0  # points: 45 mm and 18 mm
_TALLEST = 560.0  # points: a picture leaves room for its caption


@dataclass(frozen=True, kw_only=True, slots=True)
class Written:
    """A report as Typst.

    Attributes:
        source: The body, as Typst code; `pdf.compile_pdf` puts the house style before it.
        pictures: The bytes of each picture, by the name the source uses.
        tables: For each table in order, the cells of its body: which are headers, and which headers each has.
        links: For each link to the web, its address and its words; in the source its target is `link_mark` of its
            place here.
        runs: The runs of letters that are told as they are read (`scripts.RUN`), in the order of their tags.
    """

    source: str
    pictures: dict[str, bytes]
    tables: tuple[Body, ...]
    links: tuple[tuple[str, str], ...]
    runs: tuple[str, ...]


def write_typst(soup: BeautifulSoup) -> Written:
    """Write the page that `structure.make_whole` made as Typst."""
    cover, main = soup.find("header"), soup.find("main")
    if not isinstance(cover, Tag) or not isinstance(main, Tag):
        raise TypeError("the page has no cover or no main element")
    # Twice: a link may stand before the place it leads to, and must lead only to a place that is written.
    draft = _Writer(soup=soup)
    draft.blocks(main)
    writer = _Writer(soup=soup, ids=frozenset(draft.reached), layouts=draft.layouts)
    parts = [writer.cover(cover), writer.blocks(main)]
    return Written(
        source=joined(parts),
        pictures=writer.pictures,
        tables=tuple(writer.tables),
        links=tuple(writer.links),
        runs=writer.tagged_runs(),
    )


@dataclass(kw_only=True)
class _Writer(TextWriter):
    """The walk over blocks: what it has gathered beside the text."""

    pictures: dict[str, bytes] = field(default_factory=dict)
    tables: list[Body] = field(default_factory=list)
    layouts: dict[tuple[int, float], Layout] = field(default_factory=dict)  # by the table and the room it has
    heading_runs: list[str] = field(default_factory=list)  # those that the contents say again
    contents_at: int | None = None  # how many runs stand before the contents

    def cover(self, header: Tag) -> str:
        """Write the cover block: body, title, subtitle, boxes and facts; a crest stands beside the first three."""
        parts: list[str] = []
        crest, beside = "", 0
        for child in header.find_all(True, recursive=False):
            kinds = child.get_attribute_list("class")
            if child.name == "h1":
                parts.append(f"heading(level: 1, outlined: false, bookmarked: true, {self.words(child)})")
            elif "facts" in kinds:
                parts.append(f"facts({self.terms(child)})")
            elif "notice" in kinds:
                parts.append(f"box-of(ink, par({self.words(child)}))")
            elif "incomplete" in kinds:
                parts.append(f"box-of(serious, {self.blocks(child)})")
            elif child.name == "img":
                crest = self.crest(child)
            elif child.name == "p":
                bodies = [each for each in header.find_all("p", class_="body") if each is not child]
                kind = (
                    "subtitle"
                    if "subtitle" in kinds
                    else "next-body"
                    if bodies and child is not header.p
                    else "public-body"
                )
                parts.append(f"{kind}({self.words(child)})")
            if child.name == "h1" or (child.name == "p" and beside == len(parts) - 1):
                beside = len(parts)
        return joined([f"with-crest({crest}, {joined(parts[:beside])})", *parts[beside:]] if crest else parts)

    def tagged_runs(self) -> tuple[str, ...]:
        """Return the runs as they are tagged: the contents, which Typst makes, say those of the headings again."""
        if self.contents_at is None:
            return tuple(self.runs)
        return (*self.runs[: self.contents_at], *self.heading_runs, *self.runs[self.contents_at :])

    def crest(self, image: Tag) -> str:
        """Write a body's crest, which has no caption."""
        picture = check_picture(str(image["src"]).partition(",")[2], where="The page")
        self.pictures["crest.png"] = picture.content
        scale = min(_CREST_WIDE / picture.width, _CREST_TALL / picture.height)
        said = literal(str(image["alt"]).strip())
        return f'crest("crest.png", {said}, {picture.width * scale:.2f}pt, {picture.height * scale:.2f}pt)'

    def blocks(self, holder: Tag) -> str:
        """Write the blocks of an element; loose text between them becomes paragraphs."""
        parts: list[str] = []
        loose: list[Tag | NavigableString] = []

        def settle() -> None:
            if any(_has_words(node) for node in loose):
                parts.append(f"par({self.inline(loose)})")
            loose.clear()

        for child in holder.children:
            if isinstance(child, Tag) and (child.name in BLOCKS or names_in(child) & BLOCKS):
                settle()
                parts.append(self.block(child))
            elif isinstance(child, Tag | NavigableString):
                loose.append(child)
        settle()
        return joined(parts)

    def block(self, tag: Tag) -> str:
        """Write one block element."""
        name = tag.name
        if name in HEADINGS:
            before = len(self.runs)
            heading = self.anchored(f"heading(level: {name[1]}, {self.words(tag)})", tag)
            self.heading_runs += self.runs[before:] if int(name[1]) <= _CONTENTS_TO else []
            # Its notes stand under it: the contents say a heading's words again, and would its notes too.
            marks = [self.note(mark) for mark in tag.find_all("sup", class_="footnote-ref")]
            return joined([heading, f"par({joined(marks)})"]) if marks else heading
        if name == "p":
            return self.paragraph(tag)
        if name in {"ul", "ol"}:
            return self.listed(tag)
        if name == "table":
            return self.table(tag)
        if name == "figure":
            return self.figure(tag)
        if name in {"div", "section"}:
            return self.division(tag)
        return self.plain_block(tag)

    def plain_block(self, tag: Tag) -> str:
        """Write a block that the house style has a word for."""
        if tag.name == "dl":
            return f"terms({self.terms(tag)})"
        if tag.name == "pre":
            return f"typewritten({self.typed(tag)})"
        if tag.name == "hr":
            return "thin-rule()"
        if tag.name == "nav":
            self.contents_at = len(self.runs)
            return "contents()"
        return f"quote(block: true, {self.within(tag, 12)})" if tag.name == "blockquote" else self.blocks(tag)

    def paragraph(self, tag: Tag) -> str:
        """Write a paragraph: quieter if it gives a source or a note."""
        text = self.turned(f"par({self.words(tag)})", tag)  # the whole, so that it stands at the right margin
        quiet = {"source", "note"} & set(tag.get_attribute_list("class"))
        text = f"quiet({text})" if quiet else self.anchored(text, tag)
        follows = tag.find_next_sibling()
        return f"with-next({text})" if isinstance(follows, Tag) and follows.name == "figure" else text

    def division(self, tag: Tag) -> str:
        """Write a division: a finding ruled at the left, an incomplete place boxed, the notes where they are named."""
        kinds = tag.get_attribute_list("class")
        if "notes" in kinds:
            return ""
        if "incomplete" in kinds:
            return f"box-of(serious, {self.within(tag, 18)})"
        if "page-one" in kinds and tag.find_next_sibling("div", class_="rest") is not None:
            return self.anchored(f"page-one({self.blocks(tag)})", tag)
        if "finding" not in kinds:
            return self.anchored(self.blocks(tag), tag)
        colour = next((word for word in ("serious", "warning", "advice") if word in kinds), "plain")
        whole = str(len(tag.get_text()) < _SHORT_POINT).lower()
        return self.anchored(f"finding({colour}, {self.within(tag, 14)}, whole: {whole})", tag)

    def within(self, tag: Tag, less: float) -> str:
        """Write the blocks of an element that stands in by so many points."""
        self.room -= less
        inside = self.blocks(tag)
        self.room += less
        return inside

    def listed(self, tag: Tag) -> str:
        """Write a list, numbered or not, with the lists inside it."""
        self.room -= 18
        items = [self.cell(item) for item in tag.find_all("li", recursive=False)]
        self.room += 18
        if not items:
            return ""
        if tag.name == "ul":
            return self.standing(f"list({', '.join(items)})", tag)
        start = str(tag.get("start") or "1")
        number = min(int(start), 99999) if start.isascii() and start.isdigit() else 1
        return self.standing(f"enum(start: {number}, {', '.join(items)})", tag)

    def standing(self, content: str, tag: Tag) -> str:
        """Give a list the room of a paragraph, unless it stands in another list or in a table."""
        return content if tag.find_parent(["li", "td", "th"]) is not None else f"listing({content})"

    def terms(self, tag: Tag) -> str:
        """Write the pairs of a definition list; a second definition stands under the first."""
        pairs: list[tuple[str, list[str]]] = []
        self.room -= 14
        for child in tag.find_all(["dt", "dd"]):
            if child.name == "dt":
                pairs.append((self.words(child), []))
            elif pairs:
                pairs[-1][1].append(self.cell(child))
        self.room += 14
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

    def table(self, table: Tag) -> str:
        """Write a table: header repeated on each page, columns as wide as their words need."""
        if (place := (id(table), self.room)) not in self.layouts:
            self.layouts[place] = lay_out(table, room=self.room)
        layout = self.layouts[place]
        head, body = (table.find(part, recursive=False) for part in ("thead", "tbody"))
        head_rows = rows_of(head if isinstance(head, Tag) else None)
        body_rows = rows_of(body if isinstance(body, Tag) else None)
        caption = table.find("caption", recursive=False)  # written first, as it is tagged
        said = f"caption: {self.words(caption)}, " if isinstance(caption, Tag) else ""
        room, size = self.room, self.size
        self.size = layout.size
        cells = self.rows(head_rows, layout, head=True)
        parts = [f"table.header({', '.join(cells)})"] if cells else []
        parts += self.rows(body_rows, layout)
        self.room, self.size = room, size
        self.tables.append(row_headers(body_rows))
        widths = ", ".join(f"{width}pt" for width in layout.columns)
        drawn = f"table(columns: ({widths},), inset: cell-inset({layout.inset}pt), {', '.join(parts)})"
        drawn = (
            f"figure(kind: table, supplement: none, numbering: none, {said}sized({layout.size}pt, {drawn}))"
        )
        drawn = self.anchored(f"whole({drawn})" if stands_whole(table, layout) else drawn, table)
        return f"page(flipped: true, {drawn})" if layout.across else drawn

    def rows(self, rows: list[list[Tag]], layout: Layout, *, head: bool = False) -> list[str]:
        """Write the cells of rows, each in the room of the columns it spans."""
        written: list[str] = []
        whole = [
            all(len(cell.get_text()) < _SHORT and "img" not in names_in(cell) for cell in row) for row in rows
        ]
        for line, at, cell in (
            (line, *placed) for line, row in enumerate(place_cells(rows)) for placed in row
        ):
            across, down = span(cell, "colspan"), span(cell, "rowspan")
            self.room = sum(layout.columns[at : at + across]) - 2 * layout.inset
            inside = self.cell(cell)
            if cell.name == "th":
                inside = f"strong({inside})"
            how = [f"colspan: {across}"] * (across > 1) + [f"rowspan: {down}"] * (down > 1)
            how += ["stroke: under-head"] * (head and line + down == len(rows))
            how += ["breakable: false"] * (whole[line] and down == 1)
            how += ["align: right"] * ("number" in cell.get_attribute_list("class"))
            written.append(f"table.cell({', '.join([*how, inside])})")
        return written

    def cell(self, tag: Tag) -> str:
        """Write what a cell or a list item holds: one line of text plainly, anything more as blocks."""
        return self.blocks(tag) if names_in(tag) & BLOCKS else self.words(tag)


def _has_words(node: Tag | NavigableString) -> bool:
    if isinstance(node, PreformattedString):
        return False
    return bool(node.get_text(strip=True)) or (isinstance(node, Tag) and node.name == "img")
