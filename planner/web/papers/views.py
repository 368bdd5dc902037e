"""The pages of this area, put together."""

from flask import Blueprint

from planner.web.papers import (
    batch_views,
    blank_views,
    code_views,
    document_views,
    grade_views,
    plan_views,
    preview_views,
    referral_views,
    shared_week_views,
    summary_views,
    write_views,
)

bp = Blueprint("papers", __name__)
preview_views.add_to(bp)
plan_views.add_to(bp)
document_views.add_to(bp)
write_views.add_to(bp)
referral_views.add_to(bp)
blank_views.add_to(bp)
code_views.add_to(bp)
grade_views.add_to(bp)
summary_views.add_to(bp)
batch_views.add_to(bp)
shared_week_views.add_to(bp)
