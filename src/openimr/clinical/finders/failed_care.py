"""Care short of the treatment in dispute: whether it was tried and did not do."""

import re
from collections.abc import Iterator
from dataclasses import replace

from openimr.clinical.ask import Ask, Finders
from openimr.clinical.body_parts import find_parts
from openimr.clinical.entries import CueGroup, load_facts
from openimr.clinical.findings import weigh
from openimr.clinical.pages import ReadPage
from openimr.clinical.scan import CueHit, NamedTreatment
from openimr.clinical.statements import Statement, judge, statements
from openimr.domain import DocumentKind, Fact, Finding, ItemKind, Quantity
from openimr.text import number_or_zero

from .bound import FULL_STOP
from .count import about, find_count

_REACH = 110
"""Characters between care and the words that tell how it went."""

_BACK = 2
"""Sentences back to care that "it did not help" is said of."""

_OPENING = 14
"""Sentences at the top of a note of therapy that name the part treated."""

_BREAK = re.compile(rf";|(?<!\bvs){FULL_STOP}")
_GOES_ON = re.compile(
    r"\W*(?:(?:he|she|they|pt|(?:the )?patient|(?:mr|ms|mrs)\. [a-z'-]+)"
    r" (?:has|have|had|is|was|remains?|came|got|still|feels?|continues|did|does)"
    r"|(?:the|his|her|that|this|such) (?:[a-z]+ ){0,2}?(?:pain|numbness|tingling|ache"
    r"|burning|weakness|stiffness|swelling|clunk|click(?:ing)?|catch(?:ing)?|locking"
    r"|popping|giving way|headaches?|spasms?|tightness|cramps?)"
    r"|all|none|not one|nothing|still|both|neither|each|these|those|they"
    r"|the (?:first|second|third|last|latter|latest|other|most recent)"
    r"|one (?:by one|after (?:another|the other))|in turn"
    r"|it|this|that|no|without|there"
    r"|but|however|little|only|which|relief|symptoms|unfortunately|despite|(?:his|her|the)"
    r" (?:pain|symptoms|relief|benefit)"
    r"|(?:(?:his|her|the|left|right) )?(?:neck|back|arm|leg|knee|shoulder|elbow|wrist"
    r"|hand|hip|heel|foot|ankle|headaches?) (?:went|is|was|pain|stays|stayed|remains?"
    r"|unchanged|no better|the same))\b"
)
"""Words with which a sentence goes on about the care named before it."""

_OF_IT_ALL = re.compile(
    r"\b(?:any|all|none|each|either|neither|both|most|much) of (?:the )?"
    r"(?:above|these|those|them|it|this|that|which|foregoing)\b"
    r"|\b(?:with|w/|from|after|despite|in spite of|for|to) (?:any of |all of |all )?"
    r"(?:these|those|the above|the foregoing|all (?:this|that))\b"
)
"""Words by which a sentence sums up the care listed before it."""

_STILL = re.compile(r"still\b|has not budged|have not budged")
"""Words that hark back to what was done, however their sentence begins."""

_LENGTH = re.compile(
    r"\b(?P<count>\d{1,2}(?:\.5)?|[a-z]+(?:-[a-z]+)?)(?:\s+and a half)?[\s-]+"
    r"(?P<unit>weeks?|months?|years?)\b(?:['\u2019]? (?:worth )?of|[\s-]+course)"
)


_WALKING = re.compile(r"cane|walker|crutch|wheelchair|scooter")


def find_failed_care(ask: Ask) -> Fact:
    """Answer whether care short of the item was carried out and did not suffice.

    A failure counts beside the care that it is told of, in the sentence or the one
    before; in the note of a therapy the note is about the care.  The value is the
    length of the care where it is told, else the therapy visits that were attended.
    """
    outright = [_of_other_care(ask, each) for each in statements(ask)]
    said = [*outright, *_paired(ask), *_noted(ask)]
    fact = weigh(ask, [_placed(ask, each) for each in said])
    if fact.finding is not Finding.PRESENT:
        return fact
    return replace(fact, value=_length(said) or _visits(ask))


def _paired(ask: Ask) -> Iterator[Statement]:
    for hit in ask.records.scanned.of(ask.entry.fact, "failed"):
        care = _care_beside(ask, hit)
        if care is None:
            continue
        cue = CueHit(hit.page, hit.sentence, hit.start, hit.end, CueGroup.PRESENT.value)
        said = judge(ask, cue)
        if said is not None:
            yield _widened(said, *care)


def _noted(ask: Ask) -> Iterator[Statement]:
    for hit in ask.records.scanned.of(ask.entry.fact, "note"):
        if hit.page.document.kind is DocumentKind.THERAPY_NOTE and not _own_note(
            ask, hit.page
        ):
            said = judge(ask, replace(hit, group=CueGroup.PRESENT.value, plain=False))
            if said is not None:
                yield said


def _own_note(ask: Ask, page: ReadPage) -> bool:
    """Tell whether a note is of the very treatment that is asked for."""
    named = [
        name
        for name in ask.records.scanned.treatments.get(page.order, ())
        if name.sentence < _OPENING and not name.general
    ]
    return bool(named) and all(name.treatment in ask.subject.same for name in named)


def _care_beside(ask: Ask, hit: CueHit) -> tuple[int, int] | None:
    """Return where the care stands that a failure is told of; None without any."""
    here = list(_care(ask, hit.page, hit.sentence))
    near = [each for each in here if _gap(hit, *each) <= _REACH]
    if near:
        return min(near, key=lambda each: (_gap(hit, *each), each))
    start = hit.page.sentences[hit.sentence].start
    end = hit.page.sentences[hit.sentence].end
    low = hit.page.low
    if here or not (
        _GOES_ON.match(low, start)
        or _OF_IT_ALL.search(low, start, end)
        or _STILL.match(low, hit.start)
    ):
        return None
    for back in range(hit.sentence - 1, max(-1, hit.sentence - 1 - _BACK), -1):
        if any(_care(ask, hit.page, back)):
            return hit.start, hit.end
    return None


def _care(ask: Ask, page: ReadPage, sentence: int) -> Iterator[tuple[int, int]]:
    """Yield where a sentence names care other than the treatment asked for."""
    own = list(_own(ask, page, sentence))
    found = [
        (cue.start, cue.end)
        for cue in ask.records.scanned.in_sentence(
            ask.entry.fact, page, sentence, "care"
        )
    ]
    found += [
        (mention.hit.start, mention.hit.end)
        for mention in ask.records.mentions_in(page, sentence)
        if mention.drug != ask.subject.drug
    ]
    for start, end in found:
        if not any(a < end and start < b for a, b in own):
            yield start, end


def _of_other_care(ask: Ask, said: Statement) -> Statement:
    """Drop what is said of the very treatment asked for: it has not been tried yet."""
    own = _own(ask, said.page, said.sentence)
    if any(start < said.end and said.start < end for start, end in own):
        return replace(said, finding=None, why="speaks of the treatment asked for")
    return said


def _own(ask: Ask, page: ReadPage, sentence: int) -> Iterator[tuple[int, int]]:
    scanned = ask.records.scanned
    for name in (
        *scanned.treatments.get(page.order, ()),
        *scanned.quiet.get(page.order, ()),
    ):
        if name.sentence != sentence:
            continue
        injected = ask.subject.kind is ItemKind.INJECTION and name.treatment in {
            "injection",
            ItemKind.INJECTION.value,
        }
        own = name.treatment in ask.subject.same and not _simpler(ask, page, name)
        if own or injected:
            yield name.start, name.end


def _simpler(ask: Ask, page: ReadPage, name: NamedTreatment) -> bool:
    """Tell whether a walking aid is another one than that asked for.

    One family holds them all: where a walker is wanted, the cane came before it.
    """
    asked = _WALKING.search(ask.item.details.requested.lower())
    named = _WALKING.search(page.low, name.start, name.end)
    return bool(asked and named and asked[0] != named[0])


def _gap(hit: CueHit, start: int, end: int) -> int:
    gap = max(start - hit.end, hit.start - end, 0)
    low = hit.page.low
    cut = _BREAK.search(low, min(end, hit.end), max(start, hit.start))
    if cut is None or (end <= hit.start and _GOES_ON.match(low, cut.end())):
        return gap
    return gap + _REACH


def _widened(said: Statement, start: int, end: int) -> Statement:
    """Let the quote hold both the care and how it went."""
    return replace(said, start=min(said.start, start), end=max(said.end, end))


def _placed(ask: Ask, said: Statement) -> Statement:
    """Drop what a note of therapy says of another part of the body."""
    note = said.page.document.kind is DocumentKind.THERAPY_NOTE
    if said.finding is None or not note or not ask.site:
        return said
    page, reasons = said.page, []
    for sentence in page.sentences[:_OPENING]:
        if find_parts(page.low, sentence.start, sentence.end):
            reasons.append(
                ask.site.speaks_of_other_site(page, sentence.start, sentence.end)
            )
    if reasons and all(reasons):
        return replace(said, finding=None, why=reasons[0] or "")
    return said


def _length(said: list[Statement]) -> Quantity | None:
    """Return the longest time of care that a passage that counts tells."""
    found = []
    for each in said:
        if each.finding is not Finding.PRESENT:
            continue
        sentence = each.page.sentences[each.sentence]
        for match in _LENGTH.finditer(each.page.low, sentence.start, sentence.end):
            count = number_or_zero(match["count"])
            if count:
                unit = match["unit"].rstrip("s") + "s"
                found.append((_WEEKS[unit] * count, Quantity(count, unit)))
    return max(found, key=lambda row: row[0])[1] if found else None


def _visits(ask: Ask) -> Quantity | None:
    """Return the visits of therapy attended for the item's part of the body."""
    asked = replace(ask, entry=load_facts()["visits_completed"])
    fact = find_count(about(asked, "physical_therapy"))
    value = fact.value
    if isinstance(value, Quantity) and value.value:
        return Quantity(value.value, "therapy visits")
    return None


_WEEKS = {"weeks": 1.0, "months": 4.345, "years": 52.18}


FINDERS: Finders = {"failed_care": find_failed_care}
