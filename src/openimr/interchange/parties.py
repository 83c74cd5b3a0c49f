"""Who takes part: pseudonymous, except where a determination holds a name."""

from collections.abc import Mapping
from typing import get_type_hints

from openimr.domain import Credentials, PanelReviewer

from .content import Content
from .elements import Element, Json, entries_of
from .extensions import read_field, written
from .holding import extend, extension_url, gather, spread
from .knowledge import places
from .parts import Making, coded

ORGANISATIONS = {
    "administrator": "Claims administrator",
    "employer": "Employer",
    "organisation": "Independent medical review organization",
}
REVIEWER = "reviewer"
PANEL = "panel"


def write_parties(making: Making) -> None:
    """Make the worker, the organizations, the physicians and the program.

    Nobody has a name unless the determination holds one; each is told apart by a
    pseudonym that is good for this bundle only.
    """
    making.start("Patient", "patient")
    for part, words in ORGANISATIONS.items():
        organisation = making.start("Organization", part)
        organisation["identifier"] = [_pseudonym(making, part)]
        organisation["type"] = [coded(places().url("CodeSystem/party"), part, words)]
    requester = making.start("Practitioner", "requester")
    requester["identifier"] = [_pseudonym(making, "requester")]
    _write_reviewers(making)
    name: Element = {"name": "OpenIMR", "type": "other"}
    making.start("Device", "device", deviceName=[name])


def _pseudonym(making: Making, part: str) -> Element:
    return {"system": places().url("pseudonym"), "value": making.ids.id(part)}


def _write_reviewers(making: Making) -> None:
    determination = making.content.determination
    if determination.reviewer is not None:
        _write_credentials(making, REVIEWER, determination.reviewer)
    for at, reviewer in enumerate(determination.panel, 1):
        made = _write_credentials(making, f"{PANEL}-{at}", reviewer.credentials)
        votes = written(extension_url(PanelReviewer, "votes"), reviewer.votes)
        extend(made, votes)


def _write_credentials(making: Making, part: str, credentials: Credentials) -> Element:
    made = making.start("Practitioner", part)
    spread(credentials, {"practitioner": made})
    return made


def reviewers(content: Content) -> list[str]:
    """Return the parts that are reviewers, in their order."""
    determination = content.determination
    alone = [REVIEWER] if determination.reviewer is not None else []
    panel = determination.panel
    return [*alone, *(f"{PANEL}-{at}" for at in range(1, len(panel) + 1))]


def read_reviewers(resources: Mapping[str, list[Element]]) -> tuple[Json, Json]:
    """Return the reviewer, or None, and the panel, as plain JSON.

    Raises:
        InterchangeError: an extension is none that was written.
    """
    alone: list[Json] = [
        gather(Credentials, {"practitioner": each})
        for each in resources.get(REVIEWER, [])
    ]
    panel: list[Json] = [_read_member(each) for each in resources.get(PANEL, [])]
    return (alone[0] if alone else None), panel


def _read_member(practitioner: Element) -> Element:
    return {
        "credentials": gather(Credentials, {"practitioner": practitioner}),
        "votes": read_field(
            entries_of(practitioner, "extension"),
            extension_url(PanelReviewer, "votes"),
            get_type_hints(PanelReviewer)["votes"],
        ),
    }
