"""Reading a PDF as a reader hears it: its tags, and the words of its pages."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pikepdf


def words_of(page: pikepdf.Page) -> str:
    """Return a page's text by its fonts' own maps from glyphs to letters, with all space taken out."""
    maps = {name: _letters(font) for name, font in page.resources.get("/Font", {}).items()}
    letters: dict[int, str] = {}
    said: list[str] = []
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            letters = maps[str(operands[0])]
        elif str(operator) in {"Tj", "TJ"}:
            pieces = operands[0] if str(operator) == "TJ" else operands
            for raw in (bytes(piece) for piece in pieces if isinstance(piece, pikepdf.String)):
                said += [letters.get(int.from_bytes(raw[at : at + 2]), "") for at in range(0, len(raw), 2)]
    return squeezed("".join(said))


def squeezed(text: str) -> str:
    """Take out all space, and the marks that let a word break."""
    return re.sub(r"[\s\u00ad\u200b\u2060]", "", text)


def elements(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Give every element of the tree of tags below one."""
    held = element.get("/K")
    for kid in held if isinstance(held, pikepdf.Array) else [held]:
        if isinstance(kid, pikepdf.Dictionary):
            yield kid
            yield from elements(kid)


def _letters(font: pikepdf.Object) -> dict[int, str]:
    table = font.ToUnicode.read_bytes().decode("ascii")
    pairs = [
        pair
        for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL)
        for pair in re.findall(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>", block)
    ]
    return {int(code, 16): bytes.fromhex(letter).decode("utf-16-be") for code, letter in pairs}
