"""The pages of this area, put together."""

from flask import Blueprint

from planner.web.assessment import (
    baseline_views,
    drawing_views,
    examination_views,
    finding_history_views,
    rule_out_views,
    what_if_views,
)

bp = Blueprint("assessment", __name__)
baseline_views.add_to(bp)
examination_views.add_to(bp)
finding_history_views.add_to(bp)
what_if_views.add_to(bp)
rule_out_views.add_to(bp)
drawing_views.add_to(bp)
