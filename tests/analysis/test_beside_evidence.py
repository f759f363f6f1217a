"""One piece of evidence beside another: an interval only beside a complete count of the same groups and ages. All invented."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from own_counts import asked, groups, people, release

from eia.analysis import beside_evidence
from eia.estimates import Estimate, Span, proportion, rounded_benchmark
from eia.estimates.results import Tally

HERE = {"women": 494, "men": 296}
THERE = {"Men": 2_004, "Women": 1_996}
EXACT = "suppression-10"


def beside(here=HERE, there=THERE, *, other=None, profile=None, unanswered=(), characteristic="sex", **more):
    said = {"outcome": None, "bears": None}
    of = asked(with_evidence="users", **{**said, **more})
    another = asked(**{**said, "id": "users", "title": "Users (invented)", **(other or {})})
    tables = release(groups(here, characteristic="sex", unanswered=unanswered), of, profile=profile)
    others = release(groups(there, characteristic=characteristic), another, profile=profile)
    [found] = beside_evidence(tables, of, others, another)
    return found


def test_beside_a_complete_count_of_the_same_groups_there_are_intervals():
    found = beside(profile=EXACT)
    women = found.compared[0]
    assert women.group == "women"
    assert women.there_open == (0.499, 0.499)
    own = proportion(Tally(group="women", count=494, total=790), kind="complete")
    assert (women.share.low, women.share.high) == (own.low, own.high)
    assert women.ratio.low == own.low / 0.499
    assert women.ratio.value == pytest.approx(494 / 790 / 0.499)
    assert "“women”: 63% of those counted (95% interval: 59% to 66%); 50% of those in “Users (invented)”" in (
        found.says
    )
    assert "so that its share here is 1.25 times its share there (1.18 to 1.32 times)" in found.says
    assert "chance from year to year" in found.says
    assert "taken as it stands: what chance did there is not allowed for" in found.says
    assert (
        "the group of 790 people is known. Of those in “Users (invented)” the group of 4,000 people"
        in found.says
    )
    assert "rounded" not in found.says
    assert found.described == ()


def test_rounding_of_both_widens_the_ratio_and_is_said():
    exact, rounded = (beside(profile=rule).compared[0] for rule in (EXACT, "rounding-10"))
    assert rounded.there_open[0] < 0.499 < rounded.there_open[1]
    assert rounded.ratio.low == rounded.share.low / rounded.there_open[1] < exact.ratio.low
    assert rounded.ratio.high == rounded.share.high / rounded.there_open[0] > exact.ratio.high
    said = beside().says
    assert "about 62% of those counted" in said
    assert "the intervals allow for the rounding of both" in said


@given(st.lists(st.tuples(st.integers(1, 900), st.integers(1, 900)), min_size=2, max_size=4), st.data())
@settings(max_examples=60)
def test_the_ratio_holds_that_of_the_true_counts(counts, data):
    def seen(number):
        below = number - number % 10
        at = below if number == below or data.draw(st.booleans()) else below + 10
        return Span(low=max(0, at - 9), shown=at, high=at + 9)

    names = [f"group {at}" for at in range(len(counts))]
    here, there = (dict(zip(names, side, strict=True)) for side in zip(*counts, strict=True))
    shown_there = {name: seen(number) for name, number in there.items()}
    if not any(span.shown for span in shown_there.values()):
        return
    found = rounded_benchmark(
        {name: seen(number) for name, number in here.items()}, shown_there, kind="sampled"
    )
    for one in found:
        true = proportion(Tally(group="x", count=here[one.group], total=sum(here.values())), kind="sampled")
        of_all = there[one.group] / sum(there.values())
        assert one.there_open[0] <= of_all <= one.there_open[1]
        if one.ratio.told:
            assert one.ratio.low <= true.low / of_all
            assert one.ratio.high is None or one.ratio.high >= true.high / of_all


def test_a_group_too_few_to_name_there_has_no_ratio_and_one_of_nobody_none_either():
    found = beside(here={"women": 494, "men": 296, "others": 40}, there={**THERE, "others": 3})
    others = found.compared[-1]
    assert others.there is None
    assert not others.ratio.told
    assert "“others”: about 4.8% of those counted" in found.says
    assert (
        "of those in “Users (invented)” no one share, since a count is shown only as too few to name"
        in found.says
    )
    nobody = beside(
        here={"women": 494, "men": 296, "others": 40}, there={**THERE, "others": 0}, profile="suppression-5"
    )
    assert nobody.compared[-1].there in (0, None)
    assert not nobody.compared[-1].ratio.told


@pytest.mark.parametrize(
    ("how", "why"),
    [
        ({"kind": "opt-in"}, "“Applicants (invented)” chose whether to respond"),
        ({"other": {"kind": "opt-in"}}, "“Users (invented)” chose whether to respond"),
        ({"other": {"kind": "sampled"}}, "is a sample with chance of its own"),
        ({"other": {"kind": None}}, "does not say whether “Users (invented)” is a complete count"),
        ({"kind": None}, "does not say whether “Applicants (invented)” is a complete count"),
        ({"there": {"Women": 1_996, "Men and boys": 2_004}}, "have not the same groups"),
        ({"other": {"base": "users aged 16 and over"}}, "do not count people of the same ages"),
        ({"base": "adults", "other": {"base": "grown adults"}}, "do not count people of the same ages"),
    ],
)
def test_where_no_interval_is_due_the_shares_stand_alone_with_the_reason(how, why):
    found = beside(**how)
    assert found.compared == ()
    assert why in found.says
    assert "with no interval and no verdict" in found.says
    assert found.described[0].group == "women"
    assert (found.described[0].share, found.described[0].there) == ("about 62%", "about 50%")
    assert "% interval" not in repr(found)


def test_adults_of_one_base_are_compared_though_their_ages_are_not_said():
    assert beside(base="adults who used it", other={"base": "Adults who used it"}).compared


def test_a_group_that_one_of_them_has_not_is_said_to_be_none_of_its():
    found = beside(there={"Women": 1_996, "Men and boys": 2_004})
    assert [(one.group, one.there) for one in found.described][1:] == [
        ("men", "no such group"),
        ("Men and boys", "about 50%"),
    ]


def test_where_a_count_is_withheld_the_others_stand_alone_or_nothing_does():
    here = {"women": 494, "men": 296, "others": 4}
    found = beside(here=here, there={**THERE, "others": 400}, profile=EXACT)
    assert found.compared == ()
    assert "A count that an interval needs is withheld" in found.says
    assert {one.share for one in found.described} >= {"not shown"}
    few = beside(here={"women": 30, "men": 40})
    assert few.described == few.compared == ()
    assert "those in “Applicants (invented)” whose group is known are too few" in few.says


def test_without_a_table_of_the_same_characteristic_that_is_said():
    found = beside(characteristic="race")
    assert found.described == found.compared == ()
    assert found.says == "“Users (invented)” holds no table by sex that could stand beside this."


def test_a_table_of_people_is_beside_counts_by_group_and_those_who_did_not_say_are_told():
    of = asked(with_evidence="users", outcome=None, bears=None)
    rows = people(
        {"sex": ["Women"] * 300 + ["Men"] * 200 + ["Prefer not to say"] * 30},
        {"refused": [True, False] * 265},
    )
    another = asked(id="users", title="Users (invented)", outcome=None, bears=None)
    [found] = beside_evidence(
        release(rows, of), of, release(groups(THERE, characteristic="sex"), another), another
    )
    assert [one.group for one in found.compared] == ["Men", "Women"]
    assert "The group of some of those in “Applicants (invented)” is not known" in found.says
    assert all(isinstance(one.share, Estimate) for one in found.compared)
