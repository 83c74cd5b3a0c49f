"""The roads of a case over FHIR: a request comes in, a determination goes out.

A request has the shape of Da Vinci's Prior Authorization Support: a bundle with one
Claim for preauthorization and the papers as DocumentReference.
"""

import base64
import binascii
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from openimr.errors import InterchangeError
from openimr.interchange import (
    BUNDLE,
    Content,
    Signature,
    to_bundle,
    without_identifiers,
)
from openimr.interchange.elements import Element, Json, entries_of, get
from openimr.interchange.validity import KINDS, check, parsed
from openimr.letters.write import compose, from_json

from .letter_sections import letter_sections

_URGENT = "stat"
"""Code of http://terminology.hl7.org/CodeSystem/processpriority."""

_MOST_PAPERS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A document of a request: its bytes, or where they were sent to before."""

    name: str
    data: bytes = b""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """What a request asks for: a review of these papers."""

    received: dt.date | None
    """Day of the Claim; None where it gives none."""

    priority: str
    """``regular`` or ``expedited``."""

    papers: tuple[Paper, ...]


def submission_of(data: bytes) -> Submission:
    """Return what a FHIR bundle asks for.

    Raises:
        InterchangeError: it is no bundle, not valid, has not one Claim for
            preauthorization, or no document with its content.
    """
    bundle = parsed(data)
    resources = [_resource(entry, at) for at, entry in enumerate(_entries(bundle))]
    check(bundle)
    claims = [each for each in resources if each["resourceType"] == "Claim"]
    if len(claims) != 1 or claims[0].get("use") != "preauthorization":
        raise _refused("entry", "it has not one Claim with the use preauthorization")
    papers = tuple(_papers(resources))
    if not papers:
        raise _refused("entry", "it has no DocumentReference with an attachment")
    if len(papers) > _MOST_PAPERS:
        raise _refused("entry", f"it has more than {_MOST_PAPERS} documents")
    urgent = get(claims[0], "priority.coding[0].code") == _URGENT
    return Submission(
        received=_day(claims[0].get("created")),
        priority="expedited" if urgent else "regular",
        papers=papers,
    )


def _refused(place: str, problem: str) -> InterchangeError:
    return InterchangeError(f"{BUNDLE}#{place}", problem, "Mend it and send it again.")


def _entries(bundle: Element) -> list[Json]:
    found = bundle.get("entry")
    return found if isinstance(found, list) else []


def _resource(entry: Json, at: int) -> Element:
    resource = entry.get("resource") if isinstance(entry, dict) else None
    kind = resource.get("resourceType") if isinstance(resource, dict) else None
    if not isinstance(resource, dict) or str(kind) not in KINDS:
        kinds = ", ".join(sorted(KINDS))
        raise _refused(f"entry.{at}", f"it holds none of {kinds}")
    return resource


def _day(value: Json) -> dt.date | None:
    """Return a whole day; FHIR's dates may be a year, or have a time."""
    try:
        return dt.date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def _papers(resources: list[Element]) -> Iterator[Paper]:
    for at, resource in enumerate(resources):
        if resource["resourceType"] != "DocumentReference":
            continue
        for content in entries_of(resource, "content"):
            attachment = content.get("attachment")
            if isinstance(attachment, dict):
                yield _paper(attachment, resource, at)


def _paper(attachment: Element, resource: Element, at: int) -> Paper:
    title = attachment.get("title") or resource.get("description") or f"document-{at}"
    data, url = attachment.get("data"), attachment.get("url")
    if isinstance(data, str) and data:
        try:
            held = base64.b64decode("".join(data.split()), validate=True)
        except (binascii.Error, ValueError):
            held = b""
        if held:
            return Paper(name=str(title), data=held)
    elif isinstance(url, str) and url:
        return Paper(name=str(title), url=url)
    raise _refused(f"entry.{at}", "its attachment has neither data in base64 nor a url")


def determination_bundle(
    determination: bytes,
    *,
    digest: str,
    signed: dt.datetime,
    identified: bool = False,
) -> bytes:
    """Return a signed determination as a FHIR bundle.

    Args:
        determination: its JSON.
        digest: SHA-256 of the record that was signed.
        signed: when that was.
        identified: whether case number and names stay in.

    Raises:
        InputError: it is no determination, or ``fhir.resources`` is not installed.
    """
    whole = from_json(determination)
    shown = whole if identified else without_identifiers(whole)
    return to_bundle(
        Content(
            determination=shown,
            sections=letter_sections(compose(shown)),
            signature=Signature(digest=digest, at=signed),
        )
    )
