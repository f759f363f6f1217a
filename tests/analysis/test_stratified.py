"""A group beside the reference within the groups of another characteristic: Berkeley's admissions of 1973, and invented counts."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from own_counts import asked, release

from eia.analysis import stratified_of
from eia.estimates import RoundedTally, RoundedWithin, Span, Within, lies, rounded_stratified, stratified
from eia.estimates.results import Tally
from eia.evidence import Answers, Column, PeopleTable

# Bickel PJ, Hammel EA, O'Connell JW (1975), Science 187: 398-404, the six largest departments as in R's UCBAdmissions: women
# admitted, women, men admitted, men.
BERKELEY = {
    "A": (89, 108, 512, 825),
    "B": (17, 25, 353, 560),
    "C": (202, 593, 120, 325),
    "D": (131, 375, 138, 417),
    "E": (94, 393, 53, 191),
    "F": (24, 341, 22, 373),
}
SEX = ("women", "men")
SHOWN_AS_THEY_ARE = "suppression-5"


def admissions(counts=BERKELEY, *, times=1, unsaid=0):
    """Return a table of people; of `unsaid` more women, all admitted, the department is not known."""
    departments = (*counts, "Not answered")
    rows, many = [], []
    for at, (women, of_women, men, of_men) in enumerate(counts.values()):
        for sex, have, people in ((0, women, of_women), (1, men, of_men)):
            rows += [(at, sex, 1), (at, sex, 0)]
            many += [have * times, (people - have) * times]
    codes = np.repeat(np.array([*rows, (len(counts), 0, 1)]), [*many, unsaid], axis=0)
    columns = {
        "department": Column(
            characteristic="department",
            groups=departments,
            codes=codes[:, 0].astype(np.int16),
            unanswered=("Not answered",),
        ),
        "sex": Column(characteristic="sex", groups=SEX, codes=codes[:, 1].astype(np.int16), unanswered=()),
    }
    return PeopleTable(
        size=len(codes), columns=columns, outcomes={"admitted": Answers(codes[:, 2].astype(np.int8))}
    )


def within_departments(table=None, *, profile=None, **more):
    said = {
        "outcome": "were admitted",
        "bears": None,
        "outcomes": {"admitted": "benefit"},
        "intersections": ("department × sex",),
        "reference": "men",
    }
    of = asked(**{**said, **more})
    return stratified_of(release(table or admissions(), of, profile=profile), of)


def test_berkeley_turns_round():
    [found] = within_departments(profile=SHOWN_AS_THEY_ARE)
    assert (found.group, found.reference, found.by, found.strata_by) == ("women", "men", "sex", "department")
    assert found.reversed is True
    assert found.beyond_chance
    plain = stratified(
        [
            Within(
                stratum=name,
                group=Tally(group="women", count=a, total=n),
                reference=Tally(group="men", count=b, total=m),
            )
            for name, (a, n, b, m) in BERKELEY.items()
        ],
        kind="complete",
    )
    assert found.found.shown == plain
    assert found.found.pooled.low == found.found.pooled.high == pytest.approx(plain.pooled)
    assert found.found.within.low == found.found.within.high == pytest.approx(plain.within.value)
    assert found.in_brief == (
        "Put together, a smaller share of “women” than of “men” were admitted; within 3 of the 5 groups by department of which "
        "shares are shown it is not. Neither figure should be shown without the other."
    )
    assert "one way and within the strata the other" in found.says
    assert [(one.stratum, one.group, one.reference) for one in found.strata] == [
        ("A", "82%", "62%"),
        ("B", "too few people", "63%"),
        ("C", "34%", "37%"),
        ("D", "35%", "33%"),
        ("E", "24%", "28%"),
        ("F", "7%", "5.9%"),
        ("All together", "30%", "45%"),
    ]


def test_of_few_rounded_counts_rounding_leaves_it_open():
    [found] = within_departments(profile="rounding-10")
    assert found.reversed is None
    assert found.in_brief == ""
    assert found.found.pooled.high < 1
    assert found.found.within.low < 1 < found.found.within.high
    assert "the rounding of the counts leaves open" in found.says
    assert found.found.shown.within.low is None
    assert "no interval is given for it" in found.says
    assert "% interval" not in found.says


def test_of_many_rounded_counts_it_turns_round_whatever_the_rounding():
    [found] = within_departments(admissions(times=20), profile="rounding-10")
    assert found.reversed is True
    assert "Whatever the rounding" in found.says
    assert "within 4 of the 6 groups by department" in found.in_brief
    same = {name: (n // 4, n, m // 2, m) for name, (_, n, _, m) in BERKELEY.items()}
    [found] = within_departments(admissions(same, times=20), profile="rounding-10")
    assert found.reversed is False
    assert "lies the same way" in found.says
    assert found.in_brief == ""


def test_those_of_no_known_department_are_neither_in_a_stratum_nor_in_the_whole():
    [found] = within_departments(admissions(times=20, unsaid=60_000), profile="rounding-10")
    assert found.reversed is True
    assert found.strata[-1].group == "about 30%"


def test_where_the_reference_is_of_the_other_characteristic_departments_are_compared_within_sexes():
    found = within_departments(admissions(times=20), reference="A")
    assert [one.group for one in found] == ["B", "C", "D", "E", "F"]
    assert {one.strata_by for one in found} == {"sex"}
    assert {one.by for one in found} == {"department"}


@pytest.mark.parametrize(
    "more", [{"kind": "opt-in"}, {"kind": None}, {"reference": None}, {"intersections": ()}]
)
def test_nothing_is_compared_where_it_is_not_asked_for_or_has_no_interval(more):
    assert within_departments(**more) == ()


def test_a_withheld_count_and_too_few_people_cannot_tell():
    [found] = within_departments(profile="suppression-10")
    assert found.found is found.reversed is None
    assert found.strata == ()
    assert "cannot tell. A count that this needs is withheld." in found.says
    few = {"A": (3, 40, 300, 900), "B": (9, 40, 200, 900)}
    [found] = within_departments(admissions(few))
    assert found.found is None
    assert "“women” is too few people" in found.says
    apart = {"A": (0, 0, 300, 900), "B": (400, 900, 0, 0)}
    [found] = within_departments(admissions(apart), profile=SHOWN_AS_THEY_ARE)
    assert found.found is found.reversed is None
    assert "In no group of the other characteristic do both hold people" in found.says


def test_a_stratum_lies_a_way_only_if_it_does_whatever_the_rounding():
    def at(have, have_not, others, others_not, slack=0):
        def span(number):
            return Span(low=max(0, number - slack), shown=number, high=number + slack)

        return RoundedWithin(
            stratum="x",
            group=RoundedTally(group="a", have=span(have), have_not=span(have_not)),
            reference=RoundedTally(group="b", have=span(others), have_not=span(others_not)),
        )

    assert lies(at(20, 0, 10, 10)) == 1
    assert lies(at(0, 20, 10, 10)) == -1
    assert lies(at(10, 10, 10, 10)) == 0
    assert lies(at(20, 10, 10, 20, slack=9)) == 0
    assert lies(at(200, 100, 100, 200, slack=9)) == 1


COUNTS = st.lists(st.tuples(*[st.integers(0, 120)] * 4), min_size=1, max_size=4)


@given(COUNTS, st.data())
@settings(max_examples=150)
def test_what_rounding_leaves_open_holds_the_true_odds_ratios_and_the_true_direction(counts, data):
    def seen(number):
        below = number - number % 10
        at = below if number == below or data.draw(st.booleans()) else below + 10
        return Span(low=max(0, at - 9), shown=at, high=at + 9)

    def added(spans):
        spans = list(spans)
        return Span(**{end: sum(getattr(one, end) for one in spans) for end in ("low", "shown", "high")})

    names = [f"s{at}" for at in range(len(counts))]
    spans = [[seen(number) for number in four] for four in counts]
    shown = [
        RoundedWithin(
            stratum=name,
            group=RoundedTally(group="a", have=a, have_not=b),
            reference=RoundedTally(group="b", have=c, have_not=d),
        )
        for name, (a, b, c, d) in zip(names, spans, strict=True)
    ]
    a, b, c, d = (added(column) for column in zip(*spans, strict=True))
    together = RoundedTally(group="a", have=a, have_not=b), RoundedTally(group="b", have=c, have_not=d)
    found = rounded_stratified(shown, together=together, kind="sampled")
    true = stratified(
        [
            Within(
                stratum=name,
                group=Tally(group="a", count=a, total=a + b),
                reference=Tally(group="b", count=c, total=c + d),
            )
            for name, (a, b, c, d) in zip(names, counts, strict=True)
        ],
        kind="sampled",
    )
    for value, open_ in ((true.pooled, found.pooled), (true.within.value, found.within)):
        if value is not None and open_ is not None:
            assert open_.low <= value * (1 + 1e-9)
            assert open_.high is None or value <= open_.high * (1 + 1e-9)
    if found.turns_round is not None and true.within.value is not None:
        assert true.turns_round == found.turns_round
    assert found.exact or not found.shown.within.told
