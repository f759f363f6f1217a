"""Every place: districts to the person, and counties and later authorities as sums of districts."""

import csv
import datetime as dt
import itertools
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eia.analysis import profile
from eia.evidence import baseline, place, places, reference, tables
from eia.shipped import shipped

NOW = dt.date(2024, 6, 1)
EXTRACT = json.loads((Path(__file__).parent / "fixtures" / "districts.json").read_text(encoding="utf-8"))
SUMS = tuple(one for one in places() if one.districts)
EVERY_PLACE = st.sampled_from(places())
EVERY_TABLE = st.sampled_from(tables())


def lookup(stem):
    with shipped("data", "reference", f"{stem}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_the_extract_has_twelve_districts_of_every_table():
    assert len(EXTRACT["districts"]) == 12
    assert set(EXTRACT["tables"]) == set(tables())


@pytest.mark.parametrize("table", tables())
@pytest.mark.parametrize("code", EXTRACT["districts"])
def test_a_random_district_agrees_with_the_long_source_to_the_person(table, code):
    found = baseline(table, code)
    source = {category: counts[code] for category, counts in EXTRACT["tables"][table].items()}
    assert dict(zip(found.groups, found.counts, strict=True)) == source
    assert found.groups == tuple(source)
    assert found.total == sum(source.values())


@pytest.mark.parametrize("code", EXTRACT["districts"])
def test_a_random_district_s_profile_agrees_with_the_long_source_to_the_person(code):
    for table in profile(code, as_of=NOW).tables:
        source = {category: counts[code] for category, counts in EXTRACT["tables"][table.table].items()}
        assert table.base_count == sum(source.values())
        assert sum(row.count for row in table.rows) == sum(source.values())
        if table.characteristic != "age":  # ages are joined to bands, as the next test reads
            assert {row.group: row.count for row in table.rows} == source


def test_the_bands_of_ages_are_sums_of_the_source_s_bands():
    code = EXTRACT["districts"][0]
    counts = [count[code] for count in EXTRACT["tables"]["age"].values()]
    table = next(table for table in profile(code, as_of=NOW).tables if table.characteristic == "age")
    bands = [sum(counts[a:b]) for a, b in ((0, 3), (3, 5), (5, 9), (9, 13), (13, 15), (15, 18))]
    assert [row.count for row in table.rows] == bands


def test_there_are_24_counties_and_four_authorities_made_since():
    assert len([one for one in SUMS if one.type == "county"]) == 24
    assert {one.code: one.name for one in SUMS if one.type == "district"} == {
        "E06000063": "Cumberland",
        "E06000064": "Westmorland and Furness",
        "E06000065": "North Yorkshire",
        "E06000066": "Somerset",
    }


@pytest.mark.parametrize("code", [one.code for one in SUMS])
def test_a_sum_is_its_districts_in_every_cell_and_says_so(code):
    where = place(code)
    for table in tables():
        found = baseline(table, code)
        columns = zip(*(baseline(table, district).counts for district in where.districts), strict=True)
        assert found.counts == tuple(map(sum, columns))
        assert found.method == "summed from districts"
        said = f"Summed from {len(where.districts)} districts; not published for {where.name} as such."
        assert said in found.attribution
        assert said in found.released().source
        assert "added up" in found.warnings[0]


def test_a_profile_of_a_county_marks_every_table_as_summed():
    for table in profile("E10000016", as_of=NOW).tables:
        assert "Summed from 12 districts; not published for Kent as such." in table.attribution
        assert "Kent are those of its 12 districts added up" in table.warnings[0]
        assert (table.region_name, table.nation_name) == ("South East", "England")


def test_a_district_that_was_published_is_not_marked_as_summed():
    for table in profile("E06000049", as_of=NOW).tables:
        assert "ummed" not in table.attribution
        assert not any("added up:" in warning for warning in table.warnings)


def test_the_lookups_are_the_places_and_every_district_of_two_tiers_has_one_county():
    counties, later = lookup("lookup_counties"), lookup("lookup_authorities_2023")
    members = {}
    for row in (*counties, *later):
        members.setdefault(row["authority_code"], []).append(row["district_code"])
        assert place(row["district_code"]).name == row["district_name"]
        assert place(row["authority_code"]).name == row["authority_name"]
    assert {code: tuple(codes) for code, codes in members.items()} == {
        one.code: one.districts for one in SUMS
    }
    listed = [row["district_code"] for row in counties]
    assert len(listed) == len(set(listed)) == 181
    assert set(listed) == {one.code for one in places() if one.code.startswith("E07")}
    for one in SUMS:
        assert {place(code).region_code for code in one.districts} == {one.region_code}


def test_the_districts_of_a_county_stand_together_in_the_series_of_codes():
    # The series was given out county by county; codes from E07000240 on were given again to districts remade later.
    first = sorted((code, one.code) for one in SUMS if one.type == "county" for code in one.districts)
    county_in_turn = [county for code, county in first if code < "E07000240"]
    changes = sum(a != b for a, b in itertools.pairwise(county_in_turn))
    assert changes == 24 - 1


@pytest.mark.parametrize(
    ("code", "published"),
    [("E10000020", 916_200), ("E10000027", 571_600), ("E06000066", 571_600)],
)
def test_counties_are_those_of_the_census_s_first_results(code, published):
    # Added up by their publishers from districts rounded to 100, hence off by up to 50 a district: Norfolk County Council,
    # "Census 2021 first results published", 28 June 2022 (www.norfolk.gov.uk/news/2022/06/census-2021-first-results-published);
    # Somerset Intelligence, www.somersetintelligence.org.uk/census2021/, which shows its four districts.
    assert abs(baseline("age", code).total - published) <= 50 * len(place(code).districts)


@pytest.mark.parametrize(
    ("code", "published"),
    [("E10000020", 914_039), ("E10000027", 563_851), ("E10000029", 761_246), ("E10000030", 1_199_870)],
)
def test_counties_are_those_of_the_mid_2020_estimates_to_the_person(code, published):
    # The column pop-2020 of the register named in lookup_counties.toml.
    assert baseline("age_mid_2020", code).total == published


def test_what_was_abolished_and_what_replaced_it_are_both_found_with_their_days():
    mendip, county, council = place("E07000187"), place("E10000027"), place("E06000066")
    assert mendip.until == county.until == dt.date(2023, 3, 31)
    assert council.since == dt.date(2023, 4, 1)
    assert council.until is None
    assert council.districts == county.districts
    assert mendip.stood_on(dt.date(2023, 3, 31))
    assert not mendip.stood_on(dt.date(2023, 4, 1))
    assert council.stood_on(dt.date(2023, 4, 1))
    assert not council.stood_on(dt.date(2023, 3, 31))
    assert place("E10000016").stood_on(NOW)


def test_exactly_the_seventeen_districts_and_three_counties_have_an_end():
    ended = [one for one in places() if one.until]
    assert {one.name for one in ended if one.type == "county"} == {"Cumbria", "North Yorkshire", "Somerset"}
    districts = {one.code for one in ended if one.type == "district"}
    assert districts == {code for one in SUMS if one.since for code in one.districts}
    assert len(districts) == 17


@given(where=EVERY_PLACE, table=EVERY_TABLE)
def test_every_place_has_whole_counts_that_are_not_negative(where, table):
    found = baseline(table, where.code)
    assert all(count >= 0 for count in found.counts)
    assert found.total == sum(found.counts) > 0
    assert found.place is where
    assert found.method == reference(table).method_for(where)
    assert found.released().total.shown == f"{found.total:,}"


@given(where=EVERY_PLACE)
def test_shares_of_every_place_are_of_the_base_and_sum_to_100(where):
    for table in profile(where.code, as_of=NOW).tables:
        assert table.base_count == sum(row.count for row in table.rows)
        columns = {
            "per_cent": table.base_count,
            "region_per_cent": table.region_base_count,
            "nation_per_cent": table.nation_base_count,
        }
        for name, base in columns.items():
            shares = [getattr(row, name) for row in table.rows]
            if base is None:
                assert set(shares) == {None}
            else:
                assert all(0 <= share <= 100 for share in shares)  # which no nan does
                assert sum(shares) == pytest.approx(100, abs=1e-9)
        assert all(row.per_cent == 100 * row.count / table.base_count for row in table.rows)
