"""Inks: told apart by people who see colours otherwise, and in grey; dark enough on what they stand on.

What people with a colour-vision deficiency see is simulated by the matrices, for linear light, of Machado G M, Oliveira M M,
Fernandes L A F (2009), "A physiologically-based model for simulation of color vision deficiency", IEEE Transactions on
Visualization and Computer Graphics 15(6): 1291-1298, doi 10.1109/TVCG.2009.113, at severity 1.0. How far two colours are
apart is the distance in CIELAB (CIE 1976), under D65. Contrast is that of WCAG 2.2, criteria 1.4.3 and 1.4.11.
"""

from __future__ import annotations

from itertools import combinations

import pytest

from eia.views.charts import marks
from eia.views.charts.marks import BAND, GROUND, INK, QUIET, TOLD_APART, Mark

APART = 20.0
"""The least distance in CIELAB at which two inks are held to differ at a glance; about 2 is the least that can be seen."""

SEEN_BY = {
    "most people": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
    "grey": ((0.2126, 0.7152, 0.0722),) * 3,
}
D65 = (0.95047, 1.0, 1.08883)
TO_XYZ = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)


def linear(ink: str) -> tuple[float, ...]:
    parts = [int(ink[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return tuple(one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)


def times(matrix, light) -> tuple[float, ...]:
    return tuple(sum(part * one for part, one in zip(row, light, strict=True)) for row in matrix)


def lab(light) -> tuple[float, float, float]:
    x, y, z = (one / white for one, white in zip(times(TO_XYZ, light), D65, strict=True))
    x, y, z = (
        one ** (1 / 3) if one > (6 / 29) ** 3 else one / (3 * (6 / 29) ** 2) + 4 / 29 for one in (x, y, z)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def distance(one: str, other: str, *, by: str) -> float:
    seen = [
        lab(tuple(min(1.0, max(0.0, part)) for part in times(SEEN_BY[by], linear(ink))))
        for ink in (one, other)
    ]
    return sum((a - b) ** 2 for a, b in zip(*seen, strict=True)) ** 0.5


def contrast(one: str, other: str) -> float:
    light, dark = sorted(
        (sum(p * w for p, w in zip(linear(ink), TO_XYZ[1], strict=True)) for ink in (one, other)),
        reverse=True,
    )
    return (light + 0.05) / (dark + 0.05)


def all_marks() -> list[Mark]:
    return [one for one in vars(marks).values() if isinstance(one, Mark)]


def test_the_simulation_is_right_where_the_answer_is_known():
    for by in SEEN_BY:
        assert distance("#000000", "#ffffff", by=by) == pytest.approx(100, abs=0.5)
        assert distance("#777777", "#777777", by=by) == 0
    assert distance("#ff0000", "#008000", by="most people") > 100
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    red_and_green = {by: distance("#b35a2a", "#7a7a1f", by=by) for by in SEEN_BY}
    assert red_and_green["deuteranopia"] < red_and_green["most people"] / 2


def test_every_mark_is_on_some_chart():
    assert {one.word for one in all_marks()} == {one.word for chart in TOLD_APART for one in chart}


@pytest.mark.parametrize("by", SEEN_BY)
@pytest.mark.parametrize("chart", TOLD_APART, ids=lambda chart: chart[0].word)
def test_marks_of_one_chart_are_told_apart(chart, by):
    for one, other in combinations(chart, 2):
        assert one.looks() != other.looks(), (
            one.word,
            other.word,
        )  # by shape, fill or hatch: never by colour alone
        assert one.word != other.word


@pytest.mark.parametrize("by", SEEN_BY)
def test_a_whole_and_its_groups_are_told_apart_by_ink_too(by):
    assert distance(marks.ONE_BAR.ink, marks.WHOLE_BAR.ink, by=by) >= APART


@pytest.mark.parametrize("by", [by for by in SEEN_BY if by != "grey"])
def test_what_is_late_or_different_is_told_apart_by_ink_too(by):
    for one, other in (
        (marks.DIFFERENT, marks.SIMILAR),
        (marks.OUT_OF_ORDER, marks.IN_ORDER),
        (marks.AT_OR_ABOVE, marks.BELOW),
    ):
        assert distance(one.ink, other.ink, by=by) >= APART


def test_letters_are_dark_enough():
    assert min(contrast(ink, GROUND) for ink in (INK, QUIET)) >= 4.5


def test_marks_are_dark_enough_on_the_ground_and_on_the_band():
    for one in all_marks():
        assert contrast(one.ink, GROUND) >= 3, one.word
        if one in (marks.DIFFERENT, marks.SIMILAR, marks.CANNOT_TELL):
            assert contrast(one.ink, BAND) >= 3, one.word
    assert contrast(QUIET, GROUND) >= 3  # the band's edges: its shade alone is too faint
    assert contrast(BAND, GROUND) < 3
