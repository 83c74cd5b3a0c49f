"""The leak test: attack a publication copy as whoever wants to know would."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .closeness import Detector
from .dates import Calendar
from .parties import Parties
from .places import Place, Unseen, places
from .quasi import combination

_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
_DAY = re.compile(
    rf"\b\d{{1,2}}/\d{{1,2}}/\d{{2,4}}\b|\b(?:19|20)\d\d-\d\d-\d\d\b"
    rf"|\b{_MONTH}\.?\s\d{{1,2}},?\s\d{{4}}\b"
)
_SHAPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("social security number", re.compile(r"(?<![\w-])\d{3}-\d\d-\d{4}(?![\w-])")),
    (
        "telephone number",
        re.compile(r"(?<![\w-])\(?[2-9]\d\d\)?[ .-]{1,2}[2-9]\d\d[ .-]\d{4}(?![\w-])"),
    ),
    ("e-mail address", re.compile(r"\w@\w[\w-]*\.\w")),
    ("place", re.compile(r"\bCA\s+9\d{4}\b|(?i:\bp\.?\s?o\.?\sbox\s\d)")),
    ("number of the appeals board", re.compile(r"\bADJ\s?\d{5}")),
    ("date of birth", re.compile(r"(?i)\b(?:dob|date of birth)[^\w\]]{1,3}\d")),
    (
        "person",
        re.compile(r"\b(?:Mr|Mrs|Ms|Dr)\.?\s(?!Contin)[A-Z][a-z]{2,}"),
    ),
)
_IMR = re.compile(r"\bCM\d\d-?\d{5,8}\b")
_OLD = re.compile(r"(?i)\b(9\d|1[0-2]\d)(?:[\s-]years?[\s-]old|\s?y/?o)\b")


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class Leak:
    """Something left in a copy; never the words themselves."""

    file: str
    where: str
    """Page, field or part of the file."""

    what: str
    """Role or kind, such as ``worker`` or ``telephone number``."""

    how: str
    blocks: bool
    """False where a person has to judge; publication goes on then."""


def find_leaks(
    files: Mapping[str, bytes], parties: Parties, calendar: Calendar
) -> tuple[Leak, ...]:
    """Return what is left of the parties in the files of a copy, each once.

    Looked at are all texts that the bytes hold, metadata and unseen parts included.

    Raises:
        UnreadableFileError: a file is not what its name says.
    """
    detector = Detector(parties)
    found: dict[Leak, None] = {}
    texts: dict[str, None] = {}
    for name, data in files.items():
        for place in places(name, data):
            if isinstance(place, Unseen):
                leak = Leak(
                    file=name,
                    where="the file",
                    what=place.what,
                    how="a part that readers do not see",
                    blocks=True,
                )
                found[leak] = None
                continue
            texts[place.text] = None
            found.update(dict.fromkeys(_in_place(place, detector, calendar)))
    told = combination(texts)
    if told.rare:
        traits = ", ".join(told.traits)
        how = f"together they fit fewer than {told.least} people: {traits}"
        rare = Leak(
            file="all", where="all", what="rare combination", how=how, blocks=False
        )
        found[rare] = None
    return tuple(sorted(found, key=lambda each: (not each.blocks, each)))


def _in_place(place: Place, detector: Detector, calendar: Calendar) -> Iterator[Leak]:
    def leak(what: str, how: str, *, blocks: bool = True) -> Leak:
        return Leak(
            file=place.file, where=place.where, what=what, how=how, blocks=blocks
        )

    for hit in detector.hits(place.text):
        yield leak(hit.what, hit.how, blocks=hit.sure)
    for what, shape in _SHAPES:
        if shape.search(place.text):
            yield leak(what, "the form of one")
    if calendar.policy.id in {"year", "remove"} and _DAY.search(place.text):
        yield leak("day", "days are not to be told")
    if not calendar.policy.keeps_case_number and _IMR.search(place.text):
        yield leak("case number", "the form of one")
    if _OLD.search(place.text):
        yield leak("age", "it is above the oldest that may be told")
