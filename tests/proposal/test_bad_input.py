"""Every bad input of a proposal's folder: one clear line a problem, all in one go, and never a traceback."""

from __future__ import annotations

import os

import pytest

from eia.errors import EiaError
from eia.proposal import read_proposal

FILE = "library-hours/proposal.toml"
USERS = "library-hours/evidence/users.csv"
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


TWICE = '[[consultation.respondents]]\ngroup = "Women"\ncharacteristic = "sex"\ncount = 40\n[[consultation.respondents]]\ngroup = "women"\ncharacteristic = "sex"\ncount = 50\n'

ONE_PROBLEM = [
    ("a group that answered, typed twice", TWICE, f"{FILE}, 'consultation', respondents 2, 'group': This group stands here twice for the same characteristic, so its people would be counted twice. Keep one of the two."),
    ("a syntax error", "[proposal]\ntitle = Library hours\n", f'{FILE}, line 2: The text has no quotation marks around it. Write "Library hours".'),
    ("a quotation mark that does not close", '[proposal]\ntitle = "Library\nbody = "X"', f'{FILE}, line 2: The text has no closing quotation mark. Put " at its end.'),
    ("a bracket that does not close", "[proposal\n", f"{FILE}, line 1, column 10: "),
    ("a key written twice", '[proposal]\ntitle = "A"\ntitle = "B"\nbody = "C"\n', f"{FILE}, line 3: 'title' stands in this section already. Keep one of them."),
    ("a section written twice", "[proposal]\n[proposal]\n", f"{FILE}, line 2: [proposal] stands in the file already, at line 1. Put what stands below this heading there."),
    ("an impossible date", "[decision]\n# when\ndate = 2021-02-30\n", f"{FILE}, line 3: There is no such day as 2021-02-30. Check the day and the month."),
    ("a date in prose", '[decision]\ndate = "next spring"', f"{FILE}, 'decision', 'date': 'next spring' stands where a date is due. Write it without quotes"),
    ("a date in quotes", '[decision]\ndate = "2021-09-07"', f"{FILE}, 'decision', 'date': '2021-09-07' stands where a date is due. Write 2021-09-07 without quotation marks."),
    ("a time of day", "[decision]\ndate = 2021-09-07T10:00:00", f"{FILE}, 'decision', 'date': "),
    ("an unknown section", "[propsal]", f"{FILE}, 'propsal': The key 'propsal' is not known here. Did you mean 'proposal'?"),
    ("an unknown key", '[proposal]\ntitel = "A"', f"{FILE}, 'proposal', 'titel': The key 'titel' is not known here. Did you mean 'title'?"),
    ("an unknown key deep inside", '[[decision.deciders]]\nwho = "Cabinet"\ngivn = "summary"', f"{FILE}, 'decision', deciders 1, 'givn': The key 'givn' is not known here. Did you mean 'given'?"),
    ("an unknown key in the second of several", f'{EFFECT}{EFFECT.replace("hours", "fees")}harms = "severe"', f"{FILE}, effect 2, 'harms': The key 'harms' is not known here. Did you mean 'harm'?"),
    ("a key like none", '[review]\nzzzzzz = "A"', f"{FILE}, 'review', 'zzzzzz': The key 'zzzzzz' is not known here. The keys known here are: date, owner, when."),
    ("a number for text", "[proposal]\ntitle = 3", f"{FILE}, 'proposal', 'title': '3' stands where text is due. Write it in quotes."),
    ("text for yes or no", '[budget]\nchanges = "no"', f"{FILE}, 'budget', 'changes': 'no' stands where yes or no is due. Write true or false, without quotes."),
    ("text for a list", '[proposal]\naims = "One"', f"{FILE}, 'proposal', 'aims': 'One' stands where a list is due. Write [\"One\"]."),
    ("text for a section", 'proposal = "One"', f"{FILE}, 'proposal': 'One' stands where a section is due."),
    ("a section for several", 'effect = { id = "hours" }', f"{FILE}, 'effect': A section stands where a list is due. Write [[effect]], with two brackets, above each effect."),
    ("several for a section", '[[proposal]]\ntitle = "A"', f"{FILE}, 'proposal': A list stands where a section is due. Write [proposal], with one bracket."),
    ("a number in a list of texts", '[proposal]\naims = ["One", 2]', f"{FILE}, 'proposal', aims 2: '2' stands where text is due."),
    ("an unknown word", '[proposal]\nstage = "erly"', f"{FILE}, 'proposal', 'stage': 'erly' is not one of the words known here. Did you mean 'early'? Write one of: early, assessment,"),
    ("an unknown word for how grave it is", '[assessment]\noverall = "sever"', f"{FILE}, 'assessment', 'overall': 'sever' is not one of the words known here. Did you mean 'severe'? Write one of: severe, moderate, slight, none."),
    ("an unknown characteristic", f'{EFFECT}characteristics = ["age", "disabilty"]', f"{FILE}, effect 1, characteristics 2: 'disabilty' is not one of the words known here. Did you mean 'disability'?"),
    ("something due and missing", '[[effect]]\ntitle = "A"', f"{FILE}, effect 1, 'id': This is due and is not there. Add it."),
    ("something that is no id", '[[effect]]\nid = "The Hours"\ntitle = "A"', f"{FILE}, effect 1, 'id': 'The Hours' cannot be an id."),
    ("an id too long", f'[[effect]]\nid = "{"a" * 61}"\ntitle = "A"', f"{FILE}, effect 1, 'id': This id is longer than 60 characters."),
    ("an evidence id that nothing defines", f'{EFFECT}evidence = ["users"]', f"{FILE}, effect 1, 'evidence': No evidence has the id 'users'. Add a [[evidence]] entry with this id."),
    ("an evidence id misspelt", f'{EFFECT}evidence = ["user"]\n[[evidence]]\nid = "users"\ntitle = "Users"', f"{FILE}, effect 1, 'evidence': No evidence has the id 'user'. Did you mean 'users'?"),
    ("evidence that is no list", f'{EFFECT}evidence = "users"', f"{FILE}, effect 1, 'evidence': 'users' stands where a list is due. Write [\"users\"], or \"none\"."),
    ("evidence that is no id", f'{EFFECT}evidence = ["The Users"]', f"{FILE}, effect 1, evidence 1: 'The Users' cannot be an id."),
    ("an action for an unknown effect", f'{EFFECT}[[action]]\neffects = ["hour"]\nwhat = "A van"', f"{FILE}, action 1, 'effects': No effect has the id 'hour'. Did you mean 'hours'?"),
    ("two ids alike", f"{EFFECT}{EFFECT}", f"{FILE}, effect 2, 'id': 'hours' is already the id of effect 1. Give each its own id."),
    ("an unknown place", '[proposal]\nauthority_code = "E06000048"', f"{FILE}, 'proposal', 'authority_code': 'E06000048' is not the code of a district"),
    ("a place by its name", '[proposal]\nauthority_code = "Cheshire East"', "Did you mean E06000049 (Cheshire East)?"),
    ("a newer schema", 'schema = 6\n[proposal]\nunheard_of = "A"', f"{FILE}, 'schema': The file is written for version 6 of the proposal; this toolkit knows version 5. Install the newer toolkit."),
    ("a schema that is no version", "schema = 0", f"{FILE}, 'schema': '0' is not one of the words known here."),
    ("a word that is no day", f'{EFFECT}[[action]]\neffects = ["hours"]\nwhat = "A van"\ndue = "Ongoing"', f"{FILE}, action 1, 'due': 'Ongoing' is not a day, so it can never fall due. Write the day, as in 2021-09-07, or leave the line out until it is known."),
    ("a word that is no day, without quotes", '[[action]]\neffects = []\nwhat = "A van"\ndue = ongoing', f"{FILE}, line 4: 'ongoing' is not a day, so it can never fall due."),
    ("a percentage where people are counted", f'{EFFECT}people_count = "5%"', f"{FILE}, effect 1, 'people_count': '5%' is a percentage. Write the number of people, as in 120."),
    ("a percentage without quotes", f"{EFFECT}people_count = 12.5 %", f"{FILE}, line 4: '12.5 %' is a percentage. Write the number of people, as in 120."),
    ("a share where people are counted", f"{EFFECT}people_count = 0.05", f"{FILE}, effect 1, 'people_count': '0.05' stands where a number of people is due. Write a whole number without quotes, as in 120."),
    ("fewer than nobody", '[[consultation.respondents]]\ngroup = "Women"\ncount = -1', f"{FILE}, 'consultation', respondents 1, 'count': '-1' stands where a number of people is due."),
    ("a control character", '[proposal]\ntitle = "A\x07"', f"{FILE}, line 2, column 11: There is a control character (U+0007) here."),
    ("an escaped control character", '[proposal]\naims = ["A", "B\\u0007"]', f"{FILE}, 'proposal', aims 2: There is a control character (U+0007) in the text."),
    ("a Windows encoding", '[proposal]\ntitle = "Café"'.encode("cp1252"), f"{FILE}, line 2: The file is not in UTF-8 (it may be in a Windows encoding)."),
    ("more than 5 MB", f'[proposal]\ntitle = "{"a" * 5_000_000}"', f"{FILE}: The file is 5.0 MB; the largest read is 5 MB."),
    ("brackets without end", f"a = {'[' * 5000}", f"{FILE}: Brackets stand inside brackets too deeply"),
    ("a number without end", f"schema = {'9' * 5000}", f"{FILE}, line 1: This is too long to be a number."),
    ("a table that is not there", TABLE, f"{USERS}: There is no such file."),
    ("a table that is a folder", TABLE.replace("/users.csv", ""), "library-hours/evidence: This is a folder where a file is due."),
    ("a table outside the folder", TABLE.replace("evidence/users.csv", "../users.csv"), f"{FILE}, evidence 1, 'file': '../users.csv' is outside the proposal's folder."),
    ("a table elsewhere on the disk", TABLE.replace("evidence/users.csv", "/users.csv"), f"{FILE}, evidence 1, 'file': '/users.csv' is outside the proposal's folder."),
    ("a table by a name that no file has", TABLE.replace("users.csv", "a\\u0000b"), f"{FILE}, evidence 1, 'file': There is a control character (U+0000) in the text."),
    ("a table of a kind not said", TABLE.replace('table = "counts"', ""), f"{FILE}, evidence 1, 'file': The kind of table is not said."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), [pytest.param(*rest, id=words) for words, *rest in ONE_PROBLEM])
def test_one_line_says_what_is_wrong_with(folder_of, text, said):
    [line] = problems_of(folder_of(text))
    assert said in line
    if said.startswith("library-hours/"):
        assert line.startswith(said)


RATES = TABLE.replace("counts", "rates")
PLACE = '[proposal]\nauthority_code = "E06000049"\nnation = '
SLIPS = [
    ("one bracket for several", '[effect]\nid = "hours"\ntitle = "A"', "'effect': A section stands where a list is due. Write [[effect]], with two brackets, above each effect."),
    ("one bracket for several inside", '[decision.deciders]\nwho = "Cabinet"', "Write [[decision.deciders]], with two brackets, above each decider."),
    ("one bracket twice", '[effect]\nid = "a"\ntitle = "A"\n[effect]\nid = "b"\n', "line 4: [effect] with one bracket may stand once only. Write [[effect]], with two brackets, above each effect."),
    ("two brackets, then one", '[[effect]]\nid = "a"\ntitle = "A"\n[effect]\nid = "b"\n', "line 4: [effect] with one bracket may stand once only. Write [[effect]]"),
    ("one bracket, then two", '[effect]\nid = "a"\ntitle = "A"\n[[effect]]\nid = "b"\n', "line 4: [effect] with one bracket may stand once only. Write [[effect]]"),
    ("two brackets for one", "[[budget]]\nchanges = true", "'budget': A list stands where a section is due. Write [budget], with one bracket."),
    ("a section twice", "[budget]\nchanges = true\n[decision]\n[budget] # again\n", "line 4: [budget] stands in the file already, at line 1."),
    ("a section twice, once in two brackets", "[budget]\n[[budget]]\n", "line 2: [budget] stands in the file already, at line 1. Write [budget], with one bracket."),
    ("evidence as one id", f'{EFFECT}evidence = "census-2021"', "'evidence': 'census-2021' stands where a list is due. Write [\"census-2021\"], or \"none\"."),
    ("a schema in quotes", 'schema = "5"', "'schema': '5' is text here. Write 5 without quotation marks."),
    ("a date in words", "[decision]\ndate = 7 September 2021", "line 2: '7 September 2021' is not how a date is written here. Write the date as 2021-09-07."),
    ("a date in words with th", "[decision]\ndate = 7th Sept 2021 # or so", "Write the date as 2021-09-07."),
    ("a date the American way in words", "[decision]\ndate = September 7, 2021", "Write the date as 2021-09-07."),
    ("a date with strokes", "[decision]\ndate = 07/09/2021", "Write the date as 2021-09-07."),
    ("a date without its noughts", "[decision]\ndate = 2021-9-7", "Write the date as 2021-09-07."),
    ("a date of two figures' year", "[decision]\ndate = 7/9/21", "line 2: '7/9/21' is no date. Write a date as year, month and day, as in 2021-09-07."),
    ("no such day with strokes", "[decision]\ndate = 30/02/2021", "line 2: There is no such day as 30/02/2021. Check the day and the month."),
    ("no such day in quotes", '[decision]\ndate = "31 June 2021"', "There is no such day as 31 June 2021. Check the day and the month."),
    ("a date in words in quotes", '[decision]\ndate = "7 September 2021"', "stands where a date is due. Write 2021-09-07 without quotation marks."),
    ("yes", "[budget]\nchanges = yes", "line 2: 'yes' is not how yes or no is written here. Write true, in small letters."),
    ("True", "[budget]\nchanges = True", "Write true, in small letters."),
    ("No", "[budget]\nchanges = No # not yet", "Write false, in small letters."),
    ("curly quotation marks", "[proposal]\ntitle = \u201cLibrary\u201d", "line 2: '\u201c' is a curly quotation mark. Use straight quotation marks: \"."),
    ("an apostrophe that does not close", "[proposal]\ntitle = 'Library\n", "line 2: The text has no closing quotation mark. Put ' at its end."),
    ("quotation marks inside a text", '[proposal]\ntitle = "The "big" plan"', "line 2: More stands after the closing quotation mark."),
    ("three quotation marks that do not close", '[proposal]\nwhat = """One\ntwo\n', "The text that begins with three quotation marks in line 2 does not end."),
    ("a backslash", TABLE.replace("evidence/users", r"evidence\users"), r"line 4: There is a \ in the text. Use / instead of \ in file names;"),
    ("a backslash at the end", '[proposal]\ntitle = "C:\\"', r"line 2: There is a \ in the text."),
    ("a backslash read as a line's end", TABLE.replace("evidence/users", r"evidence\new"), r"evidence 1, 'file': A \ stands in the file name, or was read as the end of a line. Use / instead of \ in file names."),
    ("a backslash in single quotation marks", TABLE.replace('"evidence/users.csv"', r"'evidence\users.csv'"), r"evidence 1, 'file': A \ stands"),
    ("a colon", '[proposal]\ntitle: "A"', "line 2: A colon stands after 'title'. Write title = and then the text."),
    ("nothing after the equals sign", "[proposal]\ntitle =\n", "line 2: Nothing stands after the equals sign."),
    ("a comma left out", '[proposal]\naims = [\n  "One"\n  "Two"\n]', "line 4: Before this, a comma or a closing square bracket is missing."),
    ("a hexadecimal number without end", f"schema = 0x{'f' * 5000}", "'schema': A very long number stands where a small number is due. Write 5."),
    ("a number of 4000 digits", f"schema = {'9' * 4000}", "'schema': A very long number stands where a small number is due. Write 5."),
    ("UTF-16", "[proposal]".encode("utf-16"), "The file is in UTF-16, not in UTF-8. Open it in Notepad, choose 'Save as', and there the encoding 'UTF-8'."),
    ("a Word file", b"PK\x03\x04\x14\x00", "This is a Word, Excel or zip file. Copy its words into a text file"),
    ("a kind of table that is none", TABLE.replace('"counts"', '"rate"'), "'table': 'rate' is not one of the words known here. Did you mean 'rates'?"),
    ("the year 1", "[decision]\ndate = 0001-09-07", "'decision', 'date': The year of 0001-09-07 cannot be the one meant. Correct the date."),
    ("the last day too early", "[decision]\ndate = 1989-12-31", "The year of 1989-12-31 cannot be the one meant."),
    ("the first day too late", "[review]\ndate = 2101-01-01", "The year of 2101-01-01 cannot be the one meant."),
    ("a consultation closed before it opened", "[consultation]\nopened = 2021-03-02\nclosed = 2021-03-01", "'consultation', 'closed': 2021-03-01 is before the day it opened, 2021-03-02. Correct one of the two."),
    ("a nation that is not the code's", f'{PLACE}"Wales"', "'proposal', 'nation': Wales is not where Cheshire East (E06000049) is: that is in England. Correct the nation or the code."),
    ("a nation that is none", f'{PLACE}"Englnd"', "'nation': 'Englnd' is not one of the words known here. Did you mean 'England'?"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), [pytest.param(*rest, id=words) for words, *rest in SLIPS])
def test_a_slip_is_told_by_its_name_and_its_mending(folder_of, text, said):
    [line] = problems_of(folder_of(text))
    assert said in line
    assert line.startswith(FILE)
    assert len(line) < 330


@pytest.mark.parametrize("day", ["1990-01-01", "2100-12-31"])
def test_the_first_and_the_last_day_are_read(folder_of, day):
    assert read_proposal(folder_of(f"[decision]\ndate = {day}")).proposal.decision.date.isoformat() == day


@pytest.mark.parametrize("nation", ["England", "Wales"])
def test_a_nation_of_a_place_in_two_is_no_contradiction(folder_of, nation):
    record = f'{PLACE}"{nation}"'.replace("E06000049", "K04000001")
    assert read_proposal(folder_of(record)).proposal.proposal.nation == nation


def test_a_consultation_of_one_day_is_read(folder_of):
    record = "[consultation]\nopened = 2021-03-02\nclosed = 2021-03-02"
    assert read_proposal(folder_of(record)).proposal.consultation.closed is not None


OUTCOME, OUTCOME_IS = 'outcome = "uses the internet"\n', 'outcome_is = "benefit"\n'
SAYS = 'outcome = "…", in words that say what the rates measure'
IS = 'outcome_is = "benefit" or "burden"'


@pytest.mark.parametrize(
    ("given", "add"), [("", f"{SAYS}; and {IS}"), (OUTCOME, IS), (OUTCOME_IS, SAYS), ('outcome = " "\n', f"{SAYS}; and {IS}")]
)  # fmt: skip
def test_rates_that_do_not_say_what_they_mean_are_refused_with_what_to_add(folder_of, given, add):
    rates = "characteristic,group,per_cent\nall,all adults,92\n"
    [line] = problems_of(folder_of(RATES + given, users=rates))
    assert (
        line
        == f"{FILE}, evidence 1, 'table': A table of rates does not say by itself what it means. Add {add}."
    )
    whole = folder_of(RATES + OUTCOME + OUTCOME_IS, name="whole", users=rates)
    assert read_proposal(whole).rates["users"][0].per_cent == 92


REPLY = '[[response]]\nanswer = "accepted"\nsays = "So be it."\nto = '


@pytest.mark.parametrize(
    ("code", "do"),
    [
        ("m02", "Did you mean 'M02'?"),
        ("M2", "Did you mean 'M02'?"),
        ("M 2", "Did you mean 'M02'?"),
        ("MO2", "Did you mean 'M02'?"),
        ("the first", "The codes stand before the questions in 'eia check'."),
    ],
)
def test_a_reply_to_a_code_that_no_question_has_is_refused_with_the_nearest(folder_of, code, do):
    folder = folder_of(f'{REPLY}"{code}"')
    with pytest.raises(EiaError) as caught:
        read_proposal(folder, codes=("M02", "T11"))
    assert str(caught.value) == f"{FILE}, response 1, 'to': No question has the code '{code}'. {do}"


def test_a_reply_to_a_known_code_is_read(folder_of):
    assert read_proposal(folder_of(f'{REPLY}"M02 "'), codes=("M02",)).proposal.response[0].to == "M02"
    assert read_proposal(folder_of(f'{REPLY}"X99"', name="any")).proposal.response[0].to == "X99"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes among its files")
@pytest.mark.parametrize("name", ["proposal.toml", "evidence/users.csv"])
def test_a_pipe_is_refused_and_not_waited_for(folder_of, name):
    folder = folder_of(TABLE, users="group,count\nWomen,1\n")
    (folder / name).unlink()
    os.mkfifo(folder / name)
    [line] = problems_of(folder)
    assert line == f"library-hours/{name}: This is not an ordinary file. Put a file there instead."


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_links_out_of_the_folder_and_round_in_a_circle_are_refused(folder_of, tmp_path):
    other = folder_of("", name="other", users="group,count\nWomen,1\n")
    folder = folder_of(TABLE)
    link = folder / "evidence" / "users.csv"
    for target in (other / "evidence" / "users.csv", link):
        link.symlink_to(target)
        [line] = problems_of(folder)
        assert line.startswith(
            f"{FILE}, evidence 1, 'file': 'evidence/users.csv' is outside the proposal's folder."
        )
        link.unlink()
    (folder / "proposal.toml").unlink()
    (folder / "proposal.toml").symlink_to(other / "proposal.toml")
    for name in (folder, folder / "proposal.toml"):
        [line] = problems_of(name)
        assert (
            line
            == f"{FILE}: The file is a link to a place outside the proposal's folder. Put the file itself there."
        )


@pytest.mark.parametrize("name", ["proposal.toml.txt", "Proposal.toml.TXT", "proposal.toml.toml"])
def test_a_file_by_nearly_the_right_name_is_pointed_out(tmp_path, name):
    (tmp_path / name).write_text("", encoding="utf-8", newline="\n")
    [line] = problems_of(tmp_path)
    assert (
        line == f"{tmp_path}: The folder holds no proposal.toml. There is {name}: rename it to proposal.toml."
    )


BAD_TABLES = [
    ("a Windows encoding", "group,count\nCafé,1200\n".encode("cp1252"), [f"{USERS}, line 2: The file is not in UTF-8"]),
    ("ragged rows", "group,count\nWomen,1200,3\nMen\n", [f"{USERS}, row 2: The row has 3 cells; the header has 2.", f"{USERS}, row 3: The row has 1 cell; the header has 2."]),
    ("thousands separators", 'group,count\nWomen,"1,200"\n', [f"{USERS}, row 2, column 'count': '1,200' has a thousands separator. Write 1200."]),
    ("a negative count", "group,count\nWomen,-3\n", [f"{USERS}, row 2, column 'count': '-3' is negative."]),
    ("more than 5 MB", f"group,count\n{'a' * 5_000_000},1\n", [f"{USERS}: The file is 5.0 MB; the largest read is 5 MB."]),
    ("a control character", "group,count\nWo\x00men,1\n", [f"{USERS}, line 2, column 3: There is a control character (U+0000) here."]),
    ("nothing in it", "", [f"{USERS}: The file is empty."]),
    ("a wrong column", "group,number\nWomen,1\n", [f"{USERS}: The column 'number' is not one that is read. Rename it to 'count'"]),
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
