"""A whole assessment of true counts, and of the counts as they are shown: the same JSON, and the same words in every view.

Whoever has the report alone cannot tell which of the two it was made of, so it gives away no more than the released tables. Beside
`tests/analysis/test_no_more_than_the_tables.py`, which tries many tables of each kind, this one goes through all that is printed.
All of it is invented.
"""

import datetime as dt
import inspect
from decimal import Decimal
from itertools import product

import numpy as np
import pytest

from eia import views
from eia.assessment import assess_submission, assessment_json, findings_json
from eia.disclosure import Counts, Tally
from eia.evidence import (
    NOT_PLACED,
    Answers,
    Column,
    GroupTable,
    MoneyRow,
    MoneyTable,
    PeopleTable,
    PlacesTable,
)
from eia.proposal import Proposal, Submission

RACES = ("White", "Asian", "Black")
AXES = {"age": ("15 to 44", "45 and over"), "sex": ("Women", "Men")}
EVERY = tuple(product(range(2), range(2), (1, 0)))
AMOUNTS = {"carers": ("81000.50", "79500"), "others": ("163000", "170000"), "few": ("900", "0")}


def record(answered, touched):
    said = {"kind": "complete", "about": ["race"], "compare_with": "the place"}
    complete = {"kind": "complete", "about": ["race"]}
    gaps = {"outcome": "were refused", "outcome_is": "burden", "reference": "White"}
    return Proposal.model_validate(
        {
            "schema": Proposal.model_fields["schema_version"].default,
            "proposal": {"title": "A proposal", "authority_code": "E06000049", "nation": "England"},
            "decision": {"date": dt.date(2024, 1, 1)},
            "evidence": [
                {"id": "applicants", "title": "Applicants", "base": "applicants", **said, **gaps},
                {
                    "id": "rows",
                    "title": "A survey",
                    "kind": "sampled",
                    "base": "who was asked",
                    "outcomes": {"refused": "burden"},
                    "intersections": ["age × sex"],
                    "standard_population": "residents",
                    "reference": "Men",
                },
                {"id": "users", "title": "Users", "base": "users", "compare_with": "applicants", **complete},
                {"id": "awards", "title": "Awards", "kind": "complete", "reference": "others"},
                {"id": "homes", "title": "Where they live", "kind": "complete"},
            ],
            "consultation": {
                "respondents": [
                    {"group": group, "count": number, "characteristic": "sex"}
                    for group, number in answered.items()
                ]
            },
            "effect": [
                {
                    "id": "e",
                    "title": "An effect",
                    "characteristics": ["race"],
                    "groups": ["Asian"],
                    "direction": "negative",
                    "harm": "severe",
                    "people_count": touched,
                    "evidence": ["applicants"],
                }
            ],
        }
    )


def assessed(*, have, rows, people, answered, touched, users):
    groups = GroupTable(
        characteristic="race",
        groups=Counts(RACES, tuple(sum(two) for two in have)),
        with_outcome=Counts(RACES, tuple(yes for yes, _ in have)),
        unanswered=(),
    )
    codes = np.repeat(np.array(EVERY), rows, axis=0)
    survey = PeopleTable(
        size=len(codes),
        columns={
            name: Column(characteristic=name, groups=own, codes=codes[:, at].astype(np.int16), unanswered=())
            for at, (name, own) in enumerate(AXES.items())
        },
        outcomes={"refused": Answers(codes[:, -1].astype(np.int8))},
    )
    awards = MoneyTable(
        groups=tuple(
            MoneyRow(group=group, people=Tally(number), before=Decimal(before), after=Decimal(after))
            for (group, (before, after)), number in zip(AMOUNTS.items(), people, strict=True)
        ),
        characteristic="carers",
    )
    homes = PlacesTable(
        codes=("E01018386",),
        counts=Counts(("E01018386", NOT_PLACED), (210, 30)),
        geography="LSOA 2011",
    )
    by_race = GroupTable(
        characteristic="race", groups=Counts(RACES, tuple(users)), with_outcome=None, unanswered=()
    )
    tables = {"applicants": groups, "rows": survey, "users": by_race, "awards": awards, "homes": homes}
    submission = Submission(id="a-proposal", proposal=record(answered, touched), counts={}, tables=tables)
    return assess_submission(submission, as_of=dt.date(2024, 1, 1))


def as_shown(assessment):
    """Assess the counts as they are shown, read as true ones."""
    compared = assessment.dossier.compared.shown
    released = assessment.dossier.released

    def of(table):
        return {place: span.shown for place, span in table.spans.items()}

    races, rows, awards = of(compared["applicants"][-1]), of(compared["rows"][-1]), of(compared["awards"][0])
    yes, no = compared["applicants"][-1].table.dimensions[-1].groups
    answers = dict(zip((1, 0), compared["rows"][-1].table.dimensions[-1].groups, strict=True))
    numbers = {
        cell.group: int(cell.shown.replace(",", "")) if cell.shown[0].isdigit() else 0
        for name in ("who answered: sex", "effect: e")
        for cell in released[name].rows
    }
    touched = numbers.pop("An effect")
    return assessed(
        have=[(races[race, yes], races[race, no]) for race in RACES],
        rows=[rows[AXES["age"][age], AXES["sex"][sex], answers[one]] for age, sex, one in EVERY],
        people=[awards[group,] for group in AMOUNTS],
        answered=numbers,
        touched=touched,
        users=[of(compared["users"][0])[race,] for race in RACES],
    )


@pytest.fixture(scope="module")
def both():
    one = assessed(
        have=[(301, 702), (84, 317), (3, 141)],
        rows=[123, 411, 88, 396, 7, 204, 151, 233],
        people=[213, 1_234, 4],
        answered={"Women": 123, "Men": 47},
        touched=57,
        users=[2_003, 617, 44],
    )
    return one, as_shown(one)


def test_the_two_differ_and_each_table_is_shown_alike(both):
    one, other = both
    assert one.dossier.released == other.dossier.released
    raw = [each.dossier.submission.tables["applicants"].groups._values for each in both]
    assert raw[0] != raw[1]
    assert one.failures == other.failures == ()
    assert one.dossier.compared.gaps
    assert one.dossier.compared.intersections
    assert one.dossier.compared.stratified["rows"][0].found
    assert one.dossier.compared.beside_evidence["users"][0].compared
    assert one.dossier.compared.money


def test_the_json_is_the_same(both):
    one, other = both
    assert assessment_json(one) == assessment_json(other)
    assert findings_json(one) == findings_json(other)


def test_every_view_is_the_same(both):
    one, other = both
    seen = 0
    for name in views.__all__:
        view = getattr(views, name)
        needed = [
            each.name
            for each in inspect.signature(view).parameters.values()
            if each.default is inspect.Parameter.empty
        ]
        assert needed == ["assessment"], name
        first, second = view(one), view(other)
        assert repr(first) == repr(second), name
        assert getattr(first, "html", "") == getattr(second, "html", ""), name
        seen += first is not views.display.NOTHING
    assert seen > 30
