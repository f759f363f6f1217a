"""What may leave raw counts, and what a reader can work out from what is released."""

import copy
import dataclasses
import json
import pickle
import re
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eia.disclosure import Counts, RawCountsError, Released, published, release
from eia.disclosure.release import interval_left
from eia.practice import Choice, Practice, practice

ODD = Counts(("a", "b"), (7, 4321))


def as_json(table: Released) -> str:
    return json.dumps(dataclasses.asdict(table))


@pytest.mark.parametrize(
    "leak",
    [
        str,
        format,
        "{:>5}".format,
        "%s".__mod__,
        int,
        float,
        bool,
        len,
        iter,
        list,
        tuple,
        sorted,
        sum,
        max,
        hash,
        hex,
        lambda c: c[0],
        lambda c: 7 in c,
        lambda c: c == c,  # noqa: PLR0124 - comparison is refused, even with itself
        lambda c: c != 7,
        lambda c: c < 7,
        lambda c: c >= 7,
        pickle.dumps,
        copy.copy,
        copy.deepcopy,
        json.dumps,
        vars,
    ],
)
def test_raw_counts_refuse_every_ordinary_way_out(leak):
    with pytest.raises(TypeError) as refused:
        leak(ODD)
    assert "4321" not in str(refused.value)


def test_a_dataclass_that_holds_counts_cannot_be_turned_into_a_dictionary():
    @dataclasses.dataclass
    class Holder:
        counts: Counts

    with pytest.raises(RawCountsError):
        dataclasses.asdict(Holder(ODD))
    assert "4321" not in repr(Holder(ODD))


def test_the_repr_says_only_how_many_groups():
    assert repr(ODD) == "<Counts: 2 groups, not shown>"
    assert ODD.groups == ("a", "b")


def test_counts_do_not_change():
    with pytest.raises(AttributeError):
        ODD._values = (1, 2)
    with pytest.raises(AttributeError):
        del ODD._values


@pytest.mark.parametrize(
    ("groups", "values", "error"),
    [
        ((), (), ValueError),
        (("a", "a"), (1, 2), ValueError),
        (("a", " "), (1, 2), ValueError),
        (("a",), (1, 2), ValueError),
        (("a",), (-77,), ValueError),
        (("a",), (77.0,), TypeError),
        (("a",), (True,), TypeError),
    ],
)
def test_counts_are_validated_without_repeating_a_value(groups, values, error):
    with pytest.raises(error) as refused:
        Counts(groups, values)
    assert "77" not in str(refused.value)


def test_small_counts_and_none_read_alike_and_others_are_rounded():
    table = release(Counts(("none", "few", "ten", "many"), (0, 9, 14, 12345)), practice())
    assert [cell.shown for cell in table.rows] == ["fewer than 10", "fewer than 10", "10", "12,350"]
    assert [(cell.low, cell.high) for cell in table.rows] == [(0, 9), (0, 9), (10, 14), (12345, 12354)]
    assert table.total.shown == "12,370"
    assert [cell.per_cent_shown for cell in table.rows] == [None, None, "0%", "100%"]


def test_no_percentage_on_a_released_total_under_100():
    table = release(Counts(("a", "b"), (40, 50)), practice())
    assert table.total.shown == "90"
    assert [cell.per_cent_shown for cell in table.rows] == [None, None]


def test_a_total_that_would_pin_a_withheld_count_is_not_shown():
    # Four cells of 14 read 10 (10 to 14 each); with 9 more the total reads 70 (65 to 74), which leaves only 9.
    table = release(Counts(tuple("abcde"), (14, 14, 14, 14, 9)), practice())
    assert table.total.shown == "not shown"
    assert all(cell.per_cent_shown is None for cell in table.rows)
    assert "total is not shown" in table.rule


def test_that_the_total_is_missing_says_nothing_about_the_withheld_count():
    shown = {release(Counts(tuple("abcde"), (14, 12, 10, 11, small)), practice()) for small in range(10)}
    assert len(shown) == 1


@given(st.lists(st.one_of(st.integers(0, 30), st.integers(0, 100_000)), min_size=1, max_size=12))
def test_a_reader_always_keeps_more_than_one_value_for_a_withheld_cell(values):
    table = release(Counts(tuple(f"g{chr(97 + n)}" for n in range(len(values))), tuple(values)), practice())
    cells = list(table.rows)
    for cell, value in zip(cells, values, strict=True):
        low, high = interval_left(cell, cells, table.total)
        assert low <= value <= high
        if cell.withheld:
            assert low < high


@settings(max_examples=40)
@given(st.lists(st.integers(0, 24), min_size=1, max_size=4))
def test_the_interval_is_what_trying_every_table_gives(values):
    counts = Counts(tuple("abcd"[: len(values)]), tuple(values))
    table = release(counts, practice())
    cells = list(table.rows)
    possible = [
        trial
        for trial in product(*(range(cell.low, cell.high + 1) for cell in cells))
        if table.total.low <= sum(trial) <= table.total.high
    ]
    for n, cell in enumerate(cells):
        tried = {trial[n] for trial in possible}
        assert interval_left(cell, cells, table.total) == (min(tried), max(tried))


@given(st.lists(st.integers(0, 2_000_000), min_size=1, max_size=8))
def test_nothing_shown_depends_on_a_withheld_value_or_the_digits_rounded_away(values):
    groups = tuple(f"g{chr(97 + n)}" for n in range(len(values)))
    table = release(Counts(groups, tuple(values)), practice())
    for cell, value in zip(table.rows, values, strict=True):
        if cell.withheld:
            assert cell.shown == "fewer than 10"
            assert (cell.low, cell.high, cell.per_cent_shown) == (0, 9, None)
        else:
            assert int(cell.shown.replace(",", "")) % 10 == 0
            assert cell.low <= value <= cell.high
    # Any number that is printed is a rounded count, a bound of one, a whole percentage, or the rule's own 10 and 9.
    allowed = {0, 9, 10} | {n for cell in (*table.rows, table.total) for n in (cell.low, cell.high)}
    printed = [
        int(number.replace(",", ""))
        for number in re.findall(r"\d[\d,]*(?!%)\b", str(table) + as_json(table))
        if number.strip(",")
    ]
    assert all(number % 10 == 0 or number in allowed or number <= 100 for number in printed)


@given(st.lists(st.integers(10, 5000), min_size=1, max_size=5), st.integers(0, 9), st.integers(0, 9))
def test_two_withheld_values_with_one_rounded_total_give_the_same_table(large, one, other):
    groups = tuple(f"g{chr(97 + n)}" for n in range(len(large) + 1))
    first = release(Counts(groups, (*large, one)), practice())
    second = release(Counts(groups, (*large, other)), practice())
    if first.total == second.total:
        assert str(first) == str(second)
        assert as_json(first) == as_json(second)


def test_the_choices_in_force_decide_the_threshold_and_the_rounding():
    tight = Practice(
        choices=tuple(
            Choice(id=name, value=value, says="", because="", source="")
            for name, value in (("disclosure_threshold", 20), ("disclosure_rounding", 5))
        )
    )
    table = release(Counts(("a", "b"), (19, 23)), tight)
    assert [cell.shown for cell in table.rows] == ["fewer than 20", "25"]
    impossible = Practice(
        choices=tuple(
            Choice(id=name, value=value, says="", because="", source="")
            for name, value in (("disclosure_threshold", 3), ("disclosure_rounding", 10))
        )
    )
    with pytest.raises(ValueError, match="rounding base"):
        release(Counts(("a",), (4,)), impossible)


def test_public_statistics_are_shown_as_published_with_their_tolerance():
    table = published(("disabled", "not disabled"), (67_819, 330_953), "Census 2021, TS038", 3)
    assert [cell.shown for cell in table.rows] == ["67,819", "330,953"]
    assert table.total.shown == "398,772"
    assert table.rows[0].per_cent_shown == "17.0%"
    assert (table.rows[0].low, table.rows[0].high) == (67_816, 67_822)
    assert published(("a",), (0,), "source").rows[0].per_cent_shown is None
    with pytest.raises(ValueError, match="source"):
        published(("a",), (1,), " ")
