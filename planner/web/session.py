"""Sessions are kept on the server; the browser holds a random token and nothing else.

The token lives in a ``__Host-`` cookie (Secure, HttpOnly, SameSite=Lax, no domain). A session
ends itself after 15 minutes unused or 12 hours, when somebody signs out, and when the account is
disabled or its password changes: a replayed cookie opens nothing.
"""

from typing import Any, cast

from flask import Flask, Request, Response, g, request, session
from flask.sessions import SessionInterface, SessionMixin

from planner.web.services import Services, clock, db, request_id
from planner.workflow.accounts import Account
from planner.workflow.sessions import (
    keep_session_data,
    know_device,
    read_session,
    start_session,
)

COOKIE = "__Host-planner"
DEVICE = "__Host-planner-device"
KNOWN_FOR = 180 * 24 * 3600
"""Seconds a browser stays known."""
STATIC = "/static/"


class ServerSession(dict[str, Any], SessionMixin):
    """What the server remembers of one browser: CSRF secret, messages, the last search."""

    def __init__(self, data: dict[str, Any], token: str | None) -> None:
        super().__init__(data)
        self.before = dict(data)
        self.token = token
        self.account: Account | None = None
        self.waiting: Account | None = None
        self.waits_for: str | None = None
        self.ends = False

    @property
    def modified(self) -> bool:  # type: ignore[override]  # worked out, not set by hand
        """Whether there is something new to keep."""
        return dict(self) != self.before


class ServerSessions(SessionInterface):
    """Reads the session of a request, and keeps what changed."""

    def open_session(self, app: Flask, request: Request) -> ServerSession:
        """The session of the token in the cookie; an empty one where there is none."""
        token = request.cookies.get(COOKIE)
        if not token or request.path.startswith(STATIC):
            return ServerSession({}, None)
        services = cast(Services, app.extensions["planner"])
        state = read_session(db(), token, clock=services.clock)
        if state is None:
            return ServerSession({}, None)
        found = ServerSession(dict(state.data), token)
        found.account, found.waiting = state.account, state.waiting
        found.waits_for = state.waits_for
        g.actor = state.actor(request_id())
        g.proved_recently = state.proved_recently
        return found

    def save_session(self, _app: Flask, session: SessionMixin, response: Response) -> None:
        """Keep what changed and hand out the token, or take it back."""
        held = cast(ServerSession, session)
        if held.ends:
            response.delete_cookie(COOKIE, path="/", secure=True, httponly=True, samesite="Lax")
            return
        if held.modified:
            if held.token is None:
                held.token = start_session(db(), clock=clock())
                set_token(response, held.token)
            keep_session_data(db(), held.token, dict(held), clock=clock())
        if g.get("new_token"):
            set_token(response, cast(str, held.token))


def remember_device(response: Response, account_id: str) -> None:
    """Let this browser be known the next time: strangers' mistakes do not make it wait."""
    token = know_device(db(), account_id, known_device(), clock=clock())
    if token is not None:
        response.set_cookie(
            DEVICE,
            token,
            max_age=KNOWN_FOR,
            path="/",
            secure=True,
            httponly=True,
            samesite="Lax",
        )


def known_device() -> str | None:
    """The token this browser is known by, if it has one."""
    return request.cookies.get(DEVICE)


def set_token(response: Response, token: str) -> None:
    """The cookie: no expiry of its own, it goes with the browser."""
    response.set_cookie(COOKIE, token, path="/", secure=True, httponly=True, samesite="Lax")


def current() -> ServerSession:
    """The session of this request."""
    return cast(ServerSession, session._get_current_object())  # type: ignore[attr-defined]


def take_token(token: str) -> None:
    """Go on under a new token: at sign-in the old one is dead, with all it remembered."""
    held = current()
    held.clear()
    held.before = {}
    held.token = token
    g.pop("csrf_token", None)
    g.new_token = True


def forget() -> None:
    """Take the token back from the browser; the server has ended the session already."""
    held = current()
    held.clear()
    held.ends = True
