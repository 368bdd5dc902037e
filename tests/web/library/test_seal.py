"""The page says which packs these are (HZ-060)."""

import hashlib

from tests.packs import PROTOCOLS


def test_the_digest_shown_is_that_of_the_seal(signed_in):
    """HZ-060-T3"""
    seal = (PROTOCOLS / "packs.sha256").read_bytes()

    assert signed_in.get("/library").words("code.seal") == [hashlib.sha256(seal).hexdigest()]
