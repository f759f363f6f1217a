"""Two bodies whose true counts differ and whose released tables are the same: every word and number made of them is the same.

This is what "no sentence gives away more than the tables do" means. A rounded table, read as true counts, is released as itself: so
of each table drawn here there is another with the same released tables. Counts that are withheld are moved from one cell to the next.
All tables are invented.
"""

import datetime as dt
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from itertools import product

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from own_counts import asked

from eia.analysis import (
    age_standardised,
    beside_evidence,
    crossed_of,
    gaps_of,
    money_of,
    places_of,
    places_to_release,
    representation_of,
    shown,
    slopes_of,
    stratified_of,
    tables_to_release,
)
from eia.analysis.small_areas import kinds_of_areas
from eia.disclosure import Counts, Tally, release_together
from eia.disclosure.counts import Unshown
from eia.estimates import bands_of
from eia.evidence import (
    NOT_PLACED,
    Answers,
    Column,
    GroupTable,
    MoneyRow,
    MoneyTable,
    PeopleTable,
    PlacesTable,
)
from eia.practice import practice, profiles

BANDS = bands_of(practice())
PLACE = "E06000049"
ROUNDING = ("rounding-10", "rounding-5")
KINDS = ("complete", "sampled", "opt-in")
UNSAID = "Prefer not to say"


def deep(held):
    """Return all that something holds, what no text of it shows too."""
    if is_dataclass(held):
        return type(held).__name__, {one.name: deep(getattr(held, one.name)) for one in fields(held)}
    if isinstance(held, Counts):
        return held.groups, held._values
    if isinstance(held, tuple | list):
        return [deep(one) for one in held]
    if isinstance(held, dict):
        return [(deep(key), deep(one)) for key, one in held.items()]
    return repr(held)


def released(made, profile):
    found = release_together({one.name: one.raw for one in made}, profiles()[profile])
    tables = tuple(shown(one, found) for one in made)
    return tables, deep([found.tables, found.records, found.says, found.audit])


OTHER = asked(id="others", title="Others (invented)", base="everyone who applied (invented)")


def beside_both(tables, of, other):
    """Return a piece of evidence beside another of the same groups whose counts are its own, and the other beside it."""
    return beside_evidence(tables, of, tables, other), beside_evidence(tables, other, tables, of)


def everything(tables, of):
    """Return all that is made of the released tables of counts."""
    return deep(
        [
            tables,
            gaps_of(tables, of, bands=BANDS),
            crossed_of(tables, of),
            *(
                age_standardised(
                    tables,
                    replace(of, standard_population=standard),
                    place_code=PLACE,
                    as_of=dt.date(2024, 1, 1),
                )
                for standard in (None, "residents", "everyone in the table")
            ),
            slopes_of(tables, of),
            stratified_of(tables, of),
            representation_of(tables, of, place_code=PLACE, as_of=dt.date(2024, 1, 1)),
            *(one for side in (of, OTHER) for one in beside_both(tables, of, side)),
        ]
    )


def as_shown(tables, outcomes=True):
    """Return, of one released table, the true counts that would be shown as they stand, by place."""
    return {place: span.shown for place, span in tables[-1].spans.items() if None not in place and span}


def counted(have, *, characteristic, unanswered=()):
    """Return counts by group from how many of each have the outcome and how many have not."""
    return GroupTable(
        characteristic=characteristic,
        groups=Counts(tuple(have), tuple(sum(two) for two in have.values())),
        with_outcome=Counts(tuple(have), tuple(yes for yes, _ in have.values())),
        unanswered=unanswered,
    )


def persons(axes, counts):
    """Return a table of people from how many there are of each combination of groups and of the outcome."""
    every = list(product(*(range(len(groups)) for groups in axes.values()), (1, 0, -1)))
    times = [counts[key] for key in every]
    codes = np.repeat(np.array(every), times, axis=0)
    columns = {
        name: Column(
            characteristic=name,
            groups=groups,
            codes=codes[:, at].astype(np.int16),
            unanswered=tuple(group for group in groups if group == UNSAID),
        )
        for at, (name, groups) in enumerate(axes.items())
    }
    answers = {"refused": Answers(codes[:, -1].astype(np.int8))}
    return PeopleTable(size=len(codes), columns=columns, outcomes=answers)


def numbers(most=900):
    return st.one_of(st.integers(0, 25), st.integers(26, most))


GROUPS = {
    "race": ("White", "Asian", "Black", UNSAID),
    "sex": ("Women", "Men"),
    "deprivation": ("1 (most deprived)", "2", "3", "4", "5 (least deprived)"),
}


@st.composite
def of_groups(draw):
    characteristic = draw(st.sampled_from(tuple(GROUPS)))
    names = GROUPS[characteristic]
    have = {name: (draw(numbers()), draw(numbers(3_000))) for name in names}
    of = asked(
        kind=draw(st.sampled_from(KINDS)),
        reference=draw(st.sampled_from((None, names[0]))),
        base="everyone who applied (invented)",
        with_population=True,
    )
    return characteristic, have, of


@given(of_groups(), st.sampled_from(ROUNDING))
@settings(max_examples=60)
def test_of_rounded_counts_by_group(drawn, profile):
    characteristic, have, of = drawn
    unsaid = tuple(name for name in have if name == UNSAID)
    tables, before = released(
        tables_to_release(counted(have, characteristic=characteristic, unanswered=unsaid), of), profile
    )
    found = as_shown(tables)
    assume(found)
    yes, no = tables[-1].table.dimensions[-1].groups
    other = {name: (found[name, yes], found[name, no]) for name in have}
    again, after = released(
        tables_to_release(counted(other, characteristic=characteristic, unanswered=unsaid), of), profile
    )
    assume(before == after)
    assert everything(tables, of) == everything(again, of)


AXES = {"age": ("15 to 44", "45 and over"), "sex": ("Women", "Men", UNSAID)}


@given(
    st.lists(numbers(400), min_size=18, max_size=18),
    st.sampled_from(ROUNDING),
    st.sampled_from(KINDS),
)
@settings(max_examples=15)
def test_of_rounded_tables_of_people(values, profile, kind):
    of = asked(
        kind=kind,
        outcome=None,
        bears=None,
        outcomes={"refused": "burden"},
        intersections=("age × sex",),
        reference="Men",
        with_population=True,
    )
    every = list(product(range(2), range(3), (1, 0, -1)))
    counts = dict(zip(every, values, strict=True))
    counts[0, 0, -1] += (
        1  # somebody's outcome is not known, in both, so that the tables have the same columns
    )
    tables, before = released(tables_to_release(persons(AXES, counts), of), profile)
    found = as_shown(tables)
    assume(found)
    outcomes = dict(zip((1, 0, -1), tables[-1].table.dimensions[-1].groups, strict=True))
    other = {
        (age, sex, answer): found[AXES["age"][age], AXES["sex"][sex], outcomes[answer]]
        for age, sex, answer in every
    }
    assume(sum(other[key] for key in every if key[-1] == -1))
    again, after = released(tables_to_release(persons(AXES, other), of), profile)
    assume(before == after)
    assert everything(tables, of) == everything(again, of)


@given(st.lists(numbers(3_000), min_size=3, max_size=3), st.sampled_from(ROUNDING), st.sampled_from(KINDS))
@settings(max_examples=30)
def test_of_money(people, profile, kind):
    of = asked(kind=kind, reference="others")
    # What each group has in all is the body's own figure, and the same whatever its people are.
    amounts = {"carers": ("81000.50", "79500.25"), "others": ("163000", "170000"), "few": (None, "4000")}

    def of_people(numbers):
        table = MoneyTable(
            groups=tuple(
                MoneyRow(
                    group=group,
                    people=Tally(number),
                    before=Decimal(before) if before else None,
                    after=Decimal(after),
                )
                for (group, (before, after)), number in zip(amounts.items(), numbers, strict=True)
            ),
            characteristic="carers",
        )
        tables, told = released(tables_to_release(table, of), profile)
        return tables, told, deep(money_of(table, tables[0], of, bands=BANDS))

    tables, before, one = of_people(people)
    found = as_shown(tables)
    assume(found)
    _, after, other = of_people([found[group,] for group in amounts])
    assume(before == after)
    assert one == other


@given(st.integers(0, 60), st.integers(0, 2**32), st.sampled_from(ROUNDING))
@settings(max_examples=6)
def test_of_places(beyond, seed, profile):
    of = asked(outcome=None, bears=None)
    drawn = np.random.default_rng(seed)
    codes = tuple(kinds_of_areas(PLACE)[0].kind_of)

    def of_people(numbers, beyond):
        people = {**dict(zip(codes, numbers, strict=True)), NOT_PLACED: beyond}
        table = PlacesTable(
            codes=codes,
            counts=Counts(tuple(people), tuple(int(one) for one in people.values())),
            geography="LSOA 2011",
        )
        tables, told = released(places_to_release(table, of, PLACE), profile)
        return told, deep(places_of(tables, of, place_code=PLACE))

    first = drawn.integers(0, 4, len(codes))
    second = first.copy()
    # Those of one small area live in another of the same kinds: no total of a kind moves.
    kinds = kinds_of_areas(PLACE)
    alike = [tuple(one.kind_of[code] for one in kinds) for code in codes]
    for one, other in zip(range(len(codes)), range(1, len(codes)), strict=False):
        if alike[one] == alike[other]:
            second[one], second[other] = second[other], second[one]
    assert not np.array_equal(first, second)
    assert of_people(first, beyond) == of_people(second, beyond)


@pytest.mark.parametrize("profile", ["suppression-10", "suppression-5", "suppression-8"])
def test_of_counts_that_are_withheld(profile):
    """Among tables of the same margins, whichever have the same counts withheld: more than a few have, and none tells more."""
    of = asked(reference="White", with_population=True)
    seen = {}
    alike = 0
    for small in range(2, 30):
        have = {"White": (300, 700), "Asian": (90 - small, 310 + small), "Black": (small, 180 - small)}
        tables, told = released(tables_to_release(counted(have, characteristic="race"), of), profile)
        words = everything(tables, of)
        if (first := seen.setdefault(repr(told), words)) is not words:
            alike += 1
            assert first == words
    assert alike


def test_whoever_chose_to_answer_has_no_interval_and_no_verdict_anywhere():
    """Whatever is made of a table, by any characteristic: nothing that holds an interval comes of opt-in responses."""
    told = {}
    for kind in KINDS:
        words = ""
        for characteristic, names in GROUPS.items():
            have = {name: (300 + 40 * at, 900) for at, name in enumerate(names)}
            of = asked(kind=kind, reference=names[0], with_population=True)
            tables, _ = released(
                tables_to_release(counted(have, characteristic=characteristic), of), "rounding-10"
            )
            words += repr(everything(tables, of)[1:])
        counts = dict.fromkeys(product(range(2), range(3), (1, 0, -1)), 200)
        of = asked(kind=kind, outcomes={"refused": "burden"}, intersections=("age × sex",), reference="Men")
        tables, _ = released(tables_to_release(persons(AXES, counts), of), "rounding-10")
        told[kind] = words + repr(everything(tables, of)[1:])
    for name in (
        "'Estimate'",
        "'Verdict'",
        "'Slope'",
        "'Intersections'",
        "'AgeStandardised'",
        "'StratifiedComparison'",
        "% interval",
    ):
        assert name in told["sampled"]
        assert name not in told["opt-in"]


def test_what_is_read_back_holds_no_raw_count():
    of = asked(reference="White")
    have = {"White": (300, 700), "Asian": (84, 316), UNSAID: (3, 5)}
    tables, _ = released(
        tables_to_release(counted(have, characteristic="race", unanswered=(UNSAID,)), of), "rounding-10"
    )

    def within(held):
        yield held
        if is_dataclass(held):
            for one in fields(held):
                yield from within(getattr(held, one.name))
        elif isinstance(held, tuple | list):
            for one in held:
                yield from within(one)
        elif isinstance(held, dict):
            for one in held.values():
                yield from within(one)

    parts = [part for table in tables for part in within(table)]
    assert len(parts) > 100
    assert not any(isinstance(part, Unshown) for part in parts)
