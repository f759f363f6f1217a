"""The words of a PDF's links: what a reader that lists the links, or reads them alone, will say of each."""

from __future__ import annotations

import re

import pikepdf

from eia.report.typst_text import link_mark

_CONTENTS_ENTRY = re.compile(r"“(.*)” (\S+ \S+)", re.DOTALL)
"""What Typst says of a link to a heading: its supplement (the house has none), its words, and its page."""


def name_links(document: pikepdf.Pdf, links: tuple[tuple[str, str], ...]) -> None:
    """Give each link to the web its address and, as its ``Contents``, its words; tidy what Typst says of the others.

    Args:
        document: A tagged PDF in which the target of each link to the web is its `link_mark`.
        links: The address and the words of each link to the web, in the order of their marks.

    Raises:
        ValueError: The file has a link to the web that was not written.
    """
    marked = {link_mark(number): link for number, link in enumerate(links)}
    for page in document.pages:
        for annotation in page.get("/Annots", pikepdf.Array()):
            if annotation.get("/Subtype") != pikepdf.Name.Link:
                continue
            action = annotation.get("/A")
            if isinstance(action, pikepdf.Dictionary) and "/URI" in action:
                mark = str(action["/URI"])
                if mark not in marked:
                    raise ValueError(f"a link leads to {mark}, which was not written")
                address, words = marked[mark]
                action["/URI"] = _ascii(address)
                annotation["/Contents"] = pikepdf.String(words or address)
            else:
                said = " ".join(str(annotation.get("/Contents", "")).split())
                annotation["/Contents"] = pikepdf.String(_CONTENTS_ENTRY.sub(r"\1, \2", said))


def _ascii(address: str) -> pikepdf.String:
    """Return an address as PDF takes it: ASCII, other letters percent-encoded as UTF-8 (RFC 3987, section 3.1)."""
    return pikepdf.String(
        "".join(
            letter if letter.isascii() else "".join(f"%{byte:02X}" for byte in letter.encode("utf-8"))
            for letter in address
        )
    )
