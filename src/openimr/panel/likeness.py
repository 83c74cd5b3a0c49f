"""Whether two words, two people's names or two organisations may be the same."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from openimr.domain.screening import Verdict

from .organisations import Organisation
from .words import Name, identity, nickname_groups, word_sound

SHORTEST_SOUND = 3
"""Consonants that a sound key needs; shorter ones are shared by too many names."""

_Reading = tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Likeness:
    """That two entries may be the same: how sure, and why."""

    verdict: Verdict
    why: tuple[str, ...]
    score: float


@lru_cache(maxsize=1_000_000)
def alike(one: str, other: str) -> str | None:
    """Tell how two words are alike: ``same``, ``slip`` or ``sound``; None if not.

    >>> alike("pellworth", "pelworth"), alike("meyer", "orr")
    ('slip', None)
    """
    if one == other:
        return "same"
    limits = identity().thresholds
    shorter = min(len(one), len(other))
    if shorter < limits.slip_letters:
        return None
    steps = OSA.distance(one, other, score_cutoff=2)
    ends = limits.long_slip_ends
    same_end = one[:ends] == other[:ends] or one[-ends:] == other[-ends:]
    if steps <= 1 or (steps == 2 and shorter >= limits.long_slip_letters and same_end):
        return "slip"
    key = word_sound(one)
    same_sound = len(key) >= SHORTEST_SOUND and key == word_sound(other)
    return "sound" if same_sound else None


def people(one: Name, other: Name) -> Likeness | None:
    """Return how two names of people are alike, in any order of their words.

    A hit is the same full given and family name; whatever is less is a question.

    >>> from openimr.panel.words import person_name as name
    >>> people(name("Ines M. Pellworth, MD"), name("PELLWORTH, INES")).verdict.value
    'hit'
    >>> people(name("I. Pellworth"), name("Ines Pelworth")).verdict.value
    'ask'
    >>> people(name("Ines Pellworth"), name("Dennis Pellworth")) is None
    True
    """
    if not one.words or not other.words:
        return None
    best: Likeness | None = None
    for first, first_turned in _readings(one):
        for second, second_turned in _readings(other):
            # Both turned says what neither turned says already.
            if first_turned and second_turned:
                continue
            found = _as_read(first, second)
            if found is None:
                continue
            if first_turned or second_turned:
                found = _turned(found)
            if best is None or found.score > best.score:
                best = found
    return best


def _turned(found: Likeness) -> Likeness:
    return Likeness(found.verdict, (*found.why, "read in turned order"), found.score)


@lru_cache(maxsize=200_000)
def _readings(name: Name) -> tuple[tuple[_Reading, bool], ...]:
    """Return family and given names as they may be meant, and whether turned."""
    untitled = name.untitled()
    again = () if untitled is name else _ways_to_read(untitled)
    return (*_ways_to_read(name), *again)


def _ways_to_read(name: Name) -> Iterator[tuple[_Reading, bool]]:
    all_, comma = name.words, name.comma
    if comma:
        yield (all_[:comma], all_[comma:]), False
        yield (all_[comma:], all_[:comma]), True
        return
    yield (all_[-1:], all_[:-1]), False
    # A family name of two words holds no initial.
    if len(all_) > 2 and len(all_[-2]) > 1:
        yield (all_[-2:], all_[:-2]), False
    if len(all_) > 2 and len(all_[1]) > 1:
        yield (all_[:2], all_[2:]), True
    if len(all_) > 1:
        yield (all_[:1], all_[1:]), True


def _as_read(one: _Reading, other: _Reading) -> Likeness | None:
    given = _given(one[1], other[1])
    family = _family(one[0], other[0]) if given else None
    if family is None or given is None:
        return None
    sure = family[0] == 100 and given[0] == 100
    verdict = Verdict.HIT if sure else Verdict.ASK
    return Likeness(verdict, (family[1], given[1]), (family[0] + given[0]) / 2)


@lru_cache(maxsize=500_000)
def _family(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[int, str] | None:
    if "".join(one) == "".join(other):
        short = len("".join(one)) < 2
        return None if short else (100, "family name the same")
    pairs = [(a, b) for a in one for b in other if min(len(a), len(b)) > 1]
    if any(a == b for a, b in pairs):
        return 85, "part of the family name the same"
    kinds = {alike(a, b) for a, b in [*pairs, ("".join(one), "".join(other))]}
    if "slip" in kinds:
        return 80, "family name but for a slip"
    if "sound" in kinds:
        return 70, "family name of the same sound"
    return None


@lru_cache(maxsize=500_000)
def _given(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[int, str] | None:
    if not one or not other:
        return 40, "given name not stated by one"
    first = _given_pair(one[0], other[0])
    if first is None:
        return _by_middle(one, other)
    if first[0] == 100 and _middles_differ(one[1:], other[1:]):
        return 75, "given name the same, second names differ"
    return first


def _given_pair(one: str, other: str) -> tuple[int, str] | None:
    if len(one) == 1 or len(other) == 1:
        return (60, "initial of the given name fits") if one[0] == other[0] else None
    kind = alike(one, other)
    if kind == "same":
        return 100, "given name the same"
    groups = nickname_groups()
    if groups.get(one, frozenset()) & groups.get(other, frozenset()):
        return 85, "given name or its short form"
    shorter, longer = sorted((one, other), key=len)
    if kind or (len(shorter) > 2 and longer.startswith(shorter)):
        return 70, "given name alike"
    return None


def _by_middle(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[int, str] | None:
    """Return the likeness of people who go by a second given name."""
    pairs = [(a, other[0]) for a in one[1:]] + [(one[0], b) for b in other[1:]]
    for first, second in pairs:
        if min(len(first), len(second)) > 1 and _given_pair(first, second):
            return 60, "given name among the second names"
    return None


def _middles_differ(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return bool(one and other) and _given_pair(one[0], other[0]) is None


def organisations(one: Organisation, other: Organisation) -> Likeness | None:
    """Return how two names of organisations are alike.

    >>> from openimr.panel.organisations import organisation as named
    >>> clinic = named("Fernwick Medical Grp., Inc.")
    >>> organisations(clinic, named("FERNWICK MEDICAL GROUP")).verdict.value
    'hit'
    >>> organisations(clinic, named("Fernwick Surgery Center")).verdict.value
    'ask'
    >>> organisations(clinic, named("Oldacre Medical Group")) is None
    True
    """
    if not one.words or not other.words:
        return None
    limits = identity().thresholds
    ratio = fuzz.token_sort_ratio(" ".join(one.words), " ".join(other.words))
    if ratio >= limits.organisation_hit and _no_telling_word_differs(one, other):
        return Likeness(Verdict.HIT, ("name the same",), ratio)
    if one.acronym in other.words or other.acronym in one.words:
        return Likeness(Verdict.ASK, ("initials of the name",), 70)
    shared = _shared(one.telling, other.telling)
    most = max(len(one.telling), len(other.telling))
    if most and shared / most >= limits.shared_name_share:
        return Likeness(Verdict.ASK, ("telling words of the name shared",), ratio)
    if not most and ratio >= limits.organisation_ask:
        return Likeness(Verdict.ASK, ("name alike",), ratio)
    return None


def _no_telling_word_differs(one: Organisation, other: Organisation) -> bool:
    return _shared(one.telling, other.telling) == max(
        len(one.telling), len(other.telling)
    )


def _shared(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    least = identity().thresholds.word_slip_letters
    return sum(
        any(a == b or (min(len(a), len(b)) >= least and alike(a, b)) for b in other)
        for a in one
    )


def person_in_organisation(person: Name, group: Organisation) -> Likeness | None:
    """Return how an organisation bears a person's name.

    >>> from openimr.panel.organisations import organisation
    >>> from openimr.panel.words import person_name
    >>> group = organisation("Pellworth Orthopedic Group")
    >>> person_in_organisation(person_name("Ines Pellworth, MD"), group).why
    ("organisation bears the person's family name",)
    """
    named = set(group.words) & {word for word in person.words if len(word) > 2}
    if not named or not person.words:
        return None
    ends = {person.words[-1], person.words[0]}
    if person.comma:
        ends = set(person.words[: person.comma])
    if len(named) > 1:
        why = "organisation bears the person's full name"
        return Likeness(Verdict.ASK, (why,), 80)
    if named & ends & set(group.telling):
        why = "organisation bears the person's family name"
        return Likeness(Verdict.ASK, (why,), 55)
    return None
