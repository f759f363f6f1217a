"""Whose ages groups are given, as a record names it: the European standard, the residents of a place, or everyone in the table.

The counts are invented; the residents are Cheshire East's, by single year of age (Census 2021, TS007).
"""

import csv
import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from own_counts import asked, people, release

from eia.analysis import age_standardised, check_standard
from eia.analysis.standard_population import EUROPEAN, OF_THE_TABLE, standard_of
from eia.errors import EiaError
from eia.estimates.proportions import wilson
from eia.shipped import shipped

PLACE = "E06000049"
NOW = dt.date(2024, 6, 1)
YOUNG, OLD = "16 to 64", "65 and over"
HAVE = {
    ("carers", YOUNG): (600, 1_000),
    ("carers", OLD): (900, 9_000),
    ("others", YOUNG): (4_500, 9_000),
    ("others", OLD): (50, 1_000),
}
"""How many of each have the outcome, of how many."""


def renamed(young, old):
    names = {YOUNG: young, OLD: old}
    return {(group, names[age]): two for (group, age), two in HAVE.items()}


def table(have):
    rows = [(group, age, at < yes) for (group, age), (yes, whole) in have.items() for at in range(whole)]
    caring, ages, claims = (list(column) for column in zip(*rows, strict=True))
    return people({"caring": caring, "age": ages}, {"claim": claims})


def asks(standard="residents", **more):
    words = {"outcome": None, "bears": None, "outcomes": {"claim": "benefit"}, "reference": "others"}
    return asked(**{**words, "intersections": ("age × caring",), "standard_population": standard, **more})


def standardised(have=HAVE, standard="residents", *, place=PLACE, as_of=NOW, profile="suppression-10"):
    of = asks(standard)
    [found] = age_standardised(release(table(have), of, profile=profile), of, place_code=place, as_of=as_of)
    return found


def problems(have, standard="residents", *, place=PLACE, **more):
    with pytest.raises(EiaError) as found:
        check_standard(table(have), asks(standard, **more), place_code=place)
    return [str(one) for one in found.value.problems]


def test_shares_at_the_ages_of_the_residents_are_those_worked_by_hand():
    # 240,248 people aged 16 to 64 and 89,225 aged 65 and over: 329,473.
    # Carers: 0.6 × 240,248 + 0.1 × 89,225 = 153,071.30; others: 0.5 × 240,248 + 0.05 × 89,225 = 124,585.25.
    found = standardised()
    assert found.standard == "the residents of Cheshire East in 2021"
    assert found.gap.standardised.value == pytest.approx(28_486.05 / 329_473)
    assert found.gap.standardised_ratio.value == pytest.approx(153_071.30 / 124_585.25)
    assert found.gap.crude.value == pytest.approx(0.15 - 0.455)
    assert (
        "with the ages of the residents of Cheshire East in 2021 it is 8.6 percentage points higher"
        in found.says
    )
    assert "turns round once ages are taken into account" in found.says


def test_the_interval_takes_the_residents_as_known():
    bands = {YOUNG: 240_248 / 329_473, OLD: 89_225 / 329_473}
    square = 0.0
    for (group, age), (yes, whole) in HAVE.items():
        low, high = wilson(yes, whole)
        side = yes / whole - low if group == "carers" else high - yes / whole
        square += (bands[age] * side) ** 2
    found = standardised().gap.standardised
    assert found.low == pytest.approx(found.value - square**0.5)


def test_where_the_residents_ages_come_from_goes_with_them():
    known = standardised().residents
    assert (known.place_name, known.title) == ("Cheshire East", "Age by single year, Census 2021")
    assert not known.later
    assert "Open Government Licence" in known.attribution


def test_ages_are_those_known_on_the_day_where_they_fit_and_else_the_censuss_said_to_be_later():
    before = dt.date(2021, 9, 7)
    known = standardised(renamed("15 to 64", OLD), as_of=before)
    assert known.standard == "the residents of Cheshire East in 2020"
    assert not known.residents.later
    later = standardised(as_of=before)
    assert later.standard == "the residents of Cheshire East in 2021"
    assert later.residents.later
    undated = standardised(as_of=None)
    assert undated.standard == "the residents of Cheshire East in 2021"
    assert not undated.residents.later


def test_the_other_standards_are_taken_where_they_are_named():
    fits = renamed("15 to 64", OLD)
    assert standardised(fits, "European 2013").standard == EUROPEAN
    table_own = standardised(fits, "everyone in the table")
    assert (table_own.standard, table_own.residents) == (OF_THE_TABLE, None)
    # 10,000 of each age are in the table.
    assert table_own.gap.standardised.value == pytest.approx((0.6 + 0.1) / 2 - (0.5 + 0.05) / 2)
    # Of the European standard of 100,000, 64,500 are aged 15 to 64 and 19,500 are 65 and over.
    by_hand = (0.1 * 64_500 + 0.05 * 19_500) / 84_000
    assert standardised(fits, "European 2013").gap.standardised.value == pytest.approx(by_hand)


def test_what_is_named_and_cannot_be_had_is_no_other_standard():
    found = standardised(renamed("under pension age", "pensioners"))
    assert found.gap is None
    assert found.standard == "the residents of the place"
    assert "cannot tell. The group 'pensioners' of the table does not say" in found.says


@pytest.mark.parametrize(
    ("ages", "standard", "place", "says"),
    [
        ((YOUNG, "pensioners"), "residents", PLACE, "The group 'pensioners' of the table does not say from which age to which. Write bands"),
        ((YOUNG, "60 and over"), "residents", PLACE, "The bands '16 to 64' and '60 and over' of the table hold the same years of age."),
        ((YOUNG, "102 and over"), "residents", PLACE, "cannot be made from the single years of age"),
        ((YOUNG, OLD), "residents", None, "The record names no place, so there are no ages of its residents to give. Add authority_code"),
        ((YOUNG, OLD), "European 2013", PLACE, "The band '16 to 64' begins or ends inside a band of the European Standard Population of 2013"),
        (("young", OLD), "European 2013", None, "The group 'young' of the table does not say"),
    ],
)  # fmt: skip
def test_an_officer_is_told_where_what_and_what_to_do(ages, standard, place, says):
    [line] = problems(renamed(*ages), standard, place=place)
    assert line.startswith("Applicants (invented), 'standard_population': ")
    assert says in line
    assert "or choose another standard population." in line


def test_what_is_not_asked_for_is_not_refused():
    odd = table(renamed("young", "pensioners"))
    for standard in (None, "everyone in the table"):
        check_standard(odd, asks(standard), place_code=None)
    check_standard(odd, asks(intersections=()), place_code=None)
    check_standard(table(HAVE), asks(), place_code=PLACE)


def test_the_same_reason_is_told_once():
    assert len(problems(HAVE, place=None, intersections=("age × caring", "caring × age"))) == 1


def test_rounding_widens_the_interval_at_the_residents_ages_and_holds_the_exact_one():
    exact, wide = standardised().gap, standardised(profile="rounding-10").gap
    assert wide.standardised.low < exact.standardised.low < exact.standardised.high < wide.standardised.high


def _residents():
    with shipped("data", "reference", "age_single_year.csv").open(encoding="utf-8") as file:
        return next([int(one) for one in row[1:]] for row in csv.reader(file) if row[0] == PLACE)


@settings(max_examples=40)
@given(st.lists(st.integers(1, 100), min_size=1, max_size=6, unique=True))
def test_any_bands_of_whole_years_hold_the_residents_of_those_years_and_no_others(cuts):
    starts = [0, *sorted(cuts)]
    ends = [*(start - 1 for start in starts[1:]), None]
    by_year = _residents()
    expected = {
        f"{start} and over" if end is None else f"{start} to {end}": sum(
            by_year[start : None if end is None else end + 1]
        )
        for start, end in zip(starts, ends, strict=True)
    }
    of = asks()
    [one] = release(people({"age": list(expected)}), asks(outcomes={}, intersections=()))
    found = standard_of(one, one.table.axes[0], of, place_code=PLACE, as_of=NOW)
    assert found.amiss is None
    assert found.weights == expected
    assert sum(found.weights.values()) == sum(by_year)
