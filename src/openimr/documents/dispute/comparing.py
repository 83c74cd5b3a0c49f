"""Where application, decision and request differ; sentences without record text."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from openimr.documents.names import alike_family, parse_name, same_person
from openimr.domain import Disagreement, Evidence, RequestLine, UrItem, UrOutcome

from .bearing import bearing, own_days
from .frame import Frame, FramePart
from .letter_knowledge import letters
from .pairing import Worded, pair, strengths
from .quantities import quantity

_CALLED = {
    "patient": "name of the worker",
    "date_of_birth": "date of birth",
    "claim_number": "claim number",
    "date_of_injury": "date of injury",
    "employer": "employer",
    "requesting_physician": "requesting physician",
}
_WORD = re.compile(r"[a-z]{4,}")
_DEGREE = re.compile(r",?\s+[A-Z][A-Za-z.-]*\.?$")
_SIDES = ("left", "right")


def compare(
    frame: Frame,
    disputed: Sequence[RequestLine],
    requested: Sequence[RequestLine],
    ur_items: Sequence[UrItem],
) -> tuple[Disagreement, ...]:
    """Return each difference that a reviewer should look at, with both quotes."""
    found = [*_fields(frame), *_dates(frame)]
    application = frame.application
    if application and disputed:
        if ur_items:
            found += _items(application, disputed, ur_items)
        found += _amounts("the request for authorization", disputed, requested)
        found += _amounts("the utilization review decision", disputed, ur_items)
    return tuple(found)


def _name(frame: Frame, part: FramePart) -> str:
    what = (
        "application"
        if part is frame.application
        else "utilization review decision"
        if part is frame.decision
        else "request for authorization"
    )
    return f"the {what} ({part.document.id})"


def _differs(frame: Frame, called: str, one: FramePart, other: FramePart) -> str:
    return (
        f"The {called} differs between {_name(frame, one)} and {_name(frame, other)}."
    )


def _fields(frame: Frame) -> Iterator[Disagreement]:
    for field, called in _CALLED.items():
        for one, other in combinations(frame.parts(), 2):
            if field in one.fields and field in other.fields:
                first, second = one.fields[field], other.fields[field]
                if not _same(field, first.value, second.value):
                    yield Disagreement(
                        field=field,
                        sentence=_differs(frame, called, one, other),
                        one=(first.place.evidence(one.document),),
                        other=(second.place.evidence(other.document),),
                    )


def _same(field: str, one: object, other: object) -> bool:
    if field == "patient":
        first, second = parse_name(str(one)), parse_name(str(other))
        return first is None or second is None or same_person(first, second)
    if field == "requesting_physician":
        return _same_physician(str(one), str(other))
    if field == "employer":
        return _alike(str(one), str(other))
    if field == "claim_number":
        bare = [re.sub(r"[^A-Z0-9]", "", str(value).upper()) for value in (one, other)]
        return bare[0] in bare[1] or bare[1] in bare[0]
    return one == other


def _same_physician(one: str, other: str) -> bool:
    """Tell whether two names of physicians may be one: letters of degrees aside."""
    names = [
        parse_name(re.sub(r",?\s+[A-Z][A-Za-z.-]*\.?$", "", x)) for x in (one, other)
    ]
    first, second = names
    return first is None or second is None or alike_family(first.family, second.family)


def _alike(one: str, other: str) -> bool:
    """Tell whether two firms share a word of their names, or initials."""
    words = [set(_WORD.findall(text.lower())) for text in (one, other)]
    if not words[0] or not words[1] or words[0] & words[1]:
        return True
    runs = [
        "".join(w[0] for w in text.lower().split() if w[0].isalpha())
        for text in (one, other)
    ]
    bare = [re.sub(r"[^a-z]", "", text.lower()) for text in (one, other)]
    return runs[0] in bare[1] or runs[1] in bare[0]


def _dates(frame: Frame) -> Iterator[Disagreement]:
    """Compare the dates that one document gives of another with that other's own.

    A decision may bear two days, its letter's and its own: the one that is named
    must be one of them.
    """
    application, decision, request = frame.application, frame.decision, frame.request
    if application and decision:
        yield from _named_day(
            frame,
            ("ur_date", "date of the utilization review decision"),
            application,
            decision,
        )
    if decision and request:
        yield from _named_day(
            frame,
            ("rfa_date", "date of the request for authorization"),
            decision,
            request,
        )


def _named_day(
    frame: Frame, field: tuple[str, str], naming: FramePart, named: FramePart
) -> Iterator[Disagreement]:
    name, called = field
    said = naming.day(name)
    own = [day for day in (named.day(name), named.document.date) if day]
    if name == "ur_date":
        own = list(own_days(named))
    if said is None or not own or said in own:
        return
    yield Disagreement(
        field=name,
        sentence=_differs(frame, called, naming, named),
        one=(naming.fields[name].place.evidence(naming.document),),
        other=_own_day(named, name, own[0]),
    )


def _own_day(part: FramePart, name: str, day: dt.date) -> tuple[Evidence, ...]:
    place = part.fields[name].place if name in part.fields else bearing(part, day)
    return (place.evidence(part.document),) if place else ()


def _items(
    application: FramePart,
    disputed: Sequence[RequestLine],
    ur_items: Sequence[UrItem],
) -> Iterator[Disagreement]:
    name = f"the application ({application.document.id})"
    for number, (line, answer) in enumerate(
        zip(disputed, pair(disputed, ur_items), strict=True), start=1
    ):
        if answer is None:
            sentence = (
                f"Disputed item {number} of {name} stands not among the items of the "
                "utilization review decision."
            )
        elif answer.outcome is UrOutcome.APPROVE:
            sentence = (
                f"Disputed item {number} of {name} was approved by utilization review."
            )
        else:
            continue
        yield Disagreement(
            field="disputed",
            sentence=sentence,
            one=line.evidence,
            other=answer.evidence[:1] if answer else (),
        )


def _amounts(
    where: str, disputed: Sequence[RequestLine], lines: Sequence[Worded]
) -> Iterator[Disagreement]:
    """Compare quantity, strength, side and body part of each disputed item."""
    for number, (line, other) in enumerate(
        zip(disputed, pair(disputed, lines), strict=True), start=1
    ):
        for what in _unlike(line.text, other.text) if other else ():
            yield Disagreement(
                field="disputed",
                sentence=(
                    f"The {what} of disputed item {number} differs between the "
                    f"application and {where}."
                ),
                one=line.evidence,
                other=other.evidence[:1] if other else (),
            )


def _unlike(one: str, other: str) -> Iterator[str]:
    counts = quantity(one), quantity(other)
    if None not in counts and counts[0] != counts[1]:
        yield "quantity"
    doses = strengths(one), strengths(other)
    if all(doses) and doses[0].isdisjoint(doses[1]):
        yield "strength"
    sides = [{s for s in _SIDES if s in text.lower().split()} for text in (one, other)]
    if all(sides) and sides[0].isdisjoint(sides[1]):
        yield "side"
    parts = _body(one), _body(other)
    if all(parts) and parts[0].isdisjoint(parts[1]):
        yield "body part"


def _body(text: str) -> set[str]:
    words = re.findall(r"[a-z]+", text.lower())
    return {hit.meaning for hit in letters().body_parts.find(words)}
