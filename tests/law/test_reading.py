"""What a law file is refused for, by file and entry."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eia.errors import EiaError
from eia.law import Case, Nation, read_law

GOOD = {
    "id": '"x.s1"',
    "cites": '"X Act 2000, section 1"',
    "url": '"https://www.legislation.gov.uk/x"',
    "says": '"Says something."',
    "since": "2011-04-05",
    "nations": '["England"]',
    "read": "true",
}
CASE = {
    "id": '"case.x"',
    "name": '"X v Y"',
    "citation": '"[2013] UKSC 1"',
    "court": '"Supreme Court"',
    "year": "2013",
    "since": "2013-01-01",
    "known_from_year": "2013",
    "url": '"https://caselaw.nationalarchives.gov.uk/uksc/2013/1"',
    "says": '"Says something."',
    "paragraphs": '["1"]',
    "nations": '["England"]',
    "read": "true",
}


def table(base, kind="provision", **changes):
    values = {key: value for key, value in {**base, **changes}.items() if value is not None}
    return f"[[{kind}]]\n" + "".join(f"{key} = {value}\n" for key, value in values.items())


def provision(**changes):
    return table(GOOD, **changes)


def case(**changes):
    return table(CASE, "case", **changes)


def read(folder, *entries, name="x.toml", top='instrument = "X Act 2000"\n'):
    (folder / name).write_text(top + "\n".join(entries), encoding="utf-8", newline="\n")
    return read_law(folder)


def test_a_good_file_is_read(tmp_path):
    (tmp_path / "notes.txt").write_text("not law", encoding="utf-8")
    found = read(tmp_path, provision(), case()).provisions
    assert [each.id for each in found] == ["x.s1", "case.x"]
    assert found[0].nations == (Nation.ENGLAND,)
    assert (found[0].instrument, found[0].file) == ("X Act 2000", "x.toml")
    assert isinstance(found[1], Case)
    assert found[1].pinpoint == "[1]"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"nations": '["Mercia"]'}, "'Mercia' in 'nations' is not known"),
        ({"nations": "[]"}, "No nation is named"),
        ({"nations": '["England", "England"]'}, "names something twice"),
        ({"nations": '"England"'}, "should be a list of texts"),
        ({"until": "2010-04-05"}, "'until' is not after 'since'"),
        ({"until": "2011-04-05"}, "'until' is not after 'since'"),
        ({"url": None}, "'url' is missing"),
        ({"url": '"http://www.legislation.gov.uk/x"'}, "not an https address"),
        ({"url": '"https://"'}, "not an https address"),
        ({"url": '"https://[bad"'}, "not an https address"),
        ({"url": '"https://a b"'}, "not an https address"),
        ({"sinse": "2011-04-05"}, "'sinse' is not a key known here"),
        ({"paragraphs": '["1"]'}, "'paragraphs' is not a key known here"),
        ({"since": '"2011-04-05"'}, "'since' should be a date"),
        ({"since": "2011-04-05T00:00:00"}, "'since' should be a date"),
        ({"since": None}, "'since' is missing"),
        ({"read": '"yes"'}, "'read' should be true or false"),
        ({"read": None}, "'read' is missing"),
        ({"says": '"  "'}, "'says' should be a text that is not empty"),
        ({"cites": "3"}, "'cites' should be a text"),
    ],
)
def test_a_bad_entry_is_named_by_file_and_id(tmp_path, changes, words):
    with pytest.raises(EiaError) as caught:
        read(tmp_path, provision(**changes))
    assert words in str(caught.value)
    assert "x.toml, provision 1, x.s1" in str(caught.value)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"known_from_year": None}, "Only the year is known"),
        ({"since": "2013-02-01"}, "Only the year is known"),
        ({"decided": "2013-02-01"}, "do not agree"),
        ({"decided": "2013-02-01", "since": "2013-02-01"}, "stands beside the day"),
        ({"decided": "2012-02-01", "since": "2012-02-01", "known_from_year": None}, "do not agree"),
        ({"year": "true"}, "'year' should be a whole number"),
        ({"cites": '"X"'}, "'cites' is not a key known here"),
    ],
)
def test_a_bad_case_is_named(tmp_path, changes, words):
    with pytest.raises(EiaError) as caught:
        read(tmp_path, case(**changes))
    assert words in str(caught.value)
    assert "x.toml, case 1, case.x" in str(caught.value)


def test_a_case_with_its_day_is_read(tmp_path):
    register = read(tmp_path, case(decided="2013-02-01", since="2013-02-01", known_from_year=None))
    assert register.cases[0].decided == date(2013, 2, 1)


def test_an_impossible_date_is_named_by_its_file(tmp_path):
    with pytest.raises(EiaError, match=r"x\.toml: The file cannot be read"):
        read(tmp_path, provision(since="2011-02-30"))


def test_a_file_that_is_not_toml_is_named(tmp_path):
    with pytest.raises(EiaError, match="line 2"):
        read(tmp_path, "what is this")


def test_an_unknown_table_is_named(tmp_path):
    with pytest.raises(EiaError, match="'provisions' is not a table known here"):
        read(tmp_path, "[[provisions]]\n")


def test_a_table_in_single_brackets_is_named(tmp_path):
    with pytest.raises(EiaError, match=r"should be written \[\[provision\]\]"):
        read(tmp_path, provision().replace("[[provision]]", "[provision]"))


def test_a_missing_instrument_is_named(tmp_path):
    with pytest.raises(EiaError, match="'instrument' is missing"):
        read(tmp_path, provision(), top="")


def test_an_id_that_stands_twice_is_named(tmp_path):
    with pytest.raises(EiaError, match=r"x\.toml, x\.s1: The id stands twice"):
        read(tmp_path, provision(), provision())


def test_an_id_in_two_files_is_named_with_both(tmp_path):
    (tmp_path / "a.toml").write_text(
        'instrument = "A"\n' + provision(since="2001-04-05", until="2002-01-01"), encoding="utf-8"
    )
    with pytest.raises(EiaError, match=r"x\.toml, x\.s1: The id stands twice, also in a\.toml"):
        read(tmp_path, provision())


@pytest.mark.parametrize("until", [None, "2012-01-02"])
def test_overlapping_versions_are_named(tmp_path, until):
    with pytest.raises(EiaError, match="overlapping dates"):
        read(tmp_path, provision(until=until), provision(since="2012-01-01"))


def test_all_problems_are_reported_at_once(tmp_path):
    with pytest.raises(EiaError) as caught:
        read(tmp_path, provision(url=None), provision(id='"x.s2"', read=None))
    assert len(caught.value.problems) == 2


def test_a_mention_of_nothing_is_named(tmp_path):
    characteristic = '[[characteristic]]\nid = "age"\nname = "Age"\nsection = "x.s9"\nrelevant = true\nlimbs = ["a", "d"]\n'
    with pytest.raises(EiaError) as caught:
        read(tmp_path, provision(), characteristic)
    assert "'x.s9' stands nowhere in the law files" in str(caught.value)
    assert "'d' in 'limbs' is not known" in str(caught.value)


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ('[[context]]\nid = "c"\nname = "C"\npart = "P"\nprovisions = ["y"]\n', "'y' stands nowhere"),
        (
            '[[context]]\nid = "c"\nname = "C"\npart = "P"\nprovisions = []\noutside = 3\n',
            "should be a list of tables",
        ),
        (
            '[[context]]\nid = "c"\nname = "C"\npart = "P"\nprovisions = []\noutside = [{ characteristic = "z", under = "x.s1", at = "s", why = "w" }]\n',
            "'why' is not a key known here",
        ),
        (
            '[[conduct]]\nid = "c"\nname = "C"\nprovisions = ["x.s1"]\nonly_in = ["moon"]\n',
            "'moon' stands nowhere",
        ),
        (
            '[[conduct]]\nid = "c"\nname = "C"\nprovisions = []\n' * 2,
            "x.toml, conduct 2, c: The id stands twice",
        ),
        ('[[exception]]\nid = "e"\nunder = "y"\nfunctions = []\ndrops = []\n', "'y' stands nowhere"),
    ],
)
def test_a_context_that_does_not_hold_together_is_named(tmp_path, entry, words):
    with pytest.raises(EiaError) as caught:
        read(tmp_path, provision(), entry)
    assert words in str(caught.value)
    assert "x.toml, " in str(caught.value)


def test_an_empty_folder_has_no_law(tmp_path):
    register = read_law(tmp_path)
    assert register.provisions == ()
    with pytest.raises(EiaError, match="There are no law files here"):
        register.provision("x")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(
    since=st.dates(date(2001, 1, 1), date(2030, 1, 1)),
    days=st.integers(1, 4000),
    offset=st.integers(-4000, 4000),
)
def test_a_provision_is_in_force_from_since_up_to_the_day_before_until(tmp_path, since, days, offset):
    until = since + timedelta(days=days)
    register = read(tmp_path, provision(since=since.isoformat(), until=until.isoformat()))
    day = max(since + timedelta(days=offset), date(2001, 1, 1))
    assert bool(register.in_force(day, "England")) == (since <= day < until)
    assert not register.in_force(day, "Wales")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(text=st.text(max_size=200))
def test_any_text_is_read_or_refused_in_plain_words(tmp_path, text):
    (tmp_path / "x.toml").write_bytes(text.encode("utf-8", errors="ignore"))
    refused = None
    try:
        read_law(tmp_path)
    except EiaError as error:
        refused = error
    assert refused is None or "x.toml" in str(refused)
