"""Passwords as argon2id, tokens as SHA-256: neither is kept as it was given."""

import hashlib
import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from planner.workflow.errors import RefusedError

SHORTEST = 12
"""Characters."""
LONGEST = 256

_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
"""OWASP's first choice for argon2id: 19 MiB, two passes."""


def new_token() -> str:
    """256 random bits for an address or a cookie."""
    return secrets.token_urlsafe(32)


def fingerprint(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def hashed(password: str, sign_in_name: str) -> str:
    """The hash of a password that may be used. Raises RefusedError."""
    if len(password) < SHORTEST:
        raise RefusedError(f"Use at least {SHORTEST} characters.", "password")
    if len(password) > LONGEST:
        raise RefusedError(f"Use at most {LONGEST} characters.", "password")
    if password.casefold() in (sign_in_name.casefold(), sign_in_name.casefold() * 2):
        raise RefusedError("The password must not be the name you sign in with.", "password")
    if len(set(password)) < 5:
        raise RefusedError("Use more than a few different characters.", "password")
    return _HASHER.hash(password)


def fits(password: str, password_hash: str | None) -> bool:
    """Whether the password is the one; takes as long where there is no account."""
    try:
        return _HASHER.verify(password_hash or _nobody(), password[: LONGEST + 1])
    except (VerificationError, InvalidHashError):
        return False


@cache
def _nobody() -> str:
    """What an unknown name is checked against, so that it takes as long as a known one."""
    return _HASHER.hash(new_token())
