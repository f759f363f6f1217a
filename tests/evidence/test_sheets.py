"""Spreadsheets: read as an officer sees them, and Excel's dates never taken for groups or counts."""

from __future__ import annotations

import datetime as dt
import zipfile

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


def test_the_one_sheet_that_holds_something_is_read_or_the_one_named(book):
    path = book(("Empty", []), ("Notes", [["a"], ["x"]]), ("Empty too", []))
    assert read_table(path, shown=NAME).rows == (("x",),)
    path = book(("Notes", [["a"], ["x"]]), ("Users", [["b"], ["y"]]))
    assert problems(read_table, path) == [
        f"{NAME}: 2 sheets hold something: 'Notes' and 'Users'. Say in the record which is meant, as in sheet = \"Notes\"."
    ]
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


@pytest.fixture
def made(tmp_path):
    """Write a workbook's first sheet with a function, and what `more` does with the book."""

    def write(fill, more=lambda _: None, rows=()):
        path = tmp_path / "made.xlsx"
        with xlsxwriter.Workbook(path) as book:
            sheet = book.add_worksheet("One")
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
            fill(sheet)
            more(book)
        return path

    return write


def test_a_hidden_sheet_is_read_only_if_it_is_named(made):
    def seen(book):
        sheet = book.add_worksheet("New")
        sheet.activate()
        sheet.set_first_sheet()
        sheet.write_column(0, 0, ["b", "y"])

    path = made(
        lambda sheet: sheet.hide(),
        seen,
        rows=[["a"], ["x"]],
    )
    assert read_table(path, shown=NAME).rows == (("y",),)
    assert read_table(path, shown=NAME, sheet="One").rows == (("x",),)


ERRORS = "which is no value. Mend it, or write the value."
UNSAVED = "The cell holds a formula, and the file was saved without its result. Open the file in Excel and save it again, or write the value."


def test_errors_and_formulas_without_a_result_are_told_each_with_its_cell(made):
    def fill(sheet):
        sheet.write_formula(1, 1, "=1/0", None, "#DIV/0!")
        sheet.write_formula(2, 0, "=NA()", None, "#N/A")
        sheet.write_formula(2, 1, "=1+1", None, "")
        sheet.write_formula(3, 1, "=1+1", None, 2)

    path = made(fill, rows=[["group", "count"], ["Women"], [], ["Men"]])
    assert problems(read_groups, path, asked=Asked(where="record")) == [
        f"{NAME}, row 2, column 'count': The cell shows the error #DIV/0!, {ERRORS}",
        f"{NAME}, row 3, column 'group': The cell shows the error #N/A, {ERRORS}",
        f"{NAME}, row 3, column 'count': {UNSAVED}",
    ]


PEOPLE = Asked(where="record", columns={"ethnic group": "race"}, outcomes=("refused",), person="ref")
ROWS = [["ref", "ethnic group", "refused", "note"], ["P1", "Indian", "yes", "a"], ["P2", "", "no"], ["P3"]]


def test_an_error_is_no_missing_answer_in_a_column_that_is_read(made):
    def fill(sheet):
        sheet.write_formula(2, 1, "=NA()", None, "#N/A")
        sheet.write_formula(3, 2, '=IF(1,"yes","no")', None, "")
        sheet.write_formula(2, 3, "=NA()", None, "#N/A")  # a column that is read over

    assert problems(read_people, made(fill, rows=ROWS), asked=PEOPLE) == [
        f"{NAME}, row 3, column 'ethnic group': The cell shows the error #N/A, {ERRORS}",
        f"{NAME}, row 4, column 'refused': {UNSAVED}",
    ]


def test_a_formula_that_gives_nothing_is_blank(made):
    path = made(lambda _: None, rows=ROWS)
    text = '<c r="B3" t="str"><f>IF(1,"","x")</f><v></v></c>'
    changed = path.with_name("changed.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name.endswith("sheet1.xml"):
                assert b'<c r="C3"' in part
                part = part.replace(b'<c r="C3"', text.encode() + b'<c r="C3"')
            new.writestr(name, part)
    assert read_people(changed, shown=NAME, asked=PEOPLE).size == 3


def test_merged_cells_of_a_column_that_is_read_are_told_with_their_rows(made):
    def fill(sheet):
        sheet.merge_range(2, 1, 3, 1, "Indian")
        sheet.merge_range(1, 3, 3, 3, "a note")
        sheet.merge_range(7, 1, 9, 1, "")

    assert problems(read_people, made(fill, rows=ROWS), asked=PEOPLE) == [
        f"{NAME}, rows 3 to 4, column 'ethnic group': These cells are merged: only the first of them holds a value. Undo the merge, and write the value in each row that it is of."
    ]


def test_a_sheet_made_to_harm_is_refused_and_nothing_outside_it_is_read(made, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("hidden words")
    path = made(
        lambda sheet: sheet.write_formula(1, 1, "=1/0", None, "#DIV/0!"), rows=[["group", "count"], ["Women"]]
    )
    changed = path.with_name("changed.xlsx")
    kind = f'<!DOCTYPE worksheet [<!ENTITY x SYSTEM "{secret.as_uri()}">]><worksheet'
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name.endswith("sheet1.xml"):
                part = part.replace(b"<worksheet", kind.encode(), 1).replace(b"#DIV/0!", b"&x;")
            new.writestr(name, part)
    assert "hidden words" not in " ".join(problems(read_groups, changed, asked=Asked(where="record")))
