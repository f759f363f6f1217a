"""Ages in words ("75 and over", "16 to 44") as spans of years, the ages that words limit people to, and counts of a span from narrower bands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from eia.evidence import PublicTable

OPEN = 10_000
"""The end of a span that has none, in years."""

ALL_AGES = (0, OPEN)

BANDS = ("0 to 14", "15 to 24", "25 to 44", "45 to 64", "65 to 74", "75 and over")
"""The bands of a profile: the useful ones that five-year bands allow (16, where adulthood often starts, is not among
their bounds)."""

_AGES = re.compile(
    r"\baged? (\d{1,3}(?: years?)? ?(?:to|-|–) ?\d{1,3})\b"
    r"|\b(\d{1,3}(?: years?)? (?:and|or) (?:over|above|older|under|younger))\b"
    r"|\b(\d{1,3}\+)"
    r"|\b((?:over|under) \d{1,3})\b",
    re.IGNORECASE,
)
_SOME_AGES = re.compile(
    r"\b(adults?|children|child|pupils?|students?|young(er)? people|older people|pensioners?|babies)\b",
    re.IGNORECASE,
)

_ONE_YEAR = re.compile(r"aged (\d{1,3}) years?")
"""A single year of age, in the census's words; a bare number is no age group."""

_FORMS = (
    (re.compile(r"(\d{1,3}) ?(?:to|-|–|—) ?(\d{1,3})"), lambda a, b: (a, b)),
    (
        re.compile(r"(\d{1,3}) ?(?:\+|and over|and above|or over|or older|and older|plus)()"),
        lambda a, _: (a, OPEN),
    ),
    (re.compile(r"over ()(\d{1,3})"), lambda _, b: (b + 1, OPEN)),
    (re.compile(r"()(\d{1,3}) (?:and|or) (?:under|younger)"), lambda _, b: (0, b)),
    (re.compile(r"()under (\d{1,3})"), lambda _, b: (0, b - 1)),
)


@lru_cache(maxsize=512)  # the same few bands and single years are read again for every place
def span_of(words: str) -> tuple[int, int] | None:
    """Return the first and last year of an age group in words, or None if it cannot be read as one.

    "aged", "ages", "age", "years" and "people" may stand with it; an open end is `OPEN`.
    """
    if match := _ONE_YEAR.fullmatch(words.casefold()):
        return (int(match[1]), int(match[1]))
    plain = re.sub(r"\b(aged?|ages|years?|old|people)\b", " ", words.casefold())
    plain = " ".join(plain.split())
    for form, make in _FORMS:
        if match := form.fullmatch(plain):
            first, last = make(int(match[1] or 0), int(match[2] or 0))
            return (first, last) if first <= last else None
    return None


def ages_of(words: str | None) -> tuple[int, int] | None:
    """Return the ages that words limit people to, such as "aged 16 and over"; all ages where they name none, None where unclear.

    "Adults", "children" and the like are unclear: they do not say from which age, or up to which.
    """
    found = {
        span
        for match in _AGES.finditer(words or "")
        if (span := span_of(next(part for part in match.groups() if part)))
    }
    if len(found) == 1:
        return found.pop()
    return None if found or _SOME_AGES.search(words or "") else ALL_AGES


def ages_in_words(groups: Iterable[str]) -> str | None:
    """Say which ages some age groups cover together, in words that `ages_of` reads; None if there are none, or one is unclear."""
    spans = [span_of(group) for group in groups]
    known = [span for span in spans if span is not None]
    if not known or len(known) < len(spans):
        return None
    first, last = min(span[0] for span in known), max(span[1] for span in known)
    if last == OPEN:
        return f"aged {first} and over" if first else "of all ages"
    return f"aged {first} to {last}"


def count_in_span(table: PublicTable, span: tuple[int, int]) -> int | None:
    """Add up the bands that make up a span exactly; None if its ends fall inside a band."""
    bands = [(span_of(group), count) for group, count in zip(table.groups, table.counts, strict=True)]
    inside = [(band, count) for band, count in bands if band and span[0] <= band[0] and band[1] <= span[1]]
    if not inside:
        return None
    years = sum(band[1] - band[0] + 1 for band, _ in inside)
    return sum(count for _, count in inside) if years == span[1] - span[0] + 1 else None
