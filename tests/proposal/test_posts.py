"""A person's name where a post is due is told as a note; posts of every kind are left alone."""

from __future__ import annotations

import pytest

from eia.cli import main
from eia.proposal import read_proposal
from eia.proposal.posts import looks_like_a_name

NAMES = [
    "Jane Smith",
    "Mary Ann O'Neill",
    "Siân Llŷr-Evans",
    "J. Smith",
    "Mrs Patel",
    "Cllr Jane Smith",
    "Dr. A. Okafor",
]
POSTS = [
    "Head of Libraries",
    "Equality officer",
    "Cabinet",
    "Director of Places",
    "Corporate Leadership Team",
    "Customer Services Manager",
    "Cabinet Member",
    "Revenues and Benefits",
    "Digital Board",
    "Milton Keynes Council",
    "HR",
    "Chief Executive",
    "Section 151 Officer",
    "the service",
    "Adults' Services Lead",
    "Assistant Director Housing",
    "",
]


@pytest.mark.parametrize("owner", NAMES)
def test_it_looks_like_a_name(owner):
    assert looks_like_a_name(owner)


@pytest.mark.parametrize("owner", POSTS)
def test_a_post_does_not_look_like_a_name(owner):
    assert not looks_like_a_name(owner)


RECORD = (
    '[review]\nowner = "Jane Smith"\n[record]\napprover = "Director of Places"\n'
    '[[effect]]\nid = "hours"\ntitle = "A"\n[[action]]\neffects = ["hours"]\nwhat = "A van"\nowner = "John Jones"\n'
)


def test_a_name_is_a_note_that_does_not_repeat_it_and_is_no_error(folder_of):
    notes = [str(one) for one in read_proposal(folder_of(RECORD)).notes]
    assert notes == [
        f"library-hours/proposal.toml, {where}, 'owner': This looks like a person's name. Name the post: posts outlive people."
        for where in ("action 1", "'review'")
    ]


def test_check_prints_the_notes_after_the_findings_and_never_among_json(folder_of, capsys):
    folder = str(folder_of(RECORD))
    main(["check", folder])
    said = capsys.readouterr().out
    notes = said.rpartition("\nLook again:\n")[2].partition("\n\n")[0]
    assert [line[:2] for line in notes.splitlines()] == ["- ", "- "]
    main(["check", folder, "--json"])
    assert "Look again" not in capsys.readouterr().out
    main(["check", "cheshire-east-digital-strategy"])
    assert "Look again" not in capsys.readouterr().out
