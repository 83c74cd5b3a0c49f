"""What would turn an answer: the least that the records would have to show.

Each way is found in the tree of criteria and then tried: its facts are supposed, the
phase and the outcome are worked out again, and whatever the outcome does not need is
left out.  So nothing is listed that would not change the decision.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from openimr.domain import (
    Criterion,
    Decision,
    Fact,
    Finding,
    Limit,
    Needs,
    Operator,
    Quantity,
    Supposition,
    Verdict,
)

from .evaluate import Branch, Leaf, Weighing

Again = Callable[[Sequence[Supposition]], Weighing]
"""Weighs the item again, with some facts supposed."""

_MOST_TRIED = 48
_MOST_TOLD = 6
_ROUNDS = 3
"""A fact supposed may open a way, or change the phase, and then more is asked."""


@dataclass(frozen=True, slots=True)
class Wish:
    """One thing that the records would have to show."""

    supposed: Supposition
    words: str
    against: bool
    """True where the records say otherwise now, False where they are silent."""


Slot = tuple[Wish, ...]
"""Things of which any one would do."""


@dataclass(frozen=True, slots=True)
class Way:
    """What would turn the answer together: one of each slot."""

    slots: tuple[Slot, ...]

    def __str__(self) -> str:
        """Write it as one point of a list."""
        each = [_either(slot) for slot in self.slots]
        if len(each) == 1:
            return each[0]
        return f"together: {'; '.join(each[:-1])}; and {each[-1]}"

    def choices(self) -> Iterator[tuple[Supposition, ...]]:
        """Yield every choice of one of each; any of them turns the answer."""
        for chosen in product(*self.slots):
            yield tuple(wish.supposed for wish in chosen)


def _either(slot: Slot) -> str:
    words = [wish.words for wish in slot]
    return words[0] if len(words) == 1 else f"either {', or '.join(words)}"


def ways_to_turn(
    weighing: Weighing | None,
    again: Again,
    facts: Mapping[str, Fact],
    labels: Mapping[str, str],
) -> tuple[Way, ...]:
    """Return the least that would make an upheld request overturned.

    Empty where it is overturned already, and where the edition sets no criteria.  The
    nearest ways stand first: those that contradict the records least, then the
    shortest; at most six.
    """
    if weighing is None or weighing.decision is Decision.OVERTURNED:
        return ()
    desk = _Desk(again, facts, labels)
    tried = (desk.until_it_turns(wishes) for wishes in desk.sets(weighing))
    found = {_key(way): way for way in tried if way}
    least = [
        way
        for key, way in found.items()
        if not any(other < key for other in found if other != key)
    ]
    merged = _merged([tuple((wish,) for wish in way) for way in least])
    return tuple(sorted(map(Way, merged), key=_nearness)[:_MOST_TOLD])


Wishes = tuple[Wish, ...]


def _key(wishes: Wishes) -> frozenset[Supposition]:
    return frozenset(wish.supposed for wish in wishes)


def _nearness(way: Way) -> tuple[int, int]:
    against = sum(all(wish.against for wish in slot) for slot in way.slots)
    return against, len(way.slots)


@dataclass(frozen=True, slots=True)
class _Desk:
    """What looking for ways needs at hand."""

    again: Again
    facts: Mapping[str, Fact]
    labels: Mapping[str, str]

    def sets(self, weighing: Weighing) -> list[Wishes]:
        """Return candidate sets of wishes for one outcome, the shortest first."""
        if weighing.tree is None:
            return []
        barred: list[list[Wishes]] = [
            [(self.denied(leaf.criterion),)]
            for leaf in weighing.contraindications
            if leaf.verdict is Verdict.MET
        ]
        return _all([self.of(weighing.tree), *barred])

    def of(self, branch: Branch) -> list[Wishes]:
        """Return what would make a branch met, its own gate left aside."""
        if branch.verdict is Verdict.MET and _any_way_open(branch):
            return [()]
        one_of = branch.group.needs is Needs.ANY
        parts = [self.part(part, one_of=one_of) for part in branch.parts]
        if one_of:
            return _fewest(way for part in parts for way in part)
        return _all(parts)

    def part(self, part: Branch | Leaf, *, one_of: bool) -> list[Wishes]:
        """Return what would make one part of a group met."""
        if isinstance(part, Leaf):
            met = part.verdict is Verdict.MET
            return [()] if met else [(self.shown(part.criterion),)]
        inside = self.of(part)
        if part.gate is None or part.gate.verdict is Verdict.MET:
            return inside
        if one_of:
            return _all([[(self.shown(part.gate.criterion),)], inside])
        if part.gate.verdict is Verdict.NOT_MET or part.group.silence_shuts:
            return [()]
        return [(self.denied(part.gate.criterion),), *inside]

    def until_it_turns(self, wishes: Wishes) -> Wishes:
        """Return the wishes, with what else they call for, pared to the least."""
        for _ in range(_ROUNDS):
            weighing = self.tried(wishes)
            if weighing.decision is Decision.OVERTURNED:
                return self.pared(wishes)
            more = self.sets(weighing)
            taken = {wish.supposed.fact for wish in wishes}
            fresh = [
                way for way in more if not taken & {wish.supposed.fact for wish in way}
            ]
            if not fresh:
                return ()
            wishes += fresh[0]
        return ()

    def pared(self, wishes: Wishes) -> Wishes:
        """Leave out, one after another, what the outcome does not need."""
        for wish in wishes:
            rest = tuple(other for other in wishes if other is not wish)
            if self.tried(rest).decision is Decision.OVERTURNED:
                wishes = rest
        return wishes

    def tried(self, wishes: Wishes) -> Weighing:
        return self.again([wish.supposed for wish in wishes])

    def shown(self, rule: Criterion) -> Wish:
        """Return the wish that makes a criterion met."""
        if rule.limit is not None:
            return self.within(rule, rule.limit)
        finding = Finding.PRESENT if rule.wanted else Finding.ABSENT
        words = rule.ask or rule.statement
        return self.wish(rule, Supposition(fact=rule.fact, finding=finding), words)

    def within(self, rule: Criterion, limit: Limit) -> Wish:
        """Return the wish for a number that respects a limit."""
        bound = limit.operator.value.replace("_", " ") + f" {limit.bound}"
        label = self.labels.get(rule.fact, rule.fact.replace("_", " "))
        fact = self.facts.get(rule.fact)
        words = f"{label}: {bound}"
        if fact is not None and fact.value is not None:
            words += f", where the records show {fact.value}"
        elif fact is not None and fact.finding is Finding.ABSENT:
            words += f"; now {rule.unmet or 'the records deny it'}"
        elif rule.ask:
            words = f"{rule.ask} ({bound})"
        value = Quantity(_inside(limit), limit.bound.unit)
        supposed = Supposition(fact=rule.fact, finding=Finding.PRESENT, value=value)
        return self.wish(rule, supposed, words)

    def denied(self, rule: Criterion) -> Wish:
        """Return the wish that a gate or contraindication is ruled out."""
        finding = Finding.ABSENT if rule.wanted else Finding.PRESENT
        words = f"a record that {rule.unmet or 'the opposite holds'}"
        if rule.limit is not None and rule.limit.holds(0):
            value = Quantity(_outside(rule.limit), rule.limit.bound.unit)
            wish = Supposition(fact=rule.fact, finding=Finding.PRESENT, value=value)
            return self.wish(rule, wish, words)
        return self.wish(rule, Supposition(fact=rule.fact, finding=finding), words)

    def wish(self, rule: Criterion, supposed: Supposition, words: str) -> Wish:
        fact = self.facts.get(rule.fact)
        silent = fact is None or fact.finding is Finding.SILENT
        return Wish(supposed, words, not silent)


def _any_way_open(branch: Branch) -> bool:
    """Tell whether a met branch is met by its parts, not by gates of closed ways."""
    return any(
        not isinstance(part, Branch)
        or part.gate is None
        or part.gate.verdict is Verdict.MET
        or branch.group.needs is Needs.ALL
        for part in branch.parts
    )


def _inside(limit: Limit) -> float:
    """Return the number nearest to a limit, or next to it, that respects it."""
    bound = limit.bound.value
    if limit.operator is Operator.ABOVE:
        return bound + 1
    if limit.operator is Operator.BELOW:
        return bound - 1 if bound > 1 else bound / 2
    return bound


def _outside(limit: Limit) -> float:
    bound = limit.bound.value
    return bound if limit.operator is Operator.BELOW else bound + 1


def _all(parts: Sequence[list[Wishes]]) -> list[Wishes]:
    """Return every way to have all parts, the shortest first."""
    ways: list[Wishes] = [()]
    for part in parts:
        ways = _fewest(_joined(one, more) for one in ways for more in part)
    return ways


def _joined(one: Wishes, more: Wishes) -> Wishes:
    has = {wish.supposed for wish in one}
    return one + tuple(wish for wish in more if wish.supposed not in has)


def _fewest(ways: Iterable[Wishes]) -> list[Wishes]:
    each = {_key(way): way for way in ways}
    ranked = sorted(
        each.values(), key=lambda way: (sum(wish.against for wish in way), len(way))
    )
    return ranked[:_MOST_TRIED]


def _merged(ways: list[tuple[Slot, ...]]) -> list[tuple[Slot, ...]]:
    """Write ways that differ in one slot only as one, until none are left."""
    for at, one in enumerate(ways):
        for other in ways[at + 1 :]:
            both = _in_one(one, other)
            if both is not None:
                rest = [way for way in ways if way is not one and way is not other]
                return _merged([*rest[:at], both, *rest[at:]])
    return ways


def _in_one(one: tuple[Slot, ...], other: tuple[Slot, ...]) -> tuple[Slot, ...] | None:
    mine = [slot for slot in one if not _has(other, slot)]
    theirs = [slot for slot in other if not _has(one, slot)]
    if len(one) != len(other) or len(mine) != 1 or len(theirs) != 1:
        return None
    return tuple(slot + theirs[0] if slot is mine[0] else slot for slot in one)


def _has(way: tuple[Slot, ...], slot: Slot) -> bool:
    wanted = {wish.supposed for wish in slot}
    return any({wish.supposed for wish in each} == wanted for each in way)
