"""Everything that is written is searched in the pieces in which a reader takes it in."""

from __future__ import annotations

import json

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from eia.disclosure import Guard
from eia.errors import EiaError
from eia.report.passages import (
    of_html,
    of_json,
    of_lines,
    of_notebook,
    of_rows,
    refuse_what_gives_counts_away,
)

GUARD = Guard([("Survey", "Disabled people", 23), ("Survey", "carers", 5)])


def found(passages) -> set[str]:
    return {leak.group for leak in GUARD.found_in(passages)}


@pytest.mark.parametrize(
    "page",
    [
        "<table><tr><th>Disabled people</th><td>23</td></tr></table>",
        "<table><tr><td>23</td><td>Disabled <b>people</b></td></tr></table>",
        "<p>We asked 23 <em>disabled</em> people.</p>",
        "<ul><li>23 disabled people</li></ul>",
        "<figure><img alt='Bar chart. Disabled people: 23.'><figcaption>A</figcaption></figure>",
        "<table><caption>Of 23 disabled people</caption></table>",
        "<dl><dt>Disabled people</dt><dd>23</dd></dl>",
        "<pre>              count\nDisabled people  23\n</pre>",
        "<pre>             group  count\n0  Disabled people     23\n1           others    440</pre>",
        "<pre>0 Disabled people 23</pre>",
    ],
)
def test_a_page_is_searched_by_rows_paragraphs_lines_and_pictures(page):
    assert found(of_html("report.html", page)) == {"Disabled people"}


@pytest.mark.parametrize(
    "page",
    [
        "<p>23 places. Disabled people came.</p>",
        "<table><tr><th>Disabled people</th><td>20</td></tr><tr><th>Others</th><td>23</td></tr></table>",
        "<p>Disabled people</p><p>23</p>",
        "<pre>others 23\nDisabled people 20</pre>",
        "<table><tr><th>Disabled people</th><td>23%</td></tr></table>",
    ],
)
def test_a_number_of_something_else_is_no_leak(page):
    assert found(of_html("report.html", page)) == set()


@pytest.mark.parametrize(
    "value",
    [
        {"group": "carers", "count": 5},
        {"carers": 5},
        {"rows": [["carers", 5]]},
        ["carers", "5"],
        {"text": "We asked five carers."},
    ],
)
def test_json_is_searched_by_objects_lists_and_texts(value):
    assert found(of_json("a.json", json.dumps(value))) == {"carers"}


def test_a_notebook_is_searched_in_what_its_cells_hold_and_show():
    def one(**output):
        return new_notebook(cells=[new_code_cell("1", outputs=[new_output(**output)])])

    assert found(of_notebook("n", new_notebook(cells=[new_markdown_cell("We asked 5 carers.")])))
    assert found(of_notebook("n", new_notebook(cells=[new_code_cell("x = 5  # 5 carers")])))
    assert found(of_notebook("n", one(output_type="stream", name="stdout", text="carers 5\n")))
    assert found(of_notebook("n", one(output_type="stream", name="stderr", text="carers 5\n")))
    shown = {"text/html": "<table><tr><td>carers</td><td>5</td></tr></table>"}
    assert found(of_notebook("n", one(output_type="display_data", data=shown)))
    picture = {"image/png": {"alt": "A chart: carers, 5."}}
    assert found(of_notebook("n", one(output_type="display_data", data={"image/png": ""}, metadata=picture)))
    error = {"ename": "ValueError", "evalue": "carers: 5", "traceback": []}
    assert found(of_notebook("n", one(output_type="error", **error)))
    assert not found(
        of_notebook("n", one(output_type="stream", name="stdout", text="carers fewer than 10\n"))
    )


def test_a_sheet_is_searched_by_rows_and_the_ends_of_its_ranges_are_the_rules_own():
    assert found(of_rows("a.xlsx", [("Group", "Shown"), ("carers", "5")])) == {"carers"}
    assert found(of_rows("a.xlsx", [("Why", "Of the 5 carers none replied.")])) == {"carers"}
    assert found(of_rows("a.xlsx", [("Group", "Shown", "Least"), ("carers", "not shown", 5)])) == set()


def test_of_a_count_as_released_the_ends_of_its_range_are_the_rules_own():
    cell = {"group": "carers", "shown": "not shown", "low": 5, "high": None}
    assert found(of_json("a.json", json.dumps({"rows": [cell]}))) == set()
    assert found(of_json("a.json", json.dumps({"rows": [{**cell, "shown": "5"}]}))) == {"carers"}
    assert found(of_json("a.json", json.dumps({"group": "carers", "low": 5}))) == {"carers"}


def test_a_sentence_wrapped_over_two_lines_is_taken_together():
    assert found(
        of_lines("a", "In the first weeks of the consultation we went and asked 23 disabled\npeople in May.")
    ) == {"Disabled people"}


def test_the_refusal_names_the_place_and_holds_no_figure():
    with pytest.raises(EiaError) as refused:
        refuse_what_gives_counts_away(GUARD, of_html("report.html", "<p>Of 77, 5 carers came.</p>" * 8))
    [line] = str(refused.value).splitlines()
    assert line.startswith("report.html: “Of ##, # carers came.”: This holds the true count of “carers”")
    assert "proposal.toml" in line
    assert "77" not in line


def test_a_count_is_told_once_with_the_other_places_that_hold_it():
    passages = [
        *of_html("report.html", "<p>5 carers</p>"),
        *of_lines("report.ipynb, cell 2", "5 carers came"),
    ]
    with pytest.raises(EiaError, match=r"\(also in report\.ipynb, cell 2\)") as refused:
        refuse_what_gives_counts_away(GUARD, passages)
    assert len(refused.value.problems) == 1


@pytest.mark.parametrize(("many", "last"), [(6, "One more count is"), (8, "3 more counts are")])
def test_a_refusal_names_five_counts_and_says_how_many_more_there_are(many, last):
    guard = Guard([("Survey", f"group {chr(97 + at)}", 21 + at) for at in range(many)])
    text = "".join(f"<p>{21 + at} group {chr(97 + at)}</p>" for at in range(many))
    with pytest.raises(EiaError) as refused:
        refuse_what_gives_counts_away(guard, of_html("report.html", text))
    lines = str(refused.value).splitlines()
    assert len(lines) == 6
    assert lines[-1].startswith(f"The report: {last} given away.")


def test_a_count_that_another_table_shows_is_refused_with_both_ways_out():
    guard = Guard([("A", "Carers", 14)], printed={("carers", "14"): "B"})
    with pytest.raises(EiaError) as refused:
        refuse_what_gives_counts_away(guard, of_html("report.html", "<tr><td>Carers</td><td>14</td></tr>"))
    said = str(refused.value)
    assert said.startswith(
        "The tables “A” and “B”: The count of “Carers” is kept back in the first, and the second shows"
    )
    assert "If they are the same people" in said
    assert "If they are not, name the groups differently" in said
    assert "14" not in said


def test_what_gives_nothing_away_is_let_through():
    refuse_what_gives_counts_away(GUARD, of_html("report.html", "<p>Fewer than 10 carers came.</p>"))
