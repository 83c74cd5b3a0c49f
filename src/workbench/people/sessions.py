"""Sessions in the database, sealed: what waits in one is for nobody who reads the rows.

While somebody sets up a second factor, allauth keeps its secret in the session.  A
session is sealed for its own row, so that none can be put in the place of another.
"""

import logging
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends import db

from workbench.errors import KeyLostError
from workbench.files.texts import open_text, seal_text, sealed_by_newest

_PURPOSE = b"openimr session"
_LOG = logging.getLogger("django.security.SuspiciousSession")


class SessionStore(db.SessionStore):
    """Django's sessions, each sealed by the newest key of the site.

    The name is Django's: the signature under what is sealed is made with it.
    """

    def encode(self, session_dict: dict[str, Any]) -> str:
        """Return what the row holds."""
        signed = super().encode(session_dict)
        return seal_text(signed, settings.FILE_KEYS, _PURPOSE, self._place)

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        """Return what a row holds; nothing where it cannot be opened.

        A session that lies in the clear, or under an older key, counts, and is sealed
        anew with the answer to the request.
        """
        kept = session_data if isinstance(session_data, str) else session_data.decode()
        try:
            signed = open_text(kept, settings.FILE_KEYS, _PURPOSE, self._place)
        except KeyLostError:
            _LOG.warning("a session cannot be opened")
            return {}
        found: dict[str, Any] = super().decode(signed)
        if found and not sealed_by_newest(kept, settings.FILE_KEYS):
            self.modified = True
        return found

    @property
    def _place(self) -> str:
        return self.session_key or ""
