"""Spreadsheets: read as an officer sees them, and Excel's dates never taken for groups or counts."""

from __future__ import annotations

import datetime as dt

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eia.errors import EiaError
from eia.evidence import Asked, read_groups, read_people, read_rates, read_table

NAME = "evidence/users.xlsx"


@pytest.fixture
def book(tmp_path):
    def write(*sheets, name="users.xlsx"):
        path = tmp_path / name
        with xlsxwriter.Workbook(path) as made:
            day = made.add_format({"num_format": "d-mmm"})
            for title, rows in sheets:
                sheet = made.add_worksheet(title)
                for row, cells in enumerate(rows):
                    for column, cell in enumerate(cells):
                        if isinstance(cell, dt.date):
                            sheet.write_datetime(row, column, cell, day)
                        else:
                            sheet.write(row, column, cell)
        return path

    return write


def problems(read, path, **options):
    with pytest.raises(EiaError) as found:
        read(path, shown=NAME, **options)
    return [str(problem) for problem in found.value.problems]


def test_cells_are_the_texts_an_officer_sees(book):
    path = book(("One", [["a", "b"], [], [12.0, "None"], [True, 0.5], ["  two\nlines ", 1234567.0]]))
    table = read_table(path, shown=NAME)
    assert table.rows == (("12", "None"), ("TRUE", "0.5"), ("two lines", "1234567"))
    assert table.numbers == (3, 4, 5)
    assert table.dates == frozenset()


def test_the_first_sheet_is_read_or_the_one_named(book):
    path = book(("Notes", [["a"], ["x"]]), ("Users", [["b"], ["y"]]))
    assert read_table(path, shown=NAME).rows == (("x",),)
    assert read_table(path, shown=NAME, sheet="users").rows == (("y",),)
    assert problems(read_table, path, sheet="Usrs") == [
        f"{NAME}: There is no sheet 'Usrs'. Did you mean 'Users'?"
    ]


def test_a_date_where_a_group_or_a_count_is_due_is_told(book):
    day = dt.date(2024, 10, 14)
    path = book(("One", [["group", "count"], [day, 3], ["15 to 19", day]]))
    assert problems(read_groups, path, asked=Asked(where="record")) == [
        f"{NAME}, row 2, column 'group': The cell holds a date, and a group is due: Excel turns '10-14' into one. Format the cell as text, and write it with words, as in 10 to 14.",
        f"{NAME}, row 3, column 'count': The cell holds a date, and a count is due: Excel turns '10-14' into one. Format the cell as text, and write it with words, as in 10 to 14.",
    ]
    people = book(("One", [["age", "seen"], [day, day], [34, day]]))
    asked = Asked(where="record", columns={"age": "age"}, bands=("0-40",))
    lines = problems(read_people, people, asked=asked)
    assert lines[0].startswith(f"{NAME}, row 2, column 'age': The cell holds a date, and none is due here")
    assert "seen" not in " ".join(lines)


def test_counts_read_the_same_from_a_spreadsheet_and_from_text(book):
    path = book(("One", [["group", "count"], ["Women", 20], ["Men", 30.0]]))
    table = read_groups(path, shown=NAME, asked=Asked(where="record"))
    assert (table.groups.groups, table.groups._values) == (("Women", "Men"), (20, 30))


def test_percentages_held_as_shares_are_told(book):
    rows = [["characteristic", "group", "per_cent"], ["all", "everyone", 0.7], ["age", "65 and over", 0.54]]
    assert "a cell shown as 54% is held as 0.54" in problems(read_rates, book(("One", rows)))[0]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no book", b"group,count\nA,1\n"])
def test_what_is_no_spreadsheet_says_so(tmp_path, content):
    path = tmp_path / "users.xlsx"
    path.write_bytes(content)
    assert "cannot be read as a spreadsheet" in problems(read_table, path)[0]
    path.unlink()
    assert "There is no such file." in problems(read_table, path)[0]
    path.mkdir()
    assert "not an ordinary file" in problems(read_table, path)[0]


def test_an_empty_sheet_and_one_with_names_alone_are_told(book):
    assert "The file is empty." in problems(read_table, book(("One", [])))[0]
    assert "no rows" in problems(read_table, book(("One", [["group", "count"]])))[0]


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(
        st.lists(
            st.none()
            | st.booleans()
            | st.floats(allow_nan=False, allow_infinity=False)
            | st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=8),
            max_size=4,
        ),
        max_size=5,
    )
)
def test_any_sheet_is_a_table_or_problems(book, rows):
    path = book(("One", [["group", "count", "with_outcome"], *rows]))
    try:
        table = read_groups(path, shown=NAME, asked=Asked(where="record", columns={"group": "age"}))
    except EiaError:
        return  # any other exception fails the test
    assert table.groups.groups
