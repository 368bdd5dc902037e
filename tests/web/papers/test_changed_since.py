"""An issued plan never changes; that its answers did is said wherever it is met (HZ-023-C2)."""

from planner.clinical.answers import Presence
from planner.workflow.factors import record_factors

NOTICE = "section.notice--caution"
SINCE = "Since version 1 was issued this answer changed"


def notices(page):
    return [words for words in page.words(NOTICE) if words.startswith("Since version")]


def record(desk):
    return f"/people/{desk.visit.person_id}"


def test_a_corrected_answer_is_said_on_the_plan_the_record_and_the_issue_page(
    signed_in, desk, at, issued
):
    """HZ-023-T1"""
    pages = (issued.address, record(desk), at("issue"))
    assert [notices(signed_in.get(address)) for address in pages] == [[], [], []]
    desk.db.rollback()
    desk.version = desk.page().version
    desk.know(record_factors, {"nsaid-risk": Presence.PRESENT})

    name = desk.knowledge.pack.library.factors["nsaid-risk"].label
    for address in pages:
        [words] = notices(signed_in.get(address))
        assert words.startswith(SINCE)
        assert name in words
        assert "Was: No. Now: Yes" in words


def test_a_new_version_takes_the_flag_from_the_record_and_leaves_it_on_the_old_plan(
    signed_in, desk, at, issued
):
    """HZ-023-T1"""
    desk.db.rollback()
    desk.version = desk.page().version
    desk.know(record_factors, {"nsaid-risk": Presence.PRESENT})
    desk.confirm()
    desk.issue()

    assert notices(signed_in.get(record(desk))) == []
    assert notices(signed_in.get(at("issue"))) == []
    assert len(notices(signed_in.get(issued.address))) == 1
