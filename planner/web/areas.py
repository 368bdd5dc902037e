"""The areas of the site: each named module holds the blueprint ``bp``."""

from importlib import import_module

from flask import Blueprint, Flask

AREAS = (
    "planner.web.account.views",
    "planner.web.patients.views",
    "planner.web.assessment.views",
    "planner.web.review.views",
    "planner.web.protocol.views",
    "planner.web.papers.views",
    "planner.web.library.views",
    "planner.web.clinic.views",
)


def register_areas(app: Flask) -> None:
    """Put the pages of every area in their place."""
    for name in AREAS:
        blueprint: Blueprint = import_module(name).bp
        app.register_blueprint(blueprint)
