"""The pages of this area, put together."""

from flask import Blueprint

from planner.web.assessment import (
    baseline_views,
    drawing_views,
    emergency_views,
    examination_views,
    finding_history_views,
    impression_views,
    odd_facts_views,
    override_views,
    results_views,
    rule_out_views,
    screen_views,
    testing_views,
    what_if_views,
)

bp = Blueprint("assessment", __name__)
screen_views.add_to(bp)
emergency_views.add_to(bp)
override_views.add_to(bp)
testing_views.add_to(bp)
baseline_views.add_to(bp)
examination_views.add_to(bp)
finding_history_views.add_to(bp)
what_if_views.add_to(bp)
impression_views.add_to(bp)
odd_facts_views.add_to(bp)
rule_out_views.add_to(bp)
results_views.add_to(bp)
drawing_views.add_to(bp)
