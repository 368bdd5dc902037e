"""The search of the library."""

from wtforms import StringField
from wtforms.validators import DataRequired, Length

from planner.web.days import stripped
from planner.web.forms import Form


class LibrarySearchForm(Form):
    """Posted, so that what somebody looks up stands in no address and no browser history."""

    text = StringField(
        "Search the library",
        filters=[stripped],
        validators=[
            DataRequired("Enter a word to look for"),
            Length(max=200, message="Keep it to 200 characters"),
        ],
    )
