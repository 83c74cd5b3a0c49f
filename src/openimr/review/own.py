"""Put a physician's own facts and judgements in the place of what was found.

What was found stays beside them: a passage that says otherwise is kept as such, and
every criterion tells how it had come out.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from openimr.domain import (
    Citation,
    Criterion,
    CriterionEntry,
    Edition,
    Fact,
    Finding,
    Group,
    ItemDetermination,
    Statement,
    Supposition,
    Verdict,
)
from openimr.domain.own_work import (
    Overruling,
    OverrulingEntry,
    OwnEntry,
    OwnFact,
    OwnFactEntry,
)

from .determine import Standards, answers, presumed_by
from .evaluate import Answer, Leaf, Weighing, weigh
from .prose import clause, sentence
from .select import select
from .suppose import suppose
from .turning import ways_to_turn

_ADDED = "found on the page by the reviewer"
_FINDS = {
    Verdict.MET: Finding.PRESENT,
    Verdict.NOT_MET: Finding.ABSENT,
    Verdict.NOT_DOCUMENTED: Finding.SILENT,
}
_HELD = {
    Verdict.MET: "is met",
    Verdict.NOT_MET: "is not met",
    Verdict.NOT_DOCUMENTED: "is not documented",
}


def with_own(
    facts: Sequence[Fact], own: Sequence[OwnFact], days: Mapping[str, dt.date]
) -> tuple[Fact, ...]:
    """Return the facts, a physician's own in place of those found.

    Passages that were found to say the same follow the physician's; those that say
    otherwise stand against it.  ``days`` are the dates of the documents.
    """
    known = {fact.fact: fact for fact in facts}
    for one in own:
        known[one.fact] = _own(one, known.get(one.fact), days)
    return tuple(known.values())


def _own(one: OwnFact, found: Fact | None, days: Mapping[str, dt.date]) -> Fact:
    before = found or Fact(fact=one.fact, finding=Finding.SILENT)
    same = before.finding is one.finding and one.value in (None, before.value)
    more, against = before.evidence, before.against
    if not same:
        more, against = before.against, before.evidence
    return Fact(
        fact=one.fact,
        finding=one.finding,
        value=one.value if one.value is not None or not same else before.value,
        as_of=days.get(one.evidence.document, before.as_of if same else None),
        evidence=(one.evidence, *(each for each in more if each != one.evidence)),
        against=against,
        how=_ADDED,
    )


def own_entry(
    proposed: ItemDetermination,
    judged: ItemDetermination,
    own: Sequence[OwnFact],
    overrulings: Sequence[Overruling],
) -> OwnEntry:
    """Return what was proposed on an item beside a physician's facts and judgements.

    ``judged`` is the item with those counted in.
    """
    before = {entry.fact: entry.finding for entry in proposed.facts}
    status = {entry.id: entry.status for entry in proposed.criteria}
    silent = Finding.SILENT
    return OwnEntry(
        proposed=proposed.decision if proposed.criteria else None,
        proposed_by=proposed.decided_by if proposed.criteria else None,
        judged=judged.decision if judged.criteria else None,
        decided=False,
        facts=tuple(
            OwnFactEntry(
                fact=one.fact,
                before=before.get(one.fact, silent),
                finding=one.finding,
                value=None if one.value is None else str(one.value),
                evidence=one.evidence,
            )
            for one in own
        ),
        criteria=tuple(
            OverrulingEntry(
                criterion=one.criterion,
                proposed=status[one.criterion],
                status=one.status,
                reason=one.reason,
            )
            for one in overrulings
            if one.criterion in status
        ),
    )


def overruled(
    decided: ItemDetermination,
    facts: Sequence[Fact],
    standards: Standards,
    request_date: dt.date,
    overrulings: Sequence[Overruling],
) -> ItemDetermination:
    """Return an item as it comes out with some criteria judged by a physician.

    ``decided`` is the item as determined from ``facts`` by ``standards``.  Where the
    outcome turns, the sentence that concludes is left out: it said the opposite.
    """
    by_id = {one.criterion: one for one in overrulings}
    edition = select(
        standards.editions, standards.sources, request_date, standards.named
    ).governing
    if edition is None or not by_id:
        return decided
    edition = _rewritten(edition, by_id)
    judged = {_name(one): _answer(one) for one in overrulings}

    def again(supposed: Sequence[Supposition]) -> Weighing:
        known = answers(suppose(facts, supposed))
        return weigh(edition, decided.phase, {**judged, **known})

    weighing = again(())
    turned = weighing.decision is not decided.decision
    ways = ways_to_turn(
        weighing, again, {fact.fact: fact for fact in facts}, standards.labels
    )
    return replace(
        decided,
        criteria=tuple(_entries(decided.criteria, weighing, by_id)),
        decision=weighing.decision,
        decided_by=weighing.decided_by,
        rationale=(
            *decided.rationale[:-1],
            *_said(decided.criteria, by_id),
            *(() if turned else decided.rationale[-1:]),
        ),
        would_change=tuple(dict.fromkeys(map(str, ways))),
        presumed=tuple(presumed_by(weighing)),
    )


def _name(one: Overruling) -> str:
    """Return the name of a fact that nobody else asks for."""
    return f"overruled:{one.criterion}"


def _answer(one: Overruling) -> Answer:
    return _FINDS[one.status], None


def _rewritten(edition: Edition, by_id: Mapping[str, Overruling]) -> Edition:
    """Return the edition with the overruled criteria asking the physician alone."""
    required = edition.required
    return replace(
        edition,
        required=required and _group(required, by_id),
        contraindications=tuple(
            _rule(each, by_id) for each in edition.contraindications
        ),
        advisory=tuple(_rule(each, by_id) for each in edition.advisory),
        compare=tuple(_rule(each, by_id) for each in edition.compare),
    )


def _group(group: Group, by_id: Mapping[str, Overruling]) -> Group:
    parts = tuple(
        _group(part, by_id) if isinstance(part, Group) else _rule(part, by_id)
        for part in group.parts
    )
    when = group.when and _rule(group.when, by_id)
    return replace(group, parts=parts, when=when)


def _rule(rule: Criterion, by_id: Mapping[str, Overruling]) -> Criterion:
    one = by_id.get(rule.id)
    if one is None:
        return rule
    return replace(rule, fact=_name(one), limit=None, wanted=True)


def _entries(
    entries: Sequence[CriterionEntry],
    weighing: Weighing,
    by_id: Mapping[str, Overruling],
) -> Iterator[CriterionEntry]:
    bearing = weighing.telling()
    for entry, leaf in zip(entries, _leaves(weighing), strict=True):
        required = entry.role == "required" and leaf in bearing
        one = by_id.get(entry.id)
        yield replace(
            entry,
            status=leaf.verdict,
            required=required,
            why=one.reason if one else entry.why,
        )


def _leaves(weighing: Weighing) -> tuple[Leaf, ...]:
    """Return every leaf in the order in which entries are written."""
    return (
        *weighing.required(),
        *weighing.contraindications,
        *weighing.advisory,
        *weighing.compare,
    )


def _said(
    entries: Sequence[CriterionEntry], by_id: Mapping[str, Overruling]
) -> Iterator[Statement]:
    for entry in dict.fromkeys(each for each in entries if each.id in by_id):
        one = by_id[entry.id]
        yield Statement(
            text=sentence(
                f"The reviewer holds that the rule “{clause(entry.statement)}” "
                f"{_HELD[one.status]}: {clause(one.reason)}"
            ),
            citations=(Citation(guideline=entry.guideline, pages=entry.pages),),
        )
