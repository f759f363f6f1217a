"""What the head of a report's page tells: its facts as `meta` elements, and its day."""

from __future__ import annotations

import datetime as dt

from bs4 import BeautifulSoup, Tag


def read_meta(soup: BeautifulSoup, name: str) -> str:
    """Return what a `meta` element of the page's head says, nothing if there is none of that name."""
    found = soup.find("meta", attrs={"name": name})
    return str(found.get("content") or "") if isinstance(found, Tag) else ""


def read_date(soup: BeautifulSoup) -> dt.date:
    """Return the report's day: the only time that any of its files tells."""
    return dt.date.fromisoformat(read_meta(soup, "eia-date"))
