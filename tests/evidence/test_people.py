"""Tables with one row a person: what is read of them, what is refused, and that nothing of a person comes out again."""

from __future__ import annotations

import copy
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eia.errors import EiaError
from eia.evidence import Asked, read_people
from eia.evidence.kinds import RawRowsError

NAME = "evidence/people.csv"
COLUMNS = {"sex": "sex", "ethnic group": "race"}
TABLE = "ref,sex,ethnic group,kept\nA1,F,White British,yes\nA2,M,None of these,no\n\nA3,,Irish,\nA4,Male,irish,TRUE\n"


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    path = tmp_path_factory.mktemp("evidence") / "people.csv"

    def write(text):
        path.write_text(text, encoding="utf-8", newline="")
        return path

    return write


def people(path, **asked):
    options = {"columns": COLUMNS, "outcomes": ("kept",), "person": "ref", **asked}
    return read_people(path, shown=NAME, asked=Asked(where="record, evidence 1", **options))


def problems(path, **asked):
    with pytest.raises(EiaError) as found:
        people(path, **asked)
    return [str(problem) for problem in found.value.problems]


def test_people_are_read_as_positions_in_groups(file):
    table = people(file(TABLE.replace("None of these", "Arab")))
    assert table.size == 4
    assert list(table.columns) == ["sex", "ethnic group"]
    sex = table.columns["sex"]
    assert (sex.characteristic, sex.groups, sex.unanswered) == (
        "sex",
        ("Female", "Male", "Not answered"),
        ("Not answered",),
    )
    assert sex.codes.tolist() == [0, 1, 2, 1]
    assert table.columns["ethnic group"].codes.tolist() == [0, 2, 1, 1]
    assert tuple(table.outcomes["kept"]) == (True, False, None, True)
    assert [table.outcomes["kept"][person] for person in range(4)] == [True, False, None, True]


def test_every_problem_is_told_once_with_its_row(file):
    text = TABLE + "A1,Woman,Wite British,maybe\nA5,F,None of these,maybe\n"
    assert problems(file(text)) == [
        f"{NAME}, row 7, column 'ref': This person stands in row 2 already. Keep one row for each person.",
        f"{NAME}, row 7, column 'kept' (and 1 more row): 'maybe' is neither yes nor no. Write yes or no; leave the cell empty where there is no answer.",
        f"{NAME}, row 3, column 'ethnic group' (and 1 more row): 'None of these' is not a known group. The groups are: those of Ethnic group, 19 groups, Census 2021 (England and Wales). If these groups are your own, name the column in own_categories and say why.",
        f"{NAME}, row 7, column 'ethnic group': 'Wite British' is not a known group. Did you mean 'White British'? If these groups are your own, name the column in own_categories and say why.",
    ]


def test_a_person_with_no_reference_is_told_and_no_reference_is_repeated(file):
    lines = problems(
        file("ref,sex,ethnic group,kept\n ,F,Irish,yes\nSECRET,F,Irish,yes\nSECRET,F,Irish,yes\n")
    )
    assert len(lines) == 2
    assert "The cell is blank." in lines[0]
    assert "SECRET" not in " ".join(lines)


def test_the_columns_that_the_record_names_must_be_there_and_once(file):
    assert problems(file(TABLE), columns={"sexx": "sex"}, outcomes=("keptt",), person="reff") == [
        "record, evidence 1, 'columns': The file has no column 'sexx'. Did you mean 'sex'?",
        "record, evidence 1, 'person': The file has no column 'reff'. Did you mean 'ref'?",
        "record, evidence 1, 'outcomes': The file has no column 'keptt'. Did you mean 'kept'?",
    ]
    assert "named for more than one thing" in problems(file(TABLE), outcomes=("sex",))[0]
    assert "It is not said which columns" in problems(file(TABLE), columns={})[0]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "The file is empty."),
        ("ref,sex,ethnic group,kept\n", "no rows"),
        ("ref,sex,ethnic group,kept\nA,F\n", "row 2: The row has 2 cells; the header has 4."),
        ("ref;sex;ethnic group;kept\nA;F;Irish;yes\n", "commas are due"),
        ("ref,sex,sex,kept\nA,F,F,yes\n", "stands there twice or more"),
        ('ref,sex,ethnic group,kept\n"A,F,Irish,yes\n', "quotation mark"),
    ],
)
def test_a_file_that_is_no_table_says_why(file, text, said):
    assert said in problems(file(text))[0]


def test_a_column_that_is_not_what_the_record_says_is_told_without_its_words(file):
    rows = "".join(f"R{n},NAME{'x' * n},Irish,NOTE{n}\n" for n in range(30))
    lines = problems(file(f"ref,sex,ethnic group,kept\n{rows}"))
    assert [line.split(": ")[1] for line in lines] == [
        "The column holds 30 words that are not known; it may be another than the one meant. Look at the column again; if its groups are your own, name it in own_categories and say why."
    ] * 2
    assert not [line for line in lines if "NAME" in line or "NOTE" in line]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("rase", "race"),
        ("Ethnicity", "race"),
        ("religion", "religion_or_belief"),
        ("sexual orientation", "sexual_orientation"),
        ("Age", "age"),
    ],
)
def test_a_characteristic_by_another_name_does_not_slip_past_its_standard(file, said, meant):
    [line] = problems(file(TABLE), columns={"sex": said})
    assert f"Did you mean '{meant}'?" in line


def test_a_word_of_the_bodys_own_needs_no_standard(file):
    table = people(file("ref,sex,ethnic group,kept\nA,Decile 1,Irish,yes\n"), columns={"sex": "deprivation"})
    assert (table.columns["sex"].characteristic, table.columns["sex"].groups) == (
        "deprivation",
        ("Decile 1",),
    )


def test_bands_and_ones_own_ages_do_not_go_together(file):
    [line] = problems(file(TABLE), columns={"sex": "age"}, own=("sex",), bands=("0-9",))
    assert "Leave one of the two out." in line


def test_many_rows_keep_their_numbers(file):
    rows = "".join(f"R{n},F,Irish,yes\n" for n in range(1000))
    text = f"ref,sex,ethnic group,kept\n,,,\n{rows}\nR5,F,Irish,yes\n"
    assert problems(file(text))[0].startswith(
        f"{NAME}, row 1004, column 'ref': This person stands in row 8 already."
    )


def test_nothing_of_a_person_comes_out(file):
    table = people(file(TABLE.replace("None of these", "Arab")))
    for one in (table, table.columns["sex"], table.outcomes["kept"]):
        assert "[" not in repr(one).replace("groups=", "")
        assert "True" not in f"{one}"
        assert "A1" not in str(one)
        for way in (pickle.dumps, copy.copy, copy.deepcopy):
            with pytest.raises(RawRowsError):
                way(one)


@given(
    text=st.text(max_size=60)
    | st.lists(
        st.lists(
            st.sampled_from(["F", "Irish", "yes", "", "A", '"', "10-14", "sex", "x,y"]),
            min_size=1,
            max_size=5,
        ).map(",".join),
        max_size=6,
    ).map(lambda lines: "ref,sex,ethnic group,kept\n" + "\n".join(lines))
)
def test_any_text_is_a_table_or_problems(file, text):
    path = file("")
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        table = people(path)
    except EiaError:
        return  # any other exception fails the test
    assert all(len(column.codes) == table.size for column in table.columns.values())
