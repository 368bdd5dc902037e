"""The pages of this area, put together."""

from flask import Blueprint

bp = Blueprint("library", __name__)
