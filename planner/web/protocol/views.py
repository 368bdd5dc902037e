"""What the treatment must respect, the protocol board with its edits, the issue of a plan."""

from flask import Blueprint

from planner.web.papers import issue_views
from planner.web.protocol import (
    add_views,
    board_views,
    bring_views,
    edit_views,
    move_views,
    respect_views,
    surgery_views,
)

bp = Blueprint("protocol", __name__)
respect_views.add_to(bp)
surgery_views.add_to(bp)
board_views.add_to(bp)
edit_views.add_to(bp)
move_views.add_to(bp)
add_views.add_to(bp)
bring_views.add_to(bp)
issue_views.add_to(bp)
