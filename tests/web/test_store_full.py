"""A store without room says so, saves nothing half, and works again once there is room (HZ-017)."""

from sqlalchemy import event, text

FEW_PAGES = 12
PLENTY = 1_000_000


def test_a_full_store_is_said_and_work_goes_on_after_space_is_freed(app, signed_in, a_visit):
    """HZ-017-T3: without a restart; the page keeps what was typed, for nothing went anywhere.

    HZ-070-T3.
    """
    visit = a_visit()
    address = f"/people/{visit.person_id}/visits/{visit.encounter_id}/words"
    with app.extensions["planner"].open_session() as db:
        engine, pages = db.get_bind(), db.execute(text("PRAGMA page_count")).scalar_one()
    most = [pages + FEW_PAGES]
    event.listen(
        engine,
        "checkout",
        lambda connection, *_: connection.execute(f"PRAGMA max_page_count = {most[0]}"),
    )
    signed_in.get(address)
    hidden = signed_in.page.hidden_fields(address)

    def send(words):
        return signed_in.client.post(
            address,
            data={**hidden, "wrong": words, "changed": "wrong"},
            headers={"Accept": "application/json", "Origin": "http://127.0.0.1"},
        )

    answer = send("0 " * 1600)
    for turn in range(1, 60):
        if answer.status_code != 200:
            break
        hidden["version"] = answer.json["version"]
        answer = send(f"{turn} " * 1600)
    assert answer.status_code == 503
    assert answer.json["words"] == "The record could not be written: the disk may be full."

    page = signed_in.post(address, {**hidden, "wrong": "Typed " * 800})
    assert (page.status, page.heading) == (503, "The record could not be written")
    assert page.hidden_fields(address)["wrong"] == "Typed " * 800

    most[0] = PLENTY
    answer = send("There is room again")

    assert answer.status_code == 200
    assert signed_in.get(address).words("#wrong") == ["There is room again"]
