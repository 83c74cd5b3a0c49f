"""What goes into a bundle, and what comes out of it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from openimr.domain import Determination


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section of the letter as plain text."""

    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """What is known of the physician's signature; the signature is in the PDF."""

    digest: str
    """SHA-256 of the record that was signed (``docs/signing.md``), hexadecimal."""

    at: dt.datetime
    """Time of signing, with its zone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A determination with what FHIR has room for beside it."""

    determination: Determination
    sections: tuple[Section, ...] = ()
    """The letter's, in its order; written as narrative and not read back."""

    hashes: Mapping[str, str] = field(default_factory=dict)
    """SHA-256 of case files, hexadecimal, by the name that documents give them."""

    signature: Signature | None = None
