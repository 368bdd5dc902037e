"""The area of a review: its pages by subject."""

from flask import Blueprint

from planner.web.review import finish_views, gate_views, retest_views, score_views, sport_views

bp = Blueprint("review", __name__)
gate_views.add_to(bp)
retest_views.add_to(bp)
score_views.add_to(bp)
sport_views.add_to(bp)
finish_views.add_to(bp)
