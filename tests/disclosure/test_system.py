"""What is one count is one cell, every sum among the cells is there, and nothing of it is shown."""

import copy
import itertools
import json
import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eia.disclosure.counts import Counts, RawCountsError
from eia.disclosure.structure import Bounds
from eia.disclosure.system import Crosstab, Dimension, DoesNotAddUp, LinkedTable, Public, assemble
from eia.disclosure.tally import Tally

ETHNIC = Dimension(
    name="Ethnic group",
    groups=("Indian", "Pakistani", "British", "Irish", "Arab"),
    within={"Indian": "Asian", "Pakistani": "Asian", "British": "White", "Irish": "White"},
)
BROAD = Dimension(name="ethnic  group", groups=("White", "asian", "Arab"))
SEX = Dimension(name="sex", groups=("female", "male"))


def table(values, *dimensions, base=None, **more):
    counts = Crosstab(dimensions, tuple(values)) if dimensions else counts_of(values)
    return LinkedTable(counts=counts, base=base, **more)


def counts_of(values):
    return Counts(tuple(f"g{at}" for at in range(len(values))), tuple(values))


def sums(system):
    """Return every sum in the names of its cells."""
    names = system.structure.cells
    return {names[line.total]: {names[part] for part in line.parts} for line in system.structure.lines}


def count(system, name):
    return system._values[system.structure.cells.index(name)]


def test_a_table_of_one_thing_is_its_groups_and_their_total():
    system = assemble(
        {"survey-disability": LinkedTable(counts=Counts(("disabled", "not disabled"), (3, 40)))}
    )
    assert system.structure.cells == (
        "survey-disability: disabled",
        "survey-disability: not disabled",
        "survey-disability: total",
    )
    assert sums(system) == {
        "survey-disability: total": {"survey-disability: disabled", "survey-disability: not disabled"}
    }
    assert list(system.places("survey-disability")) == [("disabled",), ("not disabled",), (None,)]


def test_tables_of_the_same_people_share_their_total_and_others_do_not():
    same = assemble({"a": table((1, 2), base="All  Respondents"), "b": table((3, 0), base="all respondents")})
    assert same.places("a")[None,] == same.places("b")[None,]
    assert len(same.structure.cells) == 5
    for others in ({}, {"base": "those who answered"}):
        apart = assemble({"a": table((1, 2), base="all respondents"), "b": table((3, 1), **others)})
        assert len(apart.structure.cells) == 6


def test_tables_without_a_base_are_of_nobody_else():
    assert len(assemble({"a": table((1, 2)), "b": table((1, 2))}).structure.cells) == 6


def test_broad_groups_are_the_sums_of_theirs():
    system = assemble({"t": table((1, 2, 30, 4, 5), ETHNIC)})
    assert sums(system) == {
        "t: Asian": {"t: Indian", "t: Pakistani"},
        "t: White": {"t: British", "t: Irish"},
        "t: total": {"t: Asian", "t: White", "t: Arab"},
    }
    assert count(system, "t: Asian") == 3


def test_a_crosstab_has_all_its_margins():
    system = assemble({"t": table(range(10), ETHNIC, SEX)})
    assert len(system.structure.cells) == 8 * 3
    assert len(system.structure.lines) == 3 * 3 + 8
    assert sums(system)["t: Asian × female"] == {"t: Indian × female", "t: Pakistani × female"}
    assert count(system, "t: Asian × male") == 1 + 3
    assert count(system, "t: male") == 1 + 3 + 5 + 7 + 9
    places = list(system.places("t"))
    assert places[:10] == list(itertools.product(ETHNIC.groups, SEX.groups))
    assert places[-1] == (None, None)


def test_tables_of_the_same_people_share_a_dimension_of_the_same_name_and_groups():
    age = Dimension(name="age", groups=("young", "old"))
    system = assemble({"a": table((1, 2, 3, 4), SEX, age, base="x"), "b": table((3, 7), SEX, base="X")})
    assert system.places("b")["female",] == system.places("a")["female", None]
    assert len(system.structure.cells) == 9


def test_the_broad_groups_of_one_table_are_the_groups_of_another():
    system = assemble(
        {"fine": table((1, 2, 30, 4, 5), ETHNIC, base="x"), "rough": table((34, 3, 5), BROAD, base="x")}
    )
    assert system.places("rough")["White",] == system.places("fine")["White",]
    assert system.places("rough")["Arab",] == system.places("fine")["Arab",]
    assert len(system.structure.cells) == 8
    assert len(system.structure.lines) == 3


def test_groups_of_the_same_words_are_not_shared_where_one_table_leaves_others_out():
    other = Dimension(name="ethnic group", groups=("White", "Asian", "Other"))
    system = assemble(
        {"fine": table((1, 2, 30, 4, 5), ETHNIC, base="x"), "rough": table((30, 7, 5), other, base="x")}
    )
    assert system.places("rough")["White",] != system.places("fine")["White",]


def test_counts_of_no_named_dimension_share_their_total_only():
    system = assemble({"a": table((1, 2), base="x"), "b": table((2, 1), base="x")})
    assert system.places("a")["g0",] != system.places("b")["g0",]


def test_a_group_alone_in_its_broad_group_is_one_count_with_it():
    only = Dimension(name="d", groups=("a", "b"), within={"a": "broad a"})
    system = assemble({"t": table((4, 5), only)})
    assert system.places("t")["broad a",] == system.places("t")["a",]
    assert len(system.structure.cells) == 3
    assert assemble({"t": table((4,))}).structure.lines == ()


def test_tables_that_differ_on_their_people_are_named_and_no_count_is():
    # Maidstone's third option: 5 and 57 people in one table, 77 in the other.
    tables = {"carers": table((5, 57), base="option 3"), "disability": table((15, 62), base="option 3")}
    with pytest.raises(DoesNotAddUp) as refused:
        assemble(tables)
    assert refused.value.tables == ("carers", "disability")
    assert not any(character.isdigit() for character in str(refused.value))
    with pytest.raises(DoesNotAddUp) as alone:
        assemble({"carers": table((5, 57), stated=Tally(77))})
    assert alone.value.tables == ("carers",)
    assert repr(assemble({"carers": table((5, 72), stated=Tally(77))})).startswith("<System: 1 tables")


def test_what_is_public_is_known_by_its_cell_within_its_tolerance():
    tables = {"t": table((4, 30))}
    system = assemble(tables, public=[Public(table="t", value=33, tolerance=2)])
    assert system.public == {2: Bounds(low=31, high=35)}
    twice = assemble(
        tables,
        public=[
            Public(table="t", value=33, tolerance=2),
            Public(table="t", value=36, tolerance=3),
            Public(table="t", place=("g0",), value=4),
        ],
    )
    assert twice.public == {2: Bounds(low=33, high=35), 0: Bounds(low=4, high=4)}
    with pytest.raises(DoesNotAddUp):
        assemble(tables, public=[Public(table="t", value=33)])
    for nowhere in (Public(table="u", value=1), Public(table="t", value=1, place=("g7",))):
        with pytest.raises(ValueError, match="a place that is not in a table"):
            assemble(tables, public=[nowhere])


def test_names_stay_apart_where_words_would_run_together():
    system = assemble(
        {"a": LinkedTable(counts=Counts(("b: c",), (1,))), "a: b": LinkedTable(counts=Counts(("c",), (2,)))}
    )
    assert len(set(system.structure.cells)) == 2


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 50), min_size=10, max_size=10), st.permutations(["a", "b", "c"]))
def test_every_sum_holds_and_the_order_of_tables_does_not_matter(values, order):
    broad = (values[4] + values[5] + values[6] + values[7], sum(values[:4]), values[8] + values[9])
    tables = {
        "a": table(values, ETHNIC, SEX, base="x"),
        "b": table(broad, BROAD, base="x"),
        "c": table((sum(values), 0), base="x"),
    }
    system = assemble({name: tables[name] for name in order})
    for line in system.structure.lines:
        assert system._values[line.total] == sum(system._values[part] for part in line.parts)
    assert system.structure == assemble(tables).structure


def test_no_ordinary_way_lets_a_count_out():
    values = (4321, 7, 8, 9, 1, 2, 3, 4, 5, 6)
    crosstab = Crosstab((ETHNIC, SEX), values)
    system = assemble({"t": LinkedTable(counts=crosstab)})
    assert repr(crosstab) == "<Crosstab: 5 × 2 groups, not shown>"
    for raw in (crosstab, system):
        assert "4321" not in repr(raw)
        for leak in (str, format, int, float, len, iter, list, vars, pickle.dumps, copy.copy, json.dumps):
            with pytest.raises(TypeError):
                leak(raw)
        with pytest.raises(AttributeError):
            raw._values = ()
    assert issubclass(RawCountsError, TypeError)


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": " ", "groups": ("a",)},
        {"name": "d", "groups": ()},
        {"name": "d", "groups": ("a", " ")},
        {"name": "d", "groups": ("a", "A ")},
        {"name": "d", "groups": ("a", "b"), "within": {"a": "b"}},
        {"name": "d", "groups": ("a", "b"), "within": {"c": "B2"}},
        {"name": "d", "groups": ("a",), "within": {"a": "P", "P": "Q", "Q": "P"}},
    ],
)
def test_a_dimension_that_cannot_be_is_refused(wrong):
    with pytest.raises(ValueError, match=r"\w"):
        Dimension(**wrong)


@pytest.mark.parametrize(
    ("dimensions", "values", "error"),
    [
        ((), (), ValueError),
        ((SEX, SEX), (1, 2, 3, 4321), ValueError),
        ((SEX,), (4321,), ValueError),
        ((SEX,), (4321, -1), ValueError),
        ((SEX,), (4321, True), TypeError),
    ],
)
def test_a_crosstab_that_cannot_be_is_refused_without_a_count(dimensions, values, error):
    with pytest.raises(error) as refused:
        Crosstab(dimensions, values)
    assert "4321" not in str(refused.value)


def test_no_table_is_no_system():
    with pytest.raises(ValueError, match="no table"):
        assemble({})
