"""Hold an edition's criteria against what the records show, and keep the working.

Three answers throughout (Kleene's strong logic): a silent record never yields 'not
met', and what is taken from the records never makes a request met, save where a
guideline file declares a presumption (``Group.silence_shuts``); ``presumed`` lists
those.  A number in another unit than the limit is silence too, since a wrong
conversion would read like a finding.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from openimr.domain import (
    Criterion,
    Decision,
    Edition,
    Finding,
    Group,
    Needs,
    Phase,
    Quantity,
    Verdict,
    all_of,
    any_of,
)

Answer = tuple[Finding, Quantity | None]
"""What the records say of a fact, and its number where it has one."""

SILENT: Answer = (Finding.SILENT, None)
_MEANS = {True: Verdict.MET, False: Verdict.NOT_MET}


@dataclass(frozen=True, slots=True)
class Leaf:
    """One criterion and how it came out."""

    criterion: Criterion
    verdict: Verdict
    open: bool = True
    """False where it belongs to an alternative that the records do not open."""

    way: str | None = None
    """Name of the alternative it belongs to."""

    one_of: bool = False
    """True where it is one of several criteria of which any would do."""


@dataclass(frozen=True, slots=True)
class Branch:
    """A group of criteria and how it came out."""

    group: Group
    verdict: Verdict
    parts: "tuple[Branch | Leaf, ...]"
    gate: Leaf | None = None
    open: bool = True

    def leaves(self) -> Iterator[Leaf]:
        """Yield every criterion under the branch, gates included, in order."""
        if self.gate is not None:
            yield self.gate
        for part in self.parts:
            if isinstance(part, Branch):
                yield from part.leaves()
            else:
                yield part


@dataclass(frozen=True, slots=True)
class Weighing:
    """An edition held against the records: decision, and all that led to it."""

    edition: Edition
    phase: Phase
    decision: Decision
    decided_by: Verdict
    tree: Branch | None
    contraindications: tuple[Leaf, ...] = ()
    advisory: tuple[Leaf, ...] = ()
    compare: tuple[Leaf, ...] = ()

    def telling(self) -> tuple[Leaf, ...]:
        """Return the required criteria that bear on the outcome, in order.

        Where one of several ways is met, the others have no say; a way that the
        records do not open has none either.
        """
        return tuple(_telling(self.tree)) if self.tree else ()

    def presumed(self) -> tuple[Leaf, ...]:
        """Return the gates taken as shut because the records say nothing of them.

        Only those count behind which more would have been asked than is met: were one
        documented, the outcome could be another.
        """
        return tuple(_presumed(self.tree)) if self.tree else ()

    def required(self) -> tuple[Leaf, ...]:
        """Return the required criteria that apply in this phase, in order."""
        return tuple(self.tree.leaves()) if self.tree else ()


def weigh(edition: Edition, phase: Phase, answers: Mapping[str, Answer]) -> Weighing:
    """Hold one edition against the answers of the records.

    Overturned only if every required criterion is met and nothing speaks against the
    treatment; otherwise upheld, by what is contradicted or by what is not documented
    (design: decision policy).  An edition that sets no criteria decides nothing by
    itself and comes out 'not documented'.
    """
    tree = _branch(edition.required, phase, answers) if edition.required else None
    bars = _leaves(edition.contraindications, phase, answers)
    verdict = tree.verdict if tree else Verdict.NOT_DOCUMENTED
    if any(_bars(leaf) for leaf in bars):
        verdict = Verdict.NOT_MET
    overturned = verdict is Verdict.MET
    return Weighing(
        edition=edition,
        phase=phase,
        decision=Decision.OVERTURNED if overturned else Decision.UPHELD,
        decided_by=verdict,
        tree=tree,
        contraindications=bars,
        advisory=_leaves(edition.advisory, phase, answers),
        compare=_leaves(edition.compare, phase, answers),
    )


def judge(criterion: Criterion, answer: Answer) -> Verdict:
    """Return what one answer means for one criterion.

    >>> from openimr.domain import Criterion, Finding
    >>> rule = Criterion(id="x.y", statement="Spasm is found.", fact="s", guideline="g")
    >>> judge(rule, (Finding.ABSENT, None)).value, judge(rule, SILENT).value
    ('not_met', 'not_documented')
    """
    finding, number = answer
    if finding is Finding.SILENT:
        return Verdict.NOT_DOCUMENTED
    if criterion.limit is not None:
        return _against_limit(criterion, finding, number)
    return _MEANS[(finding is Finding.PRESENT) is criterion.wanted]


def _against_limit(
    criterion: Criterion, finding: Finding, number: Quantity | None
) -> Verdict:
    limit = criterion.limit
    if limit is None:
        return Verdict.NOT_DOCUMENTED
    if finding is Finding.ABSENT:
        # "None so far" is a count of nothing: no use, no visits.
        return _MEANS[limit.holds(0.0)]
    if number is None or not number.comparable(limit.bound):
        return Verdict.NOT_DOCUMENTED
    return _MEANS[limit.holds(number.value)]


def _bars(leaf: Leaf) -> bool:
    """A contraindication bars the treatment where the fact is documented."""
    return leaf.verdict is Verdict.MET


def _leaves(
    criteria: tuple[Criterion, ...], phase: Phase, answers: Mapping[str, Answer]
) -> tuple[Leaf, ...]:
    return tuple(
        Leaf(rule, judge(rule, answers.get(rule.fact, SILENT)))
        for rule in criteria
        if _applies(rule, phase)
    )


def _applies(criterion: Criterion, phase: Phase) -> bool:
    return criterion.phase in (None, phase)


def _branch(
    group: Group,
    phase: Phase,
    answers: Mapping[str, Answer],
    way: str | None = None,
    *,
    open_: bool = True,
) -> Branch:
    way = group.name or way
    gate = _gate(group, answers, way)
    open_ = open_ and (gate is None or gate.verdict is Verdict.MET)
    parts: list[Branch | Leaf] = []
    for part in group.parts:
        if isinstance(part, Group):
            parts.append(_branch(part, phase, answers, way, open_=open_))
        elif _applies(part, phase):
            verdict = judge(part, answers.get(part.fact, SILENT))
            parts.append(Leaf(part, verdict, open_, way, group.needs is Needs.ANY))
    return Branch(group, _combine(group, parts), tuple(parts), gate, open_)


def _gate(group: Group, answers: Mapping[str, Answer], way: str | None) -> Leaf | None:
    if group.when is None:
        return None
    verdict = judge(group.when, answers.get(group.when.fact, SILENT))
    return Leaf(group.when, verdict, verdict is Verdict.MET, way)


def _combine(group: Group, parts: list[Branch | Leaf]) -> Verdict:
    if group.needs is Needs.ALL:
        return all_of(_asked(part) for part in parts)
    ways = [part for part in parts if _gate_of(part) is Verdict.MET]
    if ways:
        return any_of(part.verdict for part in ways)
    # Every way is closed: what the gates lack decides.
    return any_of(_gate_of(part) for part in parts)


def _gate_of(part: Branch | Leaf) -> Verdict:
    """Return how the part's own gate came out; what has none is open."""
    if isinstance(part, Branch) and part.gate is not None:
        return part.gate.verdict
    return Verdict.MET


def _asked(part: Branch | Leaf) -> Verdict:
    """Return what a part of 'all' comes to: "if the gate, then what is behind it".

    A gated part is a rule for some workers only.  Where its gate is denied it asks
    nothing of this one; where nobody knows, it is met only if it would be either way.
    """
    gate = _gate_of(part)
    if gate is Verdict.MET:
        return part.verdict
    if gate is Verdict.NOT_MET or _presumes(part):
        return Verdict.MET
    return any_of((gate, part.verdict))


def _presumes(part: Branch | Leaf) -> bool:
    """Tell whether a silent gate is taken as shut."""
    silent = _gate_of(part) is Verdict.NOT_DOCUMENTED
    return silent and isinstance(part, Branch) and part.group.silence_shuts


def _presumed(branch: Branch) -> Iterator[Leaf]:
    for part in branch.parts:
        if not isinstance(part, Branch):
            continue
        if part.open:
            yield from _presumed(part)
        elif (
            branch.group.needs is Needs.ALL
            and part.gate is not None
            and _presumes(part)
            and part.verdict is not Verdict.MET
        ):
            yield part.gate


def _telling(branch: Branch) -> Iterator[Leaf]:
    if branch.gate is not None and branch.open:
        yield branch.gate
    one_of = branch.group.needs is Needs.ANY
    for part in branch.parts:
        if not one_of and isinstance(part, Branch) and _left_open(part):
            yield from (part.gate,) if part.gate is not None else ()
        if not part.open or (one_of and part.verdict is not branch.verdict):
            continue
        if isinstance(part, Branch):
            yield from _telling(part)
        else:
            yield part


def _left_open(part: Branch) -> bool:
    """Tell whether a silent gate is what keeps a part of 'all' from being met."""
    silent = part.gate is not None and part.gate.verdict is Verdict.NOT_DOCUMENTED
    return silent and _asked(part) is Verdict.NOT_DOCUMENTED
