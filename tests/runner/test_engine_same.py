"""A notebook run by our engine reads as one that a stock kernel ran: cell by cell, after identities and times."""

from __future__ import annotations

import copy
import re

import papermill
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from papermill.exceptions import PapermillExecutionError

from eia.runner.engine import can_fork

pytestmark = pytest.mark.skipif(not can_fork(), reason="no fork here: papermill's own engine runs all")

PYTHON3 = {"kernelspec": {"name": "python3", "language": "python", "display_name": "Python 3"}}

TORTURE = {
    "a value": "1 + 1",
    "no value for a semicolon": "1 + 1;",
    "text": "print('one'); print('two')",
    "both streams": "import sys\nprint('out')\nprint('err', file=sys.stderr)\nprint('out again')",
    "an unended line": "import sys\nsys.stdout.write('no end')\nsys.stdout.flush()",
    "await at the top": "import asyncio\nawait asyncio.sleep(0.01)\nprint('slept')\n'awaited'",
    "a task that goes on between cells": "async def later():\n    for _ in range(3):\n        await asyncio.sleep(0.01)\n    return 'done'\ntask = asyncio.create_task(later())",
    "and is awaited in another": "await task",
    "a loop that runs": "try:\n    asyncio.run(later())\nexcept RuntimeError as error:\n    print(error)",
    "async for": "async def numbers():\n    yield 1\n    yield 2\n[each async for each in numbers()]",
    "display": "from IPython.display import HTML, SVG, Image, JSON, Latex, Markdown, clear_output, display, update_display\ndisplay('a', HTML('<b>b</b>'), Markdown('*c*'), Latex('$d$'), JSON({'e': [1, 2.5, None]}))",
    "an id": "handle = display('first', display_id='one')",
    "updated in a later cell": "handle.update('second')\ndisplay('second place', display_id='one')",
    "updated everywhere": "update_display(HTML('<i>last</i>'), display_id='one')",
    "an update of nothing": "update_display('x', display_id='unknown')",
    "cleared": "print('gone')\ndisplay('gone')\nclear_output()\nprint('stays')",
    "cleared when more comes": "print('gone')\nclear_output(wait=True)\nprint('stays')",
    "cleared, and nothing came": "print('stays')\nclear_output(wait=True)",
    "a picture as SVG": "SVG('<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><rect width=\"9\" height=\"9\"/></svg>')",
    "a picture as PNG": "import base64\nImage(base64.b64decode('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='))",
    "a rich object": "class Rich:\n    def _repr_html_(self): return '<p>rich</p>'\n    def _repr_mimebundle_(self, **_): return {'application/x-own+json': {'a': (1, 2)}, 'text/plain': 'rich'}, {'application/x-own+json': {'big': True}}\nRich()",
    "what is no number": "JSON({'nan': float('nan'), 'inf': float('inf')})",
    "odd text": "print('\\x00 \\u2028 \\ud800 \\U0001f600 caf\\u00e9'.encode('utf-8', 'replace').decode())\nprint('a\\rb\\bc\\x1b[31mred\\x1b[0m')",
    "a program": "!echo from a shell; echo and its error >&2",
    "a program's lines": "lines = !printf 'x\\ny\\n'\nlines",
    "files beneath": "import os, subprocess\nsubprocess.run(['echo', 'from a program'])\nos.write(1, b'from the file\\n'); import time; time.sleep(1)",
    "bash": "%%bash\necho in bash",
    "a magic": "%precision 2\n3.14159",
    "precision put back": "%precision %r",
    "a cell magic": "%%capture held\nprint('held')\ndisplay('held too')",
    "what was captured": "held.show()\nprint(repr(held.stdout))",
    "whos": "%who_ls Broken",
    "a warning": "import warnings\nwarnings.warn('beware')",
    "one of ours": "warnings.warn('old', DeprecationWarning)",
    "not shown": "import collections\nwarnings.warn('quiet', PendingDeprecationWarning)",
    "logging": "import logging\nlogging.warning('said')\nlogging.getLogger('x').error('also')\nlogging.info('not said')",
    "another thread": "import threading\nt = threading.Thread(target=lambda: print('from a thread'))\nt.start(); t.join()",
    "another process": "import multiprocessing\np = multiprocessing.get_context('fork').Process(target=print, args=('from a process',), kwargs={'flush': True})\np.start(); p.join()\np.exitcode",
    "history": "In[1], Out[1], _",
    "names": "__name__, [name for name in ('exit', 'quit', 'get_ipython', 'display') if name in dir(__builtins__) + dir()]",
    "the shell": "type(get_ipython()).__mro__[0].__name__, type(get_ipython().kernel).__mro__[-1].__name__, 'IPKernelApp' in get_ipython().config",
    "a big output": "print('0123456789' * 300_000)\n'x' * 1000",
    "many outputs": "for number in range(300):\n    display(number)",
    "drawn": "import matplotlib.pyplot as plt\nfigure, axes = plt.subplots(figsize=(2, 1))\naxes.plot([1, 2, 3])\naxes.set_title('T')\nplt.show()",
    "drawn at the end of the cell": "plt.plot([3, 1]);",
    "drawn as SVG": "import matplotlib\nmatplotlib.rcParams['svg.hashsalt'] = 'fixed'\n%config InlineBackend.figure_formats = ['png']\nfig = plt.figure(figsize=(1, 1)); fig",
    "backend": "matplotlib.get_backend(), matplotlib.rcParams['figure.figsize'], plt.isinteractive()",
    "a table": "import pandas as pd\npd.DataFrame({'a': [1, 2], 'b': ['x', None]})",
    "random numbers are new": "import random\n0 <= random.random() < 1",
    "a pager": "print?",
    "input is refused": "try:\n    input('?')\nexcept Exception as error:\n    print(type(error).__name__, error)",
    "getpass is refused": "import getpass\ntry:\n    getpass.getpass()\nexcept Exception as error:\n    print(type(error).__name__)",
    "stdin is at its end": "import sys\nsys.stdin is None or sys.stdin.read() == ''",
    "a widget's messages": "import comm\nc = comm.create_comm(target_name='jupyter.widget', comm_id='fixed', data={'state': {'_model_module': 'm', '_model_name': 'n', '_model_module_version': '1', 'value': 3}, 'buffer_paths': [['b']]}, buffers=[b'\\x00\\x01'])\nc.send({'method': 'update', 'state': {'value': 4}, 'buffer_paths': []})",
    "an output widget": "o = comm.create_comm(target_name='jupyter.widget', comm_id='out', data={'state': {'_model_module': '@jupyter-widgets/output', '_model_name': 'OutputModel', '_model_module_version': '1', 'outputs': [], 'msg_id': ''}, 'buffer_paths': []})\nheard = []\no.on_msg(lambda m: heard.append(m['content']['data']['state']))",
    "that captures": "o.send({'method': 'update', 'state': {'msg_id': get_ipython().kernel.get_parent()['header']['msg_id']}, 'buffer_paths': []})\nprint('captured')\ndisplay('captured too')\nimport sys; sys.stdout.flush()\no.send({'method': 'update', 'state': {'msg_id': ''}, 'buffer_paths': []})\nprint('not captured')",
    "and is told": "heard[-1]",
    "nothing": "",
    "a comment": "# nothing",
    "a namespace": "%reset -f",
}  # fmt: skip

FAILING = {
    "an object that cannot be shown": "class Broken:\n    def __repr__(self): return 'broken'\n    def _repr_html_(self): raise ValueError('no html')\nBroken()",
    "an error": "def inner():\n    raise ValueError('no such\\ntable')\ninner()",
    "a chain of errors": "try:\n    {}['a']\nexcept KeyError as error:\n    raise TypeError('b') from error",
    "a syntax error": "a = \nb",
    "an indentation error": "if True:\nprint(1)",
    "an unknown magic": "%nosuchmagic",
    "an unknown name": "x = 1\nunknown",
    "an error in display": "class Loud:\n    def _ipython_display_(self): raise ValueError('loud')\nLoud()",
    "a group of errors": "raise ExceptionGroup('many', [ValueError(1), TypeError(2)])",
    "leaving": "import sys\nsys.exit(3)",
    "an error awaited": "import asyncio\nasync def fail():\n    await asyncio.sleep(0)\n    1 / 0\nawait fail()",
    "an interrupt of its own": "raise KeyboardInterrupt",
    "a program that fails": "!exit 3\nassert _exit_code == 0, 'it failed'",
}  # fmt: skip

CELLS = TORTURE | FAILING

VARYING = [
    (re.compile(r"(?:/[^\s'\"]*/)?ipykernel_\d+/\d+\.py"), "<cell>"),
    (re.compile(r"0x[0-9a-f]{6,}"), "<address>"),
]


def run(notebook, engine: str | None, **options):
    """Return the notebook as it was executed, and the error that papermill raised, if any."""
    mine = copy.deepcopy(notebook)
    try:
        return papermill.execute_notebook(mine, None, engine_name=engine, progress_bar=False, **options), None
    except PapermillExecutionError as error:
        return None, error


def normal(text: str) -> str:
    for pattern, word in VARYING:
        text = pattern.sub(word, text)
    return text


def told(cell) -> dict:
    """What a reader sees of a cell; pieces of one stream put together."""
    if cell.cell_type != "code":
        return {"source": cell.source}
    outputs: list[dict] = []
    for output in cell.outputs:
        last = outputs[-1] if outputs else {}
        if output.output_type == last.get("output_type") == "stream" and output.name == last["name"]:
            last["text"] += output.text
        else:
            outputs.append(copy.deepcopy(dict(output)))
    for output in outputs:
        if output["output_type"] == "stream":
            output["text"] = normal(output["text"])
        if "text/plain" in output.get("data", {}):
            output["data"]["text/plain"] = normal(output["data"]["text/plain"])
    status = cell.metadata["papermill"]["status"] if "papermill" in cell.metadata else None
    return {"source": cell.source, "count": cell.execution_count, "outputs": outputs, "status": status}


@pytest.fixture(scope="module")
def ran():
    """All the cells in one notebook, each allowed to fail, run by our engine and by papermill's own."""
    from papermill.engines import papermill_engines

    allowed = {"tags": ["raises-exception"], "papermill": {}}
    cells = [new_markdown_cell("# A", metadata={"papermill": {}})]
    cells += [new_code_cell(source, metadata=copy.deepcopy(allowed)) for source in CELLS.values()]
    notebook = new_notebook(cells=cells, metadata=PYTHON3 | {"papermill": {}})
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("PYTEST_CURRENT_TEST")  # by this a stock kernel knows a test, and is another
        return {
            engine: papermill_engines.execute_notebook_with_engine(
                engine, copy.deepcopy(notebook), "python3", progress_bar=False
            )
            for engine in ("eia", None)
        }


@pytest.mark.parametrize("name", CELLS)
def test_it_reads_as_a_stock_kernels(ran, name):
    number = list(CELLS).index(name) + 1
    ours, stock = (told(ran[engine].cells[number]) for engine in ("eia", None))
    assert ours == stock


def test_what_is_said_of_the_whole_notebook_is_the_same(ran):
    ours, stock = (dict(ran[engine].metadata) for engine in ("eia", None))
    for each in (ours, stock):
        del each["papermill"]
    assert ours == stock
    assert (
        ours["widgets"]["application/vnd.jupyter.widget-state+json"]["state"]["fixed"]["state"]["value"] == 4
    )


def test_a_failing_cell_is_told_by_papermill_in_the_same_words():
    cells = [new_code_cell("1"), new_code_cell("print('before')\n1/0"), new_code_cell("2")]
    notebook = new_notebook(cells=cells, metadata=copy.deepcopy(PYTHON3))
    ours, stock = (run(notebook, engine)[1] for engine in ("eia", None))
    assert (ours.ename, ours.evalue, ours.exec_count, ours.cell_index) == (
        "ZeroDivisionError",
        "division by zero",
        2,
        1,
    )
    assert str(ours) == str(stock)
