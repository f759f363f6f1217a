"""What travels to a worker and back, who gets which proposal, and what is said where a worker or the scheduler is lost."""

from __future__ import annotations

import datetime as dt
import json
import os
import socket
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from deaths import notebook_of_deaths, proposals_called
from hypothesis import given
from hypothesis import strategies as st

from eia.cli import main
from eia.errors import EiaError, Problem
from eia.runner.batch.order import Cause, Ending, Limits, Order, Outcome, Status
from eia.runner.cluster import crew, joined, order, parcel, scheduler, work_elsewhere
from eia.runner.cluster import round as rounds
from eia.runner.cluster import worker as elsewhere
from eia.runner.cluster.answer import read_answer, write_answer
from eia.runner.cluster.identity import differences, identity
from eia.runner.cluster.proof import expected_of, refuse_another
from eia.runner.keys import KEY_FILE, proposal_hash
from eia.runner.run_record import run_record

LIMITS = Limits(seconds=60.0)


# What travels.


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def a_proposal(at: Path) -> Path:
    folder = proposals_called(at, "a") / "a"
    (folder / "evidence").mkdir()
    (folder / "evidence" / "Größe 1.csv").write_bytes(b"sex,count\r\nWomen,12\r\n")
    (folder / ".hidden").write_bytes(b"mine")
    (folder / "~open").write_bytes(b"mine")
    return folder


def test_a_folder_comes_out_as_it_went_in_with_its_key_and_without_hidden_files(tmp_path):
    folder = a_proposal(tmp_path)
    (folder / KEY_FILE).write_text(f"{'ab' * 32}\n", encoding="ascii")
    parcel.unpack(parcel.pack(folder), tmp_path / "there")
    came = contents(tmp_path / "there" / "a")
    assert came == {
        name: content for name, content in contents(folder).items() if name not in (".hidden", "~open")
    }
    assert proposal_hash(tmp_path / "there" / "a") == proposal_hash(folder)


def test_one_folder_gives_the_same_bytes_whatever_its_dates(tmp_path):
    folder = a_proposal(tmp_path)
    before = parcel.pack(folder)
    os.utime(folder / "proposal.toml", (1_000_000_000, 1_000_000_000))
    assert parcel.pack(folder) == before


@given(content=st.binary(max_size=2000))
def test_any_bytes_travel(tmp_path_factory, content):
    at = tmp_path_factory.mktemp("bytes")
    (at / "file").write_bytes(content)
    parcel.unpack(parcel.pack(at / "file"), at / "there")
    assert contents(at / "there") == {"file": content}


def test_an_empty_folder_is_there_too(tmp_path):
    (tmp_path / "fonts").mkdir()
    parcel.unpack(parcel.pack(tmp_path / "fonts"), tmp_path / "there")
    assert (tmp_path / "there" / "fonts").is_dir()


def test_a_parcel_of_any_bytes_is_refused(tmp_path):
    with pytest.raises(ValueError, match="no parcel"):
        parcel.unpack(b"PK, or not", tmp_path)


@pytest.mark.parametrize(
    ("breaks", "said"),
    [
        (lambda at: (at / "more").symlink_to(at / "evidence", target_is_directory=True), "a/more: This is a link to a folder, which cannot be sent"),
        (lambda at: (at / "gone.csv").symlink_to(at / "nowhere"), "a/gone.csv: The file cannot be read."),
        (lambda at: (at / "big.csv").write_bytes(bytes(1_000_001)), "a/big.csv: With this file the folder has more than 1 MB"),
        (lambda at: os.mkfifo(at / "pipe"), "a/pipe: This is no file, which cannot be sent"),
        (lambda at: (at / os.fsdecode(b"caf\xe9.csv")).write_bytes(b""), "a/caf?.csv: The file's name has signs that cannot be sent."),
    ],
)  # fmt: skip
@pytest.mark.skipif(sys.platform != "linux", reason="Links and pipes as Linux has them.")
def test_what_would_be_another_thing_elsewhere_is_refused_in_a_line(tmp_path, breaks, said):
    folder = a_proposal(tmp_path)
    breaks(folder)
    with pytest.raises(EiaError) as caught:
        parcel.pack(folder, largest=1_000_000)
    assert str(caught.value).startswith(said)
    assert len(str(caught.value).splitlines()) == 1


def test_the_order_comes_out_as_it_went_in_but_for_its_places(tmp_path):
    pack = tmp_path / "our-pack"
    pack.mkdir()
    (pack / "pack.toml").write_text("", encoding="utf-8")
    asked = Order(
        out=tmp_path, notebook=notebook_of_deaths(tmp_path), as_of="2024-01-02", pack=pack, copy="publication", word=True
    )  # fmt: skip
    sent = order.write_order(asked, Limits(seconds=9.0, megabytes=700.0))
    read, limits = order.read_order(sent, tmp_path / "there", at_once=2)
    assert limits == Limits(seconds=9.0, megabytes=700.0)
    assert (read.as_of, read.copy, read.word, read.look) == ("2024-01-02", "publication", True, asked.look)
    assert read.notebook.read_bytes() == asked.notebook.read_bytes()
    assert (read.notebook.name, read.pack and read.pack.name) == ("deaths.ipynb", "our-pack")
    assert all(str(tmp_path).encode() not in part for part in sent)


def test_where_no_memory_is_named_a_worker_shares_out_its_own(tmp_path, monkeypatch):
    monkeypatch.setattr(order, "available_megabytes", lambda: 1000.0)
    sent = order.write_order(Order(out=tmp_path, notebook=notebook_of_deaths(tmp_path)), LIMITS)
    _, limits = order.read_order(sent, tmp_path / "there", at_once=4)
    assert limits.megabytes == 200.0


ANSWERS = [
    (Outcome(name="a", status=Status.MADE, seconds=1.5), {"report.html": b"<p>", "run.json": b"{}"}),
    (
        Outcome(
            name="a",
            status=Status.FAILED,
            problems=(Problem("here", "It is bad.", "Mend it."),),
            ending=Ending(cause=Cause.SIGNAL, number=9, peak_mb=12.5, step="reading"),
        ),
        {},
    ),
]


@pytest.mark.parametrize(("outcome", "files"), ANSWERS)
def test_an_answer_comes_out_as_it_went_in(outcome, files):
    assert read_answer(write_answer(outcome, files)) == (outcome, files)


@pytest.mark.parametrize(
    "parts",
    [[], [b"{"], [b"[]"], [b'{"name": "a"}'], [*write_answer(*ANSWERS[0]), b"one too many"]],
)
def test_what_is_no_answer_is_refused(parts):
    with pytest.raises(ValueError, match=r"."):
        read_answer(parts)


# Another toolkit.


def told(**changed: object) -> str:
    return json.dumps(json.loads(identity()) | changed)


def parts(**changed: str) -> dict[str, str]:
    return json.loads(identity())["parts"] | changed


def versions(**changed: str | None) -> dict[str, str]:
    now = json.loads(identity())["versions"] | changed
    return {name: version for name, version in now.items() if version is not None}


@pytest.mark.parametrize(
    ("theirs", "said"),
    [
        (identity(), []),
        (told(toolkit="0.0.1"), ["toolkit 0.0.1 there, 0.1.0 here"]),
        (told(parts=parts(law="0" * 64)), ["another law"]),
        (told(parts=parts(library="0" * 64)), ["another edition of the toolkit's code"]),
        (told(parts=parts(reference="0" * 64, practice="1" * 64)), ["other choices of method", "other population tables"]),
        (told(versions=versions(pandas="1.0", scipy=None)), [r"pandas 1.0 there, * here", "scipy not installed there, * here"]),
        (told(versions={"python": "3.9"}), ["*", "*", "*", "and * more packages"]),
        ("{", ["it does not say which toolkit it has"]),
        ("[]", ["it does not say which toolkit it has"]),
        ("{}", ["it does not say which toolkit it has"]),
    ],
)  # fmt: skip
def test_how_another_toolkit_differs_is_said(theirs, said):
    from fnmatch import fnmatch

    found = differences(theirs, identity())
    assert len(found) == len(said)
    assert all(fnmatch(one, words) for one, words in zip(found, said, strict=True)), found


# What comes back.


def a_report(folder: Path, asked: Order, **changed: str) -> dict[str, bytes]:
    files = {"assessment.json": "{}", "report.html": "<p>"}
    key = {**dict(expected_of(folder, asked)), **changed}
    files["run.json"] = run_record(files, dt.datetime(2024, 1, 1, tzinfo=dt.UTC), key, {})
    return {name: content.encode() for name, content in files.items()}


@pytest.fixture
def asked(tmp_path) -> Order:
    return Order(out=tmp_path / "out", notebook=notebook_of_deaths(tmp_path))


def refusal(folder: Path, files: Mapping[str, bytes], asked: Order, *, was: str = "") -> str:
    from eia.proposal.folder import fingerprint

    try:
        refuse_another(folder, files, was=was or fingerprint(folder), expected=expected_of(folder, asked))
    except EiaError as error:
        return str(error)
    return ""


def test_a_whole_report_of_the_same_is_taken(tmp_path, asked):
    folder = a_proposal(tmp_path)
    assert refusal(folder, a_report(folder, asked), asked) == ""


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"report.html": b"<p>another"}, "What a worker sent back is no whole report."),
        ({"more.html": b""}, "What a worker sent back is no whole report."),
        ({"../out.html": b""}, "What a worker sent back is no whole report."),
        ({"run.json": b"{}"}, "a/run.json: This is not a record"),
        ({"run.json": b"\xff"}, "a/run.json: This is not a record"),
    ],
)
def test_a_report_that_is_not_whole_is_refused(tmp_path, asked, changed, said):
    folder = a_proposal(tmp_path)
    assert said in refusal(folder, a_report(folder, asked) | changed, asked)


def test_the_report_of_something_else_is_refused_by_name(tmp_path, asked):
    folder = a_proposal(tmp_path)
    files = a_report(folder, asked, law="0" * 64, proposal="1" * 64)
    assert "from something else than stands here: proposal, law." in refusal(folder, files, asked)


def test_a_proposal_that_changed_meanwhile_is_refused(tmp_path, asked):
    folder = a_proposal(tmp_path)
    said = refusal(folder, a_report(folder, asked), asked, was="0" * 64)
    assert said.startswith("a: The proposal was changed while its report was being made.")


# Who gets what.


class Promise:
    """What was asked of a worker, kept until the test says what came of it."""

    def __init__(self, key: str) -> None:
        self.key, self.status, self._answer = key, "pending", None
        self._calls: list[Callable[[Promise], None]] = []

    def end(self, answer: object, status: str = "finished") -> None:
        self._answer, self.status = answer, status
        for call in self._calls:
            call(self)

    def result(self, timeout: float) -> object:
        if isinstance(self._answer, Exception):
            raise self._answer
        return self._answer

    def add_done_callback(self, call: Callable[[Promise], None]) -> None:
        self._calls.append(call)
        if self.status != "pending":
            call(self)

    def cancel(self) -> None:
        self.status = "cancelled"

    def release(self) -> None:
        pass


class Workers:
    """A scheduler of no machine: each worker does at once what the test says, or never."""

    def __init__(self, there: dict[str, int], asked: Order) -> None:
        self.there, self.asked = there, asked
        self.made: list[tuple[str, str]] = []
        self.most: Counter[str] = Counter()
        self.held: dict[str, list[Promise]] = {}
        self.dismissed: list[str] = []
        self.greet = lambda _: identity()
        self.job = self.answer
        self.looks = 0
        self.look = lambda _: None

    def threads(self) -> dict[str, int]:
        self.looks += 1
        self.look(self.looks)
        return dict(self.there)

    def ask(self, worker: str, do: Callable[..., object], *arguments: object, key: str) -> Promise:
        promise = Promise(key)
        if do is elsewhere.greet:
            answer = self.greet(worker)
            if answer is not None:
                promise.end(answer, "error" if isinstance(answer, Exception) else "finished")
            return promise
        _, name, _ = arguments
        self.made.append((worker, str(name)))
        self.held.setdefault(worker, []).append(promise)
        self.most[worker] = max(
            self.most[worker], len([one for one in self.held[worker] if one.status == "pending"])
        )
        self.job(worker, str(name), promise)
        return promise

    def answer(self, worker: str, name: str, promise: Promise) -> None:
        folder = self.asked.out.parent / "proposals" / name
        outcome = Outcome(name=name, status=Status.MADE, seconds=1.0)
        promise.end(write_answer(outcome, a_report(folder, self.asked)))

    def tell(self, workers: list[str], do: object, *_: object) -> None:
        assert do is elsewhere.dismiss
        self.dismissed = list(workers)

    def gone(self) -> EiaError:
        return EiaError("tcp://here", "The scheduler does not answer any more.", "Again.")


@pytest.fixture
def quick(monkeypatch):
    monkeypatch.setattr(crew, "_LOOK", 0.01)
    monkeypatch.setattr(crew, "_COMES", 0.05)


def work(at: Path, workers: Workers, *names: str, at_most: int | None = None):
    folder = proposals_called(at, *names)
    ended: dict[str, Outcome] = {}
    notes: list[str] = []

    def end(place: Path, outcome: Outcome, files: Mapping[str, bytes]) -> None:
        assert place.name not in ended
        assert bool(files) == (outcome.status is Status.MADE)
        ended[place.name] = outcome

    work_elsewhere(
        [folder / name for name in names],
        workers,
        order=workers.asked,
        limits=LIMITS,
        workers=at_most,
        note=notes.append,
        say=lambda *_: None,
        ended=end,
    )
    return ended, notes


def test_every_report_is_made_once_and_the_workers_are_dismissed(quick, tmp_path, asked):
    workers = Workers({"tcp://x:1": 2, "tcp://y:1": 1}, asked)
    ended, notes = work(tmp_path, workers, *"abcdef")
    assert {name: one.status for name, one in ended.items()} == dict.fromkeys("abcdef", Status.MADE)
    assert sorted(name for _, name in workers.made) == list("abcdef")
    assert notes == []
    assert workers.dismissed == ["tcp://x:1", "tcp://y:1"]


def later(workers: Workers) -> None:
    """Let workers answer only when they are looked at again."""
    waiting: list[tuple[str, str, Promise]] = []
    workers.job = lambda *job: waiting.append(job)

    def look(_: int) -> None:
        while waiting:
            workers.answer(*waiting.pop())

    workers.look = look


@pytest.mark.parametrize(
    ("at_most", "most"), [(None, {"tcp://x:1": 2, "tcp://y:1": 1}), (1, {"tcp://x:1": 1})]
)
def test_no_worker_has_more_than_its_threads_nor_the_run_more_than_is_allowed(
    quick, tmp_path, asked, at_most, most
):
    workers = Workers({"tcp://x:1": 2, "tcp://y:1": 1}, asked)
    later(workers)
    ended, _ = work(tmp_path, workers, *"abcdef", at_most=at_most)
    assert len(ended) == 6
    assert dict(workers.most) == most


def test_what_a_lost_worker_had_is_made_again_by_another(quick, tmp_path, asked):
    workers = Workers({"tcp://x:1": 1, "tcp://y:1": 1}, asked)

    def job(worker: str, name: str, promise: Promise) -> None:
        if worker == "tcp://x:1":
            del workers.there[worker]
        else:
            workers.answer(worker, name, promise)

    workers.job = job
    ended, notes = work(tmp_path, workers, *"abc")
    assert {one.status for one in ended.values()} == {Status.MADE}
    assert notes == ["The worker at tcp://x:1 was lost; what it was making is made again."]
    assert ("tcp://x:1", "a") in workers.made
    assert ("tcp://y:1", "a") in workers.made


def test_what_loses_its_worker_twice_is_that_proposals_failure_and_no_others(quick, tmp_path, asked):
    workers = Workers({"tcp://x:1": 3}, asked)
    waiting: list[tuple[str, str, Promise]] = []
    workers.job = lambda *job: waiting.append(job)

    def look(number: int) -> None:
        if any(name == "b" for _, name, _ in waiting):  # with all that were beside it
            workers.there = {f"tcp://x:{number}": 3}
        else:
            for job in waiting:
                workers.answer(*job)
        waiting.clear()

    workers.look = look
    ended, notes = work(tmp_path, workers, *"abc")
    assert {name: one.status for name, one in ended.items()} == {
        "a": Status.MADE,
        "b": Status.FAILED,
        "c": Status.MADE,
    }
    assert Counter(name for _, name in workers.made) == {"a": 2, "b": 2, "c": 2}
    [problem] = ended["b"].problems
    assert (problem.where, problem.what) == (
        "b",
        "The worker that made this report was lost, and a second one too.",
    )
    assert ended["b"].ending == Ending(cause=Cause.EXIT, step="being made by a worker")
    assert len(notes) == 2


@pytest.mark.parametrize("answer", [None, TimeoutError(), KeyError("lost")])
def test_a_warmed_process_or_a_result_that_is_lost_is_asked_for_once_more(quick, tmp_path, asked, answer):
    workers = Workers({"tcp://x:1": 1}, asked)
    tried: Counter[str] = Counter()

    def job(worker: str, name: str, promise: Promise) -> None:
        tried[name] += 1
        if name == "b" or (name == "a" and tried["a"] == 1):
            promise.end(answer, "error" if answer else "finished")
        else:
            workers.answer(worker, name, promise)

    workers.job = job
    ended, _ = work(tmp_path, workers, *"abc")
    assert tried == {"a": 2, "b": 2, "c": 1}
    assert [ended[name].status for name in "abc"] == [Status.MADE, Status.FAILED, Status.MADE]


REFUSED = [
    (told(parts=parts(law="0" * 64)), "it has another law"),
    (ModuleNotFoundError("eia"), "it does not have the toolkit, or not this version"),
]


@pytest.mark.parametrize(("greeting", "why"), REFUSED)
def test_a_worker_of_another_toolkit_is_refused_in_a_line_and_the_others_work(
    quick, tmp_path, asked, greeting, why
):
    workers = Workers({"tcp://x:1": 1, "tcp://y:1": 1}, asked)
    workers.greet = lambda worker: greeting if worker == "tcp://x:1" else identity()
    ended, notes = work(tmp_path, workers, *"ab")
    assert {one.status for one in ended.values()} == {Status.MADE}
    assert notes == [f"The worker at tcp://x:1 is not used: {why}."]
    assert {worker for worker, _ in workers.made} == {"tcp://y:1"}


def test_where_every_worker_is_refused_nothing_is_made_and_it_is_said(quick, tmp_path, asked):
    workers = Workers({"tcp://x:1": 1}, asked)
    workers.greet = lambda _: told(toolkit="9")
    with pytest.raises(EiaError, match=r"None of the scheduler's workers can make these reports"):
        work(tmp_path, workers, *"ab")
    assert workers.made == []


def test_a_worker_that_does_not_get_ready_is_not_waited_for(quick, tmp_path, asked, monkeypatch):
    monkeypatch.setattr(crew, "_READY", 0.0)
    workers = Workers({"tcp://x:1": 1}, asked)
    workers.greet = lambda _: None
    with pytest.raises(EiaError, match=r"each was refused"):
        work(tmp_path, workers, "a")


def test_no_worker_is_not_waited_for_without_end(quick, tmp_path, asked):
    with pytest.raises(EiaError, match=r"no worker was there for 0 seconds"):
        work(tmp_path, Workers({}, asked), "a")


def test_a_worker_that_never_answers_is_given_up(quick, tmp_path, asked, monkeypatch):
    monkeypatch.setattr(rounds, "_GRACE", -LIMITS.seconds)
    workers = Workers({"tcp://x:1": 1, "tcp://y:1": 1}, asked)
    workers.job = lambda *_: None
    ended, _ = work(tmp_path, workers, "a")
    assert ended["a"].status is Status.FAILED
    assert len(workers.made) == 2


def test_a_scheduler_that_is_lost_ends_the_run(quick, tmp_path, asked):
    workers = Workers({"tcp://x:1": 1}, asked)
    workers.job = lambda worker, name, promise: promise.end(None, "cancelled")
    with pytest.raises(EiaError, match="does not answer any more"):
        work(tmp_path, workers, "a")


def test_a_proposal_that_cannot_be_sent_costs_no_other(quick, tmp_path, asked, monkeypatch):
    def pack(folder: Path) -> bytes:
        if folder.name == "b":
            raise EiaError("b/evidence", "It is too large.", "Make it smaller.")
        return b""

    monkeypatch.setattr(rounds, "pack", pack)
    ended, _ = work(tmp_path, Workers({"tcp://x:1": 1}, asked), *"abc")
    assert [ended[name].status for name in "abc"] == [Status.MADE, Status.FAILED, Status.MADE]
    assert ended["b"].problems == (Problem("b/evidence", "It is too large.", "Make it smaller."),)


# A scheduler that is none.


@pytest.fixture
def nobody() -> Iterator[int]:
    """Give a port of this machine at which nothing listens, and which no other program is given meanwhile."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        yield one.getsockname()[1]


@pytest.fixture
def hurried(monkeypatch):
    monkeypatch.setattr(scheduler, "_ANSWERS", 1.0)


def refused_at(address: str) -> str:
    with pytest.raises(EiaError) as caught, joined(address):
        pass
    [line] = str(caught.value).splitlines()
    return line


def test_a_scheduler_that_is_not_there_is_one_line(hurried, nobody):
    assert refused_at(f"tcp://127.0.0.1:{nobody}").startswith(
        f"tcp://127.0.0.1:{nobody}: No scheduler answers there within 1 seconds."
    )


def test_something_that_listens_and_never_answers_is_one_line(hurried):
    with socket.socket() as mute:
        mute.bind(("127.0.0.1", 0))
        mute.listen()
        port = mute.getsockname()[1]
        assert "No scheduler answers there" in refused_at(f"tcp://127.0.0.1:{port}")


@pytest.mark.parametrize("address", ["nonsense://here:1", "tls://127.0.0.1:1", "tcp://127.0.0.1:port", ""])
def test_what_is_no_address_is_one_line(hurried, address):
    refused_at(address)


def test_a_missing_extra_is_one_line(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert "extra 'cluster'" in refused_at("tcp://127.0.0.1:1")


def test_the_command_ends_with_2_and_leaves_all_as_it_was(hurried, nobody, tmp_path, capsys):
    folder = proposals_called(tmp_path, "a", "b")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "batch.json").write_text("{}", encoding="utf-8")
    given = [
        "report",
        str(folder),
        "--out",
        str(tmp_path / "out"),
        "--scheduler",
        f"tcp://127.0.0.1:{nobody}",
    ]
    assert main(given) == 2
    said = capsys.readouterr()
    assert said.out == ""
    [line] = said.err.splitlines()
    assert "No scheduler answers there" in line
    assert {path.name: path.read_text("utf-8") for path in (tmp_path / "out").iterdir()} == {
        "batch.json": "{}"
    }


def test_the_toolkit_without_the_option_needs_no_cluster():
    import subprocess

    code = "import sys; from eia.runner.batch import making; import eia.runner.cluster; sys.exit('distributed' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=600).returncode == 0
