"""Two records side by side, and what was merged, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from planner.clinical.pack import Pack
from planner.web.menu import address_of
from planner.web.words import born, plural, sex_word, short_day
from planner.workflow.identity import BORN, FACTOR, FINDING, SEX
from planner.workflow.merging import ASK_AGAIN, Comparison, Difference, LinkLine
from planner.workflow.people import PersonCard

SAID = {"present": "Yes", "absent": "No", ASK_AGAIN: "Neither: ask again"}


@dataclass(frozen=True, slots=True, kw_only=True)
class SideRow:
    """One line of the two records; ``differs`` where they do not say the same."""

    name: str
    one: str
    other: str
    differs: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkCard:
    """A standing merge on a person's page."""

    id: str
    anchor: str
    words: str
    because: str
    settled: tuple[str, ...]
    other: str
    address: str | None


def labels_of(found: Comparison, pack: Pack) -> dict[str, tuple[str, Mapping[str, str]]]:
    """The question of each difference and its answers in words."""
    return {
        difference.subject: (_question(difference.subject, pack), _answers(difference))
        for difference in found.differences
    }


def side_rows(found: Comparison, pack: Pack) -> tuple[SideRow, ...]:
    """Both records line by line, what differs marked."""
    one, other = found.one, found.other
    visits = (plural(len(found.one_visits), "visit"), plural(len(found.other_visits), "visit"))
    last = tuple(
        f", the last on {short_day(v[0].date)}" if v else ""
        for v in (found.one_visits, found.other_visits)
    )
    rows = [
        ("Name", one.name, other.name),
        ("Born", born(one.born, one.age), born(other.born, other.age)),
        ("Sex", sex_word(one.sex), sex_word(other.sex)),
        ("Telephone", one.telephone or "not recorded", other.telephone or "not recorded"),
        ("E-mail", one.email or "not recorded", other.email or "not recorded"),
        ("Visits", f"{visits[0]}{last[0]}", f"{visits[1]}{last[1]}"),
    ]
    rows += [
        (_question(d.subject, pack), SAID[d.one], SAID[d.other])
        for d in found.differences
        if d.subject.startswith((FACTOR, FINDING))
    ]
    return tuple(
        SideRow(name=name, one=mine, other=theirs, differs=mine != theirs)
        for name, mine, theirs in rows
    )


def link_cards(links: tuple[LinkLine, ...], person: PersonCard, pack: Pack) -> tuple[LinkCard, ...]:
    """The merges of this record, each with the way back."""
    return tuple(_link_card(link, person, pack, place) for place, link in enumerate(links, 1))


def _link_card(link: LinkLine, person: PersonCard, pack: Pack, place: int) -> LinkCard:
    leads = link.leading_id == person.id
    number = link.other_number if leads else link.leading_number
    return LinkCard(
        id=link.id,
        anchor=f"merge-{place}",
        words=f"One person with record {number}",
        because=f"Merged by {link.by} on {short_day(link.at.astimezone().date())}: {link.reason}",
        settled=tuple(
            f"{_question(subject, pack)}: {_said(subject, said)}"
            for subject, said in link.settled.items()
        ),
        other=f"record {number}",
        address=address_of(
            "patients.person", person_id=link.other_id if leads else link.leading_id
        ),
    )


def _question(subject: str, pack: Pack) -> str:
    if subject == BORN:
        return "Date of birth"
    if subject == SEX:
        return "Sex"
    if subject.startswith(FACTOR):
        factor = pack.library.factors.get(subject.removeprefix(FACTOR))
        return factor.label if factor else subject
    finding = pack.library.findings.get(subject.removeprefix(FINDING))
    return finding.name if finding else subject


def _answers(difference: Difference) -> Mapping[str, str]:
    return {value: _said(difference.subject, value) for value in difference.choices}


def _said(subject: str, value: str) -> str:
    if subject == BORN:
        return short_day(date.fromisoformat(value))
    if subject == SEX:
        return "Not known: ask" if value == "unknown" else value.capitalize()
    return SAID[value]
