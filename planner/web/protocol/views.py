"""The pages of this area, put together."""

from flask import Blueprint

from planner.web.papers import issue_views

bp = Blueprint("protocol", __name__)
issue_views.add_to(bp)
