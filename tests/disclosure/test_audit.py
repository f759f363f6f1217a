"""The auditor: what it passes, what it finds out, and what it may say of it in print."""

from __future__ import annotations

import csv
import json

import pytest
from random_tables import random_table, random_tables
from releasing import (
    WithholdingRule,
    audit_of_rounding,
    naively_rounded,
    naively_withheld,
    rounded_together,
)

from eia.disclosure.across import Publication, combine, narrowings
from eia.disclosure.attack import attack, exact, kept_back, rounded_bounds, verify, withheld
from eia.disclosure.audit import Verdict, audit, needs_of, widest_rounding, widest_withholding
from eia.disclosure.rounding import round_together
from eia.disclosure.structure import Bounds, Line, Structure
from eia.disclosure.suppression import withhold
from eia.errors import EiaError

FIVE = Structure(cells=("a", "b", "c", "d", "all"), lines=(Line(total=4, parts=(0, 1, 2, 3)),))
VALUES = (4, 30, 12, 54, 100)
NEEDS = {0: Bounds(low=1, high=9)}
WIDEST = widest_withholding(FIVE, public={4: exact(100)})


def released(*places: int) -> list[Bounds]:
    return [withheld() if place in places else exact(count) for place, count in enumerate(VALUES)]


# ── What each count needs ────────────────────────────────────────────────────────────────────────────────────────────


def test_a_small_count_needs_to_be_able_to_be_any_small_count():
    assert needs_of((0, 1, 9, 10, 250), 10, zeros=False) == {
        1: Bounds(low=1, high=9),
        2: Bounds(low=1, high=9),
    }


def test_where_zeros_are_disclosive_a_zero_needs_it_too():
    assert needs_of((0, 4, 5), 5, zeros=True) == {0: Bounds(low=0, high=4), 1: Bounds(low=1, high=4)}


def test_a_threshold_that_protects_nothing_is_refused():
    with pytest.raises(ValueError, match="protects nothing"):
        needs_of((1, 2), 2, zeros=False)


# ── Verdicts ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_withheld_with_a_large_one_it_is_safe():
    found = audit(FIVE, released(0, 2), NEEDS, widest=WIDEST)
    (only,) = found.protected
    assert only.verdict is Verdict.SAFE
    assert only.found == Bounds(low=0, high=16)
    assert repr(only) == "Protected()"
    assert found.short == found.below == found.pinned == ()


def test_withheld_alone_it_is_pinned_and_another_release_might_leave_more():
    found = audit(FIVE, released(0), NEEDS, widest=WIDEST)
    (only,) = found.protected
    assert only.verdict is Verdict.PINNED
    assert only.counts == {4}
    assert only.attainable == set(range(1, 10))
    assert found.below == found.pinned == found.short == (only,)


def test_withheld_with_too_small_a_one_it_is_below_what_is_attainable():
    structure = Structure(cells=("a", "b", "c", "all"), lines=(Line(total=3, parts=(0, 1, 2)),))
    known = [withheld(), withheld(), exact(60), exact(64)]
    found = audit(structure, known, NEEDS, widest=[withheld(), withheld(), withheld(), exact(64)])
    (only,) = found.protected
    assert only.verdict is Verdict.BELOW
    assert only.counts == {1, 2, 3, 4}


def test_what_no_release_could_leave_wider_is_said_to_be_so():
    structure = Structure(cells=("a", "b", "all"), lines=(Line(total=2, parts=(0, 1)),))
    known = [withheld(1), withheld(1), exact(8)]
    found = audit(structure, known, {0: Bounds(low=1, high=9), 1: Bounds(low=1, high=9)}, widest=known)
    assert [each.verdict for each in found.protected] == [Verdict.AS_WIDE_AS_CAN_BE] * 2
    assert [each.counts for each in found.protected] == [set(range(1, 8))] * 2
    assert found.closest == 7
    assert not found.below


def test_a_count_that_cannot_be_though_its_neighbours_can_falls_short():
    triangle = Structure(
        cells=("a", "b", "c", "a and b", "b and c", "a and c"),
        lines=(Line(total=3, parts=(0, 1)), Line(total=4, parts=(1, 2)), Line(total=5, parts=(0, 2))),
    )
    known = [withheld(), withheld(), withheld(), exact(1), exact(1), withheld()]
    found = audit(triangle, known, {5: Bounds(low=0, high=2)}, widest=[withheld()] * 6)
    assert found.protected[0].found == Bounds(low=0, high=2)
    assert found.protected[0].counts == {0, 2}
    assert found.protected[0].verdict is Verdict.BELOW


def test_the_tables_that_show_it_add_up():
    known = released(0, 2)
    (only,) = audit(FIVE, known, NEEDS, widest=WIDEST).protected
    assert verify(FIVE, known, only.reach.least)
    assert verify(FIVE, known, only.reach.greatest)
    assert (only.reach.least[0], only.reach.greatest[0]) == (0, 16)


def test_a_need_without_a_greatest_count_is_refused():
    with pytest.raises(ValueError, match="a need has a greatest count"):
        audit(FIVE, released(0), {0: withheld()}, widest=WIDEST)


def test_the_widest_rounding_leaves_at_least_what_any_rounding_does():
    for table in random_tables(10):
        for known in (rounded_together(table, 10)[1], rounded_together(table, 5)[1]):
            base = 10 if known[0].high is not None and known[0].high % 10 == 9 else 5
            widest = widest_rounding(table.values, base)
            assert all(wide.covers(one) for wide, one in zip(widest, known, strict=True))


# ── What may be printed ──────────────────────────────────────────────────────────────────────────────────────────────


def test_what_an_audit_shows_is_the_same_whichever_count_was_the_small_one():
    shown = set()
    for place in (0, 2):
        found = audit(FIVE, released(0, 2), {place: Bounds(low=1, high=9)}, widest=WIDEST)
        shown.add((repr(found), json.dumps(found.record(), sort_keys=True), found.says("count under 10", 9)))
    nothing_small = audit(FIVE, released(0, 2), {}, widest=WIDEST)
    shown.add(
        (
            repr(nothing_small),
            json.dumps(nothing_small.record(), sort_keys=True),
            nothing_small.says("count under 10", 9),
        )
    )
    assert shown == {
        (
            "Audit(kept_back=2)",
            '{"closest": null, "falls_short": 0, "kept_back": 2, "pinned": false}',
            "Working from every number published here, the rule and the sums among them, an outsider cannot bring any count under 10 down to fewer than 9 possible counts.",
        )
    }


def test_how_close_an_outsider_could_come_is_said_in_a_sentence():
    short = audit(
        Structure(cells=("a", "b", "all"), lines=(Line(total=2, parts=(0, 1)),)),
        [withheld(1), withheld(1), exact(9)],
        {0: Bounds(low=1, high=9)},
        widest=[withheld(1), withheld(1), exact(9)],
    )
    assert short.says("count under 10", 9).endswith(
        "an outsider could bring a count under 10 down to 8 possible counts, and no further. One count falls short of "
        "what the rule asks for; nothing short of leaving out the table or its totals could leave more."
    )
    pinned = audit(FIVE, released(0), NEEDS, widest=WIDEST)
    assert pinned.says("count under 10", 9).endswith(
        "could work out a count under 10 exactly. These tables should not be published as they are."
    )


# ── Two naive releasers ──────────────────────────────────────────────────────────────────────────────────────────────


def test_withholding_the_small_counts_and_no_more_is_found_out():
    audits = [
        rule.audit(naively_withheld(rule))
        for table in random_tables(40, most=45)
        if (rule := WithholdingRule(table=table, threshold=10, zeros=False)).needs
    ]
    assert len(audits) == 36
    assert sum(bool(found.below) for found in audits) == 20
    assert (
        sum(bool(found.pinned) for found in audits) == 21
    )  # in one, nothing could have kept it from being pinned
    assert sum(len(found.pinned) for found in audits) == 67


@pytest.mark.parametrize(("base", "tables", "counts"), [(5, 30, 142), (10, 36, 255)])
def test_rounding_each_number_alone_is_found_out(base, tables, counts):
    audits = [
        audit_of_rounding(table, base, naively_rounded(table, base)) for table in random_tables(40, most=45)
    ]
    assert sum(len(found.protected) for found in audits) == counts
    assert (
        sum(len(found.below) for found in audits) == counts
    )  # "to the nearest" alone says half of what must not be known
    assert sum(bool(found.below) for found in audits) == tables


# ── Maidstone's five carers ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def maidstone(root):
    """Option 3 as published: 5 carers, and 15 with and 62 without a disability among the same 77."""
    folder = root / "data" / "proposals" / "council-tax-support-options" / "evidence"
    counts = {}
    for name in ("option-3-carers", "option-3-disability"):
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
            counts.update({row["group"]: int(row["count"]) for row in csv.DictReader(lines)})
    carers, with_one, without = counts.values()
    values = (carers, with_one + without - carers, with_one, without, with_one + without)
    structure = Structure(
        cells=("carers", "not carers", "with a disability", "without a disability", "affected"),
        lines=(Line(total=4, parts=(0, 1)), Line(total=4, parts=(2, 3))),
    )
    assert values[0] == 5
    return structure, values


@pytest.mark.parametrize("base", [5, 10])
def test_rounded_maidstones_five_could_be_any_count_under_the_base(maidstone, base):
    structure, values = maidstone
    rounded = round_together(structure, values, base=base)
    known = [rounded_bounds(count, base) for count in rounded.values]
    found = attack(structure, known, [0]).of(0)
    assert found.bounds.covers(Bounds(low=1, high=9))


def test_withheld_maidstones_five_could_be_any_count_under_10(maidstone):
    structure, values = maidstone
    needs = needs_of(values, 10, zeros=False)
    public = {4: exact(values[4])}
    chosen = withhold(structure, values, needs, low=1, public=public)
    known = [withheld(1) if place in chosen.cells else exact(count) for place, count in enumerate(values)]
    assert set(chosen.cells) == {0, 1}
    found = audit(structure, known, needs, widest=widest_withholding(structure, public=public, low=1))
    assert [each.verdict for each in found.protected] == [Verdict.SAFE]
    assert found.protected[0].found.covers(Bounds(low=1, high=9))


# ── Across publications ──────────────────────────────────────────────────────────────────────────────────────────────

PAIR = Structure(cells=("a", "b", "all"), lines=(Line(total=2, parts=(0, 1)),))


def test_two_reports_that_each_keep_a_count_back_can_give_it_away_together():
    by_sex = Publication(
        name="report on sex",
        structure=Structure(cells=("women", "men", "all"), lines=(Line(total=2, parts=(0, 1)),)),
        known=(withheld(1), withheld(1), exact(40)),
    )
    by_carer = Publication(
        name="report on carers",
        structure=Structure(
            cells=("women", "women who care", "women who do not"), lines=(Line(total=0, parts=(1, 2)),)
        ),
        known=(Bounds(low=31, high=39), exact(33), withheld(1)),
    )
    men = [each for each in narrowings([by_sex, by_carer]) if each.name == "men"]
    assert [(each.publication, each.alone.bounds, each.together.bounds) for each in men] == [
        ("report on sex", Bounds(low=1, high=39), Bounds(low=1, high=6)),
    ]
    combined = combine([by_sex, by_carer])
    found = audit(
        combined.structure,
        combined.known,
        {combined.places[0][1]: Bounds(low=1, high=9)},
        widest=[withheld(1)] * 5,
    )
    assert found.below


def test_an_earlier_version_that_printed_it_gives_it_away():
    first = Publication(name="version 1", structure=PAIR, known=(exact(4), exact(36), exact(40)))
    second = Publication(name="version 2", structure=PAIR, known=(withheld(1), withheld(1), exact(40)))
    assert [(each.name, each.publication, each.together.bounds) for each in narrowings([first, second])] == [
        ("a", "version 2", exact(4)),
        ("b", "version 2", exact(36)),
    ]


def test_another_rounding_of_the_same_count_narrows_it():
    down = Publication(
        name="version 1", structure=PAIR, known=(rounded_bounds(0, 10), exact(36), rounded_bounds(40, 10))
    )
    up = Publication(
        name="version 2", structure=PAIR, known=(rounded_bounds(10, 10), exact(36), rounded_bounds(40, 10))
    )
    combined = combine([down, up])
    assert attack(combined.structure, combined.known, [0]).of(0).bounds == Bounds(low=1, high=9)
    assert kept_back(combined.known) == (0, 2)


def test_the_same_publication_twice_narrows_nothing_and_adds_no_sum():
    table = random_table(1)
    _, known = rounded_together(table, 10)
    once = Publication(name="once", structure=table.structure, known=tuple(known))
    again = Publication(name="again", structure=table.structure, known=tuple(known))
    combined = combine([once, again])
    assert combined.structure == table.structure
    assert combined.known == tuple(known)
    assert narrowings([once, again]) == ()


def test_counts_that_cannot_both_be_true_are_named_with_both_publications_and_no_number():
    first = Publication(name="version 1", structure=PAIR, known=(exact(14), exact(36), exact(50)))
    second = Publication(name="version 2", structure=PAIR, known=(exact(14), exact(37), exact(51)))
    with pytest.raises(EiaError) as caught:
        combine([first, second])
    assert [problem.where for problem in caught.value.problems] == ["version 1 and version 2"] * 2
    assert [problem.what for problem in caught.value.problems] == [
        "They tell different things of 'b', which cannot both be true.",
        "They tell different things of 'all', which cannot both be true.",
    ]
    assert not any(number in str(caught.value) for number in ("36", "37", "50", "51"))


def test_what_is_no_publication_is_refused():
    with pytest.raises(ValueError, match="nothing to combine"):
        combine([])
    with pytest.raises(ValueError, match="one bound for each cell"):
        Publication(name="version 1", structure=PAIR, known=(exact(4),))
