"""The engine that papermill finds by the name ``eia``."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from nbclient.client import NotebookClient
from papermill.engines import NBClientEngine
from papermill.log import logger
from papermill.utils import merge_kwargs, remove_args

from eia.runner.engine.client import ForkedClient
from eia.runner.engine.inherited import search_path, undo
from eia.runner.engine.plan import Plan
from eia.runner.engine.warmth import can_fork, filters_of_packages

_PYTHONS = (
    "python",
    f"python{sys.version_info.major}",
    f"python{sys.version_info.major}.{sys.version_info.minor}",
)
"""Names that Jupyter takes, in a kernel's description, for the Python that it runs in itself."""

_STOCKS_OWN = ("km", "kernel_manager_class")
"""Options that only a kernel of papermill's own can respect."""

_said: set[str] = set()


class EiaEngine(NBClientEngine):  # type: ignore[misc] # papermill has no types
    """Runs a notebook in a process forked from this one, or, where that cannot be, as papermill does."""

    @classmethod
    def execute_managed_notebook(  # noqa: PLR0917 - as papermill's own
        cls,
        nb_man: Any,  # noqa: ANN401 - papermill has no types
        kernel_name: str,
        log_output: bool = False,
        stdout_file: Any = None,  # noqa: ANN401 - as above
        stderr_file: Any = None,  # noqa: ANN401 - as above
        start_timeout: int = 60,
        execution_timeout: int | None = None,
        **kwargs: Any,  # noqa: ANN401 - nbclient's own options
    ) -> Any:  # noqa: ANN401 - as above
        """Run the cells; the arguments are papermill's, and three of ours.

        Args:
            nb_man: The notebook and what is written of it.
            kernel_name: The kernel that it asks for.
            log_output: Whether outputs go to papermill's log too.
            stdout_file: A text file that takes what cells write to standard output.
            stderr_file: As above, to standard error.
            start_timeout: Seconds in which the process must have started.
            execution_timeout: Seconds that one cell may take.
            kwargs: ``plan``, what the process is to be like; ``deadline``, the seconds that all cells together may take;
                ``most``, the bytes that they may write; and nbclient's options.
        """
        plan = kwargs.pop("plan", None) or Plan()
        deadline, most = kwargs.pop("deadline", None), kwargs.pop("most", None)
        # What is to be as installed asks for no kernel that the user has described.
        why, described = ("", {}) if plan.own and can_fork() else _why_not(kernel_name, kwargs)
        if why:
            if why not in _said:
                _said.add(why)
                logger.warning(f"The engine 'eia' leaves this to papermill's own: {why}")
            return NBClientEngine.execute_managed_notebook(
                nb_man,
                kernel_name,
                log_output=log_output,
                stdout_file=stdout_file,
                stderr_file=stderr_file,
                start_timeout=start_timeout,
                execution_timeout=execution_timeout,
                **kwargs,
            )
        kwargs = remove_args(["input_path"], **kwargs)
        options = merge_kwargs(
            remove_args(["timeout", "startup_timeout"], **kwargs),
            timeout=execution_timeout or kwargs.get("timeout"),
            startup_timeout=start_timeout,
            kernel_name=kernel_name,
            log=logger,
            log_output=log_output,
            stdout_file=stdout_file,
            stderr_file=stderr_file,
        )
        path = search_path(plan.environment)
        environment = plan.environment
        if environment is None and described:
            environment = dict(os.environ) | described
        chosen = Plan(
            arguments=plan.arguments or _arguments(options),
            environment=environment,
            folder=plan.folder,
            memory=plan.memory,
            own=plan.own,
        )

        def start(ask: int, tell: int) -> None:
            undo(chosen, path, filters_of_packages())
            from eia.runner.engine.inside import serve  # noqa: PLC0415 - in the forked process, after it is put in order

            serve(ask, tell, list(chosen.arguments))

        import ipykernel.kernelapp  # noqa: F401, PLC0415 - here, so that every fork finds it loaded

        return ForkedClient(
            nb_man, plan=chosen, start=start, deadline=deadline, most=most, **options
        ).execute()


def _arguments(options: dict[str, Any]) -> tuple[str, ...]:
    """Return what nbclient would start the kernel with."""
    given = tuple(options.get("extra_arguments", ()))
    history = options.get("ipython_hist_file", NotebookClient.ipython_hist_file.default_value)
    if history and not any(argument.startswith("--HistoryManager.hist_file") for argument in given):
        given += (f"--HistoryManager.hist_file={history}",)
    return given


def _why_not(kernel_name: str, options: dict[str, Any]) -> tuple[str, dict[str, str]]:
    """Say why the notebook cannot run in a fork, empty if it can; and which variables its kernel is described with."""
    if not can_fork():
        return "this system has no safe way to run notebooks in copies of a process.", {}
    if any(options.get(name) is not None for name in _STOCKS_OWN):
        return "it was given a kernel to run.", {}
    from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel  # noqa: PLC0415 - papermill has loaded it

    try:
        spec = KernelSpecManager().get_kernel_spec(kernel_name)
    except NoSuchKernel:
        return f"there is no kernel '{kernel_name}' here.", {}
    # A kernel made with debugging in mind names an option that only debuggers miss.
    command = [str(part) for part in spec.argv if str(part) != "-Xfrozen_modules=off"]
    program = command[0] if command else ""
    this = program in _PYTHONS or Path(program).absolute() == Path(sys.executable).absolute()
    if not this or command[1:] != ["-m", "ipykernel_launcher", "-f", "{connection_file}"]:
        return f"the kernel '{kernel_name}' is not this Python's.", {}
    if any(name.startswith("PYTHON") for name in spec.env):
        return f"the kernel '{kernel_name}' starts Python with settings of its own.", {}
    return "", dict(spec.env)
