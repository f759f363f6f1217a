"""Bare web addresses made into links whose words are the site's name, so that no one hears them letter by letter."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PreformattedString

_ADDRESS = re.compile(r"https?://[^\s<>\"“”]+", re.IGNORECASE)
_AS_TYPED = ("a", "pre", "code", "samp", "kbd")
_PAIRS = {")": "(", "]": "["}


def name_addresses(soup: BeautifulSoup, main: Tag) -> None:
    """Make each bare web address a link of the class "address"; what it leads to is printed after it on paper.

    A link that Markdown made of an address, whose words are the address again, is named alike. What is shown as
    typed (printed output, code) stays.
    """
    for link in main.find_all("a", href=True):
        address = str(link["href"])
        if link.get_text().strip() == address and (site := _site(address)):
            link.string = site
            link["class"] = "address"
    for text in main.find_all(string=_ADDRESS):
        if not isinstance(text, PreformattedString) and text.find_parent(_AS_TYPED) is None:
            text.replace_with(*_named(soup, str(text)))


def _named(soup: BeautifulSoup, text: str) -> list[Tag | NavigableString]:
    pieces: list[Tag | NavigableString] = []
    done = 0
    for match in _ADDRESS.finditer(text):
        address = _without_stops(match[0])
        if site := _site(address):
            link = soup.new_tag("a", href=address, attrs={"class": "address"})
            link.string = site
            pieces += [NavigableString(text[done : match.start()]), link]
            done = match.start() + len(address)
    return [*pieces, NavigableString(text[done:])]


def _without_stops(address: str) -> str:
    """Leave the sentence its stops, and the brackets that were not opened in the address."""
    while address and (
        address[-1] in ".,;:!?'’*_"
        or (address[-1] in _PAIRS and address.count(address[-1]) > address.count(_PAIRS[address[-1]]))
    ):
        address = address[:-1]
    return address


def _site(address: str) -> str:
    """Return the name of the site that an address leads to, nothing if that cannot be told."""
    try:
        parts = urlsplit(address)
        site = parts.hostname or ""
    except ValueError:
        return ""
    return site if parts.scheme in {"http", "https"} and "." in site.strip(".") else ""
