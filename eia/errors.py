"""The only error an officer sees: where it is, what is wrong, what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with what was given to the toolkit.

    Attributes:
        where: The file, and the place or key path in it, as the officer would look for it.
        what: What is wrong, in a sentence.
        do: What to do about it, in a sentence.
    """

    where: str
    what: str
    do: str

    def __str__(self) -> str:
        return " ".join(f"{self.where}: {self.what} {self.do}".split())


class EiaError(Exception):
    """One or more problems that an officer can mend, each printed on one line."""

    def __init__(self, where: str, what: str, do: str) -> None:
        self.problems: tuple[Problem, ...] = (Problem(where, what, do),)
        super().__init__(where, what, do)

    @classmethod
    def of(cls, problems: Iterable[Problem]) -> EiaError:
        """Make one error of several problems, so that they are reported all in one go."""
        found = tuple(problems)
        if not found:
            raise ValueError("an error needs at least one problem")
        error = cls(found[0].where, found[0].what, found[0].do)
        error.problems = found
        return error

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)
