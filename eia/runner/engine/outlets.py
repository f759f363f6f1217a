# mypy: allow-untyped-calls
# ipykernel is half typed, and most calls here are of what it calls.

"""The way out of a notebook's process: messages as frames, streams with what programs wrote, one thread that writes."""

from __future__ import annotations

import os
import queue
import threading
import time
from collections.abc import Callable
from typing import Any

from ipykernel.iostream import IOPubThread, OutStream
from jupyter_client.session import Session
from traitlets import Any as AnyTrait

from eia.runner.engine.frames import frame, write_all


class Outbox:
    """Writes frames in a thread of its own: Ctrl-C in a cell cannot cut one in two."""

    def __init__(self, pipe: int) -> None:
        self._pipe = pipe
        self._todo: queue.SimpleQueue[bytes | threading.Event | tuple[float, Callable[[], None]]] = (
            queue.SimpleQueue()
        )
        self._thread = threading.Thread(target=self._work, name="outbox", daemon=True)
        self._thread.start()

    def put(self, content: bytes) -> None:
        """Have a frame written."""
        self._todo.put(content)

    def call_later(self, seconds: float, call: Callable[[], None]) -> None:
        """Have a function called after some seconds, in the writing thread."""
        self._todo.put((time.monotonic() + seconds, call))

    def drain(self) -> None:
        """Wait until all that was put is written."""
        if threading.current_thread() is self._thread:
            return
        done = threading.Event()
        self._todo.put(done)
        done.wait()

    def _work(self) -> None:
        later: list[tuple[float, Callable[[], None]]] = []
        while True:
            wait = max(0.0, min(at for at, _ in later) - time.monotonic()) if later else None
            try:
                task = self._todo.get(timeout=wait)
            except queue.Empty:
                due = [call for at, call in later if at <= time.monotonic()]
                later = [(at, call) for at, call in later if call not in due]
                for call in due:
                    call()
                continue
            if isinstance(task, bytes):
                try:
                    write_all(self._pipe, task)
                except OSError:  # nobody listens any more
                    os._exit(0)
                except BaseException:  # noqa: BLE001 - without this thread the process would say nothing, for ever
                    os._exit(1)
            elif isinstance(task, threading.Event):
                task.set()
            else:
                later.append(task)


class PipeSession(Session):
    """Sends each message as one frame, packed as a stock kernel's."""

    outbox = AnyTrait()

    def send(  # noqa: PLR0917 - as the stock one
        self,
        stream: object,
        msg_or_type: dict[str, Any] | str,
        content: dict[str, Any] | None = None,
        parent: dict[str, Any] | None = None,
        ident: object = None,
        buffers: list[Any] | None = None,
        track: bool = False,
        header: dict[str, Any] | None = None,
        metadata: dict[str, Any] | None = None,
    ) -> dict[str, Any] | None:
        """Put a message on the pipe; from a process that the notebook forked, nothing is sent, as in a stock kernel."""
        del stream, ident, track
        if isinstance(msg_or_type, dict):
            message = msg_or_type
            buffers = buffers or message.get("buffers")
        else:
            message = self.msg(msg_or_type, content=content, parent=parent, header=header, metadata=metadata)
        if os.getpid() == self.pid:
            parts = self.serialize(message)[2:]  # no address and no signature
            self.outbox.put(frame([*parts, *(memoryview(each).tobytes() for each in buffers or ())]))
        return message


class NoThread(IOPubThread):
    """What a stock stream asks of the thread that publishes: here whoever flushes publishes, and the outbox keeps time."""

    def __init__(self, outbox: Outbox) -> None:  # the stock one would open a socket
        self.thread = None  # type: ignore[assignment] # then streams flush in the thread that asks
        self.outbox = outbox
        self.io_loop = outbox  # type: ignore[assignment] # only its call_later is used

    def schedule(self, f: Callable[[], None]) -> None:
        """Do it at once."""
        f()


class Stream(OutStream):
    """A stock stream that also gathers what is written to the file of its number, by whatever wrote it."""

    def __init__(self, session: Session, thread: NoThread, name: str, number: int) -> None:
        super().__init__(session, thread, name, watchfd=False)
        self._number = number
        self._outbox = thread.outbox
        # What a program started with this stream as its output writes goes where a stock kernel sends it: out of the notebook.
        self._original_stdstream_copy = os.dup(number)
        self._gathered, inlet = os.pipe()
        os.set_blocking(self._gathered, False)
        os.dup2(inlet, number)
        os.close(inlet)
        self._reading = threading.Lock()
        self._undecoded = b""
        threading.Thread(target=self._watch, name=f"{name} of programs", daemon=True).start()

    def _watch(self) -> None:
        from eia.runner.engine.keeper import ready  # noqa: PLC0415 - after the fork

        while True:
            ready([self._gathered])
            with self._reading:
                self._gather()

    def _gather(self) -> None:
        while True:
            try:
                came = os.read(self._gathered, 65536)
            except BlockingIOError:
                return
            whole = self._undecoded + came
            text = whole.decode(errors="ignore") if _cut(whole) else whole.decode(errors="replace")
            self._undecoded = whole[len(whole) - _cut(whole) :]
            super().write(text)

    def gather(self) -> None:
        """Take in all that was written to the file so far."""
        with self._reading:
            self._gather()

    def write(self, string: str) -> int:
        """Write as the stock stream does; a process that the notebook forked writes to the file, which is gathered."""
        if isinstance(string, str) and not self._is_master_process():
            write_all(self._number, string.encode(errors="replace"))
            return len(string)
        super().write(string)
        return len(string)

    def flush(self) -> None:
        """Send what stands in the buffer, and what programs wrote until now; it is out when this returns."""
        if self._is_master_process():
            self.gather()
            super().flush()
            self._outbox.drain()


def _cut(content: bytes) -> int:
    """Return how many bytes at the end are the beginning of a character."""
    for back in range(1, min(4, len(content) + 1)):
        byte = content[-back]
        if byte >= 0xC0:  # noqa: PLR2004 - the first byte of a long character
            length = 2 if byte < 0xE0 else 3 if byte < 0xF0 else 4  # noqa: PLR2004 - as UTF-8 has it
            return back if back < length else 0
        if byte < 0x80:  # noqa: PLR2004 - a short one
            return 0
    return 0
