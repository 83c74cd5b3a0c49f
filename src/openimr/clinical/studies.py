"""Imaging and electrodiagnostic studies: what each shows, of what place, on what day.

A study is read from its own report, and from what other reports quote of it.  What a
request form asks of it ("indication: rule out radiculopathy") is the question and not
the answer, and what stands under another part of the body is another study.
"""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from openimr.domain import DocumentKind, Finding

from .ask import Ask
from .body_parts import find_parts, find_sides, load_body
from .dating import moments
from .entries import CueGroup
from .pages import ReadPage
from .reasons import SECTION_WHY
from .scan import CueHit
from .sections import SectionKind
from .site import OTHER_PART, OTHER_SIDE
from .statements import Statement, judge

SPINE = frozenset({"lumbar spine", "cervical spine", "thoracic spine", "back"})
MODALITIES = ("cross", "plain", "conduction")
"""Groups of words that name a study: MRI and CT, plain films, nerve tests."""

NOT_STUDY = "not told of a study"
ITS_QUESTION = "the question put to the study, not its answer"

_LABEL = re.compile(
    r"(?:^|\n|[.;] +)[ \t]*(?P<asks>indications?|clinical (?:history|indications?"
    r"|information|data|question)|history|reason for[a-z ]{1,20}|referral question"
    r"|technique|comparison|prior stud(?:y|ies)|complaints?|symptoms)?"
    r"(?P<tells>findings?|impressions?|conclusions?|interpretation|summary|report"
    r"|results?|opinion|comments?|diagnosis|[ctl]\d{1,2}[-/][ctls]?\d{1,2}"
    r"|[a-z][a-z ,/&]{2,30}(?=:))?"
    r"[ \t]*(?::|\n|\. )"
)
_TITLE_ENDS = re.compile(
    r"\b(?:indications?|clinical|history|reason|findings?|technique|report|comparison)"
    r"\s*:|\n\s*(?:findings|technique|indication|clinical history|history|report)\b"
)
_FIRST_WORD = re.compile(r"\s*")
_LONGEST_TITLE = 700
_BACK = 2
"""Sentences back at which a study named there is still spoken of."""


class Weight(IntEnum):
    """How much a passage of a study says."""

    NOTHING = 0
    """Normal, or the lesion is denied."""

    SLIGHT = 1
    """Such as a bulge or mild narrowing: it counts unless the study denies more."""

    LESION = 2


@dataclass(frozen=True, slots=True)
class Reading:
    """One passage of a study, or about one."""

    said: Statement
    weight: Weight
    day: dt.date | None
    """Day of the study, where it is known."""

    own: bool
    """It stands in the study's own report."""

    plain: bool
    """It is of a plain film."""

    @property
    def counts(self) -> bool:
        """Tell whether the passage says anything of the place in question."""
        return self.said.finding is not None


def readings(ask: Ask) -> list[Reading]:
    """Return what the records tell of studies, passages that do not count included.

    The entry's groups say what counts: names that begin with ``slight`` and ``none``
    weigh little or deny; ``by_class`` tells which groups speak of the ``spine`` and of
    a ``limb``.
    """
    found = []
    names = _names(ask)
    for hit in ask.records.scanned.of(ask.entry.fact, *_groups(ask)):
        reading = _reading(ask, hit, names.get(hit.page.order, []))
        if reading is not None:
            found.append(reading)
    return found


def _groups(ask: Ask) -> tuple[str, ...]:
    names = [name for name in ask.entry.groups if name not in MODALITIES]
    table = ask.entry.by_class
    if not ask.site.parts or not table:
        return tuple(names)
    region = "spine" if ask.site.parts & SPINE else "limb"
    return tuple(name for name in names if name in table.get(region, ()))


def _names(ask: Ask) -> dict[int, list[CueHit]]:
    """Return the words that name studies, by page, in order."""
    found: dict[int, list[CueHit]] = {}
    for hit in ask.records.scanned.of(ask.entry.fact, *MODALITIES):
        found.setdefault(hit.page.order, []).append(hit)
    return found


def _reading(ask: Ask, hit: CueHit, names: Sequence[CueHit]) -> Reading | None:
    denies = hit.group.startswith("none")
    group = CueGroup.ABSENT if denies else CueGroup.PRESENT
    plain = hit.plain and not denies
    own = is_report(ask, hit.page)
    # Sections are those of a visit; a report of a study has its own labels.
    asked = replace(ask, entry=replace(ask.entry, never=frozenset())) if own else ask
    said = judge(asked, replace(hit, group=group.value, plain=plain))
    if said is None:
        return None
    named = _named(hit, names)
    why = said.why
    if not why and own:
        why = _asked_only(hit.page, hit.start)
        if not why and hit.page.document.kind is DocumentKind.IMAGING_REPORT:
            # Nerve tests are of limbs, whatever the roots that they tell of.
            why = _titled_elsewhere(ask, hit)
    elif not why:
        why = _not_told(hit, named)
    if why and said.finding is not None:
        said = replace(said, finding=None, why=why)
    weight = Weight.LESION
    if said.finding is Finding.ABSENT:
        weight = Weight.NOTHING
    elif hit.group.startswith("slight"):
        weight = Weight.SLIGHT
    day = _study_day(hit, named, own=own)
    first = named or next(iter(names), None)
    plain = first is not None and first.group == "plain"
    return Reading(said, weight, day, own, plain)


def is_report(ask: Ask, page: ReadPage) -> bool:
    """Tell whether a page belongs to a report of the kind of study asked about."""
    if "conduction" in ask.entry.groups:
        kinds = {DocumentKind.ELECTRODIAGNOSTIC_REPORT}
        if not any(name in ask.entry.groups for name in ("cross", "plain")):
            return page.document.kind in kinds
        return page.document.kind in {*kinds, DocumentKind.IMAGING_REPORT}
    return page.document.kind is DocumentKind.IMAGING_REPORT


def _named(hit: CueHit, names: Sequence[CueHit]) -> CueHit | None:
    """Return the words that name the study: in the sentence, or shortly before."""
    near = [n for n in names if hit.sentence - _BACK <= n.sentence <= hit.sentence]
    before = [each for each in near if each.start <= hit.start]
    return before[-1] if before else next(iter(near), None)


def _not_told(hit: CueHit, named: CueHit | None) -> str:
    """Return why a passage of another report is not of a study."""
    section = hit.page.section_at(hit.start)
    if section is SectionKind.ASSESSMENT:
        beside = named is not None and named.sentence == hit.sentence
        return "" if beside else SECTION_WHY[section]
    if section is SectionKind.STUDIES or named is not None:
        return ""
    return NOT_STUDY


def _asked_only(page: ReadPage, offset: int) -> str:
    """Return why a passage of a report is the question put to it."""
    last = None
    for label in _LABEL.finditer(page.low, 0, offset + 1):
        if label["asks"] or label["tells"]:
            last = label
    if last is None or not last["asks"]:
        return ""
    # A question ends with its line; what follows without a label is the answer.
    line = _FIRST_WORD.match(page.low, last.end())
    end = page.low.find("\n", line.end() if line else last.end())
    return "" if 0 <= end < offset else ITS_QUESTION


def title(ask: Ask, page: ReadPage) -> str:
    """Return what the first page of a page's document says before its findings."""
    pages = ask.records.pages
    first = next(each for each in pages if each.document.id == page.document.id)
    end = _TITLE_ENDS.search(first.low)
    return first.low[: min(end.start() if end else _LONGEST_TITLE, _LONGEST_TITLE)]


def _titled_elsewhere(ask: Ask, hit: CueHit) -> str:
    """Return why a report is of another part or side than the item's, by its title."""
    head = title(ask, hit.page)
    parts = {each.part for each in find_parts(head)}
    own = ask.site.parts
    if parts and own and not any(_goes_with(part, own) for part in parts):
        return OTHER_PART
    sentence = hit.page.sentences[hit.sentence]
    if ask.site.side is None or any(
        find_sides(hit.page.low, sentence.start, sentence.end)
    ):
        return ""
    sides = {each.side.value for each in find_sides(head)}
    if sides and not sides & {ask.site.side.value, "bilateral"}:
        return OTHER_SIDE if ask.site.side.value != "bilateral" else ""
    return ""


def _goes_with(part: str, own: frozenset[str]) -> bool:
    body = load_body().parts
    return part in own or any(part in body[each].beside for each in own)


def _study_day(hit: CueHit, named: CueHit | None, *, own: bool) -> dt.date | None:
    if own:
        return hit.page.date
    spots = [hit.sentence] if named is None else [hit.sentence, named.sentence]
    for number in dict.fromkeys(spots):
        sentence = hit.page.sentences[number]
        days = [
            moment.day
            for moment in moments(hit.page, sentence.start, sentence.end)
            if hit.page.date is None or moment.day <= hit.page.date
        ]
        if days:
            anchor = named.start if named is not None else hit.start
            told = list(moments(hit.page, sentence.start, sentence.end))
            nearest = min(told, key=lambda each: (abs(each.start - anchor), each.start))
            return nearest.day if nearest.day in days else days[0]
    return None
