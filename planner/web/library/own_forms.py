"""Forms of what the clinic keeps of its own."""

from flask_wtf.file import FileField, FileRequired

from planner.web.forms import Form


class TemplateFileForm(Form):
    """A template from a file."""

    file = FileField("A template file", validators=[FileRequired("Choose the file")])
