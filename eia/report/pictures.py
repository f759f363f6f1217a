"""Pictures: are they PNG or JPEG, whole enough to be shown, described, and how large."""

from __future__ import annotations

import base64
import binascii
import struct
from dataclasses import dataclass

from eia.errors import EiaError

_PNG = b"\x89PNG\r\n\x1a\n"
_SIZED = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # the JPEG markers that tell the size
_JPEG = b"\xff\xd8\xff"


@dataclass(frozen=True, kw_only=True, slots=True)
class Picture:
    """A picture's bytes, its kind ("png" or "jpeg") and its size in pixels."""

    content: bytes
    kind: str
    width: int
    height: int


def no_alt(where: str) -> EiaError:
    """Return the error for a picture without a description in words."""
    return EiaError(
        where,
        "It shows a picture without a description in words, so some readers could not read it.",
        "Give it a description (alt text) that says what the picture shows, and run the cell again.",
    )


def check_picture(held: str, *, where: str) -> Picture:
    """Read a picture from base64, and find its size from its own header (PNG IHDR; JPEG SOFn).

    Raises:
        EiaError: It is damaged, or neither PNG nor JPEG.
    """
    try:
        content = base64.b64decode("".join(held.split()), validate=True)
    except (binascii.Error, ValueError):
        content = b""
    size: tuple[int, int] | None = None
    kind = ""
    if (
        content.startswith(_PNG)
        and content[12:16] == b"IHDR"
        and content.rstrip().endswith(b"IEND\xaeB`\x82")
    ):
        kind, size = "png", struct.unpack(">II", content[16:24])
    elif content.startswith(_JPEG):
        kind, size = "jpeg", _jpeg_size(content)
    if size is None or 0 in size:
        raise EiaError(
            where,
            "It has a picture that is damaged, or that is neither PNG nor JPEG.",
            "Save it again as PNG, and add it anew.",
        )
    return Picture(content=content, kind=kind, width=size[0], height=size[1])


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:  # noqa: PLR2004 - every JPEG segment starts with FF
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if marker in _SIZED:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return None
