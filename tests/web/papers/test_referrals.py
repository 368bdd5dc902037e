from planner.workflow.paper_trail import letters_of
from planner.workflow.referrals import read_referral
from tests.workflow.desk import CASES

TEENAGER = CASES / "readme-teenager-with-a-pop.yaml"
AVULSION = "apophyseal-avulsion"


def written(signed_in, at, **fields):
    signed_in.get(at("write-referral"))
    page = signed_in.post(at("write-referral"), {"about": "cauda-equina", **fields})
    assert "/referrals/" in page.address, page.text
    return page


def an_emergency(desk):
    desk.open()
    desk.answer(saddle_sensory_change="present", bilateral_leg_symptoms="present")


def test_an_emergencys_letter_is_written_while_the_emergency_is_open(signed_in, desk, at):
    an_emergency(desk)
    page = signed_in.get(at("write-referral"))
    assert page.select("input[checked]") == []
    assert page.select(".bar--emergency")

    page = written(signed_in, at)

    assert page.heading == "Written, not telephoned yet"
    assert "Suspected cauda equina syndrome" in page.text
    assert desk.rows_in("referral") == 1
    letter = page.select("a[href*='/documents/']")[0].get("href")
    answer = signed_in.client.get(letter)
    assert answer.mimetype == "application/pdf"
    assert b"saddle" in answer.data.lower()


def test_nothing_is_written_before_somebody_said_what_about(signed_in, desk, at):
    an_emergency(desk)
    signed_in.get(at("write-referral"))

    page = signed_in.post(at("write-referral"), {"to": "On-call spinal team"})

    assert page.status == 400
    assert page.errors() == ["Choose what the letter is about"]
    assert page.select_one("#to").get("value") == "On-call spinal team"
    assert desk.rows_in("referral") == 0


def test_an_address_may_name_the_rule_and_no_other_is_offered_under_it(signed_in, desk, at):
    desk.open(desk.person(born=desk.clock.today().replace(year=2012)))
    desk.record_case(TEENAGER)

    page = signed_in.get(at(f"write-referral/{AVULSION}"))
    assert [e.get("value") for e in page.select("input[checked]")] == [AVULSION]

    page = signed_in.get(at("write-referral/no-such-rule"))
    assert page.select("input[checked]") == []


def test_where_nothing_is_to_refer_the_page_says_so(signed_in, desk, at):
    desk.open()

    page = signed_in.get(at("write-referral"))

    assert page.heading in {"Nothing to refer", "Write a referral letter"}
    if page.heading == "Write a referral letter":
        assert page.select("input[name=about]")


def test_the_button_pressed_twice_writes_one_letter(signed_in, desk, at):
    an_emergency(desk)
    signed_in.get(at("write-referral"))
    hidden = signed_in.page.hidden_fields()
    first = signed_in.post(at("write-referral"), {**hidden, "about": "cauda-equina"})

    second = signed_in.post(at("write-referral"), {**hidden, "about": "cauda-equina"})

    assert second.address == first.address
    assert desk.rows_in("referral") == 1


def test_findings_that_changed_meanwhile_are_shown_before_a_letter_is_written(signed_in, desk, at):
    an_emergency(desk)
    signed_in.get(at("write-referral"))
    desk.answer(bladder_change="present")

    page = signed_in.post(at("write-referral"), {"about": "cauda-equina", "to": "Spinal team"})

    assert page.status == 409
    assert "changed while the page was open" in page.errors()[0]
    assert page.select_one("#to").get("value") == "Spinal team"
    assert desk.rows_in("referral") == 0


def test_the_loop_asks_for_the_next_step_first_and_keeps_who_with_whom_and_when(
    signed_in, desk, at
):
    an_emergency(desk)
    page = written(signed_in, at)
    assert page.words(".loop__buttons button")[0] == "Telephoned"

    page = signed_in.post(
        page.address, {"kind": "telephoned", "whom": "Spinal registrar", "note": "Send her now."}
    )
    assert page.heading == "Telephoned, not accepted yet"
    assert page.words(".loop__buttons button")[0] == "Accepted"
    for words in ("Spinal registrar", "Send her now.", "A. Example", "Mon 23 Nov 2026"):
        assert words in page.text

    page = signed_in.post(page.address, {"kind": "closed", "note": "Admitted, operated."})
    assert page.heading == "Closed"
    assert page.select(".loop__buttons") == []
    assert "Every referral has its answer." in signed_in.get("/people").text


def test_a_step_without_what_it_needs_is_refused_beside_its_field_and_kept(signed_in, desk, at):
    an_emergency(desk)
    page = written(signed_in, at)

    page = signed_in.post(page.address, {"kind": "accepted", "note": "Bring the letter."})
    assert page.status == 400
    assert page.words("#whom-error")
    assert "Bring the letter." in (page.select_one("#note").text or "")

    page = signed_in.post(page.address, {"kind": "result"})
    assert page.words("#note-error")

    page = signed_in.post(page.address, {"kind": "sent", "on": "24 11 2026"})
    assert "in the future" in page.words("#on-error")[0]


def test_a_step_somebody_else_recorded_meanwhile_is_shown_and_nothing_typed_is_lost(
    signed_in, desk, at
):
    an_emergency(desk)
    page = written(signed_in, at)
    stale = signed_in.page.hidden_fields()
    signed_in.post(page.address, {"kind": "telephoned", "whom": "Spinal registrar"})

    again = signed_in.post(
        page.address, {**stale, "kind": "telephoned", "whom": "Spinal registrar"}
    )
    assert again.status == 200
    assert desk.rows_in("referral_step") == 1

    other = signed_in.post(page.address, {**stale, "kind": "accepted", "whom": "Ward sister"})
    assert other.status == 409
    assert "recorded something here" in other.errors()[0]
    assert other.select_one("#whom").get("value") == "Ward sister"
    assert desk.rows_in("referral_step") == 1


def test_the_people_page_leads_to_the_referral_and_says_how_urgent_and_what_is_missing(
    signed_in, desk, at
):
    an_emergency(desk)
    page = written(signed_in, at)

    people = signed_in.get("/people")

    [link] = people.select("[aria-labelledby=referrals] a")
    assert link.get("href") == page.address
    assert people.words("[aria-labelledby=referrals] .tag") == ["Emergency"]
    assert "Written, not telephoned yet" in people.text
    record = signed_in.get(f"/people/{desk.visit.person_id}")
    assert "Letter to" in record.words("[aria-labelledby=letters] .found")[0]


def test_a_referral_of_one_person_is_not_found_under_another(signed_in, desk, at, a_person):
    an_emergency(desk)
    page = written(signed_in, at)
    other = a_person(family_name="Walker")
    [letter] = letters_of(desk.db, desk.visit.person_id)

    assert signed_in.get(f"/people/{other.id}/referrals/{letter.id}").status == 404
    assert read_referral(desk.db, desk.visit.person_id, letter.id).steps == ()
    assert page.status == 200
