"""Baselines by place."""

import datetime as dt
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eia.errors import EiaError
from eia.evidence import baseline, place, reference, tables


def test_a_baseline_comes_with_its_place_and_source():
    table = baseline("disability", "E06000049")
    assert table.place.name == "Cheshire East"
    assert dict(zip(table.groups, table.counts, strict=True))["Disabled under the Equality Act"] == 67_819
    assert table.total == 398_772
    assert table.reference.table_id == "TS038"
    assert table.released().total.shown == "398,772"
    assert "TS038" in table.released().source


def test_every_baseline_is_dated_attributed_and_has_a_base():
    for name in tables():
        about = reference(name)
        assert about.attribution.startswith("Source: Office for National Statistics")
        assert about.base
        assert about.unit in {"persons", "households"}
        assert about.published or about.not_before
        assert about.warnings


def test_a_place_knows_its_nation_and_region():
    here = place("E06000049")
    assert (here.type, here.nation, place(here.region_code).name) == ("district", "England", "North West")
    assert (place("W06000015").nation, place("W06000015").region_code) == ("Wales", "")
    assert place("K04000001").name == "England and Wales"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Cheshire East", "Did you mean E06000049 (Cheshire East)?"),
        ("e06000049", "Did you mean E06000049 (Cheshire East)?"),
        ("Chesire Est", "Did you mean E06000049 (Cheshire East)?"),
        ("E0600049", "E0600"),
        ("§", "Give its code"),
        ("Kent", "Did you mean E10000016 (Kent)?"),
        ("Kent County Council", "Did you mean E10000016 (Kent)?"),
        (
            "Somerset",
            "Did you mean E06000066 (Somerset, from 1 April 2023) or E10000027 (Somerset, until 31 March 2023)?",
        ),
        ("Mendip", "Did you mean E07000187 (Mendip, until 31 March 2023)?"),
    ],
)
def test_a_code_not_known_names_the_nearest(written, meant):
    with pytest.raises(EiaError) as refused:
        baseline("sex", written)
    assert meant in str(refused.value)


@pytest.mark.parametrize(
    ("code", "beyond"),
    [
        ("S12000036", "Scotland"),
        ("S92000003", "Scotland"),
        ("N09000003", "Northern Ireland"),
        ("n09000003", "Northern Ireland"),
        ("K02000001", "the United Kingdom"),
        ("K03000001", "Great Britain"),
    ],
)
def test_a_code_beyond_england_and_wales_is_told_so(code, beyond):
    with pytest.raises(EiaError) as refused:
        place(code)
    assert f"'{code}' is a code of {beyond}; no table of these sources covers {beyond}" in str(refused.value)
    assert "Leave authority_code out and name your own table as evidence." in str(refused.value)


@pytest.mark.parametrize("code", ["E23000006", "E01018386", "E47000001", "W15000001", "E54000001"])
def test_a_code_of_another_kind_of_area_is_not_taken_for_a_slip(code):
    with pytest.raises(EiaError) as refused:
        place(code)
    assert "another kind of area" in str(refused.value)
    assert "Did you mean" not in str(refused.value)


@given(st.text(max_size=30))
def test_any_text_is_a_place_or_one_problem_with_something_to_do(code):
    try:
        assert place(code).code == code
    except EiaError as error:
        (problem,) = error.problems
        assert problem.do


def test_census_tables_are_later_than_a_decision_of_2021_and_mid_2020_estimates_are_not():
    decided = dt.date(2021, 9, 7)
    assert {name for name in tables() if not reference(name).later_than(decided)} == {"age_mid_2020"}
    assert not reference("sex").later_than(dt.date(2022, 6, 28))
    assert reference("sex").later_than(dt.date(2022, 6, 27))
    assert reference("age_mid_2020").later_than(dt.date(2021, 6, 24))


def test_a_table_not_known_is_a_mistake_in_the_program():
    with pytest.raises(ValueError, match="no baseline"):
        reference("income")


def test_reading_evidence_and_baselines_loads_no_pandas():
    program = "import eia.evidence, sys; eia.evidence.baseline('sex', 'E06000049'); sys.exit('pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
