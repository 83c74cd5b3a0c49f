"""Keys, certificates and signed letters for the tests; nothing of it touches a disk."""

import datetime as dt
import json
import re
from dataclasses import replace
from functools import cache

from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from pyhanko.sign.signers import Signer

from openimr import signing
from openimr.domain import Decision
from openimr.letters.write import compose, evidence_html, pdf_bytes, to_json
from openimr.signing import CaseFileDigest, Choice, Record
from tests.letters.write.fictional import CASE, DETERMINATION, PATIENT, REVIEWER

AT = dt.datetime(2026, 3, 4, 15, 30, tzinfo=dt.UTC)
PASSWORD = "staple and battery"  # noqa: S105 - of keys that live as long as a test
DRAFT = replace(DETERMINATION, status="draft", reviewer=None)
CASE_FILES = (
    CaseFileDigest(file="application.pdf", bytes=1200, sha256="ab" * 32),
    CaseFileDigest(file="records.pdf", bytes=90_000, sha256="cd" * 32),
)
Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


@cache
def development_key() -> signing.DevelopmentKey:
    return signing.new_development_key(PASSWORD, AT, serial=7)


def roots() -> "tuple[asn1_x509.Certificate, ...]":
    return signing.read_roots(development_key().certificate, "trusted.pem")


def signer() -> Signer:
    return signing.key_from_file(development_key().pkcs12, PASSWORD, "key.p12")


def plain_draft() -> Record:
    return signing.parse(to_json(DRAFT), signing.DATA_FILE)


@cache
def evidence() -> bytes:
    pages = {(page.file, page.number): page.text for page in CASE.pages}
    return evidence_html(DRAFT, pages)


def shown() -> Record:
    written = {"letter.pdf": b"as shown", signing.EVIDENCE_FILE: evidence()}
    return signing.shown_record(plain_draft(), CASE_FILES, written)


@cache
def parts() -> tuple[bytes, bytes, bytes]:
    """Return an unsigned final letter, its record, and the determination beside it."""
    choices = {
        at: Choice(decision=item.decision, reason="Seen on the pages named.")
        for at, item in enumerate(DRAFT.items, 1)
    }
    decided, made = signing.decide(DRAFT, choices)
    final = replace(decided, status="signed", reviewer=REVIEWER)
    content = compose(final, patient=PATIENT)
    data = to_json(final)
    record = signing.signature_record(
        shown=shown(),
        decided=made,
        reviewer=REVIEWER,
        attestations=signing.attestations(()),
        at=AT,
        letter=content.texts(),
        determination=signing.parse(data, signing.DATA_FILE),
    )
    return pdf_bytes(content), signing.canonical(record), data


@cache
def signed_letter() -> bytes:
    letter, record, _ = parts()
    return signing.sign_pdf(letter, record, signer(), AT)


LETTER, RECORD, DATA = parts()
SIGNED = signed_letter()
LATER = AT + dt.timedelta(days=3)
_RANGE = re.compile(rb"/ByteRange \[0 (\d+) (\d+) ")


def standing(letter: bytes, now: dt.datetime = LATER) -> signing.Standing:
    return signing.verify_letter(letter, "letter.pdf", roots(), now).standing


def digits(letter: bytes) -> range:
    """Return where the digits of the signature stand in a letter."""
    [(start, end)] = _RANGE.findall(letter)
    return range(int(start), int(end))


def touched(data: bytes, at: int, by: int) -> bytes:
    """Return the data with bits of one byte turned over."""
    made = bytearray(data)
    made[at] ^= by
    return bytes(made)


def folder() -> dict[str, bytes]:
    _, record, data = parts()
    return {
        signing.LETTER_FILE: signed_letter(),
        signing.DATA_FILE: data,
        signing.EVIDENCE_FILE: evidence(),
        signing.RECORD_FILE: record + b"\n",
    }


def other_decision(decision: Decision) -> Decision:
    return next(each for each in Decision if each is not decision)


def reordered(data: bytes) -> bytes:
    """Return the same JSON with its keys in another order and other white space."""

    def turned(pairs: list[tuple[str, object]]) -> dict[str, object]:
        return dict(reversed(pairs))

    return json.dumps(json.loads(data, object_pairs_hook=turned), indent=7).encode()


def certificate(  # noqa: PLR0913 - a certificate has many parts
    key: Key,
    name: str,
    issuer: tuple[Key, x509.Certificate] | None = None,
    *,
    ca: bool = False,
    days: int = 400,
    usage: x509.ExtendedKeyUsage | None = None,
) -> x509.Certificate:
    """Return a certificate for a key; without an issuer it is its own."""
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    by, above = issuer or (key, None)
    allowed = x509.KeyUsage(
        digital_signature=not ca,
        content_commitment=not ca,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=ca,
        crl_sign=ca,
        encipher_only=False,
        decipher_only=False,
    )
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(above.subject if above else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(AT - dt.timedelta(days=1))
        .not_valid_after(AT + dt.timedelta(days=days))
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), True)
        .add_extension(allowed, True)
        .add_extension(
            x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False
        )
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(by.public_key()), False
        )
    )
    if usage is not None:
        made = made.add_extension(usage, True)
    return made.sign(by, hashes.SHA256())


def pem(made: x509.Certificate) -> bytes:
    return made.public_bytes(serialization.Encoding.PEM)


def packed(
    key: Key,
    own: x509.Certificate,
    others: list[x509.Certificate] | None = None,
    password: str | None = PASSWORD,
) -> bytes:
    """Return a PKCS#12 file; without a password its key is in the open."""
    protection: serialization.KeySerializationEncryption = (
        serialization.BestAvailableEncryption(password.encode())
        if password
        else serialization.NoEncryption()
    )
    return pkcs12.serialize_key_and_certificates(b"key", key, own, others, protection)
