"""The reading grade beside what a clinician types for the patient."""

HARD = "Progressive isometric rehabilitation facilitates tendinous reconditioning."


def test_the_grade_is_told_without_saving_where_there_is_no_script(signed_in, desk, ready, at):
    signed_in.get(at("protocol/note"))

    page = signed_in.post(at("protocol/note"), {"text": f"Rest. {HARD}", "measure": "y"})

    assert page.heading == "A note for the patient"
    assert "hard to read" in page.words("[data-grade]")[0]
    assert HARD in page.words("[data-grade]")[0]
    assert (page.select_one("#text").text or "").strip() == f"Rest. {HARD}"
    assert desk.rows_in("plan_edit") == 0


def test_the_script_is_answered_with_the_sentence_that_raises_it(signed_in, ready, at):
    page = signed_in.get(at("protocol/note"))
    token = page.hidden_fields()["csrf_token"]

    told = signed_in.client.post("/reading-grade", data={"text": HARD, "csrf_token": token})
    plain = signed_in.client.post(
        "/reading-grade", data={"text": "Run a bit. Then rest.", "csrf_token": token}
    )

    assert HARD.encode() in told.data
    assert b"hard" not in plain.data
    assert b"Reading grade" in plain.data


def test_what_is_measured_is_printed_as_text_and_never_as_markup(signed_in, ready, at):
    token = signed_in.get(at("protocol/note")).hidden_fields()["csrf_token"]
    attack = f"<script>alert(1)</script> {HARD}"

    told = signed_in.client.post("/reading-grade", data={"text": attack, "csrf_token": token})

    assert b"<script>" not in told.data
