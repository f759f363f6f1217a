"""A total is no group, whatever it is called; and a group that only looks like one is none."""

from __future__ import annotations

import pytest

from eia.errors import EiaError
from eia.evidence import Asked, read_groups, read_money

NAME = "evidence/table.csv"


@pytest.fixture
def table(tmp_path):
    def write(text):
        path = tmp_path / "table.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def problems(reader, path, **asked):
    try:
        reader(path, shown=NAME, asked=Asked(where="record", **asked))
    except EiaError as found:
        return [str(problem) for problem in found.problems]
    return []


TOTALS = """Total|TOTALS|Total users|Overall|Everyone|All people|Total (all)|Sub-total|Subtotal, women|Grand total|White total
|All users (2024)|Overall total|Cyfanswm""".replace("\n", "").split("|")
GROUPS = """All other groups|All adults|All-female households|All Saints|Everyone else|Total blindness|Total hearing loss|Overall good
|Totally deaf|Other|Summer visitors|Allotment holders""".replace("\n", "").split("|")


@pytest.mark.parametrize("name", TOTALS)
def test_a_row_named_as_a_total_is_refused(table, name):
    [found] = problems(read_groups, table(f'group,count\nWomen,30\nMen,40\n"{name}",71\n'))
    assert found.startswith(
        f"{NAME}, row 4, column 'group': '{name}' reads like a total, and would be counted"
    )


@pytest.mark.parametrize("name", GROUPS)
def test_a_group_whose_name_only_begins_like_a_total_is_read(table, name):
    assert problems(read_groups, table(f"group,count\nWomen,30\nMen,40\n{name},71\n")) == []


ASKED = "Row {} is the sum of the others: is it a total? Take it out if it is, for the total is added up. If it is a group, say in the record what the groups are, as in columns"


@pytest.mark.parametrize(
    ("rows", "row"),
    [("Women,30\nMen,40\nStaff,70", 4), ("Here,70\nWomen,30\nMen,40", 2), ("A,3\nB,0\nC,40\nD,43", 5)],
)
def test_a_first_or_last_row_that_is_the_sum_of_the_others_is_asked_about(table, rows, row):
    path = table(f"group,count\n{rows}\n")
    [found] = problems(read_groups, path, about=("sex",))
    assert found == f"{NAME}, row {row}, column 'group': {ASKED.format(row)} = {{ group = \"sex\" }}."
    # Said to be groups, they are.
    assert problems(read_groups, path, columns={"group": "area of work"}) == []


@pytest.mark.parametrize(
    "rows",
    [
        "Women,30\nMen,30",
        "Women,30\nMen,30\nOther,0",
        "Women,2\nMen,1\nOther,1",
        "Women,30\nOther,70\nMen,40",
        "Women,30\nMen,40\nStaff,71",
    ],
)
def test_what_can_well_be_chance_is_not_asked_about(table, rows):
    assert problems(read_groups, table(f"group,count\n{rows}\n")) == []


def test_a_total_is_the_sum_in_every_column_and_of_the_people_in_money(table):
    counts = "group,count,with_outcome\nWomen,30,5\nMen,40,6\nStaff,70,{}\n"
    assert len(problems(read_groups, table(counts.format(11)))) == 1
    assert problems(read_groups, table(counts.format(12))) == []
    money = "group,people,after\nWomen,30,100\nMen,40,200\nStaff,70,300\n"
    assert "Row 4 is the sum of the others" in problems(read_money, table(money))[0]


@pytest.mark.parametrize(
    ("count", "said"),
    [
        ("07700900123", "The number begins with 0, as telephone numbers and references do."),
        ("7700900123", "This is more people than live in the United Kingdom."),
        ("100000001", "This is more people than live in the United Kingdom."),
    ],
)
def test_a_telephone_number_is_no_count_and_is_not_repeated(table, count, said):
    [found] = problems(read_groups, table(f"group,count\nWomen,{count}\nMen,40\n"))
    assert said in found
    assert count not in found


def test_counts_from_nought_to_a_whole_country_are_read(table):
    assert problems(read_groups, table("group,count\nWomen,0\nMen,69000000\n")) == []
