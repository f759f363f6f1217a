"""The near end of the pipe: nbclient's own reading of a kernel's messages, without its sockets."""

from __future__ import annotations

import time
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from jupyter_client.session import Session, json_packer
from nbclient.exceptions import (
    CellControlSignal,
    CellExecutionComplete,
    CellExecutionError,
    CellTimeoutError,
    DeadKernelError,
)
from nbformat import NotebookNode
from papermill.clientwrap import PapermillNotebookClient

from eia.runner.engine.frames import frame
from eia.runner.engine.line import Line
from eia.runner.engine.plan import Plan

_INTERRUPT_SECONDS = 10.0
"""As long as a cell is given to end after Ctrl-C."""


class ForkedClient(PapermillNotebookClient):  # type: ignore[misc] # papermill has no types
    """Runs the cells of papermill's notebook in a forked process.

    Args:
        plan: What that process is to be like.
        deadline: How many seconds the whole notebook may take; None for as long as it will.
        most: How many bytes it may write, as messages; None for as many as it will.
        start: What the process does, given its two pipes; see `Kept`.
    """

    def __init__(
        self,
        nb_man: Any,  # noqa: ANN401 - papermill has no types
        *,
        plan: Plan,
        start: Callable[[int, int], None],
        deadline: float | None = None,
        most: int | None = None,
        **options: Any,  # noqa: ANN401 - as nbclient's own
    ) -> None:
        super().__init__(nb_man, **options)
        self.plan = plan
        self._start = start
        self._given = deadline
        self._most = most
        self._until = None if deadline is None else time.monotonic() + deadline
        self._session = Session(key=b"no secret", username="")
        self._unsent: list[bytes] = []

    def execute(self, **_: object) -> NotebookNode:
        """Run every cell, and leave no process behind.

        Raises:
            NotebookDied: Its process ended.
            NotebookWroteTooMuch: It wrote more than it may.
            NotebookOverran: The deadline passed.
            CellTimeoutError: One cell's time passed.
            RuntimeError: The process did not start in time.
        """
        self.reset_execution_trackers()
        # Output widgets answer the kernel; their answers wait until it listens again, as a stock kernel's do.
        self.kc: Any = SimpleNamespace(
            session=self._session, shell_channel=SimpleNamespace(send=self._answer_later)
        )
        self._line = Line(self._start, until=self._until, given=self._given, most=self._most)
        try:
            self._line.wait_until_ready(self.startup_timeout)
            self.log.info(f"Executing notebook with kernel: {self.kernel_name}")  # noqa: G004 - in papermill's words
            self._hook("on_notebook_start", notebook=self.nb)
            self.papermill_execute_cells()
            self.nb.metadata["language_info"] = _language()
            self.set_widgets_metadata()
            self._line.leave()
        finally:
            self._line.end()
            self.kc = None
            self._hook("on_notebook_complete", notebook=self.nb)
        executed: NotebookNode = self.nb
        return executed

    def papermill_execute_cells(self) -> None:
        """Run the cells as papermill does; one that kills the process, or does not end, is marked as failed too."""
        index = 0
        begin = self.nb_man.cell_start

        def note(cell: NotebookNode, cell_index: int, **kwargs: object) -> None:
            nonlocal index
            index = cell_index
            begin(cell, cell_index, **kwargs)

        self.nb_man.cell_start = note
        try:
            super().papermill_execute_cells()
        except (DeadKernelError, CellTimeoutError, KeyboardInterrupt) as error:
            cell = self.nb.cells[index]
            if not isinstance(error, KeyboardInterrupt):
                words = str(error).strip().splitlines()[0]
                cell.outputs.append(
                    NotebookNode(  # type: ignore[no-untyped-call] # nbformat ships no types here
                        output_type="error", ename=type(error).__name__, evalue=words, traceback=[words]
                    )
                )
            self.nb_man.cell_exception(cell, cell_index=index, exception=error)
            raise
        finally:
            del self.nb_man.cell_start

    def execute_cell(
        self,
        cell: NotebookNode,
        cell_index: int,
        execution_count: int | None = None,
        store_history: bool = True,
    ) -> NotebookNode:
        """Run one cell; what it writes is put in it as it comes."""
        self._hook("on_cell_start", cell=cell, cell_index=cell_index)
        if cell.cell_type != "code" or not cell.source.strip():
            return cell
        tags = cell.metadata.get("tags", [])
        if self.skip_cells_with_tag in tags:
            return cell
        if self.record_timing:
            cell["metadata"]["execution"] = {}
        allowed = (not self.force_raise_errors) and (self.allow_errors or "raises-exception" in tags)
        self._hook("on_cell_execute", cell=cell, cell_index=cell_index)
        cell.outputs = []
        self.clear_before_next_output = False
        request = self._session.msg(
            "execute_request",
            {
                "code": cell.source,
                "silent": False,
                "store_history": store_history,
                "user_expressions": {},
                "allow_stdin": False,
                "stop_on_error": not allowed,
            },
        )
        for answer in [*self._unsent, frame([json_packer(request)])]:
            self._line.tell(answer)
        self._unsent.clear()
        self._hook("on_cell_complete", cell=cell, cell_index=cell_index)
        self.code_cells_executed += 1
        self._line.cell = self.code_cells_executed
        reply = self._listen(request["msg_id"], cell, cell_index)
        if execution_count:
            cell["execution_count"] = execution_count
        self._hook("on_cell_executed", cell=cell, cell_index=cell_index, execute_reply=reply)
        self._raise_if_failed(cell, cell_index, reply["content"], allowed=allowed)
        self.nb["cells"][cell_index] = cell
        return cell

    def _raise_if_failed(
        self, cell: NotebookNode, cell_index: int, content: dict[str, Any], *, allowed: bool
    ) -> None:
        """Do as nbclient does after a cell, without a loop of its own, whose pipes would be left open."""
        if content["status"] != "error":
            return
        self._hook("on_cell_error", cell=cell, cell_index=cell_index, execute_reply={"content": content})
        if not allowed and (self.force_raise_errors or content.get("ename") not in self.allow_error_names):
            raise CellExecutionError.from_cell_and_msg(cell, content)

    def output(
        self, outs: list[NotebookNode], msg: dict[str, Any], display_id: str | None, cell_index: int
    ) -> NotebookNode | None:
        """Add an output; what comes on one stream in pieces is one output, however long it took to come."""
        out: NotebookNode | None = super().output(outs, msg, display_id, cell_index)
        if out and out.output_type == "stream" and len(outs) > 1:
            last = outs[-2]
            if last.output_type == "stream" and last.name == out.name:
                last.text += out.text
                outs.pop()
        return out

    def _listen(self, asked: str, cell: NotebookNode, cell_index: int) -> dict[str, Any]:
        """Take in what the kernel says of a cell until it is idle again, and return its reply."""
        seconds = self._get_timeout(cell)
        until = None if seconds is None else time.monotonic() + seconds
        reply: dict[str, Any] = {"content": {"status": "ok"}}
        interrupted = False
        while True:
            try:
                message = self._line.next(until)
                if message is None:
                    self.log.error("Timeout waiting for execute reply (%is).", seconds)
                    if interrupted or not self.interrupt_on_timeout:
                        raise CellTimeoutError.error_from_timeout_and_cell(
                            "Cell execution timed out", seconds, cell
                        )
                    self.log.error("Interrupting kernel")
                    interrupted = True
                    self._line.interrupt()
                    until = None if not self.error_on_timeout else time.monotonic() + _INTERRUPT_SECONDS
                    continue
                if message["parent_header"].get("msg_id") != asked:
                    continue
                if message["msg_type"] == "execute_reply":
                    reply = message
                    continue
                self.process_message(message, cell, cell_index)
            except CellExecutionComplete:
                if interrupted and self.error_on_timeout:
                    reply["content"] = {**self.error_on_timeout, "status": "error"}
                return reply
            except KeyboardInterrupt:
                self._let_cell_end(asked, cell, cell_index)
                raise

    def _let_cell_end(self, asked: str, cell: NotebookNode, cell_index: int) -> None:
        """After Ctrl-C, show in the cell where it was; but do not wait for long."""
        self._line.interrupt()
        until = time.monotonic() + _INTERRUPT_SECONDS
        try:
            while message := self._line.next(until):
                if message["parent_header"].get("msg_id") == asked and message["msg_type"] != "execute_reply":
                    self.process_message(message, cell, cell_index)
        except (CellControlSignal, DeadKernelError, KeyboardInterrupt):
            pass

    def _answer_later(self, message: dict[str, Any]) -> None:
        self._unsent.append(frame([json_packer(message)]))

    def _hook(self, name: str, **said: Any) -> None:  # noqa: ANN401 - as nbclient's own
        if hook := getattr(self, name):
            from nbclient.util import run_hook, run_sync  # noqa: PLC0415 - few use hooks

            run_sync(run_hook)(hook, **said)


def _language() -> dict[str, Any]:
    from ipykernel.ipkernel import IPythonKernel  # noqa: PLC0415 - loaded by now

    return dict(IPythonKernel.language_info)
