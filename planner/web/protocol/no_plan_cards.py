"""While there is no full plan: what is missing or forbids it, and where that is settled."""

from dataclasses import dataclass

from planner.assembly.plan import Plan
from planner.ruleout.deciding import what_decides
from planner.ruleout.picture import ClinicalPicture
from planner.ruleout.rules import RuleStanding
from planner.web.assessment.deciding_rows import at_once, fold_words, in_order, words_over
from planner.web.components.urgency import Action, ActionTone
from planner.web.services import knowledge
from planner.web.visits import visit_address
from planner.workflow.entries import VisitPage
from planner.workflow.protocol import ProtocolBoard


@dataclass(frozen=True, slots=True, kw_only=True)
class NoPlanCard:
    """Why there is no plan: state first, what it means, what to do."""

    title: str
    because: str
    means: str
    actions: tuple[Action, ...]
    is_stop: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldingRule:
    """One urgent rule that holds the plan, with what the patient reads meanwhile."""

    id: str
    speed: str
    name: str
    is_raised: bool
    because: tuple[str, ...]
    steps: str
    say: str
    headline: str
    do: tuple[str, ...]
    do_not: tuple[str, ...]
    next_step: str
    decides_words: str
    decides: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldingPage:
    """The holding plan: nothing that loads the part until the rules are settled."""

    rules: tuple[HoldingRule, ...]
    actions: tuple[Action, ...]


def no_plan_card(draft: ProtocolBoard, page: VisitPage) -> NoPlanCard:
    """Missing side or irritability; an emergency; no diagnosis; a diagnosis without a picture."""
    if draft.missing is not None:
        return _missing(draft.missing, draft.missing_says, page)
    refusal = draft.refusal
    rule = refusal.rule if refusal else None
    said = _sentence(refusal.because) if refusal else ""
    if rule is not None:
        return NoPlanCard(
            title="No exercise plan: an emergency is raised",
            because=said,
            means="It is closed only by a recorded outcome.",
            actions=_actions(
                page,
                ("Go to the emergency", "assessment.emergency", ActionTone.STOP),
                ("See the safety screen", "assessment.safety_screen", ActionTone.PLAIN),
            ),
            is_stop=True,
        )
    if page.case.working_diagnosis is None:
        return NoPlanCard(
            title="No plan yet: no working diagnosis",
            because="A plan is for a cause. Choose one, or “not sure yet” for a two-week plan.",
            means="What the examination says stays on the rule-out board until you decide.",
            actions=_actions(page, ("Go to rule-out", "assessment.rule_out", ActionTone.MAIN)),
        )
    return NoPlanCard(
        title="No treatment plan for this diagnosis",
        because=said,
        means="Give advice, refer or image as it says. Nothing is treated here in its place.",
        actions=_actions(
            page,
            ("Write the referral", "papers.write_referral", ActionTone.MAIN),
            ("Change the working diagnosis", "assessment.rule_out", ActionTone.PLAIN),
        ),
    )


def _missing(what: str, says: str, page: VisitPage) -> NoPlanCard:
    if what == "side":
        return NoPlanCard(
            title="No plan yet: the side is missing",
            because=says,
            means="Nothing is lost: the plan is worked out as soon as the side is chosen.",
            actions=_actions(page, ("Choose the side", "patients.words#side", ActionTone.MAIN)),
        )
    return NoPlanCard(
        title="No plan yet: irritability is missing",
        because=says,
        means="It is rated anew at every visit and never carried over.",
        actions=_actions(
            page, ("Rate the irritability", "protocol.respect#irritability", ActionTone.MAIN)
        ),
    )


def holding_page(plan: Plan, page: VisitPage) -> HoldingPage:
    """The rules that hold the plan, the raised ones first."""
    standings = [s for s in plan.assessment.holding if s.rule in plan.holding]
    standings.sort(key=lambda standing: not standing.is_raised)
    return HoldingPage(
        rules=tuple(_rule(standing, plan.assessment.picture) for standing in standings),
        actions=_actions(
            page,
            ("Write the letter", "papers.write_referral", ActionTone.URGENT),
            ("Enter a result", "assessment.rule_out", ActionTone.PLAIN),
            ("Go to the safety screen", "assessment.safety_screen", ActionTone.PLAIN),
        ),
    )


def _rule(standing: RuleStanding, picture: ClinicalPicture) -> HoldingRule:
    rule, findings = standing.rule, knowledge().pack.library.findings
    advice, decides = rule.holding, what_decides(standing, picture)
    first, more = at_once(in_order(decides, rule, picture))
    asked = [findings[name].wording for name in first]
    return HoldingRule(
        id=rule.id,
        speed=_sentence(standing.timeframe),
        name=rule.name,
        is_raised=standing.is_raised,
        because=standing.says,
        steps=rule.what_to_do,
        say=rule.what_to_say,
        headline=advice.headline if advice else "",
        do=advice.do if advice else (),
        do_not=advice.do_not if advice else (),
        next_step=advice.next_step if advice else "",
        decides_words=words_over(decides, standing),
        decides=(*asked, fold_words(len(more))) if more else tuple(asked),
    )


def _actions(page: VisitPage, *wanted: tuple[str, str, ActionTone]) -> tuple[Action, ...]:
    """Those whose page exists; ``endpoint#part`` leads to a part of it."""
    found = []
    for words, place, tone in wanted:
        endpoint, _, part = place.partition("#")
        address = visit_address(endpoint, page)
        if address:
            found.append(
                Action(words=words, address=f"{address}#{part}" if part else address, tone=tone)
            )
    return tuple(found)


def _sentence(text: str) -> str:
    text = text.strip()
    text = f"{text[:1].upper()}{text[1:]}"
    return text if text.endswith((".", "?", "!")) else f"{text}."
