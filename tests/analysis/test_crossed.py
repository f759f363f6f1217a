"""Two characteristics at once, from what is shown: drawn towards the whole, with the number too few to speak of."""

import random

import pytest
from own_counts import asked, people, release

from eia.analysis import crossed_of, tables_to_release
from eia.errors import EiaError
from eia.estimates import intersections


def crossed(size=6_000, profile=None, **more):
    drawn = random.Random(5)
    sexes = drawn.choices(["Women", "Men", "Prefer not to say"], [55, 40, 5], k=size)
    ages = drawn.choices(["16 to 44", "45 to 64", "65 and over"], [50, 49, 1], k=size)
    refused = [
        drawn.random() < (0.4 if sex == "Women" and age == "45 to 64" else 0.2)
        for sex, age in zip(sexes, ages, strict=True)
    ]
    of = asked(outcome=None, bears=None, outcomes={"refused": "burden"}, intersections=("age × sex",), **more)
    table = people({"sex": sexes, "age": ages}, {"refused": refused})
    counts = {}
    for sex, age, one in zip(sexes, ages, refused, strict=True):
        if sex != "Prefer not to say":
            have, whole = counts.get((age, sex), (0, 0))
            counts[age, sex] = (have + one, whole + 1)
    return crossed_of(release(table, of, profile=profile), of), counts


def test_cells_of_enough_people_are_spoken_of_and_the_others_counted():
    [found], counts = crossed()
    cells = {cell.groups: cell for cell in found.intersections.cells}
    assert set(cells) == {(age, sex) for age in ("16 to 44", "45 to 64") for sex in ("Women", "Men")}
    assert found.intersections.too_small == 2
    assert "2 are shown with fewer than 100 people, or may be nobody at all" in found.says
    assert "does not mean that there is no gap" in found.says
    assert "(45 to 64, Women; 95% interval: " in found.says
    true = intersections(("age", "sex"), counts, fewest=100, kind="complete")
    for cell in true.cells:
        for wide, narrow in (
            (cells[cell.groups].crude, cell.crude),
            (cells[cell.groups].shrunk, cell.shrunk),
        ):
            assert wide.low < narrow.low < narrow.high < wide.high


def test_counts_shown_as_they_are_give_the_plain_shares_and_those_withheld_are_counted():
    [found], counts = crossed(profile="suppression-10")
    assert found.withheld + len(found.intersections.cells) == 6
    assert f"Of {found.withheld} more a count is withheld." in found.says
    for cell in found.intersections.cells:
        have, whole = counts[cell.groups]
        assert cell.crude.value == have / whole


def test_a_withheld_combination_is_never_said_to_hold_nobody():
    counts = {(age, sex): 400 for age in ("a", "b", "c") for sex in ("x", "y", "z")}
    counts["c", "z"] = 6
    rows = [(age, sex, at % 4 == 0) for (age, sex), many in counts.items() for at in range(many)]
    ages, sexes, refused = (list(column) for column in zip(*rows, strict=True))
    of = asked(outcome=None, bears=None, outcomes={"refused": "burden"}, intersections=("age × sex",))
    table = people({"age": ages, "sex": sexes}, {"refused": refused})
    [found] = crossed_of(release(table, of, profile="suppression-10"), of)
    assert found.withheld
    assert (
        len({group for cell in found.intersections.cells for group in cell.groups}) == 6
    )  # each group has a cell that is shown
    assert found.intersections.empty == 0
    assert "and 0 nobody" in found.says


def test_opt_in_answers_and_an_unknown_kind_are_not_estimated():
    [found], _ = crossed(600, kind="opt-in")
    assert found.intersections is None
    assert "chose whether to respond" in found.says
    [unknown], _ = crossed(600, kind=None)
    assert "does not say whether" in unknown.says


def test_too_many_combinations_are_refused():
    many = {name: [f"{name} {at % 15}" for at in range(300)] for name in ("one", "two")}
    with pytest.raises(EiaError, match="makes 225 combinations"):
        tables_to_release(people(many), asked(intersections=("one × two",)))
