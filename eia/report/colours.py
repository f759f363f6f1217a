"""The report's colours: the house's own, those that a public body may choose, and the contrast that each must have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields

from eia.errors import Problem

_HEX = re.compile(r"#[0-9a-fA-F]{6}")
_TEXT = 4.5  # WCAG 2.2, success criterion 1.4.3, for text of any size
_MARK = 3.0  # WCAG 2.2, success criterion 1.4.11, for rules and other marks


@dataclass(frozen=True, kw_only=True, slots=True)
class Colours:
    """Colours as ``#rrggbb``, on white paper. Those of the severities are the house's alone and not here.

    Attributes:
        ink: Words.
        quiet: Words that stand back: sources, notes, the foot of the page.
        accent: Headings, links, the bar at the top of page one.
        rule: The lines between the rows of a table.
        tint: What stands behind printed output.
    """

    ink: str = "#1b1f24"
    quiet: str = "#4b5560"
    accent: str = "#12436d"
    rule: str = "#c9d0d6"
    tint: str = "#f3f6f9"


HOUSE = Colours()
"""The house's own colours. Its rules are faint: they part rows that stand apart without them."""

NAMES = tuple(field.name for field in fields(Colours))
"""The names of the colours that a body may choose."""


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2, definitions of contrast ratio and relative luminance).

    Args:
        one: A colour as ``#rrggbb``.
        other: Another.
    """
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(share: float) -> float:
    low = 0.04045  # where sRGB's curve begins
    return share / 12.92 if share <= low else ((share + 0.055) / 1.055) ** 2.4


def judge_colours(chosen: Mapping[str, object], *, where: str) -> Iterator[Problem]:
    """Give what is wrong with the colours a body chose: how they are written, then each pair that some could not see.

    Args:
        chosen: Colours by their names here; the others stay the house's.
        where: The file and the table in it.
    """
    bad = {name for name, said in chosen.items() if not (isinstance(said, str) and _HEX.fullmatch(said))}
    for name in chosen:
        if name in bad:
            yield Problem(
                f"{where}, '{name}'",
                "This is not a colour that can be read.",
                'Write it as six hexadecimal digits, such as "#12436d".',
            )
    known = {name: said for name, said in chosen.items() if name in NAMES and name not in bad}
    colours = {name: str(known.get(name, getattr(HOUSE, name))).lower() for name in NAMES}
    pairs = (
        ("ink", "the white paper", "#ffffff", _TEXT),
        ("quiet", "the white paper", "#ffffff", _TEXT),
        ("accent", "the white paper", "#ffffff", _TEXT),
        ("rule", "the white paper", "#ffffff", _MARK),
        ("ink", "'tint'", colours["tint"], _TEXT),
    )
    for name, behind, paper, least in pairs:
        if name not in known and not (behind == "'tint'" and "tint" in known):
            continue
        ratio = contrast(colours[name], paper)
        if ratio < least:
            shown = int(ratio * 100) / 100  # cut, not rounded: 4.499 is not 4.5
            yield Problem(
                f"{where}, '{name}'",
                f"{colours[name]} on {behind} ({paper}) has a contrast of {shown:.2f} to 1; "
                f"{least:g} to 1 is the least that WCAG 2.2 AA asks for {'words' if least == _TEXT else 'rules and marks'}.",
                "Choose a darker colour, or a lighter one behind it.",
            )
