"""What the last look takes for a count that is kept back, and what it must not."""

from __future__ import annotations

import pytest

from eia.disclosure import Counts, Guard, Passage, RawTable, record_json, release_together
from eia.practice import practice, profiles
from eia.report.passages import of_json, of_rows
from eia.runner.checkers import sheets

GUARD = Guard(
    [
        ("Survey", "carers", 5),
        ("Survey", "Sikh employees", 2),
        ("Survey", "16 to 24", 7),
        ("Survey", "aged 75 and over", 1052),
        ("Survey", "Total", 7919),
    ]
)


def prose(text: str) -> list[str]:
    return [leak.group for leak in GUARD.found_in([Passage(where="report.html", text=text)])]


def row(*cells: str) -> list[str]:
    return [leak.group for leak in GUARD.found_in([Passage(where="a", text=" ".join(cells), cells=cells)])]


@pytest.mark.parametrize(
    "text",
    [
        "We heard from 5 carers.",
        "Five carers answered",
        "the carers (5) said",
        "Carers: 5",
        "carers = 5",
        "5 of the carers came",
        "There are 5 people who are carers.",
        "Carers were five.",
        "CARERS\n  5",
        "The two Sikh  employees",
        "16 to 24: 7",
        "1,052 aged 75 and over",
        "1052 aged 75 and over",
        "7,919 in total",
    ],
)
def test_a_count_beside_its_groups_words_is_found(text):
    assert len(prose(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "fewer than 10 carers",
        "10 carers",
        "15 carers",
        "5.5 carers",
        "£5 carers' allowance",
        "carers 5%",
        "5% carers",
        "5 per cent of carers",
        "carers, 5 April 2011",
        "carers: 5,000",
        "section 5 carers",
        "Option 5 carers lose most.",
        "carers, 5 days a week",
        "carers 5 to 9 hours a week",
        "carers 5 to 10 hours a week",
        "carers were five times as likely",
        "carers 5 points lower",
        "aged 3 to 5 carers",
        "carers 5 pm",
        "5 carers-only sessions",
        "5 carer's groups",
        "the two Sikh employees-only rooms",
        "5 young carers",
        "5 of the caretakers",
        "paragraph 149/5 carers",
        "in 2015 carers came",
        "people aged 16 to 24 came",
        "1052 people aged 75 and overseas",
        "carers 5–7 hours",
        "seven carers",
        "the count of carers is not shown; 5 buses",
    ],
)
def test_what_is_no_such_count_is_left_alone(text):
    assert prose(text) == []


def test_in_a_row_the_number_stands_in_a_cell_of_its_own():
    assert row("Carers", "5", "6%") == ["carers"]
    assert row("carers:", "5.0") == ["carers"]
    assert row("5", "carers") == ["carers"]
    assert row("aged 75 and over", "1,052") == ["aged 75 and over"]
    assert row("All", "7,919") == ["Total"]
    assert row("carers", "fewer than 10", "5%") == []
    assert row("carers", "15") == []
    assert row("not carers", "5") == []
    assert row("16 to 24") == []


def test_the_words_of_a_leak_hold_no_figure():
    [leak] = GUARD.found_in([Passage(where="report.html", text="Of 77, five carers, or 5 carers, came.")])
    assert not any(sign.isdigit() for sign in leak.masked)
    assert "five" not in leak.masked
    assert (leak.where, leak.table, leak.group) == ("report.html", "Survey", "carers")


def test_a_release_guards_what_it_shows_otherwise_and_nothing_else():
    counts = Counts(("carers", "others"), (40, 67))
    guard = release_together({"a": RawTable(counts=counts, title="A")}, practice().profile).guard
    assert repr(guard) == "<Guard: 2 counts, not shown>"
    assert not guard.found_in([Passage(where="a", text="40 carers")])
    assert guard.found_in([Passage(where="a", text="67 others")])


def test_every_word_for_a_number_is_masked_for_another_count_may_stand_beside_it():
    [carers, sikh] = GUARD.found_in([Passage(where="a", text="Five carers and two Sikh employees.")])
    assert carers.masked == sikh.masked == "### carers and ### Sikh employees."


def test_the_rules_own_ranges_are_no_leak():
    """A count of 0 may be 0 to 9 and a count of 21 shown as 30 may be 21 to 39: those ends stand in the record by the rule."""
    tables = {"a": RawTable(counts=Counts(("p", "q", "r", "s"), (136, 35, 0, 29)), title="A")}
    for profile in profiles().values():
        release = release_together(tables, profile)
        record = record_json(release, id="x", title="T", body="B")
        assert release.guard.found_in(of_json("disclosure.json", record)) == ()
        for name, rows in sheets(release, title="T", body="B").items():
            assert release.guard.found_in(of_rows(name, rows)) == ()


def test_a_count_kept_back_here_and_shown_in_another_table_is_named_with_that_table():
    """Carers are kept back beside a small count; "the same 14 carers", under another base, would undo that."""
    tables = {
        "a": RawTable(counts=Counts(("carers", "lone parents", "others"), (14, 5, 30)), title="A"),
        "b": RawTable(counts=Counts(("Carers", "others"), (14, 200)), title="B"),
    }
    release = release_together(tables, profiles()["suppression-10"])
    assert [cell.shown for cell in release.tables["a"].rows][:2] == ["not shown", "not shown"]
    [leak] = release.guard.found_in([Passage(where="x", text="", cells=("Carers", "14"))])
    assert (leak.table, leak.shown_in) == ("A", "B")


def test_a_guard_of_nothing_finds_nothing():
    assert Guard().found_in([Passage(where="a", text="5 carers")]) == ()
