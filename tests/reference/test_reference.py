"""The shipped tables against figures copied by hand from the source files, and against each other."""

import csv
import tomllib

import pytest

from eia.evidence import baseline, reference, tables
from eia.files import read_text
from eia.shipped import shipped

CHESHIRE_EAST, NORTH_WEST, ENGLAND, WALES, BOTH = (
    "E06000049",
    "E12000002",
    "E92000001",
    "W92000004",
    "K04000001",
)


def rows(stem):
    with shipped("data", "reference", f"{stem}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


TOTALS = {
    "age": (398_776, 7_417_397, 56_490_048),
    "age_single_year": (398_771, 7_417_393, 56_490_045),
    "sex": (398_775, 7_417_358, 56_490_040),
    "ethnic_group": (398_772, 7_417_407, 56_490_065),
    "religion": (398_787, 7_417_294, 56_489_777),
    "disability": (398_772, 7_417_400, 56_490_051),
    "disability_16_and_over": (329_472, 6_025_637, 46_006_980),
    "legal_partnership": (329_473, 6_025_634, 46_006_936),
    "sexual_orientation": (329_474, 6_025_624, 46_006_954),
    "gender_identity": (329_473, 6_025_619, 46_006_944),
    "unpaid_care": (378_852, 7_009_758, 53_413_057),
    "english_proficiency": (387_335, 7_178_419, 54_686_051),
    "household_deprivation": (174_853, 3_153_423, 23_435_995),
    "car_availability": (174_856, 3_153_403, 23_436_085),
    "tenure": (174_854, 3_153_403, 23_436_085),
    "ns_sec": (329_475, 6_025_635, 46_006_957),
}


@pytest.mark.parametrize("table", TOTALS)
def test_totals_are_those_of_the_sources(table):
    assert (
        tuple(baseline(table, code).total for code in (CHESHIRE_EAST, NORTH_WEST, ENGLAND)) == TOTALS[table]
    )


def test_mid_2020_totals_are_those_of_the_source():
    assert baseline("age_mid_2020", CHESHIRE_EAST).total == 386_667
    assert baseline("age_mid_2020", ENGLAND).total == 56_550_138


def test_every_table_with_a_total_to_check_is_checked():
    assert {*TOTALS, "age_mid_2020"} == set(tables())


@pytest.mark.parametrize(
    ("table", "code", "group", "count"),
    [
        ("age", "E06000049", "Aged 85 years and over", 12_064),
        ("sex", "E06000049", "Female", 203_196),
        ("ethnic_group", "E12000002", "White: Gypsy or Irish Traveller", 5_737),
        ("religion", "E06000049", "Not answered", 21_822),
        ("disability", "E12000002", "Disabled under the Equality Act", 1_440_764),
        ("unpaid_care", "W06000015", "Provides 50 or more hours unpaid care a week", 8_646),
        ("car_availability", "E09000022", "No cars or vans in household", 78_136),
        ("tenure", "E08000025", "Lives rent free", 1_580),
        (
            "english_proficiency",
            "E07000038",
            "Main language is not English (English or Welsh in Wales): Cannot speak English",
            38,
        ),
        ("gender_identity", "E06000049", "Trans woman", 268),
        ("legal_partnership", "E06000001", "Divorced or civil partnership dissolved: Divorced", 7_148),
        ("ns_sec", "E06000049", "L13 Routine occupations", 35_901),
        ("household_deprivation", "E06000049", "Household is deprived in four dimensions", 162),
        ("sexual_orientation", "K04000001", "Bisexual", 623_489),
        (
            "disability_16_and_over",
            "E06000049",
            "Disabled under the Equality Act: Day-to-day activities limited a lot",
            25_805,
        ),
        ("age_mid_2020", "E06000049", "90 and over", 4_648),
    ],
)
def test_figures_are_those_of_the_source_files(table, code, group, count):
    found = baseline(table, code)
    assert found.counts[found.groups.index(group)] == count


def test_every_table_has_every_place_once():
    codes = [row["code"] for row in rows("places")]
    assert len(codes) == len(set(codes)) == 331 + 24 + 4 + 9 + 3
    for table in tables():
        assert [row["geography_code"] for row in rows(table)] == codes


def test_every_district_and_county_of_england_has_one_region_and_no_other_place_has_any():
    places = rows("places")
    regions = {row["code"] for row in places if row["type"] == "region"}
    for row in places:
        english = row["type"] in {"district", "county"} and row["nation"] == "England"
        assert (row["region_code"] in regions) == english
        assert bool(row["region_code"]) == english


def test_the_districts_of_each_region_add_up_to_it_in_every_table_that_was_summed():
    places = rows("places")
    summed = [table for table in tables() if reference(table).method[1].startswith("summed")]
    assert len(summed) == 12
    for region in (row["code"] for row in places if row["type"] == "region"):
        members = [row["code"] for row in places if row["region_code"] == region and not row["districts"]]
        for table in summed:
            columns = zip(*(baseline(table, code).counts for code in members), strict=True)
            assert tuple(map(sum, columns)) == baseline(table, region).counts


def test_the_nations_add_up_to_both_within_the_perturbation_of_the_published_rows():
    for table in tables():
        parts = zip(baseline(table, ENGLAND).counts, baseline(table, WALES).counts, strict=True)
        slack = 30 if reference(table).method[2] == "published" else 0
        for (england, wales), both in zip(parts, baseline(table, BOTH).counts, strict=True):
            assert abs(england + wales - both) <= slack


def test_small_areas_of_cheshire_east():
    areas = rows("small_areas_2011")
    assert len(areas) == 234
    assert sum(row["imd2019_decile"] == "1" for row in areas) == 4
    assert sum(row["imd2019_decile"] in {"1", "2"} for row in areas) == 18
    first = areas[0]
    assert (first["lsoa11_code"], first["ruc11_code"], first["deri_score"]) == ("E01018386", "C1", "2.9386")
    later = rows("small_areas_2021")
    assert len(later) == 244
    assert sum(int(row["disabled"]) for row in later) == 67_813
    assert sum(int(row["usual_residents"]) for row in later) == 398_746


def test_the_cuts_of_the_risk_index_part_england_in_fifths():
    cuts = rows("deri_cut_points")
    assert [row["share_below"] for row in cuts] == ["0.2", "0.4", "0.6", "0.8"]
    scores = [float(row["deri_score"]) for row in cuts]
    assert scores == sorted(scores)
    assert {row["areas_in_england"] for row in cuts} == {"32844"}


def test_the_standard_population_has_every_age_once_and_adds_up():
    bands = rows("esp2013")
    assert [int(band["age_from"]) for band in bands] == list(range(0, 95, 5))
    assert [band["age_to"] for band in bands] == [*(str(age) for age in range(4, 90, 5)), ""]
    assert sum(int(band["standard_population"]) for band in bands) == 100_000


def test_every_table_says_where_it_comes_from():
    folder = shipped("data", "reference")
    stems = {path.stem for path in folder.glob("*.csv")}
    assert stems == {path.stem for path in folder.glob("*.toml")} - {"tables"}
    for stem in stems:
        about = tomllib.loads(read_text(folder / f"{stem}.toml"))
        assert about["title"]
        assert about["table_id"]
        assert about["reference"]
        assert about["base"]
        assert about["method"]
        ours = stem != "esp2013"  # the one table that is not of a body of the United Kingdom
        assert about["licence"] == (
            "Open Government Licence v3.0"
            if ours
            else "Reuse authorised, source acknowledged (Commission Decision 2011/833/EU)"
        )
        assert about["attribution"]
        assert about["warnings"]


@pytest.mark.parametrize("table", [*TOTALS, "age_mid_2020"])
def test_every_baseline_says_when_of_whom_and_how_each_kind_of_row_arose(table):
    about = tomllib.loads(read_text(shipped("data", "reference", f"{table}.toml")))
    assert about["reference_date"] <= (about.get("published") or about["not_before"])
    assert about["publication"]
    assert about["unit"] in {"persons", "households"}
    assert about["characteristic"]
    assert isinstance(about["voluntary"], bool)
    assert set(about["method"]) == {
        "districts",
        "regions",
        "countries",
        "counties",
        "authorities_made_since",
    }
    assert about["method"]["counties"] == about["method"]["authorities_made_since"] == "summed from districts"


def test_the_one_table_that_lost_its_accreditation_says_so():
    assert {table for table in tables() if reference(table).accreditation} == {"gender_identity"}
    assert "development" in reference("gender_identity").accreditation
