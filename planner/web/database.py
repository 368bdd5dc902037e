"""One session of the store for each request, opened on first use, always closed."""

from flask import Flask, g


class UncommittedError(RuntimeError):
    """A view changed something outside a writing action: it would have been lost."""


def close_after_each_request(app: Flask) -> None:
    """Close the session when the request ends; what was not committed is rolled back."""

    @app.teardown_appcontext
    def close(_error: BaseException | None) -> None:
        session = g.pop("db", None)
        if session is None:
            return
        left = bool(session.new or session.dirty or session.deleted)
        session.close()
        if left and app.testing:
            raise UncommittedError("something was changed and never committed")
