"""Secrets of second factors: sealed in the database, by keys that can be changed.

A signature needs a second factor, so whoever could read these secrets in a copy of the
database could sign for a physician.
"""

from collections.abc import Sequence

from allauth.mfa.models import Authenticator

from workbench.files.texts import open_text, seal_text, sealed_by_newest

_PURPOSE = b"openimr secret of a second factor"
_SECRETS = ("secret", "seed")
_LISTED = "migrated_codes"
"""Recovery codes of an older allauth."""


def seal_secret(text: str, site_keys: Sequence[bytes]) -> str:
    """Return a secret sealed by the newest key of the site."""
    return seal_text(text, site_keys, _PURPOSE)


def open_secret(kept: str, site_keys: Sequence[bytes]) -> str:
    """Return a secret in the clear, also one that was never sealed.

    Raises:
        KeyLostError: the key that sealed it is not at hand, or it was changed.
    """
    return open_text(kept, site_keys, _PURPOSE)


def reseal(row: Authenticator, site_keys: Sequence[bytes]) -> bool:
    """Seal the secrets of a second factor by the newest key; tell whether it was due.

    Raises:
        KeyLostError: the key that sealed one is not at hand.
    """
    fresh = {
        name: _resealed(value, site_keys) if name in {*_SECRETS, _LISTED} else value
        for name, value in row.data.items()
    }
    if fresh == row.data:
        return False
    row.data = fresh
    row.save(update_fields=["data"])
    return True


def _resealed(value: object, site_keys: Sequence[bytes]) -> object:
    if isinstance(value, list):
        return [_resealed(each, site_keys) for each in value]
    if not isinstance(value, str) or sealed_by_newest(value, site_keys):
        return value
    return seal_secret(open_secret(value, site_keys), site_keys)
