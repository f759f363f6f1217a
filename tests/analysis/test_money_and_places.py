"""Money in cash and as a share, and people by kind of small area, from numbers of people as they are shown."""

from decimal import Decimal

import pytest
from own_counts import asked, release

from eia.analysis import money_of, places_of, places_to_release, shown
from eia.analysis.small_areas import kinds_of_areas
from eia.disclosure import Counts, Tally, release_together
from eia.errors import EiaError
from eia.estimates import bands_of
from eia.evidence import NOT_PLACED, MoneyRow, MoneyTable, PlacesTable
from eia.practice import practice, profiles

BANDS = bands_of(practice())
WITH, WITHOUT = "claimants with a disability", "claimants without a disability"


def money(rows, *, profile=None, **more):
    """Return the comparison of a table of money: a row is a group, its people, and its pounds a head before and after."""
    table = MoneyTable(
        groups=tuple(
            MoneyRow(
                group=group,
                people=Tally(people),
                before=None if before is None else Decimal(before) * people,
                after=Decimal(after) * people,
            )
            for group, people, before, after in rows
        ),
        characteristic="disability",
    )
    of = asked(reference=WITHOUT, reference_because="they are the most", **more)
    [one] = release(table, of, profile=profile)
    return money_of(table, one, of, bands=BANDS)


def test_maidstone_option_1_is_12_per_cent_more_cash_and_the_same_share():
    # Average weekly awards before and after as Maidstone Borough Council published them (2016, appendix A); numbers of people invented.
    found = money([(WITH, 2000, "17.80", "16.37"), (WITHOUT, 5000, "15.87", "14.59")])
    [one] = found.comparisons
    assert "that is 12% more" in one.says
    assert "As a share of what each had, the two are about the same" in one.says
    assert "Cash and share tell different stories" in one.says
    assert one.gap.disagree
    assert one.cash[0] < 1.43 / 1.28 < one.cash[1]


def test_maidstone_option_3_is_2_8_times_the_cash():
    # The losses as published; what they had before, and how many they are, are invented.
    found = money([(WITH, 2000, "1000.00", "842.78"), (WITHOUT, 5000, "1000.00", "944.14")])
    assert "2.8 times as much" in found.comparisons[0].says


def test_rounded_numbers_of_people_leave_a_story_untold():
    found = money([(WITH, 103, "17.80", "16.42"), (WITHOUT, 5000, "15.87", "14.59")])
    [one] = found.comparisons
    assert "which story it tells cannot be told" in one.says
    assert not one.gap.disagree
    exact = money(
        [(WITH, 103, "17.80", "16.42"), (WITHOUT, 5000, "15.87", "14.59")], profile="suppression-10"
    )
    assert exact.comparisons[0].gap.disagree
    assert exact.comparisons[0].cash[0] == pytest.approx(exact.comparisons[0].cash[1])


def test_few_people_and_an_amount_before_that_is_not_published_are_cannot_tell():
    few = money([(WITH, 12, "17.80", "16.37"), (WITHOUT, 5000, "15.87", "14.59")])
    assert few.comparisons[0].gap is None
    assert "too few for an average" in few.comparisons[0].says
    assert [one.group for one in few.averages] == [WITHOUT]
    unknown = money([(WITH, 2000, None, "16.37"), (WITHOUT, 5000, "15.87", "14.59")])
    assert "had before was not published" in unknown.comparisons[0].says


def test_the_least_people_of_an_average_are_the_rules_where_the_whole_table_is_withheld():
    few = money([(WITH, 4, "17.80", "16.37"), (WITHOUT, 7, "15.87", "14.59")])
    assert "(at least 100 are needed)" in few.comparisons[0].says


def test_a_reference_that_is_no_group_is_refused():
    with pytest.raises(EiaError, match="No group of the table is called"):
        money([(WITH, 2000, "17.80", "16.37"), ("others", 5000, "15.87", "14.59")])


PLACE = "E06000049"


def placed(people, *, geography="LSOA 2011", place=PLACE, profile=None):
    codes = tuple(code for code in people if code != NOT_PLACED)
    table = PlacesTable(
        codes=codes, counts=Counts(tuple(people), tuple(people.values())), geography=geography
    )
    of = asked(outcome=None, bears=None)
    made = places_to_release(table, of, place)
    released = release_together(
        {one.name: one.raw for one in made}, profiles()[profile] if profile else practice().profile
    )
    return places_of([shown(one, released) for one in made], of, place_code=place), released


def test_people_are_added_up_by_kind_of_area_before_release():
    [deprivation, urban, risk] = kinds_of_areas(PLACE)
    people = dict.fromkeys(deprivation.kind_of, 3)
    found, released = placed({**people, NOT_PLACED: 40}, profile="suppression-5")
    assert [one.by for one in found] == [deprivation.by, urban.by, risk.by]
    assert len(found[0].rows) == 5
    row = found[0].rows[0]
    assert row.shown == f"{3 * row.areas:,}"
    assert row.share == pytest.approx(row.share_of_areas)
    assert sum(one.areas for one in found[1].rows) == len(people)
    assert any("live in none of the small areas held" in note for note in found[0].notes)
    assert any("no rate" in note for note in found[0].notes)
    assert not any(code in str(table) for table in released.tables.values() for code in people)


def test_areas_of_2021_or_of_another_place_are_counted_together_and_not_joined():
    for more in ({"geography": "LSOA 2021"}, {"place": "E06000001"}, {"place": None}):
        found, released = placed({"E01018386": 120, NOT_PLACED: 30}, **more)
        assert found == ()
        assert list(released.tables) == ["applicants"]
