"""What is refused, and sentences that once said what was not so: of averages, of who is there, and of several characteristics."""

import warnings

import pytest

from eia.estimates import (
    Span,
    Tally,
    average_gap,
    intersections,
    proportion,
    representation,
    rounded_representation,
    sentence_of,
)

PAY = [10.0 + k / 10 for k in range(60)]
GIVEN = {"base": "adults", "population_base": "adults", "not_answered": 20}


def test_a_difference_that_has_an_interval_is_said_where_a_share_has_none():
    found = average_gap("a", PAY, "b", [0.0, *PAY], average="mean", kind="sampled", seed=1)
    assert found.difference.told
    assert not found.share.told
    said = sentence_of(found)
    assert "there is no interval" not in said
    assert (
        "The difference is 0.212 (95% interval: from 0.512 lower to 0.949 higher, in the unit of the values)."
        in said
    )


def test_averages_of_numbers_too_large_to_add_up_are_refused():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(ValueError, match="too large"):
            average_gap("a", [1.7e308] * 30, "b", PAY, average="mean", kind="sampled", seed=1)
        assert average_gap("a", [], "b", PAY, average="mean", kind="sampled", seed=1).of_group is None


def test_the_interval_stands_by_the_share_that_it_is_of():
    said = sentence_of(representation({"a": 30, "b": 70}, {"a": 330, "b": 670}, kind="complete", **GIVEN))
    assert "“a”: 30% of those counted (95% interval: 22% to 40%), 33% of the population." in said


@pytest.mark.parametrize("kind", ["opt-in", "complete"])
def test_where_no_group_is_known_that_is_said(kind):
    exact = representation({}, {"a": 5}, kind=kind, **GIVEN)
    unknown = Span(low=11, shown=20, high=29)
    shown = rounded_representation({}, {"a": 5}, base="adults", not_answered=unknown, kind=kind)
    for found in (exact, shown):
        said = sentence_of(found)
        assert "The group of nobody counted is known" in said
        assert "too few to name" not in said


def test_a_mistyped_kind_and_a_negative_count_are_refused():
    with pytest.raises(ValueError, match="sampled, complete or opt-in"):
        proportion(Tally(group="a", count=1, total=2), kind="optin")
    with pytest.raises(ValueError, match="sampled, complete or opt-in"):
        representation({"a": 1}, {"a": 5}, kind="optin", **GIVEN)
    with pytest.raises(ValueError, match="sampled, complete or opt-in"):
        rounded_representation({}, {"a": 5}, base="adults", kind="optin")
    for population in ({"a": 5, "b": -1}, {"a": -5}):
        with pytest.raises(ValueError, match="negative"):
            representation({"a": 1}, population, kind="complete", **GIVEN)
        with pytest.raises(ValueError, match="negative"):
            rounded_representation({}, population, base="adults", kind="complete")


def test_the_sentence_of_several_characteristics_prints_the_intervals_that_it_explains():
    cells = {("women", "a"): (30, 60), ("men", "a"): (20, 80), ("women", "b"): (10, 90)}
    said = sentence_of(intersections(("sex", "x"), cells, fewest=10, kind="complete"))
    assert said.count("95% interval: ") == 2
    assert "chance from year to year" in said
    alone = sentence_of(intersections(("sex", "x"), cells, fewest=85, kind="complete"))
    assert "interval" not in alone


def test_a_drawn_cells_interval_can_widen_slightly_with_more_people_in_it():
    """As docs/estimates.md says: the cells are then seen to differ more, and the cell is drawn towards the whole less."""

    def width(times):
        counts = {"1": (10, 50), "2": (12, 50), "3": (8 * times, 50 * times), "4": (15, 50)}
        cells = {("x", name): two for name, two in counts.items()}
        found = intersections(("x", "y"), cells, fewest=1, kind="complete")
        shrunk = next(cell.shrunk for cell in found.cells if cell.groups == ("x", "3"))
        return shrunk.high - shrunk.low

    assert [f"{width(times):.4f}" for times in (1, 2, 3, 4)] == ["0.1010", "0.0831", "0.0731", "0.0741"]
