"""What an officer's table may hold, and what is said when it holds something else."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from eia.disclosure import Counts, RawTable, release_together
from eia.errors import EiaError
from eia.evidence import Rate, read_counts, read_rates, read_table
from eia.practice import practice

NAME = "evidence/users.csv"


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    path = tmp_path_factory.mktemp("evidence") / "users.csv"

    def write(text):
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def problems(read, path):
    with pytest.raises(EiaError) as found:
        read(path, shown=NAME)
    return [str(problem) for problem in found.value.problems]


def test_text_stays_text_and_a_byte_order_mark_is_no_matter(file):
    table = read_table(file('\ufeffgroup,note\r\nNone,N/A\r\n NA ,"a, b"\r\n'), shown=NAME)
    assert table.header == ("group", "note")
    assert table.rows == (("None", "N/A"), ("NA", "a, b"))


def test_empty_rows_are_passed_over_and_numbers_stay_those_of_the_file(file):
    table = read_table(file("a,b\n\n,,\n1,2\n"), shown=NAME)
    assert table.numbers == (4,)


ROWS = "Give one cell for each column; put a text that has a comma in it in double quotation marks."


def test_every_problem_of_a_header_is_named_at_once_and_alone(file):
    assert problems(read_table, file("a,,a\n1,2\n1,2,3,4\n")) == [
        f"{NAME}, row 1, column 2: The column has no name. Name it or remove it.",
        f"{NAME}, row 1: The column name 'a' stands there twice or more. Give each its own.",
    ]


def test_each_row_of_another_length_is_named(file):
    assert problems(read_table, file("a,b,c\n1,2\n1,2,3\n1,2,3,4\n")) == [
        f"{NAME}, row 2: The row has 2 cells; the header has 3. {ROWS}",
        f"{NAME}, row 4: The row has 4 cells; the header has 3. {ROWS}",
    ]


def test_rows_that_are_all_of_another_length_are_told_in_one_line(file):
    assert problems(read_table, file("a,b\n1,2,3\n1,2,3\n")) == [
        f"{NAME}: Every row has 3 cells; the header has 2. {ROWS}"
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "The file is empty."),
        ("\n\n,\n", "The file is empty."),
        ("a,b\n", "no rows"),
        ('a,b\n"1,2\n', "quotation mark"),
        ('a,b\n"1"x,2\n', "quotation mark"),
        ("a\n" + "x" * 200_000 + "\n", "far too long"),
    ],
)
def test_a_table_that_cannot_be_read_says_why(file, text, said):
    assert said in problems(read_table, file(text))[0]


def test_a_file_of_the_wrong_kind_is_not_a_wall_of_text(file):
    found = problems(read_table, file("a,b\n" + "1\n" * 1000 + "1,2\n"))
    assert len(found) == 51
    assert "950 more problems" in found[-1]


def test_counts_are_read_and_not_shown(file):
    counts = read_counts(file("count,group\n1234,Women\n0,Men\n"), shown=NAME)
    assert isinstance(counts, Counts)
    assert counts.groups == ("Women", "Men")
    released = release_together({"a": RawTable(counts=counts, title="Users")}, practice().profile).tables["a"]
    assert [cell.shown for cell in released.rows] == ["1,230", "fewer than 10"]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('"1,234"', "'1,234' has a thousands separator. Write 1234."),
        ("1 234", "'1 234' has a thousands separator. Write 1234."),
        ("-3", "'-3' is negative. Write the number of people, from 0 up."),
        ("12.0", "'12.0' is a decimal. Write 12."),
        ("12.5", "'12.5' is a decimal. Write the number of people as a whole number."),
        ("12%", "'12%' is a percentage. Write the number of people."),
        ("", "The cell is blank. Write the count; write 0 only if it was counted and there was no one."),
        ("about 12", "'about 12' is not a count."),
        ("NA", "'NA' is not a count."),
        ("nan", "'nan' is not a count."),
        ("1e3", "'1e3' is not a count."),
        ("١٢", "'١٢' is not a count."),
        ("9" * 20, "This is more people than live in the United Kingdom. Check what was pasted here"),
    ],
)
def test_a_count_written_otherwise_is_refused_with_what_to_do(file, written, said):
    (found,) = problems(read_counts, file(f"group,count\nWomen,{written}\nMen,4\n"))
    assert found.startswith(f"{NAME}, row 2, column 'count': {said}")


def test_groups_are_named_once_and_no_total_is_a_group(file):
    found = problems(read_counts, file("group,count\nWomen,1\nwomen ,2\n,3\nTotal,6\n"))
    assert [line.split(": ", 1)[1] for line in found] == [
        "'women' stands in row 2 already. Keep one row for each group.",
        "The cell is blank. Write the group.",
        "'Total' reads like a total, and would be counted twice. Remove the row: the total is added up.",
    ]


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("Group,count", ["The column 'Group' is not one that is read. Did you mean 'group'?"]),
        ("group,Counts", ["The column 'Counts' is not one that is read. Did you mean 'count'?"]),
        ("GROUP, COUNT ", ["The column 'GROUP' is not one that is read. Did you mean 'group'?", "The column 'COUNT' is not one that is read. Did you mean 'count'?"]),
        ("group,people", ["The column 'people' is not one that is read. Rename it to 'count', if that is what it holds."]),
        ("ethnicity,count", ["The column 'ethnicity' is not one that is read. Rename it to 'group', and say in the record what it is of: columns = { group = \"race\" }."]),
        ("gender,count", ["The column 'gender' is not one that is read. Rename it to 'group', and say in the record what it is of: columns = { group = \"gender\" }."]),
        ("Sex,number", ["The column 'Sex' is not one that is read. Rename it to 'group', and say in the record what it is of: columns = { group = \"sex\" }.", "The column 'number' is not one that is read. Rename it to 'count', if that is what it holds."]),
        ("who,number", ["The column 'who' is not one that is read. Remove it; the columns are: group, count, with_outcome (if known).", "The column 'number' is not one that is read. Remove it; the columns are: group, count, with_outcome (if known).", "There is no column 'group'. The columns must be: group, count, with_outcome (if known).", "There is no column 'count'. The columns must be: group, count, with_outcome (if known)."]),
        ("group,count,note", ["The column 'note' is not one that is read. Remove it; the columns are: group, count, with_outcome (if known)."]),
    ],
)  # fmt: skip
def test_columns_are_refused_by_name_with_the_one_meant(file, header, said):
    found = problems(read_counts, file(f"{header}\na,1\nb,2\nc,3\n"))
    assert found == [f"{NAME}: {line}" for line in said]


def test_a_column_of_two_words_means_the_one_joined_by_a_line(file):
    found = problems(read_rates, file("characteristic,group,Per cent\nall,all,9\n"))
    assert found == [f"{NAME}: The column 'Per cent' is not one that is read. Did you mean 'per_cent'?"]


@pytest.mark.parametrize(("sign", "name"), [(";", "';'"), ("\t", "tabs"), ("|", "'|'")])
def test_another_separator_is_told_in_one_line(file, sign, name):
    table = "group,count\nWomen,12\nMen,3,4\n".replace(",", sign)
    assert problems(read_counts, file(table)) == [
        (
            f"{NAME}, row 1: Cells are separated by {name}; commas are due. "
            "In Excel choose 'Save as' and the type 'CSV UTF-8 (comma delimited)'."
        )
    ]


@pytest.mark.parametrize(
    ("read", "table"),
    [
        (read_counts, "group,count\nWomen,{}\n"),
        (read_counts, "group,count\n{0},1\n{0},2\n"),
        (read_counts, "{},count\nWomen,1\n"),
        (read_rates, "characteristic,group,per_cent\nall,all,{}\n"),
        (read_rates, "characteristic,group,per_cent\nall,all,{}%\n"),
        (read_rates, 'characteristic,group,per_cent\nall,all,"1,{}"\n'),
        (read_rates, "characteristic,group,per_cent\n{},a,1\nall,all,2\n"),
    ],
)
def test_no_cell_however_long_makes_a_line_that_is_too_long(file, read, table):
    for sign in "9x":
        assert all(len(line) < 300 for line in problems(read, file(table.format(sign * 5000))))


def test_a_number_of_5000_digits_is_too_long_to_be_one(file):
    [found] = problems(read_rates, file(f"characteristic,group,per_cent\nall,all,{'9' * 5000}\n"))
    assert found.endswith("column 'per_cent': This is too long to be a number. Check what was pasted here.")


def test_rates_are_read_as_written(file):
    text = "characteristic,group,per_cent\nall,all adults,92\nage,75 and over,54\ndisability,disabled adults,81.5\n"
    assert read_rates(file(text), shown=NAME) == (
        Rate(characteristic="all", group="all adults", per_cent=92.0),
        Rate(characteristic="age", group="75 and over", per_cent=54.0),
        Rate(characteristic="disability", group="disabled adults", per_cent=81.5),
    )


def test_every_problem_of_a_table_of_rates_is_named_at_once(file):
    text = 'characteristic,group,per_cent\nAge,16 to 44,99%\nage,75 and over,101\nsex,women,\nsex,Women,"9,5"\nrace,x,many\n'
    found = [line.removeprefix(f"{NAME}") for line in problems(read_rates, file(text))]
    assert found == [
        ", row 5, column 'group': 'Women' stands in row 4 already. Keep one row for each group.",
        ", row 2, column 'characteristic': 'Age' is not a characteristic that is known. Did you mean 'age'?",
        ", row 2, column 'per_cent': '99%' has a per cent sign. Write 99.",
        ", row 3, column 'per_cent': '101' is not from 0 to 100. Write the percentage of the group.",
        ", row 4, column 'per_cent': The cell is blank. Write the percentage, or remove the row if it is not known.",
        ", row 5, column 'per_cent': '9,5' has a comma. Write 9.5 if that is the decimal point.",
        ", row 6, column 'per_cent': 'many' is not a number. Write the percentage in digits, such as 54 or 6.3.",
        ": There is no row with the overall rate. Give one row whose characteristic is 'all', such as: all,all adults,92.",
    ]


CSV_LIKE = st.one_of(
    st.text(max_size=200),
    st.text(alphabet='group,count\n"0123456789.- %', max_size=120).map("group,count\n".__add__),
    st.text(alphabet='age,l\n"0123456789.- %', max_size=120).map("characteristic,group,per_cent\n".__add__),
)


@given(text=CSV_LIKE)
@example(text="group,count\na,1\r\rb,2")
@example(text="a\x00b")
@example(text="\ud7ff,\u2028")
def test_any_text_is_read_or_refused_in_words(file, text):
    path = file(text)
    for read in (read_table, read_counts, read_rates):
        try:
            read(path, shown=NAME)
        except EiaError as refused:
            assert str(refused).startswith(NAME)  # noqa: PT017 - it may also be read


@given(raw=st.binary(max_size=80))
def test_any_bytes_are_read_or_refused_in_words(file, raw):
    path = file(raw)
    try:
        assert read_table(path, shown=NAME).rows
    except EiaError as refused:
        assert str(refused).startswith(NAME)  # noqa: PT017 - it may also be read


FRACTIONS = "characteristic,group,per_cent\nall,everyone,0.81\nage,75 and over,0.6\n"


def test_rates_written_as_fractions_are_told_and_small_ones_with_a_sign_are_read(file):
    assert problems(read_rates, file(FRACTIONS)) == [
        f"{NAME}: Every rate is 1 or less: a cell shown as 54% is held as 0.54 in a spreadsheet. Format the column as numbers, and write 54; a rate that is below 1 in 100, with its sign, as in 0.54%."
    ]
    rates = read_rates(file(FRACTIONS.replace("0.81", "0.81%")), shown=NAME)
    assert [one.per_cent for one in rates] == [0.81, 0.6]
    assert [one.per_cent for one in read_rates(file(FRACTIONS.replace("0.81", "81")), shown=NAME)] == [
        81,
        0.6,
    ]
    assert "has a per cent sign" in problems(read_rates, file(FRACTIONS.replace("0.81", "81%")))[0]


@pytest.mark.parametrize("date", ["10-Nov", "05/12/2024", "2024-10-14", "01.05.2024", "5/9/24", "2024/10/14"])
def test_a_date_is_no_group_of_rates_or_counts(file, date):
    [found] = problems(read_rates, file(f"characteristic,group,per_cent\nall,everyone,81\nage,{date},60\n"))
    assert found.startswith(f"{NAME}, row 3, column 'group': '{date}' is a date where a group is due")
    assert f"'{date}' is a date" in problems(read_counts, file(f"group,count\n{date},5\nB,6\n"))[0]


@pytest.mark.parametrize(
    "group", ["10-14", "1/2", "24/7 cover", "2024", "1.5.2", "16-24", "Unit 05/09", "45931"]
)
def test_what_is_no_date_is_a_group(file, group):
    assert read_counts(file(f"group,count\n{group},5\nB,6\n"), shown=NAME).groups == (group, "B")
