"""What is wrong with a line that TOML cannot read, by the slips that people make."""

from __future__ import annotations

import re
import tomllib

from eia.errors import EiaError
from eia.proposal.days import day_meant, no_day
from eia.proposal.figures import percentage
from eia.proposal.model import Proposal
from eia.proposal.outline import outline
from eia.proposal.shape import heading

_POSITION = re.compile(r"\s*\((?:at )?(?:line (\d+), column (\d+)|end of document)\)$")
_HEADING = re.compile(r"\s*\[{1,2}\s*([A-Za-z0-9_.-]+)\s*\]{1,2}\s*(?:#.*)?")
_PAIR = re.compile(r"\s*([A-Za-z0-9_.-]+)\s*([=:])\s*(.*?)\s*")
_CURLY = "\u201c\u201d\u201e\u2018\u2019\u00ab\u00bb"
_CLOSED = re.compile(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'')
_SHOWN = 40
"""Characters of a line that are repeated in its error."""


def syntax_error(error: ValueError, text: str, shown: str) -> EiaError:
    """Put what tomllib says of a text into an officer's words.

    Args:
        error: What `tomllib.loads` raised; some errors of it say no place.
        text: What it could not read.
        shown: How the file is named to the officer.
    """
    message = str(error)
    found = _POSITION.search(message)
    lines = text.split("\n")
    if found and found[1]:
        number, column = int(found[1]), f", column {found[2]}"
    else:
        number, column = _last_line(lines) if found else _line_that_fails(lines), ""
    where = f"{shown}, line {number}"
    said = _POSITION.sub("", message).rstrip(".") or "it cannot be read"
    if slip := _slip_of(lines, number, said):
        return EiaError(where, *slip)
    return EiaError(
        f"{where}{column}",
        f"This is not written as TOML asks: {said[:1].lower()}{said[1:]}.",
        "Look for a missing quotation mark, bracket, comma or equals sign.",
    )


def _last_line(lines: list[str]) -> int:
    return max((number for number, line in enumerate(lines, start=1) if line.strip()), default=1)


def _line_that_fails(lines: list[str]) -> int:
    """Find the line with a day that does not exist or a number that is too long: their errors say no place."""
    for number, line in enumerate(lines, start=1):
        try:
            tomllib.loads(line)
        except tomllib.TOMLDecodeError:
            continue
        except ValueError:
            return number
    return 1


def _slip_of(lines: list[str], number: int, said: str) -> tuple[str, str] | None:
    """Return what is wrong with a line and what to do about it, or `None` for a slip that is not known."""
    line = lines[number - 1] if number <= len(lines) else ""
    if head := _HEADING.fullmatch(line):
        return _in_heading(head[1], line, lines[: number - 1])
    if said.startswith("Exceeds the limit"):
        return "This is too long to be a number.", "Check what was pasted here."
    if said.startswith("Unterminated string") and (began := _unclosed(lines)):
        return (
            f"The text that begins with three quotation marks in line {began} does not end.",
            "Close it so too.",
        )
    if said.startswith("Unclosed array"):
        return "Before this, a comma or a closing square bracket is missing.", "Add it."
    pair = _PAIR.fullmatch(line)
    if not pair:
        return None
    key, sign, value = pair.groups()
    if sign == ":":
        return f"A colon stands after '{key}'.", f"Write {key} = and then the text."
    if said.startswith("Cannot overwrite"):
        return f"'{key}' stands in this section already.", "Keep one of them."
    if value[:1] in {'"', "'"}:
        return _in_text(value, said)
    bare = value.split("#")[0].strip()
    kind = _kind_at(key, lines[: number - 1])
    slip = no_day(bare) if kind == "day" else percentage(bare) if kind == "people" else None
    return slip or _in_bare_value(bare)


def _kind_at(key: str, before: list[str]) -> str | None:
    """Return what kind of value is due at a key, below the last heading before it."""
    heads = [head[1] for line in before if (head := _HEADING.fullmatch(line))]
    name = f"{heads[-1]}.{key}" if heads else key
    return next((one.kind for one in outline() if one.name == name), None)


def _in_heading(name: str, line: str, before: list[str]) -> tuple[str, str] | None:
    due = heading(name.split("."), Proposal)
    if due is None:
        return None
    written, do = due
    earlier = [
        number
        for number, one in enumerate(before, start=1)
        if (head := _HEADING.fullmatch(one)) and head[1] == name
    ]
    if written.startswith("[["):
        return f"[{name}] with one bracket may stand once only.", do
    if not earlier:
        return None
    what = f"{written} stands in the file already, at line {earlier[0]}."
    return what, do if line.strip().startswith("[[") else "Put what stands below this heading there."


def _unclosed(lines: list[str]) -> int | None:
    for mark in ('"""', "'''"):
        marked = [number for number, line in enumerate(lines, start=1) for _ in range(line.count(mark))]
        if len(marked) % 2:
            return marked[-1]
    return None


def _in_text(value: str, said: str) -> tuple[str, str] | None:
    """Say what is wrong with a value that begins with a quotation mark."""
    escape = said.lower()
    if "unescaped" in escape or "hex" in escape or "escaped" in escape or value.endswith('\\"'):
        return (
            r"There is a \ in the text.",
            r"Use / instead of \ in file names; write \\ where the sign itself is meant.",
        )
    closed = _CLOSED.match(value)
    if not closed:
        return "The text has no closing quotation mark.", f"Put {value[0]} at its end."
    if value[closed.end() :].strip():
        return (
            "More stands after the closing quotation mark.",
            'End the text once, at its end; write \\" for a quotation mark inside it.',
        )
    return None


def _in_bare_value(value: str) -> tuple[str, str] | None:
    """Say what is wrong with a value that begins with no quotation mark."""
    if not value:
        return "Nothing stands after the equals sign.", "Write what is due, or remove the line."
    if value[0] in _CURLY:
        return f"'{value[0]}' is a curly quotation mark.", 'Use straight quotation marks: ".'
    word = value.casefold()
    if word in {"yes", "true", "no", "false"}:
        return f"'{value}' is not how yes or no is written here.", (
            f"Write {'true' if word in {'yes', 'true'} else 'false'}, in small letters."
        )
    meant = day_meant(value)
    if isinstance(meant, str):
        return meant, "Check the day and the month."
    if meant:
        return f"'{value}' is not how a date is written here.", f"Write the date as {meant.isoformat()}."
    if re.match(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}", value):
        return f"'{_short(value)}' is no date.", "Write a date as year, month and day, as in 2021-09-07."
    if value[0].isalpha():
        text = _short(value).replace('"', "'")
        return "The text has no quotation marks around it.", f'Write "{text}".'
    return None


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
