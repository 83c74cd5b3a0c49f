"""Results that are no images: laboratory, drug tests, questionnaires, capacity."""

import datetime as dt
import re
from collections.abc import Iterator

from openimr.clinical.records import Records
from openimr.domain import Document, DocumentKind, Evidence, Point, Topic
from openimr.text import fold

from .reports import clinical_documents, latest_reports, lines, source_of, words

_MOST_ROWS = 3
_MOST_REPORTS = 4
_MOST_TOLD = 6
_ROW_WORDS = 24
_RESULT = re.compile(r"\d[\d.,]*\s*(?:h|l|high|low|abnormal)?\b", re.IGNORECASE)
_FLAG = re.compile(r"\d\s*\*?(?:H|L|HIGH|LOW|High|Low)\b|\b(?:ABNORMAL|Abnormal)\b")
_FIGURE = re.compile(r"\d")
_NEAR = 24
"""Characters behind a scale in which its figure stands."""


def results(records: Records, as_of: dt.date) -> list[Point]:
    """Return laboratory and drug test results, then measures told in reports.

    Of a laboratory's table the rows outside the limits are told; where every row is
    within them, the first ones.  Each row keeps the words and the day of its paper.
    """
    points: list[Point] = []
    papers = [
        document
        for document in clinical_documents(records, as_of)
        if document.kind is DocumentKind.LABORATORY_REPORT
    ]
    for document in papers[:_MOST_REPORTS]:
        points += _of_paper(records, document)
    return [*points, *_told(records, as_of)]


def _of_paper(records: Records, document: Document) -> list[Point]:
    rows = list(_rows(records, document))
    striking = [row for row in rows if _is_striking(row[0])]
    named = [row for row in rows if _is_named(row[0]) and row not in striking]
    return [
        Point(
            topic=Topic.TESTS,
            text=text,
            date=document.date,
            source=source_of(document),
            evidence=(evidence,),
        )
        for text, evidence in [*striking[:_MOST_ROWS], *named][:_MOST_ROWS]
    ]


def _is_striking(row: str) -> bool:
    return bool(words("laboratory_striking").search(row.lower()) or _FLAG.search(row))


def _is_named(row: str) -> bool:
    named = words("laboratory_named").search(row.lower())
    return bool(named and _RESULT.search(row, named.end()))


def _rows(records: Records, document: Document) -> Iterator[tuple[str, Evidence]]:
    """Yield the lines of a paper as printed; tables have no sentences."""
    for page in records.pages:
        if page.document.id != document.id:
            continue
        raw, at = page.clean.raw, 0
        for line in raw.split("\n"):
            start, at = at, at + len(line) + 1
            text = fold(line).strip(" |")
            if 1 < len(text.split()) <= _ROW_WORDS:
                end = start + len(line.rstrip())
                yield (
                    text,
                    Evidence(
                        document=document.id,
                        page=page.page.number,
                        quote=fold(line),
                        start=start + len(line) - len(line.lstrip()),
                        end=end,
                    ),
                )


def _told(records: Records, as_of: dt.date) -> Iterator[Point]:
    """Yield the sentences of recent reports that tell a measure or a drug test."""
    told, seen = 0, set[str]()
    for document in (*latest_reports(records, as_of), *_therapists(records, as_of)):
        for line in lines(records, document):
            if line.low in seen or not _tells_result(line.low):
                continue
            seen.add(line.low)
            yield line.point(Topic.TESTS)
            told += 1
            if told == _MOST_TOLD:
                return


def _tells_result(low: str) -> bool:
    """Tell whether a sentence gives a figure of a scale, or what a drug test showed."""
    if words("measure_not").search(low):
        return False
    scales = words("measure").finditer(low)
    if any(_FIGURE.search(low, at.end(), at.end() + _NEAR) for at in scales):
        return True
    tested = words("drug_test").search(low)
    return tested is not None and words("drug_test_shows").search(low) is not None


def _therapists(records: Records, as_of: dt.date) -> list[Document]:
    return [
        document
        for document in clinical_documents(records, as_of)
        if document.kind is DocumentKind.THERAPY_NOTE
    ]
