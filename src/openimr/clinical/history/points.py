"""What the reports tell, topic by topic."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from openimr.clinical.ask import by_day, is_clinical
from openimr.clinical.dating import moments
from openimr.clinical.medications.mentions import Mention
from openimr.clinical.records import Records
from openimr.clinical.scan import load_aids
from openimr.clinical.sections import SectionKind
from openimr.domain import (
    Assertion,
    Dispute,
    Document,
    DocumentKind,
    DrugRole,
    Point,
    Topic,
)
from openimr.text import Precision, fold

from .reports import (
    Line,
    abbreviations,
    clinical_documents,
    latest_reports,
    lines,
    source_of,
    telling,
    words,
)

_MOST_FUNCTION = 4
_CURRENT_DAYS = 120
_TELLING = (SectionKind.COMPLAINT, SectionKind.FUNCTION, SectionKind.NARRATIVE)
_ROLES = frozenset({DrugRole.TAKES, DrugRole.PRESCRIBED, DrugRole.DISPENSED})
_GIVEN_ONCE = frozenset({DocumentKind.PROCEDURE_REPORT, DocumentKind.OPERATIVE_REPORT})
_SCORE = re.compile(r"\d\s*(?:/|out of)\s*10\b|\bout of ten\b|\bpain score")
_BOX = re.compile(r"\[\s*\]|_{3,}")
_TITLE = re.compile(
    r"^(?:examination|exam|study|procedure|test)?\s*[:.]?\s*(?P<title>(?:mri|ct|x-?ray|emg|"
    r"electro|nerve conduction|ultrasound|duplex|radiograph)[^\n]{0,80})",
    re.I | re.M,
)
_IMPRESSION = frozenset({SectionKind.ASSESSMENT})
_STUDY_KINDS = frozenset(
    {DocumentKind.IMAGING_REPORT, DocumentKind.ELECTRODIAGNOSTIC_REPORT}
)
_OPERATION = re.compile(
    r"\b(?<!date of )(?:operation|procedure|procedures performed|operation performed)\s*[:.]\s*(?P<name>"
    r"[^\n]{6,200}?)(?=\.\s|\n|\Z)",
    re.I,
)


def mechanism(records: Records, dispute: Dispute | None, as_of: dt.date) -> list[Point]:
    """Return how the injury came about, from the report that tells it best."""
    injured = (
        dispute.date_of_injury.value if dispute and dispute.date_of_injury else None
    )
    found: list[tuple[int, int, Line]] = []
    for place, document in enumerate(latest_reports(records, as_of)):
        for line in lines(records, document):
            score = _tells_injury(line, injured)
            if score:
                found.append((-score, place, line))
    found.sort(key=lambda row: row[:2])
    return [line.point(Topic.MECHANISM) for _, _, line in found[:2]]


def _tells_injury(line: Line, injured: dt.date | None) -> int:
    if line.section in {
        SectionKind.FAMILY,
        SectionKind.STUDIES,
        SectionKind.MEDICATIONS,
    }:
        return 0
    verbs = len(set(words("mechanism").findall(line.low)))
    if not verbs:
        return 0
    days = [m.day for m in moments(line.page, line.sentence.start, line.sentence.end)]
    same = injured is not None and injured in days
    told = line.section is SectionKind.INJURY
    if not (same or told) or len(line.text.split()) < 8:
        return 0
    return 4 * same + 2 * told + min(verbs, 3)


def complaints(records: Records, as_of: dt.date) -> Iterator[Point]:
    """Yield what the worker says, from the last three reports, the latest at length."""
    for place, document in enumerate(latest_reports(records, as_of)[:3]):
        said = list(lines(records, document, *_TELLING))
        inside = [line for line in said if line.section is not SectionKind.NARRATIVE]
        chosen = telling(inside or said, "complaint", 6 if place == 0 else 2)
        if place == 0:
            chosen += _function(records, said, chosen)
        yield from (line.point(Topic.COMPLAINTS) for line in chosen)


def _function(records: Records, said: list[Line], chosen: list[Line]) -> Iterator[Line]:
    """Yield sentences on what the worker can do, which no complaint tells."""
    able = {
        (hit.page.order, hit.sentence)
        for hit in records.scanned.of("functional_improvement", "present", "absent")
    }
    more = [
        line
        for line in said
        if line not in chosen
        and (line.page.order, line.page.sentence_at(line.sentence.start)) in able
    ]
    yield from more[:_MOST_FUNCTION]


def pain_scores(records: Records, as_of: dt.date) -> Iterator[Point]:
    """Yield the latest sentences that score the pain."""
    for document in latest_reports(records, as_of):
        found = [
            line
            for line in lines(records, document, *_TELLING)
            if _SCORE.search(line.low)
        ]
        if found:
            yield from (line.point(Topic.PAIN_SCORES) for line in found[:2])
            return


def examination(records: Records, as_of: dt.date) -> list[Point]:
    """Return the findings of the latest examination."""
    for document in latest_reports(records, as_of):
        found = lines(records, document, SectionKind.EXAMINATION)
        chosen = telling(found, "examination", 9)
        if chosen:
            return [line.point(Topic.EXAMINATION) for line in chosen]
    return []


def diagnoses(records: Records, as_of: dt.date) -> list[Point]:
    """Return the diagnoses of the latest report that lists any."""
    for document in latest_reports(records, as_of):
        found = list(lines(records, document, SectionKind.ASSESSMENT))
        if found:
            return [line.point(Topic.DIAGNOSES) for line in found[:10]]
    return []


def plan(records: Records, as_of: dt.date) -> list[Point]:
    """Return the plan of the latest report that has one."""
    for document in latest_reports(records, as_of):
        found = list(lines(records, document, SectionKind.PLAN))
        if found:
            return [line.point(Topic.PLAN) for line in found[:6]]
    return []


def work_status(records: Records, as_of: dt.date) -> list[Point]:
    """Return the work status of the latest report that states one."""
    for document in latest_reports(records, as_of):
        found = [
            line
            for line in lines(records, document, SectionKind.WORK_STATUS)
            if not _BOX.search(
                line.page.clean.raw_span(line.sentence.start, line.sentence.end).of(
                    line.page.clean.raw
                )
            )
            and len(line.text) > 2
        ]
        if found:
            return [_spelt_out(line.point(Topic.WORK_STATUS)) for line in found[:2]]
    return []


def _spelt_out(point: Point) -> Point:
    """Write out what work status is abbreviated to."""
    text = point.text
    for short, long in abbreviations().items():
        text = re.sub(rf"(?<!\w){re.escape(short)}(?!\w)", long, text)
    return replace(point, text=text)


def medications(records: Records, as_of: dt.date) -> list[Point]:
    """Return the medications of the latest list, with their directions."""
    for document in latest_reports(records, as_of):
        listed = [m for m in _taken(records) if m.page.document.id == document.id]
        best = _best_directions(listed)
        if best:
            best += _from_others(records, best, document.date or as_of)
            return [_medication(mention) for mention in best]
    return []


def _taken(records: Records) -> Iterator[Mention]:
    for mention in records.mentions:
        if (
            mention.role in _ROLES
            and mention.assertion is Assertion.AFFIRMED
            and not mention.hit.of_class
            and is_clinical(mention.page.document)
            and mention.page.document.kind not in _GIVEN_ONCE
        ):
            yield mention


def _from_others(
    records: Records, listed: list[Mention], day: dt.date
) -> list[Mention]:
    """Return what other physicians' recent lists add."""
    known = {mention.drug for mention in listed}
    others = [
        mention
        for mention in _taken(records)
        if mention.drug not in known
        and mention.section is SectionKind.MEDICATIONS
        and mention.on is not None
        and 0 <= (day - mention.on).days <= _CURRENT_DAYS
    ]
    return _best_directions(others)


def _best_directions(listed: Iterable[Mention]) -> list[Mention]:
    """Return one mention a drug, the one with the fullest directions."""
    best: dict[tuple[str, str | None], Mention] = {}
    for mention in sorted(listed, key=by_day):
        key = mention.drug, mention.directions.strength
        held = best.get(key)
        if held is None or _fullness(mention) > _fullness(held):
            best[key] = mention
    strong = {drug for drug, strength in best if strength}
    kept = [m for (drug, strength), m in best.items() if strength or drug not in strong]
    return sorted(kept, key=lambda m: (m.page.order, m.start))


def _fullness(mention: Mention) -> int:
    known = mention.directions
    told = (known.strength, known.doses_per_day, known.quantity)
    return sum(each is not None for each in told)


def _medication(mention: Mention) -> Point:
    page = mention.page
    name = page.clean.verbatim(mention.hit.start, mention.hit.end)
    name = name.split("(")[0].strip() or name
    known = mention.directions
    parts = [name, known.strength, known.frequency]
    parts += [f"#{known.quantity}" if known.quantity else None]
    return Point(
        topic=Topic.MEDICATIONS,
        text=fold(" ".join(part for part in parts if part)),
        date=mention.on,
        source=source_of(page.document),
        evidence=(mention.evidence(),),
    )


def studies(records: Records, as_of: dt.date) -> list[Point]:
    """Return studies: their own impressions first, then those told in reports."""
    points: list[Point] = []
    for document in reversed(clinical_documents(records, as_of)):
        if document.kind in _STUDY_KINDS:
            points += _own_report(records, document)
    seen = {point.date for point in points}
    for document in latest_reports(records, as_of):
        for line in lines(records, document, SectionKind.STUDIES, SectionKind.RECORDS):
            day = _study_day(line)
            if day and day not in seen and words("study").search(line.low):
                seen.add(day)
                points.append(_with_next(records, line, day))
    return points[:10]


def _own_report(records: Records, document: Document) -> Iterator[Point]:
    title = ""
    for page in records.pages:
        if page.document.id == document.id and not title:
            match = _TITLE.search(page.clean.text)
            title = fold(match["title"]) if match else ""
    found = list(lines(records, document, *_IMPRESSION))[:3]
    for place, line in enumerate(found):
        point = line.point(Topic.STUDIES, document.date)
        text = f"{title}: {point.text}" if title and place == 0 else point.text
        yield Point(
            topic=Topic.STUDIES,
            text=text,
            date=document.date,
            source=source_of(document),
            evidence=point.evidence,
        )


def _study_day(line: Line) -> dt.date | None:
    for moment in moments(line.page, line.sentence.start, line.sentence.end):
        if moment.precision is Precision.DAY:
            return moment.day
    return None


def _with_next(records: Records, line: Line, day: dt.date) -> Point:
    """Join a study's heading with the sentences that tell its result."""
    page = line.page
    number = page.sentence_at(line.sentence.start)
    text, evidence = [line.text], [line.evidence()]
    for following in page.sentences[number + 1 : number + 4]:
        if words("study").search(page.low, following.start, following.end):
            break
        if page.section_at(following.start) is not line.section:
            break
        other = Line(page, following, line.section)
        text.append(other.text)
        evidence.append(other.evidence())
    del records
    return Point(
        topic=Topic.STUDIES,
        text=". ".join(text),
        date=day,
        source=source_of(page.document),
        evidence=tuple(evidence),
    )


def surgeries(records: Records, as_of: dt.date) -> list[Point]:
    """Return operations: operative reports, then those told with a year."""
    points: list[Point] = []
    for document in reversed(clinical_documents(records, as_of)):
        if document.kind is DocumentKind.OPERATIVE_REPORT:
            points += _operations(records, document)
    kinds = (
        SectionKind.PAST_HISTORY,
        SectionKind.INJURY,
        SectionKind.COMPLAINT,
        SectionKind.ASSESSMENT,
        SectionKind.NARRATIVE,
        SectionKind.PAST_TREATMENT,
    )
    said: set[str] = set()
    for document in latest_reports(records, as_of):
        for line in lines(records, document, *kinds):
            if _is_operation(line) and line.text.lower() not in said:
                said.add(line.text.lower())
                points.append(line.point(Topic.SURGERIES, _told_day(line)))
    return points[:8]


def _operations(records: Records, document: Document) -> Iterator[Point]:
    for page in records.pages:
        if page.document.id != document.id:
            continue
        match = _OPERATION.search(page.clean.text)
        if match:
            yield Point(
                topic=Topic.SURGERIES,
                text=fold(match["name"]).rstrip(". "),
                date=document.date,
                source=source_of(document),
                evidence=(page.quote(*match.span("name")),),
            )
            return


def _is_operation(line: Line) -> bool:
    past = line.section in {SectionKind.PAST_HISTORY, SectionKind.PAST_TREATMENT}
    named = words("surgery").search(line.low) or (
        past and words("surgery_past").search(line.low)
    )
    if not named or words("surgery_not").search(line.low):
        return False
    return any(moments(line.page, line.sentence.start, line.sentence.end))


def _told_day(line: Line) -> dt.date | None:
    days = list(moments(line.page, line.sentence.start, line.sentence.end))
    exact = [m.day for m in days if m.precision is Precision.DAY]
    return exact[0] if len(exact) == 1 else None


def treatment(records: Records, as_of: dt.date) -> list[Point]:
    """Return the treatment to date: its own section, therapy notes, and in passing.

    In passing one sentence is told for each treatment that is not told yet.
    """
    found: list[Line] = []
    documents = clinical_documents(records, as_of)
    for document in documents:
        own = lines(records, document, SectionKind.PAST_TREATMENT)
        found += telling(own, "treatment", 7)
    for document in documents:
        if document.kind in {DocumentKind.THERAPY_NOTE, DocumentKind.PROCEDURE_REPORT}:
            found += telling(lines(records, document), "treatment", 2)
    passed = [line for line in found if line.section is SectionKind.PAST_TREATMENT]
    told = {name for line in passed for name in _named(records, line)}
    for document in latest_reports(records, as_of):
        for line in lines(records, document, *_TELLING, SectionKind.PAST_HISTORY):
            new = _named(records, line) - told - load_aids()
            if new:
                told |= new
                found.append(line)
    unique = {line.text.lower(): line for line in reversed(found)}
    kept = [line for line in found if unique.get(line.text.lower()) is line]
    return [line.point(Topic.TREATMENT) for line in kept[:14]]


def _named(records: Records, line: Line) -> set[str]:
    """Return the treatments that a sentence names."""
    number = line.page.sentence_at(line.sentence.start)
    named = records.scanned.treatments.get(line.page.order, ())
    return {each.treatment for each in named if each.sentence == number}
