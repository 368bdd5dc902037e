"""A red-flag rule: how fast, what to do and say, what raises it, what can clear it."""

from planner.clinical.pack import Pack
from planner.clinical.redflags import RedFlagRule, Trigger
from planner.web.library.kinds import Ref, entry_address
from planner.web.library.saying import (
    cause_ref,
    clause_of,
    finding_ref,
    review_marks,
    source_refs,
    verified_mark,
)
from planner.web.library.values import Entry, Fact, Section


def rule_entry(pack: Pack, name: str) -> Entry:
    """The page of one rule."""
    rule = pack.presentation.rules[name]
    letter = rule.letter
    return Entry(
        kind="rules",
        id=rule.id,
        name=rule.name,
        lead=f"{rule.timeframe[:1].upper()}{rule.timeframe[1:]}".rstrip(".") + ".",
        tag=rule.urgency.value.capitalize(),
        marks=(verified_mark(rule.verified), *review_marks(rule.review)),
        sections=(
            Section(anchor="do", title="What to do", texts=(rule.what_to_do,)),
            Section(anchor="say", title="What to say", texts=(rule.what_to_say,), is_spoken=True),
            Section(
                anchor="raised-by",
                title="What raises it",
                facts=tuple(
                    fact
                    for number, trigger in enumerate(rule.triggers, start=1)
                    for fact in _trigger(pack, rule, trigger, number)
                ),
            ),
            _cleared(pack, rule),
            Section(
                anchor="letter",
                title="The letter",
                facts=(
                    Fact(label="To", words=f"{letter.to}, {letter.service}"),
                    Fact(label="Asks", words=letter.ask),
                    Fact(label="By when", words=letter.by_when),
                    Fact(label="Telephone first", words="Yes" if letter.telephone_first else "No"),
                ),
            ),
            _holding(rule),
            Section(
                anchor="safety-net", title="Safety net", texts=(rule.safety_net,), is_spoken=True
            ),
            Section(
                anchor="guards",
                title="Causes it decides",
                refs=tuple(cause_ref(pack, each) for each in rule.conditions),
            ),
            Section(
                anchor="suspects",
                title="Causes it makes one think of",
                note="Raised with it while the findings speak for them.",
                texts=(rule.suspects_because,) if rule.suspects_because else (),
                refs=tuple(cause_ref(pack, each) for each in rule.suspects),
            ),
            Section(anchor="note", title="Note", texts=(rule.note,) if rule.note else ()),
            Section(anchor="sources", title="Sources", refs=source_refs(pack, rule.sources)),
        ),
    )


def _trigger(pack: Pack, rule: RedFlagRule, trigger: Trigger, number: int) -> tuple[Fact, ...]:
    speed = f" This way it is {trigger.urgency.value}." if trigger.urgency else ""
    time = f" {trigger.timeframe}" if trigger.timeframe else ""
    mark = verified_mark(trigger.verified, trigger.reason).words
    facts = [
        Fact(
            label=f"Way {number}",
            words=f"{trigger.says}{speed}{time} ({mark})",
            clause=clause_of(pack, trigger.when),
            refs=source_refs(pack, (trigger.source,)) if trigger.source else (),
        )
    ]
    own = [text for text in (trigger.what_to_do, trigger.what_to_say) if text]
    if own:
        facts.append(Fact(label="Then do and say", words=" ".join(own)))
    if trigger.confirm is not None:
        facts.append(
            Fact(
                label="Must hold as well",
                words=f"Until this is answered the rule is {_meanwhile(rule, trigger)}.",
                clause=clause_of(pack, trigger.confirm),
            )
        )
    return tuple(facts)


def _meanwhile(rule: RedFlagRule, trigger: Trigger) -> str:
    """What a rule is while its extra question is unanswered."""
    return "raised" if rule.counts_unanswered(trigger) else "open, and not set aside"


def _cleared(pack: Pack, rule: RedFlagRule) -> Section:
    known = pack.library.investigations
    resolved = tuple(
        Fact(
            label="A signed result",
            words=", ".join(
                result.name
                for result in known[each.investigation].results
                if result.id in each.results
            ),
            refs=(
                Ref(
                    words=known[each.investigation].name,
                    address=entry_address("investigations", each.investigation),
                ),
            ),
        )
        for each in rule.resolved_by
    )
    yields = (
        (
            Fact(
                label="Another rule speaks instead",
                words=rule.yields_to.because,
                refs=(
                    Ref(
                        words=pack.presentation.rules[rule.yields_to.rule].name,
                        address=entry_address("rules", rule.yields_to.rule),
                    ),
                ),
                clause=clause_of(pack, rule.yields_to.when),
            ),
        )
        if rule.yields_to
        else ()
    )
    asked = (
        (
            Fact(
                label="Answers that can clear it",
                refs=tuple(finding_ref(pack, each) for each in rule.cleared_by),
            ),
        )
        if rule.cleared_by
        else ()
    )
    return Section(
        anchor="cleared-by", title="What can clear it", facts=(*asked, *resolved, *yields)
    )


def _holding(rule: RedFlagRule) -> Section:
    advice = rule.holding
    if advice is None:
        return Section(anchor="holding", title="While it waits")
    return Section(
        anchor="holding",
        title="What the patient reads while it waits",
        texts=(advice.headline, advice.why, advice.next_step),
        points=(*advice.do, *advice.do_not),
        is_spoken=True,
    )
