"""A determination as a FHIR bundle, and back."""

import json

from openimr.domain import SCHEMA, CaseHeader, Determination, Engine
from openimr.errors import InterchangeError

from .claim import finish_claim, read_items, write_claim, write_item
from .content import Content
from .elements import Element, Json, entries_of, get
from .holding import extension_url, gather, spread
from .identity import Ids, determination_digest, made_from
from .knowledge import places
from .narrative import read_summary, write_composition
from .papers import read_documents, read_hashes, write_documents
from .parties import read_reviewers, write_parties
from .parts import Making, signed
from .refusals import BUNDLE, damaged
from .response import write_answer, write_response
from .review import (
    finish_provenance,
    read_signature,
    write_provenance,
    write_task,
)
from .validity import check, parsed

_APART = frozenset(
    {"engine", "case", "documents", "summary", "items", "reviewer", "panel"}
)
"""Fields of a determination that have resources of their own."""

_DIGEST = "determination-sha256"
_ONE = (
    "patient",
    "administrator",
    "employer",
    "organisation",
    "requester",
    "device",
    "claim",
    "response",
    "task",
    "composition",
    "provenance",
)
"""Parts that every bundle of ours has once."""


def to_bundle(content: Content) -> bytes:
    """Return a determination as a FHIR bundle: UTF-8 JSON, a new line at the end.

    The same content gives the same bytes.  ``docs/fhir.md`` tells which element holds
    what.  The bundle is held against the models of ``fhir.resources`` first.

    Raises:
        InterchangeError: the determination answers a what-if, or ``fhir.resources`` is
            not installed.
    """
    if content.determination.what_if:
        problem = "it answers a what-if and decides nothing"
        cure = "Give a determination of openimr review or openimr sign."
        raise InterchangeError("determination.json", problem, cure)
    made = _bundle(content)
    check(made)
    return json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _bundle(content: Content) -> Element:
    making = Making(content=content, ids=Ids(content), resources={})
    _write_all(making)
    entries: list[Json] = [
        {"fullUrl": making.ids.urn(part), "resource": resource}
        for part, resource in making.resources.items()
    ]
    return {
        "resourceType": "Bundle",
        "id": making.ids.id("bundle"),
        "identifier": {
            "system": places().url(_DIGEST),
            "value": determination_digest(content.determination),
        },
        "type": "collection",
        "entry": entries,
    }


def _write_all(making: Making) -> None:
    determination = making.content.determination
    write_task(making)
    claim = write_claim(making)
    response = write_response(making)
    write_composition(making)
    write_provenance(making)
    write_parties(making)
    write_documents(making)
    for value in (determination.engine, determination.case):
        spread(value, making.resources)
    spread(determination, making.resources, _APART)
    _write_items(making, claim, response)
    finish_claim(making, claim)
    finish_provenance(making.content, making.resources["provenance"])


def _write_items(making: Making, claim: Element, response: Element) -> None:
    asked: list[Json] = []
    answered: list[Json] = []
    final = signed(making.content)
    for at, item in enumerate(making.content.determination.items, 1):
        answer = write_answer(item, at, response, final=final)
        asked.append(write_item(item, at, answer))
        answered.append(answer)
    if asked:
        claim["item"], response["item"] = asked, answered


def from_bundle(data: bytes) -> Content:
    """Return what a bundle of ours holds; the letter's sections are not among it.

    Raises:
        InterchangeError: it is not a bundle, not one of ours, of another version, or
            not as it was written.
    """
    bundle = parsed(data)
    check(bundle)
    resources = _by_part(bundle)
    one = {part: _only(resources, part) for part in _ONE}
    _check_schema(one["task"])
    documents = resources.get("document", [])
    reviewer, panel = read_reviewers(resources)
    read = gather(Determination, one, _APART) | {
        "engine": gather(Engine, one),
        "case": gather(CaseHeader, one),
        "documents": read_documents(documents),
        "summary": read_summary(one),
        "items": read_items(one),
        "reviewer": reviewer,
        "panel": panel,
    }
    determination = made_from(read)
    if get(bundle, "identifier.value") != determination_digest(determination):
        raise damaged("what it says is not what it was written with")
    return Content(
        determination=determination,
        hashes=read_hashes(documents),
        signature=read_signature(one["provenance"]),
    )


def _by_part(bundle: Element) -> dict[str, list[Element]]:
    """Return the resources by the part they are marked with, in their order."""
    found: dict[str, list[Element]] = {}
    for entry in entries_of(bundle, "entry"):
        resource = entry.get("resource")
        part = _part(resource) if isinstance(resource, dict) else None
        if part is not None and isinstance(resource, dict):
            found.setdefault(part, []).append(resource)
    if not found:
        problem = "it is a bundle, but holds no determination of OpenIMR"
        cure = "Give a bundle that openimr fhir wrote."
        raise InterchangeError(BUNDLE, problem, cure)
    return found


def _part(resource: Element) -> str | None:
    """Return which part of the bundle a resource is; servers may have added tags."""
    meta = resource.get("meta")
    for tag in entries_of(meta, "tag") if isinstance(meta, dict) else []:
        if tag.get("system") == places().url("CodeSystem/part"):
            return str(tag.get("code"))
    return None


def _only(resources: dict[str, list[Element]], part: str) -> Element:
    found = resources.get(part, [])
    if len(found) != 1:
        raise damaged(f"it has {len(found)} resources in the part of {part}, not one")
    return found[0]


def _check_schema(task: Element) -> None:
    url = extension_url(Determination, "schema")
    extensions = entries_of(task, "extension")
    named = [each.get("valueString") for each in extensions if each.get("url") == url]
    if named != [SCHEMA]:
        problem = f"its determination is not of the schema {SCHEMA}"
        cure = "Read it with the OpenIMR that wrote it."
        raise InterchangeError(BUNDLE, problem, cure)
