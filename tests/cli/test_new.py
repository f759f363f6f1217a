"""`eia new` and `eia migrate`: a folder to fill in, never over another; filled in, the short path is enough in each nation."""

from __future__ import annotations

import re
import shutil
import tomllib

import pytest

from eia.assessment import assess
from eia.cli import main
from eia.errors import EiaError
from eia.findings import Severity
from eia.proposal import Proposal, read_proposal
from eia.proposal.blank import begin_proposal
from eia.proposal.outline import outline

TITLE = 'Café "hub" hours: Tŷ\'r Gymuned'
UNQUOTED = {
    "date": "2024-05-01", "given_on": "2024-05-20", "signed_on": "2024-05-10", "due": "2024-09-01", "by": "2024-09-01",
    "strategic": "false", "personal_data": "false", "made": "true", "held": "false", "formative": "true",
    "responses_reached_deciders": "true",
}  # fmt: skip
INVENTED = {
    "body": "An invented council",
    "function": "running libraries",
    "stage": "decision",
    "owner": "Head of Libraries",
    "author": "Equality officer",
    "approver": "Director of Places",
    "who": "Cabinet",
    "direction": "negative",
    "harm": "slight",
    "overall": "slight",
    "people": "about 40",
    "duty": "none",
    "given": "assessment",
    "duty_told": "naming the needs",
    "accepted_because": "",
    "why_not": "",
}


def filled(text: str, **answers: str) -> str:
    """Fill in a new file as an officer would: every # in front of a line taken away, every blank written in."""
    made, section = [], ""
    for given in text.split("\n"):
        line = given[1:] if given.startswith("#[") else given
        if line.startswith("["):
            section = line.strip("[]")
        if found := re.fullmatch(r"#(\w+) =(.*)", line):
            key, sample = found[1], found[2].strip()
            if key in answers:
                sample = f'"{answers[key]}"'
            elif sample == '""':
                sample = f'"Invented: {key}."'
            elif not sample:
                sample = {("decision", "date"): "2024-06-01", ("review", "date"): "2025-06-01"}.get(
                    (section, key), UNQUOTED[key]
                )
            made.append(f"{key} = {sample}")
        else:
            made.append(line)
    return "\n".join(made)


@pytest.mark.parametrize("nation", ["England", "Wales", "Scotland"])
def test_the_short_path_filled_in_is_a_short_assessment(tmp_path, nation):
    folder = begin_proposal("Library hours", out=tmp_path, short=True)
    file = folder / "proposal.toml"
    text = filled(file.read_text(encoding="utf-8"), **INVENTED, nation=nation)
    file.write_text(text, encoding="utf-8", newline="\n")
    made = assess(folder)
    assert made.dossier.stage == "decision"
    assert made.dossier.proposal.assessment.short is True
    assert made.settled
    assert made.failures == ()
    assert [(one.code, one.text) for one in made.worries] == []


@pytest.mark.parametrize("nation", ["England", "Wales", "Scotland"])
@pytest.mark.parametrize("harm", ["moderate", "severe"])
def test_for_a_graver_effect_the_short_path_leaves_little_open_and_nothing_serious(tmp_path, nation, harm):
    file = begin_proposal("Library hours", out=tmp_path, short=True) / "proposal.toml"
    text = filled(
        file.read_text(encoding="utf-8"), **INVENTED | {"harm": harm, "overall": harm, "nation": nation}
    )
    file.write_text(text, encoding="utf-8", newline="\n")
    graver = {
        "moderate": [("M04", Severity.ADVICE)],
        "severe": [("D06", Severity.WARNING), ("M04", Severity.ADVICE)],
    }
    assert [(one.code, one.severity) for one in assess(file.parent).worries] == graver[harm]


def test_the_short_path_asks_at_most_fifteen_questions_in_order(tmp_path):
    folder = begin_proposal("Library hours", out=tmp_path, short=True)
    numbers = re.findall(
        r"^# (\d+)\. .*\?", (folder / "proposal.toml").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]
    assert 10 <= len(numbers) <= 15


@pytest.mark.parametrize("short", [False, True])
def test_a_new_folder_holds_its_title_and_nothing_else_and_can_be_checked(tmp_path, short):
    folder = begin_proposal(TITLE, out=tmp_path, short=short)
    assert folder.name == "cafe-hub-hours-tyr-gymuned"
    assert sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*")) == [
        "evidence",
        "evidence/README.txt",
        "proposal.toml",
    ]
    assert read_proposal(folder).proposal == Proposal.model_validate({"proposal": {"title": TITLE}})


def test_the_long_file_has_every_field_with_its_words_and_its_choices(tmp_path):
    text = (begin_proposal("Hours", out=tmp_path) / "proposal.toml").read_text(encoding="utf-8")
    keys = [key for key in outline() if key.model is None and key.name not in ("schema", "proposal.title")]
    heading, seen = "", []
    for line in text.split("\n"):
        if head := re.fullmatch(r"#?\[+([a-z_.]+)\]+", line):
            heading = f"{head[1]}."
        if found := re.fullmatch(r"#(\w+) =.*", line):
            seen.append(heading + found[1])
    assert sorted(seen) == sorted(key.name for key in keys)
    assert '# One of: "severe", "moderate", "slight".\n#harm =' in text
    assert "# How badly the people concerned would be affected.\n" in text


def test_the_long_file_with_every_text_filled_in_is_read(tmp_path):
    text = (begin_proposal("Hours", out=tmp_path) / "proposal.toml").read_text(encoding="utf-8")
    text = re.sub(r"^#(\[)", r"\1", text, flags=re.MULTILINE)
    text = re.sub(r'^#(\w+) = ""', r'\1 = "an-invented-answer"', text, flags=re.MULTILINE)
    text = re.sub(r"^#(\w+) = \[\]", r"\1 = []", text, flags=re.MULTILINE)
    raw = tomllib.loads(text)
    assert raw["decision"]["recommendations"] == []
    assert raw["decision"]["deciders"][0]["who"] == raw["tool"][0]["name"] == "an-invented-answer"


def test_a_folder_that_stands_there_is_never_touched(tmp_path, capsys):
    (tmp_path / "library-hours").mkdir()
    assert main(["new", "Library hours", "--out", str(tmp_path)]) == 2
    assert "There is a folder of this name already." in capsys.readouterr().err
    assert list((tmp_path / "library-hours").iterdir()) == []


@pytest.mark.parametrize("title", ["", "  ", "!!!", "图书馆", "Hours \x07", "Hours \udcff"])
def test_a_title_that_names_no_folder_is_refused(tmp_path, title):
    with pytest.raises(EiaError, match="cannot be made of this title"):
        begin_proposal(title, out=tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("title", "name"),
    [("CON", "con-proposal"), ("a" * 90, "a" * 60), ("word " * 30, "-".join(["word"] * 12)), ("../Up", "up")],
)
def test_a_folders_name_is_safe_everywhere(tmp_path, title, name):
    assert begin_proposal(title, out=tmp_path).name == name


def test_new_says_what_it_made_and_what_comes_next(tmp_path, capsys):
    assert main(["new", "Library hours", "--short", "--out", str(tmp_path / "mine")]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Made ")
    assert "eia check" in said
    assert main(["check", str(tmp_path / "mine" / "library-hours")]) == 1  # nothing is answered yet


def test_migrate_says_what_it_did_and_does_it_once(tmp_path, root, capsys):
    old = root / "tests" / "proposal" / "fixtures" / "a-record-of-version-1"
    folder = str(shutil.copytree(old, tmp_path / "old"))
    assert main(["migrate", folder]) == 0
    assert (
        "old: version 1 became version 5; the old file is kept as proposal.schema-1.toml."
        in capsys.readouterr().out
    )
    assert main(["migrate", folder]) == 0
    assert "nothing was changed" in capsys.readouterr().out
    assert main(["migrate", str(tmp_path / "nowhere")]) == 2
