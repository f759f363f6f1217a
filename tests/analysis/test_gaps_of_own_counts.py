"""Gaps in a body's own counts: from what is shown alone, whatever the order and the names, and silent about nobody."""

import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from own_counts import asked, groups, people, release

from eia.analysis import gaps_of
from eia.analysis.tables_to_release import tables_to_release
from eia.errors import EiaError
from eia.estimates import EVERYONE_ELSE, Answer, Tally, bands_of, gap, verdicts
from eia.practice import practice

BANDS = bands_of(practice())
RACE = {"White": 4120, "Asian": 733, "Black": 512, "Mixed": 203, "Other": 61, "Prefer not to say": 144}
REFUSED = {"White": 612, "Asian": 201, "Black": 67, "Mixed": 44, "Other": 3, "Prefer not to say": 20}
UNSAID = ("Prefer not to say",)


def by_race(of, **more):
    return gaps_of(release(groups(RACE, REFUSED, unanswered=UNSAID), of, **more), of, bands=BANDS)


def test_each_group_stands_beside_the_named_reference_and_beside_everyone_else():
    [found] = by_race(asked(reference="White", reference_because="most applicants are"))
    assert [(one.group, one.reference) for one in found.comparisons] == [
        *[(group, "White") for group in ("Asian", "Black", "Mixed", "Other")],
        *[(group, EVERYONE_ELSE) for group in ("White", "Asian", "Black", "Mixed", "Other")],
    ]
    assert found.family == 7  # the two of "Other" are not made
    assert found.comparisons[0].answer is Answer.DIFFERENT
    assert "1.85 times theirs" in found.comparisons[0].says
    assert "one of 7 comparisons" in found.comparisons[0].says
    assert "The reference group is “White”, because: most applicants are" in found.notes
    assert any("% stand under “Prefer not to say”" in note for note in found.notes)


def test_without_a_reference_each_group_is_beside_everyone_else_alone_and_that_is_said():
    [found] = by_race(asked())
    assert {one.reference for one in found.comparisons} == {EVERYONE_ELSE}
    assert any("names no reference group" in note for note in found.notes)


def test_a_reference_without_a_reason_is_said_to_have_none():
    [found] = by_race(asked(reference="white"))
    assert found.reference == "White"
    assert any("does not say why" in note for note in found.notes)


def test_a_group_of_too_few_people_is_not_compared_and_that_is_said():
    [found] = by_race(asked(reference="Other", reference_because="a trial"))
    beside_few = [one for one in found.comparisons if one.reference == "Other"]
    assert {one.answer for one in beside_few} == {Answer.CANNOT_TELL}
    assert all("“Other” is too few for a percentage" in one.says for one in beside_few)
    assert not any(re.search(r"\b61\b", one.says) for one in found.comparisons)


@pytest.mark.parametrize(
    ("reference", "says"),
    [
        ("Whit", "Did you mean 'White'"),
        ("Prefer not to say", "they are no group"),
        ("Martians", "Write one of"),
    ],
)
def test_a_reference_that_is_no_group_is_refused_in_plain_words(reference, says):
    with pytest.raises(EiaError, match=says) as caught:
        by_race(asked(reference=reference))
    assert "Applicants (invented), 'reference'" in str(caught.value)


def test_what_a_count_withheld_would_tell_is_not_told():
    of = asked(reference="White", reference_because="most applicants are")
    [found] = by_race(of, profile="suppression-10")
    other = next(one for one in found.comparisons if one.group == "Other")
    assert other.answer is Answer.CANNOT_TELL
    assert "withheld" in other.says
    asian = found.comparisons[0]
    plain = gap(
        Tally(group="Asian", count=201, total=733),
        Tally(group="White", count=612, total=4120),
        kind="complete",
        outcome="were refused",
        bears="burden",
    )
    assert asian.verdict.gap == plain  # what is not rounded is estimated as it is


def test_opt_in_evidence_is_described_only():
    [found] = by_race(asked(kind="opt-in", reference="White", reference_because="most applicants are"))
    assert found.family == 0
    assert all(one.verdict is None and one.answer is None for one in found.comparisons)
    first = found.comparisons[0]
    assert not hasattr(first.described.ratio, "low")
    assert "no interval and no verdict" in first.says


@pytest.mark.parametrize(
    ("missing", "says"), [("kind", "complete count, a sample"), ("bears", "benefit or a burden")]
)
def test_what_the_record_does_not_say_is_not_assumed(missing, says):
    [found] = by_race(asked(**{missing: None}))
    assert found.comparisons == ()
    assert any(says in note for note in found.notes)


def test_counts_without_an_outcome_have_no_gaps():
    of = asked()
    assert gaps_of(release(groups(RACE), of), of, bands=BANDS) == ()


def refusals(seed, size=1_500):
    drawn = random.Random(seed)
    sexes = drawn.choices(["Women", "Men", "Prefer not to say"], [55, 40, 5], k=size)
    ages = drawn.choices(["16 to 44", "45 to 64", "65 and over"], k=size)
    refused = [drawn.choices([True, False, None], [30 if sex == "Women" else 15, 70, 3])[0] for sex in sexes]
    return sexes, ages, refused


def told(found):
    return {
        (one.table, comparison.group, comparison.reference): (
            comparison.answer,
            comparison.verdict and round(comparison.verdict.gap.ratio.value or 0, 9),
        )
        for one in found
        for comparison in one.comparisons
    }


def test_people_are_compared_by_each_column_with_one_correction_for_all():
    sexes, ages, refused = refusals(1, 4_000)
    of = asked(
        reference="Men", reference_because="a trial", outcome=None, bears=None, outcomes={"refused": "burden"}
    )
    found = gaps_of(release(people({"sex": sexes, "age": ages}, {"refused": refused}), of), of, bands=BANDS)
    assert [one.by for one in found] == ["Sex", "Age"]
    assert {one.family for one in found} == {1 + 3}
    sex, age = found
    assert sex.comparisons[0].answer is Answer.DIFFERENT
    assert age.reference is None
    assert any("names no reference group" in note for note in age.notes)
    assert any("did not answer whether they “refused”" in note for note in sex.notes)


@given(st.integers(0, 5), st.randoms(use_true_random=False))
@settings(max_examples=6, deadline=None)
def test_the_order_of_people_changes_nothing(seed, shuffled):
    sexes, ages, refused = refusals(seed, 600)
    rows = list(zip(sexes, ages, refused, strict=True))
    of = asked(outcomes={"refused": "burden"}, bears=None)

    def found(some):
        columns = [list(column) for column in zip(*some, strict=True)]
        table = people({"sex": columns[0], "age": columns[1]}, {"refused": columns[2]})
        return told(gaps_of(release(table, of), of, bands=BANDS))

    first = found(rows)
    shuffled.shuffle(rows)
    assert found(rows) == first


@given(st.permutations(["White", "Asian", "Black", "Mixed"]))
@settings(max_examples=8, deadline=None)
def test_the_names_of_groups_change_no_figure(names):
    counts = [(4120, 610), (730, 200), (510, 70), (200, 40)]  # tens, which rounding leaves alone
    table = groups(
        {name: whole for name, (whole, _) in zip(names, counts, strict=True)},
        {name: have for name, (_, have) in zip(names, counts, strict=True)},
    )
    of = asked()
    [found] = gaps_of(release(table, of), of, bands=BANDS)
    ratios = [round(one.verdict.gap.ratio.value, 2) for one in found.comparisons]
    assert ratios == [0.69, 1.84, 0.82, 1.22]


@given(
    st.lists(st.tuples(st.integers(0, 900), st.integers(0, 900)), min_size=2, max_size=5),
    st.tuples(st.integers(0, 90), st.integers(0, 90)),
    st.sampled_from(("rounding-10", "rounding-5", "suppression-10")),
)
@settings(max_examples=30, deadline=None)
def test_what_is_told_of_shown_counts_is_told_of_the_true_ones(pairs, unsaid, profile):
    names = [f"group {at}" for at in range(len(pairs))]
    every = [*zip(names, pairs, strict=True), (UNSAID[0], unsaid)]
    table = groups(
        {name: sum(pair) for name, pair in every},
        {name: have for name, (have, _) in every},
        unanswered=UNSAID,
    )
    of = asked(reference="group 0", reference_because="a trial")
    [found] = gaps_of(release(table, of, profile=profile), of, bands=BANDS)
    true = {
        name: Tally(group=name, count=have, total=have + rest)
        for name, (have, rest) in zip(names, pairs, strict=True)
    }
    compared = [one for one in found.comparisons if one.verdict]
    truths = []
    for one in compared:
        rest = [true[name] for name in names if name != one.group]
        other = Tally(group=EVERYONE_ELSE, count=sum(x.count for x in rest), total=sum(x.total for x in rest))
        against = other if one.reference == EVERYONE_ELSE else true["group 0"]
        truths.append(gap(true[one.group], against, kind="complete", outcome="were refused", bears="burden"))
    for one, truth in zip(compared, verdicts(truths, bands=BANDS), strict=True):
        assert one.answer in (Answer.CANNOT_TELL, truth.answer)
        for what in ("share", "reference_share", "ratio", "difference"):
            wide, narrow = getattr(one.verdict.gap, what), getattr(truth.gap, what)
            if wide.told and narrow.told:
                assert wide.low <= narrow.low + 1e-9
                assert wide.high is None or narrow.high <= wide.high + 1e-9


def test_an_outcome_is_said_in_the_records_words_where_it_has_as_many_as_outcomes():
    of = asked(outcome="kept it; were charged", outcomes={"kept": "benefit", "charged": "burden"})
    assert [of.words_for(one) for one in ("kept", "charged", "other")] == ["kept it", "were charged", "other"]
    assert (
        asked(outcome="kept it", outcomes={"kept": "benefit", "charged": "burden"}).words_for("kept")
        == "kept"
    )
    assert asked(outcome="stayed; went", outcomes={"kept": "benefit"}).words_for("kept") == "stayed; went"


def test_intersections_are_counted_by_both_columns_and_an_unknown_one_is_refused():
    sexes, ages, refused = refusals(2, 300)
    table = people({"sex": sexes, "age": ages}, {"refused": refused})
    names = [one.name for one in tables_to_release(table, asked(intersections=("Age × sex",)))]
    assert names == ["applicants: sex, refused", "applicants: age, refused", "applicants: age × sex, refused"]
    with pytest.raises(EiaError, match="does not name two or three different columns"):
        tables_to_release(table, asked(intersections=("age × race",)))
    with pytest.raises(EiaError, match="two or three"):
        tables_to_release(table, asked(intersections=("age × age",)))


def test_groups_that_differ_in_capitals_alone_are_refused():
    table = people({"sex": ["Women", "women", "Men"]})
    with pytest.raises(EiaError, match="capital letters or spaces alone"):
        tables_to_release(table, asked())


def test_no_raw_count_stands_in_what_comes_out():
    found = by_race(asked(reference="White", reference_because="most applicants are"))
    written = repr(found) + " ".join(one.says for gaps in found for one in gaps.comparisons)
    raw = {
        str(number) for counts in (RACE, REFUSED) for number in counts.values() if number % 10 and number > 99
    }
    assert raw == {"733", "512", "203", "144", "612", "201"}
    assert not any(re.search(rf"(?<![\d.]){number}(?!\d)", written) for number in raw)
