"""What a sentence says is done with a drug: taken, prescribed, asked for, stopped."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from openimr.clinical import knowledge
from openimr.clinical.index import PhraseIndex
from openimr.clinical.phrases import Phrase, PhraseError, alternatives
from openimr.clinical.sections import SectionKind
from openimr.domain import DrugRole

_BY_SECTION = {
    SectionKind.MEDICATIONS: DrugRole.TAKES,
    SectionKind.PLAN: DrugRole.PRESCRIBED,
    SectionKind.REQUEST: DrugRole.REQUESTED,
    SectionKind.REVIEW: DrugRole.REQUESTED,
    SectionKind.PAST_TREATMENT: DrugRole.STOPPED,
}
_SETTLED = frozenset(
    {
        SectionKind.REQUEST,
        SectionKind.REVIEW,
        SectionKind.ALLERGIES,
        SectionKind.FAMILY,
    }
)
"""Sections that decide whatever the sentence says."""

_CLAUSE_ENDS = (
    ";",
    ". ",
    " but ",
    " while ",
    " although ",
    " however ",
    "\n",
    " then ",
)
_GOES_ON = "goes_on"
_BEGINS = 40
_ENDED = re.compile(
    r"\b(?:until|till|through|stopp\w*|discontinu\w*|d/c'?d|wean\w*|taper\w*|quit"
    r"|off|without|fail\w*|not|no|never|nothing|for (?:a|an|one|two|three|four|\d+)"
    r" (?:days?|weeks?|months?|years?))\b"
)
"""Words behind a beginning by which the course is over."""

_SIDES = {"before": 90, "after": 90, "beside": 14, "touching": 5}
"""Characters that may lie between a drug and the word that says what is done."""


@dataclass(frozen=True, slots=True)
class RoleCue:
    """Words of a sentence that say what is done with a drug."""

    start: int
    end: int
    role: DrugRole
    side: str
    """Where the drug's name stands: ``before`` means that the cue comes first."""


@cache
def load_roles() -> PhraseIndex[tuple[DrugRole, str]]:
    """Return the phrases of ``roles.yaml``.

    Raises:
        KnowledgeError: the file breaks its schema, with file and line.
    """
    phrases: list[tuple[Phrase, tuple[DrugRole, str]]] = []
    source = knowledge.read("roles.yaml")
    for name, entry in source.fields([*DrugRole, _GOES_ON]).items():
        if name == _GOES_ON:
            continue
        for side, words in entry.fields(_SIDES).items():
            for item in words.items():
                phrases.append((item.phrase(), (DrugRole(name), side)))
    return PhraseIndex(phrases)


@cache
def _going_on(side: str) -> re.Pattern[str]:
    fields = knowledge.read("roles.yaml").fields([*DrugRole, _GOES_ON])
    entry = fields[_GOES_ON].fields(_SIDES)[side]
    try:
        return alternatives(entry.texts(), {})
    except PhraseError as problem:
        raise entry.wrong(str(problem), "Correct the phrase.") from problem


def goes_on(low: str, drug: tuple[int, int], sentence: tuple[int, int]) -> bool:
    """Tell whether a sentence that tells of a drug as past leaves its course open.

    It says that it still goes on, or tells the beginning alone: "put her on it in May".
    """
    if _going_on("after").search(low, drug[1], sentence[1]):
        return True
    begins = max(sentence[0], drug[0] - _BEGINS)
    begun = _going_on("before").search(low, begins, drug[0])
    return begun is not None and _ENDED.search(low, drug[1], sentence[1]) is None


def role_cues(low: str, start: int, end: int) -> list[RoleCue]:
    """Return the cues of a sentence; words inside longer cue words do not count."""
    found = [
        RoleCue(hit.start, hit.end, *hit.payload)
        for hit in load_roles().find(low, start, end)
        if low[hit.end : hit.end + 1] != ":"  # a heading: "Recommendations:"
    ]
    return [
        cue
        for cue in found
        if not any(
            other.side == cue.side
            and other.start <= cue.start
            and cue.end <= other.end
            and other.end - other.start > cue.end - cue.start
            for other in found
        )
    ]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a drug is named."""

    low: str
    """The page in lower case."""

    start: int
    end: int
    next_drug: int
    """Where the next drug is named."""

    section: SectionKind
    pharmacy: bool = False
    """The page is a pharmacy's."""


def find_role(place: Place, cues: Iterable[RoleCue]) -> DrugRole:
    """Return what is done with a drug."""
    section = place.section
    if section in _SETTLED:
        return _BY_SECTION.get(section, DrugRole.MENTIONED)
    near = [
        (distance - _bonus(cue, distance, place.next_drug - place.end), cue.role)
        for cue in cues
        if (distance := _distance(place, cue)) is not None
    ]
    if near:
        role = min(near, key=lambda each: each[0])[1]
        # "Continue" or "with" in a list of medicines does not make it less a list.
        if role is not DrugRole.MENTIONED or section is not SectionKind.MEDICATIONS:
            return role
    if place.pharmacy:
        return DrugRole.DISPENSED
    return _BY_SECTION.get(section, DrugRole.MENTIONED)


def _bonus(cue: RoleCue, distance: int, room: int) -> int:
    """Let the end of a course outweigh its beginning: "was given and stopped"."""
    ends = cue.role is DrugRole.STOPPED and cue.side == "after"
    return 40 if ends and distance < room else 0


def _distance(place: Place, cue: RoleCue) -> int | None:
    low, start, end = place.low, place.start, place.end
    if cue.side != "after" and cue.end <= start:
        between = low[cue.end : start]
    elif cue.side == "after" and end <= cue.start:
        between = low[end : cue.start]
    else:
        return None
    if len(between) > _SIDES[cue.side] or any(stop in between for stop in _CLAUSE_ENDS):
        return None
    return len(between)
