"""The texts of a column put into groups: as a standard has them, as bands of ages, or as the body itself names them."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from eia.errors import Problem
from eia.evidence.categories.ages import Ages, parse_ages
from eia.evidence.categories.merging import Wording, merges
from eia.evidence.categories.standards import plain, standard, unanswered
from eia.evidence.kinds import NOT_ANSWERED
from eia.evidence.table import shortened

_MOST_NAMED = 12
"""Groups that an error's line can name."""

_MOST_GROUPS = 200
"""A column with more groups than this holds names or free text, which have no place in a table."""

_MOST_TEXTS = 1_000
"""Different texts of a column that are looked at: with more, it is no column of groups, however they would be grouped."""

_REST = frozenset({"any", "background", "ethnic", "group", "groups", "other"})
"""Words that do not tell one group of others from the next."""

_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec"
_DATE = re.compile(
    rf"\d{{1,2}}[-/ ](?:{_MONTHS})[a-z]*(?:[-/ ]\d{{2,4}})?|(?:{_MONTHS})[a-z]*[-/ ]\d{{2,4}}"
    r"|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?: .*)?|\d{1,2}([-/.])\d{1,2}\1(?:\d{4}|\d{2})(?: .*)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Grouped:
    """A column's groups.

    Attributes:
        groups: Their names: in the order of the standard or of age, else of first sight; missing answers last.
        positions: For each text that was given, the position of its group; texts of one group have the same.
        unanswered: Which groups are no groups but missing answers.
        read_as: For each text, the group it is before any are put together; an age before it is put into a band.
    """

    groups: tuple[str, ...]
    positions: tuple[int, ...]
    unanswered: tuple[str, ...]
    read_as: tuple[str, ...]


def like_a_date(text: str) -> bool:
    """Say whether a text is a date, which Excel makes of a band such as 10-14."""
    return bool(_DATE.fullmatch(text.strip()))


def like_a_day_count(text: str) -> bool:
    """Say whether a text is a date as Excel holds it, in days since 1900: of the years 1954 to 2064, and no age."""
    return bool(re.fullmatch(r"[2-5][0-9]{4}", text.strip()))


def date_problem(text: str, where: str) -> Problem:
    """Say that a date stands where a group is due, and what it may have been."""
    if like_a_day_count(text):
        what = f"'{shortened(text)}' may be a date as Excel holds it, in days: Excel turns '10-14' into one."
    elif re.search("[0-9]{4}", text):
        what = f"'{shortened(text)}' is a date where a group is due: a date of birth, or what Excel made of '10-14'."
    else:
        what = f"'{shortened(text)}' is a date where a group is due: Excel turns '10-14' into one."
    return Problem(where, what, "Write it with words, as in 10 to 14.")


def group_texts(
    texts: Sequence[str], wording: Wording, place_of: Callable[[int], str]
) -> Grouped | list[Problem]:
    """Put the texts of a column into groups.

    Args:
        texts: The texts, each as it stands in the file; a blank is read as not answered.
        wording: How they are to be read.
        place_of: How errors name the place of a text, by its position in `texts`.

    Returns:
        The groups; or every problem found: a word that is no group, a band that lies across those asked for, a date, a
        merge of groups that are not there.
    """
    if len(texts) > _MOST_TEXTS:
        return [_too_many(len(texts), wording)]
    reader = _reader(wording, texts)
    if isinstance(reader, list):
        return reader
    names: list[str] = []
    problems: list[Problem] = []
    for position, text in enumerate(texts):
        found = reader(text) if (missing := missing_answer(text, blank=NOT_ANSWERED)) is None else missing
        if like_a_date(text):
            problems.append(date_problem(text, place_of(position)))
        elif isinstance(found, str):
            names.append(found)
        else:
            problems.append(Problem(place_of(position), *found))
    if problems:
        return problems
    ordered = _in_order(dict.fromkeys(names), wording)
    if len(ordered) > _MOST_GROUPS:
        return [_too_many(len(ordered), wording)]
    into = merges(ordered, wording)
    if isinstance(into, list):
        return into
    groups = tuple(dict.fromkeys(into[name] for name in ordered))
    if problems := list(_overlapping(groups, wording)):
        return problems
    missing_rows = frozenset(unanswered().values())
    place = {name: number for number, name in enumerate(groups)}
    return Grouped(
        groups=groups,
        positions=tuple(place[into[name]] for name in names),
        unanswered=tuple(dict.fromkeys(into[name] for name in ordered if name in missing_rows)),
        read_as=tuple(
            ages.name if wording.bands and (ages := parse_ages(text)) else name
            for text, name in zip(texts, names, strict=True)
        ),
    )


def _too_many(count: int, wording: Wording) -> Problem:
    what = f"The column '{shortened(wording.column)}' has {count:,} groups."
    do = "Name a column of groups; names, references and free text have no place here."
    return Problem(wording.where, what, do)


Reader = Callable[[str], str | tuple[str, str]]
"""Returns the group of a text; or what is wrong with it, and what to do."""


def missing_answer(text: str, *, blank: str | None = None) -> str | None:
    """Return the row of missing answers that a text names, such as "Prefer not to say"; None if it names a group.

    Args:
        text: The text.
        blank: What a blank is read as.
    """
    return unanswered().get(plain(text)) if text.strip() else blank


def _reader(wording: Wording, texts: Sequence[str]) -> Reader | list[Problem]:
    if wording.own:
        return _own()
    if wording.characteristic == "age":
        return _ages(wording, texts)
    return _of_standard(wording) if standard(wording.characteristic) else _own()


def _own() -> Reader:
    """Read groups as they are written, whatever the capitals: the first way of writing one stands for all."""
    first: dict[str, str] = {}
    return lambda text: first.setdefault(" ".join(text.casefold().split()), " ".join(text.split()))


def _of_standard(wording: Wording) -> Reader:
    known = standard(wording.characteristic)
    assert known  # asked for only where there is one
    merged = {plain(one.into): one.into for one in wording.merges}

    def read(text: str) -> str | tuple[str, str]:
        word = plain(text)
        if word in known.words:
            return known.words[word]
        if word in merged:  # the file holds the broader group already
            return merged[word]
        near = [
            one for one in difflib.get_close_matches(word, known.spelt, cutoff=0.6) if _may_mean(word, one)
        ]
        named = "; ".join(known.groups) if len(known.groups) <= _MOST_NAMED else f"those of {known.title}"
        do = f"Did you mean '{known.spelt[near[0]]}'?" if near else f"The groups are: {named}."
        return (
            f"'{shortened(text)}' is not a known group.",
            f"{do} If these groups are your own, name the column in own_categories and say why.",
        )

    return read


def _may_mean(word: str, other: str) -> bool:
    """Tell whether a word may be a slip for another. Of two other groups, such as other White and other Asian, the names are alike."""
    if "other" not in other.split():
        return "other" not in word.split()
    own = [one for one in other.split() if one not in _REST]
    return all(difflib.get_close_matches(one, word.split(), n=1, cutoff=0.7) for one in own)


def _ages(wording: Wording, texts: Sequence[str]) -> Reader | list[Problem]:
    bands = _bands(wording)
    if isinstance(bands, list):
        return bands
    ages = [found for text in texts if (found := parse_ages(text))]
    if not bands and any(one.single for one in ages):
        what = f"The column '{shortened(wording.column)}' holds single years of age."
        do = 'Say which bands they are put into, as in bands = ["under 18", "18 to 64", "65 and over"].'
        return [Problem(f"{wording.where}, 'bands'", what, do)]

    def read(text: str) -> str | tuple[str, str]:
        age = parse_ages(text)
        if age is None:
            do = "Write an age or a band, such as 34, 25 to 34 or 75 and over."
            return f"'{shortened(text)}' is not an age.", do
        if not bands:
            return age.name
        met = [name for name, band in bands.items() if band.meets(age)]
        if met and bands[met[0]].holds(age):
            return met[0]
        what = f"'{shortened(text)}' lies across {_where_across(age, bands, met)}."
        return what, "Choose bands that begin and end where those of the file do."

    return read


def _where_across(age: Ages, bands: dict[str, Ages], met: list[str]) -> str:
    if not met:
        return "no band that was asked for"
    if len(met) == 1:
        band = bands[met[0]]
        edge = band.low if age.low < band.low else band.high
        return f"{edge}, an end of the band '{met[0]}'"
    return f"{bands[met[1]].low}, where the band '{met[1]}' begins"


def _bands(wording: Wording) -> dict[str, Ages] | list[Problem]:
    bands: dict[str, Ages] = {}
    problems = []
    where = f"{wording.where}, 'bands'"
    for text in wording.bands:
        age = parse_ages(text)
        if age is None:
            what = f"'{shortened(text)}' is not a band of ages."
            problems.append(Problem(where, what, "Write it as in 16 to 24, under 18 or 65 and over."))
        elif met := next((name for name, one in bands.items() if one.meets(age)), None):
            what = f"The bands '{shortened(met)}' and '{shortened(text)}' have ages in common."
            problems.append(Problem(where, what, "Let each age stand in one band."))
        else:
            bands[" ".join(text.split())] = age
    return problems or dict(sorted(bands.items(), key=lambda one: one[1].low))


def _in_order(there: Iterable[str], wording: Wording) -> list[str]:
    """Return the groups that stand there: in the standard's order, or by age, or by first sight; missing answers last."""
    names = list(there)
    missing = [name for name in dict.fromkeys(unanswered().values()) if name in names]
    groups = [name for name in names if name not in missing]
    known = None if wording.own else standard(wording.characteristic)
    if known:
        order = {name: position for position, name in enumerate(known.groups)}
        groups.sort(key=lambda name: order.get(name, len(order)))
    elif wording.characteristic == "age" and not wording.own:
        groups.sort(key=lambda name: ages.low if (ages := parse_ages(name)) else 0)
    return [*groups, *missing]


def _overlapping(groups: tuple[str, ...], wording: Wording) -> Iterator[Problem]:
    """Find a group beside one it is a part of: its people would be counted in one or in both, and no one can tell."""
    if wording.own:
        return
    where, do = wording.where, "Keep the broader group or its parts; or put the parts together under merge."
    if wording.characteristic == "age":
        for one, other in pairwise(groups):
            first, second = parse_ages(one), parse_ages(other)
            if first and second and first.meets(second):
                what = f"The bands '{one}' and '{other}' have ages in common."
                yield Problem(where, what, "Let each age stand in one band.")
        return
    if known := standard(wording.characteristic):
        for one in groups:
            if (broad := known.part_of(one)) in groups:
                what = f"'{shortened(one)}' is a part of '{shortened(str(broad))}', and both stand in the column '{shortened(wording.column)}'."
                yield Problem(where, what, do)
