"""What stands behind each question: its fields are watched and not believed, its law is marked, and the pages are current."""

from __future__ import annotations

import ast
import importlib.util
import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest

from eia.checks import CHECKS
from eia.checks.registry import _outside
from eia.errors import EiaError
from eia.explain import _practice, _records, explain, explanation_text, questions_text
from eia.findings import Severity
from eia.law import Case, Nation, law
from eia.proposal.outline import outline
from eia.proposal.words import titles, words

_SPEC = importlib.util.spec_from_file_location(
    "make_page", Path(__file__).parents[1] / "checks" / "make_page.py"
)
made = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(made)  # tests are no package, so what stands beside one is loaded by its path

CODES = [check.code for check in CHECKS]
PATHS = {key.name for key in outline()}
FIELDS = {key.path[-1] for key in outline() if key.model is None}
NOT_OF_A_RECORD = {"id", "name", "characteristic", "says", "date", "kind", "file", "group", "reference"}
"""Names that a field of the record shares with the law, with an object of Python or with what its figures show."""


def code_of(check) -> tuple[list[ast.AST], list[ast.AST]]:
    """Return the check's own code, and that of the functions of its room that it calls, however far."""
    found, names, trees = [check.ask], {check.ask.__name__}, []
    while found:
        function = found.pop()
        tree = ast.parse(inspect.getsource(function))
        trees.append(tree)
        for node in ast.walk(tree):
            one = function.__globals__.get(node.id) if isinstance(node, ast.Name) else None
            if (
                inspect.isfunction(one)
                and one.__module__.startswith("eia.checks.")
                and one.__name__ not in names
            ):
                names.add(one.__name__)
                found.append(one)
    own, *called = trees
    return list(ast.walk(own)), [node for tree in called for node in ast.walk(tree)]


def fields_in(code) -> set[str]:
    """Return the names of fields of a record that code names; what is asked of the dossier itself is its own."""
    named = {
        node.attr
        for node in code
        if isinstance(node, ast.Attribute)
        and not (isinstance(node.value, ast.Name) and node.value.id == "dossier")
    }
    return (named & FIELDS) - NOT_OF_A_RECORD


def seen_by(code: str) -> set[str]:
    return {part for path in _records()[code]["reads"] for part in path.split(".")}


@pytest.mark.parametrize("check", CHECKS, ids=CODES)
def test_every_field_named_in_a_checks_code_was_seen_to_be_read(check):
    own, called = code_of(check)
    assert fields_in(own) - seen_by(check.code) == set(), "No record of the tests reaches these fields."
    by_any = set().union(
        *(seen_by(code) for code in CODES)
    )  # a shared function may ask one check more than another
    assert fields_in(called) - by_any == set(), "No record of the tests reaches these fields."


@pytest.mark.parametrize("check", CHECKS, ids=CODES)
def test_every_severity_named_in_a_checks_code_was_seen_to_be_given(check):
    named = {
        Severity[node.attr].value
        for node in code_of(check)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "Severity"
    }
    answers = {key: grave for key, grave in _records()[check.code].items() if key not in ("reads", "nations")}
    assert answers
    assert named - {one for grave in answers.values() for one in grave} == set()


def test_what_was_seen_and_the_pages_are_current():
    assert made.SEEN.read_text(encoding="utf-8") == made.seen_text(), (
        "Run make docs, and look at the difference."
    )
    texts = made.pages()
    assert {page.name for page in made.PAGES.glob("*.md")} == {
        page.name for page in texts if page.parent == made.PAGES
    }
    for page, text in texts.items():
        assert page.read_text(encoding="utf-8") == text, (
            f"Run make docs, and look at the difference: {page.name}"
        )


def test_watching_notes_only_what_is_looked_at(assessed):
    proposal = assessed('[decision]\ndate = 2024-05-01\n[review]\nowner = "Head"').dossier.proposal
    read = set()
    with made.watching.watched(read):
        assert proposal.decision.date
    assert proposal.review.owner
    assert sorted(name for _, name in read) == ["date", "decision"]


@pytest.mark.parametrize("code", CODES)
def test_each_question_is_explained_whole(code):
    one, text = explain(code), explanation_text(code)
    assert one.practice
    assert one.authorities
    assert one.answers
    for path, says in one.reads:
        assert path in PATHS
        assert says == words().get(path, f"{titles().get(path)} (whether there is an entry).")
        assert f"- {path}:" in text
    flat = re.sub(r"\s+", " ", text)
    for said in (one.question, one.rests, one.practice, one.due, one.nations, one.settle, one.limits):
        assert said in flat
    for each in one.authorities:
        assert f"{each.cites}: {each.says}" in flat
        assert each.read in flat
        assert not each.url or re.match(
            r"https://(www\.legislation\.gov\.uk|caselaw\.nationalarchives\.gov\.uk|www\.gov\.uk)/", each.url
        )
    assert not re.search(r"compliant", text, re.IGNORECASE)
    assert max(len(line) for line in text.splitlines() if "http" not in line) <= 100


def test_what_was_not_read_is_marked_and_has_no_paragraph():
    for check in CHECKS:
        for name, one in zip(check.basis, explain(check.code).authorities, strict=True):
            source = law().provision(name)
            assert one.read.startswith("NOT READ") is not source.printable, name
            if isinstance(source, Case) and not source.read:
                assert not re.search(r"\[\d+\]", one.read)
                assert source.paragraphs == ()


def test_a_question_says_it_rests_on_legislation_only_where_a_provision_stands_behind_it():
    for check in CHECKS:
        found = [law().provision(name) for name in check.basis]
        enacted = [one for one in found if not isinstance(one, Case) and not one.id.startswith("guidance.")]
        assert ("rests on legislation" in explain(check.code).rests) is bool(enacted), check.code


@pytest.mark.parametrize("check", CHECKS, ids=CODES)
def test_where_a_question_is_asked_is_as_the_registry_asks_it(check, assessed):
    asked = explain(check.code).nations
    assert asked.startswith("In ")
    for nation in Nation:
        record = f'[proposal]\nnation = "{nation}"\n[decision]\ndate = 2030-01-01'
        outside = _outside(check, assessed(record, checks=()).dossier) is not None
        says_so_itself = check.code == "A01" or check.code.startswith("N")
        assert (nation.value in asked) is not outside or says_so_itself, nation


def test_practice_names_no_code_twice_and_none_is_lost():
    assert set(CODES) <= set(_practice())
    assert all(re.fullmatch(r"[A-Z]\d\d", code) for code in _practice())


def test_the_list_holds_every_question_with_its_code():
    flat = re.sub(r"\s+", " ", questions_text())
    for check in CHECKS:
        assert f"{check.code} {check.question}" in flat


@pytest.mark.parametrize(("given", "near"), [("T99", "T0"), ("D1", "D01"), ("xyz", "")])
def test_an_unknown_code_names_the_nearest(given, near):
    with pytest.raises(EiaError) as caught:
        explain(given)
    assert str(caught.value).startswith(f"explain: There is no question '{given}'.")
    assert f"Did you mean '{near}" in str(caught.value) if near else "Did you mean" not in str(caught.value)


def test_a_code_of_a_bodys_own_pack_is_not_taken_for_a_slip():
    with pytest.raises(EiaError) as caught:
        explain("loc01")
    assert str(caught.value) == (
        "explain: 'loc01' is a code of a body's own pack, which the toolkit does not hold. "
        "The pack's own files say what stands behind it."
    )
    assert not any(code.startswith("LOC") for code in CODES)


def test_a_code_may_be_given_in_small_letters():
    assert explain(" t01 ") == explain("T01")


def test_explaining_loads_no_heavy_library():
    look = (
        "from eia.explain import explanation_text\nexplanation_text('T01')\nimport sys\n"
        "print(sorted({'pandas', 'scipy', 'matplotlib', 'numpy', 'IPython'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", look], capture_output=True, check=True, text=True)
    assert run.stdout == "[]\n"
