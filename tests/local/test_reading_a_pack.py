"""A pack as it is read: what it may add and tighten, and that it can remove and soften nothing."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eia import assess
from eia.checks import CHECKS
from eia.errors import EiaError
from eia.law import law
from eia.local import find_pack, read_pack
from eia.practice import Choice, Practice, practice, profiles

QUESTION = {
    "id": '"other-way"',
    "asks": '"Is there another way?"',
    "due": '"assessment"',
    "severity": '"warning"',
    "do": '"Say which."',
    "because": '"It is our rule."',
    "source": '"Access policy (invented)"',
}
GROUP = {
    "id": '"unpaid-carers"',
    "name": '"Unpaid carers"',
    "because": '"It is our rule."',
    "source": '"Strategy (invented)"',
}
CHOICE = {
    "value": "20",
    "says": '"After 20 months."',
    "because": '"It is our rule."',
    "source": '"Board (invented)"',
}


def table(base, heading, changes):
    values = {key: value for key, value in {**base, **changes}.items() if value is not None}
    return f"{heading}\n" + "".join(f"{key} = {value}\n" for key, value in values.items())


def question(**changes):
    return table(QUESTION, "[[question]]", changes)


def group(**changes):
    return table(GROUP, "[[characteristic]]", changes)


def choice(name="assessment_current_months", **changes):
    return table(CHOICE, f"[{name}]", changes)


def refused(folder):
    with pytest.raises(EiaError) as caught:
        read_pack(folder)
    return str(caught.value)


def test_the_example_that_ships_is_read_and_says_that_it_is_invented(root):
    pack = read_pack("example")
    assert (
        pack == read_pack(root / "data" / "local") or pack.files == read_pack(root / "data" / "local").files
    )
    assert "invented" in pack.body
    assert pack.illustration.startswith("Example.")
    assert [one.id for one in pack.characteristics] == [
        "care-experience",
        "unpaid-carers",
        "rural-places",
        "low-income",
        "armed-forces-community",
        "digital-exclusion",
    ]
    assert [check.code for check in pack.checks] == [
        "LOC-other-way",
        "LOC-carers-asked",
        "LOC-corporate-parents-told",
        "LOC-easy-read",
        "LOC01",
    ]
    assert all("(invented)" in check.policy for check in pack.checks)
    assert all("(invented)" in one.source for one in (*pack.characteristics, *pack.choices))
    assert all(check.basis == () for check in pack.checks)


def test_a_pack_of_its_first_file_alone_is_a_pack(pack_of):
    pack = read_pack(pack_of())
    assert (pack.characteristics, pack.checks, pack.choices) == ((), (), ())
    assert pack.practice == practice()


def test_a_pack_is_never_found_by_itself(shipped_id, monkeypatch, pack_of):
    monkeypatch.chdir(pack_of().parent)
    monkeypatch.setenv("EIA_LOCAL", str(pack_of().parent))
    assert assess(shipped_id).pack is None


def test_each_file_has_the_hash_of_its_text_whatever_its_line_ends(pack_of):
    text = group()
    plain = read_pack(pack_of("one", characteristics=text))
    windows = read_pack(pack_of("two", characteristics=b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()))
    assert plain.files == windows.files
    assert [file.name for file in plain.files] == ["characteristics.toml", "pack.toml"]
    assert plain.files[0].sha256 == hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize(
    ("files", "where", "words"),
    [
        # what shadows the law
        ({"characteristics": group(id='"age"')}, "characteristics.toml, characteristic 1, age", "'Age' is a protected characteristic"),
        ({"characteristics": group(id='"gender-reassignment"')}, "characteristic 1, gender-reassignment", "'Gender reassignment' is a protected"),
        ({"characteristics": group(name='" RELIGION or  belief"')}, "characteristic 1, unpaid-carers", "'Religion or belief' is a protected"),
        ({"questions": question(id='"t01"')}, "questions.toml, question 1, t01", "T01 is a question of the toolkit's own"),
        # what stands twice
        ({"questions": question() + question()}, "questions.toml, question 2, other-way", "The id stands twice"),
        ({"characteristics": group() + group()}, "characteristics.toml, characteristic 2", "The id stands twice"),
        # what is not known
        ({"questions": question(due='"asessment"')}, "question 1, other-way", "'asessment' is not a word known for 'due'. Did you mean 'assessment'?"),
        ({"questions": question(severity='"grave"')}, "question 1, other-way", "'grave' is not a word known for 'severity'"),
        ({"questions": question(severity='"serious"')}, "question 1, other-way", "never serious: that word is kept for the law"),
        ({"questions": question(reads='"decision.could_still_chang"')}, "question 1, other-way", "Did you mean 'decision.could_still_change'?"),
        ({"questions": question(reads='"decision"')}, "question 1, other-way", "is a section of a proposal, not a field"),
        ({"questions": question(reads='"schema"')}, "question 1, other-way", "no field 'schema'"),
        ({"questions": question(nations='["Mercia"]')}, "question 1, other-way", "'Mercia' in 'nations' is not known"),
        ({"questions": question(when='["unpaid-carers"]')}, "question 1, other-way", "'unpaid-carers' in 'when' is not known"),
        ({"questions": question(asked='"Is it?"')}, "question 1, other-way", "'asked' is not a key known here"),
        ({"questions": question(asks='"There is another way."')}, "question 1, other-way", "'asks' is no question"),
        ({"questions": question(id='"Other way"')}, "question 1, Other way", "cannot be an id"),
        ({"characteristics": group(id=f'"{"a" * 61}"')}, "characteristic 1", "cannot be an id"),
        ({"characteristics": "[question]\n"}, "characteristics.toml", "'question' does not belong in this file"),
        ({"questions": question().replace("[[", "[").replace("]]", "]")}, "questions.toml", "should be written [[question]]"),
        # what is missing
        *[({"questions": question(**{key: None})}, "question 1", f"'{key}' is missing") for key in QUESTION],
        *[({"characteristics": group(**{key: None})}, "characteristic 1", f"'{key}' is missing") for key in GROUP],
        *[({"practice": choice(**{key: None})}, "practice.toml, assessment_current_months", f"'{key}'") for key in CHOICE],
        ({"pack": 'body = "A"\ndate = 2025-01-15\n'}, "pack.toml", "'contact' is missing"),
        ({"pack": 'body = "A"\ndate = "2025"\ncontact = "B"\n'}, "pack.toml", "'date' should be a date"),
        # what softens
        ({"practice": choice("assessment_current_months", value="37")}, "practice.toml, assessment_current_months", "37 is softer than the toolkit's 36"),
        ({"practice": choice("assessment_current_months", value="0")}, "practice.toml, assessment_current_months", "0 is not above 0"),
        ({"practice": choice("page_one_worries")}, "practice.toml, page_one_worries", "This choice of the toolkit's is fixed"),
        ({"practice": choice("assessment_curent_months")}, "practice.toml, assessment_curent_months", "The toolkit has no choice of this name"),
        ({"practice": choice(value="20.5")}, "practice.toml, assessment_current_months", "20.5 is no whole number"),
        ({"practice": choice(value="nan")}, "practice.toml, assessment_current_months", "nan is no whole number"),
        ({"practice": choice(value="inf")}, "practice.toml, assessment_current_months", "inf is no whole number"),
        ({"practice": choice(value='"20"')}, "practice.toml, assessment_current_months", "'value' should be a number"),
        ({"practice": choice(value="true")}, "practice.toml, assessment_current_months", "'value' should be a number"),
        ({"practice": "assessment_current_months = 20\n"}, "practice.toml, assessment_current_months", "This stands under no choice"),
        # what is no pack
        ({"questions": "[[question]\n"}, "questions.toml, line 1", "not written as TOML asks"),
        ({"question": question()}, "our-pack/question.toml", "Did you mean questions.toml?"),
    ],
)  # fmt: skip
def test_what_a_pack_may_not_hold_is_named_by_file_and_entry(pack_of, files, where, words):
    said = refused(pack_of(**files))
    assert "our-pack/" in said
    assert where in said
    assert words in said


def test_all_problems_of_the_tables_are_told_at_once_and_its_code_is_not_run(pack_of):
    said = refused(
        pack_of(
            characteristics=group(id='"age"'),
            questions=question(due='"soon"'),
            practice=choice(value="50"),
            checks="raise RuntimeError('it ran')",
        )
    )
    assert len(said.splitlines()) == 3
    assert "it ran" not in said


def test_what_is_no_pack_is_said_in_a_line(pack_of, tmp_path):
    for place in (pack_of("empty", pack=None), tmp_path / "nowhere", "\0", "~nobody/pack"):
        with pytest.raises(EiaError) as caught:
            read_pack(place)
        assert "\n" not in str(caught.value)


def test_a_folder_called_example_is_the_officers_own(pack_of, monkeypatch):
    folder = pack_of("example")
    monkeypatch.chdir(folder.parent)
    assert find_pack("example") == folder.resolve()


def test_a_tightened_choice_keeps_which_way_is_stricter(pack_of):
    pack = read_pack(pack_of(practice=choice(value="25")))
    assert pack.practice["assessment_current_months"] == 25
    assert pack.practice.choice("assessment_current_months").stricter == "lower"
    assert [one.id for one in pack.practice.choices] == [one.id for one in practice().choices]
    assert practice()["assessment_current_months"] == 36


OWN = {"because": '"It is our rule."', "source": '"Board (invented)"'}


def profile(**changes):
    return table(OWN, "[disclosure]", changes)


def test_a_pack_chooses_a_profile_by_name_with_its_own_rule_as_the_reason(pack_of):
    chosen = read_pack(pack_of(practice=profile(profile='"suppression-10"'))).practice.profile
    shipped = profiles()["suppression-10"]
    assert (chosen.because, chosen.source) == ("It is our rule.", "Board (invented)")
    assert replace(chosen, because=shipped.because, source=shipped.source) == shipped


def test_a_pack_writes_a_stricter_profile_of_its_own(pack_of):
    text = profile(threshold=20, base=20, says='"Under 20."')
    made = read_pack(pack_of(practice=text)).practice.profile
    assert (made.method, made.threshold, made.base, made.zeros) == ("rounding", 20, 20, True)
    assert made.id == "rounding-10, tightened"
    assert practice().profile.threshold == 10


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (profile(threshold=5, base=5, says='"A"'), "'threshold' and 'base' are weaker than in the toolkit's rounding-10"),
        (profile(profile='"suppression-10"', zeros="false", says='"A"'), "'zeros' is weaker than in the toolkit's suppression-10"),
        (profile(profile='"suppression-10"', threshold=9, says='"A"'), "'threshold' is weaker"),
        (profile(smallest_denominator=20, says='"A"'), "'smallest_denominator' is weaker than in the toolkit's rounding-10"),
        (profile(threshold=20, says='"A"'), "rounding needs a base of at least the threshold"),
        (profile(zeros="false", says='"A"'), "rounding needs a base of at least the threshold, and keeps back a count of none"),
        (profile(profile='"rounding-5"'), "rounding-5 keeps back less than the toolkit's default (counts from 5 to 9)"),
        (profile(profile='"suppression-8"'), "suppression-8 keeps back less than the toolkit's default (counts from 8 to 9)"),
        (profile(profile='"rounding-1"'), "'rounding-1' is no profile of the toolkit's"),
        (profile(threshold=20, base=20), "'says' is missing"),
        (profile(because=None), "'because' is missing"),
        (profile(method='"none"'), "'method' is not a key known here"),
        (profile(base='"20"', says='"A"'), "'base' should be a whole number"),
        ("disclosure = 3\n", "This stands under no heading"),
    ],
)  # fmt: skip
def test_a_weaker_profile_is_refused_by_name(pack_of, text, words):
    said = refused(pack_of(practice=text))
    assert "our-pack/practice.toml, disclosure" in said
    assert words in said


def test_every_choice_of_the_toolkits_says_which_way_is_stricter(root):
    raw = tomllib.loads((root / "eia" / "practice.toml").read_text(encoding="utf-8"))
    assert raw.pop("profiles")
    assert raw
    assert {entry.get("stricter") for entry in raw.values()} <= {"higher", "lower", "fixed"}
    assert all(entry["stricter"] for entry in raw.values())


@given(
    value=st.one_of(st.integers(-100, 100), st.floats()),
    ours=st.integers(1, 60),
    stricter=st.sampled_from(["higher", "lower", "fixed"]),
)
def test_no_value_softens_a_choice(value, ours, stricter):
    def made(value):
        return Choice(id="a", value=value, says="A", because="B", source="C", stricter=stricter)

    said, found = "practice.toml, a: ", 0.0
    try:
        found = Practice(choices=(made(ours),)).with_local([made(value)])["a"]
    except EiaError as error:
        said = str(error)
    assert said.startswith("practice.toml, a: ")
    assert not found or {"higher": found >= ours, "lower": found <= ours, "fixed": False}[stricter]
    assert found >= 0


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80)
@given(file=st.sampled_from(["pack", "characteristics", "questions", "practice"]), text=st.text(max_size=200))
def test_any_text_is_read_or_refused_in_plain_words(pack_of, file, text):
    folder = pack_of(
        **{"characteristics": "", "questions": "", "practice": "", file: text.encode("utf-8", "ignore")}
    )
    said = f"our-pack/{file}.toml"
    try:
        read_pack(folder)
    except EiaError as error:
        said = str(error)
    assert f"our-pack/{file}.toml" in said


def test_a_pack_takes_no_statutory_question_away(pack_of):
    before = CHECKS
    read_pack(pack_of(questions=question()))
    read_pack("example")
    assert before is CHECKS
    assert not [check.code for check in CHECKS if check.policy]
    assert len(law().characteristics) == 9
