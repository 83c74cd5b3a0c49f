"""Diagnoses that explain a request, and indications that cover it."""

import re
from collections.abc import Iterable, Iterator

from openimr.clinical.ask import Ask, Finders, is_clinical
from openimr.clinical.entries import CueGroup, load_facts
from openimr.clinical.findings import MOST_EVIDENCE, distinct, silent
from openimr.clinical.pages import ReadPage
from openimr.clinical.passages import latest_first
from openimr.clinical.scan import CueHit
from openimr.clinical.sections import SectionKind
from openimr.clinical.statements import Statement, judge
from openimr.clinical.subjects import Topic
from openimr.domain import Fact, Finding
from openimr.text import fold

_LEAD = re.compile(
    r"^\W*(?:(?:diagnos[ei]s|dx|assessment|impressions?)\s*[:.]\s*)?"
    r"(?:\d{1,2}[.)]\s*)?",
    re.I,
)
_NUMBERED = re.compile(r"\d{1,2}[.)]\s")
_CALLED = re.compile(r"\b(?:dx|diagnos(?:is|es|ed))\b[^.;?]{0,40}$")
"""What calls the words after it a diagnosis: "western dx: lumbago with sciatica"."""

_BOTH = re.compile(
    r"\W*(?:a ?(?:/|&|and) ?p|(?:assessment|impression|imp)\s*(?:/|&|and)\s*plan)\b"
    r"\s*[:.-]"
)
"""A heading of both, which reads as a plan: "A/P: lumbar strain"."""

_UNCALLED = re.compile(r"\b(?:ddx|differential|deferred|accepted|prior|previous|ur)\b")
_REASON = "rationale_stated"
_SECTIONS = (SectionKind.ASSESSMENT,)
_TOLD = (SectionKind.NARRATIVE, SectionKind.COMPLAINT, SectionKind.PLAN)


def find_diagnosis(ask: Ask) -> Fact:
    """Answer whether the reports carry a diagnosis that the treatment is used for.

    The value is the diagnosis in the record's words, from the latest report.
    """
    groups = ask.for_item(dict(ask.entry.by_class)) or tuple(ask.entry.groups)
    said = sorted(_diagnoses(ask, groups), key=latest_first)
    fitting = [each for each in said if each.finding is Finding.PRESENT]
    if not fitting:
        return silent(ask, [*said, *_others(ask)])
    return Fact(
        fact=ask.entry.fact,
        finding=Finding.PRESENT,
        value=_name(fitting[0]),
        as_of=fitting[0].day,
        evidence=distinct((each.evidence() for each in fitting), MOST_EVIDENCE),
    )


def find_indication(ask: Ask) -> Fact:
    """Answer whether the use is one that label or guideline accept.

    Present where such a diagnosis is made; absent where the record gives another
    purpose for the treatment.
    """
    groups = ask.for_item(dict(ask.entry.by_class))
    if not groups:
        return silent(ask)
    said = sorted(_diagnoses(ask, groups), key=latest_first)
    if not any(each.finding for each in said):
        said = sorted(_told_in_letters(ask, groups), key=latest_first)
    purposes = list(_purposes(ask, groups))
    # The purpose that the latest record gives says more than a diagnosis does.
    ranked = sorted(purposes, key=latest_first) or [e for e in said if e.finding]
    if not ranked:
        return silent(ask, said)
    finding = ranked[0].finding or Finding.SILENT
    chosen = [each for each in ranked if each.finding is finding]
    against = [each for each in ranked if each.finding is not finding]
    accepted = finding is Finding.PRESENT
    return Fact(
        fact=ask.entry.fact,
        finding=finding,
        as_of=chosen[0].day,
        evidence=distinct((each.evidence() for each in chosen), MOST_EVIDENCE),
        against=distinct((each.evidence() for each in against), MOST_EVIDENCE),
        how=None if accepted else "given for a purpose outside the accepted ones",
    )


def _diagnoses(ask: Ask, groups: tuple[str, ...]) -> Iterator[Statement]:
    hits = ask.records.scanned.of(ask.entry.fact, *groups)
    yield from _judged(ask, filter(_names_diagnosis, hits))


def _told_in_letters(ask: Ask, groups: tuple[str, ...]) -> Iterator[Statement]:
    """Yield what reports without a list of diagnoses tell."""
    listed = {
        page.document.id
        for page in ask.records.pages
        if any(map(page.sections.holds, _SECTIONS))
    }
    hits = ask.records.scanned.of(ask.entry.fact, *groups)
    yield from _judged(ask, (h for h in hits if h.page.document.id not in listed))


def _judged(ask: Ask, hits: Iterable[CueHit]) -> Iterator[Statement]:
    for hit in hits:
        cue = CueHit(hit.page, hit.sentence, hit.start, hit.end, CueGroup.PRESENT.value)
        said = judge(ask, cue)
        if said is not None:
            yield said


def _names_diagnosis(hit: CueHit) -> bool:
    """Tell whether a passage stands among diagnoses.

    Notes without headings number them: "1. Strain.  2. Anxiety."
    """
    section = hit.page.section_at(hit.start)
    if section in _SECTIONS:
        return True
    sentence = hit.page.sentences[hit.sentence]
    numbered = _NUMBERED.match(hit.page.low, sentence.start) is not None
    if numbered and section is SectionKind.NARRATIVE:
        return True
    if _BOTH.match(hit.page.low, sentence.start):
        return True
    before = hit.page.low[sentence.start : hit.start]
    called = _CALLED.search(before) is not None
    return called and section in _TOLD and _UNCALLED.search(before) is None


def _others(ask: Ask) -> Iterator[Statement]:
    """Yield the diagnoses of the latest reports, as near misses."""
    for page in ask.records.pages:
        if not is_clinical(page.document) or not ask.counts_then(page.date):
            continue
        for number, sentence in enumerate(page.sentences):
            if page.section_at(sentence.end - 1) in _SECTIONS and _worded(page, number):
                yield Statement(
                    page,
                    number,
                    sentence.start,
                    sentence.end,
                    None,
                    "a diagnosis that does not explain the request",
                    page.date,
                )


def _worded(page: ReadPage, sentence: int) -> bool:
    whole = page.sentences[sentence]
    words = _LEAD.sub("", page.clean.text[whole.start : whole.end])
    return sum(letter.isalpha() for letter in words) > 4


def _purposes(ask: Ask, groups: tuple[str, ...]) -> Iterator[Statement]:
    """Yield sentences that say what the treatment is given for."""
    reasons = load_facts().get(_REASON)
    if reasons is None:
        return
    for hit in ask.records.scanned.of(_REASON, CueGroup.PRESENT.value):
        words = hit.page.low[hit.start : hit.end]
        if not words.startswith(("for ", "prn", "as needed", "because", "due to")):
            continue
        topic = ask.topics.at(hit.page, hit.sentence, hit.start, hit.end, 0)
        said = judge(ask, hit)
        if topic is not Topic.ITEM or said is None or said.finding is None:
            continue
        labelled = any(
            ask.records.scanned.in_sentence(
                ask.entry.fact, hit.page, hit.sentence, *groups
            )
        )
        finding = Finding.PRESENT if labelled else Finding.ABSENT
        yield Statement(
            hit.page, hit.sentence, hit.start, hit.end, finding, "", said.day
        )


def _name(said: Statement) -> str:
    whole = said.page.sentences[said.sentence]
    words = said.page.clean.verbatim(whole.start, whole.end)
    return fold(_LEAD.sub("", words)).rstrip(". ")


FINDERS: Finders = {"diagnosis": find_diagnosis, "indication": find_indication}
