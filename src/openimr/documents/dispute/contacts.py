"""How the parties of a dispute are reached, as application and RFA state it."""

from collections.abc import Iterator, Sequence
from dataclasses import fields

from openimr.documents.phrases import words_of
from openimr.domain import Document, Party, Stated

from .fields import slashed
from .frame import FramePart
from .labels import Labelled, find_labels
from .letter_knowledge import letters
from .text import Place

_LONGEST = 140
PARTIES = ("employee", "physician", "administrator")


def read_parties(parts: Sequence[FramePart]) -> dict[str, Party]:
    """Return each party that one of the documents gives data of.

    A datum comes from the first of the documents that states it.
    """
    found: dict[tuple[str, str], Stated[str]] = {}
    for part in parts:
        for party, field, place in _data(part):
            value = _value(place, part.document)
            if value is not None:
                found.setdefault((party, field), value)
    names = [field.name for field in fields(Party)]
    return {
        party: Party(**{name: found.get((party, name)) for name in names})
        for party in PARTIES
        if any(key[0] == party for key in found)
    }


def _data(part: FramePart) -> Iterator[tuple[str, str, Place]]:
    for labelled in find_labels(part.lines):
        party = _own(labelled) or labelled.section
        if party not in PARTIES:
            continue
        if labelled.label in letters().parties.two_in_one:
            for field, place in zip(
                ("phone", "fax"), slashed(labelled.place), strict=False
            ):
                yield party, field, place
            continue
        for field, labels in letters().parties.in_section.items():
            if labelled.label in labels:
                yield party, field, labelled.place


def _own(labelled: Labelled) -> str | None:
    """Return the party that a label itself names."""
    for party, known in letters().parties.own.items():
        if any(labelled.label in labels for labels in known.values()):
            inside = labelled.section in PARTIES
            return labelled.section if inside and party == "physician" else party
    return None


def _value(place: Place, document: Document) -> Stated[str] | None:
    """Return a value as written; nothing where it says that there is none."""
    words = place.words.strip(" ,;:_-")
    blank = not any(c.isalnum() for c in words)
    if blank or len(words) > _LONGEST or words_of(words) in letters().nothing:
        return None
    return Stated(words, (place.evidence(document),))
