"""The nine characteristics by their ids, and other words for them that officers write."""

from __future__ import annotations

import difflib
import re

CHARACTERISTICS = (
    "age",
    "disability",
    "gender_reassignment",
    "marriage_and_civil_partnership",
    "pregnancy_and_maternity",
    "race",
    "religion_or_belief",
    "sex",
    "sexual_orientation",
)

_ALSO_CALLED = {
    "belief": "religion_or_belief",
    "disabled": "disability",
    "ethnic group": "race",
    "ethnicity": "race",
    "faith": "religion_or_belief",
    "gender identity": "gender_reassignment",
    "marital status": "marriage_and_civil_partnership",
    "maternity": "pregnancy_and_maternity",
    "orientation": "sexual_orientation",
    "pregnancy": "pregnancy_and_maternity",
    "religion": "religion_or_belief",
    "sexuality": "sexual_orientation",
    "trans": "gender_reassignment",
}
"""Other words for the nine: taken for a body's own word, they would slip past their standard unseen."""


def characteristic_meant(said: str) -> str | None:
    """Return the characteristic that a word means, or is a slip for; None if it is none."""
    words = re.findall(r"[^\W_]+", said.casefold())
    near = difflib.get_close_matches("_".join(words), CHARACTERISTICS, n=1, cutoff=0.75)
    return _ALSO_CALLED.get(" ".join(words)) or (near[0] if near else None)


def said_of(column: str) -> str | None:
    """Return what a record says of a column by its name, so that its groups are matched; None if the name does not tell.

    "gender" stays what it is: neither sex nor gender reassignment, for no one wrote down what was asked.
    """
    words = re.findall(r"[^\W_]+", column.casefold())
    if "gender" in words and "identity" not in words:
        return "gender"
    return "age" if "age" in words else characteristic_meant(column)
