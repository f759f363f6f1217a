"""What is withheld is enough, as trying every table shows, and no more than is needed, as trying every choice shows."""

import itertools
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eia.disclosure.counts import Counts
from eia.disclosure.programme import GRAIN, tie_break
from eia.disclosure.structure import Bounds, Line, Structure
from eia.disclosure.suppression import withhold
from eia.disclosure.system import Crosstab, Dimension, LinkedTable, assemble

FAR = 3
"""How far each finest count is moved when every table is tried; beyond it no goal of these tests needs a table."""


def one_way(*values):
    parts = tuple(range(len(values)))
    names = (*(f"group {part}" for part in parts), "total")
    return Structure(cells=names, lines=(Line(total=len(values), parts=parts),)), (*values, sum(values))


def dimension(name, many):
    return Dimension(name=name, groups=tuple(f"{name}{at}" for at in range(many)))


def crosstab(values, *sizes):
    table = Crosstab(tuple(dimension("abc"[axis], size) for axis, size in enumerate(sizes)), tuple(values))
    system = assemble({"t": LinkedTable(counts=table)})
    return system.structure, system._values


def linked(*tables):
    system = assemble(
        {
            f"t{at}": LinkedTable(
                counts=Counts(tuple(f"g{group}" for group in range(len(values))), tuple(values)), base="all"
            )
            for at, values in enumerate(tables)
        }
    )
    return system.structure, system._values


def moves(structure, values, low, public):
    """Return every table near the truth as what moved, by cell, where nothing that is known is contradicted."""
    totals = {line.total for line in structure.lines}
    finest = [cell for cell in range(len(values)) if cell not in totals]
    found = []
    for by in itertools.product(*(range(-min(FAR, values[cell]), FAR + 1) for cell in finest)):
        moved = dict(zip(finest, by, strict=True))
        pending = list(structure.lines)
        fits = True
        while pending and fits:
            line = next(line for line in pending if all(part in moved for part in line.parts))
            pending.remove(line)
            total = sum(moved[part] for part in line.parts)
            fits = moved.setdefault(line.total, total) == total
        if fits and all(
            public[cell].low <= values[cell] + by <= public[cell].high
            if cell in public
            else by == 0 or min(values[cell], values[cell] + by) >= low
            for cell, by in moved.items()
        ):
            found.append({cell: by for cell, by in moved.items() if by})
    return found


def least_by_trying(structure, values, needs, low=0, public=None):
    """Return the widest ranges attainable and the cheapest safe choice, by trying every table and every choice."""
    public = public or {}
    tables = moves(structure, values, low, public)
    goals, attainable = [], {}
    for cell, need in needs.items():
        seen = [values[cell] + table.get(cell, 0) for table in tables]
        attainable[cell] = Bounds(low=max(need.low, min(seen)), high=min(need.high, max(seen)))
        for bound, way in ((attainable[cell].high, 1), (attainable[cell].low, -1)):
            if bound != values[cell]:
                reach = {
                    frozenset(table) - set(public)
                    for table in tables
                    if way * (values[cell] + table.get(cell, 0) - bound) >= 0
                }
                goals.append([one for one in reach if not any(other < one for other in reach)])
    must = {cell for cell in needs if cell not in public}
    others = [cell for cell in range(len(values)) if cell not in must and cell not in public]
    costs = [
        (value + 1) * GRAIN + tie_break(name) for value, name in zip(values, structure.cells, strict=True)
    ]
    best = None
    for many in range(len(others) + 1):
        for more in itertools.combinations(others, many):
            cost = sum(costs[cell] for cell in more)
            if best is not None and cost >= best[0]:
                continue
            choice = must.union(more)
            if all(any(places <= choice for places in reach) for reach in goals):
                best = cost, tuple(sorted(choice))
    return attainable, best[1]


def agree(structure, values, needs, low=0, public=None):
    found = withhold(structure, values, needs, low=low, public=public or {})
    attainable, least = least_by_trying(structure, values, needs, low, public)
    assert found.proved
    assert found.cells == least
    assert found.shortfalls == {
        cell: attainable[cell] for cell, need in sorted(needs.items()) if not attainable[cell].covers(need)
    }
    assert found.lost == sum(values[cell] + 1 for cell in least)


def small(values, upto=3, low=0):
    return {cell: Bounds(low=low, high=upto) for cell, value in enumerate(values) if low <= value <= upto}


def test_one_small_count_is_hidden_by_the_least_count_that_leaves_it_the_room():
    structure, values = one_way(2, 1, 9, 30)
    # The 1 beside it can give way by one only, and the need is wider: the total of the two is known.
    assert withhold(structure, values, {0: Bounds(low=0, high=9)}).cells == (0, 2)
    assert withhold(structure, values, {0: Bounds(low=1, high=3)}).cells == (0, 1)


def test_a_total_that_two_tables_share_does_not_give_away_what_each_withholds():
    structure, values = linked((2, 40, 40), (1, 3, 78))
    agree(structure, values, {0: Bounds(low=0, high=3), 4: Bounds(low=0, high=3)})


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 12), min_size=4, max_size=4), st.sampled_from([0, 1]))
def test_two_by_two_tables_lose_the_least_that_trying_everything_finds(values, low):
    structure, values = crosstab(values, 2, 2)
    agree(structure, values, small(values, low=low), low)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(0, 9), min_size=2, max_size=4), st.sampled_from([0, 1]), st.booleans())
def test_one_way_tables_lose_the_least_that_trying_everything_finds(values, low, known):
    structure, values = one_way(*values)
    total = len(values) - 1
    public = {total: Bounds(low=values[total], high=values[total] + 1)} if known else {}
    needs = {cell: need for cell, need in small(values, low=low).items() if cell != total}
    agree(structure, values, needs, low, public)


@settings(max_examples=8, deadline=None)
@given(st.lists(st.integers(0, 9), min_size=5, max_size=5), st.integers(0, 9))
def test_tables_of_the_same_people_lose_the_least_together(values, other):
    first, second = values[:3], values[3:]
    short = sum(first) - sum(second)
    first, second = (first, [*second, short]) if short >= 0 else ([*first, -short], second)
    structure, values = linked(first, second)
    agree(structure, values, small(values))


def test_a_two_by_three_table_whose_small_counts_stand_alone_in_their_lines():
    structure, values = crosstab((2, 7, 9, 8, 1, 6), 2, 3)
    agree(structure, values, {cell: Bounds(low=0, high=3) for cell, value in enumerate(values) if value < 3})


def test_a_hierarchy_is_not_undone_through_the_broad_group():
    fine = Dimension(
        name="g", groups=("a", "b", "c", "d"), within={"a": "ab", "b": "ab", "c": "cd", "d": "cd"}
    )
    system = assemble({"t": LinkedTable(counts=Crosstab((fine,), (1, 8, 6, 7)))})
    agree(system.structure, system._values, {0: Bounds(low=0, high=3)})


def test_a_need_that_nothing_can_meet_is_said_with_the_widest_range_there_is():
    structure, values = one_way(1, 0, 40)
    known = {2: Bounds(low=40, high=40), 3: Bounds(low=41, high=41)}
    found = withhold(structure, values, {0: Bounds(low=0, high=9)}, public=known)
    assert found.shortfalls == {0: Bounds(low=0, high=1)}
    assert found.cells == (0, 1)
    none_left = withhold(structure, values, {0: Bounds(low=1, high=9)}, low=1, public=known)
    assert none_left.shortfalls == {0: Bounds(low=1, high=1)}
    assert none_left.shortfalls[0].pinned


def test_a_need_without_a_greatest_is_as_wide_as_anything_allows():
    structure, values = one_way(1, 5, 40)
    assert withhold(structure, values, {0: Bounds(low=0, high=None)}).shortfalls == {}
    bounded = withhold(structure, values, {0: Bounds(low=0, high=None)}, public={3: Bounds(low=46, high=46)})
    assert bounded.shortfalls == {0: Bounds(low=0, high=46)}
    assert bounded.cells == (0, 1, 2)


def test_what_is_public_is_never_withheld_and_its_tolerance_is_room():
    structure, values = one_way(2, 5, 40)
    needs = {0: Bounds(low=0, high=4)}
    exact = withhold(structure, values, needs, public={3: Bounds(low=47, high=47)})
    loose = withhold(structure, values, needs, public={3: Bounds(low=45, high=49)})
    assert exact.cells == (0, 1)
    assert loose.cells == (0,)
    own = withhold(structure, values, needs, public={0: Bounds(low=1, high=3)})
    assert 0 not in own.cells
    assert own.shortfalls == {0: Bounds(low=1, high=3)}


def test_whole_people_only_where_halves_would_seem_to_be_room_enough():
    """Three sums in a ring: half a person more here and half a one less there add up, whole people do not."""
    ring = Structure(
        cells=("a", "b", "c", "d", "ab", "bc", "acd"),
        lines=(Line(total=4, parts=(0, 1)), Line(total=5, parts=(1, 2)), Line(total=6, parts=(0, 2, 3))),
    )
    values = (3, 3, 3, 1, 6, 6, 7)
    public = {cell: Bounds(low=values[cell], high=values[cell]) for cell in (4, 5, 6)}
    # d moves by an even number only: a and c move alike, and d against both.
    found = withhold(ring, values, {3: Bounds(low=0, high=4)}, public=public)
    assert found.shortfalls == {3: Bounds(low=1, high=3)}
    assert found.cells == (0, 1, 2, 3)


@settings(max_examples=10, deadline=None)
@given(st.lists(st.integers(0, 30), min_size=12, max_size=12), st.randoms(use_true_random=False))
def test_the_same_is_withheld_in_whatever_order_cells_and_sums_are_given(values, shuffled):
    structure, values = crosstab(values, 3, 4)
    needs = small(values, upto=9)
    found = withhold(structure, values, needs)
    order = list(range(len(values)))
    shuffled.shuffle(order)
    at = {cell: place for place, cell in enumerate(order)}
    lines = [
        Line(total=at[line.total], parts=tuple(at[part] for part in reversed(line.parts)))
        for line in structure.lines
    ]
    shuffled.shuffle(lines)
    again = withhold(
        Structure(cells=tuple(structure.cells[cell] for cell in order), lines=tuple(lines)),
        [values[cell] for cell in order],
        {at[cell]: need for cell, need in needs.items()},
    )
    assert sorted(order[cell] for cell in again.cells) == list(found.cells)
    assert again.lost == found.lost


def skewed(seed, *sizes):
    drawn = random.Random(seed)
    many = 1
    for size in sizes:
        many *= size
    return crosstab([int(drawn.lognormvariate(3, 1.2)) for _ in range(many)], *sizes)


@pytest.mark.parametrize("sizes", [(6, 5), (4, 3, 2)])
def test_out_of_rounds_more_is_withheld_and_never_less_than_is_safe(sizes):
    structure, values = skewed(5, *sizes)
    needs = small(values, upto=9)
    proved = withhold(structure, values, needs)
    hasty = withhold(structure, values, needs, rounds=1)
    assert proved.proved
    assert hasty.lost >= proved.lost
    # To be safe is to need nothing more: what it withholds, taken as free, meets every need as it stands.
    free = withhold(
        structure, values, needs, weights=[0 if cell in hasty.cells else 1 for cell in range(len(values))]
    )
    assert free.lost == 0


def test_cells_of_no_need_stay_and_nothing_is_withheld_where_nothing_must_be():
    structure, values = one_way(20, 30)
    found = withhold(structure, values, {})
    assert found.cells == ()
    assert found.proved


def test_the_loss_is_not_in_the_words_of_the_result():
    structure, values = one_way(1, 4321, 12)
    assert "lost" not in repr(withhold(structure, values, {0: Bounds(low=0, high=9)}))


@pytest.mark.parametrize(
    ("values", "needs", "choices"),
    [
        ((1, 4321, 4323), {}, {}),
        ((1, 4321), {}, {}),
        ((1, 4321, 4322), {1: Bounds(low=0, high=9)}, {}),
        ((1, 4321, 4322), {9: Bounds(low=0, high=9)}, {}),
        ((0, 4321, 4321), {0: Bounds(low=0, high=9)}, {"low": 1}),
        ((1, 4321, 4322), {}, {"weights": [1, 2]}),
        ((1, 4321, 4322), {}, {"public": {1: Bounds(low=0, high=9)}}),
    ],
)
def test_what_cannot_be_meant_is_refused_without_a_count(values, needs, choices):
    structure, _ = one_way(1, 1)
    with pytest.raises(ValueError, match=r"\w") as refused:
        withhold(structure, values, needs, **choices)
    assert "43" not in str(refused.value)
