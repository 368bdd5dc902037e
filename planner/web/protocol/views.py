"""The pages of this area, put together."""

from flask import Blueprint

bp = Blueprint("protocol", __name__)
