"""Keys: made for trying out, read from files, never without a password."""

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from openimr.errors import SigningError
from openimr.signing import (
    DEVELOPMENT,
    Standing,
    key_from_file,
    new_development_key,
    read_roots,
    sign_pdf,
    verify_letter,
)

from .making import AT, PASSWORD, certificate, development_key, packed, parts, pem

LETTER, RECORD, _ = parts()
ROOT, MIDDLE, OWN = (
    rsa.generate_private_key(public_exponent=65537, key_size=2048),
    ec.generate_private_key(ec.SECP256R1()),
    ec.generate_private_key(ec.SECP384R1()),
)
ROOT_CERTIFICATE = certificate(ROOT, "Root", ca=True)
MIDDLE_CERTIFICATE = certificate(MIDDLE, "Middle", (ROOT, ROOT_CERTIFICATE), ca=True)
OWN_CERTIFICATE = certificate(OWN, "Panel", (MIDDLE, MIDDLE_CERTIFICATE))


def test_a_development_key_says_that_it_is_not_for_production() -> None:
    made = x509.load_pem_x509_certificate(development_key().certificate)

    assert (
        made.subject.rfc4514_string() == f"CN={DEVELOPMENT.replace(',', chr(92) + ',')}"
    )
    assert "NOT FOR PRODUCTION" in DEVELOPMENT
    assert (made.not_valid_after_utc - made.not_valid_before_utc).days == 730


def test_its_file_does_not_show_the_key() -> None:
    assert b"PRIVATE KEY" not in development_key().pkcs12


def test_a_short_password_makes_no_key() -> None:
    with pytest.raises(SigningError, match="fewer than 8 characters"):
        new_development_key("seven77", AT)


WEAK = rsa.generate_private_key(public_exponent=65537, key_size=1024)  # noqa: S505


@pytest.mark.parametrize(
    ("data", "password", "message"),
    [
        (development_key().pkcs12, "another one", "the password does not open it"),
        (development_key().pkcs12, "", "the password does not open it"),
        (b"no key at all", PASSWORD, "or it is no PKCS#12 file"),
        (b"", PASSWORD, "or it is no PKCS#12 file"),
        (
            packed(OWN, OWN_CERTIFICATE, password=None),
            PASSWORD,
            "a key without a password",
        ),
        (packed(WEAK, certificate(WEAK, "Weak")), PASSWORD, "fewer than 2048 bits"),
    ],
    ids=["wrong", "empty", "no-file", "nothing", "open", "weak"],
)
def test_a_key_that_does_not_open_or_is_not_fit_is_refused(
    data: bytes, password: str, message: str
) -> None:
    with pytest.raises(SigningError, match=message):
        key_from_file(data, password, "key.p12")


def test_a_key_under_two_authorities_is_trusted_by_the_root_alone() -> None:
    file = packed(OWN, OWN_CERTIFICATE, [ROOT_CERTIFICATE, MIDDLE_CERTIFICATE])
    signed = sign_pdf(LETTER, RECORD, key_from_file(file, PASSWORD, "key.p12"), AT)

    roots = read_roots(pem(ROOT_CERTIFICATE), "root.pem")
    other = read_roots(development_key().certificate, "other.pem")
    assert verify_letter(signed, "a.pdf", roots, AT).standing is Standing.VALID
    assert verify_letter(signed, "a.pdf", other, AT).standing is Standing.NOT_TRUSTED


def test_a_certificate_that_has_no_part_in_the_chain_stays_out_of_the_letter() -> None:
    stray = certificate(MIDDLE, "Stray", (ROOT, ROOT_CERTIFICATE), ca=True)
    file = packed(OWN, OWN_CERTIFICATE, [stray, MIDDLE_CERTIFICATE])
    signed = sign_pdf(LETTER, RECORD, key_from_file(file, PASSWORD, "key.p12"), AT)

    roots = read_roots(pem(ROOT_CERTIFICATE), "root.pem")
    assert verify_letter(signed, "a.pdf", roots, AT).standing is Standing.VALID


def test_several_roots_may_stand_in_one_file() -> None:
    both = pem(ROOT_CERTIFICATE) + development_key().certificate

    assert len(read_roots(both, "roots.pem")) == 2


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
        b"-----BEGIN CERTIFICATE-----\n",
        b"nothing",
        b"\x30\x03\x02\x01\x01",
    ],
    ids=range(5),
)
def test_a_file_without_certificate_is_refused(data: bytes) -> None:
    with pytest.raises(SigningError, match="holds no certificate"):
        read_roots(data, "roots.pem")
