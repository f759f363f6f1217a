"""Counts with an outcome, money and places: what is read, and what is refused."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eia.disclosure import Tally
from eia.errors import EiaError
from eia.evidence import NOT_PLACED, Asked, MergeAsked, read_groups, read_money, read_places

NAME = "evidence/table.csv"


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    path = tmp_path_factory.mktemp("evidence") / "table.csv"

    def write(text):
        path.write_text(text, encoding="utf-8", newline="")
        return path

    return write


def read(reader, path, **asked):
    return reader(path, shown=NAME, asked=Asked(where="record", **asked))


def problems(reader, path, **asked):
    with pytest.raises(EiaError) as found:
        read(reader, path, **asked)
    return [str(problem) for problem in found.value.problems]


def test_groups_are_as_written_unless_the_record_asks_for_a_standard(file):
    path = file("group,count,with_outcome\nIrish,10,3\nPrefer not to say,5,0\nWhite British,90,30\n")
    table = read(read_groups, path, about=("race",))
    assert (table.characteristic, table.groups.groups) == (
        "race",
        ("Irish", "Prefer not to say", "White British"),
    )
    assert table.unanswered == ("Prefer not to say",)
    assert table.with_outcome is not None
    matched = read(read_groups, path, columns={"group": "race"})
    assert matched.groups.groups == (
        "White: English, Welsh, Scottish, Northern Irish or British",
        "White: Irish",
        "Prefer not to say",
    )
    assert matched.groups._values == (90, 10, 5)
    assert matched.with_outcome._values == (30, 3, 0)
    assert read(read_groups, path, about=("race", "sex")).characteristic is None


def test_no_more_people_have_an_outcome_than_there_are(file):
    assert problems(read_groups, file("group,count,with_outcome\nA,3,4\nB,5,5\n")) == [
        f"{NAME}, row 2, column 'with_outcome': More people are said to have the outcome than there are in the group. Correct one of the two."
    ]


def test_two_rows_read_as_one_group_are_refused_and_merged_ones_added_up(file):
    path = file("group,count\nIrish,10\nWhite Irish,3\n")
    assert (
        "This row and row 2 are both 'White: Irish'."
        in problems(read_groups, path, columns={"group": "race"})[0]
    )
    merge = MergeAsked(into="Irish or Roma", groups=("Irish", "Roma"))
    table = read(
        read_groups, file("group,count\nIrish,10\nRoma,3\n"), columns={"group": "race"}, merges=(merge,)
    )
    assert (table.groups.groups, table.groups._values) == (("Irish or Roma",), (13,))


def test_bands_of_counts_are_cut_again(file):
    path = file("group,count\n10-14,4\n15 to 19,6\n20+,10\n")
    table = read(read_groups, path, columns={"group": "age"}, bands=("under 20", "20 and over"))
    assert (table.groups.groups, table.groups._values) == (("under 20", "20 and over"), (10, 10))
    assert read(read_groups, path, about=("age",), bands=("under 20", "20+")).groups._values == (10, 10)
    assert (
        "lies across 12"
        in problems(read_groups, path, columns={"group": "age"}, bands=("under 12", "12+"))[0]
    )
    assert "no column is of age" in problems(read_groups, path, bands=("under 12", "12+"))[0]


def test_a_date_among_groups_is_told(file):
    assert (
        "'14-Oct' is a date where a group is due" in problems(read_groups, file("group,count\n14-Oct,4\n"))[0]
    )


def test_money_is_read_exactly_and_a_blank_before_is_not_published(file):
    table = read(read_money, file("group,people,before,after\nA,10,100.10,90\nB,5,,7.5\n"))
    assert table.groups[0].people == Tally(10)
    assert [(row.group, row.before, row.after) for row in table.groups] == [
        ("A", Decimal("100.10"), Decimal(90)),
        ("B", None, Decimal("7.5")),
    ]
    assert "100" not in repr(table)
    assert read(read_money, file("group,people,after\nA,10,1\n")).groups[0].before is None


def test_a_sum_of_which_a_part_was_not_published_was_not_published(file):
    merge = MergeAsked(into="A or B", groups=("A", "B"))
    [row] = read(read_money, file("group,people,before,after\nA,10,5,4\nB,5,,3\n"), merges=(merge,)).groups
    assert (row.group, row.people, row.before, row.after) == ("A or B", Tally(15), None, Decimal(7))


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ("£1,250.50", "has a pound sign, a comma or a space. Write 1250.50."),
        ("-5", "is negative."),
        ("5%", "is a percentage."),
        ("1.234", "more than two figures of pence"),
        ("much", "is not an amount."),
        ("", "The cell is blank."),
        ("9" * 30, "too long"),
    ],
)
def test_an_amount_written_otherwise_is_refused_with_what_to_do(file, amount, said):
    assert said in problems(read_money, file(f'group,people,after\nA,10,"{amount}"\n'))[0]


def test_areas_held_for_the_place_are_placed_and_others_are_told(file):
    path = file("area,count\nE01018387,5\ne01018386,4\nE01033484,3\nE01000001,2\n")
    table = read(read_places, path, areas="LSOA 2021", place="E06000049")
    assert table.codes == ("E01018386", "E01018387")
    assert table.counts.groups == (*table.codes, NOT_PLACED)
    assert table.counts._values == (4, 5, 5)
    assert table.not_placed == ("E01000001", "E01033484")
    elsewhere = read(read_places, path, areas="LSOA 2021", place="E06000001")
    assert (elsewhere.codes, elsewhere.counts.groups) == ((), (NOT_PLACED,))


def test_a_code_that_is_none_and_areas_not_said_are_told_at_once(file):
    assert problems(read_places, file("area,count\nE05000001,5\nCW1 2AB,4\nE01018386,x\n")) == [
        'record, \'areas\': It is not said of which areas the codes are; those of 2011 and 2021 look alike. Write areas = "LSOA 2011" or "LSOA 2021".',
        f"{NAME}, row 2, column 'area': 'E05000001' is the code of a ward. Write the code of a lower layer super output area, such as E01018386.",
        f"{NAME}, row 3, column 'area': 'CW1 2AB' is no code of a small area. Write the code of a lower layer super output area, such as E01018386.",
        f"{NAME}, row 4, column 'count': 'x' is not a count. Write the number of people in digits, such as 1234; remove the row if it is not known.",
    ]


TEXTS = st.text(max_size=50) | st.lists(
    st.lists(
        st.sampled_from(["A", "a", "Irish", "5", "5.00", "", "-1", "E01018386", "10-14", '"']),
        min_size=1,
        max_size=4,
    ).map(",".join),
    max_size=6,
).map("\n".join)


@pytest.mark.parametrize(
    ("reader", "header"),
    [
        (read_groups, "group,count,with_outcome"),
        (read_groups, "group,count"),
        (read_money, "group,people,after,before"),
        (read_money, "group,people,after"),
        (read_places, "area,count"),
    ],
)
@given(text=TEXTS, matched=st.booleans())
def test_any_text_is_a_table_or_problems(file, reader, header, text, matched):
    path = file("")
    path.write_bytes(f"{header}\n{text}".encode("utf-8", "surrogatepass"))
    try:
        table = read(
            reader, path, columns={"group": "race"} if matched else {}, areas="LSOA 2011", place="E06000049"
        )
    except EiaError:
        return  # any other exception fails the test
    assert repr(table)


def test_a_date_as_excel_holds_it_is_no_band_of_ages(file):
    path = file("group,count\n45931,5\n20 to 24,6\n")
    assert problems(read_groups, path, about=("age",)) == [
        f"{NAME}, row 2, column 'group': '45931' may be a date as Excel holds it, in days: Excel turns '10-14' into one. Write it with words, as in 10 to 14."
    ]


def test_a_group_that_is_not_known_is_told_beside_a_count_that_is_none_and_no_cell_twice(file):
    path = file("group,count\nWoman,abc\nintersex,33\n05/09/2024,3\nTotal,4\n,5\n")
    assert [line.split(": ")[0] for line in problems(read_groups, path, columns={"group": "sex"})] == [
        f"{NAME}, row 6, column 'group'",
        f"{NAME}, row 2, column 'count'",
        f"{NAME}, row 4, column 'group'",
        f"{NAME}, row 5, column 'group'",
        f"{NAME}, row 3, column 'group'",
    ]
