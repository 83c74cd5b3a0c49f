"""Is a kept signature as it was made?"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from openimr.casework.input_files import read_file
from openimr.casework.signed_files import verify_kept
from openimr.errors import OpenImrError
from openimr.signing import Standing, read_roots
from workbench.files.models import StoredFile
from workbench.files.store import get
from workbench.review.models import Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What verifying says, and whether work may go on with it."""

    standing: str
    said: str
    """One sentence."""

    sound: bool
    signed_at: str | None = None
    signer: str | None = None

    def as_json(self) -> Mapping[str, object]:
        """Return the verdict as plain data."""
        return {
            "standing": self.standing,
            "said": self.said,
            "sound": self.sound,
            "signed_at": self.signed_at,
            "signer": self.signer,
        }


def opened(file: StoredFile) -> bytes:
    """Return the bytes of a stored file.

    Raises:
        StorageError: they cannot be given back.
    """
    return b"".join(get(file))


def verified(signature: Signature) -> Verdict:
    """Verify a signature's letter, data and record against each other and the digest.

    Certificates are judged for the moment of signing, which the site's own record of
    acts bears out.  Without ``OPENIMR_TRUST`` nobody vouches for the signer, and a
    letter that is as it was signed is sound all the same.
    """
    trusted: Path | None = settings.TRUST
    try:
        roots = (
            () if trusted is None else read_roots(read_file(trusted), "OPENIMR_TRUST")
        )
        found = verify_kept(
            opened(signature.letter),
            opened(signature.determination),
            opened(signature.record),
            roots,
            signature.signed,
            expected=signature.digest,
            evidence=opened(signature.evidence) if signature.evidence else None,
        )
    except OpenImrError as error:
        return Verdict(standing="cannot tell", said=str(error), sound=False)
    enough = {Standing.VALID} | ({Standing.NOT_TRUSTED} if trusted is None else set())
    return Verdict(
        standing=found.standing.value,
        said=_said(found.said, found.standing, trusted),
        sound=found.standing in enough,
        signed_at=found.signed_at,
        signer=found.signer,
    )


def _said(said: str, standing: Standing, trusted: Path | None) -> str:
    if trusted is None and standing is Standing.NOT_TRUSTED:
        return (
            "The letter is as it was signed.  Who signed cannot be told by the "
            "certificate: OPENIMR_TRUST names no authority."
        )
    return said
