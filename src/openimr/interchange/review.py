"""The Task (the review and its state), and the Provenance (what made the answer)."""

import datetime as dt

from .content import Content, Signature
from .elements import Element, Json, entries_of, get
from .knowledge import places
from .parties import reviewers
from .parts import SYSTEM, Making, absent, coded, signed
from .refusals import damaged

_AGENT = f"{SYSTEM}provenance-participant-type"
_SIGNED = "signature-record"


def write_task(making: Making) -> Element:
    """Make the Task, without what the placed fields fill in."""
    task = making.start(
        "Task",
        "task",
        status="completed" if signed(making.content) else "in-progress",
        intent="order",
        code=coded(places().url("CodeSystem/task"), "independent-medical-review"),
        focus=making.to("claim"),
        owner=making.to("organisation"),
        output=[
            {
                "type": coded(places().url("CodeSystem/task-output"), part),
                "valueReference": making.to(part),
            }
            for part in ("response", "composition")
        ],
    )
    task["for"] = making.to("patient")
    return task


def write_provenance(making: Making) -> Element:
    """Make the Provenance, without the edition of the library."""
    content = making.content
    agents: list[Json] = [
        {"type": coded(_AGENT, role), "who": making.to(part)}
        for role, part in (
            ("assembler", "device"),
            *(("verifier", part) for part in reviewers(content)),
        )
    ]
    targets: list[Json] = [making.to(p) for p in ("response", "composition", "task")]
    made = making.start("Provenance", "provenance", target=targets, agent=agents)
    signature = content.signature
    if signature is None:
        made["_recorded"] = absent()
    else:
        made["recorded"] = signature.at.astimezone(dt.UTC).strftime(_INSTANT)
    return made


_INSTANT = "%Y-%m-%dT%H:%M:%SZ"


def finish_provenance(content: Content, provenance: Element) -> None:
    """Add the digest of what was signed behind the edition of the library."""
    if content.signature is None:
        return
    identifier: Element = {
        "system": places().url(_SIGNED),
        "value": f"sha256:{content.signature.digest}",
    }
    entities = provenance.setdefault("entity", [])
    if isinstance(entities, list):
        entities.append({"role": "source", "what": {"identifier": identifier}})


def read_signature(provenance: Element) -> Signature | None:
    """Return the signature that the Provenance tells of; None for a draft.

    Raises:
        InterchangeError: the time of signing is none.
    """
    for entity in entries_of(provenance, "entity"):
        if get(entity, "what.identifier.system") == places().url(_SIGNED):
            value = str(get(entity, "what.identifier.value"))
            digest = value.removeprefix("sha256:")
            return Signature(digest=digest, at=_time(provenance.get("recorded")))
    return None


def _time(value: Json) -> dt.datetime:
    try:
        return dt.datetime.fromisoformat(str(value))
    except ValueError:
        raise damaged("its time of signing is none") from None
