"""What the environment says, read once and strictly."""

import base64
import binascii
import os
from collections.abc import Mapping
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

KEY_BYTES = 32


def data_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """Return the folder of files, the SQLite database and generated secrets.

    ``OPENIMR_DATA``, else the user's own data folder (XDG Base Directory
    Specification).
    """
    named = environ.get("OPENIMR_DATA")
    if named:
        return Path(named).absolute()
    base = environ.get("XDG_DATA_HOME", "")
    root = Path(base) if Path(base).is_absolute() else Path.home() / ".local" / "share"
    return root / "openimr" / "workbench"


def file_keys(environ: Mapping[str, str] = os.environ) -> tuple[bytes, ...]:
    """Return the keys that wrap the keys of stored files, the newest first.

    ``OPENIMR_FILE_KEYS`` holds them in base64, divided by commas.  New files use the
    first; the others open what was stored before a rotation.

    Raises:
        ImproperlyConfigured: there is none, or one is not 32 bytes.
    """
    words = [word.strip() for word in environ.get("OPENIMR_FILE_KEYS", "").split(",")]
    keys = tuple(_key(word) for word in words if word)
    if not keys:
        raise ImproperlyConfigured(
            "OPENIMR_FILE_KEYS: no key for stored files.  "
            "Make one with openimr serve --new-key and keep it in a safe place."
        )
    return keys


def _key(word: str) -> bytes:
    try:
        key = base64.b64decode(word, validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != KEY_BYTES:
        raise ImproperlyConfigured(
            "OPENIMR_FILE_KEYS: a key is not 32 bytes in base64.  "
            "Make one with openimr serve --new-key."
        )
    return key


def flag(name: str, *, usual: bool, environ: Mapping[str, str] = os.environ) -> bool:
    """Return whether a variable says yes.

    Raises:
        ImproperlyConfigured: it says neither yes nor no.
    """
    word = environ.get(name, "").strip().lower()
    if not word:
        return usual
    if word in {"1", "true", "yes", "on"}:
        return True
    if word in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name}: say yes or no.")


def whole(name: str, usual: int, environ: Mapping[str, str] = os.environ) -> int:
    """Return the whole number of a variable.

    Raises:
        ImproperlyConfigured: it is none.
    """
    word = environ.get(name, "").strip()
    if word and not (word.isascii() and word.isdigit()):
        raise ImproperlyConfigured(f"{name}: give a whole number.")
    return int(word) if word else usual


def listed(name: str, environ: Mapping[str, str] = os.environ) -> list[str]:
    """Return the words of a variable, divided by commas."""
    return [word.strip() for word in environ.get(name, "").split(",") if word.strip()]


def years(name: str, environ: Mapping[str, str] = os.environ) -> int | None:
    """Return a count of whole years; None where the variable is not set.

    Raises:
        ImproperlyConfigured: it is no such count.
    """
    word = environ.get(name, "").strip()
    if not word:
        return None
    if not word.isascii() or not word.isdecimal() or not 1 <= int(word) <= 100:
        raise ImproperlyConfigured(f"{name}: give a number of years from 1 to 100.")
    return int(word)
