"""Each check: one record that it hits, one that it misses, one that is silent; with the severities of the specification."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import get_args

import pytest

from eia.assessment import assess_submission
from eia.checks import CHECKS
from eia.checks.scope import _EXCEPTIONS
from eia.evidence import OVERALL, Rate
from eia.proposal import Proposal, Submission
from eia.proposal.fields import ExceptionKind, FunctionKind

ALL = (
    '"age", "disability", "gender_reassignment", "pregnancy_and_maternity", "race", "religion_or_belief", "sex", '
    '"sexual_orientation"'
)
NEEDS = 'needs = ["discrimination", "opportunity", "relations"]'
HARM = '[[effect]]\nid = "hours"\ntitle = "Shorter hours"\ncharacteristics = ["disability"]\ndirection = "negative"\n'
SEVERE = f'{HARM}harm = "severe"\n'
SLIGHT = f'{HARM}harm = "slight"\n'
MODERATE = f'{HARM}harm = "moderate"\n'
GOOD = HARM.replace("negative", "positive")
OTHERS = ALL.replace('"disability", ', "")
SMALL = f'{SLIGHT}[[put_aside]]\ncharacteristics = [{OTHERS}]\nreason = "Use is even"\nlooked_at = "the register"\n'
"""Every relevant characteristic answered, and nothing worse than slight."""
MADE = "[assessment]\nmade = true\n"
SURVEY = '[[evidence]]\nid = "survey"\ntitle = "User survey"\npublisher = "The Council"\ndate = 2024-03-01\n'
DECIDED = "[decision]\ndate = 2024-06-01\n"
WATCHED = (
    'measure = "visits"\ncharacteristics = ["age"]\nsource = "register"\nfrequency = "monthly"\nowner = "Head of Libraries"\n'
    'trigger = "a fall of a tenth"\n'
)
KEPT = '[record]\napprover = "Director"\nsigned_on = 2024-05-01\n[[record.versions]]\nnumber = "1"\ndate = 2024-05-01\n'
DATA = '[data_protection]\npurpose = "lending"\narticle_9 = "not used"\ncompatible = true\n'
CLAIM = '[[exception]]\nkind = "Schedule 18, paragraph {0}"\n'
SCHOOLS = CLAIM.format("1 (age: schools, children's homes)")
BORDERS = CLAIM.format("2 (immigration and nationality)")
KIND = '[proposal]\nfunction_kind = "{0}"\n'
HAD = '[[decision.deciders]]\nwho = "Cabinet"\ngiven = "{0}"\n'
TOLD = '[decision]\nduty_told = "{0}"\n'
CLOSED = '[consultation]\nheld = true\nclosed = 2024-05-15\nequality_points = ["Ramps"]\n'
VERSION = '[[record.versions]]\nnumber = "{0}"\ndate = {1}\n'
NEC = '[[assurance]]\nby = "Acme"\nrelied_on = true\n'
TOOL = '[[tool]]\nname = "Matcher"\nsupplier = "Acme Ltd."\n'
TESTED = '[[tool.tests]]\ncharacteristic = "{0}"\ntested = true\nresult = "even"\n'
BIAS = "".join(TESTED.format(name) for name in ("race", "sex"))
BIAS_OF_FOUR = BIAS + "".join(TESTED.format(name) for name in ("age", "disability"))
UNTESTED = '[[tool.tests]]\ncharacteristic = "{0}"\ntested = false\n'
GAP_STATED = '[[disparity]]\nsays = "Half as many"\npool = "all who applied"\ndenominator = "applicants"\n'

ENGLAND, WALES, SCOTLAND, NORTHERN_IRELAND = (
    f'[proposal]\nnation = "{nation}"\n' for nation in ("England", "Wales", "Scotland", "Northern Ireland")
)
SERVICES = '[proposal]\ncontext = ["services and public functions"]\n'
UNKNOWN = HARM.replace("negative", "cannot tell")
FAITH = HARM.replace("disability", "religion_or_belief")
CONDUCT = '[[conduct]]\ncharacteristics = ["disability"]\n'
RELATIONS = '[[relations]]\ncharacteristics = ["disability"]\n'
RULE = '[[rule]]\nrule = "Two proofs of address"\ndisadvantages = ["race"]\n'
JUSTIFIED = 'aim = "fraud"\nlink = "fewer claims"\nless_intrusive = "one proof: tried"\nbalance = "others may vouch"\n'
REFUGE = '[[service]]\nname = "A refuge"\ncharacteristics = ["race"]\n'
ACTION = '[[action]]\neffects = ["hours"]\nwhat = "A van"\n'
OPTION = '[[option]]\nname = "Close two"\nequality_effects = "Longer ways"\n'
PACKAGE = '[package]\npart_of = "the savings programme"\n'
FUND = '[[hardship]]\nname = "The fund"\nrelied_on = true\n'
HELD = "[consultation]\nheld = true\n"
TOLD_BOTH = "given_reasons = true\ngiven_impact = true\n"
ENGAGED = '[[engagement]]\nwho = "A forum"\ncharacteristics = ["disability"]\n'
UNPUBLISHED = "[publication]\npublished = false\n"
CHANGE = '[[change]]\nwhat = "An effect left out"\n'
DUTY = '[[other_duty]]\nduty = "{0}"\n'
POVERTY = DUTY.format("socio-economic")
CHILDREN = DUTY.format("children's rights")

CASES = [
    # code, what is recorded, the record, the status, the severity
    ("A01", "outside the duty, and the duty claimed", '[proposal]\nbody = "X"\nnation = "England"\nfunction = "libraries"\nbody_standing = "outside the duty"\nduty_claimed = true', "not met", "warning"),
    ("A01", "body, nation, standing and function", '[proposal]\nbody = "X"\nnation = "England"\nfunction = "libraries"\nbody_standing = "listed in Schedule 19"', "met", None),
    ("A01", "outside the duty, and no duty claimed", '[proposal]\nbody_standing = "outside the duty"', "not applicable", None),
    ("A01", "nothing", "", "not recorded", "warning"),
    ("A02", "the exception of schools, for another function", f"{KIND.format('general')}{SCHOOLS}", "not met", "serious"),
    ("A02", "the exception of schools, for another characteristic", f"{KIND.format('school education')}{SCHOOLS}characteristics = [\"age\", \"sex\"]", "not met", "serious"),
    ("A02", "the exception of immigration, for disability", f"{KIND.format('immigration and nationality')}{BORDERS}characteristics = [\"disability\"]", "not met", "serious"),
    ("A02", "the exception of judges, for the security services", f"{KIND.format('security services')}{CLAIM.format('3 (judicial functions)')}", "not met", "serious"),
    ("A02", "primary legislation, for regulations", f'{KIND.format("general")}[[exception]]\nkind = "primary legislation"', "not met", "serious"),
    ("A02", "the exception of schools, for a school", f"{KIND.format('school education')}{SCHOOLS}characteristics = [\"age\"]", "met", None),
    ("A02", "the exception of immigration, for race", f"{KIND.format('immigration and nationality')}{BORDERS}characteristics = [\"race\"]", "met", None),
    ("A02", "primary legislation, for a Bill", f'{KIND.format("primary legislation")}[[exception]]\nkind = "primary legislation"', "met", None),
    ("A02", "an exception, and not what kind of function", SCHOOLS, "not recorded", None),
    ("A02", "nothing", "", "not applicable", None),
    ("A03", "put aside with “not applicable” alone", '[[put_aside]]\ncharacteristics = ["sex"]\nreason = "Not applicable."', "not met", "warning"),
    ("A03", "put aside with a reason and what was looked at", '[[put_aside]]\ncharacteristics = ["sex"]\nreason = "Use is even"\nlooked_at = "the register"', "met", None),
    ("A03", "put aside without a word", '[[put_aside]]\ncharacteristics = ["sex"]', "not recorded", "advice"),
    ("A03", "nothing", "", "not applicable", None),
    ("A03", "every cell answered, none put aside", f'[[effect]]\nid = "a"\ntitle = "All"\ncharacteristics = [{ALL}, "marriage_and_civil_partnership"]\n{NEEDS}\ndirection = "none"', "not applicable", None),
    ("A04", "a group the record points to, left out", f'[proposal]\npoints_to = ["age"]\n[[effect]]\nid = "a"\ntitle = "Others"\ncharacteristics = [{ALL}, "marriage_and_civil_partnership"]\n{NEEDS}\ndirection = "none"'.replace('"age", "disability"', '"disability"'), "not met", "serious"),
    ("A04", "every cell answered", f'[[effect]]\nid = "a"\ntitle = "All"\ncharacteristics = [{ALL}, "marriage_and_civil_partnership"]\n{NEEDS}\ndirection = "none"', "met", None),
    ("A04", "every cell but marriage's second and third need", f'[[effect]]\nid = "a"\ntitle = "All"\ncharacteristics = [{ALL}]\n{NEEDS}\ndirection = "none"\n[[effect]]\nid = "b"\ntitle = "Spouses"\ncharacteristics = ["marriage_and_civil_partnership"]\nneeds = ["discrimination"]\ndirection = "none"', "met", None),
    ("A04", "nothing", "", "not recorded", "warning"),
    ("A04", "an entry marked not looked", f'[[effect]]\nid = "a"\ntitle = "All"\ncharacteristics = [{ALL}, "marriage_and_civil_partnership"]\n{NEEDS}\ndirection = "not looked"', "not recorded", "warning"),
    ("T01", "an assessment after the decision", f"{DECIDED}[assessment]\ndate = 2024-06-02", "not met", "serious"),
    ("T01", "an assessment after it, and the decision considered afresh", f"{DECIDED}[assessment]\ndate = 2024-06-02\nreconsidered_afresh = true", "not met", "advice"),
    ("T01", "no assessment made", f"{DECIDED}[assessment]\nmade = false", "not met", "warning"),
    ("T01", "no assessment made, of a severe effect", f"{DECIDED}[assessment]\nmade = false\n{SEVERE}", "not met", "serious"),
    ("T01", "no assessment made, and minutes that show nothing", f"{DECIDED}equality_minuted = false\n[assessment]\nmade = false", "not met", "serious"),
    ("T01", "no assessment made, and so nobody was given it", f'{DECIDED}[[decision.deciders]]\nwho = "Cabinet"\ngiven = "neither"\n[assessment]\nmade = false', "not met", "warning"),
    ("T01", "regard without a document", f'{DECIDED}[assessment]\nmade = false\nregard = "The inspector asked who would move"', "needs judgement", "advice"),
    ("T01", "regard without a document, of a severe effect", f'{DECIDED}[assessment]\nmade = false\nregard = "The inspector asked who would move"\n{SEVERE}', "needs judgement", "advice"),
    ("T01", "regard, and not whether an assessment was made", f'{DECIDED}[assessment]\nregard = "The inspector asked who would move"', "needs judgement", "advice"),
    ("T01", "regard without a document in England", f'{DECIDED}[proposal]\nnation = "England"\n[assessment]\nmade = false\nregard = "Asked"', "needs judgement", "advice"),
    ("T01", "regard without a document in Wales", f'{DECIDED}[proposal]\nnation = "Wales"\n[assessment]\nmade = false\nregard = "Asked"', "not met", "warning"),
    ("T01", "regard without a document in Scotland", f'{DECIDED}[proposal]\nnation = "Scotland"\n[assessment]\nmade = false\nregard = "Asked"', "not met", "warning"),
    ("T01", "regard without a document in Scotland before its regulations", f'{DECIDED.replace("2024-06", "2012-05")}[proposal]\nnation = "Scotland"\n[assessment]\nmade = false\nregard = "Asked"', "needs judgement", "advice"),
    ("T01", "regard without a document in Wales, by a body that is not listed", f'{DECIDED}[proposal]\nnation = "Wales"\nbody_standing = "exercises a public function"\n[assessment]\nmade = false\nregard = "Asked"', "needs judgement", "advice"),
    ("T01", "made before the decision, without days", "[assessment]\nbefore_decision = true", "met", None),
    ("T01", "made before the decision, on its day", f"{DECIDED}[assessment]\ndate = 2024-06-01\nbefore_decision = true", "met", None),
    ("T01", "not made before the decision, without days", "[assessment]\nbefore_decision = false", "not met", "serious"),
    ("T01", "not made before the decision, on its day", f"{DECIDED}[assessment]\ndate = 2024-06-01\nbefore_decision = false", "not met", "serious"),
    ("T01", "not made before the decision, which was considered afresh", "[assessment]\nbefore_decision = false\nreconsidered_afresh = true", "not met", "advice"),
    ("T01", "a later day, and a yes that contradicts it", f"{DECIDED}[assessment]\ndate = 2024-06-02\nbefore_decision = true", "not met", "serious"),
    ("T01", "an earlier day, and a no that contradicts it", f"{DECIDED}[assessment]\ndate = 2024-05-02\nbefore_decision = false", "not met", "serious"),
    ("T01", "an assessment after it, and a version before it", f"{DECIDED}[assessment]\ndate = 2024-06-02\n{VERSION.format(1, '2024-05-01')}", "needs judgement", "advice"),
    ("T01", "an assessment on the day", f"{DECIDED}[assessment]\ndate = 2024-06-01", "met", None),
    ("T01", "nothing", "", "not recorded", "serious"),
    ("T01", "no day of decision", "[assessment]\ndate = 2024-06-01", "not recorded", "serious"),
    ("T02", "a decision wider than the assessment", '[decision]\ncompared_with_assessed = "wider"', "not met", "serious"),
    ("T02", "a decision longer than the assessment", '[decision]\ncompared_with_assessed = "longer"', "not met", "serious"),
    ("T02", "a decision harsher than the assessment", '[decision]\ncompared_with_assessed = "harsher"', "not met", "serious"),
    ("T02", "a harsher decision under the same name", '[decision]\ncompared_with_assessed = "harsher"\noption_decided = "A"\n[assessment]\noption = "A"', "not met", "serious"),
    ("T02", "the option assessed", '[decision]\ncompared_with_assessed = "same"', "met", None),
    ("T02", "a narrower decision", '[decision]\ncompared_with_assessed = "narrower"', "met", None),
    ("T02", "an option of the same name", '[decision]\noption_decided = "A"\n[assessment]\noption = "A"', "met", None),
    ("T02", "an option of another name", '[decision]\noption_decided = "A"\n[assessment]\noption = "B"', "not recorded", "warning"),
    ("T02", "no assessment made", "[assessment]\nmade = false", "not applicable", None),
    ("T02", "one proposal throughout, of a moderate effect", f'[decision]\nwhat = "Shorter hours"\n{MODERATE}', "not recorded", None),
    ("T02", "one proposal throughout, of a severe effect", f'[decision]\nwhat = "Shorter hours"\n{SEVERE}', "not recorded", "warning"),
    ("T02", "what came of it, of a moderate effect", f'[decision]\nwhat = "Shorter hours"\noutcome = "Agreed"\n{MODERATE}', "not recorded", "warning"),
    ("T02", "options, of a moderate effect", f'[decision]\nwhat = "Shorter hours"\n{MODERATE}{OPTION}', "not recorded", "warning"),
    ("T02", "nothing", "", "not recorded", "warning"),
    ("T03", "a version before the consultation closed, and points about equality", f"{DECIDED}{CLOSED}[assessment]\ndate = 2024-05-01", "not met", "warning"),
    ("T03", "the same, and a version after the decision", f"{DECIDED}{CLOSED}[assessment]\ndate = 2024-05-01\n{VERSION.format(2, '2024-07-01')}", "not met", "warning"),
    ("T03", "a version after it closed", f"{DECIDED}{CLOSED}[assessment]\ndate = 2024-05-01\n{VERSION.format(2, '2024-05-20')}", "met", None),
    ("T03", "a version of the day it closed", f"{DECIDED}{CLOSED}[assessment]\ndate = 2024-05-15", "met", None),
    ("T03", "a version after the decision, which was considered afresh", f"{DECIDED}{CLOSED}[assessment]\ndate = 2024-06-20\nreconsidered_afresh = true", "met", None),
    ("T03", "a version before it closed, and no points about equality", f"{DECIDED}{CLOSED.replace('equality_points', 'themes')}[assessment]\ndate = 2024-05-01", "not recorded", "advice"),
    ("T03", "a consultation, and no day of a version", f"{DECIDED}{CLOSED}", "not recorded", "advice"),
    ("T03", "what people said, and no days", '[consultation]\nheld = true\nthemes = ["Ramps"]', "not recorded", "advice"),
    ("T03", "a consultation, and neither days nor what people said", HELD, "not recorded", None),
    ("T03", "a consultation that closes later", f"{DECIDED}{CLOSED.replace('05-15', '07-15')}[assessment]\ndate = 2024-05-01", "not recorded", None),
    ("T03", "an assessment after the decision", f"{DECIDED}{CLOSED}[assessment]\ndate = 2024-06-02", "not recorded", None),
    ("T03", "no consultation", "[consultation]\nheld = false", "not applicable", None),
    ("T03", "a consultation, and no assessment made", f"{CLOSED}[assessment]\nmade = false", "not applicable", None),
    ("T03", "nothing", "", "not recorded", None),
    ("T04", "an assessment of more than 36 months before", f"{DECIDED}[assessment]\ndate = 2021-05-31", "not met", "warning"),
    ("T04", "facts that have changed since", f'{DECIDED}[assessment]\ndate = 2024-05-01\nfacts_changed_since = "One branch burnt down"', "not met", "warning"),
    ("T04", "facts that have changed, without a day", '[assessment]\nfacts_changed_since = "One branch burnt down"', "not met", "warning"),
    ("T04", "an assessment of 36 months before", f"{DECIDED}[assessment]\ndate = 2021-06-01", "met", None),
    ("T04", "no fact that has changed", f'{DECIDED}[assessment]\ndate = 2024-05-01\nfacts_changed_since = "None."', "met", None),
    ("T04", "an old assessment, brought up to date", f"{DECIDED}[assessment]\ndate = 2019-05-01\n{VERSION.format(2, '2024-05-01')}", "met", None),
    ("T04", "an assessment after the decision", f"{DECIDED}[assessment]\ndate = 2024-06-02", "not recorded", None),
    ("T04", "an old assessment, and no day of decision but a later review", "[assessment]\ndate = 2019-05-01\n[review]\ndate = 2024-05-01", "not recorded", None),
    ("T04", "no assessment made", "[assessment]\nmade = false", "not applicable", None),
    ("T04", "nothing", "", "not recorded", None),
    ("T05", "staged without reason, date or owner", "[staging]\nstaged = true", "not met", "warning"),
    ("T05", "a full assessment promised without date or owner", '[[promise]]\nwhat = "A full EIA"\nkind = "full assessment"', "not recorded", None),
    ("T05", "staged with its reason, and no date or owner for the rest", '[staging]\nstaged = true\nurgent = true\nreason = "an emergency"', "not recorded", "advice"),
    ("T05", "staged, and the rest promised in words", '[staging]\nstaged = true\nreversible = true\nreason = "a trial"\n[[promise]]\nwhat = "A full EIA"\nkind = "full assessment"\nwhen = "before the trial ends"\nowner = "Director"', "needs judgement", "advice"),
    ("T05", "staged with all of it", '[staging]\nstaged = true\nreversible = true\nreason = "a pilot"\nrest_by = 2025-01-01\nrest_owner = "Director"', "needs judgement", "advice"),
    ("T05", "not staged", "[staging]\nstaged = false", "not applicable", None),
    ("T05", "nothing", "", "not recorded", None),
    ("D01", "a decider with neither", '[[decision.deciders]]\nwho = "Cabinet"\ngiven = "neither"', "not met", "serious"),
    ("D01", "a decider given it too late", f'{DECIDED}[[decision.deciders]]\nwho = "Cabinet"\ngiven = "assessment"\ngiven_on = 2024-06-02', "not met", "serious"),
    ("D01", "a decider with a summary alone", '[[decision.deciders]]\nwho = "Cabinet"\ngiven = "summary"', "needs judgement", "warning"),
    ("D01", "a decider with the assessment", '[[decision.deciders]]\nwho = "Cabinet"\ngiven = "assessment"', "met", None),
    ("D01", "a decider with a full account", '[[decision.deciders]]\nwho = "Cabinet"\ngiven = "full account"', "met", None),
    ("D01", "a decider, and not what was given", '[[decision.deciders]]\nwho = "Cabinet"', "not recorded", "serious"),
    ("D01", "nothing", "", "not recorded", "serious"),
    ("D02", "deciders not told, and equality weighed in the minutes", '[decision]\nduty_told = "not at all"\nequality_minuted = true', "not met", "advice"),
    ("D02", "deciders not told of the duty", TOLD.format("not at all"), "not met", "warning"),
    ("D02", "deciders told wrongly", TOLD.format("wrongly"), "not met", "warning"),
    ("D02", "deciders not told, of a severe effect alone", f"{TOLD.format('not at all')}{SEVERE}", "not met", "warning"),
    ("D02", "deciders not told, and minutes that show nothing", f"{TOLD.format('not at all')}equality_minuted = false", "not met", "serious"),
    ("D02", "deciders told wrongly, and no assessment made", f"{TOLD.format('wrongly')}[assessment]\nmade = false", "not met", "serious"),
    ("D02", "deciders not told, and regard without a document", f'{TOLD.format("not at all")}[assessment]\nmade = false\nregard = "Asked"', "not met", "advice"),
    ("D02", "deciders not told, and an assessment after the decision", f"{TOLD.format('not at all')}date = 2024-06-01\n[assessment]\ndate = 2024-06-02", "not met", "serious"),
    ("D02", "deciders not told, and a decider with neither", f'{TOLD.format("not at all")}[[decision.deciders]]\nwho = "Cabinet"\ngiven = "neither"', "not met", "serious"),
    ("D02", "deciders not told, and points about equality withheld", f"{TOLD.format('not at all')}[consultation]\nequality_points_withheld = true", "not met", "serious"),
    ("D02", "deciders not told, and a fixed figure not assessed", f'{TOLD.format("not at all")}[budget]\nstatus = "fixed"\nassessed = false', "not met", "serious"),
    ("D02", "deciders not told, and a rule without justification", f'{TOLD.format("not at all")}[[rule]]\nrule = "No sites"\ndisadvantages = ["race"]\njustification = "none"', "not met", "serious"),
    ("D02", "deciders told in general words", TOLD.format("in general words"), "needs judgement", "advice"),
    ("D02", "deciders told in general words, of a severe effect", f"{TOLD.format('in general words')}{SEVERE}", "needs judgement", "warning"),
    ("D02", "the words in which they were told, alone", '[decision]\nduty_explained = "We must have due regard"', "needs judgement", "advice"),
    ("D02", "deciders told, naming the needs", TOLD.format("naming the needs"), "met", None),
    ("D02", "deciders who had the assessment, and not what they were told", HAD.format("assessment"), "not recorded", "warning"),
    ("D02", "the same, of a moderate effect", f"{MADE}{MODERATE}{HAD.format('assessment')}", "not recorded", "warning"),
    ("D02", "the same, and equality weighed in the minutes", f"[decision]\nequality_minuted = true\n{HAD.format('assessment')}", "not recorded", "advice"),
    ("D02", "the same, where nothing is worse than slight", f"{MADE}{SMALL}{HAD.format('assessment')}", "not recorded", None),
    ("D02", "a decider, and nothing of what they had", '[[decision.deciders]]\nwho = "Cabinet"', "not recorded", None),
    ("D02", "nothing", "", "not recorded", None),
    ("D03", "minutes that do not show it", "[decision]\nequality_minuted = false", "not met", "warning"),
    ("D03", "minutes that show it", "[decision]\nequality_minuted = true", "met", None),
    ("D03", "what the minutes say, alone", '[decision]\nminutes = "Members asked who would move"', "needs judgement", "advice"),
    ("D03", "nothing of the minutes, of a moderate effect", f"{MADE}{MODERATE}", "not recorded", "warning"),
    ("D03", "nothing of the minutes, where nothing is worse than slight", f"{MADE}{SMALL}", "not recorded", None),
    ("D03", "nothing", "", "not recorded", "warning"),
    ("D04", "a partner's assurance untested", f"{NEC}tested_by_us = false", "not met", "warning"),
    ("D04", "a tool's supplier's assurance untested", f"{NEC}tested_by_us = false\n{TOOL}", "not met", "serious"),
    ("D04", "a partner's assurance untested, beside another's tool", f"{NEC}tested_by_us = false\n{TOOL.replace('Acme', 'Bolt')}", "not met", "warning"),
    ("D04", "an assurance of someone without a name, beside a tool", f"{NEC.replace('Acme', '.')}tested_by_us = false\n{TOOL}", "not met", "warning"),
    ("D04", "an assurance tested", f"{NEC}tested_by_us = true", "met", None),
    ("D04", "an assurance not relied on", f"{NEC.replace('true', 'false')}tested_by_us = false", "not applicable", None),
    ("D04", "an assurance, and not whether tested", NEC, "not recorded", None),
    ("D04", "an assurance untested, and not whether relied on", f"{NEC.replace('relied_on = true', '')}tested_by_us = false", "not recorded", None),
    ("D04", "nothing", "", "not recorded", None),
    ("D05", "a decision that could no longer change", "[decision]\ncould_still_change = false", "not met", "serious"),
    ("D05", "a decision that could still change", "[decision]\ncould_still_change = true", "met", None),
    ("D05", "nothing", "", "not recorded", None),
    ("D06", "a paper less grave than the assessment", f'[decision]\npaper_gravest = "moderate"\n{SEVERE}', "not met", "serious"),
    ("D06", "a paper that states none", f'[decision]\npaper_gravest = "none"\n{HARM}harm = "slight"', "not met", "serious"),
    ("D06", "a paper less grave than the effects taken together", f'[decision]\npaper_gravest = "moderate"\n[assessment]\noverall = "severe"\n{HARM}harm = "moderate"', "not met", "serious"),
    ("D06", "a paper as grave as the assessment", f'[decision]\npaper_gravest = "severe"\n{SEVERE}', "met", None),
    ("D06", "a paper graver than the assessment", f'[decision]\npaper_gravest = "severe"\n{HARM}harm = "slight"', "met", None),
    ("D06", "a severe effect, and not what the paper states", SEVERE, "not recorded", "warning"),
    ("D06", "the same, to deciders who had the assessment", f"{SEVERE}{HAD.format('assessment')}", "not recorded", "warning"),
    ("D06", "a moderate effect, to deciders who had a full account", f"{MODERATE}{HAD.format('full account')}", "not recorded", "warning"),
    ("D06", "a moderate effect, to deciders who had the assessment", f"{MODERATE}{HAD.format('assessment')}", "not recorded", None),
    ("D06", "a moderate effect, and nothing of what the deciders had", MODERATE, "not recorded", None),
    ("D06", "a slight effect, to deciders who had a full account", f"{SLIGHT}{HAD.format('full account')}", "not recorded", None),
    ("D06", "an adverse effect, and not how grave", f'[decision]\npaper_gravest = "severe"\n{HARM}', "not recorded", "warning"),
    ("D06", "no adverse effect", HARM.replace("negative", "positive"), "not applicable", None),
    ("D06", "an effect that cannot be told", HARM.replace("negative", "cannot tell"), "not recorded", None),
    ("D06", "nothing", "", "not recorded", None),
    ("I01", "a good effect, and not what it rests on", GOOD, "not recorded", "advice"),
    ("I01", "an effect, and what was looked at", f'{SLIGHT}looked_at = "A walk with two users"', "met", None),
    ("I01", "a severe effect, and what was looked at", f'{SEVERE}looked_at = "A walk with two users"', "not recorded", "serious"),
    ("I01", "the body's own count, with what it shows", f'{HARM}evidence = ["survey"]\n{SURVEY.replace("publisher", "shows")}', "met", None),
    ("I01", "a severe effect on no evidence", f'{SEVERE}evidence = "none"', "not met", "serious"),
    ("I01", "a lesser effect on no evidence", f'{HARM}evidence = "none"', "needs judgement", "advice"),
    ("I01", "an effect on sourced and dated evidence", f'{HARM}evidence = ["survey"]\n{SURVEY}', "met", None),
    ("I01", "an effect on evidence without a date", f'{HARM}evidence = ["survey"]\n{SURVEY.replace("date = 2024-03-01", "")}', "not recorded", "warning"),
    ("I01", "an effect on evidence without a source", f'{HARM}evidence = ["survey"]\n{SURVEY.replace("publisher", "coverage")}', "not recorded", "warning"),
    ("I01", "an effect, and not what it rests on", HARM, "not recorded", "warning"),
    ("I01", "a severe effect, and not what it rests on", SEVERE, "not recorded", "serious"),
    ("I01", "an effect that cannot be told", HARM.replace("negative", "cannot tell"), "not recorded", None),
    ("I01", "nothing", "", "not recorded", None),
    ("I02", "a gap, and that nothing will be done", '[[gap]]\nwhat = "Who visits"\nplan = "none"', "not met", "warning"),
    ("I02", "a gap, that nothing will be done, and why", '[[gap]]\nwhat = "Who visits"\nplan = "none"\nwhy_not = "Asking would deter"', "met", None),
    ("I02", "a gap and what will be done", '[[gap]]\nwhat = "Who visits"\nwill_do = "A count in May"', "met", None),
    ("I02", "no gap, and why", 'no_gaps_because = "A full survey"', "met", None),
    ("I02", "a gap alone", '[[gap]]\nwhat = "Who visits"', "not recorded", "advice"),
    ("I02", "an effect that cannot be told, and no gap", HARM.replace("negative", "cannot tell"), "not recorded", "warning"),
    ("I02", "an effect, and no gap listed", HARM, "not recorded", "advice"),
    ("I02", "a good effect, and no gap listed", GOOD, "not recorded", None),
    ("I02", "nothing worse than slight, and no gap listed", f"{MADE}{SMALL}", "not recorded", None),
    ("I02", "nothing", "", "not recorded", None),
    ("I03", "no effect on a group the record points to", '[proposal]\npoints_to = ["age"]\n[[effect]]\nid = "a"\ntitle = "Age"\ncharacteristics = ["age"]\ndirection = "none"\nlooked_at = "the register"', "not met", "serious"),
    ("I03", "a group the record points to, put aside", '[proposal]\npoints_to = ["age"]\n[[put_aside]]\ncharacteristics = ["age"]\nreason = "Few"\nlooked_at = "the register"', "not met", "serious"),
    ("I03", "no effect, and what was looked at", '[[effect]]\nid = "a"\ntitle = "Age"\ncharacteristics = ["age"]\ndirection = "none"\nlooked_at = "the register"', "met", None),
    ("I03", "no effect, and nothing looked at", '[[effect]]\nid = "a"\ntitle = "Age"\ncharacteristics = ["age"]\ndirection = "none"', "not recorded", "advice"),
    ("I03", "no effect because there is no evidence", '[[effect]]\nid = "a"\ntitle = "Age"\ncharacteristics = ["age"]\ndirection = "none"\nevidence = "none"', "not recorded", "advice"),
    ("I03", "a group put aside, and nothing looked at", '[[put_aside]]\ncharacteristics = ["age"]\nreason = "Few"', "not recorded", None),
    ("I03", "only effects", HARM, "not applicable", None),
    ("I03", "nothing", "", "not recorded", None),
    ("I04", "a difference that other evidence contradicts", f"{GAP_STATED}contradicted = true", "not met", "advice"),
    ("I04", "a difference with pool, denominator and interval", f'{GAP_STATED}interval = "40 to 60%"', "met", None),
    ("I04", "a difference of a complete count, with whom it covers", f'[[disparity]]\nsays = "Half"\nevidence = ["survey"]\n{SURVEY}kind = "complete"\ncoverage = "all card holders"\nbase = "card holders"', "met", None),
    ("I04", "a difference without interval, beside a table", f'{GAP_STATED}{SURVEY}table = "counts"', "not recorded", "advice"),
    ("I04", "a difference of a sample without interval, from a table", f'{GAP_STATED}evidence = ["survey"]\n{SURVEY}table = "counts"\nkind = "sampled"', "not recorded", "advice"),
    ("I04", "a difference without interval, and no table", GAP_STATED, "not recorded", None),
    ("I04", "nothing", "", "not recorded", None),
    ("I05", "a difference, and nothing of sub-groups", GAP_STATED, "not recorded", "advice"),
    ("I05", "what was found of sub-groups", '[assessment]\nintersections = "Older disabled people come by day"', "met", None),
    ("I05", "an effect, and no difference", HARM, "not recorded", None),
    ("I05", "nothing", "", "not recorded", None),
    ("I06", "evidence whose small numbers are not safe", f"{SURVEY}small_numbers_safe = false", "not met", "warning"),
    ("I06", "personal data in the evidence, and said not to be used", f"{SURVEY}personal_data = true\nsmall_numbers_safe = true\n[data_protection]\npersonal_data = false", "not met", "warning"),
    ("I06", "personal data said not to be used, in evidence whose small numbers are not safe", f"{SURVEY}personal_data = true\nsmall_numbers_safe = false\n[data_protection]\npersonal_data = false", "not met", "warning"),
    ("I06", "small numbers made safe", f"{SURVEY}personal_data = true\nsmall_numbers_safe = true", "met", None),
    ("I06", "counts in a file, which the report releases", f'{SURVEY}personal_data = true\nfile = "evidence/a.csv"\ntable = "counts"', "met", None),
    ("I06", "personal data, and not whether small numbers are safe", f"{SURVEY}personal_data = true", "not recorded", "advice"),
    ("I06", "evidence without personal data", f"{SURVEY}personal_data = false", "not applicable", None),
    ("I06", "evidence, and no word of personal data", SURVEY, "not recorded", None),
    ("I06", "nothing", "", "not recorded", None),
    ("I08", "a tool that the body has not tested", f"{TOOL}tested_by_us = false", "not met", "serious"),
    ("I08", "a tool not tested by race", f"{TOOL}tested_by_us = true\n{UNTESTED.format('race')}{TESTED.format('sex')}", "not met", "serious"),
    ("I08", "a tool not tested by age", f"{TOOL}tested_by_us = true\n{BIAS}{UNTESTED.format('age')}", "not met", "warning"),
    ("I08", "a tool tested by its supplier alone", f"{TOOL}tested_by_us = false\n{BIAS_OF_FOUR}", "needs judgement", "warning"),
    ("I08", "a tool tested by the body, with results", f"{TOOL}tested_by_us = true\n{BIAS_OF_FOUR}", "met", None),
    ("I08", "a tool tested by race and sex, age and disability put aside", f'{TOOL}tested_by_us = true\n{BIAS}[[put_aside]]\ncharacteristics = ["age", "disability"]', "met", None),
    ("I08", "a tool tested by race and sex, and no word of others", f"{TOOL}tested_by_us = true\n{BIAS}", "not recorded", "warning"),
    ("I08", "a tool tested, and no result", f"{TOOL}tested_by_us = true\n{BIAS_OF_FOUR}".replace('result = "even"', ""), "not recorded", "warning"),
    ("I08", "results, and not whose", f"{TOOL}{BIAS_OF_FOUR}", "not recorded", "warning"),
    ("I08", "a tool alone", TOOL, "not recorded", "warning"),
    ("I08", "nothing", "", "not recorded", None),
    ("L01", "an adversely affected group not considered", f"{HARM}{CONDUCT}considered = false", "not met", "warning"),
    ("L01", "one form not considered", f'{SERVICES}{HARM}{CONDUCT}forms = ["harassment"]\nconsidered = false', "not met", "warning"),
    ("L01", "a group on whom the effect is not known, not considered", f"{UNKNOWN}{CONDUCT}considered = false", "not met", "advice"),
    ("L01", "a form not considered that cannot arise there", f'{SERVICES}{FAITH}[[conduct]]\ncharacteristics = ["religion_or_belief"]\nforms = ["harassment"]\nconsidered = false\n[[conduct]]\ncharacteristics = ["religion_or_belief"]\nforms = ["direct discrimination", "indirect discrimination", "victimisation"]', "met", None),
    ("L01", "every form that can arise there", f'{SERVICES}{HARM}{CONDUCT}forms = ["direct discrimination", "indirect discrimination", "arising from disability", "reasonable adjustments", "harassment", "victimisation"]', "met", None),
    ("L01", "what was found, and no form named", f'{SERVICES}{HARM}{CONDUCT}says = "None"', "met", None),
    ("L01", "an effect that answers this need with its reasoning", f'{HARM}{NEEDS}\nreasoning = "Buses stop at six"', "not recorded", None),
    ("L01", "an effect that names this need, without reasoning", f'{HARM}{NEEDS}\n{RELATIONS}prejudice = "a"', "not recorded", "advice"),
    ("L01", "some forms of those that can arise there", f'{SERVICES}{HARM}{CONDUCT}forms = ["harassment"]', "not recorded", "advice"),
    ("L01", "a group with another need answered", f'{HARM}{RELATIONS}prejudice = "a"', "not recorded", "advice"),
    ("L01", "a slight effect on a group with another need answered", f'{SLIGHT}{RELATIONS}prejudice = "a"', "not recorded", None),
    ("L01", "a group of whom no need is answered, asked about with opportunity", HARM, "not recorded", None),
    ("L01", "a good effect alone", HARM.replace("negative", "positive"), "not recorded", None),
    ("L01", "an effect on marriage in services, where the Act prohibits nothing", SERVICES + HARM.replace("disability", "marriage_and_civil_partnership"), "not recorded", None),
    ("L01", "maternity and harassment, which the Act does not know", '[[effect]]\nid = "a"\ntitle = "A"\ncharacteristics = ["pregnancy_and_maternity"]\ndirection = "negative"\n[[conduct]]\ncharacteristics = ["pregnancy_and_maternity"]\nforms = ["harassment"]\nconsidered = false', "not recorded", "advice"),
    ("L01", "nothing", "", "not recorded", None),
    ("L02", "a rule, and that nothing justifies it", f'{RULE}justification = "none"', "not met", "warning"),
    ("L02", "a rule with all four parts", f"{RULE}{JUSTIFIED}", "met", None),
    ("L02", "a rule that names no gentler one", f"{RULE}{JUSTIFIED.replace('less_intrusive', 'who')}", "not recorded", "warning"),
    ("L02", "a rule alone", RULE, "not recorded", "warning"),
    ("L02", "a rule about maternity, which section 19 leaves out", RULE.replace("race", "pregnancy_and_maternity"), "not applicable", None),
    ("L02", "a rule about marriage in services", f"{SERVICES}{RULE.replace('race', 'marriage_and_civil_partnership')}", "not applicable", None),
    ("L02", "nothing", "", "not recorded", None),
    ("L03", "an affected group not considered", f'{HARM}[[opportunity]]\ncharacteristics = ["disability"]\nconsidered = false', "not met", "warning"),
    ("L03", "a group the paper points to, without an effect, not considered", '[proposal]\npoints_to = ["disability"]\n[[opportunity]]\ncharacteristics = ["disability"]\nconsidered = false', "not met", "warning"),
    ("L03", "a group the paper points to, without an effect", '[proposal]\npoints_to = ["disability"]', "not recorded", None),
    ("L03", "an affected group with all three parts", f'{HARM}[[opportunity]]\ncharacteristics = ["disability"]\ndisadvantage = "a"\ndifferent_needs = "b"\nparticipation = "c"', "met", None),
    ("L03", "an affected group with one part", f'{HARM}[[opportunity]]\ncharacteristics = ["disability"]\ndisadvantage = "a"', "not recorded", "warning"),
    ("L03", "an affected group with disadvantage and different needs", f'{HARM}[[opportunity]]\ncharacteristics = ["disability"]\ndisadvantage = "a"\ndifferent_needs = "b"', "met", None),
    ("L03", "an affected group alone", HARM, "not recorded", "warning"),
    ("L03", "a group with another need answered", f'{HARM}{RELATIONS}prejudice = "a"', "not recorded", "warning"),
    ("L03", "a slight effect alone", SLIGHT, "not recorded", "advice"),
    ("L03", "an effect that answers this need with its reasoning", f'{HARM}{NEEDS}\nreasoning = "Buses stop at six"', "not recorded", None),
    ("L03", "a good effect with its reasoning", f'{GOOD}reasoning = "A lower kerb"', "not recorded", None),
    ("L03", "a good effect alone", GOOD, "not recorded", "advice"),
    ("L03", "a good effect with its reasoning, and a bad one", f'{GOOD}reasoning = "A lower kerb"\n{HARM.replace("hours", "lift")}', "not recorded", "warning"),
    ("L03", "an effect on marriage, outside this need", HARM.replace("disability", "marriage_and_civil_partnership"), "not recorded", None),
    ("L03", "nothing", "", "not recorded", None),
    ("L04", "an affected group not considered", f"{HARM}{RELATIONS}considered = false", "not met", "warning"),
    ("L04", "an affected group with both parts", f'{HARM}{RELATIONS}prejudice = "a"\nunderstanding = "b"', "met", None),
    ("L04", "an effect that answers this need with its reasoning", f'{HARM}{NEEDS}\nreasoning = "Buses stop at six"', "not recorded", None),
    ("L04", "an affected group with one part", f'{HARM}{RELATIONS}prejudice = "a"', "not recorded", "advice"),
    ("L04", "a group with another need answered", f'{HARM}{CONDUCT}says = "None"', "not recorded", "advice"),
    ("L04", "a slight effect on a group with another need answered", f'{SLIGHT}{CONDUCT}says = "None"', "not recorded", None),
    ("L04", "a group of whom no need is answered, asked about with opportunity", HARM, "not recorded", None),
    ("L04", "a good effect alone", HARM.replace("negative", "positive"), "not recorded", None),
    ("L04", "a good effect, and relations not considered", f'{HARM.replace("negative", "positive")}{RELATIONS}considered = false', "not met", "warning"),
    ("L04", "an effect on marriage, outside this need", HARM.replace("disability", "marriage_and_civil_partnership"), "not recorded", None),
    ("L04", "nothing", "", "not recorded", None),
    ("L05", "poverty looked at instead", "[assessment]\nsocio_economic_instead = true", "not met", "warning"),
    ("L05", "poverty not looked at instead", "[assessment]\nsocio_economic_instead = false", "met", None),
    ("L05", "nothing", "", "not recorded", None),
    ("L06", "a service withdrawn, keeping it not considered", f"{REFUGE}withdrawn = true\nkeeping_considered = false", "not met", "warning"),
    ("L06", "a service withdrawn, keeping it considered", f"{REFUGE}withdrawn = true\nkeeping_considered = true", "met", None),
    ("L06", "a service withdrawn", f"{REFUGE}withdrawn = true", "not recorded", "advice"),
    ("L06", "a service that stays", f"{REFUGE}withdrawn = false", "not applicable", None),
    ("L06", "a service alone", REFUGE, "not recorded", None),
    ("L06", "nothing", "", "not recorded", None),
    ("L07", "one entry for sex and gender reassignment", HARM.replace('"disability"', '"sex", "gender_reassignment"'), "not met", "warning"),
    ("L07", "one entry that answers several, these two among them", HARM.replace('"disability"', '"age", "sex", "gender_reassignment"'), "met", None),
    ("L07", "one table for both, and not the question asked", '[[evidence]]\nid = "a"\ntitle = "Members by gender"\nabout = ["sex", "gender_reassignment"]', "not met", "warning"),
    ("L07", "an entry for each", HARM.replace("disability", "sex") + HARM.replace("disability", "gender_reassignment").replace('"hours"', '"cards"'), "met", None),
    ("L07", "an entry for sex alone", HARM.replace("disability", "sex"), "not recorded", None),
    ("L07", "both put aside", '[[put_aside]]\ncharacteristics = ["sex", "gender_reassignment"]\nreason = "Use is even"', "not applicable", None),
    ("L07", "nothing", "", "not recorded", None),
    ("M01", "the worst outcome known and not assessed", f"{HARM}worst_assessed = false", "not met", "serious"),
    ("M01", "the worst outcome, assessed", f'{SEVERE}worst = "No library in reach"\nworst_assessed = true', "met", None),
    ("M01", "the worst outcome, and not whether it was assessed", f'{SEVERE}worst = "No library in reach"', "not recorded", None),
    ("M01", "a severe effect without it", SEVERE, "not recorded", "warning"),
    ("M01", "a lesser effect without it", HARM, "not recorded", None),
    ("M01", "nothing", "", "not recorded", None),
    ("M02", "a severe effect with neither answer", f'{SEVERE}answer = "none"', "not met", "serious"),
    ("M02", "a lesser effect with neither answer", f'{HARM}answer = "none"', "not met", "warning"),
    ("M02", "an action with owner and date", f'{HARM}[[action]]\neffects = ["hours"]\nwhat = "A van"\nowner = "Head"\ndue = 2024-09-01', "met", None),
    ("M02", "a reason for accepting", f'{SEVERE}accepted_because = "The other choice closes two branches"', "met", None),
    ("M02", "an action without owner or date", f'{SEVERE}[[action]]\neffects = ["hours"]\nwhat = "A van"', "not recorded", "warning"),
    ("M02", "a severe effect alone", SEVERE, "not recorded", "warning"),
    ("M02", "no adverse effect", HARM.replace("negative", "positive"), "not applicable", None),
    ("M02", "nothing", "", "not recorded", None),
    ("M02", "an action that was dropped", f'{HARM}{ACTION}owner = "Head"\ndue = 2024-09-01\nstate = "dropped"', "not recorded", "warning"),
    ("M03", "an effect that is only watched", f'{HARM}{ACTION}kind = "monitor"', "not met", "warning"),
    ("M03", "an effect that is reduced, and watched", f'{HARM}{ACTION}kind = "reduce"\n{ACTION}kind = "monitor"', "met", None),
    ("M03", "an effect that is watched, and a reduction dropped", f'{HARM}{ACTION}kind = "reduce"\nstate = "dropped"\n{ACTION}kind = "monitor"', "not met", "warning"),
    ("M03", "an effect that is watched and accepted with a reason", f'{HARM}accepted_because = "Both ways cost the same"\n{ACTION}kind = "monitor"', "not applicable", None),
    ("M03", "an action of a kind not recorded", f"{HARM}{ACTION}", "not recorded", None),
    ("M03", "an effect alone", HARM, "not recorded", None),
    ("M03", "nothing", "", "not recorded", None),
    ("M04", "options not compared", "[assessment]\noptions_compared = false", "not met", "warning"),
    ("M04", "options compared", "[assessment]\noptions_compared = true", "met", None),
    ("M04", "each option with its effects, doing nothing among them", f"{HARM}{OPTION}{OPTION}do_nothing = true", "met", None),
    ("M04", "options with their effects, without doing nothing", f"{HARM}{OPTION}{OPTION}", "not recorded", "advice"),
    ("M04", "options without their effects", f"{HARM}{OPTION.replace('equality_effects', 'what')}{OPTION}do_nothing = true", "not recorded", "advice"),
    ("M04", "an adverse effect alone", HARM, "not recorded", "advice"),
    ("M04", "a slight effect alone", f'{HARM}harm = "slight"', "not recorded", None),
    ("M04", "nothing", "", "not recorded", None),
    ("M05", "a part of a package, the whole not considered", f"{PACKAGE}effect_considered = false", "not met", "warning"),
    ("M05", "a part of a package, the whole considered", f"{PACKAGE}effect_considered = true", "met", None),
    ("M05", "a part of a package", PACKAGE, "not recorded", "advice"),
    ("M05", "alone", "[package]\nalone = true", "not applicable", None),
    ("M05", "nothing", "", "not recorded", None),
    ("M06", "a fixed figure not assessed", '[budget]\nstatus = "fixed"\nassessed = false', "not met", "serious"),
    ("M06", "a provisional figure without a gate", '[budget]\nstatus = "provisional"', "not met", "advice"),
    ("M06", "a fixed figure assessed", '[budget]\nstatus = "fixed"\nassessed = true', "met", None),
    ("M06", "a provisional figure with a gate", '[budget]\nstatus = "provisional"\ngate = "Council in February"', "met", None),
    ("M06", "a fixed figure, and not whether assessed", '[budget]\nstatus = "fixed"', "not recorded", None),
    ("M06", "no change of budget", "[budget]\nchanges = false", "not applicable", None),
    ("M06", "nothing", "", "not recorded", None),
    ("M07", "a severe effect, judged slight together", f'{SEVERE}[assessment]\noverall = "slight"', "not met", "serious"),
    ("M07", "a severe effect, judged none together", f'{SEVERE}[assessment]\noverall = "none"', "not met", "serious"),
    ("M07", "a severe effect, judged slight together for a reason", f'{SEVERE}[assessment]\noverall = "slight"\noverall_reason = "A van reaches all"', "met", None),
    ("M07", "a severe effect, judged moderate together", f'{SEVERE}[assessment]\noverall = "moderate"', "met", None),
    ("M07", "a severe effect alone", SEVERE, "not recorded", None),
    ("M07", "a slight effect, judged slight together", f'{HARM}harm = "slight"\n[assessment]\noverall = "slight"', "not applicable", None),
    ("M07", "nothing", "", "not recorded", None),
    ("M08", "a fund relied on, not shown to work", f"{FUND}shown_to_work = false", "not met", "warning"),
    ("M08", "a fund relied on, and its use", f'{FUND}shown_to_work = true\nevidence_of_use = "40 awards of 52"', "met", None),
    ("M08", "a fund relied on, said to work, and not its use", f"{FUND}shown_to_work = true", "not recorded", "advice"),
    ("M08", "a fund relied on", FUND, "not recorded", "advice"),
    ("M08", "a fund not relied on", FUND.replace("true", "false"), "not applicable", None),
    ("M08", "a fund alone", FUND.replace("relied_on = true\n", ""), "not recorded", None),
    ("M08", "nothing", "", "not recorded", None),
    ("C01", "a duty to consult and none held", '[consultation]\nduty = "statute"\nheld = false', "not met", "serious"),
    ("C01", "a duty to consult and minds closed", '[consultation]\nduty = "promise"\nheld = true\nminds_open = false', "not met", "serious"),
    ("C01", "no duty, and minds closed", '[consultation]\nduty = "none"\nheld = true\nformative = false', "not met", "advice"),
    ("C01", "consultation while it could change", '[consultation]\nduty = "statute"\nheld = true\nformative = true', "met", None),
    ("C01", "no duty to consult", '[consultation]\nduty = "none"', "not applicable", None),
    ("C01", "a duty, and not whether it was held", '[consultation]\nduty = "statute"', "not recorded", None),
    ("C01", "nothing", "", "not recorded", None),
    ("C02", "reasons not given", f"{HELD}given_reasons = false\ngiven_impact = true", "not met", "warning"),
    ("C02", "impact not given, where there was a duty", f'{HELD}duty = "promise"\ngiven_reasons = true\ngiven_impact = false', "not met", "serious"),
    ("C02", "options turned down not told, and something taken away", f"{HELD}{TOLD_BOTH}given_rejected_options = false\n{HARM}", "needs judgement", "warning"),
    ("C02", "options turned down not told, a duty, and something taken away", f'{HELD}duty = "statute"\n{TOLD_BOTH}given_rejected_options = false\n{HARM}', "needs judgement", "serious"),
    ("C02", "options turned down not told, and nothing taken away", f'{HELD}duty = "statute"\n{TOLD_BOTH}given_rejected_options = false', "needs judgement", "advice"),
    ("C02", "reasons and impact given", f"{HELD}{TOLD_BOTH}", "met", None),
    ("C02", "a consultation that was owed, and not what was given", f'{HELD}duty = "statute"', "not recorded", "advice"),
    ("C02", "a consultation on an adverse effect, and not what was given", f"{HELD}{HARM}", "not recorded", "advice"),
    ("C02", "a consultation on a slight effect, and not what was given", f"{HELD}{SLIGHT}", "not recorded", None),
    ("C02", "no consultation", "[consultation]\nheld = false", "not applicable", None),
    ("C02", "nothing", "", "not recorded", None),
    ("C03", "too little time", f"{HELD}time_enough = false", "not met", "warning"),
    ("C03", "time enough", f"{HELD}time_enough = true", "met", None),
    ("C03", "a consultation, and not for how long", HELD, "not recorded", None),
    ("C03", "no consultation", "[consultation]\nheld = false", "not applicable", None),
    ("C03", "nothing", "", "not recorded", None),
    ("C04", "equality points withheld", "[consultation]\nheld = true\nequality_points_withheld = true", "not met", "serious"),
    ("C04", "responses that did not reach them", "[consultation]\nheld = true\nresponses_reached_deciders = false", "not met", "warning"),
    ("C04", "responses that reached them", "[consultation]\nheld = true\nresponses_reached_deciders = true", "met", None),
    ("C04", "a consultation, and no word of the responses", "[consultation]\nheld = true", "not recorded", "warning"),
    ("C04", "no consultation", "[consultation]\nheld = false", "not applicable", None),
    ("C04", "nothing", "", "not recorded", None),
    ("C05", "groups not engaged in Wales", f"{WALES}{HARM}[consultation]\nengaged = false", "not met", "serious"),
    ("C05", "groups not engaged in England", f"{ENGLAND}{HARM}[consultation]\nengaged = false", "not met", "warning"),
    ("C05", "groups not engaged in Wales by a body that no list names", f'{WALES}body_standing = "exercises a public function"\n{HARM}[consultation]\nengaged = false', "not met", "warning"),
    ("C05", "groups not engaged in Wales before the regulations", f"{WALES}{HARM}[consultation]\nengaged = false\n[decision]\ndate = 2011-04-05", "not met", "warning"),
    ("C05", "groups engaged, and in which forms", f'{HARM}{ENGAGED}forms = "easy read"', "met", None),
    ("C05", "groups engaged, and how", f'{HARM}{ENGAGED}how = "A meeting with a hearing loop"', "met", None),
    ("C05", "others engaged, and not those slightly affected", f'{SLIGHT}{ENGAGED.replace("disability", "age")}forms = "easy read"', "met", None),
    ("C05", "others engaged in Wales, and not those affected", f'{WALES}{HARM}{ENGAGED.replace("disability", "age")}forms = "easy read"', "not recorded", "advice"),
    ("C05", "groups engaged, and not in which forms", f"{HARM}{ENGAGED}", "not recorded", "advice"),
    ("C05", "others engaged, and not those affected", f'{HARM}{ENGAGED.replace("disability", "age")}forms = "easy read"', "not recorded", "advice"),
    ("C05", "an affected group in England alone", f"{ENGLAND}{HARM}", "not recorded", "advice"),
    ("C05", "an affected group in Wales alone", f"{WALES}{HARM}", "not recorded", "warning"),
    ("C05", "a slight effect in England alone", f'{ENGLAND}{HARM}harm = "slight"', "not recorded", None),
    ("C05", "a slight effect in Wales alone", f'{WALES}{HARM}harm = "slight"', "not recorded", "warning"),
    ("C05", "a good effect in England alone", ENGLAND + HARM.replace("negative", "positive"), "not applicable", None),
    ("C05", "an adverse effect in England that names no characteristic", ENGLAND + HARM.replace('characteristics = ["disability"]', 'groups = ["carers"]'), "not recorded", None),
    ("C05", "an adverse effect in Wales that names no characteristic", WALES + HARM.replace('characteristics = ["disability"]', 'groups = ["carers"]'), "not recorded", "warning"),
    ("C05", "an effect in England of which nobody can tell, that names no characteristic", ENGLAND + UNKNOWN.replace('characteristics = ["disability"]', 'groups = ["carers"]'), "not recorded", None),
    ("C05", "nothing", "", "not recorded", None),
    ("R01", "a running system that is not measured", "[monitoring]\nmeasured = false\nsystem_running = true", "not met", "serious"),
    ("R01", "no measure", "[monitoring]\nmeasured = false", "not met", "warning"),
    ("R01", "a measure with every part", f"[monitoring]\n{WATCHED}", "met", None),
    ("R01", "a measure without a trigger", f"[monitoring]\n{WATCHED.replace('trigger', 'measured = true #')}", "not recorded", "warning"),
    ("R01", "a review alone", '[review]\ndate = 2025-05-01\nowner = "Head"', "not recorded", "warning"),
    ("R01", "a review, of a moderate effect", f'{MODERATE}[review]\ndate = 2025-05-01\nowner = "Head"', "not recorded", "advice"),
    ("R01", "a review of a running system, of a moderate effect", f'{MODERATE}[monitoring]\nsystem_running = true\n[review]\ndate = 2025-05-01\nowner = "Head"', "not recorded", "warning"),
    ("R01", "a review, where nothing is worse than slight", f'{MADE}{SMALL}[review]\nwhen = "With the next contract"\nowner = "Head"', "not recorded", None),
    ("R01", "nothing worse than slight, and no review", f"{MADE}{SMALL}", "not recorded", "warning"),
    ("R01", "nothing", "", "not recorded", "warning"),
    ("R02", "a review that is no day", '[review]\nwhen = "Ongoing."\nowner = "Head"', "not met", "warning"),
    ("R02", "a review in words that a day could follow from", '[review]\nwhen = "12 months after approval"\nowner = "Head"', "not recorded", "warning"),
    ("R02", "a review in words, where nothing is worse than slight", f'{MADE}{SMALL}[review]\nwhen = "With the next contract"\nowner = "Head"', "not recorded", "advice"),
    ("R02", "a review before the decision", f'{DECIDED}[review]\ndate = 2024-05-01\nowner = "Head"', "not met", "warning"),
    ("R02", "a review with day and owner", f'{DECIDED}[review]\ndate = 2025-05-01\nowner = "Head"', "met", None),
    ("R02", "a review without an owner", "[review]\ndate = 2025-05-01", "not recorded", "warning"),
    ("R02", "nothing", "", "not recorded", "warning"),
    ("P01", "a record that nobody signed", KEPT.replace("signed_on = 2024-05-01\n", ""), "not recorded", "warning"),
    ("P01", "a dated, versioned and signed record", KEPT, "met", None),
    ("P01", "a record without a day, signed", KEPT.partition("[[")[0], "not recorded", None),
    ("P01", "a record made before the decision, and no day of a version", f"[assessment]\nbefore_decision = true\n{KEPT.partition('[[')[0]}", "not recorded", "warning"),
    ("P01", "nothing", "", "not recorded", "warning"),
    ("P02", "a substantial impact in Wales, not published", f"{WALES}{UNPUBLISHED}substantial = true", "not met", "serious"),
    ("P02", "a policy adopted in Scotland, not published", f"{SCOTLAND}{UNPUBLISHED}adopted = true", "not met", "serious"),
    ("P02", "an assessment not published in England", f"{ENGLAND}{UNPUBLISHED}", "not met", "warning"),
    ("P02", "an assessment published", f"{WALES}[publication]\npublished = true\nsubstantial = true", "met", None),
    ("P02", "where it is published", f'{ENGLAND}[publication]\nwhere = "example.gov.uk"', "met", None),
    ("P02", "an impact in Wales that is not substantial", f"{WALES}{UNPUBLISHED}substantial = false", "not applicable", None),
    ("P02", "a policy in Scotland that was not adopted", f"{SCOTLAND}{UNPUBLISHED}adopted = false", "not applicable", None),
    ("P02", "not published in Wales, and not how substantial", f"{WALES}{UNPUBLISHED}", "not recorded", "warning"),
    ("P02", "not published in Scotland, and not whether adopted", f"{SCOTLAND}{UNPUBLISHED}", "not recorded", "warning"),
    ("P02", "not published by a body that no list names", f'{SCOTLAND}body_standing = "exercises a public function"\n{UNPUBLISHED}adopted = true', "not applicable", None),
    ("P02", "not published in Scotland before the regulations", f"{SCOTLAND}{UNPUBLISHED}adopted = true\n[decision]\ndate = 2012-05-26", "not applicable", None),
    ("P02", "not published in England before the regulations", f"{ENGLAND}{UNPUBLISHED}[decision]\ndate = 2011-09-09", "not applicable", None),
    ("P02", "no assessment to publish", f"{ENGLAND}[assessment]\nmade = false", "not applicable", None),
    ("P02", "England alone", ENGLAND, "not recorded", "advice"),
    ("P02", "Scotland alone", SCOTLAND, "not recorded", "warning"),
    ("P02", "England, where nothing is worse than slight", f"{ENGLAND}{MADE}{SMALL}", "not recorded", None),
    ("P02", "Scotland, where nothing is worse than slight", f"{SCOTLAND}{MADE}{SMALL}", "not recorded", "warning"),
    ("P02", "nothing", "", "not recorded", "warning"),
    ("P03", "a form that not everyone can read", "[publication]\npublished = true\naccessible = false", "not met", "warning"),
    ("P03", "a form that everyone can read", "[publication]\npublished = true\naccessible = true", "met", None),
    ("P03", "published, and not in which form", "[publication]\npublished = true", "not recorded", "advice"),
    ("P03", "where it is published, and not in which form", '[publication]\nwhere = "example.gov.uk"', "not recorded", "advice"),
    ("P03", "published, and not in which form, where nothing is worse than slight", f"{MADE}{SMALL}[publication]\npublished = true", "not recorded", None),
    ("P03", "not published", UNPUBLISHED, "not applicable", None),
    ("P03", "nothing", "", "not recorded", None),
    ("P04", "a change not disclosed", f"{CHANGE}disclosed = false", "not met", "warning"),
    ("P04", "a change disclosed", f"{CHANGE}disclosed = true", "met", None),
    ("P04", "a change before the decision", f"{CHANGE}date = 2024-05-31\ndisclosed = false\n{DECIDED}", "not applicable", None),
    ("P04", "a change, and not whether it is disclosed", CHANGE, "not recorded", None),
    ("P04", "nothing", "", "not recorded", None),
    ("N01", "a public body that relies on consent", f'{DATA}basis = "consent"', "not met", "warning"),
    ("N01", "an incompatible purpose", f'{DATA.replace("true", "false")}basis = "public task"', "not met", "warning"),
    ("N01", "purpose, basis, condition and compatibility", f'{DATA}basis = "public task"', "met", None),
    ("N01", "consent before the law held here", f'{DATA}basis = "consent"\n[decision]\ndate = 2016-06-07', "not recorded", None),
    ("N01", "no personal data", "[data_protection]\npersonal_data = false", "not applicable", None),
    ("N01", "a survey of people", f'{SURVEY}kind = "sampled"', "not recorded", "advice"),
    ("N01", "evidence that holds personal data", f"{SURVEY}personal_data = true", "not recorded", "advice"),
    ("N01", "who answered, by characteristic", '[[consultation.respondents]]\ncharacteristic = "sex"\ngroup = "women"\ncount = 60', "not recorded", "advice"),
    ("N01", "an automated tool", TOOL, "not recorded", "advice"),
    ("N01", "evidence that names no count of people", SURVEY, "not recorded", None),
    ("N01", "nothing", "", "not recorded", None),
    ("N02", "a strategic decision in Wales, poverty not considered", f"{WALES}strategic = true\n{POVERTY}considered = false", "not met", "warning"),
    ("N02", "a strategic decision in Scotland, poverty not considered", f"{SCOTLAND}strategic = true\n{POVERTY}considered = false", "not met", "warning"),
    ("N02", "a body in England that puts itself in scope", f"{ENGLAND}{POVERTY}in_scope = true\nconsidered = false", "not met", "advice"),
    ("N02", "a strategic decision in Wales, poverty considered", f"{WALES}strategic = true\n{POVERTY}considered = true", "met", None),
    ("N02", "a strategic decision in Wales alone", f"{WALES}strategic = true", "not recorded", "advice"),
    ("N02", "a body in Wales that only exercises a public function", f'{WALES}body_standing = "exercises a public function"\nstrategic = true', "not applicable", None),
    ("N02", "Wales alone", WALES, "not recorded", "advice"),
    ("N02", "Wales, where nothing is worse than slight", f"{WALES}{MADE}{SMALL}", "not recorded", None),
    ("N02", "a strategic decision in Wales, where nothing is worse than slight", f"{WALES}strategic = true\n{MADE}{SMALL}", "not recorded", "advice"),
    ("N02", "a decision in Wales that is not strategic", f"{WALES}strategic = false", "not applicable", None),
    ("N02", "a strategic decision in Wales before the duty", f"{WALES}strategic = true\n{POVERTY}considered = false\n[decision]\ndate = 2021-03-30", "not applicable", None),
    ("N02", "a strategic decision in Scotland before the duty", f"{SCOTLAND}strategic = true\n{POVERTY}considered = false\n[decision]\ndate = 2018-03-31", "not applicable", None),
    ("N02", "a strategic decision in England", f"{ENGLAND}strategic = true\n{POVERTY}considered = false", "not applicable", None),
    ("N02", "Wales, poverty not considered and not whether strategic", f'{WALES}{POVERTY}considered = false\nsays = "Not needed"', "not recorded", "advice"),
    ("N02", "nothing", "", "not recorded", None),
    ("N03", "the covenant in scope, not considered", f'{DUTY.format("armed forces")}in_scope = true\nconsidered = false', "not met", "warning"),
    ("N03", "the covenant considered", f'{DUTY.format("armed forces")}in_scope = true\nconsidered = true', "met", None),
    ("N03", "the covenant in scope", f'{DUTY.format("armed forces")}in_scope = true', "not recorded", "advice"),
    ("N03", "the covenant out of scope", f'{DUTY.format("armed forces")}in_scope = false', "not applicable", None),
    ("N03", "the covenant before it was law", f'{ENGLAND}{DUTY.format("armed forces")}in_scope = true\nconsidered = false\n[decision]\ndate = 2022-11-29', "not applicable", None),
    ("N03", "the covenant in Northern Ireland", f'{NORTHERN_IRELAND}{DUTY.format("armed forces")}in_scope = true\nconsidered = false', "not met", "warning"),
    ("N03", "nothing", "", "not recorded", None),
    ("N04", "corporate parenting in scope, not considered", f'{ENGLAND}{DUTY.format("corporate parenting")}in_scope = true\nconsidered = false', "not met", "warning"),
    ("N04", "cared-for children affected, and considered", f'{DUTY.format("cared-for children")}in_scope = true\nsays = "Free entry stays"', "met", None),
    ("N04", "corporate parenting in scope", f'{DUTY.format("corporate parenting")}in_scope = true', "not recorded", "advice"),
    ("N04", "corporate parenting in Wales", f'{WALES}{DUTY.format("corporate parenting")}in_scope = true\nconsidered = false', "not applicable", None),
    ("N04", "corporate parenting of a police force", f'{ENGLAND}body_kind = "police or fire authority"\n{DUTY.format("corporate parenting")}in_scope = true\nconsidered = false', "not applicable", None),
    ("N04", "nothing", "", "not recorded", None),
    ("N05", "the welfare of children in scope, not considered", f'{DUTY.format("welfare of children")}in_scope = true\nconsidered = false', "not met", "warning"),
    ("N05", "special educational needs considered", f'{ENGLAND}{DUTY.format("special educational needs")}in_scope = true\nconsidered = true', "met", None),
    ("N05", "special educational needs in scope", f'{DUTY.format("special educational needs")}in_scope = true', "not recorded", "advice"),
    ("N05", "special educational needs before the Act of 2014", f'{ENGLAND}{DUTY.format("special educational needs")}in_scope = true\nconsidered = false\n[decision]\ndate = 2014-08-31', "not applicable", None),
    ("N05", "the welfare of children, and not whether in scope", DUTY.format("welfare of children"), "not recorded", None),
    ("N05", "nothing", "", "not recorded", None),
    ("N06", "a heading not considered", '[[other_duty]]\nduty = "rural"\nconsidered = false', "not met", "advice"),
    ("N06", "a heading with what the paper says", '[[other_duty]]\nduty = "rural"\nsays = "Two villages"', "met", None),
    ("N06", "rural communities not considered in Wales", f'{WALES}[[other_duty]]\nduty = "rural"\nconsidered = false', "not applicable", None),
    ("N06", "another heading not considered", '[[other_duty]]\nduty = "climate"\nconsidered = false', "not applicable", None),
    ("N06", "a heading alone", '[[other_duty]]\nduty = "rural"', "not recorded", None),
    ("N06", "nothing", "", "not recorded", None),
    ("N07", "the Welsh language in scope, not considered", f'{WALES}{DUTY.format("Welsh language")}in_scope = true\nconsidered = false', "not met", "warning"),
    ("N07", "the rights of children considered by the Welsh Ministers", f'{WALES}body_kind = "government department"\n{CHILDREN}in_scope = true\nconsidered = true', "met", None),
    ("N07", "the rights of children before a Welsh council", f'{WALES}body_kind = "local authority"\n{CHILDREN}in_scope = true\nconsidered = false', "not applicable", None),
    ("N07", "the Welsh language in scope", f'{WALES}{DUTY.format("Welsh language")}in_scope = true', "not recorded", "advice"),
    ("N07", "the Welsh language in England", f'{ENGLAND}{DUTY.format("Welsh language")}in_scope = true\nconsidered = false', "not applicable", None),
    ("N07", "nothing", "", "not recorded", None),
]  # fmt: skip

DUE = {
    "early": "A01 A02",
    "assessment": "A03 A04 I01 I02 I03 I04 I05 I06 L01 L03 L04 L05 L07 M01 M04 N01 N02 N03 N04 N05 N06 N07",
    "decision": "T01 T03 T04 T05 D01 D02 D04 D05 D06 I08 L02 L06 M02 M03 M05 M06 M07 M08 C01 C02 C03 C04 C05 P01",
    "decided": "T02 D03 R01 R02 P02 P03 P04",
}

SILENCE = {
    "A02": "an exception, and not what kind of function",
    "A03": "put aside without a word",
}
"""What is silent where nothing at all means that the question does not arise."""


@pytest.mark.parametrize(
    ("code", "record", "status", "severity"),
    [
        pytest.param(code, toml, status, severity, id=f"{code}: {words}")
        for code, words, toml, status, severity in CASES
    ],
)
def test_a_record_with(assessed, code, record, status, severity):
    findings = [finding for finding in assessed(record).findings if finding.code == code]
    assert [(finding.status, finding.severity) for finding in findings] == [(status, severity)]
    assert all(bool(finding.do) is (severity is not None) for finding in findings)


def test_an_adverse_effect_that_names_no_characteristic_is_not_denied(assessed):
    unnamed = GOOD.replace('"hours"', '"gain"') + HARM.replace(
        'characteristics = ["disability"]', 'groups = ["carers"]'
    )
    said = {one.code: one.text for one in assessed(ENGLAND + unnamed).findings}
    assert said["C05"].startswith("No adverse effect recorded names a protected characteristic")
    assert said["L01"].startswith("No effect recorded as adverse or unknown names a protected characteristic")
    harmless = {one.code: one.text for one in assessed(ENGLAND + GOOD).findings}
    assert harmless["C05"].startswith("No adverse or unknown effect is recorded")


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_each_check_has_a_record_that_hits_one_that_misses_and_one_that_is_silent(check):
    mine = [(words, status, severity) for code, words, _, status, severity in CASES if code == check.code]
    assert any(severity and words != "nothing" for words, _, severity in mine), "hits"
    assert any(status == ("needs judgement" if check.code == "T05" else "met") for _, status, _ in mine), (
        "misses"
    )
    silent = SILENCE.get(check.code, "nothing")
    assert any((words, status) == (silent, "not recorded") for words, status, _ in mine), "silence"


def test_what_settles_who_had_the_assessment_says_first_what_is_given():
    [settle] = [one.settle for one in CHECKS if one.code == "D01"]
    assert settle.startswith(
        "Give the assessment, or a fair and complete account of it, to everyone who decides"
    )


def test_the_checks_are_those_of_the_inventory_in_its_order():
    listed = (Path(__file__).parent / "inventory.txt").read_text(encoding="utf-8").split()
    assert [check.code for check in CHECKS] == listed


@pytest.mark.parametrize(
    "code", (Path(__file__).parent / "inventory.txt").read_text(encoding="utf-8").split()
)
def test_the_inventory_has_lost_no_check(code):
    assert code in {check.code for check in CHECKS}


@pytest.mark.parametrize("stage", DUE)
def test_each_question_is_due_at_the_stage_of_the_specification(stage):
    assert {check.code for check in CHECKS if check.due == stage} == set(DUE[stage].split())


def test_each_exception_that_can_be_claimed_is_known():
    assert set(_EXCEPTIONS) == set(get_args(ExceptionKind))
    known = set(get_args(FunctionKind))
    assert all(set(functions) <= known for functions, _, _ in _EXCEPTIONS.values())


@pytest.mark.parametrize(
    ("code", "record", "once_due"),
    [
        ("T01", "[assessment]\nbefore_decision = false", "serious"),
        ("T01", '[assessment]\nmade = false\nregard = "Asked"', "advice"),
        ("T03", f"{CLOSED}[assessment]\ndate = 2024-05-01", "warning"),
        ("T04", '[assessment]\nfacts_changed_since = "One branch burnt down"', "warning"),
        ("D02", TOLD.format("not at all"), "warning"),
        ("D03", "[decision]\nequality_minuted = false", "warning"),
        ("D04", f"{NEC}tested_by_us = false", "warning"),
        ("I08", f"{TOOL}tested_by_us = false", "serious"),
    ],
)
def test_a_no_that_may_only_mean_not_yet_waits_for_its_stage(assessed, code, record, once_due):
    found = assessed(f'[proposal]\nstage = "assessment"\n{record}').findings
    assert [(one.status, one.once_due) for one in found if one.code == code] == [("not yet due", once_due)]


@pytest.mark.parametrize(
    ("code", "record", "severity"),
    [
        ("T01", f"{DECIDED}[assessment]\ndate = 2024-06-02", "serious"),
        ("T02", '[decision]\ncompared_with_assessed = "wider"', "serious"),
        ("D05", "[decision]\ncould_still_change = false", "serious"),
        ("D06", f'[decision]\npaper_gravest = "moderate"\n{SEVERE}', "serious"),
        # What else is missing before the papers are due may yet come, so it does not make this serious.
        ("D02", f"{TOLD.format('wrongly')}[assessment]\nmade = false", "warning"),
    ],
)
def test_a_plain_no_or_a_contradiction_stands_before_its_stage(assessed, code, record, severity):
    found = assessed(f'[proposal]\nstage = "assessment"\n{record}').findings
    assert [(one.status, one.severity) for one in found if one.code == code] == [("not met", severity)]


def test_before_the_decision_an_assessment_may_already_be_there(assessed):
    found = assessed('[proposal]\nstage = "assessment"\n[assessment]\nbefore_decision = true').findings
    assert [one.status for one in found if one.code == "T01"] == ["met"]


def test_a_table_that_shows_a_difference_asks_for_it_and_for_sub_groups(assessed):
    rates = (
        Rate(characteristic=OVERALL, group="all adults", per_cent=90.0),
        Rate(characteristic="disability", group="disabled", per_cent=80.0),
    )
    toml = f'{DECIDED}{SURVEY}file = "a.csv"\ntable = "rates"\noutcome = "online"\noutcome_is = "benefit"\n'
    for text, severities in ((toml, ["advice", "advice"]), (f"{toml}later = true", [None, None])):
        proposal = Proposal.model_validate(tomllib.loads(text))
        submission = Submission(id="a-proposal", proposal=proposal, rates={"survey": rates})
        found = assess_submission(submission).findings
        assert [one.severity for one in found if one.code in ("I04", "I05")] == severities


def test_a_short_assessment_of_no_adverse_effect_meets_no_wall_of_advice(assessed):
    """Nothing severe, no tool, no assurance, no consultation: regard is proportionate (Greenwich CLC; Brown; Baker)."""
    record = (
        '[proposal]\nstage = "decision"\nnation = "England"\nfunction_kind = "general"\n'
        "[assessment]\nmade = true\nshort = true\ndate = 2024-05-20\n"
        '[decision]\ndate = 2024-06-01\nduty_told = "naming the needs"\n'
        '[[decision.deciders]]\nwho = "Head"\ngiven = "assessment"\ngiven_on = 2024-05-21\n'
        f"{HARM.replace('negative', 'positive')}"
    )
    mine = {
        "A02",
        "T01",
        "T02",
        "T03",
        "T04",
        "D01",
        "D02",
        "D03",
        "D04",
        "D05",
        "D06",
        "I04",
        "I05",
        "I06",
        "I08",
    }
    assert not [one for one in assessed(record).worries if one.code in mine]


@pytest.mark.parametrize(
    ("record", "words"),
    [
        (f'{ENGLAND}{DUTY.format("Welsh language")}in_scope = true', "The law behind this question does not apply in England."),
        (ENGLAND, "The law behind this question does not apply in England."),
        (f"{WALES}[decision]\ndate = 2011-06-01", "The law behind this question was not in force in Wales on that day."),
        (f'{WALES}[decision]\ndate = 2015-01-01\n{DUTY.format("Welsh language")}', "It was not in force in Wales on that day."),
    ],
)  # fmt: skip
def test_law_that_has_no_such_nation_is_told_apart_from_law_of_another_day(assessed, record, words):
    assert [one.text for one in assessed(record).findings if one.code == "N07"] == [words]


@pytest.mark.parametrize(
    ("record", "begins"),
    [
        (f'{HARM}{NEEDS}\nreasoning = "Buses stop at six"', "An effect on this group is reasoned under this need; the record"),
        (f'{GOOD}reasoning = "A lower kerb"', "Every effect on this group is recorded as good, with reasoning; the record"),
        (
            f'{GOOD}reasoning = "A lower kerb"\n{HARM.replace("negative", "none").replace("hours", "lift")}',
            "Every effect on this group is recorded as good or none, with reasoning; the record",
        ),
    ],
)  # fmt: skip
def test_why_silence_about_opportunity_is_no_worry_is_one_reason(assessed, record, begins):
    [text] = [one.text for one in assessed(record).findings if one.code == "L03"]
    assert text.startswith(begins)


def test_counts_in_a_file_are_said_to_be_made_safe_and_not_that_small_ones_are_withheld(assessed):
    proposal = Proposal.model_validate(
        tomllib.loads(f'{SURVEY}file = "a.csv"\ntable = "counts"\npersonal_data = true')
    )
    found = assess_submission(Submission(id="a-proposal", proposal=proposal)).findings
    [text] = [one.text for one in found if one.code == "I06"]
    assert (
        text
        == "The author records counts of people in a file; the report shows them only after they were made safe."
    )
