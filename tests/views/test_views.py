"""What readers see: page one, escaped text, pictures in words, and an empty record said to be empty."""

from __future__ import annotations

import inspect
import re
from dataclasses import replace
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup

from eia import views
from eia.assessment import Copy, assess
from eia.disclosure import RecordedTable
from eia.disclosure.record import Done
from eia.law import law
from eia.views.charts import Chart
from eia.views.evidence import released_how
from eia.views.sentences import nearly

CHARACTERISTICS = [one.id for one in law().characteristics]
SINGLE = [name for name in views.__all__ if name != "findings_text"]
NASTY = "<script>alert(1)</script> & \"quoted\" 'twice' <b>"
T = NASTY.replace("\\", "\\\\").replace('"', '\\"')
EVERYWHERE = f"""
evidence_note = "{T}"
[proposal]
title = "{T}"
short_name = "{T}"
reference = "{T}"
source = "{T}"
body = "{T}"
function = "{T}"
what = "{T}"
aims = ["{T}"]
principles = ["{T}"]
affected = "{T}"
areas = "{T}"
illustration = "{T}"
[budget]
figure = "{T}"
[decision]
what = "{T}"
recommendations = ["{T}"]
duty_explained = "{T}"
outcome = "{T}"
[[decision.deciders]]
who = "{T}"
[[promise]]
what = "{T}"
when = "{T}"
owner = "{T}"
source = "{T}"
[[option]]
name = "{T}"
equality_effects = "{T}"
why_not = "{T}"
[[effect]]
id = "a"
title = "{T}"
characteristics = ["age"]
groups = ["{T}"]
direction = "negative"
people = "{T}"
reasoning = "{T}"
worst = "{T}"
source = "{T}"
[[evidence]]
id = "e"
title = "{T}"
publisher = "{T}"
shows = "{T}"
limits = "{T}"
[[gap]]
what = "{T}"
matters = "{T}"
[[action]]
effects = ["a"]
what = "{T}"
[[other_duty]]
duty = "rural"
says = "{T}"
[consultation]
so_far = "{T}"
[[response]]
to = "T01"
answer = "disagreed"
says = "{T}"
post = "{T}"
"""
EMPTY = {
    "actions": "No action is recorded.",
    "answered": "The record does not say",
    "areas_ranked": "(nothing to show here)",
    "behind": "(nothing to show here)",
    "behind_chart": "(nothing to show here)",
    "brief": "The record does not say what is proposed.",
    "choices": "not a legal test",
    "consultation": "Not recorded: source of a duty to consult; whether held; when",
    "counts": "No counts of people were supplied",
    "cover": "not recorded; every question is treated as due",
    "data_protection": "Not recorded: personal data used",
    "decision": "What is decided is not recorded.",
    "disparities": "The record has no entry that sets out a difference between groups",
    "duty": "In England, Scotland and Wales, section 149",
    "effects": "No effect is recorded. That is not a finding that there is none.",
    "findings": "Not recorded.",
    "gaps": "That is not a finding that there is none.",
    "gaps_found": "(nothing to show here)",
    "gaps_in_full": "(nothing to show here)",
    "history": "No version is recorded.",
    "intersections": "(nothing to show here)",
    "law_cited": "No result of it says that the duty is met.",
    "left_out": "(nothing to show here)",
    "local": "(nothing to show here)",
    "local_files": "(nothing to show here)",
    "matrix": "not recorded",
    "method": "The record holds no date",
    "money": "(nothing to show here)",
    "needs": "The record does not say how each need was considered.",
    "neighbourhoods": "(nothing to show here)",
    "neighbourhoods_chart": "(nothing to show here)",
    "not_yet_due": "Every question is due at this stage.",
    "other_duties": "Nothing is recorded under neighbouring headings.",
    "profile": "No place is recorded, so there is no profile of who lives there.",
    "proposal": "What is proposed is not recorded.",
    "put_aside": "No characteristic is put aside.",
    "rates": "(nothing to show here)",
    "register": "No evidence is recorded.",
    "representation": "(nothing to show here)",
    "rules": "No rule, automated tool, package",
    "timeline": "(nothing to show here)",
    "watching": "Not recorded: measure",
    "what_follows": "Advice on how full an assessment to make.",
    "where_they_live": "(nothing to show here)",
    "who_answered": "(nothing to show here)",
    "who_lives_there": "The record names no place",
}


def all_views(assessment) -> dict[str, object]:
    shown = {name: getattr(views, name)(assessment) for name in SINGLE}
    return shown | {
        f"profile: {one}": views.profile(assessment, characteristic=one) for one in CHARACTERISTICS
    }


@pytest.fixture(scope="module")
def shipped_views(shipped_assessment):
    return all_views(shipped_assessment)


@pytest.fixture(scope="module")
def page_one(shipped_views) -> BeautifulSoup:
    return BeautifulSoup(shipped_views["brief"].html, "html.parser")


def under(page: BeautifulSoup, heading: str) -> str:
    start = next(one for one in page.find_all("h3") if one.get_text().startswith(heading))
    return " ".join(start.find_next_sibling().get_text(" ").split())


def test_page_one_has_at_most_350_words(page_one):
    assert 200 < len(page_one.get_text(" ").split()) <= 350


def test_page_one_says_its_parts_in_order(page_one):
    assert [heading.get_text() for heading in page_one.find_all("h3")] == [
        "What is decided on 7 September 2021",
        "Who is affected, worst first",
        "What is not known",
        "What should be settled before the strategy itself is decided",
        "What changed because of this assessment",
        "Where to read more, and how to comment",
    ]


def test_page_one_asks_for_the_promised_full_assessment_first(page_one):
    first = page_one.find("ol").find("li").get_text()
    assert (
        first == "The full equality assessment promised in paragraph 7.5 (“once the Strategy is drafted”): "
        "by whom is not recorded."
    )
    assert len(page_one.find("ol").find_all("li")) <= 5


def test_every_figure_of_page_one_stands_in_the_analysis(page_one, shipped_assessment):
    dossier = shipped_assessment.dossier
    [groups] = dossier.at_risk.values()
    areas = dossier.small_areas
    known = {"100", "16", "2020", str(areas.whole.areas), str(areas.whole.in_highest_fifth)}
    known |= {str(areas.by_class[-1].areas), str(areas.by_class[-1].in_highest_fifth)}
    known |= {"5", "8"}  # the paragraph of the answer, 5.8
    for risk in groups:
        known |= {f"{risk.per_cent:.0f}", f"{risk.overall_per_cent:.0f}", f"{risk.population.per_cent:.0f}"}
        known |= {
            nearly(risk.population.count),
            risk.population.reference_date[:4],
            *re.findall(r"\d+", risk.group),
        }
    said = set(re.findall(r"\d[\d,]*", under(page_one, "Who is affected, worst first")))
    assert said <= known
    assert {"92", "54", "81", "42,300", "63,600", "34", "234", "6", "26"} <= said


def test_page_one_says_of_what_place_and_time_its_figures_are(page_one):
    risk = under(page_one, "Who is affected, worst first")
    assert "In the United Kingdom (survey, January to March 2020)" in risk
    assert "2021 census, published after this decision" in risk
    assert "The rates for Cheshire East itself: those supplied are for the United Kingdom." in under(
        page_one, "What is not known"
    )


def test_page_one_claims_no_legal_result(page_one):
    assert not re.search(r"complian|lawful|breach|the duty is met", page_one.get_text().lower())


def test_the_cover_carries_the_notice_and_the_day(shipped_views):
    cover = shipped_views["cover"]
    notice = "Illustration made from a published report. Not made, seen or approved by the Council."
    assert cover.data["notice"] == notice
    assert notice in cover.html
    assert notice in cover.text
    assert (cover.data["date"], cover.data["language"]) == ("2021-09-07", "en-GB")
    assert "Law and dates judged as of: 7 September 2021" in cover.text


def test_a_chart_is_told_in_words(shipped_views):
    charts = [shown for shown in shipped_views.values() if isinstance(shown, Chart)]
    assert len(charts) == 2
    for chart in charts:
        assert 10 <= len(chart.alt.split()) <= 40
        assert chart.alt.startswith("Bar chart.")
        assert "No description" not in chart.alt
        bundle, about = chart._repr_mimebundle_()
        assert about["image/png"] == {"alt": chart.alt, "caption": chart.caption}
        assert bundle["text/plain"] == f"{chart.caption}\n{chart.alt}"


def test_the_extremes_said_of_a_chart_are_those_of_the_table(shipped_views):
    assert (
        "Highest: People aged 16 to 44, 99%. Lowest: People aged 75 and over, 54%."
        in shipped_views["behind_chart"].alt
    )


def test_a_chart_is_the_same_bytes_each_time(shipped_assessment):
    assert views.behind_chart(shipped_assessment).png == views.behind_chart(shipped_assessment).png


def test_everything_shown_has_the_same_words_each_time(shipped_assessment, shipped_views):
    for name, again in all_views(shipped_assessment).items():
        assert repr(again) == repr(shipped_views[name])
        assert re.search(r"object at 0x|\bnan\b|None\b", repr(again)) is None, name
        assert repr(again).strip(), name


def test_every_table_has_a_caption_and_heads(shipped_views):
    tables = [
        table
        for shown in shipped_views.values()
        for table in BeautifulSoup(getattr(shown, "html", ""), "html.parser").find_all("table")
    ]
    assert len(tables) > 12
    for table in tables:
        assert table.caption.get_text().strip()
        assert {head["scope"] for head in table.find_all("th")} == {"col", "row"}
        widths = {len(row.find_all(["th", "td"])) for row in table.find_all("tr")}
        assert len(widths) == 1, table.caption


def test_no_law_that_was_never_read_is_printed(shipped_views):
    unread = [one for one in law().provisions if not one.printable]
    assert unread
    for name, shown in shipped_views.items():
        for one in unread:
            assert one.cites not in repr(shown), (name, one.id)
            assert one.cites not in getattr(shown, "html", ""), (name, one.id)


def test_no_view_says_compliant(shipped_views):
    for name, shown in shipped_views.items():
        quoted = re.sub(r"“[^”]*”", "", repr(shown)).lower()  # the paper's own words stay
        assert "compliant" not in quoted, name


def test_written_words_are_shown_as_written_and_never_run(assessed):
    assessment = assessed(EVERYWHERE)
    for name, shown in all_views(assessment).items():
        page = BeautifulSoup(shown.html, "html.parser")
        assert not page.find_all(["script", "b"]), name
        assert "<script" not in shown.html, name
    for name in (
        "brief",
        "proposal",
        "decision",
        "effects",
        "register",
        "gaps",
        "other_duties",
        "findings",
        "cover",
    ):
        assert NASTY in BeautifulSoup(getattr(views, name)(assessment).html, "html.parser").get_text(), name


def test_the_views_of_an_empty_record_are_all_listed_here():
    assert set(EMPTY) == set(SINGLE)
    assert all(inspect.isfunction(getattr(views, name)) for name in views.__all__)


@pytest.mark.parametrize("name", EMPTY)
def test_an_empty_record_is_said_to_be_empty_by(assessed, name):
    shown = getattr(views, name)(assessed())
    assert EMPTY[name] in " ".join(repr(shown).split())


def test_without_a_place_there_is_no_profile_and_that_is_said_once(assessed):
    shown = [views.profile(assessed(), characteristic=one).html for one in CHARACTERISTICS]
    assert [one for one in shown if one] == [
        "<p>No place is recorded, so there is no profile of who lives there.</p>"
    ]


def test_a_characteristic_no_table_holds_is_said_to_be_unknown(shipped_views):
    assert "It is not recorded here." in shipped_views["profile: pregnancy_and_maternity"].html


def test_worries_are_shown_gravest_first_with_cure_authority_and_reply(assessed):
    record = '[decision]\ndate = 2024-06-01\n[assessment]\nmade = false\n[[response]]\nto = "T01"\nanswer = "will do"\nsays = "In May."\npost = "Head"\ndate = 2024-05-02'
    page = BeautifulSoup(views.findings(assessed(record)).html, "html.parser")
    severities = [block["class"][1] for block in page.find_all(class_="finding")]
    assert severities == sorted(severities, key=["serious", "warning", "advice"].index)
    [block] = [
        block for block in page.find_all(class_="finding") if "Was the assessment made" in block.get_text()
    ]
    text = " ".join(block.get_text(" ").split())
    for words in (
        "Not met.",
        "What would settle it:",
        "The author answers (will do, Head, 2 May 2024): In May.",
    ):
        assert words in text
    assert "T01" not in page.get_text()


def test_findings_can_be_narrowed_to_a_subject(assessed):
    shown = views.findings(assessed("[[gap]]\nwhat = 'Who visits at night'"), about="At Night")
    assert shown.text.startswith("Open points about “At Night”, gravest first: 1 piece of advice.")
    assert views.findings(assessed(), about="zebras").text == "No open point about “zebras” was found."


def test_a_report_whose_checks_broke_is_headed_incomplete(assessed):
    from eia.checks.registry import Check
    from eia.findings import Stage

    def broken(_):
        raise KeyError

    bad = Check(
        code="Z01",
        name="z",
        question="Is it?",
        settle="See to it.",
        limits="None.",
        due=Stage.EARLY,
        basis=(),
        ask=broken,
    )
    made = assessed(checks=[bad])
    assert "Incomplete" in views.cover(made).data["incomplete"]
    shown = views.findings(made)
    assert "Is it? (Z01, KeyError)" in shown.text
    assert "Is it?" in shown.html
    assert "Z01" not in shown.html


def test_a_reason_that_is_not_there_is_not_shown(assessed):
    shown = views.matrix(assessed('[[put_aside]]\ncharacteristics = ["sex"]'))
    assert "reason" not in shown.text


def test_dates_are_written_in_words_whatever_the_machines_language(shipped_views):
    assert "7 September 2021" in shipped_views["decision"].text


def test_a_rule_that_all_tables_of_counts_share_is_said_once_before_them():
    options = assess("council-tax-support-options")
    said = " ".join(views.counts(options).text.split())
    rule = "counts of people are shown as multiples of 10 next to them"
    assert said.lower().count(rule) == 1
    assert "holds Of each table of counts that follows: counts of people" in said


def test_rates_of_people_whom_no_table_counts_have_no_column_of_blanks():
    shown = views.behind(assess("library-hours-example"))
    assert "not multiplied" not in shown.text
    [table, *_] = BeautifulSoup(shown.html, "html.parser").find_all("table")
    assert [one.get_text() for one in table.find_all("th", scope="col")] == [
        "Group",
        "Rate",
        "Beside the overall rate",
    ]


def test_rates_are_headed_by_what_they_show_whoever_took_them():
    for proposal in ("library-hours-example", "cheshire-east-digital-strategy"):
        page = BeautifulSoup(views.rates(assess(proposal)).html, "html.parser")
        assert page.find("h2").get_text() == "Groups worse off than the whole, by rates"


def test_page_one_asks_of_no_characteristic_that_the_law_leaves_out_here(assessed):
    record = '[proposal]\nnation = "England"\ncontext = ["services and public functions"]\n'
    page = views.brief(assessed(record)).text
    assert "says nothing of any effect for age or for 7 other protected characteristics." in " ".join(
        page.split()
    )
    aside = (
        record
        + '[[put_aside]]\ncharacteristics = ["age", "disability", "race", "religion_or_belief", "sex"]\n'
    )
    left = (
        "says nothing of any effect for gender reassignment, pregnancy and maternity or sexual orientation."
    )
    assert left in " ".join(views.brief(assessed(aside)).text.split())


def test_a_summary_counts_warnings_in_the_plural(assessed):
    assert re.search(r"\d serious and \d warnings\b", views.findings(assessed()).text)


def test_what_is_said_of_several_as_of_one_is_said_of_each(assessed):
    found = assessed("[[gap]]\nwhat = 'A longer way.'\n[[gap]]\nwhat = 'A later hour'\n")
    assert re.search(r"A longer way; A later hour \(each\): ", " ".join(views.findings(found).text.split()))
    assert "A longer way: " in views.findings(assessed("[[gap]]\nwhat = 'A longer way.'\n")).text


def test_what_was_not_considered_of_a_group_is_said_in_a_sentence():
    said = " ".join(views.findings(assess("council-tax-support-options")).text.split())
    assert "for this group about prejudice or understanding." in said


def test_a_title_with_words_in_quotation_marks_is_quoted_in_double_and_single_ones(assessed):
    record = "[[effect]]\nid = 'a'\ntitle = 'Children “most likely to benefit”'\ncharacteristics = ['age', 'sex']\ndirection = 'positive'\n"
    for name in ("matrix", "effects"):
        shown = getattr(views, name)(assessed(record)).text
        assert "”” " not in shown
        assert "“Children ‘most likely to benefit’”" in shown


@pytest.mark.parametrize(
    ("budget", "said"),
    [
        ("changes = true\nstatus = 'fixed'\nfigure = '£5 saved'", "It changes the budget (fixed). £5 saved."),
        ("changes = false", "No change at this stage."),
        ("status = 'provisional'\nfigure = '£5.'", "provisional. £5."),
    ],
)
def test_the_budget_is_told_in_sentences(assessed, budget, said):
    assert said in views.decision(assessed(f"[budget]\n{budget}\n")).text


def test_evidence_is_said_to_be_a_count_a_sample_or_answers_given(assessed):
    kinds = {
        "complete": "a full count",
        "sampled": "a sample",
        "opt-in": "answers of those who chose to give them",
    }
    for kind, words in kinds.items():
        shown = views.register(assessed(f"[[evidence]]\nid = 'a'\ntitle = 'A'\nkind = '{kind}'\n")).text
        assert f"Kind: {words}" in shown


def test_a_public_table_is_named_by_its_census_and_number(shipped_assessment):
    shown = views.profile(shipped_assessment).text
    assert "Census 2021 table TS038. Base:" in shown
    assert "same variable as" not in shown


def test_the_law_stands_in_the_order_of_its_sections(shipped_assessment):
    sections = re.findall(
        r"^Equality Act 2010, section (\d+)", views.law_cited(shipped_assessment).text, re.MULTILINE
    )
    assert sections == sorted(sections, key=int)
    assert len(set(sections)) > 5


def test_in_northern_ireland_no_open_point_is_not_called_good_news(assessed):
    there = assessed('[proposal]\nnation = "Northern Ireland"\ntitle = "A"')
    said = str(views.findings(there))
    assert "Section 149 does not apply in Northern Ireland" in said
    assert "No question that is due" not in said + str(views.brief(there))


def test_that_no_difference_has_an_entry_is_said_alike_by_question_and_annex_and_never_that_there_is_none(
    assessed,
):
    assessment = assessed('[[effect]]\nid = "a"\ntitle = "Rent"\nreasoning = "£1.43 against £1.28 for all."')
    [asked] = [one for one in assessment.findings if one.code == "I04"]
    said = BeautifulSoup(views.disparities(assessment).html, "html.parser").get_text()
    assert said.removeprefix("Differences between groups").strip() == asked.text
    assert said.endswith("Differences in its prose are not checked here.")
    [groups] = [one.text for one in assessment.findings if one.code == "I05"]
    assert groups.endswith("Differences in its prose are not checked here.")


@pytest.mark.parametrize("nation", ['nation = "England"', ""])
@pytest.mark.parametrize(("day", "there"), [("2023-12-31", False), ("2024-01-01", True)])
def test_the_same_disadvantage_is_cited_beside_indirect_discrimination_from_the_day_it_was_law(
    assessed, nation, day, there
):
    record = f'[proposal]\n{nation}\n[decision]\ndate = {day}\n[[effect]]\nid = "a"\ntitle = "Steps"\ncharacteristics = ["disability"]'
    cited = views.law_cited(assessed(record)).text
    assert "Equality Act 2010, section 15:" in cited
    assert "Equality Act 2010, section 19:" in cited
    assert ("Equality Act 2010, section 19A:" in cited) is there


def test_labels_and_names_read_as_sentences_do(assessed):
    record = """
        [proposal]
        body = "Anytown Council"
        body_standing = "listed in Schedule 19"
        [[evidence]]
        id = "survey"
        title = "Survey"
        [[option]]
        name = "Close two"
        recommended = true
        [[assurance]]
        by = "The bus operator"
        [[assurance]]
        by = "Acme"
        [[disparity]]
        says = "Fewer, by 29 percentage points."
        contradicted = true
    """
    assessment = assessed(record)

    def said(name):
        return " ".join(
            BeautifulSoup(getattr(views, name)(assessment).html, "html.parser").get_text(" ").split()
        )

    assert "which characteristic it is about" in said("register")
    assert "Not turned down: recommended" in said("decision")
    assert "Assurance by the bus operator" in said("rules")
    assert "Assurance by Acme" in said("rules")
    assert "Fewer, by 29 percentage points: The author records that other evidence contradicts" in said(
        "findings"
    )
    assert "Anytown Council (listed in Schedule 19 to the Equality Act 2010)" in said("proposal")


def test_the_line_that_a_licence_asks_for_ends_before_the_day_of_publication(shipped_views):
    said = BeautifulSoup(shipped_views["profile"].html, "html.parser").get_text()
    assert "Open Government Licence v.3.0. " in said
    assert "v.3.0 " not in said


def test_the_publication_copy_speaks_of_nothing_that_it_does_not_hold(shipped_assessment, shipped_id):
    published = assess(shipped_id, copy="publication")
    for assessment, its_own in ((shipped_assessment, True), (published, False)):
        said = " ".join(getattr(views, name)(assessment).text for name in ("law_cited", "method", "choices"))
        said = " ".join(said.split())
        for words in ("behind the questions", "The questions ask whether", "at most five points to settle"):
            assert (words in said) is its_own, words
        for words in ("Law and judgments looked to", "This report reads whether an answer is there"):
            assert (words in said) is not its_own, words
        assert "Made with an equality impact assessment toolkit" in views.history(assessment).text


def test_a_report_of_two_pages_says_what_it_was_made_with(assessed):
    said = " ".join(views.history(assessed("[assessment]\nshort = true")).text.split())
    assert (
        "Made with an equality impact assessment toolkit, which arranges what the author records; choices"
        in said
    )


def test_what_holds_of_each_census_table_is_said_once_and_nothing_of_it_is_lost(
    shipped_assessment, shipped_views
):
    page = BeautifulSoup(shipped_views["profile"].html, "html.parser").get_text("\n")
    known = shipped_assessment.dossier.profile
    tables = [one for one in known.tables if one.characteristic in CHARACTERISTICS]
    assert len(tables) > 5
    for one in tables:
        for words in (one.publication, one.attribution, *one.warnings):
            assert words in page, one.title
    assert (
        page.count("because of the perturbation") == page.count("first results came out on 28 June 2022") == 1
    )
    assert page.index("because of the perturbation") < page.index("Base: ")
    [own] = [one for one in tables if one.characteristic == "disability"]
    assert page.index("The 2021 wording differs from 2011") > page.index(own.title)
    # A table that stands by itself says it all.
    assert "because of the perturbation" in shipped_views["profile: disability"].html
    assert "28 June 2022" in shipped_views["profile: disability"].html


def test_no_program_is_named_as_a_source(shipped_views):
    assert "Quantiles by linear interpolation" in shipped_views["neighbourhoods"].html
    assert ".py" not in shipped_views["neighbourhoods"].html


def record_of(title, *linked, done=Done.ROUNDED):
    return RecordedTable(
        id=title, title=title, base=None, source="", rule="", done=done, why="Why.", linked=linked, multiples_of=10,
        counts=(), sums=(),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("records", "there", "away"),
    [
        (
            (record_of("A", "B"), record_of("B", "A"), record_of("C")),
            ["What was done to each of these 3 tables: rounded, to multiples of 10. Why.", "- Together: A; B. - On its own: C."],
            [" | "],
        ),
        ((record_of("A"),), ["What was done to this table: rounded, to multiples of 10. Why.", "- On its own: A."], [" | "]),
        (
            (record_of("A", "B"), record_of("B", "A", "C"), record_of("C", "B")),  # one is linked with two that are not
            ["- Together: A, with B. - Together: B, with A; C. - Together: C, with B."],
            ["its own"],
        ),
        (
            (record_of("A"), record_of("B", done=Done.COARSER)),
            ["A | rounded, to multiples of 10 | Why. B | rounded more coarsely, to multiples of 10 | Why.", "- Each on its own: A; B."],
            ["What was done to"],
        ),
    ],
)  # fmt: skip
def test_how_counts_were_made_safe_is_said_once_where_it_is_the_same(assessed, records, there, away):
    assessment = assessed()
    dossier = SimpleNamespace(
        release=replace(assessment.dossier.release, records=records), proposal=assessment.dossier.proposal
    )
    said = " ".join(released_how(SimpleNamespace(dossier=dossier)).text.split())
    assert said.startswith("How counts of people were made safe to show")
    for words in there:
        assert words in said
    for words in away:
        assert words not in said


BOUND = '[proposal]\nstage = "early"\nbody = "X"\nnation = "England"\nfunction = "libraries"\nbody_standing = "listed in Schedule 19"\n'
DUE_LATER = "Page one names the first of what falls due later; all of it stands in the annex on the questions behind this report."


def test_points_to_settle_say_where_those_of_page_one_stand_that_fall_due_later(assessed):
    early = assessed(BOUND)
    page = BeautifulSoup(views.findings(early).html, "html.parser").get_text(" ")
    assert page.rstrip().endswith(f"in proportion to what is decided. {DUE_LATER}")
    assert views.answered(early).text.startswith("Annex: the questions behind this report")
    assert "Questions that a later stage will ask" in views.not_yet_due(early).text
    # A terminal has no page one and no annex: there they follow.
    said = " ".join(views.findings_text(early).split())
    assert "The questions of later stages follow. Not yet due: " in said
    assert "Page one" not in said
    assert "Page one" not in views.findings(assessed()).text  # every question is due
    assert "Page one" not in views.findings(assessed(f"{BOUND}[assessment]\nshort = true")).text


def test_one_point_alone_has_no_heading_over_its_own(assessed):
    one = BeautifulSoup(views.findings(assessed(BOUND.replace('body = "X"\n', ""))).html, "html.parser")
    assert [heading.get_text() for heading in one.find_all("h2")] == ["Points to settle"]
    [own] = one.find_all(["h3", "h4"])
    assert own.get_text().startswith("Warning: Which duty binds")
    several = BeautifulSoup(views.findings(assessed()).html, "html.parser")
    assert [heading.get_text() for heading in several.find_all("h3")] == ["Serious", "Warnings"]


HARM_WITHOUT_A_CHARACTERISTIC = """
[[effect]]
id = "gain"
title = "A prize for the young"
characteristics = ["age", "sex"]
direction = "positive"
[[effect]]
id = "loss"
title = "A longer wait"
groups = ["carers"]
direction = "negative"
harm = "moderate"
needs = ["opportunity"]
"""


def test_harm_to_people_without_a_characteristic_stands_before_the_gains(assessed):
    assessment = assessed(HARM_WITHOUT_A_CHARACTERISTIC)
    in_words = views.matrix(assessment).text.split("Affected, in words")[1]
    assert [" ".join(one.split()) for one in in_words.strip().split("\n- ")] == [
        "- No characteristic named (carers): “A longer wait” (▼ negative, moderate); advance opportunity.",
        "Age, sex: “A prize for the young” (▲ positive); which need it answers is not recorded.",
    ]
    told = views.effects(assessment).text
    assert told.index("A longer wait") < told.index("A prize for the young")
    worse = HARM_WITHOUT_A_CHARACTERISTIC.replace('"positive"', '"negative"\nharm = "severe"')
    told = views.effects(assessed(worse)).text
    assert told.index("A prize for the young") < told.index("A longer wait")


NOTHING_GRAVE = """
[proposal]
title = "A"
stage = "{0}"
nation = "England"
body_standing = "listed in Schedule 19"
[assessment]
made = true
date = 2024-05-20
[decision]
date = 2024-06-01
duty_told = "naming the needs"
[[decision.deciders]]
who = "Head"
given = "assessment"
given_on = 2024-05-21
"""


@pytest.mark.parametrize(("stage", "yet"), [("early", True), ("consultation", True), ("decision", False)])
def test_the_publication_copy_says_before_the_decision_that_serious_questions_are_still_to_come(
    assessed, stage, yet
):
    published = replace(assessed(NOTHING_GRAVE.format(stage)), copy=Copy.PUBLICATION)
    page = " ".join(views.brief(published).text.split())
    later = "No serious point is open among the questions due so far; questions that can be serious are asked later."
    assert (later in page) is yet
    assert ("No serious point is open at this stage" in page) is not yet
    assert "That is not a finding that the duty is met: people decide that." in page


@pytest.mark.parametrize(
    ("record", "heading", "label"),
    [
        ("", "What is decided on 1 June 2024", "For decision on: 1 June 2024"),
        ('[proposal]\nstage = "early"', "What is decided on 1 June 2024", "For decision on: 1 June 2024"),
        ('[proposal]\nstage = "decided"', "What was decided on 1 June 2024", "Decided on: 1 June 2024"),
        ('[proposal]\nstage = "review"', "What was decided on 1 June 2024", "Decided on: 1 June 2024"),
        ('outcome = "Agreed"', "What was decided on 1 June 2024", "Decided on: 1 June 2024"),
    ],
)
def test_a_decision_is_said_to_be_taken_only_where_the_record_says_so(assessed, record, heading, label):
    assessment = assessed(f"[decision]\ndate = 2024-06-01\n{record}")
    assert heading in views.brief(assessment).text
    assert f"\n{label}\n" in f"{views.decision(assessment).text}\n"


def test_what_was_decided_stands_in_one_line_with_its_option(assessed):
    both = '[decision]\noutcome = "Agreed"\noption_decided = "B"\n[[option]]\nname = "B"'
    assert "What was decided: Agreed. Option decided: B" in views.decision(assessed(both)).text
    said = " ".join(views.decision(assessed()).text.split())
    assert "Not recorded: the day of the decision; what each person deciding was given" in said
    assert "what was decided;" in said


SERVICES = (
    '[proposal]\nnation = "England"\ncontext = ["services and public functions"{0}]\n[decision]\ndate = {1}\n'
)
PART_3 = "Part 3 of the Act (services) does not cover marriage and civil partnership."


def row_of(shown, characteristic):
    return next(one for one in shown.text.splitlines() if one.startswith(f"{characteristic} | "))


def test_marriage_in_services_is_no_omission_of_the_record(assessed):
    shown = views.matrix(assessed(SERVICES.format("", "2024-06-01")))
    assert row_of(shown, "Marriage and civil partnership").endswith(
        "| does not arise here | outside this need | outside this need"
    )
    assert row_of(shown, "Age").endswith("| not recorded | not recorded | not recorded")
    assert PART_3 in " ".join(shown.text.split())
    said = views.matrix(
        assessed(
            SERVICES.format("", "2024-06-01")
            + '[[effect]]\nid = "a"\ntitle = "A"\ncharacteristics = ["marriage_and_civil_partnership"]\n'
            'direction = "negative"\nneeds = ["discrimination"]\n'
        )
    )
    assert "| ▼ negative |" in row_of(said, "Marriage and civil partnership")
    assert "Does not arise here" not in said.text


def test_why_a_need_does_not_arise_is_said_only_where_it_is_the_reason(assessed):
    work = views.matrix(assessed(SERVICES.format(', "work"', "2024-06-01")))
    assert "| not recorded |" in row_of(work, "Marriage and civil partnership")
    assert "arise here" not in work.text
    before = " ".join(views.matrix(assessed(SERVICES.format("", "2010-06-01"))).text.split())
    assert "does not arise here" in before
    assert "“Does not arise here” means that the law leaves the need out" in before
    assert PART_3 not in before


def test_titles_are_headings_that_follow_their_section_without_a_skip(shipped_views, assessed):
    held = BeautifulSoup(shipped_views["history"].html, "html.parser")
    assert [(one.name, one.get_text()) for one in held.find_all(re.compile("h[1-6]"))][:2] == [
        ("h2", "Annex: the record"),
        ("h3", "Principles of the proposal"),
    ]
    effect = 'id = "a"\ntitle = "Fewer hours"\ncharacteristics = ["age"]\ndirection = "both"\n'
    for short, levels in (("false", ["h2", "h3", "h4"]), ("true", ["h3", "h4"])):
        shown = views.effects(assessed(f"[assessment]\nshort = {short}\n[[effect]]\n{effect}"))
        page = BeautifulSoup(shown.html, "html.parser")
        assert [one.name for one in page.find_all(re.compile("h[1-6]"))] == levels
        title = page.find_all(re.compile("h[1-6]"))[-1]
        assert title.get_text() in ("Fewer hours", "Age: fewer hours")
        assert title.find_next_sibling().name == "p"
        assert "how many people: not recorded" in title.find_next_sibling().get_text()


def test_a_shape_stands_before_its_word_for_the_eye_alone():
    from eia.views.display import escape
    from eia.views.shapes import shaped

    hidden = '<span aria-hidden="true">{}</span>'.format
    assert shaped("both") == "◆ both good and bad"
    assert escape(f"({shaped('both')}; {shaped(None)})") == (
        f"({hidden('◆')} both good and bad; {hidden('?')} direction not recorded)"
    )
    for words in ("Is it? cannot tell", "▲ up", "What of men? none", "◆ both", "?none"):
        assert escape(words) == words
