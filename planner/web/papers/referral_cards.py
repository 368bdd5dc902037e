"""A referral in words: what comes next, and everything that happened."""

from dataclasses import dataclass

from planner.web.services import clock, knowledge
from planner.web.words import day_or_time, day_with_name, time_of_day
from planner.workflow.referrals import STEPS, Referral, StepEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class StepWords:
    """One step: what its button says, how it reads once done, what is missing without it."""

    button: str
    done: str
    missing: str


STEP_WORDS = {
    "telephoned": StepWords(button="Telephoned", done="Telephoned", missing="not telephoned yet"),
    "accepted": StepWords(button="Accepted", done="Accepted", missing="not accepted yet"),
    "sent": StepWords(button="Letter sent", done="Letter sent", missing="letter not sent yet"),
    "acknowledged": StepWords(
        button="Receipt acknowledged",
        done="Receipt acknowledged",
        missing="receipt not acknowledged yet",
    ),
    "result": StepWords(button="Result is in", done="Result is in", missing="no result yet"),
    "closed": StepWords(button="Close this referral", done="Closed", missing="not closed yet"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLine:
    """One thing that happened: what, with whom, when, what was said, who recorded it."""

    what: str
    whom: str
    when: str
    note: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LoopPlace:
    """One place of the loop: its word, and whether it came, comes next, or is still to come."""

    words: str
    state: str


def about_of(referral: Referral) -> str:
    """The name of the rule or the cause the letter is about."""
    presentation = knowledge().pack.presentation
    if referral.rule and referral.rule in presentation.rules:
        return presentation.rules[referral.rule].name
    if referral.condition and referral.condition in presentation.conditions:
        return presentation.conditions[referral.condition].name
    return "Referral"


def state_of(step: str) -> str:
    """What is missing after the last step, for a list: "Telephoned, not accepted yet"."""
    if not step:
        return f"Written, {STEP_WORDS[STEPS[0]].missing}"
    after = STEPS.index(step) + 1
    if after == len(STEPS):
        return STEP_WORDS[step].done
    return f"{STEP_WORDS[step].done}, {STEP_WORDS[STEPS[after]].missing}"


def heading_of(referral: Referral) -> str:
    """State first: what is missing, or that nothing is."""
    if not referral.is_open:
        return "Closed"
    return state_of(referral.steps[-1].kind if referral.steps else "")


def loop_of(referral: Referral) -> tuple[LoopPlace, ...]:
    """The loop from written to closed, each place with a sign and a word."""
    done = {entry.kind for entry in referral.steps}
    places = [LoopPlace(words="Written", state="done")]
    for step in STEPS:
        state = "done" if step in done else "here" if step == referral.next_step else "to-come"
        places.append(LoopPlace(words=STEP_WORDS[step].done, state=state))
    return tuple(places)


def step_lines(referral: Referral) -> tuple[StepLine, ...]:
    """What happened, the newest first."""
    return tuple(_line(entry) for entry in reversed(referral.steps))


def step_buttons(referral: Referral) -> tuple[tuple[str, str], ...]:
    """The next step first, then the others in their order; closing comes last."""
    later = [step for step in STEPS if step != referral.next_step]
    first = [referral.next_step] if referral.next_step else []
    return tuple((step, STEP_WORDS[step].button) for step in (*first, *later))


def _line(entry: StepEntry) -> StepLine:
    recorded = entry.at.astimezone()
    if entry.on == recorded.date():
        when = f"{day_with_name(entry.on)}, {time_of_day(entry.at)}"
    else:
        told = day_or_time(entry.at, clock().today())
        when = f"{day_with_name(entry.on)}, recorded {told}"
    return StepLine(
        what=STEP_WORDS[entry.kind].done,
        whom=entry.whom,
        when=when,
        note=entry.note,
        by=entry.by,
    )
