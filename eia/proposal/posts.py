"""Posts and persons: a record names posts, since posts outlive people. A name is a warning, never an error."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import BaseModel

from eia.errors import Problem
from eia.proposal.texts import texts

_KEYS = frozenset({"owner", "rest_owner", "post", "author", "approver"})
"""The keys at which a post is due."""

_POST = re.compile(
    r"head|director\w*|deputy|assistant|manage\w+|office\w*|lead\w*|team|service\w*|board|committee|council\w*|cabinet|panel"
    r"|chief|executive|chair\w*|mayor|member|portfolio|holder|advis[eo]r|analyst|coordinator|co-ordinator|commissioner|group"
    r"|department|directorate|unit|trust|authority|partnership|treasurer|secretar\w+|registrar|principal|headteacher|governor\w*"
    r"|surveyor|engineer|planner|librarian|solicitor|accountant|consultant|partner|specialist|inspector|constable|warden"
    r"|clerk|controller|champion|steward|president|dean|provost|professor|minister|business|policy|equality|equalities"
    r"|finance|human|resources|housing|planning|transport|highways|education|schools?|libraries|library|leisure|culture"
    r"|health|care|social|adults?|children\w*|communit\w+|digital|customer|legal|property|estates?|parks?|waste|revenues?"
    r"|benefits?|procurement|communications?|performance|strateg\w+|corporate|public|environment\w*|regeneration|economy|economic"
    r"|programme|project|operations?|licensing|democratic|electoral|governance|audit|risk|monitoring|data|information|it|ict|hr"
    r"|borough|county|city|district|town|parish|police|fire|nhs|university|college|contractor|supplier|provider|staff",
    re.IGNORECASE,
)
"""Words of posts and bodies: with one of them in it, a text is taken for a post."""

_NAME_WORD = re.compile(r"[^\W\d_]\.?|[^\W\d_][\w'’-]*[a-zà-ÿ]", re.UNICODE)
_TITLES = re.compile(r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Cllr|Sir|Dame)\.?")


def looks_like_a_name(owner: str) -> bool:
    """Tell whether a text looks like a person's name: two or three capitalised words, none of them a word of a post.

    It is conservative: a post that it takes for a name costs the officer a second look, so a doubt is no name.
    """
    parts = owner.split()
    if len(parts) > 1 and _TITLES.fullmatch(parts[0]):
        parts = parts[1:]
        return len(parts) <= 3 and all(_is_name_word(part) for part in parts)  # noqa: PLR2004 - as below
    return len(parts) in (2, 3) and all(_is_name_word(part) for part in parts)


def _is_name_word(part: str) -> bool:
    return part[0].isupper() and bool(_NAME_WORD.fullmatch(part)) and not _POST.fullmatch(part)


def notes_on_posts(model: BaseModel, where: str) -> Iterator[Problem]:
    """Return a note for each post that looks like a person's name, without repeating the name.

    Args:
        model: A proposal, or a section of one.
        where: How the file, and the place in it, is named to the officer.
    """
    for place, key, text in texts(model, where):
        if key in _KEYS and looks_like_a_name(text):
            yield Problem(place, "This looks like a person's name.", "Name the post: posts outlive people.")
