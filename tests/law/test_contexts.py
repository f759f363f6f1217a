"""What the first need can mean, by context and characteristic."""

from __future__ import annotations

from datetime import date

import pytest

from eia.errors import EiaError
from eia.law import Limb, law

NOW = date(2024, 6, 1)


def open_conduct(context: str, characteristic: str, day: date = NOW) -> set[str]:
    return {conduct.id for conduct in law().open_conduct(context, characteristic, day)}


@pytest.mark.parametrize(
    ("context", "outside"),
    [
        ("services_and_public_functions", {"marriage_and_civil_partnership"}),
        ("premises", {"age", "marriage_and_civil_partnership"}),
        ("work", set()),
        ("schools", {"age", "marriage_and_civil_partnership"}),
        ("further_and_higher_education", {"marriage_and_civil_partnership"}),
        ("associations", {"marriage_and_civil_partnership"}),
    ],
)
def test_nothing_is_asked_of_a_characteristic_outside_the_context(context, outside):
    closed = {each.id for each in law().characteristics if not open_conduct(context, each.id)}
    assert closed == outside


def test_age_is_only_partly_outside_services():
    (age,) = [
        out for out in law().context("services_and_public_functions").outside if out.characteristic == "age"
    ]
    assert age.only == "under 18"
    assert "direct_discrimination" in open_conduct("services_and_public_functions", "age")


def test_harassment_in_services_leaves_out_religion_and_sexual_orientation():
    for name in ("religion_or_belief", "sexual_orientation"):
        assert "harassment" not in open_conduct("services_and_public_functions", name)
        assert "harassment" in open_conduct("work", name)
    assert "harassment" in open_conduct("services_and_public_functions", "race")


@pytest.mark.parametrize(
    ("context", "outside"),
    [
        ("premises", {"religion_or_belief", "sexual_orientation"}),
        ("schools", {"gender_reassignment", "religion_or_belief", "sexual_orientation"}),
        ("associations", {"religion_or_belief", "sexual_orientation"}),
        ("further_and_higher_education", set()),
    ],
)
def test_harassment_leaves_out_by_setting_what_the_act_leaves_out(context, outside):
    asked = {each.id for each in law().characteristics if open_conduct(context, each.id)}
    without = {name for name in asked if "harassment" not in open_conduct(context, name)}
    assert without == outside | {"pregnancy_and_maternity"}


def test_harassment_and_indirect_discrimination_leave_out_pregnancy_and_maternity():
    found = open_conduct("services_and_public_functions", "pregnancy_and_maternity")
    assert not found & {"harassment", "indirect_discrimination", "same_disadvantage"}
    assert "pregnancy_and_maternity_outside_work" in found
    assert "pregnancy_and_maternity_at_work" not in found


def test_pregnancy_and_maternity_at_work_has_its_own_section():
    found = open_conduct("work", "pregnancy_and_maternity")
    assert "pregnancy_and_maternity_at_work" in found
    assert "pregnancy_and_maternity_outside_work" not in found


def test_marriage_and_civil_partnership_at_work_has_no_harassment():
    found = open_conduct("work", "marriage_and_civil_partnership")
    assert "direct_discrimination" in found
    assert "harassment" not in found


def test_adjustments_and_what_arises_are_for_disability_only():
    for each in law().characteristics:
        found = open_conduct("work", each.id) & {"arising_from_disability", "reasonable_adjustments"}
        assert bool(found) == (each.id == "disability")


def test_same_disadvantage_is_asked_from_2024():
    assert "same_disadvantage" not in open_conduct("work", "race", date(2023, 12, 31))
    assert "same_disadvantage" in open_conduct("work", "race", date(2024, 1, 1))


def test_the_immigration_exception_drops_the_second_need_and_keeps_the_others():
    register = law()
    for name in ("age", "religion_or_belief"):
        assert register.limbs_after(("immigration_and_nationality",), name) == (Limb.A, Limb.C)
    assert register.limbs_after(("immigration_and_nationality",), "sex") == tuple(Limb)
    # race is dropped only so far as it is nationality or origins: colour stays, so the need does
    assert register.limbs_after(("immigration_and_nationality",), "race") == tuple(Limb)


def test_the_schools_exception_drops_age():
    assert law().limbs_after(("children_and_schools",), "age") == ()
    assert law().limbs_after((), "age") == tuple(Limb)


def test_unknown_names_are_refused_with_the_nearest():
    register = law()
    with pytest.raises(EiaError, match="Did you mean 'schools'"):
        register.open_conduct("school", "age", NOW)
    with pytest.raises(EiaError, match="Did you mean 'disability'"):
        register.open_conduct("schools", "disabled", NOW)
    with pytest.raises(EiaError, match="no exception called 'x'"):
        register.limbs_after(("x",), "age")
    with pytest.raises(EiaError, match="before 2001"):
        register.open_conduct("schools", "sex", date(2000, 1, 1))
