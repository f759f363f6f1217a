"""What may stand in a report: Markdown made into HTML, and every piece of HTML cleaned by one rule."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

import mistune
import nh3
from bs4 import BeautifulSoup, Tag

from eia.errors import EiaError
from eia.report.pictures import check_picture, no_alt

_TAGS = {
    "a abbr b bdi bdo blockquote br caption cite code dd del dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6",
    "hr i img ins kbd li mark ol p pre q s samp section small span strong sub sup table tbody td tfoot th thead",
    "time tr u ul var",
}
TAGS = frozenset(" ".join(_TAGS).split())
"""The elements kept; of the others only the words inside stay, and of scripts and styles nothing."""

CLASSES = frozenset(
    {"finding", "serious", "warning", "advice", "source", "note", "no-row-header", "dataframe"}
    | {"footnote", "footnote-ref", "footnotes"}
)
"""The classes kept: those the stylesheet and the later steps know."""

_ATTRIBUTES = {
    "*": {"id", "class", "lang", "dir"},
    "a": {"href"},
    "img": {"src", "alt"},
    "ol": {"start"},
    "span": {"aria-hidden"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
_LINK = re.compile(r"(?:https?://|mailto:|#).+", re.IGNORECASE | re.DOTALL)
_PICTURE = re.compile(r"data:image/(png|jpeg);base64,([A-Za-z0-9+/=\s]+)")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_NAME = re.compile(r"[A-Za-z][\w.:-]*")
_DRAWN = re.compile(r"<(script|iframe|canvas|video|object|embed)[\s>/]", re.IGNORECASE)
_SVG = re.compile(r"<svg[\s>]", re.IGNORECASE)

UNHEARD = frozenset("▼◆▲○?")
"""The shapes that stand before the words that say the same (`eia.views.shapes`): no other text may be kept from those who listen."""

USE_PNG = "Save the picture as PNG, or show it as an image/png output with a description."


def clean_html(html: str, *, where: str) -> str:
    """Clean a piece of HTML: no script, style, frame, form or remote picture; links to the web, mail or this page.

    Args:
        html: The piece, as a cell gave it.
        where: How an error names the cell.

    Raises:
        EiaError: It has an SVG drawing, a picture without a description, damaged or kept elsewhere, or only a
            script would draw something.
    """
    if _SVG.search(html):
        raise EiaError(
            where, "It has an SVG drawing, which the report cannot carry with a description.", USE_PNG
        )
    cleaned = nh3.clean(
        html,
        tags=set(TAGS),
        attributes=_ATTRIBUTES,
        attribute_filter=_kept,
        url_schemes={"http", "https", "mailto", "data"},
        link_rel=None,
        strip_comments=True,
    )
    soup = BeautifulSoup(cleaned, "html.parser")
    for picture in soup.find_all("img"):
        source = picture.get("src")
        if not source:
            raise EiaError(
                where,
                "It shows a picture that is not part of the notebook, or that is neither PNG nor JPEG.",
                "Drag a PNG picture into the cell so that the notebook carries it.",
            )
        if not str(picture.get("alt") or "").strip():
            raise no_alt(where)
        check_picture(str(source).partition(",")[2], where=where)
    heard = [each for each in soup.find_all("span", attrs={"aria-hidden": True}) if not _is_shape(each)]
    for words in heard:
        del words["aria-hidden"]
    if _DRAWN.search(html) and not soup.get_text(strip=True) and not soup.find("img"):
        raise EiaError(
            where,
            "It shows something that only runs as a script, which a report on paper cannot.",
            "Show it as a table, or as a PNG picture with a description.",
        )
    return str(soup) if heard else cleaned


def markdown_html(
    source: str, *, where: str, attachments: Mapping[str, Mapping[str, str]] | None = None
) -> str:
    """Make clean HTML of Markdown, with tables, footnotes, definition lists and pictures attached to the cell.

    Raises:
        EiaError: As `clean_html`; or a picture that is named but not attached.
    """
    html = _markdown()(_attach(source, attachments or {}))
    return clean_html(str(html), where=where)


def _is_shape(span: Tag) -> bool:
    return span["aria-hidden"] == "true" and span.decode_contents() in UNHEARD


def _kept(tag: str, name: str, value: str) -> str | None:
    if name == "class":
        return " ".join(word for word in value.split() if word in CLASSES) or None
    if name == "id":
        return value if _NAME.fullmatch(value) else None
    if name == "href":
        return value if _LINK.fullmatch(value.strip()) else None
    if name == "lang":
        return value if _LANGUAGE.fullmatch(value) else None
    if name == "dir":
        return value if value in {"ltr", "rtl", "auto"} else None
    if tag == "img" and name == "src":
        return value if _PICTURE.fullmatch(value) else None
    return value


def _attach(source: str, attachments: Mapping[str, Mapping[str, str]]) -> str:
    for name, kinds in sorted(
        attachments.items(), reverse=True
    ):  # a longer name before the name it starts with
        for kind in ("image/png", "image/jpeg"):
            if kind in kinds:
                held = "".join(kinds[kind].split())
                source = source.replace(f"(attachment:{name}", f"(data:{kind};base64,{held}")
                break
    return source


@cache
def _markdown() -> Any:  # noqa: ANN401 - a mistune Markdown, which is generic in what it gives
    # Neither mathematics ("$5 and $6" is money here) nor task lists (a report has no form fields).
    return mistune.create_markdown(
        escape=False,
        renderer=mistune.HTMLRenderer(escape=False, allow_harmful_protocols=True),  # clean_html judges links
        plugins=["footnotes", "strikethrough", "table", "url", "def_list"],
    )
