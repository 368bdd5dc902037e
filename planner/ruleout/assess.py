"""One assessment from start to end: rules, differential, disposition, what to do next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from planner.clinical.answers import Presence, Side
from planner.clinical.case import NOT_SURE_YET, Case
from planner.clinical.conditions import Disposition, Verdict
from planner.clinical.expressions import evaluate
from planner.clinical.pack import Outside, Pack
from planner.clinical.redflags import RuleState, Urgency
from planner.ruleout.both_sides import EitherSide
from planner.ruleout.contradictions import Contradicted, contradictions
from planner.ruleout.differential import Ruling, differential
from planner.ruleout.evidence import effects_by_condition
from planner.ruleout.next_findings import NextFinding, next_findings
from planner.ruleout.picture import ClinicalPicture
from planner.ruleout.rules import RuleStanding, pressing, screen_gaps, standings

_BY_URGENCY = {
    Urgency.ROUTINE: Disposition.REFER_ROUTINE,
    Urgency.URGENT: Disposition.REFER_URGENT,
    Urgency.EMERGENCY: Disposition.EMERGENCY,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """Everything the reasoning says of one side of one patient.

    ``screen_gaps`` are questions still owed before the safety screen is complete.
    ``disposition`` is never lower than any raised rule. ``outside`` says why the chances were not
    made for this patient; the rules hold all the same (HZ-036).
    """

    case: Case
    side: Side | None
    picture: ClinicalPicture
    disposition: Disposition
    disposition_because: tuple[str, ...]
    rules: tuple[RuleStanding, ...]
    differential: tuple[Ruling, ...]
    next_findings: tuple[NextFinding, ...]
    screen_gaps: tuple[str, ...]
    outside: tuple[Outside, ...] = ()
    contradictions: tuple[Contradicted, ...] = ()

    @property
    def raised(self) -> tuple[RuleStanding, ...]:
        """Raised rules, most urgent first."""
        return tuple(standing for standing in self.rules if standing.is_raised)

    @property
    def unexplained(self) -> tuple[Contradicted, ...]:
        """Contradictions nobody has explained: the order of the causes is not told (HZ-033)."""
        return tuple(each for each in self.contradictions if each.reason is None)

    @property
    def emergency(self) -> RuleStanding | None:
        """The raised emergency rule that forbids any exercise plan, if there is one."""
        return next((s for s in self.raised if s.urgency is Urgency.EMERGENCY), None)

    @property
    def holding(self) -> tuple[RuleStanding, ...]:
        """Urgent rules that allow only a holding plan."""
        return tuple(standing for standing in self.rules if standing.holds_the_plan)

    def ruling(self, condition: str) -> Ruling:
        """The ruling of one condition. Raises KeyError for an unknown id."""
        for ruling in self.differential:
            if ruling.condition.id == condition:
                return ruling
        raise KeyError(condition)


class Reasoner:
    """A pack made ready for weighing; reasons about any number of cases without remembering."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.effects = effects_by_condition(pack)

    @cached_property
    def doubting(self) -> "Reasoner":
        """The same reasoning with every expert opinion doubted, as the pack says by how much."""
        weighing = self.pack.library.weighing
        share = weighing.opinion_doubted.value
        doubted = {weight: share * odds for weight, odds in weighing.expert_log_odds.items()}
        library = replace(self.pack.library, weighing=replace(weighing, expert_log_odds=doubted))
        return Reasoner(replace(self.pack, library=library))

    def assess(self, case: Case) -> Assessment:
        """Assess one case. With pain on both sides, the side that asks for more leads.

        The causes are then those of that side; rules, gaps of the screen and treatment factors
        are the worst of both, for one plan treats both.
        """
        if case.side is not Side.BOTH or not (case.answers_left or case.answers_right):
            return self._assess(case, case.side, case.answers)
        sides = self.assess_sides(case)
        lead = max(
            sides.values(),
            key=lambda a: (a.disposition.rank, len(a.raised), a.differential[0].probability),
        )
        own = case.answers_left if lead.side is Side.LEFT else case.answers_right
        pictures = [each.picture for each in sides.values()]
        return replace(
            lead,
            picture=EitherSide(self.pack, case, {**case.answers, **own}, pictures),
            rules=self.standings(case),
            screen_gaps=tuple(dict.fromkeys(g for a in sides.values() for g in a.screen_gaps)),
            contradictions=tuple(
                {each.id: each for a in sides.values() for each in a.contradictions}.values()
            ),
        )

    def assess_each(self, case: Case) -> tuple[Assessment, ...]:
        """One assessment, or with pain on both sides one for each, the right one first."""
        return tuple(
            self._assess(case, side, answers) for side, answers in _each_side(case).items()
        )

    def rule_each(self, case: Case) -> tuple[tuple[Ruling, ...], ...]:
        """The differential alone, for each assessment of ``assess_each``: what if, what was."""
        return tuple(
            self._weigh(case, answers).differential for answers in _each_side(case).values()
        )

    def assess_sides(self, case: Case) -> Mapping[Side, Assessment]:
        """Left and right, scored apart: shared answers count for both, own answers for one."""
        own = {Side.LEFT: case.answers_left, Side.RIGHT: case.answers_right}
        return {
            side: self._assess(case, side, {**case.answers, **answers})
            for side, answers in own.items()
        }

    def standings(self, case: Case) -> tuple[RuleStanding, ...]:
        """Where every rule stands, whichever side it speaks of: of two sides the worse counts."""
        worst: dict[str, RuleStanding] = {}
        for answers in _each_side(case).values():
            picture = ClinicalPicture(
                self.pack.library, case, answers, self.pack.presentation.rules
            )
            for standing in standings(self.pack.presentation.rules.values(), picture):
                other = worst.get(standing.rule.id)
                if other is None or pressing(standing) < pressing(other):
                    worst[standing.rule.id] = standing
        return tuple(sorted(worst.values(), key=pressing))

    def _weigh(self, case: Case, answers: Mapping[str, Presence]) -> "_Weighed":
        picture = ClinicalPicture(self.pack.library, case, answers, self.pack.presentation.rules)
        found = standings(self.pack.presentation.rules.values(), picture)
        rulings = differential(self.pack, self.effects, picture, found)
        return _Weighed(picture=picture, rules=found, differential=rulings)

    def _assess(self, case: Case, side: Side | None, answers: Mapping[str, Presence]) -> Assessment:
        weighed = self._weigh(case, answers)
        picture, found, rulings = weighed.picture, weighed.rules, weighed.differential
        gaps = screen_gaps(self.pack.presentation.head.always_screen, found, picture)
        disposition, because = _disposition(case, found, rulings)
        return Assessment(
            case=case,
            side=side,
            picture=picture,
            disposition=disposition,
            disposition_because=because,
            rules=found,
            differential=rulings,
            next_findings=next_findings(self.pack, self.effects, picture, found, rulings, gaps),
            screen_gaps=gaps,
            outside=tuple(
                group
                for group in self.pack.presentation.head.not_made_for
                if evaluate(group.when, picture) is Presence.PRESENT
            ),
            contradictions=contradictions(self.pack, case, picture),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Weighed:
    """Rules and differential of one side, before anything is asked next."""

    picture: ClinicalPicture
    rules: tuple[RuleStanding, ...]
    differential: tuple[Ruling, ...]


def _each_side(case: Case) -> dict[Side | None, Mapping[str, Presence]]:
    """The answers of the case, or with pain on both sides those of each, the right one first."""
    if case.side is not Side.BOTH:
        return {case.side: case.answers}
    return {
        Side.RIGHT: {**case.answers, **case.answers_right},
        Side.LEFT: {**case.answers, **case.answers_left},
    }


def gravest(assessments: Sequence[Assessment], condition: str) -> Ruling:
    """The ruling on the side that speaks most for the cause: what holds for the whole person.

    A raised rule comes first, then the verdict that is further from ruled out, then the chance.
    """
    return max(
        (assessment.ruling(condition) for assessment in assessments),
        key=lambda r: (bool(r.raised), _OPENNESS.index(r.verdict), r.probability),
    )


_OPENNESS = (
    Verdict.RULED_OUT,
    Verdict.UNLIKELY,
    Verdict.NEEDS_ASSESSMENT,
    Verdict.POSSIBLE,
    Verdict.LIKELY,
)


def _disposition(
    case: Case, rules: Sequence[RuleStanding], rulings: Sequence[Ruling]
) -> tuple[Disposition, tuple[str, ...]]:
    """What should happen: the worst raised rule, or what the leading cause calls for, if worse.

    An urgent rule that is found but unconfirmed leaves only a holding plan, so care is modified
    until its question is answered. The leading cause is the clinician's working diagnosis, else
    the first that is likely or possible and is not merely guarded by a rule that nobody has
    answered yet.
    """
    raised = [standing for standing in rules if standing.state is RuleState.RAISED]
    disposition = Disposition.TREAT
    because: tuple[str, ...] = ()
    for standing in raised:
        asked = _BY_URGENCY[standing.urgency]
        if asked.rank > disposition.rank:
            disposition, because = asked, (standing.rule.id,)
    held = next((standing.rule.id for standing in rules if standing.holds_the_plan), None)
    if held is not None and disposition is Disposition.TREAT:
        disposition, because = Disposition.TREAT_WITH_MODIFICATION, (held,)
    leading = _leading(case, rulings)
    if leading is not None and _action(leading).rank > disposition.rank:
        disposition, because = _action(leading), (leading.condition.id,)
    if not because and leading is not None:
        because = (leading.condition.id,)
    return disposition, because


def _action(ruling: Ruling) -> Disposition:
    """What the cause calls for; once a signed result has shown it, no picture is asked again."""
    action = ruling.condition.default_action
    if action is Disposition.IMAGE and ruling.shown_by is not None:
        return Disposition.TREAT_WITH_MODIFICATION
    return action


def _leading(case: Case, rulings: Sequence[Ruling]) -> Ruling | None:
    wanted = case.working_diagnosis
    if wanted is not None and wanted != NOT_SURE_YET:
        return next((r for r in rulings if r.condition.id == wanted), None)
    open_verdicts = (Verdict.LIKELY, Verdict.POSSIBLE)
    for ruling in rulings:
        if ruling.verdict in open_verdicts and not ruling.raised:
            return ruling
        if ruling.verdict is Verdict.NEEDS_ASSESSMENT and not ruling.condition.guarded_by:
            return ruling
    return None
