"""What would be enough to tell: as far as is said, at no smaller whole multiple, and of the group alone beside very many others."""

import random

import pytest

from eia.estimates import Answer, Bands, Tally, gap, sentence_of, verdict

BANDS = Bands(ratio=0.8, difference=0.05, money=0.05, false_discoveries=0.05)


def judge(one, other, kind="sampled"):
    tallies = [
        Tally(group=name, count=count, total=total)
        for name, (count, total) in zip("ab", (one, other), strict=True)
    ]
    return verdict(gap(*tallies, kind=kind, outcome="were appointed", bears="benefit"), bands=BANDS)


def grown(one, other, times):
    return judge(*((times * count, times * total) for count, total in (one, other)))


def test_it_is_looked_for_as_far_as_is_said():
    found = judge((24, 100), (30, 105))
    assert 512 < found.more.times < 1_000
    assert grown((24, 100), (30, 105), 1_000).answer is Answer.SIMILAR
    assert "even 1,000 times" not in sentence_of(found)


@pytest.mark.parametrize(
    ("one", "other", "most"), [((59, 60), (18, 20), 2), ((0, 30), (5, 100), 3), ((5, 5), (4, 9), 2)]
)
def test_where_few_are_expected_the_exact_test_is_asked_too(one, other, most):
    found = judge(one, other)
    assert found.answer is Answer.CANNOT_TELL
    assert grown(one, other, most).answer is not Answer.CANNOT_TELL
    assert found.more.times <= most


def test_no_smaller_whole_multiple_tells_and_the_years_named_do():
    drawn = random.Random(4)
    told = 0
    for _ in range(150):
        one, other = (
            (drawn.randint(0, total), total) for total in (drawn.randint(5, 60), drawn.randint(5, 200))
        )
        found = judge(one, other, kind="complete")
        if found.more is None or found.more.times > 25:
            continue
        told += 1
        for times in range(2, found.more.years + 1):
            assert grown(one, other, times).answer is Answer.CANNOT_TELL
        assert grown(one, other, found.more.years + 1).answer is not Answer.CANNOT_TELL
    assert told > 40


def test_beside_very_many_others_more_are_asked_of_the_group_alone():
    found = judge((8, 30), (4_000_000, 10_000_000))
    assert found.more.of_group_alone
    assert found.more.responses == found.more.of_group < 100
    assert found.more.times < 2
    assert judge((16, 60), (4_000_000, 10_000_000)).answer is not Answer.CANNOT_TELL
    assert f"about {found.more.of_group} more responses from the group “a” would be enough" in sentence_of(
        found
    )
    assert not judge((8, 30), (240, 590)).more.of_group_alone
    assert judge((8, 30), (4_000_000, 10_000_000), kind="complete").more.responses is None
