"""What is known of one patient, with the findings that follow from it."""

from collections.abc import Iterable, Mapping
from datetime import date

from planner.clinical.answers import Presence, Sex
from planner.clinical.case import Case, InvestigationOutcome
from planner.clinical.contraindications import Factor
from planner.clinical.expressions import evaluate, factors_in, findings_in
from planner.clinical.findings import Finding
from planner.clinical.pack import Library
from planner.clinical.redflags import RedFlagRule
from planner.clinical.surgery import AfterSurgery
from planner.ruleout.results import is_resolved

UNKNOWN = Presence.NOT_ASSESSED


class ClinicalPicture:
    """The facts of one case: answers as given, derived findings computed, factors worst-first.

    A derived finding is computed from its parts; an answer given for the whole counts only while
    the parts leave it open. Nothing is remembered between pictures and nothing handed in changes.
    """

    def __init__(
        self,
        library: Library,
        case: Case,
        answers: Mapping[str, Presence],
        rules: Mapping[str, RedFlagRule] | None = None,
    ) -> None:
        self._findings: Mapping[str, Finding] = library.findings
        self._factors: Mapping[str, Factor] = library.factors
        self._case = case
        self._answers = answers
        self._rules = rules or {}
        self._known: dict[str, Presence] = {}
        self._answered: dict[str, Presence] = {}

    @property
    def age(self) -> float | None:
        """Age in years, if known."""
        return self._case.age

    @property
    def sex(self) -> Sex | None:
        """Recorded sex, if known."""
        return self._case.sex

    @property
    def weeks_since_onset(self) -> float | None:
        """Weeks since the pain began, if known."""
        return self._case.duration_weeks

    @property
    def sport(self) -> str | None:
        """The main sport by its id, if known."""
        return self._case.sport.name

    @property
    def on(self) -> date:
        """The day of the visit."""
        return self._case.on

    @property
    def after_surgery(self) -> AfterSurgery | None:
        """The operation or fracture with its limits, where one was recorded."""
        return self._case.after_surgery

    @property
    def investigations(self) -> tuple[InvestigationOutcome, ...]:
        """Signed results."""
        return self._case.investigations

    def presence(self, finding: str) -> Presence:
        """Present, absent or not assessed; a derived finding is worked out once."""
        known = self._known.get(finding)
        if known is not None:
            return known
        self._known[finding] = self._answers.get(finding, UNKNOWN)
        entry = self._findings.get(finding)
        if entry is not None and entry.derived is not None:
            computed = evaluate(entry.derived, self)
            if computed is not UNKNOWN:
                self._known[finding] = computed
        return self._known[finding]

    def computed(self, finding: str) -> Presence:
        """What the parts of a derived finding say by themselves; not assessed for any other."""
        entry = self._findings[finding]
        return evaluate(entry.derived, self) if entry.derived is not None else UNKNOWN

    def factor(self, factor: str) -> Presence:
        """The worst of the direct answer and what the findings say (asked once).

        A question that does not concern this patient counts as a no, which a yes from anywhere
        outvotes. What findings imply ends once signed results have resolved every rule they
        raised; the direct answer then decides.
        """
        if factor not in self._answered:
            self._answered[factor] = self._factor(self._factors[factor])
        return self._answered[factor]

    def _factor(self, entry: Factor) -> Presence:
        said = [self._case.factors.get(entry.id, UNKNOWN)]
        if entry.eased_by_limits and self.after_surgery is not None:
            said.append(Presence.PRESENT)
        if entry.asked_of is not None and evaluate(entry.asked_of, self) is Presence.ABSENT:
            said.append(Presence.ABSENT)
        if not self._is_settled(entry):
            if entry.implied_by is not None:
                implied = evaluate(entry.implied_by, self)
                said.append(implied if implied is Presence.PRESENT else UNKNOWN)
            if entry.derived is not None:
                said.append(evaluate(entry.derived, self))
        if Presence.PRESENT in said:
            return Presence.PRESENT
        return Presence.ABSENT if Presence.ABSENT in said else UNKNOWN

    def _is_settled(self, factor: Factor) -> bool:
        rules = [self._rules[name] for name in factor.settled_by if name in self._rules]
        resolved = [rule for rule in rules if is_resolved(rule, self.investigations)]
        waiting = [rule for rule in rules if rule not in resolved and self._triggers(rule)]
        return bool(resolved) and not waiting

    def _triggers(self, rule: RedFlagRule) -> bool:
        return any(evaluate(trigger.when, self) is Presence.PRESENT for trigger in rule.triggers)

    def counts_as_asked(self, finding: str) -> bool:
        """Answered, or asked and found impossible to assess (which reasons like not assessed)."""
        return self.presence(finding) is not UNKNOWN or finding in self._case.could_not_assess

    def is_worked_out(self, finding: str) -> bool:
        """Whether it follows from other findings, so that nobody is asked for it."""
        entry = self._findings.get(finding)
        return entry is not None and entry.derived is not None

    def is_asked_of(self, finding: str) -> bool:
        """Whether the question is meant for this patient: nobody asks a man if he is pregnant."""
        entry = self._findings.get(finding)
        if entry is None or entry.ask_if is None:
            return True
        return evaluate(entry.ask_if, self) is not Presence.ABSENT

    def can_concern(self, finding: str) -> bool:
        """False only where age, sex or sport alone say the question is not for this patient."""
        entry = self._findings.get(finding)
        if entry is None or entry.ask_if is None:
            return True
        is_about_person = not any(findings_in(entry.ask_if)) and not any(factors_in(entry.ask_if))
        return not (is_about_person and evaluate(entry.ask_if, self) is Presence.ABSENT)

    def not_assessed(self, findings: Iterable[str]) -> tuple[str, ...]:
        """Those of ``findings`` that nobody has answered, in order."""
        return tuple(name for name in findings if self.presence(name) is UNKNOWN)
