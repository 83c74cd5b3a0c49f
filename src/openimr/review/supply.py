"""Side, level and strength that a request leaves open, from the rest of the file.

A drug is asked for by name; which leg it is for stands in the diagnosis.  What is found
here never enters the details of the request, by which criteria and the search for facts
go: a reader sees it apart, with its evidence.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from openimr.domain import (
    Assertion,
    ClinicalHistory,
    DisputedItem,
    Evidence,
    ItemKind,
    MedicationMention,
    Point,
    RequestDetails,
    Supplied,
    Topic,
)

from .conditions import coded_conditions, coded_side, named_conditions

Recognise = Callable[[str], RequestDetails]

_PIECES = re.compile(r"(?:^|\s)\(?\d{1,2}[.)]\s+|;\s*|(?<=[a-z)])\.\s+(?=[A-Z])")
"""Numbers of a list and stops between diagnoses that a report writes in one line."""

_LEVEL = re.compile(r"\b[CTLS]\d{1,2}(?:\s*[-/]\s*[CTLS]?\d{1,2})?\b")
_SPINE = frozenset(
    {"lumbar spine", "low back", "cervical spine", "neck", "thoracic spine"}
    | {"upper back", "back"}
)
_GIVEN = re.compile(r"\binject|\bprocedure|\bshot\b|\badminist", re.I)
_MEASURED = re.compile(r"\d\s*(?:mg|mcg|units?|iu)\b", re.I)
_SAME_ROW = "the diagnosis that goes with the request's own"
_SAME_DRUG = "the diagnosis that names the drug"
_PLANNED = "the plan that prescribes it"
_CODED = "the diagnosis code in the request's row"
_ROW = "the diagnosis in the request's row"
_DAY_OF_SERVICE = "the note of the day of service"


@dataclass(frozen=True, slots=True)
class _Piece:
    """One diagnosis, or one order of a plan."""

    text: str
    read: RequestDetails
    evidence: tuple[Evidence, ...]
    why: str


def with_supplied(
    item: DisputedItem,
    history: ClinicalHistory,
    medications: Iterable[MedicationMention],
    service: dt.date | None,
    recognise: Recognise,
) -> DisputedItem:
    """Return the item with what the file supplies to its open details.

    ``history`` is that of the day of the request, ``medications`` every mention of a
    drug, ``service`` the day of service of a retrospective request.
    """
    pieces = _treated(item, history, recognise)
    found = [_side(item, pieces), _level(item, pieces)]
    found.append(_strength(item, medications, service))
    return replace(item, supplied=tuple(each for each in found if each is not None))


def _treated(
    item: DisputedItem, history: ClinicalHistory, recognise: Recognise
) -> list[_Piece]:
    """Return what names the condition treated, by the surest tie that is found."""
    planned = [
        piece
        for piece in _pieces(history.on(Topic.PLAN), recognise, _PLANNED)
        if _same_drug(item, piece) and piece.read.side is not None
    ]
    diagnoses = list(_pieces(history.on(Topic.DIAGNOSES), recognise, _SAME_ROW))
    naming = [
        replace(piece, why=_SAME_DRUG)
        for piece in _with_before(diagnoses, item)
        if piece.read.side is not None
    ]
    row = list(_row(item, recognise))
    tied = [piece for piece in diagnoses if _goes_with(item, piece)]
    for kind in (planned, [each for each in row if each.read.side], naming, tied):
        agreeing = [piece for piece in kind if _same_place(item, piece)]
        if agreeing:
            return agreeing
    return []


def _pieces(
    points: Sequence[Point], recognise: Recognise, why: str
) -> Iterator[_Piece]:
    for point in points:
        for text in _PIECES.split(point.text):
            if text.strip():
                yield _Piece(text, recognise(text), point.evidence, why)


def _with_before(pieces: Sequence[_Piece], item: DisputedItem) -> Iterator[_Piece]:
    """Yield diagnoses that name the drug, or that the sentence after them does so.

    "Left L5 radiculopathy.  Good response to gabapentin." is one entry of a list.
    """
    for at, piece in enumerate(pieces):
        if not _same_drug(item, piece):
            continue
        ill = next(named_conditions(piece.text), None) is not None
        if ill or piece.read.side is not None:
            yield piece
        elif at and next(named_conditions(pieces[at - 1].text), None) is not None:
            before = pieces[at - 1]
            yield replace(before, evidence=(*before.evidence, *piece.evidence))


def _same_drug(item: DisputedItem, piece: _Piece) -> bool:
    asked = item.details
    if asked.drug is not None:
        return piece.read.drug == asked.drug
    drugs = asked.kind is ItemKind.DRUG and asked.treatment is not None
    return drugs and piece.read.treatment == asked.treatment


def _row(item: DisputedItem, recognise: Recognise) -> Iterator[_Piece]:
    if item.diagnosis is not None:
        read = recognise(item.diagnosis)
        yield _Piece(item.diagnosis, read, item.evidence, _ROW)
    for code in item.icd:
        side = coded_side(code)
        if side is not None:
            read = RequestDetails(requested=code, side=side)
            yield _Piece(code, read, item.evidence, _CODED)


def _goes_with(item: DisputedItem, piece: _Piece) -> bool:
    """Tell whether a report's diagnosis is that of the request's row."""
    if any(code in piece.text for code in item.icd):
        return True
    asked: set[str] = set()
    for code in item.icd:
        asked |= coded_conditions(code)
    if item.diagnosis is not None:
        asked |= {each.condition.name for each in named_conditions(item.diagnosis)}
    named = {each.condition.name for each in named_conditions(piece.text)}
    return not asked.isdisjoint(named)


def _same_place(item: DisputedItem, piece: _Piece) -> bool:
    """Tell whether a piece can be of the part that the request names.

    What is no drug belongs to the part that it is asked for: its diagnosis has to
    name that part.
    """
    asked = item.details.body_part
    if asked is None:
        return item.details.kind is ItemKind.DRUG
    return piece.why == _CODED or piece.read.body_part == asked


def _side(item: DisputedItem, pieces: Sequence[_Piece]) -> Supplied | None:
    """Return the one side that all pieces agree on.

    A treatment of the spine has the side that it is asked for, or none.
    """
    asked = item.details
    spine = asked.body_part in _SPINE and asked.kind is not ItemKind.DRUG
    if asked.side is not None or asked.level is not None or spine:
        return None
    sided = [piece for piece in pieces if piece.read.side is not None]
    return _agreed("side", [(str(piece.read.side), piece) for piece in sided])


def _level(item: DisputedItem, pieces: Sequence[_Piece]) -> Supplied | None:
    """Return the level of the root that a drug is given for."""
    if item.details.kind is not ItemKind.DRUG or item.details.level is not None:
        return None
    levels = [(level, piece) for piece in pieces if (level := _root(piece.text))]
    return _agreed("level", levels)


def _root(text: str) -> str | None:
    """Return the level named nearest to a condition of a root."""
    for named in named_conditions(text):
        if not named.condition.of_root:
            continue
        nearest = min(
            _LEVEL.finditer(text),
            key=lambda level: max(level.start() - named.end, named.start - level.end()),
            default=None,
        )
        return nearest[0].replace(" ", "").replace("/", "-") if nearest else None
    return None


def _strength(
    item: DisputedItem,
    medications: Iterable[MedicationMention],
    service: dt.date | None,
) -> Supplied | None:
    """Return what was injected on the day of service, where a note tells its dose."""
    asked = item.details
    injected = asked.kind is ItemKind.INJECTION and asked.retrospective
    if not injected or asked.strength is not None or service is None:
        return None
    doses = {
        f"{each.as_written} {each.strength}": each.evidence
        for each in medications
        if each.on == service
        and each.assertion is Assertion.AFFIRMED
        and _MEASURED.search(each.strength or "")
        and _GIVEN.search(each.evidence.quote)
    }
    if len(doses) != 1:
        return None
    [(dose, evidence)] = doses.items()
    return Supplied(
        detail="strength", value=dose, why=_DAY_OF_SERVICE, evidence=(evidence,)
    )


def _agreed(detail: str, told: Sequence[tuple[str, _Piece]]) -> Supplied | None:
    if len({value for value, _ in told}) != 1:
        return None
    value, piece = told[0]
    return Supplied(detail=detail, value=value, why=piece.why, evidence=piece.evidence)
