"""For one unmet point: what it asks, what the record holds, and what to send."""

import datetime as dt
from dataclasses import dataclass

from openimr.domain import (
    CriterionEntry,
    Determination,
    Evidence,
    Mark,
    NearestEntry,
    Verdict,
)

from .physician import Wording
from .points import Point
from .rulebook import Rulebook
from .sheet import Check, Run, Text, said


@dataclass(frozen=True, slots=True)
class Answers:
    """What every point of a determination is answered from."""

    determination: Determination
    book: Rulebook
    wording: Wording

    def check(self, point: Point) -> Check:
        """Return the point to tick off, with all that is known about it."""
        entry, say = point.entry, self.wording.say
        title: list[Run] = [Run(entry.statement)]
        if entry.mark is Mark.UNVERIFIED:
            title.append(Run(f" [{say('unverified')}]"))
        rows: tuple[tuple[str, Text], ...] = (
            (say("guideline"), said(self._guideline(entry))),
            (say("record"), said(self._record(point))),
            (say("send"), said(self._send(point))),
        )
        return Check(tuple(title), rows)

    def _guideline(self, entry: CriterionEntry) -> str:
        names = {
            guideline.guideline: guideline.name
            for item in self.determination.items
            for guideline in item.guidelines
        }
        name = names.get(entry.guideline, entry.guideline)
        return f"{name}, {pages_words(entry.pages)}." if entry.pages else f"{name}."

    def _record(self, point: Point) -> str:
        if point.entry.status is Verdict.NOT_DOCUMENTED:
            return self._silent(point)
        fact = point.fact
        if fact is None:
            return closed(point.entry.why)
        told = fact.value if point.amount is not None and fact.value else None
        words = told or point.entry.why.partition(" (")[0]
        if fact.as_of is not None:
            words = self.wording.say("of_day", what=words, day=written(fact.as_of))
        quotes = [self._quote(each) for each in fact.evidence[:1]]
        return " ".join([closed(words[:1].upper() + words[1:]), *map(closed, quotes)])

    def _silent(self, point: Point) -> str:
        say = self.wording.say
        searched = point.fact.searched if point.fact is not None else None
        if searched is None:
            return say("silent")
        many = len(searched.documents)
        count = say("one_document") if many == 1 else say("documents", many=str(many))
        near = [m for m in searched.nearest if m.why not in self.wording.vague]
        words = self._near(near[0]) if near else say("nothing_near", many=count)
        if searched.unreadable:
            words += " " + say("unreadable", pages=", ".join(searched.unreadable))
        return words

    def _near(self, miss: NearestEntry) -> str:
        place = f"{miss.document} p. {miss.page}"
        return self.wording.say("nearest", quote=miss.quote, place=place, why=miss.why)

    def _quote(self, evidence: Evidence) -> str:
        place = f"{evidence.document} p. {evidence.page}"
        return self.wording.say("quote", quote=evidence.quote, place=place)

    def _send(self, point: Point) -> str:
        say, fact = self.wording.say, point.entry.fact
        limit = self._limit(point)
        asked = self._ask(point)
        if limit and point.entry.status is Verdict.NOT_MET:
            if fact in self.wording.past:
                return say("behind", limit=limit)
            if fact in self.wording.time:
                return say("wait", limit=limit)
            if fact in self.wording.request:
                return say("within", limit=limit)
        if limit:
            asked = f"{asked} ({limit})"
        if fact in self.wording.request:
            return say("new_request", ask=asked)
        last = self._last_day(point)
        if last is None:
            return say("report_undated", ask=asked)
        return say("report", day=written(last), ask=asked)

    def _limit(self, point: Point) -> str | None:
        if point.rule is None or point.rule.limit is None:
            return None
        limit = point.rule.limit
        return self.wording.operators[limit.operator.value].replace(
            "{bound}", str(limit.bound)
        )

    def _ask(self, point: Point) -> str:
        """Return what would document it, in the words of the rule or of the fact."""
        known = self.book.facts.get(point.entry.fact)
        if point.rule is not None and point.rule.ask:
            return point.rule.ask
        if known is not None:
            return known.ask or known.documented_by
        return point.entry.statement[:1].lower() + point.entry.statement[1:].rstrip(".")

    def _last_day(self, point: Point) -> dt.date | None:
        """Return the day up to which the records were searched, or were refused."""
        days = [self.determination.case.ur_date]
        if point.fact is not None:
            days.append(point.fact.as_of)
            if point.fact.searched is not None:
                days.append(point.fact.searched.to)
        return max((day for day in days if day is not None), default=None)


def written(day: dt.date) -> str:
    """Write a date as physicians in California do.

    >>> written(dt.date(2014, 11, 4))
    '11/04/2014'
    """
    return f"{day.month:02}/{day.day:02}/{day.year:04}"


def pages_words(pages: str) -> str:
    """Return page numbers with their word.

    >>> pages_words("24"), pages_words("63-66")
    ('page 24', 'pages 63-66')
    """
    return f"page {pages}" if pages.isdigit() else f"pages {pages}"


def closed(words: str) -> str:
    """Return words with a stop at their end.

    >>> closed("Spasm is found"), closed("Is it?")
    ('Spasm is found.', 'Is it?')
    """
    return words if words.endswith((".", "!", "?")) else f"{words}."
