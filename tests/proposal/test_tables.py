"""Tables beside a proposal: what an entry says of its table must be borne out by it, and people are read on stated grounds."""

from __future__ import annotations

from pathlib import Path

import pytest

from eia.errors import EiaError
from eia.evidence import (
    GroupTable,
    MoneyTable,
    PeopleTable,
    PlacesTable,
    parse_intersection,
)
from eia.evidence.categories import SEX_OR_GENDER
from eia.proposal import read_proposal

EXAMPLE = Path(__file__).parents[1] / "evidence" / "fixtures" / "an-invented-advice-service"

GROUNDS = '[data_protection]\npurpose = "A"\nbasis = "public task"\narticle_9 = "B"\nretention = "C"\n'


@pytest.fixture
def folder_of(tmp_path):
    def make(text, **files):
        folder = tmp_path / "hours"
        (folder / "evidence").mkdir(parents=True, exist_ok=True)
        (folder / "proposal.toml").write_text(f"schema = 5\n{text}", encoding="utf-8", newline="\n")
        for name, content in files.items():
            (folder / "evidence" / f"{name}.csv").write_text(content, encoding="utf-8", newline="\n")
        return folder

    return make


def problems(folder):
    with pytest.raises(EiaError) as found:
        read_proposal(folder)
    return [str(problem) for problem in found.value.problems]


def entry(name, table, more=""):
    return (
        f'[[evidence]]\nid = "{name}"\ntitle = "T"\nfile = "evidence/{name}.csv"\ntable = "{table}"\n{more}\n'
    )


COUNTS = "group,count\nWomen,20\nMen,30\n"
PEOPLE = "ref,age,ethnic group,kept\n1,30,Irish,yes\n2,70,Roma,no\n"
COLUMNS = 'columns = { age = "age", "ethnic group" = "race" }\nbands = ["0-64", "65+"]\n'


def test_the_invented_example_is_read_whole():
    read = read_proposal(EXAMPLE)
    users, grants, by_area = (read.tables[name] for name in ("users", "grants", "by-area"))
    assert isinstance(users, PeopleTable)
    assert users.size == 240
    assert [one.characteristic for one in users.columns.values()] == [
        "age",
        SEX_OR_GENDER,
        "race",
        "disability",
    ]
    assert users.columns["ethnic group"].groups[0] == "Asian: Indian or Pakistani"
    assert list(users.outcomes) == ["kept", "charged"]
    assert isinstance(grants, MoneyTable)
    assert [(str(row.before), str(row.after)) for row in grants.groups] == [
        ("54000", "48000.5"),
        ("90000", "87000"),
        ("None", "4200"),
    ]
    assert isinstance(by_area, PlacesTable)
    assert by_area.not_placed == ("E01033484",)
    assert read.counts == {}
    said = " ".join(one.what for one in read.notes)
    assert "neither sex nor gender reassignment" in said
    assert "1 (E01033484)" in said


def test_counts_by_group_stand_among_the_tables_and_where_they_always_stood(folder_of):
    read = read_proposal(folder_of(entry("users", "counts", 'about = ["sex"]'), users=COUNTS))
    table = read.tables["users"]
    assert isinstance(table, GroupTable)
    assert table.characteristic == "sex"
    assert table.groups is read.counts["users"]
    assert table.groups.groups == ("Women", "Men")


@pytest.mark.parametrize(
    ("said", "missing"),
    [
        ("", "purpose (what the data is used for); basis (the basis in data protection law); retention (how long it is kept); article_9"),
        ('[data_protection]\npurpose = "A"\nbasis = "public task"\nretention = "C"\n', "Add to [data_protection]: article_9 (the condition for special data, for it may be that (race))."),
        ('[data_protection]\npurpose = "A"\nbasis = "public task"\narticle_9 = "B"\n', "Add to [data_protection]: retention (how long it is kept)."),
    ],
)  # fmt: skip
def test_people_are_not_read_without_grounds(folder_of, said, missing):
    [line] = problems(folder_of(said + entry("users", "people", COLUMNS), users="nothing, that is read"))
    assert missing in line


def test_ages_alone_need_no_condition_of_article_9(folder_of):
    grounds = GROUNDS.replace('article_9 = "B"\n', "")
    asked = 'columns = { age = "age" }\nbands = ["0-64", "65+"]\n'
    read = read_proposal(folder_of(grounds + entry("users", "people", asked), users=PEOPLE))
    assert read.tables["users"].columns["age"].groups == ("0-64", "65+")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ('reference = "Irish"\nreference_because = "A"', "'reference': The table has no group 'Irish'. Did you mean 'White: Irish'?"),
        ('reference = "White: Irish"', "'reference': It is not said why others are compared with this group."),
        ('own_categories = ["ethnic group"]', "'own_categories': It is not said why your own groups are used."),
        ('own_categories = ["x"]\nown_categories_because = "A"', "'own_categories': 'x' is not one of the columns of groups."),
        ('intersections = ["age"]', "'age' does not name two or three characteristics."),
        ('intersections = ["age × rac"]', "The table has no column of 'rac'. Did you mean 'race'?"),
        ('compare_with = "population of place"', "Did you mean 'population of the place'?"),
        ('compare_with = "users"', "An entry is not compared with itself."),
        ('areas = "LSOA 2011"', "'areas': This is said of tables of places alone."),
        ('standard_population = "residents"\nreference = "White: Irish"\nreference_because = "A"\noutcomes = { kept = "benefit" }', "'standard_population': Groups are given these ages only where an outcome is looked at by age and one other characteristic, beside a reference. Add intersections = [\"age × …\"]"),
        ('standard_population = "residents"\nintersections = ["age × race"]', 'beside a reference. Add reference = "…", the group that others are compared with; and outcomes = { … = "benefit" }, or "burden"; or leave it out.'),
        ('standard_population = "residents"\nintersections = ["age × race"]\nkind = "opt-in"\nreference = "White: Irish"\nreference_because = "A"\noutcomes = { kept = "benefit" }', "'standard_population': Those who chose to answer stand for nobody else"),
        ('standard_population = "European"', "'European' is not one of the words known here. Did you mean 'European 2013'?"),
        ('outcomes = { kept = "good" }', "'good' is not one of the words known here."),
        ('sheet = "People"', "'sheet': A sheet is named, and the file is no .xlsx file."),
        ('[[evidence.merge]]\ninto = "A"\ngroups = ["Irish", "Roma"]\nbecause = "B"', "merge 1: It is not said in which column these groups stand."),
        ('[[evidence.merge]]\ninto = "A"\ngroups = ["Irish", "Roma"]\ncolumn = "ethnic group"', "'because': This is due and is not there."),
    ],
)  # fmt: skip
def test_what_an_entry_says_of_its_table_is_borne_out(folder_of, more, said):
    lines = problems(folder_of(GROUNDS + entry("users", "people", COLUMNS + more), users=PEOPLE))
    assert len(lines) == 1
    assert said in lines[0]


def test_a_standard_population_is_of_tables_of_people_alone(folder_of):
    lines = problems(folder_of(entry("users", "counts", 'standard_population = "residents"'), users=COUNTS))
    assert "'standard_population': This is said of tables of people alone." in lines[0]


def test_a_standard_population_is_read_where_ages_are_looked_at_with_another_characteristic(folder_of):
    more = 'standard_population = "residents"\nintersections = ["race × age"]\nreference = "White: Irish"\nreference_because = "A"\n'
    asked = COLUMNS + more + 'outcomes = { kept = "benefit" }'
    read = read_proposal(folder_of(GROUNDS + entry("users", "people", asked), users=PEOPLE))
    assert read.proposal.evidence[0].standard_population == "residents"


@pytest.mark.parametrize("text", ["age × sex", "age x sex", "age by sex", "age×sex", "age * sex"])
def test_an_intersection_is_read_however_it_is_written(text):
    assert parse_intersection(text) == ("age", "sex")


def test_a_table_with_an_outcome_says_what_it_means(folder_of):
    table = "group,count,with_outcome\nWomen,20,3\nMen,30,4\n"
    [line] = problems(folder_of(entry("users", "counts"), users=table))
    assert "Add outcome = " in line
    assert 'outcome_is = "benefit" or "burden"' in line
    meant = entry("users", "counts", 'outcome = "kept the visit"\noutcome_is = "benefit"')
    assert read_proposal(folder_of(meant, users=table)).tables["users"].with_outcome.groups == (
        "Women",
        "Men",
    )


def test_tables_that_are_compared_have_the_same_groups(folder_of):
    both = entry("users", "counts", 'about = ["sex"]\ncompare_with = "all"') + entry(
        "all", "counts", 'about = ["sex"]'
    )
    other = "group,count\nwomen,200\nOthers,3\nPrefer not to say,9\n"
    assert problems(folder_of(both, users=COUNTS, all=other)) == [
        "hours/proposal.toml, evidence 1, 'compare_with': The group 'Men' stands here and not in 'all'. Let both tables have the same groups, with 0 where no one was counted.",
        "hours/proposal.toml, evidence 1, 'compare_with': The group 'Others' stands in 'all' and not here. Let both tables have the same groups, with 0 where no one was counted.",
    ]


def test_the_proposals_own_words_and_its_tables_are_told_of_at_once(folder_of):
    text = "[decision]\ndates = 2024-01-01\n" + entry("users", "counts") + entry("money", "money")
    lines = problems(folder_of(text, users="group,count\nA,x\n", money="group,people,after\nA,1,y\n"))
    assert len(lines) == 3
