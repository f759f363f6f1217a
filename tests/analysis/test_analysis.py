"""Who lives in a place, who is behind on a published rate, and where a risk gathers."""

import dataclasses
import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eia.analysis import at_risk, population_of, profile, small_areas
from eia.analysis.ages import OPEN, count_in_span, span_of
from eia.analysis.groups import count_of_group
from eia.analysis.shares import per_cent
from eia.errors import EiaError
from eia.evidence import Rate, baseline, place

HERE = "E06000049"
DECIDED = dt.date(2021, 9, 7)
NOW = dt.date(2023, 6, 1)


def rate(characteristic, group, value):
    return Rate(characteristic=characteristic, group=group, per_cent=value)


RATES = (
    rate("all", "all adults", 92.0),
    rate("age", "16 to 44", 99.0),
    rate("disability", "disabled adults", 81.0),
    rate("age", "75 and over", 54.0),
    rate("pregnancy_and_maternity", "expectant mothers", 81.0),
)


def table_of(found, characteristic):
    (table,) = (table for table in found.tables if table.characteristic == characteristic)
    return table


def test_a_share_of_nothing_cannot_be_told():
    assert per_cent(0, 0) is None
    assert per_cent(1, 8) == 12.5


@pytest.mark.parametrize(
    ("words", "span"),
    [
        ("75 and over", (75, OPEN)),
        ("Aged 85 years and over", (85, OPEN)),
        ("65+", (65, OPEN)),
        ("over 64", (65, OPEN)),
        ("Aged 16 years", (16, 16)),
        ("Aged 1 year", (1, 1)),
        ("Aged under 1 year", (0, 0)),
        ("16", None),  # a bare number may be anything
        ("Aged 4 years and under", (0, 4)),
        ("under 16", (0, 15)),
        ("16-34", (16, 34)),
        ("16 to 44", (16, 44)),
        ("aged 16–24 years", (16, 24)),
        ("44 to 16", None),
        ("older people", None),
        ("", None),
    ],
)
def test_ages_are_read_as_people_write_them(words, span):
    assert span_of(words) == span


@given(st.text(max_size=40))
def test_any_words_are_an_age_or_are_not(words):
    span = span_of(words)
    assert span is None or span[0] <= span[1]


def test_a_span_whose_ends_fall_inside_a_band_is_not_guessed():
    table = baseline("age_mid_2020", HERE)
    assert count_in_span(table, (75, OPEN)) == 17_660 + 12_485 + 7_464 + 4_648
    assert count_in_span(table, (16, 44)) is None
    assert count_in_span(table, (0, OPEN)) == 386_667
    assert count_in_span(table, (92, OPEN)) is None
    assert count_in_span(table, (75, 99)) is None


def test_the_bands_of_a_profile_hold_everyone_once():
    for day in (DECIDED, NOW):
        table = table_of(profile(HERE, as_of=day), "age")
        assert sum(row.count for row in table.rows) == table.base_count


def test_a_profile_has_every_characteristic_that_has_a_source_and_names_the_one_that_has_none():
    found = profile(HERE, as_of=DECIDED)
    assert [table.characteristic for table in found.tables] == [
        "age",
        "disability",
        "gender_reassignment",
        "marriage_and_civil_partnership",
        "race",
        "religion_or_belief",
        "sex",
        "sexual_orientation",
        "carers",
        "language",
        "socio_economic",
        "household_deprivation",
        "tenure",
        "car_availability",
    ]
    assert found.without_source == ("pregnancy_and_maternity",)


def test_a_profile_stands_beside_region_and_nation_with_its_denominators():
    table = table_of(profile(HERE, as_of=DECIDED), "disability")
    row = table.rows[0]
    assert (row.count, table.base_count) == (67_819, 398_772)
    assert row.per_cent == pytest.approx(17.007, abs=0.001)
    assert (table.region_name, table.region_base_count) == ("North West", 7_417_400)
    assert row.region_per_cent == pytest.approx(100 * 1_440_764 / 7_417_400)
    assert (table.nation_name, table.nation_base_count) == ("England", 56_490_051)
    assert row.nation_per_cent == pytest.approx(100 * 9_774_514 / 56_490_051)
    assert table.table_id == "TS038"


def test_only_estimates_known_on_the_day_are_not_later():
    found = profile(HERE, as_of=DECIDED)
    assert {table.table for table in found.tables if not table.later} == {"age_mid_2020"}
    after = profile(HERE, as_of=NOW)
    assert not any(table.later for table in after.tables)
    assert table_of(after, "age").table == "age"


def test_a_welsh_district_has_no_region_and_a_country_stands_alone():
    cardiff = table_of(profile("W06000015", as_of=NOW), "sex")
    assert (cardiff.region_name, cardiff.nation_name) == ("", "Wales")
    assert cardiff.rows[0].region_per_cent is None
    england = table_of(profile("E92000001", as_of=NOW), "sex")
    assert (england.nation_name, england.nation_base_count) == ("", None)


def test_households_are_not_people_and_the_gender_identity_table_says_what_it_is():
    found = profile(HERE, as_of=NOW)
    assert {table.characteristic for table in found.tables if table.unit == "households"} == {
        "household_deprivation",
        "tenure",
        "car_availability",
    }
    assert "development" in table_of(found, "gender_reassignment").accreditation


def test_an_unknown_place_is_named_to_the_officer():
    with pytest.raises(EiaError, match="E06000049"):
        profile("Cheshire East", as_of=NOW)


def test_a_population_figure_of_a_county_says_that_it_is_a_sum():
    figure = population_of("E10000016", "age", "75 and over", as_of=NOW)
    parts = [
        population_of(code, "age", "75 and over", as_of=NOW).count for code in place("E10000016").districts
    ]
    assert figure.count == sum(parts)
    assert "Summed from 12 districts" in figure.attribution
    assert "Summed" not in population_of(HERE, "age", "75 and over", as_of=NOW).attribution


def test_population_by_age_is_the_latest_known_on_the_day():
    then = population_of(HERE, "age", "75 and over", as_of=DECIDED)
    assert (then.count, then.base_count, then.later) == (42_257, 386_667, False)
    assert then.reference_date == "2020-06-30"
    now = population_of(HERE, "age", "75 and over", as_of=NOW)
    assert (now.count, now.base_count, now.later) == (42_540, 398_776, False)
    named = population_of(HERE, "age", "75 and over", as_of=DECIDED, table="age")
    assert (named.count, named.later) == (42_540, True)


def test_disabled_people_and_disabled_adults_have_each_their_own_base():
    everyone = population_of(HERE, "disability", "disabled", as_of=DECIDED)
    assert (everyone.table_id, everyone.count, everyone.base_count, everyone.later) == (
        "TS038",
        67_819,
        398_772,
        True,
    )
    adults = population_of(HERE, "disability", "disabled adults", as_of=DECIDED)
    assert (adults.table_id, adults.base_count) == ("RM123", 329_472)
    assert adults.base == "usual residents aged 16 and over"


@pytest.mark.parametrize(
    ("table", "group", "counted"),
    [
        ("ethnic_group", "Bangladeshi", "Asian, Asian British or Asian Welsh: Bangladeshi"),
        ("ethnic_group", "white british", "White: English, Welsh, Scottish, Northern Irish or British"),
        ("sex", "Women", "Female"),
        ("religion", "muslim", "Muslim"),
    ],
)
def test_groups_are_found_by_everyday_words(table, group, counted):
    source = baseline(table, HERE)
    assert count_of_group(source, group) == (source.counts[source.groups.index(counted)], counted)


def test_a_broad_group_is_the_sum_of_its_parts():
    source = baseline("ethnic_group", HERE)
    count, _ = count_of_group(source, "White")
    parts = zip(source.groups, source.counts, strict=True)
    assert count == sum(number for name, number in parts if name.startswith("White: "))


@pytest.mark.parametrize(
    ("characteristic", "group"),
    [
        ("race", "Martians"),
        ("pregnancy_and_maternity", "women"),
        ("age", "90 to 104"),  # the published ages end with 100 and over
        ("unknown", "x"),
        ("race", ""),
    ],
)
def test_a_group_that_no_baseline_holds_has_no_figure(characteristic, group):
    assert population_of(HERE, characteristic, group, as_of=NOW) is None


def test_groups_below_the_overall_rate_come_worst_first_with_their_population():
    found = at_risk(RATES, HERE, DECIDED)
    assert [(entry.group, entry.gap_points) for entry in found] == [
        ("75 and over", 38.0),
        ("disabled adults", 11.0),
        ("expectant mothers", 11.0),
    ]
    assert found[0].population.count == 42_257
    assert found[1].population.later
    assert found[2].population is None


def test_no_national_rate_is_multiplied_by_a_local_count():
    entry = at_risk(RATES, HERE, DECIDED)[0]
    numbers = {value for value in dataclasses.astuple(entry) if isinstance(value, int | float)}
    assert numbers == {54.0, 92.0, 38.0}


@pytest.mark.parametrize("rates", [(), RATES[1:], (RATES[0], RATES[0])])
def test_rates_without_one_overall_rate_are_a_mistake_in_the_program(rates):
    with pytest.raises(ValueError, match="overall"):
        at_risk(rates, HERE, DECIDED)


def test_small_areas_in_the_highest_fifth_by_class_and_deprivation():
    found = small_areas(HERE)
    assert (found.whole.areas, found.whole.in_highest_fifth) == (234, 34)
    assert [(entry.name, entry.areas, entry.in_highest_fifth) for entry in found.by_class] == [
        ("Urban", 196, 28),
        ("Rural town and fringe", 12, 0),
        ("Rural village and dispersed", 26, 6),
    ]
    assert [(entry.areas, entry.in_highest_fifth) for entry in found.by_deprivation] == [(18, 14), (216, 20)]
    assert found.by_class[2].median_score > found.by_class[0].median_score
    assert any("not the people" in warning for warning in found.warnings)


def test_places_without_small_areas_have_none():
    assert small_areas("E09000022") is None
    with pytest.raises(EiaError):
        small_areas("E0")


def test_every_result_is_plain_enough_for_json():
    for result in (profile(HERE, as_of=DECIDED), *at_risk(RATES, HERE, DECIDED), small_areas(HERE)):
        text = json.dumps(dataclasses.asdict(result), allow_nan=False, sort_keys=True)
        assert json.loads(text)


def test_groups_above_the_overall_rate_of_a_burden_are_the_worse_off_and_no_day_is_no_count():
    found = at_risk(RATES, HERE, None, burden=True)
    assert [(entry.group, entry.gap_points, entry.population) for entry in found] == [("16 to 44", 7.0, None)]
