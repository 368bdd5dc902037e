"""How far a visit has come: a step is done only when the record says so."""

from dataclasses import dataclass

from planner.clinical.pack import PresentationEntry
from planner.records.course import Retest, StageDecision
from planner.records.decisions import DiagnosisChoice
from planner.records.episode import EpisodeSoFar
from planner.records.findings import Complaint, Consent, Words
from planner.records.situation import EquipmentRecord, IrritabilityRating
from planner.ruleout.assess import Assessment


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of the visit: ``done`` of ``of``."""

    id: str
    is_done: bool
    done: int
    of: int


def progress_of(
    so_far: EpisodeSoFar, assessment: Assessment, head: PresentationEntry, *, has_plan: bool
) -> tuple[Step, ...]:
    """The steps in their order: eight of a first visit, and two more of a review."""
    told = (bool(so_far.here(Words)), so_far.latest(Complaint) is not None)
    always = [name for name in head.always_screen if assessment.picture.is_asked_of(name)]
    extra = [name for name in assessment.screen_gaps if name not in always]
    owed = set(assessment.screen_gaps)
    asked = sum(name not in owed for name in always)
    consents = {row.kind for row in so_far.here(Consent)}
    signed = so_far.latest(DiagnosisChoice)
    fitted = (
        so_far.latest_here(IrritabilityRating) is not None,
        so_far.latest(EquipmentRecord) is not None,
    )
    return (
        _step("words", sum(told), len(told)),
        _step("safety-screen", asked, len(always) + len(extra)),
        _counted(
            "before-testing", head.before_testing, assessment, extra="examination" in consents
        ),
        _counted("examination", head.core, assessment),
        _step("rule-out", int(signed is not None and signed.condition is not None), 1),
        _step("respect", sum(fitted), len(fitted)),
        _step("protocol", int(has_plan), 1),
        _step("issue", int(has_plan), 1),
        *(_review_steps(so_far) if len(so_far.encounters) > 1 else ()),
    )


def _review_steps(so_far: EpisodeSoFar) -> tuple[Step, ...]:
    """What a review has besides: its gate decided, something tested again."""
    return (
        _step("review", int(so_far.latest_here(StageDecision) is not None), 1),
        _step("retest", int(bool(so_far.here(Retest))), 1),
    )


def _counted(
    step: str, names: tuple[str, ...], assessment: Assessment, extra: bool | None = None
) -> Step:
    picture = assessment.picture
    asked = [n for n in names if picture.is_asked_of(n) and not picture.is_worked_out(n)]
    done = sum(picture.counts_as_asked(name) for name in asked)
    if extra is None:
        return _step(step, done, len(asked))
    return _step(step, done + extra, len(asked) + 1)


def _step(name: str, done: int, of: int) -> Step:
    return Step(id=name, is_done=done >= of, done=done, of=of)
