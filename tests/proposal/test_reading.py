"""Any text as a proposal is read or refused; any misspelt key is named with its nearest; ids hold from anywhere."""

from __future__ import annotations

import difflib
import os
import typing

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from eia.errors import EiaError
from eia.proposal import Proposal, Submission, find_proposal, read_proposal
from eia.proposal.folder import fingerprint


def keys_of(model: type[BaseModel], path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """Return every key path of the model; an entry of several is marked by the name in doubled brackets."""
    found = []
    for name, field in model.model_fields.items():
        here = (*path, field.alias or name)
        found.append(here)
        models = [part for part in parts_of(field.annotation) if issubclass(part, BaseModel)]
        many = field.annotation is not (models[0] if models else None)
        for inner in models:
            found += keys_of(inner, (*path, f"[{here[-1]}]" if many else here[-1]))
    return found


def parts_of(annotation: object) -> list[type]:
    if isinstance(annotation, type):
        return [annotation]
    return [part for one in typing.get_args(annotation) for part in parts_of(one)]


PATHS = keys_of(Proposal)


def written(path: tuple[str, ...], key: str) -> str:
    """Write a record with one key at the end of a path."""
    heads = [step.strip("[]") for step in path[:-1]]
    head = ".".join(heads)
    if not heads:
        return f"{key} = 1\n"
    above = "".join(  # an entry of several stands below an entry of what holds it
        f"[[{'.'.join(heads[: number + 1])}]]\n"
        for number, step in enumerate(path[:-2])
        if step.startswith("[")
    )
    if above:
        return f"{above}[[{head}]]\n{key} = 1\n"
    return f"[[{head}]]\n{key} = 1\n" if path[-2].startswith("[") else f"[{head}]\n{key} = 1\n"


def test_the_paths_of_the_model_are_found():
    assert ("schema",) in PATHS
    assert ("decision", "[deciders]", "given_on") in PATHS
    assert len(PATHS) > 150


def alike(key: str, wrong: str) -> float:
    return difflib.SequenceMatcher(None, wrong, key).ratio() if key in {path[-1] for path in PATHS} else 0


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(path=st.sampled_from(PATHS), data=st.data())
def test_a_key_misspelt_by_one_letter_is_named_with_the_nearest_known(tmp_path, path, data):
    key = path[-1]
    if len(key) < 3:
        return  # one letter more or less of a word of two says nothing of what was meant
    at = data.draw(st.integers(1, len(key) - 1))
    wrong = data.draw(
        st.sampled_from([key[:at] + key[at + 1 :], key[:at] + "q" + key[at:], key[:at] + "q" + key[at + 1 :]])
    )
    (tmp_path / "proposal.toml").write_text(written(path, wrong), encoding="utf-8", newline="\n")
    siblings = {other[-1] for other in PATHS if other[:-1] == path[:-1]}
    if wrong in siblings:
        return
    with pytest.raises(EiaError) as caught:
        read_proposal(tmp_path)
    [said] = [one for one in caught.value.problems if f"The key '{wrong}' is not known here." in one.what]
    assert said.where.endswith(f"'{wrong}'")
    near = said.do.removeprefix("Did you mean '").removesuffix("'?")
    assert near == key or alike(near, wrong) >= alike(key, wrong)  # "ho" is as near to "who" as to "how"
    assert near in siblings


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200, deadline=None)
@given(text=st.text(max_size=300))
@example(text="a=" + "[" * 3000)
@example(text='[[evidence]]\nid="a"\ntitle="b"\nfile="\\u0000"\ntable="rates"')
@example(text="[proposal]\nauthority_code = 3")
@example(text="evidence = [1, {}, {file = 3}]")
@example(text="effect = [{id = [], evidence = [[]]}]\naction = [{effects = [{}]}]")
@example(text="schema = true")
def test_any_text_is_a_proposal_or_a_problem(tmp_path, text):
    (tmp_path / "proposal.toml").write_bytes(text.encode("utf-8", "surrogatepass"))
    assert outcome(tmp_path)


def outcome(folder) -> str:
    """Return "read", or the problems on one line each; any other error is the test's failure."""
    try:
        submission = read_proposal(folder)
    except EiaError as error:
        return str(error) if str(error).count("\n") == len(error.problems) - 1 else ""
    return "read" if isinstance(submission, Submission) else ""


VALUES = st.sampled_from(
    ['"x"', '""', "1", "-1", "nan", "true", "2021-09-07", "2021-09-07T10:00:00Z", "10:00:00", "[]", '["x"]', "[1]", "[[]]", "{}", "[{a = 1}]"]
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200, deadline=None)
@given(
    chosen=st.lists(st.tuples(st.sampled_from(PATHS), VALUES), max_size=5, unique_by=lambda one: one[0][0])
)
def test_any_value_at_any_key_is_a_proposal_or_problems_on_one_line_each(tmp_path, chosen):
    text = "".join(
        written(path, path[-1]).replace("= 1", f"= {value}")
        for path, value in sorted(chosen, key=lambda one: len(one[0]))
    )
    (tmp_path / "proposal.toml").write_text(text, encoding="utf-8", newline="\n")
    said = outcome(tmp_path)
    assert said
    assert "something else" not in said


def test_ids_and_relative_paths_are_found_from_three_working_directories(
    folder_of, tmp_path, monkeypatch, root, shipped_id
):
    folder = folder_of('[proposal]\ntitle = "A"')
    (tmp_path / "elsewhere").mkdir()
    for where, relative in (
        (tmp_path, "library-hours"),
        (folder, "."),
        (tmp_path / "elsewhere", "../library-hours"),
    ):
        monkeypatch.chdir(where)
        assert find_proposal(relative) == folder.resolve()
        assert read_proposal(relative).id == "library-hours"
        assert find_proposal(f"{relative}/proposal.toml") == folder.resolve()
        assert find_proposal(shipped_id) == root / "data" / "proposals" / shipped_id
    assert find_proposal(folder) == folder.resolve()


@pytest.mark.parametrize("name", ["~budget", " lead", "trail ", "~"])
def test_a_folder_that_is_there_is_taken_letter_for_letter(folder_of, tmp_path, monkeypatch, name):
    folder = folder_of("", name=name)
    monkeypatch.chdir(tmp_path)
    assert find_proposal(name) == find_proposal(folder) == find_proposal(str(folder)) == folder.resolve()


def test_spaces_around_a_name_and_a_tilde_for_the_home_are_understood(
    folder_of, tmp_path, monkeypatch, shipped_id
):
    folder = folder_of("")
    for home in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(home, str(tmp_path))
    assert find_proposal("~/library-hours") == find_proposal(f"  {folder} ") == folder.resolve()
    assert find_proposal(f" {shipped_id}").name == shipped_id


def test_the_folder_that_the_runner_names_comes_first(folder_of, tmp_path, monkeypatch, shipped_id):
    folder = folder_of("", name=shipped_id)
    monkeypatch.setenv("EIA_PROPOSALS", str(tmp_path))
    assert find_proposal(shipped_id) == folder
    with pytest.raises(EiaError, match="No proposal is named"):
        find_proposal("")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
@pytest.mark.parametrize("name", ["a\nb", "a\x07b", "a\udcff", "a\u2028b"])
def test_a_folder_whose_name_cannot_be_printed_is_refused(folder_of, name):
    with pytest.raises(EiaError, match="signs that cannot be printed") as caught:
        find_proposal(folder_of("", name=name))
    assert str(caught.value).isascii()


def test_a_fingerprint_changes_with_every_file_that_is_read_and_with_no_other(folder_of):
    folder = folder_of("", users="a")
    first = fingerprint(folder)
    (folder / ".hidden").write_text("x", encoding="utf-8", newline="\n")
    (folder / "~$open.csv").write_text("x", encoding="utf-8", newline="\n")
    assert fingerprint(folder) == first
    seen = {first}
    for name, text in (("evidence/users.csv", "b"), ("proposal.toml", "# x"), ("evidence/more.csv", "")):
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
        seen.add(fingerprint(folder))
    (folder / "evidence" / "more.csv").rename(folder / "evidence" / "less.csv")
    assert len(seen | {fingerprint(folder)}) == 5


def test_a_folder_here_comes_before_a_shipped_proposal_of_its_name(
    folder_of, tmp_path, monkeypatch, shipped_id
):
    folder = folder_of("", name=shipped_id)
    monkeypatch.chdir(tmp_path)
    assert find_proposal(shipped_id) == folder.resolve()


def test_the_shipped_proposal_records_what_the_paper_says_and_no_more(shipped_assessment):
    record = shipped_assessment.dossier.proposal
    assert len(record.proposal.principles) == 8
    assert record.decision.date is not None
    assert (record.decision.date.isoformat(), record.proposal.reference) == ("2021-09-07", "CP/49/21-22")
    assert [one.kind for one in record.promise] == ["full assessment", "consultation", "other"]
    assert [one.source for one in record.other_duty] == [
        "7.3",
        "7.4",
        "7.6",
        "7.7",
        "7.8",
        "7.9",
        "7.10",
        "7.11",
        "7.2",
        "7.5",
    ]
    assert record.assessment.date is record.assessment.made is None
    assert record.put_aside == record.gap == record.opportunity == ()
    assert record.review.date is record.monitoring.measure is None
