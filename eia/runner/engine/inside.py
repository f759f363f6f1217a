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
import signal
import sys
import threading
import traceback
from types import ModuleType, SimpleNamespace
from typing import Any

from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelapp import IPKernelApp
from tornado.ioloop import IOLoop
from traitlets import Any as AnyTrait

from eia.runner.engine.frames import BROKE, READY, STOP, Frames, frame
from eia.runner.engine.outlets import NoThread, Outbox, PipeSession, Stream


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
        self.session = PipeSession(parent=self, outbox=self.outbox, username="", key=b"no secret")
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

        thread = NoThread(self.outbox)
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, 0)
        os.close(nothing)
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - as long as the process
        setattr(sys, "__stdin__", sys.stdin)  # noqa: B010 - it is not meant to be, and whoever forked may have
        # The files beneath may have been replaced by whoever forked this process.
        for name, number in (("stdout", 1), ("stderr", 2)):
            setattr(sys, f"__{name}__", open(number, "w", encoding="utf-8", closefd=False))  # noqa: SIM115 - as above
            setattr(sys, name, Stream(self.session, thread, name, number))
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
    outbox = Outbox(tell)
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
