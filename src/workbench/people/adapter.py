"""Accounts come by invitation only; secrets of second factors are kept sealed."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest

from .factors import open_secret, seal_secret


class ByInvitation(DefaultAccountAdapter):  # type: ignore[misc]
    """Closes the sign-up page of allauth."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up alone."""
        del request
        return False


class SealedFactors(DefaultMFAAdapter):  # type: ignore[misc]
    """Seals what a second factor is computed from."""

    def encrypt(self, text: str) -> str:
        """Return a secret as the database keeps it."""
        return seal_secret(text, settings.FILE_KEYS)

    def decrypt(self, encrypted_text: str) -> str:
        """Return a secret in the clear.

        Raises:
            KeyLostError: the key that sealed it is not at hand.
        """
        return open_secret(encrypted_text, settings.FILE_KEYS)
