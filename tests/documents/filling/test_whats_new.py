"""What is new since the version before: only what the person does something about."""

from planner.clinical.quantities import Amount
from planner.documents.filling.whats_new import is_own_work, whats_new
from planner.progression.differences import Difference, Kind
from tests.documents.filling.worked_plans import a_runner, planned
from tests.packs import the_pack


def said(item: str, part: str, before: Amount, after: Amount) -> tuple[str, ...]:
    change = Difference(kind=Kind.DOSE, item=item, part=part, before=before, after=after)
    return whats_new(the_pack(), planned(a_runner()), [change])


def test_one_round_is_told_in_words_that_fit_one():
    told = said("lr-pelvic-tilt", "sets", Amount(amount=2), Amount(amount=1))
    assert told == ("Hip rocks, rounds: 1 now, 2 before.",)


def test_a_rest_that_is_gone_with_its_second_round_is_not_told():
    before, after = Amount(amount=30, unit="s"), Amount(amount=0, unit="s")
    assert said("lr-pelvic-tilt", "rest", before, after) == ()


def test_the_minutes_of_a_talk_are_not_the_patients_to_do():
    before, after = Amount(amount=8, unit="min"), Amount(amount=5, unit="min")
    assert said("sh-seek-help", "duration", before, after) == ()


def test_only_what_may_have_a_card_is_told():
    things = the_pack().library.interventions
    assert is_own_work(things["lr-pelvic-tilt"])
    assert not is_own_work(things["sh-nsaid"])
    assert not is_own_work(things["sh-seek-help"])


def running_said(rested: bool, before: float, after: float) -> tuple[str, ...]:
    """What a change of running is told as, minutes and then runs."""
    plan = planned(a_runner(stage=1, is_rested_from_running=rested))
    changes = [
        Difference(
            kind=Kind.RUNNING,
            part=part,
            before=Amount(amount=min(before, most)),
            after=Amount(amount=min(after, most)),
        )
        for part, most in (("minutes", 60), ("runs", 3))
    ]
    return whats_new(the_pack(), plan, changes)


def test_running_again_is_told_as_new():
    assert running_said(rested=False, before=0, after=35) == (
        "You may run again: 35 minutes at most.",
        "Runs a week: 3.",
    )
    assert running_said(rested=False, before=20, after=35) == (
        "Longest run: 35 minutes now. It was 20.",
        "Runs a week: 3 now. It was 3.",
    )
    assert running_said(rested=False, before=35, after=0) == ("Do not run for now.",)


def test_the_whole_time_of_a_run_walk_is_never_told_as_one_run():
    minutes, _ = running_said(rested=True, before=0, after=24)
    assert minutes == "Run and walk by turns now: 24 minutes in all."
