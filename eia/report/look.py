"""The look of a report: whose crest and colours it carries, and which fonts are there beside the house's own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, kw_only=True, slots=True)
class Look:
    """What a public body may choose of a report's look; nothing is read before a report is made.

    Attributes:
        house_style: The folder with the body's ``house_style.toml`` and crest; none for the house's own look.
        fonts: A folder of fonts (TTF, OTF or TTC) for letters that the house's fonts lack; none for the system's
            Noto fonts, if such letters are there.
    """

    house_style: Path | None = None
    fonts: Path | None = None


PLAIN = Look()
"""The house's own look."""
