"""The proposals that ship beside Cheshire East: one of real options, read in part; one invented, and complete."""

from __future__ import annotations

import json
import re
import tomllib
import typing
from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup
from pydantic import BaseModel

from eia import views
from eia.assessment import assess, assessment_json, findings_json
from eia.findings import Severity, Status
from eia.proposal import Proposal, find_proposal, read_proposal

OPTIONS = "council-tax-support-options"
LIBRARY = "library-hours-example"
BOTH = (OPTIONS, LIBRARY)

ABSENT = {
    "proposal.authority_code": "the council is invented, so it has no place in the census",
    "assessment.before_decision": "both days are recorded",
    "assessment.regard": "there is an assessment",
    "effect.local": "no pack of local groups goes with it",
    "local_answer": "no pack of local questions goes with it",
    "local_answer.question": "as above",
    "local_answer.answer": "as above",
    "local_answer.says": "as above",
    "local_answer.source": "as above",
    "exception": "none is claimed",
    "exception.kind": "as above",
    "exception.characteristics": "as above",
    "exception.because": "as above",
    "staging.reversible": "the assessment is not made in stages",
    "staging.urgent": "as above",
    "staging.reason": "as above",
    "staging.rest_by": "as above",
    "staging.rest_owner": "as above",
    "assessment.reconsidered_afresh": "the assessment came before the decision",
    "assessment.facts_changed_since": "nothing changed before the decision; what is written there is a change",
    "effect.answer": "it can only say that there is no answer",
    "rule.justification": "it can only say that there is no justification",
    "tool": "no automated tool is used",
    "tool.name": "as above",
    "tool.what": "as above",
    "tool.supplier": "as above",
    "tool.tested_by_us": "as above",
    "tool.tests": "as above",
    "tool.tests.characteristic": "as above",
    "tool.tests.tested": "as above",
    "tool.tests.result": "as above",
    "evidence.url": "invented evidence has no address",
    "evidence.sheet": "its tables are files of one table each",
    "evidence.columns": "its tables name their columns as they are read",
    "evidence.person": "no table has a row a person",
    "evidence.outcomes": "no table has a row a person, so none has several outcomes",
    "evidence.bands": "no table has single ages",
    "evidence.own_categories": "no groups are the body's own",
    "evidence.own_categories_because": "as above",
    "evidence.areas": "no table is by small area",
    "evidence.intersections": "no table has a row a person",
    "evidence.standard_population": "as above",
    "evidence.compare_with": "the council is invented, so it has no population to compare with",
    "evidence.merge": "no groups are put together",
    "evidence.merge.into": "as above",
    "evidence.merge.groups": "as above",
    "evidence.merge.because": "as above",
    "evidence.merge.column": "as above",
    "exempt": "nothing of it is exempt",
    "exempt.field": "as above",
    "exempt.paragraph": "as above",
    "exempt.because": "as above",
    "gap.plan": "it can only say that there is no plan",
    "no_gaps_because": "there are gaps",
}
"""Every field that the complete example leaves out, with its reason."""


@pytest.fixture(scope="module")
def options():
    return assess(OPTIONS)


@pytest.fixture(scope="module")
def library():
    return assess(LIBRARY)


@pytest.fixture(params=BOTH)
def either(request, options, library):
    return {OPTIONS: options, LIBRARY: library}[request.param]


def fields_of(model: type[BaseModel], above: str = "") -> Iterator[str]:
    for name, field in model.model_fields.items():
        here = f"{above}{field.alias or name}"
        yield here
        for inner in models_in(field.annotation):
            yield from fields_of(inner, f"{here}.")


def models_in(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for one in typing.get_args(annotation):
        yield from models_in(one)


def written(value: object, above: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield f"{above}{name}"
            yield from written(inner, f"{above}{name}.")
    elif isinstance(value, list):
        for inner in value:
            yield from written(inner, above)


def text_of(assessment) -> str:
    """Return everything that the notebook's views show, as text."""
    shown = [
        views.cover,
        views.brief,
        views.proposal,
        views.decision,
        views.effects,
        views.matrix,
        views.needs,
        views.rules,
        views.consultation,
        views.actions,
        views.watching,
        views.behind,
        views.register,
        views.gaps,
        views.counts,
        views.findings,
        views.not_yet_due,
        views.answered,
        views.other_duties,
        views.history,
    ]
    html = "\n".join(view(assessment).html for view in shown)
    return " ".join(BeautifulSoup(html, "lxml").get_text(" ").split())


def statuses(assessment) -> set[tuple[str, str, str | None]]:
    return {(one.code, one.status, one.severity) for one in assessment.findings}


def test_no_check_breaks_on_either(either):
    assert not either.failures


def test_each_says_what_it_is_wherever_it_is_shown(either):
    label = either.dossier.proposal.proposal.illustration
    assert label in text_of(either)
    assert label in assessment_json(either)


def test_the_options_say_whose_they_are_and_the_invented_one_that_it_is(options, library):
    assert options.dossier.proposal.proposal.illustration == (
        "Illustration made from a published report. Not made, seen or approved by the Council."
    )
    about = library.dossier.proposal.proposal
    assert about.illustration.startswith("Invented example. No such proposal, place or council exists")
    assert "invented" in about.title
    assert "invented" in about.body
    assert about.authority_code is None
    assert all("invented" in (one.title + (one.publisher or "")) for one in library.dossier.proposal.evidence)


def test_the_options_raise_nothing_serious_and_little_else(options):
    worries = {one for one in statuses(options) if one[2] is not None}
    assert worries == {
        ("A04", Status.NOT_RECORDED, Severity.WARNING),
        ("I02", Status.NOT_RECORDED, Severity.ADVICE),
        ("L01", Status.NOT_RECORDED, Severity.ADVICE),
        ("L04", Status.NOT_RECORDED, Severity.ADVICE),
        ("M04", Status.NOT_RECORDED, Severity.ADVICE),
    }


def test_what_was_not_read_of_the_options_is_not_recorded_and_never_none(options):
    record = options.dossier.proposal
    assert not record.put_aside
    assert not record.action
    assert record.consultation.held is None
    assert record.decision.outcome is None
    assert record.monitoring.measured is None
    assert {effect.direction for effect in record.effect} == {"negative"}
    assert not any(option.do_nothing for option in record.option)


def test_the_counts_of_the_options_are_shown_only_as_released(options):
    released = options.dossier.released
    shown = {name: [(row.group, row.shown) for row in table.rows] for name, table in released.items()}
    assert shown == {
        "option-1-disability": [
            ("claimants with a disability", "1,050"),
            ("claimants without a disability", "4,520"),
        ],
        "option-1-carers": [("carers", "430"), ("claimants who are not carers", "5,140")],
        "option-2-disability": [
            ("claimants with a disability", "10"),
            ("claimants without a disability", "430"),
        ],
        "option-2-carers": [("carers", "10"), ("claimants who are not carers", "430")],
        "option-3-disability": [
            ("claimants with a disability", "20"),
            ("claimants without a disability", "60"),
        ],
        "option-3-carers": [("carers", "10")],
    }


RAW = ("5", "57", "62", "77", "1052", "1,052", "4516", "4,516", "429", "5139", "5,139", "6%", "74%")
"""The small count, what would give it away by sums, and other raw counts of the options' appendix."""


def raw_counts_in(text: str) -> list[str]:
    # Amounts, shares of awards, days, sections, open points and the form's version are no counts of people.
    others = (
        r"\b5 April 2011\b|sections? [0-9()a-z]+|\d+ (?:serious|warnings?|advice)\b|version \d+ of the form"
    )
    plain = re.sub(others, "", text)
    return [raw for raw in RAW if re.search(rf"(?<![\w.,£-]){re.escape(raw)}(?![\w%]|[.,]\d)", plain)]


def test_a_raw_count_in_words_would_be_found():
    assert raw_counts_in("carers 5, others 57; 6% and 74%.") == ["5", "57", "6%", "74%"]
    assert raw_counts_in("1,052 claimants of 5568, £5,822, 8.5%") == ["1,052"]


def test_the_small_count_and_what_gives_it_away_stand_nowhere_in_the_words(options):
    assert not raw_counts_in(findings_json(options))
    assert not raw_counts_in(text_of(options))
    # The borough's census is public and the same in every report; a choice of method is no count of people.
    whole = json.loads(assessment_json(options))
    people = {key: value for key, value in whole.items() if key not in ("profile", "choices")}
    assert not raw_counts_in(json.dumps(people, ensure_ascii=False))


def test_the_complete_example_leaves_out_only_what_has_a_reason():
    raw = tomllib.loads((find_proposal(LIBRARY) / "proposal.toml").read_text(encoding="utf-8"))
    assert set(fields_of(Proposal)) - set(written(raw)) == set(ABSENT)


def test_the_complete_example_raises_one_point_of_advice_with_a_reply(library):
    worries = [one for one in library.findings if one.severity is not None]
    assert [(one.code, one.status, one.severity) for one in worries] == [
        ("I01", Status.NEEDS_JUDGEMENT, Severity.ADVICE)
    ]
    assert all(one.replies for one in worries)
    # A record has no place to say that no tool is used: there, leaving it out is all that can be done.
    silent = [one for one in library.findings if one.status in (Status.NOT_RECORDED, Status.NOT_YET_DUE)]
    assert [one.code for one in silent] == ["I08"]


def test_one_adverse_effect_is_mitigated_and_another_accepted_with_a_reason(library):
    record = library.dossier.proposal
    accepted = [one.id for one in record.effect if one.accepted_because]
    assert accepted == ["students"]
    answered = {name for action in record.action if action.owner and action.due for name in action.effects}
    adverse = {one.id for one in library.dossier.adverse_effects}
    assert adverse <= answered | set(accepted)
    assert "The author records why the effect is accepted." in text_of(library)


def test_the_invented_figures_hang_together(library):
    submission = read_proposal(LIBRARY)
    totals = {name: sum(counts._values) for name, counts in submission.counts.items()}
    assert totals == {"visitors-by-age": 4120, "survey-disability": 800, "survey-sex": 800, "survey-age": 800}
    # The same 800 answers, whatever they are counted by; and the same shares as the rates.
    tables = {name: submission.tables[name] for name in ("survey-disability", "survey-age")}
    could_not = {
        name: dict(zip(one.groups.groups, one.with_outcome._values, strict=True))
        for name, one in tables.items()
    }
    assert len({sum(one.values()) for one in could_not.values()}) == 1
    rated = {rate.group: rate.per_cent for rate in submission.rates["reach"]}
    said = {"disabled": "disabled people", "not disabled": "not disabled"}
    for name, table in tables.items():
        for group, people in zip(table.groups.groups, table.groups._values, strict=True):
            if group not in table.unanswered:
                assert round(100 * (1 - could_not[name][group] / people)) == rated[said.get(group, group)]
    disabled, others, unsaid = submission.counts["survey-disability"]._values
    rates = {(rate.characteristic, rate.group): rate.per_cent for rate in submission.rates["reach"]}
    can = disabled * rates["disability", "disabled people"] + others * rates["disability", "not disabled"]
    # However those who did not say answered, the overall rate lies between the two.
    assert can / 800 <= rates["all", "all who answered"] <= (can + 100 * unsaid) / 800
    young, old = (
        submission.counts["visitors-by-age"]._values[1],
        submission.counts["visitors-by-age"]._values[5],
    )
    assert (round(100 * young / 4120), round(100 * old / 4120), round(100 * disabled / 800)) == (12, 10, 28)


def test_the_shares_in_the_words_are_those_of_the_tables_shown(library):
    women = library.dossier.released["survey-sex"].rows[0].per_cent_shown
    disabled = library.dossier.released["survey-disability"].rows[0].per_cent_shown
    says = {one.id: one.shows for one in library.dossier.proposal.evidence}
    assert says["survey-sex"].startswith(f"{women} of")
    assert says["survey-disability"].startswith(f"{disabled} of")


def test_the_days_of_the_complete_example_are_in_order(library):
    record = library.dossier.proposal
    days = [
        record.engagement[0].when,
        record.record.versions[0].date,
        record.consultation.opened,
        record.consultation.closed,
        record.record.versions[1].date,
        record.assessment.date,
        record.record.signed_on,
        record.decision.deciders[0].given_on,
        record.decision.date,
        record.publication.date,
        record.record.comment_by,
        record.review.date,
    ]
    assert days == sorted(days)
    assert record.assessment.date == record.record.versions[-1].date
    assert all(action.due > record.decision.date for action in record.action)


def test_too_few_to_show_stay_unshown_in_the_complete_example(library):
    cells = {
        (name, row.group): row.shown for name, table in library.dossier.released.items() for row in table.rows
    }
    # Six and seven people: a multiple of 10 next to them, so that the table adds up; it may be any count from 1 to 19.
    assert cells["who answered: age", "age not given"] == "10"
    assert cells["survey-sex", "preferred not to say"] == "10"
    assert "642" not in text_of(library) + assessment_json(library)


def test_scrutiny_is_no_decider_of_the_library_example_and_had_the_papers():
    made = assess("library-hours-example").dossier.proposal.decision
    assert [one.who for one in made.deciders] == ["Cabinet"]
    assert "may call the decision in, was given the assessment on 12 May 2025" in made.note
