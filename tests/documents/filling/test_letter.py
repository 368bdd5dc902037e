"""The letter: what is asked first, findings by weight, found and not found never mixed."""

import dataclasses
from datetime import date

import pytest

from planner.clinical.answers import Presence
from planner.clinical.case import Case, InvestigationOutcome
from planner.clinical.expressions import findings_in
from planner.clinical.redflags import RuleState
from planner.documents.filling import Paper, clinician_record, referral_letter
from planner.documents.filling.letter_needs import receiver_of
from planner.documents.values import LetterUrgency
from planner.ruleout.assess import Assessment
from tests.builders import a_case
from tests.documents.filling.worked_plans import (
    a_runner,
    a_teenager_with_a_pop,
    assessed,
    saddle_numbness,
)
from tests.packs import the_pack


def two_raised() -> Assessment:
    """The teenager's assessment, with the adult's avulsion rule raised beside their own."""
    assessment = assessed(a_teenager_with_a_pop())
    rules = tuple(
        dataclasses.replace(standing, state=RuleState.RAISED)
        if standing.rule.id == "proximal-hamstring-avulsion"
        else standing
        for standing in assessment.rules
    )
    return dataclasses.replace(assessment, rules=rules)


def test_the_most_urgent_raised_rule_writes_the_letter():
    letter = referral_letter(the_pack(), assessed(saddle_numbness()))
    rule = the_pack().presentation.rules["cauda-equina"]

    assert letter.urgency is LetterUrgency.EMERGENCY
    assert letter.bar.startswith("EMERGENCY: ")
    assert letter.asked == (rule.letter.ask,)
    assert letter.to == rule.letter.to
    assert letter.told == rule.what_to_say
    assert letter.has_telephone_line


def test_the_findings_that_raised_it_come_first():
    case = saddle_numbness()
    answers = {"pain-below-knee": Presence.PRESENT, **case.answers}

    letter = referral_letter(the_pack(), assessed(saddle_numbness(answers=answers)))

    names = [row.finding for row in letter.findings]
    known = the_pack().library.findings
    assert names[0] == known["saddle-sensory-change"].name
    assert names[-1] == known["pain-below-knee"].name


def test_not_assessed_is_never_among_what_was_not_found():
    letter = referral_letter(the_pack(), assessed(saddle_numbness()))

    assert letter.not_found == ()
    assert len(letter.not_assessed) > 3
    assert letter.not_assessed[-1].startswith("and ")


def test_what_could_not_be_assessed_gives_its_reason():
    case = a_teenager_with_a_pop(could_not_assess={"palpate-ischial-tuberosity": "too painful"})

    letter = referral_letter(the_pack(), assessed(case))

    assert any(line.endswith("(too painful)") for line in letter.not_assessed)


def test_history_leaves_a_line_for_its_time_of_onset():
    letter = referral_letter(the_pack(), assessed(saddle_numbness()))

    assert all("____" in row.since for row in letter.findings)
    assert "about 12 weeks" in letter.background[0]


def test_an_unanswered_extra_question_is_said_in_the_concern():
    letter = referral_letter(the_pack(), assessed(saddle_numbness()))

    assert letter.concern.endswith("until they are, it is acted on.")


def growing(**more: Presence) -> Case:
    """A pain that grows and hurts more on walking, without what would explain it."""
    rule = the_pack().presentation.rules["growing-pain-unexplained"]
    extra = rule.triggers[0].confirm
    assert extra is not None
    answers = dict.fromkeys(findings_in(extra), Presence.ABSENT)
    answers |= dict.fromkeys(("getting-worse", "walking-worse"), Presence.PRESENT)
    return a_case(age=34, answers={**answers, **more})


def test_a_rule_whose_every_question_was_answered_is_not_said_to_wait_for_one():
    letter = referral_letter(the_pack(), assessed(growing()))

    assert letter.title.startswith("Growing pain")
    assert "until they are" not in letter.concern


def test_what_still_decides_a_rule_is_named_first_among_what_nobody_assessed():
    still = {"warm-up-effect": Presence.NOT_ASSESSED}

    letter = referral_letter(the_pack(), assessed(growing(**still)))

    assert "until they are" in letter.concern
    assert "arms up" in letter.not_assessed[0]


def test_other_raised_rules_are_named():
    letter = referral_letter(the_pack(), two_raised())

    assert "Suspected full-thickness hamstring avulsion" in letter.asked[-1]


def test_a_chosen_rule_writes_its_own_letter():
    letter = referral_letter(the_pack(), two_raised(), rule="proximal-hamstring-avulsion")

    assert letter.title.startswith("Suspected full-thickness hamstring avulsion")


def test_a_rule_that_is_clear_has_no_letter():
    with pytest.raises(ValueError, match="cauda-equina is not raised"):
        referral_letter(the_pack(), assessed(a_runner()), rule="cauda-equina")


def test_a_cause_that_is_treated_here_has_nothing_to_refer():
    with pytest.raises(ValueError, match=r"nothing to refer: .* is treated here"):
        referral_letter(the_pack(), assessed(a_runner()))


def test_a_working_diagnosis_without_a_picture_is_referred():
    case = a_runner(working_diagnosis="pudendal-neuralgia", stage=None)
    condition = the_pack().presentation.conditions["pudendal-neuralgia"]

    letter = referral_letter(the_pack(), assessed(case))

    assert letter.urgency is LetterUrgency.ROUTINE
    assert condition.action_note in letter.asked[0]
    assert letter.title == f"{condition.name}, right side"


def test_what_the_clinic_knows_stands_in_the_letter():
    paper = Paper(
        therapist="A. Example, physiotherapist",
        clinic_lines=("Example Clinic", "1 Example Street"),
        referred_to="Example Hospital",
    )

    letter = referral_letter(the_pack(), assessed(saddle_numbness()), paper=paper)

    assert letter.sender == ("Example Clinic", "1 Example Street")
    assert letter.signed_as == "A. Example, physiotherapist"
    assert letter.to == "Example Hospital"


def test_a_person_nobody_named_is_said_to_be_unnamed():
    case = dataclasses.replace(saddle_numbness(), person=None, age=None, sex=None)

    letter = referral_letter(the_pack(), assessed(case))

    assert letter.identity.person == "Name not given"
    assert letter.patient_line == "birth date not given, age not recorded, sex not recorded"


def test_opinion_and_memory_are_not_named_as_guidance():
    letter = referral_letter(the_pack(), assessed(saddle_numbness()))

    assert "cauda equina" in letter.guidance[0].lower()
    assert "expert judgement" not in letter.guidance[0]


def test_each_kind_of_service_is_told_what_it_asks_first_and_what_nobody_asked():
    receivers = {one.id: one for one in the_pack().presentation.words.letter.receivers}
    assessment = two_raised()

    rule = assessment.raised[0].rule.id
    letter = referral_letter(the_pack(), assessment, rule)
    told = dict(letter.needs)

    kind = receiver_of(the_pack(), rule=rule)
    assert letter.needs_heading == f"For {kind.name}"
    asked = [name for name in kind.factors if name in assessment.case.factors]
    assert len(told["Not asked"].split("; ")) >= len(kind.factors) - len(asked)
    assert {"spinal-team", "orthopaedics", "rheumatology", "vascular", "imaging", "gp"} < set(
        receivers
    )


def test_what_a_letter_says_yes_to_never_reads_as_if_all_of_a_list_were_so():
    """Age alone answers "ulcer, kidney disease, or age 65 or over": the list needs its "or"."""
    library = the_pack().library
    for kind in the_pack().presentation.words.letter.receivers:
        names = [library.factors[factor].label for factor in kind.factors]
        names += [library.findings[finding].name for finding in kind.findings]
        for name in names:
            is_list = ", " in name.partition(" (")[0]
            assert not is_list or " or " in name.replace("65 or over", "65"), name


def test_a_letter_asks_no_man_whether_he_is_pregnant():
    letter = referral_letter(the_pack(), assessed(a_teenager_with_a_pop()))
    woman = referral_letter(the_pack(), assessed(saddle_numbness(factors={})))

    said = f"{letter.not_assessed} {letter.needs}".lower()
    assert "pregnan" not in said
    assert "pregnant or may be" in dict(woman.needs)["Not asked"]


def test_what_the_screen_answered_is_not_called_unasked_below():
    answers = {**saddle_numbness().answers, "past-cancer": Presence.ABSENT}
    letter = referral_letter(the_pack(), assessed(saddle_numbness(answers=answers, factors={})))

    needs = dict(letter.needs)
    assert "past cancer, or cancer elsewhere" in needs["No"]
    assert "past cancer" not in needs["Not asked"]


def test_a_clot_risk_with_chest_pain_asks_for_the_ambulance_first():
    answers = dict.fromkeys(
        ("swollen-leg-risk", "chest-pain-or-breathlessness", "leg-swollen-now"), Presence.PRESENT
    )
    letter = referral_letter(
        the_pack(), assessed(saddle_numbness(answers=answers)), "deep-vein-thrombosis"
    )

    assert letter.bar.endswith("Now, by ambulance")


def test_a_cause_that_is_imaged_is_addressed_to_those_who_image():
    case = a_runner(working_diagnosis="spondylolysis", stage=None)
    letter = referral_letter(the_pack(), assessed(case))

    assert letter.to == "Imaging department"
    assert letter.bar.startswith("ROUTINE: Imaging department.")


def test_every_rule_and_cause_named_by_a_service_is_in_the_pack():
    pack = the_pack()
    for one in pack.presentation.words.letter.receivers:
        assert set(one.rules) <= set(pack.presentation.rules)
        assert set(one.conditions) <= set(pack.presentation.conditions)
        assert set(one.factors) <= set(pack.library.factors)
        assert set(one.findings) <= set(pack.library.findings)


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        ({"rule": "cauda-equina"}, "spinal-team"),
        ({"rule": "pulmonary-embolism"}, "emergency-department"),
        ({"rule": "suspected-cancer"}, "gp"),
        ({"condition": "axial-spondyloarthritis", "action": "refer-routine"}, "rheumatology"),
        ({"condition": "iliac-endofibrosis", "action": "refer-routine"}, "vascular"),
        ({"condition": "full-proximal-hamstring-avulsion"}, "orthopaedics"),
        ({"condition": "spondylolysis", "action": "image"}, "imaging"),
    ],
)
def test_a_letter_goes_to_the_kind_of_service_its_reason_calls_for(asked, kind):
    assert receiver_of(the_pack(), **asked).id == kind


def test_a_signed_result_is_told_in_words_to_whoever_reads_the_letter_or_the_record():
    signed = InvestigationOutcome(
        investigation="pelvis-x-ray",
        result="avulsion-shown-little-displaced",
        on=date(2026, 10, 20),
        signed_by="A. Example",
    )
    assessment = assessed(a_teenager_with_a_pop(investigations=(signed,)))
    said = "Avulsion of the ischial tuberosity, under 15 mm (20 October 2026, signed A. Example)"

    letter = referral_letter(the_pack(), assessment, "apophyseal-avulsion")
    record = clinician_record(the_pack(), assessment, None)

    assert said in " ".join(letter.background)
    assert any(line.label == "Results" and said in line.text for line in record.summary)
