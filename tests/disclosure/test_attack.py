"""The attacker in the box, against counting every table there is, and against the traps that simple rules fall into."""

from __future__ import annotations

import json
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_tables import random_table

from eia.disclosure.attack import (
    ContradictionError,
    Reader,
    UnsettledError,
    attack,
    exact,
    kept_back,
    rounded_bounds,
    verify,
    withheld,
)
from eia.disclosure.search import Answer, Block, Outcome
from eia.disclosure.structure import Bounds, Line, Structure


def added(*names: str) -> Structure:
    """A structure of parts and, last, their total."""
    last = len(names) - 1
    return Structure(cells=names, lines=(Line(total=last, parts=tuple(range(last))),))


def two_way(rows: int, columns: int) -> Structure:
    """Counts by two things, with all margins, row by row."""
    wide = columns + 1
    cells = tuple(f"row {row}, column {column}" for row in range(rows + 1) for column in range(wide))
    across = [
        Line(total=row * wide + columns, parts=tuple(row * wide + column for column in range(columns)))
        for row in range(rows + 1)
    ]
    down = [
        Line(total=rows * wide + column, parts=tuple(row * wide + column for row in range(rows)))
        for column in range(wide)
    ]
    return Structure(cells=cells, lines=(*across, *down))


def found(structure: Structure, known: list[Bounds], cell: int) -> Bounds:
    (reach,) = attack(structure, known, [cell]).reaches
    assert verify(structure, known, reach.least)
    assert verify(structure, known, reach.greatest)
    assert reach.least[cell] == reach.bounds.low
    assert reach.proved
    return reach.bounds


# ── Against counting ─────────────────────────────────────────────────────────────────────────────────────────────────


@st.composite
def tiny_systems(draw: st.DrawFn) -> tuple[Structure, tuple[Bounds, ...]]:
    many = draw(st.integers(2, 6))
    places = st.integers(0, many - 1)
    sums = draw(st.lists(st.lists(places, min_size=2, max_size=many, unique=True), min_size=0, max_size=4))
    lines = [Line(total=total, parts=tuple(parts)) for total, *parts in sums]
    known = []
    for _ in range(many):
        low = draw(st.integers(0, 4))
        known.append(Bounds(low=low, high=low + draw(st.integers(0, 4))))
    return Structure(cells=tuple(f"c{place}" for place in range(many)), lines=tuple(lines)), tuple(known)


@given(tiny_systems())
def test_what_is_found_is_what_counting_every_table_finds(system):
    structure, known = system
    ranges = [range(bounds.low, bounds.high + 1) for bounds in known]
    tables = [table for table in product(*ranges) if verify(structure, known, table)]
    targets = range(len(known))
    if not tables:
        with pytest.raises(ContradictionError):
            attack(structure, known, targets)
        return
    reader = Reader(structure, known)
    for cell in targets:
        reach = reader.reach(cell)
        counts = {table[cell] for table in tables}
        assert reach.bounds == Bounds(low=min(counts), high=max(counts))
        assert reach.proved
        assert reach.least in tables
        assert reach.greatest in tables
        assert reach.least[cell] == min(counts)
        assert reach.greatest[cell] == max(counts)
        assert {count for count in range(10) if reader.table_with(cell, count)} == counts
        if reader.gapless(cell):
            assert len(counts) == max(counts) - min(counts) + 1


@given(tiny_systems(), st.sets(st.integers(0, 5)))
def test_a_count_without_a_greatest_either_has_one_or_grows_for_ever_as_shown(system, opened):
    structure, known = system
    known = [Bounds(low=bounds.low, high=None) if at in opened else bounds for at, bounds in enumerate(known)]
    try:
        reaches = attack(structure, known, range(len(known))).reaches
    except ContradictionError:
        return
    for reach in reaches:
        assert verify(structure, known, reach.least)
        assert verify(structure, known, reach.greatest)
        assert reach.proved
        assert (reach.bounds.high is None) == (reach.grows is not None)
        if reach.grows:
            assert reach.grows[reach.cell] > 0
            for times in range(1, 4):
                table = [
                    count + times * more for count, more in zip(reach.greatest, reach.grows, strict=True)
                ]
                assert verify(structure, known, table)


def test_verify_adds_and_compares():
    structure = added("women", "men", "all")
    known = [Bounds(low=1, high=9), withheld(), exact(20)]
    assert verify(structure, known, (4, 16, 20))
    assert not verify(structure, known, (4, 15, 20))  # does not add up
    assert not verify(structure, known, (10, 10, 20))  # not within what is known
    assert not verify(structure, known, (4, 16))
    assert not verify(structure, known, (4.0, 16.0, 20.0))


def test_what_a_reader_knows_of_a_rounded_count():
    assert rounded_bounds(0, 10) == Bounds(low=0, high=9)
    assert rounded_bounds(10, 10) == Bounds(low=1, high=19)
    assert rounded_bounds(45, 5) == Bounds(low=41, high=49)
    for rounded, base in ((7, 5), (-5, 5), (5, 0)):
        with pytest.raises(ValueError, match="multiple"):
            rounded_bounds(rounded, base)


def test_what_is_kept_back_is_what_is_not_published_as_it_is():
    assert kept_back([exact(3), withheld(), rounded_bounds(10, 10)]) == (1, 2)


# ── The traps ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_small_count_withheld_alone_is_its_total_less_the_others():
    known = [withheld(), exact(30), exact(40), exact(74)]
    assert found(added("a", "b", "c", "all"), known, 0) == exact(4)


def test_two_withheld_counts_of_one_pair_share_what_is_left():
    known = [withheld(), withheld(), exact(40), exact(45)]
    assert found(added("a", "b", "c", "all"), known, 0) == Bounds(low=0, high=5)


def test_a_count_withheld_in_its_row_and_paired_is_found_by_its_column():
    # Two are withheld in each row and column but one: the third column has only one of them.
    structure = two_way(2, 3)
    values = (3, 20, 30, 53, 20, 6, 30, 56, 23, 26, 60, 109)
    known = [withheld() if place in {0, 1, 4, 6} else exact(value) for place, value in enumerate(values)]
    assert [found(structure, known, place) for place in (0, 1, 4, 6)] == [
        exact(3),
        exact(20),
        exact(20),
        exact(30),
    ]


def test_four_that_read_10_beside_one_under_10_and_a_total_of_70_are_all_14_and_it_is_9():
    structure = added("a", "b", "c", "d", "e", "all")
    nearest = [*[Bounds(low=5, high=14)] * 4, Bounds(low=1, high=9), Bounds(low=65, high=74)]
    assert found(structure, nearest, 4) == exact(9)
    assert found(structure, nearest, 0) == exact(14)
    # If the rule is "either neighbouring multiple", the same figures tell nothing of it.
    either = [*[rounded_bounds(10, 10)] * 4, Bounds(low=1, high=9), rounded_bounds(70, 10)]
    assert found(structure, either, 4) == Bounds(low=1, high=9)


def test_each_rounded_alone_leaves_a_width_of_one_in_two_columns():
    nearest = [Bounds(low=0, high=2), Bounds(low=3, high=7), Bounds(low=8, high=12)]  # read 0, 5 and 10
    assert found(added("women", "men", "all"), nearest, 0) == Bounds(low=1, high=2)


def test_different_marks_for_the_small_and_for_their_cover_give_the_small_away():
    structure = added("a", "b", "c", "all")
    one_mark = [withheld(1), withheld(1), exact(15), exact(30)]
    two_marks = [Bounds(low=1, high=9), withheld(10), exact(15), exact(30)]
    assert found(structure, one_mark, 0) == Bounds(low=1, high=14)
    assert found(structure, two_marks, 0) == Bounds(low=1, high=5)


def test_a_public_total_with_its_tolerance_narrows_by_no_more_than_it_may():
    known = [withheld(), exact(40), Bounds(low=42, high=48)]
    assert found(added("disabled", "not disabled", "residents"), known, 0) == Bounds(low=2, high=8)


# ── Whole numbers ────────────────────────────────────────────────────────────────────────────────────────────────────

TRIANGLE = Structure(
    cells=("a", "b", "c", "a and b", "b and c", "a and c"),
    lines=(Line(total=3, parts=(0, 1)), Line(total=4, parts=(1, 2)), Line(total=5, parts=(0, 2))),
)


def test_a_count_between_two_possible_ones_can_be_impossible():
    known = [withheld(), withheld(), withheld(), exact(1), exact(1), withheld()]
    assert found(TRIANGLE, known, 5) == Bounds(low=0, high=2)
    reader = Reader(TRIANGLE, known)
    assert not reader.gapless(5)
    assert reader.table_with(5, 1) is None
    assert reader.table_with(5, 2) == (1, 0, 1, 1, 1, 2)


@pytest.mark.parametrize(
    ("kind", "gapless"),
    [("one-way", True), ("two-way", True), ("hierarchical", True), ("linked", True), ("three-way", False)],
)
def test_sums_that_follow_from_others_do_not_hide_that_there_are_no_gaps(kind, gapless):
    for seed in range(5):
        table = random_table(seed, kind)
        reader = Reader(table.structure, [rounded_bounds(count // 10 * 10, 10) for count in table.values])
        assert reader.gapless(0) is gapless


def test_half_people_are_no_table():
    known = [withheld(), withheld(), withheld(), exact(1), exact(1), exact(1)]
    with pytest.raises(ContradictionError, match="contradict each other"):
        attack(TRIANGLE, known, [0])


def test_a_contradiction_names_counts_and_no_number():
    with pytest.raises(ContradictionError) as caught:
        attack(added("women", "men", "all"), [exact(5), exact(57), exact(77)], [])
    assert str(caught.value).startswith("all, women, men: No counts of people can make")
    assert not any(number in str(caught.value) for number in ("5", "57", "77"))


def test_bounds_the_wrong_way_round_are_a_contradiction():
    with pytest.raises(ContradictionError, match=r"^women:"):
        attack(added("women", "men", "all"), [Bounds(low=3, high=2), withheld(), withheld()], [])


def test_what_the_search_could_not_settle_is_an_inner_bound_and_says_so(monkeypatch):
    known = [*[withheld()] * 4, exact(50)]
    structure = added("a", "b", "c", "d", "all")
    assert found(structure, known, 0) == Bounds(low=0, high=50)
    honest = Block.search

    def lame(self, aim, **how):
        return honest(self, aim, **how) if len(aim) != 1 else Outcome(answer=Answer.OPEN)

    monkeypatch.setattr(Block, "search", lame)
    for cell in range(4):
        (reach,) = attack(structure, known, [cell]).reaches
        assert verify(structure, known, reach.least)
        assert verify(structure, known, reach.greatest)
        assert Bounds(low=0, high=50).covers(reach.bounds)
        assert reach.limit == Bounds(low=0, high=50)
        assert reach.proved == (reach.bounds == reach.limit)
    assert not all(reach.proved for reach in attack(structure, known, range(4)).reaches)


def test_without_one_table_nothing_is_said(monkeypatch):
    monkeypatch.setattr(Block, "search", lambda self, aim, **how: Outcome(answer=Answer.OPEN))
    with pytest.raises(UnsettledError, match="Do not publish these tables"):
        attack(added("women", "men", "all"), [withheld(), withheld(), exact(9)], [0])


def test_what_is_asked_wrongly_is_refused():
    structure = added("women", "men", "all")
    with pytest.raises(ValueError, match="one bound for each cell"):
        attack(structure, [withheld()], [0])
    with pytest.raises(ValueError, match="no cell"):
        attack(structure, [withheld()] * 3, [3])
    with pytest.raises(KeyError):
        attack(structure, [withheld()] * 3, [0]).of(1)


def test_the_same_attack_twice_finds_the_same_tables():
    structure = two_way(4, 3)
    known = [rounded_bounds(10 * (place % 4), 10) for place in range(20)]
    known[3], known[7], known[11], known[15], known[16:] = *[Bounds(low=0, high=60)] * 4, [withheld()] * 4
    once, again = (attack(structure, known, range(20)) for _ in range(2))
    assert [(reach.least, reach.greatest) for reach in once.reaches] == [
        (reach.least, reach.greatest) for reach in again.reaches
    ]
    assert json.dumps(once.of(0).least)  # plain whole numbers, not a solver's
