"""What puts a stomach at risk under anti-inflammatories."""

import re
from collections.abc import Iterator

from openimr.clinical.ask import Ask, Finders
from openimr.clinical.dating import moments
from openimr.clinical.entries import CueGroup
from openimr.clinical.findings import distinct, quotes
from openimr.clinical.scan import CueHit
from openimr.clinical.statements import Statement, judge
from openimr.domain import DISPUTE_PAPERS, Fact, Finding

from .contraindication import find_contraindication
from .current_drug import current

OLD = 65
"""Years above which age itself is a risk (MTUS chronic pain guideline, NSAIDs)."""

_AGE = re.compile(r"\d{1,3}")
_YEAR_DAYS = 365.25
_NSAID = "nsaid"
MOST_EVIDENCE = 4


def find_gi_risk(ask: Ask) -> Fact:
    """Answer whether a stomach risk is recorded.

    An ulcer, a bleed, dyspepsia, aspirin, steroids or blood thinners; age over 65;
    two anti-inflammatories at a time.  Denials answer absent where no risk is found.
    """
    fact = find_contraindication(ask)
    if fact.finding is Finding.PRESENT:
        return fact
    return _by_age(ask) or _by_number(ask) or fact


def _by_age(ask: Ask) -> Fact | None:
    told = sorted(_ages(ask), key=lambda each: (-each[1], each[0].page.order))
    old = [(said, years) for said, years in told if years > OLD]
    if not old:
        return None
    said, years = old[0]
    return Fact(
        fact=ask.entry.fact,
        finding=Finding.PRESENT,
        value=f"{years} years old",
        as_of=said.day,
        evidence=quotes([each for each, _ in old], MOST_EVIDENCE),
        how=f"{years} years old, above {OLD}",
    )


def _ages(ask: Ask) -> Iterator[tuple[Statement, int]]:
    for hit in ask.records.scanned.of(ask.entry.fact, "age", "born"):
        if hit.page.document.kind in DISPUTE_PAPERS:
            continue
        cue = CueHit(hit.page, hit.sentence, hit.start, hit.end, CueGroup.PRESENT.value)
        said = judge(ask, cue)
        if said is None or said.finding is not Finding.PRESENT:
            continue
        if hit.group == "age":
            found = _AGE.search(hit.page.low, hit.start, hit.end)
            if found:
                yield said, int(found[0])
            continue
        for moment in moments(hit.page, hit.end, hit.end + 16):
            yield said, int((ask.as_of - moment.day).days / _YEAR_DAYS)
            break


def _by_number(ask: Ask) -> Fact | None:
    """Return the answer where two anti-inflammatories are taken at a time."""
    taken = current(ask, _NSAID)
    names = sorted({mention.drug for mention in taken if "topical" not in mention.drug})
    own = ask.subject.drug if _NSAID in ask.subject.classes else None
    together = [*([own] if own else []), *names]
    if len(together) < 2:
        return None
    last = {mention.drug: mention for mention in taken if mention.drug in names}
    on = [mention.on for mention in last.values() if mention.on]
    if own is None and len(on) > 1 and min(on) != max(on):
        return None  # one after the other, not together
    return Fact(
        fact=ask.entry.fact,
        finding=Finding.PRESENT,
        value=", ".join(together),
        as_of=max(on, default=None),
        evidence=distinct((last[n].evidence() for n in names), MOST_EVIDENCE),
        how=f"taken together: {', '.join(together)}",
    )


FINDERS: Finders = {"gi_risk": find_gi_risk}
