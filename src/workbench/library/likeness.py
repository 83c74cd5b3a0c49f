"""Determinations like a published one, looked up once for each item."""

from dataclasses import dataclass
from hashlib import sha256

from django.core.cache import cache
from django.http import HttpRequest
from django.urls import reverse

from openimr.casework.corpus_letter import like_item
from openimr.corpus.precedents import Compared
from openimr.corpus.precedents import Hit as Near
from openimr.corpus.shelf import ShelvedLetter

from .edition import Edition
from .limits import computing

_DAY = 24 * 3600
_EACH = 3
_CRITERION = frozenset({"met", "not_met", "not_documented"})


@dataclass(frozen=True, slots=True)
class ShownNear:
    """A determination like the one looked at."""

    requested: str
    address: str
    case_number: str
    told: str
    """Year and specialty."""

    agrees: str
    differs: str
    passage: str


@dataclass(frozen=True, slots=True)
class ShownSide:
    """The nearest of one outcome."""

    outcome: str
    among: int
    near: tuple[ShownNear, ...]


def like_of(
    request: HttpRequest, edition: Edition, letter: ShelvedLetter, number: int
) -> tuple[ShownSide, ...]:
    """Return the nearest determinations of both outcomes, in the order of their names.

    Raises:
        InputError, UnreadableFileError: the corpus cannot be read.
        WaitError: too much is asked for at once.
    """
    name = sha256(f"{letter.letter} {number}".encode()).hexdigest()[:32]
    key = f"library:{edition.digest}:{name}:like"
    known = cache.get(key)
    if isinstance(known, tuple):
        return known
    with computing(request):
        found = like_item(edition.folder, letter, number, _EACH)
    sides = found.sides if found else ()
    made = tuple(
        ShownSide(side.outcome, side.among, tuple(map(_near, side.hits)))
        for side in sides
    )
    cache.set(key, made, _DAY)
    return made


def _near(hit: Near) -> ShownNear:
    number = hit.item.rpartition("-")[2]
    address = reverse("library:letter", args=[hit.letter])
    told = [str(hit.year) if hit.year else "", hit.specialty or ""]
    return ShownNear(
        requested=hit.requested,
        address=f"{address}#item-{number}",
        case_number=hit.case_number or "",
        told=", ".join(each for each in told if each),
        agrees=", ".join(_name(each) for each in hit.agrees),
        differs="; ".join(map(_difference, hit.differs)),
        passage=hit.passage,
    )


def _name(compared: Compared) -> str:
    return compared.part.replace("_", " ")


def _difference(compared: Compared) -> str:
    theirs = (compared.theirs or "not stated").replace("_", " ")
    mine = compared.asked.replace("_", " ")
    between = ": " if compared.asked in _CRITERION else " "
    return f"{_name(compared)}{between}{mine} here, {theirs} there"
