"""Rounded tables add up, stay at neighbouring multiples, and are as near the truth as trying everything finds."""

import itertools
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eia.disclosure import rounding
from eia.disclosure.counts import Counts
from eia.disclosure.programme import GRAIN, parts, tie_break
from eia.disclosure.rounding import round_together
from eia.disclosure.structure import Line, Structure
from eia.disclosure.system import Crosstab, Dimension, LinkedTable, assemble

RING = Structure(
    cells=("a", "b", "c", "ab", "bc", "ac"),
    lines=(Line(total=3, parts=(0, 1)), Line(total=4, parts=(1, 2)), Line(total=5, parts=(0, 2))),
)
"""No table of two dimensions has such sums; tables of three do."""


def crosstab(values, *sizes):
    dimensions = tuple(
        Dimension(name="abc"[axis], groups=tuple(f"{'abc'[axis]}{at}" for at in range(size)))
        for axis, size in enumerate(sizes)
    )
    system = assemble({"t": LinkedTable(counts=Crosstab(dimensions, tuple(values)))})
    return system.structure, system._values


def linked_trees(drawn):
    """Return tables by one thing each, some in broad groups, of the same people."""
    tables = {}
    for at in range(drawn.randint(1, 3)):
        many = drawn.randint(1, 6)
        values = [drawn.randint(0, 12) for _ in range(many)]
        groups = tuple(f"g{group}" for group in range(many + 1))
        within = {group: f"broad {place % 2}" for place, group in enumerate(groups[:-1])} if many > 2 else {}
        table = Crosstab(
            (Dimension(name=f"d{at}", groups=groups, within=within),), (*values, 90 - sum(values))
        )
        tables[f"t{at}"] = LinkedTable(counts=table, base="all")
    system = assemble(tables)
    return system.structure, system._values


def check(structure, values, rounded, base):
    assert rounded.proved
    assert rounded.further == ()
    for line in structure.lines:
        assert rounded.values[line.total] == sum(rounded.values[part] for part in line.parts)
    for value, shown in zip(values, rounded.values, strict=True):
        assert shown % base == 0
        assert shown == value if value % base == 0 else abs(shown - value) < base


def distance(structure, values, shown, base):
    """Return the sum of distances in grains of a person, the tie-break of whatever went up with it."""
    return sum(
        GRAIN * abs(to - value) + (tie_break(name) - GRAIN // 5) * (to > value)
        for name, value, to in zip(structure.cells, values, shown, strict=True)
    )


def nearest_by_trying(structure, values, base):
    choices = [{value // base * base, -(-value // base) * base} for value in values]
    fitting = (
        shown
        for shown in itertools.product(*choices)
        if all(shown[line.total] == sum(shown[part] for part in line.parts) for line in structure.lines)
    )
    return min(fitting, key=lambda shown: distance(structure, values, shown, base))


BASES = st.sampled_from([1, 2, 3, 5, 10])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 40), min_size=4, max_size=4), BASES)
def test_no_rounding_of_a_two_by_two_table_is_nearer(values, base):
    structure, values = crosstab(values, 2, 2)
    rounded = round_together(structure, values, base=base)
    check(structure, values, rounded, base)
    assert rounded.values == nearest_by_trying(structure, values, base)


@settings(max_examples=40, deadline=None)
@given(st.randoms(use_true_random=False), BASES)
def test_tables_by_one_thing_each_come_out_as_the_programme_has_them(drawn, base):
    structure, values = linked_trees(drawn)
    keep = {
        cell: (value // base + drawn.randint(0, 1)) * base
        for cell, value in enumerate(values)
        if drawn.random() < 0.4
    }
    (part,) = parts(structure)
    assert rounding._is_tree(part)
    for kept in ({}, keep):
        rounded = round_together(structure, values, base=base, keep=kept)
        check(structure, values, rounded, base)
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(rounding, "_is_tree", lambda part: False)
            assert round_together(structure, values, base=base, keep=kept) == rounded


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 1000), st.sampled_from([5, 10]), st.sampled_from([(8, 5), (4, 3, 3)]))
def test_larger_tables_add_up_at_neighbouring_multiples(seed, base, sizes):
    drawn = random.Random(seed)
    many = sizes[0] * sizes[1] * (sizes[2] if len(sizes) > 2 else 1)
    structure, values = crosstab([int(drawn.lognormvariate(2.5, 1.2)) for _ in range(many)], *sizes)
    rounded = round_together(structure, values, base=base)
    check(structure, values, rounded, base)
    again = round_together(structure, values, base=base, keep=dict(enumerate(rounded.values)))
    assert again == rounded


def test_a_shared_total_has_one_value_for_all_its_tables():
    tables = {"sex": (5, 9), "age": (4, 4, 6), "disability": (1, 13)}
    system = assemble(
        {
            name: LinkedTable(counts=Counts(tuple(map(str, range(len(values)))), values), base="respondents")
            for name, values in tables.items()
        }
    )
    rounded = round_together(system.structure, system._values, base=10)
    check(system.structure, system._values, rounded, 10)
    assert sum(name.endswith("total") for name in system.structure.cells) == 1


def test_what_was_published_is_kept_while_it_is_a_neighbour_and_adds_up():
    structure, values = crosstab((14, 16, 17, 13), 2, 2)
    plain = round_together(structure, values, base=10)
    (cell,) = (at for at, name in enumerate(structure.cells) if name == "t: a0 × b0")
    other = 30 - plain.values[cell]
    kept = round_together(structure, values, base=10, keep={cell: other})
    assert kept.values[cell] == other
    assert kept.changed == ()
    gone = round_together(structure, values, base=10, keep={cell: 30})
    assert gone.values == plain.values
    assert gone.changed == (cell,)


def test_as_many_as_possible_are_kept_where_not_all_can_be():
    structure, values = crosstab((14, 16, 17, 13), 2, 2)
    keep = {at: 20 for at, name in enumerate(structure.cells) if " × " in name}  # 80 in all, of 60
    kept = round_together(structure, values, base=10, keep=keep)
    check(structure, values, kept, 10)
    assert len(kept.changed) == 2


def test_where_no_neighbours_add_up_the_fewest_go_further_and_it_is_said():
    rounded = round_together(RING, (1, 1, 1, 2, 2, 2), base=2)
    assert len(rounded.further) == 1
    for line in RING.lines:
        assert rounded.values[line.total] == sum(rounded.values[part] for part in line.parts)
    assert all(abs(shown - true) <= 2 for shown, true in zip(rounded.values, (1, 1, 1, 2, 2, 2), strict=True))


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(0, 40), min_size=12, max_size=12), st.randoms(use_true_random=False))
def test_the_same_comes_out_in_whatever_order_cells_and_sums_are_given(values, shuffled):
    structure, values = crosstab(values, 3, 4)
    order = list(range(len(values)))
    shuffled.shuffle(order)
    at = {cell: place for place, cell in enumerate(order)}
    lines = [
        Line(total=at[line.total], parts=tuple(at[part] for part in reversed(line.parts)))
        for line in structure.lines
    ]
    shuffled.shuffle(lines)
    turned = Structure(cells=tuple(structure.cells[cell] for cell in order), lines=tuple(lines))
    again = round_together(turned, [values[cell] for cell in order], base=10)
    found = round_together(structure, values, base=10)
    assert again.values == tuple(found.values[cell] for cell in order)


def test_parts_that_share_no_sum_are_rounded_as_if_alone():
    drawn = random.Random(7)
    first, second = (
        Crosstab(
            tuple(Dimension(name=name, groups=("x", "y", "z")) for name in "ab"),
            tuple(drawn.randint(0, 40) for _ in range(9)),
        )
        for _ in range(2)
    )
    both = assemble({"one": LinkedTable(counts=first), "two": LinkedTable(counts=second)})
    alone = assemble({"two": LinkedTable(counts=second)})
    together = round_together(both.structure, both._values, base=10)
    by_name = dict(zip(both.structure.cells, together.values, strict=True))
    apart = round_together(alone.structure, alone._values, base=10)
    assert apart.values == tuple(by_name[name] for name in alone.structure.cells)


@pytest.mark.parametrize(
    ("values", "base"), [((4321, 2, 4323), 0), ((4321, 2, 4324), 10), ((4321, 2), 10), ((4321, -1, 4320), 10)]
)
def test_what_cannot_be_meant_is_refused_without_a_count(values, base):
    structure = Structure(cells=("a", "b", "ab"), lines=(Line(total=2, parts=(0, 1)),))
    with pytest.raises(ValueError, match=r"\w") as refused:
        round_together(structure, values, base=base)
    assert "43" not in str(refused.value)
