"""What rests on the law data holds to it: the lists of characteristics elsewhere, and the checks' authorities and codes."""

from __future__ import annotations

from typing import get_args

import pytest

import eia.checks.timing
from eia.checks import FAMILIES, Family
from eia.checks.registry import refuse_codes_twice
from eia.errors import EiaError
from eia.evidence.characteristics import CHARACTERISTICS
from eia.findings import met
from eia.law import Limb, Nation, law
from eia.proposal.fields import CharacteristicName, ContextName, NationName, NeedName


def asking(module: str):
    def ask(_):
        """Is it so? To settle: see to it. Known limits: none."""
        yield met("The author records it.")

    ask.__module__ = module
    return ask


def test_the_nine_characteristics_are_the_same_in_the_law_the_proposal_and_the_tables_of_rates():
    nine = [one.id for one in law().characteristics]
    assert len(nine) == 9
    assert nine == list(get_args(CharacteristicName)) == list(CHARACTERISTICS)


def test_nations_needs_and_contexts_are_the_same_in_the_law_and_the_proposal():
    assert set(get_args(NationName)) == {nation.value for nation in Nation}
    assert set(get_args(NeedName)) == {limb.need for limb in Limb}
    assert {name.replace(" ", "_") for name in get_args(ContextName)} == {one.id for one in law().contexts}


@pytest.mark.parametrize(
    ("module", "where"), [("eia.checks.timing", "checks/timing.py, check T99, 'basis'"), ("other", "check T99, 'basis'")]
)  # fmt: skip
def test_a_check_that_cites_unknown_law_is_refused_by_its_file_code_and_the_nearest_id(module, where):
    with pytest.raises(EiaError) as caught:
        Family("A family").check("T99", due="early", basis=["ea2010.s149.1.bb"])(asking(module))
    assert str(caught.value) == (
        f"{where}: There is no provision called 'ea2010.s149.1.bb'. Did you mean 'ea2010.s149.1.b'?"
    )


def test_two_families_cannot_have_checks_of_one_code():
    one, two = Family("One family"), Family("Another")
    for family in (one, two):
        family.check("T99", due="early", basis=["ea2010.s149.1"])(asking("eia.checks.scope"))
    with pytest.raises(EiaError) as caught:
        refuse_codes_twice([one, two])
    assert str(caught.value) == (
        "checks/scope.py, check T99: The family 'One family' has a check of this code. Give it a code of its own."
    )
    refuse_codes_twice(FAMILIES)
    assert eia.checks.timing.timing in FAMILIES


@pytest.mark.parametrize(
    ("policy", "code", "basis", "words"),
    [
        ("", "T99", (), "It has no authority."),
        ("", "LOC01", ["ea2010.s149.1"], "are for a body's own checks"),
        ("Ours.", "T99", (), "The code is not one for a body's own check."),
        ("Ours.", "LOC01", ["ea2010.s149.1"], "A body's own check cites no law."),
    ],
)
def test_law_and_policy_are_never_blended_in_a_check(policy, code, basis, words):
    with pytest.raises(EiaError, match=words):
        Family("A family", policy=policy).check(code, due="early", basis=basis)(asking("other"))
