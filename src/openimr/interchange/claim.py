"""The Claim: what was asked for, item by item, as a preauthorization in dispute."""

from collections.abc import Iterator, Mapping

from openimr.domain import ItemDetermination

from .elements import Element, Json, entries_of
from .holding import gather, spread
from .parts import SYSTEM, Making, absent, coded
from .response import read_criteria, read_rationale

APART = frozenset({"criteria", "rationale"})
"""Fields of an item that have entries of their own in the ClaimResponse."""

_URGENT = "expedited"
TYPE = coded(f"{SYSTEM}claim-type", "professional")


def write_claim(making: Making) -> Element:
    """Make the Claim, without what the placed fields fill in."""
    case = making.content.determination.case
    urgency = "stat" if case.priority == _URGENT else "normal"
    return making.start(
        "Claim",
        "claim",
        status="active",
        type=TYPE,
        use="preauthorization",
        patient=making.to("patient"),
        insurer=making.to("administrator"),
        provider=making.to("requester"),
        priority=coded(f"{SYSTEM}processpriority", urgency),
        insurance=[
            {
                "sequence": 1,
                "focal": True,
                "coverage": {"display": "Workers' compensation coverage of the claim"},
            }
        ],
    )


def finish_claim(making: Making, claim: Element) -> None:
    """Add what FHIR asks for beside the fields that were placed."""
    if "created" not in claim:
        claim["_created"] = absent()
    accident = claim.get("accident")
    if isinstance(accident, dict):
        accident["type"] = coded(f"{SYSTEM}v3-ActCode", "WPA")
    documents: list[Json] = [
        {
            "sequence": at,
            "category": coded(f"{SYSTEM}claiminformationcategory", "attachment"),
            "valueReference": making.to(part),
        }
        for at, part in enumerate(_documents(making), 1)
    ]
    if documents:
        claim["supportingInfo"] = documents


def _documents(making: Making) -> Iterator[str]:
    return (part for part in making.resources if part.startswith("document-"))


def write_item(item: ItemDetermination, at: int, answer: Element) -> Element:
    """Return the entry of an item in the Claim; ``answer`` takes the other fields."""
    entry: Element = {"sequence": at}
    spread(item, {"item": entry, "answer": answer}, APART)
    if "productOrService" not in entry:
        entry["productOrService"] = absent()
    return entry


def read_items(resources: Mapping[str, Element]) -> list[Json]:
    """Return the items of a determination as plain JSON, in their order.

    Raises:
        InterchangeError: an extension is none that was written.
    """
    response = resources["response"]
    answers = {each.get("itemSequence"): each for each in entries_of(response, "item")}
    items = entries_of(resources["claim"], "item")
    return [_read_item(each, answers, response) for each in items]


def _read_item(
    item: Element, answers: Mapping[Json, Element], response: Element
) -> Element:
    answer = answers.get(item.get("sequence"), {})
    read = gather(ItemDetermination, {"item": item, "answer": answer}, APART)
    read["criteria"] = read_criteria(answer)
    read["rationale"] = read_rationale(answer, response)
    return read
