"""Whether the request says that imaging will guide the needle."""

from collections.abc import Iterator

from openimr.clinical.ask import Ask, Finders, is_clinical
from openimr.clinical.entries import CueGroup
from openimr.clinical.findings import MOST_EVIDENCE, weigh
from openimr.clinical.scan import CueHit, load_index
from openimr.clinical.sections import SectionKind
from openimr.clinical.statements import Statement
from openimr.clinical.subjects import Topic
from openimr.domain import DISPUTE_PAPERS, Assertion, Fact, Finding
from openimr.text import assertion_at

_REACH = 2
_ASKING = frozenset(
    {
        SectionKind.PLAN,
        SectionKind.NARRATIVE,
        SectionKind.DISCUSSION,
        SectionKind.ASSESSMENT,
        SectionKind.REQUEST,
    }
)


def find_guidance(ask: Ask) -> Fact:
    """Answer by the papers of the request and by plans that speak of the item.

    How an earlier procedure was done says nothing of the one asked for.  Where neither
    speaks of it, the words of the request itself answer.
    """
    fact = weigh(ask, list(_said(ask)))
    return fact if fact.finding is not Finding.SILENT else _requested(ask) or fact


def _requested(ask: Ask) -> Fact | None:
    """Answer by the words of the request, such as "under fluoroscopy"."""
    words = ask.item.details.requested.lower()
    groups = {
        group
        for hit in load_index().find(words, 0, len(words))
        for fact, group in hit.payload
        if fact == ask.entry.fact
    }
    if not groups & set(_GROUPS):
        return None
    denied = CueGroup.ABSENT.value in groups
    return Fact(
        fact=ask.entry.fact,
        finding=Finding.ABSENT if denied else Finding.PRESENT,
        evidence=ask.item.evidence[:MOST_EVIDENCE],
        how="told by the request itself",
    )


def _said(ask: Ask) -> Iterator[Statement]:
    for hit in ask.records.scanned.of(ask.entry.fact, *_GROUPS):
        page = hit.page
        paper = page.document.kind in DISPUTE_PAPERS
        if not ask.counts_then(page.date) and not paper:
            continue
        why = "" if paper else _elsewhere(hit)
        topic = ask.topics.at(page, hit.sentence, hit.start, hit.end, _REACH)
        if topic is Topic.OTHER or (topic is Topic.NONE and not paper):
            why = why or "asked for of another treatment"
        if page.low[hit.start : hit.end] != _NO_ARM:
            why = why or ask.site.speaks_of_other_site(page, hit.start, hit.end) or ""
        finding = None if why else _finding(hit)
        yield Statement(
            page,
            hit.sentence,
            hit.start,
            hit.end,
            finding,
            why,
            ask.day(page, hit.start),
        )


_NO_ARM = "c-arm"
_GROUPS = (CueGroup.PRESENT.value, CueGroup.ABSENT.value)


def _elsewhere(hit: CueHit) -> str:
    if not is_clinical(hit.page.document):
        return "not written by a clinician"
    if hit.page.section_at(hit.start) not in _ASKING:
        return "not said of the procedure asked for"
    return ""


def _finding(hit: CueHit) -> Finding:
    if hit.group == CueGroup.ABSENT.value:
        return Finding.ABSENT
    sentence = hit.page.sentences[hit.sentence]
    at = hit.start - sentence.start, hit.end - sentence.start
    assertion, _ = assertion_at(hit.page.scopes(hit.sentence), *at)
    return Finding.ABSENT if assertion is Assertion.NEGATED else Finding.PRESENT


FINDERS: Finders = {"guidance": find_guidance}
