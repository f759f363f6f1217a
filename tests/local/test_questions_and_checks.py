"""What a body's own questions and checks say of a record: silence, no, yes, aside, not yet due; and what breaks."""

from __future__ import annotations

import pytest

from eia.checks import CHECKS, FAMILIES
from eia.errors import EiaError
from eia.local import read_pack

QUESTION = """
[[question]]
id = "other-way"
asks = "Is there another way?"
due = "decision"
severity = "warning"
do = "Say which."
because = "It is our rule."
source = "Access policy (invented)"
"""
CODE = '''
from eia.checks import Family
from eia.findings import Severity, met, needs_judgement, not_met, not_recorded, silent

own = Family("Own", policy="It is our rule. Source: Charter (invented)")


@own.check("{code}", due="decision"{basis})
def it_is_so(dossier):
    """Is it so?

    To settle: See to it.

    Known limits: it cannot see.
    """
    {body}
'''
GROUP = '[[characteristic]]\nid = "unpaid-carers"\nname = "Unpaid carers"\nbecause = "B"\nsource = "S"\n'
YES = '[[local_answer]]\nquestion = "other-way"\nanswer = true\nsays = "By telephone."\nsource = "paragraph 4"\n'
NO = YES.replace("true", "false")
DUE = '[proposal]\nstage = "decision"\n'


def code(body='yield silent("Nothing.")', *, name="LOC01", basis=""):
    return CODE.replace("{body}", body).replace("{code}", name).replace("{basis}", basis)


@pytest.fixture
def asked(assessed, pack_of):
    """Put a pack of one question, with further keys, to a record; give the findings as status, severity and subjects."""

    def put(record, keys="", **files):
        pack = read_pack(pack_of(questions=QUESTION + keys, characteristics=GROUP, **files))
        made = assessed(record, checks=[], pack=pack)
        assert not made.failures
        return [(one.status, one.severity, one.about) for one in made.local_findings]

    return put


SILENT = [("not recorded", "warning", ())]
YES_FOUND = [("met", None, ())]
NO_FOUND = [("not met", "warning", ())]


@pytest.mark.parametrize(
    ("record", "found"),
    [
        (DUE, SILENT),
        ("", SILENT),
        ('[proposal]\nstage = "early"', [("not yet due", None, ())]),
        ('[proposal]\nstage = "early"\n' + YES, YES_FOUND),
        ('[proposal]\nstage = "early"\n' + NO, NO_FOUND),
        (DUE + YES, YES_FOUND),
        (DUE + NO, NO_FOUND),
        (DUE + YES.replace("answer = true\n", ""), SILENT),
        (DUE + YES.replace("other-way", "another"), SILENT),
        (DUE + YES + NO, [*YES_FOUND, *NO_FOUND]),
    ],
)
def test_a_question_is_answered_by_a_yes_or_a_no_and_silence_is_never_met(asked, record, found):
    assert asked(record) == found


def test_the_author_is_quoted_and_never_spoken_for(assessed, pack_of):
    pack = read_pack(pack_of(questions=QUESTION))
    for record, text in (
        (
            YES,
            "The author records that the answer is yes. In the author's words: By telephone. (paragraph 4)",
        ),
        (NO, "The author records that the answer is no. In the author's words: By telephone. (paragraph 4)"),
        (
            YES.replace("answer = true\n", ""),
            "The record says something on this, but neither yes nor no.",
        ),
    ):
        [finding] = assessed(record, checks=[], pack=pack).local_findings
        assert finding.text == text


EFFECT = '[[effect]]\nid = "{0}"\ntitle = "The {0}"\n{1}\n'


@pytest.mark.parametrize(
    ("reads", "record", "found"),
    [
        ("decision.could_still_change", "", SILENT),
        ("decision.could_still_change", "[decision]\ncould_still_change = true", YES_FOUND),
        ("decision.could_still_change", "[decision]\ncould_still_change = false", NO_FOUND),
        (
            "decision.could_still_change",
            NO + "[decision]\ncould_still_change = true",
            [*NO_FOUND, *YES_FOUND],
        ),
        ("decision.could_still_change", YES, YES_FOUND),
        ("record.other_formats", "[record]\nother_formats = []", SILENT),
        ("record.other_formats", '[record]\nother_formats = ["Easy Read"]', YES_FOUND),
        ("review.date", "[review]\ndate = 2026-01-01", YES_FOUND),
        ("evidence_note", 'evidence_note = "Words."', YES_FOUND),
        ("effect.worst_assessed", "", SILENT),
        (
            "effect.worst_assessed",
            EFFECT.format("hours", "worst_assessed = true")
            + EFFECT.format("fees", "worst_assessed = false")
            + EFFECT.format("stock", ""),
            [
                ("met", None, ("The hours",)),
                ("not met", "warning", ("The fees",)),
                ("not recorded", "warning", ("The stock",)),
            ],
        ),
        (
            "decision.deciders.given_on",
            '[[decision.deciders]]\nwho = "Cabinet"\n[[decision.deciders]]\nwho = "Leader"\ngiven_on = 2025-01-01',
            [("met", None, ("Leader",)), ("not recorded", "warning", ("Cabinet",))],
        ),
    ],
)
def test_a_question_may_read_a_field_of_the_record(asked, reads, record, found):
    assert asked(record, f'reads = "{reads}"\n') == found


def test_a_count_of_people_that_a_question_reads_is_not_shown(assessed, pack_of):
    pack = read_pack(pack_of(questions=QUESTION + 'reads = "effect.people_count"\n'))
    [finding] = assessed(EFFECT.format("hours", "people_count = 7"), checks=[], pack=pack).local_findings
    assert (finding.status, finding.text) == ("met", "The author records an answer to this.")


WORK = '[proposal]\ncontext = ["work"]\n'
SERVICES = '[proposal]\ncontext = ["services and public functions"]\n'
ASIDE = [("not applicable", None, ())]
WAITS = [("not recorded", None, ())]


@pytest.mark.parametrize(
    ("keys", "record", "found"),
    [
        ('nations = ["Wales"]', '[proposal]\nnation = "England"', ASIDE),
        ('nations = ["Wales"]', '[proposal]\nnation = "Wales"', SILENT),
        ('nations = ["Wales"]', "", SILENT),
        ('nations = ["Northern Ireland"]', '[proposal]\nnation = "Northern Ireland"', SILENT),
        ('nations = ["Wales"]', '[proposal]\nnation = "England"\n' + NO, NO_FOUND),
        ('when = ["work"]', WORK, SILENT),
        ('when = ["work"]', "", SILENT),
        ('when = ["work"]', SERVICES, ASIDE),
        ('when = ["work"]', SERVICES + NO, NO_FOUND),
        ('when = ["unpaid-carers"]', "", WAITS),
        ('when = ["unpaid-carers"]', EFFECT.format("a", 'local = ["unpaid-carers"]\ndirection = "negative"'), SILENT),
        ('when = ["unpaid-carers"]', EFFECT.format("a", 'local = ["unpaid-carers"]'), SILENT),
        ('when = ["unpaid-carers"]', EFFECT.format("a", 'local = ["unpaid-carers"]\ndirection = "none"'), ASIDE),
        ('when = ["disability"]', '[[put_aside]]\ncharacteristics = ["disability"]', ASIDE),
        ('when = ["disability"]', '[proposal]\npoints_to = ["disability"]', SILENT),
        ('when = ["disability", "unpaid-carers"]', '[[put_aside]]\ncharacteristics = ["disability"]', WAITS),
        ('when = ["work", "disability"]', SERVICES, WAITS),
        ('when = ["work", "disability"]', WORK, SILENT),
    ],
)  # fmt: skip
def test_a_question_arises_where_the_record_names_what_it_is_about(asked, keys, record, found):
    assert asked(record, keys + "\n") == found


def test_a_check_of_the_bodys_own_says_what_it_finds(assessed, pack_of):
    body = 'yield not_recorded("It is not said.", severity=Severity.ADVICE, do="Say it.")'
    pack = read_pack(pack_of(checks=code(body)))
    [finding] = assessed(DUE, checks=[], pack=pack).local_findings
    assert (finding.code, finding.status, finding.severity, finding.basis) == (
        "LOC01",
        "not recorded",
        "advice",
        (),
    )
    assert pack.policy_of("LOC01") == "It is our rule. Source: Charter (invented)"


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ("raise OSError(13, 'Permission denied', '/home/someone')", "PermissionError"),
        ('yield not_met("No.", severity=Severity.SERIOUS, do="Mend it.")', "PolicyIsNeverSerious"),
        ('yield met("It is all in order.")', "MetIsSaidOfTheAuthor"),
        ('yield "no answer"', "AttributeError"),
    ],
)
def test_a_check_that_breaks_is_a_failure_and_stops_nothing(assessed, pack_of, body, error):
    made = assessed(DUE, pack=read_pack(pack_of(questions=QUESTION, checks=code(body))))
    assert [(one.code, one.error) for one in made.failures] == [("LOC01", error)]
    assert [one.code for one in made.local_findings] == ["LOC-other-way"]
    assert len({one.code for one in made.findings}) == len(CHECKS)
    assert not made.settled


@pytest.mark.parametrize(
    ("text", "where", "words"),
    [
        (code(name="T01"), "check T01", "The code is not one for a body's own check."),
        (code(name="M99"), "check M99", "The code is not one for a body's own check."),
        (code(basis=', basis=["ea2010.s149.1"]'), "check LOC01", "A body's own check cites no law."),
        (code().replace(', policy="It is our rule. Source: Charter (invented)"', ""), "check LOC01", "are for a body's own checks"),
        (code().replace("LOC01", "T99").replace(', policy="It is our rule. Source: Charter (invented)"', ""), "check T99", "has no authority"),
        (
            code(name="T99", basis=', basis=["ea2010.s149.1"]').replace(', policy="It is our rule. Source: Charter (invented)"', ""),
            "check T99",
            "The check has no policy.",
        ),
        (code() + code()[code().index("@own") :], "check LOC01", "malformed or already taken"),
        (code() + code().replace("own = ", "two = ").replace("@own", "@two"), "check LOC01", "Two checks have this code."),
        (code().replace('"decision"', '"soon"'), "check LOC01", "'soon' is no stage"),
        (code().replace("Is it so?", "It is so."), "check LOC01", "It has no question"),
        ("raise RuntimeError('no luck')", "line 1", "The file stopped with RuntimeError: no luck."),
        ("\n\nimport no_such_module\n", "line 3", "ModuleNotFoundError"),
        ("import sys\nsys.exit(3)\n", "line 2", "SystemExit"),
        ("def f(:\n", "line 1", "This is no Python"),
        ("a = 1\n", "checks.py", "It holds no check."),
        ("from eia.checks import FAMILIES\nFAMILIES[0].checks.clear()\n", "checks.py", "It changes the toolkit's own checks of"),
        ("from eia.checks import FAMILIES\nFAMILIES[1].checks.pop()\nraise KeyError\n", "line 3", "KeyError"),
    ],
)  # fmt: skip
def test_code_that_cannot_be_a_packs_is_refused_when_it_is_read(pack_of, text, where, words):
    before = [tuple(family.checks) for family in FAMILIES]
    with pytest.raises(EiaError) as caught:
        read_pack(pack_of(checks=text))
    assert str(caught.value).startswith("our-pack/checks.py")
    assert where in str(caught.value)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)
    assert [tuple(family.checks) for family in FAMILIES] == before


def test_a_check_may_hold_dataclasses_and_be_read_twice(pack_of):
    text = "from dataclasses import dataclass\n@dataclass(frozen=True)\nclass Rule:\n    name: str\n" + code()
    folder = pack_of(checks="from __future__ import annotations\n" + text)
    assert [check.code for check in read_pack(folder).checks] == ["LOC01"]
    assert [check.code for check in read_pack(folder).checks] == ["LOC01"]
