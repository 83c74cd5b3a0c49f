"""Whether a certificate leads to one that the user trusts, on a given day."""

import asyncio
import datetime as dt
from collections.abc import Iterable, Sequence
from enum import StrEnum

from asn1crypto import pem, tsp, x509
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import (
    ExpiredError,
    NotYetValidError,
    PathError,
    ValidationError,
)

from openimr.errors import SigningError

from .seal import Seal

_SIGNING = frozenset({"digital_signature", "non_repudiation"})


class Trust(StrEnum):
    """How a certificate stands."""

    TRUSTED = "trusted"
    EXPIRED = "expired"
    """It leads to a trusted one and was not valid on the day."""

    UNKNOWN = "unknown"


def read_roots(data: bytes, name: str) -> tuple[x509.Certificate, ...]:
    """Return the certificates of a PEM or DER file.

    Raises:
        SigningError: it holds none.
    """
    try:
        if pem.detect(data):
            ders = [der for _, _, der in pem.unarmor(data, multiple=True)]
        else:
            ders = [data]
        found = tuple(x509.Certificate.load(der, strict=True) for der in ders)
        for each in found:
            each.native  # noqa: B018 - parsing is lazy; do it while it can be caught
    except (ValueError, TypeError):
        found = ()
    if not found:
        cure = "Give the certificate of the authority, as PEM or DER."
        raise SigningError(name, "it holds no certificate", cure)
    return found


def trust(seal: Seal, roots: Sequence[x509.Certificate], moment: dt.datetime) -> Trust:
    """Return how the signer's certificate stood at a moment.

    Every certificate that came along must be needed for the way to the root: others
    would be bytes that nothing protects.  Revocation is not looked up; the core has no
    network.
    """
    if not _may_sign(seal.certificate):
        return Trust.UNKNOWN
    return _standing(seal, roots, moment)


def stamped_at(seal: Seal, roots: Sequence[x509.Certificate]) -> dt.datetime | None:
    """Return the time that a trusted time stamp states; None for one not trusted."""
    moment: dt.datetime = tsp.TSTInfo.load(seal.content)["gen_time"].native
    usage = seal.certificate.extended_key_usage_value
    if usage is None or usage.native != ["time_stamping"]:
        return None
    trusted = _standing(seal, roots, moment) is Trust.TRUSTED
    return moment if trusted else None


def _may_sign(certificate: x509.Certificate) -> bool:
    usage = certificate.key_usage_value
    return usage is None or bool(_SIGNING & set(usage.native))


def _standing(
    seal: Seal, roots: Sequence[x509.Certificate], moment: dt.datetime
) -> Trust:
    own = seal.certificate
    context = ValidationContext(
        trust_roots=list(roots), moment=moment, allow_fetching=False
    )
    checker = CertificateValidator(own, seal.others, context)
    try:
        path = asyncio.run(checker.async_validate_path())
        used = {each.dump() for each in path.iter_certs(include_root=False)}
    except (ExpiredError, NotYetValidError):
        return Trust.EXPIRED
    except (PathError, ValidationError, ValueError):
        return Trust.UNKNOWN
    if not _all_in(seal.others, used):
        return Trust.UNKNOWN
    # A root that signs itself is taken as trusted without a look at its dates.
    valid = own.not_valid_before <= moment <= own.not_valid_after
    return Trust.TRUSTED if valid else Trust.EXPIRED


def _all_in(others: Iterable[x509.Certificate], used: set[bytes]) -> bool:
    return all(each.dump() in used for each in others)
