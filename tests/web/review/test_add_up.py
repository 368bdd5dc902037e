"""A questionnaire is added up from its answers; every number names its unit (HZ-011, HZ-012)."""

from planner.workflow.measuring import unit_of

VISA = "review/add-up/visa-h"


def answers(*numbers: object) -> dict[str, str]:
    return {f"answer-{place}": str(number) for place, number in enumerate(numbers, start=1)}


def test_the_answers_become_the_score_of_the_visit(signed_in, reviewed):
    page = signed_in.get(reviewed.page("review"))
    [link] = [a for a in page.select("#scores a") if a.get("href").endswith(VISA)]

    page = signed_in.get(link.get("href"))
    assert "2014, eight questions" in page.words(".page__intro")[0]
    assert [field.get("value") for field in page.select("input[inputmode]")] == [""] * 8

    missing = signed_in.post(link.get("href"), answers(*[3] * 6, 4))
    assert missing.errors() == ["No score: 7 of 8 answered, 8 are needed."]
    assert missing.select_one("#answer-1").get("value") == "3"
    too_much = signed_in.post(link.get("href"), answers(11, *[3] * 7))
    assert too_much.errors() == ["Enter a number from 0 to 10"]
    assert reviewed.now().measures.get("visa-h") is None

    signed_in.post(link.get("href"), answers(*[3] * 6, 4, 20))
    assert reviewed.now().measures["visa-h"].value == 42


def test_what_has_no_rule_has_no_page(signed_in, reviewed):
    for name in ("nprs", "nobody-wrote-this"):
        assert signed_in.get(reviewed.page(f"review/add-up/{name}")).status == 404


def test_every_number_names_its_unit_and_no_unit_can_be_chosen(signed_in, reviewed):
    """HZ-011-T2"""
    library = reviewed.desk.knowledge.pack.library
    page = signed_in.get(reviewed.page("review"))
    labels = {label.get("for"): "".join(label.itertext()) for label in page.select("label")}
    numbers = [f.get("name") for f in page.select("#gate input[inputmode], #scores input")]
    seen = [name for name in numbers if unit_of(library, name)]
    assert seen
    for name in seen:
        outcome = library.outcome_measures.get(name)
        says = outcome.range if outcome else unit_of(library, name) or ""
        assert says in labels[name], name
    assert page.select("select") == []


def test_a_number_far_from_the_last_one_is_saved_by_a_second_press(signed_in, reviewed):
    """HZ-011-C4: what else was typed waits with it, and nothing is lost."""
    signed_in.get(reviewed.page("review"))
    asked = signed_in.post(reviewed.page("review/numbers"), {"sit-time": "90", "nprs": "3"})
    assert asked.status == 400
    assert asked.heading == "Is this number right?"
    assert "Unusual: 90 min, last 20 on" in " ".join(asked.words("#sit-time-error"))
    assert reviewed.now().measures.get("sit-time") is None

    fields = {f.get("name"): f.get("value") for f in asked.select("main form input")}
    assert fields["nprs"] == "3"
    signed_in.post(reviewed.page("review/numbers"), fields)
    saved = reviewed.now().measures
    assert (saved["sit-time"].value, saved["nprs"].value) == (90, 3)
    said = " ".join(signed_in.get(reviewed.page("review")).words("#scores"))
    assert "Unusual: 90 min, last 20 on" in said


def test_another_number_than_the_one_said_again_is_asked_about_anew(signed_in, reviewed):
    """HZ-011-C4, and a script is told what its button sends."""
    signed_in.get(reviewed.page("review"))
    typed = {"sit-time": "95", "sure": "sit-time=90"}
    told = signed_in.save_at_once(reviewed.page("review/numbers"), typed)
    assert (told["status"], told["sure"], told["keep"]) == (400, "sit-time=95", "Save 95")
    assert reviewed.now().measures.get("sit-time") is None
