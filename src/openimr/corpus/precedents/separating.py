"""The criterion that tells the nearest of one side from the nearest of the other."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp

from openimr.corpus.stats.intervals import wilson
from openimr.domain import Verdict

from .candidates import SIDES
from .exact import fisher
from .weighing import weights

CLEAR = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """One near item as the separator sees it."""

    nearness: float
    statuses: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How many near items of one side have a criterion in a status."""

    side: str
    hits: int
    among: int
    """Near items that answer the criterion at all."""

    near: int
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Separator:
    """A criterion whose status differs between the two sides."""

    rule: str
    fact: str
    status: str
    """The status that is counted: met, or not_met."""

    shares: tuple[Share, ...]
    """One a side, in the fixed order of the sides."""

    p: float
    """Fisher's exact test, two-sided, not corrected for the criteria looked at."""

    clear: bool
    """True where chance alone seldom does as much, even over all criteria looked at."""

    also: tuple[str, ...] = ()
    """Other facts whose criteria separate the two sides just as well."""

    asked: str | None = None
    """Status of the criterion in the item asked about."""

    stands_with: str | None = None
    """The side whose near items mostly share that status; None: neither, or unknown."""


def neighbours(ranked: Sequence[Neighbour]) -> list[Neighbour]:
    """Return the nearest of one side, down to where a gap in nearness opens."""
    known = weights()
    least = ranked[0].nearness - known.within if ranked else 0.0
    return [
        each
        for place, each in enumerate(ranked[: known.most])
        if place < known.fewest or each.nearness >= least
    ]


def separator(
    sides: Mapping[str, Sequence[Neighbour]],
    facts: Mapping[str, str],
    telling: Mapping[str, float],
    asked: Mapping[str, str],
) -> Separator | None:
    """Return what separates the two sides; None where no single criterion does.

    Args:
        sides: the neighbours of each side.
        facts: rule to fact.
        telling: how telling each rule is over the corpus; it decides between criteria
            that separate equally well.
        asked: rule to status in the item asked about.
    """
    if not all(sides.get(side) for side in SIDES):
        return None
    lone = matched(sides, facts)
    splits = [
        (_gap(shares) + lone.get(facts[rule], 0.0), telling[rule], rule, status, shares)
        for rule in sorted(facts)
        for status, shares in _splits(rule, sides)
    ]
    clean = [each for each in splits if each[0] >= 2 * weights().clean]
    if not clean:
        return None
    best = max(clean, key=lambda each: (each[0], each[1], each[3] == "met", each[2]))
    _, _, rule, status, shares = best
    also = {facts[each[2]] for each in clean if each[0] == best[0]} - {facts[rule]}
    p = _exact(shares)
    return Separator(
        rule=rule,
        fact=facts[rule],
        status=status,
        shares=shares,
        p=p,
        clear=p * len({each[2] for each in splits}) < CLEAR,
        also=tuple(sorted(also)),
        asked=asked.get(rule),
        stands_with=_stands(asked.get(rule), status, shares),
    )


def matched(
    sides: Mapping[str, Sequence[Neighbour]], facts: Mapping[str, str]
) -> dict[str, float]:
    """Return by fact how much of the difference between near items is its own, 0 to 1.

    Each near item of one side is held against each of the other.  Facts whose criteria
    one of the two meets and the other does not share that pair, so that a pair that is
    alike in all else speaks for one fact alone; near pairs weigh more.
    """
    one, other = (_closest(sides[side]) for side in SIDES)
    found: dict[str, float] = {}
    total = 0.0
    for first, weight in one:
        for second, by in other:
            differing = _differing(first.statuses, second.statuses, facts)
            total += weight * by
            for fact in differing:
                found[fact] = found.get(fact, 0.0) + weight * by / len(differing)
    return {fact: value / total for fact, value in found.items()}


def _closest(near: Sequence[Neighbour]) -> list[tuple[Neighbour, float]]:
    reach = weights().reach
    return [(n, exp((n.nearness - near[0].nearness) / reach)) for n in near]


def _differing(
    one: Mapping[str, str], other: Mapping[str, str], facts: Mapping[str, str]
) -> list[str]:
    met = Verdict.MET.value
    return sorted(
        {
            facts[rule]
            for rule in one.keys() & other.keys()
            if (one[rule] == met) != (other[rule] == met)
        }
    )


def _splits(
    rule: str, sides: Mapping[str, Sequence[Neighbour]]
) -> Iterable[tuple[str, tuple[Share, ...]]]:
    """Yield the shares met, and the shares contradicted, of those that answer."""
    for status in (Verdict.MET.value, Verdict.NOT_MET.value):
        shares = tuple(_share(side, rule, status, sides[side]) for side in SIDES)
        if all(share.among for share in shares):
            yield status, shares


def _share(side: str, rule: str, status: str, near: Sequence[Neighbour]) -> Share:
    answers = [each.statuses[rule] for each in near if rule in each.statuses]
    hits = answers.count(status)
    limits = wilson(hits, len(answers))
    return Share(
        side=side,
        hits=hits,
        among=len(answers),
        near=len(near),
        low=limits.low if limits else 0.0,
        high=limits.high if limits else 1.0,
    )


def _gap(shares: Sequence[Share]) -> float:
    """Return the difference of the shares, less where few of the items answer."""
    one, other = (share.hits / share.among for share in shares)
    return abs(one - other) * min(share.among / share.near for share in shares)


def _exact(shares: Sequence[Share]) -> float:
    one, other = shares
    return fisher(one.hits, one.among - one.hits, other.hits, other.among - other.hits)


def _stands(asked: str | None, status: str, shares: Sequence[Share]) -> str | None:
    if asked is None:
        return None
    mostly = {
        share.side: 2 * share.hits > share.among
        for share in shares
        if 2 * share.hits != share.among
    }
    fitting = [side for side, has in mostly.items() if has == (asked == status)]
    return fitting[0] if len(fitting) == 1 else None
