"""A round of proposals with one command: what is made, kept, told and refused; what is killed is taken up again."""

from __future__ import annotations

import contextlib
import json
import os
import random
import re
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from deaths import begin, listen_to_ctrl_c, notebook_of_deaths, pack_of_deaths, processes_of, proposals_called

from eia.cli import main
from eia.errors import EiaError, Problem
from eia.runner.batch import ordered, run
from eia.runner.batch.order import Cause, Ending, Outcome, Status
from eia.runner.batch.plan import plan
from eia.runner.batch.progress import Progress, summary
from eia.runner.batch.record import write_batch

linux = pytest.mark.skipif(sys.platform != "linux", reason="Elsewhere reports are made one by one.")
WHOLE = {
    *("assessment.json", "disclosure.json", "disclosure.xlsx", "report.html", "report.ipynb", "report.pdf"),
    "run.json",
}


def problems_of(document: object, root: Path) -> list[str]:
    from jsonschema import Draft202012Validator

    schema = json.loads((root / "eia" / "schemas" / "batch.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return [f"{one.json_path}: {one.message}" for one in Draft202012Validator(schema).iter_errors(document)]


def batch_of(at: Path) -> dict:
    return json.loads((at / "out" / "batch.json").read_text(encoding="utf-8"))


def statuses(at: Path) -> dict[str, str]:
    return {one["id"]: one["status"] for one in batch_of(at)["proposals"]}


@pytest.fixture(scope="module")
def round_of_four(tmp_path_factory) -> tuple[Path, list[str], list[tuple[int, str, str]]]:
    """One folder of four proposals: two live, one dies in the notebook, one in the pack; then the same once more."""
    at = tmp_path_factory.mktemp("round")
    folder = proposals_called(at, "lives-a", "leaves", "pack-is-killed", "lives-b")
    (folder / "notes").mkdir()
    given = [str(folder), "--notebook", str(notebook_of_deaths(at)), "--local", str(pack_of_deaths(at))]
    runs = []
    for more in ([], ["--changed", "--strict"]):
        with begin(at, *given, *more) as process:
            table, said = process.communicate(timeout=300)
        runs.append((process.returncode, table, said))
    return at, given, runs


@linux
@pytest.mark.slow
def test_a_folder_of_proposals_is_all_of_them_and_one_death_costs_no_other(round_of_four):
    at, _, [(status, table, said), _] = round_of_four
    assert status == 2
    assert {path.name for path in (at / "out").iterdir()} == {"lives-a", "lives-b", "batch.json"}
    for name in ("lives-a", "lives-b"):
        assert {path.name for path in (at / "out" / name).iterdir()} == WHOLE
    assert "notes: holds no proposal.toml, so it was passed over" in said.splitlines()
    assert re.search(r"(?m)^deaths\.ipynb, cell 4: .*Python left with exit code 7", said)
    assert re.search(r"(?m)^pack-is-killed: The work on this report ended while reading: .*SIGKILL", said)
    in_order = ["leaves", "lives-a", "lives-b", "pack-is-killed"]
    assert [line.split()[0] for line in table.splitlines()[1:5]] == in_order
    assert "2 made, 2 could not be made." in table
    assert "Traceback" not in said


@linux
@pytest.mark.slow
def test_lines_tell_how_many_are_done_failed_and_to_go(round_of_four):
    _, _, [(_, _, said), _] = round_of_four
    told = [line for line in said.splitlines() if " done, " in line]
    assert len(told) == 4
    assert [re.search(r"\((\d) of 4 done, (\d) failed, (\d) to go", line).group(1, 3) for line in told] == [
        (str(done), str(4 - done)) for done in range(1, 5)
    ]
    assert re.search(r"about \d+ (seconds|minutes) left\)$", told[0])
    assert told[-1].endswith("(4 of 4 done, 2 failed, 0 to go)")


@linux
@pytest.mark.slow
def test_what_is_unchanged_is_passed_over_and_what_failed_is_tried_again(round_of_four):
    at, _, [_, (status, table, said)] = round_of_four
    assert status == 2
    assert statuses(at) == {
        "lives-a": "unchanged",
        "leaves": "failed",
        "pack-is-killed": "failed",
        "lives-b": "unchanged",
    }
    assert "lives-a: unchanged, the report in" in said
    assert "2 unchanged, 2 could not be made." in table


@linux
@pytest.mark.slow
def test_the_record_of_a_batch_is_as_its_schema_says_and_names_no_place(round_of_four, root):
    at, _, _ = round_of_four
    document = batch_of(at)
    assert problems_of(document, root) == []
    assert problems_of({**document, "complete": "yes"}, root) == [
        "$.complete: 'yes' is not of type 'boolean'"
    ]
    assert document["complete"] is True
    assert document["asked"]["local"] == "pack"
    text = (at / "out" / "batch.json").read_text(encoding="utf-8")
    assert str(at) not in text
    assert str(Path.home()) + os.sep not in text


@linux
@pytest.mark.slow
def test_a_round_leaves_no_process_and_no_temporary_file(round_of_four):
    at, _, _ = round_of_four
    assert processes_of(at) == []
    assert list((at / "tmp").iterdir()) == []
    assert list((at / "out").glob(".*")) == []


@pytest.fixture
def quick(monkeypatch):
    """Make no report: what is planned and told is the point of the test."""
    made = []

    def make(folder, *, out, **_):
        made.append(folder.name)
        (out / folder.name).mkdir(parents=True, exist_ok=True)
        text = json.dumps({"settled": folder.name != "open", "complete": True, "findings": []})
        (out / folder.name / "assessment.json").write_text(text, encoding="utf-8")
        if folder.name == "bad":
            raise EiaError("bad/proposal.toml, line 3", "It is bad.", "Mend it.")
        return out / folder.name

    monkeypatch.setattr(ordered, "make_report", make)
    monkeypatch.setattr(run, "can_fork", lambda: False)
    return made


@pytest.mark.parametrize(
    ("names", "more", "status"),
    [
        (["good", "well"], ["--strict"], 0),
        (["good", "open"], [], 0),
        (["good", "open"], ["--strict"], 1),
        (["open"], ["--strict"], 1),
        (["bad", "open"], ["--strict"], 2),
        (["bad"], [], 2),
    ],
)
def test_exit_statuses(quick, tmp_path, names, more, status):
    folder = proposals_called(tmp_path, *names)
    assert main(["report", str(folder), *more, "--out", str(tmp_path / "out")]) == status
    assert sorted(quick) == sorted(names)


def test_where_processes_cannot_be_forked_it_is_said_once_and_the_reports_are_made(quick, tmp_path, capsys):
    folder = proposals_called(tmp_path, "a", "b", "c")
    assert main(["report", str(folder), "--deadline", "5", "--out", str(tmp_path / "out")]) == 0
    assert capsys.readouterr().err.count("On this system reports are made one after another") == 1
    assert quick == ["a", "b", "c"]


def test_a_run_that_was_stopped_is_taken_up_by_the_same_command(quick, tmp_path, monkeypatch, capsys):
    folder = proposals_called(tmp_path, "a", "b", "c")
    real = ordered.make_report

    def stopped(proposal, **options):
        if proposal.name == "b":
            raise KeyboardInterrupt
        return real(proposal, **options)

    given = ["report", str(folder), "--out", str(tmp_path / "out")]
    monkeypatch.setattr(run, "is_unchanged", lambda proposal, _: (tmp_path / "out" / proposal.name).exists())
    monkeypatch.setattr(ordered, "make_report", stopped)
    assert main(given) == 130
    assert batch_of(tmp_path)["complete"] is False
    monkeypatch.setattr(ordered, "make_report", real)
    assert main(given) == 0
    assert "The last run into this folder did not end" in capsys.readouterr().err
    assert quick == ["a", "b", "c"]
    assert statuses(tmp_path) == {"a": "unchanged", "b": "made", "c": "made"}
    assert main(given) == 0
    assert quick == ["a", "b", "c", "a", "b", "c"]  # a run that ended is not taken up


REFUSED = [
    ("an output folder inside a proposal", lambda at: ([str(at / "proposals" / "a")], at / "proposals" / "a" / "out"), "stands inside 'a', from which the reports are made. Choose another folder with --out."),
    ("an output folder inside a folder of proposals", lambda at: ([str(at / "proposals")], at / "proposals" / "out"), "stands inside 'proposals'"),
    ("an output folder that is the proposal's", lambda at: ([str(at / "proposals" / "a")], at / "proposals" / "a"), "stands inside 'a'"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "said"), [pytest.param(*rest, id=words) for words, *rest in REFUSED])
def test_refused_in_one_line_before_anything_is_made(quick, tmp_path, capsys, given, said):
    proposals_called(tmp_path, "a", "b")
    names, out = given(tmp_path)
    assert main(["report", *names, "--out", str(out)]) == 2
    [line] = capsys.readouterr().err.splitlines()
    assert said in line
    assert quick == []
    assert sorted(path.name for path in (tmp_path / "proposals").rglob("*")) == sorted(
        ["a", "b", "proposal.toml", "proposal.toml"]
    )


@pytest.mark.parametrize("second", ["a", "A"])
def test_two_proposals_with_one_id_are_told_and_the_first_is_made(quick, tmp_path, capsys, second):
    first = proposals_called(tmp_path, "a")
    other = proposals_called(tmp_path / "elsewhere", second)
    assert main(["report", str(first), str(other), "--out", str(tmp_path / "out")]) == 2
    assert f"Another proposal of this run is also called '{second}'" in capsys.readouterr().err
    assert quick == ["a"]
    assert [one["status"] for one in batch_of(tmp_path)["proposals"]] == ["made", "failed"]


def test_a_report_into_the_proposals_own_folder_is_refused(tmp_path):
    folder = proposals_called(tmp_path, "a", "b")
    planned = plan([str(folder / "a")], out=folder)
    assert planned.folders == ()
    [(_, error)] = planned.refused
    assert "The report would be written into the proposal's own folder." in str(error)


@pytest.mark.parametrize("inside", ["the pack", "a link into the proposal", "a folder around the proposal"])
def test_a_report_into_what_it_is_made_from_is_refused(quick, tmp_path, capsys, inside):
    at = proposals_called(tmp_path, "a") / "a"
    pack = pack_of_deaths(tmp_path)
    out, name = tmp_path / "out", str(at)
    if inside == "the pack":
        out = pack / "reports"
    elif inside == "a link into the proposal":
        out.mkdir()
        (at / "report").mkdir()
        (out / "a").symlink_to(at / "report")
    else:
        around = tmp_path / "a"
        at.parent.rename(around)
        out, name = tmp_path, str(around / "a")
    before = sorted(tmp_path.rglob("*"))
    assert main(["report", name, "--local", str(pack), "--out", str(out)]) == 2
    assert re.search("would be written|stands inside", capsys.readouterr().err)
    assert quick == []
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (KeyError("7919"), "The toolkit itself failed: KeyError in test_batch.py, line"),
        (OSError(28, "7919"), "The disk that takes temporary files is full. Make room and try again."),
    ],
)
def test_a_fault_of_the_toolkit_costs_no_other_report_where_none_can_be_forked(
    quick, tmp_path, capsys, error, said
):
    make = ordered.make_report

    def breaks(folder, **given):
        if folder.name == "broken":
            raise error
        return make(folder, **given)

    folder = proposals_called(tmp_path, "broken", "good")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ordered, "make_report", breaks)
        assert main(["report", str(folder), "--out", str(tmp_path / "out")]) == 2
    assert quick == ["good"]
    told = capsys.readouterr()
    assert f"broken: {said}" in told.err
    assert "7919" not in told.out + told.err


def test_a_disk_full_at_the_very_end_loses_nothing_that_is_told(quick, tmp_path, monkeypatch, capsys):
    def full(*_, complete, **__):
        if complete:
            raise EiaError("batch.json", "The file cannot be written: the disk is full.", "Make room.")

    monkeypatch.setattr(run, "write_batch", full)
    folder = proposals_called(tmp_path, "good", "bad")
    assert main(["report", str(folder), "--out", str(tmp_path / "out")]) == 2
    told = capsys.readouterr()
    assert "1 made, 1 could not be made." in told.out
    assert "bad/proposal.toml, line 3: It is bad. Mend it." in told.err
    assert "batch.json: The file cannot be written: the disk is full. Make room." in told.err


def test_a_folder_without_proposals_is_said_to_be_none(tmp_path):
    (tmp_path / "empty" / "notes").mkdir(parents=True)
    [(name, error)] = plan([str(tmp_path / "empty")], out=tmp_path / "out").refused
    assert name == "empty"
    assert "The folder holds no proposal.toml." in str(error)


@pytest.mark.parametrize(
    "given", [["--workers", "0"], ["--workers", "two"], ["--deadline", "-1"], ["--memory", "nan"]]
)
def test_a_limit_that_is_none_is_refused(given, capsys):
    with pytest.raises(SystemExit) as caught:
        main(["report", "a", *given])
    assert caught.value.code == 2
    assert given[0] in capsys.readouterr().err.splitlines()[-1]


def test_the_time_left_is_reckoned_from_the_reports_that_were_worked_on(capsys):
    now = [0.0]
    with Progress(5, many=True, clock=lambda: now[0]) as progress:
        progress.end(Outcome(name="a", status=Status.UNCHANGED), "out/a")
        now[0] = 60.0
        progress.end(Outcome(name="b", status=Status.MADE, seconds=60.0), "out/b")
        progress.end(Outcome(name="c", status=Status.FAILED, seconds=1.0), "out/c")
    assert capsys.readouterr().err.splitlines() == [
        "a: unchanged, the report in out/a stands (1 of 5 done, 0 failed, 4 to go)",
        "b: report made in out/b (2 of 5 done, 0 failed, 3 to go, about 3 minutes left)",
        "c: the report could not be made (3 of 5 done, 1 failed, 2 to go, about 60 seconds left)",
    ]


def test_the_table_never_lets_silence_be_good_news():
    outcomes = [
        Outcome(name="a", status=Status.MADE, serious_open=0, settled=True, incomplete=False),
        Outcome(name="bb", status=Status.UNCHANGED, serious_open=2, settled=False, incomplete=True),
        Outcome(name="c", status=Status.FAILED, out_of_date=True),
        Outcome(name="d", status=Status.WAITING),
    ]
    told = [re.split(" {2,}", line) for line in summary(outcomes).splitlines()]
    assert told == [
        ["Proposal", "Report", "Serious points open"],
        ["a", "made", "0"],
        ["bb", "unchanged", "2, and a check broke: incomplete"],
        ["c", "could not be made; the older one stands, marked out of date"],
        ["d", "not begun"],
        [""],
        ["1 made, 1 unchanged, 1 could not be made."],
        [
            "Where 0 serious points are open, no check found one. That is no proof that there is none, and people decide."
        ],
    ]


def test_the_record_holds_every_kind_of_end_and_no_place(tmp_path, root):
    problem = Problem(f"{tmp_path}/proposals/a", f"It stands in {tmp_path}/out/a.", "Move it.")
    outcomes = [
        Outcome(
            name="a",
            status=Status.FAILED,
            problems=(problem,),
            ending=Ending(cause=cause, number=9, peak_mb=1.5),
        )
        for cause in Cause
    ]
    write_batch(
        tmp_path / "out",
        outcomes,
        asked={},
        complete=False,
        places=[tmp_path / "out", tmp_path / "proposals"],
    )
    document = batch_of(tmp_path)
    assert problems_of(document, root) == []
    assert [one["ended"]["cause"] for one in document["proposals"]] == [cause.value for cause in Cause]
    assert document["proposals"][0]["problems"] == [
        {"where": "a", "what": "It stands in a.", "do": "Move it."}
    ]


def test_a_count_in_what_is_said_of_a_table_is_shown_on_the_screen_and_kept_in_no_file(
    quick, tmp_path, monkeypatch, capsys
):
    def make(folder, **_):
        raise EiaError("evidence/m.csv, row 3", "'7,919' has a thousands separator.", "Write 7919.")

    folder = proposals_called(tmp_path, "good", "other")
    (tmp_path / "out" / "good").mkdir(parents=True)
    (tmp_path / "out" / "good" / "report.html").write_text("<p>", encoding="utf-8")
    monkeypatch.setattr(ordered, "make_report", make)
    assert main(["report", str(folder), "--out", str(tmp_path / "out")]) == 2
    assert "'7,919' has a thousands separator. Write 7919." in capsys.readouterr().err
    note = (tmp_path / "out" / "good" / "OUT-OF-DATE.txt").read_text(encoding="utf-8")
    record = (tmp_path / "out" / "batch.json").read_text(encoding="utf-8")
    for kept in (note, record):
        assert "'…' has a thousands separator." in kept
        assert "row 3" in kept
        assert not re.search("7,?919", kept)


def whole(folder: Path) -> bool:
    """Tell whether a report's folder is whole and of one making: its record vouches for every file."""
    import hashlib

    record = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    hashes = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.iterdir()
        if path.name not in ("run.json", "OUT-OF-DATE.txt")
    }
    return hashes == record["sha256"]


@linux
@pytest.mark.slow
def test_killed_at_20_moments_the_same_command_finishes_and_nothing_is_mixed_or_left(tmp_path):
    chance = random.Random(20)
    names = [f"p{number:02}" for number in range(6)]
    folder = proposals_called(tmp_path, *names)
    given = [str(folder), "--notebook", str(notebook_of_deaths(tmp_path))]
    given += ["--workers", "3", "--memory", "2000"]
    for moment in range(20):
        with begin(tmp_path, *given, start_new_session=True) as process:
            until = time.monotonic() + chance.uniform(0.2, 6.0)
            while time.monotonic() < until and process.poll() is None:
                time.sleep(0.01)
            # Now the first of all, now any of those that work for it.
            alive = [process.pid] if moment % 2 else processes_of(tmp_path)
            for pid in chance.sample(alive, min(1, len(alive))):
                with contextlib.suppress(ProcessLookupError):  # one that ended in this very moment
                    os.kill(pid, signal.SIGKILL)
            process.communicate(timeout=300)
        until = time.monotonic() + 60
        while processes_of(tmp_path) and time.monotonic() < until:
            time.sleep(0.05)
        assert processes_of(tmp_path) == [], moment
        for report in (tmp_path / "out").glob("p*"):
            assert whole(report), (moment, report.name)
        if moment % 4 == 3:  # so that there is work again
            with (folder / chance.choice(names) / "proposal.toml").open("a", encoding="utf-8") as file:
                file.write(f"# {moment}\n")
    with begin(tmp_path, *given, "--changed") as process:
        _, said = process.communicate(timeout=300)
    assert process.returncode == 0, said
    assert set(statuses(tmp_path)) == set(names)
    assert {path.name for path in (tmp_path / "out").iterdir()} == {*names, "batch.json"}
    for name in names:
        assert whole(tmp_path / "out" / name)
        assert not (tmp_path / "out" / name / "OUT-OF-DATE.txt").exists()
    assert list((tmp_path / "tmp").iterdir()) == []


@linux
@pytest.mark.slow
@pytest.mark.parametrize("after", [0.0, 0.05, 0.1, 0.15, 0.2])
def test_ctrl_c_stops_a_round_and_leaves_nothing(tmp_path, after):
    folder = proposals_called(tmp_path, *(f"p{number}" for number in range(8)))
    given = [str(folder), "--notebook", str(notebook_of_deaths(tmp_path))]
    given += ["--workers", "2", "--memory", "2000"]
    with begin(tmp_path, *given, preexec_fn=listen_to_ctrl_c) as process:
        until = time.monotonic() + 240
        while not (tmp_path / "out" / "p0" / "run.json").exists():
            assert process.poll() is None
            assert time.monotonic() < until
            time.sleep(0.01)
        time.sleep(after)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=240)
    assert process.returncode == 130
    assert said.splitlines()[-1] == "Stopped. Reports that were finished stay; nothing is half written."
    assert "Traceback" not in said
    assert processes_of(tmp_path) == []
    assert list((tmp_path / "tmp").iterdir()) == []
    assert all(whole(report) for report in (tmp_path / "out").glob("p*"))
    assert batch_of(tmp_path)["complete"] is False


def proportional(pids: Sequence[int]) -> float:
    """Return the memory of processes in megabytes, what they share counted once.

    Pages of files are left out: other programs of this machine share them, and come and go.
    """
    total = 0
    for pid in pids:
        try:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss_Anon:"))
    return total / 1024


@linux
@pytest.mark.slow
def test_memory_is_flat_over_300_reports(tmp_path):
    from eia.runner.batch.apart import work_apart
    from eia.runner.batch.order import Limits
    from eia.runner.batch.watching import look_at
    from eia.runner.engine import warm

    folders = [tmp_path / f"p{number:03}" for number in range(300)]
    seen: list[float] = []
    warm()

    def do(folder: Path, room: Path, say) -> None:
        (room / folder.name).write_bytes(bytearray(1 << 20))
        say("working")

    def ended(folder: Path, outcome: Outcome) -> None:
        assert outcome.status is Status.MADE
        seen.append(proportional(look_at(os.getpid(), at_most=100).pids))

    (tmp_path / "room").mkdir()
    work_apart(
        folders, do, workers=2, limits=Limits(), room=tmp_path / "room", say=lambda *_: None, ended=ended
    )
    assert len(seen) == 300
    # A process that ends while it is counted takes away its part of what it shares: a count may be too low, never too high.
    fifties = [max(seen[at : at + 50]) for at in range(50, 300, 50)]
    assert max(fifties) < 1.1 * min(fifties), fifties
    assert list((tmp_path / "room").iterdir()) == []
