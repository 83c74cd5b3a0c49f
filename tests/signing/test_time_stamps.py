"""A time stamp keeps a letter valid, and no byte of it may be touched either."""

import datetime as dt

import pytest
from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID
from hypothesis import given, settings
from hypothesis import strategies as st
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper

from openimr.signing import (
    Standing,
    read_roots,
    sign_pdf,
    verify_letter,
)

from .making import (
    AT,
    LATER,
    LETTER,
    RECORD,
    certificate,
    digits,
    pem,
    roots,
    signer,
    standing,
    touched,
)

STAMP_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
STAMP_CERTIFICATE = certificate(
    STAMP_KEY,
    "Time",
    usage=x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]),
    days=4000,
)


def _stamped(own: x509.Certificate = STAMP_CERTIFICATE) -> bytes:
    plain = asn1_x509.Certificate.load(own.public_bytes(serialization.Encoding.DER))
    key = STAMP_KEY.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    stamper = DummyTimeStamper(
        tsa_cert=plain,
        tsa_key=asn1_keys.PrivateKeyInfo.load(key),
        fixed_dt=AT,
    )
    return sign_pdf(LETTER, RECORD, signer(), AT, stamper)


STAMPED = _stamped()
TRUSTED = (*roots(), *read_roots(pem(STAMP_CERTIFICATE), "time.pem"))


@pytest.mark.parametrize("days", [3, 900])
def test_a_time_stamp_keeps_a_letter_valid_beyond_the_certificate(days: int) -> None:
    now = AT + dt.timedelta(days=days)
    found = verify_letter(STAMPED, "a.pdf", TRUSTED, now)

    assert (found.standing, found.stamped_at) == (Standing.VALID, AT)


def test_a_time_stamp_that_is_not_trusted_is_not_passed_over() -> None:
    assert standing(STAMPED) is Standing.NOT_TRUSTED


def test_a_certificate_that_is_for_no_time_stamps_makes_none() -> None:
    plain = certificate(STAMP_KEY, "Anybody")
    trusted = (*roots(), *read_roots(pem(plain), "time.pem"))

    found = verify_letter(_stamped(plain), "a.pdf", trusted, LATER)
    assert found.standing is Standing.NOT_TRUSTED


@settings(deadline=None)
@given(st.sampled_from(digits(STAMPED)[:11_000]), st.integers(1, 255))
def test_any_byte_of_a_stamped_signature_counts(at: int, by: int) -> None:
    changed = touched(STAMPED, at, by)

    assert verify_letter(changed, "a.pdf", TRUSTED, LATER).standing is Standing.ALTERED
