"""The signature of a letter as bytes, judged before anything parses the letter.

A letter of ours has one signature that covers every byte of the file but its own
digits.  So the file is not opened as a PDF until its bytes are known to be those that
were signed, and the digits themselves have to be written in exactly one way: a letter
in which any byte was touched is not the letter that was signed.
"""

import hashlib
import re
from dataclasses import dataclass

from asn1crypto import cms, core, parser, x509
from pyhanko.sign.general import find_unique_cms_attribute
from pyhanko.sign.validation.generic_cms import validate_sig_integrity

_RANGE = re.compile(rb"/ByteRange\s?\[0 (\d{1,10}) (\d{1,10}) (\d{1,10})\]", re.ASCII)
_DIGITS = re.compile(rb"<(?:[0-9A-F]{2})+>", re.ASCII)
TRACES = (b"/ByteRange", b"ETSI.CAdES.detached", b"/Sig")
_HASHES = frozenset({"sha256", "sha384", "sha512"})
_TIME_STAMP = "signature_time_stamp_token"


class _BrokenError(Exception):
    """The signature is not one that we write, or does not fit the file."""


@dataclass(frozen=True, slots=True)
class Seal:
    """A signature that fits its data; whom to trust is another question."""

    certificate: x509.Certificate
    others: tuple[x509.Certificate, ...]
    """Further certificates that came with it."""

    time_stamp: "Seal | None" = None
    content: bytes = b""
    """What a time stamp states (a TSTInfo); empty for the signature of a letter."""


def has_traces(data: bytes) -> bool:
    """Tell whether a file holds a signature, or what is left of one."""
    return any(trace in data for trace in TRACES)


def read_seal(data: bytes) -> Seal | None:
    """Return the signature of a letter if every byte is as it was signed, else None."""
    try:
        start, end = _covered(data)
        return _seal(_cms(data[start:end]), data[:start] + data[end:])
    except Exception:  # noqa: BLE001 - parsers fail in many ways on touched digits
        return None


def _covered(data: bytes) -> tuple[int, int]:
    """Return where the digits of the signature stand; all else must be covered."""
    found = _RANGE.findall(data)
    if len(found) != 1:
        raise _BrokenError
    start, end, rest = map(int, found[0])
    if not 0 < start < end or end + rest != len(data):
        raise _BrokenError
    return start, end


def _cms(digits: bytes) -> bytes:
    """Return the bytes of the signature; behind them only zeros may stand."""
    if _DIGITS.fullmatch(digits) is None:
        raise _BrokenError
    padded = bytes.fromhex(digits[1:-1].decode())
    content = cms.ContentInfo.load(padded)
    made: bytes = content.dump()
    if not padded.startswith(made) or padded[len(made) :].strip(b"\0"):
        raise _BrokenError
    _check_tiled(made)
    return made


def _check_tiled(der: bytes) -> None:
    """Make sure that nothing stands between or behind the values of a structure.

    A length that is too great would take in the zeros that follow, and readers pass
    over those.
    """
    rest = der
    while rest:
        kind, method, tag, header, content, _ = parser.parse(rest)
        if (kind, tag) == (0, 0):
            raise _BrokenError
        if method:
            _check_tiled(content)
        rest = rest[len(header) + len(content) :]


def _seal(der: bytes, covered: bytes) -> Seal:
    signed = _signed_data(der, "v1", "data")
    if signed["encap_content_info"]["content"].native is not None:
        raise _BrokenError
    return _checked(signed, covered, "data")


def _time_stamp(token: cms.ContentInfo, signature: bytes) -> Seal:
    signed = _signed_data(token.dump(), "v3", "tst_info")
    content = signed["encap_content_info"]["content"]
    imprint = content.parsed["message_imprint"]
    stamped = imprint["hash_algorithm"]["algorithm"].native
    digest = hashlib.new(_known(stamped), signature).digest()
    if imprint["hashed_message"].native != digest:
        raise _BrokenError
    return _checked(signed, bytes(content), "tst_info")


def _signed_data(der: bytes, version: str, content: str) -> cms.SignedData:
    info = cms.ContentInfo.load(der, strict=True)
    if info["content_type"].native != "signed_data":
        raise _BrokenError
    signed = info["content"]
    fits = (
        signed["version"].native == version
        and signed["encap_content_info"]["content_type"].native == content
        and len(signed["signer_infos"]) == 1
        and len(signed["digest_algorithms"]) == 1
        and not signed["crls"].native
    )
    if not fits:
        raise _BrokenError
    return signed


def _checked(signed: cms.SignedData, covered: bytes, content: str) -> Seal:
    """Check every part that the signature itself does not cover, then the signature."""
    [signer] = signed["signer_infos"]
    algorithm = signer["digest_algorithm"]
    [announced] = signed["digest_algorithms"]
    if announced.dump() != algorithm.dump() or signer["version"].native != "v1":
        raise _BrokenError
    own, others = _certificates(signed, signer)
    _check_protected(signer, own, strict=content == "data")
    _check_spelling(signer, own, strict=content == "data")
    digest = hashlib.new(_known(algorithm["algorithm"].native), covered).digest()
    if validate_sig_integrity(signer, own, content, digest) != (True, True):
        raise _BrokenError
    return Seal(own, others, _stamp_of(signer), covered if content != "data" else b"")


def _known(name: str) -> str:
    if name not in _HASHES:
        raise _BrokenError
    return name


def _certificates(
    signed: cms.SignedData, signer: cms.SignerInfo
) -> tuple[x509.Certificate, tuple[x509.Certificate, ...]]:
    choices = list(signed["certificates"])
    if any(choice.name != "certificate" for choice in choices):
        raise _BrokenError
    if signer["sid"].name != "issuer_and_serial_number":
        raise _BrokenError
    named = signer["sid"].chosen
    mine: list[x509.Certificate] = []
    others: list[x509.Certificate] = []
    for choice in choices:
        found = choice.chosen
        fits = (
            found.issuer.dump() == named["issuer"].dump()
            and found.serial_number == named["serial_number"].native
        )
        (mine if fits else others).append(found)
    [own] = mine
    return own, tuple(others)


def _check_protected(
    signer: cms.SignerInfo, own: x509.Certificate, *, strict: bool
) -> None:
    """Make sure that the signature covers its certificate and its own algorithms."""
    attributes = signer["signed_attrs"]
    kinds = [attribute["type"].native for attribute in attributes]
    if "signing_certificate_v2" in kinds:
        named = find_unique_cms_attribute(attributes, "signing_certificate_v2")
        entry = named["certs"][0]
        used = entry["hash_algorithm"]["algorithm"].native
    elif "signing_certificate" in kinds and not strict:
        named = find_unique_cms_attribute(attributes, "signing_certificate")
        entry, used = named["certs"][0], "sha1"
    else:
        raise _BrokenError
    if entry["cert_hash"].native != hashlib.new(used, own.dump()).digest():
        raise _BrokenError


def signature_algorithm(
    certificate: x509.Certificate, hashed: str, *, letter: bool
) -> cms.SignedDigestAlgorithm:
    """Return the one way to write the algorithm, which no signature covers.

    For RSA two names are in use, with and without the hash; a letter's signature has
    the former, a time stamp the latter.
    """
    if certificate.public_key.algorithm == "ec":
        return cms.SignedDigestAlgorithm({"algorithm": f"{hashed}_ecdsa"})
    name = f"{hashed}_rsa" if letter else "rsassa_pkcs1v15"
    return cms.SignedDigestAlgorithm({"algorithm": name, "parameters": core.Null()})


def _check_spelling(
    signer: cms.SignerInfo, own: x509.Certificate, *, strict: bool
) -> None:
    hashed = _known(signer["digest_algorithm"]["algorithm"].native)
    if strict and hashed != "sha256":
        raise _BrokenError
    expected = signature_algorithm(own, hashed, letter=strict)
    if signer["signature_algorithm"].dump() != expected.dump():
        raise _BrokenError


def _stamp_of(signer: cms.SignerInfo) -> Seal | None:
    attributes = list(signer["unsigned_attrs"] or ())
    if not attributes:
        return None
    [attribute] = attributes
    if attribute["type"].native != _TIME_STAMP:
        raise _BrokenError
    [token] = attribute["values"]
    return _time_stamp(token, signer["signature"].native)
