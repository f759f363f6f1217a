"""The published schemas are current, and what the toolkit ships and writes is as they say."""

from __future__ import annotations

import datetime as dt
import importlib.util
import json
import tomllib
from pathlib import Path

import pytest

from eia.assessment import assess, assessment_json, findings_json, for_publication
from eia.disclosure import record_json
from eia.proposal.outline import outline
from eia.proposal.words import words

_SPEC = importlib.util.spec_from_file_location("make_schemas", Path(__file__).with_name("make_schemas.py"))
made = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(made)  # tests are no package, so what stands beside one is loaded by its path


def problems(name: str, document: object) -> list[str]:
    from jsonschema import Draft202012Validator

    schema = json.loads((made.FOLDER / name).read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    checker = Draft202012Validator.FORMAT_CHECKER
    found = Draft202012Validator(schema, format_checker=checker).iter_errors(document)
    return [f"{one.json_path}: {one.message[:200]}" for one in found]


def as_json(text: str) -> object:
    return json.loads(json.dumps(tomllib.loads(text), default=dt.date.isoformat))


@pytest.mark.parametrize("name", list(made.SCHEMAS))
def test_a_schema_is_current(name):
    written = (made.FOLDER / name).read_text(encoding="utf-8")
    assert written == made.text_of(name), "Run make schemas, and look at the difference."


def test_each_shipped_proposal_is_as_the_schema_says(root):
    files = sorted((root / "data" / "proposals").glob("*/proposal.toml"))
    assert files
    for file in files:
        raw = as_json(file.read_text(encoding="utf-8"))
        raw["schema"] = 5  # a file of an older version is valid apart from its number
        assert problems("proposal.schema.json", raw) == [], file.parent.name


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ('[proposal]\nstage = "erly"', "$.proposal.stage"),
        ("[decision]\nwhen = 2021-09-07", "$.decision"),
        ('[[effect]]\nid = "a"', "$.effect[0]"),
        ('[[effect]]\nid = "a"\ntitle = "A"\npeople_count = -1', "$.effect[0].people_count"),
        ('[decision]\ndate = "soon"', "$.decision.date"),
        ("schema = 6", "$.schema"),
    ],
)
def test_the_schema_of_a_proposal_refuses_what_the_reader_refuses(text, where):
    [said] = problems("proposal.schema.json", as_json(text))
    assert said.startswith(f"{where}: ")


def test_every_key_of_the_schema_has_the_officers_words():
    schema = json.loads((made.FOLDER / "proposal.schema.json").read_text(encoding="utf-8"))
    effect = schema["$defs"]["Effect"]
    assert effect["properties"]["harm"]["description"] == words()["effect.harm"]
    assert effect["properties"]["harm"]["enum"] == ["severe", "moderate", "slight"]
    described = [
        one["description"]
        for section in (schema, *schema["$defs"].values())
        for one in section["properties"].values()
    ]
    assert len(described) == len(list(outline()))
    assert all(described)
    assert '"null"' not in json.dumps(schema)


def test_what_the_toolkit_writes_is_as_its_schemas_say(shipped_assessment, root, shipped_id):
    golden = (root / "tests" / "golden" / f"{shipped_id}.json").read_text(encoding="utf-8")
    assert problems("assessment.schema.json", json.loads(golden)) == []
    assert problems("assessment.schema.json", json.loads(assessment_json(shipped_assessment))) == []
    assert problems("findings.schema.json", json.loads(findings_json(shipped_assessment))) == []


def test_what_is_written_with_a_pack_is_as_the_schemas_say():
    local = assess("library-hours-example", local="example")
    for name, text in (("assessment", assessment_json(local)), ("findings", findings_json(local))):
        written = json.loads(text)
        assert problems(f"{name}.schema.json", written) == []
        assert written["local"]["findings"]
        del written["local"]["policy"]
        assert problems(f"{name}.schema.json", written) != []


def test_a_publication_copy_is_as_its_schema_says_and_holds_no_finding():
    """What the toolkit says in its own voice, and the code by which it says it, are for the people who decide."""
    local = assess("library-hours-example", local="example", copy="publication")
    text = assessment_json(local)
    written = json.loads(text)
    assert problems("assessment.schema.json", written) == []
    assert written["copy"] == "publication"
    codes = {one.code for one in (*local.findings, *local.local_findings)}
    assert not [code for code in codes if f'"{code}"' in text]
    said = {one.text for one in local.findings} | {one.do for one in local.findings}
    assert not [one for one in said if len(one) > 40 and json.dumps(one) in text]
    assert problems("assessment.schema.json", {**written, "findings": []}) != []
    assert problems("assessment.schema.json", {**written, "copy": "decision"}) != []


def test_a_serious_point_stands_in_the_publication_copy_as_a_question_with_the_authors_answer(assessed):
    record = (
        '[proposal]\nstage = "decision"\nnation = "England"\n[[effect]]\nid = "a"\ntitle = "A longer way"\n'
        'characteristics = ["age"]\ndirection = "negative"\nharm = "severe"\n'
    )
    made = for_publication(assessed(record))
    serious = [one for one in made.worries if one.open_and_serious]
    assert serious
    written = json.loads(assessment_json(made))
    assert problems("assessment.schema.json", written) == []
    assert [one["question"] for one in written["open"]] == [one.question for one in serious]
    assert written["settled"] is False


def test_the_checkers_record_is_as_its_schema_says():
    release = assess("library-hours-example").dossier.release
    text = record_json(release, id="library-hours-example", title="A", body="B")
    assert problems("disclosure.schema.json", json.loads(text)) == []
    assert problems("disclosure.schema.json", {"schema": 1}) != []


def test_an_empty_assessment_is_as_the_schemas_say(assessed):
    empty = assessed("")
    assert problems("assessment.schema.json", json.loads(assessment_json(empty))) == []
    assert problems("findings.schema.json", json.loads(findings_json(empty))) == []
    assert problems("findings.schema.json", {"schema": 1}) != []
