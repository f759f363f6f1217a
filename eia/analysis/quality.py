"""How far a piece of evidence carries: old, superseded, of another place or other people, too small, and what its kind cannot show.

Each note is read from facts of the record, or from what the shipped tables say of themselves. That none stands beside a piece of
evidence is not a finding that it is good: most of what makes evidence weak is in no record.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from eia.analysis.age_standardised import AgeStandardised
from eia.analysis.ages import ALL_AGES, ages_of
from eia.analysis.gaps import Gaps
from eia.analysis.quality_of_public_tables import of_public_tables
from eia.analysis.representation import Beside
from eia.analysis.shown import Shown
from eia.estimates import Kind
from eia.evidence import place, places, reference, tables
from eia.wording import MONTHS, day_in_words, listed

_NOT_OF_THE_SERIES = re.compile(
    rf"\b((19|20)\d\d([/–-]\d\d(\d\d)?)?|{'|'.join(MONTHS)})\b|\b\d{{1,2}}(?= (?:{'|'.join(MONTHS)})\b)",
    re.IGNORECASE,
)
_WIDER = {
    "united kingdom": "the United Kingdom",
    "the united kingdom": "the United Kingdom",
    "uk": "the United Kingdom",
    "the uk": "the United Kingdom",
    "great britain": "Great Britain",
}


class Weakness(StrEnum):
    """What may weaken a piece of evidence."""

    STALE = "old"
    SUPERSEDED = "superseded"
    ANOTHER_PLACE = "of another place"
    WIDER_PLACE = "of a wider place"
    OTHER_PEOPLE = "of other people"
    TOO_SMALL = "too small"
    SUMMED = "summed, not published"
    NOT_ACCREDITED = "accreditation withdrawn"
    VOLUNTARY = "a question that could be left out"
    OPT_IN = "opt-in"
    CRUDE = "crude where age matters"
    OWN_CATEGORIES = "own categories"


@dataclass(frozen=True, kw_only=True, slots=True)
class QualityNote:
    """Something that a reader of a piece of evidence must know.

    Attributes:
        weakness: What it is about.
        says: The fact, in a sentence.
    """

    weakness: Weakness
    says: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """What a record says of a piece of evidence, as far as its quality is read from it; None where it says nothing.

    Attributes:
        id: Its id.
        title: Its title.
        publisher: Who published it.
        url: Where it stands.
        date: The day that it describes.
        geography: The place that it describes.
        base: The people it counts.
        coverage: Whom it covers.
        kind: The kind of evidence.
        about: The characteristics it tells something about.
        own_categories: The columns whose groups are the body's own.
        own_categories_because: Why.
    """

    id: str
    title: str
    publisher: str | None = None
    url: str | None = None
    date: dt.date | None = None
    geography: str | None = None
    base: str | None = None
    coverage: str | None = None
    kind: Kind | None = None
    about: tuple[str, ...] = ()
    own_categories: tuple[str, ...] = ()
    own_categories_because: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnFigures:
    """What was made of a piece of evidence's own counts; all empty where it has no table of them.

    Attributes:
        shown: Its released tables.
        gaps: The gaps in them.
        age_standardised: Those of them that take account of age.
        beside: Those counted beside the population, where the record asks for that.
    """

    shown: tuple[Shown, ...] = ()
    gaps: tuple[Gaps, ...] = ()
    age_standardised: tuple[AgeStandardised, ...] = ()
    beside: tuple[Beside, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Judged:
    """What evidence is judged by.

    Attributes:
        as_of: The day; None where the record holds no date: nothing is then old or superseded.
        place_code: The place; None where the record names none.
        nation: The nation; None where the record names none.
        months: How old evidence may be before a reader is told; a choice, not a legal test.
    """

    as_of: dt.date | None
    place_code: str | None
    nation: str | None
    months: int


def quality_of(
    piece: Piece, *, every: Sequence[Piece], figures: OwnFigures, judged: Judged
) -> tuple[QualityNote, ...]:
    """Return what a reader of a piece of evidence must know of its quality, in the order of `Weakness`.

    Args:
        piece: The piece of evidence.
        every: All the record's evidence, with this piece.
        figures: What was made of its own counts.
        judged: The day, the place and the choice in force.

    Raises:
        EiaError: No place has the place's code.
    """
    found = (
        *_stale(piece, judged),
        *_superseded(piece, every, judged),
        *_of_another_place(piece, judged),
        *_of_other_people(piece, figures),
        *_too_small(figures),
        *(
            QualityNote(weakness=Weakness(word), says=says)
            for word, says in of_public_tables(
                words=" ".join(filter(None, (piece.title, piece.url))),
                about=piece.about,
                as_of=judged.as_of,
                place_code=judged.place_code,
                nation=judged.nation,
                beside=figures.beside,
            )
        ),
        *_of_its_kind(piece),
        *_crude(figures),
    )
    order = list(Weakness)
    return tuple(sorted(dict.fromkeys(found), key=lambda one: order.index(one.weakness)))


def _stale(piece: Piece, judged: Judged) -> Iterator[QualityNote]:
    day = judged.as_of
    if day is None or piece.date is None:
        return
    if (piece.date.year * 12 + piece.date.month + judged.months, piece.date.day) < (
        day.year * 12 + day.month,
        day.day,
    ):
        says = f"It describes {day_in_words(piece.date)}, more than {judged.months} months before {day_in_words(day)}, the day judged by."
        yield QualityNote(weakness=Weakness.STALE, says=says)


def _superseded(piece: Piece, every: Sequence[Piece], judged: Judged) -> Iterator[QualityNote]:
    """Find a later one of the same series: of one publisher, and of one title but for years and months."""
    if piece.date is None or judged.as_of is None:
        return
    later = [
        other
        for other in every
        if other.date is not None
        and piece.date < other.date <= judged.as_of
        and _series(other) == _series(piece)
    ]
    if later:
        last = max(later, key=lambda one: (one.date or dt.date.min, one.id))
        says = f"The record holds a later one of the same series: “{last.title}”, of {day_in_words(last.date or judged.as_of)}."
        yield QualityNote(weakness=Weakness.SUPERSEDED, says=says)


def _series(piece: Piece) -> tuple[str, ...]:
    bare = " ".join(_NOT_OF_THE_SERIES.sub(" ", piece.title).casefold().split())
    return bare, *((words or "").casefold() for words in (piece.publisher, piece.geography, piece.base))


def _of_another_place(piece: Piece, judged: Judged) -> Iterator[QualityNote]:
    """Compare the place that the evidence describes with the record's, where its words are the name of a place and no more."""
    if judged.place_code is None or piece.geography is None:
        return
    here = place(judged.place_code)
    named = " ".join(piece.geography.casefold().split())
    if named == here.name.casefold():
        return
    if named in _WIDER:
        says = f"It is of {_WIDER[named]} as a whole, not of {here.name}."
        yield QualityNote(weakness=Weakness.WIDER_PLACE, says=says)
        return
    found = [one for one in places() if one.name.casefold() == named]
    if not found or any(here.code in one.districts or one.code in here.districts for one in found):
        return
    if any(one.code == here.region_code or one.type == "country" for one in found):
        # A nation of which the place is no part is another place.
        elsewhere = all(one.type == "country" and here.nation not in one.name for one in found)
        weakness = Weakness.ANOTHER_PLACE if elsewhere else Weakness.WIDER_PLACE
        says = f"It is of {found[0].name}{'' if elsewhere else ' as a whole'}, not of {here.name}."
        yield QualityNote(weakness=weakness, says=says)
    else:
        says = f"It is of {found[0].name}, not of {here.name}."
        yield QualityNote(weakness=Weakness.ANOTHER_PLACE, says=says)


def _of_other_people(piece: Piece, figures: OwnFigures) -> Iterator[QualityNote]:
    """Say where those counted would be beside a population of other ages, and so are not."""
    said = {ages_of(words) for words in (piece.base, piece.coverage)} - {ALL_AGES}
    ages = (said.pop() if len(said) == 1 else None) if said else ALL_AGES
    for one in figures.beside:
        if one.representation is not None or one.characteristic in (None, "age") or ages is None:
            continue
        bases = [
            known.base
            for known in map(reference, tables())
            if known.characteristic == one.characteristic and known.unit == "persons"
        ]
        if bases and all(ages_of(base) != ages for base in bases):
            whom = piece.base or piece.coverage or "people of all ages, as far as the record says"
            says = f"By {one.by.lower()} it counts {whom}; the population's figures are of {listed(bases, 'or')}, so the two are not set beside each other."
            yield QualityNote(weakness=Weakness.OTHER_PEOPLE, says=says)


def _too_small(figures: OwnFigures) -> Iterator[QualityNote]:
    for one in figures.shown[:1]:  # every table of one piece of evidence counts the same people
        total = one.spans[(None,) * len(one.table.dimensions)]
        if total is not None and total.shown < one.least:
            says = f"It counts too few people for a percentage or an average to be shown (at least {one.least:,} are needed)."
            yield QualityNote(weakness=Weakness.TOO_SMALL, says=says)


def _of_its_kind(piece: Piece) -> Iterator[QualityNote]:
    if piece.kind == "opt-in":
        says = "People chose whether to answer: it describes those who did, and no one else."
        yield QualityNote(weakness=Weakness.OPT_IN, says=says)
    if piece.own_categories:
        columns = listed([f"“{name}”" for name in piece.own_categories])
        why = f", because: {piece.own_categories_because}" if piece.own_categories_because else ""
        says = f"The groups of {columns} are the body's own, and match no published figures{why}"
        yield QualityNote(
            weakness=Weakness.OWN_CATEGORIES, says=says if says.endswith((".", "!", "?")) else f"{says}."
        )


def _crude(figures: OwnFigures) -> Iterator[QualityNote]:
    """Say where groups that the shipped tables warn of are compared without account of age."""
    for one in figures.gaps:
        if not one.told or any(
            known.characteristic == one.characteristic for known in figures.age_standardised
        ):
            continue
        if any(
            known.characteristic == one.characteristic
            and any("rude percentages mislead" in words for words in known.warnings)
            for known in map(reference, tables())
        ):
            says = f"Its groups by {one.by.lower()} are compared as counted, without account of age: crude shares mislead between groups of different age."
            yield QualityNote(weakness=Weakness.CRUDE, says=says)
