"""What may leave raw counts: nothing."""

import copy
import dataclasses
import json
import pickle

import pytest

from eia.disclosure import Counts, RawCountsError, published

ODD = Counts(("a", "b"), (7, 4321))


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


def test_public_statistics_are_shown_as_published_with_their_tolerance():
    table = published(("disabled", "not disabled"), (67_819, 330_953), "Census 2021, TS038", 3)
    assert [cell.shown for cell in table.rows] == ["67,819", "330,953"]
    assert table.total.shown == "398,772"
    assert table.rows[0].per_cent_shown == "17.0%"
    assert (table.rows[0].low, table.rows[0].high) == (67_816, 67_822)
    assert published(("a",), (0,), "source").rows[0].per_cent_shown is None
    with pytest.raises(ValueError, match="source"):
        published(("a",), (1,), " ")
