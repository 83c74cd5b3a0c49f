"""Injections, operations and the like: what was done when, and what is only planned.

One passage tells one procedure: its status, the day it was done, and its number where
the words count it.  Facts and the timeline put the passages together.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from openimr.domain import Assertion, ItemKind
from openimr.text import Precision, assertion_at

from .ask import Ask, is_clinical
from .pages import ReadPage
from .procedure_days import day_of, days_listed
from .procedure_words import Status, said_of
from .records import Records
from .scan import NamedTreatment
from .sections import SectionKind
from .statements import Statement
from .subjects import Topic
from .treatments import load_treatments
from .whose import of_relative


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """A procedure as one passage tells it."""

    treatment: str
    """A treatment family, or the kind where the words are general."""

    page: ReadPage
    sentence: int
    start: int
    end: int
    status: Status
    day: dt.date | None = None
    """Day on which it was done; None where no words tell it."""

    more_days: tuple[dt.date, ...] = ()
    """Further days listed with it: "on 3/4/2014 and another on 5/6/2014"."""

    precision: Precision = Precision.DAY
    """``MONTH`` where only the month or the year is told."""

    supposed: bool = False
    """Said on a condition only: "if therapy fails"."""

    firm: bool = False
    """Planned in so many words: requested, recommended, scheduled, authorised."""

    indicated: bool = False
    """Words of indication stand beside it: a candidate, an option, recommended."""

    def statement(self, ask: Ask) -> Statement:
        """Return the passage, to be quoted."""
        day = ask.day(self.page, self.start)
        return Statement(self.page, self.sentence, self.start, self.end, None, "", day)


_NO_OPERATION = re.compile(
    r"\W{1,2}(?:consult\w*|opinion\w*|evaluation\w*|referral\w*|clearance|cent(?:er|re)"
    r"|clinic|suite|scheduler|department|group|associates|institute|service|assistant"
    r"|appointment|report\w*|note\w*|specialist\w*|institute|board|m\.?d\b)"
)
_BESIDE = ("post-", "post ", "pre-", "pre ", "peri", "perioperative ", "non-", "non")
"""Before "operative" they make it a word of care around an operation."""


_SPECIALTY = re.compile(
    r"\b(?:dr\.?|drs\.?|doctor|m\.?d\.?)[ ,]+(?:[a-z'-]+[ ,]+){0,3}"
    r"(?:in |of |for |from )?(?:(?:hand|spine|neuro|foot|ankle|shoulder|orthop\w+"
    r"|plastic|general|vascular|upper extremity|cervical|back|knee)\W+){0,3}surgery\Z"
)
_ENDS = re.compile(r"\W*(?:[,;.)]|\n|\Z|\b(?:saw|wrote|who|says|said|has|does|did)\b)")
"""After a doctor's name "hand surgery," is what he practises, not an operation."""

Told = tuple[Procedure, str]
"""A procedure, and why it is not one of the item's own; empty where it is."""


def procedures_of(ask: Ask) -> list[Told]:
    """Return every passage that tells of the item's own treatment, by page.

    Passages of other sites, sides and levels carry the reason why they do not count;
    papers of the dispute and pages after the request are left out.
    """
    found: list[Told] = []
    in_general: list[Told] = []
    for page in _pages(ask.records):
        if not ask.counts_then(ask.day_told(page, 0)):
            continue
        for name in _names(ask.records, page):
            if ask.subject.drug is None and not _may_be(ask, name):
                continue
            procedure = _read(page, name)
            if procedure is None or not ask.counts_then(procedure.day):
                continue
            if _is_of_item(ask, procedure):
                told = procedure, _elsewhere(ask, procedure)
                found.append(told)
                if name.general:
                    in_general.append(told)
    if in_general and means_another(ask):
        return [told for told in found if told not in in_general]
    return found


def means_another(ask: Ask) -> bool:
    """Tell whether "the injection" of these records is one of another family.

    So it is where the item's own family is nowhere said to be done, and another is.
    """
    if ask.item.details.kind is not ItemKind.INJECTION or not ask.subject.same:
        return False
    kinds = load_treatments().kinds
    done = {
        each.treatment
        for each in read_procedures(ask.records)
        if each.status is Status.DONE and kinds.get(each.treatment) == "injection"
    }
    return bool(done) and done.isdisjoint(ask.subject.same)


def operations(ask: Ask) -> list[Told]:
    """Return every passage that tells of an operation, by page, as above."""
    found: list[Told] = []
    for page in _pages(ask.records):
        if not ask.counts_then(ask.day_told(page, 0)):
            continue
        for name in _names(ask.records, page):
            if not _is_operation(name.treatment) or not _is_one(page, name):
                continue
            procedure = _read(page, name)
            if procedure is not None and ask.counts_then(procedure.day):
                found.append((procedure, _elsewhere(ask, procedure)))
    return found


def read_procedures(records: Records) -> tuple[Procedure, ...]:
    """Return every injection and operation that the records name, in page order.

    Words that could mean several operations, such as "fusion", are filed as surgery.
    """
    found = []
    kinds = load_treatments().kinds
    for page in _pages(records):
        places: dict[int, list[NamedTreatment]] = {}
        for name in _names(records, page):
            operation = _is_operation(name.treatment) and _is_one(page, name)
            if operation or (
                kinds.get(name.treatment) == "injection" and not name.general
            ):
                places.setdefault(name.start, []).append(name)
        for names in places.values():
            procedure = _read(page, names[0])
            if procedure is not None:
                several = len({each.treatment for each in names}) > 1
                kind = kinds.get(procedure.treatment, procedure.treatment)
                named = kind if several else procedure.treatment
                found.append(replace(procedure, treatment=named))
    return tuple(found)


def _pages(records: Records) -> Iterator[ReadPage]:
    return (page for page in records.pages if is_clinical(page.document))


def _names(records: Records, page: ReadPage) -> list[NamedTreatment]:
    """Return the treatments that a page names; of one place the first family."""
    scanned = records.scanned
    named = [*scanned.treatments.get(page.order, ())]
    named += scanned.quiet.get(page.order, ())
    named.sort(key=lambda each: (each.start, -each.end, each.general, each.treatment))
    return named


def _is_operation(treatment: str) -> bool:
    return treatment == "surgery" or load_treatments().kinds.get(treatment) == "surgery"


def _is_one(page: ReadPage, name: NamedTreatment) -> bool:
    """Tell whether words name an operation: no clinic, no visit, no release form."""
    if page.section_at(name.start) in {SectionKind.ROS, SectionKind.DECLARATION}:
        return False
    if name.general and not page.low.startswith(("surg", "operat"), name.start):
        return False
    if page.low.endswith(_BESIDE, 0, name.start):
        return False
    if _SPECIALTY.search(page.low, max(0, name.start - 60), name.end):
        return _ENDS.match(page.low, name.end) is None
    return _NO_OPERATION.match(page.low, name.end) is None


def _may_be(ask: Ask, name: NamedTreatment) -> bool:
    subject = ask.subject
    return name.treatment in subject.same or (name.general and subject.means(name))


def _is_of_item(ask: Ask, told: Procedure) -> bool:
    reach = ask.entry.reach
    topic = ask.topics.at(told.page, told.sentence, told.start, told.end, reach)
    return topic is Topic.ITEM


def _elsewhere(ask: Ask, told: Procedure) -> str:
    return ask.site.speaks_of_other_site(told.page, told.start, told.end) or ""


def _read(page: ReadPage, name: NamedTreatment) -> Procedure | None:
    """Return what a passage tells; None where it speaks of somebody else."""
    sentence = page.sentences[name.sentence]
    words = page.low[sentence.start : sentence.end]
    section = page.section_at(name.start)
    start, end = name.start - sentence.start, name.end - sentence.start
    assertion, _ = assertion_at(page.scopes(name.sentence), start, end)
    aside = {Assertion.FAMILY, Assertion.OTHER}
    if section is SectionKind.FAMILY or assertion in aside or of_relative(words, start):
        return None
    said = said_of(page, name.sentence, name.start, name.end)
    status, day, precision = said.status, None, Precision.DAY
    listed: tuple[dt.date, ...] = ()
    if status in {Status.DONE, Status.MENTIONED}:
        day, precision = day_of(page, name)
        if day is not None:
            status = Status.DONE
            listed = days_listed(page, name, day)
    return Procedure(
        treatment=name.treatment,
        page=page,
        sentence=name.sentence,
        start=name.start,
        end=name.end,
        status=status,
        day=day,
        more_days=listed,
        precision=precision,
        supposed=said.supposed,
        firm=said.firm,
        indicated=said.indicated,
    )
