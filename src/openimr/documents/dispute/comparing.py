"""Where application, decision and request differ; sentences without record text."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import TypeVar

from openimr.documents.names import parse_name, same_person
from openimr.domain import RequestLine, UrItem, UrOutcome

from .frame import Frame, FramePart

Worded = TypeVar("Worded", RequestLine, UrItem)

_CALLED = {
    "patient": "name of the worker",
    "date_of_birth": "date of birth",
    "claim_number": "claim number",
    "date_of_injury": "date of injury",
    "ur_date": "date of the utilization review decision",
}
_WORD = re.compile(r"[a-z]{3,}")
_QUANTITY = re.compile(r"#\s?(\d+)|\bqty\.?\s*(\d+)", re.IGNORECASE)


def disagreements(
    frame: Frame,
    disputed: Sequence[RequestLine],
    requested: Sequence[RequestLine],
    ur_items: Sequence[UrItem],
) -> tuple[str, ...]:
    """Return a sentence for each difference that a reviewer should look at."""
    return (
        *_fields(frame),
        *_dates(frame),
        *_items(frame, disputed, ur_items),
        *_quantities(disputed, requested, ur_items),
    )


def _name(frame: Frame, part: FramePart) -> str:
    what = (
        "application"
        if part is frame.application
        else "utilization review decision"
        if part is frame.decision
        else "request for authorization"
    )
    return f"the {what} ({part.document.id})"


def _fields(frame: Frame) -> Iterator[str]:
    for field, called in _CALLED.items():
        for one, other in combinations(frame.parts(), 2):
            if field in one.fields and field in other.fields:
                first, second = one.fields[field].value, other.fields[field].value
                if not _same(field, first, second):
                    yield (
                        f"The {called} differs between {_name(frame, one)} and "
                        f"{_name(frame, other)}."
                    )


def _same(field: str, one: object, other: object) -> bool:
    if field == "patient":
        first, second = parse_name(str(one)), parse_name(str(other))
        return first is None or second is None or same_person(first, second)
    if field == "claim_number":
        bare = [re.sub(r"[^A-Z0-9]", "", str(value).upper()) for value in (one, other)]
        return bare[0] in bare[1] or bare[1] in bare[0]
    return one == other


def _dates(frame: Frame) -> Iterator[str]:
    """Compare the dates that one document gives of another with that other's own."""
    application, decision, request = frame.application, frame.decision, frame.request
    if application and decision and "ur_date" not in decision.fields:
        said, own = application.day("ur_date"), decision.document.date
        if said and own and said != own:
            yield (
                f"The date of the utilization review decision differs between "
                f"{_name(frame, application)} and {_name(frame, decision)}."
            )
    if decision and request:
        said, own = decision.day("rfa_date"), request.document.date
        if said and own and said != own:
            yield (
                f"The date of the request for authorization differs between "
                f"{_name(frame, decision)} and {_name(frame, request)}."
            )


def _items(
    frame: Frame, disputed: Sequence[RequestLine], ur_items: Sequence[UrItem]
) -> Iterator[str]:
    if frame.application is None or not ur_items or not disputed:
        return
    for number, line in enumerate(disputed, start=1):
        answer = _partner(line.text, ur_items)
        if answer is None:
            yield (
                f"Disputed item {number} of {_name(frame, frame.application)} stands "
                "not among the items of the utilization review decision."
            )
        elif answer.outcome is UrOutcome.APPROVE:
            yield (
                f"Disputed item {number} of {_name(frame, frame.application)} was "
                "approved by utilization review."
            )


def _quantities(
    disputed: Sequence[RequestLine],
    requested: Sequence[RequestLine],
    ur_items: Sequence[UrItem],
) -> Iterator[str]:
    for number, line in enumerate(disputed, start=1):
        own = _quantity(line.text)
        asked, answered = _partner(line.text, requested), _partner(line.text, ur_items)
        for where, words in (
            ("the request for authorization", asked.text if asked else ""),
            ("the utilization review decision", answered.text if answered else ""),
        ):
            theirs = _quantity(words)
            if own and theirs and own != theirs:
                yield (
                    f"The quantity of disputed item {number} differs between the "
                    f"application and {where}."
                )


def _quantity(text: str) -> int | None:
    match = _QUANTITY.search(text)
    return int(match[1] or match[2]) if match else None


def _partner(text: str, others: Sequence[Worded]) -> Worded | None:
    """Return the line that shares most words with a text, if it shares any."""
    own = set(_WORD.findall(text.lower()))
    shared = [len(own & set(_WORD.findall(other.text.lower()))) for other in others]
    best = max(shared, default=0)
    return others[shared.index(best)] if best else None
