"""Headers of every answer, and where a writing request may come from."""

from urllib.parse import urlsplit

from flask import Flask, Response, request
from werkzeug.exceptions import Forbidden

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "object-src 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), interest-cohort=()",
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
}
SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
KEPT_FOR_EVER = "public, max-age=31536000, immutable"
NAMED_BY_CONTENT = {"static", "style_sheet"}
KEPT_PRIVATELY = "private, max-age=2592000"


def protect(app: Flask) -> None:
    """Put the headers on every answer and refuse writing requests from other sites."""
    app.before_request(refuse_other_sites)
    app.after_request(add_headers)


def refuse_other_sites() -> None:
    """A browser says where a request comes from; anything but this site may not write."""
    if request.method in SAFE_METHODS:
        return
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    if site not in (None, "same-origin", "none"):
        raise Forbidden
    if origin is not None and urlsplit(origin).netloc != request.host:
        raise Forbidden


def kept_privately(response: Response) -> Response:
    """Let the clinician's browser keep an answer for a month: it holds nothing of a patient."""
    response.headers["Cache-Control"] = KEPT_PRIVATELY
    return response


def add_headers(response: Response) -> Response:
    """No page is kept by anybody; static files, named by their content, are kept for ever.

    What a view says may be kept privately is kept by the browser alone.
    """
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    is_static = request.endpoint in NAMED_BY_CONTENT and response.status_code in (200, 304)
    if is_static:
        response.headers["Cache-Control"] = KEPT_FOR_EVER
    elif response.headers.get("Cache-Control") != KEPT_PRIVATELY:
        response.headers["Cache-Control"] = "no-store"
    if not is_static:
        response.vary.add("Cookie")
    return response
