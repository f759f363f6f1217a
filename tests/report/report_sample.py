"""A notebook such as an officer would export: every kind of thing that a report can hold, small or large."""

from __future__ import annotations

import base64
import re
import struct
import zlib

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from eia.report.cover import MIME

COVER = {
    "title": "Digital strategy 2021 to 2025",
    "subtitle": "Equality impact assessment",
    "body": "Example Borough Council",
    "facts": [
        ["Decision maker", "Cabinet"],
        ["Decision date", "7 September 2021"],
        ["Stage", "For decision"],
    ],
    "notice": "Draft: not yet signed off",
    "language": "en-GB",
    "date": "2021-09-07",
    "keywords": ["equality", "digital"],
    "incomplete": "",
}


def picture(width: int = 640, height: int = 360) -> str:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    rows = b"".join(
        b"\x00" + bytes((40, 90, 140)) * (width // 2) + bytes((220, 230, 240)) * (width - width // 2)
        for _ in range(height)
    )
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    png = (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )
    return base64.b64encode(png).decode("ascii")


def shown(data: dict, metadata: dict | None = None, source: str = "views.show(assessment)"):
    return new_code_cell(
        source, execution_count=1, outputs=[new_output("display_data", data=data, metadata=metadata or {})]
    )


def html(text: str, *, caption: str = "A table"):
    """Show HTML; a table in it that has no caption is given one, as an officer must, unless that is left out."""
    if caption:
        text = re.sub(r"(<table\b[^>]*>)(?!\s*<caption)", rf"\1<caption>{caption}</caption>", text)
    return shown({"text/html": text, "text/plain": "plain"})


def chart(alt: str | None = "Bars: 40% and 60%.", caption: str = "", kind: str = "image/png"):
    told = {**({"alt": alt} if alt is not None else {}), **({"caption": caption} if caption else {})}
    return shown({kind: picture(), "text/plain": "<Figure>"}, {kind: told})


def cover_cell(**changes):
    return shown(
        {MIME: {**COVER, **changes}, "text/html": "<p>cover for JupyterLab</p>", "text/plain": "cover"}
    )


def notebook(*cells, cover: dict | None = None, with_cover: bool = True) -> nbformat.NotebookNode:
    made = [new_markdown_cell(cell) if isinstance(cell, str) else cell for cell in cells]
    book = new_notebook(cells=[*([cover_cell(**(cover or {}))] if with_cover else []), *made])
    for number, cell in enumerate(book.cells):
        cell["id"] = f"c{number}"
    return book
