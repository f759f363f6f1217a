"""Standardised rates at their edges: no events where the standard has people, and numbers that are none."""

import pytest

from eia.estimates import (
    Stratum,
    byar,
    compare_standardised,
    directly_standardised,
    exact_poisson,
    sentence_of,
)


def bands(*rows):
    return [
        Stratum(name=name, events=events, people=people, standard=standard)
        for name, events, people, standard in rows
    ]


@pytest.mark.parametrize("method", ["dobson", "gamma"])
def test_events_only_where_the_standard_has_nobody_are_not_certainty(method):
    found = directly_standardised(
        bands(("young", 0, 1_000, 500), ("old", 30, 1_000, 0)), kind="complete", method=method
    ).standardised
    assert (found.value, found.low) == (0, 0)
    assert found.high == pytest.approx(exact_poisson(0)[1] / 1_000)


def test_events_where_the_standard_has_nobody_change_no_interval():
    without = directly_standardised(
        bands(("young", 12, 1_000, 500), ("old", 8, 1_000, 500), ("oldest", 0, 1_000, 0)), kind="complete"
    )
    some = directly_standardised(
        bands(("young", 12, 1_000, 500), ("old", 8, 1_000, 500), ("oldest", 40, 1_000, 0)), kind="complete"
    )
    for end in ("value", "low", "high"):
        assert getattr(some.standardised, end) == getattr(without.standardised, end)
    assert some.crude != without.crude


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_what_is_no_number_is_refused(number):
    with pytest.raises(ValueError, match="finite"):
        Stratum(name="young", events=1, people=2, standard=number)
    for interval in (byar, exact_poisson):
        with pytest.raises(ValueError, match="finite"):
            interval(number)


@pytest.mark.parametrize("second", [0, 60])
def test_without_an_interval_ages_are_not_said_to_make_little_difference(second):
    # With 60, crude is 0.5 and the standardised ratio 0: the events are of an age that the standard has nobody of.
    ours = bands(("young", 0, 600, 500), ("old", second, 600, 0))
    theirs = bands(("young", 60, 600, 500), ("old", 60, 600, 0))
    said = sentence_of(compare_standardised("a", ours, "b", theirs, standard="the place", kind="complete"))
    assert "little difference" not in said
    assert "What ages do to the gap cannot be told: This comparison needs at least one event" in said
