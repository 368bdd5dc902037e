"""A finished PDF as an answer: shown in the browser, its file name says nothing about anybody."""

from flask import Response

POLICY = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"
"""A PDF runs nothing; the browser's own viewer needs to show it and to style itself."""


def pdf_answer(content: bytes, file_name: str) -> Response:
    """The bytes as they are, unchanged, kept by nobody (HZ-003-C2)."""
    answer = Response(content, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{file_name}"'
    return answer
