"""Determinations for other systems: FHIR bundles, out and in."""

from .bundle import from_bundle, to_bundle
from .content import Content, Section, Signature
from .pseudonyms import file_names, without_identifiers
from .refusals import BUNDLE

__all__ = [
    "BUNDLE",
    "Content",
    "Section",
    "Signature",
    "file_names",
    "from_bundle",
    "to_bundle",
    "without_identifiers",
]
