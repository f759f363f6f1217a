"""Charts: said in forty words, never set too small, the same bytes each time, with the table next. All figures are made up."""

from __future__ import annotations

import datetime as dt
import io
import struct

import matplotlib as mpl
import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.text import Text

from eia.estimates import Bands, Tally, gaps, representation, verdicts
from eia.report.pictures import check_picture
from eia.report.sanitise import clean_html
from eia.views.charts import (
    Chart,
    Dot,
    Event,
    GroupBeside,
    Illustrated,
    Line,
    bars,
    beside_population,
    gaps_with_band,
    letters,
    marks,
    paper,
    ranked_dots,
    time_line,
)
from eia.views.charts.scale import even_ticks, ratio_ticks, round_up

BANDS = Bands(ratio=0.8, difference=0.05, money=0.05, false_discoveries=0.05)
LONG = (
    "People aged 75 and over who live alone in a rural village or a dispersed settlement, and who have no car"
)
WORD = "Wirtschaftsprüfungsgesellschaftsmitarbeiterversammlungsprotokollführerausbildung"
BENGALI = "\u09ac\u09be\u0982\u09b2\u09be"
MARKUP = "$x$ <script>alert(1)</script> \\alpha & #eval"
ROOM, TALLEST, MOST = 170 / 25.4 * 72, 560.0, 0.75
"""What the PDF gives a picture: points of width and height, and points a pixel at the most (`eia.report.typst_writer`)."""


def bar_chart(labels, values, **more) -> Chart:
    told = {"caption": "Made up", "unit": "%", "axis": "Per cent of the group", "largest": 100.0} | more
    return bars(labels=labels, values=values, emphasised=[False] * len(labels), **told)


def verdicts_of(*counts: tuple[str, int, int], reference: str, kind="complete"):
    tallies = [Tally(group=group, count=count, total=total) for group, count, total in counts]
    found = gaps(tallies, reference=reference, kind=kind, outcome="were offered a place", bears="benefit")
    return verdicts(found, bands=BANDS)


def offers(**more) -> Illustrated:
    found = verdicts_of(
        ("White British", 300, 1000),
        (LONG, 30, 210),
        ("Black", 12, 40),
        ("Mixed", 290, 1000),
        ("Other", 0, 8),
        ("Nobody", 0, 0),
        reference="White British",
    )
    return gaps_with_band(found, caption="Offers (made up)", **more)


def answers(kind="sampled", **more) -> Illustrated:
    found = representation(
        {"16 to 24": 40, "25 to 64": 720, "65 and over": 0},
        {"16 to 24": 12_000, "25 to 64": 62_000, "65 and over": 25_000},
        base="residents",
        population_base="residents",
        not_answered=20,
        kind=kind,
    )
    return beside_population(found, caption="Who answered (made up)", **more)


EVENTS = (
    Event(day=dt.date(2011, 3, 27), what="Evidence: census", may_be_old=True),
    Event(
        day=dt.date(2021, 1, 4),
        until=dt.date(2021, 10, 1),
        what="Consultation",
        late="still open at the decision",
    ),
    Event(day=dt.date(2021, 9, 7), what="The decision", decision=True),
    Event(day=dt.date(2021, 11, 1), what=LONG, late="after the decision"),
    Event(day=dt.date(2022, 9, 7), what="To be looked at again"),
)


def areas(number: int) -> Illustrated:
    dots = [Dot(name=f"Area {one}", value=one % 11) for one in range(number)]
    line = Line(value=6.4, name="where the highest fifth begins")
    return ranked_dots(
        dots, line=line, caption="Areas (made up)", unit="", what="Score, 0 to 10", of="small areas"
    )


def many(number: int) -> tuple[Chart, ...]:
    """Every kind of chart, with so many rows of long labels."""
    labels = [f"{place} {LONG}" for place in range(number)]
    beside = [GroupBeside(group=one, share=0.1, low=0.05, high=0.2, population_share=0.3) for one in labels]
    events = [
        Event(day=dt.date(2021, 1, 1) + dt.timedelta(days=place), what=one)
        for place, one in enumerate(labels)
    ]
    found = verdicts_of(("Rest", 50, 100), *((one, 10, 40) for one in labels), reference="Rest")
    return (
        bar_chart(labels, [float(place) for place in range(number)]),
        *beside_population(beside, caption="Made up").charts,
        *time_line(events, caption="Made up").charts,
        *gaps_with_band(found, caption="Made up").charts,
        *areas(number).charts,
    )


SHOWN = {
    "gaps as ratios": offers,
    "gaps as differences": lambda: offers(measure="difference"),
    "gaps, one withheld": lambda: offers(withheld={"Black"}),
    "a gap without an upper end": lambda: gaps_with_band(
        verdicts_of(("A", 5, 40), ("B", 0, 50), reference="B"), caption="Made up"
    ),
    "who answered": answers,
    "who chose to answer": lambda: answers("opt-in"),
    "who answered, one withheld": lambda: answers(withheld={"65 and over"}),
    "time": lambda: time_line(EVENTS, caption="Made up"),
    "a few areas": lambda: areas(5),
    "many areas": lambda: areas(230),
}
each = pytest.mark.parametrize("name", SHOWN)


def pictures(name: str) -> tuple[Chart, ...]:
    return SHOWN[name]().charts


@pytest.fixture
def drawn(monkeypatch):
    """Keep every sheet, to look at its letters; what stands for its picture is a header that tells its size."""
    kept: list[paper.Paper] = []

    def png(self):
        kept.append(self)
        figure = self.figure()
        wide, tall = (round(side * figure.dpi) for side in figure.get_size_inches())
        return b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", wide, tall)

    monkeypatch.setattr(paper.Paper, "png", png)
    return kept


def texts(sheet: paper.Paper) -> list[Text]:
    return [one for one in sheet.figure().findobj(Text) if one.get_text().strip()]


def set_at(png: bytes) -> float:
    """How many points the PDF sets a point of the picture at."""
    wide, tall = struct.unpack(">II", png[16:24])
    return min(ROOM / wide, TALLEST / tall, MOST) * 200 / 72


@each
def test_alt_text_is_short_and_says_where_the_figures_are(name):
    for chart in pictures(name):
        assert 8 <= len(chart.alt.split()) <= 40, chart.alt
        assert chart.alt.endswith("in the table that follows.")
        assert "None" not in chart.alt
        assert "nan" not in chart.alt.split()


@each
def test_the_table_is_next_in_reading_order_and_survives_the_report(name):
    shown = SHOWN[name]()
    page = BeautifulSoup(clean_html(shown._repr_mimebundle_()["text/html"], where="Cell 1"), "html.parser")
    kinds = [one.name for one in page.find_all(["figure", "table"])]
    assert kinds == ["figure"] * len(shown.charts) + ["table"]
    for image, chart in zip(page.find_all("img"), shown.charts, strict=True):
        assert image["alt"] == chart.alt
        assert image.find_parent("figure").figcaption.get_text() == chart.caption
        assert check_picture(image["src"].partition(",")[2], where="Cell 1").kind == "png"
    assert shown.text.index(shown.charts[-1].alt) < shown.text.index(page.th.get_text())


@pytest.mark.parametrize("number", [1, 17, 45])
def test_no_letter_is_under_nine_points_on_a4_however_many_rows(drawn, number):
    charts = many(number)
    assert len(drawn) == len(charts)
    for sheet, chart in zip(drawn, charts, strict=True):
        smallest = min(one.get_fontsize() for one in texts(sheet))
        assert smallest * set_at(chart.png) >= 9, chart.caption


@each
def test_no_words_run_into_each_other_or_off_the_paper(drawn, name):
    pictures(name)
    for sheet in drawn:
        found = texts(sheet)
        edge = found[0].get_figure().bbox
        boxes = [(one.get_text(), one.get_window_extent()) for one in found]
        for words, box in boxes:
            assert box.x0 >= edge.x0 - 1, words
            assert box.x1 <= edge.x1 + 1, words
            assert box.y0 >= edge.y0, words
            assert box.y1 <= edge.y1, words
        for place, (words, box) in enumerate(boxes):
            for others, other in boxes[place + 1 :]:
                across = min(box.x1, other.x1) - max(box.x0, other.x0)
                down = min(box.y1, other.y1) - max(box.y0, other.y0)
                assert across <= 1 or down <= 6, (words, others)


def test_a_picture_is_as_large_as_the_sheets_that_the_tests_look_at():
    for chart in (*pictures("time"), *many(17)[1:2]):
        wide, tall = struct.unpack(">II", chart.png[16:24])
        assert wide == round(paper.WIDE / 72 * 200)
        assert tall <= paper.TALL / 72 * 200 + 1


def test_every_letter_is_of_the_house(drawn):
    for name in SHOWN:
        pictures(name)
    found = {one.get_fontproperties().get_file() for sheet in drawn for one in texts(sheet)}
    assert {path.rpartition("/")[2].rpartition("\\")[2] for path in found} == {"SourceSansPro-Regular.ttf"}


@each
def test_the_same_bytes_each_time_whatever_someones_own_settings(name):
    first = [chart.png for chart in pictures(name)]
    with mpl.rc_context(
        {"lines.linewidth": 9, "path.sketch": (1, 100, 2), "savefig.dpi": 30, "hatch.color": "red"}
    ):
        assert [chart.png for chart in pictures(name)] == first


def test_letters_the_font_does_not_have_point_to_the_table_and_are_heard(drawn):
    chart = bar_chart(["English", BENGALI, MARKUP], [1.0, 3.0, 2.0])
    written = [one.get_text() for one in texts(drawn[0])]
    assert "Row 2 of the table" in written
    assert BENGALI not in "".join(written)
    assert BENGALI in chart.alt
    assert "$x$" in " ".join(written)
    assert all(not one.get_parse_math() for one in texts(drawn[0]))


def test_a_word_too_long_for_its_room_is_broken_not_cut_off(drawn):
    bar_chart([WORD], [5.0])
    lines = [one.get_text() for one in texts(drawn[0])]
    assert WORD in "".join(lines)
    assert letters.wrapped("", 50) == ("",)


def test_what_is_withheld_is_a_word_and_no_bar(drawn):
    chart = bar_chart(["A", "B", "C"], [10.0, None, 0.0])
    assert {"not shown", "0%"} <= {one.get_text() for one in texts(drawn[0])}
    assert "Bars not shown: 1." in chart.alt
    assert "Lowest: C, 0%." in chart.alt
    assert "Bars not shown: 1." in bar_chart(["A"], [None]).alt


def test_bars_all_alike_have_no_extremes():
    assert "All 3 bars: 5%." in bar_chart(["A", "B", "C"], [5.0, 5.0, 5.0]).alt
    assert bar_chart(["A"], [5.0]).alt == (
        "Bar chart. Made up. A: 5%. No intervals given. Figures in the table that follows."
    )


def test_bars_are_said_of_what_they_are_with_all_who_share_an_extreme():
    caption = "Share of each group that could come in the hours that stay, six branches, 2025"
    labels = ["Not disabled", "All who answered", "People aged 75 and over", "Disabled people"]
    assert bar_chart(labels, [89.0, 81.0, 60.02, 60.0], caption=caption).alt == (
        "Bar chart. Share of each group that could come in the hours that stay. Highest: Not disabled, 89%. "
        "Lowest: People aged 75 and over, and Disabled people, 60%. No intervals given. Figures in the table that follows."
    )
    assert (
        " ".join(["Share"] * 16) + "…. Highest"
        in bar_chart(labels, [3.0, 2, 2, 1], caption="Share " * 17).alt
    )
    many = bar_chart(list("ABCDEF"), [9.0, 1.0, 1.0, 1.0, 1.0, None], of_all=True).alt
    assert "Highest: A, 9%. Lowest: 4 bars, 1%. Bars not shown: 1. Figures" in many
    assert "Highest: A, B, and C, 9%. Lowest: D, 1%." in bar_chart(list("ABCD"), [9.0, 9.0, 9.0, 1.0]).alt


def test_of_more_bars_than_can_be_read_the_picture_says_how_many_it_leaves_out(drawn):
    bar_chart([f"Group {one}" for one in range(45)], [float(one) for one in range(45)])
    written = [one.get_text() for one in texts(drawn[0])]
    assert "5 more, in the table" in written
    assert "Group 19" in written
    assert "Group 20" not in written
    assert "Group 25" in written


def test_a_gaps_verdict_is_a_word_and_the_band_is_named_and_no_legal_test(drawn):
    shown = offers()
    written = [one.get_text() for one in texts(drawn[0])]
    assert written.count("Shown different") == 2  # once in the legend
    assert written.count("Cannot tell") == 4
    assert "The band, 0.8 to 1.25 times: not a legal test" in written
    assert "cannot be compared" in written
    assert shown.charts[0].alt == (
        "Who were offered a place, beside White British: 1 different, 1 similar, 3 cannot tell; 95% intervals. "
        "Shown different: People aged 75 and over who live alone…, 0.48 times (0.34 to 0.66). "
        "Figures in the table that follows."
    )
    assert "Shown different. The gap is larger than the band" in shown.text


def test_an_interval_without_an_upper_end_is_said_in_words():
    [chart] = pictures("a gap without an upper end")
    assert chart.alt == (
        "Who were offered a place, A beside B: at least 1.7 times, with no upper end, shown different. "
        "95% interval, band 0.8 to 1.25 times. Figures in the table that follows."
    )


def test_a_gap_wholly_beyond_the_axis_is_an_arrow(monkeypatch):
    arrows = []
    drawn_so = paper.Paper.arrow
    monkeypatch.setattr(
        paper.Paper,
        "arrow",
        lambda self, *at, way, ink: arrows.append(way) or drawn_so(self, *at, way=way, ink=ink),
    )
    found = verdicts_of(("A", 9_000, 10_000), ("B", 0, 100_000), reference="B")
    shown = gaps_with_band(found, caption="Made up")
    assert found[0].gap.ratio.low > 50
    assert arrows == [1]
    assert "with no upper end" in shown.charts[0].alt


def test_a_withheld_gap_gives_nothing_away():
    shown = offers(withheld={"Black"})
    row = next(one for one in shown.text.splitlines() if one.startswith("Black |"))
    assert row == "Black | White British | not shown | not shown | not shown"
    assert "0.6 to 1.53" not in shown.text
    assert "2 cannot tell, 1 not shown; 95% intervals." in shown.charts[0].alt
    assert "Black" not in shown.charts[0].alt


def test_where_none_is_shown_different_the_extremes_are_told_with_their_intervals():
    found = verdicts_of(("A", 5, 10), ("B", 6, 12), ("C", 9, 11), reference="A")
    assert "Who were offered a place, beside A: 2 cannot tell; 95% intervals" in (
        gaps_with_band(found, caption="Made up").charts[0].alt
    )
    assert "Lowest: B, 1 times (0.43 to 2.4). Highest: C, 1.64 times (0.87 to 3.6)." in (
        gaps_with_band(found, caption="Made up").charts[0].alt
    )
    alike = verdicts_of(("A", 5, 10), ("B", 6, 12), ("C", 7, 14), reference="A")
    assert "All are 1 times." in gaps_with_band(alike, caption="Made up").charts[0].alt


def test_gaps_of_two_outcomes_or_bands_are_two_charts():
    one = verdicts_of(("A", 5, 40), ("B", 9, 50), reference="B")
    narrower = verdicts(
        [one[0].gap], bands=Bands(ratio=0.9, difference=0.05, money=0.05, false_discoveries=0.05)
    )
    with pytest.raises(ValueError, match="one outcome"):
        gaps_with_band([*one, *narrower], caption="Made up")
    with pytest.raises(ValueError, match="at least one"):
        gaps_with_band([], caption="Made up")


def test_those_counted_are_said_beside_the_population():
    [chart] = pictures("who answered")
    assert "Furthest below: 65 and over, 0% against 25%." in chart.alt
    assert "Furthest above: 25 to 64, 95% against 63%." in chart.alt
    assert "Intervals are drawn." in chart.alt
    [chart] = pictures("who chose to answer")
    assert "No intervals: they chose to answer." in chart.alt
    shown = answers(withheld={"65 and over"})
    assert "65 and over | not shown | none | 25%" in shown.text
    assert "16 to 24 | not shown | none | 12%" in shown.text  # else the two others would give the one away
    assert "Shares not given: 2." in shown.charts[0].alt
    assert "0%" not in shown.charts[0].alt.split()


def test_a_time_line_says_what_is_late_in_words(drawn):
    shown = time_line(EVENTS, caption="Made up")
    written = [one.get_text() for one in texts(drawn[0])]
    assert "still open at the decision" in written
    assert "An arrow lies earlier than the axis" not in written
    assert "The dashed line is the decision; an arrow lies earlier than the axis" in written
    assert shown.charts[0].alt == (
        "Time line, 5 events. Late or out of order: 2; first Consultation, still open at the decision. "
        "Decision: 7 September 2021. From 27 March 2011 to 7 September 2022. Dates in the table that follows."
    )
    assert "Consultation | 4 January 2021 to 1 October 2021 | Still open at the decision" in shown.text


def test_the_order_of_events_given_changes_nothing():
    assert time_line(EVENTS[::-1], caption="Made up") == time_line(EVENTS, caption="Made up")


def test_nothing_ends_before_it_begins():
    with pytest.raises(ValueError, match="before it begins"):
        time_line([Event(day=dt.date(2021, 1, 2), until=dt.date(2021, 1, 1), what="A")], caption="Made up")


def test_many_areas_are_named_at_the_ends_and_that_is_said():
    shown = areas(230)
    assert "the 10 highest and the 10 lowest of 230 small areas" in shown.text
    assert len(shown.text.splitlines()) < 30
    assert areas(40).text.count("\nArea ") == 40
    ranks = [line.split(" | ")[1] for line in areas(13).text.splitlines() if line.count(" | ") == 3][1:]
    assert ranks == [
        "1",
        "2",
        "3",
        "4",
        "5",
        "6",
        "7",
        "8",
        "9",
        "10",
        "10",
        "12",
        "12",
    ]  # 0 and 1 stand there twice


def test_rows_on_several_sheets_are_numbered_and_none_is_lost(drawn):
    groups = [GroupBeside(group=f"Group {one} {LONG}", share=0.1, population_share=0.3) for one in range(40)]
    shown = beside_population(groups, caption="Made up")
    assert len(shown.charts) > 1
    assert shown.charts[0].caption == f"Made up (part 1 of {len(shown.charts)})"
    written = " ".join(one.get_text() for sheet in drawn for one in texts(sheet))
    assert all(f"Group {one} " in written for one in range(40))


LABELS = st.text(min_size=1, max_size=120).filter(lambda one: bool(one.strip()))


@settings(max_examples=12)
@given(
    st.lists(st.tuples(LABELS, st.none() | st.floats(0, 100)), min_size=1, max_size=12), st.text(max_size=200)
)
def test_whatever_the_labels_a_bar_chart_is_told_in_forty_words(rows, caption):
    chart = bar_chart([label for label, _ in rows], [value for _, value in rows], caption=caption)
    assert len(chart.alt.split()) <= 40
    assert chart.png.startswith(b"\x89PNG")


@settings(max_examples=12)
@given(
    st.lists(
        st.tuples(LABELS, st.integers(0, 30), st.integers(0, 300)),
        min_size=1,
        max_size=6,
        unique_by=lambda one: one[0],
    ),
    st.sampled_from(["ratio", "difference"]),
    st.booleans(),
)
def test_whatever_the_gaps_their_chart_is_told_in_forty_words(rows, measure, hidden):
    counts = [(label, some, some + rest) for label, some, rest in rows if label != "the reference"]
    found = verdicts_of(("the reference", 7, 70), *counts, reference="the reference")
    if not found:
        return
    kept = {found[0].gap.group} if hidden else set()
    shown = gaps_with_band(found, caption="Made up", measure=measure, withheld=kept)
    for chart in shown.charts:
        assert len(chart.alt.split()) <= 40
        assert "None" not in chart.alt.replace("\n", " ").split()[-8:]


@settings(max_examples=10)
@given(
    st.lists(
        st.tuples(LABELS, st.dates(dt.date(1990, 1, 1), dt.date(2100, 12, 31)), st.booleans()),
        min_size=1,
        max_size=9,
    )
)
def test_whatever_the_dates_a_time_line_is_told_in_forty_words(rows):
    events = [
        Event(day=day, what=label, late=label if late else "", may_be_old=late) for label, day, late in rows
    ]
    for chart in time_line(events, caption="Made up").charts:
        assert len(chart.alt.split()) <= 40


@given(st.floats(1e-6, 1e9))
def test_an_axis_ends_on_a_round_number_not_far_beyond(value):
    assert value * (1 - 1e-9) <= round_up(value) <= value * 1.7
    assert 2 <= len(even_ticks(0, round_up(value))) <= 8


@given(st.floats(1.5, 50))
def test_an_axis_of_ratios_is_marked_at_once(far):
    ticks = ratio_ticks(1 / far, far)
    assert 1.0 in [round(one, 9) for one in ticks]
    assert len(ticks) <= 9
    assert all(1 / far * (1 - 1e-6) <= one <= far * (1 + 1e-6) for one in ticks)


def test_pictures_carry_no_words_of_the_machine_and_the_inks_as_they_were():
    from PIL import Image

    for name, inks in {
        "gaps as ratios": (marks.ALARM, marks.ACCENT, marks.BAND),
        "time": (marks.ALARM, marks.INK),
    }.items():
        [chart] = pictures(name)
        with Image.open(io.BytesIO(chart.png)) as picture:
            assert set(picture.info) <= {"transparency"}
            seen = {colour for _, colour in picture.convert("RGB").getcolors(1 << 24)}
        assert {tuple(bytes.fromhex(ink[1:])) for ink in (*inks, marks.GROUND)} <= seen
        assert len(chart.png) < 60_000
