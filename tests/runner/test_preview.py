"""A preview: this machine alone, an address that cannot be guessed, a mark, no script in the report, made anew on every save."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import re
import shutil
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from deaths import listen_to_ctrl_c

from eia.errors import EiaError
from eia.runner.preview import serve
from eia.runner.preview.building import Built
from eia.runner.preview.pages import MARK, marked
from eia.runner.preview.server import Board, PreviewServer
from eia.runner.preview.watching import snapshot
from eia.shipped import shipped

PAGE = '<!DOCTYPE html>\n<html lang="en-GB"><head><title>Hours</title></head>\n<body class="a">\n<h1>Hours</h1></body></html>'
SECONDS = 240

# What is built, in a process of its own: a module that it can import by name.
BUILDER = """\
import os
from eia.errors import EiaError

def build(wanted, settings):
    text = (wanted.folder / "proposal.toml").read_text(encoding="utf-8")
    if "die" in text:
        os._exit(7)
    if "break" in text:
        raise ValueError("secret 3")
    if "wrong" in text:
        raise EiaError("hours/proposal.toml, line 1", "This is wrong.", "Mend it.")
    (settings / "made").write_text("x", encoding="utf-8")
    return "<html><head><title>x</title></head><body><p>" + text + "</p></body></html>"
"""


class Client:
    """Asks a preview as a browser does."""

    def __init__(self, address: str) -> None:
        _, _, self.host, self.token, _ = address.split("/")

    def get(
        self, path: str, *, host: str | None = None, method: str = "GET"
    ) -> tuple[int, dict[str, str], str]:
        connection = http.client.HTTPConnection(self.host, timeout=60)
        try:
            connection.request(method, path, headers={"Host": host or self.host})
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read().decode()
        finally:
            connection.close()

    def ask(self, name: str = "") -> str:
        status, _, text = self.get(f"/{self.token}/{name}")
        assert status == 200, name
        return text

    def until(self, wanted: Callable[[dict], bool]) -> dict:
        """Ask for the news until they are as wanted, within reason."""
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            news = json.loads(self.ask("state"))
            if wanted(news):
                return news
            time.sleep(0.05)
        raise AssertionError(news)

    def until_shown(self, text: str) -> dict:
        """Ask for the report until a text stands in it; return the news once nothing is being made."""
        self.until(lambda _: text in self.ask("report"))
        return self.until(lambda news: not news["making"])


@pytest.fixture
def board() -> Board:
    return Board()


@pytest.fixture
def client(board) -> Iterator[Client]:
    with PreviewServer("library-<hours>", board) as server:
        serving = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        serving.start()
        yield Client(server.address)
        server.shutdown()
        serving.join(60)


def test_the_page_around_the_report_holds_the_only_script(client, board):
    board.end(Built(html=PAGE))
    status, headers, page = client.get(f"/{client.token}/")
    assert status == 200
    nonce = re.search(r"script-src 'nonce-([^']+)'", headers["Content-Security-Policy"])[1]
    assert page.count("<script") == page.count(f'<script nonce="{nonce}">') == 1
    assert "library-&lt;hours&gt;" in page
    assert "library-<hours>" not in page
    assert f"<h1>{MARK} (" in page
    assert 'sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"' in page
    assert client.get(f"/{client.token}/")[1]["Content-Security-Policy"] != headers["Content-Security-Policy"]
    _, headers, report = client.get(f"/{client.token}/report?1")
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("sandbox ")
    assert "allow-scripts" not in policy + page
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert report == marked(PAGE)
    assert headers["Cache-Control"] == "no-store"


def test_a_report_bears_the_mark_and_its_links_open_beside_it():
    page = PAGE.replace("<h1>", '<a href="#main">in</a><a class="x" href="https://example.org/">out</a><h1>')
    shown = marked(page)
    assert shown.index("<body") < shown.index(MARK) < shown.index("<h1>")
    assert "<title>Preview: Hours</title>" in shown
    assert '<a href="#main">' in shown
    assert '<a rel="noreferrer" target="_blank" class="x" href="https://example.org/">' in shown
    assert shown.count(MARK) == 2


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:80", "127.0.0.1", "localhost:1", "127.0.0.1.evil.example"]
)
def test_a_name_that_points_at_this_machine_is_refused(client, board, host):
    board.end(Built(html=PAGE))
    for name in ("", "report", "state"):
        status, headers, text = client.get(f"/{client.token}/{name}", host=host)
        assert (status, text) == (403, "Forbidden\n")
        assert "Access-Control-Allow-Origin" not in headers
    port = client.host.partition(":")[2]
    assert client.get(f"/{client.token}/", host=f"localhost:{port}")[0] == 200


def test_nothing_else_is_served(client, board):
    board.end(Built(html=PAGE))
    token = client.token
    for path in (
        *(
            "/",
            "/state",
            "/report",
            f"/{token}",
            f"/{token[:-1]}/",
            f"/{token}x/",
            f"/{token}/proposal.toml",
        ),
        *(
            f"/{token}/../../etc/passwd",
            f"/{token}/%2e%2e/",
            "/%00/",
            f"http://x/{token}/",
        ),
    ):
        assert client.get(path)[0] == 404, path
    for method in ("POST", "PUT", "DELETE", "OPTIONS", "HEAD"):
        assert client.get(f"/{token}/", method=method)[0] == 501, method


def test_it_listens_on_this_machine_alone_and_says_nothing_of_itself(client):
    with PreviewServer("a", Board()) as server:
        assert server.server_address[0] == "127.0.0.1"
        assert len(server.token) == 32
        assert server.token != client.token
    _, headers, _ = client.get(f"/{client.token}/state")
    assert headers["Server"].strip() == "preview"


def test_a_port_that_is_taken_is_said_plainly():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(EiaError, match=f"Port {port}: The preview cannot be served there"):
            PreviewServer("a", Board(), port=port)
    with pytest.raises(EiaError, match="Port 70000"):
        PreviewServer("a", Board(), port=70000)


def test_problems_stand_beside_the_last_page_that_could_be_made(client, board):
    assert client.get(f"/{client.token}/report")[0] == 404
    assert json.loads(client.ask("state")) == {"report": 0, "making": True, "problems": []}
    board.end(Built(html=PAGE))
    board.begin()
    board.end(Built(problems=("a: </script> is wrong.",)))
    assert json.loads(client.ask("state")) == {
        "report": 1,
        "making": False,
        "problems": ["a: </script> is wrong."],
    }
    assert client.ask("report") == marked(PAGE)
    board.begin()
    assert json.loads(client.ask("state"))["problems"] == ["a: </script> is wrong."]
    board.end(Built(html=PAGE))
    assert json.loads(client.ask("state")) == {"report": 2, "making": False, "problems": []}


def test_a_save_is_seen_and_what_editors_leave_is_not(folder_of, tmp_path):
    folder = folder_of("a", ages="x")
    notebook = tmp_path / "mine.ipynb"
    notebook.write_text("{}", encoding="utf-8")
    places = [folder, notebook, tmp_path / "not-there"]
    first = snapshot(places)
    assert set(first) == {str(folder / "proposal.toml"), str(folder / "evidence" / "ages.csv"), str(notebook)}
    for name in (".eia-key", ".proposal.toml.swp", "~$ages.csv", ".hidden/a.csv", "__pycache__/a.pyc"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("x", encoding="utf-8")
    assert snapshot(places) == first
    os.utime(folder / "proposal.toml", ns=(1, 1))
    second = snapshot(places)
    assert second != first
    (folder / "evidence" / "sex.csv").write_text("x", encoding="utf-8")
    assert snapshot(places) != second


@pytest.fixture
def previewing(folder_of, tmp_path, monkeypatch):
    """Preview a proposal, with pages made by the module above in a process of its own, until the test ends."""
    (tmp_path / "page_builder.py").write_text(BUILDER, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    import page_builder

    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    folder = folder_of("first", name="hours")
    said: list[str] = []
    told, stop = threading.Event(), threading.Event()

    def say(text: str) -> None:
        said.append(text)
        told.set()

    options = {"open_browser": False, "say": say, "stop": stop, "build": page_builder.build}
    running = threading.Thread(target=serve, args=(folder,), kwargs=options, daemon=True)
    running.start()
    assert told.wait(SECONDS)
    address = re.fullmatch(
        r"hours: preview at (http://127\.0\.0\.1:\d+/[\w-]+/) \(Ctrl-C ends it\)", said[0]
    )[1]
    yield Client(address), folder
    stop.set()
    running.join(SECONDS)
    assert not running.is_alive()
    assert said[1:] == ["hours: preview ended. Nothing was published."]
    assert not list(temporary.iterdir())
    with pytest.raises(OSError):  # noqa: PT011 - whatever the system says to a closed port
        Client(address).ask()
    sys.modules.pop("page_builder")


def save(folder: Path, text: str) -> None:
    """Save in one step, as editors do: what is half written would be shown too."""
    (folder / ".proposal.toml.new").write_text(text, encoding="utf-8")
    (folder / ".proposal.toml.new").replace(folder / "proposal.toml")


def test_every_save_is_shown_and_whatever_goes_wrong_the_preview_goes_on(previewing):
    client, folder = previewing
    client.until(lambda news: news["report"] == 1 and not news["making"])
    assert "<p>first</p>" in client.ask("report")
    save(folder, "second, longer")
    client.until_shown("<p>second, longer</p>")
    save(folder, "wrong")
    news = client.until(lambda news: news["problems"])
    assert news["problems"] == ["hours/proposal.toml, line 1: This is wrong. Mend it."]
    assert "<p>second, longer</p>" in client.ask("report")
    save(folder, "break it")
    news = client.until(lambda news: news["problems"] and "wrong" not in news["problems"][0])
    assert news["problems"] == ["hours: The report could not be made (ValueError). See: eia report."]
    save(folder, "die, all of you")
    news = client.until(lambda news: "stopped" in "".join(news["problems"]))
    assert "stopped (exit status 7)" in news["problems"][0]
    save(folder, "and again")
    news = client.until_shown("<p>and again</p>")
    assert news["problems"] == []
    assert sorted(path.name for path in folder.iterdir()) == ["evidence", "proposal.toml"]


def test_no_such_proposal_is_said_before_anything_is_served():
    with pytest.raises(EiaError, match="no shipped proposal has this id"):
        serve("no-such-proposal", open_browser=False)


@pytest.mark.slow
def test_a_real_proposal_is_shown_again_when_it_is_saved(tmp_path, monkeypatch):
    """The whole of it, as an officer uses it: only the browser is left out."""
    monkeypatch.chdir(tmp_path)
    name = "library-hours-example"
    folder = Path(shutil.copytree(shipped("data", "proposals", name), tmp_path / name))
    before = {str(path) for path in tmp_path.rglob("*")}
    told, stop = threading.Event(), threading.Event()
    said: list[str] = []

    def say(text: str) -> None:
        said.append(text)
        told.set()

    running = threading.Thread(
        target=serve, args=(folder,), kwargs={"open_browser": False, "say": say, "stop": stop}, daemon=True
    )
    running.start()
    try:
        assert told.wait(SECONDS)
        client = Client(said[0].split()[3])
        client.until(lambda news: news["report"] == 1)
        record = (folder / "proposal.toml").read_text(encoding="utf-8")
        save(folder, record.replace("Shorter opening hours", "Much shorter opening hours", 1))
        client.until_shown("Much shorter opening hours")
        save(folder, "[proposal\n")
        news = client.until(lambda news: news["problems"])
        assert news["problems"][0].startswith(f"{name}/proposal.toml, line 1")
        assert "Much shorter opening hours" in client.ask("report")
    finally:
        stop.set()
        running.join(SECONDS)
    assert not running.is_alive()
    assert {str(path) for path in tmp_path.rglob("*")} == before, "nothing was written anywhere"


@pytest.mark.slow
def test_in_a_browser_the_place_is_kept_problems_are_read_and_nothing_in_the_report_runs(previewing):
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not chromium:
        pytest.skip("NOT TESTED: no Chromium on this machine, so the preview was not looked at")
    from playwright.sync_api import sync_playwright

    client, folder = previewing
    runs = (
        "<script>parent.ran = 1</script><img src=x onerror='parent.ran = 2'><p style='height:9000px'>tall</p>"
    )
    # Chromium will not start in its sandbox as root, as tests in a container run.
    flags = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=chromium, args=flags, timeout=SECONDS * 1000)
        page = browser.new_page()
        page.set_default_timeout(SECONDS * 1000)
        page.goto(f"http://{client.host}/{client.token}/")
        report = page.frame_locator("#report")
        report.get_by_text("first").wait_for()
        save(folder, f"second {runs}")
        report.get_by_text("second").wait_for()
        place = "document.getElementById('report').contentWindow.scrollY"
        page.evaluate("document.getElementById('report').contentWindow.scrollTo(0, 700)")
        save(folder, f"third {runs}")
        report.get_by_text("third").wait_for()
        page.wait_for_function(f"{place} === 700")
        save(folder, "wrong")
        page.get_by_text("hours/proposal.toml, line 1: This is wrong. Mend it.").wait_for()
        assert page.get_by_role("heading", name=MARK).is_visible()
        assert page.locator("#below").inner_text() == "Below is the last version that could be made."
        assert report.get_by_text("third").count() == 1
        assert page.evaluate("window.ran") is None
        browser.close()


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="Windows sends no such signal to a process")
def test_ctrl_c_ends_it_in_the_middle_of_a_page_and_leaves_nothing(tmp_path, root):
    import subprocess

    command = [sys.executable, "-c", "import sys; from eia.cli import main; sys.exit(main())"]
    started = subprocess.Popen(
        [*command, "preview", "library-hours-example", "--no-browser"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(root), "TMPDIR": str(tmp_path), "PYTHONUNBUFFERED": "1"},
        start_new_session=True,
        preexec_fn=listen_to_ctrl_c,  # noqa: PLW1509 - what it does is safe beside threads
    )

    def kill() -> None:
        with contextlib.suppress(ProcessLookupError):  # they have all ended
            os.killpg(started.pid, signal.SIGKILL)

    bound = threading.Timer(SECONDS, kill)  # reading a line waits without end
    bound.start()
    try:
        assert started.stdout.readline().endswith("(Ctrl-C ends it)\n")
        bound.cancel()
        os.killpg(started.pid, signal.SIGINT)  # as a terminal does: to all of them
        said, _ = started.communicate(timeout=SECONDS)  # it is read to its end: no process holds it open
    finally:
        bound.cancel()
        bound.join(60)
        kill()
        started.stdout.close()
        started.wait(timeout=60)
    assert (started.returncode, said) == (0, "library-hours-example: preview ended. Nothing was published.\n")
    assert not list(tmp_path.iterdir())
