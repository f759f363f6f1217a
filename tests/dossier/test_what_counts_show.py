"""The dossier with tables of evidence: one release for all, what it shows, and what an effect rests on. All invented."""

import datetime as dt

import numpy as np
import pytest

from eia.disclosure import Counts
from eia.dossier import Looked, open_dossier, rests_on
from eia.errors import EiaError
from eia.evidence import Answers, Column, GroupTable, PeopleTable
from eia.proposal import Proposal, Submission

SEX = ("Women", "Men")


def table(refused, people=(4_000, 4_000), characteristic="sex"):
    return GroupTable(
        characteristic=characteristic,
        groups=Counts(SEX, people),
        with_outcome=Counts(SEX, refused),
        unanswered=(),
    )


def dossier(tables, effect=None, **evidence):
    about = {
        "title": "Applicants (invented)",
        "kind": "complete",
        "outcome": "were refused",
        "outcome_is": "burden",
        "reference": "Men",
        "reference_because": "a trial",
        **evidence,
    }
    proposal = Proposal.model_validate(
        {
            "schema": Proposal.model_fields["schema_version"].default,
            "evidence": [{"id": name, **about} for name in tables],
            "effect": [
                {
                    "id": "e",
                    "title": "An effect",
                    "characteristics": ["sex"],
                    "direction": "negative",
                    **(effect or {}),
                }
            ],
        }
    )
    counts = {name: one.groups for name, one in tables.items() if isinstance(one, GroupTable)}
    submission = Submission(id="a-proposal", proposal=proposal, counts=counts, tables=tables)
    return open_dossier(submission, as_of=dt.date(2024, 1, 1))


def on(tables, **effect):
    one = dossier(tables, effect)
    return rests_on(one, one.proposal.effect[0])


def test_a_gap_that_is_shown_and_one_that_is_shown_to_be_none():
    found = on({"applicants": table((1_200, 600))}, evidence=["applicants"])
    assert found.state is Looked.SHOWN
    assert "“Women” fares worse than “Men”" in found.because
    assert on({"applicants": table((1_000, 1_000))}, evidence=["applicants"]).state is Looked.SHOWN_NONE


def test_a_gap_counts_only_of_the_groups_named_and_only_the_way_recorded():
    worse = {"applicants": table((1_200, 600))}
    assert on(worse, evidence=["applicants"], groups=["women"]).state is Looked.SHOWN
    other_way = on(worse, evidence=["applicants"], groups=["women"], direction="positive")
    assert other_way.state is Looked.CANNOT_TELL
    assert "lies the other way" in other_way.because
    others = on(worse, evidence=["applicants"], groups=["trans women"])
    assert others.state is Looked.CANNOT_TELL
    assert "other groups" in others.because
    similar = {"applicants": table((1_000, 1_000))}
    assert on(similar, evidence=["applicants"], groups=["women"]).state is Looked.SHOWN_NONE
    assert on(similar, evidence=["applicants"], groups=["women", "trans women"]).state is Looked.CANNOT_TELL


def test_an_effect_on_the_reference_is_read_from_the_other_side():
    worse = {"applicants": table((1_200, 600))}
    found = on(worse, evidence=["applicants"], groups=["men"], direction="positive")
    assert found.state is Looked.SHOWN
    assert found.of_its_groups
    assert "“Men” fares better than “Women”" in found.because
    other_way = on(worse, evidence=["applicants"], groups=["men"])
    assert other_way.state is Looked.CANNOT_TELL
    assert "lies the other way" in other_way.because
    similar = {"applicants": table((1_000, 1_000))}
    assert on(similar, evidence=["applicants"], groups=["men"]).state is Looked.SHOWN_NONE
    assert on(similar, evidence=["applicants"], groups=["men", "women"]).state is Looked.SHOWN_NONE
    of_none = on(worse, evidence=["applicants"], groups=["men"], characteristics=[], direction="positive")
    assert of_none.state is Looked.SHOWN


def test_similar_of_all_that_is_compared_names_what_is_not():
    similar = {"applicants": table((1_000, 1_000))}
    found = on(similar, evidence=["applicants"], groups=["women", "trans women"])
    assert "but “trans women” is not compared" in found.because
    found = on(similar, evidence=["applicants"], characteristics=["sex", "race"])
    assert "not compare by every characteristic" in found.because


def test_an_effect_of_no_characteristic_rests_on_tables_that_have_its_groups():
    carers = {"applicants": table((1_200, 600), characteristic=None)}
    assert on(carers, evidence=["applicants"], characteristics=[], groups=["women"]).state is Looked.SHOWN
    assert on(carers, evidence=["applicants"], characteristics=[]).state is Looked.CANNOT_TELL


def test_too_few_people_cannot_tell():
    found = on({"applicants": table((60, 50), (200, 200))}, evidence=["applicants"])
    assert found.state is Looked.CANNOT_TELL
    assert found.comparisons


def test_similar_for_one_characteristic_says_nothing_of_another():
    found = on(
        {"applicants": table((1_000, 1_000))}, evidence=["applicants"], characteristics=["sex", "race"]
    )
    assert found.state is Looked.CANNOT_TELL


def test_a_table_about_another_characteristic_shows_nothing():
    found = on({"applicants": table((1_200, 600), characteristic="age")}, evidence=["applicants"])
    assert found.state is Looked.CANNOT_TELL
    assert "no table that compares these groups" in found.because


@pytest.mark.parametrize(
    ("effect", "says"),
    [
        ({}, "No evidence is named"),
        ({"evidence": "none"}, "there is no evidence"),
        ({"direction": "not looked", "evidence": ["applicants"]}, "not looked at"),
    ],
)
def test_what_nobody_looked_at_is_not_looked(effect, says):
    found = on({"applicants": table((1_200, 600))}, **effect)
    assert found.state is Looked.NOT_LOOKED
    assert says in found.because


def test_what_was_looked_at_without_evidence_cannot_tell():
    assert on({}, looked_at="The census").state is Looked.CANNOT_TELL


def test_opt_in_answers_show_nothing_of_others():
    one = dossier({"applicants": table((1_200, 600))}, {"evidence": ["applicants"]}, kind="opt-in")
    found = rests_on(one, one.proposal.effect[0])
    assert found.state is Looked.CANNOT_TELL
    assert "those who chose to respond" in found.because


def test_everything_goes_through_one_release():
    drawn = np.random.default_rng(7)
    codes = drawn.integers(0, 2, 3_000).astype(np.int16)
    people = PeopleTable(
        size=3_000,
        columns={"sex": Column(characteristic="sex", groups=SEX, codes=codes, unanswered=())},
        outcomes={"refused": Answers(drawn.integers(0, 2, 3_000).astype(np.int8))},
    )
    one = dossier({"applicants": table((1_200, 600)), "rows": people}, outcomes={"refused": "burden"})
    assert list(one.released) == ["applicants", "applicants: outcome", "rows: sex, refused"]
    assert [record.id for record in one.release.records] == list(one.released)
    assert list(one.compared.gaps) == ["applicants", "rows"]
    assert one.compared.representation == one.compared.places == one.compared.money == {}
    assert "4,000" in str(one.released["applicants"])


def test_a_reference_that_no_table_has_is_told_when_the_record_is_opened():
    with pytest.raises(EiaError, match="Did you mean 'Men'"):
        dossier({"applicants": table((1, 2))}, reference="Mem")
    with pytest.raises(EiaError, match="one row a person"):
        dossier({"applicants": table((1, 2))}, intersections=["age × sex"])


def test_a_standard_population_that_cannot_be_had_is_told_when_the_record_is_opened():
    drawn = np.random.default_rng(7)
    columns = {
        name: Column(
            characteristic=name,
            groups=groups,
            codes=drawn.integers(0, 2, 400).astype(np.int16),
            unanswered=(),
        )
        for name, groups in (("sex", SEX), ("age", ("16 to 64", "65 and over")))
    }
    answers = {"refused": Answers(drawn.integers(0, 2, 400).astype(np.int8))}
    rows = {"rows": PeopleTable(size=400, columns=columns, outcomes=answers)}
    asks = {"outcomes": {"refused": "burden"}, "intersections": ["age × sex"]}
    with pytest.raises(EiaError, match="The record names no place"):
        dossier(rows, standard_population="residents", **asks)
    with pytest.raises(EiaError, match="'16 to 64' begins or ends inside a band"):
        dossier(rows, standard_population="European 2013", **asks)
    assert dossier(rows, standard_population="everyone in the table", **asks).compared.age_standardised


def test_a_record_without_tables_has_nothing_to_compare():
    one = dossier({})
    assert one.compared.gaps == {}
    assert one.released == {}


def test_evidence_set_beside_other_evidence_is_compared_with_that_and_not_with_the_place():
    tables = {"applicants": table((1_200, 600), people=(4_800, 3_200)), "users": table((900, 400))}
    one = dossier(tables, compare_with="users")
    assert one.compared.representation == {}
    [found] = one.compared.beside_evidence["applicants"]
    assert found.other == "users"
    women, men = found.compared
    assert (women.share.value, women.there, women.ratio.value) == (0.6, 0.5, 1.2)
    assert men.ratio.low < men.ratio.value < men.ratio.high < 1
