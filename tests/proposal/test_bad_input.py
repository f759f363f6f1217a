"""Every bad input of a proposal's folder: one clear line a problem, all in one go, and never a traceback."""

from __future__ import annotations

import pytest

from eia.errors import EiaError
from eia.proposal import read_proposal

FILE = "library-hours/proposal.toml"
TABLE = '[[evidence]]\nid = "users"\ntitle = "Users"\nfile = "evidence/users.csv"\ntable = "counts"\n'
EFFECT = '[[effect]]\nid = "hours"\ntitle = "Shorter hours"\n'


def problems_of(folder) -> list[str]:
    with pytest.raises(EiaError) as caught:
        read_proposal(folder)
    lines = str(caught.value).split("\n")
    assert len(lines) == len(caught.value.problems)
    for problem in caught.value.problems:
        assert problem.where.strip()
        assert problem.what.endswith((".", "?"))
        assert problem.do.endswith((".", "?"))
        assert "Traceback" not in problem.what
        assert "pydantic" not in problem.what
    return lines


ONE_PROBLEM = [
    ("a syntax error", "[proposal]\ntitle = Library hours\n", f"{FILE}, line 2, column 9: This is not written as TOML asks: invalid value."),
    ("a quotation mark that does not close", '[proposal]\ntitle = "Library\nbody = "X"', f"{FILE}, line 2, column 17: "),
    ("a bracket that does not close", "[proposal\n", f"{FILE}, line 1, column 10: "),
    ("a key written twice", '[proposal]\ntitle = "A"\ntitle = "B"\nbody = "C"\n', f"{FILE}, line 3, column 12: This is not written as TOML asks: cannot overwrite a value."),
    ("a section written twice", "[proposal]\n[proposal]\n", f"{FILE}, line 2, column 10: "),
    ("an impossible date", "[decision]\n# when\ndate = 2021-02-30\n", f"{FILE}, line 3"),
    ("a date in prose", '[decision]\ndate = "next spring"', f"{FILE}, 'decision', 'date': 'next spring' stands where a date is due. Write it without quotes"),
    ("a date in quotes", '[decision]\ndate = "2021-09-07"', f"{FILE}, 'decision', 'date': '2021-09-07' stands where a date is due. Write it without quotes"),
    ("a time of day", "[decision]\ndate = 2021-09-07T10:00:00", f"{FILE}, 'decision', 'date': "),
    ("an unknown section", "[propsal]", f"{FILE}, 'propsal': The key 'propsal' is not known here. Did you mean 'proposal'?"),
    ("an unknown key", '[proposal]\ntitel = "A"', f"{FILE}, 'proposal', 'titel': The key 'titel' is not known here. Did you mean 'title'?"),
    ("an unknown key deep inside", '[[decision.deciders]]\nwho = "Cabinet"\ngivn = "summary"', f"{FILE}, 'decision', deciders 1, 'givn': The key 'givn' is not known here. Did you mean 'given'?"),
    ("an unknown key in the second of several", f'{EFFECT}{EFFECT.replace("hours", "fees")}harms = "severe"', f"{FILE}, effect 2, 'harms': The key 'harms' is not known here. Did you mean 'harm'?"),
    ("a key like none", '[review]\nzzzzzz = "A"', f"{FILE}, 'review', 'zzzzzz': The key 'zzzzzz' is not known here. The keys known here are: date, owner, when."),
    ("a number for text", "[proposal]\ntitle = 3", f"{FILE}, 'proposal', 'title': '3' stands where text is due. Write it in quotes."),
    ("text for yes or no", '[budget]\nchanges = "no"', f"{FILE}, 'budget', 'changes': 'no' stands where yes or no is due. Write true or false, without quotes."),
    ("text for a list", '[proposal]\naims = "One"', f"{FILE}, 'proposal', 'aims': 'One' stands where a list is due. Write it in square brackets"),
    ("text for a section", 'proposal = "One"', f"{FILE}, 'proposal': 'One' stands where a section is due."),
    ("a section for several", 'effect = { id = "hours" }', f"{FILE}, 'effect': A section stands where a list is due."),
    ("several for a section", '[[proposal]]\ntitle = "A"', f"{FILE}, 'proposal': A list stands where a section is due."),
    ("a number in a list of texts", '[proposal]\naims = ["One", 2]', f"{FILE}, 'proposal', aims 2: '2' stands where text is due."),
    ("an unknown word", '[proposal]\nstage = "erly"', f"{FILE}, 'proposal', 'stage': 'erly' is not one of the words known here. Did you mean 'early'? Write one of: early, assessment,"),
    ("an unknown characteristic", f'{EFFECT}characteristics = ["age", "disabilty"]', f"{FILE}, effect 1, characteristics 2: 'disabilty' is not one of the words known here. Did you mean 'disability'?"),
    ("something due and missing", '[[effect]]\ntitle = "A"', f"{FILE}, effect 1, 'id': This is due and is not there. Add it."),
    ("something that is no id", '[[effect]]\nid = "The Hours"\ntitle = "A"', f"{FILE}, effect 1, 'id': 'The Hours' cannot be an id."),
    ("an id too long", f'[[effect]]\nid = "{"a" * 61}"\ntitle = "A"', f"{FILE}, effect 1, 'id': This id is longer than 60 characters."),
    ("an evidence id that nothing defines", f'{EFFECT}evidence = ["users"]', f"{FILE}, effect 1, 'evidence': No evidence has the id 'users'. Add a [[evidence]] entry with this id."),
    ("an evidence id misspelt", f'{EFFECT}evidence = ["user"]\n[[evidence]]\nid = "users"\ntitle = "Users"', f"{FILE}, effect 1, 'evidence': No evidence has the id 'user'. Did you mean 'users'?"),
    ("evidence that is no list", f'{EFFECT}evidence = "users"', f"{FILE}, effect 1, 'evidence': 'users' stands where a list is due."),
    ("evidence that is no id", f'{EFFECT}evidence = ["The Users"]', f"{FILE}, effect 1, evidence 1: 'The Users' cannot be an id."),
    ("an action for an unknown effect", f'{EFFECT}[[action]]\neffects = ["hour"]\nwhat = "A van"', f"{FILE}, action 1, 'effects': No effect has the id 'hour'. Did you mean 'hours'?"),
    ("two ids alike", f"{EFFECT}{EFFECT}", f"{FILE}, effect 2, 'id': 'hours' is already the id of effect 1. Give each its own id."),
    ("an unknown place", '[proposal]\nauthority_code = "E06000048"', f"{FILE}, 'proposal', 'authority_code': 'E06000048' is not the code of a district"),
    ("a place by its name", '[proposal]\nauthority_code = "Cheshire East"', "Did you mean E06000049 (Cheshire East)?"),
    ("a newer schema", 'schema = 2\n[proposal]\nunheard_of = "A"', f"{FILE}, 'schema': The file is written for version 2 of the proposal; this toolkit knows version 1. Install the newer toolkit."),
    ("a schema that is no version", "schema = 0", f"{FILE}, 'schema': '0' is not one of the words known here."),
    ("a control character", '[proposal]\ntitle = "A\x07"', f"{FILE}, line 2, column 11: There is a control character (U+0007) here."),
    ("an escaped control character", '[proposal]\naims = ["A", "B\\u0007"]', f"{FILE}, 'proposal', aims 2: There is a control character (U+0007) in the text."),
    ("a Windows encoding", '[proposal]\ntitle = "Café"'.encode("cp1252"), f"{FILE}, line 2: The file is not in UTF-8 (it may be in a Windows encoding)."),
    ("more than 5 MB", f'[proposal]\ntitle = "{"a" * 5_000_000}"', f"{FILE}: The file is 5.0 MB; the largest read is 5 MB."),
    ("brackets without end", f"a = {'[' * 5000}", f"{FILE}: Brackets stand inside brackets too deeply"),
    ("a number without end", f"schema = {'9' * 5000}", f"{FILE}, line 1: "),
    ("a table that is not there", TABLE, "evidence/users.csv: There is no such file."),
    ("a table that is a folder", TABLE.replace("/users.csv", ""), "evidence: This is a folder where a file is due."),
    ("a table outside the folder", TABLE.replace("evidence/users.csv", "../users.csv"), f"{FILE}, evidence 1, 'file': '../users.csv' is outside the proposal's folder."),
    ("a table elsewhere on the disk", TABLE.replace("evidence/users.csv", "/users.csv"), f"{FILE}, evidence 1, 'file': '/users.csv' is outside the proposal's folder."),
    ("a table by a name that no file has", TABLE.replace("users.csv", "a\\u0000b"), f"{FILE}, evidence 1, 'file': There is a control character (U+0000) in the text."),
    ("a table of a kind not said", TABLE.replace('table = "counts"', ""), f"{FILE}, evidence 1, 'file': The kind of table is not said."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), [pytest.param(*rest, id=words) for words, *rest in ONE_PROBLEM])
def test_one_line_says_what_is_wrong_with(folder_of, text, said):
    [line] = problems_of(folder_of(text))
    assert said in line
    if said.startswith((FILE, "evidence")):
        assert line.startswith(said)


BAD_TABLES = [
    ("a Windows encoding", "group,count\nCafé,1200\n".encode("cp1252"), ["evidence/users.csv, line 2: The file is not in UTF-8"]),
    ("ragged rows", "group,count\nWomen,1200,3\nMen\n", ["evidence/users.csv, row 2: The row has 3 cells; the header has 2.", "evidence/users.csv, row 3: The row has 1 cell; the header has 2."]),
    ("thousands separators", 'group,count\nWomen,"1,200"\n', ["evidence/users.csv, row 2, column 'count': '1,200' has a thousands separator. Write 1200."]),
    ("a negative count", "group,count\nWomen,-3\n", ["evidence/users.csv, row 2, column 'count': '-3' is negative."]),
    ("more than 5 MB", f"group,count\n{'a' * 5_000_000},1\n", ["evidence/users.csv: The file is 5.0 MB; the largest read is 5 MB."]),
    ("a control character", "group,count\nWo\x00men,1\n", ["evidence/users.csv, line 2, column 3: There is a control character (U+0000) here."]),
    ("nothing in it", "", ["evidence/users.csv: The file is empty."]),
    ("a wrong column", "group,number\nWomen,1\n", ["evidence/users.csv: There is no column 'count'.", "evidence/users.csv: The column 'number' is not one that is read."]),
]  # fmt: skip


@pytest.mark.parametrize(("table", "said"), [pytest.param(*rest, id=words) for words, *rest in BAD_TABLES])
def test_a_table_is_refused_for(folder_of, table, said):
    lines = problems_of(folder_of(TABLE, users=table))
    assert [line[: len(words)] for line, words in zip(lines, said, strict=True)] == said


def test_a_table_with_a_byte_order_mark_is_read(folder_of):
    submission = read_proposal(folder_of(TABLE, users=b"\xef\xbb\xbfgroup,count\r\nWomen,1200\r\n"))
    assert list(submission.counts) == ["users"]


def test_a_proposal_with_a_byte_order_mark_and_windows_line_ends_is_read(folder_of):
    submission = read_proposal(folder_of(b'\xef\xbb\xbf[proposal]\r\ntitle = "A"\r\n'))
    assert (submission.id, submission.proposal.proposal.title) == ("library-hours", "A")


def test_problems_of_every_kind_are_told_in_one_go(folder_of):
    record = (
        '[proposal]\ntitel = "A"\nstage = "erly"\nauthority_code = "E06000048"\n[decision]\ndate = "spring"\n'
        f'{EFFECT}evidence = ["nobody"]\n[[action]]\neffects = ["fees"]\nwhat = "A van"\n{TABLE}'
    )
    lines = problems_of(folder_of(record, users="group,count\nWomen,-3\nMen,many\n"))
    for said in ("'titel'", "'erly'", "E06000048", "'spring'", "'nobody'", "'fees'", "row 2", "row 3"):
        assert sum(said in line for line in lines) == 1, said
    assert len(lines) == 8


def test_a_syntax_error_stands_alone(folder_of):
    assert len(problems_of(folder_of(f"{TABLE}[proposal]\ntitel = 3\nbody = \n"))) == 1


def test_entries_without_an_id_are_not_also_said_to_share_one(folder_of):
    lines = problems_of(folder_of('[[effect]]\ntitle = "A"\n[[effect]]\ntitle = "B"\n'))
    assert [line.split(": ")[1] for line in lines] == ["This is due and is not there. Add it."] * 2


def test_what_is_blank_is_as_good_as_absent(folder_of):
    assert read_proposal(folder_of('[proposal]\ntitle = "  "')).proposal.proposal.title is None


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "proposal: No proposal is named."),
        ("   ", "proposal: No proposal is named."),
        ("nowhere/at/all", "nowhere/at/all: There is no folder of this name"),
        ("cheshire-east-digital-stategy", "Did you mean 'cheshire-east-digital-strategy'?"),
        ("a" * 5000, "This cannot be the name of a folder."),
        ("a\0b", "This cannot be the name of a folder."),
        ("~nobody-of-this-name/x", "This cannot be the name of a folder."),
    ],
)
def test_a_proposal_that_is_not_there_is_named(name, said):
    [line] = problems_of(name)
    assert said in line
    assert len(line) < 250


def test_a_folder_without_a_proposal_and_a_file_in_its_place_are_named(tmp_path):
    (tmp_path / "notes.txt").write_text("x", encoding="utf-8", newline="\n")
    assert "The folder holds no proposal.toml." in problems_of(tmp_path)[0]
    assert "This is a file where a proposal's folder is due." in problems_of(tmp_path / "notes.txt")[0]


def test_a_folder_called_proposal_toml_is_named(tmp_path):
    (tmp_path / "a" / "proposal.toml").mkdir(parents=True)
    assert problems_of(tmp_path / "a")[0].startswith("a/proposal.toml: This is a folder where a file is due.")
