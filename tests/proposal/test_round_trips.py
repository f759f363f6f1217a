"""Any proposal comes back the same from TOML, from JSON, and from the version before."""

from __future__ import annotations

import importlib.util
import json
import re
import tomllib
from pathlib import Path

from hypothesis import HealthCheck, given, settings

from eia.disclosure import Tally
from eia.proposal import Proposal, read_proposal
from eia.proposal.migration import migrated
from eia.proposal.model import SCHEMA
from eia.proposal.writing import write_toml

_SPEC = importlib.util.spec_from_file_location("strategies", Path(__file__).with_name("strategies.py"))
strategies = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(strategies)  # tests are no package, so what stands beside one is loaded by its path

SLOWLY = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@SLOWLY
@given(proposal=strategies.proposals())
def test_a_proposal_reads_back_equal_from_toml(proposal):
    text = write_toml(proposal)
    again = Proposal.model_validate(tomllib.loads(text))
    assert again == proposal
    assert write_toml(again) == text


@SLOWLY
@given(proposal=strategies.proposals(people=False))
def test_a_proposal_without_typed_counts_reads_back_equal_from_json(proposal):
    text = json.dumps(proposal.model_dump(mode="json", by_alias=True, exclude_defaults=True))
    assert Proposal.model_validate_json(text) == proposal


@SLOWLY
@given(proposal=strategies.proposals())
def test_a_proposal_written_as_version_1_is_migrated_to_the_same(proposal):
    old = tomllib.loads(write_toml(proposal).replace(f"schema = {SCHEMA}", "schema = 1", 1))
    assert Proposal.model_validate(migrated(old)) == proposal


@SLOWLY
@given(proposal=strategies.proposals())
def test_typed_counts_stand_in_the_officers_own_file_and_in_nothing_else(proposal):
    dumped = proposal.model_dump_json()
    assert "people_count" not in dumped
    assert '"count"' not in dumped
    keys = re.findall(r"^(?:people_count|count) = \d+$", write_toml(proposal), flags=re.MULTILINE)
    assert len(keys) >= len(strategies.tallies(proposal))


def test_the_shipped_proposal_reads_back_equal(tmp_path, shipped_id):
    shipped = read_proposal(shipped_id).proposal
    assert Proposal.model_validate(tomllib.loads(write_toml(shipped))) == shipped


def test_what_is_written_is_what_an_officer_would_write():
    made = Proposal.model_validate(
        {
            "proposal": {"title": 'The "hub"', "what": "One.\nTwo.", "aims": ["A", "B"]},
            "decision": {"deciders": [{"who": "Cabinet"}]},
            "effect": [{"id": "a", "title": "A", "people_count": 12, "evidence": "none"}],
            "evidence_note": "Old",
        }
    )
    assert made.effect[0].people_count == Tally(12)
    assert write_toml(made) == (
        'schema = 5\nevidence_note = "Old"\n\n[proposal]\ntitle = "The \\"hub\\""\nwhat = """\nOne.\nTwo."""\n'
        'aims = ["A", "B"]\n\n[decision]\n\n[[decision.deciders]]\nwho = "Cabinet"\n\n[[effect]]\nid = "a"\n'
        'title = "A"\npeople_count = 12\nevidence = "none"\n'
    )
    assert write_toml(Proposal()) == "schema = 5\n"
