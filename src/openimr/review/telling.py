"""Tell one fact, or a few that rest on the same words, in a sentence."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from openimr.domain import (
    Citation,
    Evidence,
    Fact,
    Finding,
    Mark,
    Quantity,
    Statement,
    Verdict,
)

from .evaluate import Leaf
from .grounds import Grounds
from .prose import clause, day, distinct, inner, listed, sentence
from .quoting import best, place, quoted, share_words, speaks
from .wording import Use, wording

LIMIT_NOT_VERIFIED = "[limit not verified]"
RULE_NOT_VERIFIED = "[rule not verified]"
_MOST_CONFLICTS = 2
_OTHER_SIDE = {"left": "right", "right": "left"}


@dataclass(slots=True)
class Teller:
    """Tells the facts of one item, each once, and remembers what was told."""

    grounds: Grounds
    facts: set[str] = field(default_factory=set)
    answered: set[str] = field(default_factory=set)
    """Facts told in answer to utilization review."""

    quotes: set[str] = field(default_factory=set)
    conflicts: int = 0
    extents: set[str] = field(default_factory=set)
    """How far searches went, as far as it was told."""

    turns: dict[str, int] = field(default_factory=dict)

    def frame(self, kind: str, **words: str) -> str:
        """Put words into the next form of a kind of sentence."""
        forms = wording().frames[kind]
        turn = self.turns.get(kind, 0)
        self.turns[kind] = turn + 1
        if "clause" in words:
            words["Clause"] = words["clause"][:1].upper() + words["clause"][1:]
        return sentence(forms[turn % len(forms)].format(**words))

    def once(self, extent: str) -> str:
        """Return how far a search went the first time; nothing after that."""
        fresh = extent not in self.extents
        self.extents.add(extent)
        return extent if fresh else ""

    def fact_of(self, leaf: Leaf) -> Fact | None:
        """Return the fact that a criterion asks for."""
        return self.grounds.facts.get(leaf.criterion.fact)

    def tell(self, leaves: Sequence[Leaf]) -> Statement:
        """Tell criteria that rest on the same words, with them or the working."""
        facts = [fact for leaf in leaves if (fact := self.fact_of(leaf)) is not None]
        self.facts.update(leaf.criterion.fact for leaf in leaves)
        words = listed(list(dict.fromkeys(said(leaf) for leaf in leaves)))
        evidence = distinct(one for fact in facts for one in fact.evidence)
        detail = next((told for one in leaves if (told := self.detail(one))), None)
        passage = best([one for fact in facts for one in fact.evidence], self.quotes)
        return Statement(
            text=self._sentence(words, detail, passage, facts),
            evidence=evidence,
            citations=self.cited(leaves, evidence),
        )

    def _sentence(
        self,
        words: str,
        detail: str | None,
        passage: Evidence | None,
        facts: Sequence[Fact],
    ) -> str:
        if detail is not None:
            return self.frame("working", clause=words, detail=detail)
        when = self.when(passage, facts[0]) if facts else None
        if passage is not None:
            self.quotes.add(passage.quote)
            kind = "passage_of_day" if when else "passage"
            words_of_day = day(when) if when else ""
            return self.frame(
                kind, clause=words, quote=quoted(passage), day=words_of_day
            )
        if when is not None:
            return self.frame("day", clause=words, day=day(when))
        return self.frame("bare", clause=words)

    def when(self, passage: Evidence | None, fact: Fact) -> dt.date | None:
        """Return the day that a passage speaks for, as far as it is known."""
        known = self.grounds.days.get(passage.document) if passage else None
        first = passage is None or passage in fact.evidence[:1]
        # The day of a number is that of its last entry, not always of the passage.
        told = fact.as_of if first and not isinstance(fact.value, Quantity) else None
        return known or told

    def dated(self, passage: Evidence, fact: Fact) -> str:
        """Quote a passage, with the day that it speaks for where that is known."""
        when = self.when(passage, fact)
        return f"{quoted(passage)} ({day(when)})" if when else quoted(passage)

    def detail(self, leaf: Leaf) -> str | None:
        """Return how a number came about and the limit it is held against."""
        fact = self.fact_of(leaf)
        if fact is None:
            return None
        known = wording().working(fact.how)
        spoken = fact.evidence[:1] and speaks(fact.evidence[0])
        use = (Use.VALUE,) if spoken else (Use.VALUE, Use.UNSAID)
        told = known[1] if known and known[0] in use and known[1] else None
        if fact.how and known is None:
            told = clause(fact.how)
        limit = leaf.criterion.limit
        if told is None or limit is None or limit.bound.value <= 1:
            return told
        mark = "" if limit.mark is Mark.VERIFIED else f" {LIMIT_NOT_VERIFIED}"
        bound = f"{wording().limits[limit.operator.value]} {limit.bound}"
        return f"{told}; the limit is {bound}{mark}"

    def cited(
        self, leaves: Sequence[Leaf], evidence: Sequence[Evidence]
    ) -> tuple[Citation, ...]:
        """Cite what criteria come from; the governing section only where needed.

        The opening sentence and the conclusion cite the governing section; between
        them a sentence that rests on passages need not.
        """
        governing = self.grounds.governing()
        cited = self.grounds.cited(leaves)
        others = tuple(one for one in cited if one not in governing)
        return others if evidence else cited

    def conflict(self, leaf: Leaf) -> Statement | None:
        """Tell what stands against a fact, and why it was not followed.

        None where nothing does, or where enough contradictions were told.
        """
        fact = self.fact_of(leaf)
        if fact is None or self.conflicts >= _MOST_CONFLICTS:
            return None
        contrary = [one for one in fact.against if self._contrary(one, leaf, fact)]
        passage = best(contrary, self.quotes)
        if passage is None:
            return None
        self.conflicts += 1
        self.quotes.add(passage.quote)
        return Statement(
            text=self.frame(
                "against",
                quote=quoted(passage),
                place=self._place(passage),
                reason=self._reason(fact, passage),
            ),
            evidence=distinct([passage, *fact.evidence[:1]]),
        )

    def _contrary(self, passage: Evidence, leaf: Leaf, fact: Fact) -> bool:
        """Tell whether a passage truly speaks against a fact: its matter, its side."""
        words = passage.quote.lower()
        shown = " ".join(one.quote.lower() for one in fact.evidence[:2])
        for side, other in _OTHER_SIDE.items():
            meant = side == self.grounds.item.details.side or side in shown
            if meant and other not in shown and other in words and side not in words:
                return False
        matter = f"{shown} {leaf.criterion.statement} {said(leaf)}"
        named = fact.fact in wording().argued(words)
        if not named and not share_words(matter, words):
            return False
        if _of_same_study(passage, fact):
            return False
        if isinstance(fact.value, Quantity):
            return True
        denial = wording().contrary.search(words) is not None
        return denial is (fact.finding is Finding.PRESENT)

    def _reason(self, fact: Fact, against: Evidence) -> str:
        known = wording().reason(fact.how)
        if known is not None:
            return known
        days = self.grounds.days
        followed = days.get(fact.evidence[0].document) if fact.evidence else None
        other = days.get(against.document)
        if followed is not None and other is not None and followed > other:
            return f"the later record, of {day(followed)}, was followed"
        if fact.as_of is not None:
            return f"what is told for {day(fact.as_of)} was followed; both are shown"
        return "the first passage was followed; both are shown"

    def _place(self, passage: Evidence) -> str:
        dated = self.grounds.days.get(passage.document)
        return f"{day(dated)}, {place(passage)}" if dated else place(passage)


def _of_same_study(passage: Evidence, fact: Fact) -> bool:
    """Tell whether a passage is of the very study that was followed."""
    own = fact.evidence[:1]
    known = wording().working(fact.how)
    study = known is not None and known[0] is Use.UNSAID
    same = study and bool(own) and own[0].document == passage.document
    return same or any(form in passage.quote for form in _forms_of(fact.as_of))


def _forms_of(date: dt.date | None) -> tuple[str, ...]:
    """Return a day as records write it."""
    if date is None:
        return ()
    short = f"{date.month}/{date.day}"
    return f"{date:%m/%d/%Y}", f"{short}/{date:%Y}", f"{short}/{date:%y}"


def said(leaf: Leaf) -> str:
    """Return how a criterion came out, as a clause."""
    rule = leaf.criterion
    words = {
        Verdict.MET: rule.met,
        Verdict.NOT_MET: rule.unmet,
        Verdict.NOT_DOCUMENTED: rule.silent,
    }[leaf.verdict]
    return inner(clause(words or rule.statement))
