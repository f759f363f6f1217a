"""The time line of a record: what is late by the record's own dates, and nothing where there is too little to draw."""

from __future__ import annotations

import datetime as dt

import pytest

from eia.assessment import assess
from eia.views.display import NOTHING
from eia.views.timeline import timeline

DECIDED = '[proposal]\nnation = "England"\n[decision]\ndate = 2024-06-03\n'
VERSIONS = '[[record.versions]]\nnumber = "1"\ndate = 2024-01-08\n[[record.versions]]\nnumber = "2"\ndate = 2024-02-05\n'


def orders(shown) -> dict[str, str]:
    """What the table says of each event's order; it has that column only where something is late."""
    rows = [line.split(" | ") for line in shown.text.splitlines() if line.count(" | ") in (1, 2)]
    late = "Order" in rows[0]
    assert {len(row) for row in rows} == {3 if late else 2}
    return {row[0]: row[2] if late else "–" for row in rows[1:]}


@pytest.mark.parametrize("text", ["", DECIDED, VERSIONS, DECIDED + "[review]\ndate = 2025-06-02\n"])
def test_of_fewer_than_three_days_nothing_is_drawn(assessed, text):
    assert timeline(assessed(text)) is NOTHING


@pytest.mark.parametrize(
    ("text", "event", "late"),
    [
        ('[[evidence]]\nid = "a"\ntitle = "Survey"\npublished = 2024-07-01\n', "Evidence: Survey (published)", "After the decision"),
        ('[[evidence]]\nid = "a"\ntitle = "Survey"\ndate = 2024-06-03\n', "Evidence: Survey", "–"),
        ('[[evidence]]\nid = "a"\ntitle = "Survey"\ndate = 2024-06-01\nlater = true\n', "Evidence: Survey", "Later evidence"),
        ("[assessment]\nmade = true\ndate = 2024-06-04\n", "The assessment", "After the decision"),
        ("[assessment]\nmade = true\ndate = 2024-06-03\n", "The assessment", "–"),
        ("[consultation]\nopened = 2024-05-01\nclosed = 2024-06-30\n", "Consultation", "Still open at the decision"),
        ("[consultation]\nopened = 2024-06-10\nclosed = 2024-06-30\n", "Consultation", "Opened after the decision"),
        ("[consultation]\nopened = 2024-05-01\nclosed = 2024-05-31\n", "Consultation", "–"),
        ("[consultation]\nopened = 2024-05-01\nclosed = 2024-04-01\n", "Consultation closes", "Closes before it opens"),
        ("[record]\nsigned_on = 2024-06-20\n", "The record signed", "After the decision"),
        ("[review]\ndate = 2024-05-20\n", "To be looked at again", "Before the decision"),
        ("[review]\ndate = 2025-06-02\n", "To be looked at again", "–"),
        ('[[change]]\nwhat = "A"\ndate = 2024-05-20\n', "Change made after the decision: A", "Before the decision"),
        ('[[engagement]]\nwho = "the panel"\nwhen = 2024-06-05\n', "Talks: the panel", "After the decision"),
    ],
)  # fmt: skip
def test_what_is_late_is_read_from_the_records_own_dates(assessed, text, event, late):
    shown = timeline(assessed(DECIDED + text + VERSIONS))
    assert orders(shown)[event] == late
    marked = [one for one in orders(shown).values() if one != "–"]
    if late == "–":
        assert not marked
        assert "None is marked late or out of order." in shown.text
    else:
        assert late in marked
        assert f"Late or out of order: {len(marked)};" in shown.text


@pytest.mark.parametrize(
    ("given", "on", "late"),
    [("assessment", "2024-05-01", "Before the assessment’s own date"), ("summary", "2024-05-01", "–"), ("summary", "2024-06-05", "After the decision")],
)  # fmt: skip
def test_papers_are_read_against_the_assessment_and_the_decision(assessed, given, on, late):
    papers = f'[[decision.deciders]]\nwho = "Cabinet"\ngiven = "{given}"\ngiven_on = {on}\n'
    told = "[assessment]\nmade = true\ndate = 2024-05-20\n"
    shown = timeline(assessed(DECIDED + papers + told + VERSIONS))
    [order] = [order for what, order in orders(shown).items() if what.endswith("given to Cabinet")]
    assert order == late


def test_a_review_is_past_only_by_a_day_that_someone_gave(assessed):
    text = DECIDED + VERSIONS + "[review]\ndate = 2025-06-02\n"
    assert orders(timeline(assessed(text)))["To be looked at again"] == "–"
    later = timeline(assessed(text, as_of=dt.date(2026, 1, 5)))
    assert (
        orders(later)["To be looked at again"] == "Its day is past on 5 January 2026, by which this is judged"
    )


def test_without_a_decision_nothing_is_late(assessed):
    text = VERSIONS + "[review]\ndate = 2023-06-02\n[assessment]\nmade = true\ndate = 2024-03-04\n"
    shown = timeline(assessed(text))
    assert set(orders(shown).values()) == {"–"}
    assert "no day of decision is recorded" in shown.text


def test_what_came_out_together_is_one_event(assessed):
    evidence = "".join(
        f'[[evidence]]\nid = "e{one}"\ntitle = "Survey {one}"\npublished = 2024-03-01\n' for one in range(5)
    )
    talks = "".join(f'[[engagement]]\nwho = "Group {one}"\nwhen = 2024-02-1{one}\n' for one in range(4))
    shown = timeline(assessed(DECIDED + evidence + talks + VERSIONS))
    assert "Evidence: 5 items (published) | 1 March 2024" in shown.text
    assert "Talks: 4 groups of people | 10 February 2024 to 13 February 2024" in shown.text


def test_the_shipped_record_marks_its_later_evidence(shipped_assessment):
    shown = timeline(shipped_assessment)
    assert orders(shown)["Evidence: Census 2021 (published)"] == "After the decision"
    assert "What has no date in the record is not on the time line." in shown.text
    assert shown.html.index("<img") < shown.html.index("<table")


def test_the_same_record_gives_the_same_bytes(shipped_id):
    assert timeline(assess(shipped_id)) == timeline(assess(shipped_id))
