"""All tables of a report made safe at once: what is shown adds up, means what the rule says, and gives no small count away."""

from __future__ import annotations

import dataclasses
import json
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eia.disclosure import (
    Counts,
    DoesNotAddUp,
    RawTable,
    Tally,
    read_record,
    record_json,
    release_together,
)
from eia.disclosure.crosstab import Crosstab, Dimension
from eia.disclosure.record import Done, RecordedSum
from eia.disclosure.safe import TOLD_BEFORE
from eia.errors import EiaError
from eia.practice import Profile, practice, profiles

ROUNDING_10, ROUNDING_5 = profiles()["rounding-10"], profiles()["rounding-5"]
EVERY = list(profiles().values())


def raw(*values: int, title: str = "Survey", base: str | None = None, **other: object) -> RawTable:
    groups = tuple(f"group {chr(97 + at)}" for at in range(len(values)))
    return RawTable(counts=Counts(groups, values), title=title, base=base, **other)


def released(*values: int, profile: Profile = ROUNDING_10):
    return release_together({"survey": raw(*values)}, profile).tables["survey"]


def shown(table) -> list[str]:
    return [cell.shown for cell in (*table.rows, table.total)]


def number(words: str) -> int:
    return 0 if words.startswith("fewer") else int(words.replace(",", ""))


def as_json(release) -> str:
    return record_json(release, id="a", title="A", body="B")


def test_the_default_profile_is_rounding_to_ten():
    assert practice().profile == ROUNDING_10


def test_counts_are_multiples_next_to_them_and_none_and_few_read_alike():
    assert shown(released(0, 3, 440, 12346)) == ["fewer than 10", "fewer than 10", "440", "12,350", "12,790"]
    assert shown(released(0, 3, 440, 12346, profile=ROUNDING_5)) == ["fewer than 5", "5", "440", "12,345", "12,790"]  # fmt: skip


@pytest.mark.parametrize("profile", [ROUNDING_10, ROUNDING_5])
@given(values=st.lists(st.one_of(st.integers(0, 30), st.integers(0, 90_000)), min_size=2, max_size=9))
@settings(max_examples=40)
def test_rounded_tables_add_up_and_each_number_means_what_the_rule_says(profile, values):
    table = released(*values, profile=profile)
    if max(values) < profile.threshold:
        assert set(shown(table)) == {"not shown"}
        return
    *parts, total = (number(words) for words in shown(table))
    assert sum(parts) == total
    for cell, value in zip((*table.rows, table.total), [*values, sum(values)], strict=True):
        assert abs(number(cell.shown) - value) < profile.base
        assert cell.low <= value <= cell.high


@pytest.mark.parametrize("profile", EVERY, ids=lambda one: one.id)
@given(values=st.lists(st.integers(0, 14), min_size=1, max_size=3))
@settings(max_examples=25)
def test_trying_every_table_leaves_every_small_count_more_than_one_value(profile, values):
    """Not even someone who tries every table can work out a small count, and what is said of the closeness is true."""
    release = release_together({"survey": raw(*values)}, profile)
    table = release.tables["survey"]
    most = 35
    possible = [
        trial
        for trial in product(
            *(
                range(cell.low, (most if cell.high is None else min(most, cell.high)) + 1)
                for cell in table.rows
            )
        )
        if table.total.low <= sum(trial) <= (table.total.high if table.total.high is not None else 999)
    ]
    assert tuple(values) in possible
    for at, value in enumerate(values):
        if (0 if profile.zeros else 1) <= value < profile.threshold:
            left = {trial[at] for trial in possible}
            assert len(left) > 1
            wanted = set(range(min(value, 1), profile.threshold))
            assert wanted <= left or "falls short" in release.says or "fall short" in release.says


def test_maidstones_five_carers_cannot_be_told_by_a_reader_of_all_six_tables():
    option = {
        "disability": RawTable(
            counts=Counts(("disabled", "others"), (20, 57)), title="By disability", base="option 3"
        ),
        "carers": RawTable(counts=Counts(("carers", "others"), (5, 72)), title="Carers", base="Option  3"),
    }
    release = release_together(option, ROUNDING_10)
    totals = {table.total.shown for table in release.tables.values()}
    assert len(totals) == 1
    carers = release.tables["carers"].rows[0]
    assert (carers.low, carers.high) in {(0, 9), (1, 19)}
    assert release.says.endswith("cannot bring any count under 10 down to fewer than 9 possible counts.")
    assert [one.linked for one in release.records] == [("Carers",), ("By disability",)]


def test_tables_of_the_same_people_that_differ_in_their_total_are_refused_without_a_number():
    option = {
        "disability": raw(20, 57, title="By disability", base="option 3"),
        "carers": raw(5, 57, title="Carers", base="option 3"),
    }
    with pytest.raises(DoesNotAddUp) as refused:
        release_together(option, ROUNDING_10)
    assert set(refused.value.tables) == {"carers", "disability"}
    assert not any(sign.isdigit() for sign in str(refused.value))
    with pytest.raises(DoesNotAddUp):
        release_together({"a": raw(20, 57, stated=Tally(76))}, ROUNDING_10)


@pytest.mark.parametrize("profile", EVERY, ids=lambda one: one.id)
def test_a_table_whose_every_count_is_small_is_withheld_whole_with_a_sentence(profile):
    release = release_together({"small": raw(3, 1, 4, 2), "large": raw(40, 60, 7, title="Other")}, profile)
    table = release.tables["small"]
    assert set(shown(table)) == {"not shown"}
    assert {(cell.low, cell.high, cell.per_cent_shown) for cell in (*table.rows, table.total)} == {(0, None, None)}  # fmt: skip
    assert table.rule.startswith(
        "This table is not shown. Its counts are too small, or too easily worked out"
    )
    assert release.records[0].done is Done.WHOLE
    assert release.records[1].done is not Done.WHOLE


def test_one_small_count_alone_is_no_table_to_be_withheld():
    assert {shown(released(value))[0] for value in range(10)} <= {"fewer than 10", "10"}
    assert {shown(released(value))[0] for value in (0, 1)} == {"fewer than 10"}


def test_suppression_marks_small_and_other_counts_alike_and_shows_the_rest():
    table = released(4, 55, 130, 260, profile=profiles()["suppression-10"])
    assert shown(table) == ["not shown", "not shown", "130", "260", "449"]
    assert {(cell.low, cell.high) for cell in table.rows[:2]} == {(0, None)}
    assert [cell.per_cent_shown for cell in table.rows] == [None, None, "29%", "58%"]


def test_a_count_of_none_is_shown_only_where_the_profile_says_so():
    assert shown(released(0, 55, 130, profile=profiles()["suppression-8"])) == ["0", "55", "130", "185"]
    hidden = shown(released(0, 55, 130, profile=profiles()["suppression-10"]))
    assert hidden[0] == "not shown"
    assert hidden.count("not shown") > 1


def test_nothing_is_withheld_where_nothing_is_small():
    [record] = release_together({"a": raw(40, 55, 130)}, profiles()["suppression-5"]).records
    assert record.done is Done.AS_IT_IS


@pytest.mark.parametrize("profile", EVERY, ids=lambda one: one.id)
def test_percentages_are_of_shown_numbers_and_of_no_small_total(profile):
    least = profile.smallest_denominator
    few = released(least // 2 - 10, least // 2 - 10, profile=profile)
    assert all(cell.per_cent_shown is None for cell in few.rows)
    many = released(3 * least, least, profile=profile)
    assert [cell.per_cent_shown for cell in many.rows] == ["75%", "25%"]


def test_a_table_of_two_divisions_is_released_with_its_margins():
    counts = Crosstab(
        (Dimension(name="sex", groups=("women", "men")), Dimension(name="age", groups=("young", "old"))),
        (33, 4, 57, 208),
    )
    table = release_together({"a": RawTable(counts=counts, title="A")}, ROUNDING_10).tables["a"]
    by = {cell.group: number(cell.shown) for cell in (*table.rows, table.total)}
    assert by["women × young"] + by["women × old"] == by["women"]
    assert by["women"] + by["men"] == by["young"] + by["old"] == by["Total"]


@given(
    st.lists(st.integers(0, 60), min_size=2, max_size=5),
    st.sampled_from(EVERY),
)
@settings(max_examples=25)
def test_the_order_of_tables_changes_nothing(values, profile):
    tables = {
        "one": raw(*values, title="One", base="all"),
        "two": raw(sum(values) // 2, sum(values) - sum(values) // 2, title="Two", base="all"),
        "three": raw(90, 4, 11, title="Three"),
    }
    there = release_together(tables, profile)
    back = release_together(dict(reversed(tables.items())), profile)
    assert dict(there.tables) == dict(back.tables)
    assert there.says == back.says
    assert as_json(there) == as_json(release_together(tables, profile))


def test_no_record_holds_a_true_count_of_which_another_is_shown():
    values = (7919, 6833, 4327, 7)
    release = release_together({"a": raw(*values)}, ROUNDING_10)
    text = as_json(release) + repr(release) + json.dumps([dataclasses.asdict(one) for one in release.records])
    for value in (*values[:3], sum(values)):
        assert str(value) not in text
        assert f"{value:,}" not in text


def test_a_record_is_read_back_as_it_was_written():
    release = release_together(
        {"a": raw(40, 3, 17, base="all"), "b": raw(30, 30, title="B", base="all"), "c": raw(1, 2, title="C")},
        ROUNDING_10,
    )
    record = read_record(as_json(release), where="published/1.json")
    assert record.tables == release.records
    assert (record.threshold, record.id, record.body) == (10, "a", "B")


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"schema": 1}', '{"schema": 1, "id": 3}', "[" * 10_000])
def test_what_is_no_record_is_refused_in_a_line(text):
    with pytest.raises(EiaError, match="not a record of released tables"):
        read_record(text, where="published/1.json")


def test_a_record_of_a_newer_toolkit_is_refused():
    with pytest.raises(EiaError, match="newer toolkit"):
        read_record('{"schema": 2}', where="published/1.json")


def test_a_number_published_earlier_is_kept_where_it_may_still_stand():
    """Of 14 and 15 people either multiple next to them may be shown, so the one printed before is printed again."""
    first = release_together({"a": raw(14, 58, 131)}, ROUNDING_10)
    again = release_together({"a": raw(16, 58, 131)}, ROUNDING_10, earlier=[first.records])
    alone = release_together({"a": raw(16, 58, 131)}, ROUNDING_10)
    assert shown(first.tables["a"])[0] == shown(again.tables["a"])[0] == "10"
    assert shown(alone.tables["a"])[0] == "20"


def test_counts_that_cannot_be_the_same_any_more_are_released_as_new():
    first = release_together({"a": raw(14, 58, 131)}, ROUNDING_10)
    later = release_together({"a": raw(214, 58, 131)}, ROUNDING_10, earlier=[first.records])
    assert shown(later.tables["a"])[0] == "210"


def test_what_two_versions_give_away_together_is_withheld_whole_in_the_later():
    """Withheld at first with the total shown; exact in all other cells later: the sum would give the small count away."""
    suppression = profiles()["suppression-10"]
    first = release_together({"a": raw(4, 55, 130)}, suppression)
    other = {name: cell.shown for name, cell in zip("abc", first.tables["a"].rows, strict=True)}
    assert list(other.values()).count("not shown") == 2
    # A version before the rule: the larger withheld count was printed then.
    [record] = first.records
    told = tuple(
        dataclasses.replace(one, shown="55", low=55, high=55) if one.group == "group b" else one
        for one in record.counts
    )
    before = [dataclasses.replace(record, counts=told)]
    later = release_together({"a": raw(4, 55, 130)}, suppression, earlier=[before])
    assert set(shown(later.tables["a"])) == {"not shown"}
    assert later.records[0].why == TOLD_BEFORE
    assert TOLD_BEFORE in later.tables["a"].rule


def test_versions_that_differ_from_one_another_are_no_error_where_the_table_is_left_out_now():
    """The second version corrected a count; the third leaves that table out, and its people are still counted by another."""
    tables = {"a": raw(5, 95, title="A", base="all"), "b": raw(50, 50, title="B", base="all")}
    first = release_together(tables, ROUNDING_10).records
    second = release_together({**tables, "a": raw(35, 65, title="A", base="all")}, ROUNDING_10).records
    for earlier in ([first, second], [second, first]):
        third = release_together({"b": tables["b"]}, ROUNDING_10, earlier=earlier)
        assert shown(third.tables["b"]) == ["50", "50", "100"]


def test_versions_no_counts_could_fit_are_kept_back_and_are_no_error():
    """What cannot be read together is not known to be safe: the table with the small count is withheld whole."""
    [record] = release_together({"a": raw(14, 58, 131, base="all")}, ROUNDING_10).records
    counts = {one.group: one for one in record.counts}
    # As if it had told of two groups, which have not the names of today's, and of their sum, which has: too small a sum.
    gone = tuple(
        dataclasses.replace(counts[group], cell=f"Survey: {group} before", low=900, high=900)
        for group in ("group a", "group b")
    )
    total = counts["Total"]
    told = dataclasses.replace(
        record,
        counts=(*gone, total),
        sums=(RecordedSum(total=total.cell, parts=tuple(one.cell for one in gone)),),
    )
    later = release_together({"a": raw(4, 58, 131, base="all")}, ROUNDING_10, earlier=[[told]])
    assert later.records[0].done is Done.WHOLE


@pytest.mark.parametrize("profile", [ROUNDING_10, profiles()["suppression-10"]], ids=lambda one: one.id)
@pytest.mark.parametrize("fails", [None, ArithmeticError("no answer")])
def test_a_solver_without_an_answer_withholds_the_table(profile, fails, monkeypatch):
    def no_answer(*_: object, **__: object) -> None:
        if fails:
            raise fails

    monkeypatch.setattr("eia.disclosure.programme.Programme.least", no_answer)
    counts = Crosstab(
        (Dimension(name="sex", groups=("women", "men")), Dimension(name="age", groups=("young", "old"))),
        (33, 4, 57, 208),
    )
    [record] = release_together({"a": RawTable(counts=counts, title="A")}, profile).records
    assert record.done is Done.WHOLE
    assert {one.shown for one in record.counts} == {"not shown"}


def test_what_is_kept_back_is_counted_once_and_with_the_tables_withheld_whole():
    tables = {"a": raw(3, 4, title="A", base="all"), "b": raw(3, 3, 1, title="B", base="all")}
    assert release_together(tables, profiles()["suppression-10"]).audit["kept_back"] == 6


def test_the_rule_under_a_table_says_of_a_count_of_none_that_it_is_shown():
    table = released(4, 0, 130, 260, profile=profiles()["suppression-5"])
    assert table.rule.startswith(
        "Where “not shown” stands, the count is of 1 to 4 people, or another could be worked out from it; "
        "a count of none is shown. "
    )


def test_a_report_without_counts_has_nothing_to_say():
    release = release_together({}, ROUNDING_10)
    assert (dict(release.tables), release.records, release.says) == ({}, (), "")


def test_a_count_keeps_its_name_when_another_table_of_the_same_people_is_left_out():
    """The total is the same count whichever table is shown, so what was published of it earlier is still read."""
    tables = {"a": raw(3, 4, title="A", base="all"), "b": raw(2, 5, title="B", base="all")}
    large = {"a": raw(30, 47, title="A", base="all"), "b": raw(20, 57, title="B", base="all")}
    both = release_together(large, ROUNDING_10).records
    alone = release_together({"b": large["b"]}, ROUNDING_10).records
    assert both[1].counts[-1].cell == alone[0].counts[-1].cell == "Everyone: all"
    assert {one.done for one in release_together(tables, ROUNDING_10, earlier=[both]).records} == {Done.WHOLE}


@pytest.mark.parametrize("profile", EVERY, ids=lambda one: one.id)
@pytest.mark.parametrize("values", [(3,), (2, 1), (0, 0), (0,)])
def test_tables_in_which_there_is_nothing_to_choose_are_released_too(profile, values):
    tables = {"all": raw(sum(values), title="All", base="a"), "parts": raw(*values, title="Parts", base="a")}
    release = release_together(tables, profile)
    assert not release.audit["pinned"]
    assert str(release.tables["all"]).startswith("group a: ")
