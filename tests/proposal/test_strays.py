"""A heading left commented out above lines that were not: the likeliest slip in a new file."""

import pytest

from eia.errors import EiaError
from eia.proposal import read_proposal
from eia.proposal.strays import stray_headings


def test_a_heading_that_still_has_its_mark_is_named_with_its_line(tmp_path):
    folder = tmp_path / "mine"
    folder.mkdir()
    text = '[proposal]\ntitle = "Hours"\n#[[effect]]\ntitle = "Shorter hours"\n'
    (folder / "proposal.toml").write_text(text, encoding="utf-8", newline="\n")
    with pytest.raises(EiaError) as caught:
        read_proposal(folder)
    assert str(caught.value) == (
        "mine/proposal.toml, line 3: The heading [[effect]] still has its # in front, so the lines below it would be read as "
        "the section above. Take away the #."
    )


@pytest.mark.parametrize(
    "text",
    [
        '#[[effect]]\n#title = "Shorter hours"\n',
        "#[[effect]]\n\n[decision]\ndate = 2024-06-01\n",
        '[proposal]\n# [a note]\ntitle = "Hours"\n',
        "#[[effect]]",
    ],
)
def test_a_whole_block_commented_out_and_a_note_in_brackets_are_left_alone(text):
    assert stray_headings(text, "proposal.toml") == []
