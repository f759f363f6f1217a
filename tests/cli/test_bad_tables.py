"""The slips that tables come with, through `eia check` on a whole folder: each is told with its file, row and column, or read right."""

import datetime as dt

import pytest
import xlsxwriter

from eia.cli import main

RECORD = """
schema = 5
[proposal]
title = "A proposal (invented)"
nation = "England"
[decision]
date = 2024-01-01
[data_protection]
purpose = "To see who is refused"
basis = "public task"
article_9 = "substantial public interest"
retention = "until 1 January 2026"
[[evidence]]
id = "e"
title = "Applicants (invented)"
kind = "complete"
"""
OUTCOME = 'outcome = "were refused"\noutcome_is = "burden"\n'
PEOPLE = 'person = "id"\noutcomes = { refused = "burden" }\npersonal_data = true\n'
BECAUSE = 'reference_because = "They are the most"\n'

# What is amiss, the kind of table, what the record says of it, the rows, and what is told, each line beginning with its place.
SLIPS = [
    (
        "a count above its total",
        "counts",
        OUTCOME,
        [["group", "count", "with_outcome"], ["Women", 100, 130], ["Men", 90, 20]],
        [
            "row 2, column 'with_outcome': More people are said to have the outcome than there are in the group."
        ],
    ),
    (
        "percentages where counts are due",
        "counts",
        "",
        [["group", "count"], ["Women", "54%"], ["Men", "45.9"]],
        ["row 2, column 'count': '54%' is a percentage.", "row 3, column 'count': '45.9' is a decimal."],
    ),
    (
        "a group twice",
        "counts",
        "",
        [["group", "count"], ["Women", 540], ["women ", 400]],
        ["row 3, column 'group': 'women' stands in row 2 already."],
    ),
    (
        "a person twice",
        "people",
        PEOPLE + 'columns = { sex = "sex" }\n',
        [["id", "sex", "refused"], [1, "Female", "yes"], [2, "Male", "no"], [1, "Male", "yes"]],
        ["row 4, column 'id': This person stands in row 2 already."],
    ),
    (
        "an outcome with three values",
        "people",
        PEOPLE + 'columns = { sex = "sex" }\n',
        [["id", "sex", "refused"], [1, "Female", "yes"], [2, "Male", "maybe"], [3, "Male", 2]],
        [
            "row 3, column 'refused': 'maybe' is neither yes nor no.",
            "row 4, column 'refused': '2' is neither",
        ],
    ),
    (
        "dates as text",
        "people",
        PEOPLE + 'columns = { age = "age" }\nbands = ["0 to 44", "45 and over"]\n',
        [["id", "age", "refused"], [1, "10-Nov", "yes"], [2, "12/05/1980", "no"], [3, 44, "no"]],
        [
            "row 2, column 'age': '10-Nov' is a date",
            "row 3, column 'age': '12/05/1980' is a date where a group is due: a date of birth, or",
        ],
    ),
    (
        "a total among the groups",
        "counts",
        "",
        [["group", "count"], ["Women", 540], ["Total", 540]],
        ["row 3, column 'group': 'Total' reads like a total"],
    ),
    (
        "money with its sign",
        "money",
        "",
        [["group", "people", "before", "after"], ["carers", 100, "£500", 400], ["others", "20%", 500, -3]],
        [
            "row 2, column 'before': '£500' has a pound sign",
            "row 3, column 'people': '20%' is a percentage.",
            "row 3, column 'after': '-3' is negative.",
        ],
    ),
]


def write(folder, kind, says, rows, *, sheet):
    (folder / "evidence").mkdir(parents=True)
    name = "evidence/e.xlsx" if sheet else "evidence/e.csv"
    text = f'{RECORD}file = "{name}"\ntable = "{kind}"\n{says}'
    (folder / "proposal.toml").write_text(text, encoding="utf-8", newline="\n")
    if sheet:
        with xlsxwriter.Workbook(folder / name) as book:
            page = book.add_worksheet()
            day = book.add_format({"num_format": "d-mmm"})
            for number, row in enumerate(rows):
                for at, cell in enumerate(row):
                    if isinstance(cell, dt.datetime):
                        page.write_datetime(number, at, cell, day)
                    else:
                        page.write(number, at, cell)
        return
    lines = "".join(f"{','.join(map(str, row))}\n" for row in rows)
    (folder / name).write_text(lines, encoding="utf-8", newline="\n")


@pytest.mark.parametrize("sheet", [False, True], ids=["csv", "xlsx"])
@pytest.mark.parametrize("slip", [slip[1:] for slip in SLIPS], ids=[slip[0] for slip in SLIPS])
def test_a_slip_is_told_with_its_place(tmp_path, capsys, slip, sheet):
    kind, says, rows, told = slip
    write(tmp_path / "a-proposal", kind, says, rows, sheet=sheet)
    assert main(["check", str(tmp_path / "a-proposal")]) == 2
    lines = capsys.readouterr().err.splitlines()
    file = f"a-proposal/evidence/e.{'xlsx' if sheet else 'csv'}"
    assert len(lines) == len(told)
    for line, beginning in zip(lines, told, strict=True):
        assert line.startswith(f"{file}, {beginning}")


def test_a_date_of_a_spreadsheet_is_told_where_a_band_of_ages_is_due(tmp_path, capsys):
    rows = [["group", "count"], [dt.datetime(2024, 11, 10), 540], ["15 to 20", 46]]  # noqa: DTZ001 - a spreadsheet's dates have no zone
    write(tmp_path / "a-proposal", "counts", 'columns = { group = "age" }\n', rows, sheet=True)
    assert main(["check", str(tmp_path / "a-proposal")]) == 2
    assert "row 2, column 'group': The cell holds a date, and a group is due" in capsys.readouterr().err


def test_a_date_in_a_table_of_people_is_told_once(tmp_path, capsys):
    rows = [["id", "age", "refused"], [1, dt.datetime(2024, 11, 10), "yes"], [2, 44, "no"]]  # noqa: DTZ001 - as above
    says = PEOPLE + 'columns = { age = "age" }\nbands = ["0 to 44", "45 and over"]\n'
    write(tmp_path / "a-proposal", "people", says, rows, sheet=True)
    assert main(["check", str(tmp_path / "a-proposal")]) == 2
    [line] = capsys.readouterr().err.splitlines()
    assert "row 2, column 'age': The cell holds a date, and none is due here" in line


@pytest.mark.parametrize(
    ("reference", "told"),
    [
        ("Mem", "The table has no group 'Mem'. Did you mean 'Men'?"),
        (
            "Prefer not to say",
            "'Prefer not to say' are those who did not say; they are no group to compare others with.",
        ),
    ],
)
def test_a_reference_that_is_no_group_is_told_where_the_record_names_it(tmp_path, capsys, reference, told):
    rows = [
        ["group", "count", "with_outcome"],
        ["Women", 540, 99],
        ["Men", 400, 20],
        ["Prefer not to say", 40, 3],
    ]
    says = f'{OUTCOME}{BECAUSE}reference = "{reference}"\n'
    write(tmp_path / "a-proposal", "counts", says, rows, sheet=False)
    assert main(["check", str(tmp_path / "a-proposal")]) == 2
    assert capsys.readouterr().err.startswith(f"a-proposal/proposal.toml, evidence 1, 'reference': {told}")


def test_a_reference_of_few_people_is_read_and_nothing_is_compared_with_it(tmp_path):
    from eia.assessment import assess

    rows = [["group", "count", "with_outcome"], ["Women", 540, 99], ["Men", 8, 2]]
    write(tmp_path / "a-proposal", "counts", f'{OUTCOME}{BECAUSE}reference = "Men"\n', rows, sheet=False)
    [gaps] = assess(tmp_path / "a-proposal").dossier.compared.gaps["e"]
    assert [one.verdict for one in gaps.comparisons] == [None]
    assert "“Men” is too few for a percentage to be shown" in gaps.comparisons[0].says


@pytest.mark.parametrize("sheet", [False, True], ids=["csv", "xlsx"])
def test_groups_called_none_and_not_applicable_are_groups(tmp_path, sheet):
    from eia.assessment import assess

    rows = [["group", "count"], ["None", 540], ["N/A", 400], ["NA", 300], ["null", 200], ["nan", 150]]
    write(tmp_path / "a-proposal", "counts", "", rows, sheet=sheet)
    table = assess(tmp_path / "a-proposal").dossier.released["e"]
    assert [(row.group, row.shown) for row in table.rows] == [(name, str(count)) for name, count in rows[1:]]


@pytest.mark.parametrize(
    "counts", [((0, 0), (0, 0)), ((500, 20), (300, 10))], ids=["nobody", "nobody answered"]
)
def test_a_table_of_nobody_or_of_nobody_who_answered_shows_nothing(tmp_path, counts):
    from eia.assessment import assess

    names = ("Women", "Men") if not counts[0][0] else ("Prefer not to say", "Not answered")
    rows = [
        ["group", "count", "with_outcome"],
        *([name, *two] for name, two in zip(names, counts, strict=True)),
    ]
    write(tmp_path / "a-proposal", "counts", OUTCOME, rows, sheet=False)
    [gaps] = assess(tmp_path / "a-proposal").dossier.compared.gaps["e"]
    assert gaps.told == ()
    assert all("Cannot tell" in one.says for one in gaps.comparisons)
