"""The assessment: the day it is judged by, its JSON, and the same bytes wherever and by whomever it is made."""

from __future__ import annotations

import datetime as dt
import getpass
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from eia import assess
from eia.assessment import assessment_json, findings_json
from eia.errors import EiaError
from eia.law import law

DATED = "[decision]\ndate = 2024-06-01\n[review]\ndate = 2025-06-01\n"
WRITE = "import sys; from eia.assessment import assess, assessment_json; sys.stdout.buffer.write(assessment_json(assess(sys.argv[1])).encode())"


def test_the_assessment_of_the_shipped_proposal_is_the_golden_one(shipped_assessment, shipped_id, golden):
    golden(f"{shipped_id}.json", assessment_json(shipped_assessment))


def test_the_day_is_the_decisions_then_the_latest_recorded_and_never_today(assessed):
    assert assessed(DATED).dossier.as_of == dt.date(2024, 6, 1)
    assert assessed(DATED.replace("[decision]\ndate = 2024-06-01\n", "")).dossier.as_of == dt.date(2025, 6, 1)
    assert assessed("[proposal]\ntitle = 'A'").dossier.as_of is None


def test_no_clock_is_read(shipped_id, monkeypatch):
    before = assessment_json(assess(shipped_id))

    class Clock(dt.date):
        @classmethod
        def today(cls):
            raise AssertionError("the clock was read")

    monkeypatch.setattr(dt, "date", Clock)
    assert json.loads(before)["as_of"] == "2021-09-07"
    assert findings_json(assess(shipped_id)) == findings_json(assess(shipped_id))


@pytest.mark.parametrize("day", ["2023-01-31", " 2023-01-31 ", dt.date(2023, 1, 31)])
def test_a_day_may_be_given(shipped_id, day):
    assert assess(shipped_id, as_of=day).dossier.as_of == dt.date(2023, 1, 31)


@pytest.mark.parametrize("day", ["31 January 2023", "2023-02-30", "yesterday", "31/01/2023"])
def test_what_is_no_day_is_refused_in_one_line(shipped_id, day):
    with pytest.raises(EiaError) as caught:
        assess(shipped_id, as_of=day)
    assert str(caught.value) == f"as_of: '{day}' is not a date. Write it as 2021-09-07, or leave it empty."


def test_a_day_before_the_first_of_the_duties_is_refused(shipped_id):
    with pytest.raises(EiaError, match="2000-12-31 is before 2001"):
        assess(shipped_id, as_of="2000-12-31")


@pytest.mark.parametrize("day", ["2001-01-01", "2011-04-04", "2026-01-01"])
def test_an_assessment_can_be_made_for_any_day_since(shipped_id, day):
    made = assess(shipped_id, as_of=day)
    assert not made.failures
    assert json.loads(assessment_json(made))["as_of"] == day


def refuse(name):
    raise AssertionError(f"{name} stands in the JSON")


@pytest.mark.parametrize("write", [assessment_json, findings_json])
def test_the_json_is_plain_sorted_and_names_no_path_or_user(shipped_assessment, write, root):
    text = write(shipped_assessment)
    parsed = json.loads(text, parse_constant=refuse)
    assert text == json.dumps(parsed, ensure_ascii=False, sort_keys=True, indent=2) + "\n"
    assert str(root) not in text
    assert str(Path.home()) not in text
    if len(getpass.getuser()) > 4:
        assert getpass.getuser() not in text
    assert dt.datetime.now(dt.UTC).date().isoformat() not in text


def test_the_json_cites_law_that_was_read_and_no_other(shipped_assessment):
    cited = json.loads(assessment_json(shipped_assessment))["law"]
    assert cited
    assert all(law().provision(one["id"]).printable for one in cited)


def test_the_empty_proposals_json_holds_no_invented_value(assessed):
    parsed = json.loads(assessment_json(assessed()))
    assert parsed["as_of"] is parsed["stage"] is parsed["profile"] is parsed["small_areas"] is None
    assert parsed["at_risk"] == parsed["released"] == parsed["proposal"] == {}
    assert (parsed["complete"], parsed["settled"]) == (True, False)


def test_counts_of_people_reach_the_json_only_as_released(folder_of):
    table = '[[evidence]]\nid = "users"\ntitle = "Users"\nfile = "evidence/users.csv"\ntable = "counts"\n'
    text = assessment_json(assess(folder_of(table, users="group,count\nWomen,1232\nMen,4321\nOther,3\n")))
    assert not [raw for raw in ("1232", "4321", "5556") if raw in text]
    assert "fewer than 10" in text


def test_failures_are_told_without_what_broke_them(assessed):
    from eia.checks import CHECKS
    from eia.checks.registry import Check

    def broken(_):
        raise OSError(13, "Permission denied", "/home/someone/secret")

    first = CHECKS[0]
    bad = Check(
        code="Z01",
        name="z",
        question="Is it?",
        settle="See to it.",
        limits="None.",
        due=first.due,
        basis=(),
        ask=broken,
    )
    made = assessed(checks=[bad])
    for text in (assessment_json(made), findings_json(made)):
        assert json.loads(text)["failures"] == [
            {"code": "Z01", "error": "PermissionError", "question": "Is it?"}
        ]
        assert "someone" not in text
    assert json.loads(assessment_json(made))["complete"] is False


def test_the_same_proposal_gives_the_same_json_from_three_working_directories(
    shipped_id, tmp_path, monkeypatch, root
):
    found = set()
    for where, name in (
        (tmp_path, shipped_id),
        (root / "data", f"proposals/{shipped_id}"),
        (root / "data" / "proposals" / shipped_id, "."),
    ):
        monkeypatch.chdir(where)
        found.add(assessment_json(assess(name)))
    assert len(found) == 1


def test_another_user_time_zone_hash_seed_and_folder_give_the_same_bytes(
    shipped_id, shipped_assessment, tmp_path
):
    for number, zone in enumerate(("Pacific/Kiritimati", "America/Los_Angeles")):
        other = {
            "TZ": zone,
            "PYTHONHASHSEED": str(number),
            "USER": f"officer-{number}",
            "LOGNAME": "x",
            "LC_ALL": "C",
        }
        made = subprocess.run(
            [sys.executable, "-c", WRITE, shipped_id],
            cwd=tmp_path,
            env=os.environ | other,
            capture_output=True,
            check=True,
        )
        assert made.stdout == assessment_json(shipped_assessment).encode()
