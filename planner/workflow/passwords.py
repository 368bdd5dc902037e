"""Passwords as argon2id, tokens as SHA-256: neither is kept as it was given."""

import hashlib
import re
import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from planner.workflow.errors import RefusedError

SHORTEST = 15
"""Characters."""
LONGEST = 256

COMMON = (
    "1234567890", "123456789", "12345678", "1234567", "123456", "12345", "1234", "123",
    "0987654321", "987654321", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertz", "qwerty", "azerty",
    "asdfgh", "asdf", "1q2w3e4r5t", "1q2w3e4r", "1qaz2wsx", "qazwsx", "abcdefgh", "abcdef", "abc",
    "password", "passwort", "passw0rd", "p@ssw0rd", "passphrase", "welcome", "letmein", "iloveyou",
    "administrator", "admin", "login", "master", "secret", "changeme", "default", "dragon",
    "monkey", "football", "baseball", "sunshine", "princess", "superman", "trustno1", "whatever",
    "physiotherapist", "physiotherapy", "physio", "clinic", "planner", "treatment", "patient",
    "hospital", "doctor", "spring", "summer", "autumn", "winter",
)  # fmt: skip
"""What is tried first, longest forms first: common passwords, rows of keys, words of the trade."""

_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
"""OWASP's first choice for argon2id: 19 MiB, two passes."""


def new_token() -> str:
    """256 random bits for an address or a cookie."""
    return secrets.token_urlsafe(32)


def fingerprint(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def hashed(password: str, *names: str) -> str:
    """The hash of a password that may be used. Raises RefusedError.

    ``names`` are what everybody knows: of the account, the person, the clinic. Any sign may be
    used, nothing is cut off, and no password ever expires.
    """
    if len(password) < SHORTEST:
        raise RefusedError(f"Use at least {SHORTEST} characters.", "password")
    if len(password) > LONGEST:
        raise RefusedError(f"Use at most {LONGEST} characters.", "password")
    if len(set(password)) < 5:
        raise RefusedError("Use more than a few different characters.", "password")
    if len(set(_unguessable(password, names))) < 5:
        raise RefusedError(
            "This is among the first that somebody would try: it is little more than a name, a "
            "common word or a row of keys. Use several words that have nothing to do with them.",
            "password",
        )
    return _HASHER.hash(password)


def is_weaker_hash(password_hash: str) -> bool:
    """Whether the hash was made with less effort than is asked for now."""
    return _HASHER.check_needs_rehash(password_hash)


def hashed_again(password: str) -> str:
    """A new hash of a password that was just found right; its rules were asked when it was set."""
    return _HASHER.hash(password)


def _unguessable(password: str, names: tuple[str, ...]) -> str:
    """What is left of a password without names, common words, years and rows of keys."""
    left = password.casefold()
    known = [part for name in names for part in re.split(r"\W+", name.casefold()) if len(part) > 2]
    for word in (*sorted(known, key=len, reverse=True), *COMMON):
        left = left.replace(word, "")
    left = re.sub(r"(.{1,6}?)\1{2,}", "", left)
    return re.sub(r"(19|20)\d\d|\W|_", "", left)


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
