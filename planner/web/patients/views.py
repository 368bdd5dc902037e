"""The people page, adding a person, a person's record, starting a visit."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue

from planner.web.access import clinician_required
from planner.web.components.forms import errors_of
from planner.web.days import read_day, typed_day
from planner.web.forms import add_refusal
from planner.web.menu import address_of
from planner.web.patients import words_views
