"""What officers' words for groups are read as, and what is never read as something else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eia.errors import Problem
from eia.evidence import reference
from eia.evidence.categories import (
    SEX_OR_GENDER,
    Ages,
    Grouped,
    Merged,
    Wording,
    characteristic_of,
    group_texts,
    parse_ages,
    standard,
    standards,
    unanswered,
)
from eia.evidence.reference import baseline


def read(texts, of, **options):
    wording = Wording(characteristic=of, column="c", where="record", **options)
    return group_texts(texts, wording, lambda position: f"row {position + 2}")


def said(texts, of, **options):
    found = read(texts, of, **options)
    assert isinstance(found, list)
    return [str(one) for one in found]


@pytest.mark.parametrize("one", standards(), ids=lambda one: one.id)
def test_a_standard_has_the_words_of_the_shipped_figures_in_their_order(one):
    assert one.sources
    assert one.version.isoformat()
    if one.baseline:
        published = [name for name in baseline(one.baseline, "E06000049").groups if name != "Not answered"]
        assert [
            name for name in one.groups if name in published
        ] == published or one.id == "census-2021-disability"
        assert set(published) <= set(one.groups)
        assert {*one.groups} - {*published} == {*one.broad}
        assert reference(one.baseline).characteristic in (one.characteristic, "gender_reassignment")


def test_no_word_means_a_group_and_a_missing_answer():
    for one in standards():
        assert not set(one.words) & set(unanswered()), one.id


def test_everyday_words_are_read_as_the_standards_and_missing_answers_stay_rows_of_their_own():
    found = read(["white british", "White - Irish", "", "PREFER NOT TO SAY", "Not stated"], "race")
    assert found == Grouped(
        groups=(
            "White: English, Welsh, Scottish, Northern Irish or British",
            "White: Irish",
            "Prefer not to say",
            "Not answered",
        ),
        positions=(0, 1, 3, 2, 3),
        unanswered=("Prefer not to say", "Not answered"),
        read_as=(
            "White: English, Welsh, Scottish, Northern Irish or British",
            "White: Irish",
            "Not answered",
            "Prefer not to say",
            "Not answered",
        ),
    )


def test_an_unknown_group_is_told_with_the_nearest():
    assert said(["Wite British", "Martian"], "race")[0].startswith(
        "row 2: 'Wite British' is not a known group. Did you mean 'White British'?"
    )
    assert "The groups are: Female; Male." in said(["Zzz"], "sex")[0]


def test_none_and_n_a_are_text_unless_the_standard_says_otherwise():
    assert read(["None", "N/A", "none"], "carers").groups == ("None", "N/A")
    assert read(["None"], "religion_or_belief").groups == ("No religion",)
    assert "'N/A' is not a known group." in said(["N/A"], "religion_or_belief")[0]


@pytest.mark.parametrize("column", ["gender", "Gender", "sex/gender", "Sex or gender"])
def test_a_column_named_gender_is_neither_sex_nor_gender_reassignment(column):
    assert (
        characteristic_of(column, "sex") == characteristic_of(column, "gender_reassignment") == SEX_OR_GENDER
    )
    assert characteristic_of("sex", "sex") == "sex"
    assert read(["Woman", "Man", "Non-binary"], SEX_OR_GENDER).groups == (
        "Female or woman",
        "Male or man",
        "Non-binary",
    )
    assert not standard(SEX_OR_GENDER).baseline


def test_a_group_beside_one_it_is_part_of_is_refused():
    assert said(["White", "White Irish"], "race") == [
        "record: 'White: Irish' is a part of 'White', and both stand in the column 'c'. Keep the broader group or its parts; or put the parts together under merge."
    ]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("34", 34, 34),
        ("25-34", 25, 34),
        ("25 – 34", 25, 34),
        ("Aged 25 to 29 years", 25, 29),
        ("75+", 75, None),
        ("Aged 85 years and over", 85, None),
        ("over 75", 76, None),
        ("Under 16", 0, 15),
        ("Aged 4 years and under", 0, 4),
    ],
)
def test_ages_are_read_as_people_write_them(text, low, high):
    assert parse_ages(text) == Ages(low=low, high=high)


@pytest.mark.parametrize("text", ["", "old", "34-25", "under 0", "999", "25-34-44", "-3"])
def test_what_is_no_age_is_none(text):
    assert parse_ages(text) is None


@given(low=st.integers(0, 100), more=st.integers(0, 30) | st.none())
def test_the_name_of_a_band_reads_back_as_it(low, more):
    band = Ages(low=low, high=None if more is None else low + more)
    assert parse_ages(band.name) == band


def test_bands_are_cut_again_where_they_allow_it_and_refused_where_not():
    found = read(["10–14", "15 to 19", "34", "Not stated"], "age", bands=("20 and over", "0-19"))
    assert found.groups == ("0-19", "20 and over", "Not answered")
    assert found.positions == (0, 0, 1, 2)
    [line] = said(["10–14"], "age", bands=("under 12", "12 and over"))
    assert "'10–14' lies across 12, where the band '12 and over' begins." in line
    [line] = said(["10-14"], "age", bands=("0-12",))
    assert "'10-14' lies across 12, an end of the band '0-12'." in line
    assert "no band that was asked for" in said(["70"], "age", bands=("0-12",))[0]


def test_bands_kept_as_they_are_stand_in_order_and_share_no_age():
    assert read(["75+", "16-24", "25–34"], "age").groups == ("16 to 24", "25 to 34", "75 and over")
    assert "have ages in common" in said(["16-24", "18-24"], "age")[0]
    assert "holds single years of age" in said(["34"], "age")[0]
    assert "have ages in common" in said(["34"], "age", bands=("0-40", "40-60"))[0]
    assert "is not a band of ages" in said(["34"], "age", bands=("young",))[0]


@pytest.mark.parametrize("text", ["14-Oct", "Oct-14", "10 Oct", "2024-10-14", "2024-10-14 00:00:00"])
def test_a_date_in_place_of_a_group_is_told_by_its_name(text):
    assert "is a date where a group is due: " in said([text], "age")[0]
    assert "is a date" in said([text], "carers")[0]


def test_groups_are_put_together_only_by_name():
    merge = Merged(into="Irish or Roma", groups=("irish", "White: Roma"), where="merge 1")
    found = read(["Roma", "Irish", "Arab"], "race", merges=(merge,))
    assert found.groups == ("Irish or Roma", "Other ethnic group: Arab")
    assert found.positions == (0, 0, 1)


@pytest.mark.parametrize(
    ("into", "groups", "what"),
    [
        ("A", ("Irish",), "fewer than two are named"),
        ("A", ("Irish", "irish"), "is put together twice"),
        ("A", ("Irish", "Prefer not to say"), "A missing answer is put together with a group."),
        ("A", ("Irish", "Martian"), "'Martian' is not a group of 'c'."),
        ("Other ethnic group: Arab", ("Irish", "Roma"), "is a group of the table already."),
    ],
)
def test_a_merge_that_cannot_be_meant_is_refused(into, groups, what):
    merge = Merged(into=into, groups=groups, where="merge 1")
    [line] = said(["Irish", "Arab", "", "Prefer not to say"], "race", merges=(merge,))
    assert line.startswith("merge 1: ")
    assert what in line


def test_ones_own_groups_stay_as_they_are_whatever_the_capitals():
    assert read(["Wite British", "wite  british", "Martian"], "race", own=True).groups == (
        "Wite British",
        "Martian",
    )


def test_a_column_of_names_is_no_column_of_groups():
    assert "has 201 groups" in said([f"name {n}" for n in range(201)], "carers")[0]
    assert "has 1,001 groups" in said([f"name {n}" for n in range(1001)], "race")[0]


@given(
    texts=st.lists(
        st.text(max_size=12) | st.sampled_from(["White", "34", "10-14", "Yes", "75+", "None"]), max_size=8
    ),
    of=st.sampled_from(["age", "race", "sex", "carers", "disability", SEX_OR_GENDER]),
    bands=st.sampled_from([(), ("0-12", "13+")]),
    own=st.booleans(),
)
def test_any_texts_are_grouped_or_refused_and_no_one_is_lost(texts, of, bands, own):
    found = read(texts, of, bands=bands, own=own)
    if isinstance(found, list):
        assert all(isinstance(one, Problem) for one in found)
    else:
        assert len(found.positions) == len(texts)
        assert set(found.positions) == set(range(len(found.groups)))
        assert set(found.unanswered) <= set(found.groups)


def test_other_groups_are_found_by_their_everyday_words_and_none_is_taken_for_that_of_another_people():
    assert read(["Other", "White"], "race").groups == ("White", "Other ethnic group")
    assert read(["Any other ethnic background"], "race").groups == (
        "Other ethnic group: Any other ethnic group",
    )
    for word in ("Any other", "Other origin", "Other background", "Others", "Any other ethnic backgrnd"):
        assert "White" not in said([word], "race")[0], word
    assert "Did you mean 'Any other White background'?" in said(["Any othr White background"], "race")[0]
    assert "Did you mean 'Other Asian'?" in said(["Other Asain"], "race")[0]
