"""Signing with a key that never leaves its device, here a token made of software."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pkcs11
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from pkcs11 import Attribute, ObjectClass
from pkcs11.util.ec import (
    decode_ec_private_key,
)
from pkcs11.util.rsa import decode_rsa_private_key

from openimr.errors import SigningError
from openimr.signing import (
    Standing,
    key_on_device,
    read_roots,
    sign_pdf,
    verify_letter,
)

from .making import AT, Key, certificate, parts, pem

MODULES = (
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
    "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so",
)
MODULE = next((name for name in MODULES if Path(name).is_file()), None)
PIN = "open sesame"
TOKEN = "panel"  # noqa: S105 - a label
LETTER, RECORD, _ = parts()
RSA = rsa.generate_private_key(public_exponent=65537, key_size=2048)
CURVE = ec.generate_private_key(ec.SECP256R1())
CERTIFICATES = {"rsa": certificate(RSA, "Device"), "curve": certificate(CURVE, "Curve")}


@pytest.fixture(scope="module")
def token(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Make a token under a PIN, with two keys and their certificates on it."""
    if MODULE is None or shutil.which("softhsm2-util") is None:
        pytest.skip("the Debian package softhsm2 is not installed")
    folder = tmp_path_factory.mktemp("tokens")
    settings = folder / "softhsm2.conf"
    settings.write_text(f"directories.tokendir = {folder}\nlog.level = ERROR\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOFTHSM2_CONF", str(settings))
        subprocess.run(
            [
                *f"softhsm2-util --init-token --free --label {TOKEN}".split(),
                *("--so-pin", "of the officer", "--pin", PIN),
            ],
            check=True,
            capture_output=True,
        )
        made = pkcs11.lib(MODULE).get_token(token_label=TOKEN)
        with made.open(user_pin=PIN, rw=True) as session:
            _store(session, "rsa", RSA)
            _store(session, "curve", CURVE)
        yield TOKEN


def _store(session: pkcs11.Session, label: str, key: Key) -> None:
    der = key.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.TraditionalOpenSSL,
        serialization.NoEncryption(),
    )
    private = (
        decode_rsa_private_key(der)
        if isinstance(key, rsa.RSAPrivateKey)
        else decode_ec_private_key(der)
    )
    session.create_object(private | {Attribute.LABEL: label, Attribute.TOKEN: True})
    made = CERTIFICATES[label].public_bytes(serialization.Encoding.DER)
    session.create_object(
        {
            Attribute.CLASS: ObjectClass.CERTIFICATE,
            Attribute.CERTIFICATE_TYPE: pkcs11.CertificateType.X_509,
            Attribute.LABEL: label,
            Attribute.TOKEN: True,
            Attribute.VALUE: made,
            Attribute.SUBJECT: CERTIFICATES[label].subject.public_bytes(),
        }
    )


@pytest.mark.parametrize("label", ["rsa", "curve"])
def test_a_key_on_a_device_signs_as_a_file_does(token: str, label: str) -> None:
    with key_on_device(MODULE or "", token, label, PIN) as signer:
        signed = sign_pdf(LETTER, RECORD, signer, AT)

    trusted = read_roots(pem(CERTIFICATES[label]), "device.pem")
    assert verify_letter(signed, "a.pdf", trusted, AT).standing is Standing.VALID


def test_a_wrong_pin_is_told(token: str) -> None:
    with (
        pytest.raises(SigningError, match="token panel: the PIN is wrong"),
        key_on_device(MODULE or "", token, "rsa", "not the PIN"),
    ):
        pytest.fail("it opened")


@pytest.mark.parametrize("label", ["nobody"])
def test_a_certificate_that_is_not_on_the_token_is_told(token: str, label: str) -> None:
    with (
        pytest.raises(SigningError, match="token panel: "),
        key_on_device(MODULE or "", token, label, PIN),
    ):
        pytest.fail("it opened")


def test_a_token_that_is_not_there_is_told(token: str) -> None:
    with (
        pytest.raises(SigningError, match="token elsewhere: the device does not"),
        key_on_device(MODULE or "", "elsewhere", "rsa", PIN),
    ):
        pytest.fail("it opened")


def test_a_library_that_is_not_there_is_told(tmp_path: Path) -> None:
    with (
        pytest.raises(SigningError, match="token panel: the device does not"),
        key_on_device(str(tmp_path / "no.so"), "panel", "rsa", PIN),
    ):
        pytest.fail("it opened")
