"""The text of the page as Typst: words, emphasis, links and footnotes, each text a string literal."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PreformattedString

from eia.report.nesting import BLOCKS, HEADINGS
from eia.report.scripts import RUN, runs_from_right
from eia.report.typst_tables import UPRIGHT
from eia.report.typst_text import breakable, joined, labelled, link_mark, literal

_WRAPS = {
    "strong": "strong", "b": "strong", "th": "strong", "em": "emph", "i": "emph", "cite": "emph", "dfn": "emph",
    "var": "emph", "del": "strike", "s": "strike", "ins": "underline", "u": "underline", "sub": "sub", "sup": "super",
    "mark": "highlight",
}  # fmt: skip
_MONO = frozenset({"code", "samp", "kbd"})
_BODY_SIZE = 10.25


@dataclass(kw_only=True)
class TextWriter:
    """The walk over text: the page, and the room and size, in points, of the place where the text stands."""

    soup: BeautifulSoup
    room: float = UPRIGHT
    size: float = _BODY_SIZE
    spaced: bool = True  # does the text so far end in a space?
    noted: set[str] = field(default_factory=set)
    reached: set[str] = field(default_factory=set)  # the ids that have been given a label
    links: list[tuple[str, str]] = field(default_factory=list)  # address and words of each link to the web
    runs: list[str] = field(
        default_factory=list
    )  # each run that is told as it is read, in the order of its tags
    ids: frozenset[str] = frozenset()  # the ids that links may lead to

    def block(self, tag: Tag) -> str:
        """Write a block that stands within text; a writer of blocks does better than this."""
        return self.words(tag)

    def anchored(self, content: str, tag: Tag) -> str:
        """Put a label before or on an element that has an id."""
        name = str(tag.get("id") or "")
        if not name or name in self.reached:
            return content
        self.reached.add(name)
        if content.startswith("heading("):
            return labelled(content, name)
        return joined([labelled("metadata(none)", name), content])

    def words(self, tag: Tag) -> str:
        """Write the text of an element, its inline elements with it."""
        return self.turned(self.inline(list(tag.children)), tag)

    def turned(self, content: str, tag: Tag) -> str:
        """Let a passage that runs from right to left do so, from the right margin."""
        return f"text(dir: rtl, {content})" if tag.get("dir") and runs_from_right(tag) else content

    def inline(self, nodes: Sequence[object]) -> str:
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
        if name == "sup" and "footnote-ref" in node.get_attribute_list("class"):
            return "" if node.find_parent(HEADINGS) else self.note(node)
        if name in BLOCKS:
            return self.block(node)
        inside = self.wrapped(node, joined(self.piece(child) for child in node.children))
        if language := re.fullmatch(r"([a-z]{2,3})(?:-([A-Za-z]{2}))?", str(node.get("lang") or "")):
            region = literal(language[2].upper()) if language[2] else "none"
            # The way it runs is said too: Typst takes all Punjabi to be in Arabic letters.
            way = "rtl" if runs_from_right(node, said="auto") else "ltr"
            inside = f"text(lang: {literal(language[1])}, region: {region}, dir: {way}, {inside})"
        return self.anchored(inside, node)

    def wrapped(self, node: Tag, inside: str) -> str:
        """Write what an inline element makes of its text."""
        name = node.name
        if name == "a":
            return self.link(node, inside)
        if node.get("aria-hidden") == "true":
            return f"unheard({inside})"
        if name in _MONO:
            return f"mono({inside})"
        if name == "q":
            return joined([literal("“"), inside, literal("”")])
        return f"{_WRAPS[name]}({inside})" if name in _WRAPS else inside

    def text(self, words: str) -> str:
        """Write a text, its white space drawn together, with breaks in a word too long for its room."""
        words = re.sub(r"[ \t\n\r\f]+", " ", words)
        if self.spaced:
            words = words.lstrip(" ")
        if not words:
            return ""
        self.spaced = words.endswith(" ")
        run = RUN.search(words)
        if run is None:
            return breakable(words, self.room, self.size)
        self.runs.append(run[0])
        before, after = words[: run.start()], words[run.end() :]
        pieces = [literal(before) if before else "", self.told_run(run[0]), literal(after) if after else ""]
        return joined(pieces)

    def told_run(self, run: str) -> str:
        """Write a run as `scripts.RUN` has it so that `tags` finds it: an inline quotation, which nothing else here is."""
        return f"quote(block: false, quotes: false, {breakable(run, self.room, self.size)})"

    def link(self, tag: Tag, inside: str) -> str:
        """Write a link to the web, or to a place in the report that is there."""
        target = str(tag.get("href") or "")
        if target.startswith("#"):
            return (
                f"link(label({literal(target[1:])}), underline({inside}))"
                if target[1:] in self.ids
                else inside
            )
        self.links.append((target, " ".join(tag.get_text().split())))
        linked = f"link({literal(link_mark(len(self.links) - 1))}, {inside})"
        if "address" not in tag.get_attribute_list("class"):
            return linked
        return joined([linked, f"printed-address({breakable(f': {target}', self.room, self.size)})"])

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
            [
                node
                for node in nodes
                if not (isinstance(node, Tag) and "back" in node.get_attribute_list("class"))
            ]
        )
        self.room, self.size = room, size
        return labelled(f"footnote({said})", name)
