"""Passwords: out of the environment or typed, never an argument that others can see."""

import getpass
import os
import sys

from openimr.errors import SigningError

VARIABLE = "OPENIMR_KEY_PASSWORD"


def password(what: str, *, twice: bool = False) -> str:
    """Return the password of a key, typed without echo where no variable holds it.

    Raises:
        SigningError: there is nobody to ask, or two entries are not the same.
    """
    known = os.environ.get(VARIABLE)
    if known is not None:
        return known
    if not sys.stdin.isatty():
        cure = f"Set {VARIABLE}, or run it in a terminal."
        raise SigningError("password", "there is nobody to ask for it", cure)
    given = getpass.getpass(f"Password of {what}: ")
    if twice and getpass.getpass("Once more: ") != given:
        raise SigningError("password", "the two are not the same", "Try again.")
    return given
