"""What every template knows without being told."""

from flask import Flask

from planner.web.clinic.restored_cards import restored_words
from planner.web.forms import ActionForm
from planner.web.kept import fresh_token
from planner.web.library.review_cards import changed_rules_words
from planner.web.menu import menu
from planner.web.services import request_id, services, signed_in
from planner.web.whose import whose_field
from planner.web.words import as_words


def give_every_page(app: Flask) -> None:
    """Who is signed in, the areas, and the token for a form without fields."""
    app.jinja_env.filters["as_words"] = as_words
    app.jinja_env.globals["fresh_token"] = fresh_token
    app.jinja_env.globals["whose_field"] = whose_field
    app.jinja_env.globals["reference_number"] = request_id

    @app.context_processor
    def everywhere() -> dict[str, object]:
        found = signed_in()
        return {
            "clinician": found,
            "menu": menu() if found else (),
            "sign_out_form": ActionForm(formdata=None) if found else None,
            "changed_rules": changed_rules_words(services().knowledge.pack) if found else "",
            "restored": restored_words(),
            "is_demonstration": services().is_demonstration,
        }
