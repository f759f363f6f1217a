"""What a report and the notebook of evidence show of a body's own counts, and that they show nothing where nothing is held."""

from __future__ import annotations

import tomllib
from decimal import Decimal

import numpy as np
import pytest
from bs4 import BeautifulSoup

from eia import views
from eia.assessment import assess, assess_submission
from eia.disclosure import Counts, Tally
from eia.evidence import Answers, Column, GroupTable, MoneyRow, MoneyTable, PeopleTable, Table, places
from eia.proposal import Proposal, Submission

LIBRARY = "library-hours-example"
OF_OWN_COUNTS = ("gaps_found", "gaps_in_full", "representation", "intersections", "money", "where_they_live")
SEX = ("Female", "Male")
EFFECT = """
[[effect]]
id = "fees"
title = "Fees"
characteristics = ["sex"]
direction = "negative"
"""
RECORD = f"""
[proposal]
authority_code = "E06000049"
nation = "England"
[decision]
date = 2024-06-01
{EFFECT}
[[evidence]]
id = "book"
title = "Applicants (invented)"
kind = "sampled"
outcome = "were refused"
outcome_is = "burden"
reference = "Male"
"""


def assessed(text: str, table: Table | None = None, **parts):
    proposal = Proposal.model_validate(tomllib.loads(text))
    tables = {"book": table} if table is not None else {}
    counts = {"book": table.groups} if isinstance(table, GroupTable) else {}
    return assess_submission(
        Submission(id="a-proposal", proposal=proposal, counts=counts, tables=tables, **parts)
    )


def refused(*, women: int, men: int, people: int = 4_000) -> GroupTable:
    return GroupTable(
        characteristic="sex",
        groups=Counts(SEX, (people, people)),
        with_outcome=Counts(SEX, (women, men)),
        unanswered=(),
    )


def rows_of_people() -> PeopleTable:
    drawn = np.random.default_rng(7)
    columns = {
        name: Column(
            characteristic=name,
            groups=groups,
            codes=drawn.integers(0, len(groups), 4_000).astype(np.int16),
            unanswered=(),
        )
        for name, groups in (("sex", SEX), ("age", ("16 to 44", "45 to 64", "65 and over")))
    }
    answers = Answers(drawn.integers(0, 2, 4_000).astype(np.int8))
    return PeopleTable(size=4_000, columns=columns, outcomes={"refused": answers})


@pytest.mark.parametrize("view", OF_OWN_COUNTS)
@pytest.mark.parametrize("text", ["", RECORD])
def test_where_no_table_is_held_nothing_is_shown(view, text):
    assert getattr(views, view)(assessed(text)).html == ""


@pytest.mark.parametrize("view", [*OF_OWN_COUNTS[1:], "areas_ranked"])
def test_a_short_assessment_has_no_annex(view):
    short = f"{RECORD}reference_because = 'a trial'\n[assessment]\nshort = true\n"
    assert getattr(views, view)(assessed(short, refused(women=1_200, men=600))).html == ""


def test_the_body_names_the_difference_and_says_that_it_is_not_its_cause():
    found = views.gaps_found(assessed(RECORD, refused(women=1_200, men=600)))
    said = "Shown different: about 30% of “Female”, about 15% of “Male” (of about 4,000 and 4,000 people): 2 times theirs (95% interval 1.79 to 2.2 times; 13 to 17 percentage points higher)."
    assert said in " ".join(found.text.split())
    assert "what makes it" in found.text
    assert "<img" not in found.html


def test_page_one_names_a_difference_of_own_counts_where_the_record_names_no_group():
    record = RECORD.replace(EFFECT, "")
    page = " ".join(views.brief(assessed(record, refused(women=1_200, men=600))).text.split())
    assert "Applicants (invented), who were refused. Shown different: about 30% of “Female”" in page
    alike = " ".join(views.brief(assessed(record, refused(women=600, men=600))).text.split())
    assert "What the figures supplied with it show stands in the report." in alike
    assert "no figures were supplied" in " ".join(views.brief(assessed(record)).text.split())


def test_the_body_names_those_of_whom_the_figures_cannot_tell():
    text = views.gaps_found(assessed(RECORD, refused(women=40, men=40, people=200))).text
    assert "The figures cannot tell of these beside “Male”: “Female”." in text
    assert "Shown different" not in text


def test_the_body_leaves_out_what_no_effect_is_recorded_for_and_the_annex_does_not():
    other = assessed(RECORD.replace('["sex"]', '["age"]'), refused(women=1_200, men=600))
    assert views.gaps_found(other).html == ""
    assert "were refused" in views.gaps_in_full(other).text


def test_the_body_names_at_most_three_differences_of_a_table():
    groups = tuple(f"Group {number}" for number in range(1, 7))
    table = GroupTable(
        characteristic="sex",
        groups=Counts((*groups, "Male"), (4_000,) * 7),
        with_outcome=Counts((*groups, "Male"), (2_000,) * 6 + (200,)),
        unanswered=(),
    )
    lines = views.gaps_found(assessed(RECORD, table)).text
    assert lines.count("Shown different") == 3
    assert "3 more groups are shown different; the annex names them." in lines


def test_the_annex_has_chart_table_and_people_of_each_comparison():
    page = BeautifulSoup(views.gaps_in_full(assess(LIBRARY)).html, "html.parser")
    tables = [one.caption.get_text() for one in page.find_all("table")]
    figures = page.find_all("figure")
    assert len(figures) == 3
    assert all(one.img["alt"] and one.find_next_sibling("table") for one in figures)
    assert sum("How many people" in one for one in tables) == 2
    assert "Each verdict allows for the 7 comparisons made of this evidence together." in page.get_text()
    people = next(
        one for one in page.find_all("table") if one.caption.get_text() == "How many people, by age"
    )
    shown = [cell.get_text() for cell in people.find_all("td")]
    assert shown
    assert all(cell == "fewer than 10" or int(cell.replace(",", "")) % 10 == 0 for cell in shown)


def test_one_piece_of_evidence_may_be_looked_at_alone():
    text = views.gaps_in_full(assess(LIBRARY), evidence="survey-age").text
    assert "by age" in text
    assert "by disability" not in text
    assert views.gaps_in_full(assess(LIBRARY), evidence="reach").html == ""


def test_who_is_counted_stands_beside_who_lives_here():
    table = refused(women=100, men=100)
    found = views.representation(assessed(f'{RECORD}compare_with = "the place"\n', table))
    page = BeautifulSoup(found.html, "html.parser")
    assert page.find("img")["alt"]
    assert "usual residents" in page.get_text().lower()
    assert "Cheshire East" in page.get_text()


BESIDE = """compare_with = "users"
[[evidence]]
id = "users"
title = "Users (invented)"
base = "everyone who used it"
kind = "{}"
"""


@pytest.mark.parametrize("kind", ["complete", "sampled"])
def test_who_is_counted_stands_beside_other_evidence(kind):
    tables = {"book": refused(women=1_200, men=600), "users": refused(women=100, men=100, people=900)}
    proposal = Proposal.model_validate(tomllib.loads(RECORD + BESIDE.format(kind)))
    found = assess_submission(Submission(id="a-proposal", proposal=proposal, counts={}, tables=tables))
    shown = views.representation(found)
    page = BeautifulSoup(shown.html, "html.parser")
    text = " ".join(page.get_text().split())
    assert "Who is counted, beside other evidence" in text
    assert "Those in “Users (invented)”: everyone who used it" in text
    assert "beside who lives here" not in text
    assert "of the population" not in text
    if kind == "complete":
        assert "beside the other count" in page.find("img")["alt"]
        assert "times its share there" in text
    else:
        assert page.find("img") is None
        assert "a sample with chance of its own" in text
        assert "[('Female', 'about 50%', 'about 50%')" in str(
            [tuple(cell.get_text() for cell in row.find_all(["td", "th"])) for row in page.find_all("tr")][1:]
        )


def test_those_who_share_several_characteristics_have_their_shares_and_intervals():
    table = rows_of_people()
    record = RECORD.replace(
        'reference = "Male"', 'intersections = ["age × sex"]\n[evidence.outcomes]\nrefused = "burden"'
    )
    record = record.replace('outcome_is = "burden"\n', "")
    page = BeautifulSoup(views.intersections(assessed(record, table)).html, "html.parser")
    cells = [cell.get_text() for cell in page.find_all("td")]
    assert len(cells) == 2 * 6
    assert all(" to " in cell for cell in cells)


def test_a_report_says_whose_ages_groups_are_given_and_where_those_come_from():
    record = RECORD.replace(
        '"Male"',
        '"Male"\nintersections = ["age × sex"]\nstandard_population = "residents"\n[evidence.outcomes]\nrefused = "burden"',
    )
    text = " ".join(views.gaps_in_full(assessed(record, rows_of_people())).text.split())
    assert "with the ages of the residents of Cheshire East in 2021 it" in text
    note = "The ages are those of usual residents of Cheshire East (Age by single year, Census 2021), in the table's bands."
    assert text.count(note) == 1
    assert "Open Government Licence" in text
    before = record.replace("2024-06-01", "2021-09-07")
    later = " ".join(views.gaps_in_full(assessed(before, rows_of_people())).text.split())
    assert "(Age by single year, Census 2021, published after the day judged by)" in later
    european = record.replace('standard_population = "residents"\n', "")
    unsaid = " ".join(views.gaps_in_full(assessed(european, rows_of_people())).text.split())
    assert "with the ages of all those in the table it" in unsaid
    assert "The ages are those of usual residents" not in unsaid


def test_what_is_said_with_account_of_age_names_its_table_and_has_its_people():
    record = RECORD.replace(
        '"Male"', '"Male"\nintersections = ["age × sex"]\n[evidence.outcomes]\nrefused = "burden"'
    )
    record = record.replace('outcome_is = "burden"\n', "")
    page = BeautifulSoup(views.gaps_in_full(assessed(record, rows_of_people())).html, "html.parser")
    text = " ".join(page.get_text(" ").split())
    heading = "Applicants (invented), by sex and age Who were refused."
    assert (
        text.index("The same with account of age")
        < text.index(heading)
        < text.index("As counted, the share of “Female”")
    )
    [table] = [
        one for one in page.find_all("table") if one.caption.get_text() == "How many people, by sex and age"
    ]
    rows = [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in table.find_all("tr")]
    assert len(rows) == 1 + 6 + 1
    assert rows[-1][0] == "All"
    assert all(int(cell.replace(",", "")) % 10 == 0 for row in rows[1:] for cell in row[1:])


def test_a_slope_names_its_table_and_a_straight_gradient_ends_no_report():
    fifths = tuple(f"{number}" for number in range(1, 6))
    table = GroupTable(
        characteristic="deprivation",
        groups=Counts(fifths, (1_000,) * 5),
        with_outcome=Counts(fifths, (10, 30, 50, 70, 90)),
        unanswered=(),
    )
    record = RECORD.replace('reference = "Male"', 'reference = "5"')
    text = " ".join(views.gaps_in_full(assessed(record, table)).text.split())
    after = text[text.index("Over deprivation") :]
    assert after.index("Applicants (invented), by deprivation Who were refused.") < after.index(
        "Along the line fitted"
    )


def admissions(*rows: tuple[int, int, int, int]) -> PeopleTable:
    """Return a table of people by department and sex: of each department women refused, women, men refused, men."""
    every = [
        (department, sex, answer, number)
        for department, (women, of_women, men, of_men) in enumerate(rows)
        for sex, have, people in ((0, women, of_women), (1, men, of_men))
        for answer, number in ((1, have), (0, people - have))
    ]
    codes = np.repeat(np.array([one[:3] for one in every]), [one[3] for one in every], axis=0)
    groups = {"department": tuple(f"Department {at}" for at in range(len(rows))), "sex": SEX}
    columns = {
        name: Column(characteristic=name, groups=own, codes=codes[:, at].astype(np.int16), unanswered=())
        for at, (name, own) in enumerate(groups.items())
    }
    return PeopleTable(
        size=len(codes), columns=columns, outcomes={"refused": Answers(codes[:, 2].astype(np.int8))}
    )


BY_DEPARTMENT = (
    RECORD.replace('outcome_is = "burden"\n', "").replace(
        'outcome = "were refused"', 'outcome = "were refused"\nintersections = ["department × sex"]'
    )
    + '[evidence.outcomes]\nrefused = "burden"\n'
)
TURNED = (
    "Put together, a larger share of “Female” than of “Male” were refused; within each of the 2 groups by department of which shares are "
    "shown it is not. Neither figure should be shown without the other."
)


def test_a_gap_that_turns_round_within_departments_is_said_in_the_body_and_shown_in_the_annex():
    found = assessed(BY_DEPARTMENT, admissions((300, 1_000, 1_600, 4_000), (2_800, 4_000, 750, 1_000)))
    assert TURNED in " ".join(views.gaps_found(found).text.split())
    page = BeautifulSoup(views.gaps_in_full(found).html, "html.parser")
    assert "Within groups of another characteristic" in page.get_text()
    rows = next(
        [tuple(cell.get_text() for cell in row.find_all(["th", "td"])) for row in one.find_all("tr")]
        for one in page.find_all("table")
        if "within groups by department" in one.caption.get_text()
    )
    assert rows[1:] == [
        ("Department 0", "about 30%", "about 40%"),
        ("Department 1", "about 70%", "about 75%"),
        ("All together", "about 62%", "about 47%"),
    ]


def test_a_gap_that_lies_the_same_way_within_departments_is_not_in_the_body():
    found = assessed(BY_DEPARTMENT, admissions((500, 1_000, 1_600, 4_000), (3_200, 4_000, 700, 1_000)))
    assert "Put together" not in views.gaps_found(found).text
    assert "The gap lies the same way within them" in " ".join(views.gaps_in_full(found).text.split())


def test_a_gap_that_turns_round_of_groups_nobody_is_said_to_affect_is_in_the_annex_alone():
    table = admissions((300, 1_000, 1_600, 4_000), (2_800, 4_000, 750, 1_000))
    found = assessed(BY_DEPARTMENT.replace('["sex"]\ndirection', '["age"]\ndirection'), table)
    assert "Put together" not in views.gaps_found(found).text
    assert "Whatever the rounding" in " ".join(views.gaps_in_full(found).text.split())


def test_money_stands_in_cash_and_as_a_share():

    rows = tuple(
        MoneyRow(group=group, people=Tally(1_000), before=Decimal(before), after=Decimal(after))
        for group, before, after in (("Female", 100_000, 88_000), ("Male", 200_000, 194_000))
    )
    found = views.money(assessed(RECORD, MoneyTable(groups=rows, characteristic="sex")))
    said = found.text.replace("\N{MINUS SIGN}", "-")
    assert "Female | £100.00 | -£12.00 | -12.0%" in said
    assert "Male | £200.00 | -£6.00 | -3.0%" in said


def test_another_place_may_be_looked_at_and_is_said_to_be_another():
    library = assess(LIBRARY)
    assert "names no place" in views.who_lives_there(library).text
    assert views.areas_ranked(library).html == ""
    for view in (views.who_lives_there, views.areas_ranked):
        assert "The record is not of it" in " ".join(view(library, place="E06000049").text.split())
        own = view(assess("cheshire-east-digital-strategy")).text
        assert "Cheshire East" in own
        assert "The record is not of it" not in own
    assert views.areas_ranked(library, place="E07000110").html == ""
    assert "Maidstone" in views.who_lives_there(library, place="E07000110").text
    assert any(one.code == "E07000110" for one in places())


def test_the_register_tells_what_a_reader_must_know_and_nothing_of_the_rest():
    text = " ".join(views.register(assess(LIBRARY)).text.split())
    assert "Worth knowing: Its groups by disability are compared as counted, without account of age" in text
    assert text.count("Worth knowing") == 2
    assert "cautions" not in text.lower()


def test_the_number_who_did_not_answer_stands_beside_those_who_did():
    people = rows_of_people()
    asked = RECORD + 'outcomes = { refused = "burden" }\ncolumns = { sex = "sex", age = "age" }\n'
    assert "Outcome not answered" not in views.gaps_in_full(assessed(asked, people)).text
    codes = people.outcomes["refused"].codes.copy()
    codes[:1_000] = -1
    some = PeopleTable(size=4_000, columns=people.columns, outcomes={"refused": Answers(codes)})
    page = BeautifulSoup(views.gaps_in_full(assessed(asked, some)).html, "html.parser")
    table = next(one for one in page.find_all("table") if "How many people" in one.caption.get_text())
    assert table.find_all("th")[3].get_text() == "Outcome not answered"
    assert table.find_all("tr")[-1].find_all("td")[-1].get_text() == "1,000"


def test_counts_by_gender_say_that_the_question_is_not_stated():
    table = GroupTable(
        characteristic="sex or gender, question not stated",
        groups=Counts(("Woman", "Man"), (1_200, 900)),
        with_outcome=None,
        unanswered=(),
    )
    record = RECORD.replace('reference = "Male"', "")
    assert (
        "Applicants (invented), by sex or gender, question not stated"
        in views.counts(assessed(record, table)).text
    )
