"""A PAdES signature on a tagged PDF that stays tagged (ETSI EN 319 142-1, B-B or B-T).

The record of what was shown and decided goes into the file first, as an attachment;
the signature then covers the whole file, and as a certification it allows no change.
"""

import asyncio
import datetime as dt
import hashlib
import io

from asn1crypto import cms
from pkcs11.exceptions import PKCS11Error
from pyhanko.pdf_utils import embed, generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError, PdfReadError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import (
    InvisSigSettings,
    MDPPerm,
    SigFieldSpec,
    SigSeedSubFilter,
)
from pyhanko.sign.general import SigningError as CmsSigningError
from pyhanko.sign.signers import Signer
from pyhanko.sign.signers.cms_embedder import (
    PdfCMSEmbedder,
    SigIOSetup,
    SigMDPSetup,
    SigObjSetup,
)
from pyhanko.sign.signers.pdf_byterange import PdfSignedData
from pyhanko.sign.timestamps import TimeStamper, TimestampRequestError

from openimr.errors import SigningError

from .canonical import sha256
from .record import LETTER_FILE, RECORD_FILE
from .seal import has_traces, signature_algorithm

HASH = "sha256"
_FIELD = "Signature"
_ROOM = 16_384
_ROOM_WITH_TIME_STAMP = 49_152
"""Hexadecimal digits kept free for the signature."""


def sign_pdf(
    letter: bytes,
    record: bytes,
    signer: Signer,
    at: dt.datetime,
    time_stamper: TimeStamper | None = None,
) -> bytes:
    """Return the letter with the record attached and the signature upon both.

    With an RSA key and no time stamp the same input gives the same bytes.

    Args:
        letter: a PDF that nobody has signed.
        record: the record's one spelling; its SHA-256 stands in the signature.
        signer: from ``key_from_file`` or ``key_on_device``.
        at: the time of signing, with its zone.
        time_stamper: asks an authority for a time stamp (RFC 3161).

    Raises:
        SigningError: the certificate is not valid at that time, the device or the
            authority refuses, or the PDF cannot be signed.
    """
    if has_traces(letter):
        raise SigningError(LETTER_FILE, "it is signed already", "Sign a draft.")
    _check_certificate(signer, at)
    try:
        return asyncio.run(_signed(letter, record, signer, at, time_stamper))
    except TimestampRequestError:
        cure = "Check its address, or sign without a time stamp."
        raise SigningError("time stamp", "the authority gave none", cure) from None
    except (PKCS11Error, CmsSigningError):
        problem = "the key refused to sign"
        raise SigningError("key", problem, "Check the key and its use.") from None
    except (PdfError, ValueError, KeyError):
        problem = "it cannot take a signature"
        raise SigningError(LETTER_FILE, problem, "Review the case again.") from None


class _Addition(IncrementalPdfFileWriter):
    """An addition to a PDF without clock and chance.

    The metadata stay as the typesetter wrote them, PDF/UA identifier and all; the
    second half of the file's id is made from the file.
    """

    def _update_meta(self) -> None:
        return

    @classmethod
    def _handle_id(cls, prev: PdfFileReader) -> generic.ArrayObject:
        prev.stream.seek(0)
        made = hashlib.sha256(prev.stream.read()).digest()[:16]
        second = generic.ByteStringObject(made)
        try:
            first = prev.trailer["/ID"][0]
        except (KeyError, IndexError):
            first = second
        return generic.ArrayObject([_as_bytes(first), second])


def _as_bytes(part: generic.PdfObject) -> generic.ByteStringObject:
    if isinstance(part, generic.ByteStringObject):
        return part
    if isinstance(part, generic.TextStringObject):
        return generic.ByteStringObject(part.original_bytes)
    raise PdfReadError("an id is a string")


async def _signed(
    letter: bytes,
    record: bytes,
    signer: Signer,
    at: dt.datetime,
    time_stamper: TimeStamper | None,
) -> bytes:
    writer = _Addition(io.BytesIO(letter))
    _attach(writer, record, at)
    steps = PdfCMSEmbedder(new_field_spec=_hidden_field()).write_cms(
        field_name=_FIELD, writer=writer
    )
    next(steps)
    steps.send(_signature(record, at, stamped=time_stamper is not None))
    digest, out = steps.send(SigIOSetup(md_algorithm=HASH, in_place=True))
    made: cms.ContentInfo = await signer.async_sign(
        digest.document_digest, HASH, use_pades=True, timestamper=time_stamper
    )
    if time_stamper is not None:
        _spell_plainly(made)
    steps.send(made)
    out.seek(0)
    return bytes(out.read())


def _spell_plainly(made: cms.ContentInfo) -> None:
    """Write the algorithm of a time stamp in the one way that ``seal`` accepts.

    The name of the algorithm is outside what the authority signed, so that this leaves
    the time stamp as valid as it was.
    """
    [signer] = made["content"]["signer_infos"]
    for attribute in signer["unsigned_attrs"]:
        [token] = attribute["values"]
        [authority] = token["content"]["signer_infos"]
        named = authority["sid"].chosen["serial_number"].native
        for choice in token["content"]["certificates"]:
            if choice.chosen.serial_number == named:
                hashed = authority["digest_algorithm"]["algorithm"].native
                authority["signature_algorithm"] = signature_algorithm(
                    choice.chosen, hashed, letter=False
                )


def _attach(writer: _Addition, record: bytes, at: dt.datetime) -> None:
    data = embed.EmbeddedFileObject.from_file_data(
        writer,
        data=record,
        mime_type="application/json",
        params=embed.EmbeddedFileParams(creation_date=at, modification_date=at),
    )
    spec = embed.FileSpec(
        file_spec_string=RECORD_FILE,
        file_name=RECORD_FILE,
        embedded_data=data,
        description="What the physician was shown and decided, bound by the signature",
        af_relationship=generic.pdf_name("/Data"),
    )
    embed.embed_file(writer, spec)


def _hidden_field() -> SigFieldSpec:
    # A widget that is not hidden would have to stand in the structure tree (PDF/UA-1,
    # ISO 14289-1, 7.18); the signature is shown by the viewer, not on the page.
    return SigFieldSpec(
        _FIELD,
        on_page=0,
        readable_field_name="Signature of the determination",
        invis_sig_settings=InvisSigSettings(set_print_flag=False, set_hidden_flag=True),
    )


def _signature(record: bytes, at: dt.datetime, *, stamped: bool) -> SigObjSetup:
    placeholder = PdfSignedData(
        obj_type=generic.pdf_name("/Sig"),
        subfilter=SigSeedSubFilter.PADES,
        timestamp=at,
        bytes_reserved=_ROOM_WITH_TIME_STAMP if stamped else _ROOM,
    )
    reason = f"IMR determination, bound to SHA-256 {sha256(record)}"
    placeholder["/Reason"] = generic.pdf_string(reason)
    return SigObjSetup(
        sig_placeholder=placeholder,
        mdp_setup=SigMDPSetup(
            md_algorithm=HASH, certify=True, docmdp_perms=MDPPerm.NO_CHANGES
        ),
    )


def _check_certificate(signer: Signer, at: dt.datetime) -> None:
    own = signer.signing_cert
    if own is None:
        raise SigningError("key", "it has no certificate", "Add the certificate.")
    if not own.not_valid_before <= at <= own.not_valid_after:
        day = own.not_valid_after.date()
        problem = f"its certificate is not valid on this day (it ends {day})"
        raise SigningError("key", problem, "Use a key whose certificate is valid.")
