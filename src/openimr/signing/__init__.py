"""The physician's signature: what it is bound to, how it is made, how it is checked.

pyHanko, which this room stands on, comes with the extra ``sign``.
"""

from .attestations import Attestation, attestations, check_unread, unread_pages
from .canonical import Json, canonical, digest, parse, sha256
from .credentials import read_credentials
from .decisions import Choice, Decided, decide, read_choices
from .keys import (
    DEVELOPMENT,
    DevelopmentKey,
    key_from_file,
    key_on_device,
    new_development_key,
)
from .pades import sign_pdf
from .record import (
    DATA_FILE,
    EVIDENCE_FILE,
    LETTER_FILE,
    RECORD_FILE,
    CaseFileDigest,
    Record,
    shown_record,
    signature_record,
)
from .trust import read_roots
from .verify import (
    Standing,
    Verified,
    bound_case_files,
    verify_folder,
    verify_letter,
)

__all__ = [
    "DATA_FILE",
    "DEVELOPMENT",
    "EVIDENCE_FILE",
    "LETTER_FILE",
    "RECORD_FILE",
    "Attestation",
    "CaseFileDigest",
    "Choice",
    "Decided",
    "DevelopmentKey",
    "Json",
    "Record",
    "Standing",
    "Verified",
    "attestations",
    "bound_case_files",
    "canonical",
    "check_unread",
    "decide",
    "digest",
    "key_from_file",
    "key_on_device",
    "new_development_key",
    "parse",
    "read_choices",
    "read_credentials",
    "read_roots",
    "sha256",
    "shown_record",
    "sign_pdf",
    "signature_record",
    "unread_pages",
    "verify_folder",
    "verify_letter",
]
