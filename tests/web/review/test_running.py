"""Running and sport: a film chooses the cues, a decision keeps its criteria."""


def test_a_film_and_a_decision_are_recorded(signed_in, reviewed):
    page = signed_in.get(reviewed.page("review/running"))
    assert page.select("input[checked]") == []
    assert "Not measured" in " ".join(page.words("#sport .criterion"))

    page = signed_in.post(
        reviewed.page("review/running"), {"gr-overstride": "present", "cadence": "164"}
    )
    assert page.select_one("#cadence").get("value") == "164"
    assert reviewed.now().case.running_seen["gr-overstride"].value == "present"

    refused = signed_in.post(reviewed.page("review/sport"), {"decision": "full"})
    assert refused.errors() == ["Say who decided it: the runner, the coach", "Say why"]
    page = signed_in.post(
        reviewed.page("review/sport"),
        {
            "decision": "modified",
            "with_whom": "The runner and her coach",
            "race": "Spring 10 km",
            "race_on": "18 4 2027",
            "reason": "Easy kilometres only until then",
        },
    )
    words = " ".join(page.words("#sport .lines"))
    assert "Part of it, or with limits: Spring 10 km, 18 Apr 2027" in words
    assert "criteria not met or not measured" in words
