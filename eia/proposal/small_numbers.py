"""Small counts of people in the officer's own prose: "the two Sikh employees" may point to persons. A note, never an error."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import BaseModel

from eia.errors import Problem
from eia.proposal.texts import texts

_WORDS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]

_PEOPLE = (
    r"people|persons?|men|man|women|woman|boys?|girls?|child(?:ren)?|adults?|pensioners?|families|family|households?|couples?|parents?"
    r"|mothers?|fathers?|carers?|employees?|members? of staff|staff|workers?|colleagues?|officers?|drivers?|teachers?|pupils?"
    r"|students?|residents?|tenants?|customers?|users?|visitors?|claimants?|applicants?|patients?|clients?|respondents?|consultees?"
    r"|participants?|attendees?|members?"
)

_SHARED = (
    r"age(?:d)?|older|elderly|young(?:er)?|under[- ]?\d+|over[- ]?\d+|disab\w+|deaf|blind|autistic|wheelchair\w*|learning (?:disab|difficult)\w+"
    r"|mental health|visually impaired|hearing[- ]impaired|trans|transgender|non-binary|gender reassignment|married|civil partner\w*"
    r"|pregnan\w+|maternity|breastfeeding|black|asian|white|mixed|ethnic\w*|race|racial|gyps\w+|roma|travellers?|bangladeshi|pakistani"
    r"|indian|chinese|african|caribbean|arab|polish|refugees?|asylum|migrants?|muslims?|christians?|hindus?|sikhs?|jewish|jews?"
    r"|buddhists?|catholics?|protestants?|faith|religio\w+|female|male|gay|lesbian|bisexual|lgbt?\w*|heterosexual|sexual orientation"
)

_GROUP_NOUNS = r"sikhs|muslims|hindus|jews|christians|buddhists|travellers|refugees|lesbians"
"""Words that name people and what they share in one."""

_NUMBER = (
    rf"(?<![\w.,/£%-])(?P<number>{'|'.join(_WORDS)}|[1-9])(?![\w.,/%:-]*\d)(?!\s*(?:%|per cent|percentage))"
)
_NOT_A_SHARE = r"(?!\s+(?:in|out of|of|or more|to|and a half|times|years?|months?|weeks?|days?|hours?|miles?|january|february|march|april|may|june|july|august|september|october|november|december)\b)"
_SMALL = re.compile(
    rf"{_NUMBER}{_NOT_A_SHARE}(?P<middle>(?:\s+[\w'’-]+){{0,4}}?)\s+(?P<people>{_PEOPLE}|{_GROUP_NOUNS})\b(?P<after>(?:\s+[\w'’-]+){{0,6}})",
    re.IGNORECASE,
)
_SHARED_WORD = re.compile(rf"\b(?:{_SHARED})\b", re.IGNORECASE)
_BROKEN = re.compile(r"\b(?:in|out|of|per|for every|and|or|options?|paragraphs?)\b", re.IGNORECASE)
_SHARE_AFTER = re.compile(
    r"\s+(?:in|out of|of every) (?:\d|two|three|four|five|six|seven|eight|nine|ten|twenty|a hundred)",
    re.IGNORECASE,
)
_EACH = re.compile(
    r"(?:for|from|by|per|each|every|least|than|about|in|paragraphs?|options?|weeks?|ages?)\s+$", re.IGNORECASE
)


def small_counts(text: str) -> tuple[str, ...]:
    """Return the phrases of a text that count one to nine people who share a characteristic, as they stand there.

    It reads phrases such as "two Sikh employees" or "three members of staff on maternity leave"; a share ("two in five
    disabled people") is none, nor is a count of people whom nothing sets apart ("three councillors"). It is made to be
    short: what it leaves out may still be a small count, and only a reader can tell.
    """
    found = []
    for one in _SMALL.finditer(text):
        if _BROKEN.search(one["middle"]) or _EACH.search(text[max(0, one.start() - 12) : one.start()]):
            continue
        if _SHARE_AFTER.match(one["after"]):
            continue
        around = f"{one['middle']} {one['people']} {one['after']}"
        if _SHARED_WORD.search(around):
            end = (
                one.end()
                if not _SHARED_WORD.search(f"{one['middle']} {one['people']}")
                else one.end("people")
            )
            found.append(" ".join(text[one.start() : end].split()))
    return tuple(found)


def notes_on_small_counts(model: BaseModel, where: str) -> Iterator[Problem]:
    """Return a note for each field whose prose counts a few people who share a characteristic, without repeating it.

    Args:
        model: A proposal, or a section of one.
        where: How the file, and the place in it, is named to the officer.
    """
    for place, _, text in texts(model, where):
        if small_counts(text):
            yield Problem(
                place,
                "This seems to count a few people who share a characteristic; a reader may know who they are.",
                "Look again: “fewer than 10” says as much.",
            )
