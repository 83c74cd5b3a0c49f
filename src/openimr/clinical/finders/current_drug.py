"""Drugs of a kind that are taken at the time of the request."""

import datetime as dt
import re
from collections.abc import Iterator

from openimr.clinical.ask import Ask, Finders, by_day
from openimr.clinical.entries import CueGroup
from openimr.clinical.findings import MOST_EVIDENCE, distinct, quotes, silent
from openimr.clinical.medications.mentions import Mention
from openimr.clinical.medications.names import MEDICATIONS
from openimr.clinical.passages import of_drug
from openimr.clinical.scan import CueHit
from openimr.clinical.sections import SectionKind
from openimr.clinical.statements import Statement, judge
from openimr.domain import (
    DISPUTE_PAPERS,
    PROCEDURE_REPORTS,
    Assertion,
    DocumentKind,
    DrugRole,
    Evidence,
    Fact,
    Finding,
)

CURRENT_DAYS = 120
"""Days before the latest report in which a drug must be listed to be current."""

_BY_ASSERTION = {
    Assertion.FAMILY: "taken by another person",
    Assertion.OTHER: "taken by another person",
    Assertion.NEGATED: "denied",
    Assertion.HYPOTHETICAL: "supposed or planned, not said to be so",
}
_BY_ROLE = {
    DrugRole.STOPPED: "told as past",
    DrugRole.REQUESTED: "asked for, not taken",
    DrugRole.MENTIONED: "named without saying that it is taken",
}
_FORM = 40
_SKIN = re.compile(
    r"\b(?:gel|cream|patch(?:es)?|ointment|lotion|solution|drops|topical(?:ly)?|pennsaid"
    r"|flector|compound\w*)\b|\d\s?%"
)


def find_current_drug(ask: Ask) -> Fact:
    """Answer whether a drug of the wanted classes, other than the item's, is taken."""
    return _found(ask, _wanted(ask), current(ask, *_wanted(ask)))


def find_current_oral(ask: Ask) -> Fact:
    """Answer the same of drugs by mouth: a gel or cream does not count.

    In combinations each substance counts.
    """
    wanted = _wanted(ask)
    names = ask.records.names
    combined = [
        mention
        for mention in current(ask, MEDICATIONS)
        if any(names.is_one_of(each, wanted) for each in mention.hit.others)
    ]
    taken = sorted([*current(ask, *wanted), *combined], key=by_day)
    return _found(ask, wanted, [each for each in taken if not _on_skin(each)])


def _wanted(ask: Ask) -> tuple[str, ...]:
    return ask.question.drugs or ask.for_item(dict(ask.entry.by_class)) or _same(ask)


def _on_skin(mention: Mention) -> bool:
    page = mention.page
    sentence = page.sentences[mention.sentence]
    words = page.low[mention.hit.start : min(sentence.end, mention.hit.end + _FORM)]
    return "topical" in mention.drug or _SKIN.search(words) is not None


def _dosed(mention: Mention) -> str:
    """Return a drug with its strength and frequency, as far as they are given."""
    known = mention.directions
    return " ".join(filter(None, (mention.drug, known.strength, known.frequency)))


def _in_full(taken: list[Mention], drug: str) -> str:
    """Return the latest of a drug's mentions that tells most."""
    mine = [mention for mention in reversed(taken) if mention.drug == drug]
    full = [m for m in mine if m.directions.strength and m.directions.frequency]
    return _dosed((full or mine)[0])


def _found(ask: Ask, wanted: tuple[str, ...], taken: list[Mention]) -> Fact:
    if taken:
        names = dict.fromkeys(mention.drug for mention in reversed(taken))
        return Fact(
            fact=ask.entry.fact,
            finding=Finding.PRESENT,
            value=", ".join(_in_full(taken, name) for name in names),
            as_of=taken[-1].on,
            evidence=distinct(_shown(ask, taken, set(names)), MOST_EVIDENCE),
            how=f"taken at the time of the request: {', '.join(names)}",
        )
    denied = [*_denied(ask, wanted), *_none(ask)]
    said = [each for each in denied if each.finding is not None]
    if said:
        return Fact(
            fact=ask.entry.fact,
            finding=Finding.ABSENT,
            as_of=max((e.day for e in said if e.day), default=None),
            evidence=quotes(said, MOST_EVIDENCE),
        )
    return silent(ask, [*denied, *_near(ask, wanted)])


def _shown(ask: Ask, taken: list[Mention], names: set[str]) -> Iterator[Evidence]:
    """Yield the latest uses, with the request form that asks for more of them."""
    latest = list(reversed(taken))
    yield from (mention.evidence() for mention in latest[:3])
    for mention in ask.records.mentions:
        form = mention.page.document.kind is DocumentKind.RFA
        if form and mention.drug in names and ask.counts_then(mention.on):
            yield mention.evidence()
    yield from (mention.evidence() for mention in latest[3:])


def current(ask: Ask, *wanted: str) -> list[Mention]:
    """Return where other drugs of a kind are taken near the request, by day."""
    floor = _floor(ask)
    found = [
        mention
        for mention in ask.taken(*wanted)
        if mention.drug != ask.subject.drug
        and mention.page.document.kind not in PROCEDURE_REPORTS
        and mention.section is not SectionKind.RECORDS
        and (mention.on is None or floor is None or mention.on >= floor)
    ]
    ends = _last_ends(ask)
    return [
        mention
        for mention in found
        if mention.on is None or mention.on >= ends.get(mention.drug, mention.on)
    ]


def _floor(ask: Ask) -> dt.date | None:
    if ask.latest is None:
        return None
    return ask.latest - dt.timedelta(days=CURRENT_DAYS)


def _same(ask: Ask) -> tuple[str, ...]:
    """Return the item's main class of drugs."""
    for drug in ask.records.names.drugs:
        if drug.name == ask.subject.drug:
            return drug.classes[:1]
    return ()


def _last_ends(ask: Ask) -> dict[str, dt.date]:
    """Return the last day before the request on which each drug was told as ended."""
    ends: dict[str, dt.date] = {}
    for mention in ask.records.mentions:
        ended = mention.role is DrugRole.STOPPED or (
            mention.assertion is Assertion.NEGATED and mention.role is DrugRole.TAKES
        )
        if ended and mention.on is not None and ask.counts_then(mention.on):
            ends[mention.drug] = max(mention.on, ends.get(mention.drug, mention.on))
    return ends


def _denied(ask: Ask, wanted: tuple[str, ...]) -> list[Statement]:
    """Return denials of a drug or class of the kind: "denies narcotics"."""
    floor = _floor(ask)
    said = []
    for mention in ask.records.mentions:
        if (
            mention.page.document.kind in DISPUTE_PAPERS
            or mention.drug == ask.subject.drug
        ):
            continue
        named = mention.drug in wanted if mention.hit.of_class else True
        if not named or not ask.records.names.is_one_of(mention.drug, wanted):
            continue
        off = mention.role is DrugRole.STOPPED and mention.assertion in {
            Assertion.AFFIRMED,
            Assertion.HISTORICAL,
        }
        off = off and (mention.hit.of_class or _taken_before(ask, mention))
        negated = mention.assertion is Assertion.NEGATED
        recent = mention.on is None or floor is None or mention.on >= floor
        if not (negated or off) or not recent:
            continue
        if ask.counts_then(mention.on) and mention.section is not SectionKind.FAMILY:
            said.append(of_drug(mention, Finding.ABSENT, ""))
    return said


def _taken_before(ask: Ask, ended: Mention) -> bool:
    """Tell whether a drug told as stopped was taken not long before."""
    if ended.on is None:
        return False
    floor = ended.on - dt.timedelta(days=CURRENT_DAYS)
    return any(
        mention.drug == ended.drug and mention.on and floor <= mention.on < ended.on
        for mention in ask.taken(ended.drug)
    )


def _none(ask: Ask) -> list[Statement]:
    said = []
    for hit in ask.records.scanned.of(ask.entry.fact, "none"):
        as_absent = CueHit(
            hit.page, hit.sentence, hit.start, hit.end, CueGroup.ABSENT.value
        )
        statement = judge(ask, as_absent)
        if statement is not None:
            said.append(statement)
    return said


def _near(ask: Ask, wanted: tuple[str, ...]) -> list[Statement]:
    """Return mentions of such drugs that do not count, with why."""
    said = []
    for mention in ask.records.mentions:
        if mention.hit.of_class or mention.drug == ask.subject.drug:
            continue
        if ask.records.names.is_one_of(mention.drug, wanted):
            said.append(of_drug(mention, None, why_not(mention)))
    return said


def why_not(mention: Mention) -> str:
    """Return why a mention of a drug does not show that the worker takes it."""
    if mention.page.document.kind in DISPUTE_PAPERS:
        return "named in the papers of the dispute only"
    return _BY_ASSERTION.get(
        mention.assertion, _BY_ROLE.get(mention.role, "too long before the request")
    )


FINDERS: Finders = {
    "current_drug": find_current_drug,
    "current_oral": find_current_oral,
}
