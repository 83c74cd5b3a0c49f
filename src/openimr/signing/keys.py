"""Keys to sign with: a file (PKCS#12) or a device (PKCS#11), never without password."""

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from pkcs11.exceptions import PKCS11Error
from pyhanko.config.pkcs11 import TokenCriteria
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session
from pyhanko.sign.signers import Signer
from pyhanko_certvalidator.registry import SimpleCertificateStore

from openimr.errors import SigningError

DEVELOPMENT = "OpenIMR development key, NOT FOR PRODUCTION"
_DAYS = 730
_BITS = 3072
_LEAST_BITS = 2048
_LEAST_PASSWORD = 8
_HASHES = {"sha256": hashes.SHA256}

PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


@dataclass(frozen=True, slots=True)
class DevelopmentKey:
    """A key of one's own making, for trying out; nobody else trusts it."""

    pkcs12: bytes
    """Private key and certificate, under the password."""

    certificate: bytes
    """PEM; whoever wants to verify gives it as ``--trust``."""


def new_development_key(
    password: str, now: dt.datetime, *, serial: int | None = None
) -> DevelopmentKey:
    """Return a new key and its certificate, which says that it is not for production.

    RSA of 3072 bits, valid for two years from ``now``.

    Raises:
        SigningError: the password has fewer than eight characters.
    """
    if len(password) < _LEAST_PASSWORD:
        problem = f"it has fewer than {_LEAST_PASSWORD} characters"
        raise SigningError("password", problem, "Choose a longer one.")
    key = rsa.generate_private_key(public_exponent=65537, key_size=_BITS)
    certificate = _self_signed(key, now, serial or x509.random_serial_number())
    made = pkcs12.serialize_key_and_certificates(
        DEVELOPMENT.encode(),
        key,
        certificate,
        None,
        serialization.BestAvailableEncryption(password.encode()),
    )
    return DevelopmentKey(made, certificate.public_bytes(serialization.Encoding.PEM))


def _self_signed(
    key: rsa.RSAPrivateKey, now: dt.datetime, serial: int
) -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, DEVELOPMENT)])
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(serial)
        .not_valid_before(now)
        .not_valid_after(now + dt.timedelta(days=_DAYS))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), True)
        .add_extension(usage, True)
        .sign(key, hashes.SHA256())
    )


def key_from_file(data: bytes, password: str, name: str) -> Signer:
    """Return the signer that a PKCS#12 file holds.

    Of the certificates in the file only those go into a letter that lead from the
    signer's to a root; roots themselves are known to whoever trusts them.

    Raises:
        SigningError: the file does not open, opens without password, or holds no key
            that letters can be signed with.
    """
    if _opens_without(data):
        cure = "Make one with a password; anybody could sign with this one."
        raise SigningError(name, "it holds a key without a password", cure)
    try:
        found = pkcs12.load_pkcs12(data, password.encode())
    except (ValueError, TypeError):
        problem = "the password does not open it, or it is no PKCS#12 file"
        raise SigningError(name, problem, "Check both.") from None
    key, own = found.key, found.cert
    if own is None or not isinstance(key, PrivateKey):
        problem = "it holds no RSA or elliptic curve key with its certificate"
        raise SigningError(name, problem, "Export both together.")
    if isinstance(key, rsa.RSAPrivateKey) and key.key_size < _LEAST_BITS:
        problem = f"its key has fewer than {_LEAST_BITS} bits"
        raise SigningError(name, problem, "Use a longer key.")
    others = [each.certificate for each in found.additional_certs]
    return _HeldKey(key, own.certificate, _chain(own.certificate, others))


def _opens_without(data: bytes) -> bool:
    for nothing in (None, b""):
        try:
            if pkcs12.load_pkcs12(data, nothing).key is not None:
                return True
        except (ValueError, TypeError):
            continue
    return False


class _HeldKey(Signer):
    """A signer with its key in memory, as the file's reader made it.

    pyHanko's own would read the key anew for every letter.
    """

    def __init__(
        self,
        key: PrivateKey,
        own: x509.Certificate,
        issuers: Iterable[x509.Certificate],
    ) -> None:
        known = SimpleCertificateStore()  # type: ignore[no-untyped-call]
        known.register_multiple(_plain(each) for each in issuers)
        super().__init__(
            signing_cert=_plain(own), cert_registry=known, embed_roots=False
        )
        self._key = key

    async def async_sign_raw(
        self, data: bytes, digest_algorithm: str, dry_run: bool = False
    ) -> bytes:
        hashed = _HASHES[digest_algorithm]()
        if isinstance(self._key, rsa.RSAPrivateKey):
            return self._key.sign(data, padding.PKCS1v15(), hashed)
        return self._key.sign(data, ec.ECDSA(hashed))


def _chain(
    own: x509.Certificate, others: list[x509.Certificate]
) -> Iterator[x509.Certificate]:
    """Yield the issuers of a certificate from below, without the root."""
    left, last = list(others), own
    while True:
        issuers = [c for c in left if c.subject == last.issuer != c.issuer]
        if not issuers:
            return
        last = issuers[0]
        left.remove(last)
        yield last


def _plain(certificate: x509.Certificate) -> asn1_x509.Certificate:
    der = certificate.public_bytes(serialization.Encoding.DER)
    return asn1_x509.Certificate.load(der)


@contextmanager
def key_on_device(
    module: str, token: str, certificate: str, pin: str, key: str | None = None
) -> Iterator[Signer]:
    """Give the signer of a PKCS#11 device while its session is open.

    Args:
        module: path of the device's library, such as ``libsofthsm2.so``.
        token: label of the token.
        certificate: label of the signer's certificate on it.
        pin: what opens the token.
        key: label of the private key, where it is not that of the certificate.

    Raises:
        SigningError: the library, token, certificate or key is not there, or the PIN
            is wrong.
    """
    place = f"token {token}"
    try:
        session = open_pkcs11_session(
            module, token_criteria=TokenCriteria(label=token), user_pin=pin
        )
    except (PKCS11Error, PdfError, OSError, RuntimeError) as error:
        raise _device_error(place, error) from None
    with session:
        signer = PKCS11Signer(
            session, cert_label=certificate, key_label=key, embed_roots=False
        )
        try:
            own = signer.signing_cert
        except (PKCS11Error, PdfError) as error:
            raise _device_error(place, error) from None
        if own is None:
            cure = "Give its label with --certificate."
            raise SigningError(place, "the certificate is not on it", cure)
        # Every device signs a hash with a curve; hashing as well is beyond some.
        signer.use_raw_mechanism = own.public_key.algorithm == "ec"
        yield signer


def _device_error(place: str, error: Exception) -> SigningError:
    kind = type(error).__name__
    problem = {
        "PinIncorrect": "the PIN is wrong",
        "PinLenRange": "the PIN is wrong",
        "PinLocked": "the PIN is locked",
    }.get(kind, f"the device does not answer as it should ({kind})")
    return SigningError(place, problem, "Check library, labels and PIN.")
