"""What runs in the forked process: a stock IPython kernel whose messages go over two pipes.

Nothing of how cells run is ours: the shell, its display hooks, its streams, its comms, its start-up files and the handling
of a request are ipykernel's own, and only the way out of the process is another.
"""

# mypy: allow-untyped-calls
# ipykernel is half typed, and most calls here are of what it calls.

from __future__ import annotations

import asyncio
import atexit
import inspect
import os
import queue
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable
from types import ModuleType, SimpleNamespace
from typing import Any

from ipykernel.iostream import IOPubThread, OutStream
from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelapp import IPKernelApp
from jupyter_client.session import Session
from tornado.ioloop import IOLoop
from traitlets import Any as AnyTrait

from eia.runner.engine.frames import BROKE, READY, STOP, Frames, frame, write_all


class _Outbox:
    """Writes frames in a thread of its own: Ctrl-C in a cell cannot cut one in two."""

    def __init__(self, pipe: int) -> None:
        self._pipe = pipe
        self._todo: queue.SimpleQueue[bytes | threading.Event | tuple[float, Callable[[], None]]] = (
            queue.SimpleQueue()
        )
        self._thread = threading.Thread(target=self._work, name="outbox", daemon=True)
        self._thread.start()

    def put(self, content: bytes) -> None:
        self._todo.put(content)

    def call_later(self, seconds: float, call: Callable[[], None]) -> None:
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
            elif isinstance(task, threading.Event):
                task.set()
            else:
                later.append(task)


class _PipeSession(Session):
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


class _NoThread(IOPubThread):
    """What a stock stream asks of the thread that publishes: here whoever flushes publishes, and the outbox keeps time."""

    def __init__(self, outbox: _Outbox) -> None:  # the stock one would open a socket
        self.thread = None  # type: ignore[assignment] # then streams flush in the thread that asks
        self.outbox = outbox
        self.io_loop = outbox  # type: ignore[assignment] # only its call_later is used

    def schedule(self, f: Callable[[], None]) -> None:
        """Do it at once."""
        f()


class _Stream(OutStream):
    """A stock stream that also gathers what is written to the file of its number, by whatever wrote it."""

    def __init__(self, session: Session, thread: _NoThread, name: str, number: int) -> None:
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


class _PipeKernel(IPythonKernel):
    """A stock kernel that is asked by calls."""

    _supports_kernel_subshells = False  # there is one thread for cells

    def _abort_queues(self, subshell_id: str | None = None) -> None:
        """Nothing is queued: the next cell is sent only after this one."""

    async def answer(self, message: dict[str, Any]) -> None:
        """Do what one request asks, in the order in which a stock kernel does."""
        self.set_parent([], message, channel="shell")
        self._publish_status("busy", "shell")
        self.pre_handler_hook()  # from here on Ctrl-C raises
        try:
            answer = self.shell_handlers[message["header"]["msg_type"]](None, [], message)
            if inspect.isawaitable(answer):
                await answer
        except Exception:  # a stock kernel goes on too
            self.log.exception("Exception in message handler:")
        except KeyboardInterrupt:  # it came between a cell's end and here
            self.log.warning("KeyboardInterrupt caught in kernel.")
        finally:
            self.post_handler_hook()
        sys.stdout.flush()
        sys.stderr.flush()
        self._publish_status("idle", "shell")


class _PipeApp(IPKernelApp):
    """The stock application: its settings, start-up files and search path; no sockets."""

    kernel_class = _PipeKernel
    outbox = AnyTrait()

    def init_poller(self) -> None:
        """The keeper sees to it that this process does not outlive the one that wants it."""

    def init_connection_file(self) -> None:
        """No file: nobody else may connect."""
        self.session = _PipeSession(parent=self, outbox=self.outbox, username="", key=b"no secret")
        self.session.auth = None  # nothing is signed: the pipe has one reader

    def init_sockets(self) -> None:
        """No sockets."""

    def init_heartbeat(self) -> None:
        """No heartbeat."""

    def write_connection_file(self, **_: object) -> None:
        """No file."""

    def log_connection_info(self) -> None:
        """Nothing to connect to."""
        self._ports: dict[str, int] = {}

    def init_io(self) -> None:
        """Redirect the streams and the files beneath them, as the stock application does."""
        from ipykernel.displayhook import ZMQDisplayHook  # noqa: PLC0415 - after the fork

        thread = _NoThread(self.outbox)
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, 0)
        os.close(nothing)
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - as long as the process
        setattr(sys, "__stdin__", sys.stdin)  # noqa: B010 - it is not meant to be, and whoever forked may have
        # The files beneath may have been replaced by whoever forked this process.
        for name, number in (("stdout", 1), ("stderr", 2)):
            setattr(sys, f"__{name}__", open(number, "w", encoding="utf-8", closefd=False))  # noqa: SIM115 - as above
            setattr(sys, name, _Stream(self.session, thread, name, number))
        self.displayhook = ZMQDisplayHook(self.session, None)
        sys.displayhook = self.displayhook
        self.patch_io()

    def init_kernel(self) -> None:
        """Make the kernel, without a debugger."""
        # Nobody can attach a debugger, and the stock one takes long to load and says so.
        none: Any = ModuleType("ipykernel.debugger")
        none._is_debugpy_available, none.Debugger = False, object  # noqa: SLF001 - what the kernel looks for
        sys.modules["ipykernel.debugger"] = none
        kernel: Any = _PipeKernel.instance(
            parent=self,
            session=self.session,
            shell_channel_thread=None,
            log=self.log,
            profile_dir=self.profile_dir,
            user_ns=self.user_ns,
        )
        del sys.modules["ipykernel.debugger"]
        self.kernel = kernel
        self.displayhook.get_execution_count = lambda: kernel.execution_count


def serve(ask: int, tell: int, arguments: list[str]) -> None:
    """Answer requests until told to stop; then leave as Python does. It does not return.

    Args:
        ask: The pipe from which requests are read, one message a frame.
        tell: The pipe to which messages are written.
        arguments: As a stock kernel's command line.
    """
    outbox = _Outbox(tell)
    try:
        app: Any = _PipeApp.instance(outbox=outbox)
        app.initialize(arguments)
        outbox.put(frame([READY]))
        asyncio.run(_answer_all(app.kernel, ask))
        _leave()
        outbox.drain()
    except BaseException:  # noqa: BLE001 - whatever it is, it is told, and the process ends here
        outbox.put(frame([BROKE, traceback.format_exc().encode(errors="replace")]))
        outbox.drain()
    else:
        os._exit(0)
    finally:
        os._exit(1)


async def _answer_all(kernel: Any, ask: int) -> None:  # noqa: ANN401 - the stock kernel has no types
    loop = asyncio.get_running_loop()
    kernel.io_loop = IOLoop.current()
    kernel.shell.exit_now = False
    kernel._main_asyncio_lock = asyncio.Lock()  # noqa: SLF001 - as for this loop
    kernel.shell_channel_thread = SimpleNamespace(parent_thread=threading.current_thread())
    # A cell that awaits stands still in the loop: Ctrl-C must wake the loop before it can end the cell.
    woken, wakes = os.pipe()
    for pipe in (woken, wakes):
        os.set_blocking(pipe, False)
    loop.add_reader(woken, os.read, woken, 4096)
    signal.set_wakeup_fd(wakes, warn_on_full_buffer=False)
    requests: asyncio.Queue[list[bytes] | None] = asyncio.Queue()
    frames = Frames()

    def read() -> None:
        came = os.read(ask, 65536)
        if not came:
            loop.remove_reader(ask)
            requests.put_nowait(None)
        for parts in frames.feed(came):
            requests.put_nowait(parts)

    loop.add_reader(ask, read)
    while (parts := await requests.get()) is not None and parts[0] != STOP:
        message = kernel.session.unpack(parts[0])
        message["buffers"] = parts[1:]
        await kernel.answer(message)
    loop.remove_reader(ask)
    signal.set_wakeup_fd(-1)


def _leave() -> None:
    """End as an interpreter does: threads that must be waited for, then what asked to be called."""
    threading._shutdown()  # type: ignore[attr-defined] # noqa: SLF001 - as Python itself at its end
    atexit._run_exitfuncs()  # noqa: SLF001 - as above
