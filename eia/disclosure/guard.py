"""The last look: does a text that is about to be written hold a count that its own tables keep back?

It guards against accident: an officer's own data frame, a number typed into a paragraph. It reads words and figures and
understands neither: a count that is spelt out past twelve, drawn in a picture, given by a sum or a difference, or told
of a group by another name is not found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from eia.disclosure.counts import Unshown
from eia.disclosure.crosstab import same_words

_WORDS = (
    *("zero", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september", "october"),
    *("november", "december"),
)
_UNITS = (
    *("minutes?", "hours?", "days?", "weeks?", "months?", "years?", "times", "am", "pm", "a\\.m", "p\\.m"),
    *("points?", "miles?", "metres?", "kilometres?", "pence", "pounds?", "to \\d+"),
)
_PLACES = (
    *(
        "option",
        "table",
        "figure",
        "chart",
        "paragraph",
        "section",
        "page",
        "question",
        "chapter",
        "appendix",
    ),
    *("annex", "schedule", "article", "regulation", "recommendation", "objective", "phase", "stage", "step"),
    *("version", "month", "age", "aged", "zone"),
)
"""After one of these a number is a name: "option 3 carers"."""

_EVERYONE = ("total", "all", "everyone", "sum")
_TOGETHER = ("in total", "in all", "altogether")

_NOT_AFTER = rf"(?!\s*(?:%|per\s?cent|percentage|million|thousand|(?:{'|'.join((*_MONTHS, *_UNITS))})\b)|[\w%£]|[.,/:\N{{EN DASH}}-]\d)"
"""What may not follow a number that counts people: it would be a share, a date, a decimal, an amount, a measure or a range."""

_NOT_BEFORE = r"(?<![\w£$€#/:\N{EN DASH}-])(?<!\d[.,])(?<!\d to )" + "".join(
    rf"(?<!\b{place} )" for place in _PLACES
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Passage:
    """A piece of a text as a reader takes it in.

    Attributes:
        where: The file, and the place in it.
        text: Its words.
        cells: The words cell by cell, where it is a row of a table; empty where it is prose.
    """

    where: str
    text: str
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Leak:
    """A passage that holds a count kept back: where, of which table and group, and its words with all figures masked.

    Where another table shows the same number, by its own rule, for a group of the same name, it is named too; else it is empty.
    """

    where: str
    table: str
    group: str
    masked: str
    shown_in: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Secret:
    """A count of which something else is shown. It is held in a `Guard` only."""

    table: str
    group: str
    value: int


class Guard(Unshown):
    """The true counts of every cell where something else is shown, to be looked for and never to be shown.

    Args:
        secrets: The table's title, the group's words ("Total" for everyone) and the true count.
        printed: The title of a table, by a group as `same_words` leaves it and the number which that table shows for it.
    """

    __slots__ = ("_printed", "_secrets")

    _printed: Mapping[tuple[str, str], str]
    _secrets: tuple[_Secret, ...]

    def __init__(
        self,
        secrets: Iterable[tuple[str, str, int]] = (),
        *,
        printed: Mapping[tuple[str, str], str] = MappingProxyType({}),
    ) -> None:
        object.__setattr__(self, "_printed", dict(printed))
        held = (_Secret(table=table, group=group, value=value) for table, group, value in secrets)
        object.__setattr__(self, "_secrets", tuple(held))

    def __repr__(self) -> str:
        return f"<Guard: {len(self._secrets)} counts, not shown>"

    def found_in(self, passages: Iterable[Passage]) -> tuple[Leak, ...]:
        """Find the passages that hold a count kept back beside the words of its group.

        In a row of a table, or an object of JSON: the group's words in a cell, and the number as all of another. In prose: the
        number, in figures or a word up to twelve, next to the group's words ("5 carers", "carers (5)", "5 of the carers"); no
        percentage, date, amount, measure, range or decimal, no number of an option or a paragraph, and nothing inside the group's own name.

        Returns:
            One for each passage and group, in the order of the passages.
        """
        tests = [_Test(secret) for secret in self._secrets]
        if not tests:
            return ()
        return tuple(
            Leak(
                where=passage.where,
                table=test.secret.table,
                group=test.secret.group,
                masked=_masked(passage, test.secret),
                shown_in=self._printed.get((same_words(test.secret.group), f"{test.secret.value:,}"), ""),
            )
            for passage in passages
            for test in _those_that_find(tests, passage)
        )


class _Test:
    """How one count is looked for. What its words are is worked out once, for it is looked for in thousands of passages."""

    def __init__(self, secret: _Secret) -> None:
        self.secret = secret
        self.group = same_words(secret.group)
        self.figures = frozenset((*_numbers(secret.value), f"{secret.value}.0"))
        self.said = _TOGETHER if secret.group == "Total" else (self.group,)
        self.prose = _in_prose(secret)

    def in_row(self, words: Sequence[str]) -> bool:
        """Tell whether one cell is the group's words and another the number, so that a figure in the group's name is none."""
        if self.figures.isdisjoint(words):
            return False
        named = [at for at, cell in enumerate(words) if self._names(cell)]
        return any(
            cell in self.figures and any(at != other for other in named) for at, cell in enumerate(words)
        )

    def in_prose(self, words: str) -> bool:
        """Tell whether the number stands next to the group's words."""
        # Nearly every passage lacks the words: to look for them first takes a hundredth of the time of the pattern.
        return any(said in words for said in self.said) and self.prose.search(words) is not None

    def _names(self, cell: str) -> bool:
        """Tell whether a cell is the words of the group, alone or with a mark at their end."""
        bare = cell.strip(" :*†")
        return bare in _EVERYONE if self.secret.group == "Total" else bare == self.group


def _those_that_find(tests: Sequence[_Test], passage: Passage) -> list[_Test]:
    if passage.cells:
        cells = [same_words(cell) for cell in passage.cells]
        return [test for test in tests if test.in_row(cells)]
    words = same_words(passage.text)
    return [test for test in tests if test.in_prose(words)]


def _numbers(value: int) -> list[str]:
    return [f"{value:,}", str(value)] if value > 999 else [str(value)]  # noqa: PLR2004 - where separators begin


def _in_prose(secret: _Secret) -> re.Pattern[str]:
    """Return a pattern of the number next to the group's words, for words as `same_words` leaves them."""
    if secret.group == "Total":
        group = rf"(?:{'|'.join(_TOGETHER)})"
    else:
        group = rf"(?<!\w){re.escape(same_words(secret.group))}(?!\w)"
    spelt = _WORDS[secret.value] if secret.value < len(_WORDS) else None
    either = "|".join(re.escape(number) for number in [*_numbers(secret.value), *([spelt] if spelt else [])])
    number = rf"{_NOT_BEFORE}(?:{either}){_NOT_AFTER}"
    owns = r"(?!['\N{RIGHT SINGLE QUOTATION MARK}]s\b|-\w)"  # "24 women's groups" and "24 women-only groups" count groups
    before = rf"{number}(?:\s+(?:people|persons)(?:\s+(?:are|were|who are))?)?\s+(?:of\s+(?:the\s+)?|were\s+|are\s+)?{group}{owns}"
    after = rf"{group}\s*(?:[:=(\[,|\N{{EN DASH}}\N{{EM DASH}}]|were|are|numbered|came to)*\s*{number}"
    return re.compile(f"{before}|{after}")


def _masked(passage: Passage, secret: _Secret) -> str:
    """Return a passage shortened, with every figure and every word for a number masked: another count may stand beside it."""
    text = " | ".join(passage.cells) if passage.cells else " ".join(passage.text.split())
    text = re.sub(r"\d", "#", text)
    text = re.sub(rf"\b(?:{'|'.join(_WORDS)})\b", "###", text, flags=re.IGNORECASE)
    if len(text) <= _LONGEST:
        return text
    at = max(0, same_words(text).find(re.sub(r"\d", "#", same_words(secret.group))) - _LONGEST // 2)
    return f"{'…' if at else ''}{text[at : at + _LONGEST]}…"


_LONGEST = 120
"""Characters of a passage that an error shows."""
