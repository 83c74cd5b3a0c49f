"""The key with which the site signs, from the environment or of its own making."""

import hmac
import os
import tempfile
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from pyhanko.sign.signers import Signer

from openimr.casework.input_files import read_file
from openimr.letters.write import Letterhead, read_letterhead
from openimr.signing import DEVELOPMENT, key_from_file, new_development_key

_FOLDER = "signing"
_KEY = "development.p12"
_CERTIFICATE = "development.pem"


@dataclass(frozen=True, slots=True)
class SiteKey:
    """What letters are signed with, and what is to be said of it."""

    signer: Signer
    development: bool
    """True where nobody outside has reason to trust it."""

    @property
    def called(self) -> str:
        """Name of the certificate, which stands in every signed letter."""
        if self.development:
            return DEVELOPMENT
        own = self.signer.signing_cert
        return own.subject.human_friendly if own is not None else ""


def site_key() -> SiteKey:
    """Return the key of ``OPENIMR_SIGNING_KEY``, else a development key of the site.

    Raises:
        SigningError: the file does not open, or holds no key that can sign.
        InputError: it cannot be read.
    """
    named = settings.SIGNING_KEY
    if named:
        place = Path(named)
        signer = _opened(read_file(place), settings.SIGNING_PASSWORD, place.name)
        return SiteKey(signer, development=False)
    place = _development()
    return SiteKey(_opened(place.read_bytes(), _password(), place.name), True)


@lru_cache(maxsize=4)
def _opened(data: bytes, password: str, name: str) -> Signer:
    return key_from_file(data, password, name)


def _password() -> str:
    """Return the password of the development key, from the site's secret."""
    secret = settings.SECRET_KEY.encode()
    return hmac.new(secret, b"openimr development signing key", sha256).hexdigest()


def _development() -> Path:
    """Return the file of the development key, made where there is none."""
    folder = Path(settings.DATA) / _FOLDER
    place = folder / f"{sha256(_password().encode()).hexdigest()[:8]}-{_KEY}"
    if not place.exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        made = new_development_key(_password(), timezone.now())
        if _put(place, made.pkcs12):
            certificate = place.with_name(_CERTIFICATE)
            certificate.unlink(missing_ok=True)  # of a key under an earlier secret
            _put(certificate, made.certificate)
    return place


def _put(place: Path, data: bytes) -> bool:
    """Write a file whole or not at all; tell whether it was not there yet.

    Who comes second, in another process or thread, leaves the first one's.
    """
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}.")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        place.hardlink_to(part)
    except FileExistsError:
        return False
    finally:
        part.unlink()
    return True


def letterhead() -> Letterhead:
    """Return the letterhead of ``OPENIMR_LETTERHEAD``, else the neutral one.

    Raises:
        InputError: the file cannot be read or is no letterhead.
    """
    named = settings.LETTERHEAD
    return read_letterhead(Path(named)) if named else Letterhead()
