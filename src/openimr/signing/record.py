"""What was shown and what was decided, as the records that digests are taken of.

``docs/signing.md`` describes both records field by field, for other programs.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from openimr.domain import Credentials
from openimr.errors import SigningError

from .attestations import Attestation
from .canonical import Json, digest, sha256
from .decisions import Decided

SHOWN = "openimr.shown/1"
SIGNATURE = "openimr.signature/1"
RECORD_FILE = "signature.json"
DATA_FILE = "determination.json"
LETTER_FILE = "letter.pdf"
EVIDENCE_FILE = "evidence.html"

Record = dict[str, Json]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFileDigest:
    """A file of the case, by its content."""

    file: str
    """Path inside the case, with forward slashes."""

    bytes: int
    sha256: str


def shown_record(
    determination: Record,
    case_files: Iterable[CaseFileDigest],
    written: Mapping[str, bytes],
) -> Record:
    """Return the record of everything that the physician was shown.

    Args:
        determination: the draft's ``determination.json``, parsed.
        case_files: the files of the case, by content.
        written: the other files of the draft by name: letter and evidence page.

    Raises:
        SigningError: the draft lacks a part that every draft has.
    """
    files = sorted(case_files, key=lambda each: each.file)
    return {
        "schema": SHOWN,
        "engine": determination.get("engine"),
        "library": _member(determination.get("engine"), "library"),
        "case_files": [asdict(each) for each in files],
        "pages": _listed(determination, "pages", "file", "page", "document", "status"),
        "quotes": _quotes(determination),
        "decisions": _decisions(determination),
        "determination": digest(determination),
        "written": {name: sha256(data) for name, data in sorted(written.items())},
    }


def signature_record(  # noqa: PLR0913 - one a field of the record
    *,
    shown: Record,
    decided: Sequence[Decided],
    reviewer: Credentials,
    attestations: Sequence[Attestation],
    at: dt.datetime,
    letter: Iterable[str],
    determination: Record,
) -> Record:
    """Return the record that the signed letter carries and is bound to.

    ``letter`` is the text of the signed letter, ``determination`` the parsed
    ``determination.json`` that goes with it, ``at`` the time of signing.
    """
    return {
        "schema": SIGNATURE,
        "shown": shown,
        "shown_sha256": digest(shown),
        "decided": [each.as_json() for each in decided],
        "reviewer": _credentials(reviewer),
        "attestations": [asdict(each) for each in attestations],
        "signed_at": at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "letter": list(letter),
        "determination": digest(determination),
    }


def _credentials(reviewer: Credentials) -> Json:
    return {
        "licensed_in": list(reviewer.licensed_in),
        "board_certifications": list(reviewer.board_certifications),
        "subspecialties": list(reviewer.subspecialties),
        "years_in_practice_over": reviewer.years_in_practice_over,
        "hours_a_week_at_least": reviewer.hours_a_week_at_least,
    }


def _decisions(determination: Record) -> Json:
    items = _listed(determination, "items", "requested", "decision", "decided_by")
    return [
        {"item": at, **item}
        for at, item in enumerate(items, 1)
        if isinstance(item, dict)
    ]


def _listed(determination: Record, part: str, *keys: str) -> list[Json]:
    entries = determination.get(part)
    if not isinstance(entries, list):
        raise SigningError(DATA_FILE, f"it has no {part}", "Review the case again.")
    return [{key: _member(entry, key) for key in keys} for entry in entries]


def _member(node: Json, key: str) -> Json:
    return node.get(key) if isinstance(node, dict) else None


def _quotes(determination: Record) -> Json:
    """Return every quote once, sorted by document, page and words."""
    return [
        {"document": document, "page": page, "quote": quote}
        for document, page, quote in sorted(set(_said(determination)))
    ]


def _said(node: Json) -> Iterator[tuple[str, int, str]]:
    """Yield document, page and words of every object that has the three."""
    if isinstance(node, list):
        for each in node:
            yield from _said(each)
    elif isinstance(node, dict):
        document, page, quote = (node.get(key) for key in ("document", "page", "quote"))
        if isinstance(document, str) and type(page) is int and isinstance(quote, str):
            yield document, page, quote
        for each in node.values():
            yield from _said(each)
