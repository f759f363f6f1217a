"""The preview's web server: this machine alone, three addresses behind a random path, and no file of any folder."""

from __future__ import annotations

import hmac
import json
import os
import secrets
import socketserver
import threading
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from eia.errors import EiaError
from eia.runner.preview.building import Built
from eia.runner.preview.pages import REPORT_POLICY, WRAPPER_POLICY, marked, wrapper

HERE = "127.0.0.1"


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """What a preview shows at a moment: the last page that could be made, its number, and what is wrong with the next."""

    html: str = ""
    report: int = 0
    making: bool = True
    problems: tuple[str, ...] = ()


@dataclass(slots=True)
class Board:
    """Holds what is shown, for the thread that makes it and those that serve it."""

    _shown: Shown = field(default_factory=Shown)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def shown(self) -> Shown:
        """Return what is shown now."""
        return self._shown

    def begin(self) -> None:
        """Note that a page is being made."""
        with self._lock:
            self._shown = replace(self._shown, making=True)

    def end(self, built: Built) -> None:
        """Show a page that was made; or what is wrong, beside the last page that could be made."""
        with self._lock:
            if built.problems:
                self._shown = replace(self._shown, making=False, problems=built.problems)
            else:
                number = self._shown.report + 1
                self._shown = Shown(html=marked(built.html), report=number, making=False)


class PreviewServer(ThreadingHTTPServer):
    """Serves one preview to browsers of this machine that know its address.

    Args:
        name: The proposal's, for the title.
        board: What is shown.
        port: The port; 0 for any that is free.

    Raises:
        EiaError: The port is taken, or may not be used.
    """

    daemon_threads = True
    # On Windows the flag would let another program listen on the same port.
    allow_reuse_address = os.name == "posix"

    def __init__(self, name: str, board: Board, *, port: int = 0) -> None:
        self.name, self.board = name, board
        self.token = secrets.token_urlsafe(24)
        try:
            super().__init__((HERE, port), _Answer)
        except (OSError, OverflowError):
            what = (
                "The preview cannot be served there: another program uses this port, or it may not be used."
            )
            do = "Choose another port, or none: one that is free is found then."
            raise EiaError(f"Port {port}", what, do) from None

    def server_bind(self) -> None:
        """Take the port; the usual way would ask the network for this machine's name first."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = HERE, self.server_address[1]

    @property
    def address(self) -> str:
        """Return the address to open."""
        return f"http://{HERE}:{self.server_port}/{self.token}/"

    def handle_error(self, request: object, client_address: object) -> None:
        """Pass over a browser that went away in the middle of an answer: there is nothing to be done about it."""


class _Answer(BaseHTTPRequestHandler):
    """Answers one browser."""

    server: PreviewServer
    timeout = 20
    server_version = "preview"
    sys_version = ""

    def do_GET(self) -> None:
        """Answer with the page, the report or the news; with nothing to whoever does not know the address."""
        port = self.server.server_port
        # A page elsewhere can point a name of its own at this machine, but its browser then says that name here.
        if self.headers.get("Host") not in (f"{HERE}:{port}", f"localhost:{port}"):
            self._refuse(HTTPStatus.FORBIDDEN)
            return
        path = self.path.partition("?")[0]
        token, _, rest = path.removeprefix("/").partition("/")
        if not hmac.compare_digest(token.encode(), self.server.token.encode()):
            self._refuse(HTTPStatus.NOT_FOUND)
            return
        shown = self.server.board.shown
        if path == f"/{token}/":
            nonce = secrets.token_urlsafe(16)
            self._send("text/html", wrapper(self.server.name, nonce), WRAPPER_POLICY.format(nonce=nonce))
        elif rest == "state":
            news = {"report": shown.report, "making": shown.making, "problems": shown.problems}
            self._send("application/json", json.dumps(news), "default-src 'none'")
        elif rest == "report" and shown.html:
            self._send("text/html", shown.html, REPORT_POLICY)
        else:
            self._refuse(HTTPStatus.NOT_FOUND)

    def _send(self, kind: str, text: str, policy: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        content = text.encode()
        self.send_response(status)
        for name, value in {
            "Content-Type": f"{kind}; charset=utf-8",
            "Content-Length": str(len(content)),
            "Content-Security-Policy": policy,
            "Cache-Control": "no-store",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def _refuse(self, status: HTTPStatus) -> None:
        self._send("text/plain", f"{status.phrase}\n", "default-src 'none'", status)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Write no log: the address is a secret of whoever started the preview."""
